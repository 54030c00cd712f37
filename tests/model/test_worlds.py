"""Worlds: what is told of the whole meets what is told of its tranches, where all of these are halted or have ended."""

from __future__ import annotations

import pytest

import armsdeals as ad

Stage = ad.NegotiationStage
TRANCHES = (ad.Tranche(id="one", share="0.4"), ad.Tranche(id="two", share="0.6"))


def told(*rows: str) -> ad.Deal:
    """A deal of two tranches: each row is a day, a stage and, if it is not told of the whole, a tranche; or `back`."""
    history = []
    for row in rows:
        day, stage, *scope = row.split()
        back = "back" in scope
        history.append(ad.Event(when=day, stage=stage, back=back, scope=tuple(one for one in scope if one != "back")))
    return ad.Deal(id="demo", tranches=TRANCHES, history=tuple(history))


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        (
            ("2021 effective one", "2021 signed two", "2022 suspended one", "2022 suspended two", "2023 effective"),
            "EFFECTIVE since 2023",
        ),
        (
            ("2021 effective one", "2022 suspended one", "2022 suspended two", "2023 delivering"),
            "DELIVERING since 2023",
        ),
        (("2021 delivering one", "2022 suspended one", "2022 suspended two", "2023 effective"), "SUSPENDED since 2022"),
        (("2021 effective one", "2022 suspended one", "2022 suspended two", "2022 effective"), "SUSPENDED since 2022"),
        (("2021 effective one", "2022 suspended one", "2022 cancelled two", "2023 effective"), "EFFECTIVE since 2023"),
    ],
)
def test_a_whole_that_goes_on_after_halts_of_all_its_tranches_is_halted_no_longer(
    rows: tuple[str, ...], answer: str
) -> None:
    deal = told("2020 signed", *rows)
    assert str(deal.position) == answer
    assert not deal.position.disputed


def test_nobody_tells_which_of_the_halted_tranches_goes_on_with_the_whole() -> None:
    deal = told("2020 signed", "2021 effective one", "2021 effective two", "2022 suspended one", "2022 suspended two")
    share = deal.resume("effective", on="2023").share_in_force(on="2024")
    assert str(share) == "(Decimal('0'), Decimal('1.0'))"


def test_a_whole_that_goes_on_after_the_ends_of_all_its_tranches_is_a_fact_against_it() -> None:
    deal = told("2020 signed", "2021 cancelled one", "2022 cancelled two", "2023 delivering")
    assert str(deal.as_of("2022-12-31")) == "CANCELLED since 2022"
    assert str(deal.position) == "CANCELLED since 2022; disputed"
    assert [event.stage for event in deal.position.beaten] == [Stage.DELIVERING]


def test_what_is_at_least_so_far_is_no_fact_against_a_deal_that_is_completed() -> None:
    deal = told("2020 signed", "2021 effective one", "2022 completed")
    again = ad.Event(when="2024", stage="delivering", bound="at_least", scope=("one",))
    assert not deal.with_event(again).position.disputed


def test_a_halt_that_is_the_first_thing_told_of_the_whole_interrupts_what_its_tranches_had_come_to() -> None:
    deal = told("2021 effective one", "2022 suspended")
    assert (deal.position.resume_point, deal.position.furthest) == (Stage.EFFECTIVE, Stage.EFFECTIVE)
    again = told("2021 effective one", "2022 suspended", "2023 effective two")
    assert str(again.position) == "EFFECTIVE since 2023"


def test_that_the_whole_had_arrived_before_a_halt_is_told_by_where_it_goes_on() -> None:
    deal = told("2001-02-03 suspended", "2001 talks one", "2002-05 delivered")
    assert str(deal.as_of("2001-06-01")) == "SUSPENDED since 2001-02-03"
    assert str(deal.position) == "DELIVERED since 2002-05"
