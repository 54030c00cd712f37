"""EDTF: from the text of an uncertain date to its first day, its last day and its precision.

The Extended Date/Time Format is part of ISO 8601-2; the Library of Congress publishes it freely, in three levels:
https://www.loc.gov/standards/datetime/ (2019). Levels 0 and 1 are read whole, and of level 2 whatever has plain bounds:
sets, qualified parts, unspecified digits anywhere, and the codes 25 to 41 (seasons by hemisphere, quarters, halves).

    >>> first, last, precision = read("2017-09")
    >>> last - first + 1, precision
    (30, Precision.MONTH)
    >>> read("2017-02-30")
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: '2017-02-30' names a day that does not exist; 2017-02 has 28 days

Left out, and refused by name: exponential years (``Y17E8``), significant digits (``1950S2``), and the bare centuries and
decades of ISO 8601-1 (``19``, ``197``), which are more often a year cut short. Newspaper wording is not read here.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any

from armsdeals._fields import Word
from armsdeals._later import later
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue

if TYPE_CHECKING:
    from armsdeals.values import edtf_faults
else:
    edtf_faults = later("armsdeals.values.edtf_faults")

# Years have ten digits at most, so every day number of a year stays well inside these two.
ALWAYS = -(10**13)  # the first day of what has no known beginning
NEVER = 10**13  # the last day of what has no known end
LONGEST = 128  # characters of a date; this bounds the members of a set, too

_CYCLE_YEARS, _CYCLE_DAYS = 400, 146_097  # after which the Gregorian calendar repeats itself


class Precision(Word):
    """To what unit a date is known; it says how the date is written, its bounds say how wide it is."""

    DAY = "DAY"  # with or without a time of day
    MONTH = "MONTH"  # 2017-09, 2017-09-XX
    SEASON = "SEASON"  # a part of a year by its code, 21 to 41: a season, a quarter, a half
    YEAR = "YEAR"  # 2017, 2017-XX
    DECADE = "DECADE"  # 201X
    CENTURY = "CENTURY"  # 20XX
    PATTERN = "PATTERN"  # unspecified digits that make no unit of the calendar: 1XX3, 2017-1X, 201X-12-25
    INTERVAL = "INTERVAL"  # one date to another
    SET = "SET"  # one or all of several dates


Bounds = tuple[int, int, Precision]

# First month and number of months. EDTF leaves open what a season is. These are the seasons of meteorologists, of three
# whole months each (NOAA, "Meteorological Versus Astronomical Seasons"): whole months are how months are reported, too.
# fmt: off
_SEASONS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),  # no hemisphere said: taken as northern
    25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3),  # northern spring, summer, autumn, winter
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),  # southern spring, summer, autumn, winter
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),  # quarters
    37: (1, 4), 38: (5, 4), 39: (9, 4),  # thirds
    40: (1, 6), 41: (7, 6),  # halves
}
# fmt: on
_MONTHS = 12
_LONGEST_MONTHS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[?~%]?")
_DATE = re.compile(
    r"[?~%]?(-?)([0-9X]{4})[?~%]?(?:-[?~%]?([0-9X]{2})[?~%]?(?:-[?~%]?([0-9X]{2})[?~%]?)?)?",
)
_FAR_YEAR = re.compile(r"Y(-?[1-9][0-9]{4,9})[?~%]?")
_TIMED = re.compile(r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9:]{8})(?:\.([0-9]{1,12}))?(Z|[+-][0-9:]{2,5})?")
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00")
_OFFSET = re.compile(
    r"Z|\+(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|\+14(?::00)?|-(?:0[0-9]|1[01])(?::[0-5][0-9])?|-12(?::00)?"
)
_COMMA = re.compile(r" {0,2}, {0,2}")
_BRACKETS = {"[": "]", "{": "}"}
_UNITS = (
    (re.compile(r"[0-9]{4}-[0-9]{2}-XX"), Precision.MONTH),
    (re.compile(r"[0-9]{4}-XX-XX"), Precision.YEAR),
    (re.compile(r"[0-9]{3}X-XX-XX"), Precision.DECADE),
    (re.compile(r"[0-9]{2}XX-XX-XX"), Precision.CENTURY),
)


def read(text: str) -> Bounds:
    """Return first day, last day (day numbers, both included) and precision of an EDTF text.

    Seasons are northern and meteorological unless the code says otherwise: 21 is March to May, 22 June to August, 23
    September to November, 24 December of that year to the end of February of the next. Qualifiers (``? ~ %``) never widen
    the bounds. A time of day and its offset are checked, and the day counts as written. An interval or a set has the
    bounds of its hull. An open (``..``) or unknown (empty) end is `ALWAYS` or `NEVER`.

    Raises:
        InvalidValue: The text is longer than 128 characters, is no EDTF, is one of the forms left out, names a day that
            does not exist or an interval that ends before it begins.
    """
    if _DAY.fullmatch(text):
        try:
            day = date.fromisoformat(text[:10]).toordinal()
        except ValueError:
            pass  # year 0000, or no such day: told apart below
        else:
            return day, day, Precision.DAY
    if len(text) > LONGEST:
        raise InvalidValue(
            f"{shown(text)} is too long for a date (expected {LONGEST} characters or less, found {len(text):,})"
        )
    if text[:1] in _BRACKETS:
        return _set(text)
    if "/" in text:
        return _interval(text)
    if "T" in text:
        return _timed(text)
    return _date(text, text)


def day_number(year: int, month: int, day: int) -> int:
    """Return the day number of a day of any year, on the scale of `datetime.date.toordinal`.

    Raises:
        ValueError: There is no such day.
    """
    cycles, place = divmod(year - 1, _CYCLE_YEARS)
    return date(place + 1, month, day).toordinal() + cycles * _CYCLE_DAYS


def year_month_day(number: int) -> tuple[int, int, int]:
    """Return year, month and day of a day number; the way back from `day_number`."""
    cycles, place = divmod(number - 1, _CYCLE_DAYS)
    day = date.fromordinal(place + 1)
    return day.year + cycles * _CYCLE_YEARS, day.month, day.day


def day_text(number: int) -> str:
    """Return the EDTF text of a day number in the years -9999 to 9999."""
    year, month, day = year_month_day(number)
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}"


def _months(year: int, first: int, count: int) -> tuple[int, int]:
    """Return the first and last day of some months that may run into the next year."""
    over, month = divmod(first - 1 + count, _MONTHS)
    return day_number(year, first, 1), day_number(year + over, month + 1, 1) - 1


def _date(part: str, whole: str) -> Bounds:
    """Read one date without a time; ``whole`` is what a message shows."""
    found = _DATE.fullmatch(part)
    if not found:
        return _far_year(part, whole)
    minus, digits, month, day = found.groups()
    if "X" in part:
        return _pattern(found.groups(), part, whole)
    year = int(minus + digits)
    if minus and not year:
        edtf_faults.refuse(part, whole)
    if month is None:
        return *_months(year, 1, _MONTHS), Precision.YEAR
    return _in_year(year, int(month), day, part, whole)


def _in_year(year: int, month: int, day: str | None, part: str, whole: str) -> Bounds:
    if day is None and month in _SEASONS:
        return *_months(year, *_SEASONS[month]), Precision.SEASON
    if not 1 <= month <= _MONTHS:
        wanted = "01 to 12" if day else "01 to 12, or a code from 21 for spring to 41"
        raise InvalidValue(f"{shown(whole)} has no month {month:02} (expected {wanted})")
    if day is None:
        return *_months(year, month, 1), Precision.MONTH
    try:
        number = day_number(year, month, int(day))
    except ValueError:
        edtf_faults.no_such_day(part, whole)
    return number, number, Precision.DAY


def _far_year(part: str, whole: str) -> Bounds:
    found = _FAR_YEAR.fullmatch(part)
    if not found:
        edtf_faults.refuse(part, whole)
    return *_months(int(found[1]), 1, _MONTHS), Precision.YEAR


def _pattern(parts: Sequence[str | Any], part: str, whole: str) -> Bounds:
    """Return the first and last day that fit a date with unspecified digits."""
    minus, year, month, day = parts
    if month and day is None and "X" not in month and int(month) in _SEASONS:
        lo = _months(next(_years(minus, year, rising=True)), *_SEASONS[int(month)])[0]
        return lo, _months(next(_years(minus, year, rising=False)), *_SEASONS[int(month)])[1], Precision.SEASON
    months = [number for number in _fitting(month or "XX") if 1 <= number <= _MONTHS]
    days = [number for number in _fitting(day or "XX") if number]
    dates = [(m, d) for m in months for d in days if d <= _LONGEST_MONTHS[m]]
    first = _first_fitting(_years(minus, year, rising=True), dates)
    last = _first_fitting(_years(minus, year, rising=False), dates[::-1])
    if first is None or last is None:
        edtf_faults.no_such_day(part, whole)
    form = f"{year}-{month or 'XX'}-{day or 'XX'}"
    return first, last, next((unit for pattern, unit in _UNITS if pattern.fullmatch(form)), Precision.PATTERN)


def _first_fitting(years: Iterable[int], dates: list[tuple[int, int]]) -> int | None:
    """Return the first day that exists; only 29 February may exist in one year and not in the next."""
    if not dates:
        return None
    for year in years:
        for month, day in dates:
            if (month, day) != (2, 29) or isleap(year):
                return day_number(year, month, day)
    return None


def _years(minus: str, mask: str, *, rising: bool) -> Iterator[int]:
    """Yield the years that fit four digits, in order of time; lazily, for XXXX fits ten thousand."""
    digits = "0123456789" if rising == (not minus) else "9876543210"
    for figures in product(*(digits if figure == "X" else figure for figure in mask)):
        year = int(minus + "".join(figures))
        if year or not minus:
            yield year


@lru_cache(maxsize=128)  # there are 121 such masks
def _fitting(mask: str) -> tuple[int, ...]:
    """Return the numbers that fit two digits of a month or day, rising."""
    return tuple(int(a + b) for a, b in product(*("0123456789" if figure == "X" else figure for figure in mask)))


def _timed(text: str) -> Bounds:
    found = _TIMED.fullmatch(text)
    if not found:
        edtf_faults.refuse(text, text)
    day, time, fraction, offset = found.groups()
    past_midnight = time.startswith("24") and fraction and int(fraction)
    if not _TIME.fullmatch(time) or past_midnight:
        raise InvalidValue(f"{shown(text)} has a time that does not exist (expected 00:00:00 to 23:59:59, or 24:00:00)")
    if offset and (not _OFFSET.fullmatch(offset) or offset in {"-00", "-00:00"}):
        raise InvalidValue(
            f"{shown(text)} has an offset that does not exist (expected Z, or -12:00 to +14:00 as +03 or +03:00)"
        )
    return _date(day, text)


def _interval(text: str) -> Bounds:
    start, _, end = text.partition("/")
    if not (start or end) or "/" in end:
        edtf_faults.refuse(text, text)
    lo, hi = _between(start if start != ".." else "", end if end != ".." else "", text)
    return lo, hi, Precision.INTERVAL


def _set(text: str) -> Bounds:
    if text[-1] != _BRACKETS[text[0]]:
        raise InvalidValue(
            f"{shown(text)} does not end with the bracket that it began with (expected {_BRACKETS[text[0]]})"
        )
    body = text[1:-1]
    if len(set(_COMMA.findall(body))) > 1:
        raise InvalidValue(f"{shown(text)} has commas with and without blanks (expected the same between all members)")
    members = _COMMA.split(body)
    lo, hi = NEVER, ALWAYS
    for place, member in enumerate(members):
        start, dots, end = member.partition("..")
        is_open = dots and ((not start and place) or (not end and place < len(members) - 1) or start == end == "")
        if is_open:
            raise InvalidValue(f"{shown(text)} is open in its middle (expected .. at the beginning or the end only)")
        low, high = _between(start, end, text) if dots else _date(member, text)[:2]
        lo, hi = min(lo, low), max(hi, high)
    return lo, hi, Precision.SET


def _between(start: str, end: str, whole: str) -> tuple[int, int]:
    """Return the bounds from one date to another; an empty one is open."""
    lo = _bound(start, whole)[0] if start else ALWAYS
    if not end:
        return lo, NEVER
    first, hi = _bound(end, whole)
    # EDTF orders the ends by their first days, so 2017-03-14/2017 goes back; an end with unspecified digits is any that fits.
    if lo > (hi if "X" in end else first):
        remedy = f" ({end} begins before {start}; write the last day, such as {day_text(hi)})" if lo <= hi else ""
        raise InvalidValue(f"{shown(whole)} ends before it begins{remedy}")
    return lo, hi


def _bound(part: str, whole: str) -> tuple[int, int]:
    lo, hi, precision = _date(part, whole)
    if precision is Precision.SEASON:
        raise InvalidValue(
            f"{shown(whole)} goes from or to a season, which EDTF does not allow (expected months: 2017-03/2017-05)"
        )
    return lo, hi
