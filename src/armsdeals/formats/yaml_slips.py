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
from collections.abc import Callable, Mapping
from typing import NamedTuple

from armsdeals.errors import LimitExceeded, UnreadableInput
from armsdeals.formats.yaml_faults import (
    DASHED,
    DETAILS,
    INDENTED,
    NO_YAML,
    STUCK,
    NoYaml,
    holds_something,
    line_above,
)
from armsdeals.wire.tree import Node, Pair

_Place = tuple[int | None, int | None]
_READ_AGAIN = 200_000  # characters, to find more faults than the first
_CUT_AGAIN = 3  # times, until what stands in front of a fault can be read
_KEY = re.compile(r"""[ ]*(?:-[ ]+)*[^\s"'\[\]{}&*!|>%@`#,?-](?:(?!: ).)*: +|[ ]*(?:-[ ]+)+""")
# Slips of people who type; whatever else is no YAML may be damage.
_SLIPS = ('a second ": "', "words that begin with", '">" begins a folded text;', '"?" begins a key')


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
    if told.startswith("an item begins") and (dashed := DASHED.match(line)):
        return _with_x(lines, number, f"{dashed[1]}- ")
    if told == DETAILS and (above := line_above(lines, number)):
        head = lines[above - 1].rstrip()
        lines[above - 1] = f"{head}:" if " #" not in head else re.sub(r"[ ]+#", r":\g<0>", head, count=1)
        found = _KEY.match(line)
        return Mended("\n".join(lines), (number, found.end() + 1 if found else 0))
    if told == INDENTED:
        return _at_the_margin(lines, number)
    return None


def _with_x(lines: list[str], number: int, before: str) -> Mended:
    lines[number - 1] = f"{before}x"
    return Mended("\n".join(lines), (number, len(before) + 1))


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
        NoYaml: There is more that is no YAML than slips; the first of all faults is told.
    """
    faults: dict[_Place, NoYaml] = {}
    first: NoYaml | None = None
    told = text
    while True:
        try:
            node = parse(told)
        except NoYaml as error:
            first = first or error
            found = None if error.code == "not-read" else without_slip(told, error)
            # Each slip takes another reading of the file, which in a long one takes too long.
            if found is None or found.place in faults or (len(faults) + 1) * len(text) > _READ_AGAIN:
                first.before, first.end = _before(error, told, faults, parse), error
                raise first from None
            faults[found.place] = error
            told = found.text
        else:
            return _with_faults(node, faults) if faults else node


def _before(error: NoYaml, text: str, faults: Mapping[_Place, NoYaml], parse: Callable[[str], Node]) -> Node | None:
    """Return the tree of what stands in front of a fault that cannot be passed; None if that cannot be read either."""
    lines = text.split("\n")
    fault: NoYaml = error
    for _ in range(_CUT_AGAIN):
        if len(text) > _READ_AGAIN:
            return None
        del lines[max(min(fault.begins or fault.line or 1, fault.line or 1) - 1, 0) :]
        try:
            node = parse("\n".join([*lines, ""]))
        except NoYaml as again:
            fault = again
            continue
        except LimitExceeded:
            return None
        kept = {place: one for place, one in faults.items() if (place[0] or 0) <= len(lines)}
        return _with_faults(node, kept) if node.kind == "map" else None
    return None


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
