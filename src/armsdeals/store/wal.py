"""The write-ahead log beside a store: whether what it holds is all still readable.

What was put last may lie in a file that ends in ``-wal`` until SQLite carries it over. Each part of it has a checksum over
everything before it, and SQLite takes all behind the first broken one for never written, without a word. That is right
after a crash, where nothing whole follows; where a finished transaction does follow, a byte was changed, and what was
acknowledged would be lost.

    >>> log_fault(b"")
    ''

The layout is in SQLite's "Database File Format", section 4. A log that was cut off between two transactions cannot be told
from one that ended there.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct
from sys import byteorder

_HEADER = Struct(">8I")  # magic, version, page size, checkpoint, two salts, two checksums
_FRAME = Struct(">6I")  # page, pages after a commit (0 within a transaction), two salts, two checksums
_LITTLE, _BIG = 0x377F0682, 0x377F0683  # in which order the words of a checksum are read
_PAGE_SIZES = frozenset(2**k for k in range(9, 17))
_MASK = 0xFFFFFFFF


def log_fault(data: bytes) -> str:
    """Say what is broken in a log; empty if everything that was finished can be read.

    Args:
        data: The bytes of the log.
    """
    if len(data) < _HEADER.size:
        return ""  # made and not yet written
    magic, _, page_size, _, *salts, one, two = _HEADER.unpack_from(data)
    if magic not in (_LITTLE, _BIG) or page_size not in _PAGE_SIZES:
        return "its log does not begin as one"
    order = "little" if magic == _LITTLE else "big"
    sums = _summed(data[:24], (0, 0), order)
    if sums != (one, two):
        return "the beginning of its log was changed"
    finished = [place for place, frame in _frames(data, page_size) if frame[1] and list(frame[2:4]) == salts]
    if not finished:
        return ""
    for place, frame in _frames(data, page_size):
        sums = _summed(data[place : place + 8], sums, order)
        sums = _summed(data[place + _FRAME.size : place + _FRAME.size + page_size], sums, order)
        if list(frame[2:4]) != salts or frame[4:] != sums:
            return "its log was changed"
        if place == finished[-1]:
            break
    return ""


def _frames(data: bytes, page_size: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    for place in range(_HEADER.size, len(data) - _FRAME.size - page_size + 1, _FRAME.size + page_size):
        yield place, _FRAME.unpack_from(data, place)


def _summed(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    """Return SQLite's checksum of bytes, going on from the sums before them."""
    words = memoryview(data).cast("I")
    if order != byteorder:
        words = memoryview(b"".join(data[k : k + 4][::-1] for k in range(0, len(data), 4))).cast("I")
    one, two = sums
    numbers = iter(words.tolist())
    for word in numbers:
        one = (one + word + two) & _MASK
        two = (two + next(numbers) + one) & _MASK
    return one, two
