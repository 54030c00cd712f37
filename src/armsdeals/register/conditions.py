"""Conditions between deals: one that is void once another comes to a stage.

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.model.limits import Constraint
    >>> void = Constraint(kind="condition on other deal", deal="b", stage="delivering")
    >>> register = Register([Deal(id="a", constraints=(void,)), Deal(id="b").advance("delivering", on="2019-07-12")])
    >>> [(found.deal.id, str(found.since)) for found in triggered(register)]
    [('a', '2019-07-12')]

The step that a triggered condition calls for (a lapse, a withdrawal) is still somebody's claim; it is never inferred.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from armsdeals.model.deal import Deal
from armsdeals.model.limits import Constraint, ConstraintKind
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import LIVE, NegotiationStage
from armsdeals.register.register import Register
from armsdeals.values.claim import stands
from armsdeals.values.when import When, to_when


class Triggered(NamedTuple):
    """A condition that is met.

    Attributes:
        deal: The deal that is void by it.
        condition: The constraint.
        other: The deal that met it.
        since: When the other deal came to the stage, or beyond it.
    """

    deal: Deal
    condition: Constraint
    other: Deal
    since: When


def triggered(register: Register, on: When | date | str | None = None) -> tuple[Triggered, ...]:
    """Return the conditions on other deals that were certainly met by a day, in the order of the register.

    Args:
        register: The deals.
        on: The day; None for everything that is told.
    """
    day = None if on is None else to_when(on)
    out = []
    for deal in register:
        for condition in deal.constraints:
            if not _holds(deal, condition) or condition.deal not in register or condition.stage is None:
                continue
            if condition.deal == deal.id:  # no deal is void by its own course
                continue
            other = register[condition.deal]
            since = _came_to(other, condition.stage)
            if since is not None and _was_over(other, since, condition):
                since = _came_again(other, condition)
            if since is not None and (day is None or since.hi <= day.lo):
                out.append(Triggered(deal, condition, other, since))
    return tuple(out)


def _holds(deal: Deal, condition: Constraint) -> bool:
    """Whether it is a condition on another deal, told as a fact that nobody took back."""
    return condition.kind is ConstraintKind.CONDITION_ON_OTHER_DEAL and stands(condition, deal.retracted())


def _was_over(other: Deal, since: When, condition: Constraint) -> bool:
    """Whether the other deal had ended before the condition was set: what is over is not what it guards against."""
    if condition.when is None or condition.stage is None or condition.stage.is_end or since.hi >= condition.when.lo:
        return False
    there = other.standing(condition.when).stages
    return all(stage is not None and stage.is_reopenable for stage in there)


def _came_again(other: Deal, condition: Constraint) -> When | None:
    """When a deal that was over when the condition was set certainly came to its stage or beyond, taken up again; None if it did not."""
    least, when = condition.stage, condition.when
    if when is None or least is None:
        return None
    later = (span for span in other.spans() if span.since.lo > when.hi)
    return next((span.since for span in later if all(one and one.rank >= least.rank for one in span.stages)), None)


def _came_to(deal: Deal, stage: NegotiationStage) -> When | None:
    """When a deal certainly came to a stage or beyond; a halt or an end has no beyond.

    The first of its tranches brings it there, but for what is said only of all of them: that it is delivered, halted or over.
    """
    if deal.tranches and stage not in LIVE[: LIVE.index(NegotiationStage.DELIVERED)]:
        wanted = {stage, NegotiationStage.COMPLETED} if stage is NegotiationStage.DELIVERED else {stage}
        return next((span.since for span in deal.spans() if span.stage in wanted), None)
    since = [
        When.between(replay.earliest[k], replay.latest[k])
        for replay in (deal.replay(), *(deal.replay(tranche.id) for tranche in deal.tranches))
        if (k := _move_to(replay, stage)) is not None
    ]
    return min(since, key=lambda when: (when.hi, when.lo), default=None)


def _move_to(replay: Replay, stage: NegotiationStage) -> int | None:
    for k, furthest in enumerate(replay.furthest[1:]):
        beyond = stage.rank and furthest is not None and furthest.rank >= stage.rank
        if beyond or replay.stages[k + 1] == {stage}:
            return k
    return None
