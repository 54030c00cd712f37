r"""JSON: the form that machines exchange. One line, keys in the order of the classes, texts as they are.

Exact numbers are text on the wire, since other programs read JSON numbers as floats. Numbers are kept as written until
the field they stand in decides.

    >>> write({"armsdeals": 1, "deals": [{"id": "demo", "title": "Türkiye"}]}).decode()
    '{"armsdeals":1,"deals":[{"id":"demo","title":"Türkiye"}]}\n'
    >>> parse(b'{"rate": NaN}')
    Traceback (most recent call last):
    armsdeals.errors.UnreadableInput: line 1: this is no JSON: NaN is no number; leave the field out

A key that stands twice is kept twice, for the reader to name. The parser of the standard library does not tell the lines of
single values; where there are faults they are looked up (`armsdeals.formats.json_places`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from armsdeals.errors import LimitExceeded, UnreadableInput
from armsdeals.formats._base import text_of
from armsdeals.formats.json_places import placed
from armsdeals.issues import Issues
from armsdeals.register.register import Register
from armsdeals.wire.document import read_document
from armsdeals.wire.fast_reader import READER
from armsdeals.wire.fast_writer import encoded, write_document
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits
from armsdeals.wire.tree import Node, Pair

# Possessive, and with the closing mark left free, so that no input makes it go back.
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
_STRINGS = re.compile(_STRING.encode(), re.DOTALL)
_NO_NUMBERS = re.compile(rf"{_STRING}|-?Infinity|NaN", re.DOTALL)
_ALL_BUT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STEP = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_IN_OUR_WORDS = {
    "Extra data": "something stands behind the end of the document",
    "Expecting value": "a value is missing here, or a text has no quotes",
    "Expecting ',' delimiter": "a comma is missing here",
    "Expecting ':' delimiter": "a colon is missing here",
    "Expecting property name enclosed in double quotes": "a key in double quotes is missing here",
    "Unterminated string starting at": "the text that begins here does not end",
    "Invalid control character at": "a line break or another control character stands in a text; write \\n",
}


def parse(data: bytes, limits: Limits = DEFAULT_LIMITS, *, line: int | None = None) -> Node:
    """Return the tree of a document.

    Args:
        data: Its bytes.
        limits: What it may be at most.
        line: In which line of a file it stands, if it is one line of it; every part of the tree is then of that line.

    Raises:
        UnreadableInput: It is no JSON.
        LimitExceeded: It is nested too deep.
    """
    text = text_of(data)
    before = 0 if line is None else line - 1
    _check_depth(data, limits.depth, line)
    try:
        value = json.loads(
            text, object_pairs_hook=_Pairs, parse_float=_Number, parse_int=_Number, parse_constant=_no_number
        )
    except json.JSONDecodeError as error:
        told = _IN_OUR_WORDS.get(error.msg, error.msg.lower())
        raise UnreadableInput(f"this is no JSON: {told}", line=before + error.lineno, column=error.colno) from error
    except _NoNumber as error:
        place = next(m.start() for m in _NO_NUMBERS.finditer(text) if not m[0].startswith('"'))
        lines, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
        message = f"this is no JSON: {error} is no number; leave the field out"
        raise UnreadableInput(message, line=before + lines, column=column) from None
    return _node(value, line)


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[Register, Issues]:
    """Read a document as `read_document` does, by the fast way where it is certainly clean.

    Raises:
        UnreadableInput: It is no JSON.
        LimitExceeded: It is nested too deep.
        UnsupportedVersion: It is newer than this release.
    """
    register = READER.document(data, limits)
    if register is not None:
        return register, Issues()
    register, issues = read_document(parse(data, limits), limits=limits)
    return register, placed(issues, text_of(data)) if issues else issues


def write(tree: Mapping[str, Any]) -> bytes:
    """Return the bytes of a plain tree."""
    return encoded(tree)


def dump(register: Register) -> bytes:
    """Return the bytes of a register: those of its tree, made the fast way."""
    return write_document(register)


class _Pairs(list[tuple[str, Any]]):
    """The keys and values of an object as written, double ones included."""


class _Number(str):
    """A number as written."""

    __slots__ = ()


class _NoNumber(ValueError):
    """NaN or an infinity."""


def _no_number(name: str) -> Any:
    raise _NoNumber(name)


def _check_depth(data: bytes, most: int, line: int | None) -> None:
    """Refuse deep nesting before the parser, which is recursive, meets it."""
    brackets = _STRINGS.sub(b"", data).translate(None, _ALL_BUT_BRACKETS)
    depth = max(accumulate(map(_STEP.__getitem__, brackets)), default=0)
    if depth > most:
        message = f"the document is nested {depth:,} deep (expected {most} or less; see Limits.depth)"
        raise LimitExceeded(message, line=line)


def _node(value: Any, line: int | None) -> Node:
    match value:
        case _Pairs():
            return Node("map", [Pair(key, _node(item, line), line) for key, item in value], line)
        case list():
            return Node("list", [_node(item, line) for item in value], line)
        case _Number():
            return Node("number", str(value), line)
        case str():
            return Node("text", value, line)
        case bool():
            return Node("bool", value, line)
    return Node("null", "", line)
