"""Extremes: of all that uncertain dates leave possible, the choice that makes a curve over waits lowest or highest.

A share still waiting at a time falls when an end moves from after that time to before it. Among ends before it, a later
one lowers it further, since it takes over more of the weight of those who went out of sight in between (Efron's
redistribution to the right); an earlier going out of sight lowers it too. Each wait moves the share in one direction only,
so choosing each by itself gives the exact bound.

    >>> from armsdeals.analysis._waits import Outcome, Wait
    >>> wait = Wait("demo", "", "", (Outcome("SIGNED", 2, 5),))
    >>> least_waiting(wait, 3, "SIGNED"), most_waiting(wait, 3, "SIGNED")
    (Seen(time=3, end='SIGNED'), Seen(time=4, end=''))

Of the share that came to one of several ends, the same holds, but for those who went out of sight: when they did is tried
early for all and late for all, and where it is open whether they did at all, the bounds are those of likely worlds only.
"""

from __future__ import annotations

from typing import NamedTuple

from armsdeals.analysis._waits import OPEN, Outcome, Wait


class Seen(NamedTuple):
    """How far one wait was seen.

    Attributes:
        time: Until when; anything after the time that is asked for is the next unit.
        end: What ended it; empty where it went out of sight.
    """

    time: int
    end: str


def least_waiting(wait: Wait, time: int, end: str) -> Seen:
    """Return the choice with which the fewest still wait at a time; every other end puts a wait out of sight."""
    hits = [one for one in wait.outcomes if one.end == end and one.low <= time]
    if hits:
        return _late(max(hits, key=lambda one: min(one.high, time)), time)
    unseen = [one.low for one in wait.outcomes if one.end != end]
    return Seen(min([*unseen, time + 1]), "")


def most_waiting(wait: Wait, time: int, end: str) -> Seen:
    """Return the choice with which the most still wait at a time."""
    misses = [one.high for one in wait.outcomes if one.end != end or one.high > time]
    if misses:
        return Seen(int(min(max(misses), time + 1)), "")
    return Seen(max(one.low for one in wait.outcomes), end)


def most_ended(wait: Wait, time: int, end: str, *, early: bool) -> Seen:
    """Return the choice with which the most have come to one of several ends by a time."""
    hits = [one for one in wait.outcomes if one.end == end and one.low <= time]
    if hits:
        return _late(max(hits, key=lambda one: min(one.high, time)), time)
    unseen = [one for one in wait.outcomes if one.end == OPEN and one.low < time]
    if unseen:
        return _unseen(unseen, time, early=early)
    others = [one for one in wait.outcomes if one.end not in (end, OPEN)]
    if not others:
        return Seen(time + 1, "")
    first = min(others, key=lambda one: one.low)
    return Seen(first.low, first.end) if first.low <= time else Seen(time + 1, "")


def fewest_ended(wait: Wait, time: int, end: str, *, early: bool) -> Seen:
    """Return the choice with which the fewest have come to one of several ends by a time."""
    if any(one.high > time or (one.end == OPEN and one.high == time) for one in wait.outcomes):
        return Seen(time + 1, "")
    others = [one for one in wait.outcomes if one.end not in (end, OPEN)]
    if others:
        last = max(others, key=lambda one: one.high)
        return Seen(int(last.high), last.end)
    unseen = [one for one in wait.outcomes if one.end == OPEN]
    if unseen:
        return _unseen(unseen, time, early=early)
    first = min(wait.outcomes, key=lambda one: one.low)
    return Seen(first.low, first.end)


def _late(one: Outcome, time: int) -> Seen:
    return Seen(int(min(one.high, time)), one.end)


def _unseen(ways: list[Outcome], time: int, *, early: bool) -> Seen:
    until = min(one.low for one in ways) if early else max(one.high for one in ways)
    return Seen(int(min(until, time + 1)), "")
