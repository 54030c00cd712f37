"""Concentration: on how few suppliers a recipient depends, or on how few recipients a supplier.

    >>> import pyarrow as pa
    >>> told = pa.table({"supplier": ["A", "B"], "recipient": ["X", "X"], "year": [2019, 2020], "tiv": [15.0, 5.0]})
    >>> concentration(told, of="supplier", by="recipient", basis="delivered")["X"]["value"]
    0.625

``hhi`` is the Herfindahl-Hirschman index, the sum of the squares of the shares: 1 for one party alone, near 0 for many of
equal size (A. O. Hirschman, "The Paternity of an Index", American Economic Review 54, 1964). ``top_share`` is the largest share.
``entropy`` is Shannon's, in natural units: 0 for one party alone, ln n for n of equal size (C. E. Shannon, "A Mathematical
Theory of Communication", Bell System Technical Journal 27, 1948). Left out: indices that weigh how
easily one party could stand in for another.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import Any

from attrs import evolve

from armsdeals._collector import collector_paused
from armsdeals._fields import Word
from armsdeals.analysis._answer import EVEN, Answer, answered, is_unknown
from armsdeals.analysis._asked import Named, Years, listed_keys, sides_of
from armsdeals.analysis._columns_told import numpy
from armsdeals.analysis._parts import Parts
from armsdeals.analysis._result import Result
from armsdeals.analysis._sums import Measure
from armsdeals.analysis.cells import FRACTION, NoValue
from armsdeals.analysis.columns import Column
from armsdeals.analysis.shares import need_parts, unknown_ones
from armsdeals.analysis.volumes import table_of
from armsdeals.errors import InvalidValue
from armsdeals.values.basis import Basis

_PLACES = 12


class Index(Word):
    """How concentration is measured."""

    HHI = "HHI"  # the sum of the squares of the shares
    TOP_SHARE = "TOP_SHARE"  # the largest share
    ENTROPY = "ENTROPY"  # Shannon's, in natural units; the lower, the more concentrated

    @classmethod
    def also_called(cls) -> dict[str, str]:
        """Return the longer name."""
        return {"HERFINDAHL": "HHI", "TOP": "TOP_SHARE"}


_UNITS = {Index.HHI: "index from 0 to 1", Index.TOP_SHARE: FRACTION, Index.ENTROPY: "nat"}


@collector_paused()
def concentration(
    data: Any,
    *,
    of: str | Mapping[str, Any],
    by: Any = (),
    measure: Index | str = Index.HHI,
    basis: Basis | str | None = None,
    years: Years | int | None = None,
    spread: str | None = EVEN,
    supplier: Named | None = None,
    recipient: Named | None = None,
    buyer: Named | None = None,
    seller: Named | None = None,
    columns: Mapping[str, str] | None = None,
) -> Result:
    """Return how concentrated volumes are.

    Args:
        data: What holds the rows (see `volumes`).
        of: Between whom: "supplier", "recipient" or another column, or a mapping into groups.
        by: For what each index is: "recipient", "year", both; one index for all if left out.
        measure: "hhi", "top_share" or "entropy".
        basis: What the figures count: "ordered", "delivered" or another `Basis`. Required.
        years: The first and the last year that count.
        spread: "even" shares out evenly what is told for several years together; None leaves it whole.
        supplier: Whose supplies count.
        recipient: What of whom counts.
        buyer: Another word for the recipient.
        seller: Another word for the supplier.
        columns: Our names of columns, each with the name in the frame.

    Returns:
        The columns of ``by``, then value, low, high, share_estimated, members (how many have a part), first (who has the
        largest), first_share, and volume (million TIV). Low and high say how far parties that nobody knows may move the index; they are
        unknown where volumes are spread. Where nothing is told there is no row, and a note.

    Raises:
        TypeError: There is no basis.
        UnknownName: There is no such column, index, basis or party.
        InvalidValue: It is asked between years.
    """
    index = Index(measure)
    sides = sides_of(supplier, recipient, buyer, seller)
    found = answered(
        data, question="concentration", by=[*listed_keys(by), of], basis=basis, spread=spread, years=years, columns=columns,
        sides=sides, bounds=False,
    )  # fmt: skip
    if found.keys[-1].is_year:
        raise InvalidValue("years have no shares of a volume; put them into by=", path=("of",))
    need_parts(found, "concentration")
    unit = _UNITS[index]
    shown = FRACTION if index is Index.TOP_SHARE else ""
    columns_told = (
        *(Column(name, unit=shown) for name in ("value", "low", "high")),
        Column("share_estimated", unit=FRACTION, meaning="what part of the volume the source calls an estimate"),
        Column("members", meaning="how many have a part in it"),
        Column("first", meaning="who has the largest part"),
        Column("first_share", unit=FRACTION, meaning="how large it is"),
        Column("volume", meaning="the whole, in million TIV"),
    )
    within = len(found.keys) - 1
    rows = _rows(found, within, index)
    notes = [*found.notes, *unknown_ones(found, within)]
    if not rows and not any("no row" in note for note in notes):
        notes.append("there is no volume, and so no index")
    whole = evolve(found, keys=found.keys[:-1])
    word = {Index.HHI: "Concentration (HHI)", Index.TOP_SHARE: "Largest share", Index.ENTROPY: "Entropy"}[index]
    title = f"{word} of {found.keys[-1].name} in the volume"
    parts = Parts.of(
        data, keys=whole.keys, basis=found.basis, measure=Measure.TIV, spread=spread, years=found.years, columns=columns,
        sides=sides, allow_truncated=False,
    )  # fmt: skip
    return table_of(whole, title, columns_told, rows, unit=unit, notes=notes, explains=parts)


def _rows(found: Answer, within: int, index: Index) -> list[tuple[Any, ...]]:
    """One row for each whole; cells of one whole stand anywhere, since the year comes last in their order."""
    np = numpy()
    cells = found.cells
    kept = np.flatnonzero(cells.sums["best"] > 0)
    if not len(kept):
        return []
    number = np.zeros(len(kept), np.int64)
    dated = 0
    for key in found.keys[:within]:
        if key.is_year:
            year = cells.year[kept]
            number = number * (int(cells.year.max()) + 2) + np.where(year > 0, year, int(cells.year.max()) + 1)
            continue
        codes, size = cells.codes[dated][kept], len(cells.names[dated]) + 1
        number, dated = number * size + np.where(codes < 0, size - 1, codes), dated + 1
    _, starts, where = np.unique(number, return_index=True, return_inverse=True)
    best = cells.sums["best"][kept]
    size = len(starts)
    whole = np.bincount(where, best, size)
    part = best / whole[where]
    first = _largest(best, where, size)
    members = np.bincount(where, minlength=size)
    nobody = np.array([*map(is_unknown, found.known_names(within)), True], bool)[found.codes_of(within)[kept]]
    value = _index(part, where, size, index)
    low, high = _ends(part, where, size, index, nobody, value)
    shared = np.bincount(where, cells.sums["shared"][kept], size) > 0
    share: list[Any] = [NoValue.UNKNOWN] * size
    if found.has_flags:
        silent = np.bincount(where, cells.sums["unsaid"][kept] - cells.told[kept], size) >= 0
        estimated = np.clip(np.bincount(where, cells.sums["estimated"][kept], size) / whole, 0, 1)
        share = [
            NoValue.UNKNOWN if no else round(one, _PLACES)
            for no, one in zip(silent.tolist(), estimated.tolist(), strict=True)
        ]
    labels = (
        zip(*(found.names_of(place, kept[starts]) for place in range(within)), strict=True) if within else [()] * size
    )
    names = found.names_of(within, kept[first])
    out = []
    columns = [held.tolist() for held in (value, low, high, shared, members, part[first], whole)]
    for label, estimated_part, name, index_of, least, most, spread, count, largest, volume in zip(
        labels, share, names, *columns, strict=True
    ):
        ends = (NoValue.UNKNOWN if spread or isnan(end) else round(end, _PLACES) for end in (least, most))
        out.append(
            (
                *label, round(index_of, _PLACES), *ends, estimated_part, count, name, round(largest, _PLACES),
                round(volume, _PLACES),
            )
        )  # fmt: skip
    return out


def _index(part: Any, where: Any, size: int, index: Index) -> Any:
    np = numpy()
    if index is Index.HHI:
        return np.bincount(where, part * part, size)
    if index is Index.ENTROPY:
        return -np.bincount(where, part * np.log(part), size)
    return _top(part, where, size)


def _top(held: Any, where: Any, size: int) -> Any:
    """The largest figure of each place."""
    np = numpy()
    top = np.zeros(size)
    np.maximum.at(top, where, held)
    return top


def _largest(held: Any, where: Any, size: int) -> Any:
    """Where the largest figure of each place stands; of equal ones the first."""
    np = numpy()
    rivals = np.flatnonzero(held == _top(held, where, size)[where])[::-1]
    found = np.zeros(size, np.int64)
    found[where[rivals]] = rivals  # what is written last stays
    return found


def _ends(part: Any, where: Any, size: int, index: Index, nobody: Any, value: Any) -> tuple[Any, Any]:
    """How far those whom nobody knows may move an index: they may be very many, or all be the largest."""
    np = numpy()
    if not nobody.any():
        return value, value
    unknown = np.bincount(where, np.where(nobody, part, 0.0), size)
    if index is Index.ENTROPY:
        unsure = np.where(unknown > 0, np.nan, value)
        return unsure, unsure
    known = np.where(nobody, 0.0, part)
    top = _top(known, where, size)
    if index is Index.TOP_SHARE:
        return top, top + unknown
    squares = np.bincount(where, known * known, size)
    return squares, squares - top * top + (top + unknown) ** 2
