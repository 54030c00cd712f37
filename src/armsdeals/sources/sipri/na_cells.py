"""Cells that R left empty: it writes ``NA`` where nothing is told, and so do files that it read and saved again.

In a column of figures or flags nothing else can be meant, so that a file which has it there is read with every bare ``NA``
as an empty cell. One in quotes is a text of two letters and stays.

    >>> lines = ["name,number,flag", "Norway,NA,?", 'NA,3,"NA"', '"a, NA, b",4,NA', "NASAMS,5,"]
    >>> issues = without_na(lines, 0, {1})
    >>> lines[1:]
    ['Norway,,?', ',3,"NA"', '"a, NA, b",4,', 'NASAMS,5,']
    >>> print(issues[0])
    line 2: info: NA stands for an empty cell here, as R writes it; 3 cells are read so [na-cells]

Left out: other words for nothing (``NULL``, ``nan``, ``#N/A``), whose records are refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from armsdeals.issues import Issue, Severity

_NA = "NA"
_QUOTED_OR_NA = {
    mark: re.compile(rf'"(?:[^"]|"")*"|(?<![^{mark}])NA(?![^{mark}])')  # a whole cell and nothing else
    for mark in (",", ";", "\t", "|")
}


def without_na(lines: list[str], head: int, sure: Collection[int], *, separator: str = ",") -> list[Issue]:
    """Empty the cells of R below a head, and tell it.

    Args:
        lines: The lines of a file; those with such cells are changed.
        head: The place of the head.
        sure: The places of the cells that hold figures and flags, so that no text of theirs is ``NA``.
        separator: What parts the cells.
    """
    cells = _QUOTED_OR_NA[separator]
    found = [place for place in range(head + 1, len(lines)) if _NA in lines[place] and _emptied(lines[place], cells)[1]]
    first = next((place for place in found if _is_sure(lines[place], sure, cells, separator)), None)
    if first is None:
        return []
    many = 0
    for place in found:
        lines[place], emptied = _emptied(lines[place], cells)
        many += emptied
    told = f"NA stands for an empty cell here, as R writes it; {many:,} cell{' is' if many == 1 else 's are'} read so"
    return [Issue(code="na-cells", message=told, severity=Severity.INFO, line=first + 1, row=first - head)]


def _emptied(line: str, cells: re.Pattern[str]) -> tuple[str, int]:
    """Return a line without what R wrote into empty cells, and how many there were."""
    many = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal many
        if found[0] != _NA:
            return found[0]
        many += 1
        return ""

    return cells.sub(kept, line), many


def _is_sure(line: str, sure: Collection[int], cells: re.Pattern[str], separator: str) -> bool:
    """Whether it stands in a cell in which nothing else can be meant."""
    bare = cells.sub(lambda found: _NA if found[0] == _NA else "", line)  # so that no separator of a text is left
    told = bare.split(separator)
    return any(place < len(told) and told[place] == _NA for place in sure)
