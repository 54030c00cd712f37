"""Reconcile: hold a register against the yearly table that its publisher printed, cell by cell.

    >>> import pyarrow as pa
    >>> told = pa.table({"recipient": ["Norway", "Norway"], "year": [2019, 2021], "tiv": [16.3, 0.2]})
    >>> table = YearlyTable(of="recipient", years=(2019, 2020, 2021), printed={"Norway": ("16", None, "0")})
    >>> found = reconcile(told, table)
    >>> found
    Register and table, delivered, by recipient and year
    recipient  year      value  low  high  share estimated  register    table  agrees
    Norway     2019        0.3  0.3   0.3          unknown      16.3       16  yes
    Norway     2020          0    0     0   not applicable         0  unknown  yes
    Norway     2021        0.2  0.2   0.2          unknown       0.2        0  yes

A printed number stands for all that rounds to it; 0 stands for less than a half, and an empty cell says that none is known.
The two are kept apart: what the register tells where the table is empty is a difference, however small. Left out: mending.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from armsdeals.analysis._answer import EVEN, Answer, answered, figure, listed
from armsdeals.analysis._asked import same_name
from armsdeals.analysis._engine import opened
from armsdeals.analysis._parts import Parts
from armsdeals.analysis._result import Result
from armsdeals.analysis._sums import Measure
from armsdeals.analysis._yearly import other_side
from armsdeals.analysis.cells import FRACTION, NoValue
from armsdeals.analysis.columns import Column
from armsdeals.analysis.volumes import estimates, table_of
from armsdeals.errors import InvalidValue
from armsdeals.register.yearly_table import YearlyTable
from armsdeals.values.basis import Basis

_PLACES = 12
_NOISE = 0.005  # TIV; what two decimals in a file leave
_COLUMNS = (
    Column("value", meaning="the register less the table, in TIV"),
    Column("low", meaning="the least that it may be"),
    Column("high", meaning="the most that it may be"),
    Column("share_estimated", unit=FRACTION, meaning="what part of the volume the register calls an estimate"),
    Column("register", meaning="the volume by the register, in TIV"),
    Column("table", meaning="the volume as printed, in TIV; unknown where the cell is empty"),
    Column("agrees", meaning="whether the two are equal within rounding"),
)
_SIDE_OF = {"supplier": "supplier", "recipient": "recipient", "category": "armament_category"}


def reconcile(
    data: Any,
    table: YearlyTable,
    *,
    basis: Basis | str | None = None,
    spread: str | None = EVEN,
    columns: Mapping[str, str] | None = None,
) -> Result:
    """Hold a register against an official table of volumes by year.

    Args:
        data: What holds the rows (see `volumes`).
        table: The table, as `read_table` gives it.
        basis: What the volumes of the register count; the basis of the table if left out.
        spread: "even" shares out evenly what the register tells for several years together; None leaves it under no year,
            and so out of the comparison.
        columns: Our names of columns, each with the name in the frame.

    Returns:
        One row for each name that both have and each year of the table: value (the register less the table), low, high,
        share_estimated, register, table (unknown where nothing is printed, which is not 0) and agrees. The notes count cells
        and tell names that stand on one side only.

    Raises:
        InvalidValue: The bases differ.
        TypeError: The table is none.
    """
    if not isinstance(table, YearlyTable):
        raise TypeError(f"{type(table).__name__} is no table of volumes by year; read one with ad.read_table")
    on = Basis(table.basis if basis is None else basis)
    if on is not Basis(table.basis):
        message = f"the table counts what is {Basis(table.basis).in_words}, which is not what is {on.in_words}"
        raise InvalidValue(message, path=("basis",))
    side = _SIDE_OF[table.of]
    years = (table.years[0], table.years[-1])
    sides = other_side(table)
    frame = opened(data, columns=columns)
    found = answered(frame, question="reconcile", by=(side, "year"), basis=on, spread=spread, years=years, sides=sides)
    ours = _ours(found)
    printed = {name: next((one for one in table.names if same_name(one, name)), None) for name, _ in ours}
    half = float(table.rounded_to) / 2
    rows = [
        _row(name, year, ours.get((name, year)), table[theirs, year], half)
        for name, theirs in sorted((str(name), theirs) for name, theirs in printed.items() if theirs is not None)
        for year in table.years
    ]
    parts = Parts.of(
        data, keys=found.keys, basis=on, measure=Measure.TIV, spread=spread, years=years, columns=columns, sides=sides,
        allow_truncated=False,
    )  # fmt: skip
    notes = [*_counts(rows, len(table.years)), *_one_side(printed, table), *found.notes]
    return table_of(
        evolve(found, years=None), "Register and table,", _COLUMNS, rows, unit="TIV", notes=notes, explains=parts
    )


def _ours(found: Answer) -> dict[tuple[Any, int], tuple[float, float, float, Any]]:
    sums = found.cells.sums
    ends = (sums[name].tolist() for name in ("best", "low", "high"))
    return dict(zip(found.labels(), zip(*ends, estimates(found), strict=True), strict=True))


def _row(name: str, year: int, ours: Any, printed: Any, half: float) -> tuple[Any, ...]:
    best, low, high, share = ours or (0.0, 0.0, 0.0, NoValue.NOT_APPLICABLE)
    theirs = 0.0 if printed is None else float(printed)
    allowed = 0.0 if printed is None else half + _NOISE
    told = [round(end - theirs, _PLACES) for end in (best, low, high)]
    cell = NoValue.UNKNOWN if printed is None else printed
    return name, year, *told, share, round(best, _PLACES), cell, abs(best - theirs) <= allowed


def _counts(rows: list[tuple[Any, ...]], years: int) -> list[str]:
    names = {row[0] for row in rows}
    printed = [row for row in rows if not isinstance(row[7], NoValue)]
    largest = max((abs(row[2]) for row in rows), default=0.0)
    off = [f"{row[0]} {row[1]} ({row[2]:+g})" for row in rows if not row[-1]]
    size = f"{len(names)} names, {years} years, {len(rows):,} cells, of which the table prints {len(printed):,}"
    verdict = (
        f"{len(off)} cell{'s differ' if len(off) > 1 else ' differs'} beyond rounding: {listed(off)}"
        if off
        else "no cell differs beyond rounding"
    )
    return [f"{size}; the largest difference is {figure(round(largest, 2))}", verdict]


def _one_side(printed: Mapping[Any, str | None], table: YearlyTable) -> list[str]:
    alone = sorted(str(name) for name, theirs in printed.items() if theirs is None)
    missing = [name for name in table.names if name not in printed.values()]
    notes = []
    if alone:
        notes.append(f"the register tells of {listed(alone)}, of whom the table has no row")
    if missing:
        notes.append(
            f"the table has {len(missing)} row{'s' if len(missing) > 1 else ''} of whom the register tells nothing in these years: {listed(missing)}"
        )
    return notes
