"""Payments that may be one are told; which they are is for the reader to say."""

from typing import Any

import pytest
from attrs import evolve

import armsdeals as ad

A, B = ad.Evidence(publisher="A", published="2021"), ad.Evidence(publisher="B", published="2021")


def paid(value: str, when: str, *sources: ad.Evidence, **more: Any) -> ad.Event:
    return ad.Event(when=when, evidence=sources, payments=(ad.Payment(value=value, **more),))


def found(*history: ad.Event) -> list[tuple[str, str]]:
    deal = ad.Deal(id="demo", history=history)
    return [(one.where, one.message) for one in ad.check(deal) if one.code == "PAY-001"]


def test_a_sum_that_another_source_tells_for_the_same_time_may_be_one_payment() -> None:
    assert found(paid("40e6 USD", "2020-03", A), paid("38e6..41e6 USD", "2020-03-15", B, purpose="advance")) == [
        (
            "deals[0].history[1].payments[0]",
            "may be the payment of 40 million USD that another source tells of 2020-03; both are counted",
        )
    ]


def test_each_is_told_once() -> None:
    assert len(found(*(paid("40e6 USD", "2020-03", ad.Evidence(publisher=name)) for name in "ABCD"))) == 3


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (paid("40e6 USD", "2020-03", A), "one source tells of two"),
        (paid("40e6 USD", "2020-03"), "nobody knows who tells it"),
        (paid("40e6 USD", "2020-04", B), "another month"),
        (paid("41e6 USD", "2020-03", B), "another sum"),
        (paid("40e6 EUR", "2020-03", B), "other money"),
        (paid("40e6 USD", "2020-03", B, key="second"), "it has a key"),
        (
            ad.Event(when="2020-03", evidence=(B,), modality="planned", payments=(ad.Payment(value="40e6 USD"),)),
            "planned",
        ),
        (ad.Event(when="2020-03", evidence=(B,), payments=(ad.Payment(value="40e6 USD", is_missed=True),)), "missed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_payments_that_differ_are_two(other: ad.Event, why: str) -> None:
    assert found(paid("40e6 USD", "2020-03", A), other) == [], why


def test_purposes_that_differ_part_payments() -> None:
    assert found(paid("4 USD", "2020", A, purpose="advance"), paid("4 USD", "2020", B, purpose="penalty")) == []
    assert found(paid("4 USD", "2020", A, of="loan"), paid("4 USD", "2020", B, of="other")) == []


def test_an_advance_in_other_money_may_be_the_same_one() -> None:
    first = paid("100e6 USD", "2017-01", A, purpose="advance")
    assert len(found(first, paid("90e6 EUR", "2017-01-20", B, purpose="advance"))) == 1
    assert found(first, paid("90e6 USD", "2017-01-20", B, purpose="advance")) == []  # another sum
    assert found(first, paid("90e6 EUR", "2017-01-20", B)) == []
    instalments = (paid("4 USD", "2017", A, purpose="instalment"), paid("4 EUR", "2017", B, purpose="instalment"))
    assert found(*instalments) == []


def test_a_payment_that_was_taken_back_is_nobodys_twin() -> None:
    first = ad.Event(id="told", when="2020-03", evidence=(A,), payments=(ad.Payment(value="40e6 USD"),))
    assert len(found(first, paid("40e6 USD", "2020-03", B))) == 1
    back = ad.Event(when="2021", retracts="told", evidence=(A,))
    assert found(first, paid("40e6 USD", "2020-03", B), back) == []


def test_a_key_that_no_way_of_paying_has_is_told_where_it_stands_with_a_near_one() -> None:
    told = ad.Event(
        when="2020",
        payments=(ad.Payment(of="lona"), ad.Payment(of="loan"), ad.Payment(of="fuel")),
        financing=(ad.FinancingStep(of="grant", status="signed"),),
    )
    parts = (ad.Loan(key="loan"), ad.Cash(), ad.Guarantee(key="cover", of="laon"), ad.Guarantee(key="other", of="loan"))
    deal = ad.Deal(id="demo", history=(told,), financing=ad.Financing(instruments=parts))
    assert [(one.where, one.hint) for one in ad.check(deal) if one.code == "PAY-002"] == [
        ("deals[0].financing.instruments[2].of", "did you mean loan?"),
        ("deals[0].history[0].financing[0].of", "tell it under financing, with key: grant"),
        ("deals[0].history[0].payments[0].of", "did you mean loan?"),
        ("deals[0].history[0].payments[2].of", "tell it under financing, with key: fuel"),
    ]
    cash = ad.Event(when="2020", payments=(ad.Payment(of="cash"),))  # which has no key, so its form is its name
    assert [
        one for one in ad.check(evolve(deal, history=(cash,))) if one.code == "PAY-002" and "history" in one.where
    ] == []


def test_one_key_for_an_advance_and_its_refund_is_told() -> None:
    advance = paid("40e6 USD", "2020-03", A, key="first", purpose="advance")
    again = paid("40e6 USD", "2020-03", B, key="first")
    refund = paid("40e6 USD", "2022-03", B, key="first", purpose="refund")
    apart = paid("40e6 USD", "2022-03", B, key="back", purpose="refund")

    def told(*history: ad.Event) -> list[str]:
        issues = ad.check(ad.Deal(id="demo", history=history))
        return [f"{one.where}: {one.message}" for one in issues if one.code == "PAY-003"]

    assert told(advance, again, apart) == []
    assert told(advance, again, refund) == [
        "deals[0].history[2].payments[0].purpose: 'first' is refund here and advance in another report"
    ]
