"""The table of volumes: what adds up in it is what the deals say, whichever way it was made."""

from __future__ import annotations

import gc
import math
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.model.volume import NUMBER_UNMARKED, YEAR_UNMARKED
from armsdeals.tables.told import runs_of
from armsdeals.tables.volume_block import Block
from armsdeals.tables.volume_cells import Meanings, number_of
from armsdeals.tables.volume_plain import Plain
from armsdeals.tables.volume_rows import volume_blocks

SOURCE = ad.Evidence(id="made-up", publisher="A made-up register")


def heron(**more: Any) -> ad.Deal:
    """Six second-hand helicopters ordered in 2012 or so, of which four came in 2015, 2016 and 2018."""
    line = ad.Line(
        id="heron",
        system=ad.System("Heron-T", category="transport helicopter", codes=(ad.ClassCode("SIPRI", "Aircraft"),)),
        condition="used",
        quantities=(ad.QuantityClaim("~6 helicopter", basis="ordered", evidence=(SOURCE,)),),
        volumes=(
            ad.VolumeClaim("4 TIV", basis="ordered", is_per_unit=True, evidence=(SOURCE,)),
            ad.VolumeClaim("24 TIV", basis="ordered", evidence=(SOURCE,)),
        ),
    )
    came = ad.Delivery(line="heron", quantity="4 helicopter", volume="16 TIV", years=(2015, 2016, 2018))
    told: dict[str, Any] = {
        "parties": (
            ad.Party("Türkiye", role="recipient", country="Türkiye", kind="state"),
            ad.Party("United States", role="supplier", country="United States", kind="state"),
        ),
        "lines": (line,),
        "history": (
            ad.Event(when="2012?", stage="signed", evidence=(SOURCE,)),
            ad.Event(
                when="2015/2018", stage="delivering", bound="at least", deliveries=(came,), evidence=(SOURCE,)
            ),
        ),
    }  # fmt: skip
    return ad.Deal(id="heron", **told | more)


def rows(*deals: ad.Deal) -> list[dict[str, Any]]:
    return list(ad.Register(deals).tables["volumes"])


def told(row: dict[str, Any], names: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in names.split())


def test_an_order_has_one_row_with_its_number_and_its_volume_in_the_order_year() -> None:
    order, *_ = rows(heron())
    assert told(order, "deal path line system category armament_category condition") == (
        "heron", "lines[0].volumes[1]", "heron", "Heron-T", "transport helicopter", "Aircraft", "USED",
    )  # fmt: skip
    assert told(order, "supplier supplier_country supplier_kind recipient_country recipient_kind") == (
        "United States", "United States", "STATE", "Türkiye", "STATE",
    )  # fmt: skip
    assert told(order, "basis order_year order_year_is_estimated first_year last_year told_years year_is_estimated") == (
        "ORDERED", 2012, True, 2012, 2012, 1, True,
    )  # fmt: skip
    assert told(order, "tiv number number_low number_high unit number_is_estimated") == (
        24,
        6,
        6,
        6,
        "helicopter",
        True,
    )
    assert told(order, "modality is_retracted sources") == ("FACT", False, "made-up")


def test_a_delivery_over_years_with_a_gap_has_a_row_for_each_run_with_its_part() -> None:
    _, *came = rows(heron())
    assert [told(row, "basis first_year last_year told_years listed_years") for row in came] == [
        ("DELIVERED", 2015, 2016, 3, "2015; 2016; 2018"), ("DELIVERED", 2018, 2018, 3, "2015; 2016; 2018"),
    ]  # fmt: skip
    assert [row["tiv"] for row in came] == [pytest.approx(32 / 3), pytest.approx(16 / 3)]
    assert [row["number"] for row in came] == [pytest.approx(8 / 3), pytest.approx(4 / 3)]
    assert {told(row, "number_is_estimated year_is_estimated") for row in came} == {(False, False)}
    assert {row["path"] for row in came} == {"history[1].deliveries[0]"}


