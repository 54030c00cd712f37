"""What a command prints for people: a title, facts, and a table; and the same as a tree for programs.

    >>> page = Page(title="SIGNED", facts=(("rank", 100), ("is an end", False)), columns=("to", "kind"), rows=(("EFFECTIVE", "ADVANCE"),))
    >>> print(page.text())
    SIGNED
      rank       100
      is an end  no
    <BLANKLINE>
    to         kind
    EFFECTIVE  ADVANCE
    >>> page.tree()
    {'rank': 100, 'is_an_end': False, 'rows': [{'to': 'EFFECTIVE', 'kind': 'ADVANCE'}]}

On a terminal the table keeps to its width, by rich where that is installed; elsewhere a row is one line, whatever its length, so
that other programs can look for it. Left out: colours that mean something; what is said stands in words.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from attrs import frozen

from armsdeals._card import Card
from armsdeals._sheet import drawn
from armsdeals._shown import plain, shown
from armsdeals.errors import MissingExtra, UnknownName, need, suggestion

Cell = str | int | bool | None | tuple[str, ...]
_NEVER_BROKEN = 1_000_000  # columns


@frozen(kw_only=True)
class Page:
    """One answer of a command.

    Attributes:
        title: What it is about; empty for none.
        facts: Names and values that are told once.
        columns: The head of the table.
        rows: The rows of the table.
        rows_are: The key under which a program finds the rows, where there are facts as well.
        below: What to type next, for people only.
    """

    title: str = ""
    facts: tuple[tuple[str, Cell], ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    rows_are: str = "rows"
    below: str = ""

    def tree(self) -> Any:
        """Return it for programs: a list of rows, or the facts and the rows among them."""
        rows = [dict(zip(map(key_of, self.columns), map(_plain, row), strict=True)) for row in self.rows]
        if not self.facts:
            return rows
        facts = {key_of(name): _plain(value) for name, value in self.facts}
        return facts | ({self.rows_are: rows} if self.columns else {})

    def text(self, width: int = 0) -> str:
        """Return it as aligned text; a width of 0 breaks no row."""
        parts = [self._head(width)]
        if self.columns:
            cells = [tuple(map(_text, row)) for row in self.rows]
            left = self._is_words()
            parts.append(drawn(self.columns, cells, left=left, width=width or _NEVER_BROKEN) if cells else "none")
        parts.append(self.below)
        return "\n\n".join(part for part in parts if part)

    def _head(self, width: int) -> str:
        facts = [(name, _text(value)) for name, value in self.facts if value is not None and value != ()]
        if not width:
            return Card(title=self.title, rows=tuple(facts)).text().strip()
        rows = [(f"  {name}", value) for name, value in facts]
        told = drawn(("", ""), rows, left=(True, True), width=width).partition("\n")[2] if rows else ""
        return "\n".join(part for part in (plain(self.title), told) if part)

    def _is_words(self) -> tuple[bool, ...]:
        return tuple(any(isinstance(row[k], str | bool | tuple) for row in self.rows) for k in range(len(self.columns)))

    def show(self, stream: TextIO | None = None) -> None:
        """Print it."""
        stream = stream or sys.stdout
        if not stream.isatty():
            stream.write(f"{self.text()}\n")
            return
        width = shutil.get_terminal_size().columns
        try:
            table = need("rich.table", extra="cli")
        except MissingExtra:
            stream.write(f"{self.text(width)}\n")
            return
        self._show_richly(stream, width, table)

    def _show_richly(self, stream: TextIO, width: int, table: Any) -> None:
        text, console = need("rich.text", extra="cli").Text, need("rich.console", extra="cli").Console
        out = console(file=stream, width=width, highlight=False, markup=False, emoji=False)
        told = [part for part in (self._head(width),) if part]
        for part in told:
            out.print(text(f"{part}\n"))
        if self.columns:
            sheet = table.Table(box=None, pad_edge=False, header_style="bold")
            for name, words in zip(self.columns, self._is_words(), strict=True):
                sheet.add_column(text(name), justify="left" if words else "right", overflow="fold")
            for row in self.rows:
                sheet.add_row(*(text(plain(_text(cell))) for cell in row))
            out.print(sheet if self.rows else text("none"))
        if self.below:
            out.print(text(f"\n{self.below}"))


def print_json(tree: Any) -> None:
    """Print a tree as canonical JSON: the same tree gives the same bytes, with nothing but ASCII and no blanks."""
    json.dump(tree, sys.stdout, separators=(",", ":"))
    print()


def print_data(data: bytes) -> None:
    """Print a document as it is: in UTF-8, whatever letters the terminal has."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def key_of(name: str) -> str:
    """Return the name of a column as a key for programs."""
    return name.replace(" ", "_").replace("-", "_").lower()


def picked(name: str, known: Iterable[str], what: str, *, listed: Sequence[str] = ()) -> str:
    """Return the name of a list that is meant; case, blanks and hyphens do not matter.

    Args:
        name: What was typed.
        known: The names.
        what: What such a name is, for the message.
        listed: The names that a message lists where none is near; the known ones if left out.

    Raises:
        UnknownName: It is not in the list; the error names the nearest.
    """
    by_key = {key_of(one): one for one in known}
    if (found := by_key.get(key_of(name))) is not None:
        return found
    near = tuple(by_key[key] for key in suggestion(key_of(name), by_key))
    hint = f"did you mean {near[0]}?" if near else f"expected one of {_listed(listed or tuple(by_key.values()))}"
    raise UnknownName(f"{shown(name)} is not {what}; {hint}", suggestions=near)


_MOST_LISTED = 12


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_LISTED
    return ", ".join(names[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")


def _plain(value: Cell) -> Any:
    return (
        list(value)
        if isinstance(value, tuple)
        else value
        if value is None or isinstance(value, bool | int)
        else str(value)
    )


def _text(value: Cell) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ("; " if any(" " in one for one in value) else ", ").join(value)
    return "" if value is None else str(value)
