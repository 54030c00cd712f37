"""Quarrel: a claim that was given up or not decided, from when on it speaks against the answer, and how long.

    >>> from armsdeals.model.negotiation.replay import Replay
    >>> from armsdeals.values.when import When
    >>> told = [Event(when="2017-03-01", stage="signed"), Event(when="2017-04-01", stage="signed"),
    ...         Event(when="2018", stage="effective")]
    >>> replay = Replay(told)
    >>> [str(event.when) for event in replay.tied], replay.at(When("2017-03-15")).disputed
    (['2017-03-01', '2017-04-01'], True)
    >>> print(replay.at(When("2017-05")))
    SIGNED since 2017-03-01/2017-04-01

Left out: which claims are given up (`resolve`).
"""

from __future__ import annotations

from typing import NamedTuple

from armsdeals.model.event import Event
from armsdeals.model.negotiation.moves import Moves
from armsdeals.model.negotiation.position import Stage
from armsdeals.model.negotiation.resolve import START, Height, Held, State, denies, follow
from armsdeals.model.negotiation.stage import RANKS
from armsdeals.values.claim import Modality
from armsdeals.values.when import ALWAYS, NEVER


class Quarrel(NamedTuple):
    """A claim that some best path or none accepts.

    Attributes:
        event: The claim.
        held: Whether all give it up, or some.
        rival: The claim that counts and that it excludes first; None if no single one does.
        opens: The first day on which it speaks against the answer, as a day number.
        heals: The day from which it does so no longer.
    """

    event: Event
    held: Held
    rival: Event | None
    opens: int
    heals: int


class Course(NamedTuple):
    """The moves that were found, and where the deal may be after each number of them, as in `Replay`."""

    moves: list[Event]
    confirmed: list[list[Event]]
    stages: list[frozenset[Stage]]
    states: list[frozenset[State]]
    heights: list[Height]
    earliest: list[int]
    latest: list[int]
    table: Moves

    def quarrel(self, event: Event, held: Held, place: int) -> Quarrel:
        """Return what becomes of a claim that was told after so many moves and is not accepted by all best paths."""
        opens, heals = self._speaks_against(event, held, place)
        return Quarrel(event, held, self._excluded_by(event, place), opens, heals)

    def _excluded_by(self, event: Event, place: int) -> Event | None:
        """Return the claim that counts and that an event excludes first, told after so many moves; else the move before."""
        here = {after for state in self.states[place] for after in follow(state, event, self.table)}
        if not here:
            return self.moves[place - 1] if place else None
        for k in range(place, len(self.moves) + 1):
            for told in [one for one in self.confirmed[k] if event.when.hi < one.when.lo] + self.moves[k : k + 1]:
                here = {after for state in here for after in follow(state, told, self.table)}
                if not here:
                    return told
        # Where it may have been later by its dates alone, a denial in between is what bars the way.
        denied = (one for told in self.confirmed[place:] for one in told if one.modality is Modality.DENIED)
        barring = next((one for one in denied if denies(one, event.stage)), None)
        return barring or (self.moves[place - 1] if place else None)

    def _speaks_against(self, event: Event, held: Held, place: int) -> tuple[int, int]:
        """Return from when a claim speaks against the answer, and from when no longer.

        It does so until its own story, carried on over our moves, agrees with ours on the stage and on how far the deal
        got; a claim of how far it had not come has no story before our next move. Of another day for an act of ours
        the days between the two are in dispute. Equals agree once all of them tell the one stage that is left.
        """
        opens = max(event.when.lo, self.earliest[place - 1] if place else ALWAYS)
        told = follow(START, event, self.table)
        reached = 0 if START in told else max(_rank(stage) for stage in self.heights[place].evidenced)
        story = {(state, max(reached, _rank(state[0]))) for state in told}
        if place and self._tells_alike(story, place):
            return min(opens, self.earliest[place - 1]), max(event.when.hi, self.latest[place - 1])
        for k in range(place, len(self.moves)):
            story = {
                (after, max(far, _rank(after[0])))
                for state, far in story
                for after in follow(state, self.moves[k], self.table) or (state,)  # it waits for what it can follow
            }
            ours = {_rank(stage) for stage in self.heights[k + 1].evidenced}
            here = self.stages[k + 1]
            if any(
                ours == {far} and state[0] in here and (held is Held.BEATEN or len(here) == 1) for state, far in story
            ):
                return opens, self.latest[k]
        return opens, NEVER + 1

    def _tells_alike(self, story: set[tuple[State, int]], place: int) -> bool:
        """Whether a story is wholly ours after so many moves: one stage, and as far as the deal got."""
        ours = {_rank(stage) for stage in self.heights[place].evidenced}
        return all(ours == {far} and self.stages[place] == {state[0]} for state, far in story)


def _rank(stage: Stage) -> int:
    return 0 if stage is None else RANKS[stage]
