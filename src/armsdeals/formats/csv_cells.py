r"""Cells of CSV by RFC 4180, each with its place: read strictly, written so that every character comes back.

    >>> [[cell.text for cell in row] for row in rows_of('a,"b, ""c"" d"\r\n"line\nbreak",\n')]
    [['a', 'b, "c" d'], ['line\nbreak', '']]
    >>> line_of(["a", 'b "c" d', " e"])
    'a,"b ""c"" d"," e"\r\n'
    >>> list(rows_of('a,"b'))
    Traceback (most recent call last):
    armsdeals.errors.UnreadableInput: line 1: this is no CSV: the cell that begins here has no closing quote

The reader of the standard library takes quotes in the middle of a cell, and has a limit on cells that all programs of the
process share. Left out: other separators than the comma, and escapes by a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, NoReturn

from armsdeals.errors import UnreadableInput

# Possessive, so that no input makes it go back.
_CELL = re.compile(r'"(?P<quoted>[^"]*+(?:""[^"]*+)*+)"|(?!")(?P<bare>[^",\r\n]*+)')
_NEEDS_QUOTES = re.compile(r'[",\r\n]|\A\s|\s\Z')


class Cell(NamedTuple):
    """One cell.

    Attributes:
        text: What it holds, character by character.
        line: The line in which it begins, from 1.
        column: The column in which it begins, from 1.
    """

    text: str
    line: int
    column: int


def rows_of(text: str) -> Iterator[list[Cell]]:
    """Yield the rows of a text; blank lines are none. Lines end with CR LF or LF.

    Raises:
        UnreadableInput: A quote is open, or stands where none may stand, or a line ends with CR alone.
    """
    row: list[Cell] = []
    place, line, line_start, end = 0, 1, 0, len(text)
    while place < end or row:
        cell, after = _cell(text, place, line, place - line_start + 1)
        row.append(cell)
        if cell.text and (breaks := text.count("\n", place, after)):
            line += breaks
            line_start = text.rindex("\n", place, after) + 1
        if text.startswith(",", after):
            place = after + 1
            continue
        if after < end and not text.startswith(("\n", "\r\n"), after):
            _refuse(text, after, line, after - line_start + 1, is_quoted=text.startswith('"', place))
        is_blank = len(row) == 1 and after == place
        if not is_blank:
            yield row
        row = []
        place = after + (2 if text.startswith("\r", after) else 1)
        line, line_start = line + 1, place


def _cell(text: str, place: int, line: int, column: int) -> tuple[Cell, int]:
    found = _CELL.match(text, place)
    if found is None:
        raise UnreadableInput(
            "this is no CSV: the cell that begins here has no closing quote", line=line, column=column
        )
    quoted = found["quoted"]
    told = found["bare"] if quoted is None else quoted.replace('""', '"')
    return Cell(told, line, column), found.end()


def _refuse(text: str, place: int, line: int, column: int, *, is_quoted: bool) -> NoReturn:
    if text[place] == "\r":
        reason = "a line ends with CR alone; end lines with LF or CR LF"
    elif is_quoted:
        reason = "something stands behind the closing quote of a cell; a quote in a cell is written twice"
    else:
        reason = "a quote stands in a cell without quotes; put the cell in quotes, and write each quote in it twice"
    raise UnreadableInput(f"this is no CSV: {reason}", line=line, column=column)


def line_of(cells: Iterable[str]) -> str:
    """Return one row; a cell that begins or ends with a blank is quoted as well, since some programs cut blanks."""
    told = ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' if _NEEDS_QUOTES.search(cell) else cell for cell in cells)
    return f"{told}\r\n"
