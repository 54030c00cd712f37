"""Worked examples after public reports, and the odd cases of the replay, each with the answer reached by hand."""

from typing import Any

import pytest

from armsdeals.errors import InvalidValue, LimitExceeded
from armsdeals.model.event import Event
from armsdeals.model.negotiation.moves import MOVES
from armsdeals.model.negotiation.order import in_order
from armsdeals.model.negotiation.position import Position
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import LIVE, NegotiationStage
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import When

Stage = NegotiationStage


def told(when: str, stage: str, text: str = "", published: str | None = None, **more: Any) -> Event:
    return Event(
        when=when, stage=Stage(stage), text=text, evidence=(Evidence(publisher="P", published=published),), **more
    )


def at(day: str | None, *events: Event) -> Position:
    return Replay(events).at(None if day is None else When(day))


def texts(events: tuple[Event, ...]) -> list[str]:
    return [event.text for event in events]


# S-400: talks in November 2016; on 24 April 2017 not signed, on 18 July still talking; by 12 September signed.
S400 = (
    told("2016-11", "talks"), told("2017-04-24", "signed", "not yet", modality="denied"),
    told("2017-07-18", "talks", "still talking"), told("../2017-09-12", "signed"),
)  # fmt: skip


def test_s400_the_signature_lies_between_the_last_talks_and_the_announcement() -> None:
    here = at(None, *S400)
    assert (here.stage, here.since) == (Stage.SIGNED, When("2017-07-18/2017-09-12"))
    assert not here.disputed


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2016-10-31", "nothing known"),
        ("2016-11-15", "TALKS or nothing yet"),
        ("2017-07-17", "TALKS since 2016-11"),
        ("2017-08-01", "TALKS or SIGNED"),
        ("2017-09-12", "SIGNED since 2017-07-18/2017-09-12"),
    ],
)
def test_s400_day_by_day(day: str, answer: str) -> None:
    assert str(at(day, *S400)) == answer


def test_s400_without_the_report_of_talks_the_denial_alone_bounds_the_signature() -> None:
    assert at(None, *(event for event in S400 if event.text != "still talking")).since == When("2017-04-24/2017-09-12")


# FD-2000: selected on 26 September 2013, which an article of 2015 calls a contract; cancelled on 15 November 2015.
FD2000 = (
    told("2013-09-26", "selected", "selected"),
    told("../2015-11-14", "signed", "contract", confidence="low"),
    told("2015-11-15", "signed", "never signed", modality="denied", confidence="high"),
    told("2015-11-15", "cancelled", "cancelled"),
)


def test_fd2000_was_selected_and_cancelled_and_never_signed() -> None:
    before, after = at("2014-06-01", *FD2000), at(None, *FD2000)
    assert (before.stage, before.since) == (Stage.SELECTED, When("2013-09-26"))
    assert (after.stage, after.since, after.furthest) == (Stage.CANCELLED, When("2015-11-15"), Stage.SELECTED)
    assert after.furthest_among == {Stage.SELECTED}


def test_fd2000_the_word_contract_stays_a_dispute_after_the_cancellation() -> None:
    before, after = at("2014-06-01", *FD2000), at(None, *FD2000)
    assert texts(before.beaten) == texts(after.beaten) == ["contract"]
    assert before.disputed
    assert after.disputed
    assert not at("2013-09-25", *FD2000).disputed


def test_mistral_the_exact_day_of_the_cancellation_beats_a_vague_year() -> None:
    mistral = (
        told("2011-06-17", "signed"), told("2014-11-25", "suspended"),
        told("2014", "cancelled", "a retrospective"), told("2015-08-05", "cancelled", "agreement", confidence="high"),
    )  # fmt: skip
    here = at(None, *mistral)
    assert (here.stage, here.since, here.furthest) == (Stage.CANCELLED, When("2015-08-05"), Stage.SIGNED)
    in_between = at("2015-03-01", *mistral)
    assert (in_between.stage, in_between.resume_point) == (Stage.SUSPENDED, Stage.SIGNED)
    assert texts(in_between.beaten) == ["a retrospective"]
    assert not here.disputed  # both say now that it is cancelled, and that it had been signed


