"""Business days: where a payment goes whose day is a weekend or a holiday.

    >>> from datetime import date
    >>> BusinessDayRoll("modified following").moved(date(2020, 5, 31))  # a Sunday, and Monday is in June
    datetime.date(2020, 5, 29)
    >>> BusinessDayRoll.FOLLOWING.moved(date(2020, 5, 31), holidays=frozenset({date(2020, 6, 1)}))
    datetime.date(2020, 6, 2)

Monday to Friday are business days unless they stand among the holidays that the caller gives. Left out: calendars of
states and banks, whose holidays change, and weeks that begin on Sunday.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date

from armsdeals._fields import Word
from armsdeals.errors import InvalidValue

_SATURDAY = 5  # of date.weekday
_LONGEST_CLOSURE = 366  # days; more holidays in a row than that are a mistake in the calendar


class BusinessDayRoll(Word):
    """Which business day stands for a day that is none."""

    UNADJUSTED = "UNADJUSTED"  # it stays
    FOLLOWING = "FOLLOWING"  # the next one
    MODIFIED_FOLLOWING = "MODIFIED_FOLLOWING"  # the next one, unless it is in the next month; then the one before
    PRECEDING = "PRECEDING"  # the one before
    MODIFIED_PRECEDING = "MODIFIED_PRECEDING"  # the one before, unless it is in the month before; then the next one

    def moved(self, day: date, holidays: AbstractSet[date] = frozenset()) -> date:
        """Return the business day that stands for a day.

        Raises:
            InvalidValue: The calendar is closed for more than a year.
        """
        if self is BusinessDayRoll.UNADJUSTED or is_business_day(day, holidays):
            return day
        step = 1 if self in (BusinessDayRoll.FOLLOWING, BusinessDayRoll.MODIFIED_FOLLOWING) else -1
        moved = _next_open(day, step, holidays)
        if (
            self in (BusinessDayRoll.MODIFIED_FOLLOWING, BusinessDayRoll.MODIFIED_PRECEDING)
            and moved.month != day.month
        ):
            moved = _next_open(day, -step, holidays)
        return moved


def is_business_day(day: date, holidays: AbstractSet[date] = frozenset()) -> bool:
    """Whether a day is one of Monday to Friday and no holiday."""
    return day.weekday() < _SATURDAY and day not in holidays


def _next_open(day: date, step: int, holidays: AbstractSet[date]) -> date:
    number = day.toordinal()
    for away in range(1, _LONGEST_CLOSURE + 1):
        if not 1 <= number + step * away <= date.max.toordinal():
            break
        found = date.fromordinal(number + step * away)
        if is_business_day(found, holidays):
            return found
    raise InvalidValue(f"there is no business day within a year of {day}; look at the holidays that were given")