def test_rivals_stand_side_by_side_each_with_the_number_of_its_own_source() -> None:
    paper = ad.Evidence(publisher="A paper")
    line = ad.Line(
        id="a",
        system="A",
        quantities=(
            ad.QuantityClaim("10", basis="ordered", evidence=(paper,)),
            ad.QuantityClaim("12", basis="ordered", evidence=(SOURCE,)),
        ),
        volumes=(ad.VolumeClaim("120", basis="ordered", evidence=(SOURCE,)),),
    )
    assert [told(row, "path tiv number sources") for row in rows(ad.Deal(id="d", lines=(line,)))] == [
        ("lines[0].volumes[0]", 120, 12, "made-up"), ("lines[0].quantities[0]", None, 10, "A paper"),
    ]  # fmt: skip


def test_what_was_taken_back_is_marked_and_pairs_with_nothing_that_stands() -> None:
    line = ad.Line(
        id="a",
        system="A",
        ordered=2,
        volumes=(
            ad.VolumeClaim("8", basis="ordered", id="first"),
            ad.VolumeClaim("9", basis="ordered", retracts="first"),
        ),
    )
    assert [told(row, "tiv number is_retracted") for row in rows(ad.Deal(id="d", lines=(line,)))] == [
        (8, None, True), (9, 2, False),
    ]  # fmt: skip


def test_a_total_of_what_arrived_counts_only_where_the_history_tells_no_batches_of_it() -> None:
    line = ad.Line(
        id="a", system="A",
        quantities=(ad.QuantityClaim("5", basis="delivered", when="2020"),),
        volumes=(ad.VolumeClaim("50", basis="delivered", when="2020"),),
    )  # fmt: skip
    alone = ad.Deal(id="d", lines=(line,))
    assert [told(row, "basis tiv number first_year") for row in rows(alone)] == [("DELIVERED", 50, 5, 2020)]
    counted = alone.with_event(ad.Event(when="2019", deliveries=(ad.Delivery(line="a", quantity=4),)))
    assert [told(row, "tiv number first_year is_beaten") for row in rows(counted)] == [
        (50, None, 2020, False), (None, 5, 2020, True), (None, 4, 2019, False),
    ]  # fmt: skip
    lost = alone.with_event(ad.Event(when="2019", deliveries=(ad.Delivery(line="a", quantity=4, kind="lost"),)))
    assert [told(row, "tiv number first_year") for row in rows(lost)] == [(50, 5, 2020)]


def test_without_a_mark_and_without_a_place_for_one_are_not_the_same() -> None:
    line = ad.Line(id="a", system="A", quantities=(ad.QuantityClaim("5", basis="ordered", text=NUMBER_UNMARKED),))
    signed = ad.Event(when="2017", stage="signed", text=f"{YEAR_UNMARKED}; {NUMBER_UNMARKED}")
    (row,) = rows(ad.Deal(id="d", lines=(line,), history=(signed,)))
    assert told(row, "order_year order_year_is_estimated year_is_estimated number number_is_estimated") == (
        2017, None, None, 5, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("when", "year"), [("2017-09-12", 2017), ("2017-03/2017-11", 2017), ("2016/2017", None), ("../2017", None)]
)
def test_the_order_year_is_one_year_or_none(when: str, year: int | None) -> None:
    deal = heron().with_event(ad.Event(when=when, stage="signed", scope=("heron",)))
    assert [told(row, "order_year first_year") for row in rows(deal)][:1] == [(year, year)]


def test_a_date_over_several_years_says_over_how_many_the_figure_was_told() -> None:
    came = ad.Event(when="2019/2021", deliveries=(ad.Delivery(line="heron", volume="3"),))
    open_ended = ad.Event(when="2019/..", deliveries=(ad.Delivery(line="heron", volume="3", kind="returned"),))
    *_, first, last = rows(heron(history=(came, open_ended)))
    assert told(first, "basis first_year last_year told_years number tiv") == ("DELIVERED", 2019, 2021, 3, None, 3)
    assert told(last, "basis first_year last_year told_years") == ("RETURNED", 2019, None, None)


