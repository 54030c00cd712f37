"""Halves of a record whose columns were turned round after a spreadsheet or pandas had filled both up with empty cells.

Such a program takes the end of a comment for a recipient and the figures behind it for a supplier and years. Where columns are then
moved, these go with them, so that each half is put back into the order of the layout before the two are joined.

    >>> order = [2, 1, 0]  # name, note, number, of which the last came first
    >>> joined_halves(["", "cut", "a"], [["", "1", "here"]], order, comment=1, is_whole=lambda cells: cells == ["a", "cut here", "1"])
    (['1', 'cut here', 'a'], 1)

Left out: halves of which a column was dropped, since a figure of theirs went with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from armsdeals.sources.sipri.lines import LONGEST_TEXT


def joined_halves(
    cells: Sequence[str], below: Iterable[Sequence[str]], order: Sequence[int], *, comment: int,
    is_whole: Callable[[list[str]], bool],
) -> tuple[list[str], int] | None:  # fmt: skip
    """Return the record of two halves or more, in the order of the file, and how many lines its rest takes; None if they are none.

    Args:
        cells: The cells of the line in which the record begins.
        below: The cells of the lines below it.
        order: Where each column of the layout stands in the file, -1 where it does not.
        comment: The place of the comment in the layout.
        is_whole: Whether cells in the order of the layout are a record in every column that can be told.
    """
    told = [cells[place] if place >= 0 else "" for place in order]
    text, room = told[comment], len(order) - comment
    if any(cell.strip() for cell in told[comment + 1 :]):
        return None
    for tails, line in enumerate(below, start=1):
        if len(line) != len(cells) or any("\0" in cell for cell in line):
            return None
        more = [line[place] if place >= 0 else "" for place in order]
        text = f"{text} {more[0]}".strip()
        if len(text) > LONGEST_TEXT or any(cell.strip() for cell in more[room:]):
            return None
        if not any(cell.strip() for cell in more[1:]):
            continue  # the comment goes on
        whole = [*told[:comment], text, *more[1:room]]
        if not is_whole(whole):
            return None
        put = list(cells)
        for place, cell in zip(order, whole, strict=True):
            if place >= 0:
                put[place] = cell
        return put, tails
    return None
