"""A plain tree that still knows its lines and its double keys: what all formats have in common.

A scalar of YAML without quotes is ``plain``: what it means is decided by the field it stands in, so ``NO`` is Norway,
``0123`` a text and ``2017-09`` a month.

    >>> node_of({"armsdeals": 1, "deals": []}).value[0]
    Pair(key='armsdeals', node=Node(kind='number', value='1', line=None, column=None), line=None, column=None)
    >>> found(Node("number", "0.55"))
    'the number 0.55'

Left out: comments, and how a scalar was quoted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from armsdeals._shown import plain, shown
from armsdeals.errors import InvalidValue, LimitExceeded
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

Kind = Literal["map", "list", "text", "plain", "number", "bool", "null", "refused"]
Path = tuple[str | int, ...]


class Node(NamedTuple):
    """One value of a document.

    Attributes:
        kind: What stands there; ``refused`` is something that the format has and that is not read, such as an alias.
        value: Pairs of a map, nodes of a list, a bool; else the text as written. For ``refused`` the reason.
        line: Line from 1, where the format has lines.
        column: Column from 1.
    """

    kind: Kind
    value: Any
    line: int | None = None
    column: int | None = None


class Pair(NamedTuple):
    """One key of a map and its value; line and column are those of the key."""

    key: str
    node: Node
    line: int | None = None
    column: int | None = None


class Word(str):
    """A word of the written form in a plain tree that is to be written; a text that reads like it is put in quotes."""

    __slots__ = ()


class Lines(list[Any]):
    """Items of a plain tree that is to be written, each on a line of its own: people add to them line by line."""

    __slots__ = ()


def found(node: Node) -> str:
    """Say what stands there, for a message."""
    match node.kind:
        case "map":
            return "an object"
        case "list":
            return "a list"
        case "null":
            return "nothing"
        case "bool":
            return "true" if node.value else "false"
        case "number":
            return f"the number {plain(node.value, longest=40)}"
    return shown(node.value)


def at(node: Node, path: Path) -> Node:
    """Return the node at a path below, or the last one on the way that is there."""
    for step in path:
        below = None
        if node.kind == "map":
            below = next((pair.node for pair in node.value if pair.key == step), None)
        elif node.kind == "list" and isinstance(step, int) and 0 <= step < len(node.value):
            below = node.value[step]
        if below is None:
            break
        node = below
    return node


def below(node: Node, key: str, change: Callable[[Node], Node]) -> Node:
    """Return an object in which what stands under a key is changed; anything else as it is."""
    if node.kind != "map":
        return node
    return node._replace(
        value=[pair._replace(node=change(pair.node)) if pair.key == key else pair for pair in node.value]
    )


def each(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return a list in which every item is changed; anything else as it is."""
    return node._replace(value=[change(one) for one in node.value]) if node.kind == "list" else node


def node_of(value: Any, *, limits: Limits = DEFAULT_LIMITS) -> Node:
    """Return the tree of plain Python values: dicts with text keys, lists, texts, whole numbers, booleans, None.

    Numbers are kept as written, and a float is no exact number: the reader refuses it in its place.

    Raises:
        InvalidValue: There is something else in it.
        LimitExceeded: It is nested too deep.
    """
    return _node_of(value, limits.depth)


def _node_of(value: Any, depth: int) -> Node:
    if isinstance(value, (dict, list, tuple)):
        if not depth:
            raise LimitExceeded("the tree is nested too deep (see Limits.depth)")
        if not isinstance(value, dict):
            return Node("list", [_node_of(item, depth - 1) for item in value])
        return Node("map", [Pair(_key(key), _node_of(item, depth - 1)) for key, item in value.items()])
    if isinstance(value, str):
        return Node("text", value)
    if isinstance(value, bool):
        return Node("bool", value)
    if isinstance(value, (int, float)):
        return Node("number", "a very large number" if isinstance(value, int) and abs(value) >= 10**40 else repr(value))
    if value is None:
        return Node("null", "")
    raise InvalidValue(
        f"{shown(value)} is not plain (expected dicts, lists, texts, whole numbers, true, false or nothing)"
    )


def _key(key: object) -> str:
    if isinstance(key, str):
        return key
    raise InvalidValue(f"the key {shown(key)} is not text")
