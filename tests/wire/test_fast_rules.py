"""Where the fast reader is sure of a rule, the rule itself agrees; and it looks at what the rules look at."""

from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals._twins import builder
from armsdeals.errors import ArmsDealsError
from armsdeals.model.deal import Deal
from armsdeals.plan import Shape, members_of, plan_of
from armsdeals.register.register import Register
from armsdeals.strategies.by_plan import told_by_plan
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


# What each rule reads of its object. Where a rule comes to read more, look at what `fast_rules` says of its class.
READ = {
    "Event": {
        "alternatives",
        "bound",
        "stage",
        "back",
        "absent",
        "suspension",
        "termination",
        "id",
        "after",
        "retracts",
    },
    "Evidence": {"kind", "publisher", "title", "author", "link"},
    "Milestone": {"share", "amount"},
    "Offer": {"key", "revises"},
    "Party": {"since", "until"},
    "PriceClaim": {"value", "years"},
    "ProductionClaim": {"value"},
    "QuantityClaim": {"value"},
    "Specification": {"value"},
}


@pytest.mark.parametrize("name", sorted(READ))
def test_the_rules_read_what_they_read_when_this_was_written(name: str) -> None:
    fields = set(attrs.fields_dict(CLASSES[name]))
    assert fields.intersection(CLASSES[name].__attrs_post_init__.__code__.co_names) == READ[name]
