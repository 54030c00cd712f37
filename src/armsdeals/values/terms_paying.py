"""How the goods come and who pays: aid, leases, loans of equipment, used goods, financing, barter.

    >>> _debt.read(_debt.pattern.fullmatch("payment for Russian debt to Hungary"), doubt=False)[0][1].by
    'Russia'

"Loan" means equipment that is lent, unless it finances something; one of so many years may be either, and is not read.
Left out: sums (`terms_money`).
"""

from __future__ import annotations

import re

from armsdeals.values.estimate import Estimate
from armsdeals.values.terms import FinancingTerm, PaymentKind, Topic
from armsdeals.values.terms_rows import COUNT, PLACE, THEN, WORDS, YEAR, Found, Row, country, is_plain, remark, row


@row(
    rf"(?:as )?(?:(?:incl|including) (?:(?P<n>{COUNT})|some) (?:as )?)?(?P<text>(?:part of )?(?:second |third )?(?:'[^']*' |\"[^\"]*\" |[A-Z][\w-]* |private |military |financial ){{0,3}}"
    r"(?:aid|grant aid)(?: (?:programme|package))?(?P<tail> (?:from|by|for|after|to|as part of|in) [^;()]{1,100})?)(?: version)?",
    needs="aid",
)
def _aid(found: re.Match[str], *, doubt: bool) -> Found | None:
    if found["tail"] and not is_plain(found["tail"]):
        return None
    return remark(Topic.AID, found["text"], found["n"], doubt=doubt)


@row(
    rf"(?P<text>(?P<on>on )?(?P<years>[0-9]{{1,2}}[- ]year )?(?P<what>lease|loan|leased|loaned|lent)(?: programme)?(?P<tail> (?:until|for|to|from|via|during|by|as|since|in|{YEAR}-{YEAR})[^;()$€£%]*)?)",
    needs="lease|loan|lent",
)
def _lent(found: re.Match[str], *, doubt: bool) -> Found | None:
    tail = re.sub(r"^ until (?:bought|returned|delivery|delivered)\b", "", found["tail"] or "")
    if not is_plain(re.sub(r" and (?:bought|returned)\b", "", tail)):
        return None
    if found["what"] == "loan" and found["years"] and not found["on"]:
        return None
    topic = Topic.LEASE if found["what"].startswith("leas") else Topic.LOANED
    return remark(topic, found["text"], doubt=doubt)


_BETTERED = r"(?:modernized|modernised|rebuilt|refurbished|upgraded|modified|overhauled|converted)"


@row(
    rf"(?P<text>(?:but )?(?P<doubt>probably |possibly )?(?:partly )?{_BETTERED}(?: and {_BETTERED})?(?P<how> (?:to|in|by|with|into) [^;()]{{1,80}}?)?"
    rf"(?: (?:before|after) delivery)?(?P<where> (?:in|by|to) [^;()]{{1,80}})?)",
    needs="modern|rebuilt|refurb|upgrad|modif|overhaul|convert",
)
def _modernized(found: re.Match[str], *, doubt: bool) -> Found | None:
    if not is_plain((found["how"] or "") + (found["where"] or "")):
        return None
    return remark(Topic.MODERNIZED, found["text"].removeprefix("but "), doubt=doubt or bool(found["doubt"]))


@row(
    rf"(?:(?:incl|including) )?(?:(?P<n>{COUNT}) |some |most )?(?P<hand>(?P<was>[^;()]{{0,60}}?)second-hand)(?: (?P<more>(?!but )[^;()]{{1,80}}?))?(?P<bettered> (?:but|and) (?:probably |possibly )?{_BETTERED}[^;()]*)?",
    needs="second-hand",
)
def _used(found: re.Match[str], *, doubt: bool) -> Found | None:
    more, was = found["more"] or "", found["was"] or ""
    if not is_plain(more) or not is_plain(was):
        return None
    told = remark(Topic.SECOND_HAND, found["hand"] + (f" {more}" if more else ""), found["n"], doubt=doubt)
    if not found["bettered"]:
        return told
    return (*told, (THEN, re.sub(r"^ and ", "", found["bettered"]).strip()))


