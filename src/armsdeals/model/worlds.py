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

Likewise where all tranches are halted, and it is told of the whole later that it stands where it was halted, or further: then
that goes on, and nobody tells by which of them.

Left out: dates of which only the order is told (``after``) between a tranche and the whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import NamedTuple

from armsdeals.model.event import Bound, Event
from armsdeals.model.negotiation.position import Position, Stage
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.claim import Modality
from armsdeals.values.when import ALWAYS, NEVER, When

_DELIVERED, _COMPLETED = NegotiationStage.DELIVERED, NegotiationStage.COMPLETED
_DELIVERING, _SUSPENDED = NegotiationStage.DELIVERING, NegotiationStage.SUSPENDED
_ENDS = frozenset(stage for stage in NegotiationStage if stage.is_end)
MOST_WORLDS = 4_096  # combinations of open stages that are looked through


class Piece(NamedTuple):
    """Where the whole as such, or one tranche, may stand.

    Attributes:
        stage: Its stage; None before the first.
        halted_at: The stage that a halt of it interrupts; None without a halt, or for a whole of which only its tranches
            tell how far it was.
    """

    stage: Stage
    halted_at: Stage = None

    @property
    def reached(self) -> Stage:
        """How far it is: under a halt, as far as it was."""
        return self.halted_at if self.stage is _SUSPENDED else self.stage


class Way(NamedTuple):
    """One place of the whole as such, with where each of its tranches may then be.

    Attributes:
        base: The whole as such.
        parts: The places of each tranche.
        fits: Which places of the tranches go together with it; where none would, all do.
    """

    base: Piece
    parts: list[frozenset[Piece]]
    fits: Callable[[Piece, Sequence[Piece]], bool] = lambda base, parts: True  # noqa: ARG005  # as of nearly all


def worlds_on(told: Replay, tranches: Sequence[Replay], day: When | None) -> list[tuple[Piece, ...]]:
    """Return where the whole as such (first) and its tranches may stand on a day, in every combination.

    Args:
        told: The history of the whole, from the events that speak of it.
        tranches: The histories of its tranches.
        day: The day; None is after everything that is told.
    """
    out: list[tuple[Piece, ...]] = []
    for base, parts, fits in ways_on(told, tranches, day):
        together = worlds([frozenset({base}), *parts])
        out += [world for world in together if fits(world[0], world[1:])] or together
    return out


def ways_on(told: Replay, tranches: Sequence[Replay], day: When | None) -> list[Way]:
    """Return each place of the whole as such on a day, with the places of its tranches; arguments as for `worlds_on`."""
    parts = [_places(told, tranche, day) for tranche in tranches]
    out: list[Way] = []
    for base in bases(told, tranches, day):
        sets = parts
        if base.reached in (_DELIVERED, _COMPLETED):
            pairs = zip(tranches, parts, strict=True)
            sets = [_with_the_whole(base.reached, told, tranche, part, day) for tranche, part in pairs]
        if base.stage is _SUSPENDED:
            lifted = _lifted_by_part(told, tranches, base, day)
            # Where a tranche has lifted the halt, it has come as far.
            out += [Way(Piece(base.halted_at), sets, _is_as_far)] if True in lifted else []
        else:
            lifted = _lifted_by_whole(told, tranches, base, sets, day)
            moved = [part | {Piece(piece.halted_at) for piece in part if piece.stage is _SUSPENDED} for part in sets]
            out += [Way(base, moved, _goes_on)] if True in lifted else []
        out += [Way(base, sets)] if False in lifted else []
    return out


def going(parts: Iterable[Piece]) -> list[Piece]:
    """Return the tranches that the whole waits for: those that have not ended, and those that are completed."""
    return [part for part in parts if part.stage is None or not part.stage.is_end or part.stage is _COMPLETED]


def is_halted(parts: Iterable[Piece]) -> bool:
    """Whether all that the whole waits for is halted."""
    open_parts = going(parts)
    return bool(open_parts) and all(part.stage is _SUSPENDED for part in open_parts)


def contrary(told: Replay, tranches: Sequence[Replay], day: When | None) -> tuple[Event, ...]:
    """Return the facts that exclude an end: a tranche goes on after that of the whole, or the whole after those of all."""
    base, parts = told.at(day).stages, [tranche.at(day).stages for tranche in tranches]
    if _is_over(base):
        ended = base
        end = _last(_reports(told, ended, day))
        other = _ENDS - base
        live = [event for one in tranches for event in (*_live(one, day), *_reports(one, other, day))]
    elif parts and all(map(_is_over, parts)):
        ended = frozenset[Stage]().union(*parts)
        end = _last(event for tranche in tranches for event in _reports(tranche, ended, day))
        live = [*_live(told, day), *_reports(told, {_SUSPENDED}, day)]
    else:
        return ()
    # What is completed had come as far as any "at least".
    exact = [event for event in live if event.bound is Bound.EXACT or ended != {_COMPLETED}]
    return tuple(dict.fromkeys(event for event in exact if event.when.lo > end))


def may_follow(told: Replay, tranche: Replay, least: NegotiationStage, day: When | None) -> bool:
    """Whether the whole is told to be at a stage, or further, on a day that may be later than all that is told of a tranche."""
    own, above = _live(tranche, day), [event for event in _live(told, day) if _rank(event.stage) >= least.rank]
    return any(event.when.hi >= max((one.when.lo for one in own), default=ALWAYS) for event in above)


def _is_over(stages: frozenset[Stage]) -> bool:
    return bool(stages) and all(stage is not None and stage.is_end for stage in stages)


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


