"""Guards: what must hold for a move beyond its place in the table.

A guard answers True, False or None, which means that the data leave it undecided. Strict steps refuse what is False,
and the checks report it; the replay asks no guard, since data from the world are never thrown away. What nobody
recorded is undecided, never false: a guard is false only where what was recorded contradicts the step.

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.model.negotiation.ending import Termination
    >>> refused = Event(when="2013-10", stage="rejected", termination=Termination(by="supplier"))
    >>> step = Step(deal=Deal(id="demo"), start=NegotiationStage.SELECTED, event=refused)
    >>> judge(step)
    (('G1', True), ('G13', False))
    >>> GUARDS["G13"].found(step)
    'at SELECTED the recipient was asked, and the supplier ended it'

A study may have guards of its own: any mapping takes the place of `GUARDS`, and a guard that the table of moves does not
list names the stages to which it goes.

    >>> def spoken_for(step):
    ...     return True if step.event.speaker else "nobody is named"
    >>> own = {**GUARDS, "S1": Guard("S1", "somebody in office says so", spoken_for, to=("rejected",))}
    >>> judge(step, own)
    (('G1', True), ('G13', False), ('S1', False))

Left out: what only several deals together can tell, such as a circle of successors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType

from attrs import field, frozen

from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.model.event import Event
from armsdeals.model.negotiation import guards_of_acts as acts, guards_of_objects as objects
from armsdeals.model.negotiation.moves import MOVES, Moves, first_kind, guards_for
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.negotiation.step import Answer, Judged, Step, Verdict

__all__ = [
    "GUARDS",
    "Answer",
    "Event",
    "Guard",
    "Guards",
    "Judged",
    "NegotiationStage",
    "Step",
    "Verdict",
    "judge",
    "refusals",
]


def _to_stages(stages: Iterable[NegotiationStage | str]) -> frozenset[NegotiationStage]:
    if isinstance(stages, str):
        raise TypeError(f"to is a list; write to=({stages!r},)")
    return frozenset(NegotiationStage(stage) for stage in stages)


@frozen(repr=False)
class Guard:
    """One condition.

    Attributes:
        id: Its short name; ours are G1 to G18.
        sentence: What must hold.
        check: The function that answers for a step: True, False or None for undecided. A text is False as well, and
            says what was found. None while a deal cannot hold what it asks for.
        awaits: What a deal would have to hold for that.
        to: Stages to which it goes, besides the moves for which the table lists it.
    """

    id: str
    sentence: str
    check: Callable[[Step], Answer] | None = None
    awaits: str = ""
    to: frozenset[NegotiationStage] = field(default=frozenset(), converter=_to_stages, kw_only=True)

    __repr__ = short_repr

    def __call__(self, step: Step) -> Verdict:
        """Answer for a step: True, False, or None for undecided.

        Raises:
            TypeError: The check answers with something else.
        """
        answer = self._answer(step)
        return False if isinstance(answer, str) else answer

    def found(self, step: Step) -> str:
        """Return what was found that contradicts it; empty where nothing does, or the check does not say."""
        answer = self._answer(step)
        return answer if isinstance(answer, str) else ""

    def _answer(self, step: Step) -> Answer:
        answer = self.check(step) if self.check is not None else None
        if answer is None or isinstance(answer, (bool, str)):
            return answer
        raise TypeError(
            f"the guard {self.id} answers {shown(answer)} (expected True, False, None, or a text that is False)"
        )


Guards = Mapping[str, Guard]

GUARDS: Guards = MappingProxyType({
    guard.id: guard
    for guard in (
        Guard("G1", "the step is not certainly earlier than the one before it", acts.not_before_the_step_before),
        Guard(
            "G2",
            "somebody stands on the supplier side; from a signature on also somebody on the recipient side, and a line",
            acts.sides_are_named,
        ),
        Guard("G3", "there is a document of the kind that such a signature takes", objects.document_fits),
        Guard("G4", "no condition of the contract is open or failed on that day", objects.conditions_are_met),
        Guard("G5", "something was possibly handed over", objects.something_arrived),
        Guard("G6", "of every line all that was ordered may have arrived", objects.all_may_have_arrived),
        Guard("G7", "no payment, offset or dispute over the end is known to be open", objects.nothing_is_owed),
        Guard("G8", "somebody halts the deal, for reasons; either may be unknown", acts.halt_is_told),
        Guard(
            "G9",
            "a side of the deal ends it, both do, or circumstances do; before a selection only the recipient can",
            acts.side_may_cancel,
        ),
        Guard("G10", "another deal takes its place, and no such links run in a circle", objects.successor_is_named),
        Guard("G11", "there was a deadline, and it had possibly passed", objects.deadline_had_passed),
        Guard("G12", "an authority other than the recipient as buyer forbids it", objects.authority_forbids),
        Guard(
            "G13",
            "the side that was asked says no: the supplier to a request, the recipient to an offer; either may leave",
            acts.side_may_refuse,
        ),
        Guard("G14", "the deal takes part in a competition", objects.competes),
        Guard("G15", "somebody says that the deal went back", acts.step_back_is_told),
        Guard(
            "G16", "it is taken up no higher than where it was halted, or than it ever came", acts.no_higher_than_before
        ),
        Guard(
            "G17",
            "the halted stage fits the end: before a contract, or for a lapse at most signed",
            acts.end_fits_the_halted_stage,
        ),
        Guard("G18", "it is said to be the same deal", objects.is_the_same_deal),
    )
})  # fmt: skip


def judge(step: Step, guards: Guards = GUARDS) -> tuple[tuple[str, Verdict], ...]:
    """Return the verdicts of the guards of a step, by id; empty where the table has no such move.

    The first stage of a deal may be any; it is judged as if it had been come to by a step ahead.

    Args:
        step: The step.
        guards: The guards to ask, by id; one that is not among them is not asked.

    Raises:
        InvalidValue: A guard of a study names no stage to which it goes.
    """
    return tuple((name, guards[name](step)) for name in _names(step, guards))


def refusals(step: Step, guards: Guards = GUARDS) -> tuple[tuple[str, str], ...]:
    """Return the guards of a step that are false, by id, each with its sentence and what was found."""
    out = []
    for name in _names(step, guards):
        if guards[name](step) is False:
            found = guards[name].found(step)
            out.append((name, f"{guards[name].sentence} ({found})" if found else guards[name].sentence))
    return tuple(out)


def _names(step: Step, guards: Guards) -> list[str]:
    if guards is GUARDS and step.table is MOVES:
        return asked_in_order(step.start, step.event.stage)
    return _asked(step.start, step.event.stage, step.table, guards)


def _asked(start: NegotiationStage | None, to: NegotiationStage | None, table: Moves, guards: Guards) -> list[str]:
    if to is None:
        return []
    kind = first_kind(to) if start is None else table.kind_of(start, to)
    if kind is None:
        return []
    if aimless := [name for name, guard in guards.items() if not guard.to and name not in GUARDS]:
        raise InvalidValue(f"the guard {aimless[0]} goes to no move; name its stages, such as to=('signed',)")
    listed = [name for name in guards_for(start, to, kind) if name in guards]
    return listed + [name for name, guard in guards.items() if to in guard.to and name not in listed]


@cache
def asked_in_order(start: NegotiationStage | None, to: NegotiationStage | None) -> list[str]:
    """Return the ids of our guards of a move in the common table; nobody may change the list."""
    return _asked(start, to, MOVES, GUARDS)


@cache
def asked_of(start: NegotiationStage | None, to: NegotiationStage | None) -> frozenset[str]:
    """Return the ids of our guards of a move in the common table."""
    return frozenset(asked_in_order(start, to))


OF_THE_CLAIM = frozenset({"G1", "G2"})  # these look at the claim, the one before it and the deal, and not at the replay
