"""Card: how an object describes itself in a terminal and in a notebook, without knowing either.

>>> card = Card(title="S-400 for Türkiye", badges=("final talks",), rows=(("price", "unknown"),))
>>> print(card.text())
S-400 for Türkiye [final talks]
price  unknown
>>> Card(title="<script>").html().startswith('<div class="armsdeals-card"><p><strong>&lt;script&gt;</strong>')
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from operator import itemgetter
from unicodedata import combining, east_asian_width

from attrs import frozen

from armsdeals._shown import plain


@frozen(kw_only=True)
class Card:
    """A title, a few short marks, and rows of a name and a value.

    Attributes:
        title: What it is.
        badges: Short marks behind the title.
        rows: Names and values, in order; neighbours of one name share it in a notebook.
    """

    title: str
    badges: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()

    def text(self) -> str:
        """Return the card for a terminal, hidden characters escaped."""
        head = plain(self.title) + "".join(f" [{plain(badge)}]" for badge in self.badges)
        names = [plain(name) for name, _ in self.rows]
        wide = max(map(columns, names), default=0)
        rows = [
            f"  {name}{' ' * (wide - columns(name))}  {plain(value)}"
            for name, (_, value) in zip(names, self.rows, strict=True)
        ]
        return "\n".join(line.rstrip() for line in (head, *rows))

    def html(self) -> str:
        """Return the card for a notebook: no style that could leak, no script, everything escaped."""
        badges = "".join(f" <code>{escape(plain(badge))}</code>" for badge in self.badges)
        rows = "".join(
            f"<tr>{_head(name, len(values)) if place == 0 else ''}"
            f'<td style="text-align:left"><bdi>{escape(plain(value))}</bdi></td></tr>'
            for name, values in _together(self.rows)
            for place, value in enumerate(values)
        )
        table = f"<table><tbody>{rows}</tbody></table>" if rows else ""
        return f'<div class="armsdeals-card"><p><strong>{escape(plain(self.title))}</strong>{badges}</p>{table}</div>'


def _together(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """The rows under their names, those of one name that stand together as one."""
    for name, group in groupby(rows, key=itemgetter(0)):
        yield name, [value for _, value in group]


def _head(name: str, rows: int) -> str:
    span = f' rowspan="{rows}"' if rows > 1 else ""
    return f'<th scope="row"{span} style="text-align:left;vertical-align:top">{escape(plain(name))}</th>'


def columns(text: str) -> int:
    """Return how many columns a terminal needs for a text that holds no hidden characters."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
