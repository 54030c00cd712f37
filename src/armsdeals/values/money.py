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

Left out: sums known only roughly (`armsdeals.values.price`), rates, and newspaper wording.
"""

from __future__ import annotations

from decimal import Decimal
from functools import total_ordering
from typing import ClassVar

from armsdeals._fields import Leaf
from armsdeals._shown import shown
from armsdeals.errors import CurrencyMismatch, InvalidValue, UnknownName, suggestion
from armsdeals.values._iso4217 import CURRENCIES
from armsdeals.values.number import minus, plain_decimal, plus, product, quotient, rounded, shortest_decimal, to_decimal

_SCALES = (
    (Decimal(1_000_000_000_000), "trillion"),
    (Decimal(1_000_000_000), "billion"),
    (Decimal(1_000_000), "million"),
)
# What people write in place of a code. One sign stands for one currency or, as $ does, for many.
_SLIPS = {
    "$": ("USD", "CAD", "AUD"), "US$": ("USD",), "DOLLAR": ("USD", "CAD", "AUD"), "DOLLARS": ("USD", "CAD", "AUD"),
    "€": ("EUR",), "EURO": ("EUR",), "EUROS": ("EUR",), "£": ("GBP",), "POUND": ("GBP", "EGP"), "POUNDS": ("GBP", "EGP"),
    "¥": ("JPY", "CNY"), "YEN": ("JPY",), "YUAN": ("CNY",), "RMB": ("CNY",), "₽": ("RUB",), "ROUBLE": ("RUB", "SUR"),
    "RUBLE": ("RUB", "SUR"), "ROUBLES": ("RUB", "SUR"), "RUBLES": ("RUB", "SUR"), "₩": ("KRW",), "WON": ("KRW",),
    "₹": ("INR",), "RS": ("INR", "PKR"), "RUPEES": ("INR", "PKR"), "₺": ("TRY",), "TL": ("TRY",), "₪": ("ILS",),
    "NIS": ("ILS",), "NT$": ("TWD",), "NTD": ("TWD",), "STG": ("GBP",), "FRANC": ("CHF", "FRF"), "DM": ("DEM",),
}  # fmt: skip
_COUNTING = frozenset({"THOUSAND", "MILLION", "BILLION", "TRILLION", "K", "M", "MN", "MM", "B", "BN", "TN"})


def to_currency(code: str) -> str:
    """Return an ISO 4217 code, in force or withdrawn, in upper case.

    Raises:
        UnknownName: There is no such code; the error suggests some.
    """
    if not isinstance(code, str):
        raise TypeError(f"{shown(code)} is not a currency; write its ISO 4217 code as text, such as 'USD'")
    key = code.upper()
    if code.isascii() and key in CURRENCIES:
        return key
    if key.partition(" ")[0] in _COUNTING:
        raise UnknownName(
            f"{shown(code)} is not a currency; write the number in digits, such as 2500000000 USD or 2.5e9 USD"
        )
    swapped = tuple(known for known in CURRENCIES if sorted(known) == sorted(key[:4]))
    near = _SLIPS.get(key) or swapped or suggestion(key, CURRENCIES, most=3)
    hint = f"did you mean {_listed(near)}?" if near else "such as USD, EUR or RUB"
    raise UnknownName(f"{shown(code)} is not an ISO 4217 currency code; {hint}", suggestions=near)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:-1]) + " or " + names[-1] if len(names) > 1 else names[0]


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
