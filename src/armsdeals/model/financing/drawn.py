"""Drawn: what a credit lends on which day, which rate holds on it, and which listed payment falls due.

    >>> from armsdeals.model.financing.credit import RateFrom
    >>> terms = Credit(spread="0.01", observed=(RateFrom(when="2017-12-01", rate="0.02"), RateFrom(when="2018-06-01", rate="0.03")))
    >>> rate_at(terms, date(2018, 1, 1)), resets_of(terms, date(2018, 1, 1), date(2020, 1, 1))
    (Decimal('0.03'), {datetime.date(2018, 6, 1): Decimal('0.04')})

Left out: what these come to (`armsdeals.model.financing.reckoning`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from armsdeals.errors import InvalidValue
from armsdeals.model.financing.credit import Credit, Profile, day_of
from armsdeals.model.financing.milestone import sums_in
from armsdeals.model.financing.row import Setting

_ZERO = Decimal(0)


def drawings_of(credit: Credit, setting: Setting) -> dict[date, Decimal]:
    """Return what is drawn, by day; all of it at the start if nobody tells.

    Raises:
        InvalidValue: More is drawn than there is, or a drawing comes before the start or too late.
    """
    if not credit.drawings:
        return {setting.start: setting.total}
    drawn: dict[date, Decimal] = {}
    until = day_of(credit.available_until)
    for place, (one, amount) in enumerate(zip(credit.drawings, sums_in(credit.drawings, setting), strict=True)):
        day = one.day
        if day is None or amount is None:
            raise InvalidValue("its day or sum is not known exactly", path=("drawings", place))
        if day < setting.start or (until is not None and day > until):
            limits = f"{setting.start} to {until or 'the end'}"
            raise InvalidValue(f"{day} is outside the time of drawing (expected {limits})", path=("drawings", place))
        drawn[day] = drawn.get(day, _ZERO) + amount
    total = sum(drawn.values(), _ZERO)
    if total > setting.total:
        raise InvalidValue(f"{total:f} is drawn of a credit of {setting.total:f}", path=("drawings",))
    return drawn


def rate_at(credit: Credit, day: date) -> Decimal:
    """Return the rate of the first period, as a yearly fraction: the one that was told, else the last observed value and the spread."""
    if credit.rate is not None:
        return Decimal(credit.rate)
    known = [(one.when.lo, one.rate) for one in credit.observed if one.when.lo <= day.toordinal()]
    first = max(known) if known else min(((one.when.lo, one.rate) for one in credit.observed), default=None)
    return _ZERO if first is None else _floating(credit, first[1])


def _floating(credit: Credit, index: Decimal) -> Decimal:
    """The rate that a value of the index makes, no less than the floor where one is told."""
    rate = Decimal(index) + (credit.spread or _ZERO)
    return rate if credit.floor is None else max(rate, Decimal(credit.floor))


def resets_of(credit: Credit, start: date, end: date) -> Mapping[date, Decimal]:
    """Return the rates that hold later, by the day from which each does."""
    floating = [(one.when, _floating(credit, one.rate)) for one in credit.observed]
    agreed = [(one.when, Decimal(one.rate)) for one in credit.rates]
    days = ((day, rate) for when, rate in (*floating, *agreed) if (day := when.earliest) is not None)
    return {day: rate for day, rate in days if start < day < end}


def listed_of(credit: Credit, setting: Setting, due: list[date], end: date) -> tuple[list[date], list[Decimal]]:
    """Return the dates and sums of listed instalments; those without a day fall on the due dates in turn.

    Raises:
        InvalidValue: A day is outside the life of the credit, some have none, or there are more than due dates.
    """
    if credit.profile not in (Profile.STEPPED, Profile.CUSTOM):
        return due, []
    sums = [one.sum_in(setting) or _ZERO for one in credit.instalments]
    days = [one.day for one in credit.instalments]
    dated = [day for day in days if day is not None]
    if len(dated) == len(days):
        for place, day in enumerate(dated):
            if not setting.start < day <= end:
                raise InvalidValue(
                    f"{day} is outside the life of the credit ({setting.start} to {end}); look at it, or at the tenor",
                    path=("instalments", place, "when"),
                )
        in_order = sorted(zip(dated, sums, strict=True))
        return [day for day, _ in in_order], [amount for _, amount in in_order]
    if dated or len(sums) > len(due):
        found = "some have a day and some have none" if dated else f"{len(sums)} do not fit {len(due)} due dates"
        raise InvalidValue(f"{found}; give each a day, or none", path=("instalments",))
    return due, sums
