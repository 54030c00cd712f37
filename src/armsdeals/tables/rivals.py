"""Rivals in the table of volumes: of several rows that tell one figure, which one counts where figures are added up.

Registers that were merged tell an order twice, and adding both would double it. The strongest row counts: the most confident,
among equals the one known last, as the policy ``default`` has it; where nothing else decides, its content does, never its place.

    >>> from armsdeals.model.volume import VolumeClaim
    >>> told = [Told(VolumeClaim("120", basis="ordered"), has_volume=True),
    ...         Told(VolumeClaim("110", basis="ordered", confidence="certain"), has_volume=True)]
    >>> beaten(told)
    frozenset({0})

All orders of one line are rivals, for it has one; of what arrives or leaves, the figures of one date. Units never rival each
other. Left out: batches of a history, of which nobody can say whether two are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from armsdeals._printed import exact
from armsdeals.model.amended import ChangeDay, in_force
from armsdeals.model.valued import QuantityClaim
from armsdeals.model.volume import VolumeClaim
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Modality, standing


class Told(NamedTuple):
    """A row of what is claimed of a line.

    Attributes:
        claim: The claim.
        has_volume: Whether the row tells a volume.
        unit: In which unit it counts; None if it tells no number.
        is_gone: Whether another claim takes it back.
    """

    claim: VolumeClaim | QuantityClaim
    has_volume: bool = False
    unit: str | None = None
    is_gone: bool = False


def beaten(rows: Sequence[Told], amended: Sequence[ChangeDay] = ()) -> frozenset[int]:
    """Return the places of the rows that others beat.

    Args:
        rows: All that is claimed of one line.
        amended: The days on which the contract was changed; orders of another time are no longer in force.
    """
    if len(rows) < 2:  # noqa: PLR2004  # it takes two to quarrel
        return frozenset()
    groups: dict[Any, list[int]] = {}
    for place, row in enumerate(rows):
        if row.claim.modality is Modality.FACT and not row.is_gone:
            date = None if row.claim.basis is Basis.ORDERED else row.claim.when
            groups.setdefault((row.claim.basis, date), []).append(place)
    lost: set[int] = set()
    for (basis, _), places in groups.items():
        held = _in_force(rows, places, amended) if basis is Basis.ORDERED and amended else places
        lost.update(place for place in places if place not in held)
        if len(held) > 1:
            lost |= _weaker(rows, held)
    return frozenset(lost)


def _in_force(rows: Sequence[Told], places: Sequence[int], amended: Sequence[ChangeDay]) -> list[int]:
    valid = {id(claim) for claim in in_force([rows[place].claim for place in places], amended)}
    return [place for place in places if id(rows[place].claim) in valid]


def _weaker(rows: Sequence[Told], places: Sequence[int]) -> set[int]:
    """Return all but the strongest volume, and of each unit all but one number, that of the volume where it has one."""
    ranked = sorted(places, key=lambda place: (standing(rows[place].claim), exact(rows[place].claim)))
    volumes = [place for place in ranked if rows[place].has_volume]
    lost = set(volumes[1:])
    counting: set[str] = set()
    for place in [*volumes[:1], *(place for place in ranked if not rows[place].has_volume)]:
        unit = rows[place].unit
        if unit is None:
            continue
        if unit in counting:
            lost.add(place)
        counting.add(unit)
    return lost
