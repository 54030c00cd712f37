"""Structs for the fast reader: one for each class of the model, made from its plan, which msgspec fills in C.

A struct refuses unknown keys, knows the tag of a union, finds codes, and keeps the rules on numbers and lengths. Dates, sums
and ids stay text in it, for what they mean is not decided in C.

    >>> from armsdeals.values.evidence import Evidence
    >>> read = msgspec.json.Decoder(Structs().of(Evidence)).decode
    >>> told = read(b'{"publisher":"TASS","kind":"ARTICLE"}')
    >>> told.kind, told.title, told.published
    (SourceKind.ARTICLE, '', None)

What is left out has its default, or None where the default is no plain value. Of structs that remember, it is UNSET, so
that they can tell it from a default that was given. Keys stand in the order of writing. Left out: the way from a struct to
an object of the model (`fast_builders`).
"""

from __future__ import annotations

from typing import Annotated, Any, Union

import msgspec
from msgspec import UNSET, Meta, UnsetType

from armsdeals._fields import Rule
from armsdeals.model.deal import Deal
from armsdeals.plan import FieldPlan, Hint, Shape, members_of, plan_of
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence
from armsdeals.wire.fast_usage import Usage
from armsdeals.wire.versions import KEY

PLAIN = (
    Shape.TEXT,
    Shape.WORD,
    Shape.WHOLE,
    Shape.FLAG,
    Shape.LIST,
    Shape.CITED,
)  # shapes whose defaults a struct can hold
_MOST = 10**18 - 1  # whole numbers have at most 18 digits in a document
_AS_TEXT = (Shape.LEAF, Shape.DECIMAL)


class Structs:
    """The structs of all classes that can be reached from those asked for.

    Args:
        remembers: Whether they keep apart what was left out and what was given as it is by default.
        used: The fields that they have; all if left out.
    """

    def __init__(self, *, remembers: bool = False, used: Usage | None = None) -> None:
        self._remembers = remembers
        self._used = used
        self._made: dict[Any, Any] = {}

    def holds(self, cls: Any, one: FieldPlan) -> bool:
        """Whether the struct of a class has a place for a field."""
        return self._used is None or one.is_required or self._used.holds(cls, one.name)

    def of(self, cls: Any) -> Any:
        """Return the struct of a class."""
        if cls not in self._made:
            plan = plan_of(cls)
            named = {} if plan.tag is None else {"tag": plan.tag.default, "tag_field": plan.tag.name}
            fields = [one for one in plan.fields if one.hint.shape is not Shape.TAG and self.holds(cls, one)]
            self._made[cls] = self._struct(cls.__name__, fields, **named)
        return self._made[cls]

    def with_table(self, cls: Any) -> Any:
        """Return the struct of a class whose object may hold a table of sources beside its fields."""
        fields = [one for one in plan_of(cls).fields if self.holds(cls, one)]
        return self._struct(cls.__name__, fields, beside=(("evidence", optional(self._table(), UnsetType), UNSET),))

    def document(self) -> Any:
        """Return the struct of a document, whose deals stay bytes."""
        beside = [one for one in plan_of(Register).fields if one.hint.cls is not Deal]
        head = ((KEY, int), ("deals", tuple[msgspec.Raw, ...]))
        return self._struct("Document", beside, head=head, beside=(("evidence", self._table(), {}),))

    def _table(self) -> Any:
        fields = [one for one in plan_of(Evidence).fields if one.name != "id" and self.holds(Evidence, one)]
        return dict[str, self._struct("Entry", fields)]  # type: ignore[misc]

    def union(self, union: Any) -> Any:
        """Return the union of the structs of its members."""
        return optional(*(self.of(member) for member in members_of(union).values()))

    def _struct(
        self, name: str, fields: Any, head: tuple[Any, ...] = (), beside: tuple[Any, ...] = (), **named: Any
    ) -> Any:
        told = [*head, *(self._field(one) for one in fields), *beside]
        return msgspec.defstruct(
            name, told, forbid_unknown_fields=True, omit_defaults=True, gc=False, kw_only=True, **named
        )

    def _field(self, one: FieldPlan) -> tuple[Any, ...]:
        hint = self._hint(one.hint)
        if one.may_be_none:
            hint = optional(hint, None)
        if one.is_required:
            return (one.name, hint)
        return (one.name, optional(hint, UnsetType), UNSET) if self._remembers else (one.name, hint, _default(one))

    def _hint(self, hint: Hint) -> Any:
        match hint.shape:
            case Shape.TEXT:
                return _ruled(str, hint.rule)
            case Shape.WHOLE:
                return _ruled(int, hint.rule or Rule())
            case Shape.FLAG:
                return bool
            case Shape.OBJECT:
                if plan_of(hint.cls).tag is not None:
                    raise TypeError(f"{hint.cls.__name__} has a tag, and stands in no union")
                return self.of(hint.cls)
            case Shape.UNION:
                return self.union(hint.cls)
            case Shape.CITED:
                return tuple[optional(str, self.of(hint.cls)), ...]  # type: ignore[misc]
            case Shape.LIST if hint.item is not None:
                return tuple[self._hint(hint.item), ...]  # type: ignore[misc]
            case Shape.WORD:
                return hint.cls
            case shape if shape in _AS_TEXT:
                return str
        raise TypeError(f"no struct can hold {hint}")


def _ruled(kind: type, rule: Rule | None) -> Any:
    """Return the annotation that keeps the rule in C; a pattern is left to `fast_builders`."""
    if kind is int and rule is not None:
        least = -_MOST if rule.ge is None else rule.ge
        return Annotated[int, Meta(ge=least, le=_MOST if rule.le is None else rule.le)]
    if rule is None or rule.pattern is not None:
        return kind
    return Annotated[kind, Meta(min_length=rule.min_length, max_length=rule.max_length)]


def _default(one: FieldPlan) -> Any:
    """Return what a struct holds for a field that is left out."""
    if one.hint.shape in PLAIN:
        return one.default
    if one.may_be_none and one.default is not None:
        raise TypeError(f"{one.name} may be None and is {one.default!r} by default; no struct can tell the two apart")
    return None


def optional(*hints: Any) -> Any:
    """Return the union of annotations that are made at run time."""
    return Union[hints]  # noqa: UP007  # there is no other way to write it
