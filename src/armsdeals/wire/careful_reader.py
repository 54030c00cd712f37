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

All of it is made from the plan of the classes. Left out: single values (`careful_values`), the envelope
around the deals (`document`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any

from attrs import fields, frozen

from armsdeals._shown import shown
from armsdeals._twins import builder
from armsdeals.errors import ArmsDealsError, suggestion
from armsdeals.model.line import Line
from armsdeals.model.valued import PriceClaim, QuantityClaim
from armsdeals.model.volume import VolumeClaim
from armsdeals.plan import ClassPlan, Hint, Shape, members_of, plan_of
from armsdeals.wire.careful_values import FAULTY, Read, leaf_reader, read_flag, text_reader, whole_reader, word_reader
from armsdeals.wire.evidence_table import look_up
from armsdeals.wire.faults import FAULT, Partly
from armsdeals.wire.scope import Scope, keys_of, too_many
from armsdeals.wire.tree import Node, Path, at

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_KEY = itemgetter(0)  # of a pair
# Their constructors are their own for the sake of short forms, of which nothing is left in what was read.
_TAKES_SHORT_FORMS = (Line, PriceClaim, QuantityClaim, VolumeClaim)


@frozen
class _Ways:
    """How one class is read, made once.

    Attributes:
        readers: The reader of each field.
        known: The names of the fields.
        required: Those without a default.
        nullable: Those that may be None.
        make: Makes an object of parts that were read, with its rules across fields.
    """

    readers: dict[str, Read]
    known: frozenset[str]
    required: tuple[str, ...]
    nullable: frozenset[str]
    make: Callable[..., Any]


def read_object(cls: Any, node: Node, path: Path, scope: Scope) -> Any:
    """Read an object of a class; the marker of a fault if any part of it is faulty."""
    if scope.held and (held := scope.held.get(id(node.value))) is not None:
        return held
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
    ways = _ways_of(cls)
    if node.kind == "map" and len(node.value) <= scope.limits.items:
        names = set(map(_KEY, node.value))
        if len(names) == len(node.value) and names.isdisjoint(given) and names.difference(beside) <= ways.known:
            return _read_known(ways, node, path, scope, given)
    return _read_doubtful(cls, node, path, scope, given, beside)


def _read_known(ways: _Ways, node: Node, path: Path, scope: Scope, given: Mapping[str, Any]) -> Any:
    """Read an object all of whose keys are known and stand once, as nearly all do."""
    values = dict(given)
    sound = True
    readers = ways.readers
    for name, below, _, _ in node.value:
        if below.kind == "null" and name in ways.nullable:
            values[name] = None
        elif name in readers:  # else it stands beside the fields
            values[name] = value = readers[name](below, (*path, name), scope)
            sound = sound and value is not FAULT
    return values if _is_whole(ways, values, node, path, scope) and sound else FAULT


def _is_whole(ways: _Ways, values: Mapping[str, Any], node: Node, path: Path, scope: Scope) -> bool:
    missing = [name for name in ways.required if name not in values]
    for name in missing:
        scope.faults.note((*path, name), "missing", "is required", hint=f"add {name}: ...", place=node)
    return not missing


def _read_doubtful(
    cls: Any, node: Node, path: Path, scope: Scope, given: Mapping[str, Any], beside: Iterable[str]
) -> Any:
    if isinstance(node.value, Partly):
        scope.unfit(node, path, "")
        return _look_at_rest(readers_of(cls), node.value.rest, path, scope)
    ways = _ways_of(cls)
    pairs, sound = keys_of(node, path, scope, known=[*(n for n in plan_of(cls).by_name if n not in given), *beside])
    values = dict(given)
    for name, pair in pairs.items():
        if name not in ways.readers:  # it stands beside the fields
            continue
        if pair.node.kind == "null" and name in ways.nullable:
            values[name] = None
        else:
            values[name] = ways.readers[name](pair.node, (*path, name), scope)
            sound = sound and values[name] is not FAULT
    if node.kind == "map" and len(node.value) <= scope.limits.items:
        sound = _is_whole(ways, values, node, path, scope) and sound
    return values if sound else FAULT


def _look_at_rest(readers: Mapping[str, Read], rest: Node, path: Path, scope: Scope) -> Any:
    """Note what is wrong with the fields that stand beside a thing that is not read; return the marker of a fault."""
    pairs, _ = keys_of(rest, path, scope, known=[*readers])
    for name, pair in pairs.items():
        if pair.node.kind != "null":
            readers[name](pair.node, (*path, name), scope)
    return FAULT


def build(cls: Any, values: Mapping[str, Any], node: Node, path: Path, scope: Scope) -> Any:
    """Make an object of sound parts, or note which rule across its fields is broken."""
    try:
        return _ways_of(cls).make(**values)
    except ArmsDealsError as error:
        for one in (error, *error.also):
            code = "inconsistent" if one.code == "bad-value" else one.code
            scope.faults.note((*path, *one.path), code, one.message, place=at(node, one.path))
        return FAULT
    except FAULTY as error:
        return scope.faults.note(path, "inconsistent", shown(str(error), longest=200), place=node)


@cache
def readers_of(cls: Any) -> dict[str, Read]:
    """Return the reader of each field of a class."""
    plan: ClassPlan = plan_of(cls)
    return {one.name: _reader(one.hint) for one in plan.fields}


@cache
def _ways_of(cls: Any) -> _Ways:
    plan: ClassPlan = plan_of(cls)
    return _Ways(
        readers=readers_of(cls),
        known=frozenset(plan.by_name),
        required=tuple(one.name for one in plan.fields if one.is_required),
        nullable=frozenset(one.name for one in plan.fields if one.may_be_none),
        make=maker(cls),
    )


def maker(cls: Any) -> Callable[..., Any]:
    """Return what makes an object of parts that were read: they are of their classes and keep their rules already.

    Rules across fields are looked at all the same. A class whose constructor does more is made by it.
    """
    own = hasattr(cls, "__attrs_init__") and cls not in _TAKES_SHORT_FORMS
    if own or cls.__weakrefoffset__ or cls.__dictoffset__ or any(one.validator for one in fields(cls)):
        return cls  # type: ignore[no-any-return]
    try:
        make = builder(cls)
    except TypeError:  # a default is made anew each time
        return cls  # type: ignore[no-any-return]
    if not hasattr(cls, "__attrs_post_init__"):
        return make

    def made(**values: Any) -> Any:
        one = make(**values)
        one.__attrs_post_init__()
        return one

    return made


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
            return whole_reader(hint)
        case Shape.FLAG:
            return read_flag
        case Shape.WORD:
            return word_reader(hint.cls)
        case Shape.TEXT:
            return text_reader(hint)
    return leaf_reader(hint.cls)


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
        if isinstance(node.value, Partly):
            scope.unfit(node, path, "")
            every = {key: read for member in reversed(members.values()) for key, read in readers_of(member).items()}
            return _look_at_rest(every, node.value.rest, path, scope)
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