@row(
    r"(?P<text>(?:but )?(?:(?:only|maximum|almost|nearly|less than|over|about) )*(?:new|few years old|[0-9]{1,2}(?:-[0-9]{1,2})? years old|not used|unused))",
    needs="new|old|used",
)
def _age(found: re.Match[str], *, doubt: bool) -> Found:
    return remark(Topic.SECOND_HAND, found["text"].removeprefix("but "), doubt=doubt)


@row(
    rf"(?:(?:incl|including) )?(?:(?P<n>{COUNT}) )?(?P<text>(?P<what>{WORDS}?) (?P<how>{_BETTERED} (?:to|into) [^;()]{{2,80}}?)(?P<where> (?:in|by|for) [^;()]{{2,60}})?(?: before delivery)?)",
    needs="modern|rebuilt|refurb|upgrad|modif|overhaul|convert",
)
def _turned_into(found: re.Match[str], *, doubt: bool) -> Found | None:
    if not all(
        map(
            is_plain,
            (re.sub("[Ss]econd-hand", "", found["what"]), re.sub(_BETTERED, "", found["how"]), found["where"] or ""),
        )
    ):
        return None
    told = remark(Topic.MODERNIZED, found["text"], found["n"], doubt=doubt)
    used = "second-hand" in found["what"].lower()
    return (remark(Topic.SECOND_HAND, found["what"], doubt=doubt) if used else ()) + told


@row(
    r"(?P<text>(?:ex|former)[- ][^;()]{2,60}?(?: equipment)?(?: (?:inherited|captured) (?:by|from) [^;()]{2,40})?|(?:captured|taken over|inherited) (?:from|by) [^;()]{2,60})",
    needs="former|ex-|ex |captured|taken over|inherited",
)
def _former(found: re.Match[str], *, doubt: bool) -> Found | None:
    return remark(Topic.ORIGIN, found["text"], doubt=doubt) if is_plain(found["text"]) else None


@row(
    r"(?:and |aid )?(?:(?:incl|including) (?P<some>[0-9]+(?![0-9.%])|some) )?(?:(?P<percent>[0-9]{1,3}(?:\.[0-9]+)?)% )?(?P<partly>(?:mainly|partly|partially|mostly|in part|jointly) )?"
    r"(?:financed|funded|paid)(?: for)? (?:by|with|through|from|via|as) (?P<who>[^;]{2,160})",
    needs="financed|funded|paid",
)
def _financed(found: re.Match[str], *, doubt: bool) -> Found | None:
    kind, by = _payer(found["who"])
    if kind is None:
        return None
    percent = Estimate(found["percent"], unit="percent") if found["percent"] else None
    partial = bool(found["partly"] and found["partly"] != "jointly ") or bool(found["some"])
    return (("financing", FinancingTerm(kind=kind, percent=percent, by=by, is_partial=partial, is_doubtful=doubt)),)


