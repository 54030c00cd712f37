r"""The fast writer: objects to canonical JSON, by functions made once for each class and by an encoder in C.

The bytes are those of the careful writer, tree and all; a law holds them together.

    >>> from armsdeals.model.deal import Deal
    >>> write_line(Deal(id="demo", title="S-400"))
    b'{"id":"demo","title":"S-400"}\n'

Left out: formats other than JSON and its lines.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

import msgspec

from armsdeals._slim import nothing_more, rarely_told
from armsdeals.model.deal import Deal
from armsdeals.plan import FieldPlan, Hint, Shape, members_of, plan_of
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence
from armsdeals.wire.document import document_tree
from armsdeals.wire.evidence_table import Citations, common
from armsdeals.wire.versions import KEY, VERSION

Cite = Callable[[Evidence], Any]
Write = Callable[[Any, Cite], Any]

_encode = msgspec.json.Encoder().encode


def encoded(tree: Any) -> bytes:
    """Return the bytes of a plain tree, on one line."""
    return _encode(tree) + b"\n"


def write_document(register: Register) -> bytes:
    """Return the bytes of a document that holds a register, with one table of the sources that several deals cite."""
    if register != Register(register.deals):  # something stands beside the deals, and may cite what they cite
        return encoded(document_tree(register))
    parts = [_deal(deal) for deal in register.deals]
    shared = common((citing for _, citing in parts), ())
    deals = [
        _with_table(told, {key: source for key, source in citing.table.items() if key not in shared})
        for told, citing in parts
    ]
    return encoded(_with_table({KEY: VERSION, "deals": deals}, shared))


def write_line(deal: Deal) -> bytes:
    """Return the line of one deal."""
    told, citing = _deal(deal)
    return encoded(_with_table(told, citing.table))


def _deal(deal: Deal) -> tuple[Any, Citations]:
    citing = Citations(_source)
    return _writer(Deal)(deal, citing.cite), citing


def _source(source: Evidence) -> Any:
    return _written(source, _source)


def _with_table(told: dict[str, Any], table: dict[str, Evidence]) -> dict[str, Any]:
    if table:
        told["evidence"] = _entries(table)
    return told


def _entries(table: dict[str, Evidence]) -> dict[str, Any]:
    entries = {key: _source(source) for key, source in table.items()}
    for entry in entries.values():
        del entry["id"]  # its key says it
    return entries


def _written(thing: Any, cite: Cite) -> Any:
    cls: Any = type(thing)
    return _writer(cls)(thing, cite)


@cache
def _writer(cls: Any) -> Write:
    """Return what makes the plain tree of an object of a class.

    It touches a field that is as it is by default once, and compares it with nothing where its truth will do.
    """
    names: dict[str, Any] = {"written": _written, "decimal": Decimal.__format__}  # not that of a child, which is slow
    rare = rarely_told(cls)
    often, lines = [], []
    for one in plan_of(cls).fields:
        line = f"tree[{one.name!r}] = {_expression(one, names)}"
        test = _differs(one, names)
        line = f"  if {test}: {line}" if test else f"  {line}"
        if one.name in rare:
            line = line.replace(f"one.{one.name}", f"more.{one.name}")  # with one step less
        lines.append(line)
        often += [] if test and one.name in rare else [line]
    if rare:  # which most objects do not tell
        names["default_more"] = nothing_more(cls)
        few = ["  more = one._more", "  if more is default_more:", *(f"  {line}" for line in [*often, "  return tree"])]
        lines = [*few, *lines]
    given = "".join(f", {name}={name}" for name in names if name.startswith("default_"))  # locals are found sooner
    source = "\n".join([f"def write(one, cite{given}):", "  tree = {}", *lines, "  return tree"])
    exec(source, names)  # noqa: S102  # our own text, made from our own classes
    return names["write"]  # type: ignore[no-any-return]


def _differs(one: FieldPlan, names: dict[str, Any]) -> str:
    """Return the test of whether a field has to be written; empty if always."""
    if one.is_required or one.hint.shape is Shape.TAG:
        return ""
    if one.default is None:
        return f"one.{one.name} is not None"
    if one.default in ("", (), False) and not one.may_be_none:
        return f"one.{one.name}"
    default = f"default_{one.name}"
    names[default] = one.default
    same = "is not" if isinstance(one.default, (bool, Enum)) else "!="
    nothing = f"one.{one.name} is None or " if one.may_be_none else ""
    return f"{nothing}one.{one.name} {same} {default}"


def _expression(one: FieldPlan, names: dict[str, Any]) -> str:
    """Return the expression of what is written for a field."""
    value = f"one.{one.name}"
    if one.hint.item is not None:
        told = _told(one.hint.item, "item", names)
        return value if told == "item" else f"[{told} for item in {value}]"
    told = _told(one.hint, value, names)
    may_be_nothing = one.may_be_none and (one.is_required or one.default is not None)
    return f"None if {value} is None else {told}" if may_be_nothing and told != value else told


def _told(hint: Hint, value: str, names: dict[str, Any]) -> str:
    match hint.shape:
        case Shape.OBJECT if hint.cls is Evidence:
            names["write_Evidence"] = _writer(Evidence)
            return f"cite({value}) if {value}.id else write_Evidence({value}, cite)"
        case Shape.OBJECT:
            name = hint.cls.__name__
            names |= {name: hint.cls, f"write_{name}": _writer(hint.cls)}
            return f"write_{name}({value}, cite) if type({value}) is {name} else written({value}, cite)"
        case Shape.UNION:
            names["members"] = {member: _writer(member) for member in members_of(hint.cls).values()}
            return f"members.get(type({value}), written)({value}, cite)"
        case Shape.WORD:
            return f"{value}._value_"
        case Shape.LEAF:
            return f"{value}.text"
        case Shape.DECIMAL:
            return f"decimal({value}, 'f')"
    return value
