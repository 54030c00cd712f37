"""Counting goods: certain arrivals raise the low end, possible ones the high end; units never mix.

Gross is what arrived; net is what arrived and was neither sent back nor lost. Both go on being counted while a deal is
suspended. Goods turned elsewhere on the way never arrived.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from armsdeals.model.cumulative import Batch
from armsdeals.model.delivery import Delivery, DeliveryKind
from armsdeals.model.event import Event
from armsdeals.values.claim import stands
from armsdeals.values.estimate import Estimate
from armsdeals.values.when import When

GONE = frozenset({DeliveryKind.RETURNED, DeliveryKind.LOST})


def counted(
    history: Iterable[Event],
    line: str,
    on: When | None,
    kinds: frozenset[DeliveryKind],
    retracted: frozenset[str] = frozenset(),
) -> dict[str, Estimate]:
    """Return how many of a line were handed over, sent back or lost by a day, for each unit in which somebody counts.

    Args:
        history: The events of a deal.
        line: The id of the line.
        on: The day, None for everything that is told.
        kinds: What to count.
        retracted: Ids of events that were taken back.
    """
    sums: dict[str, Estimate] = {}
    uncounted = False
    for event, entry in _entries(history, line, kinds, retracted):
        if on is not None and event.when.lo > on.hi:
            continue
        number = entry.quantity
        if number is None:
            uncounted = True
            continue
        if on is not None and event.when.hi > on.lo:
            number = Estimate.between(0, number.high, unit=number.unit)
        held = sums.get(number.unit)
        sums[number.unit] = number if held is None else held + number
    if uncounted:  # as many more as one likes may have come; with no number at all it stays unknown
        return {unit: number + Estimate.between(0, None, unit=unit) for unit, number in sums.items()}
    return sums


def is_told(
    history: Iterable[Event],
    line: str,
    on: When | None,
    kinds: frozenset[DeliveryKind],
    retracted: frozenset[str] = frozenset(),
) -> bool:
    """Return whether goods of a line are told to have been handed over, sent back or lost by a day, counted or not."""
    return any(
        on is None or event.when.lo <= on.hi
        for event, entry in _entries(history, line, kinds, retracted)
        if entry.quantity is None or entry.quantity.high is None or entry.quantity.high > 0
    )


def net_of(
    arrived: dict[str, Estimate],
    history: Iterable[Event],
    line: str,
    on: When | None,
    retracted: frozenset[str] = frozenset(),
) -> dict[str, Estimate]:
    """Return what of the goods that arrived was neither sent back nor lost by a day, for each unit.

    Args:
        arrived: How many arrived, for each unit.
        history: The events of a deal.
        line: The id of the line.
        on: The day, None for everything that is told.
        retracted: Ids of events that were taken back.
    """
    told = tuple(history)
    if not is_told(told, line, on, GONE, retracted):
        return arrived
    gone = counted(told, line, on, GONE, retracted)
    # What went in another unit, or uncounted, may be any part of what came.
    return {
        unit: number.minus(gone[unit]) if set(gone) == {unit} else at_most(number) for unit, number in arrived.items()
    }


def batches(
    history: Iterable[Event], line: str, unit: str, retracted: frozenset[str] = frozenset()
) -> tuple[Batch, ...]:
    """Return what arrived of a line in a unit, and what nobody counts, each with its day."""
    entries = _entries(history, line, frozenset({DeliveryKind.DELIVERED}), retracted)
    return tuple(
        Batch(event.when, entry.quantity)
        for event, entry in entries
        if entry.quantity is None or entry.quantity.unit == unit
    )


def outstanding(ordered: Estimate | None, arrived: dict[str, Estimate], *, uncounted: bool = False) -> Estimate | None:
    """Return what is ordered and has not arrived; None where that cannot be said in one unit.

    Args:
        ordered: The order; None if it is not known.
        arrived: How many arrived, for each unit.
        uncounted: Some have or may have arrived, and nobody says how many.
    """
    if ordered is None:
        return None
    if not arrived:
        return at_most(ordered) if uncounted else ordered
    return ordered.minus(arrived[ordered.unit]) if set(arrived) == {ordered.unit} else None


def at_most(number: Estimate) -> Estimate:
    """Return any number up to this one."""
    return Estimate.between(0, number.high, unit=number.unit)


def _entries(
    history: Iterable[Event], line: str, kinds: frozenset[DeliveryKind], retracted: frozenset[str]
) -> Iterator[tuple[Event, Delivery]]:
    for event in history:
        if stands(event, retracted):
            for entry in event.deliveries:
                if entry.line == line and entry.kind in kinds:
                    yield event, entry
