"""Texts of lines that are no whole record: figures that stand alone, quotes without their other, notes and totals.

    >>> ends_of(["a,b,1", "8"], 0), quoted_cells('a,"b, c"'), has_open_quote('12" gun'), has_open_quote('"Ukraine')
    ({1: 2}, ['a', 'b, c'], False, True)
    >>> tells_nothing("Source: a database", ["Source: a database"], ["name"])
    'is a note, not a record'

Left out: which of them belong together (`records`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from armsdeals.sources.sipri.lines import cells_of_head

MOST_TAILS = 20  # lines into which one record may be cut
BLANKS = " ;\xa0"
FIGURE = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?")
HEAD_AGAIN = "repeats the head"
_LONGEST_END = 100  # characters of a line with one figure and the empty cells that fill it up
_MOST_OF_TOTAL = 3  # cells that a line of totals fills
_INCHES = re.compile(r'(?<=[0-9])"')
_PART = re.compile(r"[0-9]{0,12}\.?[0-9]{0,12}")  # of a figure that a line break cut
_NOTES = (
    "transfers of ", "a '?' ", "an empty field", "sipri trend-indicator", "a '0' for", "figures may", "for the method",
    "source:", "data generated", "note:", "notes:",
)  # fmt: skip


def has_open_quote(cell: str) -> bool:
    """Whether a quote in a cell has no other; behind a digit it stands for inches."""
    return _INCHES.sub("", cell).count('"') % 2 == 1


def tells_nothing(line: str, cells: list[str], head: Sequence[str]) -> str:
    """Return by which rule a line tells nothing; empty if it should have told something."""
    if cells_of_head(line) == head:
        return HEAD_AGAIN
    if line.strip(' "').casefold().startswith(_NOTES):
        return "is a note, not a record"
    told = [cell for cell in (cell.strip(BLANKS) for cell in cells) if cell]
    figures = [cell for cell in told if FIGURE.fullmatch(cell)]
    is_total = len(figures) == len(told) or told[0].casefold().endswith(("total", "total:", "sum"))
    if not cells[0].strip() or len(cells) == 1 or "total" in told[0].casefold():
        return "is a line of totals" if figures and is_total and len(told) <= _MOST_OF_TOTAL else ""
    return ""


def ends_of(lines: Sequence[str], first: int) -> dict[int, int]:
    """Return where a lone figure stands, by the number of the line with anything in it above."""
    found: dict[int, int] = {}
    short = [place for place, line in enumerate(lines) if len(line) <= _LONGEST_END]  # few, in a file that is whole
    for place in short:
        told = lines[place].rstrip(" ,;\t\xa0").strip(' "')
        if place <= first or not told.strip(".") or not _PART.fullmatch(told):
            continue
        above = place - 1
        while above >= first and place - above < MOST_TAILS and not lines[above].strip(' \t,;"'):
            above -= 1
        if above >= first:
            found[above + 1] = place + 1
    return found


def quoted_cells(text: str) -> list[str] | None:
    """Return the cells of a text whose quotes are in order; None if they are not."""
    try:
        rows = list(csv.reader([text], strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None
