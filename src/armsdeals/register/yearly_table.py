"""YearlyTable: official volumes by year, as a publisher printed them, with *none known* kept apart from *almost none*.

    >>> rows = {"Norway": ("16", None, "0"), "Total": ("16", None, "0")}
    >>> table = YearlyTable(of="recipient", years=(2019, 2020, 2021), printed=rows)
    >>> table["Norway", 2019], table["Norway", 2020], table["Norway", 2021]
    (Decimal('16'), None, Decimal('0'))
    >>> table.bounds("Norway", 2021)
    (Decimal('0'), Decimal('0.5'))
    >>> table.names, table.totals
    (('Norway',), ('Total',))
    >>> print(*YearlyTable(years=(2019,), printed={"Norway": (16,)}).issues)
    warning: nobody says whether its rows are suppliers, recipients or categories of arms [unknown-side] (say it with table.with_rows_of('supplier'), and with counterpart='India' if it is of one recipient alone)

A printed number is rounded, so it stands for all that rounds to it; a 0 stands for less than a half, and an empty cell for
*no delivery known*. The sums that the publisher prints are kept apart from the rows, since rounded rows do not add up to
them. Left out: where such files come from (`armsdeals.sources`), and holding them against a register (`an.reconcile`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from attrs import evolve, field, frozen

from armsdeals._sheet import drawn, html_table, left_out
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue, UnknownName, suggestion
from armsdeals.issues import Issue, Issues, Severity
from armsdeals.register.vintage import Vintage
from armsdeals.values.number import shortest_decimal, to_decimal
from armsdeals.values.period import to_year
from armsdeals.values.tiv import unit_in_words

SHOWN = 20  # rows of a table that is printed
_SHOWN_YEARS = 8
_HALF = Decimal("0.5")
_MANY = {"supplier": "suppliers", "recipient": "recipients", "category": "categories of arms"}
_OF = tuple(_MANY)
NOBODY_SAYS = "nobody says whether its rows are suppliers, recipients or categories of arms"
SAY_IT = "say it with table.with_rows_of('supplier'), and with counterpart='India' if it is of one recipient alone"
Cells = tuple[Decimal | None, ...]


def _to_cells(printed: Mapping[str, Iterable[str | int | Decimal | None]]) -> Mapping[str, Cells]:
    held = {
        name: tuple(None if cell is None else to_decimal(cell) for cell in cells) for name, cells in printed.items()
    }
    return MappingProxyType(held)


def _to_years(years: Iterable[int]) -> tuple[int, ...]:
    return tuple(map(to_year, years))


@frozen(kw_only=True, repr=False)
class YearlyTable:
    """Volumes of one kind of row by year.

    Attributes:
        of: What a row is: "supplier", "recipient" or "category" of arms; empty where nobody says.
        years: The years, ascending, each once.
        printed: The cells of each row by its name, one for each year: None where none is printed.
        title: What the publisher calls it.
        direction: "export" or "import", where the table is of one of them; those of the counterpart, where there is one.
        counterpart: The one supplier or recipient on the other side, where the table is of one alone.
        basis: What the volumes count; DELIVERED for the tables known so far.
        unit: In what they count; TIV stands for millions of them, as in all data.
        rounded_to: The step to which the cells are rounded.
        vintage: Which edition it is; None if nobody says.

    Raises:
        InvalidValue: The years are not ascending, a row has more or fewer cells than there are years, or one is below 0.
    """

    of: str = ""
    years: tuple[int, ...] = field(converter=_to_years)
    printed: Mapping[str, Cells] = field(converter=_to_cells, hash=False)
    title: str = ""
    direction: str = ""
    counterpart: str = ""
    basis: str = "DELIVERED"
    unit: str = "TIV"
    rounded_to: Decimal = field(default=Decimal(1), converter=to_decimal)
    vintage: Vintage | None = None

    def __attrs_post_init__(self) -> None:
        if self.of and self.of not in _OF:
            raise _no_rows_of(self.of)
        if any(late <= early for early, late in zip(self.years, self.years[1:], strict=False)):
            raise InvalidValue("the years are not ascending, or one stands twice", path=("years",))
        for name, cells in self.printed.items():
            if len(cells) != len(self.years):
                raise InvalidValue(
                    f"the row {shown(name)} has {len(cells)} cells, and there are {len(self.years)} years",
                    path=("printed", name),
                )
            if any(cell is not None and cell < 0 for cell in cells):
                raise InvalidValue(f"a cell of {shown(name)} is below 0", path=("printed", name))

    def __reduce__(self) -> tuple[Any, ...]:  # a mapping that cannot be changed cannot be pickled either
        return _made, ({**{name: getattr(self, name) for name in _FIELDS}, "printed": dict(self.printed)},)

    @property
    def issues(self) -> Issues:
        """What the table leaves open: whose volumes it holds, where nobody says it; no question is answered until it is said."""
        if self.of:
            return Issues()
        return Issues([Issue(code="unknown-side", message=NOBODY_SAYS, hint=SAY_IT, severity=Severity.WARNING)])

    def with_rows_of(self, of: str, *, counterpart: str = "") -> YearlyTable:
        """Return the table with its rows said to be of suppliers, recipients or categories of arms, where nobody else says it.

        Args:
            of: "supplier", "recipient" or "category".
            counterpart: The one recipient of these suppliers, or the one supplier of these recipients; empty if they are all.

        Raises:
            InvalidValue: It is none of these, the table says otherwise, or nobody says on which side a counterpart stands.
        """
        if of not in _OF:
            raise _no_rows_of(of)
        if self.of not in ("", of):
            raise InvalidValue(f"the rows of this table are of {_MANY[self.of]}, and not of {_MANY[of]}", path=("of",))
        if not isinstance(counterpart, str):
            raise InvalidValue(f"{shown(counterpart)} is no name (expected a text)", path=("counterpart",))
        other = counterpart or self.counterpart
        if self.counterpart not in ("", other):
            message = f"this table is of {shown(self.counterpart)}, and not of {shown(other)}"
            raise InvalidValue(message, path=("counterpart",))
        if other and of == "category" and not self.direction:
            message = f"nobody says whether {shown(other)} exports or imports (expected a direction, export or import)"
            raise InvalidValue(message, path=("direction",))
        return evolve(self, of=of, counterpart=other)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the rows, without the printed sums."""
        return tuple(name for name in self.printed if not _is_total(name))

    @property
    def totals(self) -> tuple[str, ...]:
        """The names of the rows that are printed sums."""
        return tuple(name for name in self.printed if _is_total(name))

    def __getitem__(self, place: tuple[str, int]) -> Decimal | None:
        """Return the cell of a row and a year; None where none is printed.

        Raises:
            UnknownName: There is no such row or year.
        """
        name, year = place
        return self.row(name)[self._place(year)]

    def row(self, name: str) -> Cells:
        """Return the cells of a row, or of a printed sum, in the order of the years.

        Raises:
            UnknownName: There is none of that name.
        """
        if name not in self.printed:
            near = suggestion(str(name), list(self.printed))
            hint = f"; did you mean {near[0]}?" if near else ""
            raise UnknownName(f"no row is called {shown(name)} here{hint}", suggestions=near)
        return self.printed[name]

    def bounds(self, name: str, year: int) -> tuple[Decimal, Decimal]:
        """Return the least and the most that a printed cell may stand for; an empty one stands for 0 as far as is known.

        Raises:
            UnknownName: There is no such row or year.
        """
        cell = self[name, year]
        if cell is None:
            return Decimal(0), Decimal(0)
        half = self.rounded_to * _HALF
        return max(Decimal(0), cell - half), cell + half

    def cells(self) -> Iterator[tuple[str, int, Decimal]]:
        """Yield name, year and number of every printed cell, without the sums."""
        for name in self.names:
            for year, cell in zip(self.years, self.printed[name], strict=True):
                if cell is not None:
                    yield name, year, cell

    def _place(self, year: int) -> int:
        if year not in self.years:
            raise UnknownName(f"the table has no year {shown(year)}; it runs from {self.years[0]} to {self.years[-1]}")
        return self.years.index(year)

    def __len__(self) -> int:
        return len(self.names)

    def __repr__(self) -> str:
        span = f"{self.years[0]} to {self.years[-1]}" if self.years else "no years"
        return f"<YearlyTable {self._called}: {len(self)} rows, {span}, {unit_in_words(self.unit)}>"

    def __str__(self) -> str:
        head, rows = self._sheet(_SHOWN_YEARS)
        return "\n".join((repr(self), drawn(head, rows, left=(True, *(False,) * (len(head) - 1))), *self._below(rows)))

    def _repr_html_(self) -> str:
        head, rows = self._sheet(len(self.years))
        below = [
            f"{unit_in_words(self.unit)} (trend-indicator values), {self.basis.lower()}; empty: none known; 0: less than 0.5"
        ]
        below += self._below(rows)
        return html_table(self._called, head, rows, left=(True, *(False,) * (len(head) - 1)), below=below)

    def _sheet(self, most: int) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        first = max(0, len(self.years) - most)
        rows = [
            (name, *("" if cell is None else shortest_decimal(cell) for cell in cells[first:]))
            for name, cells in list(self.printed.items())[:SHOWN]
        ]
        return (self.of or "row", *map(str, self.years[first:])), rows

    @property
    def _called(self) -> str:
        return self.title or f"by {self.of or 'year'}"

    def _below(self, rows: list[tuple[str, ...]]) -> list[str]:
        return [*left_out(len(self.printed) - len(rows)), *(f"{issue.message}; {issue.hint}" for issue in self.issues)]


_FIELDS = tuple(one.name for one in YearlyTable.__attrs_attrs__)


def _made(fields: dict[str, Any]) -> YearlyTable:
    return YearlyTable(**fields)


def _no_rows_of(of: str) -> InvalidValue:
    return InvalidValue(f"{shown(of)} is nothing that rows are of (expected {', '.join(_OF)})", path=("of",))


def _is_total(name: str) -> bool:
    return name.casefold().split(" ")[0] == "total"
