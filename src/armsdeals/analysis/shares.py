"""Shares and change: who has what part of a volume, and how it grew or shrank between two spells of years.

    >>> import pyarrow as pa
    >>> told = pa.table({"supplier": ["A", "B", "A"], "year": [2019, 2020, 2015], "tiv": [15.0, 5.0, 10.0]})
    >>> found = shares(told, of="supplier", years=(2019, 2023), basis="delivered")
    >>> found["A"]["value"], found["A"]["volume"]
    (0.75, 15.0)
    >>> change(told, of="supplier", before=(2014, 2018), after=(2019, 2023), basis="delivered")["A"]["value"]
    0.5

Parties that nobody knows count in the whole, and the notes name them. Left out: shares of what was paid.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import evolve

from armsdeals._shown import shown
from armsdeals.analysis._answer import EVEN, Answer, answered, figure, is_unknown, listed, percent
from armsdeals.analysis._asked import Named, Years, basis_of, listed_keys, sides_of, years_of
from armsdeals.analysis._columns_told import numpy
from armsdeals.analysis._engine import opened
from armsdeals.analysis._parts import BeforeAfter, Parts
from armsdeals.analysis._result import Result
from armsdeals.analysis._sums import Measure
from armsdeals.analysis.cells import FRACTION, NoValue
from armsdeals.analysis.columns import Column
from armsdeals.analysis.volumes import estimates, table_of
from armsdeals.errors import InvalidValue
from armsdeals.values.basis import Basis

_PLACES = 12
_SHARE = (
    Column("value", unit=FRACTION, meaning="the part of the whole"),
    Column("low", unit=FRACTION, meaning="the least that it may be"),
    Column("high", unit=FRACTION, meaning="the most that it may be"),
    Column("share_estimated", unit=FRACTION, meaning="what part of the volume the source calls an estimate"),
    Column("volume", meaning="the volume, in million TIV"),
)
_CHANGE = (
    Column("value", unit=FRACTION, meaning="by what part of the volume before it changed"),
    Column("low", unit=FRACTION, meaning="the least that it may be"),
    Column("high", unit=FRACTION, meaning="the most that it may be; unknown where there may have been nothing before"),
    Column("share_estimated", unit=FRACTION, meaning="what part of both volumes the source calls an estimate"),
    Column("before", meaning="the volume before, in million TIV"),
    Column("after", meaning="the volume after, in million TIV"),
)


def shares(
    data: Any,
    *,
    of: Any,
    by: Any = (),
    basis: Basis | str | None = None,
    years: Years | int | None = None,
    spread: str | None = EVEN,
    supplier: Named | None = None,
    recipient: Named | None = None,
    buyer: Named | None = None,
    seller: Named | None = None,
    columns: Mapping[str, str] | None = None,
) -> Result:
    """Return what part of the volume each has, the largest first.

    Args:
        data: What holds the rows (see `volumes`).
        of: Whose shares: "supplier", "recipient", "armament_category" or another column, or a mapping into groups.
        by: Within what shares add up to 1, such as "year" or "recipient"; all together if left out.
        basis: What the figures count: "ordered", "delivered" or another `Basis`. Required.
        years: The first and the last year that count.
        spread: "even" shares out evenly what is told for several years together; None leaves it whole.
        supplier: Whose supplies count.
        recipient: What of whom counts.
        buyer: Another word for the recipient.
        seller: Another word for the supplier.
        columns: Our names of columns, each with the name in the frame.

    Returns:
        The columns of ``by`` and of ``of``, then value (a fraction), low, high, share_estimated and volume (million TIV).

    Raises:
        TypeError: There is no basis.
        UnknownName: There is no such column, basis or party.
    """
    sides = sides_of(supplier, recipient, buyer, seller)
    found = answered(
        data, question="shares", by=[*listed_keys(by), *listed_keys(of)], basis=basis, spread=spread, years=years,
        columns=columns, sides=sides,
    )  # fmt: skip
    need_parts(found, "shares")
    within = len(listed_keys(by))
    labels, sums = found.labels(), found.cells.sums
    best, low, high = (sums[name].tolist() for name in ("best", "low", "high"))
    wholes: dict[Any, list[float]] = {}
    for label, *ends in zip(labels, best, low, high, strict=True):
        added = wholes.setdefault(label[:within], [0.0, 0.0, 0.0])
        for place, end in enumerate(ends):
            added[place] += end
    rows = []
    told = found.cells.told.tolist()
    for label, value, least, most, share, count in zip(labels, best, low, high, estimates(found), told, strict=True):
        if not count:  # rows without a figure: an unknown part is not 0
            rows.append((*label, *(NoValue.UNKNOWN,) * 5))
            continue
        whole, lowest, highest = wholes[label[:within]]
        at_most, at_least = max(0.0, highest - most), max(0.0, lowest - least)  # what the others may have
        # Whoever is alone has all of it, if there is anything at all.
        low = _part(least, least + at_most) if least + at_most else _part(most, most)
        cells = (_part(value, whole), low, _part(most, most + at_least))
        rows.append((*label, *cells, share, round(value, _PLACES)))
    places = {group: place for place, group in enumerate(dict.fromkeys(label[:within] for label in labels))}
    rows.sort(key=lambda row: (places[row[:within]], 1.0 if row[-1] is NoValue.UNKNOWN else -row[-1]))
    parts = Parts.of(
        data, keys=found.keys, basis=found.basis, measure=Measure.TIV, spread=spread, years=found.years,
        columns=columns, sides=sides, allow_truncated=True,
    )  # fmt: skip
    notes = [*found.notes, *unknown_ones(found, within)]
    return table_of(found, "Shares of volume", _SHARE, rows, unit=FRACTION, notes=notes, explains=parts)


def change(
    data: Any,
    *,
    of: Any = (),
    before: Years | int,
    after: Years | int,
    basis: Basis | str | None = None,
    spread: str | None = EVEN,
    supplier: Named | None = None,
    recipient: Named | None = None,
    buyer: Named | None = None,
    seller: Named | None = None,
    columns: Mapping[str, str] | None = None,
) -> Result:
    """Return by what part the volume of each changed between two spells of years.

    Args:
        data: What holds the rows (see `volumes`).
        of: Whose change: "supplier", "recipient" or another column; all together if left out.
        before: The first and the last year of the earlier spell.
        after: Those of the later one.
        basis: What the figures count: "ordered", "delivered" or another `Basis`. Required.
        spread: "even" shares out evenly what is told for several years together; None leaves it whole.
        supplier: Whose supplies count.
        recipient: What of whom counts.
        buyer: Another word for the recipient.
        seller: Another word for the supplier.
        columns: Our names of columns, each with the name in the frame.

    Returns:
        The columns of ``of``, then value (a fraction: -0.25 is a quarter less), low, high, share_estimated, and the volumes
        before and after (million TIV). What grew from nothing has no such fraction.

    Raises:
        TypeError: There is no basis, or a year is none.
        UnknownName: There is no such column, basis or party.
    """
    on = basis_of(basis, "change")
    frame = opened(data, columns=columns)
    sides = sides_of(supplier, recipient, buyer, seller)
    earlier, later = (
        answered(frame, question="change", by=of, basis=on, spread=spread, years=years, sides=sides)
        for years in (before, after)
    )
    held = [_by_label(earlier), _by_label(later)]
    rows = []
    for label in sorted({*held[0], *held[1]}, key=lambda one: [(isinstance(name, NoValue), str(name)) for name in one]):
        old, new = (one.get(label, (0.0, 0.0, 0.0, 0.0)) for one in held)
        volumes = (NoValue.UNKNOWN if one is None else round(one[0], _PLACES) for one in (old, new))
        if old is None or new is None:
            rows.append((*label, *(NoValue.UNKNOWN,) * 4, *volumes))
            continue
        estimated = _part(old[3] + new[3], old[0] + new[0])
        cells = (_growth(new[0], old[0]), _growth(new[1], old[2]), _growth(new[2], old[1]))
        rows.append((*label, *cells, estimated if earlier.has_flags else NoValue.UNKNOWN, *volumes))
    notes = [f"{name}: {note}" for name, one in (("before", earlier), ("after", later)) for note in one.notes]
    (first, last), (start, end) = years_of(before) or (0, 0), years_of(after) or (0, 0)
    if last - first != end - start:
        many = last - first + 1
        notes.append(
            f"{_span(first, last)} has {many} year{'s' if many > 1 else ''}, {_span(start, end)} has {end - start + 1}"
        )
    if max(first, start) <= min(last, end):
        notes.append(f"{_span(max(first, start), min(last, end))} counts on both sides, before and after")
    title = f"Change of volume from {_span(first, last, '-')} to {_span(start, end, '-')},"
    spells = [
        Parts.of(
            data, keys=later.keys, basis=on, measure=Measure.TIV, spread=spread, years=one.years, columns=columns,
            sides=sides, allow_truncated=False,
        )
        for one in (earlier, later)
    ]  # fmt: skip
    explains = BeforeAfter(before=spells[0], after=spells[1])
    return table_of(evolve(later, years=None), title, _CHANGE, rows, unit=FRACTION, notes=notes, explains=explains)


def need_parts(found: Answer, question: str) -> None:
    """Look whether each figure may be a part of a whole.

    Raises:
        InvalidValue: One is below 0, as corrections in somebody's frame are.
    """
    best = found.cells.sums["best"]
    if (best < 0).any():
        place = int(numpy().argmin(best))
        who = ", ".join(str(found.names_of(key, [place])[0]) for key in range(len(found.keys))) or "the whole"
        message = (
            f"the volume of {shown(who)} is {figure(float(best[place]))}, and what is below 0 is no part of a whole"
        )
        raise InvalidValue(f"{message}; leave such rows out of {question}, or add them to the rows that they correct")


def unknown_ones(found: Answer, within: int) -> list[str]:
    """Return the note on parties that nobody knows; they count in the whole.

    Args:
        found: The answer.
        within: How many of its keys name the wholes; the others name whose parts they are.
    """
    columns = [place for place, key in enumerate(found.keys) if place >= within and not key.is_year]
    np = numpy()
    best = found.cells.sums["best"]
    here = np.zeros(len(best), bool)
    names: set[str] = set()
    for place in columns:
        known = found.known_names(place)
        nobody = np.array([*map(is_unknown, known), True], bool)  # the last is for those without a name
        codes = found.codes_of(place)
        here |= nobody[codes]
        names |= {known[code] for code in np.unique(codes[nobody[codes]]).tolist() if code >= 0}
    if not here.any():
        return []
    volume = float(best[here].sum())
    told = listed(sorted(names)) or "nobody's"
    return [f"who is not known counts in the whole: {told}, {figure(volume)}, {percent(volume, found.total)}"]


def _span(first: int, last: int, to: str = " to ") -> str:
    return f"{first}" if first == last else f"{first}{to}{last}"


def _by_label(found: Answer) -> dict[Any, tuple[float, ...] | None]:
    """Return volume, low, high and what is estimated of each; None where rows are told and no figure."""
    sums = found.cells.sums
    ends = [sums[name].tolist() for name in ("best", "low", "high")]
    estimated = sums["estimated"].tolist() if found.has_flags else [0.0] * len(ends[0])
    told = found.cells.told.tolist()
    figures = (sums if count else None for sums, count in zip(zip(*ends, estimated, strict=True), told, strict=True))
    return dict(zip(found.labels(), figures, strict=True))


def _part(value: float, whole: float) -> Any:
    return round(value / whole, _PLACES) if whole > 0 else NoValue.NOT_APPLICABLE


def _growth(after: float, before: float) -> Any:
    return round(after / before - 1, _PLACES) if before > 0 else NoValue.NOT_APPLICABLE
