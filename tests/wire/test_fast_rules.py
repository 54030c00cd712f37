"""Where the fast reader is sure of a rule, the rule itself agrees; and it looks at what the rules look at."""

import ast
import inspect
import json
import re
import textwrap
from functools import cache
from types import FunctionType
from typing import Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals._twins import builder
from armsdeals.errors import ArmsDealsError
from armsdeals.model.deal import Deal
from armsdeals.plan import Hint, Shape, members_of, plan_of
from armsdeals.register.register import Register
from armsdeals.strategies.by_plan import told_by_plan
from armsdeals.values.estimate import Estimate
from armsdeals.values.price import Price
from armsdeals.values.share import IndexRate, Rate, Share
from armsdeals.values.when import When
from armsdeals.wire.fast_reader import fast_deal
from armsdeals.wire.fast_rules import NAMED, NAMES, SURE, is_sure_of_financing


def classes() -> dict[str, Any]:
    found: dict[str, Any] = {}

    def collect(cls: Any) -> None:
        if cls.__name__ not in found:
            found[cls.__name__] = cls
            for one in plan_of(cls).fields:
                hint = one.hint.item or one.hint
                if hint.shape in (Shape.OBJECT, Shape.CITED):
                    collect(hint.cls)
                elif hint.shape is Shape.UNION:
                    for member in members_of(hint.cls).values():
                        collect(member)

    collect(Deal)
    collect(Register)
    return found


CLASSES = classes()
DRAWN = sorted(set(SURE) - {"Financing"})


def is_sure(one: Any) -> bool:
    return all(eval(told, dict(NAMES), {"one": one}) for told in SURE[type(one).__name__])  # noqa: S307  # our own text


def is_broken(one: Any) -> bool:
    try:
        one.__attrs_post_init__()
    except ArmsDealsError:
        return True
    return False


def test_what_is_told_here_is_told_of_classes_and_fields_that_there_are() -> None:
    assert set(SURE) <= set(CLASSES)
    assert all(hasattr(CLASSES[name], "__attrs_post_init__") for name in SURE)
    for name, field in NAMED:
        assert name == "*" or field in attrs.fields_dict(CLASSES[name])


@given(data=st.data(), name=st.sampled_from(DRAWN))
def test_law_where_it_is_sure_no_rule_is_broken(data: st.DataObject, name: str) -> None:
    cls = CLASSES[name]
    told = data.draw(told_by_plan(cls))
    hints = {one.name: one.hint for one in plan_of(cls).fields}
    told = {key: value for key, value in told.items() if hints[key].cls is not None}
    if any(isinstance(value, int) and hints[key].shape is not Shape.WHOLE for key, value in told.items()):
        return  # what only `sense` turns into a value
    one = builder(cls)(**told)
    assert not (is_sure(one) and is_broken(one))


@pytest.mark.parametrize("name", DRAWN)
def test_it_is_sure_of_an_object_of_which_only_the_usual_is_told(name: str) -> None:
    cls = CLASSES[name]
    usual = {"publisher": "TASS", "value": "5"} if name not in ("Offer", "Offset") else {}
    told = {key: value for key, value in usual.items() if key in attrs.fields_dict(cls)}
    required = {one.name: None for one in plan_of(cls).fields if one.is_required}
    assert is_sure(builder(cls)(**required | told))


@given(one=ads.financings(), other=ads.financings(), data=st.data())
def test_law_where_it_is_sure_of_a_financing_its_rules_hold(
    one: ad.Financing, other: ad.Financing, data: st.DataObject
) -> None:
    keys = st.sampled_from(["", "a", "b"])
    told = tuple(attrs.evolve(claim, key=data.draw(keys)) for claim in (*one.instruments, *other.instruments))
    made = builder(ad.Financing)(instruments=told, complete=data.draw(st.booleans()), price=one.price)
    assert not (is_sure_of_financing(made.complete, made.instruments) and is_broken(made))


def test_shares_that_add_up_to_more_than_all_are_left_to_the_rule() -> None:
    told = (ad.Cash(share="0.6"), ad.Cash(share="0.5"))
    assert not is_sure_of_financing(complete=False, instruments=told)
    assert is_sure_of_financing(complete=False, instruments=told[:1])
    assert not is_sure_of_financing(complete=True, instruments=told[:1])


# What a rule reads beside what `fast_rules` looks at, and that breaks it only together with what is looked at. Where a rule
# comes to read more, think first whether that alone could break it.
HARMLESS = {
    "Barter": {"amount"},  # of which a flow is part
    "Cash": {"advance", "amount"},  # which milestones exceed
    "CreditLine": {"amount", "grace_interest", "instalments", "rate"},
    "Event": {"id", "scope", "stage"},
    "Evidence": {"kind"},
    "Financing": {"price"},  # from which sums are reckoned, which break nothing
    "Grant": {"amount"},
    "Guarantee": {"covered"},  # in a range, if one is told
    "Lease": {"option", "years"},
    "Loan": {"amount", "grace_interest", "instalments", "rate"},
    "Offer": {"key"},
}


