r"""Pages of a Parquet column: to how much each unpacks, as its head says, before anything is unpacked.

A few kilobytes may unpack to gigabytes, and a library that unpacks a page holds all of it. What the foot of a file says of
its pages need not be true; what stands in front of each page is, for a page that unpacks to more is refused as damaged.

    >>> page_of(b"\x15\x00\x15\xa0\x1f\x15\x64\x2c\x15\x0c\x15\x00\x00\x00" + bytes(50))
    Page(head=14, packed=50, unpacked=2000, is_plain=True)

The layout is that of the Parquet format (``PageHeader``), in the compact protocol of Thrift. Left out: what pages hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO, NamedTuple

_HEADS = (1 << 10, 1 << 14, 1 << 18, 1 << 20)  # bytes that are looked at for a head, as long as it does not end in them
_DEPTH = 8  # of things within things in a head
_STOP, _YES, _NO, _BYTE, _I64, _DOUBLE, _BINARY, _LIST, _SET, _STRUCT = 0, 1, 2, 3, 6, 7, 8, 9, 10, 12
_UNPACKED, _PACKED = 2, 3  # fields of a head
_ENCODING = {5: 2, 8: 4}  # the field of each kind of data that says how it is encoded
_PLAIN = 0
_MANY = 15  # from which on the number of items stands behind the head of a list


class Page(NamedTuple):
    """The sizes of one page, in bytes.

    Attributes:
        head: Of the head in front of it.
        packed: As it lies in the file.
        unpacked: As it is held.
        is_plain: Whether each text stands in it by itself. Else one may stand for many, or repeat the beginning of another.
    """

    head: int
    packed: int
    unpacked: int
    is_plain: bool


def pages_of(file: BinaryIO, chunk: Any) -> Iterator[Page]:
    """Yield the pages of one column in one group of rows.

    Args:
        file: The whole file; it is moved about in.
        chunk: What the foot of the file says of the column (``pyarrow.parquet.ColumnChunkMetaData``).

    Raises:
        OSError: A head cannot be read.
    """
    if not chunk.num_values:  # then nobody reads it
        return
    place = chunk.data_page_offset
    if chunk.has_dictionary_page and 0 < chunk.dictionary_page_offset < place:
        place = chunk.dictionary_page_offset
    end = place + chunk.total_compressed_size
    while place < end:
        page = _page_at(file, place)
        if page.packed < 0 or page.unpacked < 0:
            raise OSError("a page says that it is smaller than nothing")
        yield page
        place += page.head + page.packed


def page_of(data: bytes) -> Page:
    """Return what the head at the beginning of bytes says.

    Raises:
        EOFError: It does not end.
        OSError: It is no head of a page.
    """
    head = _Head(data)
    sizes = head.numbers()
    packed, unpacked = sizes.get(_PACKED), sizes.get(_UNPACKED)
    if not isinstance(packed, int) or not isinstance(unpacked, int):
        raise OSError("a page does not say how large it is")
    told = [
        told.get(_ENCODING[field]) for field, told in sizes.items() if field in _ENCODING and isinstance(told, dict)
    ]
    return Page(head.place, packed, unpacked, told == [_PLAIN])


def _page_at(file: BinaryIO, place: int) -> Page:
    for size in _HEADS:
        file.seek(place)
        with suppress(EOFError):
            return page_of(file.read(size))
    raise OSError("the head of a page does not end")


class _Head:
    """Bytes in the compact protocol, and how far they were looked at."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.place = 0

    def numbers(self, depth: int = 0) -> dict[int, Any]:
        """Pass over an object, and return its fields that are whole numbers, or objects of such."""
        if depth > _DEPTH:
            raise OSError("the head of a page is nested too deep")
        found: dict[int, Any] = {}
        name = 0
        while (first := self._byte()) != _STOP:
            step, kind = first >> 4, first & 0x0F
            name = name + step if step else self._number()
            if _BYTE < kind <= _I64:
                found[name] = self._number()
            elif kind == _STRUCT:
                found[name] = self.numbers(depth + 1)
            else:
                self._pass(kind, depth, in_list=False)
        return found

    def _pass(self, kind: int, depth: int, *, in_list: bool) -> None:
        if kind in (_YES, _NO):
            self._skip(1 if in_list else 0)  # as a field its kind says what it is
        elif kind == _BYTE:
            self._skip(1)
        elif kind <= _I64:
            self._number()
        elif kind == _DOUBLE:
            self._skip(8)
        elif kind == _BINARY:
            self._skip(self._length())
        elif kind in (_LIST, _SET):
            first = self._byte()
            count = first >> 4
            if depth > _DEPTH:
                raise OSError("the head of a page is nested too deep")
            for _ in range(self._length() if count == _MANY else count):
                self._pass(first & 0x0F, depth + 1, in_list=True)
        elif kind == _STRUCT:
            self.numbers(depth + 1)
        else:
            raise OSError("the head of a page holds what none does")

    def _byte(self) -> int:
        self._skip(1)
        return self._data[self.place - 1]

    def _skip(self, count: int) -> None:
        self.place += count
        if self.place > len(self._data):
            raise EOFError

    def _length(self) -> int:
        """Read a number that has no sign."""
        told = shift = 0
        while shift < 64:  # noqa: PLR2004  # bits of the longest number
            byte = self._byte()
            told |= (byte & 0x7F) << shift
            if byte < 0x80:  # noqa: PLR2004  # the last byte of a number has no upper bit
                return told
            shift += 7
        raise OSError("a number in the head of a page does not end")

    def _number(self) -> int:
        told = self._length()
        return (told >> 1) ^ -(told & 1)
