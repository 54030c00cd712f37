"""What is still to come and what is still there, where not everything was counted."""

from __future__ import annotations

import pytest
from hypothesis import given

import armsdeals as ad
from armsdeals import strategies as ads

LINE = ad.Line(id="a", system="A", ordered="10..12", unit="missile")


def came(*rows: str) -> ad.Deal:
    """A deal for 10 to 12 missiles: each row is a day, what happened to goods, and how many if somebody says."""
    deal = ad.Deal(id="demo", lines=(LINE,))
    for row in rows:
        day, kind, *number = row.split(maxsplit=2)
        batch = ad.Delivery(line="a", kind=kind, quantity=number[0] if number else None)
        deal = deal.with_event(ad.Event(when=day, deliveries=(batch,)))
    return deal


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        ([], "10..12 missile"),  # nobody says that any came
        (["2020 delivered 3..4 missile"], "6..9 missile"),
        (["2020 delivered"], "0..12 missile"),
        (["2020 delivered 4 missile", "2021 delivered"], "0..8 missile"),
        (["2020 delivered 0 missile"], "10..12 missile"),
        (["2020 delivered 2 crate"], "None"),
    ],
)
def test_ordered_less_delivered_is_a_range_and_what_nobody_counted_is_not_taken_for_none(
    rows: list[str], left: str
) -> None:
    assert str(came(*rows).outstanding("a")) == left


def test_a_deal_that_delivers_without_a_count_leaves_open_how_many_are_to_come() -> None:
    deal = came().sign(on="2019").advance("delivering", on="2020")
    assert str(deal.outstanding("a")) == "0..12 missile"
    assert str(deal.outstanding("a", on="2019-06-01")) == "10..12 missile"


def test_a_line_that_delivers_without_a_count_does_too() -> None:
    deal = came().sign(on="2019").with_event(ad.Event(when="2020", stage="delivering", scope=("a",)))
    assert str(deal.outstanding("a")) == "0..12 missile"


def test_a_total_without_its_batches_is_taken_from_the_order() -> None:
    deal = came().with_quantity("a", "delivered", ad.QuantityClaim("5 missile", basis="delivered", when="2020-06"))
    assert str(deal.outstanding("a")) == "5..7 missile"
    assert str(deal.outstanding("a", on="2021-01-01")) == "0..7 missile"  # at least 5 had come
    assert str(deal.outstanding("a", on="2019-01-01")) == "5..12 missile"  # any of the 5 may have come before
    assert str(deal.delivered("a")) == "5 missile"


@pytest.mark.parametrize(
    ("gone", "there"),
    [
        ("2021 lost 1..2 missile", "8..9 missile"),
        ("2021 lost", "0..10 missile"),
        ("2021 returned 1 crate", "0..10 missile"),
        ("2021 lost 0 missile", "10 missile"),
        ("2021 redirected 3 missile", "10 missile"),  # these never came
    ],
)
def test_what_was_lost_uncounted_or_in_another_unit_may_be_any_part_of_what_came(gone: str, there: str) -> None:
    deal = came("2020 delivered 10 missile", gone)
    assert str(deal.delivered("a", net=True)) == there
    assert str(deal.delivered("a")) == "10 missile"
    assert str(deal.delivered("a", net=True, on="2020-12-31")) == "10 missile"


def test_of_a_deal_that_is_over_nothing_is_due_and_what_never_came_is_named() -> None:
    deal = came("2020 delivered 3 missile").sign(on="2019").cancel(on="2021")
    assert str(deal.outstanding("a")) == "0 missile"
    assert str(deal.undelivered("a")) == "7..9 missile"
    assert str(deal.outstanding("a", on="2020-12-31")) == "7..9 missile"
    assert str(deal.outstanding("a", on="2021")) == "0..9 missile"  # in that year it was due, and then not


def test_of_a_deal_whose_end_is_disputed_anything_may_be_due() -> None:
    goes_on = ad.Event(when="2022", stage="signed", bound="at least", confidence="low")
    ended = ad.Event(when="2021", stage="cancelled", confidence="high")
    deal = came().sign(on="2019").with_event(ended).with_event(goes_on)
    assert deal.position.disputed
    assert str(deal.outstanding("a")) == "0..12 missile"


@given(deal=ads.deals())
def test_law_no_more_is_due_than_has_not_come(deal: ad.Deal) -> None:
    for line in deal.lines:
        due, left = deal.outstanding(line.id), deal.undelivered(line.id)
        assert (due is None) == (left is None)
        if due is not None and left is not None:
            assert due.unit == left.unit
            assert left.high is None or (due.high is not None and due.high <= left.high)
            if deal.stages and all(stage is not None and stage.is_live for stage in deal.stages):
                assert due == left
