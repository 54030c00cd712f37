"""Small CSV tables that users bring: a header with named columns, one row a line, every fault with its line.

    >>> table = ["year,level", "2017,104.5", "2018,"]
    >>> [(line, row["level"]) for line, row in csv_rows(table, needed=("year", "level"))]
    [(2, '104.5'), (3, '')]
    >>> list(csv_rows(["year;level"], needed=("year", "level")))
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: line 1: there is no column 'year' (expected year, level, parted by commas; found 'year;level')

Cells are text and keep what is written, without blanks at their ends. Left out: other separators and encodings than
UTF-8.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from io import StringIO

from armsdeals._disk import file_bytes
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue, UnreadableInput, suggestion

AnyTable = str | os.PathLike[str] | Iterable[str]
LARGEST = 50_000_000  # bytes of a file


def csv_rows(
    table: AnyTable, *, needed: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """Read the rows of a file, or of its lines, each with the number of its line.

    Raises:
        InvalidValue: A column is missing, unknown or there twice, or a row has too many or too few cells.
        UnreadableInput: The file cannot be read, or is no text in UTF-8.
        LimitExceeded: The file is larger than 50 MB.
    """
    reader = csv.reader(_lines(table), strict=True)
    try:
        head = [name.strip().casefold() for name in next(reader, [])]
        _check_head(head, needed, optional)
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) != len(head):
                hint = "a comma inside a cell needs quotes around it"
                raise InvalidValue(f"there are {len(cells)} cells (expected {len(head)}; {hint})", line=reader.line_num)
            yield reader.line_num, dict(zip(head, (cell.strip() for cell in cells), strict=True))
    except csv.Error as error:
        raise UnreadableInput(f"this is no CSV: {error}", line=reader.line_num or 1) from None


def _lines(table: AnyTable) -> Iterable[str]:
    if isinstance(table, (bytes, bytearray)):
        raise TypeError("a table is the path of a file, or its lines as text, not bytes")
    if not isinstance(table, (str, os.PathLike)):
        return table
    data = file_bytes(table, most=LARGEST)
    try:
        return StringIO(data.decode("utf-8-sig"), newline="")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableInput("this is no text in UTF-8; save the file in that encoding", line=line) from None


def _check_head(head: list[str], needed: tuple[str, ...], optional: tuple[str, ...]) -> None:
    known = (*needed, *optional)
    for name in needed:
        if name not in head:
            found = shown(",".join(head))
            raise InvalidValue(
                f"there is no column {shown(name)} (expected {', '.join(needed)}, parted by commas; found {found})",
                line=1,
            )
    for name in head:
        if name not in known:
            near = suggestion(name, known)
            hint = f"did you mean {near[0]}?" if near else f"expected {', '.join(known)}"
            raise InvalidValue(f"the column {shown(name)} is not known; {hint}", line=1)
        if head.count(name) > 1:
            raise InvalidValue(f"the column {shown(name)} is there twice", line=1)
