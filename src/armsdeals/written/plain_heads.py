"""Plain heads, as nearly all are: their parts by one pattern, so that what differs from line to line is told from the words.

Ten thousand lines of a history have ten thousand dates and sources, and some hundred ways of saying what happened. Each way
is read once, with other dates and numbers in their places.

    >>> parts = parts_of("by 2017-03-07 planned signed (first) @tass @daily")
    >>> parts.frame, parts.when, parts.scope, parts.sources
    ('by 2000 planned signed', '../2017-03-07', ['first'], (('tass', 38), ('daily', 44)))
    >>> numbered("price", "over 2.5 bn USD contract")
    Number(frame='over 1 bn USD contract', field='value', one='1000000000', told='2500000000')

A head that does not fit is not plain and says nothing here: whatever is wrong with it is found by reading it whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

_WORDS = r"[^\s@()]+(?: [^\s@()]+)*"
_PLAIN = re.compile(
    r"(?:(by |from )?([0-9]{4}(?:-[0-9]{2}){0,2}[~?]?) (?!or ))?"
    rf"({_WORDS})(?: \(([^\s@(),]+(?:, [^\s@(),]+)*)\))?((?: @[^\s@(),]+)*)"
)
_COUNT = re.compile(r"((?:about |up to |over |at least |at most )?)([1-9][0-9]{0,8})(\.\.[1-9][0-9]{0,8})?((?: .*)?)")
# A part that ends in 0 may be the thousands of another country, and a number of four digits a year.
_SUM = re.compile(
    r"((?:about |up to |over |at least |at most )?)([1-9][0-9]{0,2}|0(?=\.)|(?!19|20)[1-9][0-9]{3})(?:\.([0-9]{0,2}[1-9]))? "
    r"(m|bn|million|billion) ([A-Z]{3}(?: .*)?)"
)
_SHARE = re.compile(r"([1-9][0-9]?)(?:\.([0-9]?[1-9]))? % (.*)")
_ZEROS = {"m": 6, "million": 6, "bn": 9, "billion": 9}
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


class Number(NamedTuple):
    """A number that differs from head to head.

    Attributes:
        frame: The words of the head, with one in its place.
        field: The field that tells it.
        one: What one is there.
        told: What the number itself is there.
    """

    frame: str
    field: str
    one: str
    told: str

    def put_into(self, fields: dict[str, Any]) -> bool:
        """Let the number take the place of one in what the frame says; whether it could."""
        said = fields.get(self.field, "")
        fields[self.field] = said.replace(self.one, self.told, 1)
        return self.one in said


def numbered(under: str, words: str) -> Number | None:
    """Take the number out of the words of a head; None where it has none, or is not told plainly.

    Args:
        under: Where the head stands.
        words: Its words, without date, scope and sources.
    """
    find = _NUMBERS.get(under)
    return None if find is None else find(words)


def _count(words: str) -> Number | None:
    found = _COUNT.fullmatch(words)
    if found is None:
        return None
    opening, number, end, rest = found.groups("")
    return Number(f"{opening}1{end and '..2'}{rest}", "value", "1..2" if end else "1", f"{number}{end}")


def _sum(words: str, field: str = "value") -> Number | None:
    """Take a sum in millions or more."""
    found = _SUM.fullmatch(words)
    if found is None:
        return None
    opening, whole, part, scale, rest = found.groups("")
    zeros = _ZEROS[scale]
    digits = f"{whole}{part.ljust(zeros, '0')}".lstrip("0")
    return Number(f"{opening}1 {scale} {rest}", field, f"1{'0' * zeros}", digits)


def _share(words: str) -> Number | None:
    """Take a share of less than the whole; else a sum."""
    found = _SHARE.fullmatch(words)
    if found is None:
        return _sum(words, "amount")
    whole, part, rest = found.groups("")
    return Number(f"1 % {rest}", "share", "0.01", f"0.{f'{whole.zfill(2)}{part}'.rstrip('0')}")


_NUMBERS: dict[str, Callable[[str], Number | None]] = {"lines.*.BASIS": _count, "price": _sum, "financing": _share}
