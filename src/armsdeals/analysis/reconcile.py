"""Reconcile: hold a register against the yearly table that its publisher printed, cell by cell.

    >>> import pyarrow as pa
    >>> told = pa.table({"recipient": ["Norway", "Norway"], "year": [2019, 2021], "tiv": [16.3, 0.2]})
    >>> table = YearlyTable(of="recipient", years=(2019, 2020, 2021), printed={"Norway": ("16", None, "0")})
    >>> found = reconcile(told, table)
    >>> found
    Register and table, delivered, by recipient and year (million TIV)
    recipient  year      value  low  high  share estimated  register    table  agrees
    Norway     2019        0.3  0.3   0.3          unknown      16.3       16  yes
    Norway     2020          0    0     0   not applicable         0  unknown  yes
    Norway     2021        0.2  0.2   0.2          unknown       0.2        0  yes

A printed number stands for all that rounds to it; 0 stands for less than a half, and an empty cell says that none is known.
The two are kept apart: what the register tells where the table is empty is a difference, however small. Names of one state are put
together on both sides, since registers print some states in two ways, and tables in a third. Left out: mending.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve

from armsdeals.analysis._answer import APART, EVEN, Answer, answered, figure, listed
from armsdeals.analysis._asked import same_name
from armsdeals.analysis._engine import opened
from armsdeals.analysis._parts import Parts
from armsdeals.analysis._result import Result
from armsdeals.analysis._sums import Measure
from armsdeals.analysis._yearly import check_rows, other_side
from armsdeals.analysis.cells import FRACTION, NoValue
from armsdeals.analysis.columns import Column
from armsdeals.analysis.groups import Groups
from armsdeals.analysis.volumes import estimates, table_of
from armsdeals.errors import InvalidValue
from armsdeals.register.yearly_table import YearlyTable
from armsdeals.values.actors import known_key
from armsdeals.values.basis import Basis

_PLACES = 12
_NOISE = 0.005  # TIV; what two decimals in a file leave
_COLUMNS = (
    Column("value", meaning="the register less the table, in million TIV"),
    Column("low", meaning="the least that it may be"),
    Column("high", meaning="the most that it may be"),
    Column("share_estimated", unit=FRACTION, meaning="what part of the volume the register calls an estimate"),
    Column("register", meaning="the volume by the register, in million TIV"),
    Column("table", meaning="the volume as printed, in million TIV; unknown where the cell is empty"),
    Column("agrees", meaning="whether the two are equal within rounding; unknown where the register tells no volume"),
)
Told = tuple[float, float, float, Any]  # volume, low, high, what part of it is an estimate
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
        One row for each name that both have, as the register has it, and each year of the table: value (the register less the
        table), low, high, share_estimated, register, table (unknown where nothing is printed, which is not 0) and agrees. The
        notes count cells and tell names that stand on one side only or were put together.

    Raises:
        InvalidValue: The bases differ, or nobody says whose volumes the table holds (see `YearlyTable.with_rows_of`).
        TypeError: The table is none.
    """
    if not isinstance(table, YearlyTable):
        raise TypeError(f"{type(table).__name__} is no table of volumes by year; read one with ad.read_table")
    on = Basis(table.basis if basis is None else basis)
    if on is not Basis(table.basis):
        message = f"the table counts what is {Basis(table.basis).in_words}, which is not what is {on.in_words}"
        raise InvalidValue(message, path=("basis",))
    check_rows(table)
    side = _SIDE_OF[table.of]
    years = (table.years[0], table.years[-1])
    sides = other_side(table)
    frame = opened(data, columns=columns)
    found = answered(frame, question="reconcile", by=(side, "year"), basis=on, spread=spread, years=years, sides=sides)
    spelled = _spelled(found.names_of(0), table.names)
    printed = {label: [one for one in table.names if same_name(one, label)] for label in sorted(set(spelled.values()))}
    ours = _ours(found, spelled)
    half = float(table.rounded_to) / 2
    rows = [
        _row(label, year, ours.get((label, year)), [table[name, year] for name in names], half)
        for label, names in printed.items()
        if names
        for year in table.years
    ]
    groups = {name: label for name, label in spelled.items() if name != label}
    keys = (evolve(found.keys[0], groups=Groups(groups)), found.keys[1]) if groups else found.keys
    parts = Parts.of(
        data, keys=keys, basis=on, measure=Measure.TIV, spread=spread, years=years, columns=columns, sides=sides,
        allow_truncated=False,
    )  # fmt: skip
    notes = [*_counts(rows, len(table.years)), *_one_side(printed, table), *_together(groups, printed)]
    notes += [note for note in found.notes if not note.startswith(APART)]
    return table_of(
        evolve(found, years=None), "Register and table,", _COLUMNS, rows, unit="TIV", notes=notes, explains=parts
    )


