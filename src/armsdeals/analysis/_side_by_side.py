"""Work on large arrays, one piece beside the other.

NumPy and Arrow let other threads work while they go through an array, so that what is done to each of several columns takes
the time of the longest. For short ones a thread costs more than it gives.

    >>> side_by_side(sum, [[1, 2], [3, 4]], length=2)
    [3, 7]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from typing import TypeVar

LONG = 100_000  # from here on threads are quicker
_Thing = TypeVar("_Thing")
_Made = TypeVar("_Made")


def side_by_side(work: Callable[[_Thing], _Made], things: Iterable[_Thing], *, length: int) -> list[_Made]:
    """Return what is made of each thing, in their order.

    Args:
        work: What is done to each; it must touch nothing that another one does.
        things: The things.
        length: How long their arrays are.
    """
    each = list(things)
    if length < LONG or len(each) < 2:  # noqa: PLR2004  # one thing has none beside it
        return list(map(work, each))
    with ThreadPoolExecutor(min(len(each), cpu_count() or 1)) as threads:
        return list(threads.map(work, each))
