"""Valuing: what payments over time come to on one day, and at which rate they come to what was lent.

Rates are yearly and effective: a sum due in half a year counts at (1 + rate) to the power of minus one half. Time runs in
whole months of a twelfth of a year, so that half-yearly payments lie exactly half a year apart, and in days of 1/365
beyond them; a day count may be asked for instead.

    >>> flows = [(date(2018, 1, 1), Decimal(-1000)), (date(2019, 1, 1), Decimal(550)), (date(2020, 1, 1), Decimal(525))]
    >>> round(present_value(flows[1:], rate=Decimal("0.05"), on=date(2018, 1, 1)), 10)
    Decimal('1000.0000000000')
    >>> internal_rate(flows, on=date(2018, 1, 1))
    Decimal('0.05')

Present value and internal rate are those of S. G. Kellison, "The Theory of Interest" (1970). The grant element is that of the
Development Assistance Committee (OECD, "Converged Statistical Reporting Directives", DCD/DAC/STAT(2018)9): what is lent less the
present value of what is paid back, as a part of what is lent. Left out: curves of rates, and inflation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import exp, fsum, log

from armsdeals.errors import InvalidValue
from armsdeals.model.financing.due import is_month_end, months_after
from armsdeals.model.financing.repayment import WIDE
from armsdeals.model.financing.schedule import Schedule
from armsdeals.values.day_count import DayCount
from armsdeals.values.number import rounded, shortest_decimal, to_decimal

Flow = tuple[date, Decimal]

_ONE = Decimal(1)
_DAYS = 365
_LOWEST, _HIGHEST = log(0.05), log(11)  # of 1 + rate: rates of -95 % to 1,000 % a year are looked at
_GRID = 400  # places at which the sign is looked at
_HALVINGS = 80


def years_between(start: date, day: date) -> Fraction:
    """Return the time from one day to another in years: whole months, then days over 365; negative if it lies before."""
    if day < start:
        return -years_between(day, start)
    months = (day.year - start.year) * 12 + day.month - start.month
    if day.day < start.day and not is_month_end(day):
        months -= 1
    rest = day.toordinal() - months_after(start, months).toordinal()
    return Fraction(months, 12) + Fraction(max(rest, 0), _DAYS)


def _time(start: date, day: date, day_count: DayCount | None) -> Fraction:
    if day_count is None:
        return years_between(start, day)
    top, bottom = day_count.part(start, day) if day >= start else day_count.part(day, start)
    return Fraction(top if day >= start else -top, bottom)


def present_value(
    flows: Iterable[Flow], *, rate: Decimal | str | int, on: date, day_count: DayCount | str | None = None
) -> Decimal:
    """Return what payments are worth on a day, to 28 digits or better: each sum over (1 + rate) to the power of its years.

    Args:
        flows: Days and sums, of one currency.
        rate: The yearly discount, effective, as a fraction above -1: "0.05" is 5 %.
        on: The day.
        day_count: How time is counted, such as "ACT/365F"; None for whole months and days over 365.

    Raises:
        InvalidValue: The rate is -1 or below, or no number.
        TypeError: The rate is a float.
    """
    discount = to_decimal(rate)
    if discount <= -1:
        raise InvalidValue(f"{shortest_decimal(discount)} is no discount rate (expected more than -1)", path=("rate",))
    day_count = None if day_count is None else DayCount(day_count)
    growth, total = WIDE.ln(WIDE.add(_ONE, discount)), Decimal(0)
    factors: dict[Fraction, Decimal] = {}
    for day, amount in flows:
        time = _time(on, day, day_count)
        factor = factors.get(time)
        if factor is None:
            power = WIDE.divide(WIDE.multiply(growth, Decimal(-time.numerator)), Decimal(time.denominator))
            factor = factors[time] = WIDE.exp(power)
        total = WIDE.add(total, WIDE.multiply(amount, factor))
    return total


def internal_rate(flows: Sequence[Flow], *, on: date, day_count: DayCount | str | None = None) -> Decimal:
    """Return the yearly rate at which all payments together are worth nothing, to 12 decimals.

    The rate is enclosed between two at which the worth has different signs, and the interval halved.

    Args:
        flows: Days and sums, of one currency; what is received has the other sign than what is paid.
        on: The day from which time runs.
        day_count: How time is counted; None for whole months and days over 365.

    Raises:
        InvalidValue: No rate from -95 % to 1,000 % does it, or several do.
    """
    day_count = None if day_count is None else DayCount(day_count)
    worth = _worth([(float(_time(on, day, day_count)), float(amount)) for day, amount in flows])
    grid = [_LOWEST + (_HIGHEST - _LOWEST) * k / _GRID for k in range(_GRID + 1)]
    signs = [worth(point) > 0 for point in grid]
    turns = [k for k in range(_GRID) if signs[k] != signs[k + 1]]
    if not turns:
        raise InvalidValue("no yearly rate from -95 % to 1,000 % makes what is paid worth what was lent")
    if len(turns) > 1:
        raise InvalidValue(f"{len(turns)} rates make what is paid worth what was lent; compare present values instead")
    low, high = grid[turns[0]], grid[turns[0] + 1]
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if (worth(middle) > 0) == signs[turns[0]]:
            low = middle
        else:
            high = middle
    found = rounded(WIDE.subtract(WIDE.exp(Decimal((low + high) / 2)), _ONE))
    return Decimal(shortest_decimal(found)) if found else Decimal(0)


def _worth(flows: Sequence[tuple[float, float]]) -> Callable[[float], float]:
    def worth(growth: float) -> float:
        return fsum(amount * exp(-time * growth) for time, amount in flows)

    return worth


def payments_of(schedule: Schedule) -> list[Flow]:
    """Return what the recipient pays."""
    return [(row.date, row.paid) for row in schedule.rows if row.paid]


def drawings_in(schedule: Schedule) -> list[Flow]:
    """Return what the lenders pay out."""
    return [(row.date, row.drawn) for row in schedule.rows if row.drawn]


def grant_element_of(
    payments: Sequence[Flow], lent: Sequence[Flow], *, rate: Decimal, on: date, given: Decimal = Decimal(0)
) -> Decimal:
    """Return the grant element as a fraction of what is lent and given; negative where the credit is dearer.

    Args:
        payments: What is paid back, fees included.
        lent: What is drawn.
        rate: The discount rate.
        on: The day of the agreement.
        given: Money given beside it.

    Raises:
        InvalidValue: Nothing is lent and nothing given.
    """
    face = WIDE.add(present_value(lent, rate=rate, on=on), given)
    if not face:
        raise InvalidValue("nothing is lent or given, so that there is no grant element")
    return WIDE.subtract(_ONE, WIDE.divide(present_value(payments, rate=rate, on=on), face))


def early_repayment(
    payments: Sequence[Decimal], *, outstanding: Decimal, rate: Decimal, market_rate: Decimal, elapsed: Fraction
) -> Decimal:
    """Return the premium for paying a credit back before its time; negative for a discount.

    The remaining payments are discounted at the market rate to the last payment day, carried on to today at simple
    interest, and compared with the balance and the interest that has run. This is the reckoning that the UK Debt
    Management Office published for loans of the Public Works Loan Board.

    Args:
        payments: What would be paid at the end of each period from now on, principal and interest.
        outstanding: The balance.
        rate: Interest of the credit for one period, as a fraction.
        market_rate: Interest for one period at which the lender can lend anew.
        elapsed: The part of the running period that is over.
    """
    growth, factor, value = WIDE.add(_ONE, market_rate), _ONE, Decimal(0)
    for payment in payments:
        factor = WIDE.divide(factor, growth)
        value = WIDE.add(value, WIDE.multiply(payment, factor))
    part = WIDE.divide(Decimal(elapsed.numerator), Decimal(elapsed.denominator))
    today = WIDE.multiply(value, WIDE.add(_ONE, WIDE.multiply(market_rate, part)))
    owed = WIDE.multiply(outstanding, WIDE.add(_ONE, WIDE.multiply(rate, part)))
    return rounded(WIDE.subtract(today, owed), places=2)