def _spelled(names: list[Any], printed: Sequence[str]) -> dict[str, str]:
    """Return for each name of the register the one under which it is put together with others that mean the same."""
    one: dict[Any, list[str]] = {}
    for name in sorted(dict.fromkeys(map(str, names))):
        one.setdefault(known_key(name) or name, []).append(name)
    return {name: next((told for told in held if told in printed), held[0]) for held in one.values() for name in held}


def _ours(found: Answer, spelled: Mapping[str, str]) -> dict[tuple[str, Any], list[Told]]:
    """Return what the register tells of each name and year; an empty list where it tells rows and no volume."""
    sums = found.cells.sums
    ends = (sums[name].tolist() for name in ("best", "low", "high"))
    out: dict[tuple[str, Any], list[Told]] = {}
    cells = zip(found.labels(), *ends, estimates(found), found.cells.told.tolist(), strict=True)
    for (name, year), best, low, high, share, count in cells:
        held = out.setdefault((spelled[str(name)], year), [])
        if count:
            held.append((best, low, high, share))
    return out


def _row(name: str, year: int, ours: list[Told] | None, printed: list[Decimal | None], half: float) -> tuple[Any, ...]:
    held = [one for one in printed if one is not None]
    theirs = sum(held, Decimal(0))
    cell = theirs if held else NoValue.UNKNOWN
    if ours is not None and not ours:
        return name, year, *(NoValue.UNKNOWN,) * 5, cell, NoValue.UNKNOWN
    best, low, high = (sum(end) for end in list(zip(*ours, strict=True))[:3]) if ours else (0.0, 0.0, 0.0)
    share = _estimated(ours or [], best)
    allowed = len(held) * half + _NOISE if held else 0.0
    told = [round(end - float(theirs), _PLACES) for end in (best, low, high)]
    return name, year, *told, share, round(best, _PLACES), cell, abs(best - float(theirs)) <= allowed


def _estimated(ours: list[Told], best: float) -> Any:
    """Return what part of the sum of one name or several is an estimate."""
    if len(ours) == 1:
        return ours[0][3]
    if not best:
        return NoValue.NOT_APPLICABLE
    told = [(volume, share) for volume, _, _, share in ours if volume]
    if any(isinstance(share, NoValue) for _, share in told):
        return NoValue.UNKNOWN
    return round(sum(volume * share for volume, share in told) / best, _PLACES)


def _counts(rows: list[tuple[Any, ...]], years: int) -> list[str]:
    names = {row[0] for row in rows}
    printed = [row for row in rows if not isinstance(row[7], NoValue)]
    known = [row for row in rows if not isinstance(row[2], NoValue)]
    largest = max((abs(row[2]) for row in known), default=0.0)
    off = [f"{row[0]} {row[1]} ({row[2]:+g})" for row in known if not row[-1]]
    told = [
        f"{many:,} {what}{'s' if many != 1 else ''}"
        for many, what in ((len(names), "name"), (years, "year"), (len(rows), "cell"))
    ]
    size = f"{', '.join(told)}, of which the table prints {len(printed):,}"
    verdict = (
        f"{len(off)} cell{'s differ' if len(off) > 1 else ' differs'} beyond rounding: {listed(off)}"
        if off
        else "no cell differs beyond rounding"
    )
    if len(known) < len(rows):
        verdict += f"; of {len(rows) - len(known):,} the register tells deliveries and no volume"
    return [f"{size}; the largest difference is {figure(round(largest, 2))}", verdict]


def _one_side(printed: Mapping[str, list[str]], table: YearlyTable) -> list[str]:
    alone = [name for name, theirs in printed.items() if not theirs]
    known = {name for theirs in printed.values() for name in theirs}
    missing = [name for name in table.names if name not in known]
    notes = []
    if alone:
        notes.append(f"the register tells of {listed(alone)}, of whom the table has no row")
    if missing:
        notes.append(
            f"the table has {len(missing)} row{'s' if len(missing) > 1 else ''} of whom the register tells nothing in these years: {listed(missing)}"
        )
    return notes


def _together(groups: Mapping[str, str], printed: Mapping[str, list[str]]) -> list[str]:
    """Tell which names of one state were put together, in the register and in the table."""
    ours: dict[str, list[str]] = {}
    for name, label in groups.items():
        ours.setdefault(label, []).append(name)
    told = [f"{label} with {' and '.join(names)}" for label, names in sorted(ours.items())]
    told += [" with ".join(names) for names in printed.values() if len(names) > 1]
    return [f"names of one state are put together: {listed(told)}"] if told else []
