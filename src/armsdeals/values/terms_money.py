"""Sums of money in comments: what the deal costs, in one currency or two, of what it is a part, and the offsets.

    >>> head = read_sum("part of AUD2.1 b ($1.7 b) 'Sea 5000' deal (offsets AUD400 m)")
    >>> head.found[:2], head.tail
    ((('prices', Price('2100000000 AUD')), ('prices', Price('1700000000 USD'))), '(offsets AUD400 m)')

A sum without a scale word is hardly ever meant ("$44 deal m"), so below ten thousand it is not read. Left out: penalties,
sums per year or per unit, costs that were planned once, and sums of aid or of a loan, which are no price of the goods.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from armsdeals.values.estimate import Estimate
from armsdeals.values.price import Price
from armsdeals.values.terms import FinancingTerm, OffsetTerm, PaymentKind, Remark, Topic
from armsdeals.values.terms_grammar import lowered
from armsdeals.values.terms_rows import Found

_AMOUNT = r"[0-9][0-9.,]*(?:-[0-9][0-9.,]*)?(?: ?(?:million|billion|trillion|mn|bn|tr|[kmb])(?![A-Za-z]))?"
_MONEY = rf"(?:(?:about|over|up to|at least|more than|almost|nearly|probably|possibly) )?(?:[A-Z]{{1,4}}\$?|[$€£]) ?{_AMOUNT}"
_KIND = r"deal|programme|program|project|lease|aid|contract|order|sale|package|agreement"
_HEAD = re.compile(
    rf"(?:(?P<part>(?:second |first |third )?part(?: of)?) (?:a |an )?)?(?:(?:deal|order|contract|programme) )?(?:worth )?(?P<one>{_MONEY})"
    rf"(?: or (?P<two>{_MONEY})| ?\((?P<other>{_MONEY})\))?(?P<words>(?: (?:[0-9]{{1,2}}[- ]year|'[^']{{1,80}}'|\([A-Z][\w -]{{1,20}}\)|{_KIND}))*)(?P<tail>(?: ?\(| .*|$).*)"
)
_PART_OF = re.compile(
    rf"(?P<part>(?:second |first |third )?part(?: of)? )?(?:the )?(?:second |first |NATO )?'(?P<name>[^']{{1,80}})'(?: \([A-Z][\w -]{{1,20}}\))?(?: (?:{_KIND}|air[- ]defence network|air[- ]defence system))+"
)
_NAME = re.compile(r"'([^']{1,80})'")
_OFFSET = re.compile(
    rf"(?:incl |with )?(?:(?P<before>{_MONEY}|(?:over |about |at least )?[0-9]{{1,3}}%) )?offsets?(?: (?:of |worth )?(?P<after>{_MONEY}|(?:over |about |at least )?[0-9]{{1,3}}%))?(?P<tail> (?:incl|and incl) .+)?"
)
_BARTER = re.compile(rf"(?:incl )?(?P<sum>{_MONEY})(?: as)? barter")
_GIVEN = re.compile(r"\b(?:aid|lease)\b")
# "$30 m aid" and "$30 m loan" tell what was given or lent in money; "$30 m aid deal" is a deal that aid pays.
_DEALT = re.compile(r"\b(?:deal|contract|order|sale|agreement|lease)\b")
_LENT = re.compile(r"(?:[0-9]{1,2}[- ]year )?(?:loan|credit)s?\b")
_SMALL = 10_000


class Head(NamedTuple):
    """What was read of a piece, and what follows."""

    found: Found
    tail: str


def read_sum(piece: str) -> Head | None:
    """Read a piece that begins with a sum, as far as the words that belong to it; None where none does."""
    found = _HEAD.fullmatch(lowered(piece))
    if not found:
        return None
    prices = [_price(found[name]) for name in ("one", "two", "other") if found[name]]
    if any(price is None for price in prices):
        return None
    is_given = "aid" in _NAME.sub("", found["words"]).split() and not _DEALT.search(found[0][: found.end("words")])
    if is_given or _LENT.match(found["tail"].strip()):
        return None
    findings: list[tuple[str, object]] = [("prices", price) for price in prices]
    if found["part"]:
        findings.append(("is_part", True))
    if name := _NAME.search(found["words"]):
        findings.append(("programme", name[1]))
    for topic, word in ((Topic.LEASE, "lease"), (Topic.AID, "aid")):
        if re.search(rf"\b{word}\b", found["words"]):
            findings.append(("remarks", Remark(topic=topic, text=_NAME.sub("", found["words"]).strip())))
    return Head(tuple(findings), found["tail"].strip())


def read_programme(piece: str) -> Found | None:
    """Read a piece that names a programme: "part of 'Peace Falcon' programme"."""
    found = _PART_OF.fullmatch(lowered(piece))
    if not found or _GIVEN.search(_NAME.sub("", piece)):
        return None
    return (("programme", found["name"]), *((("is_part", True),) if found["part"] else ()))


def read_offset(piece: str) -> Head | None:
    """Read a piece that tells offsets, and return what they include."""
    found = _OFFSET.fullmatch(lowered(piece))
    if not found or (found["before"] and found["after"]):
        return None
    told = found["before"] or found["after"]
    price = _price(told) if told and not told.endswith("%") else None
    if told and price is None and not told.endswith("%"):
        return None
    percent = Estimate.parse(told[:-1]) if told and told.endswith("%") else None
    term = OffsetTerm(percent=percent and Estimate(percent, unit="percent"), price=price)
    return Head((("offset", term),), (found["tail"] or "").strip().removeprefix("and "))


def read_sum_of_barter(piece: str) -> Found | None:
    """Read "incl $150 m barter"."""
    found = _BARTER.fullmatch(lowered(piece))
    price = _price(found["sum"]) if found else None
    return None if price is None else (("financing", FinancingTerm(kind=PaymentKind.BARTER, price=price)),)


def _price(text: str) -> Price | None:
    price = Price.parse(text)
    return None if price is None or (price.high or price.low) < _SMALL else price
