"""Price indices: what a currency buys from year to year, by which sums of several years become comparable.

    >>> cpi = PriceIndex.bundled()
    >>> cpi.level(2017), cpi.level(2020)
    (Decimal('245.120'), Decimal('258.811'))
    >>> print(cpi.change(2017, 2020))
    258.811 / 245.120 (CPI-U, annual averages of 2017 and 2020; US Bureau of Labor Statistics)
    >>> cpi.level(1912)
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: CPI-U has no level for 1912 (it has 1913 to 2025)

The bundled index is that of US consumer prices (US Bureau of Labor Statistics, series CUUR0000SA0: all urban consumers, all
items, US city average, 1982-84 = 100). It follows what households buy, not what arms cost, and it says nothing of other currencies: bring an index for those. Left
out: indices by month, and deflators of gross domestic product or of defence outlays, which are a table away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from importlib import import_module

from attrs import field, frozen

from armsdeals._fields import Name, Text, checked
from armsdeals._printed import short_repr
from armsdeals._shown import plain, shown
from armsdeals.errors import ArmsDealsError, InvalidValue
from armsdeals.values.csv_rows import AnyTable, csv_rows
from armsdeals.values.currency import to_currency
from armsdeals.values.number import plain_decimal, quotient, to_decimal
from armsdeals.values.period import in_spans, to_period, to_year
from armsdeals.values.when import When

AnyLevels = Mapping[int, Decimal | int | str] | Iterable[tuple[int, Decimal | int | str]]


def _to_level(value: Decimal | int | str) -> Decimal:
    number = to_decimal(value)
    if number <= 0:
        raise InvalidValue(f"{plain_decimal(number)} is not a level of prices (expected more than 0)")
    return number


def _to_levels(value: AnyLevels) -> tuple[tuple[int, Decimal], ...]:
    pairs = value.items() if isinstance(value, Mapping) else value
    levels: dict[int, Decimal] = {}
    for year, level in pairs:
        if to_year(year) in levels:
            raise InvalidValue(f"{year} has two levels; keep one", code="duplicate-id")
        levels[year] = _to_level(level)
    if not levels:
        raise InvalidValue("an index needs a level for one year at least")
    return tuple(sorted(levels.items()))


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class PriceChange:
    """How prices of one currency changed from one year to another.

    Attributes:
        currency: The currency.
        index: The name of the index.
        start: The year whose prices a sum is in.
        base: The year in whose prices it is wanted.
        start_level: The level of the index in the first.
        base_level: The level of the index in the second.
        source: Who publishes the index.
        note: What else there is to know of it.
    """

    currency: str = field(converter=to_currency)
    index: Name
    start: int = field(converter=to_year)
    base: int = field(converter=to_year)
    start_level: Decimal = field(converter=_to_level)
    base_level: Decimal = field(converter=_to_level)
    source: Name
    note: Text = ""

    __repr__ = short_repr

    @property
    def rate(self) -> Decimal:
        """Prices of the base year for one of the first, rounded half to even at 12 decimals."""
        return quotient(self.base_level, self.start_level)

    @property
    def period(self) -> When:
        """The year whose prices a sum is in."""
        return to_period(self.start)

    @property
    def quoted(self) -> str:
        """The two levels, as they are divided."""
        return f"{plain_decimal(self.base_level)} / {plain_decimal(self.start_level)}"

    @property
    def holds_for(self) -> str:
        """For which years, in words."""
        return f"{self.index}, annual averages of {self.start} and {self.base}"

    def turn(self, currency: str) -> tuple[Decimal, Decimal, str]:
        """Return what to multiply and what to divide a sum by, and its currency, which stays."""
        return self.base_level, self.start_level, currency

    def __str__(self) -> str:
        return plain(f"{self.quoted} ({self.holds_for}; {self.source})")


@frozen(kw_only=True, field_transformer=checked, repr=False)
class PriceIndex:
    """Levels of prices by year.

    Attributes:
        currency: The currency whose prices they are.
        name: The name of the index.
        source: Who publishes it.
        levels: The years with their levels, each more than 0; a mapping or pairs are taken.
        note: What else there is to know of it.
    """

    currency: str = field(converter=to_currency)
    name: Name
    source: Name
    levels: tuple[tuple[int, Decimal], ...] = field(converter=_to_levels)
    note: Text = ""

    __repr__ = short_repr

    @classmethod
    def bundled(cls) -> PriceIndex:
        """Return the US consumer price index, annual averages, 1913 to the last year that we have."""
        return _bundled()

    @classmethod
    def from_csv(cls, table: AnyTable, *, currency: str, name: str, source: str, note: str = "") -> PriceIndex:
        """Read an index from a CSV file, or from its lines, with the columns ``year`` and ``level``.

        Raises:
            InvalidValue: A cell is no year or no level, or a year is there twice; with its line.
            UnreadableInput: The file cannot be read or is no CSV.
        """
        levels: dict[int, Decimal] = {}
        for line, cells in csv_rows(table, needed=("year", "level")):
            try:
                year = _written_year(cells["year"])
                if year in levels:
                    raise InvalidValue(f"{year} has two levels; keep one", path=("year",), code="duplicate-id")
                levels[year] = _level_cell(cells["level"])
            except ArmsDealsError as error:
                error.line = line
                raise
        return cls(currency=currency, name=name, source=source, levels=levels, note=note)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a level, in order."""
        return tuple(year for year, _ in self.levels)

    def level(self, year: int) -> Decimal:
        """Return the level of a year.

        Raises:
            InvalidValue: It has none.
        """
        found = dict(self.levels).get(to_year(year))
        if found is None:
            known = in_spans(map(to_period, self.years))
            raise InvalidValue(f"{plain(self.name)} has no level for {year} (it has {known})", code="no-rate")
        return found

    def change(self, start: int, base: int) -> PriceChange:
        """Return how prices changed from one year to another.

        Raises:
            InvalidValue: One of the two has no level.
        """
        return PriceChange(
            currency=self.currency, index=self.name, start=start, base=base, start_level=self.level(start),
            base_level=self.level(base), source=self.source, note=self.note,
        )  # fmt: skip


def _written_year(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) == len("2017")):
        raise InvalidValue(f"{shown(text)} is not a year of four digits", path=("year",))
    return to_year(int(text))


def _level_cell(text: str) -> Decimal:
    try:
        return _to_level(text)
    except ArmsDealsError as error:
        error.path = ("level",)
        raise


@cache
def _bundled() -> PriceIndex:
    # Loaded here, so that nobody who only adds up money pays for it.
    first, *levels = import_module("armsdeals.values._us_cpi").LEVELS.split()
    return PriceIndex(
        currency="USD", name="CPI-U", source="US Bureau of Labor Statistics",
        levels=enumerate(levels, start=int(first)),
        note="consumer prices in the United States (all items, city average), not prices of arms",
    )  # fmt: skip
