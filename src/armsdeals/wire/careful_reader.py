"""The careful reader: a tree to objects, with every fault named, its place, what was found and what to do about it.

It never stops at the first fault. An object with a faulty part is not built, but its other parts and its siblings are
read; rules across fields run once all parts of an object are sound.

    >>> from armsdeals.values.evidence import Evidence
    >>> from armsdeals.wire.tree import node_of
    >>> scope = Scope()
    >>> read_object(Evidence, node_of({"publisher": "TASS", "kind": "articel", "published": 2017}), (), scope)
    <FAULT>
    >>> print(scope.faults.issues())
    kind: 'articel' is not a source kind [not-in-list] (did you mean ARTICLE?)
    published: found the number 2017 (expected text) [wrong-type] (write it in quotes: "2017")

All of it is made from the plan of the classes. Left out: the envelope around the deals (`document`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from armsdeals._fields import text_fault
from armsdeals._shown import shown
from armsdeals.errors import ArmsDealsError, UnknownName, suggestion
from armsdeals.plan import ClassPlan, Hint, Shape, members_of, plan_of
from armsdeals.wire.evidence_table import look_up
from armsdeals.wire.faults import FAULT
from armsdeals.wire.scope import Scope, keys_of, too_many
from armsdeals.wire.tree import Node, Path, at, found

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})", re.ASCII)
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_CACHED_LENGTH = 120  # characters; longer values are rare, and would fill memory


Read = Callable[[Node, Path, Scope], Any]


def read_object(cls: Any, node: Node, path: Path, scope: Scope) -> Any:
    """Read an object of a class; the marker of a fault if any part of it is faulty."""
    values = read_values(cls, node, path, scope)
    return values if values is FAULT else build(cls, values, node, path, scope)


def read_values(
    cls: Any,
    node: Node,
    path: Path,
    scope: Scope,
    *,
    given: Mapping[str, Any] = _NOTHING,
    beside: Iterable[str] = (),
) -> Any:
    """Read the fields of a class.

    Args:
        cls: The class.
        node: The object in the document.
        path: Its path.
        scope: Where faults go, and where sources are looked up.
        given: Fields that are known already and may not stand in the object.
        beside: Keys that stand beside the fields and are read elsewhere.
    """
    plan = plan_of(cls)
    readers = readers_of(cls)
    pairs, sound = keys_of(node, path, scope, known=[*(n for n in plan.by_name if n not in given), *beside])
    values = dict(given)
    for name, pair in pairs.items():
        if name not in readers:  # it stands beside the fields
            continue
        if pair.node.kind == "null" and plan.by_name[name].may_be_none:
            values[name] = None
        else:
            values[name] = readers[name](pair.node, (*path, name), scope)
            sound = sound and values[name] is not FAULT
    if node.kind == "map" and len(node.value) <= scope.limits.items:
        for one in plan.fields:
            if one.is_required and one.name not in values:
                sound = False
                hint = f"add {one.name}: ..."
                scope.faults.note((*path, one.name), "missing", "is required", hint=hint, place=node)
    return values if sound else FAULT


def build(cls: Any, values: Mapping[str, Any], node: Node, path: Path, scope: Scope) -> Any:
    """Make an object of sound parts, or note which rule across its fields is broken."""
    try:
        return cls(**values)
    except ArmsDealsError as error:
        code = "inconsistent" if error.code == "bad-value" else error.code
        return scope.faults.note((*path, *error.path), code, error.message, place=at(node, error.path))
    except (ValueError, TypeError, ArithmeticError, RecursionError) as error:
        return scope.faults.note(path, "inconsistent", shown(str(error), longest=200), place=node)


@cache
def readers_of(cls: Any) -> dict[str, Read]:
    """Return the reader of each field of a class."""
    plan: ClassPlan = plan_of(cls)
    return {one.name: _reader(one.hint) for one in plan.fields}


def _reader(hint: Hint) -> Read:
    """Make the reader of one annotation."""
    match hint.shape:
        case Shape.LIST:
            return _list(_reader(_item(hint)), "a list")
        case Shape.CITED:
            return _list(_cited(hint.cls), "a list of sources")
        case Shape.OBJECT:
            return lambda node, path, scope: read_object(hint.cls, node, path, scope)
        case Shape.UNION:
            return _union(hint.cls)
        case Shape.TAG:
            return _tag(hint.cls)
        case Shape.WHOLE:
            return _whole(hint)
        case Shape.FLAG:
            return _flag
        case Shape.WORD:
            return _word(hint.cls)
        case Shape.TEXT:
            return _text(hint)
    return _leaf(hint.cls)


def _item(hint: Hint) -> Hint:
    if hint.item is None:
        raise TypeError("a list has items")
    return hint.item


def _list(read: Read, wanted: str) -> Read:
    def read_list(node: Node, path: Path, scope: Scope) -> Any:
        if node.kind != "list":
            return scope.unfit(node, path, wanted, hint="put it in brackets, even if it is one")
        if too_many(node, path, scope):
            return FAULT
        values = [read(item, (*path, place), scope) for place, item in enumerate(node.value)]
        return FAULT if any(value is FAULT for value in values) else tuple(values)

    return read_list


def _cited(cls: Any) -> Read:
    def read_source(node: Node, path: Path, scope: Scope) -> Any:
        if node.kind in ("text", "plain"):
            return look_up(node, path, scope.tables, scope.faults)
        if node.kind == "map":
            return read_object(cls, node, path, scope)
        return scope.unfit(node, path, "the key of a source, or the source itself as an object")

    return read_source


def _union(union: Any) -> Read:
    def read_member(node: Node, path: Path, scope: Scope) -> Any:
        members = members_of(union)
        name = next(plan.tag.name for member in members.values() if (plan := plan_of(member)).tag)
        if node.kind != "map":
            return scope.unfit(node, path, "an object")
        pair = next((pair for pair in node.value if pair.key == name), None)
        choices = ", ".join(members)
        where = (*path, name)
        if pair is None:
            return scope.faults.note(where, "missing", f"is required (expected one of {choices})", place=node)
        if pair.node.kind not in ("text", "plain"):
            return scope.unfit(pair.node, where, f"one of {choices}")
        if pair.node.value not in members:
            near = suggestion(pair.node.value.lower(), members)
            hint = f"did you mean {near[0]}?" if near else f"expected one of {choices}"
            message = f"{shown(pair.node.value)} is not known here"
            return scope.faults.note(where, "not-in-list", message, hint=hint, place=pair.node)
        return read_object(members[pair.node.value], node, path, scope)

    return read_member


def _tag(text: str) -> Read:
    def read_tag(node: Node, path: Path, scope: Scope) -> Any:
        if node.kind not in ("text", "plain"):
            return scope.unfit(node, path, text)
        if node.value != text:
            message = f"{shown(node.value)} is not known here"
            return scope.faults.note(path, "not-in-list", message, hint=f"expected {text}", place=node)
        return text

    return read_tag


def _whole(hint: Hint) -> Read:
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


def _flag(node: Node, path: Path, scope: Scope) -> Any:
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


def _text(hint: Hint) -> Read:
    code = "bad-value" if hint.rule and hint.rule.pattern else "out-of-range"

    def read_text(node: Node, path: Path, scope: Scope) -> Any:
        text = _characters(node, path, scope)
        if text is not FAULT and hint.rule and (wrong := hint.rule.broken_by(text)):
            return scope.faults.note(path, code, f"{shown(text)} {wrong}", place=node)
        return text

    return read_text


def _word(cls: Any) -> Read:
    def read_word(node: Node, path: Path, scope: Scope) -> Any:
        text = _characters(node, path, scope)
        try:
            return text if text is FAULT else cls(text)
        except UnknownName as error:
            message, _, hint = error.message.rpartition("; ")
            return scope.faults.note(path, error.code, message, hint=hint, place=node)

    return read_word


def _leaf(cls: Any) -> Read:
    def read_leaf(node: Node, path: Path, scope: Scope) -> Any:
        text = _characters(node, path, scope)
        if text is FAULT:
            return FAULT
        try:
            return _made(cls, text) if len(text) <= _CACHED_LENGTH else cls(text)
        except ArmsDealsError as error:
            return scope.faults.note(path, error.code, error.message, place=node)
        except (ValueError, TypeError, ArithmeticError, RecursionError) as error:
            message = f"{shown(text)} is not understood ({shown(str(error), longest=200)})"
            return scope.faults.note(path, "bad-value", message, place=node)

    return read_leaf


@lru_cache(maxsize=16_384)
def _made(cls: Any, text: str) -> Any:
    return cls(text)
