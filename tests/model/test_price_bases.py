"""Which kind of sum answers what a deal costs, and which never does."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.model.policies import POLICIES, PRICE_ORDER
from armsdeals.model.resolve import resolve

ORDER = ("contract", "programme", "ceiling", "licence", "audit", "customs")


def deal(*prices: str | ad.PriceClaim) -> ad.Deal:
    return ad.Deal(id="demo", prices=tuple(p if isinstance(p, ad.PriceClaim) else ad.PriceClaim(p) for p in prices))


def part(value: str, covers: str, **more: Any) -> ad.PriceClaim:
    return ad.PriceClaim(value, basis="component", covers=covers, **more)


def test_parts_never_answer_for_the_whole_that_is_told() -> None:
    # the notified sale of 2020-21 to the United Arab Emirates: three parts under one programme
    told = deal(
        "23e9 USD PROGRAMME", part("10.4e9 USD", "jets"), part("2.97e9 USD", "drones"), part("10e9 USD", "munitions")
    )
    assert str(told.price().value) == "23000000000 USD PROGRAMME"
    assert not told.price().disputed
    assert len(told.price().apart) == 3


@pytest.mark.parametrize("basis", ["component", "annual"])
def test_a_part_or_a_year_alone_leaves_the_price_unknown_and_is_listed(basis: str) -> None:
    told = deal(ad.PriceClaim("44e6 CHF", basis=basis, confidence="certain"))
    assert told.price().value is None
    assert str(told.price()) == "unknown"
    assert not told.price().disputed
    assert [str(claim.value) for claim in told.price().apart] == [f"44000000 CHF {basis.upper()}"]
    assert str(told.price(basis=basis).value) == f"44000000 CHF {basis.upper()}"


@pytest.mark.parametrize(("nearer", "farther"), list(pairwise(ORDER)))
def test_the_nearer_kind_of_sum_answers_however_surely_the_other_is_known(nearer: str, farther: str) -> None:
    sure = ad.PriceClaim("2e9 USD", basis=farther, confidence="certain", said="2020")
    told = deal(sure, ad.PriceClaim("1e9 USD", basis=nearer, confidence="low"))
    assert str(told.price().value) == f"1000000000 USD {nearer.upper()}"
    assert told.price().apart == (sure,)
    assert not told.price().disputed


def test_every_basis_has_its_place_or_is_a_part() -> None:
    placed = [basis for kind in PRICE_ORDER for basis in kind]
    assert len(placed) == len(set(placed))
    assert {*ad.ValueBasis, None} - set(placed) == {ad.ValueBasis.COMPONENT, ad.ValueBasis.ANNUAL}


def test_of_two_that_stand_alike_what_was_agreed_stands_before_a_guess() -> None:
    # Dakar submarines, both told on 2022-01-20: 3 bn EUR agreed, 2.05 bn USD on which the memorandum had been based
    told = deal("2.05e9 USD ESTIMATE", "3e9 EUR CONTRACT")
    assert str(told.price().value) == "3000000000 EUR CONTRACT"
    same_money = deal("2e9 EUR ESTIMATE", "3e9 EUR CONTRACT", "2.5e9 EUR OFFER")
    assert str(same_money.price().value) == "3000000000 EUR CONTRACT"
    assert len(same_money.price().beaten) == 2


def test_a_later_guess_still_beats_an_older_contract_of_equal_confidence() -> None:
    told = deal(ad.PriceClaim("2e9 EUR CONTRACT", said="2015"), ad.PriceClaim("3e9 EUR ESTIMATE", said="2020"))
    assert str(told.price().value) == "3000000000 EUR ESTIMATE"
    assert told.price().disputed


def test_a_kind_of_sum_can_be_asked_for() -> None:
    told = deal("21.3e9 ZAR CONTRACT", "29.9e9 ZAR PROGRAMME", "47.5e9 ZAR AUDIT")
    assert str(told.price().value) == "21300000000 ZAR CONTRACT"
    assert str(told.price(basis="Audit").value) == "47500000000 ZAR AUDIT"
    assert len(told.price(basis="audit").apart) == 2
    assert told.price(basis="ceiling").value is None
    with pytest.raises(ad.UnknownName, match="did you mean CONTRACT"):
        told.price(basis="contrct")


def test_parts_of_different_things_are_no_rivals_and_none_is_picked() -> None:
    told = deal(part("10.4e9 USD", "jets"), part("2.97e9 USD", "drones"))
    asked = told.price(basis="component")
    assert (asked.value, asked.open, asked.disputed) == (None, (), False)
    assert str(told.price(basis="component", covers="drones").value) == "2970000000 USD COMPONENT"
    rivals = deal(part("10.4e9 USD", "jets"), part("10e9 USD", "jets"))
    assert rivals.price(basis="component").disputed


def test_the_reasons_name_what_is_a_part_and_of_what() -> None:
    told = deal("23e9 USD PROGRAMME", part("10.4e9 USD", "jets"))
    assert "These count something else: 10.4 billion USD, component for jets" in str(told.why("price"))


def test_a_withheld_price_is_not_contradicted_by_a_part() -> None:
    told = deal(ad.PriceClaim(absent="withheld"), part("1e9 USD", "engines"))
    assert told.price().absent is ad.Absence.WITHHELD
    assert not told.price().disputed
    given = deal(ad.PriceClaim(absent="none"), part("1e9 USD", "engines"))
    assert given.price().absent is ad.Absence.NONE
    assert given.price().disputed


def test_shares_are_taken_of_no_part() -> None:
    told = deal(part("1e9 USD", "engines")).with_financing(ad.Financing(instruments=(ad.Loan(share="0.5"),)))
    assert told.financing_parts()[0].amount is None


@given(told=st.lists(ads.price_claims(), max_size=6), policy=st.sampled_from(sorted(POLICIES)))
def test_law_no_part_and_no_year_is_the_price(told: list[ad.PriceClaim], policy: str) -> None:
    answer = resolve(told, policy=policy)
    for claim in (*answer.decided_by, *answer.open):
        assert getattr(claim.value, "basis", None) not in (ad.ValueBasis.COMPONENT, ad.ValueBasis.ANNUAL)


@given(told=st.lists(ads.price_claims(), max_size=6), more=ads.price_claims(), seed=st.integers(0, 99))
def test_law_a_part_more_changes_nothing_but_what_stands_apart(
    told: list[ad.PriceClaim], more: ad.PriceClaim, seed: int
) -> None:
    if more.value is None or more.retracts or more.id or more.modality is not ad.Modality.FACT:
        return
    piece = ad.PriceClaim(ad.Price(more.value.spread.text, more.value.currency, basis="component"))
    mixed = [claim for claim in told if not claim.retracts]
    before = resolve(mixed)
    after = [*mixed, piece]
    random.Random(seed).shuffle(after)  # noqa: S311  # any order will do
    answer = resolve(after)
    assert (answer.value, answer.open, answer.decided_by) == (before.value, before.open, before.decided_by)


@given(told=st.lists(ads.price_claims(), max_size=6), basis=st.sampled_from(ad.ValueBasis))
def test_law_what_is_asked_for_is_answered_by_its_kind_and_no_fact_is_lost(
    told: list[ad.PriceClaim], basis: ad.ValueBasis
) -> None:
    answer = resolve(told, basis=basis)
    assert answer.value is None or (isinstance(answer.value, ad.Price) and answer.value.basis is basis)
    facts = [claim for claim in told if claim.modality is ad.Modality.FACT and claim.value is not None]
    assert sorted(map(repr, facts)) == sorted(repr(claim) for claim in answer.claims if claim.value is not None)
