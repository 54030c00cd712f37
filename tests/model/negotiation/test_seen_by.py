"""What was seen by a day or within days, with a halt or an end before the last of them."""

import itertools
from datetime import date

import pytest
from hypothesis import assume, given, strategies as hyp

from armsdeals import Deal, Event, NegotiationStage, When, check, strategies as st
from armsdeals.model.negotiation.order import in_order
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.resolve import resolve
from armsdeals.model.negotiation.seen_by import told_in_order
from armsdeals.values.when import ALWAYS

Stage = NegotiationStage


def told(when: str, stage: str, **more: object) -> Event:
    return Event(when=when, stage=stage, **more)  # type: ignore[arg-type]


SIGNED = told("2007-12-20", "signed")
HALTED = told("2010-06-11", "suspended")
RESUMED = told("2015-04-13", "signed", text="taken up again")
SEEN = told("../2016-10-13", "delivered")


def stages(history: tuple[Event, ...], *days: str) -> list[str]:
    replay = Replay(history)
    return [replay.at(When(day)).stages_in_words for day in days]


@pytest.mark.parametrize("history", list(itertools.permutations((SIGNED, HALTED, RESUMED, SEEN))))
def test_goods_seen_after_a_resumption_came_after_it(history: tuple[Event, ...]) -> None:
    assert stages(history, "2009", "2012", "2015-04-12", "2016", "2016-10-13") == [
        "SIGNED", "SUSPENDED", "SUSPENDED", "SIGNED or DELIVERED", "DELIVERED",
    ]  # fmt: skip
    assert Replay(history).at(None).since == When("2015-04-13/2016-10-13")


def test_a_contract_seen_after_a_revival_was_signed_after_it() -> None:
    history = (
        told("2005", "selected"), told("2008", "cancelled"), told("2012", "selected", back=True), told("../2014", "signed"),
    )  # fmt: skip
    assert stages(history, "2009", "2013", "2015") == ["CANCELLED", "SELECTED or SIGNED", "SIGNED"]


@pytest.mark.parametrize("history", list(itertools.permutations((SIGNED, HALTED, SEEN))))
def test_goods_seen_under_a_halt_that_nobody_lifts_came_before_it_or_after_it(history: tuple[Event, ...]) -> None:
    replay, either = Replay(history), "DELIVERED or SUSPENDED"
    assert stages(history, "2007-12-19", "2009", "2010-06-11", "2013", "2016-10-13", "2020") == [
        "nothing known", "SIGNED or DELIVERED", either, either, either, either,
    ]  # fmt: skip
    assert replay.at(None).resume_among == {Stage.DELIVERED}
    assert replay.at(When("2013")).resume_among == {Stage.SIGNED, Stage.DELIVERED}
    assert [replay.at(When(day)).furthest for day in ("2013", "2016-10-13")] == [Stage.SIGNED, Stage.DELIVERED]
    assert (replay.unplaced, replay.at(None).disputed) == ((SEEN,), False)


@pytest.mark.parametrize(
    ("bound", "either"), [("exact", "DELIVERING or SUSPENDED"), ("at least", "DELIVERING or SUSPENDED")]
)
def test_goods_of_which_some_were_seen_leave_the_halt_open_as_well(bound: str, either: str) -> None:
    assert stages((SIGNED, HALTED, told("../2016", "delivering", bound=bound)), "2020") == [either]


def test_what_was_told_before_the_halt_already_lifts_no_halt() -> None:
    before = told("2009", "delivering")
    for stage in ("talks", "signed", "delivering"):
        assert stages((SIGNED, before, HALTED, told("../2016", stage)), "2020") == ["SUSPENDED"]


def test_a_denial_after_the_halt_leaves_one_order() -> None:
    denied = told("2013", "delivered", modality="denied")
    assert stages((SIGNED, HALTED, denied, SEEN), "2009", "2012", "2014", "2017") == [
        "SIGNED", "SUSPENDED", "DELIVERED or SUSPENDED", "DELIVERED",
    ]  # fmt: skip


