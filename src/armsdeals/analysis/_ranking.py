"""Ranking: which place each of some cells has, as far as the bounds decide it, and why some have none.

    >>> [told for told in placed([5, 3, NoValue.UNKNOWN], unit="day")]
    [2, 1, 'unknown']

A range takes every place that it may have: what lies between 1 and 3 comes first or second beside a 2. Left out: choosing
between numbers that nobody can put in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from armsdeals.analysis.cells import Cell, Ends, NoValue, Range, Rivals, cell_text, ends_of
from armsdeals.analysis.columns import Column


def placed(cells: Sequence[Cell], *, unit: str = "", highest_first: bool = False) -> list[int | Range | str]:
    """Return for each cell its place from 1, a range of places, or the reason why it has none.

    Args:
        cells: The cells.
        unit: The unit of their column.
        highest_first: Whether the largest number has place 1.
    """
    ends = [ends_of(cell, unit) for cell in cells]
    reasons = [_reason(cell, end, unit) for cell, end in zip(cells, ends, strict=True)]
    known = [end for end, reason in zip(ends, reasons, strict=True) if end is not None and not reason]
    units = sorted({end.unit for end in known})
    if len(units) > 1:
        return [reason or _apart(end, units) for end, reason in zip(ends, reasons, strict=True)]
    spans = [(-(end.high or 0), -(end.low or 0)) if highest_first else (end.low or 0, end.high or 0) for end in known]
    places = iter([_place(span, spans) for span in spans])
    return [reason or next(places) for reason in reasons]


def _reason(cell: Cell, end: Ends | None, unit: str) -> str:
    """Why a cell cannot be put in order; empty where it can."""
    if isinstance(cell, NoValue):
        return cell.in_words
    if isinstance(cell, Rivals):
        return cell_text(cell, unit)
    if end is None:
        return "no number"
    return "" if end.low is not None and end.high is not None else f"known only as {cell_text(cell, unit)}"


def _apart(end: Ends | None, units: Sequence[str]) -> str:
    """Why a number is not compared with others that count or stand for something else."""
    own = "" if end is None else end.unit
    others = " and ".join(unit or "plain numbers" for unit in units if unit != own)
    return f"{own or 'a plain number'}, not compared with {others}"


def _place(
    span: tuple[Decimal | float, Decimal | float], spans: Sequence[tuple[Decimal | float, Decimal | float]]
) -> int | Range:
    """The places that a span may take: after all that end before it begins, before all that begin after it ends."""
    first = 1 + sum(high < span[0] for _, high in spans)
    # Equal numbers share a place: only what may lie strictly before counts; a range counted itself.
    last = 1 + sum(low < span[1] for low, _ in spans) - (span[0] != span[1])
    return first if first == last else Range(low=Decimal(first), high=Decimal(last))


class Ranking(NamedTuple):
    """The rows in their order.

    Attributes:
        columns: The columns that name the rows, ``place``, the one that was asked for, and ``unranked``.
        rows: Their cells.
        order: The places at which the rows stood before.
    """

    columns: list[Column]
    rows: list[list[Cell]]
    order: list[int]


def ranked(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], asked: int, keys: int, *, highest_first: bool
) -> Ranking:
    """Return the rows by the places that one column gives them; those without a place come last, with the reason.

    Args:
        columns: The columns of the table.
        rows: Its rows.
        asked: The place of the column.
        keys: How many of the first columns name a row.
        highest_first: Whether the largest number has place 1.
    """
    told = placed([row[asked] for row in rows], unit=columns[asked].unit, highest_first=highest_first)
    order = sorted(range(len(rows)), key=lambda k: _order(told[k], len(rows)))
    kept = [*range(keys), *([] if asked < keys else [asked])]
    out: list[list[Cell]] = []
    for k in order:
        why, place = told[k], told[k]
        if isinstance(why, str):
            place = NoValue.UNKNOWN
        else:
            why = NoValue.NOT_APPLICABLE
        cells = [rows[k][one] for one in kept]
        out.append([*cells[:keys], place, *cells[keys:], why])
    first = Column("place", meaning=f"1 is the {'largest' if highest_first else 'smallest'}")
    last = Column("unranked", meaning="why it has no place")
    held = [columns[one] for one in kept]
    return Ranking([*held[:keys], first, *held[keys:], last], out, order)


def _order(told: int | Range | str, count: int) -> tuple[Any, Any]:
    if isinstance(told, str):
        return count + 1, 0
    return (told, told) if isinstance(told, int) else (told.low, told.high)
