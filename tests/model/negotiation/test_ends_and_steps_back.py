"""Ends beside steps back of which the dates do not tell which came first."""

from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, strategies as hyp

from armsdeals import Deal, Event, NegotiationStage, When, check
from armsdeals.model.negotiation.position import Position
from armsdeals.model.negotiation.replay import Replay
from armsdeals.values.when import ALWAYS

Stage = NegotiationStage


def told(when: str, stage: str, **more: Any) -> Event:
    return Event(when=when, stage=Stage(stage), **more)


def at(day: str, *history: Event) -> Position:
    return Replay(history).at(When(day))


ENDED = told("../2014-06-01", "cancelled")


def test_an_end_beside_a_step_back_came_before_it_or_after_it() -> None:
    back = told("2014-03", "negotiating", back=True)
    replay = Replay((told("2010", "signed"), ENDED, back))
    assert replay.unplaced == (ENDED,)
    for day, stages in (
        ("2013", {Stage.SIGNED, Stage.CANCELLED}),
        ("2014-04-15", {Stage.NEGOTIATING, Stage.CANCELLED}),
        ("2016", {Stage.NEGOTIATING, Stage.CANCELLED}),
    ):
        assert replay.at(When(day)).stages == stages
    assert not replay.is_disputed
    assert at("2016", told("2010", "signed"), ENDED, back, told("2015", "signed")).stage is Stage.SIGNED


@pytest.mark.parametrize("stage", ["signed", "effective"])
def test_an_end_comes_before_a_step_back_that_leads_nowhere_back_without_it(stage: str) -> None:
    """Signed, cancelled by June, and taken up again in March: the stage was not below the one that was ended."""
    history = (told("2010", "signed"), ENDED, told("2014-03", stage, back=True))
    replay = Replay(history)
    assert str(replay.at(When("2016"))) == f"{stage.upper()} since 2014-03"
    assert (replay.given_up, replay.tied, replay.unplaced) == ((), (), ())
    assert replay.at(When("2013")).stages == {Stage.SIGNED, Stage.CANCELLED}


def test_an_end_that_is_certainly_later_or_said_to_follow_stays_behind_the_step_back() -> None:
    back = told("2014-03", "negotiating", back=True, id="back")
    for end in (told("2014-04/2014-06", "cancelled"), told("../2014-06-01", "cancelled", after="back")):
        assert at("2016", told("2010", "signed"), end, back).stage is Stage.CANCELLED
    said = (told("2010", "signed"), told("../2014-06-01", "cancelled", id="end"))
    assert at("2016", *said, told("2014-03", "negotiating", back=True, after="end")).stage is Stage.NEGOTIATING


def test_an_end_of_one_year_with_a_step_back_is_taken_up_where_a_later_claim_needs_it() -> None:
    history = (told("2010", "signed"), told("2014", "cancelled"), told("2014", "effective", back=True))
    assert Replay((*history, told("2015", "delivering"))).is_plain
    assert at("2015-06-01", *history, told("2015", "delivering")).stages == {Stage.EFFECTIVE, Stage.DELIVERING}


def test_no_end_is_put_before_what_is_certainly_before_it() -> None:
    """The step back is of some day of the year before the talks of May, for else one of the two would be given up."""
    history = (
        told("2010", "signed"), told("2014", "negotiating", back=True), told("2014-05-10", "final talks"),
        told("2014-06/2014-07", "cancelled"),
    )  # fmt: skip
    assert at("2016", *history).stage is Stage.CANCELLED
    assert Replay(history).is_plain
    assert at("2014-03-01", *history).stages == {Stage.SIGNED, Stage.NEGOTIATING}
    assert at("2014-05-20", *history).stage is Stage.FINAL_TALKS


DAY = date(2017, 1, 1).toordinal()


def on(first: int, last: int) -> When:
    return When.between(first if first == ALWAYS else DAY + first, DAY + last)


@given(
    first=hyp.sampled_from([ALWAYS, 1, 2, 3]), last=hyp.integers(3, 6), back=hyp.integers(2, 5),
    stage=hyp.sampled_from(["negotiating", "signed", "effective"]), asked=hyp.integers(1, 8),
)  # fmt: skip
def test_law_beside_a_step_back_the_answer_is_what_any_day_of_the_end_would_give(
    first: int, last: int, back: int, stage: str, asked: int
) -> None:
    def world(*days: int, then: str = "") -> Replay:
        return Replay((
            Event(when=on(0, 0), stage="signed"),
            Event(when=on(*days), stage="cancelled", id="end", after="back" if then == "end" else ""),
            Event(when=on(back, back), stage=stage, back=True, id="back", after="end" if then == "back" else ""),
        ))  # fmt: skip

    assume(asked != back)  # what happened on one day has no order
    worlds = [world(day, day, then="back") for day in range(max(first, 1), min(last, back) + 1)]
    # What is said to go back goes back only if the end came first, or the stage is below the one that was told.
    if stage == "negotiating":
        worlds += [world(day, day, then="end") for day in range(max(first, back), last + 1)]
    assume(worlds)
    by_hand = {one for told in worlds for one in told.at(on(asked, asked)).stages}
    assert world(first, last).at(on(asked, asked)).stages == by_hand


def test_sta_003_asks_which_came_first() -> None:
    history = (told("2010", "signed"), ENDED, told("2014-03", "negotiating", back=True))
    asked = [issue for issue in check(Deal(id="demo", history=history)) if issue.code == "STA-003"]
    assert [(issue.path[2:], issue.message) for issue in asked] == [
        (("history", 1), "CANCELLED of ../2014-06-01 came before the step back or after it; both stay possible")
    ]
