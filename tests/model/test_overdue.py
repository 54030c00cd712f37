"""What is overdue: planned for a day that is past, and not known to have happened."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st
from tests.model.planning import SIGNING, arrives, deal, fact, plan

import armsdeals as ad
from armsdeals import strategies as ads

UNMOVED = ("planned", "possible", "desired", "conditional", "opinion")


@pytest.mark.parametrize(
    ("on", "late"), [("2017-06-30", False), ("2017-07-01", True), ("2017-06", False), ("2018", True)]
)
def test_a_plan_is_overdue_once_its_latest_day_is_past(on: str, late: bool) -> None:  # noqa: FBT001
    assert deal(SIGNING).overdue(on=on) == ((SIGNING,) if late else ())


def test_a_plan_that_nobody_knew_of_yet_was_not_waited_for() -> None:
    assert deal(plan("2017-06", stage="signed", said="2018-01-01")).overdue(on="2017-12-01") == ()
    assert deal(ad.Event(when="2017-06", stage="signed", modality="planned")).overdue(on="2019") == ()


@pytest.mark.parametrize(
    ("told", "late"),
    [
        (fact("2017-05-20", stage="signed"), False),
        (fact("2017-12-20", stage="effective"), False),  # beyond it, though later than planned
        (fact("2017-12-20", stage="cancelled"), False),  # ended
        (fact("2017-12-20", stage="final talks"), True),
        (fact("2017-12-20", stage="signed", said="2019-01-01"), True),  # nobody knew by then
        (ad.Event(when="2017-12-20", stage="signed", modality="denied", said="2017-12-20"), True),
        (plan("2018-06", stage="signed", said="2017-12-20"), True),  # a delay is a further plan
    ],
)
def test_a_planned_stage_is_fulfilled_by_coming_to_it_or_beyond_or_by_an_end(told: ad.Event, late: bool) -> None:  # noqa: FBT001
    assert (SIGNING in deal(SIGNING, told).overdue(on="2018-03-01")) is late


def test_an_older_signature_is_no_answer_to_a_new_plan() -> None:
    history = (
        fact("2010-01-01", stage="signed"), fact("2012-01-01", stage="negotiating", back=True), SIGNING,
    )  # fmt: skip
    assert deal(*history).overdue(on="2018") == (SIGNING,)
    assert deal(*history, fact("2017-06-05", stage="signed")).overdue(on="2018") == ()


def test_a_deal_that_was_halted_beyond_the_stage_has_come_to_it() -> None:
    history = (fact("2016-01-01", stage="effective"), fact("2016-06-01", stage="suspended"), SIGNING)
    assert deal(*history).overdue(on="2018") == ()
    early = (fact("2016-01-01", stage="talks"), fact("2016-06-01", stage="suspended"), SIGNING)
    assert deal(*early).overdue(on="2018") == (SIGNING,)


@pytest.mark.parametrize(
    ("planned", "told", "late"),
    [
        ("2 battery", [("2019-07-12", "2 battery")], False),
        ("2 battery", [("2019-07-12", "1 battery")], True),
        ("2 battery", [("2019-07-12", "1 battery"), ("2019-09-15", "1 battery")], False),
        ("2 battery", [("2019-07-12", ">=1 battery")], False),
        ("2 battery", [("2016-07-12", "2 battery")], True),  # before there was such a plan
        ("2 battery", [("2019-07-12", "16 launcher")], True),
        ("2 battery", [("2019-07-12", None)], False),  # nobody says how many came
        (None, [("2019-07-12", "1 battery")], False),
        (None, [], True),
    ],
)
def test_a_planned_delivery_is_fulfilled_when_as_much_has_arrived(
    planned: str | None,
    told: list[tuple[str, str | None]],
    late: bool,  # noqa: FBT001
) -> None:
    expected = plan("2019", **arrives(planned))
    held = deal(expected, *(fact(when, **arrives(quantity)) for when, quantity in told))
    assert (expected in held.overdue(on="2020-03-01")) is late


@pytest.mark.parametrize(
    ("planned", "counts", "late"),
    [
        ("2 battery", [("2019-12-31", "2 battery")], False),
        ("2 battery", [("2019-12-31", "1..2 battery")], False),
        ("2 battery", [("2019-12-31", "1 battery")], True),
        ("2 battery", [("2019-12-31", "2 launcher")], True),
        ("2 battery", [("2016-12-31", "2 battery")], True),  # before there was such a plan
        ("2 battery", [("2016-12-31", "2 battery"), ("2019-12-31", "3 battery")], True),
        ("2 battery", [("2016-12-31", "2 battery"), ("2019-12-31", "4 battery")], False),
        (None, [("2019-12-31", "1 battery")], False),
        (None, [("2019-12-31", "0 battery")], True),
    ],
)
def test_a_planned_delivery_is_fulfilled_by_a_count(
    planned: str | None,
    counts: list[tuple[str, str]],
    late: bool,  # noqa: FBT001
) -> None:
    expected = plan("2019", **arrives(planned))
    held = deal(expected)
    for when, number in counts:
        told = ad.QuantityClaim(number, basis="delivered", when=when, said=when)
        held = held.with_quantity("s400", "delivered", told)
    assert (expected in held.overdue(on="2020-03-01")) is late


def test_what_one_report_plans_for_several_times_is_waited_for_together() -> None:
    orders = ad.QuantityClaim("4 battery", basis="ordered", said="2017-01-01")
    line = ad.Line(id="s400", system="S-400", quantities=(orders,))
    first, second = plan("2019", **arrives("1 battery")), plan("2020", **arrives("2 battery"))
    came = [fact("2019-07", **arrives("1 battery")), fact("2020-07", **arrives("1 battery"))]
    held = deal(first, second, *came, lines=(line,))
    assert held.overdue(on="2021-01-01") == (second,)
    assert held.with_event(fact("2020-12", **arrives("1 battery"))).overdue(on="2021-01-01") == ()
    counted = ad.QuantityClaim("2 battery", basis="delivered", when="2020-12-31", said="2020-12-31")
    told = deal(first, second, lines=(line,)).with_quantity("s400", "delivered", counted)
    assert told.overdue(on="2021-06-01") == (second,)
    # Another report may tell the same batch for a later day.
    late = plan("2020", said="2018-05-01", **arrives("1 battery"))
    assert deal(first, late, came[0], lines=(line,)).overdue(on="2021-01-01") == ()
    # What comes to more than was ordered is a total, and may be one where nobody knows the order.
    total = plan("2020", **arrives("4 battery"))
    assert deal(first, total, fact("2020-07", **arrives("4 battery")), lines=(line,)).overdue(on="2021-01-01") == ()
    assert deal(first, second, fact("2020-07", **arrives("2 battery"))).overdue(on="2021-01-01") == ()


def test_a_plan_of_goods_names_them() -> None:
    assert str(plan("2019", **arrives("2 battery"))) == "2019: planned 2 battery delivered (s400)"
    assert str(plan("2019", **arrives(None))) == "2019: planned goods delivered (s400)"
    assert str(plan("2019", **arrives("2 battery"), text="the first two")) == "2019: planned the first two"
    assert str(plan("2019", stage="delivering", **arrives("2 battery"))) == "2019: planned delivering, 2 battery (s400)"
    assert str(plan("2019", payments=(ad.Payment(value="1e9 USD"),))) == "2019: planned payment of 1 billion USD"


def test_goods_of_a_deal_that_ended_or_is_delivered_are_not_waited_for() -> None:
    expected = plan("2019", **arrives("2 battery"))
    for stage in ("cancelled", "delivered"):
        held = deal(fact("2017-09-12", stage="signed"), expected, fact("2018-05-05", stage=stage))
        assert held.overdue(on="2020-03-01") == ()


def test_a_planned_event_is_fulfilled_by_a_fact_of_its_kind_in_those_days() -> None:
    summit = plan("2017-05", kind="summit")
    assert deal(summit).overdue(on="2017-08-01") == (summit,)
    assert deal(summit, fact("2017-05-03", kind="summit")).overdue(on="2017-08-01") == ()
    assert deal(summit, fact("2017-06-03", kind="summit")).overdue(on="2017-08-01") == (summit,)
    assert deal(summit, fact("2017-05-03", kind="visit")).overdue(on="2017-08-01") == (summit,)


@pytest.mark.parametrize(
    "plan_of", [{}, {"kind": "summit"}, {"stage": "signed"}, {"payments": (ad.Payment(value="5 USD"),)}]
)
def test_whatever_is_planned_has_come_about_when_a_fact_is_told_to_follow_it(plan_of: dict[str, Any]) -> None:
    planned = plan("2017-05", id="vote", **plan_of)
    other = fact("2017-05-03", text="another note of those days")
    assert deal(planned, other).overdue(on="2017-08-01") == (planned,)
    assert deal(planned, fact("2017-07-03", after="vote")).overdue(on="2017-08-01") == ()
    assert deal(planned, plan("2017-07", after="vote")).overdue(on="2017-07-15") == (planned,)
    gone = fact("2017-07-03", id="wrong", after="vote")
    assert deal(planned, gone, fact("2017-07-20", retracts="wrong")).overdue(on="2017-08-01") == (planned,)


@pytest.mark.parametrize("kind", ["amendment", "loan agreement", "settlement"])
def test_a_planned_document_is_fulfilled_by_its_signature_since_then(kind: str) -> None:
    paper = ad.Instrument(kind=kind)
    planned = plan("2018-03", instrument=paper)
    signed = fact("2017-09-12", stage="signed")
    assert deal(signed, planned).overdue(on="2018-06-01") == (planned,)
    assert deal(signed, fact("2016-05-01", instrument=paper), planned).overdue(on="2018-06-01") == (planned,)
    assert deal(signed, planned, fact("2018-05-01", instrument=paper)).overdue(on="2018-06-01") == ()
    other = fact("2018-05-01", instrument=ad.Instrument(kind="EUC"))
    assert deal(signed, planned, other).overdue(on="2018-06-01") == (planned,)
    over = deal(signed, planned, fact("2018-05-05", stage="cancelled")).overdue(on="2018-06-01")
    assert over == ((planned,) if kind == "settlement" else ())


def test_the_first_document_is_no_answer_to_the_plan_of_a_further_one() -> None:
    contract, umbrella = ad.Instrument(kind="contract"), ad.Instrument(kind="framework")
    first = fact("2016-09-30", stage="signed", instrument=contract)
    due = plan("2018-03", stage="signed", instrument=umbrella)
    assert deal(first, due).overdue(on="2018-06-01") == (due,)
    assert deal(first, plan("2018-03", stage="signed", instrument=contract)).overdue(on="2018-06-01") == ()
    assert deal(first, due, fact("2018-05-01", stage="signed", instrument=umbrella)).overdue(on="2018-06-01") == ()
    assert deal(first, due, fact("2018-05-05", stage="cancelled")).overdue(on="2018-06-01") == ()


@given(history=st.lists(ads.events(staged=False), max_size=6), day=ads.whens(), seed=st.integers(0, 99))
def test_law_the_order_of_events_changes_nothing_that_is_overdue(
    history: list[ad.Event], day: ad.When, seed: int
) -> None:
    mixed = list(history)
    Random(seed).shuffle(mixed)  # noqa: S311  # any order will do
    one, other = (ad.Deal(id="demo", history=tuple(told)) for told in (history, mixed))
    assert one.overdue(on=day) == other.overdue(on=day)


def test_the_oldest_comes_first_and_what_was_taken_back_not_at_all() -> None:
    first, second = plan("2017-06", stage="signed"), plan("2018", id="second", kind="summit")
    assert deal(second, first).overdue(on="2019-06-01") == (first, second)
    back = fact("2018-02-01", retracts="second")
    assert deal(second, first, back).overdue(on="2019-06-01") == (first,)


@given(held=ads.deals(), told=ads.events(staged=True), modality=st.sampled_from(UNMOVED))
def test_law_what_is_only_expected_never_moves_a_stage(held: ad.Deal, told: ad.Event, modality: str) -> None:
    expected = evolve(told, modality=modality, id="", after="", retracts="", scope=())
    assert held.with_event(expected).position == held.position


@given(held=ads.deals(), told=ads.events(staged=True))
def test_law_a_denial_never_brings_a_stage_in(held: ad.Deal, told: ad.Event) -> None:
    denied = evolve(told, modality="denied", id="", after="", retracts="", scope=())
    claimed = {event.stage for event in held.history} | {
        stage for event in held.history for stage in event.alternatives
    }
    assert held.with_event(denied).stages <= claimed | {None}


@given(held=ads.deals(), day=ads.whens())
def test_law_only_plans_that_were_known_and_are_past_are_overdue(held: ad.Deal, day: ad.When) -> None:
    for claim in held.overdue(on=day):
        assert claim.modality is ad.Modality.PLANNED
        assert claim.when is not None
        assert claim.when.hi < day.lo
        assert claim.known_days[1] <= day.lo
