"""Where a deal in tranches stands: as far as its furthest tranche, but done, halted or ended only when all of them are.

What is told of the deal as a whole counts as well: talks before there were tranches, a halt or an end of everything.

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.model.event import Event
    >>> from armsdeals.model.tranche import Tranche
    >>> deal = Deal(id="demo", tranches=(Tranche(id="one", share="0.25"), Tranche(id="two", share="0.75"))).sign(on="2022-02-10")
    >>> deal = deal.with_event(Event(when="2022-09-09", stage="effective", scope=("one",)))
    >>> print(deal.as_of("2022-12-31"), deal.share_in_force(on="2022-12-31"))
    EFFECTIVE since 2022-09-09 (Decimal('0.25'), Decimal('0.25'))
    >>> deal = deal.with_event(Event(when="2023-05", stage="suspended", scope=("one",)))
    >>> print(deal.as_of("2023-12-31"), "|", deal.as_of("2023-12-31", scope="one"))
    EFFECTIVE since 2022-09-09 | SUSPENDED since 2023-05

A halt of one tranche takes nothing from how far the others got, nor from the contract over them; it is told of that
tranche. The stage of a line never moves the deal, since a line need not be all of a tranche.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal

from attrs import evolve

from armsdeals.model.event import Event
from armsdeals.model.negotiation.moves import MOVES
from armsdeals.model.negotiation.position import UNBEGUN, Position, Stage, only
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.tranche import Tranche
from armsdeals.model.worlds import (
    Piece,
    bases,
    contrary,
    going,
    is_halted,
    may_follow,
    pieces_of,
    turns_of,
    ways_on,
    worlds,
    worlds_on,
)
from armsdeals.values.when import ALWAYS, NEVER, When

_DELIVERING, _DELIVERED = NegotiationStage.DELIVERING, NegotiationStage.DELIVERED
_COMPLETED, _EFFECTIVE = NegotiationStage.COMPLETED, NegotiationStage.EFFECTIVE
_SUSPENDED = NegotiationStage.SUSPENDED


def whole(told: Replay, tranches: Sequence[Replay], day: When | None) -> Position:
    """Return where a deal stands on a day, from what is told of it as a whole and of each tranche.

    Args:
        told: The history of the whole, from the events that speak of it.
        tranches: The histories of its tranches.
        day: The day; None is after everything that is told.
    """
    base, parts = told.at(day), [tranche.at(day) for tranche in tranches]
    if all(part.stages == {None} for part in parts):
        return _with_their_disputes(base, parts)
    pieces = (base, *parts)
    together = worlds_on(told, tranches, day)
    stages = _possible(together)
    resume = _interrupted(together) if _SUSPENDED in stages else frozenset[NegotiationStage]()
    # Under a halt a tranche counts as far as it was, so what brought it there decides.
    before = [tranche.interrupted(day) or part for tranche, part in zip(tranches, parts, strict=True)]
    halts = [] if _SUSPENDED in stages else before
    deciding = [piece for piece in (*pieces, *halts) if piece.stages & stages and piece.stages != {None}]
    deciding = deciding or [piece for piece in parts if _may_bring(piece, stages)] or [base]
    if base.stages == stages and not any(stage is None or stage.is_live for stage in stages):
        deciding = [base]
    against = excluding(told, tranches, day)
    # Of a halt that is the first thing told of the whole, its tranches tell how far it was.
    is_by_parts = Piece(_SUSPENDED) in bases(told, tranches, day)
    as_such = UNBEGUN if is_by_parts else base.furthest_among
    reached = worlds([frozenset(map(Piece, far)) for far in (as_such, *(part.furthest_among for part in parts))])
    least = _further(_came_to_before(told, tranches, day), _least(together))
    among = _with_the_present(
        frozenset(_further(_highest(one.stage, [other.stage for other in others]), least) for one, *others in reached),
        (*stages, *resume),
    )
    reported = {stage for tranche in tranches for stage in _come_to(tranche, day)}
    return Position(
        stages=stages,
        furthest=_further(_further(furthest(None if is_by_parts else base.furthest, parts), least), only(among)),
        furthest_among=among,
        resume_point=only(resume),
        resume_among=resume,
        since=_since(stages, told, tranches, day, [piece.since for piece in deciding]),
        gaps=tuple(gap for gap in base.gaps if gap not in reported)
        if len(stages) == 1 and base.stages == stages
        else (),
        decided_by=tuple(dict.fromkeys(event for piece in deciding for event in piece.decided_by)),
        beaten=tuple(dict.fromkeys([*(event for piece in pieces for event in piece.beaten), *against])),
        disputed=bool(against) or any(piece.disputed for piece in pieces),
    )


def excluding(told: Replay, tranches: Sequence[Replay], day: When | None) -> tuple[Event, ...]:
    """Return the facts that exclude the end at which a deal is: what goes on after it, and what had come too far for it."""
    return tuple(dict.fromkeys((*contrary(told, tranches, day), *_too_far(told, tranches, told.at(day)))))


def _too_far(told: Replay, tranches: Sequence[Replay], base: Position) -> tuple[Event, ...]:
    """Return the reports of tranches by which a deal had come further than what leads to the end that is told of the whole."""
    stage, move = only(base.stages), next(iter(base.decided_by), None)
    if stage is None or not stage.is_end or move is None or move.when.lo == ALWAYS:
        return ()
    before = When.between(move.when.lo - 1, move.when.lo - 1)
    most = max(origin.rank for origin in MOVES.origins(stage))
    here = only(stages_on(told, tranches, before))
    if here is None or here is stage or here.rank <= most:
        return ()
    return tuple(
        event for one in tranches for event in one.at(before).decided_by if event.stage and event.stage.rank > most
    )


def _with_their_disputes(base: Position, parts: Sequence[Position]) -> Position:
    """Return where a deal stands of whose tranches nothing counts on a day, though what was given up may speak against it."""
    if not any(part.disputed for part in parts):  # as in most
        return base
    beaten = tuple(dict.fromkeys(event for piece in (base, *parts) for event in piece.beaten))
    return evolve(base, beaten=beaten, disputed=True)


def stages_on(told: Replay, tranches: Sequence[Replay], day: When | None) -> frozenset[Stage]:
    """Return the stages in which the whole may be on a day; the arguments are those of `whole`."""
    base, parts = told.at(day), [tranche.at(day) for tranche in tranches]
    if all(part.stages == {None} for part in parts):
        return base.stages
    return _possible(worlds_on(told, tranches, day))


def _possible(together: Sequence[tuple[Piece, ...]]) -> frozenset[Stage]:
    return frozenset(stage for world in together for stage in derived(world[0], world[1:]))


def derived(base: Piece, parts: Sequence[Piece]) -> frozenset[Stage]:
    """Return the stages of the whole where those of the deal as such and of each tranche are known.

    It is one stage, but for tranches that ended in different ways: then each of these ends is possible.
    """
    if base.stage is not None and base.stage.is_end:
        return frozenset({base.stage})
    if parts and not going(parts):
        return frozenset(part.stage for part in parts)
    if base.stage is _SUSPENDED and not (parts and all(part.stage is _COMPLETED for part in going(parts))):
        return frozenset({_SUSPENDED})
    if is_halted(parts):
        return frozenset({_SUSPENDED})
    return frozenset({level(base.stage, [part.reached for part in going(parts)])})


def takes(to: NegotiationStage, parts: Sequence[Position]) -> bool:
    """Return whether a step of the whole brings the whole there; where tranches are further, theirs must be told."""
    together = worlds([frozenset({Piece(to)}), *map(pieces_of, parts)])
    return any(to in derived(Piece(to), world[1:]) or _takes_up(to, world[1:]) for world in together)


def _takes_up(to: NegotiationStage, parts: Sequence[Piece]) -> bool:
    """Whether a whole all of whose tranches are halted goes on by this step: from where they were, or above."""
    reached = [part.reached for part in going(parts)]
    return to.is_live and is_halted(parts) and all(stage is None or stage.rank <= to.rank for stage in reached)


def share_in_force(
    tranches: Sequence[Tranche], told: Replay, parts: Sequence[Replay], day: When | None
) -> tuple[Decimal, Decimal] | None:
    """Return how much of a deal is certainly and possibly in force on a day; None if a share is not known.

    A halt or an end of the whole is one of all tranches, and that it is delivered or completed says so of each. That it is in
    force may mean any of those of which nothing else is told by themselves on certainly later days.

    Args:
        tranches: The tranches.
        told: The history of the whole, from the events that speak of it.
        parts: The histories of the tranches, in the same order.
        day: The day; None is after everything that is told.
    """
    ways = ways_on(told, parts, day)
    low = high = Decimal(0)
    for place, tranche in enumerate(tranches):
        if tranche.share is None:
            return None
        may_mean_it = may_follow(told, parts[place], _EFFECTIVE, day)
        there = {
            _part_in_force(base, piece, may_mean_it=may_mean_it) for base, pieces, _ in ways for piece in pieces[place]
        }
        low += tranche.share if there == {True} else 0
        high += tranche.share if there != {False} else 0
    return low, high


def _part_in_force(base: Piece, part: Piece, *, may_mean_it: bool) -> bool | None:
    """Whether a tranche is in force; None where that is told of the whole, and may mean this tranche."""
    if part.stage is _COMPLETED and base.stage is _SUSPENDED:  # a halt comes too late for it
        return True
    if base.stage is not None and not base.stage.is_live and base.stage is not _COMPLETED:
        return False
    is_open = part.stage is None or (part.stage.is_live and not _is_in_force(part.stage) and may_mean_it)
    return None if is_open and _is_in_force(base.stage) else _is_in_force(part.stage)


def _is_in_force(stage: Stage) -> bool:
    return stage is not None and stage.rank >= _EFFECTIVE.rank


def level(base: Stage, parts: Sequence[Stage]) -> Stage:
    """How far the whole is: as its furthest piece, but delivered or completed only when every tranche is."""
    live = [stage for stage in (base, *parts) if stage is not None]
    if not live:
        return None
    top = max(live, key=lambda stage: stage.rank)
    if top.rank < _DELIVERED.rank or not parts:
        return top
    least = min(0 if part is None else part.rank for part in parts)
    if least >= _COMPLETED.rank:
        return _COMPLETED
    return _DELIVERED if least >= _DELIVERED.rank else _DELIVERING


def furthest(base: Stage, parts: Sequence[Position]) -> Stage:
    """Return how far the whole certainly came, where as such it came to a stage, and its tranches are there."""
    return _highest(base, [part.furthest for part in parts])


def _highest(base: Stage, parts: Sequence[Stage]) -> Stage:
    """How far the whole ever got, by the tranches or by what was told of it as such: nothing told later takes it back."""
    return _further(base, level(None, parts))


def _further(one: Stage, other: Stage) -> Stage:
    known = [stage for stage in (one, other) if stage is not None]
    return max(known, key=lambda stage: stage.rank, default=None)


def _with_the_present(among: frozenset[Stage], here: Iterable[Stage]) -> frozenset[Stage]:
    """The stages that may be the furthest, with those in which it may be, or be halted, and that are further than all of them."""
    top = max((stage.rank for stage in among if stage is not None), default=0)
    return among | {stage for stage in here if stage is not None and stage.is_live and stage.rank > top}


def _may_bring(piece: Position, stages: frozenset[Stage]) -> bool:
    """Whether a tranche is certainly as far as the whole, which is less far only since it waits for others."""
    least = min(0 if stage is None else stage.rank for stage in stages)
    return 0 < least <= min(0 if stage is None else stage.rank for stage in piece.stages)


def _least(together: Sequence[tuple[Piece, ...]]) -> Stage:
    """How far the whole is at least where it may be, also by what a halt interrupts; None where it may be over or not begun."""
    reached = [
        only(_interrupted([world])) if stage is _SUSPENDED else stage
        for world in together
        for stage in derived(world[0], world[1:])
    ]
    known = [stage for stage in reached if stage is not None and stage.is_live]
    return min(known, key=lambda stage: stage.rank) if known and len(known) == len(reached) else None


def _came_to_before(told: Replay, tranches: Sequence[Replay], day: When | None) -> Stage:
    """How far the whole certainly was on whatever day until this, where it or a tranche has ended since, or may have."""
    if not any(stage is not None and stage.is_end for one in (told, *tranches) for stage in _come_to(one, day)):
        return None
    end = NEVER if day is None else day.lo
    turns = {end, *(turn for replay in (told, *tranches) for turn in replay.latest if turn < end)} - {ALWAYS}
    there: list[Stage] = []
    for turn in turns:
        then = None if turn == NEVER else When.between(turn, turn)
        there.append(_least(worlds_on(told, tranches, then)))
    return max(filter(None, there), key=lambda stage: stage.rank, default=None)


def _come_to(replay: Replay, day: When | None) -> frozenset[Stage]:
    """The stages in which a tranche, or the whole as such, was or may have been until a day."""
    last = len(replay.moves) if day is None else bisect_right(replay.earliest, day.hi)
    return frozenset[Stage]().union(*replay.stages[: last + 1])


def raised(among: frozenset[NegotiationStage], parts: Sequence[Position]) -> frozenset[NegotiationStage]:
    """Return how far the whole was where, as such, it was at one of these stages: as far as its furthest tranche.

    >>> [str(stage) for stage in raised(frozenset({NegotiationStage.SIGNED}), [Position(stages=frozenset({_EFFECTIVE}))])]
    ['EFFECTIVE']
    """
    together = worlds([frozenset(Piece(_SUSPENDED, stage) for stage in among), *map(pieces_of, parts)])
    return _interrupted(together)


def _interrupted(together: Sequence[tuple[Piece, ...]]) -> frozenset[NegotiationStage]:
    """The stages at which the whole was, where it is halted as such, or by halts of all its tranches."""
    out = set()
    for base, *parts in together:
        if derived(base, parts) == {_SUSPENDED}:
            out.add(level(base.reached, [part.reached for part in going(parts)]))
    # Where all is completed that is told, whoever halts it halts a deal that is delivered.
    return frozenset(_DELIVERED if stage is _COMPLETED else stage for stage in out if stage is not None)


def _since(
    stages: frozenset[Stage], told: Replay, tranches: Sequence[Replay], day: When | None, said: Sequence[When | None]
) -> When | None:
    """When the whole came to the one stage in which it is; None where that is open, or nothing has begun.

    Looking back from the day, it came there on or after the first day since which it was possibly there all the time, and
    on or before the first since which it certainly was. ``said`` are dates whose text is kept where they are these.
    """
    stage = only(stages)
    if stage is None:
        return None
    end = NEVER if day is None else day.lo
    lo = hi = end
    is_certain = True
    for turn in [turn for turn in reversed(turns_of((told, *tranches))) if turn <= end]:
        here = stages_on(told, tranches, When.between(turn, turn))
        if stage not in here:
            break
        lo = turn
        is_certain = is_certain and here == stages
        hi = turn if is_certain else hi
    else:
        before = When("../..") if lo == NEVER else When.between(ALWAYS, lo - 1)
        lo = ALWAYS if stage in stages_on(told, tranches, before) else lo
    moves = (move.when for replay in (told, *tranches) for move in replay.moves)
    dates = (when for when in (*said, *moves) if when is not None)
    return next((when for when in dates if (when.lo, when.hi) == (lo, hi)), None) or When.between(lo, hi)
