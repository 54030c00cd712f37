"""One sum in two moneys, and one payment in two reports."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.model.resolve import resolve


def deal(*prices: ad.PriceClaim, history: tuple[ad.Event, ...] = ()) -> ad.Deal:
    return ad.Deal(id="demo", prices=prices, history=history)


def price(value: str, **more: Any) -> ad.PriceClaim:
    return ad.PriceClaim(value, **more)


# "AUD2.1 b ($1.7 b)", as a register prints it
AUD = price("2.1e9 AUD CONTRACT", key="order", said="2011")
USD = price("1.7e9 USD CONTRACT", key="order", said="2011")


def test_a_price_told_in_two_moneys_is_one_value_with_two_claims() -> None:
    for told in ((AUD, USD), (USD, AUD)):
        answer = deal(*told).price()
        assert answer.value is not None
        assert set(answer.claims) == {AUD, USD}
        assert (len(answer.decided_by), len(answer.restated)) == (1, 1)
        assert (answer.apart, answer.open, answer.beaten) == ((), (), ())
        assert not answer.disputed
        assert not answer.undecided
        assert str(answer) == "1.7 billion USD, contract, told as well as 2.1 billion AUD, contract"
    assert "The same sum in other money: 2.1 billion AUD, contract" in str(deal(AUD, USD).why("price"))
    assert deal(AUD, USD).disputes() == ()


def test_the_stronger_telling_answers_and_a_money_can_be_asked_for() -> None:
    sure = ad.PriceClaim("2.1e9 AUD CONTRACT", key="order", said="2011", confidence="high")
    told = deal(sure, USD)
    assert str(told.price().value) == "2100000000 AUD CONTRACT"
    assert told.price().restated == (USD,)
    assert str(told.price(currency="usd").value) == "1700000000 USD CONTRACT"
    with pytest.raises(ad.UnknownName):
        told.price(currency="dollars")


def test_equals_in_two_moneys_that_nobody_links_leave_the_price_undecided() -> None:
    told = (price("2.1e9 AUD"), price("1.7e9 USD"))
    for order in (told, told[::-1]):
        answer = deal(*order).price()
        assert answer.value is None
        assert set(answer.open) == set(told)
        assert answer.undecided
        assert not answer.disputed  # neither excludes the other
        assert (answer.low, answer.high) == (None, None)
        assert str(answer) == "1.7 billion USD or 2.1 billion AUD (undecided)"
    assert "not said to tell the same" in str(deal(*told).why("price"))


def test_a_weaker_claim_in_other_money_without_a_link_stands_apart() -> None:
    weak = price("1.7e9 USD")
    answer = deal(price("2.1e9 AUD", confidence="high"), weak).price()
    assert str(answer.value) == "2100000000 AUD"
    assert answer.apart == (weak,)


def test_other_keys_are_other_sums() -> None:
    answer = deal(price("2.1e9 AUD", key="order"), price("1.7e9 USD", key="option")).price()
    assert answer.undecided
    assert answer.restated == ()


def test_tellings_that_exclude_each_other_in_their_own_money_are_disputed() -> None:
    # twelve Mirage for Indonesia: 733 million EUR, and 801 or 789 million USD
    euros = price("733e6 EUR", key="order", confidence="high")
    dollars = price("801e6 USD", key="order"), price("789e6 USD", key="order")
    answer = deal(euros, *dollars).price()
    assert str(answer.value) == "733000000 EUR"
    assert set(answer.open) == set(dollars)
    assert answer.disputed
    assert deal(euros, *dollars).disputes()[0].about == "price"


def test_a_telling_of_a_sum_that_is_beaten_is_beaten_with_it() -> None:
    wrong = price("3e9 USD", key="rumour", confidence="low"), price("2.7e9 EUR", key="rumour", confidence="low")
    answer = deal(price("2.5e9 USD", confidence="high"), *wrong).price()
    assert str(answer.value) == "2500000000 USD"
    assert set(answer.beaten) == set(wrong)


def test_quantities_in_two_units_of_equal_standing_are_undecided() -> None:
    told = ad.Deal(id="demo", lines=(ad.Line(id="a", system="S-400"),))
    told = told.with_quantity("a", "ordered", "4 divisions").with_quantity("a", "ordered", "2 systems")
    answer = told.quantity("a")
    assert answer.undecided
    assert told.ordered("a") is None


@given(told=st.lists(ads.price_claims(), min_size=1, max_size=5), seed=st.integers(0, 99))
def test_law_no_equal_in_other_money_is_passed_over(told: list[ad.PriceClaim], seed: int) -> None:
    mixed = list(told)
    random.Random(seed).shuffle(mixed)  # noqa: S311  # any order will do
    answer = resolve(mixed)
    if isinstance(answer.value, ad.Price):
        best = answer.decided_by[0]
        weight = (best.confidence.level, best.known_days[1], best.value and best.value.basis)  # type: ignore[union-attr]
        for claim in answer.apart:
            if isinstance(claim.value, ad.Price) and claim.value.currency != answer.value.currency:
                assert (claim.confidence.level, claim.known_days[1], claim.value.basis) != weight


@given(first=ads.prices(), second=ads.prices())
def test_law_a_link_never_loses_a_telling_and_makes_one_value(first: ad.Price, second: ad.Price) -> None:
    claims = [ad.PriceClaim(ad.Price(one.spread.text, one.currency, year=one.year), key="k") for one in (first, second)]
    answer = resolve(claims)
    assert sorted(map(repr, answer.claims)) == sorted(map(repr, claims))
    if first.currency != second.currency:
        assert answer.value is not None
        assert not answer.disputed


# Payments


def test_a_payment_told_in_two_moneys_is_counted_once() -> None:
    told = ad.Deal(id="demo").pay("570e6 USD", on="2020-01", key="first").pay("512e6 EUR", on="2020-01-15", key="first")
    told = told.pay("30e6 USD", on="2021", purpose="final").pay("1e6 USD", on="2022", purpose="refund")
    assert len(told.payments()) == 3
    first = told.payments()[0]
    assert first.key == "first"
    assert len(first.events) == 2
    assert {str(claim.value) for claim in first.value.claims} == {"570000000 USD", "512000000 EUR"}
    euros = told.paid(currency="EUR")
    assert {money: str(total) for money, total in euros.sums.items()} == {"EUR": "512000000 EUR", "USD": "30000000 USD"}
    plain = told.paid().sums
    assert {money: str(total) for money, total in plain.items()} in (
        {"USD": "600000000 USD"}, {"EUR": "512000000 EUR", "USD": "30000000 USD"},
    )  # fmt: skip
    assert str(told.paid(purpose="refund").sums["USD"]) == "1000000 USD"


def test_two_reports_of_one_payment_that_differ_are_a_dispute_of_one_payment() -> None:
    told = ad.Deal(id="demo").pay("658e6 USD", on="1995", key="all").pay("656e6 USD", on="1995", key="all")
    (one,) = told.payments()
    assert one.value.disputed
    assert str(told.paid().sums["USD"]) == "656000000..658000000 USD"
    assert told.paid().uncounted == ()


def test_payments_are_counted_by_the_day_and_only_where_they_were_made() -> None:
    missed = ad.Event(when="2019", payments=(ad.Payment(value="5e6 USD", is_missed=True),))
    planned = ad.Event(when="2019", modality="planned", payments=(ad.Payment(value="7e6 USD"),))
    wrong = ad.Event(id="wrong", when="2019", payments=(ad.Payment(value="9e6 USD"),))
    told = ad.Deal(id="demo", history=(missed, planned, wrong)).retract("wrong", on="2020")
    told = told.pay("1e6 USD", on="2018-05").pay("2e6 USD", on="2019")
    assert str(told.paid().sums["USD"]) == "3000000 USD"
    assert str(told.paid(on="2019-06-01").sums["USD"]) == "1000000..3000000 USD"
    assert told.paid(on="2017").sums == {}
    assert [payment.when for payment in told.payments(on="2018-12-31")] == [ad.When("2018-05")]


def test_a_payment_without_a_sum_is_named_and_not_taken_for_nothing() -> None:
    told = ad.Deal(id="demo", history=(ad.Event(when="2019", payments=(ad.Payment(in_kind="palm oil"),)),))
    assert told.paid().sums == {}
    assert [one.payment.in_kind for one in told.paid().uncounted] == ["palm oil"]


# Amendments
