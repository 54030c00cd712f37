"""Volumes: how much was ordered, delivered or licensed, by whom, to whom, of what, and when; always on one stated basis.

    >>> import pyarrow as pa
    >>> told = pa.table({"supplier": ["A", "A", "B"], "first_year": [2015, 2016, 2016], "last_year": [2016, 2016, 2016],
    ...                  "tiv": [16.0, 4.0, 1.5]})
    >>> found = volumes(told, by=("supplier", "year"), basis="delivered")
    >>> found
    Volume delivered, by supplier and year (million TIV)
    supplier  year  value  low  high  share estimated
    A         2015      8    0    16          unknown
    A         2016     12    4    20          unknown
    B         2016    1.5  1.5   1.5          unknown
    >>> found.notes[1]
    '74.4 % of this volume is told for several years together and is spread evenly over them, which is an estimate; low and high frame what is possible'

Repeating a deal in each of its years, or adding what is ordered to what has arrived, cannot be asked for. Volumes are TIV,
which measure arms and say nothing of what was paid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from armsdeals._collector import collector_paused
from armsdeals.analysis._answer import EVEN, Answer, answered, listed, what, window_of
from armsdeals.analysis._asked import Named, Years, sides_of
from armsdeals.analysis._columns_told import numpy
from armsdeals.analysis._engine import collected, narwhals
from armsdeals.analysis._parts import Parts
from armsdeals.analysis._result import Result
from armsdeals.analysis._sums import Measure
from armsdeals.analysis.cells import FRACTION, NoValue
from armsdeals.analysis.columns import Column
from armsdeals.errors import InvalidValue
from armsdeals.values.basis import Basis

TIDY = (
    Column("value", meaning="the sum, in the unit of the table"),
    Column("low", meaning="the least that it may be, where figures are told for several years together"),
    Column("high", meaning="the most that it may be"),
    Column("share_estimated", unit=FRACTION, meaning="what part of it the source calls an estimate"),
)
_FINE = 4_000  # below it a fraction has 12 decimals to spare
_PLACES = 12  # decimals that adding up binary fractions leaves exact
_UNITS = {Measure.TIV: "TIV", Measure.DEALS: "deals", Measure.NUMBER: ""}
_MONEY = frozenset({"usd", "$", "eur", "money", "price", "prices", "amount", "value"})


@collector_paused()
def volumes(
    data: Any,
    *,
    by: Any = (),
    basis: Basis | str | None = None,
    measure: Measure | str = Measure.TIV,
    spread: str | None = EVEN,
    years: Years | int | None = None,
    complete: bool = False,
    allow_truncated: bool = False,
    supplier: Named | None = None,
    recipient: Named | None = None,
    buyer: Named | None = None,
    seller: Named | None = None,
    columns: Mapping[str, str] | None = None,
) -> Result:
    """Add up volumes, pieces or deals.

    Args:
        data: A register, or what reading one gave; a yearly table (`armsdeals.read_table`); the path of a Parquet file or
            folder, which is never loaded as a whole; or a frame of pyarrow, polars, pandas, DuckDB or PySpark with the columns
            of ``ad.columns("volumes")``, or some.
        by: By what to group: columns such as "supplier", "recipient" (also seller and buyer), "armament_category",
            "order_year"; "year", the years in which it falls; or a mapping of names to groups, ``{"bloc": {"Soviet Union":
            "Russia"}}`` or ``{"weapons": an.WEAPONS}``. Names without a group keep their own and are told in the notes.
        basis: What the figures count: "ordered", "delivered", "licensed", "exported" or another `Basis`. Required.
        measure: "tiv" (volume), "number" (pieces, which must be of one unit) or "deals" (each counts once in a cell).
        spread: "even" shares out evenly what is told for several years together, an estimate that the notes tell; None leaves
            it whole, under no year. What is told year by year is never spread.
        years: The first and the last year that count, or one year.
        complete: Whether cells of which nothing is told stand there with 0.
        allow_truncated: Whether what has arrived may be grouped by the year of its order, although late years look empty.
        supplier: Whose supplies count: a country by any of its names, a party as it is told, or a list.
        recipient: What of whom counts.
        buyer: Another word for the recipient.
        seller: Another word for the supplier.
        columns: Our names of columns, each with the name in the frame.

    Returns:
        A table with the columns of ``by`` in order, then value, low, high and share_estimated; frames and files that are made
        of it also tell basis and unit in each row. `Result.explain` gives the deals in a cell.

    Raises:
        TypeError: There is no basis, or a year is none.
        UnknownName: There is no such column, basis, measure or party.
        InvalidValue: It is asked what would mislead: what has arrived by order year, pieces of several units, sums of money.
    """
    asked = _measure(measure)
    sides = sides_of(supplier, recipient, buyer, seller)
    found = answered(
        data, question="volumes", by=by, basis=basis, measure=asked, spread=spread, years=years, columns=columns,
        sides=sides, allow_truncated=allow_truncated,
    )  # fmt: skip
    unit = _unit_of(found) if asked is Measure.NUMBER else _UNITS[asked]
    rows = tidy_rows(found)
    notes = list(found.notes)
    if complete:
        rows, more = _completed(rows, found)
        notes += more
    parts = Parts.of(
        data, keys=found.keys, basis=found.basis, measure=asked, spread=spread, years=found.years,
        columns=columns, sides=sides, allow_truncated=allow_truncated,
    )  # fmt: skip
    return table_of(found, what(asked).capitalize(), TIDY, rows, unit=unit, notes=notes, explains=parts)


def tidy_rows(found: Answer) -> list[tuple[Any, ...]]:
    """Return the rows of an answer: what names a cell, then value, low, high and share_estimated."""
    sums = found.cells.sums
    ends: list[list[Any]] = [smooth(sums[name]) for name in ("best", "low", "high")]
    if found.measure is not Measure.TIV:
        ends = [[int(number) if number.is_integer() else number for number in held] for held in ends]
    for place in numpy().flatnonzero(found.cells.told == 0).tolist():
        for held in ends:
            held[place] = NoValue.UNKNOWN
    labels = [found.names_of(place) for place in range(len(found.keys))]
    return list(zip(*labels, *ends, estimates(found), strict=True))


def smooth(sums: Any) -> list[float]:
    """Return sums without what adding up binary fractions leaves behind the last digits that a sum has."""
    np = numpy()
    fine, coarse = np.round(sums, _PLACES), np.round(sums, _PLACES - 3)
    size = np.abs(sums)
    out: list[float] = np.where(size < _FINE, fine, np.where(size < 1_000 * _FINE, coarse, sums)).tolist()
    return out


def estimates(found: Answer) -> list[Any]:
    """Return for each cell what part of it is an estimate."""
    if not found.has_flags:
        return [NoValue.UNKNOWN] * len(found.cells.year)
    np = numpy()
    sums, told = found.cells.sums, found.cells.told
    best, estimated, unsaid = (sums[name] for name in ("best", "estimated", "unsaid"))
    part = np.clip(np.divide(estimated, best, out=np.zeros(len(best)), where=best != 0), 0, 1)
    out: list[Any] = np.round(part, _PLACES).tolist()
    for place in np.flatnonzero((best == 0) | (np.rint(unsaid) >= told)).tolist():
        out[place] = NoValue.UNKNOWN if best[place] else NoValue.NOT_APPLICABLE
    return out


def table_of(
    found: Answer,
    title: str,
    columns: Iterable[Column],
    rows: Iterable[tuple[Any, ...]],
    *,
    unit: str,
    notes: Iterable[str],
    explains: Any = None,
) -> Result:
    """Return the table of an answer, with where its numbers come from."""
    names = [key.name for key in found.keys]
    grouped = f", by {' and '.join(filter(None, [', '.join(names[:-1]), names[-1]]))}" if names else ""
    return Result(
        title=f"{title} {found.basis.in_words}{window_of(found.years)}{grouped}".replace("_", " "),
        columns=(*(Column(name) for name in names), *columns),
        rows=rows,
        keys=len(names),
        basis=found.basis.in_words,
        unit=unit,
        vintage=found.frame.vintage,
        notes=tuple(notes),
        sources=found.frame.sources,
        explains=explains,
    )


def _measure(measure: Measure | str) -> Measure:
    if isinstance(measure, str) and measure.casefold() in _MONEY:
        message = "a volume of arms is no sum of money, and the two never add up; for what was paid ask an.prices"
        raise InvalidValue(message, path=("measure",))
    return Measure(measure)


def _unit_of(found: Answer) -> str:
    """The one unit of what is counted.

    Raises:
        InvalidValue: There are several.
    """
    if "unit" not in found.frame:
        return "pieces"
    told = collected(found.frame.rows.filter(~narwhals().col("number").is_null()).select("unit").unique())
    units = sorted({unit for unit in told.column("unit").to_pylist() if unit})
    if len(units) > 1:
        message = f"the numbers count {listed(units)}, which do not add up"
        raise InvalidValue(f"{message}; keep the rows of one unit, or ask for volumes", path=("measure",))
    return units[0] if units else "pieces"


def _completed(rows: list[tuple[Any, ...]], found: Answer) -> tuple[list[tuple[Any, ...]], list[str]]:
    """Add the cells of which nothing is told, with 0, for all names that are told and all years between."""
    held = {row[: len(found.keys)]: row for row in rows}
    sides: list[list[Any]] = []
    for place, key in enumerate(found.keys):
        told = list(dict.fromkeys(label[place] for label in held))
        if key.is_year:
            dated = [year for year in told if isinstance(year, int)]
            first, last = found.years or (min(dated, default=1), max(dated, default=0))
            told = [*range(first, last + 1), *(year for year in told if not isinstance(year, int))]
        sides.append(sorted(told, key=_order))
    zero = 0 if found.measure is not Measure.TIV else 0.0
    empty = (zero, zero, zero, NoValue.NOT_APPLICABLE)
    full = [
        held.get(label, (*label, *empty)) for label in product(*sides) if label in held or NoValue.UNKNOWN not in label
    ]
    more = len(full) - len(rows)
    note = f"where nothing is told stands 0: in {more:,} cell{'s' if more > 1 else ''}"
    return full, [note] if more else []


def _order(name: Any) -> tuple[bool, bool, Any]:
    return name is NoValue.UNKNOWN, isinstance(name, str), name
