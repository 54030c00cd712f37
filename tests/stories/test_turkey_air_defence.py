"""Türkiye's search for air defence, told in order: the tender and its bids, Patriot, wishes and ties; on which day, known by when.

Expected answers are those of the public reports as the dossiers and the article tell them, worked out by hand.
"""

import pytest
from attrs import evolve

from armsdeals.model.deal import Deal
from armsdeals.model.link import LinkKind
from armsdeals.model.negotiation.ending import EndReason
from armsdeals.model.negotiation.stage import NegotiationStage as Stage
from armsdeals.register.register import Register
from armsdeals.values.claim import Confidence, Modality
from armsdeals.values.when import When

MONTHS = [f"{year}-{month:02}-15" for year in range(2009, 2023) for month in range(1, 13)]


@pytest.fixture
def fd2000(register: Register) -> Deal:
    return register["tur-t-loramids"]


@pytest.fixture
def patriot(register: Register) -> Deal:
    return register["tur-patriot"]


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
