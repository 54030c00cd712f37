"""Leaves: a tree as a list of paths with their values, and back.

    >>> tree = {"armsdeals": 1, "evidence": {"a.b": {"title": "x"}}, "events": []}
    >>> [(path_of(path), value) for path, value in leaves_of(tree)]
    [('armsdeals', '1'), ('evidence["a.b"].title', 'x'), ('events[]', '')]
    >>> steps_of('evidence["a.b"].title')
    ('evidence', 'a.b', 'title')

A number in brackets is a place in a list, a text in brackets a key that holds more than letters, digits, ``_`` and ``-``.
``[]`` and ``{}`` at the end stand for a list and an object without anything in it, ``()`` for nothing. What a value means,
a number or a text of digits, is decided by the field in which it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue, LimitExceeded
from armsdeals.wire.limits import Limits
from armsdeals.wire.tree import Node, Pair

Steps = tuple[str | int, ...]
EMPTY: dict[str, tuple[str, Any]] = {"[]": ("list", ()), "{}": ("map", ()), "()": ("null", "")}
_PLAIN = re.compile(r"[A-Za-z0-9_-]++")
_STEP = re.compile(r'\.?(?P<key>[A-Za-z0-9_-]++)|\[(?P<place>0|[1-9][0-9]{0,8})\]|\[(?P<text>"(?:[^"\\]|\\.)*+")\]')


def leaves_of(tree: Any, path: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """Yield the values of a plain tree, each behind its path."""
    if isinstance(tree, Mapping) and tree:
        for key, below in tree.items():
            yield from leaves_of(below, (*path, key))
    elif isinstance(tree, list) and tree:
        for place, below in enumerate(tree):
            yield from leaves_of(below, (*path, place))
    elif isinstance(tree, (Mapping, list)) or tree is None:
        mark = "()" if tree is None else "[]" if isinstance(tree, list) else "{}"
        yield (*path, mark), ""
    else:
        yield path, ("true" if tree else "false") if isinstance(tree, bool) else str(tree)


def path_of(steps: Steps) -> str:
    """Return a path as text."""
    told = ""
    for step in steps:
        if isinstance(step, int):
            told += f"[{step}]"
        elif step in EMPTY:
            told += step
        elif _PLAIN.fullmatch(step):
            told += f".{step}" if told else step
        else:
            told += f"[{json.dumps(step, ensure_ascii=False)}]"
    return told


def steps_of(text: str) -> Steps:
    """Return the steps of a path.

    Raises:
        InvalidValue: The text is no path.
    """
    mark = next((mark for mark in EMPTY if text.endswith(mark)), "")
    rest = text.removesuffix(mark) if mark else text
    steps: list[str | int] = []
    place = 0
    while place < len(rest):
        found = _STEP.match(rest, place)
        if found is None or rest.startswith(".", place) is (not steps or found["key"] is None):
            break
        steps.append(_step(found))
        place = found.end()
    if place < len(rest) or not steps:
        raise InvalidValue(f"{shown(text)} is no path (expected keys and places, such as lines[0].system)")
    return (*steps, mark) if mark else tuple(steps)


def _step(found: re.Match[str]) -> str | int:
    if found["place"] is not None:
        return int(found["place"])
    if found["key"] is not None:
        return found["key"]
    try:
        key = str(json.loads(found["text"]))
    except ValueError:
        raise InvalidValue(f"{shown(found[0])} is no key in brackets") from None
    if key in EMPTY:  # it would be taken for the mark that it is spelt like
        raise InvalidValue(f"{shown(found[0])} is no key in brackets")
    return key


class Tree:
    """A tree that grows leaf by leaf; every part knows the line and column of its first leaf."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._root = _Branch(is_list=False, line=None, column=None)

    def add(self, steps: Steps, text: str, line: int, column: int) -> None:
        """Add one value.

        Raises:
            InvalidValue: Something else stands there already, or a text behind a mark for nothing.
            LimitExceeded: It is nested too deep.
        """
        mark = str(steps[-1]) if steps[-1] in EMPTY else ""
        way = steps[:-1] if mark else steps
        if len(way) > self._limits.depth:
            raise LimitExceeded(f"the path has more than {self._limits.depth} steps (see Limits.depth)")
        if mark and text:
            raise InvalidValue(f"{mark} stands for nothing, and {shown(text)} stands behind it")
        kind, value = EMPTY[mark] if mark else ("plain", text)
        node = Node(kind, list(value) if kind in ("list", "map") else value, line, column)  # type: ignore[arg-type]
        branch = self._root
        for step, following in zip(way, (*way[1:], None), strict=True):
            if branch.is_list is isinstance(step, str):
                raise InvalidValue("a list and an object stand at one place")
            if following is None:
                if step in branch.parts:
                    raise InvalidValue("two values stand at one place; keep one")
                branch.parts[step] = node
                return
            below = branch.parts.setdefault(step, _Branch(is_list=isinstance(following, int), line=line, column=column))
            if not isinstance(below, _Branch):
                raise InvalidValue("a value and what is below it stand at one place")
            branch = below

    def node(self) -> Node:
        """Return the tree.

        Raises:
            InvalidValue: A list lacks an item.
        """
        return self._root.node()


class _Branch:
    """An object or a list, as far as it is known."""

    __slots__ = ("column", "is_list", "line", "parts")

    def __init__(self, *, is_list: bool, line: int | None, column: int | None) -> None:
        self.is_list, self.line, self.column = is_list, line, column
        self.parts: dict[Any, Node | _Branch] = {}

    def node(self) -> Node:
        below = {step: part.node() if isinstance(part, _Branch) else part for step, part in self.parts.items()}
        if not self.is_list:
            pairs = [Pair(key, node, node.line, node.column) for key, node in below.items()]
            return Node("map", pairs, self.line, self.column)
        for place, step in enumerate(sorted(below)):
            if step != place:
                raise InvalidValue(
                    f"a list has an item [{step}] and none at [{place}]", line=self.line, column=self.column
                )
        return Node("list", [below[place] for place in range(len(below))], self.line, self.column)
