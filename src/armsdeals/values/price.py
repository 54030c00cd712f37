"""Price: a sum of money as it was reported, with all that keeps it from being added to another.

A report gives "about 3.44 billion dollars"; behind it stand a currency, perhaps a price year, and a basis: a contract, an
offer, the ceiling of a notification. Sums that differ in one of them are never added silently.

    >>> offer = Price("~3.44e9 USD offer")
    >>> print(offer, "is", offer.in_words)
    ~3440000000 USD OFFER is about 3.44 billion USD, offer
    >>> Price(">=2000000000 USD(2015) ESTIMATE").year
    2015
    >>> Price("2500000000 USD CONTRACT").times("0.55")
    Price('1375000000 USD COMPONENT')

``USD(2015)`` means dollars at the prices of 2015; without a year they are those of the time of the report. A price in
prices of a year knows at which rate to convert; of any other somebody has to say when it was meant:

    >>> Price("2000000000..2500000000 USD").real(base=2020, on="2017").price
    Price('2111708550.913838120104..2639635688.642297650131 USD(2020)')

Newspapers write sums in other ways; `Price.parse` reads them, and answers None where it is unsure:

    >>> Price.parse("approximately $3.44 billion"), Price.parse("3,4 bn")
    (Price('~3440000000 USD'), None)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, TypeVar

from attrs import frozen

from armsdeals._later import later
from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.errors import CurrencyMismatch, InvalidValue
from armsdeals.values.basis import ValueBasis
from armsdeals.values.conversion import Conversion, converted_spread, deflated, exchanged, places_of
from armsdeals.values.currency import to_currency
from armsdeals.values.money import Converted, Money, amount_in_words
from armsdeals.values.number import Flag, Spread, bounds, exactly, read_spread, rounded
from armsdeals.values.period import AnyDate, is_within, to_period
from armsdeals.values.price_index import PriceIndex
from armsdeals.values.rates import FindRate, Rates
from armsdeals.values.share import Share, to_share
from armsdeals.values.uncertain import Uncertain

if TYPE_CHECKING:
    from armsdeals.values import told_money
else:
    told_money = later("armsdeals.values.told_money")

T = TypeVar("T")
_WANTED = "2500000000 USD, ~3440000000 USD OFFER, >=2000000000 USD(2015) or 70000000..110000000 EUR"
_IN_YEAR = re.compile(r"(?P<currency>[^()]+)(?:\((?P<year>[0-9]{4})\))?")


class Price(Uncertain):
    """An uncertain sum of money, 0 or more.

    Attributes:
        low: The smallest amount it may be.
        best: The amount as stated; None for a bound or a range.
        high: The largest amount it may be; None where there is no upper bound.
        flag: In what way it is known.
        currency: The ISO 4217 code.
        basis: What the sum stands for; None where nobody says.
        year: The year whose prices it is in; None for prices of the time.

    Raises:
        InvalidValue: The text is no price, has no currency, or says something twice and differently.
        UnknownName: There is no such currency or basis.
        TypeError: The amount is a float.
    """

    __slots__ = ("basis", "currency", "year")
    currency: str
    basis: ValueBasis | None
    year: int | None
    example: ClassVar[str] = "~3440000000 USD OFFER"

    def __init__(
        self,
        value: str | int | Decimal | Money | Converted | Price,
        currency: str | None = None,
        *,
        basis: ValueBasis | str | None = None,
        year: int | None = None,
    ) -> None:
        own: tuple[str | None, ValueBasis | None, int | None] = (None, None, None)
        if isinstance(value, Price):
            spread, own = value.spread, (value.currency, value.basis, value.year)
        elif isinstance(value, Money):
            spread, own = exactly(value.amount), (value.currency, None, None)
        elif isinstance(value, Converted):
            spread, own = exactly(value.money.amount), (value.money.currency, None, value.year)
        elif isinstance(value, str):
            number, _, rest = value.partition(" ")
            spread = read_spread(number, what="a sum", wanted=_WANTED)
            own = _read_rest(rest, value) if rest else own
        else:
            spread = exactly(value)
        currency = _once("currency", own[0], to_currency(currency) if currency is not None else None)
        if currency is None:
            raise InvalidValue(f"{shown(value)} has no currency (expected {_WANTED})")
        basis = _once("basis", own[1], ValueBasis(basis) if basis is not None else None)
        year = _once("price year", own[2], _to_year(year))
        text = f"{spread.text} {currency}{f'({year})' if year else ''}{f' {basis}' if basis else ''}"
        self._hold(spread, text)
        self._set(currency=currency, basis=basis, year=year)

    def _with(self, spread: Spread, basis: ValueBasis | None) -> Price:
        return Price(spread.text, self.currency, basis=basis, year=self.year)

    @classmethod
    def between(
        cls,
        low: str | int | Decimal,
        high: str | int | Decimal | None,
        currency: str,
        basis: ValueBasis | str | None = None,
        year: int | None = None,
    ) -> Price:
        """Return the price between two amounts, both included; None leaves it open above."""
        return cls(bounds(low, high).text, currency, basis=basis, year=year)

    @property
    def money(self) -> Money | None:
        """The sum as stated, without its reserve; None for a bound or a range."""
        return None if self.best is None else Money(self.best, self.currency)

    @property
    def low_money(self) -> Money:
        """The smallest sum it may be."""
        return Money(self.low, self.currency)

    @property
    def high_money(self) -> Money | None:
        """The largest sum it may be; None where there is no upper bound."""
        return None if self.high is None else Money(self.high, self.currency)

    @property
    def in_words(self) -> str:
        """The price as one would print it: "about 3.44 billion USD, offer"."""
        told = f"{self.spread.in_words(amount_in_words)} {self.currency}"
        told += f" in prices of {self.year}" if self.year else ""
        told += " (in doubt)" if self.flag is Flag.DOUBTFUL else ""
        return f"{told}, {self.basis.in_words}" if self.basis else told

    @classmethod
    def parse(cls, text: str, *, currency: str | None = None) -> Price | None:
        """Read one sum as newspapers write it; None where it is unsure.

        Args:
            text: One phrase: "about $3.44 billion", "EUR70-110 m", "₹59,000 crore".
            currency: What a sign that several currencies share, or a number without one, is in. Where the text names
                another currency, the answer is None.

        Raises:
            TypeError: The phrase is no text.
            UnknownName: There is no such currency.
        """
        told = told_money.told_sum(text, currency=currency)
        return cls(told[0].text, told[1]) if told else None

    def on_basis(self, basis: ValueBasis | str) -> Price:
        """Return the price with a basis.

        Raises:
            InvalidValue: It has another basis already.
        """
        return Price(self, basis=basis)

    def narrowed(self, low: Decimal, high: Decimal | None, *, flags: Iterable[Flag] = ()) -> Price:
        """Return the price held between two bounds; ``flags`` are those of the prices that narrowed it."""
        return self._with(self.spread.narrowed(low, high, flags), self.basis)

    def times(self, share: Share | Decimal | str | int) -> Price:
        """Return the part that a share of 0 to 1 is; its basis is COMPONENT, for it overlaps the whole.

        Where a result needs more than 12 decimals, a point is rounded half to even and the ends of a range outwards.
        """
        return self._with(self.spread.times(to_share(share)), ValueBasis.COMPONENT)

    def to(
        self, currency: str, *, on: AnyDate | None = None, rates: Rates | FindRate | None = None, via: str | None = None
    ) -> ConvertedPrice:
        """Turn the price into another currency, as `Money.to` does; a date that leaves several rates open gives a range.

        ``on`` may be left out of a price in prices of a year, which is converted at the rate of that year.

        Raises:
            InvalidValue: No rate holds for that date, or nobody says of when the price is.
            UnknownName: There is no such currency.
        """
        how = exchanged(self.currency, currency, on=self._time(on), rates=rates, via=via)
        spread = converted_spread(self.spread, self.currency, how.ways)
        price = Price(spread.text, currency, basis=self.basis, year=self.year)
        return ConvertedPrice(on=how.on, ways=how.ways, before=self, price=price)

    def real(self, *, base: int, on: AnyDate | None = None, index: PriceIndex | None = None) -> ConvertedPrice:
        """Say the price in prices of another year, as `Money.real` does; a date over several years gives a range.

        Raises:
            InvalidValue: Nobody says of when the price is, or the index lacks a year.
            CurrencyMismatch: The index is that of another currency.
        """
        how = deflated(self.currency, base, on=self._time(on), index=index)
        spread = converted_spread(self.spread, self.currency, how.ways)
        price = Price(spread.text, self.currency, basis=self.basis, year=base)
        return ConvertedPrice(on=how.on, ways=how.ways, before=self, price=price)

    def _time(self, on: AnyDate | None) -> AnyDate:
        """Return when the price was meant; what is in prices of a year is of that year."""
        if self.year is None:
            if on is None:
                raise InvalidValue(f"nobody says of when {self} is; give on=, its day or year")
            return on
        if on is None:
            return self.year
        if not is_within(to_period(on), to_period(self.year)):
            raise InvalidValue(f"{self} is in prices of {self.year}, not of {to_period(on)}; leave on= out")
        return on

    def __add__(self, other: object) -> Price:
        if not isinstance(other, Price):
            return NotImplemented
        self._same_prices(other, f"add {other} to {self}")
        if self.basis is not other.basis:
            bases = " and ".join(price.basis.in_words if price.basis else "unknown" for price in (other, self))
            raise CurrencyMismatch(f"cannot add {other} to {self}; the bases differ ({bases}), bring them to one first")
        return self._with(self.spread.plus(other.spread), self.basis)

    def __radd__(self, other: object) -> Price:
        return self if type(other) is int and other == 0 else NotImplemented  # sum() begins with 0

    def meets(self, other: Price) -> bool:
        """Whether the two leave a common amount possible; the basis is not looked at.

        Raises:
            CurrencyMismatch: Currency or price year differ.
        """
        self._same_prices(other, f"compare {other} with {self}")
        return self.spread.meets(other.spread)

    def _same_prices(self, other: Price, what: str) -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"cannot {what}; the currencies differ, convert one of them first")
        if self.year != other.year:
            years = " and ".join(str(price.year or "current prices") for price in (other, self))
            # One rate leads from year to year; none leads from prices of a year to money that was paid over several.
            remedy = (
                "bring them to one year first"
                if self.year is not None and other.year is not None
                else "and neither sum tells how much of it falls in which year (see PriceClaim.in_prices_of)"
            )
            raise CurrencyMismatch(f"cannot {what}; the price years differ ({years}), {remedy}")


@frozen(kw_only=True, repr=False)
class ConvertedPrice(Conversion):
    """A price turned into another: ``.price``, with ``.rate``, ``.period``, ``.source`` and ``.note``.

    Attributes:
        before: The price as it was.
        price: What it became, to 12 decimals.
    """

    before: Price
    price: Price

    __repr__ = short_repr

    @property
    def money(self) -> Money | None:
        """The sum without its reserve; None for a bound or a range."""
        return self.price.money

    def __str__(self) -> str:
        places = places_of(self.price.currency)
        low, high = rounded(self.price.low, places=places), self.price.high
        most = None if high is None else rounded(high, places=places)
        short = Spread(low, None if self.price.best is None else low, most, self.price.flag)
        return self._told(self.price._with(short, self.price.basis).in_words)  # noqa: SLF001  # of the same file


def _read_rest(rest: str, whole: str) -> tuple[str, ValueBasis | None, int | None]:
    """Read what follows the number: ``USD``, ``USD(2015)``, then a basis."""
    head, blank, basis = rest.partition(" ")
    found = _IN_YEAR.fullmatch(head)
    if not found or (blank and not basis):
        raise InvalidValue(f"{shown(whole)} is not a price (expected {_WANTED})")
    currency = to_currency(found["currency"])
    return currency, ValueBasis(basis) if basis else None, _to_year(int(found["year"])) if found["year"] else None


def _to_year(year: int | None) -> int | None:
    if year is None:
        return None
    if not isinstance(year, int) or isinstance(year, bool):
        raise TypeError(f"{shown(year)} is not a price year; write it as a whole number, such as 2015")
    if not 1000 <= year <= 9999:  # noqa: PLR2004  # years have four digits here
        raise InvalidValue("the price year does not fit (expected 1000 to 9999)")
    return year


def _once(what: str, own: T | None, given: T | None) -> T | None:
    if own is not None and given is not None and own != given:
        raise InvalidValue(f"the {what} is given twice, as {own} and as {given}; keep one")
    return own if given is None else given


@lru_cache(maxsize=65_536)
def _read(text: str) -> Price:
    return Price(text)


def to_price(value: str | Money | Price) -> Price:
    """Return the price itself, or read it from its text or from an exact sum."""
    if isinstance(value, Price):
        return value
    if isinstance(value, str):
        return _read(value)
    if isinstance(value, Money):
        return Price(value)
    raise TypeError(f"{shown(value)} is not a price; write it as text, such as '{Price.example}'")
