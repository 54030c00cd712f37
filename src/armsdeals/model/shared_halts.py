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

A whole that goes on takes its tranche back to where that was, or no further than the whole if this went on lower; but what was
delivered stays so. A tranche that ended under the halt by itself stays ended. Left out: what overlaps in its dates with a
step that is told of the tranche, of which nobody knows which came first; and tranches of which nothing is told before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from attrs import evolve

from armsdeals.model.event import Bound, Event
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.claim import Modality
from armsdeals.values.when import ALWAYS, When

_SUSPENDED, _DELIVERED = NegotiationStage.SUSPENDED, NegotiationStage.DELIVERED
_DELIVERING = NegotiationStage.DELIVERING


class _Stop(NamedTuple):
    """A time in which the whole stood still.

    Attributes:
        reports: That it was halted or ended, the earliest first.
        again: What it went on with; None where that is not told.
    """

    reports: tuple[Event, ...]
    again: Event | None

    @property
    def is_reopened(self) -> bool:
        """Whether going on takes back an end."""
        return any(event.stage is not _SUSPENDED for event in self.reports)


def read_for(told: Replay, key: str, own: Sequence[Event], others: Sequence[Event] = ()) -> list[tuple[Event, Event]]:
    """Return what is told of a whole and counts for a tranche: each event as it is to be read, and as it was told.

    Args:
        told: The history of the whole.
        key: The key of the tranche.
        own: The events that tell of its stages.
        others: The events that tell of the stages of other tranches, each of which may show that the halt is over.
    """
    out: list[tuple[Event, Event]] = []
    for stop in _stops(told) if own else ():
        for event in stop.reports:
            before = [one for one in own if one.when.hi < event.when.lo]
            beside = [pair for pair in out if pair[0].when.hi < event.when.lo]
            there = Replay(before, scope=key, beside=beside).at(None) if before else None
            if there is None or there.stage is None or event.stage not in there.stage.moves():
                continue
            live = there.stage if there.stage.is_live else there.resume_point
            if live is not None and not any(_may_move(one, live, event) for one in own):
                lift = _lift(event, told, live, others) if event.stage is _SUSPENDED else None
                out += [pair for pair in _read(event, stop, live, own, lift) if pair not in out]
    return out


def _lift(halt: Event, told: Replay, live: NegotiationStage, others: Sequence[Event]) -> Event | None:
    """Return the first report that lifts a halt: another tranche goes on that stood still with the whole, or comes as far.

    From there this one may have gone on, too.
    """
    before = told.at(When.between(halt.when.lo - 1, halt.when.lo - 1))
    halted_at = (
        () if None in before.stages else told.at(halt.when).resume_among
    )  # told first, tranches tell how far it was
    least = min(map(_rank, halted_at), default=0)
    still = {part for one in others if one.when.hi < halt.when.lo for part in one.scope}
    later = (one for one in others if one.when.lo > halt.when.hi and _moves(one) and one.stage and one.stage.is_live)
    as_far = min(live.rank, _DELIVERING.rank)  # what had arrived of this one brought the whole no further
    high = (
        one for one in later
        if _rank(one.stage) >= (least if _is_exact(one) and not still.isdisjoint(one.scope) else as_far)
        and one.bound is not Bound.ONE_OF
    )  # fmt: skip
    return min(high, key=lambda one: one.when.lo, default=None)