_AFTER = re.compile(r"(?: (?:funds|money|budget))?(?: (?:after|for|during|to) (?P<what>[^;()]{3,80}))?")
_LENDER = rf"(?P<who>{PLACE}|(?:private|foreign|unidentified|unknown|other|several|European|Western|EU|UN)(?: [\w.'-]+){{0,4}})"
_PAYERS: tuple[tuple[re.Pattern[str], PaymentKind], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (rf"(?:an? )?(?:{_LENDER} )?(?:soft |state |bank |government |export )?(?:loans?|credits?)(?: from (?P<lender>{PLACE}))?", PaymentKind.LOAN),
        (rf"(?:an? )?(?:'[^']*' )?(?:{_LENDER} )?(?:private )?donations(?: (?:from|via) (?P<lender>[^;()]{{2,60}}))?(?: as (?:aid|gift))?(?: after .*)?", PaymentKind.DONATION),
        (rf"(?:an? )?(?:(?:'[^']*' |FMF |FMS |military |financial |{_LENDER} (?:military |financial |private |'[^']*' )?))?(?:aid|grants?|FMF)(?: programme)?(?: (?:from|by) (?P<lender>[^;()]{{2,80}}?))?(?: after .*| for .*)?", PaymentKind.AID),
        (r"(?:the )?(?P<fund>[A-Z][\w ]+ \([A-Z]{2,}\)) program(?:me)?(?: (?:by|of) .{2,40})? as aid(?: after .*)?", PaymentKind.AID),
        (r"(?:the )?(?P<fund>[A-Z][\w ]+ \([A-Z]{2,}\)) program(?:me)?", PaymentKind.OTHER),
        (rf"{_LENDER} as (?:military )?(?:aid|grant|gift)(?: (?:to|after|for) .*)?", PaymentKind.AID),
        (r"(?P<fund>'[^']*'|[A-Z]{2,})(?: aid)?(?: programme| fund)?", PaymentKind.OTHER),
        (r"(?P<fund>[A-Z][\w ]+ for [A-Z]\w+)", PaymentKind.OTHER),
        (rf"{_LENDER}(?: after .*)?", PaymentKind.OTHER),
    )
)  # fmt: skip


def _payer(text: str) -> tuple[PaymentKind | None, str]:
    for pattern, kind in _PAYERS:
        found = pattern.fullmatch(text)
        if found is None:
            continue
        named = found.groupdict()
        who = named.get("lender") or named.get("who") or named.get("fund") or ""
        if not is_plain(who) or re.search(r"\b(?:and|or) [a-z]", who):
            continue
        return kind, "" if who == "private" else country(who.strip())
    return None, ""


@row(
    rf"(?P<who>{PLACE}) as aid(?P<tail> (?:after|to|for) [^;()]{{2,100}})?",
    needs=" as aid",
)
def _listed_payers(found: re.Match[str], *, doubt: bool) -> Found | None:
    """Read the end of a list of states that pay; its beginning is a piece of its own."""
    if found["tail"] and not is_plain(found["tail"]):
        return None
    return (("financing", FinancingTerm(kind=PaymentKind.AID, by=found["who"], is_doubtful=doubt)),)


@row(
    r"(?:as )?(?:part of )?(?:re)?payment (?:for|of) (?:part of )?(?P<who>[A-Z]\w+) debt(?: to [A-Z]\w+(?: [A-Z]\w+)*)?",
    needs="debt",
)
def _debt(found: re.Match[str], *, doubt: bool) -> Found:
    term = FinancingTerm(kind=PaymentKind.DEBT, by=country(found["who"]), is_doubtful=doubt)
    return (("financing", term),)


@row(
    r"(?:(?:incl|including) )?(?:(?P<over>over |about |at least |up to )?(?P<percent>[0-9]{1,3})% )?(?:as )?barter(?: with (?P<what>[^;()]{2,80}))?",
    needs="barter",
)
def _barter(found: re.Match[str], *, doubt: bool) -> Found | None:
    percent = Estimate.parse(f"{found['over'] or ''}{found['percent']}") if found["percent"] else None
    if found["what"] and not is_plain(found["what"]):
        return None
    known = percent and Estimate(percent, unit="percent")
    return (
        (
            "financing",
            FinancingTerm(
                kind=PaymentKind.BARTER, percent=known or None, is_partial=percent is None, is_doubtful=doubt
            ),
        ),
    )


PAYING: tuple[Row, ...] = (
    _aid,
    _lent,
    _modernized,
    _used,
    _age,
    _turned_into,
    _former,
    _financed,
    _listed_payers,
    _debt,
    _barter,
)
