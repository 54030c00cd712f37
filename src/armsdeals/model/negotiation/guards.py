"""Guards: what must hold for a move beyond its place in the table.

A guard answers True, False or None, which means that the data leave it undecided. Strict steps refuse what is False,
and the checks report it; the replay asks no guard, since data from the world are never thrown away.

    >>> from armsdeals.model.negotiation.ending import Termination
    >>> class Sides:
    ...     parties, lines = (), ()
    >>> refused = Event(when="2013-10", stage="rejected", termination=Termination(by="supplier"))
    >>> judge(Step(deal=Sides(), start=NegotiationStage.SELECTED, event=refused))
    (('G1', True), ('G13', False))

Left out for now: guards on objects that a deal does not hold yet; they stand in `GUARDS` and stay undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Protocol

from attrs import frozen

from armsdeals.model.event import Event
from armsdeals.model.negotiation.ending import EndActor
from armsdeals.model.negotiation.moves import MOVES, Moves, first_kind, guards_for
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.party import RECIPIENT_SIDE, SUPPLIER_SIDE, Party

Verdict = bool | None  # None: undecided
_STAGE = NegotiationStage
_NEITHER_SIDE = frozenset({EndActor.AUTHORITY, EndActor.FORCE_MAJEURE})


class Sided(Protocol):
    """What of a deal the guards look at."""

    @property
    def parties(self) -> tuple[Party, ...]:
        """Who has a part in it."""

    @property
    def lines(self) -> Collection[Any]:
        """What is transferred."""


@frozen(kw_only=True)
class Step:
    """A move that is to be judged, with what the replay knows of the time before it.

    Attributes:
        deal: The deal, for its parties and lines.
        event: The claim that makes the move.
        start: The stage before; None for the first one.
        furthest: The highest live stage before; None if it is not known.
        resume_point: The stage that a halt interrupts; None if it is not known.
        previous: The claim of the move before.
        table: The legal moves.
    """

    deal: Sided
    event: Event
    start: NegotiationStage | None = None
    furthest: NegotiationStage | None = None
    resume_point: NegotiationStage | None = None
    previous: Event | None = None
    table: Moves = MOVES

    @property
    def live(self) -> NegotiationStage | None:
        """The live stage from which the deal goes: under a halt the interrupted one; None if it is not known."""
        if self.start is _STAGE.SUSPENDED:
            return self.resume_point
        return self.start if self.start is not None and self.start.is_live else None


@frozen
class Guard:
    """One condition.

    Attributes:
        id: Its short name, G1 to G18.
        sentence: What must hold.
        check: The function that answers; None while a deal cannot hold what it asks for.
        awaits: What a deal would have to hold.
    """

    id: str
    sentence: str
    check: Callable[[Step], Verdict] | None = None
    awaits: str = ""

    def __call__(self, step: Step) -> Verdict:
        """Answer for a step: True, False, or None for undecided."""
        return self.check(step) if self.check is not None else None


def judge(step: Step) -> tuple[tuple[str, Verdict], ...]:
    """Return the verdicts of the guards of a step, by id; empty where the table has no such move.

    The first stage of a deal may be any; it is judged as if it had been come to by a step ahead.
    """
    to = step.event.stage
    if to is None:
        return ()
    kind = first_kind(to) if step.start is None else step.table.kind_of(step.start, to)
    if kind is None:
        return ()
    return tuple((name, GUARDS[name](step)) for name in guards_for(step.start, to, kind))


def _not_before_the_step_before(step: Step) -> Verdict:
    return step.previous is None or step.event.when.hi >= step.previous.when.lo


def _sides_are_named(step: Step) -> Verdict:
    roles = {party.role for party in step.deal.parties}
    if not roles & SUPPLIER_SIDE:
        return False
    if _rank(step.event.stage) < _STAGE.SIGNED.rank:
        return True
    return bool(roles & RECIPIENT_SIDE) and len(step.deal.lines) > 0


def _halt_is_told(step: Step) -> Verdict:
    halt = step.event.suspension
    return True if halt is not None and halt.reasons else None


def _side_may_cancel(step: Step) -> Verdict:
    end = step.event.termination
    if end is None:
        return None
    if end.by is EndActor.AUTHORITY:
        return False
    if end.by in (EndActor.RECIPIENT, EndActor.UNKNOWN):
        return True
    return None if step.live is None else step.live.rank >= _STAGE.SELECTED.rank


def _side_may_refuse(step: Step) -> Verdict:
    end = step.event.termination
    if end is None or end.by is EndActor.UNKNOWN:
        return None
    if end.by in _NEITHER_SIDE:
        return False
    if step.event.stage is _STAGE.WITHDRAWN:
        return True
    if end.by is EndActor.MUTUAL:
        return False
    # Before a formal request either side may have been the one that was asked.
    if step.live is None or step.live.rank < _STAGE.REQUESTED.rank:
        return None
    asked = EndActor.SUPPLIER if step.live.rank < _STAGE.OFFERED.rank else EndActor.RECIPIENT
    return end.by is asked


def _step_back_is_told(step: Step) -> Verdict:
    event = step.event
    return True if event.back or event.evidence or event.text else None


def _no_higher_than_before(step: Step) -> Verdict:
    limit = step.resume_point if step.start is _STAGE.SUSPENDED else step.furthest
    return limit is None or _rank(step.event.stage) <= limit.rank


def _end_fits_the_halted_stage(step: Step) -> Verdict:
    if step.resume_point is None:
        return None
    rank = step.resume_point.rank
    return rank <= _STAGE.SIGNED.rank if step.event.stage is _STAGE.LAPSED else rank < _STAGE.SIGNED.rank


def _rank(stage: NegotiationStage | None) -> int:
    return 0 if stage is None else stage.rank


GUARDS = {
    guard.id: guard
    for guard in (
        Guard("G1", "the step is not certainly earlier than the one before it", _not_before_the_step_before),
        Guard(
            "G2",
            "somebody stands on the supplier side; from a signature on also somebody on the recipient side, and a line",
            _sides_are_named,
        ),
        Guard("G3", "there is a document of the kind that such a signature takes", awaits="a list of documents"),
        Guard("G4", "no condition of the contract is open or failed on that day", awaits="conditions precedent"),
        Guard("G5", "something was possibly handed over", awaits="deliveries up to a day"),
        Guard("G6", "of every line all that was ordered may have arrived", awaits="deliveries up to a day"),
        Guard("G7", "no payment, offset or dispute over the end is known to be open", awaits="offsets, settlements"),
        Guard("G8", "somebody halts the deal, for reasons; either may be unknown", _halt_is_told),
        Guard(
            "G9",
            "a side of the deal ends it, both do, or circumstances do; before a selection only the recipient can",
            _side_may_cancel,
        ),
        Guard("G10", "another deal takes its place, and no such links run in a circle", awaits="other deals"),
        Guard("G11", "there was a deadline, and it had possibly passed", awaits="deadlines"),
        Guard("G12", "an authority other than the recipient as buyer forbids it", awaits="authorisations, constraints"),
        Guard(
            "G13",
            "the side that was asked says no: the supplier to a request, the recipient to an offer; either may leave",
            _side_may_refuse,
        ),
        Guard("G14", "the deal takes part in a competition", awaits="competitions"),
        Guard("G15", "somebody says that the deal went back", _step_back_is_told),
        Guard("G16", "it is taken up no higher than where it was halted, or than it ever came", _no_higher_than_before),
        Guard(
            "G17",
            "the halted stage fits the end: before a contract, or for a lapse at most signed",
            _end_fits_the_halted_stage,
        ),
        Guard("G18", "it is said to be the same deal", awaits="links and statements of identity"),
    )
}
