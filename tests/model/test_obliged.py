"""Offsets that several sources tell: what stands of their terms, and what is in dispute."""

from __future__ import annotations

from typing import Any

import pytest

import armsdeals as ad

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
