"""A claim in words: what it says, who says so, in which source, and how surely.

    >>> from armsdeals.model.event import Event
    >>> told(Event(when="2016-11", stage="talks", text="of a purchase", confidence="high"))
    '2016-11: talks, of a purchase (no source given, confidence high)'

Left out: several claims that are one answer (`why`).
"""

from __future__ import annotations

from armsdeals._shown import plain
from armsdeals.model.event import Event
from armsdeals.model.financing.term import value_told
from armsdeals.model.valued import PriceClaim, QuantityClaim
from armsdeals.model.volume import VolumeClaim
from armsdeals.values.claim import Claim


def told(claim: Claim, term: str = "") -> str:
    """Return a claim in words, with its speaker and sources; of a way of paying, what it tells of a term."""
    if value := value_told(claim, term) if term else "":
        said = value + (f", {plain(claim.text)}" if claim.text else "")
    elif isinstance(claim, Event):
        said = str(claim) + (f", {plain(claim.text)}" if claim.text and claim.act_in_words else "")
    elif isinstance(claim, VolumeClaim):
        said = claim.in_words + (f", {plain(claim.text)}" if claim.text else "")
    elif isinstance(claim, (PriceClaim, QuantityClaim)):
        value = claim.value.in_words if claim.value else claim.absent.in_words if claim.absent else "taken back"
        pays_for = f" for {plain(claim.covers)}" if isinstance(claim, PriceClaim) and claim.covers else ""
        said = value + pays_for + (f", {plain(claim.text)}" if claim.text else "")
    else:
        said = plain(claim.text) or type(claim).__name__.lower()
    known = "" if claim.said is None else f", said {claim.said}"
    return f"{said} ({claim.cited}{known}{_trust(claim)})"


def _trust(claim: Claim) -> str:
    return "" if claim.confidence.level == 0 else f", confidence {claim.confidence.in_words}"
