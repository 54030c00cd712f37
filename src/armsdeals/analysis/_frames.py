"""Frames: a table of cells as plain columns, for pandas, polars, Arrow and spreadsheets.

Each column becomes one of one type; a column of ranges brings two more, ``x_low`` and ``x_high``. Where there is no value
stands a null, never 0 or an empty text; where some are known to be withheld, not to arise or not to exist, ``x_absent``
says so. Numbers go over as binary fractions; the exact ones stand in the `Result` and in the files that it writes.

Left out: reading such frames back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from armsdeals._inert import inert_text
from armsdeals.analysis.cells import Cell, NoValue, cell_text, ends_of, exact_text, kind_of
from armsdeals.errors import InvalidValue, need

_LONGEST = 2**63  # whole numbers of a column


class Plain(NamedTuple):
    """A column of one type.

    Attributes:
        name: Its name.
        kind: flag, whole, number, day or text.
        values: Its values, None where there is none.
    """

    name: str
    kind: str
    values: list[Any]


def plain_columns(names: Sequence[str], units: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[Plain]:
    """Return the columns of a table, each of one type.

    Raises:
        InvalidValue: A column that ranges bring has the name of another one.
    """
    out: list[Plain] = []
    for k, (name, unit) in enumerate(zip(names, units, strict=True)):
        out += _spread(name, unit, [row[k] for row in rows])
    seen: set[str] = set()
    for column in out:
        if column.name in seen:
            raise InvalidValue(f"two columns would be called {column.name}; rename one of them")
        seen.add(column.name)
    return out


def _spread(name: str, unit: str, cells: Sequence[Cell]) -> list[Plain]:
    kinds = {kind_of(cell) for cell in cells if not isinstance(cell, NoValue)}
    kind = _one_of(kinds)
    if kind == "whole" and any(abs(cell) >= _LONGEST for cell in cells if not isinstance(cell, NoValue)):
        kind = "number"
    told = [None if isinstance(cell, NoValue) else _value(cell, kind, unit) for cell in cells]
    out = [Plain(name, kind, told)]
    if "range" in kinds:
        ends = [ends_of(cell, unit) for cell in cells]
        out.append(Plain(f"{name}_low", "number", [_float(one and one.low) for one in ends]))
        out.append(Plain(f"{name}_high", "number", [_float(one and one.high) for one in ends]))
    absent = [cell.in_words if isinstance(cell, NoValue) and cell is not NoValue.UNKNOWN else None for cell in cells]
    return [*out, Plain(f"{name}_absent", "text", absent)] if any(absent) else out


def _float(number: Any) -> float | None:
    return None if number is None else float(number)


def _one_of(kinds: set[str]) -> str:
    if kinds == {"whole", "number"}:
        return "number"
    return kinds.pop() if len(kinds) == 1 and "range" not in kinds else "text"


def _value(cell: Cell, kind: str, unit: str) -> Any:
    if kind == "text":
        return cell if type(cell) is str else cell_text(cell, unit)
    return float(cell) if kind == "number" else cell


def to_pandas(columns: Iterable[Plain], about: dict[str, Any]) -> Any:
    """Return a pandas frame; nulls are ``pd.NA`` in nullable columns, and ``attrs`` tells what it holds."""
    pd = need("pandas", extra="pandas", what="a pandas frame")
    types = {"flag": "boolean", "whole": "Int64", "number": "Float64", "text": "string", "day": "object"}
    frame = pd.DataFrame({one.name: pd.Series(one.values, dtype=types[one.kind]) for one in columns})
    frame.attrs.update(about)
    return frame


def to_polars(columns: Iterable[Plain]) -> Any:
    """Return a polars frame."""
    pl = need("polars", extra="polars", what="a polars frame")
    types = {"flag": pl.Boolean, "whole": pl.Int64, "number": pl.Float64, "text": pl.String, "day": pl.Date}
    return pl.DataFrame([pl.Series(one.name, one.values, dtype=types[one.kind]) for one in columns])


def to_arrow(columns: Iterable[Plain], about: dict[str, Any]) -> Any:
    """Return an Arrow table; its metadata tells what it holds."""
    pa = need("pyarrow", extra="analysis", what="an Arrow table")
    types = {"flag": pa.bool_(), "whole": pa.int64(), "number": pa.float64(), "text": pa.string(), "day": pa.date32()}
    held = list(columns)
    schema = pa.schema(
        [pa.field(one.name, types[one.kind]) for one in held], metadata={k: str(v) for k, v in about.items()}
    )
    return pa.table([pa.array(one.values, type=types[one.kind]) for one in held], schema=schema)


def square(names: Sequence[str], rows: Sequence[Sequence[float]]) -> Any:
    """Return a pandas frame with the same names as index and columns."""
    pd = need("pandas", extra="pandas", what="a pandas frame")
    return pd.DataFrame([list(row) for row in rows], index=list(names), columns=list(names), dtype="float64")


def to_csv(names: Sequence[str], units: Sequence[str], rows: Sequence[Sequence[Cell]], *, inert: bool = True) -> bytes:
    """Return the table as CSV in UTF-8: every digit of a number, and a word where there is no value.

    Args:
        names: Names of the columns.
        units: Their units.
        rows: The cells.
        inert: Whether cells that a spreadsheet would take for a formula get a leading apostrophe.
    """
    told = io.StringIO(newline="")
    writer = csv.writer(told, lineterminator="\n")
    head: list[str] = []
    body: list[list[str]] = [[] for _ in rows]
    for k, (name, unit) in enumerate(zip(names, units, strict=True)):
        cells = [row[k] for row in rows]
        ranges = any(kind_of(cell) == "range" for cell in cells if not isinstance(cell, NoValue))
        head += [name, f"{name}_low", f"{name}_high"] if ranges else [name]
        for line, cell in zip(body, cells, strict=True):
            line.extend([exact_text(cell), *_ends(cell, unit)] if ranges else [exact_text(cell)])
    writer.writerows([[inert_text(cell) if inert else cell for cell in line] for line in (head, *body)])
    return told.getvalue().encode()


def _ends(cell: Cell, unit: str) -> list[str]:
    if isinstance(cell, NoValue):
        return [cell.in_words] * 2
    ends = ends_of(cell, unit)
    unknown = NoValue.UNKNOWN.in_words
    return [unknown] * 2 if ends is None else [unknown if one is None else exact_text(one) for one in ends[:2]]
