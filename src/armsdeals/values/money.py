"""Money: an exact sum in one currency.

Amounts are decimals from text to text, and two currencies never meet in one sum: a rate belongs to a day and has a
source, so converting is a step of its own.

    >>> Money("2.5e9", "USD"), Money("2500000000 USD").in_words
    (Money('2500000000 USD'), '2.5 billion USD')
    >>> sum([Money("1.50", "EUR"), Money("2", "EUR")])
    Money('3.50 EUR')
    >>> Money("5.00", "USD") + Money("10.00", "EUR")
    Traceback (most recent call last):
    armsdeals.errors.CurrencyMismatch: cannot add 10.00 EUR to 5.00 USD; convert one of them first

    >>> print(Money("2.5e9", "USD").to("EUR", on="2017"))
    2,212,976,896.52 EUR at 1.1297 USD per EUR (average of 2017; ECB euro reference rates)

Newspapers often give a sum with a reserve, so that what `Money.parse` reads is a `Price`, an interval with a flag:

    >>> Money.parse("about $3.44 billion"), Money.parse("3,4 bn")
    (Price('~3440000000 USD'), None)

Left out: sums known only roughly (`armsdeals.values.price`).
"""

from __future__ import annotations

from decimal import Decimal
from functools import total_ordering
from importlib import import_module
from typing import ClassVar, Protocol

from attrs import frozen

from armsdeals._fields import Leaf
from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.errors import CurrencyMismatch, InvalidValue
from armsdeals.values._iso4217 import CURRENCIES
from armsdeals.values.conversion import Conversion, converted, deflated, exchanged, places_of, the_way
from armsdeals.values.currency import to_currency
from armsdeals.values.number import (
    Flag,
    minus,
    plain_decimal,
    plus,
    product,
    quotient,
    rounded,
    shortest_decimal,
    to_decimal,
)
from armsdeals.values.period import AnyDate
from armsdeals.values.price_index import PriceIndex
from armsdeals.values.rates import FindRate, Rates

# A price is made of sums, so its file stands above this one; here it is only asked for once somebody reads wording.
_PRICES = "armsdeals.values.price"
_SCALES = (
    (Decimal(1_000_000_000_000), "trillion"),
    (Decimal(1_000_000_000), "billion"),
    (Decimal(1_000_000), "million"),
)


class SumOfMoney(Protocol):
    """What `Money.parse` gives: a `Price`, as far as it can be told here, where sums without reserve are made."""

    @property
    def low(self) -> Decimal:
        """The smallest amount it may be."""

    @property
    def best(self) -> Decimal | None:
        """The amount as stated; None for a bound or a range."""

    @property
    def high(self) -> Decimal | None:
        """The largest amount it may be; None where there is no upper bound."""

    @property
    def flag(self) -> Flag:
        """In what way it is known."""

    @property
    def currency(self) -> str:
        """The ISO 4217 code."""

    @property
    def money(self) -> Money | None:
        """The sum as stated, without its reserve; None for a bound or a range."""

    @property
    def low_money(self) -> Money:
        """The smallest sum it may be."""

    @property
    def high_money(self) -> Money | None:
        """The largest sum it may be; None where there is no upper bound."""

    @property
    def in_words(self) -> str:
        """The sum as one would print it: "about 3.44 billion USD"."""


