"""Slips: what people mistype so that a file is no YAML, and reading on all the same.

A slip in one line is refused there, and the rest is read, so that all faults of a file are told in one go. Where nothing can
be read on, what stands in front of it is.

    >>> error = UnreadableInput(f'{NO_YAML}a second ": " stands in this line', line=1, column=13)
    >>> without_slip("says: Rostec: four", error)
    Mended(text='says: x', place=(1, 7))

Left out: what a fault is called (`yaml_faults`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from armsdeals.errors import LimitExceeded, UnreadableInput
from armsdeals.formats.yaml_faults import (
    BEFORE_HEAD,
    DASHED,
    FOLDED,
    INDENTED,
    LEFT_TEXT,
    NO_COLON,
    NO_YAML,
    OPEN_QUOTE,
    STUCK,
    NoYaml,
    holds_something,
    line_above,
)
from armsdeals.formats.yaml_holes import Budget, Hole, around, rest_from
from armsdeals.formats.yaml_line import DETAILS, SOURCE_FIRST, UNQUOTED
from armsdeals.wire.tree import Node, Pair

_Place = tuple[int | None, int | None]
_READ_AGAIN = 300_000  # characters, to find more faults than the first
_MOST_HOLES = 20
_KEY = re.compile(r"""[ ]*(?:-[ ]+)*[^\s"'\[\]{}&*!|>%@`#,?-](?:(?!: ).)*: +|[ ]*(?:-[ ]+)+""")
# Slips of people who type; whatever else is no YAML may be damage.
_SLIPS = (
    'a second ": "',
    "words that begin with",
    SOURCE_FIRST,
    UNQUOTED,
    '">" begins a folded text;',
    '"?" begins a key',
)
_NO_PROSE = re.compile(r"[ ]*(?:-[ ]|[a-z_]+:(?:[ ]|$)|#)")  # an item, a key or a comment
_CITED = re.compile(r"( *)@([^\s:]+): +")


class Mended(NamedTuple):
    """A text without the slip because of which it is no YAML.

    Attributes:
        text: The text, as a rule with an x in place of the value.
        place: Line and column of what is to be refused for it.
    """

    text: str
    place: tuple[int, int]


def without_slip(text: str, error: UnreadableInput) -> Mended | None:
    """Return a text without the slip that somebody made, if it can be read without; else None."""
    lines = text.split("\n")
    number = error.line or 0
    if not 0 < number <= len(lines):
        return None
    line = lines[number - 1]
    told = error.message.removeprefix(NO_YAML)
    if told.startswith(_SLIPS):
        found = _KEY.match(line)
        if found is None or (error.column or 0) <= found.end() or line[found.end() :].strip() in ("", "x"):
            return None
        return _with_x(lines, number, found[0])
    if told.startswith("put a blank") and (stuck := STUCK.fullmatch(line.rstrip())):
        return _with_x(lines, number, f"{stuck[1]}{stuck[2]}: ")
    if told.startswith("an item begins") and (dashed := DASHED.match(line) or BEFORE_HEAD.match(line)):
        return _with_x(lines, number, f"{dashed[1]}- ")
    if told.startswith("a source is cited") and (cited := _CITED.match(line)):
        return _with_x(lines, number, f"{cited[1]}{cited[2]}: ")
    if told.startswith('"-" begins a list'):
        lines[number - 1] = line.rstrip().removesuffix("-")
        return Mended("\n".join(lines), (number, 0))
    if told.startswith(f"{NO_COLON}; write "):
        lines[number - 1] = f"{line.rstrip()}:"
        return Mended("\n".join(lines), (number, 0))
    if told == DETAILS and (above := line_above(lines, number)):
        head = lines[above - 1].rstrip()
        lines[above - 1] = f"{head}:" if " #" not in head else re.sub(r"[ ]+#", r":\g<0>", head, count=1)
        found = _KEY.match(line)
        return Mended("\n".join(lines), (number, found.end() + 1 if found else 0))
    if told.startswith(LEFT_TEXT):
        return _without_left_text(lines, number)
    if told == INDENTED:
        return _at_the_margin(lines, number)
    return None


def _with_x(lines: list[str], number: int, before: str) -> Mended:
    lines[number - 1] = f"{before}x"
    return Mended("\n".join(lines), (number, len(before) + 1))


