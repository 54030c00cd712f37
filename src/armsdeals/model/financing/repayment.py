"""Repayment: a credit of which every term and every date is decided, and what happens to it day by day.

Here the interest is reckoned (annuities as in `armsdeals.model.financing.regular`); nothing is asked, guessed or looked up any
more. Sums are decimals of one currency.

    >>> from armsdeals.model.financing.due import due_dates
    >>> due = tuple(due_dates(date(2018, 1, 1), date(2020, 1, 1), months=12))
    >>> loan = Repayment(principal=Decimal(1000), start=date(2018, 1, 1), rate=Decimal("0.05"), profile="EQUAL_PRINCIPAL",
    ...                  interest_dates=due, principal_dates=due, maturity=due[-1], per_year=1)
    >>> for step in loan.steps():
    ...     print(step.day, step.kind, step.amount, step.balance)
    2018-01-01 DRAWING 1000 1000
    2019-01-01 PRINCIPAL 500.00 500.00
    2019-01-01 INTEREST 50.00 500.00
    2020-01-01 INTEREST 25.00 500.00
    2020-01-01 PRINCIPAL 500.00 0.00

Interest runs on the balance, without compounding inside a period. On one day principal moves first, then interest is
paid, then a new rate begins; at the end interest is paid first. Every sum is rounded half to even to ``places`` when it falls due; the last instalment takes
what is left, so that the parts add up to what was drawn. Left out: penalties for late payment, and hours of the day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from attrs import field, frozen

from armsdeals._printed import short_repr
from armsdeals.values.day_count import DayCount

WIDE = Context(prec=40, rounding=ROUND_HALF_EVEN)
_ZERO, _ONE = Decimal(0), Decimal(1)


class StepKind(StrEnum):
    """What happens to a credit on a day."""

    DRAWING = "DRAWING"  # it is lent
    PRINCIPAL = "PRINCIPAL"  # part of it is paid back; below zero where a payment does not cover the interest
    INTEREST = "INTEREST"  # interest is paid
    CAPITALISED = "CAPITALISED"  # interest is added to the balance instead of being paid
    RATE = "RATE"  # another rate begins


class Step(NamedTuple):
    """One thing that happens, and how the credit stands after it.

    Attributes:
        day: The day on which it is paid.
        kind: What happens.
        amount: The sum that moves; for a new rate 0.
        balance: What is owed without the interest that runs.
        rate: The yearly rate from then on.
        accrued: The interest that has run and is not paid.
    """

    day: date
    kind: StepKind
    amount: Decimal
    balance: Decimal
    rate: Decimal
    accrued: Decimal


@frozen(kw_only=True, repr=False)
class Repayment:
    """A credit with all its terms.

    Attributes:
        principal: What is drawn at the start.
        start: The day of the first drawing.
        rate: Yearly interest as a fraction, until the first reset.
        profile: BULLET, EQUAL_PRINCIPAL, ANNUITY, STEPPED (listed parts of the principal) or CUSTOM (listed payments,
            interest included).
        interest_dates: When interest falls due, in order.
        principal_dates: When principal falls due, in order.
        maturity: When the rest falls due; None to go on until nothing is owed.
        payment: The part of the principal (EQUAL_PRINCIPAL) or the whole payment (ANNUITY) if it is agreed; else it is
            reckoned, after a drawing anew, and an annuity after each reset.
        amortises: The dates over which an instalment is reckoned, where they go beyond the maturity (a balloon).
        accrued: Interest that runs already when the credit begins.
        listed: The sums of STEPPED and CUSTOM, one for each date of principal but the last.
        capitalise_until: Until this day interest is added to the balance; on the day itself once more.
        resets: Days from which another rate holds.
        drawings: Later drawings, by day.
        per_year: Interest of a whole period is the yearly rate over this number; None to count days.
        whole: The beginning of each whole period, by its end; the others are counted in days.
        day_count: How days are counted.
        pay_days: The day of payment of a due date, where a calendar moves it.
        places: Decimals to which sums are rounded; None leaves 40 digits.
    """

    principal: Decimal
    start: date
    rate: Decimal
    profile: str
    interest_dates: Sequence[date]
    principal_dates: Sequence[date]
    maturity: date | None
    payment: Decimal | None = None
    amortises: Sequence[date] = ()
    accrued: Decimal = _ZERO
    listed: Sequence[Decimal] = ()
    capitalise_until: date | None = None
    resets: Mapping[date, Decimal] = field(factory=dict)
    drawings: Mapping[date, Decimal] = field(factory=dict)
    per_year: int | None = None
    whole: Mapping[date, date] | None = None
    day_count: DayCount = DayCount.THIRTY_E_360
    pay_days: Mapping[date, date] = field(factory=dict)
    places: int | None = 2

    __repr__ = short_repr

    def steps(self) -> Iterator[Step]:
        """Yield what happens, oldest first."""
        interest, redeems = frozenset(self.interest_dates), {day: k for k, day in enumerate(self.principal_dates)}
        days = {*interest, *redeems, *self.resets, *self.drawings}
        days |= {day for day in (self.maturity, self.capitalise_until) if day is not None}
        balance, rate, accrued, payment, before = self.principal, self.rate, self.accrued, self.payment, self.start
        yield Step(self._paid_on(self.start), StepKind.DRAWING, balance, balance, rate, accrued)
        for day in sorted(days):
            if day < self.start or (self.maturity is not None and day > self.maturity):
                continue
            accrued = WIDE.add(accrued, self._interest(balance, rate, before, day))
            on, before = self._paid_on(day), day
            if day in self.drawings:
                balance, payment = WIDE.add(balance, self.drawings[day]), self.payment
                yield Step(on, StepKind.DRAWING, self.drawings[day], balance, rate, accrued)
            if day in redeems and payment is None and day != self.maturity:
                payment = self._payment(redeems[day], balance, accrued, rate)
            part = self._part(redeems[day], balance, accrued, payment) if day in redeems else _ZERO
            # Without a maturity the credit ends with the payment that covers all that is owed.
            if day == self.maturity or (self.maturity is None and part and part == balance):
                yield Step(on, StepKind.INTEREST, self._rounded(accrued), balance, rate, _ZERO)
                yield Step(on, StepKind.PRINCIPAL, balance, WIDE.subtract(balance, balance), rate, _ZERO)
                return
            if day in redeems:
                balance = WIDE.subtract(balance, part)
                yield Step(on, StepKind.PRINCIPAL, part, balance, rate, accrued)
            if day in interest or day == self.capitalise_until or not balance:
                due, accrued = self._rounded(accrued), _ZERO
                if self.capitalise_until is not None and day <= self.capitalise_until:
                    balance = WIDE.add(balance, due)
                    yield Step(on, StepKind.CAPITALISED, due, balance, rate, accrued)
                else:
                    yield Step(on, StepKind.INTEREST, due, balance, rate, accrued)
            if not balance and not any(later > day for later in self.drawings):
                return
            if day in self.resets:
                rate = self.resets[day]
                payment = None if self.profile == "ANNUITY" else payment
                yield Step(on, StepKind.RATE, _ZERO, balance, rate, accrued)

    def part_of_year(self, start: date, end: date) -> tuple[int, int]:
        """Return the part of a year for which interest runs between two days, as numerator and denominator."""
        if self.per_year is not None and (self.whole is None or self.whole.get(end) == start):
            return 1, self.per_year
        return self.day_count.part(start, end)

    def _interest(self, balance: Decimal, rate: Decimal, start: date, end: date) -> Decimal:
        if start == end or not balance:
            return _ZERO
        top, bottom = self.part_of_year(start, end)
        return WIDE.divide(WIDE.multiply(WIDE.multiply(balance, rate), Decimal(top)), Decimal(bottom))

    def _part(self, place: int, balance: Decimal, accrued: Decimal, payment: Decimal | None) -> Decimal:
        """What of the principal is paid back on a date that is not the last."""
        if self.profile in ("STEPPED", "CUSTOM"):
            payment = self.listed[place] if place < len(self.listed) else _ZERO
        if payment is None:  # a bullet
            return _ZERO
        if self.profile in ("ANNUITY", "CUSTOM"):
            payment = WIDE.subtract(payment, self._rounded(accrued))
        return min(payment, balance)

    def _payment(self, place: int, balance: Decimal, accrued: Decimal, rate: Decimal) -> Decimal | None:
        """The instalment from a date of principal on."""
        first = self.principal_dates[place]
        dates = [day for day in self.amortises or self.principal_dates if day >= first]
        if not self.amortises and self.maturity is not None and dates[-1] != self.maturity:
            dates = [*dates, self.maturity]
        if self.profile == "EQUAL_PRINCIPAL":
            return self._rounded(WIDE.divide(balance, Decimal(len(dates))))
        if self.profile != "ANNUITY":
            return None
        factor, total = _ONE, _ONE
        for start, end in pairwise(dates):
            top, bottom = self.part_of_year(start, end)
            growth = WIDE.add(_ONE, WIDE.divide(WIDE.multiply(rate, Decimal(top)), Decimal(bottom)))
            factor = WIDE.divide(factor, growth)
            total = WIDE.add(total, factor)
        return self._rounded(WIDE.divide(WIDE.add(balance, accrued), total))

    def _rounded(self, number: Decimal) -> Decimal:
        if self.places is None:
            return number
        return number.quantize(_ONE.scaleb(-self.places), context=WIDE)

    def _paid_on(self, day: date) -> date:
        return self.pay_days.get(day, day)
