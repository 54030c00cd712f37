"""Türkiye's search for air defence, beside the stages: the tender, what was offered, allowed, judged, barred and shared.

Expected answers are those of the public reports as the dossiers tell them, worked out by hand.
"""

import pytest

from armsdeals.model.competition import CompetitionResult
from armsdeals.model.deal import Deal
from armsdeals.model.economy import ObligationStatus
from armsdeals.model.event import EventKind
from armsdeals.model.instrument import InstrumentKind
from armsdeals.model.limits import AuthorisationState, ConstraintKind
from armsdeals.model.negotiation.stage import NegotiationStage as Stage
from armsdeals.model.offer import AssessmentGround, Verdict
from armsdeals.model.payment import PaymentPurpose
from armsdeals.model.valued import ProductionMode
from armsdeals.register.conditions import triggered
from armsdeals.register.register import Register
from armsdeals.values.claim import Absence, Modality
from armsdeals.values.when import When


@pytest.fixture
def patriot(register: Register) -> Deal:
    return register["tur-patriot"]


def test_the_tender_has_four_contenders_one_is_chosen_and_it_is_called_off(register: Register) -> None:
    (tender,) = register.competitions
    assert tender.contenders == ("tur-t-loramids", "tur-patriot-2009", "tur-sampt", "tur-antey")
    assert set(tender.contenders) < set(register.ids)
    assert (tender.winner, tender.result) == ("", CompetitionResult.CANCELLED)
    asked = ("2008", "2013-09-25", "2015-11-14", "2015-11-15")
    assert [str(tender.as_of(day)) for day in asked] == [
        "nothing known",
        "OPEN since 2009-01-01/2010-12-31",
        "AWARDED to tur-t-loramids since 2013-09-26",
        "CANCELLED since 2015-11-15",
    ]
    assert tender.as_of("2014", known_by="2015-11-14").result is None  # told only when it was over


@pytest.mark.parametrize("name", ["tur-patriot-2009", "tur-sampt"])
def test_the_losing_bids_are_kept_valid_again_and_again(register: Register, name: str) -> None:
    offers = [(str(one.when), str(one.valid_until), one.modality) for one in register[name].offers if one.valid_until]
    assert offers == [
        ("2014-04-30", "2014-06-30", Modality.FACT),
        ("2014-06-30", "2014-08-30", Modality.FACT),
        ("2014-09~", "2015-12-31", Modality.DESIRED),
        ("2014-09~", "2014-12-31", Modality.DESIRED),
    ]


def test_three_reports_name_three_russian_systems_and_none_is_dropped(register: Register) -> None:
    offers = register["tur-antey"].offers
    assert {(one.key, one.text) for one in offers} == {
        ("bid", "of the S-300"),
        ("bid", "of the S-400"),
        ("bid", "of the S-300VM Antey-2500"),
    }


def test_the_chinese_bid_is_lowered(register: Register) -> None:
    first, lowered = register["tur-t-loramids"].offers
    assert (str(first.value), lowered.revises) == ("4000000000 USD OFFER", first.key)


def test_co_production_is_offered_by_one_side_and_asked_for_by_the_other(register: Register) -> None:
    told = {(claim.value, claim.modality) for claim in register["tur-t-loramids"].line("fd2000").production}
    assert told == {
        (ProductionMode.CO_PRODUCTION, Modality.POSSIBLE),
        (ProductionMode.CO_PRODUCTION, Modality.DESIRED),
    }


def test_the_chinese_supplier_is_under_sanctions_and_allies_object(register: Register) -> None:
    assert [(one.kind, one.by, one.modality) for one in register["tur-t-loramids"].constraints] == [
        (ConstraintKind.SANCTIONS_EXPOSURE, "United States", Modality.FACT),
        (ConstraintKind.INTEGRATION_BARRED, "NATO allies", Modality.OPINION),
    ]


def test_patriot_is_notified_on_one_of_two_days(patriot: Deal) -> None:
    assert [(one.key, one.state, str(one.when)) for one in patriot.authorisations] == [
        ("congress", AuthorisationState.NOTIFIED, "2018-12-18"),
        ("congress", AuthorisationState.NOTIFIED, "2018-12-19"),
    ]


@pytest.mark.parametrize("known_by", [None, "2018-12-31", "2020-01-01"])
def test_the_notification_moves_patriot_no_further_than_requested(patriot: Deal, known_by: str | None) -> None:
    assert patriot.as_of("2019-01-02", known_by=known_by).stages == {Stage.REQUESTED}


