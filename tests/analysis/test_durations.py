"""How long deals take: waits of single deals, the curves over them, and the bounds that uncertain dates leave."""

from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

import armsdeals as ad
import armsdeals.analysis as an
from armsdeals import strategies as ads
from armsdeals.analysis._waits import OPEN, Outcome, Wait
from armsdeals.analysis.cells import NoValue, Range
from armsdeals.analysis.durations import Durations, durations

M = Path(__file__).parents[1] / "samples" / "sipri" / "mini_register.csv"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "sipri_register" / "register_2026-05.csv"
TODAY = "2020-12-31"
LAGS = [2, 2, 3, 2, 2, 2, 2, 2, 2, 3, 2]  # M, by hand: first year of delivery less year of order


@pytest.fixture(scope="module")
def mini() -> ad.Register:
    return ad.read(M, source="sipri")


def over(*waits: tuple[Outcome, ...], end: str = "SIGNED") -> Durations:
    return Durations(
        start="TALKS", end=end, on=date(2020, 12, 31), unit="year",
        waits=tuple(Wait(str(place), "", "", outcomes) for place, outcomes in enumerate(waits)),
    )  # fmt: skip


def exactly(end: str, time: int) -> tuple[Outcome, ...]:
    return (Outcome(end, time, time),)


def outcomes_of(deal: ad.Deal, start: str = "TALKS", end: str = "SIGNED", **more: str) -> list[tuple[str, int, float]]:
    (wait,) = durations(ad.Register([deal]), start, end, on=more.pop("on", TODAY), unit=more.pop("unit", "day")).waits  # type: ignore[arg-type]
    return [(one.end, one.low, one.high) for one in wait.outcomes]


def test_a_point_stands_only_where_both_ends_are_exact() -> None:
    deal = ad.Deal(id="a").start_talks(on="2016-11-01")
    assert outcomes_of(deal.sign(on="2016-11-11")) == [("SIGNED", 10, 10)]
    assert outcomes_of(deal.sign(on="2016-12")) == [("SIGNED", 30, 60)]


def test_an_open_deal_was_seen_until_the_day_of_looking() -> None:
    deal = ad.Deal(id="a").start_talks(on="2016-11-01")
    assert outcomes_of(deal, on="2016-11-21") == [(OPEN, 20, 20)]


def test_what_happened_after_the_day_of_looking_is_not_seen() -> None:
    deal = ad.Deal(id="a").start_talks(on="2016-11-01").sign(on="2017-09-12")
    assert outcomes_of(deal, on="2016-11-21") == [(OPEN, 20, 20)]


def test_an_end_that_perhaps_came_later_than_the_day_of_looking_leaves_the_wait_perhaps_open() -> None:
    deal = ad.Deal(id="a").start_talks(on="2016-11-01").sign(on="2016-11-11/2016-12-31")
    assert outcomes_of(deal, on="2016-11-21") == [("SIGNED", 10, 20), (OPEN, 20, 20)]


def test_another_end_overtakes_the_one_that_is_asked_for() -> None:
    deal = ad.Deal(id="a").start_talks(on="2016-11-01").with_event(ad.Event(when="2017-11-01", stage="withdrawn"))
    assert outcomes_of(deal) == [("WITHDRAWN", 365, 365)]


def test_a_deal_that_was_taken_up_again_and_signed_has_ended_by_signature() -> None:
    lapsed = ad.Event(when="2017-11-01", stage="lapsed")
    again = ad.Event(when="2018-11-01", stage="talks", back=True)
    deal = ad.Deal(id="a").start_talks(on="2016-11-01").with_event(lapsed).with_event(again).sign(on="2019-11-01")
    assert [end for end, _, _ in outcomes_of(deal)] == ["SIGNED"]


def test_a_signature_that_nobody_reports_lies_before_the_deliveries_that_somebody_does() -> None:
    deal = ad.Deal(id="a").with_event(ad.Event(when="2016-01-01", stage="talks"))
    deal = deal.with_event(ad.Event(when="2016-01-31", stage="delivering"))
    assert outcomes_of(deal) == [("SIGNED", 0, 30)]


def test_a_wait_whose_beginning_nobody_bounds_has_no_longest_length() -> None:
    deal = ad.Deal(id="a").with_event(ad.Event(when="../2016-11-01", stage="talks")).sign(on="2016-11-11")
    (low, high), = [(low, high) for _, low, high in outcomes_of(deal)]  # fmt: skip
    assert low == 10
    assert high == float("inf")
    row = durations(ad.Register([deal]), "TALKS", "SIGNED", on=TODAY).table.rows[0]
    assert row["duration"] == Range(low=10)