@cache
def read_by_rule(cls: Any) -> frozenset[str]:
    """The fields that the rule of a class reads, itself or through methods of its own and of the classes above it."""
    found: set[str] = set()
    ways = [(cls.__mro__, "__attrs_post_init__")]
    for bases, name in ways:  # it grows
        place = next((place for place, base in enumerate(bases) if name in vars(base)), None)
        held = None if place is None else vars(bases[place])[name]
        function = held.fget if isinstance(held, property) else held
        if place is None or not isinstance(function, FunctionType):
            continue
        for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
                if node.attr in attrs.fields_dict(cls):
                    found.add(node.attr)
                elif (cls.__mro__, node.attr) not in ways:
                    ways.append((cls.__mro__, node.attr))
            elif isinstance(node, ast.Attribute) and "super()" in ast.unparse(node.value):
                ways.append((bases[place + 1 :], node.attr))
    return frozenset(found)


def looked_at(name: str) -> set[str]:
    return set(re.findall(r"\bone\.([a-z_]+)", " ".join(SURE[name]))) | {"complete", "instruments"}


@pytest.mark.parametrize("name", sorted(SURE))
def test_all_that_a_rule_reads_is_looked_at_or_breaks_nothing_by_itself(name: str) -> None:
    assert read_by_rule(CLASSES[name]) - looked_at(name) == HARMLESS.get(name, set())


LEAVES: dict[Any, tuple[str, ...]] = {
    Price: ("5 USD", "7 USD", "6 EUR OFFER", "5 USD(2015)"),
    Estimate: ("5", "200", "1 year", "3 battalion", ">=12 year"),
    IndexRate: ("-0.01", "0.02"),
    Rate: ("0", "0.02", "0.6"),
    Share: ("0", "0.4", "0.6", "1"),
    When: ("2017", "2017-05-01", "2018", "../2016"),
}


def of_hint(hint: Hint, depth: int) -> st.SearchStrategy[Any]:
    match hint.shape:
        case Shape.WORD:
            return st.sampled_from(hint.cls)
        case Shape.TEXT:
            return st.sampled_from(["", "a", "b", "rate", "amount"])
        case Shape.WHOLE:
            least, most = (hint.rule.ge or 0, hint.rule.le or 40) if hint.rule else (0, 40)
            return st.sampled_from(
                [number for number in (least, 1, 2, 5, 7, 11, 12, 13, 24, most) if least <= number <= most]
            )
        case Shape.FLAG:
            return st.booleans()
        case Shape.LEAF | Shape.DECIMAL:
            return st.sampled_from([hint.cls(text) for text in LEAVES.get(hint.cls, ())] or [None])
        case Shape.LIST if hint.item is not None:
            return st.lists(of_hint(hint.item, depth), max_size=2).map(tuple) if depth else st.just(())
        case Shape.OBJECT:
            return unchecked(hint.cls, depth - 1) if depth else st.none()
    return st.just(())


@st.composite
def unchecked(draw: st.DrawFn, cls: Any, depth: int = 1) -> Any:
    """An object of sound parts, of which no rule was asked."""
    read = read_by_rule(cls) | looked_at(cls.__name__) if cls.__name__ in SURE else attrs.fields_dict(cls).keys()
    fields = [one for one in plan_of(cls).fields if one.hint.shape is not Shape.TAG]
    told = {one.name: draw(of_hint(one.hint, depth)) for one in fields if one.is_required}
    others = [one for one in fields if one.name in read and not one.is_required]
    for one in draw(st.lists(st.sampled_from(others), max_size=4)) if others else ():
        told[one.name] = draw(of_hint(one.hint, depth))
    return builder(cls)(**told)


@pytest.mark.parametrize("name", [name for name in DRAWN if len(read_by_rule(CLASSES[name])) > 2])
@given(data=st.data())
@settings(max_examples=100)  # of each
def test_law_where_it_is_sure_no_rule_is_broken_by_what_it_reads(data: st.DataObject, name: str) -> None:
    one = data.draw(unchecked(CLASSES[name]))
    assert not (is_sure(one) and is_broken(one))


def test_a_claim_of_an_offer_is_none_that_a_claim_of_the_deal_could_take_back() -> None:
    parts = {"instruments": [{"kind": "loan", "id": "a"}]}
    tree = {"id": "x", "offers": [{"key": "o", "financing": parts}], "history": [{"when": "2017", "retracts": "a"}]}
    assert fast_deal(json.dumps(tree).encode()) is None
    assert fast_deal(json.dumps(tree | {"offers": [], "financing": parts}).encode()) is not None
