"""Plain deals: those that a register of transfers tells, of which the table of volumes is made in a quick way.

One line, one supplier and one recipient, one signing, one order told once, and batches: nothing rivals anything, and
nothing is taken back. Whatever else a deal holds sends it the general way (`volume_rows`); both make the same rows.

    >>> from armsdeals.model.party import Party
    >>> order = QuantityClaim("4 battalion", basis="ordered")
    >>> deal = Deal(id="demo", lines=(Line(id="s400", system="S-400", quantities=(order,)),))
    >>> parts_of(deal) == (None, None, None, [], None, order)
    True
    >>> parts_of(deal.with_quantity("s400", "ordered", "2 battalion")) is None
    True
"""

from __future__ import annotations

from armsdeals.model.deal import Deal
from armsdeals.model.event import Bound, Event
from armsdeals.model.line import Line
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.party import Party, Role
from armsdeals.model.valued import QuantityClaim
from armsdeals.model.volume import VolumeClaim
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Modality

Parts = tuple[
    Party | None,
    Party | None,
    Event | None,
    list[tuple[int, Event]],
    tuple[int, VolumeClaim] | None,
    QuantityClaim | None,
]
_SUPPLIER, _RECIPIENT, _SIGNED = Role.SUPPLIER, Role.RECIPIENT, NegotiationStage.SIGNED
_FACT, _EXACT, _ORDERED = Modality.FACT, Bound.EXACT, Basis.ORDERED


def parts_of(deal: Deal) -> Parts | None:
    """Return supplier, recipient, signing, events with batches, the volume ordered with its place, and the number ordered.

    None where the deal is not plain.
    """
    if len(deal.lines) != 1 or deal.tranches:
        return None
    told = _told_of(deal.lines[0])
    if told is None:
        return None
    supplier = recipient = signed = None
    for party in deal.parties:
        if party.role is _SUPPLIER:
            if supplier is not None:
                return None
            supplier = party
        elif party.role is _RECIPIENT:
            if recipient is not None:
                return None
            recipient = party
    came = []
    for place, event in enumerate(deal.history):
        if event.deliveries:
            if event.id or event.text:
                return None
            came.append((place, event))
        if event.stage is _SIGNED and event.modality is _FACT and event.bound is _EXACT and not event.back:
            if signed is not None or event.scope or event.id or event.text:
                return None
            signed = event
    return supplier, recipient, signed, came, *told


def _told_of(line: Line) -> tuple[tuple[int, VolumeClaim] | None, QuantityClaim | None] | None:
    """Return the volume and the number that are told of an order; None where more is told, or they are told apart."""
    total = number = None
    for place, volume in enumerate(line.volumes):
        if volume.value is not None and not volume.is_per_unit:
            if total is not None or volume.basis is not _ORDERED or volume.id or volume.text:
                return None
            total = place, volume
    if line.quantities:
        (number, *others) = line.quantities
        if others or number.basis is not _ORDERED or number.value is None or number.id or number.text:
            return None
        if total is not None:
            _, one = total
            if one.modality is not number.modality or one.evidence != number.evidence or one.when != number.when:
                return None
    return total, number
