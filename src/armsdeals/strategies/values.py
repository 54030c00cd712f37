"""Values: texts, dates, numbers, money, countries.

Every choice that Hypothesis makes costs time, so a value is made of two or three, and each of them shrinks by itself:

    >>> from hypothesis import find
    >>> find(prices(), lambda price: price.high is None)
    Price('>=0 USD')

Strategies are kept once made, since Hypothesis checks each new object again before it draws.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from hypothesis import strategies as st

from armsdeals.values._countries import COUNTRIES
from armsdeals.values.basis import ValueBasis
from armsdeals.values.country import Country
from armsdeals.values.estimate import Estimate
from armsdeals.values.measure import Measure
from armsdeals.values.money import Money
from armsdeals.values.price import Price
from armsdeals.values.share import IndexRate, Rate, Share
from armsdeals.values.tiv import TIV
from armsdeals.values.when import When

P = ParamSpec("P")
T = TypeVar("T")

FIRST, LAST = date(1950, 1, 1), date(2049, 12, 31)
CURRENCIES = ("USD", "EUR", "RUB", "TRY", "GBP", "CNY")
UNITS = ("", "battalion", "battery", "launcher", "missile", "aircraft")
MEASURED = ("km", "kg", "t", "m", "km/h", "kW", "h", "nmi")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_BASES = (None, *ValueBasis)
_YEARS = (None, None, None, 2015, 1990)  # of prices; nobody says it of most
WIDTHS = (0, 1, 30, 400, 9_000)  # days of an interval


def kept(make: Callable[P, T]) -> Callable[P, T]:
    """Keep what a maker of strategies returned for the same keywords; lists among them count as tuples."""
    held = lru_cache(maxsize=1_024)(make)

    @wraps(make)
    def again(*_: P.args, **narrowed: P.kwargs) -> T:
        plain: Any = {name: tuple(v) if isinstance(v, (list, tuple)) else v for name, v in narrowed.items()}
        return held(**plain)

    return again


@kept
def texts(*, min_size: int = 0, max_size: int = 40) -> st.SearchStrategy[str]:
    """Any text that a file can hold: no lone surrogate, no NUL; controls and every script are in."""
    characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    return st.text(characters, min_size=min_size, max_size=max_size)


@kept
def slugs(*, max_size: int = 8) -> st.SearchStrategy[str]:
    """Ids."""
    inner = st.text(_LETTERS + "-_.", max_size=max(0, max_size - 2))
    ends = st.sampled_from(_LETTERS)
    return ends if max_size == 1 else ends | st.builds(lambda a, b, c: a + b + c, ends, inner, ends)


@kept
def days(*, first: date = FIRST, last: date = LAST) -> st.SearchStrategy[date]:
    """Days between two days, shrinking to the first."""
    return st.integers(0, (last - first).days).map(lambda n: first + timedelta(n))


@kept
def whens(*, first: date = FIRST, last: date = LAST, exact: bool = False) -> st.SearchStrategy[When]:
    """Uncertain dates; days, and the ends of intervals, lie between two days.

    Args:
        first: Earliest day.
        last: Latest day.
        exact: Only single days.
    """
    day = days(first=first, last=last)
    if exact:
        return day.map(lambda one: When(one.isoformat()))

    forms, widths = st.integers(0, len(DATES) - 1), st.integers(0, len(WIDTHS) - 1)
    return st.builds(lambda form, width, start: dated(form, width, start, last), forms, widths, day)


def dated(form: int, width: int, start: date, last: date) -> When:
    """Return an uncertain date from the places of its form and width in `DATES` and `WIDTHS`."""
    return When(DATES[form](start, start + timedelta(min(WIDTHS[width], (last - start).days))))


def _season(start: date, _: date) -> str:
    return f"{start:%Y}-{21 + start.month // 4}"


DATES: tuple[Callable[[date, date], str], ...] = (
    lambda start, _: f"{start}",
    lambda start, _: f"{start}",
    lambda start, _: f"{start:%Y-%m}",
    lambda start, _: f"{start:%Y}",
    lambda start, end: f"{start}/{end}",
    lambda start, end: f"[{start},{end}]",
    lambda start, _: f"{start:%Y-%m}~",
    lambda start, _: f"{start:%Y}?",
    lambda start, _: f"{start}%",
    lambda start, _: f"../{start}",
    lambda start, _: f"{start:%Y-%m}/..",
    _season,
    lambda start, _: f"{start.year // 10}X",
    lambda *_: "../..",
    lambda start, _: f"{start}/..",
)
_SPREADS: tuple[Callable[[Decimal, int], str], ...] = (  # of a number and a width
    lambda n, _: f"{n:f}",
    lambda n, _: f"{n:f}",
    lambda n, _: f"{n:f}",
    lambda n, _: f"~{n:f}",
    lambda n, _: f"{n:f}?",
    lambda n, _: f">={n:f}",
    lambda n, _: f"<={n:f}",
    lambda n, width: f"{n:f}..{n + width:f}",
)


@kept
def _numbers(*, most: int, places: int) -> st.SearchStrategy[str]:
    """Spreads as text: a number, one with a reserve, a bound, a range."""
    number = st.integers(0, most).map(lambda n: Decimal(n).scaleb(-places))
    if places:
        number = st.integers(0, most // 10**places).map(Decimal) | number
    return st.builds(lambda form, n: form(n, 1 + int(n) // 7), st.sampled_from(_SPREADS), number)


@kept
def estimates(*, units: Sequence[str] = UNITS) -> st.SearchStrategy[Estimate]:
    """Uncertain numbers with a unit."""
    return st.builds(lambda text, unit: Estimate(text, unit=unit), _numbers(most=500, places=0), st.sampled_from(units))


@kept
def measures(*, units: Sequence[str] = MEASURED) -> st.SearchStrategy[Measure]:
    """Uncertain measures: a range, a weight, a power."""
    return st.builds(Measure, _numbers(most=1_000_000, places=2), st.sampled_from(units))


@kept
def moneys(*, currencies: Sequence[str] = CURRENCIES) -> st.SearchStrategy[Money]:
    """Exact sums of money, also below 0."""
    amounts = st.integers(-(10**13), 10**13).map(lambda cents: f"{Decimal(cents).scaleb(-2):f}")
    return st.builds(Money, amounts, st.sampled_from(currencies))


@kept
def prices(
    *, currencies: Sequence[str] = CURRENCIES, bases: Sequence[ValueBasis | None] = _BASES
) -> st.SearchStrategy[Price]:
    """Uncertain sums with their basis, some in prices of a year."""
    kinds = [(currency, basis, year) for basis in bases for year in _YEARS for currency in currencies]
    return st.builds(
        lambda text, kind: Price(f"{text} {kind[0]}", basis=kind[1], year=kind[2]),
        _numbers(most=10**13, places=2),
        st.sampled_from(kinds),
    )


@kept
def shares() -> st.SearchStrategy[Share]:
    """Fractions of a whole, 0 to 1."""
    return st.integers(0, 10_000).map(lambda n: Share(Decimal(n).scaleb(-4)))


@kept
def rates(*, highest: str = "1") -> st.SearchStrategy[Rate]:
    """Yearly interest as a fraction, from 0."""
    most = int(Decimal(Rate(highest)).scaleb(4))
    return st.integers(0, most).map(lambda n: Rate(Decimal(n).scaleb(-4)))


@kept
def index_rates() -> st.SearchStrategy[IndexRate]:
    """Yearly interest of a market, -1 to 1, the plainest being 0."""
    return st.integers(-10_000, 10_000).map(lambda n: IndexRate(Decimal(n).scaleb(-4)))


@kept
def tivs() -> st.SearchStrategy[TIV]:
    """Volumes of arms in millions of trend-indicator values."""
    return st.integers(0, 10**7).map(lambda n: TIV(Decimal(n).scaleb(-2)))


@kept
def countries() -> st.SearchStrategy[Country]:
    """Countries, former ones among them."""
    return st.sampled_from([Country(row[0]) for row in COUNTRIES])
