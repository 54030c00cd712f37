"""What several sources tell of one payment or one settlement: what stands, by whom, and what is in dispute."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads

BUYER = ad.Evidence(publisher="Buyer Daily", published="2015-09-01")
SELLER = ad.Evidence(publisher="Seller Post", published="2015-09-01")


def told(value: str | None, *, when: str = "2015-08", by: ad.Evidence = BUYER, event: dict[str, Any] | None = None,
         **more: Any) -> ad.Event:  # fmt: skip
    one = ad.Settlement(**{"key": "back", "kind": "refund", "value": value, "status": "paid", **more})
    return ad.Event(when=when, settlements=(one,), evidence=by, **(event or {}))


def deal(*history: ad.Event) -> ad.Deal:
    return ad.Deal(id="demo", history=history)


def paid(value: str | None, *, when: str = "2015-08", by: ad.Evidence = BUYER, event: dict[str, Any] | None = None,
         **more: Any) -> ad.Event:  # fmt: skip
    one = ad.Payment(**{"key": "deposit", "value": value, "purpose": "advance", **more})
    return ad.Event(when=when, payments=(one,), evidence=by, **(event or {}))


def test_rival_refunds_are_a_dispute_with_both_claims_and_their_sources() -> None:
    ended = deal(told("949e6 EUR"), told("785e6 EUR", by=SELLER))
    (dispute,) = ended.disputes()
    assert dispute.about == "settlements.back"
    assert {(str(claim.value), claim.evidence) for claim in dispute.claims if isinstance(claim, ad.PriceClaim)} == {
        ("949000000 EUR", (BUYER,)), ("785000000 EUR", (SELLER,)),
    }  # fmt: skip
    reasons = str(ended.why("settlements.back"))
    assert "785 million EUR (Seller Post, 2015-09-01)" in reasons
    assert "949 million EUR (Buyer Daily, 2015-09-01)" in reasons


def test_a_surer_refund_stands_and_lists_the_one_it_beats() -> None:
    (one,) = deal(told("949e6 EUR", event={"confidence": "high"}), told("785e6 EUR", by=SELLER)).settlements()
    assert str(one.value.value) == "949000000 EUR"
    assert [str(claim.value) for claim in one.value.beaten] == ["785000000 EUR"]


def test_what_is_claimed_agreed_and_paid_is_one_course_and_no_dispute() -> None:
    ended = deal(
        told("1.2e9 EUR", when="2014-11", status="claimed"), told("1e9 EUR", when="2015-05", status="agreed"),
        told("949e6 EUR", when="2015-08"),
    )  # fmt: skip
    (one,) = ended.settlements()
    assert (one.status, str(one.value), str(one.when)) == (ad.SettlementStatus.PAID, "949 million EUR", "2015-08")
    assert sorted(str(claim.value) for claim in one.value.superseded) == ["1000000000 EUR", "1200000000 EUR"]
    assert ended.disputes() == ()
    (then,) = ended.settlements(on="2015-01")
    assert (then.status, str(then.value)) == (ad.SettlementStatus.CLAIMED, "1.2 billion EUR")
    assert ended.settlements(on="2014-01") == ()


def test_the_sum_that_was_agreed_answers_where_only_the_payment_is_told() -> None:
    (one,) = deal(told("1e9 EUR", status="agreed"), told(None, when="2015-09")).settlements()
    assert (one.status, str(one.value)) == (ad.SettlementStatus.PAID, "1 billion EUR")


def test_a_claim_that_was_withdrawn_is_dropped_and_its_sum_is_still_told() -> None:
    filed = told("4e9 USD", when="2011", kind="claim filed", status="claimed")
    (one,) = deal(filed, told(None, when="2015-11", kind="claim withdrawn", status="unknown")).settlements()
    assert (one.status, str(one.value)) == (ad.SettlementStatus.DROPPED, "4 billion USD")


@pytest.mark.parametrize(
    "denial",
    [
        told("949e6 EUR", by=SELLER, event={"modality": "denied"}),
        told(None, by=SELLER, kind="none"),
    ],
)
def test_a_refund_that_somebody_denies_is_disputed(denial: ad.Event) -> None:
    ended = deal(told("949e6 EUR", event={"confidence": "high"}), denial)
    (dispute,) = ended.disputes()
    assert dispute.about == "settlements.back"
    assert [claim.evidence for claim in dispute.against] == [(SELLER,)]


def test_a_denial_of_a_day_before_the_refund_denies_nothing() -> None:
    early = told("949e6 EUR", when="2015-07-01", by=SELLER, event={"modality": "denied"})
    assert deal(told("949e6 EUR"), early).disputes() == ()


def test_settlements_without_a_key_are_parts_and_no_rivals() -> None:
    ended = deal(told("892.9e6 EUR", key=""), told("56.8e6 EUR", key=""))
    assert sorted(str(one.value) for one in ended.settlements()) == ["56.8 million EUR", "892.9 million EUR"]
    assert ended.disputes() == ()


def test_a_retracted_telling_settles_nothing() -> None:
    wrong = told("785e6 EUR", event={"id": "wrong"})
    assert deal(told("949e6 EUR"), wrong).retract("wrong", on="2016").disputes() == ()


def test_rival_payments_are_a_dispute_and_leave_the_sums_between_them() -> None:
    held = deal(paid("38e6 USD"), paid("40e6 USD", by=SELLER))
    (dispute,) = held.disputes()
    assert dispute.about == "payments.deposit"
    assert {claim.evidence for claim in dispute.claims} == {(BUYER,), (SELLER,)}
    assert "40 million USD (Seller Post, 2015-09-01)" in str(held.why("payments.deposit"))
    assert str(held.paid().sums["USD"]) == "38000000..40000000 USD"


def test_rivals_in_two_moneys_leave_a_payment_without_a_sum() -> None:
    held = deal(paid("38e6 USD"), paid("40e6 USD"), paid("30e6 EUR"), paid("35e6 EUR"))
    assert held.paid().sums == {}
    assert len(held.paid().uncounted) == 1


@pytest.mark.parametrize("against", [{"is_missed": True}, {"event": {"modality": "denied"}}])
def test_a_payment_that_others_say_never_came_is_disputed(against: dict[str, Any]) -> None:
    for sum_ in ("38e6 USD", None):
        held = deal(paid(sum_, event={"confidence": "high"}), paid(None, by=SELLER, **against))
        assert [dispute.about for dispute in held.disputes()] == ["payments.deposit"]
        assert len(held.payments()) == 1
        surer = deal(
            paid(sum_),
            paid(None, by=SELLER, **{**against, "event": {"confidence": "high", **against.get("event", {})}}),
        )
        assert surer.payments() == ()
        assert [dispute.about for dispute in surer.disputes()] == ["payments.deposit"]


def test_a_payment_that_was_missed_first_and_made_later_is_late_and_not_disputed() -> None:
    held = deal(paid(None, when="2015-06-30", is_missed=True), paid("38e6 USD", when="2015-08-20"))
    assert held.disputes() == ()
    assert str(held.paid().sums["USD"]) == "38000000 USD"


def test_days_of_one_payment_that_exclude_each_other_are_disputed_and_count_from_the_last() -> None:
    held = deal(paid("38e6 USD", when="2015-06"), paid("38e6 USD", when="2015-08", by=SELLER))
    (dispute,) = held.disputes()
    assert dispute.about == "payments.deposit.when"
    assert {claim.when for claim in dispute.held} == {ad.When("2015-06"), ad.When("2015-08")}
    assert str(held.paid(on="2015-07-15").sums["USD"]) == "0..38000000 USD"
    assert str(held.paid(on="2015-09-01").sums["USD"]) == "38000000 USD"
    assert held.paid(on="2015-05-31").sums == {}


def test_days_of_one_payment_that_agree_narrow_it() -> None:
    (one,) = deal(paid("38e6 USD", when="2015"), paid("38e6 USD", when="2015-08", by=SELLER)).payments()
    assert str(one.when) == "2015-08"
    assert one.rival_days == ((), ())


def test_a_payment_and_a_settlement_are_printed_with_what_stands_of_them() -> None:
    assert [str(one) for one in deal(told("949e6 EUR"), told("785e6 EUR", by=SELLER)).settlements()] == [
        "2015-08: refund of 785 million EUR or 949 million EUR (disputed), paid"
    ]
    assert [str(one) for one in deal(told(None, status="unknown", in_kind="spare parts")).settlements()] == [
        "2015-08: refund of spare parts"
    ]
    assert [str(one) for one in deal(paid("38e6 USD")).payments()] == ["2015-08: advance of 38 million USD"]
    assert [str(one) for one in deal(paid(None, purpose="unknown")).payments()] == ["2015-08: payment"]


def test_events_that_carry_money_say_so_where_they_have_no_words() -> None:
    assert str(paid("38e6 USD")) == "2015-08: advance of 38 million USD"
    assert str(paid(None, is_missed=True)) == "2015-08: missed advance"
    assert str(told("949e6 EUR")) == "2015-08: refund of 949 million EUR, paid"
    step = ad.Event(when="2015-08", financing=(ad.FinancingStep(of="loan", status="signed"),))
    assert str(step) == "2015-08: loan signed"


@given(history=st.lists(ads.events(), max_size=5), seed=st.integers(0, 99))
def test_law_the_order_of_events_changes_nothing_that_was_paid_or_settled(history: list[ad.Event], seed: int) -> None:
    mixed = list(history)
    Random(seed).shuffle(mixed)  # noqa: S311  # any order will do
    one, other = deal(*history), deal(*mixed)
    assert sorted(map(repr, one.payments())) == sorted(map(repr, other.payments()))
    assert sorted(map(repr, one.settlements())) == sorted(map(repr, other.settlements()))


@given(history=st.lists(ads.events(facts_only=True), max_size=5))
def test_law_every_settlement_that_is_told_as_a_fact_is_in_one_answer(history: list[ad.Event]) -> None:
    held = deal(*history)
    gone = held.retracted()
    for event in history:
        for one in event.settlements:
            if not (event.id and event.id in gone):
                assert sum(event in answer.events and answer.key == one.key for answer in held.settlements()) >= 1