def test_several_parties_of_one_side_share_a_cell_and_each_country_stands_once() -> None:
    parties = (
        ad.Party("Airbus", role="supplier", country="France"),
        ad.Party("Dassault", role="supplier", country="France"),
    )
    row = rows(heron(parties=parties))[0]
    assert told(row, "supplier supplier_country supplier_kind recipient") == ("Airbus; Dassault", "France", None, None)


def test_what_is_only_planned_says_so() -> None:
    planned = ad.Event(
        when="2030", modality="planned", deliveries=(ad.Delivery(line="heron", quantity="2 helicopter"),)
    )
    assert [told(row, "modality number") for row in rows(heron(history=(planned,)))][1:] == [("PLANNED", 2)]


def in_rows(block: Block) -> list[tuple[Any, ...]]:
    return list(block.rows())


@given(deal=ads.deals(max_size=2))
@settings(max_examples=60)
def test_law_a_deal_goes_the_quick_way_and_the_long_one_to_the_same_rows(deal: ad.Deal) -> None:
    (quick,), (long,) = volume_blocks([deal]), volume_blocks([deal], quick=False)
    assert in_rows(quick) == in_rows(long)


BATCHES = st.builds(
    ad.Delivery,
    line=st.just("heron"),
    quantity=st.none() | ads.estimates(),
    volume=st.none() | ads.tivs(),
    kind=st.sampled_from(ad.DeliveryKind),
    years=st.sets(st.integers(2010, 2020), max_size=5).map(lambda told: tuple(sorted(told))),
)
EVENTS = st.builds(
    ad.Event,
    when=ads.whens(),
    stage=st.sampled_from([None, ad.NegotiationStage.SIGNED, ad.NegotiationStage.DELIVERING]),
    modality=st.sampled_from([ad.Modality.FACT, ad.Modality.FACT, ad.Modality.PLANNED]),
    text=st.sampled_from(["", "", NUMBER_UNMARKED, YEAR_UNMARKED]),
    scope=st.sampled_from([(), (), ("heron",)]),
    evidence=st.sampled_from([(), (SOURCE,)]),
    deliveries=st.lists(BATCHES, max_size=2).map(tuple),
)


@given(
    history=st.lists(EVENTS, max_size=3).map(tuple),
    volumes=st.lists(ads.volume_claims(), max_size=2).map(tuple),
    quantities=st.lists(ads.quantity_claims(), max_size=1).map(tuple),
)
def test_law_what_looks_like_a_register_goes_both_ways_to_the_same_rows(
    history: tuple[ad.Event, ...],
    volumes: tuple[ad.VolumeClaim, ...],
    quantities: tuple[ad.QuantityClaim, ...],
) -> None:
    line = ad.Line(id="heron", system="Heron-T", volumes=volumes, quantities=quantities)
    for deal in (heron(history=history), heron(history=history, lines=(line,))):
        (quick,), (long,) = volume_blocks([deal]), volume_blocks([deal], quick=False)
        assert in_rows(quick) == in_rows(long)


