"""Values: texts, dates, numbers, money, countries.

Strategies are kept once made, since Hypothesis checks each new object again before it draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from armsdeals.values._countries import COUNTRIES
from armsdeals.values.basis import ValueBasis
from armsdeals.values.country import Country
from armsdeals.values.estimate import Estimate
from armsdeals.values.money import Money
from armsdeals.values.price import Price
from armsdeals.values.share import Share
from armsdeals.values.when import When

FIRST, LAST = date(1950, 1, 1), date(2049, 12, 31)
CURRENCIES = ("USD", "EUR", "RUB", "TRY", "GBP", "CNY")
UNITS = ("", "battalion", "battery", "launcher", "missile", "aircraft")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


@cache
def texts(*, min_size: int = 0, max_size: int = 40) -> st.SearchStrategy[str]:
    """Any text that a file can hold: no lone surrogate, no NUL; controls and every script are in."""
    return st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=min_size, max_size=max_size
    )


@cache
def slugs(*, max_size: int = 8) -> st.SearchStrategy[str]:
    """Ids."""
    inner = st.text(_LETTERS + "-_.", max_size=max(0, max_size - 2))
    ends = st.text(_LETTERS, min_size=1, max_size=1)
    return ends | st.builds(lambda a, b, c: a + b + c, ends, inner, ends)


@cache
def days(*, first: date = FIRST, last: date = LAST) -> st.SearchStrategy[date]:
    """Days between two days, shrinking to the first."""
    return st.integers(0, (last - first).days).map(lambda n: first + timedelta(n))


@cache
def whens(*, first: date = FIRST, last: date = LAST, exact: bool = False) -> st.SearchStrategy[When]:
    """Uncertain dates whose known ends lie between two days.

    Args:
        first: Earliest day.
        last: Latest day.
        exact: Only single days.
    """
    day = days(first=first, last=last)
    single = day.map(lambda d: When(d.isoformat()))
    if exact:
        return single
    months = day.map(lambda d: f"{d:%Y-%m}")
    years = day.map(lambda d: f"{d:%Y}")
    seasons = day.map(lambda d: f"{d:%Y}-{21 + d.month // 4}")
    decades = day.map(lambda d: f"{d.year // 10}X")
    points = st.one_of(day.map(date.isoformat), months, years)
    qualified = st.builds(lambda point, mark: point + mark, points, st.sampled_from("~?%"))
    pairs = st.tuples(day, day).map(sorted)
    intervals = pairs.map(lambda pair: f"{pair[0]}/{pair[1]}")
    sets = pairs.map(lambda pair: f"[{pair[0]},{pair[1]}]")
    open_ends = st.one_of(points.map(lambda p: f"../{p}"), points.map(lambda p: f"{p}/.."), st.just("../.."))
    return st.one_of(single, st.one_of(points, qualified, intervals, open_ends, seasons, decades, sets).map(When))


@cache
def _numbers(*, whole: bool) -> st.SearchStrategy[str]:
    """Spreads as text: a number, one with a reserve, a bound, a range."""
    number = st.integers(0, 500).map(Decimal) if whole else st.decimals(0, 10**11, places=2)
    one = number.map(lambda n: f"{n:f}")
    marked = st.one_of(
        one.map(lambda n: f"~{n}"), one.map(lambda n: f"{n}?"), one.map(lambda n: f">={n}"), one.map(lambda n: f"<={n}")
    )
    ranges = st.tuples(number, number).map(lambda pair: f"{min(pair):f}..{max(pair):f}")
    return st.one_of(one, marked, ranges)


def estimates(*, units: Sequence[str] = UNITS) -> st.SearchStrategy[Estimate]:
    """Uncertain numbers with a unit."""
    return st.builds(lambda text, unit: Estimate(text, unit=unit), _numbers(whole=True), st.sampled_from(units))


def moneys(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[Money]:
    """Sums of money."""
    return st.builds(
        Money, st.decimals(-(10**11), 10**11, places=2).map(lambda d: f"{d:f}"), st.sampled_from(currencies)
    )


def prices(
    *, currencies: Sequence[str] = CURRENCIES, bases: Sequence[ValueBasis | None] = (None, *ValueBasis)
) -> st.SearchStrategy[Price]:
    """Uncertain sums with their basis, some in prices of a year."""
    return st.builds(
        lambda text, currency, basis, year: Price(f"{text} {currency}", basis=basis, year=year),
        _numbers(whole=False),
        st.sampled_from(currencies),
        st.sampled_from(bases),
        st.none() | st.integers(1950, 2049),
    )


@cache
def shares() -> st.SearchStrategy[Share]:
    """Fractions of a whole, 0 to 1."""
    return st.integers(0, 10_000).map(lambda n: Share(f"{Decimal(n) / 10_000:f}"))


@cache
def countries() -> st.SearchStrategy[Country]:
    """Countries, former ones among them."""
    return st.sampled_from([Country(row[0]) for row in COUNTRIES])
