"""Work in two processes: this one and a copy of it, which take portions in turn until none is left.

    >>> list(in_two(sum, [(1, 2), (3, 4), (5,)], lambda number: None))
    [3, 7, 5]

The numbers of the portions stand in a pipe from which both take the next one, so neither waits while there is work. What the
copy made comes back in one piece; should it have died, its portions are done here. Left out: more than two processes.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from threading import active_count
from typing import TypeVar

P = TypeVar("P")
R = TypeVar("R")
_BYTES = 4  # of a number in the pipe
_FITS = 4_096  # bytes that every pipe holds


def can_part() -> bool:
    """Whether there are two cores, and nothing in this process that a copy of it could not go on with."""
    return (
        hasattr(os, "fork")
        and hasattr(os, "sched_getaffinity")
        and len(os.sched_getaffinity(0)) > 1
        and active_count() == 1
    )


def in_two(work: Callable[[P], R], portions: Sequence[P], tell: Callable[[int], None]) -> Iterator[R]:
    """Return what work makes of each portion, in their order.

    Args:
        work: What is done; its results are pickled.
        portions: The portions.
        tell: Is told now and then how many were begun.
    """
    step = -(-len(portions) * _BYTES // _FITS) or 1  # so that all numbers fit into the pipe
    queue, back = os.pipe(), os.pipe()
    for number in range(0, len(portions), step):
        os.write(queue[1], number.to_bytes(_BYTES, "big"))
    os.close(queue[1])

    def taken() -> Iterator[int]:
        while told := os.read(queue[0], _BYTES):
            first = int.from_bytes(told, "big")
            yield from range(first, min(first + step, len(portions)))

    sys.stdout.flush()  # else what it holds would be written twice
    sys.stderr.flush()
    copy = os.fork()
    if not copy:
        _as_copy(lambda: {number: _packed(work(portions[number])) for number in taken()}, back)
    os.close(back[1])
    done: dict[int, R] = {}
    try:
        for number in taken():
            tell(number)
            done[number] = work(portions[number])
    finally:
        os.close(queue[0])
        with open(back[0], "rb") as pipe:  # noqa: PTH123  # no path
            made = pipe.read()
        _, status = os.waitpid(copy, 0)
    others: dict[int, bytes] = {} if status else pickle.loads(made)  # noqa: S301  # our own copy wrote it
    done |= {number: pickle.loads(packed) for number, packed in others.items()}  # noqa: S301  # as above
    return iter([done[number] if number in done else work(portion) for number, portion in enumerate(portions)])


def _packed(result: object) -> bytes:
    """Return a result as it is sent; packed one by one, while the other process still works."""
    return pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)


def _as_copy(work: Callable[[], object], back: tuple[int, int]) -> None:
    """Do the work of the copy, send what it made, and end; nothing that this process holds open is ended with it."""
    status = 1
    try:
        os.close(back[0])
        made = _packed(work())
        with open(back[1], "wb") as pipe:  # noqa: PTH123  # no path
            pipe.write(made)
        status = 0
    finally:
        os._exit(status)
