"""Türkiye's search for air defence, told in order: what the bundled example answers, on which day, known by when.

Expected answers are those of the public reports as the dossiers and the article tell them, worked out by hand.
"""

from decimal import Decimal

import pytest
from attrs import evolve

from armsdeals.cases.cases import example
from armsdeals.model.deal import Deal
from armsdeals.model.event import EventKind
from armsdeals.model.financing.financing import FinancingPart
from armsdeals.model.financing.status import FinancingStatus
from armsdeals.model.limits import ConstraintKind
from armsdeals.model.link import LinkKind
from armsdeals.model.negotiation.ending import EndReason
from armsdeals.model.negotiation.stage import NegotiationStage as Stage
from armsdeals.model.offer import Verdict
from armsdeals.model.valued import ProductionMode
from armsdeals.register.register import Register
from armsdeals.values.claim import Confidence, Modality, SpeakerRole
from armsdeals.values.price import Price
from armsdeals.values.when import When

MONTHS = [f"{year}-{month:02}-15" for year in range(2009, 2023) for month in range(1, 13)]


@pytest.fixture(scope="module")
def register() -> Register:
    return example("turkey-air-defence")


@pytest.fixture
def s400(register: Register) -> Deal:
    return register["tur-s400"]


@pytest.fixture
def fd2000(register: Register) -> Deal:
    return register["tur-t-loramids"]


@pytest.fixture
def patriot(register: Register) -> Deal:
    return register["tur-patriot"]


def test_before_november_2016_nothing_is_known_of_an_s400_deal(s400: Deal) -> None:
    assert s400.as_of("2016-10-31").stages == {None}


def test_talks_are_known_from_the_month_in_which_they_surfaced(s400: Deal) -> None:
    assert s400.as_of("2016-12-01", known_by="2016-12-01").stage is Stage.TALKS


def test_the_minister_puts_the_talks_at_their_final_stage(s400: Deal) -> None:
    assert s400.as_of("2017-05-01", known_by="2017-05-01").stage is Stage.FINAL_TALKS


def test_his_denial_of_a_near_signature_is_kept_and_moves_nothing(s400: Deal) -> None:
    denials = [event for event in s400.as_known("2017-05-01").history if event.modality is Modality.DENIED]
    assert [(event.stage, str(event.said)) for event in denials] == [(Stage.SIGNED, "2017-04-24")]


def test_the_loan_is_proposed_weeks_before_anything_is_signed(s400: Deal) -> None:
    assert s400.as_known("2017-05-01").financing_status("loan", on="2017-05-01") is FinancingStatus.PROPOSED


def test_the_proposed_loan_names_its_lender_and_no_terms(s400: Deal) -> None:
    (loan,) = s400.as_known("2017-05-01").financing_parts()
    assert loan.terms["lender"] == "Russia"
    assert not {"share", "amount", "rate", "tenor_years", "grace_years"} & set(loan.terms)


def test_the_summit_in_sochi_is_a_plan(s400: Deal) -> None:
    summits = [event for event in s400.as_known("2017-05-01").history if event.kind is EventKind.SUMMIT]
    assert [(str(event.when), event.place, event.modality) for event in summits] == [
        ("2017-05-03", "Sochi", Modality.PLANNED)
    ]


def test_price_and_quantity_are_unknown_in_spring_2017_and_not_zero(s400: Deal) -> None:
    known = s400.as_known("2017-05-03")
    assert known.price().value is None
    assert known.ordered("s400") is None


def test_production_in_turkiye_is_possible_once_the_article_was_certainly_out(s400: Deal) -> None:
    (claim,) = s400.as_known("2017-05-03").line("s400").production
    assert (claim.value, str(claim.place), claim.modality) == (ProductionMode.UNKNOWN, "Türkiye", Modality.POSSIBLE)


def test_production_in_turkiye_is_not_known_two_days_before(s400: Deal) -> None:
    assert s400.as_known("2017-05-01").line("s400").production == ()


