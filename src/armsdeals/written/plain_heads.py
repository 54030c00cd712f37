"""Plain heads, as nearly all are: their parts by one pattern, so that what differs from line to line is told from the words.

Ten thousand lines of a history have ten thousand dates and sources, and some hundred ways of saying what happened. Each way
is read once, with other dates and numbers in their places.

    >>> parts = parts_of("by 2017-03-07 planned signed (first) @tass @daily")
    >>> parts.frame, parts.when, parts.scope, parts.sources
    ('by 2000 planned signed', '../2017-03-07', ['first'], (('tass', 38), ('daily', 44)))
    >>> counted("up to 36 aircraft")
    ('up to 1 aircraft', '36')

A head that does not fit is not plain and says nothing here: whatever is wrong with it is found by reading it whole.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_WORDS = r"[^\s@()]+(?: [^\s@()]+)*"
_PLAIN = re.compile(
    r"(?:(by |from )?([0-9]{4}(?:-[0-9]{2}){0,2}[~?]?) (?!or ))?"
    rf"({_WORDS})(?: \(([^\s@(),]+(?:, [^\s@(),]+)*)\))?((?: @[^\s@()]+)*)"
)
_COUNT = re.compile(r"((?:about |up to |over |at least |at most )?)([1-9][0-9]{0,8})(\.\.[1-9][0-9]{0,8})?((?: .*)?)")
_OPENINGS = {None: ("", ""), "by ": ("../", ""), "from ": ("", "/..")}


class Parts(NamedTuple):
    """A head taken apart.

    Attributes:
        frame: Its words, with the year 2000 for its date.
        when: The date in front, as EDTF; empty if there is none.
        scope: The keys in brackets.
        sources: The sources, with the column of each in the head, from 0.
    """

    frame: str
    when: str
    scope: list[str]
    sources: tuple[tuple[str, int], ...]


def parts_of(text: str) -> Parts | None:
    """Take a plain head apart; None for any other."""
    found = _PLAIN.fullmatch(text)
    if found is None:
        return None
    opening, day, words, scope, cited = found.groups()
    when = ""
    if day:
        before, behind = _OPENINGS[opening]
        when, words = f"{before}{day}{behind}", f"{opening or ''}2000 {words}"
    sources = []
    place = found.start(5) + 2
    for key in cited[2:].split(" @") if cited else ():
        sources.append((key, place))
        place += len(key) + 2
    if len(sources) > 1 and len(dict(sources)) < len(sources):  # one stands twice
        return None
    return Parts(words, when, scope.split(", ") if scope else [], tuple(sources))


def counted(words: str) -> tuple[str, str] | None:
    """Return words that begin with a number with 1 in its place, and that number; None if they do not."""
    found = _COUNT.fullmatch(words)
    if found is None:
        return None
    return f"{found[1]}1{'..2' if found[3] else ''}{found[4]}", f"{found[2]}{found[3] or ''}"
