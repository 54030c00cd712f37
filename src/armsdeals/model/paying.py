"""How far a way of paying has come by a day: what events did to it, and what its terms were told to be."""

from __future__ import annotations

from armsdeals.model.financing.status import FinancingStatus
from armsdeals.model.knowing import Told
from armsdeals.values.claim import Claim, Modality
from armsdeals.values.when import When


def status_on(deal: Told, key: str, on: When | None, retracted: frozenset[str] = frozenset()) -> FinancingStatus | None:
    """Return the last status that was certainly come to by a day; None if nobody tells one.

    Args:
        deal: The deal.
        key: The key of the financing.
        on: The day; None for everything that is told.
        retracted: Ids of claims that were taken back.
    """
    told: list[tuple[int, FinancingStatus]] = []
    for event in deal.history:
        if _counts(event, retracted):
            told += [(event.when.hi, step.status) for step in event.financing if step.of == key]
    for claim in deal.financing.instruments if deal.financing else ():
        if claim.key == key and claim.status is not None and _counts(claim, retracted):
            day = claim.when or claim.known
            told.append((day.hi if day else 0, claim.status))
    by_then = [(day, status) for day, status in told if on is None or day <= on.hi]
    # Of two on one day the one further down the list of statuses is the later step.
    order = list(FinancingStatus)
    return max(by_then, key=lambda one: (one[0], order.index(one[1])))[1] if by_then else None


def _counts(claim: Claim, retracted: frozenset[str]) -> bool:
    return claim.modality is Modality.FACT and not (claim.id and claim.id in retracted)
