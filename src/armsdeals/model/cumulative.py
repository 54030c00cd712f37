"""Cumulative counts: "ten had arrived by the end of the year" beside the batches that the history tells.

A count speaks of its day: by then so many had arrived, earlier not more, later not fewer. So it parts the batches before it
from those after it, and one of a vague date does not leak across:

    >>> from armsdeals.values.claim import Claim
    >>> counts = [Count(to_when("2022-12-31"), Estimate("4 aircraft"))]
    >>> batches = [Batch(to_when("../2023-12-31"), Estimate("7 aircraft"))]
    >>> [str(with_counts(batches, counts, "aircraft", to_when(day))) for day in ("2022-06-01", "2022-12-31", "2024")]
    ['0..4 aircraft', '4 aircraft', '7 aircraft']

Where batches and counts cannot both be right, the answer is everything between them (`contradictions` names the counts); so
it is where a later count is lower (`falling` names the two), since what has arrived in all does not grow less. What arrived after the last count is taken from the batches; where nobody tells of any, it is open above. Left out: counts of what
is there, less returns and losses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from armsdeals.values.estimate import Estimate
from armsdeals.values.when import When, to_when

__all__ = ["Batch", "Count", "contradictions", "falling", "to_when", "with_counts"]

_ZERO = Decimal(0)


class Batch(NamedTuple):
    """Some that arrived; a number of None is one that nobody tells."""

    when: When
    number: Estimate | None


class Count(NamedTuple):
    """How many had arrived by a day in all."""

    when: When
    number: Estimate


class _Bounds(NamedTuple):
    low: Decimal
    high: Decimal | None

    def within(self, other: _Bounds) -> _Bounds:
        highs = [high for high in (self.high, other.high) if high is not None]
        return _Bounds(max(self.low, other.low), min(highs, default=None))

    @property
    def is_possible(self) -> bool:
        return self.high is None or self.low <= self.high


def with_counts(batches: Iterable[Batch], counts: Sequence[Count], unit: str, on: When | None) -> Estimate | None:
    """Return how many of a unit had arrived by a day; None if nobody tells of any that had or may have come by then.

    Args:
        batches: What the history tells, in this unit or without a number.
        counts: The counts in this unit, of different days.
        unit: The unit.
        on: The day; None for after everything that is told.
    """
    told = list(batches)
    if not counts:
        return None
    counts = _never_falling(counts)
    if not told and on is None:
        return max(counts, key=lambda count: (count.when.hi, count.when.lo)).number
    ledger = _with_missing(_between(told, None, on), told, counts)
    found = _Bounds(_ZERO, None)
    for count in counts:
        found = found.within(_by_count(count, told, counts, on))
    both = ledger.within(found) if told else found
    if not both.is_possible:
        both = _hull(*([ledger] if told else []), *(_by_count(count, told, counts, on) for count in counts))
    is_before_all = on is not None and (
        all(on.hi < when.lo for when, _ in told) and all(on.lo < count.when.hi for count in counts)
    )
    if is_before_all and both.high == 0:  # nobody tells of any yet
        return None
    # "About 4" stays about 4.
    told_so = (count.number for count in counts if (count.number.low, count.number.high) == both)
    return next(told_so, None) or Estimate.between(both.low, both.high, unit=unit)


def contradictions(batches: Iterable[Batch], counts: Sequence[Count]) -> Iterator[tuple[Count, Estimate]]:
    """Yield the counts that do not fit the batches that are told up to their day, with what these add up to."""
    told = list(batches)
    for count in counts:
        ledger = _between(told, None, count.when)
        number = count.number
        too_few = ledger.high is not None and ledger.high < number.low
        too_many = number.high is not None and ledger.low > number.high
        if told and (too_few or too_many):
            yield count, Estimate.between(ledger.low, ledger.high, unit=number.unit)


def falling(counts: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """Yield each count that is lower than one of an earlier day, the highest of these first and it after."""
    for later in counts:
        before = [one for one in counts if _is_before(one, later)]
        highest = max(before, key=lambda one: one.number.low, default=None)
        high = later.number.high
        if highest is not None and high is not None and high < highest.number.low:
            yield highest, later


def _is_before(one: Count, other: Count) -> bool:
    return one is not other and one.when.hi <= other.when.lo


def _never_falling(counts: Sequence[Count]) -> list[Count]:
    """Widen the counts that contradict each other until both may be right."""
    fitted = []
    for count in counts:
        number = count.number
        later = [one.number.high for one in counts if _is_before(count, one) and one.number.high is not None]
        low = min([number.low, *later])
        earlier = [one.number.low for one in counts if _is_before(one, count)]
        high = None if number.high is None else max([number.high, *earlier])
        is_same = (low, high) == (number.low, number.high)
        fitted.append(count if is_same else Count(count.when, Estimate.between(low, high, unit=number.unit)))
    return fitted


def _with_missing(ledger: _Bounds, batches: Sequence[Batch], counts: Sequence[Count]) -> _Bounds:
    """Leave room for what a count tells and no batch does; nobody says when that came."""
    if ledger.high is None:
        return ledger
    missing = _ZERO
    for count in counts:
        high = _between(batches, None, count.when).high
        missing = max(missing, _ZERO if high is None else count.number.low - high)
    return _Bounds(ledger.low, ledger.high + missing)


def _by_count(count: Count, batches: Sequence[Batch], counts: Sequence[Count], on: When | None) -> _Bounds:
    """What one count leaves possible on a day."""
    number, later = count.number, _between(batches, count.when, on)
    is_past = on is None or on.lo >= count.when.hi
    low = number.low + later.low if is_past else _ZERO
    if on is not None and on.hi <= count.when.lo:
        return _Bounds(low, number.high)
    high = _sum(number.high, later.high)
    if high is None or not batches:
        return _Bounds(low, None)
    return _Bounds(low, high + _untold_after(count, batches, counts))


def _untold_after(count: Count, batches: Sequence[Batch], counts: Sequence[Count]) -> Decimal:
    """How many more a later count tells than this one and the batches between them; nobody says when those came."""
    most = _ZERO
    for one in counts:
        high = _sum(count.number.high, _between(batches, count.when, one.when).high)
        if _is_before(count, one) and high is not None:
            most = max(most, one.number.low - high)
    return most


def _between(batches: Iterable[Batch], after: When | None, on: When | None) -> _Bounds:
    """How many certainly and possibly arrived after a day, as far as one is named, and by another."""
    low, high = _ZERO, _ZERO
    is_open = False
    for when, number in batches:
        if (on is not None and when.lo > on.hi) or (after is not None and when.hi <= after.lo):
            continue
        if number is None or number.high is None:
            is_open = True
        else:
            high += number.high
        is_certain = (on is None or when.hi <= on.lo) and (after is None or when.lo > after.hi)
        if is_certain and number is not None:
            low += number.low
    return _Bounds(low, None if is_open else high)


def _hull(*bounds: _Bounds) -> _Bounds:
    highs = [one.high for one in bounds]
    return _Bounds(min(one.low for one in bounds), None if None in highs else max(h for h in highs if h is not None))


def _sum(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else a + b
