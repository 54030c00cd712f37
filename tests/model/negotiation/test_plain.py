"""Plain histories: the quick way tells what the replay does, of histories that stay near the plain ones and of any."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.analysis._waits import FIRST, LAST, ORDERED, Unit, wait_of
from armsdeals.analysis.stages import stages_of
from armsdeals.model.negotiation.plain import course_of
from armsdeals.sources._base import source_named

SAMPLES = Path(__file__).parents[2] / "samples" / "sipri"
LINE = ad.Line(id="heron", system="Heron-T", ordered=4)
BATCHES = st.builds(
    ad.Delivery,
    line=st.just("heron"),
    quantity=st.sampled_from([None, "0", "1", "~4", ">=2"]),
    kind=st.sampled_from([ad.DeliveryKind.DELIVERED, ad.DeliveryKind.DELIVERED, ad.DeliveryKind.RETURNED]),
    years=st.sets(st.integers(2010, 2016), max_size=3).map(lambda told: tuple(sorted(told))),
)
STAGES = "INTEREST", "TALKS", "SIGNED", "SIGNED", "EFFECTIVE", "DELIVERING", "DELIVERED", "LAPSED"
OPENED = st.one_of(
    st.just((None, ad.Bound.EXACT)),
    st.tuples(st.sampled_from(STAGES), st.sampled_from([ad.Bound.EXACT, ad.Bound.EXACT, ad.Bound.AT_LEAST])),
)
NEARLY_PLAIN = st.builds(
    lambda opened, **told: ad.Event(stage=opened[0], bound=opened[1], **told),
    opened=OPENED,
    when=st.sampled_from(
        ["2012", "2012?", "2013-05", "2013-05-20", "2012/2014", "../2013", "2014/..", "2015", "2016~"]
    ),
    modality=st.sampled_from([ad.Modality.FACT] * 6 + [ad.Modality.PLANNED, ad.Modality.DENIED]),
    scope=st.sampled_from([(), (), (), ("heron",)]),
    deliveries=st.lists(BATCHES, max_size=2).map(tuple),
)
DATES = st.sampled_from(["2012", "2012?", "2013-05", "2012/2014", "2014/2016", "../2013", "2015"])
AS_IN_A_REGISTER = st.tuples(
    st.builds(ad.Event, when=DATES, stage=st.just("SIGNED")),
    st.builds(
        ad.Event,
        when=DATES,
        stage=st.sampled_from(["DELIVERING", "DELIVERED"]),
        bound=st.sampled_from([ad.Bound.EXACT, ad.Bound.AT_LEAST]),
        deliveries=st.tuples(BATCHES),
    ),
)
HISTORIES = st.lists(NEARLY_PLAIN, max_size=4).map(tuple) | AS_IN_A_REGISTER
DAYS = st.sampled_from([None, "2011", "2012-07-01", "2013-05-20", "2014", "2015-12-31", "2020"])
POINTS = st.sampled_from([ORDERED, FIRST, LAST, "TALKS", "SIGNED", "DELIVERED"])


def same_course(deal: ad.Deal) -> None:
    course = course_of(deal.history)
    if course is None:
        return
    replay = deal.replay()
    assert course == (replay.stages, replay.earliest, replay.latest)
    assert replay.is_plain
    assert not replay.given_up


def same_waits(deal: ad.Deal, start: str, end: str, unit: Unit) -> None:
    day = date(2015, 6, 30)
    quick = wait_of(deal, start, end, on=day, unit=unit)
    assert quick == wait_of(deal, start, end, on=day, unit=unit, quick=False)


@given(history=HISTORIES, day=DAYS)
@example(history=(ad.Event(when="2012", stage="SIGNED"), ad.Event(when="2012", stage="DELIVERED")), day="2012")
def test_law_a_history_goes_the_quick_way_and_the_long_one_to_the_same_stages(
    history: tuple[ad.Event, ...], day: str | None
) -> None:
    deal = ad.Deal(id="demo", lines=(LINE,), history=history)
    same_course(deal)
    on = None if day is None else ad.When(day)
    assert stages_of(deal, on) == stages_of(deal, on, quick=False)


@given(deal=ads.deals(max_size=3), day=st.none() | ads.whens())
def test_law_any_deal_goes_the_quick_way_and_the_long_one_to_the_same_stages(
    deal: ad.Deal, day: ad.When | None
) -> None:
    same_course(deal)
    assert stages_of(deal, day) == stages_of(deal, day, quick=False)


@given(history=HISTORIES, points=st.tuples(POINTS, POINTS), unit=st.sampled_from(["day", "year"]))
def test_law_a_deal_waits_the_same_the_quick_way_and_the_long_one(
    history: tuple[ad.Event, ...], points: tuple[str, str], unit: Unit
) -> None:
    same_waits(ad.Deal(id="demo", lines=(LINE,), history=history), *points, unit)


@pytest.mark.parametrize("name", ["mini_register.csv", "mini_deliveries.csv"])
def test_every_deal_of_a_register_waits_the_same_both_ways(name: str) -> None:
    deals = source_named("sipri").read((SAMPLES / name).read_bytes()).register.deals
    assert deals
    for deal in deals:
        same_course(deal)
        for points in ((ORDERED, FIRST), (ORDERED, LAST), ("SIGNED", "DELIVERED")):
            same_waits(deal, *points, "year")


def test_an_order_and_what_came_later_are_plain_and_a_contradiction_is_not() -> None:
    signed, came = (
        ad.Event(when="2012?", stage="signed"),
        ad.Event(when="2015/2018", stage="delivering", bound="at least"),
    )
    course = course_of([came, signed])
    assert course is not None
    assert [sorted(map(str, stages)) for stages in course.stages] == [["None"], ["SIGNED"], ["DELIVERING"]]
    assert course_of([signed, ad.Event(when="2011", stage="delivering")]) is None
    assert course_of([signed, ad.Event(when="2013", stage="talks", modality="denied")]) is None


@pytest.mark.parametrize(
    "told",
    [
        {"stage": "talks", "back": True}, {"stage": "effective", "id": "a"},
        {"stage": "effective", "alternatives": ("DELIVERING",), "bound": "one of"},
    ],
)  # fmt: skip
def test_what_leads_back_is_named_or_has_a_choice_goes_the_long_way(told: dict[str, Any]) -> None:
    assert course_of([ad.Event(when="2012", stage="signed"), ad.Event(when="2013", **told)]) is None


def test_what_follows_another_goes_the_long_way() -> None:
    signed = ad.Event(when="2012", stage="signed")
    assert course_of([signed, ad.Event(when="2013", stage="effective")]) is not None
    assert course_of([signed, ad.Event(when="2013", stage="effective", after="a")]) is None