def test_the_minister_finds_no_good_offer_and_no_way_into_nato_air_defence(s400: Deal) -> None:
    said = [event for event in s400.history if str(event.said) == "2017-04-24" and event.kind is EventKind.STATEMENT]
    assert len(said) == 2
    assert {event.speaker_role for event in said} == {SpeakerRole.RECIPIENT_OFFICIAL}
    assert "financially effective" in {event.quote for event in said}
    judged = [(one.quote, one.verdict) for one in s400.assessments if str(one.said) == "2017-04-24"]
    assert judged == [("financially effective", Verdict.INADEQUATE)]
    limits = [(one.kind, one.area) for one in s400.constraints if str(one.said) == "2017-04-24"]
    assert limits == [(ConstraintKind.INTEGRATION_BARRED, "air defence of NATO")]


def test_in_summer_2017_a_reader_still_knows_of_final_talks_only(s400: Deal) -> None:
    assert s400.as_of("2017-10-01", known_by="2017-08-01").stage is Stage.FINAL_TALKS


def test_by_october_2017_the_contract_is_signed_and_perhaps_in_force(s400: Deal) -> None:
    assert s400.as_of("2017-10-01").stages <= {Stage.SIGNED, Stage.EFFECTIVE}
    assert s400.as_of("2017-09-15", known_by="2017-09-15").stage is Stage.SIGNED


def test_the_day_of_signature_is_known_as_an_upper_bound_only(s400: Deal) -> None:
    told = [event for event in s400.history if event.stage is Stage.SIGNED and event.modality is Modality.FACT]
    assert {event.when for event in told} == {When("../2017-09-12")}


def test_what_was_said_in_july_narrows_the_day_of_signature(s400: Deal) -> None:
    (signed,) = [span for span in s400.spans() if span.stage is Stage.SIGNED]
    assert signed.since == When("2017-07-18/2017-09-12")


def test_the_loan_is_signed_months_after_the_contract(s400: Deal) -> None:
    assert s400.financing_status("loan", on="2017-12-28") is FinancingStatus.PROPOSED
    assert s400.financing_status("loan", on="2017-12-29") is FinancingStatus.SIGNED


def test_advance_and_loan_make_up_the_price(s400: Deal) -> None:
    def told(part: FinancingPart) -> tuple[str, str, Decimal]:
        assert part.amount is not None
        return part.name, str(part.share), part.amount.low

    assert [told(part) for part in s400.financing_parts()] == [
        ("advance", "0.45", Decimal(1_125_000_000)),
        ("loan", "0.55", Decimal(1_375_000_000)),
    ]


def test_more_than_two_billion_supports_two_and_a_half(s400: Deal) -> None:
    answer = s400.price()
    assert answer.value == Price("2500000000 USD CONTRACT")
    assert len(answer.decided_by) == 2
    assert not answer.disputed


def test_deliveries_have_begun_on_the_first_of_august_2019(s400: Deal) -> None:
    assert s400.as_of("2019-08-01").stage is Stage.DELIVERING


def test_three_announced_starts_of_delivery_stand_side_by_side(s400: Deal) -> None:
    planned = {str(event.when) for event in s400.history if event.stage and event.modality is Modality.PLANNED}
    assert planned == {"2020-03", "2019-10/2020-03", "../2019-09-25"}


def test_the_first_regiment_ends_delivered_and_undisputed(s400: Deal) -> None:
    assert s400.stage is Stage.DELIVERED
    assert not s400.position.disputed


def test_units_are_never_turned_into_one_another(s400: Deal) -> None:
    assert str(s400.ordered("s400")) == "4 battalion"
    assert {unit: str(number) for unit, number in s400.deliveries("s400").items()} == {"battery": "2 battery"}
    assert s400.outstanding("s400") is None


def test_a_third_state_s_sanctions_move_no_stage(s400: Deal) -> None:
    before, after = s400.as_of("2020-12-13"), s400.as_of("2020-12-15")
    assert before.stages == after.stages == {Stage.DELIVERED}


def test_the_second_regiment_is_a_deal_of_its_own_and_an_option_of_the_first(register: Register) -> None:
    (link,) = register["tur-s400-2"].links
    assert (link.kind, link.to) == (LinkKind.OPTION_OF, "tur-s400")


