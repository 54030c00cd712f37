"""One sum in two moneys, one payment in two reports, one price before and after an amendment."""

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

AMENDED = ad.Event(when="2020-04-09", amendments=(ad.Amendment(what="improved terms", consent="both"),))
BEFORE = price("14.8e9 CAD CONTRACT", when="2016-01", said="2016")
AFTER = price("14e9 CAD CONTRACT", when="2020-04-09", said="2020")


def test_a_price_that_an_amendment_changed_is_not_disputed() -> None:
    told = deal(BEFORE, AFTER, history=(AMENDED,))
    assert str(told.price().value) == "14000000000 CAD CONTRACT"
    assert told.price().superseded == (BEFORE,)
    assert not told.price().disputed
    assert told.disputes() == ()
    assert "Of another time, before or after an amendment: 14.8 billion CAD" in str(told.why("price"))


def test_the_price_of_a_day_is_that_of_the_terms_then_in_force() -> None:
    told = deal(BEFORE, AFTER, history=(AMENDED,))
    assert str(told.price(on="2019-12-31").value) == "14800000000 CAD CONTRACT"
    assert told.price(on="2019-12-31").superseded == (AFTER,)
    assert str(told.price(on="2020-04-09").value) == "14000000000 CAD CONTRACT"
    assert told.price(on="2020").disputed  # in that year it was the one and then the other


@pytest.mark.parametrize(
    "event",
    [
        ad.Event(when="2020-04-09", text="a statement"),
        ad.Event(when="2020-04-09", modality="planned", amendments=AMENDED.amendments),
        ad.Event(when="2021", amendments=AMENDED.amendments),
        ad.Event(when="2015", amendments=AMENDED.amendments),
    ],
)
def test_without_an_amendment_in_between_they_stay_rivals(event: ad.Event) -> None:
    assert deal(BEFORE, AFTER, history=(event,)).price().disputed


def test_an_amendment_of_the_loan_changes_no_price() -> None:
    loan = ad.Event(when="2017", instrument=ad.Instrument(id="loan", kind="loan agreement"))
    changed = ad.Event(when="2020-04-09", amendments=(ad.Amendment(what="the rate", of="loan"),))
    assert deal(BEFORE, AFTER, history=(loan, changed)).price().disputed


def test_an_amendment_that_was_taken_back_changed_nothing() -> None:
    told = ad.Event(id="changed", when="2020-04-09", amendments=AMENDED.amendments)
    assert deal(BEFORE, AFTER, history=(told,)).retract("changed", on="2021").price().disputed


def test_a_price_that_is_told_before_the_amendment_alone_goes_on() -> None:
    assert str(deal(BEFORE, history=(AMENDED,)).price().value) == "14800000000 CAD CONTRACT"
    two = deal(BEFORE, price("15e9 CAD CONTRACT", when="2016-02", said="2016"), history=(AMENDED,))
    assert two.price().undecided or two.price().disputed


def test_a_claim_without_a_day_speaks_of_no_later_time_than_that_in_which_it_was_known() -> None:
    told = deal(price("1e9 USD", said="2016"), price("1.2e9 USD", when="2020-05"), history=(AMENDED,))
    assert str(told.price().value) == "1200000000 USD"
    assert not told.price().disputed
    undated = deal(price("1e9 USD"), price("1.2e9 USD", when="2020-05"), history=(AMENDED,))
    assert undated.price().disputed  # it may speak of either time


def test_an_amendment_of_the_schedule_parts_no_prices() -> None:
    moved = ad.Amendment(what="delivery schedule", before="2022", after="2023")
    assert deal(BEFORE, AFTER, history=(ad.Event(when="2020-04-09", amendments=(moved,)),)).price().disputed


def test_an_amendment_of_a_vague_day_leaves_both_open_on_a_day_within() -> None:
    line = ad.Line(id="a", system="A", quantities=(
        ad.QuantityClaim("6", basis="ordered", said="2018-02"), ad.QuantityClaim("10", basis="ordered", said="2020-02"),
    ))  # fmt: skip
    told = ad.Deal(id="demo", lines=(line,), history=(ad.Event(when="2019", amendments=(ad.Amendment(what="more"),)),))
    within = told.quantity("a", on="2019-01-01")
    assert told.ordered("a", on="2019-01-01") is None
    assert within.undecided
    assert within.low == 6
    assert within.high == 10
    assert [str(told.ordered("a", on=day)) for day in ("2018-12-31", "2020-01-01")] == ["6", "10"]


RAISED = ad.Event(when="2025-02-10", said="2025-07", amendments=(ad.Amendment(what="the price"),))
WORDED = ad.Event(
    when="2025-02-10", amendments=(ad.Amendment(what="the price", before="30 million dollars", after="$40 million"),)
)


def test_a_sum_that_was_told_after_an_amendment_is_not_that_of_before_it() -> None:
    told = deal(price("30e6 USD", said="2023-05"), price("40e6 USD", said="2025-07-01"), history=(RAISED,))
    for day, sum_, other in (
        ("2024", "30000000 USD", 1),
        ("2025-02-09", "30000000 USD", 1),
        ("2025-02-10", "40000000 USD", 0),
    ):
        answer = told.price(on=day)
        assert (str(answer.value), answer.disputed) == (sum_, False), day
        assert answer.superseded == (told.prices[other],), day