def test_two_reports_under_a_halt_keep_their_order_in_every_reading() -> None:
    first = told("../2013", "delivering")
    assert stages((SIGNED, HALTED, first, SEEN), "2009", "2012", "2017") == [
        "SIGNED or DELIVERING or DELIVERED", "DELIVERING or DELIVERED or SUSPENDED", "DELIVERED or SUSPENDED",
    ]  # fmt: skip
    assert Replay((SIGNED, HALTED, first, SEEN)).at(When("2015")).resume_among == {Stage.DELIVERING, Stage.DELIVERED}
    same = told("../2015", "delivered", text="another paper")
    assert stages((SIGNED, HALTED, SEEN, same), "2020") == ["DELIVERED or SUSPENDED"]


def test_of_two_halts_the_one_that_was_lifted_lies_before_the_report() -> None:
    again = told("2014", "suspended", text="again")
    resumed = told("2012", "signed", text="taken up again")
    history = (SIGNED, HALTED, resumed, again, SEEN)
    assert stages(history, "2009", "2011", "2013", "2020") == [
        "SIGNED", "SUSPENDED", "SIGNED or DELIVERED", "DELIVERED or SUSPENDED",
    ]  # fmt: skip


def test_a_report_alone_lifts_no_end() -> None:
    ended = (told("2010", "talks"), told("../2012", "signed"), told("2011-05", "cancelled"))
    assert stages(ended, "2013") == ["CANCELLED"]


def test_a_report_that_fits_only_before_the_halt_stays_before_it() -> None:
    seen = told("../2016", "talks")
    assert stages((seen, SIGNED, HALTED, RESUMED), "2006", "2020") == ["TALKS or nothing yet", "SIGNED"]


@pytest.mark.parametrize("when", ["2014", "2012/2016", "2014-03/2014-05", "../2014-12"])
def test_a_day_that_is_not_known_lies_before_a_halt_of_its_time_or_after_it(when: str) -> None:
    halted = told("2014-03-09", "suspended")
    either = "EFFECTIVE or SUSPENDED"
    assert stages((SIGNED, halted, told(when, "effective")), "2010", "2014-03-09", "2014-03-10", "2017") == [
        "SIGNED or EFFECTIVE" if when.startswith("..") else "SIGNED", *[either] * 3,
    ]  # fmt: skip


@pytest.mark.parametrize("halt", ["2014", "2013/2015"])
def test_a_halt_that_may_be_later_than_every_day_of_a_report_is_taken_to_be(halt: str) -> None:
    replay = Replay((SIGNED, told(halt, "suspended"), told("2014", "effective")))
    assert (replay.at(None).stage, replay.at(None).resume_point) == (Stage.SUSPENDED, Stage.EFFECTIVE)


def test_a_halt_of_which_no_day_is_known_came_before_any_later_step_or_after_it() -> None:
    halt = told("../..", "suspended")
    replay = Replay((SIGNED, halt, told("2016", "delivered")))
    assert [replay.at(When(day)).stages_in_words for day in ("2007-12-19", "2012", "2017")] == [
        "nothing known", "SIGNED or SUSPENDED", "DELIVERED or SUSPENDED",
    ]  # fmt: skip
    assert (replay.unplaced, replay.is_disputed) == ((halt,), False)
    assert replay.at(None).resume_among == {Stage.DELIVERED}
    assert stages((SIGNED, halt), "2012") == ["SIGNED or SUSPENDED"]
    assert Replay((SIGNED, halt)).at(None).stage is Stage.SUSPENDED  # nothing else is told that could have followed it


def test_a_halt_of_no_day_that_is_said_to_follow_something_comes_after_it() -> None:
    seen, halt = told("2016", "delivered", id="seen"), told("../..", "suspended", after="seen")
    assert Replay((SIGNED, seen, halt)).at(None).stage is Stage.SUSPENDED
    named = told("../..", "suspended", id="halt")
    assert Replay((SIGNED, named, told("2016", "delivered", after="halt"))).at(None).stage is Stage.DELIVERED


