r"""Room: how much of a figure a text takes, and how it is cut or broken to fit.

Texts are measured by their letters, before anything is drawn: an estimate, a little on the wide side. A letter of Chinese,
Japanese or Korean takes twice the room of a Latin one.

    >>> round(wide("signed", 10), 2)
    0.48
    >>> fitted("a delivery of missiles", 10, 1.0), wrapped("a delivery of missiles", 10, 1.0, rows=2)
    ('a delivery…', 'a delivery\nof missiles')
"""

from __future__ import annotations

import textwrap

from armsdeals._card import columns

_LETTER = 0.575  # of the size of the font, the mean of text in DejaVu Sans, the font of matplotlib
_POINTS = 72  # in an inch


def letter(size: float) -> float:
    """Return the inches that a letter of a font of so many points takes."""
    return _LETTER * size / _POINTS


def wide(text: str, size: float) -> float:
    """Return the inches that a text in a font of so many points takes."""
    return columns(text) * letter(size)


def fitted(text: str, size: float, inches: float) -> str:
    """Return a text, cut with an ellipsis where it is wider than so many inches."""
    most = int(inches / letter(size))
    if columns(text) <= most:
        return text
    while text and columns(text) > most - 1:
        text = text[:-1]
    return f"{text.rstrip(' -,;')}…"


def wrapped(text: str, size: float, inches: float, *, rows: int) -> str:
    """Return a text broken into lines of so many inches, the last one cut where there are too many."""
    across = max(int(inches / letter(size)), 8)
    lines = textwrap.wrap(text, across) or [""]
    if any(columns(line) > across for line in lines):  # a script of wide letters, which has no blanks to break at
        lines = textwrap.wrap(text, max(across // 2, 4))
    if len(lines) > rows:
        rest = " ".join(lines[rows - 1 :])
        lines = [*lines[: rows - 1], fitted(rest, size, across * letter(size))]
    return "\n".join(lines)
