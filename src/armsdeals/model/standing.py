"""Where a deal in tranches stands: as far as its furthest tranche, but done only when all of them are.

What is told of the deal as a whole counts as well: talks before there were tranches, a halt or an end of everything.

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.model.event import Event
    >>> from armsdeals.model.tranche import Tranche
    >>> deal = Deal(id="demo", tranches=(Tranche(id="one", share="0.25"), Tranche(id="two", share="0.75"))).sign(on="2022-02-10")
    >>> deal = deal.with_event(Event(when="2022-09-09", stage="effective", scope=("one",)))
    >>> print(deal.as_of("2022-12-31"), deal.share_in_force(on="2022-12-31"))
    EFFECTIVE since 2022-09-09 (Decimal('0.25'), Decimal('0.25'))
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import product

from armsdeals.model.negotiation.position import Position, Stage
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.tranche import Tranche
from armsdeals.values.when import When

_DELIVERING, _DELIVERED = NegotiationStage.DELIVERING, NegotiationStage.DELIVERED
_COMPLETED, _EFFECTIVE = NegotiationStage.COMPLETED, NegotiationStage.EFFECTIVE
MOST_WORLDS = 4_096  # combinations of open stages that are looked through


def whole(base: Position, parts: Sequence[Position]) -> Position:
    """Return where a deal stands from what is told of it as a whole and of each tranche.

    Args:
        base: Where it stands by the events that speak of the whole.
        parts: Where each tranche stands.
    """
    begun = [part for part in parts if part.stages != {None}]
    if not begun:
        return base
    pieces = (base, *parts)
    stages = _worlds([piece.stages for piece in pieces])
    deciding = [piece for piece in pieces if piece.stages & stages and piece.stages != {None}] or [base]
    return Position(
        stages=stages,
        furthest=derived(base.furthest, [part.furthest for part in parts]),
        furthest_among=_worlds([piece.furthest_among for piece in pieces]),
        resume_point=base.resume_point,
        resume_among=base.resume_among,
        since=_since(stages, deciding),
        gaps=base.gaps if len(stages) == 1 and base.stages == stages else (),
        decided_by=tuple(dict.fromkeys(event for piece in deciding for event in piece.decided_by)),
        beaten=tuple(dict.fromkeys(event for piece in pieces for event in piece.beaten)),
        disputed=any(piece.disputed for piece in pieces),
    )


def derived(base: Stage, parts: Sequence[Stage]) -> Stage:
    """Return the stage of the whole where that of the deal and of each tranche is known; None is nothing yet."""
    if base is not None and not base.is_live:
        return base
    going = [part for part in parts if part is None or part.is_live or part is _COMPLETED]
    live = [stage for stage in (base, *going) if stage is not None]
    if not live:
        return next((part for part in parts if part is not None), base)
    top = max(live, key=lambda stage: stage.rank)
    if top.rank < _DELIVERED.rank or not going:
        return top
    least = min((0 if part is None else part.rank for part in going), default=0)
    if least >= _COMPLETED.rank:
        return _COMPLETED
    return _DELIVERED if least >= _DELIVERED.rank else _DELIVERING


def takes(to: NegotiationStage, parts: Sequence[Position]) -> bool:
    """Return whether a step of the whole brings the whole there; where tranches are further, theirs must be told."""
    return to in _worlds([frozenset({to}), *(part.stages for part in parts)])


def share_in_force(tranches: Sequence[Tranche], parts: Sequence[Position]) -> tuple[Decimal, Decimal] | None:
    """Return how much of a deal is certainly and possibly in force; None if a share is not known."""
    low = high = Decimal(0)
    for tranche, part in zip(tranches, parts, strict=True):
        if tranche.share is None:
            return None
        there = {stage is not None and stage.rank >= _EFFECTIVE.rank for stage in part.stages}
        low += tranche.share if there == {True} else 0
        high += tranche.share if True in there else 0
    return low, high


def _worlds(sets: Sequence[frozenset[Stage]]) -> frozenset[Stage]:
    size = 1
    for one in sets:
        size *= len(one)
    if size > MOST_WORLDS:  # nobody can tell them apart; every stage that a piece may be in stays
        return frozenset(stage for one in sets for stage in one)
    return frozenset(derived(world[0], world[1:]) for world in product(*sets))


def _since(stages: frozenset[Stage], deciding: Sequence[Position]) -> When | None:
    """The whole came to its stage when the first piece did, or to a finish when the last one did."""
    known = [piece.since for piece in deciding if piece.stages == stages and piece.since is not None]
    if len(stages) != 1 or not known:
        return None
    (stage,) = stages
    pick = max if stage in (_DELIVERED, _COMPLETED) else min
    return pick(known, key=lambda when: (when.lo, when.hi))
