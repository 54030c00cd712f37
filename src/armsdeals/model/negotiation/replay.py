"""Replay: from what was told to where a deal stood on any day.

Five steps, none of which looks at the place of an event in a file:

1. *Keep* the FACT and DENIED events that name a stage and that no claim takes back.
2. *Order* them by what their dates and ``after`` decide, then by the natural course (`order`, `seen_by`).
3. *Resolve* what excludes each other by the path through the table that gives up least (`resolve`).
4. *Narrow*: a move lies between its neighbours; what changes nothing (still talking, not signed yet) lies within the
   stages that it fits, and bounds the moves at their two ends.
5. *Answer*: the moves that had certainly happened and those that had possibly happened are two lengths of one list, and
   the stages between them are the answer.

    >>> told = [Event(when="2016-11", stage="talks"), Event(when="../2017-09-12", stage="signed"),
    ...         Event(when="2017-07-18", stage="talks", text="still talking")]
    >>> replay = Replay(told)
    >>> print(replay.at(None), "|", replay.at(When("2017-08")), "|", replay.at(When("2017-01-05")))
    SIGNED since 2017-07-18/2017-09-12 | TALKS or SIGNED | TALKS since 2016-11

Which claims were known by a day is not asked here: `Deal.as_known` drops the others first. Left out: guards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

from attrs import evolve

from armsdeals._shown import shown
from armsdeals._twins import builder
from armsdeals.errors import LimitExceeded
from armsdeals.model.event import Bound, Event
from armsdeals.model.negotiation.moves import MOVES, Moves
from armsdeals.model.negotiation.papers import with_further_papers
from armsdeals.model.negotiation.position import NOWHERE, Position, S, Stage, lowest, only
from armsdeals.model.negotiation.quarrel import Course, Quarrel
from armsdeals.model.negotiation.resolve import GROUND, START, Height, Held, Path, State, as_far_as, follow, undenied
from armsdeals.model.negotiation.seen_by import Moved, told_in_order
from armsdeals.model.negotiation.stage import ACTS, RANKS, NegotiationStage
from armsdeals.values.claim import Modality, unretracted
from armsdeals.values.when import NEVER, When

MOST_EVENTS = 1_000  # events that name a stage; where all exclude each other, the work grows with the square
_SUSPENDED = NegotiationStage.SUSPENDED
_position: Any = builder(Position)


class Replay:
    """The replayed history of one deal; ask it for as many days as you like.

    ``stages[k]`` are the stages after ``k`` moves, and ``moves[k]`` (from 0) happened between ``earliest[k]`` and
    ``latest[k]``.

    Args:
        history: The events of a deal, in any order.
        scope: The key of a line, for the events that speak of it; empty for those that speak of the deal as a whole.
        retracted: Ids of claims that others than the events take back.
        table: The legal moves.
        beside: What is told of a whole and counts for this part: events as they are to be read, and as they were told.

    Attributes:
        stages: The stages after each number of moves; None among them means that perhaps nothing has begun.
        moves: The events that changed them, in order.
        earliest: The first possible day of each move, as a day number.
        latest: The last possible day of each move.
        furthest: After each number of moves, the highest live stage that the deal certainly came to.
        is_natural: Whether no step back was moved in the order because of what else is told.
        confirmed: After each number of moves, the events that changed nothing.
        table: The legal moves.
        unplaced: Reports that may lie before a halt or after it, and stand in both places among the moves.

    Raises:
        InvalidValue: Events follow each other in a circle.
        LimitExceeded: There are more than 1,000 events that name a stage.
    """

    __slots__ = (
        "_against", "_answers", "_heights", "_states", "confirmed", "earliest", "furthest", "is_natural", "latest", "moves",
        "stages", "table", "unplaced",
    )  # fmt: skip

    def __init__(
        self,
        history: Iterable[Event],
        *,
        scope: str = "",
        retracted: frozenset[str] = frozenset(),
        table: Moves = MOVES,
        beside: Sequence[tuple[Event, Event]] = (),
    ) -> None:
        kept = _kept(history, scope, retracted) + [read for read, _ in beside]
        told = with_further_papers(kept)
        reading = told_in_order(told, table)
        self.table = table
        self.unplaced: tuple[Event, ...] = reading.twice if len(reading.order) > len(told) else ()
        self.moves: list[Event] = []
        self.confirmed: list[list[Event]] = [[]]
        self.stages: list[frozenset[Stage]] = [NOWHERE.stages]
        self._states: list[frozenset[State]] = [frozenset((START,))]
        self._heights: list[Height] = [GROUND]
        self._against: list[Quarrel] = []
        self._answers: dict[int, Position] = {}
        self.is_natural = not isinstance(reading, Moved)
        self._collapse(*reading)
        if told is not kept or beside:
            self._as_told(
                {id(read): event for read, event in (*zip(told, kept, strict=True), *beside) if read is not event}
            )
        self.furthest = [lowest(height[0]) for height in self._heights]

    def _collapse(self, order: Sequence[Event], path: Path) -> None:
        """Split the events into moves, which change the stages, and what was told between them."""
        narrowing: list[tuple[Event, int]] = []
        rivals: list[tuple[Event, int, Held]] = []
        stages, states, height = self.stages[0], self._states[0], self._heights[0]
        for event, after, high, held in zip(order, path.states[1:], path.heights[1:], path.held, strict=True):
            if held is not Held.KEPT:
                rivals.append((event, len(self.moves), held))
            here = stages if after is states else frozenset([state[0] for state in after])
            if (here is not stages and here != stages) or (high is not height and high != height):
                stages, states, height = here, after, high
                self.moves.append(event)
                self.confirmed.append([])
                self.stages.append(stages)
                self._states.append(states)
                self._heights.append(height)
            elif held is not Held.BEATEN:
                self.confirmed[-1].append(event)
                if held is Held.KEPT and not (self.unplaced and any(event is one for one in self.unplaced)):
                    narrowing.append((event, len(self.moves)))
        self._narrow(narrowing)
        if not rivals:  # as in most
            return
        course = Course(
            self.moves, self.confirmed, self.stages, self._states, self._heights, self.earliest, self.latest, self.table
        )
        self._against = [course.quarrel(event, held, place) for event, place, held in rivals]

    def _as_told(self, own: Mapping[int, Event]) -> None:
        """Name the events that were read in another way as they were told."""
        self.unplaced = tuple(own.get(id(event), event) for event in self.unplaced)
        self.moves = [own.get(id(event), event) for event in self.moves]
        self.confirmed = [[own.get(id(event), event) for event in events] for events in self.confirmed]
        self._against = [
            one._replace(event=own.get(id(one.event), one.event), rival=own.get(id(one.rival), one.rival))
            for one in self._against
        ]

    def _narrow(self, confirming: Iterable[tuple[Event, int]]) -> None:
        """Bound the moves by their neighbours and by what changed nothing."""
        early = [event.when.lo for event in self.moves]
        late = [event.when.hi for event in self.moves]
        for event, place in confirming:
            first = last = place
            while first and self._fits(event, first - 1):
                first -= 1
            while last < len(early) and self._fits(event, last + 1):
                last += 1
            lo, hi = event.when.lo, event.when.hi
            if first:
                late[first - 1] = min(late[first - 1], hi)
            if last < len(early):
                early[last] = max(early[last], lo)
            if place and lo <= late[place - 1] and _repeats(event, self.moves[place - 1]):
                early[place - 1] = max(early[place - 1], lo)
        self.earliest = list(accumulate(early, max))
        self.latest = list(accumulate(reversed(late), min))[::-1]

    def _fits(self, event: Event, place: int) -> bool:
        """Whether an event would have changed nothing, told after so many moves."""
        for state in self._states[place]:  # noqa: SIM110  # asked so often that a generator takes twice the time
            if state in follow(state, event, self.table):
                return True
        return False

    @property
    def given_up(self) -> tuple[Event, ...]:
        """The claims that were given up, also where their story and ours agree in the end."""
        return tuple(one.event for one in self._against if one.held is Held.BEATEN)

    @property
    def tied(self) -> tuple[Event, ...]:
        """The claims of equal standing that exclude each other, also where their stories agree in the end."""
        return tuple(one.event for one in self._against if one.held is Held.TIED)

    def rival_of(self, event: Event) -> Event | None:
        """Return the claim that counts and that one that was given up excludes first; None if no single one does."""
        return next((one.rival for one in self._against if one.event is event), None)

    @property
    def is_disputed(self) -> bool:
        """Whether some claim speaks against the answer, on whatever day."""
        return bool(self._against)

    @property
    def is_plain(self) -> bool:
        """Whether nothing was given up and nothing stays open."""
        return not self._against and all(len(here) == 1 for here in self.stages)

    def resume_among(self, k: int) -> frozenset[NegotiationStage]:
        """Return the stages that a halt after ``k`` moves may interrupt; empty without a halt."""
        if _SUSPENDED not in self.stages[k]:
            return frozenset()
        kept = {before for stage, before in self._states[k] if stage is _SUSPENDED}
        known = frozenset(before for before in kept if isinstance(before, NegotiationStage))
        if None not in kept:
            return known
        # Whoever resumes goes no higher than where the deal was halted.
        return known | self._undenied(as_far_as(self.table.origins(_SUSPENDED), self.stages[k + 1 : k + 2]), k)

    def resume_point(self, k: int) -> NegotiationStage | None:
        """Return the stage that a halt after ``k`` moves interrupts; None without a halt, or where it is not known."""
        return only(self.resume_among(k))

    def furthest_among(self, k: int) -> frozenset[Stage]:
        """Return the stages that may be the furthest after ``k`` moves."""
        evidenced, possible = self._heights[k]
        if possible == evidenced or len(self.stages[k]) > 1:
            return possible
        if any(stage is None or stage.is_live for stage in self.stages[k]):
            return self._undenied(possible, k)
        # An end or a halt was the first thing told; where the deal is taken up again after it, it had come as far.
        return self._undenied(as_far_as(possible, self.stages[k + 1 :]), k)

    def _undenied(self, among: frozenset[S], k: int) -> frozenset[S]:
        """Leave out what is denied while the deal stays halted or over, as it is after ``k`` moves."""
        still = [not any(stage is None or stage.is_live for stage in here) for here in self.stages]
        first, last = k, k + 1
        while first and still[first - 1]:
            first -= 1
        while last < len(still) and still[last]:
            last += 1
        return undenied(among, (one for told in self.confirmed[first:last] for one in told if one not in self.tied))

    def at(self, day: When | None) -> Position:
        """Return the position on a day; None is after all that is told.

        A month or year means at some time in it: a move within it has possibly happened and possibly not.
        """
        if day is None:
            lo = hi = len(self.moves)
            start = end = NEVER
        elif isinstance(day, When):
            lo, hi = bisect_right(self.latest, day.lo), bisect_right(self.earliest, day.hi)
            start, end = day.lo, day.hi
        else:
            raise TypeError(f"{shown(day)} is not a When; make it one with to_when(...)")
        if lo != hi:
            answer = self._answer(lo, hi)
        elif (known := self._answers.get(lo)) is not None:
            answer = known
        else:
            answer = self._answers[lo] = self._answer(lo, hi)
        if not (against := [one for one in self._against if one.opens <= end and start < one.heals]):
            return answer
        beaten = tuple(one.event for one in against if one.held is Held.BEATEN)
        return evolve(answer, beaten=beaten, disputed=True)

    def interrupted(self, day: When | None) -> Position | None:
        """Return where it stood until the halt under which it certainly is on a day; None where that is not known."""
        halted = frozenset({_SUSPENDED})
        first = len(self.moves) if day is None else bisect_right(self.latest, day.lo)
        if self.at(day).stages != halted:
            return None
        while first and self.stages[first] == halted:
            first -= 1
        return self._answer(first, first) if self.stages[first] != NOWHERE.stages else None

    def _answer(self, lo: int, hi: int) -> Position:
        """Make the position of the days on which at least ``lo`` and at most ``hi`` moves had happened."""
        stages = self.stages[lo].union(*self.stages[lo + 1 : hi + 1])
        span = range(lo, hi + 1)
        resume = frozenset[NegotiationStage]().union(*map(self.resume_among, span))
        position: Position = _position(
            stages=stages,
            furthest=self.furthest[lo],
            furthest_among=frozenset[Stage]().union(*map(self.furthest_among, span)),
            resume_point=only(resume),
            resume_among=resume,
            since=self._since(hi) if len(stages) == 1 else None,
            gaps=self._gaps(hi),
            decided_by=self._decided(lo, hi),
        )
        return position

    def _since(self, k: int) -> When | None:
        """When the one stage was come to; of two equal dates for it either, so from the first to the last."""
        (stage,) = self.stages[k]
        if stage is None:
            return None
        first = k
        while stage in self.stages[first - 1]:
            first -= 1
        lo, hi = self.earliest[first - 1], self.latest[k - 1]
        when = self.moves[first - 1].when
        return when if when.lo == lo and when.hi == hi else When.between(lo, hi)

    def _decided(self, lo: int, hi: int) -> tuple[Event, ...]:
        first = max(lo, 1)
        while first > 1 and (self.stages[first - 1] - NOWHERE.stages) & self.stages[first]:
            first -= 1
        return tuple(event for k in range(first, hi + 1) for event in (self.moves[k - 1], *self.confirmed[k]))

    def _gaps(self, hi: int) -> tuple[NegotiationStage, ...]:
        """Return what lies on every natural way between two stages that were told, and was not told itself."""
        gaps: dict[NegotiationStage, None] = {}
        told: set[Stage] = set()
        before: Stage = None
        for here in self.stages[1 : hi + 1]:
            told |= here
            stage = only(here)
            if stage is not None and RANKS[stage]:
                if before is not None:
                    gaps.update(dict.fromkeys(self.table.unavoidable(before, stage)))
                before = stage
        return tuple(gap for gap in gaps if gap not in told)

    def __repr__(self) -> str:
        return f"<Replay: {len(self.moves)} moves, {self.at(None)}>"


def _kept(history: Iterable[Event], scope: str, retracted: frozenset[str]) -> list[Event]:
    """Keep the events that the replay looks at.

    Raises:
        LimitExceeded: There are too many.
    """
    said = (Modality.FACT, Modality.DENIED)
    kept = [
        event
        for event in unretracted(history, retracted)
        if event.stage is not None and event.modality in said and (scope in event.scope if scope else not event.scope)
    ]
    if len(kept) > MOST_EVENTS:
        raise LimitExceeded(
            f"{len(kept):,} events of one deal name a stage (at most {MOST_EVENTS:,} can be replayed); are these "
            "several deals?"
        )
    return kept


def _repeats(event: Event, move: Event) -> bool:
    """Whether an event tells again of the act by which a move came about."""
    return event.stage in ACTS and event.stage is move.stage and event.bound is move.bound is Bound.EXACT
