r"""Reading around what is no YAML: the smallest block of lines without which the rest can be read is left out.

    >>> lines = ["history:", "- 2017 talks:", "  says X", "- 2018 signed"]
    >>> block_at(lines, 3), block_at(lines, 2), block_at(lines, 1)
    (Hole(first=3, last=3), Hole(first=2, last=3), Hole(first=1, last=4))
    >>> without(lines, Hole(3, 3))
    'history:\n- 2017 talks:\n\n- 2018 signed'

Where the fault stands in the line in which it shows, or in the one above, no more than that line goes; else what goes is the
item, or the part, or the deal. Left out: what can be mended, of which nothing has to go (`yaml_slips`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from armsdeals.errors import LimitExceeded
from armsdeals.formats.yaml_faults import (
    CONFLICT,
    NO_COLON,
    NO_YAML,
    NoYaml,
    holds_something,
    is_displaced,
    line_above,
)
from armsdeals.wire.tree import Node

_FAR = 4  # columns, from which on a line belongs to another list
_ITEM = re.compile(r"\s*-(?:\s|$)")  # which may stand in line with the key that it belongs to
_CONFLICT_ENDS = ">" * 7


class Hole(NamedTuple):
    """Lines that are left out, from 1; both ends are."""

    first: int
    last: int


def without(lines: Sequence[str], hole: Hole) -> str:
    """Return a text in which some lines are empty, so that all others keep their numbers."""
    kept = [*lines]
    kept[hole.first - 1 : hole.last] = [""] * (hole.last - hole.first + 1)
    return "\n".join(kept)


def block_at(lines: Sequence[str], first: int, depth: int = 0) -> Hole:
    """Return the block that a line begins: that line, and those below that belong to it.

    Args:
        lines: The document.
        first: The line.
        depth: After how many blanks it should begin, if these are more than there are.
    """
    depth = max(depth, _depth(lines[first - 1]))
    is_key = lines[first - 1].rstrip().endswith(":") and not _is_item(lines[first - 1])
    last = first
    for number in range(first + 1, len(lines) + 1):
        line = lines[number - 1]
        if not holds_something(line):
            continue
        if _depth(line) < depth or (_depth(line) == depth and not (is_key and _is_item(line))):
            break
        last = number
    return Hole(first, last)


class Budget:
    """How often a document may still be read again.

    Attributes:
        left: So many times.
    """

    def __init__(self, parse: Callable[[str], Node], left: int) -> None:
        self._parse = parse
        self.left = left

    def passes(self, text: str, error: NoYaml, hole: Hole) -> bool:
        """Whether a fault is no longer met once its hole is left out; nothing that comes behind it counts."""
        self.left -= 1
        try:
            self._parse(text)
        except NoYaml as other:
            return min(other.line or 1, other.begins or other.line or 1) > max(hole.last, error.line or 1)
        except LimitExceeded:
            return False
        return True


def around(text: str, error: NoYaml, budget: Budget) -> tuple[Hole, str] | None:
    """Return the smallest hole because of which a fault is passed, and the text with it; None if none is found."""
    lines = text.split("\n")
    for hole in _holes(lines, error):
        if budget.left <= 0:
            break
        told = without(lines, hole)
        if budget.passes(told, error, hole):
            return hole, told
    return None


def rest_from(text: str, error: NoYaml) -> tuple[Hole, str]:
    """Return all lines from a fault on, which cannot be passed, and the text without them."""
    lines = text.split("\n")
    first = min(error.begins or error.line or 1, error.line or 1, len(lines))
    while first > 1 and not any(lines[first - 1 :]):  # they were left out before
        first -= 1
    hole = Hole(first, len(lines))
    return hole, without(lines, hole)


def whole_deals(typed: Node, holes: Iterable[tuple[int, int]]) -> frozenset[int]:
    r"""Return the numbers of the deals of a document, as it was typed, of which nothing stands in a hole.

    What stands among the sources is missed where it is cited. A hole anywhere else may belong to any of the deals.

    >>> from armsdeals.formats.yaml import parse
    >>> typed = parse(b"deals:\n  a: {title: A}\n  b:\n    title: B\n\n  c: {title: C}\nsources: {}\n")
    >>> sorted(whole_deals(typed, [(5, 5)])), sorted(whole_deals(typed, [(7, 7)])), sorted(whole_deals(typed, [(1, 1)]))
    ([0, 2], [0, 1, 2], [])
    """
    pairs = typed.value if typed.kind == "map" else []
    deals = next((pair.node for pair in pairs if pair.key == "deals"), None)
    several = [one.line or 0 for one in deals.value] if deals is not None and deals.kind in ("map", "list") else [0]
    broken: set[int] = set()
    for first, _ in holes:
        above = max(
            (pair for pair in pairs if (pair.line or 0) <= first), key=lambda pair: pair.line or 0, default=None
        )
        if above is None or above.key not in ("deals", "sources", "evidence"):
            return frozenset()
        if above.key == "deals":
            broken.add(bisect_right(several, first) - 1)
    if -1 in broken:  # it begins in front of the first
        return frozenset()
    return frozenset(range(len(several))) - broken


def _holes(lines: Sequence[str], error: NoYaml) -> Iterator[Hole]:
    """Yield what may be left out, the most likely first."""
    line = min(error.line or 1, len(lines))
    if error.code == "not-read":  # another document, of which nothing is read
        yield Hole(line, len(lines))
        return
    if CONFLICT.match(lines[line - 1]):
        ends = (number for number in range(line, len(lines) + 1) if lines[number - 1].startswith(_CONFLICT_ENDS))
        yield Hole(line, next(ends, line))
    likely = [error.begins, line, line_above([*lines], line)]
    told = dict.fromkeys(_begun(lines, one) for one in likely if one)
    for one in told:
        yield block_at(lines, one, _depth_for(lines, one, error) if one == line else 0)
    for one in told:
        above = one
        while above := _parent(lines, above):
            yield block_at(lines, above)


def _depth_for(lines: Sequence[str], line: int, error: NoYaml) -> int:
    """Return after how many blanks a line was to begin, as far as that can be told; 0 if it cannot.

    Nothing belongs to words without a colon; they may have slipped out of what stands above them.
    """
    if is_displaced(error):
        return _meant_depth(lines, line)
    above = line_above([*lines], line) if error.message.startswith(f"{NO_YAML}{NO_COLON}") else 0
    return _depth(lines[above - 1]) if above and not lines[above - 1].rstrip().endswith(":") else 0


def _meant_depth(lines: Sequence[str], line: int) -> int:
    """Return after how many blanks the last line above begins that is an item as well, or none as well; 0 below a key."""
    here = lines[line - 1]
    below = lines[line] if line < len(lines) else ""
    if here.rstrip().endswith(":") and (not _is_item(here) or (_is_item(below) and _depth(below) > _depth(here))):
        return 0
    is_item = _is_item(lines[line - 1])
    for number in range(line - 1, 0, -1):
        one = lines[number - 1]
        if holds_something(one) and _is_item(one) is is_item:
            return _depth(one) if _depth(one) - _depth(here) < _FAR else 0
    return 0


def _begun(lines: Sequence[str], line: int) -> int:
    """Return a line that holds something: this one, or the last above it."""
    return line if holds_something(lines[line - 1]) else line_above([*lines], line) or 1


def _parent(lines: Sequence[str], line: int) -> int:
    """Return the line that begins the block in which a line stands; 0 for one at the margin."""
    depth = _depth(lines[line - 1])
    is_item = _is_item(lines[line - 1])
    for number in range(line - 1, 0, -1):
        one = lines[number - 1]
        if holds_something(one) and (_depth(one) < depth or (is_item and _depth(one) == depth and not _is_item(one))):
            return number
    return 0


def _is_item(line: str) -> bool:
    return bool(_ITEM.match(line))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
