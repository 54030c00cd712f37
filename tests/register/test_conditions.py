"""Conditions between deals: which are met, since when, and which only seem to be."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

import armsdeals as ad


def register(stage: str, *history: ad.Event, tranches: tuple[ad.Tranche, ...] = (), **more: Any) -> ad.Register:
    void = ad.Constraint(kind="condition on other deal", deal="b", stage=stage, **more)
    return ad.Register([ad.Deal(id="a", constraints=(void,)), ad.Deal(id="b", history=history, tranches=tranches)])


def since(held: ad.Register, on: str | None = None) -> list[str]:
    return [str(found.since) for found in ad.triggered(held, on)]


SIGNED = ad.Event(when="2017-09-12", stage="signed")
ARRIVED = ad.Event(when="2019-07-12", stage="delivering")
ENDED = ad.Event(when="2020-01-05", stage="cancelled")


def test_a_condition_is_met_once_the_other_deal_comes_to_the_stage_or_beyond() -> None:
    assert since(register("delivering", SIGNED)) == []
    assert since(register("effective", SIGNED, ARRIVED)) == ["2019-07-12"]
    assert since(register("delivering", SIGNED, ARRIVED), "2019-07-11") == []
    assert since(register("delivering", SIGNED, ARRIVED), "2019-07-12") == ["2019-07-12"]


@pytest.mark.parametrize("stage", ["cancelled", "suspended", "blocked"])
def test_a_condition_on_an_end_or_a_halt_is_not_met_by_a_deal_that_goes_on(stage: str) -> None:
    assert since(register(stage, SIGNED, ARRIVED)) == []


def test_a_condition_on_an_end_is_met_by_that_end() -> None:
    assert since(register("cancelled", SIGNED, ENDED)) == ["2020-01-05"]


def test_a_tranche_that_comes_to_the_stage_meets_the_condition() -> None:
    one = (ad.Tranche(id="one"),)
    assert since(register("delivering", SIGNED, evolve(ARRIVED, scope=("one",)), tranches=one)) == ["2019-07-12"]


def test_a_condition_that_was_taken_back_or_only_feared_is_not_met() -> None:
    assert since(register("signed", SIGNED, modality="possible")) == []
    held = register("signed", SIGNED, id="void")
    assert since(held) == ["2017-09-12"]
    taken_back = held["a"].retract("void", on="2018")
    assert since(ad.Register([taken_back, held["b"]])) == []


@pytest.mark.parametrize(
    ("stage", "day"),
    [
        ("cancelled", "2023"), ("suspended", None), ("delivering", "2021"), ("effective", "2021"), ("completed", None),
    ],
)  # fmt: skip
def test_what_is_said_of_one_tranche_alone_ends_and_halts_no_deal(stage: str, day: str | None) -> None:
    tranches = (ad.Tranche(id="one"), ad.Tranche(id="two"))
    told = (
        ("2020", "signed", ""),
        ("2021", "delivering", "two"),
        ("2022", "cancelled", "one"),
        ("2023", "cancelled", "two"),
    )
    history = tuple(ad.Event(when=when, stage=named, scope=(scope,) if scope else ()) for when, named, scope in told)
    when = since(register(stage, *history, tranches=tranches))
    assert when == ([] if day is None else [day])


def test_a_deal_that_was_over_meets_the_condition_once_it_comes_to_the_stage_again() -> None:
    back = ad.Event(when="2023", stage="signed", back=True)
    again = ad.Event(when="2024-05", stage="delivering")
    assert since(register("delivering", SIGNED, ARRIVED, ENDED, when="2022")) == []
    assert since(register("delivering", SIGNED, ARRIVED, ENDED, back, when="2022")) == []
    assert since(register("delivering", SIGNED, ARRIVED, ENDED, back, again, when="2022")) == ["2024-05"]
    assert since(register("delivering", SIGNED, ARRIVED, ENDED, back, again, when="2022"), "2023") == []
