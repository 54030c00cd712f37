"""What figures of a deal are one and the same, and of when they are: what the table of volumes has to decide.

    >>> runs_of((2015, 2016, 2018))
    [((2015, 2016, 3, '2015; 2016; 2018'), 0.6666666666666666), ((2018, 2018, 3, '2015; 2016; 2018'), 0.3333333333333333)]

Everything here goes by what is told, and nothing is resolved: rivals stay rivals. Left out: how it becomes rows
(`volume_rows`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from armsdeals.model.deal import Deal
from armsdeals.model.delivery import DeliveryKind
from armsdeals.model.event import Bound, Event
from armsdeals.model.line import Line
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.valued import QuantityClaim
from armsdeals.model.volume import VolumeClaim
from armsdeals.tables.groups import parted
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Claim, Modality
from armsdeals.values.estimate import Estimate
from armsdeals.values.tiv import TIV
from armsdeals.values.when import NEVER

# Looking a member up in its class, or hashing it, takes longer than all else that is done with it here.
_SIGNED, _FACT, _EXACT = NegotiationStage.SIGNED, Modality.FACT, Bound.EXACT
_CAME, _WENT_BACK = DeliveryKind.DELIVERED, DeliveryKind.RETURNED
_MOVED = (Basis.DELIVERED, Basis.RETURNED)
_NO_END, _HALF_A_PLACE = Decimal("Infinity"), Decimal("0.005")


def basis_of(kind: DeliveryKind) -> str | None:
    """Return the code of what a batch counts; None where its goods were lost or turned elsewhere."""
    return "DELIVERED" if kind is _CAME else "RETURNED" if kind is _WENT_BACK else None


def is_gone(deal: Deal, claim: Claim) -> bool:
    """Whether another claim of the deal takes it back."""
    return claim.id != "" and claim.id in deal.retracted()


def orders_of(deal: Deal) -> list[Event]:
    """Return the events by which a contract is told to have been signed, in the order of the history."""
    return [
        event
        for event in deal.history
        if event.stage is _SIGNED
        and event.modality is _FACT
        and event.bound is _EXACT
        and not event.back
        and not (event.id and is_gone(deal, event))
    ]


def orders_for(deal: Deal, line: str, orders: Sequence[Event]) -> list[Event]:
    """Return those that speak of a line or a tranche with it; where none does, those that speak of the deal as a whole."""
    parts = {line, *(part.id for part in deal.tranches if line in part.lines)}
    own = [event for event in orders if not parts.isdisjoint(event.scope)]
    return own or [event for event in orders if not event.scope]


def are_one(deal: Deal, volume: VolumeClaim, number: QuantityClaim) -> bool:
    """Whether a volume and a number are told together: on one basis, by the same sources, of the same day."""
    return (
        volume.basis is number.basis
        and volume.modality is number.modality
        and volume.evidence == number.evidence
        and volume.when == number.when
        and (volume.id == number.id or is_gone(deal, volume) is is_gone(deal, number))
    )


def is_told_by_batches(deal: Deal, line: Line, claim: VolumeClaim | QuantityClaim) -> bool:
    """Whether the history counts what a claim sums up, so that the two would be added twice."""
    return claim.basis in _MOVED and any(True for _ in _batches(deal, line, claim))


def rivals_batches(deal: Deal, line: Line, claim: VolumeClaim | QuantityClaim) -> bool:
    """Whether a claim of all that had arrived, or gone back, by its date cannot be what the history counts until then.

    Registers that were merged tell so of goods that both saw arrive: the batches of the first stand, and the sum of the other
    is a claim. Of what is counted in another unit nobody can say it. Volumes are printed with two decimals, so that a sum of
    them may be off by half of the last one for each.
    """
    if claim.value is None or claim.modality is not _FACT or is_gone(deal, claim):
        return False
    low, high, unit = _ends_of(claim.value)
    until = NEVER if claim.when is None else claim.when.hi
    least, most, many_told = Decimal(0), Decimal(0), 0
    for event, figure in _batches(deal, line, claim):
        few, many, of = _ends_of(figure)
        if of != unit:
            continue
        many_told += 1
        if event.when.hi <= until:
            least += few
        if event.when.lo <= until:
            most += many
    slack = _HALF_A_PLACE * (many_told + 1) if isinstance(claim, VolumeClaim) else 0
    return bool(many_told) and (low > most + slack or high < least - slack)


def _batches(deal: Deal, line: Line, claim: VolumeClaim | QuantityClaim) -> Iterator[tuple[Event, Estimate | TIV]]:
    """Yield the batches of a line that count what a claim sums up, each with the event that tells it."""
    told, code = "volume" if isinstance(claim, VolumeClaim) else "quantity", claim.basis.value
    for event in deal.history:
        if event.deliveries and event.modality is _FACT and not is_gone(deal, event):
            for entry in event.deliveries:
                figure = getattr(entry, told)
                if figure is not None and entry.line == line.id and basis_of(entry.kind) == code:
                    yield event, figure


def _ends_of(figure: Estimate | TIV) -> tuple[Decimal, Decimal, str]:
    if isinstance(figure, Estimate):
        return figure.low, _NO_END if figure.high is None else figure.high, figure.unit
    return figure.volume, figure.volume, ""


def runs_of(years: tuple[int, ...]) -> list[tuple[tuple[int, int, int, str | None], float]]:
    """Return the unbroken runs of ascending years, each with its part.

    A run is told by its first and last year, by how many years there are in all, and where these have gaps by their list.
    """
    many = len(years)
    gaps = [(year, later) for year, later in pairwise(years) if later > year + 1]
    firsts, lasts = (*years[:1], *(later for _, later in gaps)), (*(year for year, _ in gaps), *years[-1:])
    listed = parted(map(str, years)) if gaps else None
    return [((first, last, many, listed), (last - first + 1) / many) for first, last in zip(firsts, lasts, strict=True)]
