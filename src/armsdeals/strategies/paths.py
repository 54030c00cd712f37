"""Paths through the table of moves: how a deal can come to a stage, also by awkward ways.

A path is planned, not found by trying: a few steps at random, each of which leaves every goal attainable, then the
shortest way through the goals. No step goes higher than where a halt was, or than the deal ever came.

    >>> [step.to.value for step in shortest(NOWHERE, Stage.DELIVERING, Mode.STRICT)]
    ['SIGNED', 'EFFECTIVE', 'DELIVERING']
    >>> [step.to.value for step in shortest(NOWHERE, "regress", Mode.STRICT)]
    ['TALKS', 'INTEREST']

Left out: what guards ask of the rest of a deal.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from hypothesis import strategies as st

from armsdeals.errors import InvalidValue, UnknownName, suggestion
from armsdeals.model.negotiation.moves import MOVES, MoveKind, first_kind
from armsdeals.model.negotiation.stage import Mode, NegotiationStage
from armsdeals.model.next_moves import STRICT_STARTS

Stage = NegotiationStage
Goal = NegotiationStage | str
BY_MOVES = {  # awkward ways that are a kind of move
    "suspended and resumed": MoveKind.RESUME,
    "reopened": MoveKind.REOPEN,
    "regress": MoveKind.REGRESS,
}
AWKWARD = {
    "suspended and resumed": "a halt, and the stage at which the deal is taken up again",
    "reopened": "an end, and the deal taken up again after it",
    "regress": "a step back that is said to be one",
    "rival ends": "two reports of how the deal ended, which exclude each other",
    "denied then signed": "a signature that is denied before it is told",
    "two documents": "signatures of two documents on days of their own",
    "open dates": "reports of stages of which only a beginning, only an end, or no day is known",
    "retraction": "a report of a stage, and a later claim that takes it back",
    "at least": "a report that the deal was at a stage or further",
    "one of": "a report that it came to one of two stages",
}
_BEFORE_A_CONTRACT = frozenset({Stage.WITHDRAWN, Stage.REJECTED})


class Where(NamedTuple):
    """Where a path stands, and what is remembered of it."""

    stage: Stage | None = None
    halted: Stage | None = None
    furthest: int = 0


class PathStep(NamedTuple):
    """One step of a path."""

    to: Stage
    kind: MoveKind
    after: Where


NOWHERE = Where()


def to_goals(containing: Iterable[Goal]) -> tuple[Goal, ...]:
    """Return what a history is to contain; a text alone would be read letter by letter.

    Raises:
        UnknownName: One of them is neither a stage nor an awkward way.
        TypeError: It is a text.
    """
    if isinstance(containing, str):
        raise TypeError(f"containing is a list of stages and awkward ways, such as [{str(containing)!r}], and no text")
    return tuple(to_goal(word) for word in containing)


def to_goal(word: Goal) -> Goal:
    """Return a stage, or the name of an awkward way.

    Raises:
        UnknownName: It is neither.
    """
    if isinstance(word, Stage) or word in AWKWARD:
        return word
    try:
        return Stage(word)
    except UnknownName:
        near = suggestion(word.lower(), [*AWKWARD, *(stage.in_words for stage in Stage)], most=3)
        hint = f"did you mean {' or '.join(near)}?" if near else f"expected a stage or one of {', '.join(AWKWARD)}"
        raise UnknownName(f"{word!r} is neither a stage nor an awkward path; {hint}", suggestions=near) from None


@cache
def steps_from(here: Where, mode: Mode) -> tuple[PathStep, ...]:
    """Return the steps that lead on from somewhere, in the order of the stages."""
    return tuple(_steps(here, mode))


def _steps(here: Where, mode: Mode) -> Iterator[PathStep]:
    for to in Stage:
        if here.stage is None:
            kind = first_kind(to) if mode is Mode.OBSERVED or to in STRICT_STARTS else None
        else:
            kind = MOVES.kinds.get((here.stage, to))
        if kind is None or (kind is MoveKind.SKIP and mode is Mode.STRICT) or _too_high(here, to, kind):
            continue
        halted = here.stage if to is Stage.SUSPENDED and here.stage is not None and here.stage.is_live else None
        yield PathStep(to, kind, Where(to, halted, max(here.furthest, to.rank if to.is_live else 0)))


def _too_high(here: Where, to: Stage, kind: MoveKind) -> bool:
    if kind is MoveKind.REOPEN:
        return to.rank > here.furthest
    if here.stage is not Stage.SUSPENDED:
        return False
    if here.halted is None:  # a halt as the first thing told: nothing is known that it could be taken up at
        return kind is MoveKind.RESUME
    if to in _BEFORE_A_CONTRACT:
        return here.halted.rank >= Stage.SIGNED.rank
    if to is Stage.LAPSED:
        return here.halted.rank > Stage.SIGNED.rank
    return kind is MoveKind.RESUME and to.rank > here.halted.rank


@cache
def shortest(here: Where, goal: Goal, mode: Mode) -> tuple[PathStep, ...] | None:
    """Return the fewest steps whose last one meets the goal; None if nothing leads there."""
    todo: deque[tuple[Where, tuple[PathStep, ...]]] = deque([(here, ())])
    seen = {here}
    while todo:
        at, path = todo.popleft()
        for step in steps_from(at, mode):
            if step.to is goal or step.kind is BY_MOVES.get(goal):
                return (*path, step)
            if step.after not in seen:
                seen.add(step.after)
                todo.append((step.after, (*path, step)))
    return None


@cache
def _through(here: Where, goals: tuple[Goal, ...], mode: Mode) -> tuple[PathStep, ...] | None:
    """Return a short way through all goals in turn; None if there is none."""
    path: tuple[PathStep, ...] = ()
    for goal in goals:
        more = shortest(here, goal, mode)
        if more is None:
            return None
        path, here = (*path, *more), more[-1].after
    return path


def walked(draw: st.DrawFn, goals: Sequence[Goal], mode: Mode, *, most: int = 3) -> tuple[PathStep, ...]:
    """Draw a path through goals in turn, with up to ``most`` steps at random before.

    Raises:
        InvalidValue: No path leads through them in this order.
    """
    wanted = tuple(goals)
    if _through(NOWHERE, wanted, mode) is None:
        told = ", then ".join(goal.in_words if isinstance(goal, Stage) else goal for goal in wanted)
        raise InvalidValue(f"in {mode.in_words} mode no path leads through {told}")
    here, path = NOWHERE, list[PathStep]()
    for pick in draw(st.lists(st.integers(0, 999), max_size=most)):
        choices = [step for step in steps_from(here, mode) if _through(step.after, wanted, mode) is not None]
        if not choices:
            break
        step = choices[pick % len(choices)]
        path.append(step)
        here = step.after
    return (*path, *(_through(here, wanted, mode) or ()))
