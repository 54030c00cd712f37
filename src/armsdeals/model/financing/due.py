"""Due dates: the days on which something falls due, every so many months from an anchor.

Each day is counted from the anchor and never from the day before it, so that a loan of 31 January falls due on 28
February and then on 31 March. Where the anchor is the last day of its month and the month-end rule holds, every due date is.

    >>> due_dates(date(2018, 1, 31), date(2018, 6, 15), months=1)[:2]
    [datetime.date(2018, 2, 28), datetime.date(2018, 3, 31)]
    >>> due_dates(date(2018, 1, 31), date(2018, 6, 15), months=2, long_last=True)  # the stub joins the period before it
    [datetime.date(2018, 3, 31), datetime.date(2018, 6, 15)]

Left out: business days (`armsdeals.values.business_day`), and periods counted in weeks or days.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date

from armsdeals.errors import InvalidValue

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SHORTEST, _LONGEST = 28, 31
_FEBRUARY = 1  # of the months from 0


def months_after(anchor: date, months: int, *, month_end: bool = False) -> date:
    """Return the day so many months later, clipped to the length of its month.

    Args:
        anchor: The day to count from.
        months: How many; may be negative.
        month_end: Whether the last day of a month leads to last days of months.

    Raises:
        InvalidValue: The day lies outside the years 1 to 9999.
    """
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    if not 1 <= year <= date.max.year:
        raise InvalidValue(f"{months} months from {anchor} lie outside the years 1 to 9999")
    length = _LENGTHS[month] if month != _FEBRUARY else monthrange(year, 2)[1]
    day = anchor.day
    if day >= length or (month_end and is_month_end(anchor)):
        day = length
    return date(year, month + 1, day)


def every(start: date, months: int, count: int, *, month_end: bool = False) -> list[date]:
    """Return so many days, each a number of months after the one before, counted from the start; see `months_after`.

    Raises:
        InvalidValue: The last lies outside the years 1 to 9999.
    """
    if count:
        months_after(start, months * count)
    day = _LONGEST if month_end and is_month_end(start) else start.day
    index, found = start.year * 12 + start.month - 1, []
    if day <= _SHORTEST:  # every month has it
        return [date(k // 12, k % 12 + 1, day) for k in range(index + months, index + months * count + 1, months)]
    for _ in range(count):
        index += months
        year, month = divmod(index, 12)
        length = _LENGTHS[month] if month != _FEBRUARY else _SHORTEST + isleap(year)
        found.append(date(year, month + 1, min(length, day)))
    return found


def is_month_end(day: date) -> bool:
    """Whether a day is the last of its month."""
    return day.day == monthrange(day.year, day.month)[1]


def due_dates(
    start: date,
    end: date,
    *,
    months: int,
    anchor: date | None = None,
    month_end: bool = False,
    long_last: bool = False,
) -> list[date]:
    """Return the due dates after a day up to the last one, which is always among them.

    Args:
        start: The beginning of the first period.
        end: The last due date.
        months: The length of a period, 1 or more.
        anchor: The first due date, where the first period is shorter or longer than the others.
        month_end: Whether the month-end rule holds.
        long_last: Whether a last period that is too short joins the one before.
    """
    base, first = (start, 1) if anchor is None else (anchor, 0)
    # The count is known beforehand: a month more than the distance is never needed.
    most = ((end.year - base.year) * 12 + end.month - base.month) // months + 1
    found = [
        day
        for step in range(first, most + 1)
        if start < (day := months_after(base, step * months, month_end=month_end)) < end
    ]
    whole = months_after(base, (len(found) + first) * months, month_end=month_end) == end
    if found and long_last and not whole:
        found.pop()
    return [*found, end] if end > start else found


def whole_months(per_year: int) -> int:
    """Return the months of a period of which there are so many in a year.

    Raises:
        InvalidValue: They are not whole.
    """
    months, rest = divmod(12, per_year) if per_year > 0 else (0, 1)
    if rest:
        raise InvalidValue(
            f"{per_year} payments a year fall on no whole months (expected 1, 2, 3, 4, 6 or 12)",
            path=("payments_per_year",),
        )
    return months
