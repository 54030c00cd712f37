"""How far a long reading is: a bar by rich where it is installed and standard error is a terminal, else one plain line.

    >>> from io import StringIO
    >>> stream = StringIO()
    >>> bar = Bar(stream, "reading a.csv")
    >>> bar.tell(1, 2)
    >>> bar.end()
    >>> stream.getvalue()
    ''

What is no terminal is told only when asked, and then as plain text. Left out: the time that is left, which would be a guess.
"""

from __future__ import annotations

from typing import Any, TextIO

from armsdeals._shown import plain
from armsdeals.cli.progress import Progress
from armsdeals.errors import MissingExtra, need


class Bar:
    """Tells how many lines are done, of how many."""

    def __init__(self, stream: TextIO, what: str, *, is_asked: bool = False) -> None:
        self._what = what
        self._line = Progress(stream, is_asked=is_asked)
        self._bar: Any = _drawn_on(stream) if stream.isatty() else None
        self._task: Any = None

    def tell(self, done: int, of: int) -> None:
        """Say how far it is."""
        if self._bar is None:
            self._line.show_part(self._what, done, of)
            return
        if self._task is None:
            self._bar.start()
            self._task = self._bar.add_task(plain(self._what), total=of)
        self._bar.update(self._task, completed=done, total=of, refresh=True)

    def end(self) -> None:
        """Take it away."""
        self._line.end()
        if self._task is not None:
            self._bar.stop()


def _drawn_on(stream: TextIO) -> Any:
    """Return a bar of rich; None where it is not installed. It refreshes when told, and so needs no thread."""
    try:
        progress, console = need("rich.progress", extra="cli"), need("rich.console", extra="cli")
    except MissingExtra:
        return None
    return progress.Progress(
        progress.TextColumn("{task.description}", markup=False), progress.BarColumn(), progress.MofNCompleteColumn(),
        console=console.Console(file=stream, highlight=False), transient=True, auto_refresh=False,
    )  # fmt: skip
