"""The geometry of the timeline: bands, fades, labels and marks."""

from itertools import combinations, pairwise

from hypothesis import given, strategies as st

from armsdeals.model.deal import Deal
from armsdeals.pages.axis import Axis, fitted, room_for
from armsdeals.pages.drawing import Drawing, draw
from armsdeals.pages.labels import labels_over
from armsdeals.pages.summary import deal_note
from armsdeals.register.register import Register
from armsdeals.strategies import deals
from armsdeals.values.when import When


def drawn(deal: Deal, *, width: int = 960, known_by: str | None = None) -> Drawing:
    day = None if known_by is None else When(known_by)
    return draw((deal_note(deal, known_by=day),), width=width, known_by=day, detailed=True)


def test_a_stage_between_two_certain_days_is_one_certain_band() -> None:
    deal = Deal(id="demo").start_talks(on="2016-01-01").sign(on="2017-01-01").cancel(on="2018-01-01")
    (lane,) = drawn(deal).lanes
    assert [(band.start, band.end, band.is_certain) for band in lane.bands] == [
        ("early", "early", True),
        ("signed", "signed", True),
        ("end", "end", True),
    ]
    talks, signed, _ = lane.bands
    assert abs(talks.width / signed.width - 366 / 365) < 0.01


def test_where_the_day_is_uncertain_one_colour_runs_into_the_next() -> None:
    deal = Deal(id="demo").start_talks(on="2016-01-01").sign(on="2017")
    (lane,) = drawn(deal).lanes
    assert [(band.start, band.end, band.is_certain) for band in lane.bands] == [
        ("early", "early", True),
        ("early", "signed", False),
        ("signed", "signed", True),
    ]


def test_what_has_no_known_beginning_fades_in() -> None:
    (lane,) = drawn(Deal(id="demo").sign(on="../2017-09-12")).lanes
    assert [(band.start, band.end, band.is_certain) for band in lane.bands] == [
        ("none", "signed", False),
        ("signed", "signed", True),
    ]


def test_what_goes_on_is_open_and_what_ended_stops() -> None:
    assert drawn(Deal(id="demo").start_talks(on="2016")).lanes[0].is_open
    ended = Deal(id="demo").sign(on="2010-01-01").cancel(on="2011-01-01")
    assert not drawn(ended).lanes[0].is_open


def test_nothing_is_drawn_far_beyond_what_a_reader_could_see(missiles: Deal) -> None:
    told = drawn(missiles, known_by="2017-10-01")
    (rule,) = told.rules
    last = told.lanes[0].bands[-1]
    assert rule.label == "known by 1 Oct 2017"
    assert last.x + last.width < rule.x + 50


def test_a_deal_of_which_no_stage_is_told_says_so() -> None:
    (lane,) = drawn(Deal(id="demo")).lanes
    assert (lane.bands, lane.silence) == ((), "no stage is reported")


def test_every_event_has_its_number_once(missiles: Deal) -> None:
    assert sorted(int(mark.number) for mark in drawn(missiles).lanes[0].marks) == [1, 2, 3, 4, 5]
    assert {mark.shape for mark in drawn(missiles).lanes[0].marks} == {"fact", "planned"}


def test_far_years_have_room_on_the_axis() -> None:
    axis = Axis.over([-(10**9), 10**9], left=0, right=960)
    ticks = axis.ticks()
    assert 2 <= len(ticks) <= 22
    assert all(b.x - a.x >= 43 for a, b in pairwise(ticks))


def test_a_long_title_is_cut_to_what_fits() -> None:
    cut = fitted("A very long title indeed", 10, 80)
    assert cut.endswith("…")
    assert room_for(cut, 10) <= 80


@given(
    st.lists(st.tuples(st.floats(0, 900), st.text(st.characters(codec="ascii"), min_size=1, max_size=30)), max_size=12)
)
def test_law_no_label_covers_another_or_the_line_of_another(wanted: list[tuple[float, str]]) -> None:
    labels, _ = labels_over(wanted, size=11.5)
    for a, b in combinations(labels, 2):
        left, right = (a, b) if a.x <= b.x else (b, a)
        if left.x + room_for(left.text, 11.5) > right.x:
            assert left.row > right.row or (left.x == right.x and left.row != right.row)


@given(deals())
def test_law_a_drawing_stays_within_its_width(deal: Deal) -> None:
    for width in (960, 358):
        drawing = drawn(deal, width=width)
        for lane in drawing.lanes:
            assert all(band.x >= 0 and band.x + band.width <= width + 0.5 for band in lane.bands)
            assert all(0 <= mark.left <= mark.right <= width for mark in lane.marks)
            assert lane.bottom <= drawing.height


def test_two_deals_have_two_lanes_that_do_not_meet(both: Register) -> None:
    first, second = draw([deal_note(deal) for deal in both], width=358).lanes
    assert first.bottom < second.title_y
