r"""Codes, uncertain days and strangers' texts, as a newspaper would print them.

    >>> date_in_words(When("../2017-09-12")), date_in_words(When("2016-11~")), date_in_words(When("2009/2010"))
    ('by 12 September 2017', 'about November 2016', 'between 2009 and 2010')
    >>> said("two\nlines,\u202e turned")
    'two lines,\\u202e turned'
    >>> safe_link("java\tscript:alert(1)"), safe_link(" HTTPS://example.org/a ")
    (None, 'HTTPS://example.org/a')

Left out: any language but English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

from armsdeals._shown import plain
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.edtf import ALWAYS, NEVER, Precision, year_month_day
from armsdeals.values.when import When

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
LONGEST_TITLE = 160  # characters of a title or a name where it stands as a heading
_SEASONS = {
    "21": "spring", "22": "summer", "23": "autumn", "24": "winter",
    "33": "the first quarter of", "34": "the second quarter of", "35": "the third quarter of", "36": "the fourth quarter of",
    "40": "the first half of", "41": "the second half of",
}  # fmt: skip
_SEASON = re.compile(r"([0-9]{4})-(2[1-4]|3[3-6]|4[01])[?~%]?")
_MARKS = str.maketrans("", "", "?~%")


def said(text: str, *, longest: int | None = None) -> str:
    """Return a text from a source as it may be shown: blanks collapsed, hidden characters escaped."""
    return plain(" ".join(text.split()), longest=longest)


def listed(names: Iterable[str], last: str = "and") -> str:
    """Join names as a sentence does."""
    told = list(names)
    return f"{', '.join(told[:-1])} {last} {told[-1]}" if len(told) > 1 else "".join(told)


def capital(text: str) -> str:
    """Begin a sentence with a capital; names inside keep their case."""
    return text[:1].upper() + text[1:]


def day_in_words(number: int, *, short: bool = False) -> str:
    """Return a day number as "12 September 2017", or "12 Sep 2017"."""
    year, month, day = year_month_day(number)
    return f"{day} {_month(month, short=short)} {_year(year)}"


def date_in_words(when: When, *, short: bool = False) -> str:
    """Return an uncertain date as a sentence would hold it."""
    told = _bare(when, short=short)
    if when.is_approximate and not when.is_open:
        told = f"about {told}"
    return f"{told} (date in doubt)" if when.is_uncertain else told


def on_date(when: When) -> str:
    """Return the date with the preposition that goes with it: "on 12 September 2017", "in 2017", "by 3 May 2017"."""
    told = date_in_words(when)
    if told[0].isdigit():
        unit = when.text.translate(_MARKS)
        return f"on {told}" if when.is_day and len(unit) > len("2017-09") else f"in {told}"
    starts = ("by ", "from ", "between ", "about ", "on ")
    return told if told.startswith((*starts, "at ")) else f"in {told}"


def since_in_words(when: When) -> str:
    """Return since when something has been so: "since November 2016", "since some day by 24 April 2017"."""
    if when.lo == ALWAYS and when.hi == NEVER:
        return "since a day that nobody names"
    if when.is_open or (not when.is_day and when.precision in (Precision.INTERVAL, Precision.SET)):
        return f"since some day {date_in_words(when)}"
    return f"since {date_in_words(when)}"


def stages_in_words(stages: Iterable[NegotiationStage | None]) -> str:
    """Return the stages that are possible, lowest first: "talks or signed"; None is "not begun"."""
    held = set(stages)
    told = ["not begun"] if None in held else []
    told += [stage_in_words(stage) for stage in NegotiationStage if stage in held]
    return listed(told, "or") or "not begun"


def stage_in_words(stage: NegotiationStage) -> str:
    """Return a stage as a sentence says it."""
    return stage.label.lower()


def safe_link(text: str) -> str | None:
    """Return an address that a page may link to; None for anything but http and https.

    Control and invisible characters are removed before the address is judged, since browsers do so, too.
    """
    bare = "".join(c for c in text if unicodedata.category(c)[0] not in "CZ")
    try:
        parts = urlsplit(bare)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not host or "\\" in bare or '"' in bare or "<" in bare:
        return None
    return bare


def _bare(when: When, *, short: bool) -> str:
    lo, hi = when.lo, when.hi
    if lo == ALWAYS and hi == NEVER:
        return "at an unknown date"
    if lo == ALWAYS:
        end = _edge(hi, first=False, short=short)
        return f"by {end}" if end[0].isdigit() and " " in end else f"by the end of {end}"
    if hi == NEVER:
        return f"from {_edge(lo, first=True, short=short)} on"
    if lo == hi:
        return day_in_words(lo, short=short)
    if season := _SEASON.fullmatch(when.text):
        return f"{_SEASONS[season[2]]} {season[1]}"
    if when.precision is Precision.SET and "," in when.text:
        members = [part.strip() for part in when.text.strip("[]{}").split(",")]
        if len(members) == 2 and ".." not in when.text:  # noqa: PLR2004  # "one or the other" reads well
            return " or ".join(_bare(When(member), short=short) for member in members)
    whole = _whole(lo, hi, short=short)
    if whole:
        return whole
    first, last = _edge(lo, first=True, short=short), _edge(hi, first=False, short=short)
    if first.endswith(last) and first != last:  # "April 2002 and 2002" would hide that the year ends with December
        last = f"{_month(len(MONTHS), short=short)} {last}"
    elif last.endswith(first) and first != last:
        first = f"{_month(1, short=short)} {first}"
    return f"between {first} and {last}"


def _whole(lo: int, hi: int, *, short: bool) -> str:
    """A whole year or month by its own name; empty if it is none."""
    start, end = year_month_day(lo), year_month_day(hi)
    after = year_month_day(hi + 1)
    if start[0] != end[0] or start[2] != 1 or after[2] != 1:
        return ""
    if start[1] == 1 and end[1] == len(MONTHS):
        return _year(start[0])
    return f"{_month(start[1], short=short)} {_year(start[0])}" if start[1] == end[1] else ""


def _edge(number: int, *, first: bool, short: bool) -> str:
    """An end of an interval, as a year or month where it is the edge of one."""
    year, month, day = year_month_day(number)
    if not first:
        following = year_month_day(number + 1)
        if following[1:] == (1, 1):
            return _year(year)
        return f"{_month(month, short=short)} {_year(year)}" if following[2] == 1 else day_in_words(number, short=short)
    if (month, day) == (1, 1):
        return _year(year)
    return f"{_month(month, short=short)} {_year(year)}" if day == 1 else day_in_words(number, short=short)


def _month(month: int, *, short: bool) -> str:
    return MONTHS[month - 1][:3] if short else MONTHS[month - 1]


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"
