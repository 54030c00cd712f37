"""Worlds: every way in which a deal as such and its tranches may stand together on a day.

What is told of all of them and what is told of one meet here. That the whole arrived says it of every tranche of which
nothing else is told since; and where a tranche goes on under a halt of the whole, from where that was halted or above, the
halt was lifted. What is below that, as a signature under halted deliveries, lifts nothing.

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.model.event import Event
    >>> from armsdeals.model.tranche import Tranche
    >>> told = [("2020", "signed", ()), ("2022", "effective", ("one",)), ("2026", "delivered", ())]
    >>> history = tuple(Event(when=when, stage=stage, scope=scope) for when, stage, scope in told)
    >>> deal = Deal(id="demo", tranches=(Tranche(id="one"), Tranche(id="two")), history=history)
    >>> print(deal.position)
    DELIVERED since 2026

Left out: dates of which only the order is told (``after``) between a tranche and the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from armsdeals.model.event import Bound, Event
from armsdeals.model.negotiation.position import Position, Stage
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.claim import Modality
from armsdeals.values.when import ALWAYS, NEVER, When

_DELIVERED, _SUSPENDED = NegotiationStage.DELIVERED, NegotiationStage.SUSPENDED
MOST_WORLDS = 4_096  # combinations of open stages that are looked through


class Piece(NamedTuple):
    """Where the whole as such, or one tranche, may stand.

    Attributes:
        stage: Its stage; None before the first.
        halted_at: The stage that a halt of it interrupts; None without a halt, or where that is not known.
    """

    stage: Stage
    halted_at: Stage = None

    @property
    def reached(self) -> Stage:
        """How far it is: under a halt, as far as it was."""
        return self.halted_at if self.stage is _SUSPENDED else self.stage


def worlds_on(told: Replay, tranches: Sequence[Replay], day: When | None) -> list[tuple[Piece, ...]]:
    """Return where the whole as such (first) and its tranches may stand on a day, in every combination.

    Args:
        told: The history of the whole, from the events that speak of it.
        tranches: The histories of its tranches.
        day: The day; None is after everything that is told.
    """
    parts = [pieces_of(tranche.at(day)) for tranche in tranches]
    out: list[tuple[Piece, ...]] = []
    for base in pieces_of(told.at(day)):
        sets = parts
        if base.reached is _DELIVERED:
            sets = [_with_the_whole(told, tranche, part, day) for tranche, part in zip(tranches, parts, strict=True)]
        for piece in _halted_or_not(told, tranches, base, day):
            together = worlds([frozenset({piece}), *sets])
            # Where a tranche has lifted the halt, it has come as far.
            out += together if piece == base else [one for one in together if _is_as_far(one)] or together
    return out


def base_on(told: Replay, tranches: Sequence[Replay], day: When | None) -> frozenset[Stage]:
    """Return the stages in which the whole as such may be on a day, its tranches looked at; arguments as for `worlds_on`."""
    return frozenset(
        piece.stage for base in pieces_of(told.at(day)) for piece in _halted_or_not(told, tranches, base, day)
    )


def contrary(told: Replay, tranches: Sequence[Replay], day: When | None) -> tuple[Event, ...]:
    """Return what tells that a tranche goes on after the whole had certainly ended: facts that exclude the answer."""
    ended = told.at(day).stages
    if not ended or not all(stage is not None and stage.is_end for stage in ended):
        return ()
    end = _last(_reports(told, ended, day))
    return tuple(dict.fromkeys(event for tranche in tranches for event in _live(tranche, day) if event.when.lo > end))


def turns_of(replays: Iterable[Replay]) -> list[int]:
    """Return the days on which an answer may change, in order."""
    days = {day for replay in replays for day in (*replay.earliest, *replay.latest)}
    days |= {day for replay in replays for event in _told(replay) for day in (event.when.lo, event.when.hi)}
    return sorted(days - {ALWAYS, NEVER})


def pieces_of(position: Position) -> frozenset[Piece]:
    """Return the stages in which a history may be, with what a halt interrupts."""
    out: set[Piece] = set()
    for stage in position.stages:
        halted_at: Iterable[Stage] = position.resume_among if stage is _SUSPENDED else ()
        out |= {Piece(stage, at) for at in halted_at} or {Piece(stage)}
    return frozenset(out)


def worlds(sets: Sequence[frozenset[Piece]]) -> list[tuple[Piece, ...]]:
    """Every combination of where the pieces may be; of very many, each place of a piece beside what all agree on."""
    size = 1
    for one in sets:
        size *= len(one)
    if size > MOST_WORLDS:  # nobody can tell them apart; every stage that a piece may be in stays
        return [(piece,) for one in sets for piece in one]
    return list(product(*sets))


def _with_the_whole(told: Replay, tranche: Replay, part: frozenset[Piece], day: When | None) -> frozenset[Piece]:
    """Where a tranche may be when the whole is delivered: delivered as well, unless it is told of later, or ended."""
    waiting = {piece for piece in part if piece.stage is None or 0 <= piece.stage.rank < _DELIVERED.rank}
    waiting = {piece for piece in waiting if piece.stage is None or not piece.stage.is_end}
    later = _follow(_reports(told, {_DELIVERED}, None), _live(tranche, None), day)
    return frozenset(
        {
            *(part - waiting),
            *(waiting if True in later else ()),
            *([Piece(_DELIVERED)] if waiting and False in later else ()),
        }
    )


def _halted_or_not(told: Replay, tranches: Sequence[Replay], base: Piece, day: When | None) -> frozenset[Piece]:
    """The halt of the whole, or where it was halted if a tranche has gone on since, from there or above; or both."""
    if base.stage is not _SUSPENDED or base.halted_at is None:
        return frozenset({base})
    halts = _reports(told, {_SUSPENDED}, None)
    begun = [event.when.hi for event in halts if event.when.hi != NEVER and (day is None or event.when.lo <= day.hi)]
    if not begun:
        return frozenset({base})
    then = When.between(max(begun), max(begun))
    came_to = {piece.reached for tranche in tranches for piece in pieces_of(tranche.at(then))}
    floor = max(stage.rank for stage in (base.halted_at, *came_to) if stage is not None)
    going = [
        event for tranche in tranches for event in _live(tranche, None) if event.stage and event.stage.rank >= floor
    ]
    lifted = _follow(halts, going, day)
    return frozenset({*([base] if False in lifted else ()), *([Piece(base.halted_at)] if True in lifted else ())})


def _is_as_far(world: tuple[Piece, ...]) -> bool:
    far = max((part.reached.rank for part in world[1:] if part.reached is not None), default=0)
    return world[0].stage is None or far >= world[0].stage.rank


def _follow(first: Sequence[Event], then: Sequence[Event], day: When | None) -> set[bool]:
    """Whether of what has happened by a day, one of the later events certainly follows all of the first; or perhaps both."""
    out = set()
    for before in filter(None, _happened(first, day)):  # where it stands, one of the first has happened
        for after in _happened(then, day):
            out.add(any(event.when.lo > _last(before) for event in after))
    return out


def _happened(events: Sequence[Event], day: When | None) -> tuple[list[Event], list[Event]]:
    """The events that had certainly happened by a day, and those that had possibly happened."""
    if day is None:
        return list(events), list(events)
    return [event for event in events if event.when.hi <= day.lo], [
        event for event in events if event.when.lo <= day.hi
    ]


def _last(events: Iterable[Event]) -> int:
    return max((event.when.hi for event in events), default=ALWAYS)


def _told(replay: Replay) -> list[Event]:
    """The facts that a history rests on, those that only confirm it too."""
    told = [*replay.moves, *(event for events in replay.confirmed for event in events)]
    return [event for event in told if event.modality is Modality.FACT]


def _reports(replay: Replay, stages: Iterable[Stage], day: When | None) -> list[Event]:
    return [event for event in _happened(_told(replay), day)[1] if event.stage in stages]


def _live(replay: Replay, day: When | None) -> list[Event]:
    """The reports that it is at a live stage, or has come there."""
    told = [event for event in _happened(_told(replay), day)[1] if event.bound in (Bound.EXACT, Bound.AT_LEAST)]
    return [event for event in told if event.stage is not None and event.stage.is_live]