# S-300 for Iran: signed in December 2007, in force, halted on 22 September 2010, taken up in 2015, delivered in 2016.
S300 = (
    told("2007-12", "signed"), told("2008", "effective"), told("2010-09-22", "suspended"),
    told("2015-04-13", "signed", "ban lifted"), told("2015-11-09", "effective"), told("2016-04", "delivering"),
)  # fmt: skip


def test_s300_a_halt_remembers_what_it_interrupts_and_the_deal_resumes_below_it() -> None:
    halted = at("2012-01-01", *S300)
    assert (halted.stage, halted.resume_point, halted.furthest) == (Stage.SUSPENDED, Stage.EFFECTIVE, Stage.EFFECTIVE)
    assert halted.resume_among == {Stage.EFFECTIVE}
    resumed = at("2015-06-01", *S300)
    assert (resumed.stage, resumed.furthest, resumed.resume_point) == (Stage.SIGNED, Stage.EFFECTIVE, None)
    assert at(None, *S300).gaps == ()


def test_goods_that_arrive_lift_a_halt_of_deliveries_but_word_of_talks_does_not() -> None:
    halted = (told("2010", "delivering"), told("2011", "suspended"))
    assert at(None, *halted, told("2013", "delivering", bound="at_least")).stage is Stage.DELIVERING
    assert at(None, *halted, told("2013", "talks", bound="at_least")).stage is Stage.SUSPENDED
    assert at(None, told("2011", "suspended"), told("2013", "delivering", bound="at_least")).stage is Stage.SUSPENDED


def test_the_stronger_claim_stands_and_the_other_is_shown() -> None:
    rivals = (told("2020-08-23", "signed", "signed", "2020-08-23"), told("2022-04-28", "talks", "talks", "2022-04-28"))
    here = at(None, *rivals)
    assert (here.stage, texts(here.beaten), here.disputed) == (Stage.TALKS, ["signed"], True)
    certain = (told("2020-08-23", "signed", "signed", "2020-08-23", confidence="high"), rivals[1])
    assert (at(None, *certain).stage, texts(at(None, *certain).beaten)) == (Stage.SIGNED, ["talks"])


def test_equal_rivals_stay_a_set_and_both_are_named() -> None:
    here = at(None, told("2020", "cancelled", "a"), told("2021", "effective", "b"))
    assert here.stages == {Stage.CANCELLED, Stage.EFFECTIVE}
    assert (here.stage, here.is_open, here.disputed, here.since) == (None, True, True, None)
    assert (texts(here.decided_by), here.beaten) == (["a", "b"], ())
    assert here.furthest is None  # on one of the two paths nobody ever told a live stage


def test_of_two_equal_dates_for_one_act_neither_is_picked() -> None:
    here = at(None, told("2014", "signed", "a"), told("2016", "signed", "b"))
    assert (here.stage, here.since, here.disputed) == (Stage.SIGNED, When("2014-01-01/2016-12-31"), True)
    assert texts(here.decided_by) == ["a", "b"]
    assert not at(None, told("2014", "signed"), told("2016", "signed"), told("2018", "effective")).disputed


def test_a_second_report_of_talks_is_evidence_that_they_lasted() -> None:
    here = at(None, told("2016-11", "talks"), told("2017-03", "talks"))
    assert (here.stage, here.since, here.disputed) == (Stage.TALKS, When("2016-11"), False)


def test_two_reports_of_one_act_meet_in_the_days_that_both_allow() -> None:
    assert at(None, told("2014-03-05/2014-04-10", "signed"), told("2014-04", "signed")).since == When(
        "2014-04-01/2014-04-10"
    )


def test_one_of_two_ends_is_settled_by_the_table() -> None:
    walked_out = told("2015", "withdrawn", bound="one_of", alternatives=("cancelled",))
    assert at(None, told("2013", "talks"), walked_out).stage is Stage.WITHDRAWN
    assert at(None, told("2013", "signed"), walked_out).stage is Stage.CANCELLED
    open_end = at(None, told("2013", "offered"), walked_out)
    assert open_end.stages == {Stage.WITHDRAWN, Stage.CANCELLED}
    assert not open_end.disputed  # it is open, but nobody contradicts anybody