def test_a_notification_alone_leaves_the_bid_of_2009_requested(register: Register) -> None:
    bid = register["tur-patriot-2009"]
    assert [(one.key, one.state) for one in bid.authorisations] == [
        ("congress", AuthorisationState.NOTIFIED),
        ("extension", AuthorisationState.REQUIRED),
    ]
    assert bid.as_of("2009-10-01").stages == {Stage.REQUESTED, Stage.OFFERED}


def test_the_offer_of_2019_has_a_ceiling_and_two_days_on_which_it_ran_out(patriot: Deal) -> None:
    assert {one.key for one in patriot.offers} == {"offer-2019"}
    assert [str(one.value) for one in patriot.offers if one.value] == ["3500000000 USD CEILING"]
    assert [str(one.valid_until) for one in patriot.offers if one.valid_until] == ["2019-03-31~", "../2019-08-22"]


def test_the_offer_lapsed_and_the_withdrawal_told_a_day_later_is_its_only_rival(patriot: Deal) -> None:
    position = patriot.position
    assert (position.stage, position.since, position.disputed) == (Stage.LAPSED, When("2019-08-22"), True)
    assert [(event.stage, str(event.when)) for event in position.beaten] == [(Stage.WITHDRAWN, "2019-08-23")]


def test_the_condition_on_the_s400_is_met_when_its_delivery_begins(register: Register) -> None:
    (met,) = triggered(register)
    assert (met.deal.id, met.other.id, met.condition.stage) == ("tur-patriot", "tur-s400", Stage.DELIVERING)
    assert met.since == When("2019-07-12")
    assert triggered(register, on="2019-07-11") == ()


def test_a_condition_that_is_met_moves_no_stage_by_itself(patriot: Deal) -> None:
    assert patriot.as_of("2019-08-21").stage is Stage.OFFERED


def test_turkiye_refuses_the_condition_and_gives_no_verdict_on_the_offer(patriot: Deal) -> None:
    (judged,) = patriot.assessments
    assert (judged.offer, judged.verdict, judged.grounds) == (
        "offer-2019",
        Verdict.UNKNOWN,
        (AssessmentGround.POLITICAL,),
    )


def test_patriot_s_offsets_are_asked_for_and_its_technology_is_refused(patriot: Deal) -> None:
    assert [(one.status, one.percent, one.value) for one in patriot.offsets] == [
        (ObligationStatus.PROPOSED, None, None)
    ]
    assert [one.modality for one in patriot.technology] == [Modality.DESIRED, Modality.DENIED]


def test_three_accounts_of_shared_technology_stand_side_by_side(s400: Deal) -> None:
    told = [(str(one.when), one.modality, one.absent, one.status) for one in s400.technology if one.when]
    assert told == [
        ("2017-09-29", Modality.DENIED, None, ObligationStatus.UNKNOWN),
        ("2017-11-02", Modality.FACT, Absence.NONE, ObligationStatus.UNKNOWN),
        ("2020-08-23", Modality.FACT, None, ObligationStatus.AGREED),
    ]


def test_a_deposit_is_a_payment_of_unknown_size(s400: Deal) -> None:
    told = [(str(event.when), payment) for event in s400.history for payment in event.payments]
    assert [(when, one.purpose, one.of, one.value) for when, one in told] == [
        ("../2017-09-12", PaymentPurpose.ADVANCE, "advance", None),
        ("../2017-09-29", PaymentPurpose.ADVANCE, "advance", None),
    ]


def test_the_contract_and_its_loan_are_two_documents(s400: Deal) -> None:
    told = {(event.instrument.kind, str(event.when)) for event in s400.history if event.instrument}
    assert told == {(InstrumentKind.CONTRACT, "../2017-09-12"), (InstrumentKind.LOAN_AGREEMENT, "2017-12-29")}


def test_the_buyer_of_the_s400_is_exposed_to_sanctions_before_they_come(s400: Deal) -> None:
    exposed = [str(one.when) for one in s400.constraints if one.kind is ConstraintKind.SANCTIONS_EXPOSURE]
    assert exposed == ["2016-11/2022-04-28", "2020-12-14"]


def test_what_belongs_to_no_deal_is_not_in_a_deal(register: Register) -> None:
    elsewhere = {EventKind.COMBAT_OPERATION, EventKind.DEPLOYMENT_END, EventKind.REFERENDUM, EventKind.VISIT}
    assert [deal.id for deal in register for event in deal.history if event.kind in elsewhere] == []
    assert elsewhere < {event.kind for event in register.events}
