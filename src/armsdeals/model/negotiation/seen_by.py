"""What was seen by a day, or within days, that hold a halt: the order in which the deal goes on, or both orders.

"By October 2016 delivered" has no first day, so it may lie before a halt of 2010 or after it. Where the deal was taken up
again, the goods are taken to have come after that; so the halt and the resumption are no return from a delivery.

    >>> told = [Event(when="2007", stage="signed"), Event(when="2010", stage="suspended"),
    ...         Event(when="2015", stage="signed"), Event(when="../2016-10", stage="delivered")]
    >>> order, path = told_in_order(told)
    >>> [event.stage.in_words for event in order], path.cost
    (['signed', 'suspended', 'signed', 'delivered'], 0)

Where nobody says that it was taken up again, they came before the halt, or after it all the same; neither is certain, so
the report stands in both places:

    >>> order, path = told_in_order([told[0], told[1], told[3]])
    >>> [event.stage.in_words for event in order]
    ['signed', 'delivered', 'suspended', 'delivered']
    >>> sorted((state[0] for state in path.states[-1]), key=str)
    [NegotiationStage.DELIVERED, NegotiationStage.SUSPENDED]

So it is with what happened at some time of a year in which it was halted as well, "2014" and "2014-03", with a halt of which no
day is known, and with an end and a step back of which nobody says which came first; an end comes before a step back that would
lead nowhere back without it. No place is taken for which more claims are given up. Left out: halts that may be later than all
of a report's days, which are taken to come after it; and a report of what was told before the halt as well, which lifts no halt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import NamedTuple

from attrs import evolve

from armsdeals.model.event import Event
from armsdeals.model.negotiation.moves import MOVES, Moves
from armsdeals.model.negotiation.order import in_order, turns_of
from armsdeals.model.negotiation.resolve import Held, Path, joined, resolve
from armsdeals.model.negotiation.stage import RANKS, NegotiationStage
from armsdeals.values.claim import Modality
from armsdeals.values.when import ALWAYS, NEVER, When

_SUSPENDED, _FACT = NegotiationStage.SUSPENDED, Modality.FACT  # asked of every event
_MOST = 16  # orders that are tried for ends, steps back and undated halts; a longer history keeps the natural course
Days = dict[Event, int]  # for a report, the first day that is taken for it


class Reading(NamedTuple):
    """One order of what was told, and the path over it."""

    order: list[Event]
    path: Path

    @property
    def twice(self) -> tuple[Event, ...]:
        """The reports that stand in two places."""
        times = Counter(map(id, self.order))
        return tuple({id(event): event for event in self.order if times[id(event)] > 1}.values())

    def place(self, event: Event) -> int:
        """Return where an event stands in it: how many come before it."""
        return next(place for place, one in enumerate(self.order) if one is event)

    def keeps(self, event: Event) -> bool:
        """Whether all best paths accept it."""
        return self.path.held[self.place(event)] is Held.KEPT

    def tells_news(self, event: Event) -> bool:
        """Whether it changes anything."""
        place = self.place(event)
        return self.path.states[place] != self.path.states[place + 1]

    def steps_back(self, table: Moves) -> int:
        """How many of the claims that say that the deal went back lead where only such a claim leads."""
        return sum(
            any(stage is not None and event.stage not in table.ahead[stage] for stage, _ in before)
            for event, before in zip(self.order, self.path.states, strict=False)
            if event.back
        )

    def lifts(self, event: Event) -> bool:
        """Whether it takes the deal out of a halt or an end."""
        before = self.path.states[self.place(event)]
        return any(stage is not None and not stage.is_live for stage, _ in before) and self.tells_news(event)

    def shows_going_on(self, event: Event) -> bool:
        """Whether a halt that it takes the deal out of did not interrupt anything above it, as far as is known."""
        rank = min(RANKS[stage] for stage in (event.stage, *event.alternatives) if stage is not None)
        return all(
            not isinstance(kept, NegotiationStage) or RANKS[kept] <= rank
            for stage, kept in self.path.states[self.place(event)]
            if stage is _SUSPENDED
        )


class Moved(Reading):
    """An order in which a step back of no single day was moved, because of what else is told."""

    __slots__ = ()


def told_in_order(events: Iterable[Event], table: Moves = MOVES) -> Reading:
    """Return events that name a stage in the order in which they are taken to have happened, and the path over them.

    A report of which it stays open whether it came before a halt or after it stands in both places.

    Raises:
        InvalidValue: Some events follow each other in a circle.
    """
    order = in_order(events)
    natural = _earlier_steps_back(Reading(order, resolve(order, table)), table)
    turns = _turns_before(order)
    ends, undated = _ends_beside_steps_back(order), _undated_halts(order)
    if not turns and not ends and not undated:  # as in most
        return natural
    held, alone = _gone_on(natural, turns, table) if turns else (natural, {})
    readings = [held, *_halted_or_not(held, alone, table), *_ended_before(held, ends, table)]
    readings += _halted_before(held, undated, table)
    least = min(reading.path.cost for reading in readings)
    best = [reading for reading in readings if reading.path.cost == least]
    if ends:
        most = max(reading.steps_back(table) for reading in best)
        best = [reading for reading in best if reading.steps_back(table) == most]
    return (_together(best, (*alone, *ends, *undated)) if len(best) > 1 else None) or best[0]


def _turns_before(order: Sequence[Event]) -> dict[Event, list[int]]:
    """Return the reports of no single day, and the day after each halt, step back or end that they may have followed."""
    named = {event.after for event in order}  # what another one follows has its place by that
    reports = [
        event for event in order
        if event.when.lo < event.when.hi and event.modality is _FACT and not event.after
        and not (event.id and event.id in named)
    ]  # fmt: skip
    if not reports:  # as in most
        return {}
    turns = turns_of(order)
    found: dict[Event, list[int]] = {}
    for event in reports:
        when = event.when
        before = sorted({turn.when.hi + 1 for turn in turns if turn is not event and when.lo <= turn.when.hi < when.hi})
        if before and not any(event is turn for turn in turns):
            found[event] = before
    return found


def _earlier_steps_back(natural: Reading, table: Moves) -> Reading:
    """Put a step back of no single day before steps ahead that lie within its days, where fewer claims are given up."""
    best, left = natural, _MOST
    for event in natural.order if natural.path.cost else ():
        if not event.back or event.modality is not _FACT or event.when.lo == event.when.hi:
            continue
        first = place = best.place(event)
        while (
            first
            and best.order[first - 1].when.hi >= event.when.lo
            and event.after != (best.order[first - 1].id or None)
        ):
            first -= 1
        rest = [*best.order[:place], *best.order[place + 1 :]]
        for earlier in range(max(first, place - left), place):
            order = [*rest[:earlier], event, *rest[earlier:]]
            moved = Moved(order, resolve(order, table))
            left -= 1
            if moved.path.cost < best.path.cost:
                best = moved
    return best


def _ends_beside_steps_back(order: Sequence[Event]) -> list[Event]:
    """Return the ends that stand behind a step back, and may have come before it by their dates."""
    last: int | None = None  # the last day on which a step back may have been
    found: list[Event] = []
    for event in order:
        if event.modality is not _FACT or event.stage is None:
            continue
        if event.stage.is_end:
            if last is not None and not event.after and event.when.lo <= last:
                found.append(event)
        elif event.back:
            last = event.when.hi if last is None else max(last, event.when.hi)
    return found[:_MOST]


def _ended_before(held: Reading, ends: Sequence[Event], table: Moves) -> Iterator[Reading]:
    """Yield the orders in which ends came before a step back that stands in front of them."""
    backs = [place for place, event in enumerate(held.order) if event.back] if ends else []
    for place in backs[-_MOST:]:
        behind = held.order[place:]
        first = {id(end) for end in ends if _may_be_first(end, behind)}
        if first:
            moved = [event for event in behind if id(event) in first]
            rest = [event for event in behind if id(event) not in first]
            order = [*held.order[:place], *moved, *rest]
            yield Reading(order, resolve(order, table))


def _undated_halts(order: Sequence[Event]) -> list[Event]:
    """Return the halts of which no day is known at all, and that nothing says to have followed or to follow."""
    halts = [
        event for event in order
        if event.stage is _SUSPENDED and event.modality is Modality.FACT and not event.after
        and event.when.lo == ALWAYS and event.when.hi == NEVER
    ]  # fmt: skip
    if not halts:  # as in nearly all
        return []
    named = {event.after for event in order}
    return [event for event in halts if not event.id or event.id not in named]


def _halted_before(held: Reading, halts: Sequence[Event], table: Moves) -> Iterator[Reading]:
    """Yield the orders in which a halt of no known day came before what stands in front of it, but for the first of that."""
    places = [(halt, earlier) for halt in halts for earlier in range(1, held.place(halt))]
    for halt, earlier in places if len(places) <= _MOST else ():
        rest = [event for event in held.order if event is not halt]
        order = [*rest[:earlier], halt, *rest[earlier:]]
        yield Reading(order, resolve(order, table))


def _may_be_first(end: Event, behind: Sequence[Event]) -> bool:
    """Whether an end is among these events, and none that stands in front of it is certainly earlier."""
    for event in behind:
        if event is end:
            return True
        if event.when.hi < end.when.lo:
            return False
    return False


def _gone_on(natural: Reading, turns: dict[Event, list[int]], table: Moves) -> tuple[Reading, Days]:
    """Put the reports behind turns after which others say that the deal went on.

    Returns:
        That order, and the reports that would lift a halt or an end by themselves, with the first day they would have.
    """
    left = {event: list(days) for event, days in turns.items()}
    alone: Days = {}
    while left:
        moved = _moved(natural.order, {event: days[-1] for event, days in left.items()}, table)
        unfit = [event for event in left if not moved.keeps(event) or moved.lifts(event)]
        if not unfit:
            return (moved if moved.path.cost <= natural.path.cost else natural), alone
        for event in unfit:
            day = left[event].pop()
            if moved.keeps(event):
                alone.setdefault(event, day)
            if not left[event]:
                del left[event]
    return natural, alone


def _halted_or_not(held: Reading, alone: Days, table: Moves) -> Iterator[Reading]:
    """Yield the orders in which reports show that a halt was over, which nobody says.

    Who tells of a higher stage tells of a later day than who tells of a lower one; so from some stage on all are moved.
    """
    news = [event for event in alone if not held.keeps(event) or held.tells_news(event)]
    for least in sorted({_rank(event) for event in news}):
        group = {event: day for event, day in alone.items() if _rank(event) >= least}
        moved = _moved(held.order, group, table)
        lifting = [event for event in group if moved.lifts(event)]
        if lifting and all(map(moved.keeps, group)) and all(map(moved.shows_going_on, lifting)):
            yield moved


def _rank(event: Event) -> int:
    return min(RANKS[stage] for stage in (event.stage, *event.alternatives) if stage is not None)


def _moved(order: Sequence[Event], days: Days, table: Moves) -> Reading:
    """Read the reports as of these days or later."""
    own: dict[int, Event] = {}
    told = []
    for event in order:
        dated = event
        if event in days:
            dated = evolve(event, when=When.between(days[event], event.when.hi))
        own[id(dated)] = event
        told.append(dated)
    moved = [own[id(dated)] for dated in in_order(told)]
    return Reading(moved, resolve(moved, table))


def _together(readings: Sequence[Reading], movable: Iterable[Event]) -> Reading | None:
    """Return one order that holds each of several, and a path over it that goes wherever one of theirs does.

    None if no order does, since what stays in its place does not stand alike in all of them.
    """
    alike = frozenset(movable)
    loose = {id(event) for event in readings[0].order if event in alike}  # one may be told twice in the same words
    fixed, *others = ([event for event in reading.order if id(event) not in loose] for reading in readings)
    if any(list(map(id, other)) != list(map(id, fixed)) for other in others):
        return None
    parted = [_between(reading.order, loose) for reading in readings]
    places = [0] * len(readings)
    order: list[Event] = []
    held: list[Held] = []
    steps = [places[:]]
    for gap, end in enumerate([*fixed, None]):
        told = [part[gap] for part in parted]
        here = list({id(event): event for events in told for event in events}.values())
        held_by = [set(map(id, events)) for events in told]
        if any(
            [id(event) for event in here if id(event) in ids] != list(map(id, events))
            for ids, events in zip(held_by, told, strict=True)
        ):
            return None
        for event in here if end is None else [*here, end]:
            among = [n for n, ids in enumerate(held_by) if event is end or id(event) in ids]
            fates = {readings[n].path.held[places[n]] for n in among}
            for n in among:
                places[n] += 1
            order.append(event)
            held.append(fates.pop() if len(fates) == 1 else Held.TIED)
            steps.append(places[:])
    paths = [reading.path for reading in readings]
    states = [frozenset(state for path, n in zip(paths, at, strict=True) for state in path.states[n]) for at in steps]
    heights = [reduce(joined, [path.heights[n] for path, n in zip(paths, at, strict=True)]) for at in steps]
    return Reading(order, Path(states, heights, held, paths[0].cost))


def _between(order: Sequence[Event], loose: set[int]) -> list[list[Event]]:
    """Return the loose events before, between and behind the others."""
    parts: list[list[Event]] = [[]]
    for event in order:
        if id(event) in loose:
            parts[-1].append(event)
        else:
            parts.append([])
    return parts
