r"""How far a long command is: one line on standard error that is written over, and gone in the end.

    >>> from io import StringIO
    >>> stream = StringIO()
    >>> progress = Progress(stream, is_asked=True, every=0)
    >>> progress.show_part("checking deals", 1, 4)
    >>> progress.end()
    >>> stream.getvalue()
    '\rchecking deals: 1 of 4\r                      \r'

Only a terminal is told unasked; a file or another program would get thousands of lines that nobody reads.
"""

from __future__ import annotations

from time import monotonic
from typing import TextIO

from armsdeals._shown import plain

_WIDTH = 78  # characters; a line that wraps could not be written over


class Progress:
    """Tells how far it is, at most ten times a second."""

    def __init__(self, stream: TextIO, *, is_asked: bool = False, every: float = 0.1) -> None:
        self._stream = stream
        self._is_on = is_asked or stream.isatty()
        self._every = every
        self._next = 0.0
        self._width = 0

    def show_part(self, what: str, done: int, of: int) -> None:
        """Say how many of all are done."""
        if self._is_on and of > 1 and monotonic() >= self._next:
            self.show(f"{what}: {done:,} of {of:,}")

    def show(self, line: str) -> None:
        """Say what is being done."""
        if not self._is_on:
            return
        self._next = monotonic() + self._every
        text = plain(line)
        if len(text) > _WIDTH:
            text = f"…{text[1 - _WIDTH :]}"
        self._stream.write(f"\r{text.ljust(self._width)}")
        self._stream.flush()
        self._width = len(text)

    def end(self) -> None:
        """Take the line away."""
        if self._width:
            self._stream.write(f"\r{' ' * self._width}\r")
            self._stream.flush()
            self._width = 0
