"""The grammar of comments: one row for each way in which a piece of a comment says something.

A piece is what stands between two semicolons or in a pair of brackets. A row reads a piece whole or not at all, and its
free words may hold none of the words by which other rows tell something, so that no news hides in a name.

    >>> read_piece("option on 500 more, probably lapsed")
    (('options', OptionTerm(number=Estimate('500'), is_lapsed=True, is_doubtful=True)),)
    >>> read_piece("delivered to Adelaide") is None
    True

Each finding is a pair: the field of `Terms` to which it belongs, and the value. Sums of money are in `terms_money`. The
ways of writing were gathered from the comments of SIPRI's trade registers, where semicolons also stand for commas. Left
out: what spans several pieces, which is for `terms_reader`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from armsdeals.values._demonyms import DEMONYMS
from armsdeals.values.estimate import Estimate
from armsdeals.values.terms import (
    FinancingTerm,
    Goods,
    OptionTerm,
    PaymentKind,
    ProductionKind,
    ProductionTerm,
    Remark,
    StatusTerm,
    TermStatus,
    Topic,
)
from armsdeals.values.when import When

Finding = tuple[str, object]
Found = tuple[Finding, ...]

# Words by which a piece tells something: they may not stand among words that are taken as they are.
_TELLING = re.compile(
    r"\b(?:aid|grants?|financ\w*|fund(?:s|ed|ing)?|paid|pay|payments?|offsets?|options?|cancel\w*|embargo\w*|loan(?:s|ed)?|lent|lend|leas(?:e|ed|es|ing)|"
    r"licen[cs]\w*|assembl\w+|gifts?|donat\w+|barter\w*|debt|delay\w*|but|instead|originally|deals?|orders?|ordered|sold|sale|delivered|deliver|"
    r"deliver(?:y|ies)|selected|second-hand|uncertain|unknown|produced|production|planned|plans?|probably|possibly|maybe|modernized|modernised|rebuilt|"
    r"refurbished|upgraded|not|until|incl|including|more|reported\w*|bought|returned|when|while|because|however|suspended|worth|interim|instead|"
    r"free|exchanged?|rest|designated|designation|illegally|unclear|could|no)\b|[$€£%]",
    re.IGNORECASE,
)
_W = r"(?:[^;()]|\([^;()]{0,60}\)){1,160}"  # words, with a short name in brackets among them
_PLACE = r"(?:the )?[A-Z][\w.'-]*(?: (?:and|of|the|&|[A-Z][\w.'-]*|\([A-Z]+\))){0,6}"
_N = r"(?:about |over |at least |up to |some )?(?:[0-9][0-9,]*(?:-[0-9]+)?|one|two|three|four|five|six)"
_SHARED = r"(?:some|all|most|several|many|part|half)"
_YEAR = r"(?:19|20)[0-9]{2}"

Row = tuple[re.Pattern[str], Callable[[re.Match[str], bool], Found | None]]
ROWS: list[Row] = []
_DOUBT = re.compile(r"(?:(?:but )?(?:probably|possibly|maybe|reportedly)) ", re.IGNORECASE)


def _row(
    pattern: str,
) -> Callable[[Callable[[re.Match[str], bool], Found | None]], Callable[[re.Match[str], bool], Found | None]]:
    """Put a row into the grammar; the first row that reads a piece whole has it."""

    def put(read: Callable[[re.Match[str], bool], Found | None]) -> Callable[[re.Match[str], bool], Found | None]:
        ROWS.append((re.compile(pattern), read))
        return read

    return put


def read_piece(piece: str) -> Found | None:
    """Read one piece; None where no row reads it whole."""
    doubt = _DOUBT.match(piece)
    told = piece[doubt.end() :] if doubt else piece
    # A sentence begins with a capital, which tells nothing; "Turkish designation" does.
    low = told[0].lower() + told[1:] if told[1:2].islower() or told[1:2] == " " else told
    for words in dict.fromkeys((low, told)):
        for pattern, read in ROWS:
            found = pattern.fullmatch(words)
            if found and (findings := read(found, doubt is not None)) is not None:
                return findings
    return None


def is_plain(words: str) -> bool:
    """Whether words tell nothing by themselves, so that they may be taken as a name."""
    return not _TELLING.search(words)


def _number(text: str | None) -> Estimate | None:
    return Estimate.parse(text) if text else None


def _country(adjective: str) -> str:
    return DEMONYMS.get(adjective, adjective)


def _remark(topic: Topic, text: str, number: str | None = None, *, doubt: bool = False) -> Found:
    return (("remarks", Remark(topic=topic, text=text.strip(), number=_number(number), is_doubtful=doubt)),)


# Aid, leases, loans, used goods


@_row(
    rf"(?:as )?(?:(?:incl|including) (?:(?P<n>{_N})|some) (?:as )?)?(?P<text>(?:part of )?(?:second |third )?(?:'[^']*' |\"[^\"]*\" |[A-Z][\w-]* |private |military |financial ){{0,3}}"
    r"(?:aid|grant aid)(?: (?:programme|package))?(?P<tail> (?:from|by|for|after|to|as part of|in) [^;()]{1,100})?)(?: version)?"
)
def _aid(found: re.Match[str], doubt: bool) -> Found | None:
    if found["tail"] and not is_plain(found["tail"]):
        return None
    return _remark(Topic.AID, found["text"], found["n"], doubt=doubt)


@_row(
    rf"(?P<text>(?:on )?(?:[0-9]{{1,2}}[- ]year )?(?P<what>lease|loan|leased|loaned|lent)(?: programme)?(?P<tail> (?:until|for|to|from|via|during|by|as|since|in|{_YEAR}-{_YEAR})[^;()$€£%]*)?)"
)
def _lent(found: re.Match[str], doubt: bool) -> Found | None:
    tail = re.sub(r"^ until (?:bought|returned|delivery|delivered)\b", "", found["tail"] or "")
    if not is_plain(re.sub(r" and (?:bought|returned)\b", "", tail)):
        return None
    topic = Topic.LEASE if found["what"].startswith("leas") else Topic.LOANED
    return _remark(topic, found["text"], doubt=doubt)


_BETTERED = r"(?:modernized|modernised|rebuilt|refurbished|upgraded|modified|overhauled|converted)"


@_row(
    rf"(?P<text>(?:but )?(?P<doubt>probably |possibly )?(?:partly )?{_BETTERED}(?: and {_BETTERED})?(?P<how> (?:to|in|by|with|into) [^;()]{{1,80}}?)?"
    rf"(?: (?:before|after) delivery)?(?P<where> (?:in|by|to) [^;()]{{1,80}})?)"
)
def _modernized(found: re.Match[str], doubt: bool) -> Found | None:
    if not is_plain((found["how"] or "") + (found["where"] or "")):
        return None
    return _remark(Topic.MODERNIZED, found["text"].removeprefix("but "), doubt=doubt or bool(found["doubt"]))


@_row(
    rf"(?:(?:incl|including) )?(?:(?P<n>{_N}) |some |most )?(?P<hand>(?P<was>[^;()]{{0,60}}?)second-hand)(?: (?P<more>(?!but )[^;()]{{1,80}}?))?(?P<bettered> (?:but|and) (?:probably |possibly )?{_BETTERED}[^;()]*)?"
)
def _used(found: re.Match[str], doubt: bool) -> Found | None:
    more, was = found["more"] or "", found["was"] or ""
    if not is_plain(more) or not is_plain(was):
        return None
    told = _remark(Topic.SECOND_HAND, found["hand"] + (f" {more}" if more else ""), found["n"], doubt=doubt)
    if not found["bettered"]:
        return told
    bettered = read_piece(re.sub(r"^ and ", "", found["bettered"]).strip())
    return None if bettered is None else told + bettered


@_row(r"(?P<text>(?:but )?(?:(?:only|maximum|almost|nearly|less than|over|about) )*(?:new|few years old|[0-9]{1,2}(?:-[0-9]{1,2})? years old|not used|unused))")
def _age(found: re.Match[str], doubt: bool) -> Found:
    return _remark(Topic.SECOND_HAND, found["text"].removeprefix("but "), doubt=doubt)


@_row(rf"(?:(?:incl|including) )?(?:(?P<n>{_N}) )?(?P<text>(?P<what>{_W}?) (?P<how>{_BETTERED} (?:to|into) [^;()]{{2,80}}?)(?P<where> (?:in|by|for) [^;()]{{2,60}})?(?: before delivery)?)")
def _turned_into(found: re.Match[str], doubt: bool) -> Found | None:
    if not all(map(is_plain, (re.sub("[Ss]econd-hand", "", found["what"]), re.sub(_BETTERED, "", found["how"]), found["where"] or ""))):
        return None
    told = _remark(Topic.MODERNIZED, found["text"], found["n"], doubt=doubt)
    used = "second-hand" in found["what"].lower()
    return (_remark(Topic.SECOND_HAND, found["what"], doubt=doubt) if used else ()) + told


@_row(r"(?P<text>(?:ex|former)[- ][^;()]{2,60}?(?: equipment)?(?: (?:inherited|captured) (?:by|from) [^;()]{2,40})?|(?:captured|taken over|inherited) (?:from|by) [^;()]{2,60})")
def _former(found: re.Match[str], doubt: bool) -> Found | None:
    return _remark(Topic.ORIGIN, found["text"], doubt=doubt) if is_plain(found["text"]) else None


# Who pays


@_row(
    r"(?:and |aid )?(?:(?:incl|including) (?P<some>[0-9]+(?![0-9.%])|some) )?(?:(?P<percent>[0-9]{1,3}(?:\.[0-9]+)?)% )?(?P<partly>(?:mainly|partly|partially|mostly|in part|jointly) )?"
    r"(?:financed|funded|paid)(?: for)? (?:by|with|through|from|via|as) (?P<who>[^;]{2,160})"
)
def _financed(found: re.Match[str], doubt: bool) -> Found | None:
    kind, by = _payer(found["who"])
    if kind is None:
        return None
    percent = Estimate(found["percent"], unit="percent") if found["percent"] else None
    partial = bool(found["partly"] and found["partly"] != "jointly ") or bool(found["some"])
    return (("financing", FinancingTerm(kind=kind, percent=percent, by=by, is_partial=partial, is_doubtful=doubt)),)


_AFTER = re.compile(r"(?: (?:funds|money|budget))?(?: (?:after|for|during|to) (?P<what>[^;()]{3,80}))?")
_LENDER = rf"(?P<who>{_PLACE}|(?:private|foreign|unidentified|unknown|other|several|European|Western|EU|UN)(?: [\w.'-]+){{0,4}})"
_PAYERS: tuple[tuple[re.Pattern[str], PaymentKind], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (rf"(?:an? )?(?:{_LENDER} )?(?:soft |state |bank |government |export )?(?:loans?|credits?)(?: from (?P<lender>{_PLACE}))?", PaymentKind.LOAN),
        (rf"(?:an? )?(?:'[^']*' )?(?:{_LENDER} )?(?:private )?donations(?: (?:from|via) (?P<lender>[^;()]{{2,60}}))?(?: as (?:aid|gift))?(?: after .*)?", PaymentKind.DONATION),
        (rf"(?:an? )?(?:(?:'[^']*' |FMF |FMS |military |financial |{_LENDER} (?:military |financial |private |'[^']*' )?))?(?:aid|grants?|FMF)(?: programme)?(?: (?:from|by) (?P<lender>[^;()]{{2,80}}?))?(?: after .*| for .*)?", PaymentKind.AID),
        (r"(?:the )?(?P<fund>[A-Z][\w ]+ \([A-Z]{2,}\)) program(?:me)?(?: (?:by|of) .{2,40})? as aid(?: after .*)?", PaymentKind.AID),
        (r"(?:the )?(?P<fund>[A-Z][\w ]+ \([A-Z]{2,}\)) program(?:me)?", PaymentKind.OTHER),
        (rf"{_LENDER} as (?:military )?(?:aid|grant|gift)(?: (?:to|after|for) .*)?", PaymentKind.AID),
        (rf"(?P<fund>'[^']*'|[A-Z]{{2,}})(?: aid)?(?: programme| fund)?", PaymentKind.OTHER),
        (rf"{_LENDER}(?: (?:after|for) .*)?", PaymentKind.OTHER),
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
        return kind, _country(who.strip())
    return None, ""


@_row(rf"(?P<who>{_PLACE}) as aid(?P<tail> (?:after|to|for) [^;()]{{2,100}})?")
def _listed_payers(found: re.Match[str], doubt: bool) -> Found | None:
    """Read the end of a list of states that pay; its beginning is a piece of its own."""
    if found["tail"] and not is_plain(found["tail"]):
        return None
    return (("financing", FinancingTerm(kind=PaymentKind.AID, by=found["who"], is_doubtful=doubt)),)


@_row(r"(?:as )?(?:part of )?(?:re)?payment (?:for|of) (?:part of )?(?P<who>[A-Z]\w+) debt(?: to [A-Z]\w+(?: [A-Z]\w+)*)?")
def _debt(found: re.Match[str], doubt: bool) -> Found:
    term = FinancingTerm(kind=PaymentKind.DEBT, by=_country(found["who"]), is_doubtful=doubt)
    return (("financing", term),)


@_row(r"(?:(?:incl|including) )?(?:(?P<over>over |about |at least |up to )?(?P<percent>[0-9]{1,3})% )?(?:as )?barter(?: with (?P<what>[^;()]{2,80}))?")
def _barter(found: re.Match[str], doubt: bool) -> Found | None:
    percent = Estimate.parse(f"{found['over'] or ''}{found['percent']}") if found["percent"] else None
    if found["what"] and not is_plain(found["what"]):
        return None
    known = percent and Estimate(percent, unit="percent")
    return (("financing", FinancingTerm(kind=PaymentKind.BARTER, percent=known or None, is_partial=percent is None, is_doubtful=doubt)),)


# Where it is made

_MADE: tuple[tuple[str, tuple[ProductionKind, ...]], ...] = (
    ("(?:assembled|assembly)(?:/| and | or )(?:produced|production) under licence", (ProductionKind.ASSEMBLY, ProductionKind.LICENCE)),
    ("(?:assembled|assembly) from kits(?: or (?:produced|production) under licence)", (ProductionKind.KITS, ProductionKind.LICENCE)),
    ("(?:assembled/produced|assembly/production)", (ProductionKind.ASSEMBLY, ProductionKind.LOCAL)),
    ("(?:final )?(?:assembled|assembly|assembles) from (?:imported )?kits|kits for assembly", (ProductionKind.KITS,)),
    ("(?:[0-9]+% of )?(?:production of (?:some )?comp[eo]nents|components (?:produced|production))(?: and (?:final )?assembly)", (ProductionKind.COMPONENTS, ProductionKind.ASSEMBLY)),
    ("(?:final )?assembly and production of comp[eo]nents", (ProductionKind.ASSEMBLY, ProductionKind.COMPONENTS)),
    ("(?:production of (?:some |at least [0-9]+% of )?comp[eo]nents|components (?:produced|production|made))", (ProductionKind.COMPONENTS,)),
    ("(?:produced|production|built) under (?:[A-Z][a-z]+ )?licence", (ProductionKind.LICENCE,)),
    ("(?:final )?(?:assembled|assembly|assembles)", (ProductionKind.ASSEMBLY,)),
    ("(?:produced|production|built)(?: of some)?", (ProductionKind.LOCAL,)),
)  # fmt: skip
_MADE_ROWS = tuple((re.compile(pattern), kinds) for pattern, kinds in _MADE)


@_row(
    rf"(?:(?:incl|including|with|and) )?(?:(?P<n>{_N}) |{_SHARED} |also )?(?:(?P<adjective>[A-Z][a-z]+) )?(?P<made>(?:final )?(?:[0-9]+% of )?(?:assembled|assembly|assembles|produced|production|built|kits for|components)(?:[^;()]*?(?:licence|kits|comp[eo]nents|assembly|production|produced|some|made))?)"
    rf"(?: of (?P<of>{_N}|some|all))?(?: (?:in|by) (?P<where>{_PLACE}|several countries))?(?: (?:as|designation|as designation) (?P<name>[^;]{{2,80}}))?(?: for [^;()]{{2,60}})?"
)
def _made(found: re.Match[str], doubt: bool) -> Found | None:
    kinds = next((kinds for pattern, kinds in _MADE_ROWS if pattern.fullmatch(found["made"])), None)
    adjective = found["adjective"] or ""
    if kinds is None or (adjective and adjective not in DEMONYMS) or (found["name"] and not is_plain(found["name"])):
        return None
    where = found["where"] or _country(adjective)
    if not where and found["made"] in ("produced", "production", "built"):
        return None
    return tuple(
        (
            "production",
            ProductionTerm(
                kind=kind,
                where=where,
                number=_number(found["n"] or found["of"]) if (found["n"] or found["of"] or "")[:1].isdigit() else None,
                name=found["name"] or "",
                is_doubtful=doubt,
            ),
        )
        for kind in kinds
    )


# Options, gifts, and what has become of the deal


@_row(
    rf"(?:incl |with )?options? (?:on|for|to buy) (?:(?P<n>{_N}(?:-[0-9]+)?)(?: more| additional| further)?|more)(?P<what> (?!not |probably |possibly |lapsed|expired|unused)[a-zA-Z][\w/-]*(?: (?!not |probably |possibly )[\w/-]+){{0,3}}?)?"
    r"(?P<end>,? (?:(?P<doubt>probably|possibly) )?(?:not (?:yet )?(?:used|exercised|taken up)|lapsed|expired|unused))?"
)
def _option(found: re.Match[str], doubt: bool) -> Found | None:
    if found["what"] and not is_plain(found["what"]):
        return None
    if found["end"] and " yet " in found["end"]:
        return None
    term = OptionTerm(number=_number(found["n"]), is_lapsed=bool(found["end"]), is_doubtful=doubt or bool(found["doubt"]))
    return (("options", term),)


@_row(rf"(?:(?:incl|including) )?(?:(?P<n>{_N}) (?:more )?)?(?:as )?(?:a |an )?(?:gifts?|donated|donation)(?: (?:from|by|to) (?P<who>[^;()]{{2,60}}))?")
def _gift(found: re.Match[str], doubt: bool) -> Found | None:
    if found["who"] and not is_plain(found["who"]):
        return None
    return (("gifts", Goods(number=_number(found["n"]), what=f"from {found['who']}" if found["who"] else "", is_doubtful=doubt)),)


@_row(r"(?P<text>(?:delivery|deliveries|order|production|deal) delayed(?P<tail> [^;]{2,160})?|delayed (?:from|to|until|by) [^;()]{2,100})")
def _delayed(found: re.Match[str], doubt: bool) -> Found | None:
    """Read a delay with its reason, in which an embargo may be named."""
    if re.search(r"\b(?:cancel\w*|deal (?!suspended)|aid|offsets?|lease|loan)\b|[$€£]", found["tail"] or ""):
        return None
    return (("status", StatusTerm(status=TermStatus.DELAYED, text=found["text"], is_doubtful=doubt)),)


@_row(
    rf"(?P<text>(?:(?P<part>(?:[Oo]ption on |[Oo]rder for |plans? for )?(?:up to )?(?:[0-9]+(?:-[0-9]+)? )?(?:more|rest|remainder|remaining [0-9]+|[0-9]+)(?: ordered| planned)?(?: but| were)?)|(?P<all>deal|order|contract))"
    rf" (?:later )?cancelled(?P<tail>(?: in)?(?: {_YEAR})?(?: (?:after|due to|because of|before|by|in) [^;()]{{2,120}})?))"
)
def _cancelled(found: re.Match[str], doubt: bool) -> Found | None:
    if re.search(r"\b(?:aid|offsets?|lease|loan|returned)\b|[$€£]", found["tail"] or ""):
        return None
    part = re.sub(r" (?:ordered )?(?:but|were)$", "", found["part"] or "")
    return (("status", StatusTerm(status=TermStatus.CANCELLED, text=found["text"], part=part, is_doubtful=doubt)),)


@_row(
    rf"(?P<text>selected(?: in)?(?: {_YEAR})?(?: but| and| not)? (?P<doubt>probably )?(?:contract )?(?:not yet|not) (?:been )?(?:ordered|signed)(?: (?:by|be|at|until))?(?: the)?(?: (?:end|mid|early)(?:[- ]of)?)?(?:[- ](?:{_YEAR}|[0-9]o[0-9]+|20[0-9o]{{2}}))?)"
)
def _selected(found: re.Match[str], doubt: bool) -> Found:
    term = StatusTerm(status=TermStatus.SELECTED, text=found["text"], is_doubtful=doubt or bool(found["doubt"]))
    return (("status", term),)


@_row(rf"(?P<text>originally (?:built|ordered|produced|intended|meant|made) (?:for|by) (?P<who>{_PLACE}) but (?:embargoed|not delivered due to (?:arms )?embargo|embargoed [^;()]{{2,60}}))")
def _embargoed(found: re.Match[str], doubt: bool) -> Found:
    return (("status", StatusTerm(status=TermStatus.EMBARGOED, text=found["text"], is_doubtful=doubt)),)


@_row(rf"(?P<text>(?:deal|delivery|deliveries|order) suspended(?: {_YEAR}(?:-{_YEAR})?)?(?: (?:after|due to|by|until) [^;()]{{2,100}})?)")
def _suspended(found: re.Match[str], doubt: bool) -> Found | None:
    return (("status", StatusTerm(status=TermStatus.SUSPENDED, text=found["text"], is_doubtful=doubt)),)


@_row(rf"(?P<text>(?:delivery |deal )?status(?: since {_YEAR})? (?:uncertain|unclear|unknown)(?: (?:after|due to|since) [^;()]{{2,80}})?)")
def _unsure(found: re.Match[str], doubt: bool) -> Found:
    return (("status", StatusTerm(status=TermStatus.UNCERTAIN, text=found["text"], is_doubtful=doubt)),)


@_row(rf"(?:first )?(?:delivery|deliveries)(?: (?:probably )?(?:planned|expected|scheduled|from|by|in)){{1,2}}(?: (?:to be )?(?:completed|start))?(?: (?:from|by|in))? (?P<when>(?:mid-|end-|early |late )?{_YEAR}(?: ?- ?{_YEAR})?|[a-z ]{{2,12}} {_YEAR})")
def _planned(found: re.Match[str], doubt: bool) -> Found | None:  # noqa: ARG001  # a plan is none the more certain for a word
    head = found[0][: found.start("when") - found.start(0)]
    word = "by " if head.endswith(" by ") else "from " if head.endswith(" from ") and "-" not in found["when"] else ""
    when = When.parse(word + found["when"])
    return None if when is None else (("planned", when),)


# What it is, what it is for, whence it comes


@_row(
    r"(?P<what>(?:supplier|recipient|designation|no\. delivered|no\. ordered|no\.|number|year|origin|version)(?: and (?:designation|supplier|recipient|no\.))?) (?:uncertain|unclear|unknown)(?: \((?P<why>[^;]{2,160})\)?)?\.?"
)
def _uncertain(found: re.Match[str], doubt: bool) -> Found | None:
    return _remark(Topic.UNCERTAIN, found[0], doubt=doubt)


@_row(r"(?:no\.|number)(?: (?:delivered|ordered))? (?:could|may|might) be (?:up to )?(?P<n>[0-9]+(?:-[0-9]+)?)(?: or (?:more|less))?")
def _could_be(found: re.Match[str], doubt: bool) -> Found:
    return _remark(Topic.UNCERTAIN, found[0], found["n"], doubt=doubt)


@_row(r"(?P<text>(?:final )?(?:supplier|recipient|user)s? (?:is|are|possibly|probably|may be|could be) (?P<who>[^;]{2,100}))")
def _who(found: re.Match[str], doubt: bool) -> Found | None:
    told = is_plain(re.sub(r"\b(?:unknown|unidentified|not)\b", "", found["who"]))
    soft = re.search(r" (?:possibly|probably|may be|could be) ", found["text"]) is not None
    return _remark(Topic.PARTY, found["text"], doubt=doubt or soft) if told else None


@_row(r"(?P<text>(?:(?:ordered|sold|bought|delivered|leased|financed|transferred|supplied|exported)(?: and (?:delivered|sold|bought))? )?(?:via|through) [^;()]{2,80})")
def _via(found: re.Match[str], doubt: bool) -> Found | None:
    return _remark(Topic.VIA, found["text"], doubt=doubt) if is_plain(found["text"].partition("via")[2]) else None


@_row(r"(?P<whose>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*| d'[A-Z]\w+| and [A-Z]\w*){0,4}) (?:name|designation)s? (?P<name>[^;]{1,80})")
def _designation(found: re.Match[str], doubt: bool) -> Found | None:
    return _remark(Topic.DESIGNATION, found["name"], doubt=doubt) if is_plain(found["name"]) else None


@_row(r"(?:designation|designated) (?:in [A-Z]\w+ )?(?:as )?(?P<name>[^;]{1,80}?)(?: (?:by|in) (?:the )?[A-Z][\w.' -]*)?")
def _designated(found: re.Match[str], doubt: bool) -> Found | None:
    return _remark(Topic.DESIGNATION, found["name"], doubt=doubt) if is_plain(found["name"]) else None


_LINE = r"(?:production|assembly)"


@_row(rf"(?P<text>(?:(?:incl|also|mainly|partly) )?(?:{_N} |some |{_SHARED} )?(?:[\w.() /-]{{1,40}}? )?from (?:{_LINE} line in (?P<a>{_PLACE})|(?P<b>[\w.'/ -]{{2,40}}?) {_LINE} line(?: in (?P<c>{_PLACE}))?))")
def _line(found: re.Match[str], doubt: bool) -> Found | None:
    head = found["text"].partition("from ")[0]
    return _remark(Topic.ORIGIN, found["text"], doubt=doubt) if is_plain(head.removeprefix("incl ")) else None


@_row(rf"(?P<text>from (?P<who>{_PLACE})(?: (?:via|in) (?P<how>[^;()]{{2,40}}))?)")
def _from(found: re.Match[str], doubt: bool) -> Found | None:
    return _remark(Topic.ORIGIN, found["text"], doubt=doubt) if is_plain(found["text"]) else None


_ENGINES = r"(?:diesel(?:[- ]electric)? engine|petrol engine|turboprop engine|turboprop|turbofan engine|turbofan|turbojet engine|turbojet|turboshaft engine|turboshaft|gas turbine|piston engine|engine)"


@_row(rf"(?P<engine>[\w(][^;]{{1,80}}?{_ENGINES}s?)(?P<for> for [^;]{{2,160}})?")
def _engine(found: re.Match[str], doubt: bool) -> Found | None:
    if not is_plain(found["engine"]) or found["engine"].startswith(("for ", "incl ")):
        return None
    told = _remark(Topic.ENGINE, found["engine"], doubt=doubt)
    if not found["for"]:
        return told
    purpose = read_piece(found["for"].strip())
    return None if purpose is None else told + purpose


_MADE_IN = re.compile(r" (?:(?:produced|built)(?: under licence)?|assembled) (?:in|by|from) [A-Z][\w.' -]*| from (?:[A-Z][\w.'-]*)| to be delivered(?: later)?| \(produced in [A-Z]\w+\)")


@_row(r"(?P<text>(?:(?:incl|mainly|also|partly|probably|mostly|and) )*(?:spares )?(?:(?P<n>[0-9]+) )?(?:for|against) (?P<what>[^;]{2,220}))")
def _purpose(found: re.Match[str], doubt: bool) -> Found | None:
    what = re.sub(r"^(?:modernization|modernisation|spares?|modification) of |^(?:spares?|spare parts)(?: only)?$", "", _MADE_IN.sub("", found["what"]))
    if what and not is_plain(re.sub(r"\b(?:modernized|upgraded|rebuilt|second-hand) ", "", what)):
        return None
    return _remark(Topic.PURPOSE, found["text"], found["n"], doubt=doubt)


@_row(r"(?P<text>(?:(?:(?P<n>[0-9]+) )?(?:more )?)?(?:originally )?(?:(?:delivered|used|bought) )?(?:for|as) (?:spares?|spare parts|training|government VIP transport|VIP transport|evaluation|tests)(?: only)?)")
def _spares(found: re.Match[str], doubt: bool) -> Found:
    return _remark(Topic.PURPOSE, found["text"], found["n"], doubt=doubt)


@_row(r"(?P<text>(?:as )?interim(?: solution)?(?: (?:until|after|before|pending) [^;()]{2,120})?)")
def _interim(found: re.Match[str], doubt: bool) -> Found | None:
    return None if re.search(r"\b(?:cancel\w*|aid|offsets?|but)\b|[$€£]", found["text"]) else _remark(Topic.PURPOSE, found["text"], doubt=doubt)


@_row(r"(?P<text>(?:as )?part of [^;]{2,100})")
def _part_of(found: re.Match[str], doubt: bool) -> Found | None:
    return _remark(Topic.PART, found["text"], doubt=doubt) if is_plain(found["text"]) else None


@_row(r"(?P<text>(?:originally )?(?:developed|designed|copied|developed or copied) (?:for|by|from|in|with) [^;()]{2,140})")
def _developed(found: re.Match[str], doubt: bool) -> Found | None:
    told = is_plain(re.sub(r"\b(?:originally|for production (?:under licence )?in)\b", "", found["text"]))
    return _remark(Topic.ORIGIN, found["text"], doubt=doubt) if told else None


@_row(r"(?P<text>(?:originally )?reported as [^;]{2,100})")
def _reported(found: re.Match[str], doubt: bool) -> Found | None:
    return _remark(Topic.UNCERTAIN, found["text"], doubt=doubt) if is_plain(found["text"].partition(" as ")[2]) else None


@_row(r"(?P<text>(?:used|operated|owned and operated) (?:by|in|as|on|for) [^;()]{2,100})")
def _used_by(found: re.Match[str], doubt: bool) -> Found | None:
    return _remark(Topic.PURPOSE, found["text"], doubt=doubt) if is_plain(found["text"]) else None


@_row(rf"(?:deal |delivery |order )?(?:incl|including|includes)(?: also)? (?:(?P<n>{_N}) )?(?P<what>[^;]{{1,160}})")
def _includes(found: re.Match[str], doubt: bool) -> Found | None:
    what = re.sub(r"^(?:some|several|a few|all|most|more(?= (?:from|for) )) ", "", _MADE_IN.sub("", found["what"]))
    if not is_plain(what) or (found["n"] and re.match(r"[0-9%$-]|of\b", what)):
        return None
    return (("includes", Goods(what=found["what"], number=_number(found["n"]), is_doubtful=doubt)),)


@_row(rf"(?P<what>{_W}) (?:version|versions|variant|variants)(?P<tail> (?:for|with|without|of|produced in|from|fitted|used|armed|on) [^;]{{2,160}})?")
def _version(found: re.Match[str], doubt: bool) -> Found | None:
    tail = _MADE_IN.sub("", found["tail"] or "")
    if not is_plain(found["what"]) or not is_plain(re.sub(r"^ produced in ", "", tail)):
        return None
    return _remark(Topic.VERSION, found[0], doubt=doubt)


@_row(r"(?P<text>(?:(?:version|variant) )?(?:with|without) [^;()]{2,80})")
def _version_with(found: re.Match[str], doubt: bool) -> Found | None:
    return _remark(Topic.VERSION, found["text"], doubt=doubt) if is_plain(found["text"]) else None
