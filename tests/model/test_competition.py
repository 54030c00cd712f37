"""The course of a competition: opened, awarded, called off, opened again; and what a reader of some day could know."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads

Result = ad.CompetitionResult
DAYS = ads.whens(exact=True)


def step(when: str, state: str, **more: Any) -> ad.CompetitionStep:
    return ad.CompetitionStep(when=when, state=state, **more)


def competition(*course: ad.CompetitionStep, **more: Any) -> ad.Competition:
    return ad.Competition(id="fighters", buyer="Lindmark", contenders=("a", "b"), course=course, **more)


OPENED = step("2009", "open", said="2009-06-01")
AWARDED = step("2013-09-26", "awarded", winner="a", said="2013-09-26")
CALLED_OFF = step("2015-11-15", "cancelled", said="2015-11-18")
ANEW = step("2018-03", "open", said="2018-03-20")


def test_a_competition_that_is_called_off_and_run_anew_stands_where_its_steps_say() -> None:
    held = competition(ANEW, CALLED_OFF, OPENED, AWARDED)
    days = ["2008-12-31", "2010-01-01", "2014-01-01", "2016-01-01", "2019-01-01"]
    assert [held.as_of(day).result for day in days] == [
        None,
        Result.OPEN,
        Result.AWARDED,
        Result.CANCELLED,
        Result.OPEN,
    ]
    assert [held.as_of(day).winner for day in days] == ["", "", "a", "", ""]
    assert [str(held.as_of(day).since) for day in days] == ["None", "2009", "2013-09-26", "2015-11-15", "2018-03"]
    assert held.position.result is Result.OPEN


def test_an_award_to_another_begins_anew_and_one_told_again_does_not() -> None:
    again, other = step("2013-10", "awarded"), step("2014-02-01", "awarded", winner="b")
    assert str(competition(OPENED, AWARDED, again).position) == "AWARDED to a since 2013-09-26"
    assert competition(OPENED, AWARDED, again).position.decided_by == (AWARDED, again)
    assert str(competition(OPENED, again).position) == "AWARDED since 2013-10"
    assert str(competition(OPENED, AWARDED, again, other).position) == "AWARDED to b since 2014-02-01"


def test_within_the_month_in_which_it_was_opened_again_it_may_still_be_cancelled() -> None:
    assert competition(CALLED_OFF, ANEW).as_of("2018-03-10").results == {Result.CANCELLED, Result.OPEN}
    assert competition(OPENED).as_of("2009-03-01").results == {None, Result.OPEN}


def test_a_reader_before_the_news_sees_the_competition_as_it_was_told_by_then() -> None:
    held = competition(OPENED, AWARDED, CALLED_OFF)
    assert held.as_of("2016", known_by="2015-11-17").result is Result.AWARDED
    assert held.as_of("2016", known_by="2015-11-18").result is Result.CANCELLED
    assert held.as_of("2016", known_by="2009-05-31").results == {None}
    seen = ad.Register(competitions=(held,)).known_by("2013-12-31")
    assert seen.competitions[0].course == (OPENED, AWARDED)
    assert ad.Register(competitions=(held,)).known_by("2009-05-31").competitions == ()


def test_a_result_that_was_not_known_yet_is_left_out_with_its_winner() -> None:
    held = competition(OPENED, AWARDED, result="awarded", winner="a", said="2020-01-01", text="looking back")
    (seen,) = ad.Register(competitions=(held,)).known_by("2010-01-01").competitions
    assert (seen.result, seen.winner, seen.text, seen.course) == (Result.UNKNOWN, "", "", (OPENED,))


def test_what_is_told_again_does_not_begin_anew() -> None:
    held = competition(OPENED, step("2011", "open", text="bids are asked for again"))
    assert str(held.position.since) == "2009"


RIVALS = (
    step("2013-09-26", "awarded", winner="a", confidence="high", said="2013-09-26"),
    step("2013-09-26", "open", confidence="low", said="2013-10-01"),
    step("2013-09-26", "open", confidence="medium", said="2013-09-30"),
)


@pytest.mark.parametrize(
    ("policy", "result"),
    [("default", Result.AWARDED), ("latest known", Result.OPEN), ("Majority", Result.OPEN), ("interval hull", None),
     (lambda told: told.state is not Result.OPEN, Result.OPEN)],
)  # fmt: skip
def test_of_rivals_of_one_day_the_policy_says_which_stands(policy: Any, result: ad.CompetitionResult | None) -> None:
    assert competition(*RIVALS).as_of("2014", policy=policy).result is result


def test_a_beaten_rival_is_listed_and_makes_the_answer_disputed() -> None:
    position = competition(*RIVALS).as_of("2014")
    assert set(position.beaten) == {RIVALS[1], RIVALS[2]}
    assert position.disputed
    assert not competition(*RIVALS).as_of("2013-01-01").disputed


def test_equals_that_exclude_each_other_all_stay() -> None:
    a, b = step("2013-09-26", "awarded", winner="a"), step("2013-09-26", "awarded", winner="b")
    position = competition(a, b).position
    assert position.result is Result.AWARDED
    assert position.winners == {"a", "b"}
    assert (position.winner, position.disputed) == ("", True)


def test_a_denial_beats_only_a_weaker_claim_and_only_of_what_it_denies() -> None:
    never = step("2015-12-01", "cancelled", modality="denied", confidence="high")
    assert competition(AWARDED, CALLED_OFF, never).position.result is Result.AWARDED
    assert competition(AWARDED, CALLED_OFF, never).position.disputed
    early = step("2015-11-01", "cancelled", modality="denied", confidence="high")
    assert competition(AWARDED, CALLED_OFF, early).position.result is Result.CANCELLED
    weak = step("2015-12-01", "cancelled", modality="denied")
    sure = step("2015-11-15", "cancelled", confidence="high")
    assert competition(AWARDED, sure, weak).position.result is Result.CANCELLED
    assert competition(AWARDED, sure, weak).position.disputed


def test_what_is_planned_or_taken_back_moves_nothing() -> None:
    planned = step("2016", "cancelled", modality="planned")
    assert competition(AWARDED, planned).position.result is Result.AWARDED
    named = step("2016", "cancelled", id="gone")
    back = step("2017", "open", modality="opinion", retracts="gone")
    assert competition(AWARDED, named, back).position.result is Result.AWARDED


def test_without_a_course_the_result_answers() -> None:
    told = competition(result="awarded", winner="b", when="2020")
    assert str(told.as_of("2021")) == "AWARDED to b since 2020"
    undated = competition(result="cancelled")
    assert undated.as_of("2021").results == {None, Result.CANCELLED}
    assert undated.position.result is Result.CANCELLED
    assert str(competition().position) == "nothing known"


@pytest.mark.parametrize(
    ("course", "more", "wanted"),
    [
        ([step("2013", "awarded", winner="c")], {}, r"course\[0\].winner: the winner c is no contender"),
        ([AWARDED], {"result": "cancelled"}, "result: no step of the course tells the result CANCELLED"),
        ([step("2013", "open", id="x"), step("2014", "open", id="x")], {}, "two steps are called 'x'"),
        ([step("2013", "open", retracts="x")], {}, "none is called so"),
    ],
)
def test_a_course_that_contradicts_itself_is_refused(course: Any, more: Any, wanted: str) -> None:
    with pytest.raises(ad.InvalidValue, match=wanted):
        competition(*course, **more)


@pytest.mark.parametrize("more", [{"state": "open", "winner": "a"}, {"state": "open", "absent": "none"}])
def test_a_step_that_says_two_things_is_refused(more: Any) -> None:
    with pytest.raises(ad.InvalidValue):
        ad.CompetitionStep(when="2013", **more)


@given(held=ads.competitions(), day=DAYS, known=DAYS, seed=st.randoms(use_true_random=False))
def test_law_knowing_less_of_a_competition_is_a_view_of_it(
    held: ad.Competition, day: ad.When, known: ad.When, seed: Any
) -> None:
    seen = held.as_known(known)
    there = held.as_of(day, known_by=known)
    assert there == (seen.as_of(day) if seen else type(there)())
    if seen:
        assert seen.as_known(known) == seen
        assert all(told.known and told.known.hi <= known.lo for told in seen.course)
    told = list(held.course)
    seed.shuffle(told)
    again = ad.Competition(**{name: getattr(held, name) for name in ("id", "buyer", "contenders")}, course=tuple(told))
    same = ad.Competition(**{name: getattr(held, name) for name in ("id", "buyer", "contenders")}, course=held.course)
    assert again.as_of(day) == same.as_of(day)
