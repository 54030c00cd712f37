"""Cumulative counts beside the batches of a history: ten of thirty-six by the end of the year."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals.model.cumulative import Batch, Count, with_counts
from armsdeals.values.when import to_when

# A Gripen for Brazil, as the press told it: counts of the year, and batches of which only the last day is known.
BATCHES = ("2022-04-01 2", "../2023-12-31 4..6", "../2025-12-31 ~3")


def gripen(*batches: str, counts: tuple[str, ...] = (), **more: Any) -> ad.Deal:
    """A deal for 36 aircraft: a batch is a day and a number, a count the same."""
    told = [row.split(" ", 1) for row in counts]
    claims = [ad.QuantityClaim(f"{number} aircraft", basis="delivered", when=day, **more) for day, number in told]
    line = ad.Line(id="a", system="Gripen", quantities=(ad.QuantityClaim("36 aircraft", basis="ordered"), *claims))
    deal = ad.Deal(id="demo", lines=(line,))
    for row in batches:
        day, number = row.split(" ", 1)
        deal = deal.with_event(ad.Event(when=day, deliveries=(ad.Delivery(line="a", quantity=f"{number} aircraft"),)))
    return deal


def test_an_uncertain_batch_does_not_leak_before_a_count() -> None:
    without = gripen(*BATCHES)
    assert str(without.delivered("a", on="2022-12-31")) == "2..11 aircraft"
    counted = gripen(*BATCHES, counts=("2022-12-31 4", "2025-12-31 10"))
    assert str(counted.delivered("a", on="2022-12-31")) == "4 aircraft"
    assert str(counted.delivered("a", on="2022-06-01")) == "2..4 aircraft"
    assert str(counted.delivered("a", on="2025-12-31")) == "10 aircraft"
    assert str(counted.delivered("a", on="2024-06-01")) == "6..10 aircraft"
    assert str(counted.outstanding("a", on="2025-12-31")) == "26 aircraft"


def test_a_count_alone_is_at_least_so_many_from_its_day_on() -> None:
    deal = gripen(counts=("2022-12-31 4", "2025-12-31 10"))
    assert str(deal.delivered("a", on="2025-12-31")) == "10 aircraft"
    assert str(deal.delivered("a", on="2024-01-01")) == "4..10 aircraft"
    assert str(deal.delivered("a", on="2027-01-01")) == ">=10 aircraft"
    assert str(deal.outstanding("a", on="2027-01-01")) == "0..26 aircraft"
    assert str(deal.delivered("a", on="2021-01-01")) == "0..4 aircraft"
    assert str(deal.delivered("a")) == "10 aircraft"


def test_a_count_that_is_about_right_stays_so() -> None:
    assert str(gripen(counts=("2022-12-31 ~4",)).delivered("a", on="2022-12-31")) == "~4 aircraft"
    assert str(gripen("2022 ~4", counts=("2022-06-30 3",)).delivered("a")) == "~4 aircraft"


def test_counts_of_different_days_are_no_rivals() -> None:
    deal = gripen(counts=("2022-12-31 4", "2025-12-31 10"))
    assert deal.disputes() == ()
    assert str(deal.quantity("a", "delivered").value) == "10 aircraft"
    assert str(deal.quantity("a", "delivered", on="2023").value) == "4 aircraft"
    assert "Of another time: 4 aircraft" in str(deal.why("lines.a.delivered"))
    rivals = gripen(counts=("2022-12-31 4", "2022-12-31 6"))
    assert [one.about for one in rivals.disputes()] == ["lines.a.delivered"]
    assert str(rivals.delivered("a", on="2022-12-31")) == "4..6 aircraft"


def test_batches_after_a_count_are_added_to_it() -> None:
    deal = gripen("2022-04-01 2", "2024-03-01 3", counts=("2022-12-31 4",))
    assert str(deal.delivered("a", on="2024-06-01")) == "7 aircraft"
    assert str(deal.delivered("a", on="2023-06-01")) == "4 aircraft"


def test_what_was_returned_is_taken_off_the_count() -> None:
    back = ad.Delivery(line="a", quantity="1 aircraft", kind="returned")
    deal = gripen(counts=("2022-12-31 4",)).with_event(ad.Event(when="2023-02-01", deliveries=(back,)))
    assert str(deal.delivered("a", on="2022-12-31", net=True)) == "4 aircraft"
    assert str(deal.delivered("a", net=True)) == "3 aircraft"


def test_a_number_without_a_day_or_that_is_no_fact_or_was_taken_back_bounds_nothing() -> None:
    part = ad.QuantityClaim("30 aircraft", basis="delivered", text="one shipment alone")
    assert str(gripen("2022 2").with_quantity("a", "delivered", part).delivered("a")) == "2 aircraft"
    stretch = gripen("2022 2", counts=("2019/2022 9",))
    assert str(stretch.delivered("a")) == "2 aircraft"
    planned = gripen("2022 2", counts=("2022-12-31 9",), modality="planned")
    assert str(planned.delivered("a")) == "2 aircraft"
    gone = gripen("2022 2", counts=("2022-12-31 9",), id="wrong").retract("wrong", on="2023")
    assert str(gone.delivered("a")) == "2 aircraft"


def test_other_units_stay_apart() -> None:
    deal = gripen("2022-04-01 2").with_quantity(
        "a", "delivered", ad.QuantityClaim("1 squadron", basis="delivered", when="2023-01-01")
    )
    assert {unit: str(number) for unit, number in deal.deliveries("a").items()} == {
        "aircraft": "2 aircraft", "squadron": "1 squadron",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("batches", "count", "answer", "finding"),
    [
        (("2022-04-01 6",), "2022-12-31 4", "4..6 aircraft", "6 aircraft"),  # more had come than are counted
        (("2022-04-01 2",), "2022-12-31 4", "4 aircraft", "2 aircraft"),  # a batch is not told
        (("2022-04-01 2", "2022 2"), "2022-12-31 4", "4 aircraft", ""),
        (("../2023-12-31 9",), "2022-12-31 4", "4 aircraft", ""),
        ((), "2022-12-31 4", "4 aircraft", ""),
    ],
)
def test_a_count_that_the_batches_contradict_is_found(
    batches: tuple[str, ...], count: str, answer: str, finding: str
) -> None:
    deal = gripen(*batches, counts=(count,))
    assert str(deal.delivered("a", on="2022-12-31")) == answer
    told = [one for one in ad.check(deal) if one.code == "DEL-003"]
    assert len(told) == bool(finding)
    if finding:
        assert told[0].path == ("deals", 0, "lines", 0)
        assert "4 aircraft are counted as of 2022-12-31" in told[0].message
        assert told[0].message.endswith(f"add up to {finding}")


def codes(deal: ad.Deal) -> list[str]:
    return [one.code for one in ad.check(deal) if one.code.startswith("DEL-")]


@pytest.mark.parametrize(
    ("on", "arrived", "left"),
    [
        ("2020-06-29", "0..10 aircraft", "26..36 aircraft"),
        ("2020-06", "0..10 aircraft", "26..36 aircraft"),
        ("2020-06-30", "10 aircraft", "26 aircraft"),
    ],
)
def test_what_is_counted_may_have_come_on_any_day_before(on: str, arrived: str, left: str) -> None:
    deal = gripen(counts=("2020-06-30 10",))
    assert (str(deal.delivered("a", on=on)), str(deal.outstanding("a", on=on))) == (arrived, left)


def test_what_no_batch_tells_may_have_come_on_any_day_before_its_count_too() -> None:
    deal = gripen("2018-01-01 2", "2021-01-01 1", counts=("2020-06-30 10",))
    assert str(deal.delivered("a", on="2020-06-29")) == "2..10 aircraft"
    assert str(deal.delivered("a", on="2017-01-01")) == "0..8 aircraft"
    assert str(deal.delivered("a")) == "11 aircraft"
    assert gripen("2018-01-01 2", counts=("2020-06-30 2",)).delivered("a", on="2017-01-01") is None


def test_a_count_that_falls_leaves_what_lies_between_and_is_found() -> None:
    deal = gripen(counts=("2019-06-30 4", "2020-06-30 10", "2021-01-31 8"))
    days = ("2019-06-30", "2020-06-30", "2020-08", "2021-01-31", "2021-02")
    assert [str(deal.delivered("a", on=day)) for day in days] == [
        "4 aircraft", "8..10 aircraft", "8..10 aircraft", "8..10 aircraft", ">=8 aircraft",
    ]  # fmt: skip
    assert str(deal.delivered("a")) == "8..10 aircraft"
    (told,) = (one for one in ad.check(deal) if one.code == "DEL-003")
    assert told.message == "8 aircraft are counted as of 2021-01-31, and 10 aircraft as of 2020-06-30 already"
    assert "DEL-003" not in codes(gripen(counts=("2020-06-30 8..10", "2021-01-31 8")))
    assert "DEL-003" not in codes(gripen(counts=("2020-06-30 10", "2020-06 8")))  # days of which neither is the later


@pytest.mark.parametrize(("lost", "found"), [("2 aircraft", False), ("1 aircraft", True), (None, True)])
def test_a_count_that_falls_by_what_was_lost_may_be_one_of_what_is_left(lost: str | None, found: bool) -> None:  # noqa: FBT001
    deal = gripen(counts=("2020-06-30 10", "2021-01-31 8"))
    if lost:
        deal = deal.with_event(
            ad.Event(when="2020-10-01", deliveries=(ad.Delivery(line="a", quantity=lost, kind="lost"),))
        )
    assert ("DEL-003" in codes(deal)) is found


@pytest.mark.parametrize("when", [None, "2020"])
def test_a_total_without_a_day_answers_for_what_arrived_and_what_is_left(when: str | None) -> None:
    deal = gripen().with_quantity("a", "delivered", ad.QuantityClaim("10 aircraft", basis="delivered", when=when))
    assert (str(deal.delivered("a")), str(deal.outstanding("a"))) == ("10 aircraft", "26 aircraft")
    assert deal.delivered("a", on="2021") is None
    assert str(deal.outstanding("a", on="2021")) == "0..36 aircraft"


def test_del_004_asks_when_goods_that_are_counted_began_to_come() -> None:
    signed = gripen(counts=("2020-06-30 10",)).sign(on="2018")
    (told,) = (one for one in ad.check(signed) if one.code == "DEL-004")
    assert told.path == ("deals", 0, "lines", 0)
    assert told.message.startswith("10 aircraft are counted as of 2020-06-30, and no claim says")
    assert codes(signed.advance("delivering", on="2020")) == []
    assert codes(signed.with_event(ad.Event(when="2020", stage="delivering", scope=("a",)))) == []
    assert codes(gripen(counts=("2020-06-30 0",)).sign(on="2018")) == []


def test_a_count_is_typed_as_of_its_day() -> None:
    text = b"id: demo\nlines:\n  a: {system: Gripen, ordered: 36 aircraft, delivered: [4 aircraft as of 2022-12-31]}\n"
    assert str(ad.loads(text, format="yaml")["demo"].delivered("a", on="2023")) == ">=4 aircraft"


DAYS = st.integers(0, 40).map(lambda k: f"20{10 + k // 4:02}-{1 + 3 * (k % 4):02}-01")


@given(
    arrivals=st.lists(st.tuples(DAYS, st.integers(0, 9), st.integers(0, 600)), max_size=6),
    counted=st.lists(DAYS, max_size=4, unique=True),
    day=DAYS,
)
def test_law_counts_of_what_happened_never_exclude_what_happened(
    arrivals: list[tuple[str, int, int]], counted: list[str], day: str
) -> None:
    def by(day: str) -> int:
        return sum(number for when, number, _ in arrivals if when <= day)

    batches = [
        Batch(ad.When.between(max(to_when(when).lo - slack, 0), to_when(when).hi + slack), ad.Estimate(number))
        for when, number, slack in arrivals
    ]
    counts = [Count(to_when(when), ad.Estimate(by(when))) for when in counted]
    on = to_when(day)
    answer = with_counts(batches, counts, "", on)
    if answer is None:
        assert not counted or by(day) <= min(by(when) for when in counted)
        return
    assert answer.low <= by(day)
    assert answer.high is None or answer.high >= by(day)
    if day in counted:
        assert answer.low == answer.high
    fewer = with_counts(batches, counts[1:], "", on)
    if fewer is not None and batches:  # another count narrows
        assert fewer.low <= answer.low
        assert fewer.high is None or (answer.high is not None and answer.high <= fewer.high)


def test_counts_that_grow_stand_where_batches_are_missing() -> None:
    deal = gripen("2020-09-20 1", "2022-04-01 2", counts=("2024-12-15 8", "2025-01-31 9"))
    told = {day: str(deal.delivered("a", on=day)) for day in ("2022-06-01", "2024-12-15", "2025-01-10", "2025-01-31")}
    assert told == {
        "2022-06-01": "3..8 aircraft", "2024-12-15": "8 aircraft", "2025-01-10": "8..9 aircraft", "2025-01-31": "9 aircraft",
    }  # fmt: skip
    assert str(deal.delivered("a")) == "9 aircraft"


@given(
    arrivals=st.lists(st.tuples(DAYS, st.integers(1, 9), st.booleans()), max_size=6),
    counted=st.lists(DAYS, min_size=1, max_size=4, unique=True),
    day=DAYS,
)
def test_law_counts_hold_where_batches_are_missing(
    arrivals: list[tuple[str, int, bool]], counted: list[str], day: str
) -> None:
    def by(day: str) -> int:
        return sum(number for when, number, _ in arrivals if when <= day)

    batches = [Batch(to_when(when), ad.Estimate(number)) for when, number, is_told in arrivals if is_told]
    counts = [Count(to_when(when), ad.Estimate(by(when))) for when in counted]
    answer = with_counts(batches, counts, "", to_when(day))
    if answer is None:
        return
    assert max((by(when) for when in counted if when <= day), default=0) <= answer.low
    assert answer.high is None or answer.high <= min((by(when) for when in counted if when >= day), default=answer.high)
    later = max(counted)
    if batches and day <= later:  # what came after the last count, and no batch tells, nobody knows
        assert answer.low <= by(day)
        assert answer.high is None or by(day) <= answer.high
