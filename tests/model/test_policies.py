"""Policies: which of several rival values stands, and what each answer lists."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.model.policies import POLICIES
from armsdeals.model.resolve import resolve

CONTRACT = ad.Evidence(publisher="The buyer", kind="contract", published="2018-01-10")
PAPER = ad.Evidence(publisher="A paper", kind="article", published="2018-05-01")


def price(value: str, **more: Any) -> ad.PriceClaim:
    return ad.PriceClaim(value=value, **more)


RIVALS = (
    price("2.5e9 USD", confidence="high", said="2017-12-29", speaker_role="supplier company"),
    price("2e9 USD", confidence="medium", said="2018-03-01", speaker_role="recipient official"),
    price("3e9 USD", confidence="low", said="2017-09-12", evidence=(CONTRACT,), speaker_role="author"),
    price("1.9e9..2.1e9 USD", confidence="low", said="2016-01-01", speaker_role="data set"),
)


@pytest.mark.parametrize(
    ("policy", "value"),
    [
        ("default", "2500000000 USD"),
        ("latest known", "2000000000 USD"),
        ("highest confidence", "2500000000 USD"),
        ("role order", "2000000000 USD"),
        ("prefer document", "3000000000 USD"),
        ("interval hull", "1900000000..3000000000 USD"),
        ("majority", "2000000000 USD"),
    ],
)
def test_each_policy_takes_its_own(policy: str, value: str) -> None:
    answer = resolve(RIVALS, policy=policy)
    assert str(answer.value) == value
    assert answer.policy == policy
    assert len(answer.claims) == len(RIVALS)


def test_every_named_policy_is_tested_above() -> None:
    assert list(POLICIES) == [
        "default", "latest known", "highest confidence", "role order", "prefer document", "interval hull", "majority",
    ]  # fmt: skip


def test_an_answer_lists_what_it_beat() -> None:
    answer = resolve(RIVALS, policy="latest_known")
    assert answer.decided_by == (RIVALS[1], RIVALS[3])
    assert set(answer.beaten) == {RIVALS[0], RIVALS[2]}
    assert answer.disputed


def test_the_hull_beats_nobody() -> None:
    answer = resolve(RIVALS, policy="Interval Hull")
    assert set(answer.decided_by) == set(RIVALS)
    assert (answer.beaten, answer.open, answer.disputed) == ((), (), False)
    apart = resolve((*RIVALS, price("1e9 EUR", said="2010")), policy="interval hull")
    assert [str(claim.value) for claim in apart.apart] == ["1000000000 EUR"]
    assert str(apart.value) == "1900000000..3000000000 USD"


def test_the_hull_of_what_has_no_upper_bound_has_none() -> None:
    answer = resolve((price("2.5e9 USD"), price(">=2e9 USD")), policy="interval hull")
    assert str(answer.value) == ">=2000000000 USD"


def test_two_of_one_confidence_stay_open_by_confidence_alone() -> None:
    told = (price("2e9 USD", confidence="high", said="2017"), price("3e9 USD", confidence="high", said="2018"))
    answer = resolve(told, policy="highest confidence")
    assert answer.value is None
    assert set(answer.open) == set(told)
    assert str(resolve(told).value) == "3000000000 USD"


def test_a_majority_needs_more_than_its_rival() -> None:
    told = (price("2e9 USD"), price("3e9 USD"))
    assert resolve(told, policy="majority").value is None
    assert str(resolve((*told, price("<=2.5e9 USD")), policy="majority").value) == "2000000000 USD"


def test_weaker_claims_that_exclude_each_other_narrow_nothing() -> None:
    told = (
        price(">=2e9 USD", confidence="high", said="2017-12-29"),
        price("2.5e9 USD", confidence="low", said="2018-01-01"),
        price("3e9 USD", confidence="low", said="2018-01-01"),
        price("2.5e9 USD", said="2018-02-01"),
    )
    answer = resolve(told)
    assert str(answer.value) == ">=2000000000 USD"
    assert set(answer.open) == set(told[1:3])
    assert answer.disputed
    assert answer.decided_by == (told[0], told[3])


def test_a_function_of_a_claim_is_a_policy() -> None:
    def cheapest(claim: Any) -> Any:
        return claim.value.low

    answer = resolve(RIVALS[:3], policy=cheapest)
    assert str(answer.value) == "2000000000 USD"
    assert answer.policy == "cheapest"
    with pytest.raises(TypeError, match="is not a policy"):
        resolve(RIVALS, policy=3)  # type: ignore[arg-type]


def test_an_unknown_policy_is_refused_with_the_list() -> None:
    with pytest.raises(ad.UnknownName, match="expected one of default, latest known") as refused:
        resolve(RIVALS, policy="latest knwon")
    assert refused.value.suggestions == ("latest known",)


def test_a_deal_takes_a_policy_for_its_price_and_its_numbers() -> None:
    deal = ad.Deal(id="demo", prices=RIVALS, lines=(ad.Line(id="a", system="A"),))
    deal = deal.with_quantity("a", "ordered", "4").with_quantity("a", "ordered", "6")
    assert str(deal.price(policy="prefer_document").value) == "3000000000 USD"
    assert deal.quantity("a").value is None
    assert str(deal.quantity("a", policy="INTERVAL-HULL").value) == "4..6"


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_that_a_figure_is_withheld_hides_none_that_is_told(policy: str) -> None:
    silent = ad.PriceClaim(absent="withheld", confidence="high", said="2019")
    told = price("8e8 USD", said="2018")
    answer = resolve((silent, told), policy=policy)
    assert str(answer.value) == "800000000 USD"
    assert (answer.apart, answer.disputed) == ((silent,), False)
    assert resolve((silent,), policy=policy).absent is ad.Absence.WITHHELD


def test_a_later_estimate_in_other_money_does_not_replace_the_contract() -> None:
    contract = price("7.87e9 EUR CONTRACT", said="2018-01-01")
    answer = resolve((contract, price("9e9 USD ESTIMATE", said="2018-02-01")))
    assert answer.decided_by == (contract,)
    assert [str(claim.value) for claim in answer.apart] == ["9000000000 USD ESTIMATE"]


def test_contracts_in_different_money_stay_open_on_whatever_days_they_were_told() -> None:
    told = (price("7.87e9 EUR CONTRACT", said="2018-01-01"), price("9e9 USD CONTRACT", said="2018-02-01"))
    answer = resolve(told)
    assert answer.undecided
    assert set(answer.open) == set(told)
    assert str(resolve(told, policy="latest known").value) == "9000000000 USD CONTRACT"
    sure = price("7.87e9 EUR CONTRACT", said="2018-01-01", confidence="high")
    assert resolve((sure, told[1])).decided_by == (sure,)


@given(told=st.lists(ads.price_claims(), max_size=6), policy=st.sampled_from(sorted(POLICIES)), seed=st.integers(0, 99))
def test_law_the_order_of_the_claims_never_matters(told: list[ad.PriceClaim], policy: str, seed: int) -> None:
    mixed = list(told)
    random.Random(seed).shuffle(mixed)  # noqa: S311  # any order will do
    assert resolve(mixed, policy=policy) == resolve(told, policy=policy)


@given(told=st.lists(ads.quantity_claims(), max_size=6), policy=st.sampled_from(sorted(POLICIES)))
def test_law_no_fact_is_lost_from_an_answer(told: list[ad.QuantityClaim], policy: str) -> None:
    answer = resolve(told, policy=policy)
    held = {id(claim) for claim in answer.claims}
    facts = [claim for claim in told if claim.modality is ad.Modality.FACT and claim.value is not None]
    assert {id(claim) for claim in facts} <= held


@given(told=st.lists(ads.price_claims(), max_size=6), policy=st.sampled_from(sorted(POLICIES)))
def test_law_what_stands_meets_what_it_rests_on_and_excludes_what_it_beat(
    told: list[ad.PriceClaim], policy: str
) -> None:
    answer = resolve(told, policy=policy)
    if isinstance(answer.value, ad.Price):
        for claim in answer.decided_by:
            assert claim.value is not None
            assert answer.value.spread.meets(claim.value.spread)
        for claim in answer.beaten:
            assert claim.value is None or not answer.value.spread.meets(claim.value.spread)


@given(told=st.lists(ads.price_claims(), max_size=6))
def test_law_only_facts_count(told: list[ad.PriceClaim]) -> None:
    facts = [claim for claim in told if claim.modality is ad.Modality.FACT]
    for policy in POLICIES:
        assert resolve(told, policy=policy) == resolve(facts, policy=policy)
