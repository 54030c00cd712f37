"""Yearly tables of a publisher as rows to ask, so that questions of shares and changes answer for them too.

    >>> printed = YearlyTable(of="supplier", years=(2019, 2020), printed={"Sweden": (3, None), "Total": (3, 0)}, direction="import",
    ...                       counterpart="Norway")
    >>> rows_of(printed).to_pylist()[0]
    {'supplier': 'Sweden', 'recipient': 'Norway', 'year': 2019, 'tiv': 3.0, 'basis': 'DELIVERED'}
    >>> rows_of(printed).num_rows
    2

A row of sums is left out, and a cell that was not printed has a row without a volume: nobody says that it is 0.
"""

from __future__ import annotations

from typing import Any

from armsdeals.errors import InvalidValue, need
from armsdeals.register.yearly_table import NOBODY_SAYS, SAY_IT, YearlyTable
from armsdeals.values.tiv import UNIT

_TIV = "TIV"


def rows_of(table: YearlyTable) -> Any:
    """Return a yearly table as an Arrow table, one row for each cell.

    Raises:
        InvalidValue: It does not count in TIV, or nobody says what its rows are.
        MissingExtra: pyarrow is not installed.
    """
    check_rows(table)
    if table.unit != _TIV:
        raise InvalidValue(f"the table counts in {table.unit}, and questions about volumes add up TIV")
    pa = need("pyarrow", extra="analysis", what="a question about a yearly table")
    cells = [(name, year, table[name, year]) for name in table.names for year in table.years]
    names, years, printed = zip(*cells, strict=True) if cells else ((), (), ())
    columns = {
        table.of: pa.array(names, pa.string()),
        **{side: pa.array([name] * len(cells), pa.string()) for side, name in other_side(table).items()},
        "year": pa.array(years, pa.int64()),
        "tiv": pa.array([None if cell is None else float(cell) for cell in printed], pa.float64()),
        "basis": pa.array([table.basis] * len(cells), pa.string()),
    }
    return pa.table(columns)


def check_rows(table: YearlyTable) -> None:
    """Refuse a table of which nobody says what its rows are.

    Raises:
        InvalidValue: It is one.
    """
    if not table.of:
        raise InvalidValue(f"this is a table of volumes by year, and {NOBODY_SAYS}; {SAY_IT}", path=("of",))


def other_side(table: YearlyTable) -> dict[str, str]:
    """Return the one party on the other side, by which side it is, where the table is of one alone."""
    if not table.counterpart:
        return {}
    other = "recipient" if table.direction == "import" and table.of != "recipient" else "supplier"
    if table.of == other:
        other = "supplier" if other == "recipient" else "recipient"
    return {other: table.counterpart}


def rounding_of(table: YearlyTable) -> str:
    """Return the note on how its cells are rounded; nothing if they are exact."""
    if not table.rounded_to:
        return ""
    return f"the cells of the table are rounded to {table.rounded_to:f} {UNIT}, and so their sums are not exact"