def test_the_second_regiment_is_signed_by_one_claim_and_under_talks_by_another(register: Register) -> None:
    second = register["tur-s400-2"]
    assert second.as_of("2021-01-01", known_by="2021-01-01").stage is Stage.SIGNED
    assert second.position.disputed
    assert {event.stage for event in (*second.position.decided_by, *second.position.beaten)} == {
        Stage.TALKS,
        Stage.SIGNED,
    }


def test_the_second_regiment_was_never_delivered(register: Register) -> None:
    second = register["tur-s400-2"]
    reached = frozenset[object]().union(*second.replay().stages)
    assert not {Stage.DELIVERING, Stage.DELIVERED} & reached
    assert second.delivered("s400") is None
    assert second.ordered("s400") is None


def test_the_chinese_bid_is_selected_from_26_september_2013(fd2000: Deal) -> None:
    assert fd2000.as_of("2013-09-25").stage is Stage.TENDERED
    assert fd2000.as_of("2013-09-26").stage is Stage.SELECTED
    assert fd2000.as_of("2015-11-14").stage is Stage.SELECTED


@pytest.mark.parametrize("known_by", [None, "2015-12-31", "2017-05-03"])
def test_the_chinese_deal_is_signed_on_no_day(fd2000: Deal, known_by: str | None) -> None:
    assert [day for day in MONTHS if Stage.SIGNED in fd2000.as_of(day, known_by=known_by).stages] == []


def test_the_tender_is_cancelled_on_15_november_2015(fd2000: Deal) -> None:
    assert fd2000.as_of("2015-11-15").stage is Stage.CANCELLED
    assert fd2000.position.since == When("2015-11-15")


def test_the_furthest_stage_is_selected_although_the_article_says_contract(fd2000: Deal) -> None:
    assert fd2000.position.furthest is Stage.SELECTED


def test_the_contract_of_the_article_and_its_denial_are_both_kept(fd2000: Deal) -> None:
    told = {(event.modality, event.confidence) for event in fd2000.history if event.stage is Stage.SIGNED}
    assert told == {(Modality.FACT, Confidence.LOW), (Modality.DENIED, Confidence.HIGH)}


def test_the_contract_of_the_article_is_disputed_to_the_end(fd2000: Deal) -> None:
    assert fd2000.position.disputed
    assert [event.id for event in fd2000.position.beaten] == ["contract-in-article"]


def test_before_the_article_nothing_was_disputed(fd2000: Deal) -> None:
    assert not fd2000.as_of("2016-01-01", known_by="2016-01-01").disputed


def test_it_was_selected_for_780_days(fd2000: Deal) -> None:
    assert str(fd2000.days_between("SELECTED", "CANCELLED")) == "780 day"


def test_the_tender_took_1000_to_1729_days_to_its_choice(fd2000: Deal) -> None:
    assert str(fd2000.days_between("TENDERED", "SELECTED")) == "1000..1729 day"


def test_the_reasons_name_the_sources_on_both_sides(fd2000: Deal) -> None:
    told = str(fd2000.why("stage"))
    assert "Reuters, 2015-11-15" in told
    assert "article on why Türkiye turns to Russian arms" in told
    assert "C4Defence, 2015-11-15" in str(fd2000.why("stage", on="2015-01-01"))


def test_the_reasons_for_the_end_differ_by_speaker(fd2000: Deal) -> None:
    reasons = {
        (reason.code, reason.speaker or event.speaker)
        for event in fd2000.history
        if event.termination
        for reason in event.termination.reasons
    }
    assert reasons == {
        (EndReason.DOMESTIC_ALTERNATIVE, "Türkiye"),
        (EndReason.COUNTERPARTY_UNWILLING, "Türkiye, as the article tells it"),
    }


def test_rival_prices_of_one_day_leave_the_price_open(fd2000: Deal) -> None:
    answer = fd2000.price()
    assert answer.value is None
    assert answer.disputed
    assert {str(claim.value) for claim in answer.open} == {
        "3440000000 USD ESTIMATE",
        "3400000000 USD ESTIMATE",
        "~3000000000 USD ESTIMATE",
        "3400000000 USD",  # the article's, which agrees with one of them
    }
    assert {str(claim.value) for claim in answer.beaten} == {"4000000000 USD ESTIMATE"}