def test_a_deal_that_did_not_certainly_come_to_the_start_is_named() -> None:
    register = ad.Register([ad.Deal(id="only-signed").sign(on="2016"), ad.Deal(id="talked").start_talks(on="2016")])
    found = durations(register, "TALKS", "SIGNED", on=TODAY)
    assert [wait.deal for wait in found.waits] == ["talked"]
    assert "left out, since nobody says that it came to TALKS: only-signed" in found.notes


def test_a_deal_whose_claims_contradict_each_other_is_left_out_with_that_reason() -> None:
    # Mere talks cannot be cancelled (from the tender on): either there was more than talks, or somebody errs.
    deal = ad.Deal(id="a").start_talks(on="2016-11-01").with_event(ad.Event(when="2017-11-01", stage="cancelled"))
    found = durations(ad.Register([deal]), "TALKS", "SIGNED", on=TODAY)
    assert (
        "left out, since it is not certain that it came to TALKS, for its claims contradict each other: a"
        in found.notes
    )
    either = ad.Event(when="2017-11-01", stage="talks", alternatives=(ad.NegotiationStage.REQUESTED,), bound="one of")
    found = durations(ad.Register([ad.Deal(id="b").with_event(either)]), "TALKS", "SIGNED", on=TODAY)
    assert "left out, since it is not certain that it came to TALKS: b" in found.notes


def test_the_last_delivery_is_one_after_which_nothing_is_due() -> None:
    line = ad.Line(id="x", system="S-400", ordered="4")
    batch = ad.Event(when="2018-01-01", stage="delivering", deliveries=(ad.Delivery(line="x", quantity="1"),))
    rest = ad.Event(when="2019-01-01", deliveries=(ad.Delivery(line="x", quantity="3"),))
    deal = ad.Deal(id="a", lines=(line,)).sign(on="2017-01-01").with_event(batch)
    assert outcomes_of(deal, "ordered", "last_delivery") == [(OPEN, 1460, 1460)]
    assert outcomes_of(deal.with_event(rest), "ordered", "last_delivery") == [("last_delivery", 730, 730)]


def test_goods_that_are_planned_have_not_arrived() -> None:
    plan = ad.Event(when="2018", modality="planned", deliveries=(ad.Delivery(line="x", quantity="1"),))
    deal = ad.Deal(id="a", lines=(ad.Line(id="x", system="S-400"),)).sign(on="2017-01-01").with_event(plan)
    assert [end for end, _, _ in outcomes_of(deal, "ordered", "first_delivery")] == [OPEN]


def test_a_year_that_is_not_over_has_not_been_looked_at() -> None:
    deal = ad.Deal(id="a").sign(on="2017")
    assert outcomes_of(deal, "ordered", "first_delivery", on="2019-05-01", unit="year") == [(OPEN, 1, 1)]
    assert outcomes_of(deal, "ordered", "first_delivery", on="2019-12-31", unit="year") == [(OPEN, 2, 2)]


def test_the_share_still_waiting_is_that_of_kaplan_and_meier() -> None:
    # By hand: 4 at risk, 1 ends: 3/4; 3 at risk, 1 ends: 1/2; one goes out of sight; 1 at risk and ends: 0.
    found = over(exactly("SIGNED", 1), exactly("SIGNED", 2), exactly(OPEN, 2), exactly("SIGNED", 4)).survival()
    assert found.column("year") == (1, 2, 4)
    assert found.column("value") == (0.75, 0.5, 0.0)
    assert found.column("waiting") == (4, 3, 1)
    assert found.column("ended") == (1, 2, 3)
    # Greenwood: 0.75 x sqrt(1/(4 x 3)), 0.5 x sqrt(1/12 + 1/6)
    assert found.column("standard_error")[:2] == pytest.approx((0.21650635, 0.25))
    assert found.column("standard_error")[2] is NoValue.NOT_APPLICABLE


def test_ends_that_compete_share_what_has_ended() -> None:
    # By hand: at 1 of 4 one is signed; at 2 of 3 one lapses: 3/4 x 1/3; at 3 of 2 one is signed: 1/2 x 1/2.
    found = over(exactly("SIGNED", 1), exactly("LAPSED", 2), exactly("SIGNED", 3), exactly(OPEN, 5)).incidence()
    told = {(row["year"], row["end"]): row["value"] for row in found}
    assert told == {(1, "SIGNED"): 0.25, (2, "LAPSED"): 0.25, (3, "SIGNED"): 0.5}