@total_ordering
class Money(Leaf):
    """A sum of money, positive or negative; equal when amount and currency are (10 USD is 10.00 USD).

    Attributes:
        amount: The exact number, up to 30 digits before the point and 12 after it.
        currency: The ISO 4217 code.

    Raises:
        InvalidValue: The amount is no number, or there is no currency.
        UnknownName: There is no such currency.
        TypeError: The amount is a float.
    """

    __slots__ = ("amount", "currency")
    amount: Decimal
    currency: str
    example: ClassVar[str] = "2500000000 USD"

    def __init__(self, amount: str | int | Decimal, currency: str | None = None) -> None:
        """Take an amount and its currency, or one text with both: ``Money("2500000000 USD")``."""
        if currency is None and isinstance(amount, str):
            amount, _, currency = amount.partition(" ")
        if not currency:
            told = shown(amount) if isinstance(amount, str) else plain_decimal(to_decimal(amount))
            raise InvalidValue(f"{told} has no currency (expected a number and a code, such as {self.example})")
        number, code = to_decimal(amount), to_currency(currency)
        self._set(text=f"{plain_decimal(number)} {code}", amount=number, currency=code)

    @staticmethod
    def parse(text: str, *, currency: str | None = None) -> SumOfMoney | None:
        """Read one sum as newspapers write it, as a `Price`; None where it is unsure.

        Args:
            text: One phrase: "about $3.44 billion", "EUR70-110 m", "₹59,000 crore".
            currency: What a shared sign or a bare number is in (see `Price.parse`).

        Raises:
            TypeError: The phrase is no text.
            UnknownName: There is no such currency.
        """
        told: SumOfMoney | None = import_module(_PRICES).Price.parse(text, currency=currency)
        return told

    def _with(self, amount: Decimal) -> Money:
        return Money(amount, self.currency)

    @property
    def in_words(self) -> str:
        """The exact sum as one would print it: "2.5 billion USD", but "1,234,567 USD"."""
        return f"{amount_in_words(self.amount)} {self.currency}"

    @property
    def is_positive(self) -> bool:
        """Whether it is more than nothing."""
        return self.amount > 0

    def rounded(self, places: int | None = None) -> Money:
        """Round half to even, to so many decimals or to the minor unit of the currency.

        Raises:
            InvalidValue: The standard gives no minor unit, so ``places`` is needed.
        """
        if places is None:
            places = CURRENCIES[self.currency][1]
        if places is None:
            raise InvalidValue(f"ISO 4217 gives no minor unit for {self.currency}; say how many places")
        return self._with(rounded(self.amount, places=places))

    def to(
        self, currency: str, *, on: AnyDate, rates: Rates | FindRate | None = None, via: str | None = None
    ) -> Converted:
        """Turn the sum into another currency at the rate of its time.

        Args:
            currency: The currency wanted.
            on: When the sum was meant: EDTF text, a day, or a year as a whole number.
            rates: Where rates come from: a table, or a function (see `Rates.from_callable`). If left out, annual
                averages of the European Central Bank's reference rates, all against the euro.
            via: A third currency through which to go where there is no rate between the two.

        Raises:
            InvalidValue: No rate holds for that date, or it leaves several open; the message says what there is.
            UnknownName: There is no such currency.
        """
        how = exchanged(self.currency, currency, on=on, rates=rates, via=via)
        money = Money(converted(self.amount, self.currency, the_way(how)), currency)
        return Converted(on=how.on, ways=how.ways, before=self, money=money)

    def real(self, *, base: int, on: AnyDate | None = None, index: PriceIndex | None = None) -> Converted:
        """Say the sum in prices of another year.

        A total that was paid over several years has no year: take the part of each by itself, and add the parts.

        Args:
            base: The year in whose prices it is wanted.
            on: When the sum was meant; a sum of money does not know.
            index: How prices changed. If left out, the US consumer price index (`armsdeals.values.price_index`), which is for USD only.

        Raises:
            InvalidValue: Nobody says of when the sum is, it may be of several years, or the index lacks a year.
            CurrencyMismatch: The index is that of another currency.
        """
        if on is None:
            raise InvalidValue(f"nobody says of which year {self} is; give on=, its day or year")
        how = deflated(self.currency, base, on=on, index=index)
        money = self._with(converted(self.amount, self.currency, the_way(how)))
        return Converted(on=how.on, ways=how.ways, before=self, money=money)

    def _same(self, other: Money, what: str) -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"cannot {what}; convert one of them first")

    def __add__(self, other: object) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other, f"add {other} to {self}")
        return self._with(plus(self.amount, other.amount))

    def __radd__(self, other: object) -> Money:
        return self if type(other) is int and other == 0 else NotImplemented  # sum() begins with 0

    def __sub__(self, other: object) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other, f"subtract {other} from {self}")
        return self._with(minus(self.amount, other.amount))

    def __neg__(self) -> Money:
        return self._with(self.amount.copy_negate() if self.amount else self.amount)

    def __abs__(self) -> Money:
        return self._with(self.amount.copy_abs())

    def __mul__(self, factor: int | Decimal) -> Money:
        """Multiply; exact where 12 decimals hold the result, else rounded there half to even."""
        if not isinstance(factor, (int, float, Decimal)):
            return NotImplemented
        return self._with(product(self.amount, to_decimal(factor)))  # which refuses a float

    __rmul__ = __mul__

    def __truediv__(self, divisor: int | Decimal) -> Money:
        """Divide; exact where 12 decimals hold the result, else rounded there half to even."""
        if not isinstance(divisor, (int, float, Decimal)):
            return NotImplemented
        return self._with(quotient(self.amount, to_decimal(divisor)))  # which refuses a float

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.currency == other.currency and self.amount == other.amount

    def __hash__(self) -> int:
        return hash((self.amount, self.currency))

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        self._same(other, f"compare {self} with {other}")
        return self.amount < other.amount


@frozen(kw_only=True, repr=False)
class Converted(Conversion):
    """A sum turned into another: ``.money``, with ``.rate``, ``.period``, ``.source``, ``.note``, and ``.year`` if real.

    In prices of another year, make a price of it, which cannot be added to sums of other prices: ``Price(converted)``.

    Attributes:
        before: The sum as it was.
        money: What it became, to 12 decimals; ``money.rounded()`` goes on to the minor unit.
    """

    before: Money
    money: Money

    __repr__ = short_repr

    def __str__(self) -> str:
        in_year = f" in prices of {self.year}" if self.year else ""
        return self._told(self.money.rounded(places_of(self.money.currency)).in_words + in_year)


def amount_in_words(amount: Decimal) -> str:
    """Return an amount with the largest scale word that needs 3 decimals at most, else with thousands commas."""
    for scale, word in _SCALES:
        if amount.copy_abs() >= scale:
            parts = quotient(amount, scale)
            if product(parts, scale) == amount and parts == rounded(parts, places=3):
                return f"{Decimal(shortest_decimal(parts)):,f} {word}"
    return format(amount, ",f")


def to_money(value: str | Money) -> Money:
    """Return the sum itself, or read it from a text such as ``2500000000 USD``."""
    return value if isinstance(value, Money) else Money(value)
