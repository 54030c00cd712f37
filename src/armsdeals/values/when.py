"""When: a day that is known to some precision only, written as one EDTF text.

Reports say "in September", "by 12 September", "about November 2016". Each is kept as it was said and stands between two
days, its bounds; whoever compares two dates gets "undecided" where the bounds leave it open, never a guess.

    >>> deposit, loan = When("../2017-09-12"), When("2017-12-29")
    >>> deposit.certainly_before(loan), deposit.earliest, deposit.latest
    (True, None, datetime.date(2017, 9, 12))
    >>> talks = When("2016-11~")
    >>> talks.compare("2016-11-20"), talks.is_approximate, talks.precision
    ('undecided', True, Precision.MONTH)

Newspaper wording is read by `When.parse`, which answers None where it is unsure:

    >>> When.parse("12 September 2017"), When.parse("in early 2018"), When.parse("Tuesday")
    (When('2017-09-12'), When('2018-01/2018-06'), None)

On a happening an interval and a set both mean one unknown day inside their hull. The grammar, and what of it is left
out, is in `armsdeals.values.edtf`; so are the months of the seasons (21 is March to May, 24 December to February).
Not covered: hours (a time of day is kept in the text), other calendars, and dates relative to another event.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from armsdeals._fields import Leaf
from armsdeals._later import later
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.values.edtf import ALWAYS, NEVER, Precision, day_number, day_text, read, year_month_day

if TYPE_CHECKING:
    from armsdeals.values import told_dates
else:
    told_dates = later("armsdeals.values.told_dates")

__all__ = ["ALWAYS", "NEVER", "Order", "Precision", "When", "cached_when", "to_when"]

Order = Literal["before", "after", "same", "undecided"]

_put = object.__setattr__
_LAST_DAY = date.max.toordinal()
_LAST_YEAR = 9999  # of a day that can be written; beyond, EDTF has whole years only


class When(Leaf):
    """An uncertain date: its text, and the first and last day that it may be.

    Dates are equal when their texts are equal. There is no ``<``: of two uncertain dates either may come first, so ask
    `certainly_before`, `possibly_before` or `compare`. The methods take EDTF text and `datetime.date` as well.

    Attributes:
        text: The date as written, for example ``2016-11~``.
        lo: First possible day as a day number (`datetime.date.toordinal`, below 1 before the year 1); `ALWAYS` if open.
        hi: Last possible day, included; `NEVER` if open.
        precision: To what unit the date is written.

    Raises:
        InvalidValue: The text is no date that we read (see `armsdeals.values.edtf.read`).
        TypeError: The argument is not text; `to_when` also takes a `datetime.date`.
    """

    __slots__ = ("hi", "lo", "precision")
    lo: int
    hi: int
    precision: Precision
    example: ClassVar[str] = "2017-09-12"

    def __init__(self, text: str) -> None:
        if type(text) is not str:
            if not isinstance(text, str):
                raise TypeError(f"a date is text such as '2017-09-12', not {shown(text)}")
            text = str.__str__(text)  # a subclass may carry anything, and must not reach a file
        lo, hi, precision = read(text)
        _put(self, "text", text)
        _put(self, "lo", lo)
        _put(self, "hi", hi)
        _put(self, "precision", precision)

    @classmethod
    def between(cls, lo: int | date, hi: int | date) -> Self:
        """Return the date with these bounds, written as shortly as its bounds allow.

        One day, a whole month or a whole year goes by its own name; anything else by its first and last day, with
        ``..`` for an open end. Bounds are days or day numbers, both included; `ALWAYS` and `NEVER` leave an end open.

        Raises:
            InvalidValue: The first day is after the last, or a day lies outside the years -9999 to 9999 and is not the
                first or last of its year: EDTF has no text for it.
            TypeError: A bound is neither `datetime.date` nor a whole number.
        """
        lo, hi = _number(lo), _number(hi)
        if lo > hi or lo == NEVER or hi == ALWAYS:
            raise InvalidValue(f"the interval from day {lo} to day {hi} ends before it begins")
        start = ".." if lo == ALWAYS else _written(lo, first=True)
        end = ".." if hi == NEVER else _written(hi, first=False)
        if start == end != "..":
            return cls(start)
        if start.endswith("-01") and (unit := _whole_unit(start, end)):
            return cls(unit)
        return cls(f"{start}/{end}")

    @classmethod
    def parse(cls, text: str, *, on: str | date | When | None = None) -> Self | None:
        """Read a date as newspapers write it; None where it is unsure.

        Args:
            text: One phrase: "12 September 2017", "by end-2024", "2028-2030".
            on: The day of the article. With it "Tuesday" is the last one up to that day, and "29 December" the nearest.

        Raises:
            TypeError: The phrase is no text.
            InvalidValue: The day of the article is not one known day.
        """
        told = told_dates.told_date(text, on=None if on is None else _one_day(on))
        return cls(told) if told else None

    @property
    def earliest(self) -> date | None:
        """The first possible day; None when open, or outside the years 1 to 9999 that `datetime.date` holds."""
        return date.fromordinal(self.lo) if 1 <= self.lo <= _LAST_DAY else None

    @property
    def latest(self) -> date | None:
        """The last possible day; None when open, or outside the years 1 to 9999 that `datetime.date` holds."""
        return date.fromordinal(self.hi) if 1 <= self.hi <= _LAST_DAY else None

    @property
    def is_approximate(self) -> bool:
        """Whether the date, or a part of it, is marked ``~`` or ``%``; this never widens the bounds."""
        return "~" in self.text or "%" in self.text

    @property
    def is_uncertain(self) -> bool:
        """Whether the date, or a part of it, is marked ``?`` or ``%``; this never widens the bounds."""
        return "?" in self.text or "%" in self.text

    @property
    def is_open(self) -> bool:
        """Whether the first or the last possible day is open or unknown."""
        return self.lo == ALWAYS or self.hi == NEVER

    @property
    def is_day(self) -> bool:
        """Whether the bounds leave one day only, qualified or not."""
        return self.lo == self.hi

    def certainly_before(self, other: When | str | date) -> bool:
        """Whether every possible day of this date is before every possible day of the other."""
        return self.hi < to_when(other).lo

    def possibly_before(self, other: When | str | date) -> bool:
        """Whether some possible day of this date is before some possible day of the other."""
        return self.lo < to_when(other).hi

    def compare(self, other: When | str | date) -> Order:
        """Return "before" or "after" if that is certain, "same" if both are the same one day, else "undecided".

        Two dates with equal bounds of several days are undecided, even with equal texts: two happenings in one month
        may have been on two days.
        """
        other = to_when(other)
        if self.hi < other.lo:
            return "before"
        if other.hi < self.lo:
            return "after"
        return "same" if self.lo == self.hi == other.lo == other.hi else "undecided"

    def overlaps(self, other: When | str | date) -> bool:
        """Whether some day is possible for both."""
        other = to_when(other)
        return self.lo <= other.hi and other.lo <= self.hi

    def days_until(self, other: When | str | date) -> tuple[int | None, int | None]:
        """Return the fewest and the most days from this date to the other, both included.

        The fewest are from our last day to its first, the most from our first day to its last; negative numbers mean
        that the other may come first. None stands where an open end leaves no limit.
        """
        other = to_when(other)
        fewest = None if self.hi == NEVER or other.lo == ALWAYS else other.lo - self.hi
        most = None if self.lo == ALWAYS or other.hi == NEVER else other.hi - self.lo
        return fewest, most


cached_when = lru_cache(maxsize=65_536)(When)


def to_when(value: str | date | When) -> When:
    """Return an uncertain date for its text, for a known day, or for itself; texts read before come from a cache.

    Raises:
        InvalidValue: The text is no date that we read.
        TypeError: The value is of another type; also for a `datetime.datetime`, whose time of day would be lost.
    """
    if type(value) is str:
        return cached_when(value)
    if isinstance(value, When):
        return value
    if isinstance(value, str):
        return cached_when(str.__str__(value))
    return cached_when(date.isoformat(_plain_date(value)))


def _one_day(on: str | date | When) -> date:
    when = to_when(on)
    if not when.is_day or when.earliest is None:
        raise InvalidValue(f"{shown(when.text)} is not one day (expected the day of the article, such as 2017-09-12)")
    return when.earliest


def _plain_date(value: Any) -> date:
    if isinstance(value, datetime):
        raise TypeError(f"{shown(value)} has a time of day; give its .date()")
    if not isinstance(value, date):
        raise TypeError(f"{shown(value)} is not a date; give EDTF text such as '2017-09-12', a datetime.date or a When")
    return value


def _number(bound: int | date) -> int:
    if isinstance(bound, int) and not isinstance(bound, bool):
        return bound
    return _plain_date(bound).toordinal()


def _written(number: int, *, first: bool) -> str:
    """Return the text of a bound: a day, or a year so far away that EDTF writes nothing shorter."""
    year, month, day = year_month_day(number)
    if -_LAST_YEAR <= year <= _LAST_YEAR:
        return day_text(number)
    if ALWAYS < number < NEVER and (month, day) == ((1, 1) if first else (12, 31)):
        return f"Y{year}"
    raise InvalidValue(f"day {number} cannot be written: EDTF has days only in the years -{_LAST_YEAR} to {_LAST_YEAR}")


def _whole_unit(start: str, end: str) -> str | None:
    """Return the year or month that goes from one day to another, if it is whole."""
    if start[:-6] == end[:-6] and start.endswith("-01-01") and end.endswith("-12-31"):
        return start[:-6]
    year, month = int(start[:-6]), int(start[-5:-3])
    last = day_number(year + month // 12, month % 12 + 1, 1) - 1
    return start[:-3] if end == _written(last, first=False) else None
