"""Rates: tables of exchange rates, in which every rate has its days and its source.

    >>> rates = Rates.bundled()
    >>> ((rate,),) = rates.ways("USD", "EUR", on="2017")
    >>> print(rate)
    1.1297 USD per EUR (average of 2017; ECB euro reference rates)
    >>> rates.ways("TRY", "EUR", on="1998")
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: there is no rate between TRY and EUR for 1998; rates are there for 2005 to 2025

The bundled table has annual averages of the European Central Bank's reference rates since 1999, all against the euro.
Other rates come from a file or a function of yours; ``mine | Rates.bundled()`` asks the first table first. A rate holds
for a date only if every possible day of the date is in its period. No two rates are joined unless that is asked for
(``via="EUR"``). Left out: rates between days that have none, and rates from the net.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import Any

from attrs import field, frozen

from armsdeals._fields import Name, checked
from armsdeals._printed import short_repr
from armsdeals._shown import plain, shown
from armsdeals.errors import ArmsDealsError, InvalidValue
from armsdeals.values.csv_rows import AnyTable, csv_rows
from armsdeals.values.currency import to_currency
from armsdeals.values.exchange_rate import ExchangeRate
from armsdeals.values.period import AnyDate, in_spans, to_period
from armsdeals.values.when import When

FindRate = Callable[[str, str, When], Decimal | int | str | None]
_ECB = "ECB euro reference rates"  # as the European Central Bank wants its statistics to be cited
_NEEDED, _OPTIONAL = ("base", "quote", "period", "rate"), ("source", "average", "note")
_YES_NO = {"yes": True, "no": False, "": False}
_NO_RATE = "no-rate"


def _to_rows(rows: Iterable[ExchangeRate]) -> tuple[ExchangeRate, ...]:
    return tuple(rows)


@frozen(repr=False)
class RateTable:
    """Rates by their pair of currencies; of one pair no two hold for the same day.

    Attributes:
        rows: The rates, in the order given.
    """

    rows: tuple[ExchangeRate, ...] = field(converter=_to_rows)
    _pairs: Mapping[frozenset[str], tuple[ExchangeRate, ...]] = field(init=False, eq=False, repr=False)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        pairs: dict[frozenset[str], list[tuple[int, ExchangeRate]]] = defaultdict(list)
        for place, row in enumerate(self.rows):
            if not isinstance(row, ExchangeRate):
                raise TypeError(f"{shown(row)} is not an exchange rate")
            pairs[frozenset((row.base, row.quote))].append((place, row))
        for inside in pairs.values():
            inside.sort(key=lambda entry: entry[1].period.lo)
            for (early, before), (late, after) in pairwise(inside):
                if after.period.lo <= before.period.hi:
                    both = f"{after.quoted} for {after.period} and {before.quoted} for {before.period}"
                    raise InvalidValue(
                        f"two rates hold for one day: {both}; keep one", path=(max(early, late),), code="duplicate-id"
                    )
        object.__setattr__(self, "_pairs", {pair: tuple(row for _, row in inside) for pair, inside in pairs.items()})

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.rows,)

    def between(self, one: str, other: str) -> tuple[ExchangeRate, ...]:
        """Return the rates of a pair, in either direction, oldest first."""
        return self._pairs.get(frozenset((one, other)), ())

    def find(self, start: str, end: str, on: When) -> tuple[ExchangeRate, ...]:
        """Return the rates that hold for a date, or nothing if some possible day of it has none."""
        inside = self.between(start, end)
        first = max(bisect_right(inside, on.lo, key=lambda row: row.period.lo) - 1, 0)
        found = [row for row in inside[first:] if row.period.overlaps(on)]
        days = sum(min(row.period.hi, on.hi) - max(row.period.lo, on.lo) + 1 for row in found)
        return tuple(found) if days == on.hi - on.lo + 1 else ()


@frozen(kw_only=True, field_transformer=checked, repr=False)
class AskedRates:
    """Rates that a function knows.

    Attributes:
        ask: It takes the currency of a sum, the one wanted and the date, and returns units of the second for one of the
            first, or None.
        source: Who publishes what it returns.
    """

    ask: FindRate
    source: Name

    rows: tuple[ExchangeRate, ...] = field(default=(), init=False)

    __repr__ = short_repr

    def between(self, one: str, other: str) -> tuple[ExchangeRate, ...]:  # noqa: ARG002  # nobody can list a function
        """Return nothing: a function is asked, not listed."""
        return ()

    def find(self, start: str, end: str, on: When) -> tuple[ExchangeRate, ...]:
        """Return the rate that the function gives, if it gives one.

        Raises:
            InvalidValue: The function failed; what it raised is the cause.
        """
        try:
            value: Any = self.ask(start, end, on)
        except ArmsDealsError:
            raise
        except Exception as error:  # whatever a function of the caller's may raise
            told = f"{type(error).__name__}: {plain(str(error), longest=200)}".removesuffix(": ")
            raise InvalidValue(
                f"{shown(self.source)} failed when it was asked for a rate between {start} and {end} for {on} ({told}); "
                "let it return None where it knows none",
                code=_NO_RATE,
            ) from error
        if value is None:
            return ()
        return (ExchangeRate(base=start, quote=end, rate=value, period=on, source=self.source),)


def _to_parts(value: Iterable[ExchangeRate] | tuple[RateTable | AskedRates, ...]) -> tuple[RateTable | AskedRates, ...]:
    given: tuple[Any, ...] = tuple(value)
    if given and all(isinstance(part, (RateTable, AskedRates)) for part in given):
        return given
    return (RateTable(given),) if given else ()


@frozen(repr=False)
class Rates:
    """One or more tables of exchange rates, asked in their order: ``Rates([ExchangeRate(...), ...])``.

    Attributes:
        parts: The tables.

    Raises:
        InvalidValue: Two rates of one table hold between the same currencies on the same day.
    """

    parts: tuple[RateTable | AskedRates, ...] = field(default=(), converter=_to_parts)

    __repr__ = short_repr

    @classmethod
    def bundled(cls) -> Rates:
        """Return annual averages of the European Central Bank's reference rates, 1999 to the last year that we have.

        The averages are ours, over the days with a rate. Gaps are those of the source: TRY, RUB, CNY and some others
        begin in 2005, RUB ends on 2022-03-01, ISK is missing from 2008-12-10 to 2018-01-31.
        """
        return _bundled()

    @classmethod
    def from_csv(cls, table: AnyTable, *, source: str | None = None) -> Rates:
        """Read rates from a CSV file, or from its lines.

        Args:
            table: The path of a file in UTF-8, or an open file or list of lines. Columns: ``base``, ``quote``,
                ``period`` (EDTF: 2017, 2017-12, 2017-12-27) and ``rate`` (units of ``quote`` for one of ``base``, more
                than 0); besides, if wanted, ``source``, ``average`` (yes or no) and ``note``.
            source: Who publishes the rates of rows that do not say.

        Raises:
            InvalidValue: A cell is no such value, a row has no source, or two rates hold for one day; with its line.
            UnreadableInput: The file cannot be read or is no CSV.
        """
        rows, lines = [], []
        for line, cells in csv_rows(table, needed=_NEEDED, optional=_OPTIONAL):
            try:
                rows.append(_row(cells, source))
            except ArmsDealsError as error:
                error.line = line
                raise
            lines.append(line)
        try:
            return cls(rows)
        except InvalidValue as error:
            error.line, error.path = lines[int(error.path[0])], ()
            raise

    @classmethod
    def from_callable(cls, ask: FindRate, *, source: str) -> Rates:
        """Let a function of yours give the rates.

        It is called with the currency of a sum, the one wanted and the date (a `When`), and returns units of the second
        for one of the first as Decimal, int or text, or None where it knows none. Each direction is asked by itself.
        """
        if not callable(ask):
            raise TypeError(f"{shown(ask)} cannot be called")
        return cls((AskedRates(ask=ask, source=source),))

    def __or__(self, other: Rates) -> Rates:
        """Ask these first, and the others where these have no rate."""
        return Rates((*self.parts, *other.parts)) if isinstance(other, Rates) else NotImplemented

    @property
    def rows(self) -> tuple[ExchangeRate, ...]:
        """Every rate that is listed, table by table."""
        return tuple(row for part in self.parts for row in part.rows)

    @property
    def currencies(self) -> frozenset[str]:
        """The currencies of the rates that are listed."""
        return frozenset(code for row in self.rows for code in (row.base, row.quote))

    def ways(
        self, start: str, end: str, *, on: AnyDate, via: str | None = None
    ) -> tuple[tuple[ExchangeRate, ...], ...]:
        """Return the rates that lead from one currency to another on a date.

        There is one way where one rate holds for the whole date, more where the date leaves open which does, and one
        without a rate from a currency to itself.

        Args:
            start: The currency of a sum.
            end: The currency wanted.
            on: The date: EDTF text, a day, or a year as a whole number.
            via: A third currency through which to go; each way then has two rates.

        Raises:
            InvalidValue: There is no rate; the message says for which days there are some.
            UnknownName: There is no such currency.
        """
        start, end, when = to_currency(start), to_currency(end), to_period(on)
        if start == end:
            return ((),)
        if via is None:
            return tuple((rate,) for rate in self._leg(start, end, when))
        middle = to_currency(via)
        if middle in (start, end):
            raise InvalidValue(f"the way from {start} to {end} cannot go via {middle}; leave via out")
        seconds = self._leg(middle, end, when)
        return tuple(
            (first, second)
            for first in self._leg(start, middle, when)
            for second in seconds
            if _meet(first.period, second.period, when)
        )

    def _leg(self, start: str, end: str, on: When) -> tuple[ExchangeRate, ...]:
        for part in self.parts:
            if found := part.find(start, end, on):
                return found
        raise InvalidValue(self._why_not(start, end, on), code=_NO_RATE)

    def _why_not(self, start: str, end: str, on: When) -> str:
        known = [row.period for part in self.parts for row in part.between(start, end)]
        missing = f"there is no rate between {start} and {end}"
        if known:
            some = any(period.overlaps(on) for period in known)
            return f"{missing} for {'all of ' if some else ''}{on}; rates are there for {in_spans(known)}"
        joint = sorted(self._partners(start) & self._partners(end))
        if joint:
            return f"{missing}; both have rates to {joint[0]}, and via={shown(joint[0])} goes through it"
        asked = [part.source for part in self.parts if isinstance(part, AskedRates)]
        if asked:
            return f"{missing} for {on}, says {', '.join(map(shown, asked))}"
        lost = [code for code in (start, end) if code not in self.currencies]
        what = f"; {' and '.join(lost)} {'is' if len(lost) == 1 else 'are'} not in the table" if lost else ""
        return f"{missing}{what} (Rates.from_csv reads rates of yours)"

    def _partners(self, currency: str) -> set[str]:
        pairs = ({row.base, row.quote} for row in self.rows)
        return {code for pair in pairs if currency in pair for code in pair} - {currency}


def _meet(one: When, other: When, on: When) -> bool:
    """Whether two periods have a day of the date in common."""
    return max(one.lo, other.lo, on.lo) <= min(one.hi, other.hi, on.hi)


def _row(cells: Mapping[str, str], source: str | None) -> ExchangeRate:
    average = _YES_NO.get(cells.get("average", "").casefold())
    if average is None:
        raise InvalidValue(f"{shown(cells['average'])} is neither yes nor no", path=("average",))
    told = cells.get("source") or source
    if not told:
        raise InvalidValue("a rate needs its source; add a column of that name, or give source=...", path=("source",))
    plain = {name: cells[name] for name in _NEEDED}
    return ExchangeRate(**plain, source=told, note=cells.get("note", ""), average=average)


@cache
def _bundled() -> Rates:
    # Loaded here, so that nobody who only adds up money pays for it.
    texts: dict[str, str] = import_module("armsdeals.values._ecb_rates").RATES
    rows = []
    for currency, text in texts.items():
        period = ""
        for word in text.split():
            if word.endswith(":"):
                period = word[:-1]
                continue
            rows.append(ExchangeRate(base="EUR", quote=currency, rate=word, period=period, source=_ECB, average=True))
            period = str(int(period[:4]) + 1)
    return Rates(rows)


def to_rates(value: Rates | FindRate | None) -> Rates:
    """Return rates themselves, those of a function under its name, or for None the bundled ones."""
    if value is None:
        return Rates.bundled()
    if isinstance(value, Rates):
        return value
    if callable(value):
        return Rates.from_callable(value, source=f"the function {getattr(value, '__name__', type(value).__name__)}")
    raise TypeError(f"{shown(value)} is no table of rates; read one with Rates.from_csv(...)")
