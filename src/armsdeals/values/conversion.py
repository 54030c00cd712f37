"""Conversions: what a sum was turned into, with the rate, its days and its source, so that nobody has to take it on trust.

    >>> from armsdeals.values.money import Money
    >>> price = Money("2500000000 USD").to("EUR", on="2017-12-27")
    >>> price.money.rounded(), price.rate, price.period, price.source
    (Money('2212976896.52 EUR'), Decimal('1.1297'), When('2017'), 'ECB euro reference rates')
    >>> print(price.note)
    the average of 2017 stands for 2017-12-27

A result is exact where 12 decimals hold it and is rounded there half to even, once, however many rates took part; the
ends of a range are rounded outwards. ``rounded()`` of the result goes on to cents. Left out: fees and spreads of banks.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, InvalidOperation

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals._shown import plain, shown
from armsdeals.errors import CurrencyMismatch, InvalidValue
from armsdeals.values._iso4217 import CURRENCIES
from armsdeals.values.exchange_rate import ExchangeRate
from armsdeals.values.number import Spread, rounded
from armsdeals.values.period import AnyDate, in_spans, is_within, to_period, years_of
from armsdeals.values.price_index import PriceChange, PriceIndex
from armsdeals.values.rates import FindRate, Rates, to_rates
from armsdeals.values.when import When

Step = ExchangeRate | PriceChange
Way = tuple[Step, ...]

# A sum and two rates have at most 126 digits together; a quotient is cut far below its last kept digit.
_WIDE = Context(prec=400, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation])
_ONE = Decimal(1)
_CENTS = 2  # shown of a currency without a minor unit


@frozen(kw_only=True, repr=False)
class Conversion:
    """By which rates a sum was turned into another.

    Attributes:
        on: The date of the sum, as asked.
        ways: The rates that took part: one way as a rule, several where the date leaves open which rate holds. A way
            holds no rate for a sum that has its currency already, and two where it went through a third currency.
    """

    on: When
    ways: tuple[Way, ...]

    __repr__ = short_repr

    @property
    def rates(self) -> tuple[Step, ...]:
        """Every rate that took part, each once."""
        return tuple(dict.fromkeys(step for way in self.ways for step in way))

    @property
    def rate(self) -> Decimal | None:
        """The rate as its source quotes it (see ``rates`` for its currencies); None where none or several took part."""
        return self.rates[0].rate if len(self.rates) == 1 else None

    @property
    def period(self) -> When | None:
        """The days for which the rate holds; None where none or several took part."""
        return self.rates[0].period if len(self.rates) == 1 else None

    @property
    def source(self) -> str:
        """Who publishes the rates; empty where none took part."""
        return "; ".join(dict.fromkeys(step.source for step in self.rates))

    @property
    def year(self) -> int | None:
        """The year whose prices the result is in; None for prices of the time."""
        return next((step.base for step in self.rates if isinstance(step, PriceChange)), None)

    @property
    def note(self) -> str:
        """What a reader must know: which average stands for a day, that the date leaves several rates open."""
        notes = [
            f"the {'average' if step.average else 'rate'} of {step.period} stands for {self.on}"
            for step in self.rates
            if isinstance(step, ExchangeRate) and is_within(self.on, step.period) and step.period.text != self.on.text
        ]
        if len(self.ways) > 1:
            notes.append(f"{self.on} leaves {len(self.ways)} rates open, so the result is a range")
        return "; ".join(dict.fromkeys([*notes, *(step.note for step in self.rates if step.note)]))

    def _told(self, result: str) -> str:
        ways = " or ".join(" and ".join(map(str, way)) for way in self.ways if way)
        return plain(f"{result} at {ways}" if ways else f"{result}, as it was")


def exchanged(currency: str, to: str, *, on: AnyDate, rates: Rates | FindRate | None, via: str | None) -> Conversion:
    """Return the rates by which sums of a currency are turned into another."""
    when = to_period(on)
    return Conversion(on=when, ways=to_rates(rates).ways(currency, to, on=when, via=via))


def deflated(currency: str, base: int, *, on: AnyDate, index: PriceIndex | None) -> Conversion:
    """Return how prices changed from each year that a date leaves possible to the base year.

    Raises:
        CurrencyMismatch: The index is that of another currency.
        InvalidValue: A year has no level.
    """
    if index is not None and not isinstance(index, PriceIndex):
        raise TypeError(f"{shown(index)} is no price index; read one with PriceIndex.from_csv(...)")
    when, prices = to_period(on), PriceIndex.bundled() if index is None else index
    if prices.currency != currency:
        raise CurrencyMismatch(
            f"{plain(prices.name)} is an index of prices in {prices.currency}, not in {currency}; give index=, or convert "
            f"the sum at the rate of its time first"
        )
    return Conversion(on=when, ways=tuple((prices.change(year, base),) for year in years_of(when)))


def the_way(conversion: Conversion) -> Way:
    """Return the one way; an exact sum cannot go several.

    Raises:
        InvalidValue: The date leaves several rates open.
    """
    if len(conversion.ways) > 1:
        raise InvalidValue(
            f"{conversion.on} leaves {len(conversion.ways)} rates open "
            f"({in_spans(step.period for step in conversion.rates)}); name one of these times, convert the part of each "
            "by itself and add the parts, or convert Price(sum) to get a range"
        )
    return conversion.ways[0]


def converted(amount: Decimal, currency: str, way: Way, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """Return an amount after every step of a way, rounded once, at 12 decimals."""
    up = down = _ONE
    for step in way:
        more, less, currency = step.turn(currency)
        up, down = _WIDE.multiply(up, more), _WIDE.multiply(down, less)
    if up == down:
        return amount
    return rounded(_WIDE.divide(_WIDE.multiply(amount, up), down), rounding=rounding)


def converted_spread(spread: Spread, currency: str, ways: tuple[Way, ...]) -> Spread:
    """Return every amount that a spread may have become; the ends of a range are rounded outwards."""
    if spread.low == spread.high:
        points = {converted(spread.low, currency, way) for way in ways}
        if len(points) == 1:
            (point,) = points
            return Spread.of(point, point, (spread.flag,))
    low = min(converted(spread.low, currency, way, ROUND_FLOOR) for way in ways)
    high = spread.high
    most = None if high is None else max(converted(high, currency, way, ROUND_CEILING) for way in ways)
    return Spread.of(low, most, (spread.flag,))


def places_of(currency: str) -> int:
    """Return how many decimals are shown of a sum."""
    minor = CURRENCIES[currency][1]
    return _CENTS if minor is None else minor
