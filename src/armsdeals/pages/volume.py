"""How large a volume of arms is told of goods: of the order, and of what arrived.

    >>> from armsdeals.model.line import Line
    >>> from armsdeals.model.volume import VolumeClaim
    >>> line = Line(id="a", system="A", volumes=(VolumeClaim("60 TIV", basis="ordered"),))
    >>> ordered_volume(line, frozenset()).words
    '60 million TIV'

Rivals stay rivals: "120 TIV or 130 TIV" is no number. A volume of one unit is never multiplied.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from armsdeals.model.deal import Deal
from armsdeals.model.delivery import DeliveryKind
from armsdeals.model.line import Line
from armsdeals.values.basis import Basis
from armsdeals.values.claim import stands
from armsdeals.values.tiv import TIV, UNIT
from armsdeals.values.when import When


@frozen
class Volume:
    """A volume told.

    Attributes:
        told: The different volumes that are told; one where nobody disagrees.
        is_part: Whether some of the goods have no volume, so that it is the least it can be.
    """

    told: tuple[TIV, ...] = ()
    is_part: bool = False

    @property
    def value(self) -> Decimal | None:
        """The one number, in millions of TIV; None if there is none, or more than one."""
        return self.told[0].volume if len(self.told) == 1 else None

    @property
    def words(self) -> str:
        """The volume with its unit; empty if nobody tells one."""
        return f"{self.number} {UNIT}" if self.told else ""

    @property
    def number(self) -> str:
        """The volume without its unit, for a column that names it."""
        least = "at least " if self.is_part and self.told else ""
        return least + " or ".join(f"{held.volume.normalize():,f}" for held in self.told)


def ordered_volume(line: Line, retracted: frozenset[str]) -> Volume:
    """Return the volume of all that is ordered of a line, by what is told as a fact."""
    return _total(line, Basis.ORDERED, retracted)


def arrived_volume(deal: Deal, line: Line, day: When | None, retracted: frozenset[str]) -> Volume:
    """Return the volume of what had arrived of a line by a day: its deliveries together, else a total that is told."""
    batches = [
        entry.volume
        for event in deal.history
        if event.deliveries and stands(event, retracted)
        if day is None or event.when.lo <= day.hi
        for entry in event.deliveries
        if entry.line == line.id and entry.kind is DeliveryKind.DELIVERED
    ]
    told = [volume for volume in batches if volume is not None]
    if told:
        return Volume((sum(told, TIV(0)),), is_part=len(told) < len(batches))
    return _total(line, Basis.DELIVERED, retracted) if day is None else Volume()


def together(volumes: Iterable[Volume]) -> Volume:
    """Return the volume of several lines; rivals in one of them leave the sum open."""
    held = list(volumes)
    told = [volume for volume in held if volume.told]
    if not told:
        return Volume()
    if len(held) == 1:
        return held[0]
    one = [volume.told[0] for volume in told if len(volume.told) == 1]
    is_part = len(one) < len(held) or any(volume.is_part for volume in told)
    return Volume((sum(one, TIV(0)),), is_part=is_part) if one else Volume()


def _total(line: Line, basis: Basis, retracted: frozenset[str]) -> Volume:
    told = (
        claim.value
        for claim in line.volumes
        if claim.basis is basis and not claim.is_per_unit and claim.value is not None and stands(claim, retracted)
    )
    return Volume(tuple(dict.fromkeys(told)))
