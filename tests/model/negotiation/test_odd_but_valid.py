"""Sides that change, permissions of several states, orders that were amended: what guards and checks make of them."""

from __future__ import annotations

from typing import Any

import pytest

import armsdeals as ad
from armsdeals.checks.permissions import offers_hold_when_taken, permissions_come_first
from armsdeals.model.negotiation.guards import GUARDS, Step
from armsdeals.register.conditions import triggered

STAGE = ad.NegotiationStage
LINES = (ad.Line(id="a", system="A"), ad.Line(id="b", system="B"))


def supplier(name: str = "A maker", **more: Any) -> ad.Party:
    return ad.Party(name, role="supplier", **more)


def recipient(name: str = "Türkiye", **more: Any) -> ad.Party:
    return ad.Party(name, role="recipient", **more)


def deal(**told: Any) -> ad.Deal:
    return ad.Deal(**{"id": "demo", "parties": (supplier(), recipient()), "lines": LINES} | told)


def verdict(
    name: str, of: ad.Deal, stage: str, *, start: STAGE = STAGE.NEGOTIATING, on: str = "2015-06-01", scope: str = ""
) -> Any:
    return GUARDS[name](Step(deal=of, start=start, event=ad.Event(when=on, stage=stage), scope=scope))


# Shares


def test_whoever_takes_the_place_of_another_takes_its_share() -> None:
    told = deal(parties=(
        supplier("A", share="0.6", until="2015-01-01"), supplier("B", share="0.6", since="2015-01-01"), supplier("C", share="0.4"),
    ))  # fmt: skip
    assert len(told.suppliers) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}), ({"until": "2016"}, {"since": "2014"}), ({"since": "2014"}, {"until": "2016"}),
        ({"since": "2010", "until": "2020"}, {"since": "2014", "until": "2016"}),
    ],
)  # fmt: skip
def test_shares_of_one_time_are_at_most_the_whole(one: dict[str, str], other: dict[str, str]) -> None:
    with pytest.raises(ad.InvalidValue, match="more than 1") as refused:
        deal(parties=(supplier("A", share="0.6", **one), supplier("B", share="0.5", **other)))
    assert refused.value.path == ("parties", 1, "share")


def test_a_party_that_comes_back_does_not_stand_twice() -> None:
    back = deal(parties=(supplier("A", until="2012"), recipient(), supplier("A", since="2014")))
    assert not [issue for issue in ad.check(back) if issue.code == "PAR-002"]
    twice = deal(parties=(supplier("A", until="2015"), recipient(), supplier("A", since="2014")))
    assert [issue.path[-1] for issue in ad.check(twice) if issue.code == "PAR-002"] == [2]


# G2


@pytest.mark.parametrize(
    ("party", "stands"),
    [
        (supplier(until="2014"), False), (supplier(since="2016"), False), (supplier(since="2014", until="2016"), True),
        (supplier(since="2015"), None), (supplier(until="2015"), None), (supplier(since="2015-06-01"), True),
    ],
)  # fmt: skip
def test_a_side_is_who_had_its_part_on_the_day(party: ad.Party, *, stands: bool | None) -> None:
    assert verdict("G2", deal(parties=(party, recipient())), "signed") is stands


def test_whoever_is_only_said_to_be_interested_signs_nothing() -> None:
    told = deal(parties=(supplier(), ad.Party("Qatar", role="prospective recipient")))
    assert verdict("G2", told, "signed") is False
    assert verdict("G2", told, "talks") is True


# G12


def licence(state: str, authority: str = "", **more: Any) -> ad.Authorisation:
    return ad.Authorisation(kind="export licence", state=state, authority=authority, **{"when": "2015"} | more)


@pytest.mark.parametrize("buyer", ["Türkiye", "Turkey", "TUR", "the government of Turkey", "TURKEY"])
def test_a_buyer_forbids_nothing_under_any_of_its_names(buyer: str) -> None:
    told = deal(
        authorisations=(ad.Authorisation(kind="cabinet approval", state="denied", authority=buyer, when="2015"),)
    )
    assert verdict("G12", told, "blocked") is None
    embargo = deal(constraints=(ad.Constraint(kind="embargo", by=buyer, when="2015"),))
    assert verdict("G12", embargo, "blocked") is None
    voters = deal(authorisations=(ad.Authorisation(kind="referendum", state="denied", authority=buyer, when="2015"),))
    assert verdict("G12", voters, "blocked") is True


def test_licences_of_two_states_are_two_permissions() -> None:
    told = deal(authorisations=(licence("denied", "Germany"), licence("granted", "France", when="2015-05")))
    assert verdict("G12", told, "blocked") is True
    one = deal(
        authorisations=(licence("denied", "Germany", when="2014"), licence("granted", "Germany", when="2015-05"))
    )
    assert verdict("G12", one, "blocked") is False
    unnamed = deal(authorisations=(licence("denied", when="2014"), licence("granted", "Germany", when="2015-05")))
    assert verdict("G12", unnamed, "blocked") is False


