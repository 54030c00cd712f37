"""Refusals: why a step is not taken, and which ones could be; in every message, so that nobody has to look them up."""

from __future__ import annotations

from collections.abc import Iterable

from armsdeals.errors import MoveNotAllowed
from armsdeals.model.negotiation.stage import Mode, NegotiationStage
from armsdeals.model.next_moves import STRICT_STARTS

Stage = NegotiationStage
Stages = frozenset[Stage | None]


def allowed_from(stages: Iterable[Stage | None], mode: Mode) -> frozenset[Stage]:
    """Return the stages that the table allows from any of these; None is a deal without one."""
    starts = frozenset(Stage) if mode is Mode.OBSERVED else STRICT_STARTS
    return frozenset().union(*(stage.moves(mode) if stage else starts for stage in stages))


def refusal(
    reason: str,
    stages: Stages,
    wanted: Stage | None,
    allowed: Iterable[Stage],
    *,
    guards: Iterable[str] = (),
    mode: Mode = Mode.OBSERVED,
) -> MoveNotAllowed:
    """Return the error for a step that is not taken.

    Args:
        reason: What forbids it, as a clause.
        stages: Where the deal stands.
        wanted: The stage that was asked for.
        allowed: The stages that it could come to instead.
        guards: The guards that are false.
        mode: The mode in which it was asked.
    """
    choices = frozenset(allowed) - {wanted} if wanted is not None else frozenset(allowed)
    listed = ", ".join(stage for stage in Stage if stage in choices)
    strictly = "in strict mode, which leaves out no step, " if mode is Mode.STRICT else ""
    told = f"{strictly}it can become: {listed}" if listed else "it can become nothing; it is final"
    stage = next(iter(stages)) if len(stages) == 1 else None
    return MoveNotAllowed(f"{reason} ({told})", stage=stage, wanted=wanted, allowed=choices, guards=guards)


def not_in_table(stages: Stages, wanted: Stage, mode: Mode) -> MoveNotAllowed:
    """Return the error for a step that the table does not know."""
    again = "; a second report of a stage is added with with_event(...)" if wanted in stages else ""
    reason = f"{named(stages)} deal cannot become {wanted}{again}"
    return refusal(reason, stages, wanted, allowed_from(stages, mode), mode=mode)


def too_high(target: Stage, limits: Iterable[Stage | None], words: str, stage: Stage) -> MoveNotAllowed | None:
    """Return the error for taking a deal up beyond where it may have been; None if it may have been so far."""
    among = [limit for limit in limits if limit is not None]
    if not among:  # what is not known bars nothing
        return None
    top = max(among, key=lambda limit: limit.rank)
    if target.rank <= top.rank:
        return None
    fitting = frozenset(one for one in stage.moves() if one.rank <= top.rank)
    return refusal(
        f"the deal {words} {top}, so it cannot be taken up at {target}",
        frozenset((stage,)),
        target,
        fitting,
        guards=("G16",),
    )


def named(stages: Stages) -> str:
    """Return the stages with an article: "a SIGNED", "an OFFERED or SELECTED", "a new"."""
    names = " or ".join(stage for stage in Stage if stage in stages)
    if not names:
        return "a new"
    return f"{'an' if names[0] in 'AEIO' else 'a'} {names}"