def _without_left_text(lines: list[str], number: int) -> Mended | None:
    """Return a text with an x in place of the words that should have stood further right, up to the next item or key."""
    above = line_above(lines, number)
    folded = FOLDED.fullmatch(lines[above - 1]) if above else None
    if folded is None:
        return None
    for place in range(number - 1, len(lines)):
        if place > number - 1 and _NO_PROSE.match(lines[place]):
            break
        lines[place] = ""
    return _with_x(lines, above, folded[1])


def _at_the_margin(lines: list[str], number: int) -> Mended | None:
    """Return a text whose first lines are no more indented than the others."""
    deep = len(lines[number - 1]) - len(lines[number - 1].lstrip(" "))
    for place in range(number - 1, len(lines)):
        if holds_something(lines[place]) and not lines[place].startswith(" " * deep):
            break
        lines[place] = lines[place][deep:]
    found = _KEY.match(lines[number - 1])
    return Mended("\n".join(lines), (number, found.end() + 1 if found else 0))


def mended(text: str, parse: Callable[[str], Node]) -> Node:
    """Return the tree of a document in which what somebody slipped on is refused, each in its line.

    Args:
        text: The document.
        parse: Returns the tree of a document, or raises what is wrong with it.

    Raises:
        NoYaml: There is more that is no YAML than slips; the first of all faults is told, and what can be read around them.
    """
    faults: dict[_Place, NoYaml] = {}
    holes: dict[Hole, NoYaml] = {}
    first: NoYaml | None = None
    told = text
    budget = Budget(parse, _READ_AGAIN // max(len(text), 1))  # in a long file each reading takes too long
    while True:
        try:
            node = parse(told)
        except NoYaml as error:
            first = first or error
            found = None if error.code == "not-read" else without_slip(told, error)
            if found is not None and found.place not in faults and budget.left > 0:
                budget.left -= 1
                faults[found.place] = error
                told = found.text
                continue
            line = "".join(told.split("\n")[(error.line or 1) - 1 :][:1])
            hole, told = around(told, error, budget) or rest_from(told, error)
            _open(holes, hole, error, line)
            if not told.strip() or len(holes) > _MOST_HOLES:
                raise _with_all(first, holes, None) from None
        except LimitExceeded:
            if first is None:
                raise
            raise _with_all(first, holes, None) from None
        else:
            if first is None or not holes:
                return _with_faults(node, faults) if faults else node
            kept = {place: one for place, one in faults.items() if not _is_in(holes, place[0] or 0)}
            raise _with_all(first, holes, _with_faults(node, kept) if node.kind == "map" else None) from None


def _open(holes: dict[Hole, NoYaml], hole: Hole, error: NoYaml, line: str) -> None:
    """Add a hole; one that begins where another ends is more of the same fault, unless its line opens a quotation itself."""
    before = next((one for one in holes if one.last + 1 >= hole.first and one.first <= hole.first), None)
    is_another = hole.first == error.line and OPEN_QUOTE in error.message and _KEY.match(line)
    if before is None or (is_another and before.last < hole.first):
        holes[hole] = error
    else:
        holes[Hole(before.first, max(before.last, hole.last))] = holes.pop(before)


def _is_in(holes: Iterable[Hole], line: int) -> bool:
    return any(hole.first <= line <= hole.last for hole in holes)


def _with_all(first: NoYaml, holes: Mapping[Hole, NoYaml], tree: Node | None) -> NoYaml:
    first.around = tree
    first.holes = tuple(holes)
    first.ends = tuple(holes.values())
    return first


def _with_faults(node: Node, faults: Mapping[_Place, NoYaml]) -> Node:
    """Return a tree in which faults are refused in their places; where nothing could be, they stand beside all else."""
    left = dict(faults)
    told = _refused_at(node, left)
    if not left:
        return told
    if told.kind != "map":
        raise next(iter(left.values()))
    return told._replace(
        value=[*told.value, *(Pair("?", _told_of(one), one.line, one.column) for one in left.values())]
    )


def _refused_at(node: Node, faults: dict[_Place, NoYaml]) -> Node:
    if node.kind not in ("map", "list") and (fault := faults.pop((node.line, node.column), None)) is not None:
        return _told_of(fault)
    if node.kind == "map":
        return node._replace(value=[pair._replace(node=_refused_at(pair.node, faults)) for pair in node.value])
    return node._replace(value=[_refused_at(one, faults) for one in node.value]) if node.kind == "list" else node


def _told_of(fault: NoYaml) -> Node:
    return Node("refused", fault.message.removeprefix(NO_YAML), fault.line, fault.column)
