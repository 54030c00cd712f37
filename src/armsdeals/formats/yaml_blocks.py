r"""YAML as nearly everybody types it, read line by line: blocks of keys and items with plain texts.

A line is a key with or without a value, an item of a list, a comment, or empty. Whatever else YAML has (texts of several
lines, escapes, nested brackets, tags) is not read here, nor is anything that may be a fault: then the answer is None, and
the parser of YAML reads the whole file (`yaml`). Both give the same nodes, with the same lines and columns.

    >>> tree = plain_blocks("title: A demo  # of it\nhistory:\n- 2016-11~ talks: they began\n")
    >>> tree.value[0]
    Pair(key='title', node=Node(kind='plain', value='A demo', line=1, column=8), line=1, column=1)
    >>> tree.value[1].node.value[0].value[0].key
    '2016-11~ talks'
    >>> plain_blocks("title: one: two") is None
    True

It takes a third of the time of the parser, whose events are made in C and taken apart in Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from armsdeals.wire.limits import DEFAULT_LIMITS, Limits
from armsdeals.wire.tree import Node, Pair

# Tabs, line ends of other systems, what cannot be seen, and what YAML does not have.
_STRANGE = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"  # with which no plain text begins; some may, if no blank follows
_LINE = re.compile(
    rf"( *)(- +)?([^ \n{re.escape(_INDICATORS)}][^:#\n]*(?:(?::(?=[^ \n])|(?<! )#)[^:#\n]*)*)?(:(?: +|(?=\n)))?([^\n]*)\n"
)
_COMMENTED = re.compile(r"(.*?)(?:(?:^| +)#(?:[ #!].*)?| +)")  # a text that ends at " #x" has lost what follows
_WORD = r"[A-Za-z0-9][A-Za-z0-9_./-]*"
_OTHER = re.compile(rf"""'[^']*'|"[^"\\]*"|\[(?:{_WORD}(?:, {_WORD})*)?\]""")
_FIRST = frozenset(_INDICATORS)
_MARKS = frozenset("'\"[")
_NULLS = frozenset({"~", "null"})
_LONGEST_KEY = 1_000  # characters; YAML takes a few more
# What the constructors of these tuples do, without the call of Python in between.
_node: Callable[[tuple[Any, ...]], Node] = partial(tuple.__new__, Node)
_pair: Callable[[tuple[Any, ...]], Pair] = partial(tuple.__new__, Pair)


def plain_blocks(text: str, limits: Limits = DEFAULT_LIMITS) -> Node | None:  # noqa: PLR0912, PLR0915  # a call for each line takes its time
    """Return the tree of a document whose top is an object; None if it is not certainly read as YAML reads it."""
    if _STRANGE.search(text):
        return None
    top: list[Any] = []
    here, column, is_list = top, 0, False  # the innermost place that is open, and where its keys or dashes stand
    outer: list[tuple[list[Any], int, bool]] = []
    is_open = False  # whether the last line was a key without a value
    deepest = limits.depth - 1
    told: str | None
    for number, (indent, dash, head, colon, value) in enumerate(_LINE.findall(f"{text}\n"), 1):
        at = len(indent)
        if head and colon:
            if value and (value[0] in _FIRST or value[-1] in " :" or ": " in value or " #" in value):
                told = _told(value)
                if told is None:
                    return None
                value = told  # noqa: PLW2901  # without the comment behind it
        elif dash:
            if value or not head or head[-1] == " ":
                told = _told(head + value)
                if colon or not told:
                    return None
                head = told  # noqa: PLW2901  # the item is one text
        elif head or colon or (value and value[0] != "#"):
            return None
        else:
            continue
        if dash:
            if is_open and at >= column:
                below: list[Any] = []
                here[-1] = _under(here[-1], _node(("list", below, number, at + 1)))
                outer.append((here, column, is_list))
                here, column, is_list = below, at, True
            else:
                while column > at and outer:
                    here, column, is_list = outer.pop()
                if not is_list or column != at:
                    return None
            at += len(dash)
            if not colon:
                here.append(_scalar(head, number, at + 1))
                is_open = False
                continue
            below = []
            here.append(_node(("map", below, number, at + 1)))
            outer.append((here, column, is_list))
            here, column, is_list = below, at, False
        elif is_open and at > column:
            below = []
            here[-1] = _under(here[-1], _node(("map", below, number, at + 1)))
            outer.append((here, column, is_list))
            here, column, is_list = below, at, False
        else:
            while (column > at or (is_list and column == at)) and outer:
                here, column, is_list = outer.pop()
            if column != at:
                return None
        if head[-1] == " " or len(head) > _LONGEST_KEY or len(outer) >= deepest:
            return None
        if head[0] in "<." and (head == "<<" or head[:3] == "..."):
            return None
        is_open = not value
        if is_open:
            node = _node(("null", "", number, at + len(head) + 2))
        elif value[0] in _MARKS or value in _NULLS:
            node = _scalar(value, number, at + len(head) + len(colon) + 1)
        else:
            node = _node(("plain", value, number, at + len(head) + len(colon) + 1))
        here.append(_pair((head, node, number, at + 1)))
    return Node("map", top, *top[0][2:]) if top else None


def _under(pair: Pair, node: Node) -> Pair:
    return _pair((pair[0], node, pair[2], pair[3]))


def _told(value: str) -> str | None:
    """Return a text without the comment behind it; None where it is not certain what the text is."""
    if _OTHER.fullmatch(value):
        return value
    found = _COMMENTED.fullmatch(value)
    told = found[1] if found else value
    if not told or told[0] in _FIRST:
        return told if _OTHER.fullmatch(told) or (not told and value[:1] == "#") else None
    return None if ": " in told or " #" in told or told[-1] == ":" else told


def _scalar(text: str, line: int, column: int) -> Node:
    """Return the node of what stands alone, in quotes, or in brackets."""
    first = text[0]
    if first not in _MARKS:
        return _node(("null" if text in _NULLS else "plain", text, line, column))
    if first != "[":
        return _node(("text", text[1:-1], line, column))
    items = []
    place = column + 1
    for item in text[1:-1].split(", ") if len(text) > 2 else ():  # noqa: PLR2004  # the brackets
        items.append(_node(("null" if item in _NULLS else "plain", item, line, place)))
        place += len(item) + 2
    return _node(("list", items, line, column))
