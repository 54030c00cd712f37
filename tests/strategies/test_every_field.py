"""Each class that a register can hold: its strategy sets each optional field at times, and leaves it out at times."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings, strategies as st

import armsdeals as ad
from armsdeals.plan import Shape, members_of, plan_of
from armsdeals.register.register import Register
from armsdeals.strategies.by_plan import made_by_plan
from armsdeals.strategies.history import events
from armsdeals.strategies.registered import resolve

RICH = settings(
    max_examples=3_000, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)  # fmt: skip


class SeenAll(Exception):  # no error: there is nothing left to look for
    """Each field was seen set and left out."""


def held_by(cls: Any) -> dict[str, Any]:
    """Every class with fields that stands somewhere below another."""
    found: dict[str, Any] = {}
    todo = [cls]
    while todo:
        one = todo.pop()
        if one.__name__ in found:
            continue
        found[one.__name__] = one
        for field in plan_of(one).fields:
            hint = field.hint.item or field.hint
            if hint.shape is Shape.UNION:
                todo += members_of(hint.cls).values()
            elif hint.shape in (Shape.OBJECT, Shape.CITED):
                todo.append(hint.cls)
    return found


HELD = held_by(Register)
# Not from an annotation: an event names other claims only where these are there.
DRAWN = {"Event": events(lines=("goods",), related=True)}


NEVER_SET = {("CompetitionStep", "absent"), ("Event", "absent"), ("Guarantee", "share")}  # refused by the class


def strategy_of(name: str) -> st.SearchStrategy[Any]:
    if name in DRAWN:
        return DRAWN[name]
    # Strategies of claims leave out what speaks of other claims; as the parts of a deal they have it.
    by_itself = resolve(HELD[name]) is None or issubclass(HELD[name], ad.Claim)
    return made_by_plan(HELD[name]) if by_itself else st.from_type(HELD[name])


def test_the_walk_finds_what_a_register_holds() -> None:
    assert {"Deal", "Offer", "Loan", "Evidence", "Settlement", "ClassCode", "Competition"} <= set(HELD)


@pytest.mark.parametrize("name", sorted(HELD))
def test_each_optional_field_is_sometimes_set_and_sometimes_not(name: str) -> None:
    optional = [
        one
        for one in plan_of(HELD[name]).fields
        if not one.is_required and one.hint.shape is not Shape.TAG and (name, one.name) not in NEVER_SET
    ]
    seen: dict[str, set[bool]] = {one.name: set() for one in optional}

    @RICH
    @given(strategy_of(name))
    def look(thing: Any) -> None:
        for one in optional:
            seen[one.name].add(getattr(thing, one.name) == one.default)
        if all(was == {True, False} for was in seen.values()):
            raise SeenAll

    with suppress(SeenAll):
        look()
    assert {field: was for field, was in seen.items() if was != {True, False}} == {}


@pytest.mark.parametrize("name", sorted(HELD))
def test_the_plainest_case_sets_nothing_that_is_optional(name: str) -> None:
    plainest = find(strategy_of(name), lambda _: True, settings=RICH)  # the first that is drawn is the plainest
    spare = {"text", "publisher", "value", "code", "modality", "confidence"}  # without one of these it may say nothing
    told = [
        one.name
        for one in plan_of(HELD[name]).fields
        if not one.is_required and one.name not in spare and getattr(plainest, one.name) != one.default
    ]
    assert told in ([], ["stage"], ["stage", "deal"])  # an event opens one, a condition names them


def test_every_class_that_a_register_holds_is_in_the_table() -> None:
    assert {name for name, cls in HELD.items() if resolve(cls) is None} == set()
