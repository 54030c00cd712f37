"""What was seen by a day, with a halt before that day: the order in which the deal goes on is preferred.

"By October 2016 delivered" has no first day, so it may lie before a halt of 2010 or after it. Where the deal was taken up
again, the goods are taken to have come after that; so the halt and the resumption are no return from a delivery.

    >>> told = [Event(when="2007", stage="signed"), Event(when="2010", stage="suspended"),
    ...         Event(when="2015", stage="signed"), Event(when="../2016-10", stage="delivered")]
    >>> order, path = told_in_order(told)
    >>> [event.stage.in_words for event in order], path.cost
    (['signed', 'suspended', 'signed', 'delivered'], 0)

A report is moved behind a halt, a step back or an end only where more is not given up for it, and where it is not the
report itself that lifts the halt or the end: nobody says then that the deal went on, and the natural course stays
(`order`). Left out: dates with a first and a last day, which say that the day is not known, not that it was seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from armsdeals.model.event import Event
from armsdeals.model.negotiation.moves import MOVES, Moves
from armsdeals.model.negotiation.order import in_order, turns_of
from armsdeals.model.negotiation.resolve import Held, Path, resolve
from armsdeals.values.claim import Modality
from armsdeals.values.when import ALWAYS, When


def told_in_order(events: Iterable[Event], table: Moves = MOVES) -> tuple[list[Event], Path]:
    """Return events that name a stage in the order in which they are taken to have happened, and the path over them.

    Raises:
        InvalidValue: Some events follow each other in a circle.
    """
    order = in_order(events)
    path = resolve(order, table)
    moved = _seen(order)
    while moved:
        other = _moved_behind(order, moved)
        way = resolve(other, table)
        unfit = [event for event in moved if _lifts(event, other, way)]
        if not unfit:
            return (other, way) if way.cost <= path.cost else (order, path)
        moved = {event: lo for event, lo in moved.items() if not any(event is one for one in unfit)}
    return order, path


def _seen(order: Sequence[Event]) -> dict[Event, int]:
    """Return the reports without a first day, and the day after the last halt, step back or end before each."""
    named = {event.after for event in order}  # what another one follows has its place by that
    reports = [
        event for event in order
        if event.when.lo == ALWAYS and event.modality is Modality.FACT and not event.after
        and not (event.id and event.id in named)
    ]  # fmt: skip
    if not reports:  # as in most
        return {}
    turns = turns_of(order)
    moved: dict[Event, int] = {}
    for event in reports:
        before = [turn.when.hi for turn in turns if turn is not event and turn.when.hi < event.when.hi]
        if before and not any(event is turn for turn in turns):
            moved[event] = max(before) + 1
    return moved


def _moved_behind(order: Sequence[Event], moved: dict[Event, int]) -> list[Event]:
    """Return the order in which the reports are of a day after the turns before them."""
    own: dict[int, Event] = {}
    told = []
    for event in order:
        dated = event
        if event in moved:
            dated = evolve(event, when=When.between(moved[event], event.when.hi))
        own[id(dated)] = event
        told.append(dated)
    return [own[id(dated)] for dated in in_order(told)]


def _lifts(event: Event, order: Sequence[Event], path: Path) -> bool:
    """Whether a report is given up, or itself takes the deal out of a halt or an end."""
    place = next(place for place, one in enumerate(order) if one is event)
    if path.held[place] is not Held.KEPT:
        return True
    before = path.states[place]
    return any(stage is not None and not stage.is_live for stage, _ in before) and path.states[place + 1] != before
