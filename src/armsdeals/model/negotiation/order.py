"""The order of what was told: by dates and by what claims say, then the natural course, never the place in a file.

Dates are intervals, so they order some events and leave others open. What is certainly earlier comes first, and so does
what another event says it follows (``after``). Among those that neither decides, a deal is taken to go its natural
course: lower stages first, then a halt, then steps back, then ends.

    >>> told = [Event(when="2014", stage="suspended"), Event(when="2014", stage="signed"),
    ...         Event(when="2013", stage="cancelled")]
    >>> [event.stage.in_words for event in in_order(told)]
    ['cancelled', 'signed', 'suspended']

Left out: `after` that names an event without a stage; only events that the replay looks at hold each other back; and
what was seen by a day, or within days, with a halt before the last of them, which has two orders (`seen_by`).
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from itertools import accumulate, pairwise
from operator import attrgetter, le

from armsdeals._printed import exact
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.model.event import Bound, Event
from armsdeals.model.negotiation.stage import ACTS, RANKS, NegotiationStage
from armsdeals.values.claim import Modality
from armsdeals.values.when import ALWAYS, When

_ONE_OF, _FACT, _DENIED = Bound.ONE_OF, Modality.FACT, Modality.DENIED  # asked of every event
_START = attrgetter("when.lo")
_AHEAD, _HALT, _BACK, _END = range(4)
_GROUPS = {
    stage: _HALT if stage is NegotiationStage.SUSPENDED else _END if stage.is_end else _AHEAD
    for stage in NegotiationStage
}


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return events that name a stage in the order in which they are taken to have happened.

    Raises:
        InvalidValue: Some events follow each other in a circle.
    """
    told = list(events)
    if any([event.after for event in told]):  # noqa: C419  # a generator takes twice the time
        return _extended(told)
    # Dates that overlap, directly or through others, make a cluster; between clusters the dates decide everything.
    out: list[Event] = []
    cluster: list[Event] = []
    end = ALWAYS
    for event in sorted(told, key=_START):
        if cluster and event.when.lo > end:
            out += _extended(cluster) if len(cluster) > 1 else cluster
            cluster = []
        cluster.append(event)
        end = max(end, event.when.hi)
    return out + (_extended(cluster) if len(cluster) > 1 else cluster)


def turns_of(events: Iterable[Event]) -> list[Event]:
    """Return the facts that do not lead ahead: halts, steps back and ends."""
    return [
        event for event in events
        if event.modality is _FACT and event.stage is not None and _group(event.stage, event) != _AHEAD
    ]  # fmt: skip


def latest_report(history: Iterable[Event], when: When, gone: frozenset[str] = frozenset()) -> Event | None:
    """Return the last of the reports of a stage of the whole deal that may be of the time of a date, moves or not.

    A report that may be of a later day may follow what happens on the date, and is left out.

    Args:
        history: The events of a deal.
        when: The date.
        gone: Ids of events that were taken back.
    """
    same = [
        event for event in history
        if event.moves_stage and not event.scope and when.lo <= event.when.hi <= when.hi
        and not (event.id and event.id in gone)
    ]  # fmt: skip
    return in_order(same)[-1] if same else None


def natural_course(event: Event) -> tuple[int | str, ...]:
    """Return the key that orders events where neither dates nor `after` do.

    A denial goes before the move that it denies, for it speaks of the time before. An act lies in its narrowest date. A
    stage that lasts begins with its first report, and one seen "by that day" comes after a report that names a start.
    """
    stage, when = event.stage, event.when
    if stage is None:
        return ()
    group, rank = _group(stage, event), RANKS[stage]
    if event.bound is _ONE_OF:
        group, rank = min((_group(choice, event), RANKS[choice]) for choice in (stage, *event.alternatives))
    open_start = when.lo == ALWAYS
    early = (when.hi, -when.lo) if stage in ACTS else (when.hi if open_start else when.lo, when.hi)
    return group, rank, event.modality is not _DENIED, *early, stage._value_, event.text, event.id


def _group(stage: NegotiationStage, event: Event) -> int:
    group = _GROUPS[stage]
    return _BACK if group == _AHEAD and event.back else group


def _extended(events: list[Event]) -> list[Event]:
    """Sort topologically by "certainly before" and `after`; among those free to go the natural course decides."""
    ranked = _ranked(events)
    starts, ends = [event.when.lo for event in ranked], [event.when.hi for event in ranked]
    has_after = any([event.after for event in ranked])  # noqa: C419  # a generator takes twice the time
    # Where no event is certainly before one that the course puts in front of it, the dates decide nothing.
    if not has_after and all(map(le, starts, [*accumulate(reversed(ends), min)][::-1])):
        return ranked
    by_start = sorted(range(len(ranked)), key=starts.__getitem__, reverse=True)
    by_end = sorted(range(len(ranked)), key=ends.__getitem__, reverse=True)
    unplaced = {event.id for event in ranked if event.id} if has_after else set()
    waiting: dict[str, list[int]] = {}
    placed = [False] * len(ranked)
    free: list[int] = []
    out: list[Event] = []
    while len(out) < len(ranked):
        while placed[by_end[-1]]:
            by_end.pop()
        first_end = ends[by_end[-1]]
        while by_start and starts[by_start[-1]] <= first_end:
            n = by_start.pop()
            if ranked[n].after in unplaced:
                waiting.setdefault(ranked[n].after, []).append(n)
            else:
                heappush(free, n)
        if not free:
            raise _circle(ranked[n] for held in waiting.values() for n in held)
        n = heappop(free)
        placed[n] = True
        out.append(ranked[n])
        if ranked[n].id in unplaced:
            unplaced.discard(ranked[n].id)
            free += waiting.pop(ranked[n].id, ())
            heapify(free)
    return out


def _ranked(events: list[Event]) -> list[Event]:
    """Sort by the natural course; where that is the same content decides, never the place in the file."""
    course = [natural_course(event) for event in events]
    places = sorted(range(len(events)), key=course.__getitem__)
    if any([course[place] == course[after] for place, after in pairwise(places)]):  # noqa: C419  # as above
        course = [(*key, exact(event)) for key, event in zip(course, events, strict=True)]
        places = sorted(range(len(events)), key=course.__getitem__)
    return [events[place] for place in places]


def _circle(events: Iterable[Event]) -> InvalidValue:
    told = sorted(f"{shown(event.id or event.text)} after {shown(event.after)}" for event in events)
    return InvalidValue(f"events follow each other in a circle, by 'after' or by their dates: {', '.join(told[:10])}")
