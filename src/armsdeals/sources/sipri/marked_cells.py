"""What cells mean that carry their own marks: brackets and question marks for estimates, ranges of years, dots for the unknown.

The older files have them in all columns; in newer ones somebody may have joined the flags with their figures.

    >>> marked("(12)"), marked("12?"), marked("12"), marked(". ."), marked("()")
    (('12', True), ('12', True), ('12', False), ('', False), ('', True))
    >>> span_of("1993-2001", None).when, span_of("(2004)", None).when, span_of("1994; 1997", None).years
    (When('1993/2001'), When('2004?'), (1994, 1997))
    >>> condition_in("Second-hand but modernized before delivery; aid"), condition_in("Probably second-hand")
    (Condition.USED_MODERNISED, None)

A range tells the first and the last year of delivery and not that something came in each between them, so it has no list of
years. Left out: what a comment says beside the condition.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.model.condition import Condition
from armsdeals.values.when import When, cached_when

YEARS = "year(s) of delivery"
FIRST_YEAR, LAST_YEAR = 1900, 2199
_BLANKS = " \t;\xa0\u2006"
_UNKNOWN = re.compile(r"[.\u2026 ]*|[x?-]|n/?a", re.IGNORECASE)
_ESTIMATED = re.compile(r"\(([^()]*)\)|([^()?]*)\?")
_YEAR = re.compile(r"([0-9]{4})(?:\.0+)?")
_RANGE = re.compile(r"(\S*)\s*[-\u2010-\u2015]\s*(\S*)")
_SECOND_HAND = re.compile(r"(?:\d+ )?second[- ]hand\b(.*)", re.IGNORECASE)
_MODERNISED = re.compile(r"\s*(?:but|and|\()?\s*moderni[sz]ed\b", re.IGNORECASE)
_UNSURE = re.compile(r"probabl|possibl|modified|rebuilt|moderni[sz]", re.IGNORECASE)


class YearSpan(NamedTuple):
    """The years of a delivery.

    Attributes:
        when: From the first to the last; None if nobody says.
        years: The years, where they are listed and more than one; empty for a range.
        first: The first year; 0 if nobody says.
    """

    when: When | None
    years: tuple[int, ...]
    first: int


def unmarked(text: str) -> tuple[str, bool]:
    """Return the text of a cell without brackets or a question mark, and whether it has them."""
    told = text.strip(_BLANKS)
    found = _ESTIMATED.fullmatch(told)
    return ((found[1] or found[2] or "").strip(_BLANKS), True) if found else (told, False)


def marked(text: str) -> tuple[str, bool]:
    """Return the same, where dots, crosses and the like stand for what is unknown; that is the empty text."""
    told, is_estimated = ("", False) if _UNKNOWN.fullmatch(text.strip(_BLANKS)) else unmarked(text)
    return ("" if _UNKNOWN.fullmatch(told) else told), is_estimated


def is_year(text: str) -> bool:
    """Whether a cell holds one year that can be meant, as an estimate or not."""
    found = _YEAR.fullmatch(unmarked(text)[0])
    return found is not None and FIRST_YEAR <= int(found[1]) <= LAST_YEAR


def year_of(text: str, what: str) -> int:
    """Return the year of a cell that has no mark.

    Raises:
        InvalidValue: It holds none, or one that cannot be meant.
    """
    found = _YEAR.fullmatch(text.strip(_BLANKS))
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise InvalidValue(f"{shown(text)} is no year (expected {FIRST_YEAR} to {LAST_YEAR})", path=(what,))
    return int(found[1])


def span_of(text: str, flag: bool | None) -> YearSpan:  # noqa: FBT001  # told, not told or not said, as in a cell
    """Return the years of a cell.

    Args:
        text: One year, a range or a list, in brackets where they are estimates.
        flag: Whether a cell of its own says that they are estimates; None where none does.

    Raises:
        InvalidValue: Something in it is no year, or a range runs backwards.
    """
    told, bracketed = marked(text)
    if not told:
        return YearSpan(None, (), 0)
    is_range, estimated, listed = False, bracketed or bool(flag), []
    for part in re.split(r"[;,]", told):
        one, in_brackets = marked(part)
        estimated |= in_brackets
        found = _RANGE.fullmatch(one)
        ends = [marked(end) for end in found.groups()] if found else [(one, False)]
        estimated |= any(is_marked for _, is_marked in ends)
        years = [year_of(end, YEARS) for end, _ in ends]
        if years[0] > years[-1]:
            raise InvalidValue(f"{shown(text)} runs backwards (expected the earlier year first)", path=(YEARS,))
        is_range |= years[0] < years[-1]
        listed += years
    years = sorted(set(listed))
    mark = "?" if estimated else ""
    if len(years) == 1:
        return YearSpan(cached_when(f"{years[0]}{mark}"), (), years[0])
    when = cached_when(f"{years[0]}{mark}/{years[-1]}{mark}")
    return YearSpan(when, () if is_range else tuple(years), years[0])


def condition_in(comment: str) -> Condition | None:
    """Return the condition that a comment states; None where it states none, or not for sure."""
    for part in re.split(r"[;/]", comment):
        if found := _SECOND_HAND.match(part.strip()):
            if _MODERNISED.match(found[1]):
                return Condition.USED_MODERNISED
            return None if _UNSURE.search(found[1]) else Condition.USED
    return None
