"""Texts of lines that are no whole record: figures that stand alone, quotes without their other, notes and totals.

    >>> ends_of(["a,b,1", "8"], 0), quoted_cells('a,"b, c"'), has_open_quote('12" gun'), has_open_quote('"Ukraine')
    ({1: 2}, ['a', 'b, c'], False, True)
    >>> tells_nothing("Source: a database", ["Source: a database"], ["name"])
    'is a note, not a record'
    >>> is_of_totals(["Grand total", "", "1,234.5", "20"]), foot_of(["a,b", "", "Figures may be rounded, and not add up"], 0)
    (True, 2)

Left out: which of them belong together (`records`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from armsdeals.sources.sipri.lines import cells_of_head

MOST_TAILS = 20  # lines into which one record may be cut
BLANKS = " ;\xa0"
_FILL = ' \t,;"\xa0'
FIGURE = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?")
HEAD_AGAIN = "repeats the head"
_LONGEST_END = 100  # characters of a line with one figure and the empty cells that fill it up
OF_TOTALS = "is a line of totals"
BELOW = "is a note below the table, not a record"
_MOST_OF_TOTAL = 3  # cells that a line of figures fills in which nothing says that they are totals
_TOTAL = re.compile(r"(?:grand |sub-?)?totals?\b|sums?\b|.*\b(?:total|sum):?$", re.IGNORECASE)
_FEWEST_FIGURES = 2  # of those behind a comment
_GROUPED = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_CELLS = re.compile(r",(?! )")  # in a sentence a blank follows a comma
_WORDS = 3  # of a note, at least
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
    if is_of_totals(cells):
        return OF_TOTALS
    told = [cell for cell in (cell.strip(BLANKS) for cell in cells) if cell]
    is_bare = len(told) <= _MOST_OF_TOTAL and all(map(FIGURE.fullmatch, told))
    return OF_TOTALS if is_bare and (not cells[0].strip() or len(cells) == 1) else ""


def is_of_totals(cells: Sequence[str]) -> bool:
    """Whether the first cell with anything in it says that the rest are totals, and those are figures."""
    first, *rest = [cell for cell in (cell.strip(BLANKS) for cell in cells) if cell] or [""]
    return bool(rest) and _TOTAL.match(first) is not None and all(map(_GROUPED.fullmatch, rest))


def is_tail(cells: Sequence[str], room: int) -> bool:
    """Whether cells hold nothing but the figures behind a comment, which must not pass for a line of totals.

    Args:
        cells: The cells of a line, the first of which would be the end of the comment.
        room: How many cells there are from the comment on.
    """
    told = [cell for cell in (cell.strip(BLANKS) for cell in cells[1:room]) if cell]
    is_bare = not cells[0].strip() and not any(cell.strip() for cell in cells[room:])
    return is_bare and len(told) >= _FEWEST_FIGURES and all(map(FIGURE.fullmatch, told))


def foot_of(lines: Sequence[str], first: int, separator: str = ",") -> int:
    """Return after how many lines nothing but notes follows: below a blank line, totals or a note, to the end of the file."""
    begin = len(lines)
    for place in range(len(lines), first, -1):
        told = lines[place - 1].strip(_FILL + separator)
        cells = told.split(separator)
        if not told or told.casefold().startswith(_NOTES) or is_of_totals(cells) or all(map(_GROUPED.fullmatch, cells)):
            begin = place
        elif not _is_text(told, separator):
            break
    return begin


def is_a_note(line: str, separator: str = ",") -> bool:
    """Whether a line may be a note: some words, of which none stands in a cell of its own."""
    told = line.strip(_FILL + separator)
    return told.casefold().startswith(_NOTES) or (len(told.split()) >= _WORDS and _is_text(told, separator))


def _is_text(told: str, separator: str) -> bool:
    if separator != ",":
        return separator not in told
    return len(_CELLS.split(told)) == 1 and not any(_GROUPED.fullmatch(piece.strip()) for piece in told.split(","))


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