def test_a_number_that_was_told_after_an_amendment_is_not_that_of_before_it() -> None:
    line = ad.Line(id="s300", system="S-300", quantities=(
        ad.QuantityClaim("5 battalions", basis="ordered", said="2007-12-27"),
        ad.QuantityClaim("4 battalions", basis="ordered", said="2015-11-09"),
    ))  # fmt: skip
    told = ad.Deal(
        id="demo", lines=(line,), history=(ad.Event(when="2015-11-09", amendments=(ad.Amendment(what="all"),)),)
    )
    for day, number in (("2009", "5 battalion"), ("2015-11-08", "5 battalion"), ("2015-11-09", "4 battalion")):
        assert str(told.quantity("s300", on=day).value) == number
        assert not told.quantity("s300", on=day).disputed
        assert str(told.outstanding("s300", on=day)) == number


def test_the_words_of_an_amendment_date_what_nothing_else_dates() -> None:
    told = (price("30e6 USD"), price("40e6 USD"))
    worded = deal(*told, history=(WORDED,))
    assert str(worded.price(on="2024").value) == "30000000 USD"
    assert str(worded.price(on="2026").value) == str(worded.price().value) == "40000000 USD"
    assert not worded.price(on="2024").disputed
    assert not worded.price().disputed
    for day in ("2024", "2026"):  # never guessed
        assert deal(*told, history=(RAISED,)).price(on=day).disputed


def test_the_words_of_an_amendment_date_a_late_report_of_the_first_price() -> None:
    late = price("30e6 USD", said="2026")
    told = deal(late, price("40e6 USD", said="2025-07"), history=(WORDED,))
    assert str(told.price().value) == "40000000 USD"
    assert told.price().superseded == (late,)
    assert str(told.price(on="2024").value) == "30000000 USD"
    assert deal(late, price("40e6 USD", said="2025-07"), history=(RAISED,)).price().disputed


def test_a_price_that_went_up_and_down_again_is_not_dated_by_words() -> None:
    back = ad.Event(when="2027", amendments=(ad.Amendment(before="$40 million", after="$30 million"),))
    told = deal(price("30e6 USD"), price("40e6 USD"), history=(WORDED, back))
    assert told.price(on="2026").disputed  # the 30 may speak of any time
    assert not told.price(on="2024").disputed


def test_a_sum_told_in_the_year_of_the_amendment_may_speak_of_either_time() -> None:
    told = deal(price("30e6 USD", said="2023"), price("40e6 USD", said="2025"), history=(RAISED,))
    assert told.price(on="2024").disputed


def test_between_two_amendments_what_went_on_and_what_is_told_later_both_may_stand() -> None:
    second = ad.Event(when="2028", amendments=(ad.Amendment(what="the price again"),))
    told = deal(price("30e6 USD", said="2023"), price("50e6 USD", said="2029"), history=(RAISED, second))
    assert not told.price(on="2024").disputed
    assert told.price(on="2026").disputed
    assert not told.price(on="2028").disputed


@given(
    sums=st.lists(st.integers(1, 10**9), min_size=1, max_size=5, unique=True),
    trust=st.lists(st.sampled_from(ad.Confidence), min_size=5, max_size=5),
    seed=st.integers(0, 99),
)
def test_law_what_was_told_in_its_time_answers_for_its_time_undisputed(
    sums: list[int], trust: list[ad.Confidence], seed: int
) -> None:
    told = [
        price(f"{value} USD", said=f"{2000 + place}-06", confidence=sure)
        for place, (value, sure) in enumerate(zip(sums, trust, strict=False))
    ]
    changed = tuple(
        ad.Event(when=f"{2001 + place}-01", said=f"{2001 + place}-02", amendments=(ad.Amendment(what="the price"),))
        for place in range(len(sums) - 1)
    )
    random.Random(seed).shuffle(told)  # noqa: S311  # any order will do
    one = deal(*told, history=changed)
    for place, value in enumerate(sums):
        day = f"{2000 + place}-08-01"
        assert str(one.price(on=day).value) == f"{value} USD"
        assert not one.price(on=day).disputed
        assert str(one.as_known(day).price().value) == f"{value} USD"
    assert str(one.price().value) == f"{sums[-1]} USD"


def test_an_order_is_what_the_last_amendment_left_of_it() -> None:
    line = ad.Line(id="gripen", system="Gripen", quantities=(
        ad.QuantityClaim("28", basis="ordered", when="2004"), ad.QuantityClaim("26", basis="ordered", when="2006"),
    ))  # fmt: skip
    told = ad.Deal(
        id="demo", lines=(line,), history=(ad.Event(when="2005", amendments=(ad.Amendment(what="two fewer"),)),)
    )
    assert str(told.ordered("gripen")) == "26"
    assert str(told.ordered("gripen", on="2004-12-31")) == "28"
    assert str(told.outstanding("gripen", on="2004-12-31")) == "28"
    assert not told.quantity("gripen").disputed


@given(
    told=st.lists(ads.price_claims(), max_size=5), days=st.lists(ads.whens(), max_size=3), on=st.none() | ads.whens()
)
def test_law_amendments_lose_no_claim(told: list[ad.PriceClaim], days: list[ad.When], on: ad.When | None) -> None:
    in_order = sorted(days, key=lambda day: (day.lo, day.hi, str(day)))
    answer = resolve(told, amended=in_order, on=on)
    facts = [claim for claim in told if claim.modality is ad.Modality.FACT and claim.value is not None]
    assert sorted(map(repr, facts)) == sorted(repr(claim) for claim in answer.claims if claim.value is not None)
