"""Days of countries: what a question about a day means, and the spells in which a state had a number.

    >>> span_of("1990-02"), span_of(1990)[1]
    ((datetime.date(1990, 2, 1), datetime.date(1990, 2, 28)), datetime.date(1990, 12, 31))
    >>> number_of("260 1955-05-05..1990-10-02; 255 1990-10-03..", *span_of("1990-10-02"))
    260

Left out: days that are only roughly known, which are `When`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Spell(NamedTuple):
    """A stretch of days, both ends within it, in which a state had a number; the end is None while it runs."""

    number: int
    first: date
    last: date | None


def span_of(on: int | date | str) -> tuple[date, date]:
    """Return the first and last day that are meant.

    Raises:
        TypeError: It is neither a date, a year nor text.
        InvalidValue: Its text is none, or the year is out of range.
    """
    if isinstance(on, str):
        return _span_of_text(on)
    if isinstance(on, date) and not isinstance(on, datetime):
        return on, on
    if not isinstance(on, int) or isinstance(on, bool):
        raise TypeError(f"{shown(on)} is neither a date nor a year")
    if not date.min.year <= on <= date.max.year:
        raise InvalidValue(f"{shown(on)} is no year (expected {date.min.year} to {date.max.year})")
    return date(on, 1, 1), date(on, 12, 31)


def _span_of_text(text: str) -> tuple[date, date]:
    found = _DAY.fullmatch(text)
    if found is None:
        raise InvalidValue(f"{shown(text)} is neither a date nor a year; write 1990-10-02, 1990-10 or 1990")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last = first if day else date(first.year, month or 12, monthrange(first.year, month or 12)[1])
    except ValueError as error:
        raise InvalidValue(f"{shown(text)} is not in the calendar; write 1990-10-02, 1990-10 or 1990") from error
    return first, last


@lru_cache(maxsize=1024)
def spells_of(text: str) -> tuple[Spell, ...]:
    """Read the spells of the table."""
    out = []
    for part in text.split("; ") if text else ():
        number, _, days = part.partition(" ")
        first, _, last = days.partition("..")
        out.append(Spell(int(number), date.fromisoformat(first), date.fromisoformat(last) if last else None))
    return tuple(out)


def number_of(text: str, first: date, last: date) -> int | None:
    """Return the number of the last spell in a cell of the table that touches these days."""
    for spell in reversed(spells_of(text)):
        if spell.first <= last and (spell.last is None or first <= spell.last):
            return spell.number
    return None
