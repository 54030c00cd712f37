"""Amended: which claims speak of the terms as they stood on a day, where an amendment changed them in between.

A claim speaks of the day of its `when`; one that tells no day, of the terms on the day on which it was told. The words of the
amendment date it better where they tell what the term was before or is after: another day on which it was told, or none, then
counts for nothing. What nothing dates may speak of any time. Claims of one key tell one sum, so that words which date one of them
date the others, and no contract was amended before it was signed.

    >>> from armsdeals.model.valued import PriceClaim
    >>> from armsdeals.values.when import to_when
    >>> told = [PriceClaim("14.8e9 CAD", said="2016-01"), PriceClaim("14e9 CAD", said="2020-06"), PriceClaim("15e9 CAD")]
    >>> changed = [ChangeDay(to_when("2020-04-09"), before=(Price("14.8e9 CAD"),), after=(Price("14e9 CAD"),))]
    >>> [str(claim.value) for claim in in_force(told, changed)]
    ['14000000000 CAD', '15000000000 CAD']
    >>> [str(claim.value) for claim in in_force(told, changed, to_when("2019"))]
    ['14800000000 CAD', '15000000000 CAD']

Left out: which term an amendment changed where its words give no number, or nobody tells its words; then each one of a
contract may have changed each of its terms, and what is told of before and of after it does not contradict itself. One whose
words give days alone, as of a schedule, or shares alone, as of local work, changed neither sums nor numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals.model.event import Bound, Event
from armsdeals.model.instrument import Amendment, InstrumentKind
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.claim import Claim, stands
from armsdeals.values.estimate import Estimate
from armsdeals.values.price import Price
from armsdeals.values.when import ALWAYS, NEVER, When

C = TypeVar("C", bound=Claim)
Number = Price | Estimate

_SCHEDULE = re.compile(r"\b(schedule|timetable|deadline|dates?|years?)\b", re.IGNORECASE)
_SHARE = re.compile(r"(?:[a-z]+ ){0,2}[0-9.,]+ ?(?:%|per ?cent|percent)", re.IGNORECASE)
_OF_SUMS = re.compile(r"\b(prices?|costs?|value|sums?|amounts?|numbers?|quantity|quantities)\b", re.IGNORECASE)

_SIGNED_OR_LATER = frozenset(stage for stage in NegotiationStage if stage.rank >= NegotiationStage.SIGNED.rank)

# What these documents say is not what the goods cost or how many they are.
_BESIDE = frozenset({InstrumentKind.LOAN_AGREEMENT, InstrumentKind.EUC, InstrumentKind.SETTLEMENT})


@frozen(repr=False)
class ChangeDay:
    """A day on which the terms of a contract were changed.

    Attributes:
        when: The day.
        before: Sums and numbers that its words give for the time before it.
        after: Those for the time after it.
        is_count: Whether it is a day as of which a number was told, rather than one on which terms were changed.
    """

    when: When
    before: tuple[Number, ...] = ()
    after: tuple[Number, ...] = ()
    is_count: bool = False

    __repr__ = short_repr


class _Times(NamedTuple):
    """Of which times, from 0 before all amendments, a claim speaks by all that dates it; and may speak at the most."""

    own: tuple[int, int]
    most: tuple[int, int]


def amendment_days(
    history: Iterable[Event], retracted: frozenset[str] = frozenset(), *, part: str = ""
) -> tuple[ChangeDay, ...]:
    """Return the days on which the terms of a contract were changed, the earliest first.

    Args:
        history: The events of a deal.
        retracted: Ids of events that were taken back.
        part: The id of a line, whose terms are not changed by what speaks of others alone.
    """
    told = [event for event in history if (event.amendments or _is_amendment(event)) and stands(event, retracted)]
    if not told:
        return ()
    beside = {
        event.instrument.id
        for event in history
        if event.instrument is not None and event.instrument.kind in _BESIDE and event.instrument.id
    }
    days: dict[When, ChangeDay] = {}
    signed = _first_signed(history, retracted)
    for event in told:
        changes = [change for change in event.amendments if change.of not in beside and not _is_of_other_terms(change)]
        if (event.amendments and not changes) or (part and event.scope and part not in event.scope):
            continue
        when = event.when
        if when.lo == ALWAYS and signed is not None and signed <= when.hi:
            when = When.between(signed, when.hi)
        held = days.get(when, ChangeDay(when))
        before = (*held.before, *(number for change in changes for number in _numbers(change.before)))
        after = (*held.after, *(number for change in changes for number in _numbers(change.after)))
        days[when] = ChangeDay(when, before, after)
    return tuple(sorted(days.values(), key=lambda day: (day.when.lo, day.when.hi, str(day.when))))


def _first_signed(history: Iterable[Event], retracted: frozenset[str]) -> int | None:
    """The first day on which the contract may have been signed; None where nobody tells that it was."""
    stood = [event for event in history if event.stage in _SIGNED_OR_LATER and stands(event, retracted)]
    if not any(event.stage is NegotiationStage.SIGNED and event.bound is Bound.EXACT for event in stood):
        return None
    return min(event.when.lo for event in stood)


def _is_amendment(event: Event) -> bool:
    """Whether an amendment was signed, though nobody may say what it changed."""
    return event.instrument is not None and event.instrument.kind is InstrumentKind.AMENDMENT


def days_of(claims: Iterable[Claim]) -> tuple[ChangeDay, ...]:
    """Return the days of which claims speak, the earliest first, for a number that changes from day to day by itself."""
    days = {claim.when for claim in claims if claim.when is not None}
    if len(days) < 2:  # noqa: PLR2004  # counts of one day are rivals
        return ()
    return tuple(ChangeDay(day, is_count=True) for day in sorted(days, key=lambda day: (day.lo, day.hi, str(day))))


def in_force(claims: Sequence[C], amended: Sequence[ChangeDay | When], on: When | None = None) -> list[C]:
    """Return the claims that may speak of the terms as they stood on a day, in the order given.

    Where nobody tells of the terms of that time, what was told of last before it goes on; and what was told later, of no
    day, may speak of it as well.

    Args:
        claims: What is told of one term.
        amended: The days on which it may have been changed, the earliest first.
        on: The day; None for after everything that is told.
    """
    changes, times = _dated(claims, amended)
    return _of_times(claims, times, *_asked(changes, on))


def at_each_time(claims: Sequence[C], amended: Sequence[ChangeDay | When], on: When | None = None) -> list[list[C]]:
    """Return what `in_force` does for each time that the day may fall into, where amendments of vague days leave several."""
    changes, times = _dated(claims, amended)
    since, until = _asked(changes, on)
    if not any(_meet(time.own, (since, until)) for time in times):
        return [_of_times(claims, times, since, until)]
    told = [
        [claim for claim, time in zip(claims, times, strict=True) if _meet(time.own, (place, place))]
        for place in range(since, until + 1)
    ]
    return [held for held in told if held]


def _dated(claims: Sequence[C], amended: Sequence[ChangeDay | When]) -> tuple[list[ChangeDay], list[_Times]]:
    changes = [change if isinstance(change, ChangeDay) else ChangeDay(change) for change in amended]
    days = [change.when for change in changes]
    times = [_times(claim, changes, days) for claim in claims]
    return changes, _as_their_likes(claims, times, changes)


def _asked(changes: Sequence[ChangeDay], on: When | None) -> tuple[int, int]:
    return (len(changes), len(changes)) if on is None else _between(on, [change.when for change in changes])


def _of_times(claims: Sequence[C], times: Sequence[_Times], since: int, until: int) -> list[C]:
    found = [_meet(time.own, (since, until)) for time in times]
    if not any(found):
        found = [_meet(time.most, (since, until)) for time in times]
        last = max((min(time.own[1], since - 1) for time in times if time.own[0] < since), default=-1)
        found = [may or _meet(time.own, (last, last)) for may, time in zip(found, times, strict=True)]
    return [claim for claim, is_found in zip(claims, found, strict=True) if is_found]


def _times(claim: Claim, changes: Sequence[ChangeDay], days: Sequence[When]) -> _Times:
    if claim.when is not None:
        since, until = _between(claim.when, days)
        # A count of a year holds from some day of that year on, and never before it.
        if since < until and any(change.is_count and change.when == claim.when for change in changes):
            since += 1
        return _Times((since, until), (since, until))
    lo, hi = claim.known_days
    if hi == NEVER:
        own = most = (0, len(days))
    else:
        own = sum(day.hi <= lo for day in days), sum(day.lo <= hi for day in days)
        most = 0, own[1]
    worded = _worded(getattr(claim, "value", None), changes)
    if worded is None or not _meet(worded, most):
        return _Times(own, most)
    return _within(_Times(own, most), worded)


def _as_their_likes(claims: Sequence[Claim], times: list[_Times], changes: Sequence[ChangeDay]) -> list[_Times]:
    """Date claims that no words of an amendment date by those of their key, the same sum, that they do."""
    by_key: dict[str, set[tuple[int, int]]] = {}
    worded = [_worded(getattr(claim, "value", None), changes) for claim in claims]
    whole = (0, len(changes))
    for claim, found in zip(claims, worded, strict=True):
        if (key := getattr(claim, "key", "")) and found not in (None, whole):
            by_key.setdefault(key, set()).add(found)
    if not by_key:
        return times
    return [
        _within(time, like) if found in (None, whole) and len(likes) == 1 and _meet(time.most, like) else time
        for claim, found, time in zip(claims, worded, times, strict=True)
        for likes in [by_key.get(getattr(claim, "key", ""), set())]
        for like in [next(iter(likes), whole)]
    ]


def _within(time: _Times, dated: tuple[int, int]) -> _Times:
    most = _shared(time.most, dated)
    return _Times(_shared(time.own, most) if _meet(time.own, most) else most, most)


def _worded(value: object, changes: Sequence[ChangeDay]) -> tuple[int, int] | None:
    """The first and the last of the times for which the words of the amendments give this number; None if they do not."""
    if not isinstance(value, (Price, Estimate)):
        return None
    first, last = 0, len(changes)
    for place, change in enumerate(changes):
        was = any(same(value, number) for number in change.before)
        became = any(same(value, number) for number in change.after)
        if was and not became:
            last = min(last, place)
        if became and not was:
            first = max(first, place + 1)
    return (first, last) if first <= last else None


def same(value: Number, told: Number) -> bool:
    """Whether a sum or a number may be the one that the words of an amendment give."""
    if isinstance(value, Price) and isinstance(told, Price):
        return value.currency == told.currency and value.year == told.year and value.spread.meets(told.spread)
    if isinstance(value, Estimate) and isinstance(told, Estimate):
        return (value.unit == told.unit or not (value.unit and told.unit)) and value.spread.meets(told.spread)
    return False


def _is_of_other_terms(change: Amendment) -> bool:
    """Whether its words give days alone, as of a schedule, or shares alone: then it changed no sum and no number."""
    words = [text for text in (change.before, change.after) if text]
    if words and all(map(_SHARE.fullmatch, words)):
        return not _OF_SUMS.search(change.what)
    if any(text.isdigit() for text in words) and not _SCHEDULE.search(change.what):
        return False  # 2000 may be rifles
    return bool(words) and all(_is_day(text) for text in words)


@lru_cache(maxsize=1024)
def _is_day(words: str) -> bool:
    return When.parse(words) is not None


@lru_cache(maxsize=1024)
def _numbers(words: str) -> tuple[Number, ...]:
    """The sum or the number that the words of an amendment give; none where they are not sure."""
    number = Price.parse(words) or Estimate.parse(words)
    return () if number is None else (number,)


def _meet(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _shared(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    return max(a[0], b[0]), min(a[1], b[1])


def _between(day: When, days: Sequence[When]) -> tuple[int, int]:
    return sum(change.hi <= day.lo for change in days), sum(change.lo <= day.hi for change in days)
