"""Amended: which claims speak of the terms as they stood on a day, where an amendment changed them in between.

A claim speaks of the day of its `when`; one that tells no day, of any day up to the one on which it became known.

    >>> from armsdeals.model.valued import PriceClaim
    >>> from armsdeals.values.when import to_when
    >>> told = [PriceClaim("14.8e9 CAD", when="2016-01"), PriceClaim("14e9 CAD", when="2020-04-09")]
    >>> changed = [to_when("2020-04-09")]
    >>> [str(claim.value) for claim in in_force(told, changed)]
    ['14000000000 CAD']
    >>> [str(claim.value) for claim in in_force(told, changed, to_when("2019"))]
    ['14800000000 CAD']

Left out: what an amendment changed. It is told in words, so that each one of a contract may have changed each of its terms;
what is told of before and of after it does not contradict itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from armsdeals.model.event import Event
from armsdeals.model.instrument import InstrumentKind
from armsdeals.values.claim import Claim, Modality
from armsdeals.values.when import NEVER, When

C = TypeVar("C", bound=Claim)

# What these documents say is not what the goods cost or how many they are.
_BESIDE = frozenset({InstrumentKind.LOAN_AGREEMENT, InstrumentKind.EUC, InstrumentKind.SETTLEMENT})


def amendment_days(
    history: Iterable[Event], retracted: frozenset[str] = frozenset(), *, part: str = ""
) -> tuple[When, ...]:
    """Return the days on which the terms of a contract were changed, the earliest first.

    Args:
        history: The events of a deal.
        retracted: Ids of events that were taken back.
        part: The id of a line, whose terms are not changed by what speaks of others alone.
    """
    told = [event for event in history if event.amendments and event.modality is Modality.FACT]
    told = [event for event in told if not (event.id and event.id in retracted)]
    if not told:
        return ()
    beside = {
        event.instrument.id
        for event in history
        if event.instrument is not None and event.instrument.kind in _BESIDE and event.instrument.id
    }
    days = {
        event.when
        for event in told
        if any(change.of not in beside for change in event.amendments)
        and (not part or not event.scope or part in event.scope)
    }
    return tuple(sorted(days, key=lambda day: (day.lo, day.hi, str(day))))


def in_force(claims: Sequence[C], amended: Sequence[When], on: When | None = None) -> list[C]:
    """Return the claims that may speak of the terms as they stood on a day, in the order given.

    Where nobody tells of the terms of that time, those that were told of last before it go on.

    Args:
        claims: What is told of one term.
        amended: The days on which it may have been changed.
        on: The day; None for after everything that is told.
    """
    last = len(amended)
    times = [_times(claim, amended) for claim in claims]
    since, until = (last, last) if on is None else _between(on, amended)
    while since >= 0:
        found = [claim for claim, (lo, hi) in zip(claims, times, strict=True) if lo <= until and hi >= since]
        if found:
            return found
        since, until = since - 1, min(until, since - 1)
    return []


def _times(claim: Claim, amended: Sequence[When]) -> tuple[int, int]:
    """The first and the last of the times, from 0 before all amendments, of which a claim may speak."""
    if claim.when is not None:
        return _between(claim.when, amended)
    known = claim.known_days[1]
    return 0, len(amended) if known == NEVER else sum(change.lo <= known for change in amended)


def _between(day: When, amended: Sequence[When]) -> tuple[int, int]:
    return sum(change.hi <= day.lo for change in amended), sum(change.lo <= day.hi for change in amended)
