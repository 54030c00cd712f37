"""Counting what arrived: certain arrivals raise the low end, possible ones the high end; units never mix."""

from __future__ import annotations

from collections.abc import Iterable

from armsdeals.model.event import Event
from armsdeals.values.claim import Modality
from armsdeals.values.estimate import Estimate
from armsdeals.values.when import When


def delivered(
    history: Iterable[Event], line: str, on: When | None, retracted: frozenset[str] = frozenset()
) -> dict[str, Estimate]:
    """Return what had arrived of a line by a day, for each unit in which somebody counts.

    Args:
        history: The events of a deal.
        line: The id of the line.
        on: The day, None for everything that is told.
        retracted: Ids of events that were taken back.
    """
    sums: dict[str, Estimate] = {}
    for event in history:
        if event.modality is not Modality.FACT or (event.id and event.id in retracted):
            continue
        if on is not None and event.when.lo > on.hi:
            continue
        for delivery in event.deliveries:
            if delivery.line != line:
                continue
            arrived = delivery.quantity
            if on is not None and event.when.hi > on.lo:
                arrived = Estimate.between(0, arrived.high, unit=arrived.unit)
            held = sums.get(arrived.unit)
            sums[arrived.unit] = arrived if held is None else held + arrived
    return sums


def outstanding(ordered: Estimate | None, arrived: dict[str, Estimate]) -> Estimate | None:
    """Return what is ordered and has not arrived; None where that cannot be said in one unit."""
    if ordered is None:
        return None
    if not arrived:
        return ordered
    return ordered.minus(arrived[ordered.unit]) if set(arrived) == {ordered.unit} else None
