"""The writer: objects to plain trees that any format can hold, in one fixed order and without what goes without saying.

A field that has its default is left out; exact numbers are text; a tag is always written, and first.

    >>> from armsdeals.values.evidence import Evidence
    >>> written(Evidence(id="tass", publisher="TASS", published="2017-09", kind="article"))
    {'id': 'tass', 'publisher': 'TASS', 'kind': 'ARTICLE', 'published': '2017-09'}

For each class a function is made once from its plan, as text, and compiled. Left out: which table a source goes to
(`document`).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any

from armsdeals.plan import FieldPlan, Hint, Shape, plan_of
from armsdeals.values.evidence import Evidence
from armsdeals.wire.evidence_table import Citations

Cite = Callable[[Evidence], Any]


def written(value: Any, cite: Cite | None = None) -> dict[str, Any]:
    """Return the plain tree of an object.

    Args:
        value: An object of the model.
        cite: Returns what is written for a source that a claim cites; the source itself if left out.
    """
    cls: Any = type(value)
    return _writer(cls)(value, cite or written)


@cache
def _writer(cls: Any) -> Callable[[Any, Cite], dict[str, Any]]:
    names: dict[str, Any] = {"writer": _writer}
    lines = ["def write(thing, cite):", "  tree = {}"]
    for one in plan_of(cls).fields:
        names[f"default_{one.name}"] = one.default
        lines.append(f"  value = thing.{one.name}")
        store = f"tree[{one.name!r}] = {_expression(one.hint, 'value')}"
        if one.is_required and one.may_be_none:
            store = f"tree[{one.name!r}] = None if value is None else {_expression(one.hint, 'value')}"
        test = _differs(one)
        lines.append(f"  if {test}: {store}" if test else f"  {store}")
    exec("\n".join([*lines, "  return tree"]), names)  # noqa: S102  # our own text, made from our own classes
    return names["write"]  # type: ignore[no-any-return]


def _differs(one: FieldPlan) -> str:
    """Return the test of whether a field has to be written; empty if always."""
    if one.is_required or one.hint.shape is Shape.TAG:
        return ""
    if one.default is None or isinstance(one.default, (bool, Enum)):
        return f"value is not default_{one.name}"
    if one.default in ("", ()) and not one.may_be_none:
        return "value"
    return f"value != default_{one.name}" if not one.may_be_none else f"value is None or value != default_{one.name}"


def _expression(hint: Hint, name: str) -> str:
    match hint.shape:
        case Shape.LIST if hint.item is not None:
            inner = _expression(hint.item, "item")
            return f"list({name})" if inner == "item" else f"[{inner} for item in {name}]"
        case Shape.CITED:
            return f"[cite(item) for item in {name}]"
        case Shape.OBJECT | Shape.UNION:
            return f"writer(type({name}))({name}, cite)"
        case Shape.WORD:
            return f"{name}._value_"
        case Shape.LEAF:
            return f"{name}.text"
        case Shape.DECIMAL:
            return f"format({name}, 'f')"
    return name


def citations() -> Citations:
    """Return an empty table of sources that writes by the plan what it cannot hold."""
    return Citations(written)
