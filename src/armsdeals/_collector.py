"""The collector of cycles at rest, while very many objects are made that all stay and hold no cycle.

It would look through all of them again and again, which takes longer than reading them.

    >>> with collector_paused():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True

Left out: threads; the collector is one for the whole process, and rests for all of it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MUCH = 1 << 20  # bytes of a file, of which many thousand objects are made


@contextmanager
def collector_paused(size: int = 0) -> Iterator[None]:
    """Pause the collector, and put it back as it was.

    What is made of very many bytes is put with the objects that have stayed for long: the collector would else look through all
    of it at once when it is back. Garbage that was there before is collected first, so that it does not stay as well.

    Args:
        size: How many bytes are read.
    """
    was_on = gc.isenabled()
    moves = was_on and size >= MUCH and not gc.get_freeze_count()  # what a program froze stays frozen
    if moves:
        gc.collect(1)
    gc.disable()
    try:
        yield
    finally:
        if moves:
            gc.freeze()
            gc.unfreeze()
        if was_on:
            gc.enable()