def _places(told: Replay, tranche: Replay, day: When | None) -> frozenset[Piece]:
    """Where a tranche may be; a halt that is all that is told of it shows no progress beyond what the whole had come to."""
    pieces = pieces_of(tranche.at(day))
    halts = [piece for piece in pieces if piece.stage is _SUSPENDED]
    if not halts or tranche.stages[1] != {_SUSPENDED} or tranche.earliest[0] in (ALWAYS, NEVER):
        return pieces
    if any(stage is None or stage.is_live for here in tranche.stages[1:] for stage in here):
        return pieces  # where it went on shows how far it was
    before = told.at(When.between(tranche.earliest[0] - 1, tranche.earliest[0] - 1)).stages
    is_begun = all(stage is not None and stage.is_live for stage in before)
    return pieces.difference(halts) | {Piece(_SUSPENDED)} if is_begun else pieces


def bases(told: Replay, tranches: Sequence[Replay], day: When | None) -> frozenset[Piece]:
    """Where the whole as such may be; a halt that is the first thing told of it interrupts what its tranches had come to."""
    bases = pieces_of(told.at(day))
    if not told.moves or told.stages[1] != {_SUSPENDED} or told.earliest[0] in (ALWAYS, NEVER):
        return bases
    then = When.between(told.earliest[0], told.earliest[0])
    last = len(told.moves) if day is None else bisect_right(told.earliest, day.hi)
    again = any(_SUSPENDED in stages for stages in told.stages[2 : last + 1])
    if again or all(None in tranche.at(then).stages for tranche in tranches):
        return bases
    return frozenset(Piece(base.stage) if base.stage is _SUSPENDED else base for base in bases)


def _with_the_whole(
    stage: NegotiationStage, told: Replay, tranche: Replay, part: frozenset[Piece], day: When | None
) -> frozenset[Piece]:
    """Where a tranche may be when the whole is delivered or completed: so as well, unless it is told of later, or ended."""
    arrived = _reports(told, {stage}, None)
    later = _follow(arrived, _live(tranche, None), day) or {True, False}  # nobody tells the day, where a halt shows it
    out: set[Piece] = set()
    for piece in part:
        if piece.stage is not None and (piece.stage.is_end or piece.stage.rank >= stage.rank):
            out.add(piece)
            continue
        out |= {piece} if True in later else set()
        if False in later:
            # A halt comes after what was come to, where the dates do not tell.
            is_halt = piece.stage is _SUSPENDED and stage is not _COMPLETED
            halts = _reports(tranche, {_SUSPENDED}, None) if is_halt else []
            over = _follow(halts, arrived, day)
            out |= {Piece(_SUSPENDED, stage)} if False in over else set()
            out |= {Piece(stage)} if True in over or not over else set()
    return frozenset(out)


def _lifted_by_part(told: Replay, tranches: Sequence[Replay], base: Piece, day: When | None) -> set[bool]:
    """Whether a tranche goes on since the whole was halted; or perhaps.

    It does if it is told to be as far as anything was, or if it stood still with the whole and is told to go on, though lower.
    """
    halts = _reports(told, {_SUSPENDED}, None)
    begun = [event.when.hi for event in halts if event.when.hi != NEVER and (day is None or event.when.lo <= day.hi)]
    if not begun:
        return {False}
    then = When.between(max(begun), max(begun))
    came_to = [frozenset(piece.reached for piece in pieces_of(tranche.at(then))) for tranche in tranches]
    at = _rank(base.halted_at)
    floor = max(_rank(stage) for stages in came_to for stage in stages)
    if any(_rank(stage) < _DELIVERED.rank for stages in came_to for stage in stages):
        floor = min(floor, _DELIVERING.rank)  # with more due, the whole was no further
    floor = max(at, floor)
    if not floor:
        return {False}
    above = [
        event for tranche, stages in zip(tranches, came_to, strict=True) for event in _live(tranche, None)
        if _rank(event.stage) >= floor or (_rank(event.stage) >= at and event.bound is Bound.EXACT and None not in stages)
    ]  # fmt: skip
    return _follow(halts, above, day)


def _lifted_by_whole(
    told: Replay, tranches: Sequence[Replay], base: Piece, parts: Sequence[frozenset[Piece]], day: When | None
) -> set[bool]:
    """Whether the whole is told to go on since all of its tranches were halted, from where they were or above; or perhaps."""
    halted = [{_rank(piece.halted_at) for piece in part if piece.stage is _SUSPENDED} for part in parts]
    if (
        base.stage is None
        or not base.stage.is_live
        or not all(any(map(_rests, part)) for part in parts)
        or not any(halted)
    ):
        return {False}
    floor = max(min(ranks) for ranks in halted if ranks)  # where it is not known it bars nothing
    halts = [event for tranche in tranches for event in _reports(tranche, {_SUSPENDED}, None)]
    above = [event for event in _live(told, None) if _rank(event.stage) >= floor]
    return _follow(halts, above, day) or {False}


def _rests(piece: Piece) -> bool:
    return piece.stage is not None and not piece.stage.is_live and piece.stage is not _COMPLETED


def _goes_on(base: Piece, parts: Sequence[Piece]) -> bool:  # noqa: ARG001  # as `_is_as_far` is asked
    return not is_halted(parts)


def _rank(stage: Stage) -> int:
    return 0 if stage is None else stage.rank


def _is_as_far(base: Piece, parts: Sequence[Piece]) -> bool:
    return base.stage is None or max((_rank(part.reached) for part in parts), default=0) >= base.stage.rank


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
