"""Shared halts: what a halt or an end of a whole deal, and how it went on, mean to the history of one of its tranches.

A tranche that was put into force, stood still with the whole, and is put into force again has come there twice, and the two
days are no contradiction. What is told of the whole is read for the tranche as well, where that was at one known stage:

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.model.tranche import Tranche
    >>> told = [("2021", "effective", ("one",)), ("2022", "suspended", ()), ("2023", "effective", ("one",))]
    >>> history = tuple(Event(when=when, stage=stage, scope=scope) for when, stage, scope in told)
    >>> deal = Deal(id="demo", tranches=(Tranche(id="one"),), history=history)
    >>> print(deal.as_of("2022-12-31", scope="one"), "|", deal.as_of("2023-12-31", scope="one"))
    SUSPENDED since 2022 | EFFECTIVE since 2023

A whole that goes on takes its tranche back to where that was, or no further than the whole if this went on lower. Left out:
what overlaps in its dates with anything but a denial that is told of the tranche, of which nobody knows which came first; and a
halt after which nothing is told of either, which stands in the history of the whole alone. A tranche that ended under
the halt by itself stays ended.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from attrs import evolve

from armsdeals.model.event import Bound, Event
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.claim import Modality
from armsdeals.values.when import ALWAYS

_SUSPENDED = NegotiationStage.SUSPENDED


class _Halt(NamedTuple):
    """A halt or an end of the whole, and what of the whole it went on with; None where that is not told."""

    event: Event
    again: Event | None


def read_for(told: Replay, key: str, own: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Return what is told of a whole and counts for a tranche: each event as it is to be read, and as it was told.

    Args:
        told: The history of the whole.
        key: The key of the tranche.
        own: The events that tell of its stages.
    """
    out: list[tuple[Event, Event]] = []
    for event, again in _halts(told) if own else ():
        before = [one for one in own if one.when.hi < event.when.lo]
        after = [one for one in own if one.when.lo > event.when.hi]
        if not before or any(one.when.overlaps(event.when) and one.modality is not Modality.DENIED for one in own):
            continue
        stage = Replay(before, scope=key, beside=out).at(None).stage
        if stage is None or not stage.is_live:
            continue
        first = min(filter(_goes_on(stage), after), key=lambda one: one.when.lo, default=None)
        is_halt = event.stage is _SUSPENDED
        end = min(filter(_ends, after), key=lambda one: one.when.lo, default=None)
        if end is not None and _is_by(end, again) and not _is_by(first, end):  # it ended by itself, and stays ended
            out += [(event, event)] if is_halt and end.stage in _SUSPENDED.moves() else []
        elif first is not None and (again is None or first.when.hi < again.when.lo):
            out += [(event, event)] if is_halt else []  # it goes on by itself, which reopens nothing
        elif again is not None and again.stage and (first is None or again.when.hi < first.when.lo):
            to = min(stage, again.stage, key=lambda one: one.rank)
            if first is None or first.stage is not to:
                out += [(event, event), (_read_as(again, to, back=not is_halt), again)]
            elif is_halt:  # told to have come there again on a day of its own
                out.append((event, event))
        elif is_halt and again is None and after and not any(map(_moves, after)):  # told of it later, without a step
            out.append((event, event))
    return out


def _goes_on(at: NegotiationStage) -> Callable[[Event], bool]:
    """Whether a report tells that a tranche goes on that was halted at a stage."""

    def lifts(event: Event) -> bool:
        if event.stage is None or not event.stage.is_live or event.modality is not Modality.FACT:
            return False
        return event.bound is Bound.EXACT or (event.bound is Bound.AT_LEAST and event.stage.rank >= at.rank)

    return lifts


def _ends(event: Event) -> bool:
    return event.stage is not None and event.stage.is_end and _moves(event) and event.bound is Bound.EXACT


def _moves(event: Event) -> bool:
    """Whether a report may be a step, and not just a bound or a denial."""
    return event.modality is Modality.FACT and event.bound is not Bound.AT_MOST


def _is_by(one: Event | None, other: Event | None) -> bool:
    """Whether an event may be as early as another; one that nobody tells comes after all others."""
    return one is not None and (other is None or one.when.lo <= other.when.hi)


def _halts(told: Replay) -> list[_Halt]:
    """Every report that the whole was halted or ended, with the first move after it by which it certainly went on."""
    out: list[_Halt] = []
    for place, stages in enumerate(told.stages[1:]):
        if not _is_still(stages):
            continue
        later = next((k for k in range(place + 1, len(told.moves)) if not _is_still(told.stages[k + 1])), None)
        again = told.moves[later] if later is not None else None
        if later is not None and again is not None and told.stages[later + 1] != {again.stage}:
            continue
        reports = [event for event in (told.moves[place], *told.confirmed[place + 1]) if event.stage in stages]
        reports = [event for event in reports if event.modality is Modality.FACT and event.bound is Bound.EXACT]
        reports = [
            event for event in reports if event.when.lo != ALWAYS and (again is None or event.when.hi < again.when.lo)
        ]
        out += [_Halt(event, again) for event in sorted(reports, key=lambda one: one.when.lo)]
    return out


def _is_still(stages: frozenset[NegotiationStage | None]) -> bool:
    return len(stages) == 1 and all(stage is not None and not stage.is_live for stage in stages)


def _read_as(event: Event, stage: NegotiationStage, *, back: bool) -> Event:
    return evolve(event, stage=stage, bound=Bound.EXACT, alternatives=(), back=back, after="", instrument=None)
