"""Türkiye's S-400, told in order: from the talks to the first regiment, and the second; on which day, known by when.

Expected answers are those of the public reports as the dossiers and the article tell them, worked out by hand.
"""

from decimal import Decimal

from armsdeals.model.deal import Deal
from armsdeals.model.event import EventKind
from armsdeals.model.financing.financing import FinancingPart
from armsdeals.model.financing.status import FinancingStatus
from armsdeals.model.limits import ConstraintKind
from armsdeals.model.link import LinkKind
from armsdeals.model.negotiation.stage import NegotiationStage as Stage
from armsdeals.model.offer import Verdict
from armsdeals.model.valued import ProductionMode
from armsdeals.register.register import Register
from armsdeals.values.claim import Modality, SpeakerRole
from armsdeals.values.price import Price
from armsdeals.values.when import When

MONTHS = [f"{year}-{month:02}-15" for year in range(2009, 2023) for month in range(1, 13)]


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
