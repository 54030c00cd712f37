"""Guards on the act itself: its day, its sides, who did it, and the stages between which it leads.

The objects that a deal holds beside its stages are looked at in `armsdeals.model.negotiation.guards_of_objects`.
"""

from __future__ import annotations

from armsdeals.model.negotiation.ending import EndActor
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.negotiation.step import Answer, Step
from armsdeals.model.party import RECIPIENT_SIDE, SUPPLIER_SIDE, Party, Role
from armsdeals.values.when import When

_STAGE = NegotiationStage
_NEITHER_SIDE = frozenset({EndActor.AUTHORITY, EndActor.FORCE_MAJEURE})


def not_before_the_step_before(step: Step) -> Answer:
    """G1."""
    if step.previous is None or step.event.when.hi >= step.previous.when.lo:
        return True
    return f"{step.event.when} is before {step.previous.when}"


def sides_are_named(step: Step) -> Answer:
    """G2. A side that nobody knows is a party too, of an unknown kind, so that a missing one is a fault.

    Whoever had left by the day or joined only later stands on no side; whoever is only said to be interested signs nothing.
    """
    roles = {party.role for party in step.deal.parties if _is_there(party, step.on)}
    if not roles & SUPPLIER_SIDE:
        return "nobody stands on the supplier side"
    if _rank(step.to) < _STAGE.SIGNED.rank:
        return True
    if not roles & (RECIPIENT_SIDE - {Role.PROSPECTIVE_RECIPIENT}):
        return "nobody stands on the recipient side"
    return True if step.deal.lines else "there is no line"


def _is_there(party: Party, on: When | None) -> bool:
    """Whether a party may have had its part on a day."""
    if on is None:
        return True
    return not (party.since is not None and party.since.lo > on.hi) and not (
        party.until is not None and party.until.hi < on.lo
    )


def halt_is_told(step: Step) -> Answer:
    """G8."""
    halt = step.event.suspension
    return True if halt is not None and halt.reasons else None


def side_may_cancel(step: Step) -> Answer:
    """G9."""
    end = step.event.termination
    if end is None:
        return None
    if end.by is EndActor.AUTHORITY:
        return "an authority ended it, which blocks a deal and does not cancel it"
    if end.by in (EndActor.RECIPIENT, EndActor.UNKNOWN):
        return True
    if step.live is None:
        return None
    return True if step.live.rank >= _STAGE.SELECTED.rank else f"{end.by.in_words} ended it at {step.live}"


def side_may_refuse(step: Step) -> Answer:
    """G13."""
    end = step.event.termination
    if end is None or end.by is EndActor.UNKNOWN:
        return None
    if end.by in _NEITHER_SIDE:
        return f"{end.by.in_words} ended it"
    if step.to is _STAGE.WITHDRAWN:
        return True
    if end.by is EndActor.MUTUAL:
        return "both ended it together"
    # Before a formal request either side may have been the one that was asked.
    if step.live is None or step.live.rank < _STAGE.REQUESTED.rank:
        return None
    asked = EndActor.SUPPLIER if step.live.rank < _STAGE.OFFERED.rank else EndActor.RECIPIENT
    return (
        True
        if end.by is asked
        else f"at {step.live} the {asked.in_words} was asked, and the {end.by.in_words} ended it"
    )


def step_back_is_told(step: Step) -> Answer:
    """G15."""
    event = step.event
    return True if event.back or event.evidence or event.text else None


def no_higher_than_before(step: Step) -> Answer:
    """G16. What is not known bars nothing."""
    halted = step.start is _STAGE.SUSPENDED
    known = step.resume_point if halted else step.furthest
    among = step.resume_among if halted else step.furthest_among
    limits = [limit for limit in (among if known is None else (known,)) if limit is not None]
    reached = [_rank(step.to) <= limit.rank for limit in limits]
    if all(reached):
        return True
    if any(reached):
        return None
    return f"it {'was halted at' if halted else 'never came beyond'} {max(limits, key=_rank)}"


def end_fits_the_halted_stage(step: Step) -> Answer:
    """G17."""
    if step.resume_point is None:
        return None
    rank = step.resume_point.rank
    fits = rank <= _STAGE.SIGNED.rank if step.to is _STAGE.LAPSED else rank < _STAGE.SIGNED.rank
    return fits or f"it was halted at {step.resume_point}"


def _rank(stage: NegotiationStage | None) -> int:
    return 0 if stage is None else stage.rank
