"""Columns, rows and remarks: what a table of answers is made of.

>>> row = ResultRow(("deal", "days"), ("tur-s400", 285))
>>> row["days"], dict(row)
(285, {'deal': 'tur-s400', 'days': 285})
>>> row["day"]
Traceback (most recent call last):
armsdeals.errors.UnknownName: no column is called 'day'; did you mean days?
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isfinite
from typing import Any, NamedTuple

from attrs import field, frozen

from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.analysis.cells import FRACTION, Cell, NoValue, cell_text, to_cell
from armsdeals.errors import InvalidValue, UnknownName, suggestion
from armsdeals.values.tiv import unit_in_words

_ALSO_CALLED = {"buyer": "recipient", "seller": "supplier"}


class Remark(NamedTuple):
    """What must be said of one cell: an assumption, a convention, why it is unknown.

    Attributes:
        row: The place of the row, from 0.
        column: The name of the column.
        text: What is said.
    """

    row: int
    column: str
    text: str


@frozen(repr=False)
class Column:
    """One column.

    Attributes:
        name: Its name: letters, digits and underscores, beginning with a letter.
        unit: What its numbers count: "day", "USD", or "fraction" for what is shown as a percentage; empty where each cell
            tells its own, or there is none.
        meaning: What stands in it, in words.

    Raises:
        InvalidValue: The name is none.
    """

    name: str
    unit: str = field(default="", kw_only=True)
    meaning: str = field(default="", kw_only=True)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if not (self.name.isascii() and self.name.isidentifier() and self.name[0] != "_"):
            raise InvalidValue(f"{shown(self.name)} is no name of a column (expected letters, digits and underscores)")

    @property
    def head(self) -> str:
        """Its name in words, with the unit of its numbers."""
        unit = "" if self.unit in ("", FRACTION) else f" ({unit_in_words(self.unit)})"
        return f"{self.name.replace('_', ' ')}{unit}"


class ResultRow(Mapping[str, Cell]):
    """One row: the cells by the names of their columns, in order; it cannot be changed."""

    __slots__ = ("_cells", "_names")

    def __init__(self, names: Sequence[str], cells: Sequence[Cell]) -> None:
        self._names, self._cells = tuple(names), tuple(cells)

    def __getitem__(self, name: str) -> Cell:
        return self._cells[place_of(name, self._names)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __hash__(self) -> int:
        return hash((self._names, self._cells))

    def __repr__(self) -> str:
        return f"<{', '.join(f'{name} {cell_text(cell)}' for name, cell in self.items())}>"


def place_of(name: str, names: Sequence[str]) -> int:
    """Return the place of a column.

    Raises:
        UnknownName: There is none of that name.
    """
    if name in names:
        return names.index(name)
    near = suggestion(str(name), names)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
    raise UnknownName(f"no column is called {shown(name)}; {hint}", suggestions=near)


def one_row(names: Sequence[str], rows: Iterable[Sequence[Any]], keys: int, cell: Mapping[str, Any]) -> Sequence[Any]:
    """Return the one row in which given cells stand.

    Args:
        names: The columns.
        rows: The rows.
        keys: How many of the first columns name a row.
        cell: What stands in it, by the names of columns; buyer and seller stand for recipient and supplier.

    Raises:
        UnknownName: There is no such column, or not one row.
    """
    meant = {name: name if name in names else _ALSO_CALLED.get(name, name) for name in cell}
    wanted = {place_of(name, names): str(cell[told]) for told, name in meant.items()}
    held = list(rows)
    found = [row for row in held if all(str(row[place]) == value for place, value in wanted.items())]
    if len(found) == 1:
        return found[0]
    by = f"name one by {', '.join(names[:keys])}"
    if not wanted:
        raise UnknownName(f"there are {len(found)} rows; {by}")
    told = ", ".join(f"{names[place]} {shown(value)}" for place, value in wanted.items())
    if found:
        raise UnknownName(f"{len(found)} rows have {told}; {by}")
    near: tuple[str, ...] = ()
    for place, value in wanted.items():
        listed = list(dict.fromkeys(str(row[place]) for row in held))
        near = near or (() if value in listed else suggestion(value, listed))
    raise UnknownName(f"no row has {told}; {f'did you mean {near[0]}?' if near else by}", suggestions=near)


def to_columns(columns: Iterable[Column | str]) -> tuple[Column, ...]:
    """Return columns; a text is the name of one."""
    return tuple(Column(one) if isinstance(one, str) else one for one in columns)


def to_rows(rows: Iterable[Iterable[Any]]) -> tuple[tuple[Cell, ...], ...]:
    """Return rows of cells, each looked at; a text or whole number that recurs once."""
    told = [tuple(row) for row in rows]
    if len(set(map(len, told))) != 1:  # none, or of several lengths
        return tuple(tuple(map(to_cell, row)) for row in told)
    seen: dict[str | int, Cell] = {}
    return tuple(zip(*(_looked_at(column, seen) for column in zip(*told, strict=True)), strict=True))


def _looked_at(column: Sequence[Any], seen: dict[str | int, Cell]) -> Sequence[Cell]:
    """A column as cells, of plain numbers and texts all at once; what was seen already is added to."""
    kinds = set(map(type, column))
    if kinds <= {float, NoValue}:
        numbers = column if kinds == {float} else [value for value in column if type(value) is float]
        if all(map(isfinite, numbers)):
            return column
    if kinds in ({str}, {int}):
        seen.update((value, to_cell(value)) for value in set(column) - seen.keys())
        return [seen[value] for value in column]
    return [to_cell(value) for value in column]


def to_remarks(told: Iterable[tuple[int, str, str]]) -> tuple[Remark, ...]:
    """Return remarks."""
    return tuple(Remark(*one) for one in told)
