"""What is told later changes no earlier answer: a deal and its tranches, day by day."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, strategies as st

import armsdeals as ad
from armsdeals import NegotiationStage as Stage

TRANCHES = (ad.Tranche(id="one", share="0.4"), ad.Tranche(id="two", share="0.6"))


def told(*rows: str) -> ad.Deal:
    """A deal of such rows: a day, a stage, "back" where it goes back, and of which tranches that is told."""
    history = []
    for row in rows:
        day, stage, *more = row.split()
        scope = tuple(part for words in more if words != "back" for part in words.split(","))
        history.append(ad.Event(when=day, stage=stage, back="back" in more, scope=scope))
    return ad.Deal(id="demo", tranches=TRANCHES, history=tuple(history))


def stood(deal: ad.Deal, year: int) -> tuple[str, ...]:
    """Where the whole and each tranche stood at the end of a year."""
    return tuple(str(deal.as_of(f"{year}-12-31", scope=scope)) for scope in ("", "one", "two"))


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        (("2022 suspended",), "SUSPENDED since 2022"),
        (("2022 cancelled",), "CANCELLED since 2022"),
        (("2022 suspended", "2023 cancelled"), "CANCELLED since 2023"),
        (("2022 suspended", "2023 cancelled", "2024 effective back"), "EFFECTIVE since 2024"),
        (("2022 suspended", "2023 suspended", "2024 effective"), "EFFECTIVE since 2024"),
        (("2022 suspended", "2023 effective two"), "EFFECTIVE or SUSPENDED"),
        (("2022 suspended", "2022-06 suspended one", "2023 effective two"), "SUSPENDED since 2022-06"),
        (("2022-03 suspended", "2022-06 suspended one", "2023 effective two"), "SUSPENDED since 2022-03"),
    ],
)
def test_a_tranche_stands_still_with_the_whole_though_nothing_more_is_told(rows: tuple[str, ...], last: str) -> None:
    deal = told("2020 signed", "2021 effective one", *rows)
    assert str(deal.as_of("2025", scope="one")) == last
    assert deal.disputes() == ()


def test_a_tranche_that_may_have_gone_on_with_another_is_possibly_in_force() -> None:
    deal = told("2020 signed", "2021 effective one,two", "2022 suspended", "2023 delivering one")
    assert stood(deal, 2022) == ("SUSPENDED since 2022",) * 3
    assert stood(deal, 2023) == ("DELIVERING since 2023", "DELIVERING since 2023", "EFFECTIVE or SUSPENDED")
    assert deal.share_in_force(on="2023-12-31") == (Decimal("0.4"), Decimal("1.0"))


def test_what_was_delivered_stays_so_when_a_halted_whole_goes_on_lower() -> None:
    deal = told("2020 signed", "2021 delivered one", "2022 suspended", "2023 effective")
    assert stood(deal, 2023) == ("DELIVERING since 2023", "DELIVERED since 2023", "nothing known")


def test_a_tranche_that_is_signed_may_be_the_one_that_is_put_into_force() -> None:
    before = told("2020 signed", "2020-06 signed one,two", "2021 effective")
    assert before.share_in_force(on="2021-12-31") == (Decimal(0), Decimal("1.0"))
    later = told("2020 signed", "2021 effective", "2022 signed one")
    assert later.share_in_force(on="2022-12-31") == (Decimal(0), Decimal("0.6"))


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        (("2022 completed one", "2023 completed two"), "COMPLETED since 2023"),
        (("2022 cancelled one", "2023 cancelled two"), "CANCELLED since 2023"),
        (("2022 completed one", "2023 cancelled two"), "COMPLETED since 2023"),
        (("2022 completed one",), "SUSPENDED since 2021"),
        (("2022 cancelled one",), "SUSPENDED since 2021"),
    ],
)
def test_a_halt_of_the_whole_ends_with_the_last_of_its_tranches(rows: tuple[str, ...], whole: str) -> None:
    deal = told("2020 signed", "2021 suspended", *rows)
    assert (str(deal.as_of("2024")), deal.disputes()) == (whole, ())


def test_what_is_completed_stays_in_force_under_a_halt_of_the_rest() -> None:
    deal = told("2020 signed", "2021 completed one", "2022 suspended")
    assert deal.share_in_force(on="2022-12-31") == (Decimal("0.4"), Decimal("0.4"))


@pytest.mark.parametrize(
    "rows",
    [
        ("2021 effective one,two", "2022 cancelled", "2023 completed one,two"),
        ("2021 completed one", "2022 cancelled two", "2023 suspended"),
    ],
)
def test_what_completes_after_an_end_or_is_halted_after_it_speaks_against_it(rows: tuple[str, ...]) -> None:
    deal = told("2020 signed", *rows)
    assert deal.as_of("2022-12-31").disputed is False
    assert deal.as_of("2023-12-31").disputed is True
    assert [dispute.about for dispute in deal.disputes()] == ["stage"]


@pytest.mark.parametrize(
    ("rows", "is_disputed"),
    [
        (("2001 talks", "2003 signed one", "2010 withdrawn"), True),
        (("2001 effective one", "2010 lapsed"), True),
        (("2001 signed", "2002 completed one,two", "2010 cancelled"), True),
        (("2001 signed", "2002 delivered one,two", "2010 cancelled"), True),
        (("2001 talks", "2002 talks one", "2010 withdrawn"), False),
        (("2001 talks", "2003 signed one", "2010 cancelled"), False),
        (("2001 signed", "2002 delivered one", "2010 cancelled"), False),
        (("2001 signed", "2002 delivered one,two", "2010 completed"), False),
    ],
)
def test_a_tranche_that_came_too_far_for_the_end_of_the_whole_speaks_against_it(
    rows: tuple[str, ...], *, is_disputed: bool
) -> None:
    deal = told(*rows)
    assert deal.as_of("2009").disputed is False
    assert deal.position.disputed is is_disputed
    assert [dispute.about for dispute in deal.disputes()] == ["stage"] * is_disputed


@pytest.mark.parametrize(
    "bound", [{"bound": "at_most", "stage": "delivering"}, {"bound": "at_least", "stage": "signed"}]
)
def test_a_bound_beside_a_halt_of_the_whole_leaves_it_with_its_tranche(bound: dict[str, Any]) -> None:
    event = ad.Event(when="2022", scope=("one",), **bound)
    deal = told("2020 signed", "2021 effective one", "2022 suspended").with_event(event)
    assert str(deal.as_of("2022-12-31", scope="one")) == "SUSPENDED since 2022"


@pytest.mark.parametrize(
    ("rows", "furthest"),
    [
        (("2001 suspended two", "2002 cancelled"), Stage.INTEREST),
        (("2001 suspended one,two", "2002 completed"), Stage.DELIVERED),
    ],
)
def test_how_far_it_came_does_not_fall_when_the_whole_ends(rows: tuple[str, ...], furthest: Stage) -> None:
    deal = told(*rows)
    assert (deal.as_of("2001-12-31").furthest, deal.as_of("2002-12-31").furthest) == (Stage.INTEREST, furthest)


def test_a_further_tranche_lifts_a_halt_though_an_earlier_one_had_arrived() -> None:
    deal = told("2001 signed", "2004 delivered one", "2006 suspended", "2007 delivering two")
    assert deal.as_of("2006-12-31").resume_point is Stage.DELIVERING
    assert stood(deal, 2007) == ("DELIVERING since 2007", "DELIVERED or SUSPENDED", "DELIVERING since 2007")
    assert deal.share_in_force(on="2007-12-31") == (Decimal("0.6"), Decimal("1.0"))


def test_a_further_tranche_below_where_the_whole_was_lifts_no_halt() -> None:
    deal = told("2001 signed", "2004 completed one", "2006 suspended", "2007 effective two")
    assert str(deal.as_of("2007-12-31")) == "SUSPENDED since 2006"


@pytest.mark.parametrize(
    "rows",
    [
        ("2001 requested", "2003 signed one", "2010 cancelled"),
        ("2001 talks", "2003 effective one,two", "2010 cancelled"),
        ("2001 talks", "2003 effective one", "2004 suspended one", "2010 cancelled"),
        ("2001 talks", "2003 suspended one", "2010 cancelled"),
        ("2001 requested", "2003 completed one", "2010 cancelled"),
    ],
)
def test_what_was_signed_in_tranches_is_cancelled_as_a_whole(rows: tuple[str, ...]) -> None:
    deal = told(*rows)
    assert (str(deal.position), deal.disputes()) == ("CANCELLED since 2010", ())
    assert deal.as_of("2009").disputed is False


@pytest.mark.parametrize(
    "rows",
    [
        ("2001 talks", "2010 cancelled"),
        ("2001 talks", "2003 signed one", "2005 cancelled one", "2010 cancelled"),
        ("2001 talks", "2003 talks one", "2010 cancelled"),
        ("2001 talks", "2010 cancelled", "2011 signed one"),
    ],
)
def test_what_was_never_offered_is_not_cancelled_though_it_has_tranches(rows: tuple[str, ...]) -> None:
    assert told(*rows).as_of("2010-12-31").disputed is True


def test_a_tranche_is_cancelled_and_taken_up_with_a_whole_that_was_only_talked_about() -> None:
    deal = told("2001 talks", "2003 effective one,two", "2010 cancelled", "2012 signed back")
    assert stood(deal, 2010) == ("CANCELLED since 2010",) * 3
    assert stood(deal, 2012) == ("SIGNED since 2012",) * 3


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        (("2001 effective one", "2005 suspended", "2007 delivering one", "2010 completed"), ("COMPLETED since 2010",) * 2),
        (("2001 effective one,two", "2005 suspended one,two", "2007 delivering", "2010 completed one,two"), ("COMPLETED since 2010",) * 2),
        (("2001 effective one,two", "2005 suspended one", "2007 delivering", "2010 completed one"), ("DELIVERING since 2007", "COMPLETED since 2010")),
    ],
)  # fmt: skip
def test_what_went_on_by_the_other_is_completed_after_a_halt(rows: tuple[str, ...], last: tuple[str, str]) -> None:
    deal = told(*rows)
    assert stood(deal, 2010)[:2] == last
    assert (deal.as_of("2005-12-31", scope="one").stage, deal.disputes()) == (Stage.SUSPENDED, ())


def test_what_is_halted_and_goes_on_nowhere_is_not_completed() -> None:
    for rows in (
        ("2001 effective one", "2005 suspended", "2010 completed"),
        ("2001 effective one", "2005 suspended one", "2010 completed one"),
    ):
        assert told("2000 signed", *rows).position.disputed is True


def test_a_halt_that_is_told_first_of_the_whole_interrupts_what_its_tranches_had_come_to() -> None:
    deal = told("2001 effective one,two", "2005 suspended", "2007 delivering one", "2010 delivered")
    assert [deal.as_of(f"{year}-12-31").furthest for year in (2005, 2007, 2010)] == [
        Stage.EFFECTIVE,
        Stage.DELIVERING,
        Stage.DELIVERED,
    ]
    assert stood(deal, 2007) == ("DELIVERING since 2007", "DELIVERING since 2007", "EFFECTIVE or SUSPENDED")


def test_a_halt_that_is_all_that_is_told_of_a_tranche_brings_the_whole_no_further() -> None:
    deal = told("2001 signed", "2005 suspended one")
    assert [str(deal.as_of(f"{year}-12-31")) for year in (2004, 2005)] == ["SIGNED since 2001"] * 2
    both = told("2001 signed", "2005 suspended one", "2006 suspended two", "2007 cancelled")
    assert [str(both.as_of(f"{year}-12-31")) for year in (2005, 2006)] == ["SIGNED since 2001", "SUSPENDED since 2006"]
    assert both.as_of("2006-12-31").resume_point is Stage.SIGNED


def test_goods_that_arrive_for_a_tranche_lift_a_halt_of_the_whole_as_a_stage_does() -> None:
    arrived = ad.Event(when="2007", stage="delivering", bound="at_least", scope=("one",))
    deal = told("2000 signed", "2001 effective one,two", "2005 suspended").with_event(arrived)
    assert stood(deal, 2007) == ("DELIVERING since 2007", "DELIVERING since 2007", "EFFECTIVE or SUSPENDED")
    deal = deal.with_event(ad.Event(when="2010", stage="completed"))
    assert (str(deal.position), deal.disputes()) == ("COMPLETED since 2010", ())


def test_two_reports_of_completion_after_a_halt_are_one() -> None:
    rows = (
        "2001 effective one",
        "2005 suspended",
        "2007 delivering one",
        "2009 delivered one",
        "2010 completed",
        "2010-06 completed",
    )
    assert (str(told(*rows).position), told(*rows).disputes()) == ("COMPLETED since 2010-06", ())


def test_a_tranche_that_was_talked_about_is_cancelled_where_the_whole_was_signed() -> None:
    rows = ("2001 talks one", "2005 cancelled one")
    assert told(*rows).as_of("2005-12-31", scope="one").disputed is True
    assert str(told("2003 signed", *rows).as_of("2005-12-31", scope="one")) == "CANCELLED since 2005"


STEPS = ["talks", "signed", "effective", "delivering", "delivered", "completed", "suspended", "cancelled"]
ROWS = st.lists(
    st.tuples(st.sampled_from([*STEPS, "signed back", "effective back"]), st.sampled_from(["", "one", "two", "one,two"])),
    min_size=1, max_size=5,
)  # fmt: skip


@given(rows=ROWS)
def test_law_what_is_told_later_only_narrows_earlier_answers(rows: list[tuple[str, str]]) -> None:
    lines = ["2000 signed", *(f"{2001 + at} {stage} {scope}" for at, (stage, scope) in enumerate(rows))]
    deal = told(*lines)
    # An act that is told for two days contradicts itself, and what is halted at first may have stood anywhere.
    firsts = {part: stage for stage, scope in reversed(rows) for part in scope.split(",")}
    assume("suspended" not in (firsts.get("one"), firsts.get("two")))
    acts = [(stage.partition(" ")[0], part) for stage, scope in rows for part in (scope or ",one,two").split(",")]
    assume(len(set(acts)) == len(acts))
    asked = [(f"{2000 + at}-12-31", at, scope) for at in range(len(lines)) for scope in ("", "one", "two")]
    assume(not any(deal.as_of(day, scope=scope).disputed for day, _, scope in asked))
    for day, at, scope in asked:
        assert deal.as_of(day, scope=scope).stages <= told(*lines[: at + 1]).as_of(day, scope=scope).stages
