"""Day counts: what part of a year lies between two days, as the conventions of credit agreements count it.

The part is kept as two whole numbers, so that interest is rounded once, when it falls due.

    >>> from datetime import date
    >>> DayCount("ACT/360").part(date(2018, 1, 1), date(2018, 7, 1))
    (181, 360)
    >>> DayCount("30E/360").part(date(2018, 1, 31), date(2018, 7, 31))
    (180, 360)
    >>> DayCount("ACT/ACT").part(date(2019, 12, 31), date(2020, 1, 2))  # one day of 365, one of 366
    (731, 133590)

The names and rules are those of the 2006 ISDA definitions, section 4.16. Left out: ACT/ACT of bond markets (ICMA), the
end-of-February variants of 30/360, and BUS/252.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable
from datetime import date
from typing import Self

from armsdeals._fields import Word

_COMMON, _LEAP = 365, 366
_LONGEST_MONTH = 31  # the day that a year of twelve times thirty days has not


class DayCount(Word):
    """How days become a part of a year; the signs of the trade are read as well: "ACT/365F", "30E/360"."""

    ACT_365F = "ACT_365F"  # days over 365, in every year
    ACT_360 = "ACT_360"  # days over 360
    ACT_ACT = "ACT_ACT"  # days over 365 or 366, split at the new year (ISDA)
    THIRTY_E_360 = "THIRTY_E_360"  # months of 30 days; the 31st counts as the 30th
    THIRTY_360 = (
        "THIRTY_360"  # the same, but a 31st at the end only if the beginning is on the 30th or 31st (bond basis)
    )

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if isinstance(value, str) and (known := _SIGNS.get(value.upper().replace(" ", ""))):
            return cls(known)
        return super()._missing_(value)

    @property
    def sign(self) -> str:
        """The convention as a contract writes it: "ACT/365F"."""
        return next(sign for sign, name in _SIGNS.items() if name == self.value)

    def part(self, start: date, end: date) -> tuple[int, int]:
        """Return the part of a year from one day to a later one, as numerator and denominator."""
        return _PARTS[self.value](start, end)


_SIGNS = {
    "ACT/365F": "ACT_365F",
    "ACT/365": "ACT_365F",
    "A/365F": "ACT_365F",
    "ACT/360": "ACT_360",
    "A/360": "ACT_360",
    "ACT/ACT": "ACT_ACT",
    "ACT/ACT(ISDA)": "ACT_ACT",
    "ACT/ACTISDA": "ACT_ACT",
    "30E/360": "THIRTY_E_360",
    "30/360": "THIRTY_360",
}


def _over_365(start: date, end: date) -> tuple[int, int]:
    return end.toordinal() - start.toordinal(), _COMMON


def _over_360(start: date, end: date) -> tuple[int, int]:
    return end.toordinal() - start.toordinal(), 360


def _by_year(start: date, end: date) -> tuple[int, int]:
    common = leap = 0
    for year in range(start.year, end.year + 1):
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1
        days = min(end.toordinal(), last) - max(start.toordinal(), first)
        if isleap(year):
            leap += days
        else:
            common += days
    return common * _LEAP + leap * _COMMON, _COMMON * _LEAP


def _thirty_e(start: date, end: date) -> tuple[int, int]:
    return _months_of_thirty(start, end, min(start.day, 30), min(end.day, 30))


def _thirty(start: date, end: date) -> tuple[int, int]:
    first = min(start.day, 30)
    return _months_of_thirty(start, end, first, 30 if end.day == _LONGEST_MONTH and first == 30 else end.day)  # noqa: PLR2004  # the convention's own number


def _months_of_thirty(start: date, end: date, first: int, last: int) -> tuple[int, int]:
    return (end.year - start.year) * 360 + (end.month - start.month) * 30 + last - first, 360


_PARTS: dict[str, Callable[[date, date], tuple[int, int]]] = {
    "ACT_365F": _over_365,
    "ACT_360": _over_360,
    "ACT_ACT": _by_year,
    "THIRTY_E_360": _thirty_e,
    "THIRTY_360": _thirty,
}