def test_sta_003_asks_for_the_day_of_a_halt_of_no_day() -> None:
    held = Deal(id="demo", history=(SIGNED, told("../..", "suspended"), told("2016", "delivered")))
    assert [issue.message for issue in check(held) if issue.code == "STA-003"] == [
        "SUSPENDED of ../.. came before a step ahead or after it; both stay possible"
    ]


def test_a_day_that_is_not_known_lies_after_a_resumption_below_it_and_before_one_above_it() -> None:
    effective = told("2008/2016", "effective")
    assert stages((SIGNED, HALTED, RESUMED, effective), "2009", "2012", "2017") == ["SIGNED", "SUSPENDED", "EFFECTIVE"]
    arriving = told("2015-04-13", "delivering", text="taken up again")
    assert stages((SIGNED, HALTED, arriving, effective), "2012", "2017") == ["EFFECTIVE or SUSPENDED", "DELIVERING"]


def test_what_another_claim_follows_stays_where_it_is() -> None:
    seen = told("../2016-10-13", "delivered", id="seen")
    halted = told("2010-06-11", "suspended", after="seen")
    assert stages((SIGNED, halted, RESUMED, seen), "2020") == ["SIGNED"]


@given(st.histories())
def test_law_the_order_never_gives_up_more_than_the_natural_course(history: tuple[Event, ...]) -> None:
    kept = [event for event in history if event.stage is not None and event.modality.value in ("FACT", "DENIED")]
    order, path = told_in_order(kept)
    assert set(map(id, order)) == set(map(id, kept))
    assert len(order) == len(kept) + len(told_in_order(kept).twice)
    assert path.cost <= resolve(in_order(kept)).cost
    for a, b in itertools.pairwise(order):
        assert not b.when.hi < a.when.lo
        assert not (a.after and a.after == b.id)


ABOVE = ["effective", "delivering", "delivered"]  # than a signature
DAY = date(2017, 1, 1).toordinal()


def on(first: int, last: int) -> When:
    return When.between(first if first == ALWAYS else DAY + first, DAY + last)


@given(
    halt=hyp.integers(1, 3),
    seen=hyp.lists(
        hyp.tuples(hyp.sampled_from([ALWAYS, 0, 1, 2]), hyp.integers(4, 5), hyp.sampled_from(ABOVE)), min_size=1, max_size=2,
        unique_by=lambda one: one[2],
    ),
    bound=hyp.sampled_from(["exact", "at least"]), end=hyp.sampled_from([None, 7]), asked=hyp.integers(-1, 8),
)  # fmt: skip
def test_law_under_a_halt_that_nobody_lifts_the_answer_is_what_any_day_of_a_report_would_give(
    halt: int,
    seen: list[tuple[int, int, str]],
    bound: str,
    end: int | None,
    asked: int,
) -> None:
    def told_on(*days: tuple[int, int]) -> Replay:
        history = [Event(when=on(0, 0), stage="signed"), Event(when=on(halt, halt), stage="suspended")]
        history += [
            Event(when=on(*day), stage=stage, bound=bound) for day, (_, _, stage) in zip(days, seen, strict=True)
        ]
        return Replay([*history, Event(when=on(end, end), stage="cancelled")] if end else history)

    assume(all(first < halt for first, _, _ in seen))
    assume(asked != halt)  # what happened on one day has no order
    by_hand: set[Stage | None] = set()
    for days in itertools.product(*(range(max(first, 0), last + 1) for first, last, _ in seen)):
        ranks = [
            rank for _, rank in sorted((day, Stage(stage).rank) for day, (_, _, stage) in zip(days, seen, strict=True))
        ]
        world = told_on(*((day, day) for day in days))
        if ranks == sorted(ranks) and not world.is_disputed:
            by_hand |= world.at(on(asked, asked)).stages
    assert told_on(*((first, last) for first, last, _ in seen)).at(on(asked, asked)).stages == by_hand
