"""Sheet: a table of texts, drawn for a terminal and for a notebook.

    >>> print(drawn(("offer", "price"), [("a", "5"), ("b", "12")], left=(True, False)))
    offer  price
    a          5
    b         12

A table too wide for the terminal is turned on its side where that makes it fit better. Left out: colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import zip_longest

from armsdeals._card import columns
from armsdeals._shown import plain

WIDTH = 110  # columns of a terminal
_NARROWEST = 14  # of a column, before its cells are broken into lines
_GAP = "  "


def drawn(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, left: Sequence[bool], width: int = WIDTH, most: int = 0
) -> str:
    """Return a table as aligned text.

    Args:
        head: Names of the columns; hidden characters are escaped.
        rows: The cells of each row.
        left: Whether a column is words, which stand at the left.
        width: How many columns of the terminal there are.
        most: How many lines of a cell are shown; 0 for all.
    """
    lines = [tuple(map(plain, line)) for line in (head, *rows)]
    need = _need(lines)
    if not rows or _across(need) <= width:
        return "\n".join(_joined(line, need, left) for line in lines)
    if len(rows) < len(head):
        return _broken(_turned(lines), [True] * len(lines), width, most)
    return _broken(lines, left, width, most)


def _need(lines: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column is."""
    return [max(columns(line[k]) for line in lines) for k in range(len(lines[0]))]


def _across(need: Sequence[int]) -> int:
    return sum(need) + len(_GAP) * (len(need) - 1)


def _turned(lines: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The table on its side: what was a column is a row."""
    return list(zip(*lines, strict=True))


def _joined(line: Sequence[str], need: Sequence[int], left: Sequence[bool]) -> str:
    cells = [
        f"{text}{' ' * (wide - columns(text))}" if words else f"{' ' * (wide - columns(text))}{text}"
        for text, wide, words in zip(line, need, left, strict=True)
    ]
    return _GAP.join(cells).rstrip()


def _broken(lines: Sequence[Sequence[str]], left: Sequence[bool], width: int, most: int) -> str:
    """The table with the cells of wide columns broken into several lines."""
    need = _need(lines)
    room = width - len(_GAP) * (len(need) - 1)
    while sum(need) > room and max(need) > _NARROWEST:
        need[need.index(max(need))] -= 1
    out = []
    for line in lines:
        cells = [_cut(wrapped(text, wide), most, wide) for text, wide in zip(line, need, strict=True)]
        out += [_joined(told, need, left) for told in zip_longest(*cells, fillvalue="")]
    return "\n".join(out)


def _cut(lines: list[str], most: int, width: int) -> list[str]:
    """The first lines; the last of them says that there are more."""
    if not most or len(lines) <= most:
        return lines
    last = lines[most - 1]
    while columns(last) > width - 1:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines that fit, broken at blanks where there are any."""
    lines, line = [], ""
    for word in text.split(" "):
        rest = word
        if line and columns(line) + 1 + columns(rest) <= width:
            line = f"{line} {rest}"
            continue
        if line:
            lines.append(line)
        while columns(rest) > width:
            cut = next(k for k in range(len(rest), 0, -1) if columns(rest[:k]) <= width or k == 1)
            lines.append(rest[:cut])
            rest = rest[cut:]
        line = rest
    return [*lines, line]


def left_out(many: int, what: str = "row") -> list[str]:
    """Return the line that says how many more there are than are shown; none if all are."""
    return [f"and {many:,} more {what}{'s' if many != 1 else ''}"] if many > 0 else []


def html_table(
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    left: Sequence[bool] | None = None,
    below: Sequence[str] = (),
    may_turn: bool = False,
) -> str:
    """Return a table for a notebook: everything escaped, no script, no style that could leak.

    Args:
        title: What stands above it.
        head: Names of the columns.
        rows: The cells of each row.
        left: Whether a column is words; left out, all are.
        below: What stands under it, a line each.
        may_turn: Whether it is turned on its side where it is too wide for a terminal and that makes it fit better.
    """
    lines = [tuple(map(plain, line)) for line in (head, *rows)]
    if may_turn and 1 < len(lines) <= len(head) and _across(_need(lines)) > WIDTH:
        lines, left = _turned(lines), None
    head, *rows = lines
    align = ["left" if words else "right" for words in left or (True,) * len(head)]
    top = "".join(
        f'<th scope="col" style="text-align:{a}">{escape(name)}</th>' for name, a in zip(head, align, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="text-align:{a};vertical-align:top"><bdi>{escape(cell)}</bdi></td>'
            for cell, a in zip(row, align, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    caption = f"<caption>{escape(plain(title))}</caption>" if title else ""
    under = "".join(f"<li>{escape(plain(line))}</li>" for line in below)
    table = f"<table>{caption}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="armsdeals-table">{table}{f"<ul>{under}</ul>" if under else ""}</div>'
