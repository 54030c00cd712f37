"""Rows: one thing that falls due under a financing, as a line of its schedule.

    >>> from decimal import Decimal
    >>> row = ScheduleRow(date(2019, 1, 1), ScheduleRowKind.REPAYMENT, "loan", Decimal("500.00"), Decimal("50.00"), Decimal(0), Decimal("500.00"))
    >>> row.paid, row.kind
    (Decimal('550.00'), ScheduleRowKind.REPAYMENT)

Left out: who paid late, and what was paid in fact (`Payment`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from attrs import frozen

from armsdeals._fields import Word
from armsdeals._printed import short_repr
from armsdeals.model.financing.repayment import WIDE
from armsdeals.values.price import Price

_ZERO = Decimal(0)


def money_of(price: Price) -> str:
    """Return in which money a price is: a code, and the year where it is in prices of a year: "USD", "USD(2015)"."""
    return f"{price.currency}({price.year})" if price.year else price.currency


class ScheduleRowKind(Word):
    """What falls due."""

    DRAWING = "DRAWING"  # the lender pays; the recipient owes from now on
    PAYMENT = "PAYMENT"  # a part of the price, from the recipient's own money
    REPAYMENT = "REPAYMENT"  # principal, with the interest of the period
    INTEREST = "INTEREST"  # interest alone
    CAPITALISED = "CAPITALISED"  # interest that is added to the balance and not paid
    FEE = "FEE"  # fees and premiums
    RENT = "RENT"  # the fee of a lease
    PURCHASE = "PURCHASE"  # the price of the option at the end of a lease
    GOODS = "GOODS"  # goods, at their agreed worth
    SETTLEMENT = "SETTLEMENT"  # a debt of the supplier that is set off


class ScheduleRow(NamedTuple):
    """One line of a schedule. What the recipient pays is principal, interest and fee together.

    Attributes:
        date: The day of payment.
        kind: What falls due.
        instrument: The key or name of the way of paying.
        principal: What of the price or credit is paid; goods and rent count here at their worth.
        interest: Interest that is paid.
        fee: Fees and premiums.
        balance: What is owed after it.
        drawn: What the lender pays out; no payment of the recipient.
        currency: The code, and the year where sums are in prices of a year: "USD", "USD(2015)".
    """

    date: dt.date
    kind: ScheduleRowKind
    instrument: str
    principal: Decimal
    interest: Decimal
    fee: Decimal
    balance: Decimal
    drawn: Decimal = _ZERO
    currency: str = ""

    @property
    def paid(self) -> Decimal:
        """What the recipient pays in all, in the currency of the row."""
        return self.principal + self.interest + self.fee


@frozen(kw_only=True, repr=False)
class Setting:
    """What a way of paying needs beside its own terms to be reckoned.

    Attributes:
        name: Its key or name.
        amount: Its sum; None if unknown.
        currency: The code, and the year where sums are in prices of a year.
        start: The day on which it begins.
        places: Decimals to which sums are rounded; None leaves them exact.
        holidays: Days without business beside weekends.
    """

    name: str
    amount: Decimal | None
    currency: str
    start: date
    places: int | None = 2
    holidays: AbstractSet[date] = frozenset()

    __repr__ = short_repr

    @property
    def total(self) -> Decimal:
        """The sum, where it must be known."""
        return self.amount if self.amount is not None else _ZERO

    def rounded(self, number: Decimal) -> Decimal:
        """Return a number rounded half to even to the decimals of this schedule."""
        return number if self.places is None else WIDE.quantize(number, Decimal(1).scaleb(-self.places))

    def paid(self, day: date, kind: ScheduleRowKind, amount: Decimal) -> ScheduleRow:
        """Return a row of one sum that leaves nothing owed."""
        return ScheduleRow(day, kind, self.name, amount, _ZERO, _ZERO, _ZERO, _ZERO, self.currency)

    def fee(self, day: date, amount: Decimal, balance: Decimal = _ZERO) -> ScheduleRow:
        """Return a row of a fee."""
        return ScheduleRow(day, ScheduleRowKind.FEE, self.name, _ZERO, _ZERO, amount, balance, _ZERO, self.currency)