def test_the_median_is_a_range_where_dates_are_and_open_where_too_few_have_ended() -> None:
    assert over(exactly("SIGNED", 1), exactly("SIGNED", 2), exactly(OPEN, 9)).median() == 2
    assert over((Outcome("SIGNED", 1, 3),)).median() == Range(low=1, high=3)
    assert over((Outcome("SIGNED", 1, 3), Outcome(OPEN, 3, 3))).median() == Range(low=1)
    assert over(exactly(OPEN, 3)).median() is NoValue.UNKNOWN
    assert over().median() is NoValue.UNKNOWN


def test_no_waits_make_an_empty_curve_with_notes() -> None:
    found = durations(ad.Register(), "TALKS", "SIGNED", on=TODAY)
    assert (len(found), len(found.survival()), len(found.incidence())) == (0, 0, 0)
    assert found.survival().notes


def test_what_is_asked_wrongly_is_refused_with_the_choices() -> None:
    register = ad.Register([ad.Deal(id="a").sign(on="2017")])
    with pytest.raises(ad.UnknownName, match="or one of ordered, first_delivery, last_delivery"):
        durations(register, "TALKING", "SIGNED", on=TODAY)
    with pytest.raises(ad.InvalidValue, match="is both the start and the end"):
        durations(register, "ordered", "ORDERED", on=TODAY)
    with pytest.raises(ad.InvalidValue, match="say up to which day to look: on="):
        durations(register, "TALKS", "SIGNED")
    with pytest.raises(ad.UnknownName, match="expected day or year"):
        durations(register, "TALKS", "SIGNED", on=TODAY, unit="month")  # type: ignore[arg-type]


def test_m_waits_two_years_and_keeps_the_open_order(mini: ad.Register) -> None:
    found = durations(mini, "ordered", "first_delivery")
    ended = [wait.outcomes[0].low for wait in found.waits if wait.outcomes[0].end == "first_delivery"]
    assert ended == LAGS
    assert [wait.recipient for wait in found.waits if wait.outcomes[0].end == OPEN] == ["Poland"]
    assert found.median() == 2
    assert found.survival().column("value") == pytest.approx((0.25, 1 / 12))
    assert "1 of 12 deals are open on 2026-01-01; they count up to that day" in found.notes
    assert "6 of 12 deals have a date that its source marks as an estimate" in found.notes


def test_a_frame_of_volumes_gives_the_same_waits(mini: ad.Register) -> None:
    from_deals = durations(mini, "ordered", "first_delivery", on="2025")
    frame = mini.to_pandas("volumes").rename(columns={"supplier": "seller"})
    told = durations(frame, "ordered", "first_delivery", on="2025", columns={"seller": "seller"})
    assert sorted(wait[0::3] for wait in told.waits) == sorted(wait[0::3] for wait in from_deals.waits)
    with pytest.raises(ad.InvalidValue, match="give a register for stages and days"):
        durations(frame, "TALKS", "SIGNED")


def test_the_shared_register_of_2026_keeps_its_open_orders() -> None:
    if not SHARED.exists():
        pytest.skip("the shared data are not here")
    found = durations(ad.read(SHARED, source="sipri"), "ordered", "first_delivery")
    ends = [wait.outcomes[0] for wait in found.waits]
    assert sum(one.end == "first_delivery" for one in ends) == 2_380
    assert sum(one == ("first_delivery", 0, 0) for one in ends) == 827
    assert sum(one.end == OPEN for one in ends) == 111


def test_the_table_is_tidy_and_goes_out(mini: ad.Register, tmp_path: Path) -> None:
    found = durations(mini, "ordered", "first_delivery")
    frame = found.to_pandas()
    assert list(frame.columns) == ["deal", "supplier", "recipient", "end", "duration", "basis", "unit"]
    assert frame["duration"].sum() == sum(LAGS) + 3
    found.write(tmp_path / "waits.csv")
    assert (tmp_path / "waits.csv").read_text("utf-8").count("\n") == 13
    assert "synthetic" in found.cite()
    assert an.durations is durations


@st.composite
def waits(draw: st.DrawFn, *, exact_open: bool = False) -> tuple[Outcome, ...]:
    ends = draw(st.lists(st.sampled_from(["SIGNED", "LAPSED", OPEN]), min_size=1, max_size=2, unique=True))
    if exact_open and OPEN in ends:
        ends = [OPEN]
    out = []
    for end in ends:
        low = draw(st.integers(0, 4))
        wide = 0 if end == OPEN and exact_open else draw(st.integers(0, 2))
        out.append(Outcome(end, low, low + wide))
    return tuple(out)


