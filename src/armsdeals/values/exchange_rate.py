"""Exchange rates: how much of one currency was given for one of another, for which days, and who says so.

    >>> rate = ExchangeRate(base="EUR", quote="USD", rate="1.1297", period="2017", source="ECB", average=True)
    >>> print(rate)
    1.1297 USD per EUR (average of 2017; ECB)
    >>> ExchangeRate(base="EUR", quote="USD", rate="0", period="2017", source="ECB")
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: rate: 0 is not an exchange rate (expected more than 0)

A rate is kept as its source quotes it; the other way round it divides. Left out: bid and ask, forward rates, and the
hour of a fixing.
"""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen

from armsdeals._fields import Name, Text, checked
from armsdeals._printed import short_repr
from armsdeals._shown import plain
from armsdeals.errors import InvalidValue
from armsdeals.values.currency import to_currency
from armsdeals.values.number import plain_decimal, to_decimal
from armsdeals.values.period import to_period
from armsdeals.values.when import When

_ONE = Decimal(1)


def _positive(value: str | int | Decimal) -> Decimal:
    number = to_decimal(value)
    if number <= 0:
        raise InvalidValue(f"{plain_decimal(number)} is not an exchange rate (expected more than 0)")
    return number


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class ExchangeRate:
    """So many units of one currency for one unit of another.

    Attributes:
        base: The currency of which there is one.
        quote: The currency that is counted.
        rate: Units of ``quote`` for one of ``base``, more than 0.
        period: The days for which it holds: a day, a month, a year or an interval; a whole number is a year.
        source: Who publishes it.
        note: What else there is to know of it.
        average: Whether it is the average over its period.
    """

    base: str = field(converter=to_currency)
    quote: str = field(converter=to_currency)
    rate: Decimal = field(converter=_positive)
    period: When = field(converter=to_period)
    source: Name
    note: Text = ""
    average: bool = False

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.base == self.quote:
            raise InvalidValue(f"a rate is between two currencies, and both are {self.base}", path=("quote",))

    @property
    def quoted(self) -> str:
        """The rate as it is read out: "1.1297 USD per EUR"."""
        return f"{plain_decimal(self.rate)} {self.quote} per {self.base}"

    @property
    def holds_for(self) -> str:
        """For which days, in words: "average of 2017", "2017-12-27"."""
        return f"average of {self.period}" if self.average else f"{self.period}"

    def turn(self, currency: str) -> tuple[Decimal, Decimal, str]:
        """Return what to multiply and what to divide a sum of one of its currencies by, and the currency it then has."""
        return (self.rate, _ONE, self.quote) if currency == self.base else (_ONE, self.rate, self.base)

    def __str__(self) -> str:
        return plain(f"{self.quoted} ({self.holds_for}; {self.source})")