def test_one_of_two_stages_is_settled_by_what_follows() -> None:
    either = told("2013", "offered", bound="one_of", alternatives=("cancelled",))
    assert at("2014-06-01", either).stages == {Stage.OFFERED, Stage.CANCELLED}
    assert at("2014-06-01", either, told("2015", "signed")).stage is Stage.OFFERED


def test_at_least_opens_a_stage_below_it_and_says_nothing_new_above() -> None:
    seen = told("2015", "signed", bound="at_least")
    assert at(None, told("2013", "talks"), seen).stage is Stage.SIGNED
    assert at(None, told("2013", "delivering"), seen).since == When("2013")
    ended = at(None, told("2013", "selected"), told("2014", "cancelled", confidence="high"), seen)
    assert (ended.stage, ended.disputed) == (Stage.CANCELLED, True)


def test_at_most_bounds_a_later_step_and_opens_nothing() -> None:
    seen = told("2015-05-05", "talks", bound="at_most")
    assert at(None, told("2013", "talks"), seen, told("../2016-01-31", "signed")).since == When("2015-05-05/2016-01-31")
    assert at(None, seen).stages == {None}


def test_a_denial_beats_an_older_claim_that_it_contradicts() -> None:
    here = at(
        None,
        told("2015-01", "signed", "old", "2015-02"),
        told("2017-04-24", "signed", "no", "2017-04-24", modality="denied"),
    )
    assert (here.stages, texts(here.beaten), here.disputed) == (frozenset({None}), ["old"], True)


def test_a_beaten_denial_stops_to_matter_when_both_stories_agree() -> None:
    history = (
        told("2015", "signed", confidence="high"), told("2016-06-01", "signed", "no", modality="denied"),
        told("2018", "effective"),
    )  # fmt: skip
    assert texts(at("2017-01-01", *history).beaten) == ["no"]
    assert not at(None, *history).disputed


def test_a_stage_seen_by_a_day_does_not_blur_a_report_that_names_its_start() -> None:
    seen = (told("2011", "signed"), told("../2015-02-12", "suspended"), told("2014-11-25", "suspended"))
    assert at("2012-06-01", *seen).stage is Stage.SIGNED
    assert at(None, *seen).since == When("2014-11-25")


def test_a_step_back_must_be_said() -> None:
    signed = told("2015", "signed", published="2016-12")
    assert at(None, signed, told("2016", "negotiating", published="2016-05", back=True)).disputed is False
    assert texts(at(None, signed, told("2016", "negotiating", "terms", published="2016-05")).beaten) == ["terms"]


def test_what_follows_another_event_comes_after_it_where_dates_cannot_tell() -> None:
    quick = (
        told("2014", "signed", id="a"), told("2014", "suspended", id="b", after="a"),
        told("2014", "signed", id="c", after="b"), told("2014", "effective", id="d", after="c"),
        told("2014", "suspended", id="e", after="d"),
    )  # fmt: skip
    here = at(None, *reversed(quick))
    assert (here.stage, here.resume_point, here.disputed) == (Stage.SUSPENDED, Stage.EFFECTIVE, False)


def test_events_that_follow_each_other_in_a_circle_are_refused_by_name() -> None:
    with pytest.raises(InvalidValue, match=r"in a circle.*'a' after 'b', 'b' after 'a'"):
        in_order([told("2014", "talks", id="a", after="b"), told("2014", "signed", id="b", after="a")])
    with pytest.raises(InvalidValue, match="'a' after 'b'"):
        Replay([told("2013", "talks", id="a", after="b"), told("2014", "signed", id="b")])


def test_the_natural_course_orders_what_nobody_dated_exactly() -> None:
    year = [told("2014", name) for name in ("cancelled", "suspended", "signed", "talks")]
    year.append(told("2014", "signed", "not before", modality="denied"))
    year.append(told("2014", "negotiating", back=True))
    assert [(event.stage, event.modality.value) for event in in_order(year)] == [
        (Stage.TALKS, "FACT"), (Stage.SIGNED, "DENIED"), (Stage.SIGNED, "FACT"), (Stage.SUSPENDED, "FACT"),
        (Stage.NEGOTIATING, "FACT"), (Stage.CANCELLED, "FACT"),
    ]  # fmt: skip


