"""Table and Tables: the long tables of one register, made as they are asked for.

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.register.register import Register
    >>> tables = Register([Deal(id="demo").sign(on="2017-09")]).tables
    >>> tables["events"]
    <Table events: 1 row, 28 columns>
    >>> tables["events"][0]["stage"], tables["deals"].column("stage")
    ('SIGNED', ('SIGNED',))

Rows come in the order of the deals and of what is told in them. Left out: adding up, which is `armsdeals.analysis`.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import StringIO
from pathlib import PurePath
from typing import Any

from attrs import frozen

from armsdeals._disk import replace_file
from armsdeals._inert import inert_text
from armsdeals._sheet import drawn, html_table, left_out
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.model.deal import Deal
from armsdeals.tables import frames
from armsdeals.tables.columns import Columns, ColumnType
from armsdeals.tables.flat import TABLES, table_named
from armsdeals.tables.subject import Held, deal_subject, deals_in, subjects_in
from armsdeals.values.number import shortest_decimal

SHOWN = 20  # rows of a table that is printed


@frozen(repr=False)
class Table:
    """One long table of a register.

    Attributes:
        name: Its name.
        rows: The cells of each row, in the order of the columns; None where a cell is empty.
    """

    name: str
    rows: tuple[tuple[Any, ...], ...]

    @property
    def columns(self) -> Columns:
        """Its columns, with their types, units and meanings."""
        return table_named(self.name).columns

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        names = self.columns.names
        return (dict(zip(names, row, strict=True)) for row in self.rows)

    def __getitem__(self, place: int) -> dict[str, Any]:
        """Return one row, by the names of its columns."""
        return dict(zip(self.columns.names, self.rows[place], strict=True))

    def column(self, name: str) -> tuple[Any, ...]:
        """Return the cells of a column.

        Raises:
            UnknownName: There is none of that name.
        """
        place = self.columns.place(name)
        return tuple(row[place] for row in self.rows)

    def to_arrow(self) -> Any:
        """Return an Arrow table; its fields tell units and meanings.

        Raises:
            MissingExtra: pyarrow is not installed.
        """
        return frames.reader(self.name, self.columns, self.rows).read_all()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return frames.reader(self.name, self.columns, self.rows).__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> Any:
        """Return a pandas frame; sums are Decimals, and what nobody says is missing.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return frames.to_pandas(self.name, self.columns, self.rows)

    def to_polars(self) -> Any:
        """Return a polars frame.

        Raises:
            MissingExtra: polars is not installed.
        """
        return frames.to_polars(self.columns, self.rows)

    def to_csv(self, *, inert: bool = True) -> bytes:
        """Return the table as CSV for people, in UTF-8. It is not read back; write the register for that.

        Args:
            inert: Whether cells that a spreadsheet would take for a formula get a leading apostrophe.
        """
        told = StringIO(newline="")
        cell = inert_text if inert else str
        writer = csv.writer(told)
        writer.writerow(self.columns.names)
        writer.writerows([[cell(_text(value)) for value in row] for row in self.rows])
        return told.getvalue().encode()

    def to_parquet(self) -> bytes:
        """Return the table as a Parquet file. It is not read back; write the register for that.

        Raises:
            MissingExtra: pyarrow is not installed.
        """
        return frames.to_parquet(self.to_arrow())

    def write(self, path: str | os.PathLike[str], *, inert: bool = True) -> None:
        """Write the table to a file; the suffix decides: .csv or .parquet.

        Raises:
            InvalidValue: It is another suffix, or something that is no regular file has the name.
            UnwritableOutput: The file cannot be written.
        """
        match PurePath(os.fspath(path)).suffix.lower():
            case ".csv":
                data = self.to_csv(inert=inert)
            case ".parquet":
                data = self.to_parquet()
            case other:
                message = f"the suffix {shown(other)} is not known for a table (expected .csv or .parquet)"
                raise InvalidValue(message, code="unknown-suffix")
        replace_file(path, data)

    def __repr__(self) -> str:
        rows = f"{len(self)} row{'s' if len(self) != 1 else ''}"
        return f"<Table {self.name}: {rows}, {len(self.columns)} columns>"

    def __str__(self) -> str:
        head, rows, left = self._shortened()
        return "\n".join([repr(self), drawn(head, rows, left=left, most=1), *self._left_out(head)])

    def _repr_html_(self) -> str:
        head, rows, left = self._shortened()
        return html_table(self.name, head, rows, left=left, below=self._left_out(head))

    def _shortened(self) -> tuple[list[str], list[list[str]], list[bool]]:
        """The first rows, and of the columns that are for people those that hold anything there."""
        first = self.rows[:SHOWN]
        columns = self.columns
        places = [columns.place(name) for name in table_named(self.name).printed]
        filled = [k for k in places if any(row[k] is not None for row in first)] or places[:1]
        left = [columns[k].type in (ColumnType.TEXT, ColumnType.DAY) for k in filled]
        return [columns[k].name for k in filled], [[_text(row[k]) for k in filled] for row in first], left

    def _left_out(self, head: list[str]) -> list[str]:
        return [*left_out(len(self) - SHOWN), *left_out(len(self.columns) - len(head), "column")]


class Tables(Mapping[str, Table]):
    """The long tables of a register, by their names; each is made when it is asked for."""

    __slots__ = ("_held",)

    def __init__(self, held: Held) -> None:
        self._held = held

    def __getitem__(self, name: str) -> Table:
        """Return a table.

        Raises:
            UnknownName: There is none of that name.
        """
        return Table(table_named(name).name, tuple(rows_of(self._held, name)))

    def __contains__(self, name: object) -> bool:
        return any(table.name == name for table in TABLES)

    def __iter__(self) -> Iterator[str]:
        return (table.name for table in TABLES)

    def __len__(self) -> int:
        return len(TABLES)

    def __repr__(self) -> str:
        return f"<Tables {', '.join(self)}>"

    def stream(self, name: str = "deals") -> Any:
        """Return a table as an Arrow reader of record batches, which are made as they are asked for.

        Raises:
            UnknownName: There is no table of that name.
            MissingExtra: pyarrow is not installed.
        """
        spec = table_named(name)
        if spec.blocks is not None:
            return frames.shared_reader(name, spec.columns, spec.blocks(self._held.deals))
        return frames.reader(name, spec.columns, rows_of(self._held, name))


def rows_of(held: Held, name: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table of what a register holds."""
    spec = table_named(name)
    if spec.rows is not None:
        yield from spec.rows(held.deals)
        return
    getters = [column.of for column in spec.columns]
    for subject in deals_in(held) if spec.cls is Deal else subjects_in(held):
        if isinstance(subject.item, spec.cls):
            yield tuple(get(subject) for get in getters)


def deal_row(deal: Deal) -> tuple[Any, ...]:
    """Return the row of one deal in the table of deals."""
    subject = deal_subject(deal)
    return tuple(column.of(subject) for column in table_named("deals").columns)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return shortest_decimal(value)
    return str(value)
