"""One money: the price of an offer in the currency of the comparison, where the caller gives the rates for it.

    >>> from armsdeals.analysis._terms import terms_of
    >>> from armsdeals.model.offer import Offer
    >>> from armsdeals.values.rates import Rates
    >>> bid = terms_of(Offer(key="bid", value="100e6 USD offer", when="2017-12-27"))
    >>> found = priced(bid, None, "EUR", Rates.bundled())
    >>> found.told.cell
    Price('88519075.86 EUR OFFER')
    >>> found.told.remarks[0]
    'converted: 88,519,075.86 EUR, offer at 1.1297 USD per EUR (average of 2017; ECB euro reference rates), for 100 million USD, offer, of 2017-12-27; the average of 2017 stands for 2017-12-27'

A price that somebody tells in the currency itself is never converted. What is converted is a price of its own day: the day that
its claim tells, else the one on which it became known. Converted prices are
rounded to the cent. Left out: rates of the day of comparison.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN
from typing import NamedTuple

from attrs import evolve

from armsdeals.analysis._paying import answer_of, money_in_words, price_of
from armsdeals.analysis._terms import Terms, Told
from armsdeals.analysis.cells import NoValue, Range, Rivals
from armsdeals.errors import ArmsDealsError, InvalidValue
from armsdeals.values.basis import ValueBasis
from armsdeals.values.claim import Claim
from armsdeals.values.conversion import converted_spread, places_of
from armsdeals.values.number import Spread, rounded
from armsdeals.values.price import ConvertedPrice, Price
from armsdeals.values.rates import FindRate, Rates

CONVERTED = "converted: "  # how a remark on a converted price begins


class Priced(NamedTuple):
    """A price in the currency of the comparison, and as it was told.

    Attributes:
        told: The price that is compared.
        own: The price that the terms of payment are parts of.
        how: By which rate the one became the other; None where nothing was converted, or rivals were.
    """

    told: Told
    own: Told
    how: ConvertedPrice | None = None


def priced(
    terms: Terms,
    basis: ValueBasis | None,
    currency: str | None,
    rates: Rates | FindRate | None,
    via: str | None = None,
) -> Priced:
    """Return the price, converted where it is told in other money only and rates are given."""
    told = price_of(terms, basis, currency)
    if rates is None or currency is None or told.cell is not NoValue.UNKNOWN:
        return Priced(told, told)
    answer, own = answer_of(terms, basis, None), price_of(terms, basis, None)
    decided = answer.decided_by[:1] if answer.value is not None else answer.open
    pairs = [(claim, claim.value if answer.value is None else answer.value) for claim in decided]
    try:
        found = [_converted(claim, price, currency, rates, via) for claim, price in pairs if isinstance(price, Price)]
    except ArmsDealsError as error:
        return Priced(told._replace(remarks=(*told.remarks, f"not converted: {error}")), told)
    if not found:
        return Priced(told, told)
    remarks = tuple(f"{CONVERTED}{_how_in_words(how)}" for how in found)
    prices = list(dict.fromkeys(how.price for how in found))
    cell = prices[0] if len(prices) == 1 else Rivals(prices)
    one = found[0] if isinstance(own.cell, Price) and len(prices) == 1 else None
    return Priced(Told(cell, (*remarks, *own.remarks), own.sources), own, one)


def worth_in(told: Told, found: Priced) -> Told:
    """Return a worth that was reckoned in the money of the price, at the rate at which the price was converted."""
    how, cell = found.how, told.cell
    if how is None or not isinstance(cell, Range) or cell.low is None or cell.unit != money_in_words(how.before):
        return told
    spread = converted_spread(Spread.of(cell.low, cell.high, ()), how.before.currency, how.ways)
    remark = f"converted at the rate of the price: {'; '.join(map(str, how.rates))}"
    worth = evolve(cell, low=spread.low, high=spread.high, unit=money_in_words(how.price))
    return told._replace(cell=worth, remarks=(*told.remarks, remark))


def _converted(claim: Claim, price: Price, currency: str, rates: Rates | FindRate, via: str | None) -> ConvertedPrice:
    on = None if price.year else claim.when or claim.known
    if on is None and not price.year:
        raise InvalidValue(f"nobody says of when {price.in_words} is; give its claim a day (when)")
    found = price.to(currency, on=on, rates=rates, via=via)
    return evolve(found, price=_to_the_cent(found.price))


def _to_the_cent(price: Price) -> Price:
    """A rate has no more digits to give; ends of a range are rounded outwards."""
    places = places_of(price.currency)
    down, up = (ROUND_HALF_EVEN,) * 2 if price.best is not None else (ROUND_FLOOR, ROUND_CEILING)
    low = rounded(price.low, places=places, rounding=down)
    high = None if price.high is None else rounded(price.high, places=places, rounding=up)
    return Price(Spread.of(low, high, (price.flag,)).text, price.currency, basis=price.basis, year=price.year)


def _how_in_words(how: ConvertedPrice) -> str:
    note = f"; {how.note}" if how.note else ""
    return f"{how}, for {how.before.in_words}, of {how.on}{note}"