def _read(
    event: Event, stop: _Stop, live: NegotiationStage, own: Sequence[Event], lift: Event | None
) -> list[tuple[Event, Event]]:
    """Return a halt or an end as it counts for a tranche that was at a live stage, and how it goes on, as far as that is told."""
    after = [one for one in own if one.when.lo > event.when.hi]
    first = min(filter(_goes_on(live), after), key=lambda one: one.when.lo, default=None)
    end = min(filter(_ends, after), key=lambda one: one.when.lo, default=None)
    again, is_halt, halted = stop.again, event.stage is _SUSPENDED, [(event, event)]
    own_halt = next((one for one in after if one.stage is _SUSPENDED and _moves(one)), None)
    is_open = lift is not None and not any(_is_by(one, lift) for one in (first, end, again, own_halt))
    if is_open and lift is not None:
        halted.append((_may_go_on(lift, live), lift))
    if end is not None and _is_by(end, again) and not _is_by(first, end):  # it ended by itself, and stays ended
        if is_halt and end.stage not in _SUSPENDED.moves():  # it went on before, and nobody tells when
            return [*halted, (_read_as(end, live, back=False), end)]
        return halted if is_halt else []
    if first is not None and (again is None or first.when.hi < again.when.lo):  # it goes on by itself
        return halted if is_halt or first.back else []
    if again is None:  # nobody tells that either goes on
        return halted
    if again.stage is None or (first is not None and again.when.hi >= first.when.lo):
        return []
    to = live if live.rank >= _DELIVERED.rank else min(live, again.stage, key=lambda one: one.rank)  # goods stay there
    if first is None or first.stage is not to:
        read = _read_as(again, to, back=stop.is_reopened)
        return [*halted, (evolve(read, bound=Bound.AT_LEAST) if is_open else read, again)]
    return halted if is_halt else []  # told to have come there again on a day of its own


def _may_move(one: Event, stage: NegotiationStage, halt: Event) -> bool:
    """Whether a report overlaps with a halt, and may be a step from a stage: nobody knows then which of them came first."""
    is_bound = one.bound is Bound.AT_LEAST and one.stage is not None and one.stage.rank <= stage.rank
    return one.when.overlaps(halt.when) and _moves(one) and not is_bound


def _goes_on(at: NegotiationStage) -> Callable[[Event], bool]:
    """Whether a report tells that a tranche goes on that was halted at a stage."""

    def lifts(event: Event) -> bool:
        if event.stage is None or not event.stage.is_live or event.modality is not Modality.FACT:
            return False
        return event.bound is Bound.EXACT or (event.bound is Bound.AT_LEAST and event.stage.rank >= at.rank)

    return lifts


def _ends(event: Event) -> bool:
    return event.stage is not None and event.stage.is_end and _is_exact(event)


def _moves(event: Event) -> bool:
    """Whether a report may be a step, and not just a bound or a denial."""
    return event.modality is Modality.FACT and event.bound is not Bound.AT_MOST


def _is_exact(event: Event) -> bool:
    return event.modality is Modality.FACT and event.bound is Bound.EXACT


def _rank(stage: NegotiationStage | None) -> int:
    return 0 if stage is None else stage.rank


def _is_by(one: Event | None, other: Event | None) -> bool:
    """Whether an event may be as early as another; one that nobody tells comes after all others."""
    return one is not None and (other is None or one.when.lo <= other.when.hi)


def _stops(told: Replay) -> list[_Stop]:
    """Every time in which the whole certainly stood still, with the first move after it by which it certainly went on."""
    out: list[_Stop] = []
    reports: list[Event] = []
    for place, stages in enumerate([*told.stages[1:], None]):
        if stages is not None and _is_still(stages):
            seen = [event for event in (told.moves[place], *told.confirmed[place + 1]) if event.stage in stages]
            reports += filter(_is_exact, seen)
            continue
        again = None if stages is None else told.moves[place]
        if again is not None and again.stage is not None and again.stage.is_end:  # which shows that it went on before
            again = None
        if again is None or set(stages or ()) == {again.stage}:
            certain = [event for event in reports if _is_between(event, again)]
            out.append(_Stop(tuple(sorted(certain, key=lambda one: one.when.lo)), again))
        reports = []
    return out


def _is_between(event: Event, again: Event | None) -> bool:
    """Whether a report of a stop is dated, and certainly from before the whole went on."""
    return event.when.lo != ALWAYS and (again is None or event.when.hi < again.when.lo)


def _is_still(stages: frozenset[NegotiationStage | None]) -> bool:
    return len(stages) == 1 and all(stage is not None and not stage.is_live for stage in stages)


def _read_as(event: Event, stage: NegotiationStage, *, back: bool) -> Event:
    return evolve(event, stage=stage, bound=Bound.EXACT, alternatives=(), back=back, after="", instrument=None)


def _may_go_on(lift: Event, stage: NegotiationStage) -> Event:
    """Return a report of another tranche as it counts for one that may have gone on as well, or stand still."""
    return evolve(_read_as(lift, stage, back=False), bound=Bound.ONE_OF, alternatives=(_SUSPENDED,), suspension=None)
