"""How many deals stood in which stage: from a register by replay, and from a frame of events."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

import armsdeals as ad
import armsdeals.analysis as an
from armsdeals import strategies as ads

DAYS = (None, "2010-01-01", "2015-03-01", "2017-10-01", "2022-09-01", "2017", "2017-10", "../2016", "2015/..")
TWO = st.tuples(*(ads.deals(ids=st.just(name), max_size=2) for name in "ab"))


def told(found: ad.Result) -> dict[str, int]:
    return {row["stage"]: row["value"] for row in found if row["value"]}


@pytest.fixture
def three() -> ad.Register:
    deals = [
        ad.Deal(id="a").sign(on="2017-09-12"),
        ad.Deal(id="b").sign(on="2017"),
        ad.Deal(id="c").start_talks(on="2019"),
    ]
    return ad.Register(deals)


def test_an_uncertain_deal_counts_once_as_a_set_and_perhaps_in_each(three: ad.Register) -> None:
    found = an.stages(three, on="2017-10-01")
    assert [tuple(row.values()) for row in found] == [
        ("nothing yet", 1, 1, 2),
        ("SIGNED", 1, 1, 2),
        ("SIGNED or nothing yet", 1, 3, 3),
    ]
    assert (found.unit, found.basis) == ("deal", "stage on 2017-10-01")


def test_the_deals_of_a_row_are_named(three: ad.Register) -> None:
    found = an.stages(three, on="2017-10-01").explain(stage="SIGNED")
    assert [tuple(row.values()) for row in found] == [
        ("a", "certainly", "SIGNED"),
        ("b", "perhaps", "SIGNED or nothing yet"),
    ]


def test_what_became_known_later_does_not_count() -> None:
    source = ad.Evidence(publisher="A paper", published="2018-01-05")
    deal = ad.Deal(id="a").with_event(ad.Event(when="2017-09-12", stage="signed", evidence=source))
    register = ad.Register([deal])
    assert told(an.stages(register, on="2017-12-01", known_by="2017-12-31")) == {"nothing yet": 1}
    assert told(an.stages(register, on="2017-12-01", known_by="2018-01-05")) == {"SIGNED": 1}
    frame = register.to_arrow("events")
    assert told(an.stages(frame, on="2017-12-01", known_by="2017-12-31")) == {"nothing yet": 1}
    assert told(an.stages(frame, on="2017-12-01", known_by="2018-01-05")) == {"SIGNED": 1}


def test_a_frame_is_asked_for_a_month_or_year_as_a_register_is(three: ad.Register) -> None:
    # By hand: at some time in 2017 a was signed or not yet, b likewise, and c had not begun.
    wanted = {"SIGNED or nothing yet": 2, "nothing yet": 1}
    assert told(an.stages(three, on="2017")) == wanted
    found = an.stages(three.to_arrow("events"), on="2017")
    assert told(found) == wanted
    assert (found.title, found.basis) == ("Stages on 2017", "stage on 2017")
    assert told(an.stages(three.to_arrow("events"), on="2017-10")) == {
        "SIGNED": 1,
        "SIGNED or nothing yet": 1,
        "nothing yet": 1,
    }


def test_all_stages_that_a_deal_came_to_in_a_year_are_told_of_a_frame() -> None:
    quick = (
        ad.Deal(id="q")
        .start_talks(on="2016")
        .with_event(ad.Event(when="2017-02", stage="offered"))
        .sign(on="2017-09-12")
    )
    frame = ad.Register([quick]).to_arrow("events")
    assert told(an.stages(frame, on="2017")) == {"TALKS or OFFERED or SIGNED": 1}
    assert told(an.stages(frame, on="2017-03/2017-08")) == {"OFFERED": 1}
    assert told(an.stages(frame, on="2017-03/..")) == {"OFFERED or SIGNED": 1}


@pytest.mark.parametrize(("day", "stage"), [("-0500-01-01", "nothing yet"), ("Y20000", "SIGNED")])
def test_a_day_that_no_column_of_dates_can_hold_is_asked_of_a_frame(day: str, stage: str) -> None:
    register = ad.Register([ad.Deal(id="a").sign(on="2017")])
    assert told(an.stages(register, on=day)) == {stage: 1}
    assert told(an.stages(register.to_arrow("events"), on=day)) == {stage: 1}


def test_a_frame_without_what_is_needed_is_refused_with_the_names_it_has(three: ad.Register) -> None:
    frame = three.to_polars("events").drop("stage")
    with pytest.raises(ad.UnknownName, match="stages needs the column 'stage'"):
        an.stages(frame)


def test_columns_of_a_frame_go_by_the_names_that_are_given(three: ad.Register) -> None:
    frame = three.to_polars("events").select(case="deal", step="stage", a="when_earliest", b="when_latest")
    names = {"deal": "case", "stage": "step", "when_earliest": "a", "when_latest": "b"}
    assert told(an.stages(frame, on="2017-10-01", columns=names)) == told(an.stages(three, on="2017-10-01"))


def test_an_empty_register_and_an_empty_frame_have_no_rows(three: ad.Register) -> None:
    assert len(an.stages(ad.Register())) == 0
    assert len(an.stages(three.to_polars("events").clear())) == 0


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("known_by", [None, "2018-01-01"])
def test_the_casebook_as_a_frame_agrees_with_its_replay(day: str | None, known_by: str | None) -> None:
    # The events tell nothing of tranches, nor what an event is known to follow by its source.
    told_whole = [deal for deal in ad.casebook() if not deal.tranches and not any(one.after for one in deal.history)]
    deals = [deal for deal in told_whole if deal.history]
    register = ad.Register(deals)
    from_deals = told(an.stages(register, on=day, known_by=known_by))
    assert told(an.stages(register.to_arrow("events"), on=day, known_by=known_by)) == from_deals


def test_a_frame_of_each_kind_gives_the_same_counts(three: ad.Register, tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    three.tables["events"].write(path)
    for frame in (three.to_pandas("events"), three.to_polars("events"), three.to_polars("events").lazy(), path):
        for on in ("2017-10-01", "2017", "2017-10/..", "-0500-01-01", None):
            assert told(an.stages(frame, on=on)) == told(an.stages(three, on=on))


def test_only_deals_that_are_not_told_plainly_are_replayed() -> None:
    plain = [ad.Deal(id=f"p{k}").start_talks(on="2016").sign(on="2017-09-12") for k in range(3)]
    rivals = ad.Deal(id="r").sign(on="2017-09-12").with_event(ad.Event(when="2017-09-12", stage="cancelled"))
    found = an.stages(ad.Register([*plain, rivals]).to_arrow("events"), on="2018-01-01")
    assert found.notes == ("of 1 deal the claims do not follow each other plainly; it was replayed",)


@settings(max_examples=40)  # whole deals take long to draw
@given(deals=TWO)
def test_law_the_answers_add_up_to_the_deals(deals: tuple[ad.Deal, ad.Deal]) -> None:
    register = ad.Register(deals)
    for day in ("2012-06-30", None):
        found = an.stages(register, on=day)
        assert sum(found.column("value")) == len(register)
        for row in found:
            assert row["value"] <= row["low"] <= row["high"] <= len(register)


@settings(max_examples=60)  # whole deals take long to draw
@given(deal=ads.deals(max_size=4))
def test_law_a_frame_of_events_counts_as_the_replay_does(deal: ad.Deal) -> None:
    # What an event is known to follow by its source has no column, and tranches are not in the events.
    if not deal.history or deal.tranches or any(event.after for event in deal.history):
        return
    register = ad.Register([deal])
    frame = pl.DataFrame(register.to_arrow("events"))
    for day in ("2012-06-30", "2018-01-01", "2015", "2012/2019", "2014-03/..", None):
        assert told(an.stages(frame, on=day)) == told(an.stages(register, on=day))
