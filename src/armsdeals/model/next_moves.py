"""What a deal could do next, and what its guards say of that."""

from __future__ import annotations

from attrs import frozen

from armsdeals.model.event import Event
from armsdeals.model.negotiation.guards import Sided, Step, Verdict, judge
from armsdeals.model.negotiation.moves import MOVES, MoveKind, first_kind
from armsdeals.model.negotiation.position import Position
from armsdeals.model.negotiation.stage import Mode, NegotiationStage
from armsdeals.values.when import When

ANY_DAY = When("../..")
STRICT_STARTS = frozenset(stage for stage in NegotiationStage if 0 < stage.rank <= NegotiationStage.SIGNED.rank)


@frozen(kw_only=True)
class NextMove:
    """A step that the table of moves knows from where the deal stands.

    Attributes:
        to: The stage to which it leads.
        kind: What sort of step it is.
        allowed: False if a guard is false, None if one cannot be decided, else True.
        guards: The verdict of each guard by id: True, False, or None for undecided.
    """

    to: NegotiationStage
    kind: MoveKind
    allowed: Verdict
    guards: dict[str, Verdict]


def step_kind(start: NegotiationStage | None, to: NegotiationStage, mode: Mode) -> MoveKind | None:
    """Return how the table calls a step; None if it has none, or not in this mode.

    The first stage of a deal may be any in observed mode, and in strict mode any up to a signature.
    """
    if start is None:
        return first_kind(to) if mode is Mode.OBSERVED or to in STRICT_STARTS else None
    kind = MOVES.kinds.get((start, to))
    return None if kind is MoveKind.SKIP and mode is Mode.STRICT else kind


def next_moves(deal: Sided, position: Position, mode: Mode, on: When, last: Event | None) -> tuple[NextMove, ...]:
    """Return every step that the table knows from a position, in the order of the stages."""
    out = []
    for to in NegotiationStage:
        for start in position.stages:
            kind = step_kind(start, to, mode)
            if kind is None:
                continue
            step = Step(
                deal=deal,
                event=Event(when=on, stage=to),
                start=start,
                furthest=position.furthest,
                resume_point=position.resume_point,
                previous=last,
            )
            guards = dict(judge(step))
            verdicts = set(guards.values())
            allowed = False if False in verdicts else None if None in verdicts else True
            out.append(NextMove(to=to, kind=kind, allowed=allowed, guards=guards))
            break
    return tuple(out)
