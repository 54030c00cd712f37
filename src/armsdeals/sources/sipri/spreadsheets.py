"""What spreadsheets make of a file: semicolons, tabs or bars between the cells, commas in figures, thousands in groups.

A file parted by one of them is known by its head; its lines are put into commas. Figures are put into plain digits where nothing
else can be meant: ``1,234.50``, ``1,234,567``, and in a file that no commas part ``12,5`` too. A lone ``1,234`` may be either and is left, so that its record is refused.

    >>> list(in_commas(['Norway;"a; b";12,5', "Sweden;tanks, used;3"]))
    ['Norway,a; b,"12,5"', 'Sweden,"tanks, used",3']
    >>> ungrouped("1,234.50"), ungrouped("1,234,567"), ungrouped("1,234"), ungrouped("12,5")
    ('1234.50', '1234567', '1,234', '12,5')
    >>> [with_point(one) for one in ("12,5", "1.234,50", "7", "1,234")]
    ['12.5', '1234.50', '7', '1.234']

Left out: figures with blanks or apostrophes in them; and figures that a spreadsheet took for days.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator

from armsdeals._shown import shown
from armsdeals.errors import UnreadableInput
from armsdeals.issues import Issue, Severity

SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}  # in place of commas
_COMMAS = re.compile(r"[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+\.[0-9]+|(?:,[0-9]{3}){2,})")  # nothing else than thousands
_DECIMAL = re.compile(
    r"[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|0,[0-9]+|[0-9]{4,},[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+"
)
_EITHER = re.compile(r"[0-9]+,[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+")
_POINT = re.compile(r"[0-9]+\.[0-9]+")
_QUOTED = re.compile(r'"[ \xa0]*[0-9]{1,12},[0-9][0-9,.]*[ \xa0]*"')
_CLOSED = re.compile(r'(?:[^"]|"")*"(?!")')  # the rest of a cell with its closing quote
_BLANKS = " \t\xa0"


def in_commas(lines: Iterable[str], separator: str = ";", *, width: int = 0) -> Iterator[str]:
    """Yield lines whose cells something else parts with commas between them; quotes are added where a cell needs them.

    Args:
        lines: The lines.
        separator: What parts their cells.
        width: How many cells the head has: a line with as many is a record, although a quote above it was never closed.
    """
    is_open = False  # a cell goes on in the next line
    for line in lines:
        cells = _cells(line, separator)
        before, rest = "", line
        if is_open and (not cells or len(cells) != width):
            if (end := _CLOSED.match(line)) is None:
                yield line
                continue
            before, rest = end[0], line[end.end() :]
            cells = _cells(rest, separator)
        is_open = not cells and bool(cells := _cells(f'{rest}"', separator))
        *whole, last = cells or [""]
        told = [_cell(cell) for cell in whole] + [_quoted(last).removesuffix('"') if is_open else _cell(last)]
        yield before + (",".join(told) if cells else rest.replace(separator, ","))


def _cell(text: str) -> str:
    return _quoted(text) if "," in text or '"' in text else text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def ungrouped(text: str) -> str:
    """Return a figure without the commas that part thousands; as it is where they may mean something else."""
    return text.replace(",", "") if _COMMAS.fullmatch(text) else text


def with_point(text: str) -> str:
    """Return a figure of a file with decimal commas as one with a decimal point."""
    return text.replace(".", "").replace(",", ".") if _EITHER.fullmatch(text) else text


def plain_figures(lines: list[str], head: int, figures: Collection[int], *, is_parted: bool) -> list[Issue]:
    """Put the figures below a head into plain digits, where it is certain what they mean, and tell it.

    Args:
        lines: The lines of a file, in commas; those with such figures are changed.
        head: The place of the head.
        figures: The places of the cells that hold figures.
        is_parted: Whether something else than commas parted the cells, so that a comma may part decimals.

    Raises:
        UnreadableInput: Some figures have a decimal comma and others a point, so that no point can be told from one of
            thousands.
    """
    found = {place: cells for place in range(head + 1, len(lines)) if (cells := _told(lines[place], figures))}
    read, issues = ungrouped, list[Issue]()
    if is_parted and (comma := _first(found, figures, _DECIMAL)):
        read = with_point
        rest = ((place, told) for place, line in enumerate(lines[head + 1 :], head + 2) for told in _in(line, figures))
        if point := next(((number, told) for number, told in rest if _POINT.fullmatch(told)), None):
            message = f"the figure {shown(comma[1])} in line {comma[0]} has a decimal comma and {shown(point[1])} in line {point[0]} a point"
            raise UnreadableInput(f"{message}; write all with a point", line=point[0])
        issues.append(_noted("figures have decimal commas, such as " + shown(comma[1]), comma[0], head))
    for place, cells in found.items():
        changed = {
            at: plain
            for at in figures
            if at < len(cells) and (plain := read(cells[at].strip(_BLANKS))) != cells[at].strip(_BLANKS)
        }
        if changed:
            lines[place] = ",".join(_cell(changed.get(at, cell)) for at, cell in enumerate(cells))
            if read is ungrouped:
                told = ", ".join(f"{shown(cells[at].strip(_BLANKS))} as {plain}" for at, plain in changed.items())
                issues.append(_noted(f"reads {told}", place + 1, head))
    return issues


def _noted(message: str, line: int, head: int) -> Issue:
    return Issue(code="commas-in-figures", message=message, severity=Severity.INFO, line=line, row=line - head - 1)


def _told(line: str, figures: Collection[int]) -> list[str]:
    """Return the cells of a line in which a figure has a comma; none of other lines."""
    cells = _cells(line) if _QUOTED.search(line) else []
    return cells if any("," in cells[at] for at in figures if at < len(cells)) else []


def _in(line: str, figures: Collection[int]) -> list[str]:
    cells = _cells(line)
    return [cells[at].strip(_BLANKS) for at in figures if at < len(cells)]


def _first(found: dict[int, list[str]], figures: Collection[int], pattern: re.Pattern[str]) -> tuple[int, str] | None:
    """Return the first figure that a pattern fits, with the number of its line."""
    told = (
        (place + 1, cells[at].strip(_BLANKS)) for place, cells in found.items() for at in figures if at < len(cells)
    )
    return next(((number, cell) for number, cell in told if pattern.fullmatch(cell)), None)


def _cells(line: str, separator: str = ",") -> list[str]:
    """Return the cells of a line; none if its quotes are not in order."""
    if '"' not in line:
        return line.split(separator)
    try:
        rows = list(csv.reader([line], delimiter=separator, strict=True))
    except csv.Error:
        return []
    return rows[0] if rows else []
