"""The course of something that comes to states one after another: a permission, a condition, a loan, an offset.

Dates are uncertain, so on a day several states may be possible; which one it was is never guessed.

    >>> told = [(When("2018-03"), "open"), (When("2018-09-18"), "met")]
    >>> possible_states(told, When("2018-04-01")), possible_states(told, When("2018-10-01"))
    (frozenset({'open'}), frozenset({'met'}))
    >>> sorted(possible_states(told, When("2018-09")))
    ['met', 'open']
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from armsdeals.values.when import NEVER, When

S = TypeVar("S")
ANY_DAY = When("../..")


def possible_states(told: Iterable[tuple[When | None, S]], on: When | None) -> frozenset[S | None]:
    """Return the states in which a thing may have been on a day; None among them: perhaps nothing was so yet.

    Args:
        told: The states that it came to, and when; an unknown day may be any.
        on: The day; None looks back from after everything that is told.
    """
    first, last = (NEVER, NEVER) if on is None else (on.lo, on.hi)
    begun = [(when or ANY_DAY, state) for when, state in told if when is None or when.lo <= last]
    certain = [when.lo for when, _ in begun if when.hi <= first]
    if not certain:
        return frozenset({None, *(state for _, state in begun)})
    overtaken = max(certain)  # whatever certainly came before this day was followed by another state
    return frozenset(state for when, state in begun if when.hi >= overtaken)
