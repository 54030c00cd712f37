"""Where the labels over a band and the marks under it go, so that none covers another.

>>> labels, rows = labels_over([(10, "talks"), (30, "signed"), (200, "delivered")], size=10)
>>> [(label.text, label.row) for label in labels], rows
([('talks', 1), ('signed', 0), ('delivered', 0)], 2)
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from armsdeals.pages.axis import Axis, room_for
from armsdeals.pages.notes import EventNote
from armsdeals.values.edtf import ALWAYS, NEVER

_APART = 8.0  # between two labels of one row
_RADIUS, _SMALL = 9.0, 3.0  # of a numbered mark, and of one without a number
_STEM = 7.0  # from the band to the first row of marks
_MOST_ROWS = 20
_WHISKER = 18.0  # how far an open date reaches
_SHAPES = {"": "fact", "denied": "denied", "opinion": "opinion"}


@frozen(kw_only=True)
class Label:
    """A text over a band, tied to it by a line at ``x``."""

    x: float
    row: int
    text: str
    y: float = 0.0
    foot: float = 0.0

    def at(self, band_y: float, step: float) -> Label:
        """Return the label over a band at this height."""
        return evolve(self, y=band_y - 5 - self.row * step, foot=band_y)


@frozen(kw_only=True)
class Mark:
    """An event under a band.

    Attributes:
        x: Its place.
        y: The height of its middle.
        left: Where it may lie at the earliest.
        right: Where it may lie at the latest.
        shape: "fact", "planned" (also possible, wanted, conditional), "denied" or "opinion".
        number: Its number in the history; empty in an overview.
        radius: Half its size.
        stem: The height of the band that it hangs from.
        title: What it is, for those who point at it.
    """

    x: float
    y: float
    left: float
    right: float
    shape: str
    number: str
    radius: float
    stem: float
    title: str


def labels_over(wanted: Sequence[tuple[float, str]], *, size: float) -> tuple[list[Label], int]:
    """Return labels, each with its row from 0 (next to the band) upwards, and the number of rows.

    From right to left, a label goes one row above all that it would cover: so the line down from a label never crosses
    another label, for that one would begin to its right.
    """
    out: list[Label] = []
    ranked = sorted(enumerate(wanted), key=lambda item: (item[1][0], item[0]))
    for _, (x, text) in reversed(ranked):
        end = x + room_for(text, size) + _APART
        out.append(Label(x=x, text=text, row=max((other.row + 1 for other in out if other.x < end), default=0)))
    return out[::-1], max((label.row + 1 for label in out), default=0)


def marks_under(
    history: Sequence[EventNote], axis: Axis, band_bottom: float, *, detailed: bool
) -> tuple[tuple[Mark, ...], float]:
    """Return the marks of all events, and how deep they reach below the band."""
    radius = _RADIUS if detailed else _SMALL
    least = 2 * radius + 2 if detailed else 1.0
    ends: list[float] = []
    out = []
    for event in sorted(history, key=lambda note: (_place(note, axis), note.number)):
        x = _place(event, axis)
        row = next((k for k, end in enumerate(ends) if x - end >= least), len(ends))
        row = min(row, _MOST_ROWS - 1) if detailed else 0
        if row == len(ends):
            ends.append(x)
        ends[row] = x
        left = axis.x(event.when.lo) if event.when.lo != ALWAYS else x - _WHISKER
        right = axis.x(event.when.hi) if event.when.hi != NEVER else x + _WHISKER
        out.append(
            Mark(
                x=x,
                y=band_bottom + _STEM + radius + row * (2 * radius + 3),
                left=max(left, axis.left),
                right=min(right, axis.right),
                shape=_SHAPES.get(event.mood, "planned"),
                number=str(event.number) if detailed else "",
                radius=radius,
                stem=band_bottom,
                title=f"{event.date}: {event.heading}",
            )
        )
    depth = _STEM + len(ends) * (2 * radius + 3) if detailed else _STEM + 2 * radius
    return tuple(out), depth if out else 0.0


def _place(event: EventNote, axis: Axis) -> float:
    lo, hi = event.when.lo, event.when.hi
    x = axis.x((lo + hi) // 2 if lo != ALWAYS and hi != NEVER else hi if lo == ALWAYS else lo)
    return min(max(x, axis.left + _RADIUS), axis.right - _RADIUS)
