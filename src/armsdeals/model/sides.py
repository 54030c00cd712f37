"""Side: who of the two says a thing; a buyer and a seller may tell different stories of one deal.

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.model.event import Event
    >>> deal = Deal(id="demo", history=(
    ...     Event(when="2021-11", stage="signed", speaker_role="supplier official"),
    ...     Event(when="2022-07", stage="cancelled", speaker_role="recipient official")))
    >>> deal.as_told_by("supplier").stage, deal.as_told_by("recipient").stage
    (NegotiationStage.SIGNED, NegotiationStage.CANCELLED)

A side speaks through its officials, the supplier's also through its firms. Left out: what sources tell in nobody's name,
so that a side may seem to say less than it does.
"""

from __future__ import annotations

from typing import TypeVar

from armsdeals._fields import Word
from armsdeals.model.knowing import Told, narrowed
from armsdeals.values.claim import Claim, SpeakerRole

D = TypeVar("D", bound=Told)


class Side(Word):
    """A side of a deal."""

    SUPPLIER = "SUPPLIER"  # its officials and its firms
    RECIPIENT = "RECIPIENT"  # its officials

    @property
    def roles(self) -> frozenset[SpeakerRole]:
        """In what qualities it speaks."""
        return _ROLES[self]

    def says(self, claim: Claim) -> bool:
        """Whether a claim is known to be its own words."""
        return claim.speaker_role in _ROLES[self]


_ROLES = {
    Side.SUPPLIER: frozenset({SpeakerRole.SUPPLIER_OFFICIAL, SpeakerRole.SUPPLIER_COMPANY}),
    Side.RECIPIENT: frozenset({SpeakerRole.RECIPIENT_OFFICIAL}),
}


def as_told_by(deal: D, side: Side) -> D:
    """Return the deal with the claims only that are a side's own words."""
    return narrowed(deal, side.says)
