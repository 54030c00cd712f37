"""Periods: the days for which a rate holds, or on which a sum may have been meant. They always have both ends.

    >>> to_period(2017), to_period("2017-12-27").text
    (When('2017'), '2017-12-27')
    >>> in_spans(map(to_period, ("2005", "2006", "2007", "2022-01-01/2022-03-01")))
    '2005 to 2007 and 2022-01-01 to 2022-03-01'
    >>> to_period("2017/..")
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: 2017/.. has an open end; give a day, a month, a year or days with both ends

Left out: what is known of an uncertain date beyond its bounds; ``2017~`` counts as 2017, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from armsdeals.errors import InvalidValue
from armsdeals.values.edtf import year_month_day
from armsdeals.values.when import When, cached_when, to_when

AnyDate = int | str | date | When  # an int is a year
_FIRST_YEAR, _LAST_YEAR = 1000, 9999


def to_period(value: AnyDate) -> When:
    """Return the days that a date leaves possible; a whole number is a year.

    Raises:
        InvalidValue: The date cannot be read, or an end of it is open.
        TypeError: It is no date.
    """
    if isinstance(value, int):
        return cached_when(str(to_year(value)))
    when = to_when(value)
    if when.is_open:
        raise InvalidValue(f"{when} has an open end; give a day, a month, a year or days with both ends")
    return when


def to_year(value: int) -> int:
    """Return a year of four digits.

    Raises:
        InvalidValue: It has more or fewer.
        TypeError: It is no whole number.
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is not a year; write it as a whole number, such as 2020")
    if not _FIRST_YEAR <= value <= _LAST_YEAR:
        raise InvalidValue(f"the year does not fit (expected {_FIRST_YEAR} to {_LAST_YEAR})")
    return value


def years_of(period: When) -> range:
    """Return every year that a period touches."""
    return range(year_month_day(period.lo)[0], year_month_day(period.hi)[0] + 1)


def is_within(inner: When, outer: When) -> bool:
    """Whether every possible day of one date lies in the other."""
    return outer.lo <= inner.lo and inner.hi <= outer.hi


def in_spans(periods: Iterable[When]) -> str:
    """Say which days several periods cover together: "2005 to 2007 and 2010"."""
    spans: list[list[int]] = []
    for one in sorted(periods, key=lambda period: period.lo):
        if spans and one.lo <= spans[-1][1] + 1:
            spans[-1][1] = max(spans[-1][1], one.hi)
        else:
            spans.append([one.lo, one.hi])
    told = [_in_words(lo, hi) for lo, hi in spans]
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else "".join(told)


def _in_words(lo: int, hi: int) -> str:
    first, last = year_month_day(lo), year_month_day(hi)
    if first[1:] == (1, 1) and last[1:] == (12, 31):
        return f"{first[0]}" if first[0] == last[0] else f"{first[0]} to {last[0]}"
    return When.between(lo, hi).text.replace("/", " to ")
