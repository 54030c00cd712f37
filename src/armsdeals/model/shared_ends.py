"""Ends that what is told of the other makes possible: of a whole by its tranches, of a tranche by the whole; and shared halts.

    >>> from armsdeals.model.deal import Deal
    >>> told = [("2001", "requested", ()), ("2003", "signed", ("one",)), ("2010", "cancelled", ())]
    >>> history = tuple(Event(when=when, stage=stage, scope=scope) for when, stage, scope in told)
    >>> print(Deal(id="demo", tranches=(Tranche(id="one"), Tranche(id="two")), history=history).position)
    CANCELLED since 2010

The table knows no way from a request to a cancellation, nor from a halt to completion. But here the signature, and there the
going on, may be told of a tranche alone; the whole had come further by then, so its end tells as well that it had: the step
to the end begins there. The same holds of a tranche where they are told of the whole. Left out: ends that its own stage
allows, and that of the other does not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set as AbstractSet

from attrs import evolve

from armsdeals.model.event import Bound, Event
from armsdeals.model.negotiation.moves import MOVES
from armsdeals.model.negotiation.position import Stage
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.shared_halts import read_for
from armsdeals.model.standing import level
from armsdeals.model.tranche import Tranche
from armsdeals.values.claim import Modality, unretracted
from armsdeals.values.when import ALWAYS

_COMPLETED, _SUSPENDED = NegotiationStage.COMPLETED, NegotiationStage.SUSPENDED
_ENDS = frozenset(stage for stage in NegotiationStage if stage.is_end)


def told_beside(
    history: Sequence[Event],
    retracted: frozenset[str],
    tranches: Sequence[Tranche],
    scope: str,
    whole: Callable[[], Replay],
) -> list[tuple[Event, Event]]:
    """Return what else counts for a whole or for a tranche: each event as it is to be read, and as it was told.

    Args:
        history: The events of the deal.
        retracted: The ids of the claims that others take back.
        tranches: Its tranches.
        scope: The key of a tranche; empty for the whole.
        whole: Returns the history of the whole, which is asked for a tranche.
    """
    keys = {tranche.id for tranche in tranches}
    if not keys or (scope and scope not in keys):  # as of most
        return []
    told = [one for one in unretracted(history, retracted) if one.moves_stage]
    ends = _reached_by_ends(told, keys, scope)
    if not scope:
        return ends
    own, others = ([one for one in told if not parts.isdisjoint(one.scope)] for parts in ({scope}, keys - {scope}))
    return ends + read_for(whole(), scope, own, others)


def _reached_by_ends(told: Sequence[Event], keys: AbstractSet[str], scope: str) -> list[tuple[Event, Event]]:
    """What ends tell of how far it was, where nothing else of it does."""
    own = [one for one in told if (scope in one.scope if scope else not one.scope)]
    out: list[tuple[Event, Event]] = []
    for end in own:
        if end.stage is None or not end.stage.is_end or not _is_exact(end):
            continue
        before = [one for one in own if _is_before(one, end)]
        there = Replay(before, scope=scope).at(None)
        start = there.stage
        if start is None or start in _ENDS or MOVES.kind_of(start, end.stage) is not None:
            continue
        since = max((one.when.hi for one in before if one.stage is _SUSPENDED), default=ALWAYS)
        other = [one for one in told if (not keys.isdisjoint(one.scope) if not scope else not one.scope)]
        if start is _SUSPENDED and not any(_goes_on(one) and since < one.when.lo <= end.when.hi for one in other):
            continue
        reached = {_of_whole(told, end)} if scope else _reached(told, keys, start, end)
        ways = [stage for stage in reached if stage is not None and MOVES.kind_of(stage, end.stage) is not None]
        if start is _SUSPENDED and there.resume_point is not None:  # taken up where it was, whatever the other came to
            ways = [min(stage, there.resume_point, key=lambda one: one.rank) for stage in ways]
        if ways:
            out.append((_read_as(end, max(ways, key=lambda stage: stage.rank)), end))
    return out


def _read_as(end: Event, stage: NegotiationStage) -> Event:
    return evolve(end, stage=stage, termination=None, after="", instrument=None)


def _is_before(one: Event, end: Event) -> bool:
    """Whether an event certainly comes before an end, or is a live stage of which nobody knows the day."""
    return one.when.hi < end.when.lo or (_goes_on(one) and ALWAYS in (one.when.lo, end.when.lo))


def _is_exact(event: Event) -> bool:
    return event.modality is Modality.FACT and event.bound is Bound.EXACT


def _goes_on(event: Event) -> bool:
    is_fact = event.modality is Modality.FACT and event.bound in (Bound.EXACT, Bound.AT_LEAST)
    return is_fact and event.stage is not None and event.stage.is_live


def _of_whole(told: Sequence[Event], end: Event) -> Stage:
    """How far a whole had come by an end of a tranche."""
    return Replay([one for one in told if not one.scope and one.when.lo <= end.when.hi]).at(None).furthest


def _reached(told: Sequence[Event], keys: AbstractSet[str], start: NegotiationStage, end: Event) -> set[Stage]:
    """How far a whole had come by an end of it, at least and at most, by what is told of its tranches alone."""
    least: list[Stage] = []
    most: list[Stage] = []
    for key in keys:
        there = Replay([one for one in told if key in one.scope and one.when.lo <= end.when.hi], scope=key).at(None)
        is_over = all(stage in _ENDS and stage is not _COMPLETED for stage in there.stages)
        among = [] if is_over else sorted(filter(None, there.furthest_among), key=lambda stage: stage.rank)
        least.append(among[0] if among else None)
        most.append(among[-1] if among else None)
    base = start if start.is_live else None
    return {level(base, least), level(base, most)}
