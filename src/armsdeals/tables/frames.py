"""Frames: the long tables as Arrow, pandas and polars, each column of one type.

Sums are decimals of 38 digits with 8 decimals, days are days, and what nobody says is null. Arrow goes out batch by batch,
so that a long table needs no more room than a few thousand of its rows.

    >>> in_arrow("deliveries").field("when_earliest").type
    DataType(date32[day])

Left out: reading frames back; a register is not made of them.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import islice
from typing import Any

from armsdeals.errors import need
from armsdeals.tables.columns import Columns, ColumnType
from armsdeals.tables.flat import columns as columns_of

BATCH = 4_096  # rows
IN_PANDAS = {
    ColumnType.TEXT: "string",
    ColumnType.DAY: "datetime64[s]",  # of nanoseconds, pandas knows no year before 1677
    ColumnType.WHOLE: "Int64",
    ColumnType.NUMBER: "Float64",
    ColumnType.MONEY: "object",
    ColumnType.FLAG: "boolean",
}
Rows = Iterable[Sequence[Any]]
SharedColumns = Sequence[tuple[Mapping[str, Sequence[Any]], Sequence["array[int]"]]]


def pyarrow() -> Any:
    """Return the Arrow library.

    Raises:
        MissingExtra: It is not installed.
    """
    return need("pyarrow", extra="analysis", what="an Arrow table")


def in_arrow(table: str, columns: Columns | None = None) -> Any:
    """Return the Arrow schema of a table; each field tells its unit and its meaning."""
    pa = pyarrow()
    types = {
        ColumnType.TEXT: pa.string(),
        ColumnType.DAY: pa.date32(),
        ColumnType.WHOLE: pa.int64(),
        ColumnType.NUMBER: pa.float64(),
        ColumnType.MONEY: pa.decimal128(38, 8),
        ColumnType.FLAG: pa.bool_(),
    }
    fields = [
        pa.field(one.name, types[one.type], metadata={"meaning": one.meaning, "unit": one.unit, "empty": one.empty})
        for one in columns or columns_of(table)
    ]
    return pa.schema(fields, metadata={"armsdeals.table": table})


def batches(table: str, columns: Columns, rows: Rows, *, size: int = BATCH) -> Iterator[Any]:
    """Yield the rows of a table as Arrow record batches."""
    pa = pyarrow()
    schema = in_arrow(table, columns)
    left = iter(rows)
    while held := list(islice(left, size)):
        arrays = [pa.array(values, type=one.type) for values, one in zip(zip(*held, strict=True), schema, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def shared_reader(table: str, columns: Columns, blocks: Iterable[SharedColumns]) -> Any:
    """Return a reader of record batches of which cells recur: each block has these once, and where rows take them.

    Args:
        table: The name of the table.
        columns: Its columns.
        blocks: Of each block the cells by column, with the way to them: the places that lead from the rows to the cells, the
            last ones row by row, in arrays of 32 bits; no way where the cells themselves stand row by row.
    """
    pa = pyarrow()
    schema = in_arrow(table, columns)
    types = {one.name: one.type for one in schema}

    def batches_of() -> Iterator[Any]:
        for block in blocks:
            arrays = {}
            made: dict[int, Any] = {}  # places as arrays, by the list
            for cells, ways in block:
                taken = None
                for way in ways:
                    if id(way) not in made:
                        made[id(way)] = pa.Array.from_buffers(pa.int32(), len(way), [None, pa.py_buffer(way)])
                    taken = made[id(way)] if taken is None else taken.take(made[id(way)])
                for name, held in cells.items():
                    told = pa.array(held, type=types[name])
                    arrays[name] = told if taken is None else told.take(taken)
            yield pa.RecordBatch.from_arrays([arrays[one.name] for one in schema], schema=schema)

    return pa.RecordBatchReader.from_batches(schema, batches_of())


def reader(table: str, columns: Columns, rows: Rows) -> Any:
    """Return a reader of record batches, which takes the rows as they are asked for."""
    return pyarrow().RecordBatchReader.from_batches(in_arrow(table, columns), batches(table, columns, rows))


def to_parquet(arrow: Any) -> bytes:
    """Return an Arrow table as a Parquet file."""
    told = BytesIO()
    need("pyarrow.parquet", extra="analysis", what="a Parquet file").write_table(arrow, told, compression="zstd")
    return told.getvalue()


def to_polars(columns: Columns, rows: Rows) -> Any:
    """Return a polars frame."""
    pl = need("polars", extra="polars", what="a polars frame")
    types = {
        ColumnType.TEXT: pl.String,
        ColumnType.DAY: pl.Date,
        ColumnType.WHOLE: pl.Int64,
        ColumnType.NUMBER: pl.Float64,
        ColumnType.MONEY: pl.Decimal(38, 8),
        ColumnType.FLAG: pl.Boolean,
    }
    held = _by_column(columns, rows)
    return pl.DataFrame([pl.Series(one.name, held[k], dtype=types[one.type]) for k, one in enumerate(columns)])


def to_pandas(table: str, columns: Columns, rows: Rows) -> Any:
    """Return a pandas frame; sums are Decimals, days are dates to the second, and ``attrs`` names the table."""
    pd = need("pandas", extra="pandas", what="a pandas frame")
    held = _by_column(columns, rows)
    frame = pd.DataFrame({one.name: pd.Series(held[k], dtype=IN_PANDAS[one.type]) for k, one in enumerate(columns)})
    frame.attrs["armsdeals.table"] = table
    return frame


def _by_column(columns: Columns, rows: Rows) -> list[list[Any]]:
    held: list[list[Any]] = [[] for _ in columns]
    for row in rows:
        for values, value in zip(held, row, strict=True):
            values.append(value)
    return held
