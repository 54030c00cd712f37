"""The plan: what every class of the model consists of, read once from its fields and annotations.

Readers, writers, schemas and columns are all made from it, so nobody repeats a list of fields and none goes stale.

    >>> from armsdeals.values.claim import Claim
    >>> [field.name for field in plan_of(Claim).fields][:3]
    ['id', 'when', 'text']
    >>> said = plan_of(Claim).by_name["said"]
    >>> said.hint.shape, said.may_be_none, said.is_required
    (<Shape.LEAF: 'leaf'>, True, False)

The order is that of writing: the tag first, then what the class itself adds, then what it inherits, nearest first. Thus
in every file what is said stands before who said it. Left out: how any of it is read or written.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache
from inspect import get_annotations
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs

from armsdeals._fields import Leaf, Rule, Word, optional_of, rule_of
from armsdeals.values.evidence import Evidence


class Shape(StrEnum):
    """What stands in a plain tree for a value."""

    TEXT = "text"
    WHOLE = "whole"  # a whole number
    FLAG = "flag"  # true or false
    WORD = "word"  # a code of a vocabulary
    LEAF = "leaf"  # a value that is one text in every file
    DECIMAL = "decimal"  # an exact number, as text
    TAG = "tag"  # the one text that says which member of a union an object is
    OBJECT = "object"  # a class with fields
    UNION = "union"  # one of several classes, told apart by their tags
    LIST = "list"
    CITED = "cited"  # a list of sources, each by its key or as an object


@attrs.frozen(kw_only=True)
class Hint:
    """One annotation, taken apart.

    Attributes:
        shape: What stands in the tree.
        cls: The class of the value; for a tag the text itself; for a list the class of its items.
        rule: The rule on the value, if there is one.
        item: The hint of the items of a list.
    """

    shape: Shape
    cls: Any
    rule: Rule | None = None
    item: Hint | None = None


@attrs.frozen(kw_only=True)
class FieldPlan:
    """One field.

    Attributes:
        name: Its name, in the class and in every file.
        hint: What it holds.
        may_be_none: Whether None is allowed.
        is_required: Whether it has no default.
        default: What it is when left out; None for a required one.
    """

    name: str
    hint: Hint
    may_be_none: bool
    is_required: bool
    default: Any


@attrs.frozen(kw_only=True)
class ClassPlan:
    """One class.

    Attributes:
        cls: The class.
        fields: Its fields, in the order of writing.
        by_name: The same by name.
        tag: The field that tells it from the other members of its union; None if it is in none.
    """

    cls: Any
    fields: tuple[FieldPlan, ...]
    by_name: Mapping[str, FieldPlan] = attrs.field(eq=False)
    tag: FieldPlan | None = None


@cache
def plan_of(cls: Any) -> ClassPlan:
    """Return the plan of an attrs class.

    Raises:
        TypeError: A field has an annotation that no file could hold.
    """
    fields_held = attrs.fields(cls)
    hints = {field.name: field.type for field in fields_held}
    if any(isinstance(hint, str) for hint in hints.values()):  # of a class whose annotations nobody has resolved yet
        hints = get_type_hints(cls, include_extras=True)
    depth = {name: place for place, base in reversed([*enumerate(cls.__mro__)]) for name in get_annotations(base)}
    fields = [_field_plan(field, hints[field.name], f"{cls.__name__}.{field.name}") for field in fields_held]
    fields.sort(key=lambda field: (field.hint.shape is not Shape.TAG, depth[field.name]))
    tags = [field for field in fields if field.hint.shape is Shape.TAG]
    by_name = MappingProxyType({field.name: field for field in fields})
    return ClassPlan(cls=cls, fields=tuple(fields), by_name=by_name, tag=tags[0] if tags else None)


@cache
def names_of(cls: Any) -> frozenset[str]:
    """Return the names of the fields of an attrs class, without taking its annotations apart."""
    return frozenset(field.name for field in attrs.fields(cls))


def members_of(union: Any) -> dict[str, Any]:
    """Return the classes of a union by the text of their tags."""
    return dict(union.KINDS)


def _field_plan(field: Any, annotation: Any, place: str) -> FieldPlan:
    inner, may_be_none = optional_of(annotation)
    default = field.default
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # attrs types it as a function
        default = default.factory()
    required = default is attrs.NOTHING
    return FieldPlan(
        name=field.name,
        hint=hint_of(inner, place),
        may_be_none=may_be_none,
        is_required=required,
        default=None if required else default,
    )


def hint_of(annotation: Any, place: str = "the annotation") -> Hint:
    """Take one annotation apart; None is no part of it (see `FieldPlan.may_be_none`).

    Raises:
        TypeError: No file could hold it.
    """
    base, rule = rule_of(annotation)
    arguments = get_args(base)
    if get_origin(base) is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004  # tuple[X, ...]
        item = hint_of(arguments[0], place)
        shape = Shape.CITED if item.cls is Evidence else Shape.LIST
        return Hint(shape=shape, cls=item.cls, rule=rule, item=item)
    if get_origin(base) is Literal and len(arguments) == 1 and isinstance(arguments[0], str):
        return Hint(shape=Shape.TAG, cls=arguments[0])
    if isinstance(base, type) and (found := _shape_of(base)):
        return Hint(shape=found, cls=base, rule=rule)
    raise TypeError(f"{place}: no file could hold {annotation}")


def _shape_of(cls: type) -> Shape | None:
    if "KINDS" in vars(cls):
        return Shape.UNION
    if attrs.has(cls):
        return Shape.OBJECT
    plain = {str: Shape.TEXT, int: Shape.WHOLE, bool: Shape.FLAG}
    parents = {Word: Shape.WORD, Leaf: Shape.LEAF, Decimal: Shape.DECIMAL}
    return plain.get(cls) or next(
        (shape for parent, shape in parents.items() if issubclass(cls, parent) and cls is not parent), None
    )
