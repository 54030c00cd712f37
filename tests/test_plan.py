"""The plan of a class: its shapes, its defaults and its order, read from the annotations alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Literal

import pytest
from attrs import Factory, field, frozen

from armsdeals._fields import Count, Leaf, Name, Text, Word, checked
from armsdeals.plan import Shape, hint_of, members_of, plan_of
from armsdeals.values.evidence import Evidence


class Colour(Word):
    RED = "RED"
    GREEN = "GREEN"


class Mark(Leaf):
    __slots__ = ()


class Part(Decimal):
    __slots__ = ()


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Frame:
    who: Text = ""
    evidence: tuple[Evidence, ...] = ()


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Vessel(Frame):
    KINDS: ClassVar[dict[str, Any]] = {}

    owner: Text = ""


def as_it_is(value: Any) -> Any:
    return value


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Ship(Vessel):
    name: Name
    decks: Count | None = None
    colour: Colour = Colour.RED
    kind: Literal["ship"] = "ship"
    is_afloat: bool | None = None
    mark: Mark | None = field(default=None, converter=as_it_is)
    part: Part | None = field(default=None, converter=as_it_is)
    others: tuple[Name, ...] = field(default=Factory(tuple))


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Port:
    ships: tuple[Vessel, ...] = ()
    flagship: Ship | None = None


Vessel.KINDS["ship"] = Ship


def test_the_tag_stands_first_then_what_is_said_and_last_who_said_it() -> None:
    names = [one.name for one in plan_of(Ship).fields]
    assert names == [
        "kind",
        "name",
        "decks",
        "colour",
        "is_afloat",
        "mark",
        "part",
        "others",
        "owner",
        "who",
        "evidence",
    ]


def test_every_annotation_has_its_shape() -> None:
    shapes = {one.name: one.hint.shape for one in plan_of(Ship).fields}
    assert shapes == {
        "kind": Shape.TAG,
        "name": Shape.TEXT,
        "decks": Shape.WHOLE,
        "colour": Shape.WORD,
        "is_afloat": Shape.FLAG,
        "mark": Shape.LEAF,
        "part": Shape.DECIMAL,
        "others": Shape.LIST,
        "owner": Shape.TEXT,
        "who": Shape.TEXT,
        "evidence": Shape.CITED,
    }


def test_a_list_of_a_base_with_kinds_is_a_list_of_a_union_and_its_members_are_objects() -> None:
    port = plan_of(Port).by_name
    item = port["ships"].hint.item
    assert item is not None
    assert (item.shape, item.cls) == (Shape.UNION, Vessel)
    assert port["flagship"].hint.shape is Shape.OBJECT
    assert members_of(Vessel) == {"ship": Ship}


def test_what_is_required_and_what_may_be_none_are_told_apart() -> None:
    plan = plan_of(Ship).by_name
    assert plan["name"].is_required
    assert not plan["name"].may_be_none
    assert plan["decks"].may_be_none
    assert not plan["decks"].is_required


def test_defaults_are_values_even_where_a_factory_makes_them() -> None:
    plan = plan_of(Ship).by_name
    assert plan["others"].default == ()
    assert plan["colour"].default is Colour.RED


def test_rules_are_kept() -> None:
    rule = plan_of(Ship).by_name["decks"].hint.rule
    assert rule is not None
    assert (rule.ge, rule.le) == (0, 1_000_000_000)


def test_only_members_of_a_union_have_a_tag() -> None:
    tag = plan_of(Ship).tag
    assert tag is not None
    assert tag.hint.cls == "ship"
    assert plan_of(Port).tag is None


def test_a_plan_is_read_once() -> None:
    assert plan_of(Ship) is plan_of(Ship)


@pytest.mark.parametrize("annotation", [float, dict, object, Decimal, tuple[int, str], Literal[1], list[str]])
def test_what_no_file_could_hold_is_refused_when_the_plan_is_made(annotation: Any) -> None:
    with pytest.raises(TypeError, match=r"Ship\.deck: no file could hold"):
        hint_of(annotation, "Ship.deck")
