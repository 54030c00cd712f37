"""Slots: lists each of whose items can be taken away alone, and choices that stay what they are when less is asked of them.

Hypothesis makes a case plainer by setting a part of it to the first choices. A slot whose first choice is to be empty is
emptied so in one step, however much it holds, and what is drawn after it stays as it was:

    >>> from hypothesis import find
    >>> find(slots(st.text("ab", min_size=2), most=4), lambda drawn: "bb" in drawn)
    ['bb']

`whole` draws a number; when it is held to fewer numbers, for a part of a path say, each of them is one that it could have
been without that. So the reason for a number can be taken away and the number stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
Span = tuple[int, int]
_FULL = 4  # a slot is full from this number on
FLAGS: tuple[Span, ...] = ((0, 7), (3, 7), (0, 4))  # half of the slots are full, most, few
FULL: Span = (_FULL, 7)


@cache
def whole(lowest: int, highest: int) -> st.SearchStrategy[int]:
    """Whole numbers between two, kept once made."""
    return st.integers(lowest, highest)


@st.composite
def _slot(draw: st.DrawFn, /, item: st.SearchStrategy[T], flags: Span) -> T | None:
    return draw(item) if draw(whole(*flags)) >= _FULL else None


@cache
def slot(item: st.SearchStrategy[T], flags: Span = FLAGS[0]) -> st.SearchStrategy[T | None]:
    """An item, or None.

    Args:
        item: What is in it.
        flags: Of which numbers one is drawn that says whether it is full.
    """
    return _slot(item, flags)


@st.composite
def _slots(draw: st.DrawFn, /, item: st.SearchStrategy[T], most: int) -> list[T]:
    one = slot(item, FLAGS[draw(whole(0, len(FLAGS) - 1))])
    drawn = [draw(one) for _ in range(most)]
    return [value for value in drawn if value is not None]


@cache
def slots(item: st.SearchStrategy[T], *, most: int) -> st.SearchStrategy[list[T]]:
    """Up to so many items, none of which is None."""
    return _slots(item, most)


@st.composite
def _some(draw: st.DrawFn, /, item: st.SearchStrategy[T]) -> tuple[T, ...]:
    one, other = draw(slot(item, FLAGS[1])), draw(slot(item))
    drawn = tuple(value for value in (one, other) if value is not None)
    return drawn or (draw(item),)


@cache
def some(item: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    """One item or two."""
    return _some(item)


def span_of(values: Sequence[Any], wanted: Any) -> Span:
    """Return the places, one beside the other, at which a value stands first in a list; all places for None.

    >>> span_of("aaabc", "a"), span_of("aaabc", "c"), span_of("abc", None)
    ((0, 2), (4, 4), (0, 2))
    """
    if wanted is None:
        return (0, len(values) - 1)
    first = last = values.index(wanted)
    while last + 1 < len(values) and values[last + 1] == wanted:
        last += 1
    return (first, last)


def nth(values: Sequence[T], place: int) -> T:
    """Return the item at a place, or the last one: so that it is still there when others are taken away."""
    return values[min(place, len(values) - 1)]
