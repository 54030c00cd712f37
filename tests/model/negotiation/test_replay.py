"""The odd cases of the replay, each with the answer reached by hand."""

import pytest
from tests.model.negotiation.tellings import at, texts, told

from armsdeals.errors import InvalidValue, LimitExceeded
from armsdeals.model.event import Event
from armsdeals.model.negotiation.moves import MOVES
from armsdeals.model.negotiation.order import in_order
from armsdeals.model.negotiation.position import Position
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.when import When

Stage = NegotiationStage


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
    assert (here.stage, here.since) == (Stage.SIGNED, When("2014-01-01/2016-12-31"))
    assert texts(here.decided_by) == ["a", "b"]
    three = at(None, told("2014", "signed"), told("2015", "signed"), told("2016", "signed"))
    assert (three.since, len(three.decided_by)) == (When("2014-01-01/2016-12-31"), 3)
    assert not at(None, told("2014", "signed"), told("2016", "signed"), told("2018", "effective")).disputed


def test_equal_dates_for_one_act_are_disputed_between_them_and_no_longer() -> None:
    three = (told("2014-03-01", "signed"), told("2014-04-01", "signed"), told("2014-06-01", "signed"))
    for rivals in (three[:2], three):
        asked = {
            day: at(day, *rivals).disputed for day in ("2014-02-28", "2014-03-01", "2014-03-31", "2014-06-01", "2020")
        }
        assert asked == {
            "2014-02-28": False,
            "2014-03-01": True,
            "2014-03-31": True,
            "2014-06-01": False,
            "2020": False,
        }
        assert Replay(rivals).tied == rivals
    assert at("2014-05", *three).disputed
    assert Replay([told("2014-03-01", "signed", "a"), told("2014-03-01", "signed", "b")]).tied == ()


def test_equal_ends_of_one_day_stay_disputed_until_all_tell_the_same() -> None:
    ends = [told("2019-08-22", stage) for stage in ("lapsed", "withdrawn", "rejected")]
    history = (told("2019-01-03", "offered"), *ends)
    assert not at("2019-08-21", *history).disputed
    assert at("2019-08-22", *history).disputed
    assert at(None, *history).disputed
    assert not at("2021-02", *history, told("2021-01", "offered", back=True)).disputed


def test_a_second_report_of_talks_is_evidence_that_they_lasted() -> None:
    here = at(None, told("2016-11", "talks"), told("2017-03", "talks"))
    assert (here.stage, here.since, here.disputed) == (Stage.TALKS, When("2016-11"), False)


def test_two_reports_of_one_act_meet_in_the_days_that_both_allow() -> None:
    assert at(None, told("2014-03-05/2014-04-10", "signed"), told("2014-04", "signed")).since == When(
        "2014-04-01/2014-04-10"
    )


def test_three_reports_of_one_act_need_a_day_that_all_allow() -> None:
    reports = (told("2014-01/2014-10", "signed"), told("2014-02/2014-03", "signed"), told("2014-05/2014-12", "signed"))
    assert not at(None, *reports[:2]).disputed
    assert not at(None, reports[0], reports[2]).disputed
    assert at("2014-03-15", *reports).disputed
    assert Replay(reports).tied == reports[1:]


def test_reports_of_one_act_that_exclude_each_other_leave_its_days_in_order() -> None:
    replay = Replay([
        told("2014-01/2014-10", "signed", id="a"), told("2014-01/2014-04", "signed", "early", after="a"),
        told("2014-06/2014-09", "signed", "late", after="a"),
    ])  # fmt: skip
    assert replay.earliest <= replay.latest


def test_talks_seen_to_go_on_bound_when_they_began() -> None:
    assert at(None, told("2016", "talks"), told("2016-03-01", "talks")).since == When("2016-01-01/2016-03-01")


def test_dates_that_share_one_day_do_not_order_anything() -> None:
    assert not at(None, told("2014-01-01/2014-05-05", "signed"), told("2014-05-05", "talks")).disputed


def test_of_two_claims_of_the_same_words_the_content_decides_the_order() -> None:
    one, other = told("2014", "talks", published="2014-02"), told("2014", "talks", published="2014-03")
    assert at(None, one, other) == at(None, other, one)


def test_an_end_for_good_comes_last_in_the_natural_course() -> None:
    history = (told("2013", "delivered"), told("2014", "delivering", back=True), told("2014", "completed"))
    assert (at(None, *history).stage, at(None, *history).disputed) == (Stage.COMPLETED, False)


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


def test_of_equal_claims_the_undated_is_given_up_first() -> None:
    here = at(None, told("2015", "signed", "undated"), told("2016", "talks", "dated", "2016"))
    assert (here.stage, texts(here.beaten)) == (Stage.TALKS, ["undated"])


def test_a_claim_that_may_be_given_up_bounds_nothing() -> None:
    tied = (told("2015-01", "signed"), told("2016", "signed", modality="denied"), told("2015-06/2018-06", "effective"))
    assert at(None, *tied).since == When("2015-06/2018-06")


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
