"""Result: the answer to a question, as a table that says what its numbers count and where they come from.

    >>> days = Result(
    ...     title="Days of talks", columns=(Column("deal"), Column("days", unit="day")),
    ...     rows=(("tur-s400", Range(low=285, high=315)), ("tur-patriot", NoValue.UNKNOWN)),
    ...     notes=("talks are counted from the first public report",),
    ... )
    >>> days
    Days of talks
    deal         days (day)
    tur-s400     285 to 315
    tur-patriot     unknown
    >>> days["tur-s400"]["days"].high, days.column("days")[1]
    (Decimal('315'), NoValue.UNKNOWN)

Rows and columns keep their order. What nobody knows stands in its cell as such, never as 0 and never as nothing. Numbers
are printed rounded and kept exact. Left out: arithmetic on tables; hand them to pandas, polars or Arrow for that.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

from attrs import evolve, field, frozen

from armsdeals._disk import replace_file
from armsdeals._sheet import drawn, html_table, left_out
from armsdeals._shown import plain, shown
from armsdeals.analysis import _frames
from armsdeals.analysis._ranking import ranked
from armsdeals.analysis.cells import Cell, NoValue, Range, cell_text, is_left_aligned
from armsdeals.analysis.columns import Column, Remark, ResultRow, one_row, place_of, to_columns, to_remarks, to_rows
from armsdeals.errors import InvalidValue, UnknownName, suggestion
from armsdeals.values.evidence import Evidence
from armsdeals.values.tiv import unit_in_words

__all__ = ["Column", "NoValue", "Range", "Remark", "Result", "ResultRow"]

SHOWN = 20  # rows in a repr
SHOWN_LINES = 3  # of a cell in a repr


def _once(sources: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(sources))


def _each(notes: Iterable[str]) -> tuple[str, ...]:
    if isinstance(notes, str):
        raise TypeError(f"{shown(notes)} is not a list; put it in brackets")
    return tuple(notes)


@frozen(kw_only=True, repr=False)
class Result:
    """A table of typed cells with everything that keeps its numbers from being misread.

    Attributes:
        title: What was asked, in words.
        columns: The columns; the first ones name the rows.
        rows: The cells of each row, as many as there are columns.
        keys: How many of the first columns name a row.
        basis: What the numbers count or stand for; empty where the columns say so themselves.
        unit: In what they are counted; empty likewise.
        vintage: Of what day or release the data are.
        notes: What holds of the table as a whole.
        remarks: What must be said of single cells (see `why`).
        sources: Where the facts come from.
        explains: What answers `explain`, if the question has it: it takes a row. A function of a module or a frozen object,
            so that the result can be copied and pickled.

    Raises:
        InvalidValue: Two columns share a name, a row is too short or too long, or a remark speaks of no cell.
        TypeError: A cell is nothing that a table holds, such as None.
    """

    title: str = ""
    columns: tuple[Column, ...] = field(converter=to_columns)
    _rows: tuple[tuple[Cell, ...], ...] = field(converter=to_rows, alias="rows")
    keys: int = 1
    basis: str = ""
    unit: str = ""
    vintage: str = ""
    notes: tuple[str, ...] = field(default=(), converter=_each)
    remarks: tuple[Remark, ...] = field(default=(), converter=to_remarks)
    sources: tuple[Evidence, ...] = field(default=(), converter=_once)
    explains: Callable[[ResultRow], Any] | None = field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        names = self.names
        if len(set(names)) < len(names):
            raise InvalidValue(f"two columns share a name ({', '.join(names)}); give each its own", path=("columns",))
        if not 0 <= self.keys <= len(names):
            raise InvalidValue(f"{self.keys} columns cannot name the rows of {len(names)} columns", path=("keys",))
        if set(map(len, self._rows)) - {len(names)}:
            place, row = next((place, row) for place, row in enumerate(self._rows) if len(row) != len(names))
            raise InvalidValue(f"the row has {len(row)} cells and there are {len(names)} columns", path=("rows", place))
        for place, remark in enumerate(self.remarks):
            if not 0 <= remark.row < len(self._rows) or remark.column not in names:
                raise InvalidValue(
                    f"there is no row {remark.row} with a column {remark.column}", path=("remarks", place)
                )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        """The rows."""
        return tuple(self)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[ResultRow]:
        return (ResultRow(self.names, row) for row in self._rows)

    @overload
    def __getitem__(self, place: int | str | tuple[Any, ...]) -> ResultRow: ...
    @overload
    def __getitem__(self, place: slice) -> Result: ...
    def __getitem__(self, place: int | str | tuple[Any, ...] | slice) -> ResultRow | Result:
        """Return a row by its place, by what stands in its first column or, in order, in those that name it.

        Of a slice, it is the table of these rows.

        Raises:
            IndexError: There is no such place.
            UnknownName: No row, or more than one, is called so.
        """
        if isinstance(place, slice):
            return self._only(range(len(self))[place])
        if isinstance(place, tuple):
            cell = dict(zip(self.names[: self.keys], place, strict=False))
            if not place or len(place) > self.keys:
                raise UnknownName(f"{shown(place)} names no row; the rows go by {', '.join(self.names[: self.keys])}")
            return ResultRow(self.names, one_row(self.names, self._rows, self.keys, cell))
        return ResultRow(self.names, self._rows[self._place(place)])

    def _place(self, row: int | str) -> int:
        if not isinstance(row, str):
            return range(len(self))[row]
        first = [str(cells[0]) for cells in self._rows]
        if first.count(row) == 1:
            return first.index(row)
        near = suggestion(row, first)
        hint = (
            "several rows are; ask by place"
            if row in first
            else f"did you mean {near[0]}?"
            if near
            else f"there are {', '.join(first)}"
        )
        raise UnknownName(f"no single row is called {shown(row)}; {hint}", suggestions=near)

    def _only(self, places: Sequence[int]) -> Result:
        moved = {old: new for new, old in enumerate(places)}
        remarks = tuple(one._replace(row=moved[one.row]) for one in self.remarks if one.row in moved)
        return evolve(self, rows=tuple(self._rows[place] for place in places), remarks=remarks)

    def column(self, name: str) -> tuple[Cell, ...]:
        """Return the cells of a column, from the first row to the last.

        Raises:
            UnknownName: There is none of that name.
        """
        place = place_of(name, self.names)
        return tuple(row[place] for row in self._rows)

    def why(self, row: int | str, column: str) -> tuple[str, ...]:
        """Return what must be said of one cell: what it assumes, what was taken for granted, why it is unknown.

        Args:
            row: The place of the row, or what stands in its first column.
            column: The name of the column.
        """
        place_of(column, self.names)
        place = self._place(row)
        return tuple(one.text for one in self.remarks if (one.row, one.column) == (place, column))

    def explain(self, **cell: Any) -> Any:
        """Return what one row rests on, for questions that can tell.

        Args:
            **cell: What stands in the columns that name the row, such as ``supplier="France", year=2017``; seller and buyer
                stand for supplier and recipient.

        Raises:
            InvalidValue: The question cannot tell.
            UnknownName: There is no such column, or not one row for it.
        """
        if self.explains is None:
            raise InvalidValue("this question keeps no parts of its answer; see .why, .notes and .sources")
        return self.explains(ResultRow(self.names, one_row(self.names, self._rows, self.keys, cell)))

    def ranked_by(self, column: str, *, highest_first: bool = False) -> Result:
        """Return the rows in the order of a column: those whose place is known first, the others with the reason.

        A range has every place that it may take. Numbers that stand for different things (another currency, price year,
        basis or unit) are not put in order at all. The ranking holds the columns that name the
        rows, ``place``, the column itself, and ``unranked``: why there is no place.

        Args:
            column: The name of the column.
            highest_first: Whether the largest number has place 1.
        """
        ranking = ranked(self.columns, self._rows, place_of(column, self.names), self.keys, highest_first=highest_first)
        names = [one.name for one in ranking.columns]
        remarks = [one._replace(row=ranking.order.index(one.row)) for one in self.remarks if one.column in names]
        title = f"{self.title}, by {column.replace('_', ' ')}".removeprefix(", ")
        return evolve(self, title=title, columns=ranking.columns, rows=ranking.rows, remarks=remarks, explains=None)

    def to_pandas(self) -> Any:
        """Return a pandas frame; unknown is ``pd.NA``. Ranges bring ``x_low`` and ``x_high``, other absences ``x_absent``.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return _frames.to_pandas(self._plain(), self._about())

    def to_polars(self) -> Any:
        """Return a polars frame, as `to_pandas`.

        Raises:
            MissingExtra: polars is not installed.
        """
        return _frames.to_polars(self._plain())

    def to_arrow(self) -> Any:
        """Return an Arrow table, as `to_pandas`; its metadata tells basis, unit, vintage, notes and sources.

        Raises:
            MissingExtra: pyarrow is not installed.
        """
        return _frames.to_arrow(self._plain(), self._about())

    def write(self, path: str | os.PathLike[str], *, inert: bool = True) -> None:
        """Write the table as CSV: every digit of a number, and a word where there is no value.

        Args:
            path: A file whose name ends in ``.csv``; it is replaced.
            inert: Whether cells that a spreadsheet would take for a formula get a leading apostrophe; False gives them as
                they are, for machines.

        Raises:
            InvalidValue: The name ends in something else.
        """
        if not os.fspath(path).lower().endswith(".csv"):
            raise InvalidValue(
                f"{shown(os.fspath(path))} does not end in .csv; for other formats hand over to pandas or Arrow"
            )
        names, units, rows = self._tidy()
        replace_file(path, _frames.to_csv(names, units, rows, inert=inert))

    def _plain(self) -> list[_frames.Plain]:
        return _frames.plain_columns(*self._tidy())

    def _tidy(self) -> tuple[list[str], list[str], list[list[Cell]]]:
        """The table with basis and unit in every row, so that a file by itself says what it counts."""
        more = {
            name: getattr(self, name) for name in ("basis", "unit") if getattr(self, name) and name not in self.names
        }
        names, units = [*self.names, *more], [*(one.unit for one in self.columns), *("" for _ in more)]
        return names, units, [[*row, *more.values()] for row in self._rows]

    def _about(self) -> dict[str, Any]:
        told = {"title": self.title, "basis": self.basis, "unit": self.unit, "vintage": self.vintage}
        lists = {"notes": "; ".join(self.notes), "sources": "; ".join(map(str, self.sources))}
        return {name: value for name, value in (told | lists).items() if value}

    def cite(self) -> str:
        """Return what to print beneath the table: basis, unit, vintage, sources and their terms, in one paragraph."""
        named = "; ".join(str(source) for source in self.sources if source.is_sourced)
        if any(not source.is_sourced for source in self.sources):
            named += "; further general knowledge without a source" if named else "general knowledge without a source"
        parts = [
            self.title,
            *(f"{name}: {value}" for name, value in self._labels()),
            f"Sources: {named or 'none given'}",
            *(f"Terms: {terms}" for terms in dict.fromkeys(one.licence for one in self.sources) if terms),
        ]
        return plain(". ".join(part for part in parts if part) + ".")

    def _labels(self) -> list[tuple[str, str]]:
        told = (("Basis", self.basis), ("Unit", unit_in_words(self.unit)), ("Vintage", self.vintage))
        return [(name, value) for name, value in told if value]

    def _texts(self) -> tuple[list[str], list[list[str]], list[bool]]:
        head = [one.head for one in self.columns]
        rows = [[cell_text(cell, one.unit) for cell, one in zip(row, self.columns, strict=True)] for row in self._rows]
        told = [[cell for cell in self.column(name) if not isinstance(cell, NoValue)] for name in self.names]
        left = [k == 0 or any(map(is_left_aligned, cells)) for k, cells in enumerate(told)]
        return head, rows, left

    def _below(self) -> list[str]:
        """What stands under the table: labels, notes, and what is said of single cells."""
        said: dict[str, dict[str, list[str]]] = {}
        for one in self.remarks:
            row = cell_text(self._rows[one.row][0])
            said.setdefault(one.text, {}).setdefault(row, []).append(one.column.replace("_", " "))
        remarks = [f"{_places(where)}: {text}" for text, where in said.items()]
        return [*(f"{name.lower()}: {value}" for name, value in self._labels()), *self.notes, *remarks]

    def __repr__(self) -> str:
        head, rows, left = self._texts()
        shown = drawn(head, rows[:SHOWN], left=left, most=SHOWN_LINES)
        is_said = not self.unit or any(one.unit == self.unit for one in self.columns)
        title = self.title if is_said else f"{self.title} ({unit_in_words(self.unit)})".lstrip()
        return "\n".join([*filter(None, [plain(title)]), shown, *left_out(len(rows) - SHOWN)])

    def __str__(self) -> str:
        head, rows, left = self._texts()
        below = [f"- {plain(line)}" for line in self._below()]
        return "\n".join([*filter(None, [plain(self.title)]), drawn(head, rows, left=left), *below])

    def _repr_html_(self) -> str:
        head, rows, left = self._texts()
        below = [*left_out(len(rows) - SHOWN), *self._below()]
        return html_table(self.title, head, rows[:SHOWN], left=left, below=below, may_turn=True)


def _places(cells: Mapping[str, list[str]]) -> str:
    return "; ".join(f"{row} ({', '.join(names)})" for row, names in cells.items())
