"""Plain histories: steps up the stages that nothing contradicts, whose course the dates alone tell.

Registers hold them by the ten thousand. The course of one is what a `Replay` of it finds, without weighing any claim:

    >>> from armsdeals.model.negotiation.replay import Replay
    >>> told = [Event(when="2017", stage="signed"), Event(when="2019/2021", stage="delivering", bound="at least")]
    >>> course = course_of(told)
    >>> course.stages_on(When("2020")) == Replay(told).at(When("2020")).stages, len(course.stages)
    (True, 3)
    >>> course_of([*told, Event(when="2018", stage="signed")]) is None
    True

Left out: whatever could take a claim back, name another, deny, halt, end or lead back; that is replayed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from armsdeals._slim import tells_more
from armsdeals.model.event import Bound, Event
from armsdeals.model.negotiation.moves import MOVES
from armsdeals.model.negotiation.position import UNBEGUN, Stage
from armsdeals.model.negotiation.stage import RANKS
from armsdeals.values.claim import Modality
from armsdeals.values.when import When

_FACT, _DENIED, _EXACT, _AT_LEAST = Modality.FACT, Modality.DENIED, Bound.EXACT, Bound.AT_LEAST
_ALONE: dict[Stage, frozenset[Stage]] = {stage: frozenset((stage,)) for stage in RANKS}
_RANK = itemgetter(0)


class Course(NamedTuple):
    """What a history comes to, as in `Replay`.

    Attributes:
        stages: The stages after each number of moves, none first.
        earliest: The first possible day of each move, as a day number.
        latest: The last one.
    """

    stages: list[frozenset[Stage]]
    earliest: list[int]
    latest: list[int]

    def stages_on(self, day: When | None) -> frozenset[Stage]:
        """Return the stages in which it may be on a day; None is after all that is told."""
        if day is None:
            return self.stages[-1]
        lo, hi = bisect_right(self.latest, day.lo), bisect_right(self.earliest, day.hi)
        return self.stages[lo] if lo == hi else self.stages[lo].union(*self.stages[lo + 1 : hi + 1])


def course_of(history: Iterable[Event]) -> Course | None:
    """Return the course of a history by the common moves, in whatever order it is told; None if it is not plain."""
    steps = []
    for event in history:
        stage = event.stage
        if stage is None or event.scope:
            continue
        modality = event.modality
        if modality is not _FACT:
            if modality is _DENIED:
                return None
            continue
        rank = RANKS[stage]
        bound = event.bound
        if not rank or event.after or (bound is not _EXACT and bound is not _AT_LEAST):
            return None
        if tells_more(event) and (event.id or event.back or event.alternatives):
            return None
        steps.append((rank, stage, event.when.lo, event.when.hi))
    if len(steps) > 1:
        steps.sort(key=_RANK)
        ahead = MOVES.ahead
        for place, (rank, stage, _, hi) in enumerate(steps[1:], start=1):
            below, before, _, _ = steps[place - 1]
            # A step that certainly came before one below it contradicts it, and is weighed against it.
            if rank == below or stage not in ahead[before] or any(hi < lo for _, _, lo, _ in steps[:place]):
                return None
    stages = [UNBEGUN, *[_ALONE[stage] for _, stage, _, _ in steps]]
    earliest = list(accumulate([lo for _, _, lo, _ in steps], max))
    latest = list(accumulate([hi for _, _, _, hi in reversed(steps)], min))[::-1]
    return Course(stages, earliest, latest)