def test_a_retraction_takes_a_claim_out_whoever_makes_it() -> None:
    talks, signed = told("2016", "talks"), told("2017", "signed", id="wrong")
    assert at(None, talks, signed, Event(when="2018", retracts="wrong")).stage is Stage.TALKS
    assert Replay([talks, signed], retracted=frozenset({"wrong"})).at(None).stage is Stage.TALKS


def test_an_event_about_a_line_moves_that_line_alone() -> None:
    history = [told("2016", "signed"), told("2018", "cancelled", scope=("radar", "spares"))]
    assert Replay(history).at(None).stage is Stage.SIGNED
    assert Replay(history, scope="radar").at(None).stage is Stage.CANCELLED
    assert Replay(history, scope="missiles").at(None).stages == {None}


def test_gaps_are_what_certainly_happened_and_nobody_reported() -> None:
    assert at(None, told("2015", "offered"), told("2017", "delivering")).gaps == (Stage.SIGNED, Stage.EFFECTIVE)
    assert at("2016", told("2015", "offered"), told("2017", "delivering")).gaps == ()
    assert at(None, told("2015", "talks"), told("2017", "signed")).gaps == ()
    halted = (told("2015", "signed"), told("2016", "suspended"), told("2017", "delivering"))
    assert at(None, *halted).gaps == (Stage.EFFECTIVE,)
    back = (told("2014", "signed"), told("2015", "negotiating", back=True), told("2017", "effective"))
    assert at(None, *back).gaps == ()  # the signature was told, though before the step back


def test_where_a_halt_is_the_first_thing_told_later_events_narrow_what_it_interrupted() -> None:
    halted = at(None, told("2010", "suspended"))
    assert (halted.furthest, halted.resume_point) == (None, None)
    assert halted.resume_among == halted.furthest_among == set(LIVE)
    resumed = (told("2010", "suspended"), told("2015", "effective"))
    late = {Stage.EFFECTIVE, Stage.DELIVERING, Stage.DELIVERED}
    assert at("2012-01-01", *resumed).resume_among == at("2012-01-01", *resumed).furthest_among == late
    assert (at(None, *resumed).furthest, at(None, *resumed).furthest_among) == (Stage.EFFECTIVE, frozenset(late))


def test_where_an_end_is_the_first_thing_told_its_origins_bound_how_far_the_deal_got() -> None:
    assert at(None, told("2010", "completed")).furthest_among == {Stage.DELIVERED}
    lapsed = at(None, told("2010", "lapsed"))
    assert lapsed.furthest is None
    too_early, too_late = {Stage.INTEREST, Stage.TALKS}, {Stage.EFFECTIVE, Stage.DELIVERING, Stage.DELIVERED}
    assert lapsed.furthest_among == set(LIVE) - too_early - too_late


def test_on_a_day_between_two_stages_the_furthest_is_the_lower_and_the_bound_holds_both() -> None:
    here = at("2017-06-01", told("2016", "talks"), told("2017", "signed"))
    assert (here.furthest, here.furthest_among) == (Stage.TALKS, frozenset({Stage.TALKS, Stage.SIGNED}))
    assert [event.stage for event in here.decided_by] == [Stage.TALKS, Stage.SIGNED]


def test_an_empty_history_stands_nowhere() -> None:
    assert Replay([]).at(None) == Replay([]).at(When("2017")) == Position()


def test_a_study_may_replay_with_moves_of_its_own() -> None:
    history = [told("2015", "signed", "a"), told("2016", "withdrawn", "b")]
    assert Replay(history).at(None).disputed
    own = Replay(history, table=MOVES.adding(("signed", "withdrawn", "end")))
    assert (own.at(None).stage, own.at(None).disputed) == (Stage.WITHDRAWN, False)


def test_a_thousand_events_are_replayed_and_one_more_is_refused() -> None:
    many = [told(f"{1000 + n}", "talks") for n in range(1001)]
    assert Replay(many[:1000]).at(None).stage is Stage.TALKS
    with pytest.raises(LimitExceeded, match="1,001 events of one deal name a stage"):
        Replay(many)


def test_a_day_must_be_a_date() -> None:
    with pytest.raises(TypeError, match="not a When"):
        Replay([]).at("2017")  # type: ignore[arg-type]
