"""Single values, read carefully: whole numbers, flags, texts, codes, and what is one text in a file, such as a date or a sum.

    >>> scope = Scope()
    >>> read_flag(Node("plain", "yes", 3, 5), ("back",), scope)
    <FAULT>
    >>> print(scope.faults.issues())
    line 3: back: found 'yes' (expected true or false) [wrong-type]

A value that does not fit is noted with its place, and with a remedy where there is one. Left out: objects and lists (`careful_reader`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any

from armsdeals._fields import Rule, text_fault
from armsdeals._shown import shown
from armsdeals.errors import ArmsDealsError, UnknownName
from armsdeals.plan import Hint
from armsdeals.wire.faults import FAULT
from armsdeals.wire.scope import Scope
from armsdeals.wire.tree import Node, Path, found

FAULTY = (ValueError, TypeError, ArithmeticError, RecursionError)  # what a class may raise besides our own errors
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})", re.ASCII)
_CACHED_LENGTH = 120  # characters; longer values are rare, and would fill memory

Read = Callable[[Node, Path, Scope], Any]


def whole_reader(hint: Hint) -> Read:
    """Return the reader of a whole number that keeps a rule."""

    def read_whole(node: Node, path: Path, scope: Scope) -> Any:
        if node.kind not in ("number", "plain") or not re.fullmatch(r"-?[0-9]+", node.value, re.ASCII):
            remedy = "write it without quotes" if node.kind == "text" and _WHOLE.fullmatch(node.value) else ""
            return scope.unfit(node, path, "a whole number", hint=remedy)
        if not _WHOLE.fullmatch(node.value):
            message = f"found {found(node)} (expected a whole number of at most 18 digits, without a leading zero)"
            return scope.faults.note(path, "out-of-range", message, place=node)
        value = int(node.value)
        if hint.rule and (wrong := hint.rule.broken_by(value)):
            return scope.faults.note(path, "out-of-range", f"{value} {wrong}", place=node)
        return value

    return read_whole


def read_flag(node: Node, path: Path, scope: Scope) -> Any:
    """Read true or false."""
    if node.kind == "bool":
        return node.value
    if node.kind == "plain" and node.value in ("true", "false"):
        return node.value == "true"
    return scope.unfit(node, path, "true or false")


def _characters(node: Node, path: Path, scope: Scope) -> Any:
    """Return the text of a scalar that may be a text, or note what is wrong with it."""
    if node.kind not in ("text", "plain"):
        hint = (
            f'write it in quotes: "{found(node).removeprefix("the number ")}"'
            if node.kind in ("number", "bool")
            else ""
        )
        return scope.unfit(node, path, "text", hint=hint)
    if len(node.value) > scope.limits.text:
        message = f"has {len(node.value):,} characters (expected {scope.limits.text:,} or less; see Limits.text)"
        return scope.faults.note(path, "limit-exceeded", message, place=node)
    if wrong := text_fault(node.value):
        return scope.faults.note(path, "bad-value", f"{shown(node.value)} {wrong}", place=node)
    return node.value


def text_reader(hint: Hint) -> Read:
    """Return the reader of a text that keeps a rule."""
    code = "bad-value" if hint.rule and hint.rule.pattern else "out-of-range"
    keeps = _kept(hint.rule)

    def read_text(node: Node, path: Path, scope: Scope) -> Any:
        if (
            node.kind in ("plain", "text")
            and len(node.value) <= min(_CACHED_LENGTH, scope.limits.text)
            and keeps(node.value)
        ):
            return node.value
        text = _characters(node, path, scope)
        if text is not FAULT and hint.rule and (wrong := hint.rule.broken_by(text)):
            return scope.faults.note(path, code, f"{shown(text)} {wrong}", place=node)
        return text

    return read_text


def _kept(rule: Rule | None) -> Callable[[str], bool]:
    """Return what tells whether a short text is fine by its rule; it may say no of one that is."""
    if rule is None or rule == Rule(max_length=rule.max_length):
        longest = _CACHED_LENGTH if rule is None or rule.max_length is None else rule.max_length
        return lambda text: len(text) <= longest and text.isascii() and "\0" not in text
    return lru_cache(maxsize=4_096)(lambda text: text_fault(text) is None and rule.broken_by(text) is None)


def word_reader(cls: Any) -> Read:
    """Return the reader of a code of a vocabulary."""
    codes = cls._value2member_map_

    def read_word(node: Node, path: Path, scope: Scope) -> Any:
        if node.kind in ("plain", "text") and node.value in codes:
            return codes[node.value]
        text = _characters(node, path, scope)
        try:
            return text if text is FAULT else cls(text)
        except UnknownName as error:
            message, _, hint = error.message.rpartition("; ")
            return scope.faults.note(path, error.code, message, hint=hint, place=node)

    return read_word


def leaf_reader(cls: Any) -> Read:
    """Return the reader of a class that is one text in a file: a date, a sum, a number."""

    @lru_cache(maxsize=16_384)
    def made(text: str) -> Any:
        if wrong := text_fault(text):
            raise ValueError(wrong)
        return cls(text)

    def read_leaf(node: Node, path: Path, scope: Scope) -> Any:
        if node.kind in ("plain", "text") and len(node.value) <= _CACHED_LENGTH:
            with suppress(ArmsDealsError, *FAULTY):  # which is told below
                return made(node.value)
        text = _characters(node, path, scope)
        if text is FAULT:
            return FAULT
        try:
            return cls(text)
        except ArmsDealsError as error:
            return scope.faults.note(path, error.code, error.message, place=node)
        except FAULTY as error:
            message = f"{shown(text)} is not understood ({shown(str(error), longest=200)})"
            return scope.faults.note(path, "bad-value", message, place=node)

    return read_leaf
