"""What is told later changes no earlier answer: a deal and its tranches, day by day."""

from decimal import Decimal

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
    "bound", [{"bound": "at_most", "stage": "delivering"}, {"bound": "at_least", "stage": "signed"}]
)
def test_a_bound_beside_a_halt_of_the_whole_leaves_it_with_its_tranche(bound: dict[str, str]) -> None:
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