def test_a_licence_of_one_state_is_not_granted_by_another() -> None:
    arrived = ad.Event(when="2016", deliveries=(ad.Delivery(line="a", quantity=1),))
    told = deal(authorisations=(licence("applied", "Germany"), licence("granted", "France")), history=(arrived,))
    assert [issue.message for issue in permissions_come_first(told)] == [
        "the permission export licence of Germany is APPLIED when goods are handed over on 2016"
    ]


def test_a_refusal_for_some_of_the_goods_leaves_it_open_for_all_of_them() -> None:
    told = deal(authorisations=(licence("denied", "Germany", lines=("a",)),))
    assert verdict("G12", told, "blocked") is None
    assert verdict("G12", told, "blocked", scope="a") is True
    assert verdict("G12", told, "blocked", scope="b") is None
    both = deal(authorisations=(licence("denied", "Germany", lines=("a", "b")),))
    assert verdict("G12", both, "blocked") is True
    part = deal(
        tranches=(ad.Tranche(id="one", lines=("a",)),), authorisations=(licence("denied", "Germany", lines=("a",)),)
    )
    assert verdict("G12", part, "blocked", scope="one") is True


def test_an_embargo_on_some_of_the_goods_leaves_it_open_for_all_of_them() -> None:
    told = deal(constraints=(ad.Constraint(kind="embargo", by="United Nations", lines=("a",), when="2015"),))
    assert verdict("G12", told, "blocked") is None
    assert verdict("G12", told, "blocked", scope="a") is True


# G6


def test_all_that_was_ordered_by_then_is_what_had_to_arrive() -> None:
    line = ad.Line(id="a", system="A", quantities=(
        ad.QuantityClaim("4", basis="ordered", when="2012"), ad.QuantityClaim("9", basis="ordered", when="2018"),
    ))  # fmt: skip
    told = deal(lines=(line,), history=(
        ad.Event(when="2014", deliveries=(ad.Delivery(line="a", quantity=4),)),
        ad.Event(when="2017", amendments=(ad.Amendment(what="five more"),)),
    ))  # fmt: skip
    assert verdict("G6", told, "delivered", start=STAGE.DELIVERING) is True
    assert verdict("G6", told, "delivered", start=STAGE.DELIVERING, on="2019-01-01") is False


# Offers, conditions


def test_an_offer_of_afterwards_revises_nothing_that_was_taken_up() -> None:
    offers = (
        ad.Offer(key="one", when="2013", valid_until="2014-01-01"),
        ad.Offer(key="two", revises="one", when="2016", valid_until="2017"),
    )
    told = deal(offers=offers, history=(ad.Event(when="2015-06-01", stage="selected"),))
    assert [issue.path for issue in offers_hold_when_taken(told)] == [("offers", 0, "valid_until")]


def test_no_deal_is_void_by_its_own_course() -> None:
    own = ad.Constraint(kind="condition on other deal", deal="demo", stage="signed")
    told = deal(constraints=(own,), history=(ad.Event(when="2015", stage="signed"),))
    assert triggered(ad.Register([told])) == ()


def test_a_deal_that_had_ended_before_the_condition_was_set_triggers_nothing() -> None:
    condition = ad.Constraint(kind="condition on other deal", deal="other", stage="signed", when="2018")
    mine = deal(constraints=(condition,))
    ended = deal(id="other").sign(on="2014").cancel(on="2015")
    assert triggered(ad.Register([mine, ended])) == ()
    going_on = deal(id="other").sign(on="2014")
    assert len(triggered(ad.Register([mine, going_on]))) == 1


# G7


@pytest.mark.parametrize(
    ("paid", "verdict_of_it"), [("1e6 USD", True), ("5e6 USD", None), ("1e6 EUR", None)]
)  # fmt: skip
def test_a_refund_of_another_sum_does_not_settle_the_one_agreed(paid: str, verdict_of_it: Any) -> None:
    told = deal(history=(
        ad.Event(when="2014", settlements=(ad.Settlement(kind="refund", value="1e6 USD", status="agreed"),)),
        ad.Event(when="2015-01", settlements=(ad.Settlement(kind="refund", value=paid, status="paid"),)),
    ))  # fmt: skip
    assert verdict("G7", told, "completed", start=STAGE.DELIVERED) is verdict_of_it


# Steps of one day


def test_a_step_follows_a_report_of_the_same_day_that_moved_nothing() -> None:
    # Word of a delivery under a halt of which nobody knows what it interrupts moves nothing, until the deal is taken up.
    halted = deal().suspend(on="2000-01-01").deliver("a", 1, on="2000-01-02")
    assert halted.stage is STAGE.SUSPENDED
    resumed = halted.advance("interest", on="2000-01-02")
    assert resumed.stage is STAGE.INTEREST
    assert resumed.advance("talks", on="2000-01-02").stage is STAGE.TALKS


def test_a_tranche_of_which_nobody_tells_a_day_leaves_the_stay_open() -> None:
    told = deal(
        tranches=(ad.Tranche(id="one"), ad.Tranche(id="two")),
        history=(ad.Event(when="../..", stage="blocked", bound="one of", alternatives=(STAGE.INTEREST,), scope=("two",)),),
    )  # fmt: skip
    (span,) = told.spans()
    assert span.stages == {STAGE.INTEREST, None}
    assert (str(span.since), span.days) == ("../..", None)
