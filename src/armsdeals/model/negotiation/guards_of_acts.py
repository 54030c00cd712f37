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
    """G1. It is never undecided: a step is asked whether it is certainly earlier, and dates that overlap say that it is not."""
    if step.previous is None or step.event.when.hi >= step.previous.when.lo:
        return True
    return f"{step.event.when} is before {step.previous.when}"


def sides_are_named(step: Step) -> Answer:
    """G2. A side that nobody knows is a party too, of an unknown kind, so that a missing one is a fault.

    Whoever had left by the day or joined only later stands on no side; whoever is only said to be interested signs nothing.
    A side is undecided where all who stand on it may have left already, or not have joined yet.
    """
    there: dict[Role, bool] = {}  # whether somebody certainly had the role
    for party in step.deal.parties:
        answer = _is_there(party, step.on)
        if answer is not False:
            there[party.role] = there.get(party.role, False) or answer is True
    wanted = [(SUPPLIER_SIDE, "supplier")]
    if _rank(step.to) >= _STAGE.SIGNED.rank:
        wanted.append((RECIPIENT_SIDE - {Role.PROSPECTIVE_RECIPIENT}, "recipient"))
    for roles, side in wanted:
        if not roles & there.keys():
            return f"nobody stands on the {side} side"
    if len(wanted) > 1 and not step.deal.lines:
        return "there is no line"
    return True if all(any(there.get(role) for role in roles) for roles, _ in wanted) else None


def _is_there(party: Party, on: When | None) -> bool | None:
    """Whether a party had its part on a day; None where it may be so or not."""
    if party.since is None and party.until is None:
        return True
    if on is None:
        return None
    if (party.since is not None and party.since.lo > on.hi) or (party.until is not None and party.until.hi < on.lo):
        return False
    had_joined = party.since is None or party.since.hi <= on.lo or party.since == on
    stayed = party.until is None or party.until.lo >= on.hi or party.until == on
    return True if had_joined and stayed else None


def halt_is_told(step: Step) -> Answer:
    """G8. It is false where nobody says why, and somebody denies that there was a halt."""
    halt = step.event.suspension
    if halt is not None and halt.reasons:
        return True
    denial = step.denied(_STAGE.SUSPENDED)
    return None if denial is None else f"nobody says why, and a halt is denied of {denial.when}"


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
    """G15. It is false where nothing supports it, and somebody denies that the deal came to the stage."""
    event = step.event
    if event.back or event.evidence or event.text:
        return True
    denial = step.denied(*filter(None, (step.to,)))
    return None if denial is None else f"nothing supports it, and {step.to} is denied of {denial.when}"


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