@given(st.lists(ads.deals(max_size=2), max_size=4), st.integers(1, 5))
@settings(max_examples=30)
def test_law_rows_are_the_same_however_many_deals_make_a_block(deals: list[ad.Deal], size: int) -> None:
    held, made = list(volume_blocks(deals)), list(volume_blocks(iter(deals), size=size))
    assert len(held) == bool(deals)
    assert len(made) == -(-len(deals) // size)
    assert [row for block in made for row in block.rows()] == [row for block in held for row in block.rows()]


def test_a_deal_of_a_register_goes_the_quick_way() -> None:
    odd: list[ad.Deal] = []
    Plain(Block(), Meanings()).fill([heron()], odd.append)
    assert not odd
    (quick,), (long,) = volume_blocks([heron()]), volume_blocks([heron()], quick=False)
    assert in_rows(quick) == in_rows(long)


@given(years=st.sets(st.integers(1950, 2030), min_size=1, max_size=12).map(lambda told: tuple(sorted(told))))
def test_law_runs_cover_exactly_the_told_years(years: tuple[int, ...]) -> None:
    runs = runs_of(years)
    assert [year for (first, last, _, _), _ in runs for year in range(first, last + 1)] == list(years)
    assert {(many, listed) for (_, _, many, listed), _ in runs} == {
        (len(years), "; ".join(map(str, years)) if len(runs) > 1 else None)
    }
    assert math.isclose(sum(part for _, part in runs), 1)
    assert all(last + 1 < first for ((_, last, *_), _), ((first, *_), _) in pairwise(runs))


@given(register=ads.registers(max_size=3))
@settings(max_examples=40)
def test_law_what_the_rows_of_batches_add_up_to_is_what_the_deals_add_up_to(register: ad.Register) -> None:
    arrived = [row for row in register.tables["volumes"] if row["path"].startswith("history")]
    batches = [
        entry
        for deal in register
        for event in deal.history
        for entry in event.deliveries
        if entry.kind in (ad.DeliveryKind.DELIVERED, ad.DeliveryKind.RETURNED)
    ]
    volume = sum((entry.volume.volume for entry in batches if entry.volume is not None), Decimal(0))
    assert math.isclose(sum(row["tiv"] or 0 for row in arrived), volume, abs_tol=1e-6)
    least = sum((entry.quantity.low for entry in batches if entry.quantity is not None), Decimal(0))
    assert math.isclose(sum(row["number_low"] or 0 for row in arrived), least, rel_tol=1e-9, abs_tol=1e-6)


@given(register=ads.registers(max_size=3))
@settings(max_examples=40)
def test_law_every_claim_of_a_volume_of_all_has_one_row(register: ad.Register) -> None:
    by_batches = {"DELIVERED", "RETURNED"}  # a total of these may be told by its batches instead
    told_rows = [
        (row["deal"], row["path"], row["tiv"])
        for row in register.tables["volumes"]
        if ".volumes[" in row["path"] and row["basis"] not in by_batches
    ]
    assert told_rows == [
        (deal.id, f"lines[{i}].volumes[{k}]", float(claim.value.volume))
        for deal in register
        for i, line in enumerate(deal.lines)
        for k, claim in enumerate(line.volumes)
        if claim.value is not None and not claim.is_per_unit and claim.basis.value not in by_batches
    ]


@given(register=ads.registers(max_size=3))
@settings(max_examples=40)
def test_law_arrow_holds_the_rows_of_the_table(register: ad.Register) -> None:
    arrow = register.to_arrow("volumes")
    assert [tuple(row.values()) for row in arrow.to_pylist()] == list(register.tables["volumes"].rows)
    assert arrow.schema.equals(register.tables["volumes"].to_arrow().schema)


def of_this_room() -> set[int]:
    """What of the making of blocks is still there; other things come and go while a test runs."""
    return {id(one) for one in gc.get_objects() if str(type(one).__module__).startswith("armsdeals.tables.volume")}


def test_what_a_block_held_goes_with_it_and_waits_for_no_collector() -> None:
    deals = [heron(), ad.Deal(id="d", lines=(ad.Line(id="a", system="A"), ad.Line(id="b", system="B")))]
    list(volume_blocks(deals))  # what is made once stays
    was_on = gc.isenabled()
    gc.disable()
    try:
        before = of_this_room()
        blocks = list(volume_blocks(deals))
        assert of_this_room() > before
        del blocks
        assert of_this_room() <= before
    finally:
        gc.enable() if was_on else gc.disable()


@pytest.mark.parametrize(
    ("text", "cells"),
    [("7", (7, 7, 7, None, False)), ("~7", (7, 7, 7, None, True)), ("~2.5", (2.5, 2.5, 2.5, None, True)), ("7?", (7, 7, 7, None, True)),
        (">=7", (None, 7, None, None, True)), ("<=7", (None, 0, 7, None, True)), ("5..9", (None, 5, 9, None, True))],
)  # fmt: skip
def test_a_plain_number_is_an_estimate_where_it_is_marked_as_one(text: str, cells: tuple[Any, ...]) -> None:
    assert number_of(text) == cells
