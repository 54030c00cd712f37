"""Columns of the long tables: what stands in each, in what unit, and what an empty cell means.

    >>> from armsdeals.tables.flat import columns
    >>> print(columns("deliveries")["quantity_best"])
    quantity_best: number, in what unit says; the number as it was stated (empty: nobody says, or only bounds are stated)

Together the columns of a table are its codebook (`Columns`). Left out: how they become frames (`frames`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, Self, overload

from attrs import field, frozen

from armsdeals._printed import short_repr
from armsdeals._sheet import html_table
from armsdeals._shown import shown
from armsdeals.errors import UnknownName, suggestion


class ColumnType(Enum):
    """What the values of a column are, in Python, Arrow and SQL.

    Attributes:
        arrow: The Arrow type, as its text.
    """

    TEXT = "text"  # str
    DAY = "day"  # datetime.date
    WHOLE = "whole"  # int
    NUMBER = "number"  # float: the nearest binary number; the exact one stands in the column of its text
    MONEY = "money"  # Decimal with 8 decimals
    FLAG = "flag"  # bool

    @property
    def arrow(self) -> str:
        """The Arrow type, as its text."""
        return _IN_ARROW[self]


_IN_ARROW = {
    ColumnType.TEXT: "string",
    ColumnType.DAY: "date32",
    ColumnType.WHOLE: "int64",
    ColumnType.NUMBER: "float64",
    ColumnType.MONEY: "decimal128(38, 8)",
    ColumnType.FLAG: "bool",
}


@frozen(kw_only=True, repr=False)
class TableColumn:
    """One column.

    Attributes:
        name: Its name, which does not change from release to release.
        type: What its values are.
        unit: In what its numbers count; empty where there is none.
        meaning: What stands in it.
        empty: What an empty cell means.
        of: Gives the value of the column, of what a row is about.
    """

    name: str
    type: ColumnType
    meaning: str
    unit: str = ""
    empty: str = "nobody says"
    of: Callable[[Any], Any] = field(repr=False, eq=False)

    __repr__ = short_repr

    def __str__(self) -> str:
        unit = f", in {self.unit}" if self.unit else ""
        return f"{self.name}: {self.type.value}{unit}; {self.meaning} (empty: {self.empty})"


class Columns(tuple[TableColumn, ...]):
    """The columns of one table, in order: its codebook. A column is found by its place or its name."""

    __slots__ = ()

    def __new__(cls, columns: Iterable[TableColumn] = ()) -> Self:  # noqa: D102  # the class says what it takes
        return super().__new__(cls, columns)

    @property
    def names(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(column.name for column in self)

    @overload  # type: ignore[override]
    def __getitem__(self, at: str | int) -> TableColumn: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[TableColumn, ...]: ...

    def __getitem__(self, at: str | int | slice) -> TableColumn | tuple[TableColumn, ...]:
        """Return a column.

        Raises:
            UnknownName: None is called so.
        """
        return super().__getitem__(self.place(at) if isinstance(at, str) else at)

    def place(self, name: str) -> int:
        """Return the place of a column.

        Raises:
            UnknownName: None is called so.
        """
        names = self.names
        if name in names:
            return names.index(name)
        near = suggestion(name, names)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
        raise UnknownName(f"no column is called {shown(name)}; {hint}", suggestions=near)

    def __repr__(self) -> str:
        return f"<Columns: {len(self)}>"

    def __str__(self) -> str:
        return "\n".join(map(str, self))

    def _repr_html_(self) -> str:
        rows = [(one.name, one.type.value, one.unit, one.meaning, one.empty) for one in self]
        return html_table("", ("column", "type", "unit", "meaning", "empty"), rows)
