"""What a deal could do next, and what its guards say of that."""

from __future__ import annotations

from attrs import evolve, frozen

from armsdeals._printed import short_repr
from armsdeals.model.course import ANY_DAY
from armsdeals.model.event import Event
from armsdeals.model.negotiation.guards import GUARDS, Guards, Judged, Step, Verdict, judge
from armsdeals.model.negotiation.moves import BACK, MOVES, MoveKind, Moves, first_kind
from armsdeals.model.negotiation.position import Position
from armsdeals.model.negotiation.stage import Mode, NegotiationStage
from armsdeals.values.when import When

STRICT_STARTS = frozenset(stage for stage in NegotiationStage if 0 < stage.rank <= NegotiationStage.SIGNED.rank)


@frozen(kw_only=True, repr=False)
class NextMove:
    """A step that the table of moves knows from where the deal stands.

    Attributes:
        to: The stage to which it leads.
        kind: What sort of step it is.
        allowed: False if a guard is false, None if one cannot be decided, else True.
        guards: Each guard, by id, with its verdict: True, False, or None for undecided.
    """

    to: NegotiationStage
    kind: MoveKind
    allowed: Verdict
    guards: tuple[tuple[str, Verdict], ...]

    __repr__ = short_repr


def step_kind(
    start: NegotiationStage | None, to: NegotiationStage, mode: Mode, table: Moves = MOVES
) -> MoveKind | None:
    """Return how the table calls a step; None if it has none, or not in this mode.

    The first stage of a deal may be any in observed mode, and in strict mode any up to a signature.
    """
    if start is None:
        return first_kind(to) if mode is Mode.OBSERVED or to in STRICT_STARTS else None
    kind = table.kinds.get((start, to))
    return None if kind is MoveKind.SKIP and mode is Mode.STRICT else kind


def next_moves(
    deal: Judged,
    position: Position,
    mode: Mode,
    on: When | None,
    last: Event | None,
    *,
    table: Moves = MOVES,
    guards: Guards = GUARDS,
) -> tuple[NextMove, ...]:
    """Return every step that a table knows from a position, in the order of the stages.

    Args:
        deal: The deal.
        position: Where it stands.
        mode: STRICT leaves the skips out.
        on: The day of the step; None is after everything that is told.
        last: The claim of the last move.
        table: The legal moves.
        guards: The guards to ask.
    """
    out = []
    for to in NegotiationStage:
        kinds = [(kind, start) for start in position.stages if (kind := step_kind(start, to, mode, table)) is not None]
        if not kinds:
            continue
        # Where the stage is open a step ahead is offered before one back; the order within a set never decides.
        kind, start = min(kinds, key=lambda one: (one[0] in BACK, one[0].value, str(one[1])))
        step = evolve(Step.of(deal, Event(when=on or ANY_DAY, stage=to), position, last, table=table), start=start)
        told = judge(step, guards)
        verdicts = {verdict for _, verdict in told}
        allowed = False if False in verdicts else None if None in verdicts else True
        out.append(NextMove(to=to, kind=kind, allowed=allowed, guards=told))
    return tuple(out)
