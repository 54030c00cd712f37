"""Signatures of several documents in one deal, each with the answer reached by hand."""

from typing import Any

import pytest
from hypothesis import given

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.model.event import Event
from armsdeals.model.instrument import Instrument
from armsdeals.model.negotiation.papers import are_two
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.when import When

Stage = NegotiationStage


def signed(when: str, kind: str = "", name: str = "", **more: Any) -> Event:
    paper = Instrument(kind=kind or "UNKNOWN", id=name) if kind or name else None
    return Event(when=when, stage=more.pop("stage", "signed"), instrument=paper, **more)


def answer(day: str, *events: Event) -> str:
    return str(Replay(events).at(When(day)))


def test_an_agreement_of_governments_and_the_contract_under_it_are_both_signed() -> None:
    told = (signed("2016-09-23", "IGA"), signed("2019-03-01", "contract"))
    assert answer("2017", *told) == answer("2020", *told) == "SIGNED since 2016-09-23"
    assert Replay(told).given_up == Replay(told).tied == ()


def test_two_contracts_are_two_where_each_has_a_name_of_its_own() -> None:
    told = (signed("2016-09-30", "contract", "design"), signed("2019-03-01", "contract", "boats"))
    assert answer("2017", *told) == "SIGNED since 2016-09-30"
    assert not Replay(told).is_disputed


@pytest.mark.parametrize(
    ("one", "other"),
    [(("contract", ""), ("contract", "")), (("contract", ""), ("", "")), (("contract", "a"), ("IGA", "a"))],
)
def test_two_days_of_what_may_be_one_document_exclude_each_other(one: tuple[str, str], other: tuple[str, str]) -> None:
    first, second = signed("2016-09-30", *one, confidence="low"), signed("2019-03-01", *other, confidence="high")
    assert Replay((first, second)).given_up == (first,)
    assert answer("2017", first, second) == "nothing yet; disputed"


def test_a_further_document_takes_no_deal_back_and_lifts_no_halt_of_what_came_later() -> None:
    told = (signed("2016", "contract"), Event(when="2018", stage="effective"), signed("2020-05", "IGA"))
    assert answer("2021", *told) == "EFFECTIVE since 2018"
    halted = (*told[:2], Event(when="2019", stage="suspended"), told[2])
    assert answer("2021", *halted) == "SUSPENDED since 2019"


def test_a_framework_beside_a_contract_makes_nothing_preliminary() -> None:
    umbrella = signed("2019-02-11", "framework", stage="preliminary", bound="one of", alternatives=("signed",))
    told = (signed("2016-09-30", "contract"), umbrella)
    assert answer("2020", *told) == "SIGNED since 2016-09-30"
    assert answer("2020", umbrella) == "PRELIMINARY or SIGNED"


def test_where_the_first_signature_is_given_up_the_further_one_opens_the_stage() -> None:
    early, late = signed("2016", "IGA", confidence="low"), signed("2019", "contract", confidence="low")
    talks = Event(when="2018", stage="final talks", confidence="certain")
    replay = Replay((early, talks, late))
    assert (replay.given_up, str(replay.at(None))) == ((early,), "SIGNED since 2019")


def test_an_answer_names_the_signature_as_it_was_told() -> None:
    told = (signed("2016-09-23", "IGA"), signed("2019-03-01", "contract"))
    assert Replay(told).at(None).decided_by == told
    weak = (*told, Event(when="2019-06", stage="talks", confidence="low"), signed("2020-01-01", "contract"))
    rivals = {id(event) for one in ad.Deal(id="demo", history=weak).disputes() for event in (*one.held, *one.against)}
    assert rivals <= {id(event) for event in weak}


def test_a_signature_that_is_said_to_be_a_step_back_stays_one() -> None:
    told = (signed("2016", "contract"), Event(when="2018", stage="effective"), signed("2020", "IGA", back=True))
    assert answer("2021", *told) == "SIGNED since 2020"


@given(ads.histories(containing=["two documents"], max_size=0, named=False))
def test_law_signatures_of_two_documents_are_signed_since_the_first_and_never_disputed(
    history: tuple[Event, ...],
) -> None:
    replay = Replay(history)
    assert replay.given_up == replay.tied == ()
    assert replay.at(None).stage is Stage.SIGNED
    assert replay.at(None).since == min((event.when for event in history), key=lambda when: when.lo)


def test_documents_are_two_by_their_names_first_and_then_by_their_kinds() -> None:
    assert not are_two(Instrument(id="a", kind="IGA"), Instrument(id="a", kind="contract"))
    assert are_two(Instrument(id="a", kind="IGA"), Instrument(kind="contract"))
    assert not are_two(Instrument(id="a", kind="contract"), Instrument(kind="contract"))