def every_world(told: list[tuple[Outcome, ...]]) -> list[list[tuple[str, int]]]:
    """All choices of one day within one outcome for each wait."""
    choices = [[(one.end, time) for one in wait for time in range(one.low, int(one.high) + 1)] for wait in told]
    return [list(world) for world in product(*choices)]


def share_waiting(world: list[tuple[str, int]], time: int) -> Fraction:
    share = Fraction(1)
    for at in sorted({t for _, t in world if t <= time}):
        at_risk = sum(t >= at for _, t in world)
        share *= 1 - Fraction(sum(t == at and end == "SIGNED" for end, t in world), at_risk)
    return share


def share_ended(world: list[tuple[str, int]], time: int, asked: str) -> Fraction:
    share, found = Fraction(1), Fraction(0)
    for at in sorted({t for _, t in world if t <= time}):
        at_risk = sum(t >= at for _, t in world)
        found += share * Fraction(sum(t == at and end == asked for end, t in world), at_risk)
        share *= 1 - Fraction(sum(t == at and end != OPEN for end, t in world), at_risk)
    return found


def value_at(rows: list[tuple[int, float, float]], time: int, before: float) -> tuple[float, float]:
    held = [(low, high) for at, low, high in rows if at <= time]
    return held[-1] if held else (before, before)


@given(told=st.lists(waits(), min_size=1, max_size=3))
def test_law_the_bounds_are_the_least_and_the_most_of_all_worlds(told: list[tuple[Outcome, ...]]) -> None:
    curve = [(row["year"], row["low"], row["high"]) for row in over(*told).survival()]
    worlds = every_world(told)
    for time in range(8):
        shares = [share_waiting(world, time) for world in worlds]
        assert value_at(curve, time, 1.0) == pytest.approx((float(min(shares)), float(max(shares))))


@settings(max_examples=60)  # each is held against all worlds
@given(told=st.lists(waits(exact_open=True), min_size=1, max_size=3))
def test_law_the_bounds_of_an_incidence_hold_in_all_worlds(told: list[tuple[Outcome, ...]]) -> None:
    found = over(*told).incidence()
    worlds = every_world(told)
    for end in ("SIGNED", "LAPSED"):
        rows = [(row["year"], row["low"], row["high"]) for row in found if row["end"] == end]
        for time in range(8):
            shares = [share_ended(world, time, end) for world in worlds]
            low, high = value_at(rows, time, 0.0)
            assert low == pytest.approx(float(min(shares)))
            assert high == pytest.approx(float(max(shares)))


@settings(max_examples=100)
@given(told=st.lists(waits(), min_size=1, max_size=5))
def test_law_survival_never_rises(told: list[tuple[Outcome, ...]]) -> None:
    found = over(*told).survival()
    for column in ("low", "high"):
        shares = found.column(column)
        assert list(shares) == sorted(shares, reverse=True)


@settings(max_examples=100)
@given(ends=st.lists(st.tuples(st.sampled_from(["SIGNED", "LAPSED", OPEN]), st.integers(0, 5)), min_size=1, max_size=8))
def test_law_waiting_and_all_ends_add_up_to_one(ends: list[tuple[str, int]]) -> None:
    told = [exactly(end, time) for end, time in ends]
    incidence = over(*told).incidence()
    gone = over(*[exactly(OPEN if end == OPEN else "SIGNED", time) for end, time in ends]).survival()
    for time in range(6):
        parts = [
            value_at([(row["year"], row["low"], row["high"]) for row in incidence if row["end"] == end], time, 0.0)[0]
            for end in ("SIGNED", "LAPSED")
        ]
        waiting = value_at([(row["year"], row["low"], row["high"]) for row in gone], time, 1.0)[0]
        assert sum(parts) + waiting == pytest.approx(1)


@settings(max_examples=40)  # whole deals take long to draw
@given(deal=ads.deals(reaching="SIGNED", max_size=2))
def test_law_a_certain_end_agrees_with_the_deal_itself(deal: ad.Deal) -> None:
    days = deal.days_between("TALKS", "SIGNED")
    found = durations(ad.Register([deal]), "TALKS", "SIGNED", on="9000-01-01")
    ways = [one for wait in found.waits for one in wait.outcomes]
    if days is not None and len(ways) == 1 and ways[0].end == "SIGNED":
        assert ways[0].low >= 0
        assert days.high is not None
        assert ways[0].low <= days.high
        assert days.low <= ways[0].high
