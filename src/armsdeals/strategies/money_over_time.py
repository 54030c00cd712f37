"""Money over time: exchange rates and tables of them, price indices, and sums that were turned into others.

>>> from hypothesis import find
>>> print(find(rate_tables(currencies=("EUR", "USD"), years=[2017]), lambda _: True).rows[0])
1 USD per EUR (2017; a)
>>> find(price_indexes(), lambda index: index.level(index.years[-1]) > index.level(index.years[0])).currency
'USD'

Left out: tables that ask a function.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import strategies as st

from armsdeals.strategies.slots import slots
from armsdeals.strategies.values import CURRENCIES, kept, moneys, prices, slugs, texts, whens
from armsdeals.values.exchange_rate import ExchangeRate
from armsdeals.values.money import Converted
from armsdeals.values.price import ConvertedPrice
from armsdeals.values.price_index import PriceChange, PriceIndex
from armsdeals.values.rates import Rates, RateTable

_YEARS = (2000, 2001, 2002, 2003)
_POWERS = (0, 0, 2, 4, 6)  # decimals of a rate
_NOTES = texts(max_size=8)
_NUMBERS = st.builds(lambda n, places: Decimal(n).scaleb(-places), st.integers(1, 10**7), st.sampled_from(_POWERS))


@kept
def exchange_rates(
    *, currencies: Sequence[str] = CURRENCIES, years: Sequence[int] | None = None
) -> st.SearchStrategy[ExchangeRate]:
    """Rates between two currencies, for a day, a month, a year or other days; with ``years``, for one of these.

    Args:
        currencies: Between which of them; two at least.
        years: The years of which a rate is one.
    """
    pairs = [(base, quote) for base in currencies for quote in currencies if base != quote]
    periods = whens().filter(lambda when: not when.is_open) if years is None else st.sampled_from(years)
    return st.builds(
        lambda pair, **parts: ExchangeRate(base=pair[0], quote=pair[1], **parts),
        st.sampled_from(pairs), rate=_NUMBERS, period=periods, source=slugs(), note=_NOTES, average=st.booleans(),
    )  # fmt: skip


@kept
def rate_tables(
    *, currencies: Sequence[str] = CURRENCIES, years: Sequence[int] | None = None
) -> st.SearchStrategy[Rates]:
    """Tables of rates; with ``years``, full ones of the euro in each of the other currencies for each of these.

    Args:
        currencies: Between which of them; two at least.
        years: The years that the table has, without a gap.
    """
    if years is None:
        return slots(exchange_rates(currencies=currencies), most=6).map(_without_overlaps)
    cells = [(quote, year) for quote in currencies if quote != "EUR" for year in years]

    def full(numbers: list[Decimal], source: str) -> Rates:
        told = zip(cells, numbers, strict=True)
        return Rates(
            ExchangeRate(base="EUR", quote=quote, rate=n, period=year, source=source) for (quote, year), n in told
        )

    return st.builds(full, st.lists(_NUMBERS, min_size=len(cells), max_size=len(cells)), slugs())


def _without_overlaps(rows: list[ExchangeRate]) -> Rates:
    kept_rows: list[ExchangeRate] = []
    for row in rows:
        if not any(row.period.overlaps(one.period) for one in RateTable(kept_rows).between(row.base, row.quote)):
            kept_rows.append(row)
    return Rates(kept_rows)


@kept
def price_indexes(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[PriceIndex]:
    """Levels of prices for four years that follow each other, and for later ones."""
    more = st.dictionaries(st.integers(2004, 2030), _NUMBERS, max_size=3)
    levels = st.builds(
        lambda first, later: dict(zip(_YEARS, first, strict=True)) | later,
        st.lists(_NUMBERS, min_size=len(_YEARS), max_size=len(_YEARS)), more,
    )  # fmt: skip
    return st.builds(
        PriceIndex, currency=st.sampled_from(currencies), name=slugs(), source=slugs(), levels=levels, note=_NOTES
    )


@kept
def price_changes() -> st.SearchStrategy[PriceChange]:
    """How prices changed between two of four years."""
    year = st.sampled_from(_YEARS)
    return st.builds(lambda index, start, base: index.change(start, base), price_indexes(), year, year)


@kept
def converted_moneys() -> st.SearchStrategy[Converted]:
    """Exact sums that were turned into another currency, at one rate, or into prices of another year."""
    year, currency = st.sampled_from(_YEARS), st.sampled_from(CURRENCIES)
    return st.builds(
        lambda money, to, on, rates: money.to(to, on=on, rates=rates, via=_via(money.currency, to)),
        moneys(), currency, year, rate_tables(years=_YEARS),
    ) | st.builds(
        lambda money, index, on, base: money.real(base=base, on=on, index=index),
        moneys(currencies=("USD",)), price_indexes(currencies=("USD",)), year, year,
    )  # fmt: skip


@kept
def converted_prices() -> st.SearchStrategy[ConvertedPrice]:
    """Prices that were turned into another currency, some at one of several rates."""
    times = st.sampled_from(("2000", "2001-03", "2001-12/2002-01", "2000/2003"))
    return st.builds(
        lambda price, to, on, rates: price.to(
            to, on=None if price.year else on, rates=rates, via=_via(price.currency, to)
        ),
        prices(), st.sampled_from(CURRENCIES), times, rate_tables(years=(1990, *_YEARS, 2015)),
    )  # fmt: skip


def _via(start: str, end: str) -> str | None:
    """Return the euro, where there is no rate between two currencies."""
    return None if "EUR" in (start, end) or start == end else "EUR"
