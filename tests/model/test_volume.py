"""Volumes of arms as claims of a line and of a delivery: what they take and refuse, and that they are lost nowhere."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.errors import InvalidValue

EARLY = ad.Evidence(publisher="A made-up register", published="2020-03-01")
LATE = ad.Evidence(publisher="A made-up register", published="2024-03-01")


def deal() -> ad.Deal:
    line = ad.Line(
        id="heron",
        system="Heron-T",
        volumes=(
            ad.VolumeClaim("24 TIV", basis="ordered", id="first", evidence=(EARLY,)),
            ad.VolumeClaim("30 TIV", basis="ordered", retracts="first", evidence=(LATE,)),
            ad.VolumeClaim("4 TIV", basis="ordered", is_per_unit=True, condition="used", evidence=(EARLY,)),
        ),
    )
    came = ad.Delivery(line="heron", quantity="4", volume="16 TIV", years=(2015, 2016, 2018))
    return ad.Deal(id="demo", lines=(line,)).with_event(ad.Event(when="2015/2018", deliveries=(came,)))


def test_a_volume_is_taken_as_text_number_or_itself() -> None:
    told = [ad.VolumeClaim(value, basis="ordered").value for value in ("24 TIV", "24", 24, ad.TIV(24))]
    assert told == [ad.TIV("24")] * 4


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"value": 2.5}, TypeError),  # a float
        ({"value": "24 USD"}, InvalidValue),
        ({"value": "-1"}, InvalidValue),
        ({}, InvalidValue),  # says nothing
        ({"value": "24", "absent": "none"}, InvalidValue),
        ({"value": "24", "basis": "bought"}, InvalidValue),
        ({"value": "24", "is_per_unit": 1}, TypeError),
    ],
)
def test_what_is_no_volume_is_refused(wrong: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        ad.VolumeClaim(**{"basis": "ordered"} | wrong)


@pytest.mark.parametrize("years", [(2016, 2015), (2015, 2015), (99,), ("2015",)])
def test_years_of_a_delivery_ascend_and_stand_once(years: tuple[Any, ...]) -> None:
    with pytest.raises((InvalidValue, TypeError)):
        ad.Delivery(line="a", years=years)


@pytest.mark.parametrize("form", ["json", "jsonl", "yaml", "csv", "parquet"])
def test_nothing_of_it_is_lost_in_a_file(form: str) -> None:
    register = ad.Register([deal()])
    assert ad.loads(ad.dumps(register, format=form), format=form) == register


def test_nothing_of_it_is_lost_as_people_type_it() -> None:
    text = ad.dumps(ad.Register([deal()]), format="yaml", style="short")
    assert b"volume: 16 TIV" in text
    assert ad.loads(text, format="yaml") == ad.Register([deal()])


def test_years_that_do_not_ascend_are_found_with_their_place_in_a_file() -> None:
    text = b"id: demo\nlines:\n  a: Heron\nhistory:\n- 2015/2016 delivered 4 of a:\n- 2015/2016 delivered:\n  deliveries:\n"
    text += b"  - line: a\n    years: [2016, 2015]\n"
    with pytest.raises(ad.InvalidDeals, match="2016, 2015 do not ascend"):
        ad.loads(text, format="yaml")


def test_a_claim_of_a_volume_is_a_claim_like_any_other() -> None:
    told = deal()
    assert len([claim for claim in told.claims() if isinstance(claim, ad.VolumeClaim)]) == 3
    assert "first" in told.retracted()
    early = told.as_known("2021")
    assert [str(claim.value) for claim in early.line("heron").volumes] == ["24 TIV", "4 TIV"]
    with pytest.raises(InvalidValue, match="none is called so"):
        ad.Deal(
            id="a", lines=(ad.Line(id="a", system="A", volumes=(ad.VolumeClaim("1", basis="ordered", retracts="x"),)),)
        )


def test_a_volume_is_said_in_words_and_never_beside_a_currency() -> None:
    first, _, unit = deal().line("heron").volumes
    assert first.in_words == "24 million TIV, ordered"
    assert unit.in_words == "4 million TIV a unit as used, ordered"
    assert ad.VolumeClaim(absent="withheld", basis="delivered").in_words == "withheld, delivered"
    page = ad.report(deal().with_price("5 USD"))
    html = str(page)
    assert "24 million TIV, ordered" in html
    for sign in ("USD 24 million TIV", "24 million TIV USD", "$24", "24 million TIV, 5"):
        assert sign not in html


@given(claim=ads.volume_claims())
def test_law_a_drawn_claim_survives_being_packed_and_written(claim: ad.VolumeClaim) -> None:
    assert pickle.loads(pickle.dumps(claim)) == claim  # noqa: S301  # our own bytes
    told = ad.Register([ad.Deal(id="a", lines=(ad.Line(id="a", system="A", volumes=(claim,)),))])
    assert ad.loads(ad.dumps(told), format="json") == told
    assert ad.loads(ad.dumps(told, format="yaml", style="short"), format="yaml") == told