def test_fd2000_is_the_export_version_of_hq9(fd2000: Deal) -> None:
    system = fd2000.line("fd2000").system
    assert (system.designation, system.export_version_of, str(system.origin)) == ("FD-2000", "HQ-9", "China")


def test_a_notification_moves_patriot_to_requested_at_most(patriot: Deal) -> None:
    position = patriot.as_of("2018-12-31")
    assert all(stage is None or stage.rank <= Stage.REQUESTED.rank for stage in position.stages)


def test_patriot_is_offered_on_the_first_of_february_2019(patriot: Deal) -> None:
    assert patriot.as_of("2019-02-01").stage is Stage.OFFERED


def test_the_offer_lapsed_and_withdrawn_is_the_rival_account(patriot: Deal) -> None:
    position = patriot.position
    assert position.stage is Stage.LAPSED
    assert position.since == When("2019-08-22")
    assert position.disputed
    assert Stage.WITHDRAWN in {event.stage for event in position.beaten}


def test_a_report_of_an_earlier_lapse_is_kept_and_beaten(patriot: Deal) -> None:
    position = patriot.as_of("2019-05-01")
    assert position.stage is Stage.OFFERED
    assert [(event.stage, str(event.when)) for event in position.beaten] == [(Stage.LAPSED, "2019-03-31~")]


def test_a_notified_ceiling_is_no_quantity_ordered(patriot: Deal) -> None:
    assert {line.id: str(patriot.quantity(line.id, "notified").value) for line in patriot.lines} == {
        "gem-t": "80 missile",
        "pac3-mse": "60 missile",
        "radar": "4 set",
        "launcher": "20 launcher",
    }
    assert [patriot.ordered(line.id) for line in patriot.lines] == [None] * 4


def test_the_bid_of_2009_ends_with_the_tender_and_both_refusals_are_kept(register: Register) -> None:
    position = register["tur-patriot-2009"].position
    assert position.stage is Stage.CANCELLED
    assert {(event.stage, str(event.when)) for event in position.beaten} == {
        (Stage.REJECTED, "2013-09-26"),
        (Stage.REJECTED, "2017-09-12"),
    }


def test_whether_the_russian_bidder_left_or_was_struck_off_stays_open(register: Register) -> None:
    assert register["tur-antey"].as_of("2013-10-28").stages == {Stage.WITHDRAWN, Stage.REJECTED}


def test_the_european_bid_was_alive_until_the_tender_ended(register: Register) -> None:
    assert register["tur-sampt"].as_of("2015-11-14").stage is Stage.OFFERED
    assert register["tur-sampt"].stage is Stage.CANCELLED


@pytest.mark.parametrize("name", ["tur-rus-electronics", "tur-rus-ammunition", "tur-rus-missile-technology"])
def test_a_wish_is_a_fact_of_interest_by_the_day_of_the_article_and_what_is_wished_for_moves_nothing(
    register: Register, name: str
) -> None:
    deal = register[name]
    assert [(event.stage, event.modality) for event in deal.history] == [
        (Stage.INTEREST, Modality.FACT),
        (Stage.INTEREST, Modality.DESIRED),
    ]
    assert deal.as_of("2017-05-03", known_by="2017-05-03").stage is Stage.INTEREST
    assert deal.as_of("2016-12-31").stages == {None}
    assert deal.as_of("2017-05-03", known_by="2017-04-23").stages == {None}
    wish = evolve(deal, history=deal.history[1:])
    assert wish.stages == {None}


def test_competitors_name_each_other(register: Register) -> None:
    pairs = {(deal.id, link.to) for deal in register for link in deal.links if link.kind is LinkKind.COMPETES_WITH}
    assert pairs == {(to, name) for name, to in pairs}
    bidders = {"tur-t-loramids", "tur-patriot-2009", "tur-sampt", "tur-antey"}
    assert {(one, other) for one in bidders for other in bidders if one != other} <= pairs


def test_every_link_leads_to_a_deal_of_the_file(register: Register) -> None:
    assert {link.to for deal in register for link in deal.links} <= set(register.ids)
