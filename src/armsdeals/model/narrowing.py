"""Narrowing: what claims of one value leave of it, from the strongest on; whose quarrel ends that, and what holds them all.

    >>> told = [Weighed(weight, text, Price(text)) for weight, text in enumerate(["2.5e9 USD", ">=2e9 USD", "3e9 USD"])]
    >>> value, support, beaten, rivals = narrow(told)
    >>> str(value), support, beaten
    ('2500000000 USD', ('2.5e9 USD', '>=2e9 USD'), ('3e9 USD',))
    >>> str(hull(told))
    '>=2000000000 USD'

Left out: which claims count the same thing (`armsdeals.model.policies`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from armsdeals.model.policies import meet
from armsdeals.values.estimate import Estimate
from armsdeals.values.price import Price


class Weighed(NamedTuple):
    """A claim that gives a value, and how strongly it stands; the smaller weight is the stronger."""

    weight: Any
    claim: Any
    value: Price | Estimate


def narrow(
    same: Sequence[Weighed],
) -> tuple[Price | Estimate, tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]:
    """Narrow the strongest value by what meets it: the value, its support, what it beats, and whose quarrel ends that.

    Args:
        same: Claims whose values count the same thing, strongest first; those of the first weight do not exclude each other.
    """
    value = same[0].value
    support: list[Weighed] = []
    beaten: list[Any] = []
    rivals: tuple[Any, ...] = ()
    for _, group in groupby(same, key=lambda one: one.weight):
        equals = list(group)
        meeting = [one for one in equals if meet(one.value, value)]
        beaten += [one.claim for one in equals if not meet(one.value, value)]
        if rivals:
            support += meeting
        elif quarrel(meeting):  # no weaker claim may decide what these leave open
            rivals = tuple(one.claim for one in meeting)
        else:
            support += meeting
            value = _common(value, support)
    return value, tuple(one.claim for one in support), tuple(beaten), rivals


def _common(value: Price | Estimate, support: Sequence[Weighed]) -> Price | Estimate:
    low = max(one.value.low for one in support)
    highs = [one.value.high for one in support if one.value.high is not None]
    high = min(highs, default=None)
    if (low, high) == (value.low, value.high):
        return value
    return value.narrowed(low, high, flags=[one.value.flag for one in support])


def hull(same: Sequence[Weighed]) -> Price | Estimate:
    """Return what holds all values, from the least to the most, in the manner of the first."""
    first = same[0].value
    low = min(one.value.low for one in same)
    highs = [one.value.high for one in same]
    high = None if None in highs else max(high for high in highs if high is not None)
    if (low, high) == (first.low, first.high):
        return first
    return first.narrowed(low, high, flags=[one.value.flag for one in same])


def quarrel(ones: Sequence[Weighed]) -> bool:
    """Whether some exclude each other; of intervals that all meet in pairs, all have a number in common."""
    return any(not meet(a.value, b.value) for a in ones for b in ones)
