"""Offsets and shared know-how that several sources tell: what stands of their terms, and what is in dispute."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.model.financing.term import TermAnswer

BUYER = ad.Evidence(publisher="Buyer Daily", published="2016-09-24")
SELLER = ad.Evidence(publisher="Seller Post", published="2016-09-24")


def offset(*, by: ad.Evidence = BUYER, **terms: Any) -> ad.Offset:
    return ad.Offset(key="work", evidence=by, **terms)


def deal(*offsets: ad.Offset) -> ad.Deal:
    return ad.Deal(id="demo", offsets=offsets)


def test_rival_parts_of_the_price_are_a_dispute_with_both_sources() -> None:
    (dispute,) = deal(offset(percent="50"), offset(percent="30", by=SELLER)).disputes()
    assert dispute.about == "offsets.work.percent"
    assert {claim.evidence for claim in dispute.held} == {(BUYER,), (SELLER,)}
    assert "50 (Buyer Daily, 2016-09-24)" in str(dispute)
    reasons = str(deal(offset(percent="50"), offset(percent="30", by=SELLER)).why("offsets.work.percent"))
    assert reasons.startswith("30 to 50 (disputed)")


@pytest.mark.parametrize(
    ("first", "second", "term"),
    [
        ({"value": "3e9 EUR"}, {"value": "4e9 EUR"}, "value"),
        ({"penalty": "38e6 USD"}, {"penalty": "12e6 USD"}, "penalty"),
        ({"deadline": "2023"}, {"deadline": "2025"}, "deadline"),
        ({"status": "fulfilled"}, {"status": "failed"}, "status"),
    ],
)
def test_each_term_may_be_in_dispute_and_the_surer_claim_stands(
    first: dict[str, Any], second: dict[str, Any], term: str
) -> None:
    surer = offset(confidence="high", **first)
    (dispute,) = deal(offset(by=SELLER, **second), surer).disputes()
    assert (dispute.about, dispute.held) == (f"offsets.work.{term}", (surer,))
    assert [claim.evidence for claim in dispute.against] == [(SELLER,)]


def test_what_agrees_was_taken_back_or_has_no_key_is_no_dispute() -> None:
    assert deal(offset(percent="50"), offset(percent=">=30", by=SELLER)).disputes() == ()
    assert (
        deal(offset(percent="50"), offset(percent="30", by=SELLER, id="wrong"), offset(retracts="wrong")).disputes()
        == ()
    )
    assert deal(ad.Offset(percent="50"), ad.Offset(percent="30")).disputes() == ()
    assert deal(offset(percent="50"), offset(percent="30", modality="possible")).disputes() == ()


def test_how_far_it_has_come_is_of_its_day_and_an_end_stays() -> None:
    course = offset(status="agreed", when="2016"), offset(status="running", when="2018")
    held = deal(*course)
    assert str(held.why("offsets.work.status").answer) == "running"
    assert str(held.why("offsets.work.status", on="2017-01-01").answer) == "agreed"
    failed = deal(*course, offset(status="failed", when="2023"))
    assert str(failed.why("offsets.work.status").answer) == "failed"
    assert failed.disputes() == ()


def shared(*, by: ad.Evidence = BUYER, **terms: Any) -> ad.TechTransfer:
    return ad.TechTransfer(key="radar", evidence=by, **terms)


NO_LINE: dict[type, dict[str, str]] = {ad.TechTransfer: {"line": ""}}


def holding(told: Sequence[Any]) -> ad.Deal:
    know_how = tuple(one for one in told if isinstance(one, ad.TechTransfer))
    return ad.Deal(id="demo", offsets=tuple(one for one in told if isinstance(one, ad.Offset)), technology=know_how)


def sharing(*told: ad.TechTransfer) -> ad.Deal:
    return ad.Deal(id="demo", technology=told)


def test_rival_depths_of_one_transfer_are_a_dispute_with_both_sources() -> None:
    deal = sharing(shared(depth="source code"), shared(depth="assembly", by=SELLER))
    (dispute,) = deal.disputes()
    assert dispute.about == "technology.radar.depth"
    assert {claim.evidence for claim in dispute.held} == {(BUYER,), (SELLER,)}
    assert "source code (Buyer Daily, 2016-09-24)" in str(dispute)
    reasons = str(deal.why("technology.radar.depth"))
    assert reasons.startswith("Source code or assembly (disputed). Equal claims exclude each other: ")
    assert "assembly (Seller Post, 2016-09-24)" in reasons


def test_the_surer_depth_stands_and_lists_the_one_it_beats() -> None:
    surer = shared(depth="joint design", confidence="high")
    (dispute,) = sharing(shared(depth="assembly", by=SELLER), surer).disputes()
    assert dispute.held == (surer,)
    assert [claim.evidence for claim in dispute.against] == [(SELLER,)]


def test_what_was_proposed_is_no_rival_of_what_was_agreed() -> None:
    wish, signed = shared(depth="source code", status="proposed"), shared(depth="assembly", status="agreed", by=SELLER)
    assert sharing(wish, signed).disputes() == ()
    assert str(sharing(wish, signed).why("technology.radar.depth").answer) == "assembly"
    assert str(sharing(wish).why("technology.radar.depth").answer) == "source code"
    low, high = offset(percent="30", status="proposed"), offset(percent="50", status="running", by=SELLER)
    assert str(deal(low, high).why("offsets.work.percent").answer) == "50"
    told_apart = [dispute.about for dispute in deal(low, offset(percent="50", by=SELLER)).disputes()]
    assert told_apart == ["offsets.work.percent"]  # nobody says that the 50 were agreed


@pytest.mark.parametrize(
    "nay",
    [
        shared(absent="none", by=SELLER, when="2017-11"),
        shared(modality="denied", by=SELLER, when="2017-11"),
        shared(modality="denied", status="agreed", by=SELLER, when="2017-11"),
    ],
)
def test_that_nothing_is_shared_speaks_against_an_agreement_of_that_day_or_before(nay: ad.TechTransfer) -> None:
    agreed = shared(status="agreed", when="2017-09")
    (dispute,) = sharing(agreed, nay).disputes()
    assert (dispute.about, set(dispute.held)) == ("technology.radar.status", {agreed, nay})
    later = shared(status="agreed", when="2020-08-23")
    assert sharing(later, nay).disputes() == ()
    surer = shared(status="agreed", when="2017-09", confidence="high")
    (dispute,) = sharing(surer, nay).disputes()
    assert (dispute.held, dispute.against) == ((surer,), (nay,))


def test_a_surer_source_for_none_answers_none_and_lists_whom_it_beats() -> None:
    agreed, none = shared(status="agreed"), shared(absent="none", by=SELLER, confidence="high")
    answer = sharing(agreed, none).why("technology.radar.status").answer
    assert isinstance(answer, TermAnswer)
    assert (answer.absent, answer.decided_by, answer.beaten) == (ad.Absence.NONE, (none,), (agreed,))
    assert sharing(none).disputes() == ()
    assert str(sharing(none).why("technology.radar.status").answer) == "none"
    only_its_depth = shared(depth="assembly")
    (dispute,) = sharing(only_its_depth, none).disputes()
    assert (dispute.about, dispute.claims) == ("technology.radar.status", (none, only_its_depth))


def test_a_denial_of_one_depth_speaks_against_that_depth_alone() -> None:
    told, nay = shared(depth="assembly"), shared(depth="source code", modality="denied", by=SELLER)
    assert sharing(told, nay).disputes() == ()
    (dispute,) = sharing(shared(depth="source code"), nay).disputes()
    assert dispute.about == "technology.radar.depth"
    assert "not source code (Seller Post, 2016-09-24)" in str(dispute)


@given(
    told=st.lists(st.one_of(ads.offsets(), ads.tech_transfers()), min_size=2, max_size=6),
    data=st.data(),
)
def test_law_a_dispute_is_of_claims_of_one_key_told_by_the_day_in_any_order(
    told: list[Any], data: st.DataObject
) -> None:
    one = [evolve(claim, key="one", id="", retracts="", **NO_LINE.get(type(claim), {})) for claim in told]
    day = data.draw(st.sampled_from([claim.when for claim in one if claim.when is not None] or [ad.When("2000")]))
    found = holding(one).disputes(on=day)
    assert {dispute.about: dispute for dispute in holding(one[::-1]).disputes(on=day)} == {
        dispute.about: dispute for dispute in found
    }
    for dispute in found:
        assert dispute.about.startswith(("offsets.one.", "technology.one."))
        assert len(dispute.claims) > 1
        assert all(claim.when is None or claim.when.lo <= day.hi for claim in dispute.claims)
