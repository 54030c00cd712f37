"""Shared halts: a tranche stands still with the whole, and is told to go on by its own events or by those of the whole."""

from __future__ import annotations

from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import assume, given, strategies as st

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
    ("rows", "days"),
    [
        (
            ("2021 effective one", "2022 suspended", "2023 effective one"),
            "EFFECTIVE since 2021 | SUSPENDED since 2022 | EFFECTIVE since 2023",
        ),
        (
            ("2021 effective one", "2022 suspended", "2023 signed", "2024 effective one"),
            "EFFECTIVE since 2021 | SUSPENDED since 2022 | SIGNED since 2023 | EFFECTIVE since 2024",
        ),
        (
            ("2021 effective one", "2022 cancelled", "2023 signed back", "2024 effective one"),
            "EFFECTIVE since 2021 | CANCELLED since 2022 | SIGNED since 2023 | EFFECTIVE since 2024",
        ),
        (
            ("2021 delivering one", "2022 suspended", "2023 signed one", "2024 effective one"),
            "DELIVERING since 2021 | SUSPENDED since 2022 | SIGNED since 2023 | EFFECTIVE since 2024",
        ),
        (
            ("2021 effective one", "2022 suspended", "2023 effective one", "2024 suspended", "2025 effective one"),
            "EFFECTIVE since 2021 | SUSPENDED since 2022 | EFFECTIVE since 2023 | SUSPENDED since 2024 | EFFECTIVE since 2025",
        ),
        (
            ("2021 effective one", "2022 suspended", "2023 delivering"),
            "EFFECTIVE since 2021 | SUSPENDED since 2022 | EFFECTIVE since 2023",
        ),
    ],
)
def test_a_tranche_stands_still_with_the_whole_and_goes_on_with_it_or_by_itself(
    rows: tuple[str, ...], days: str
) -> None:
    deal = told("2020 signed", *rows)
    assert " | ".join(str(deal.as_of(f"{row[:4]}-12-31", scope="one")) for row in rows) == days
    assert deal.disputes() == ()


def test_a_tranche_that_is_told_twice_of_itself_alone_still_contradicts_itself() -> None:
    assert told("2020 signed", "2021 effective one", "2023 effective one").replay("one").is_disputed
    assert told("2020 signed", "2022 suspended", "2021 effective one", "2022 effective one").replay("one").is_disputed


def test_a_whole_that_goes_on_lower_takes_its_tranches_along() -> None:
    deal = told("2020 signed", "2021 effective one", "2022 suspended", "2023 signed")
    assert (str(deal.position), str(deal.share_in_force(on="2024"))) == (
        "SIGNED since 2023",
        "(Decimal('0'), Decimal('0'))",
    )
    (move,) = deal.position.decided_by
    assert (move.stage, move.scope) == (Stage.SIGNED, ())
    assert str(told("2020 signed", "2021 effective one", "2022 cancelled", "2023 signed back").position) == str(
        deal.position
    )


def test_a_step_of_the_whole_is_not_judged_again_for_each_tranche() -> None:
    end = ad.Event(when="2022", stage="cancelled", termination=ad.Termination(by="authority"))
    deal = told("2020 signed", "2021 effective one", "2023 signed back").with_event(end)
    assert end in deal.replay("one").moves
    found = [issue.message for issue in ad.check(deal) if issue.message.endswith("guard G9")]
    assert len(found) == 1
    assert "of one" not in found[0]


@given(
    rows=st.lists(st.sampled_from(["talks", "signed", "effective", "delivering", "delivered"]), min_size=1, max_size=5)
)
def test_law_a_tranche_that_alone_tells_the_stages_stands_still_as_a_deal_without_tranches_does(
    rows: list[str],
) -> None:
    plain, parted = [], []
    for year, stage in enumerate(rows):
        plain += [f"{2000 + 2 * year} {stage}", f"{2001 + 2 * year} suspended"]
        parted += [f"{2000 + 2 * year} {stage} one", f"{2001 + 2 * year} suspended"]
    whole, deal = (evolve(told(*told_of[:-1]), tranches=TRANCHES[:1]) for told_of in (plain, parted))
    assume(not whole.position.disputed)
    for year in range(2000, 2000 + len(plain)):
        day = f"{year}-12-31"
        assert str(deal.as_of(day, scope="one")) == str(whole.as_of(day)) == str(deal.as_of(day))


@pytest.mark.parametrize(
    ("halt", "again", "end"),
    [
        ("suspended", "effective", "cancelled"), ("suspended", "effective", "lapsed"), ("suspended", "effective", "completed"),
        ("cancelled", "effective back", "cancelled"), ("cancelled", "effective back", "completed"),
    ],
)  # fmt: skip
def test_a_tranche_that_ended_by_itself_stays_ended_when_the_whole_goes_on(halt: str, again: str, end: str) -> None:
    deal = told("2020 signed", "2021 effective one", f"2022-03 {halt}", f"2022-06 {end} one", f"2023 {again}")
    position = deal.as_of("2023-12-31", scope="one")
    assert (str(position), position.disputed) == (f"{end.upper()} since 2022-06", False)
    kept = Decimal("0.4") if end == "completed" else Decimal(0)  # what is completed stays in force
    assert deal.share_in_force(on="2023-12-31") == (kept, kept + Decimal("0.6"))


def test_a_denial_or_a_bound_beside_a_halt_of_the_whole_leaves_it_with_its_tranche() -> None:
    rows = ("2020 signed", "2021 effective one", "2022 suspended")
    denied = ad.Event(when="2022", stage="delivering", scope=("one",), modality="denied")
    at_most = ad.Event(when="2023", stage="signed", scope=("one",), bound="at_most")
    for more, deal in ((denied, told(*rows, "2023 effective one")), (at_most, told(*rows))):
        position = evolve(deal, history=(*deal.history, more)).as_of("2022-12-31", scope="one")
        assert (str(position), position.disputed) == ("SUSPENDED since 2022", False)


def test_a_report_of_a_tranche_that_was_given_up_makes_the_whole_disputed_too() -> None:
    older, newer = (ad.Evidence(publisher="P", published=day) for day in ("2023-02-01", "2024-02-01"))
    days = (("2020", (), older), ("2021", ("one",), older), ("2023", ("one",), newer))
    history = tuple(
        ad.Event(when=day, stage="effective" if scope else "signed", scope=scope, evidence=(source,))
        for day, scope, source in days
    )
    position = ad.Deal(id="demo", tranches=TRANCHES, history=history).as_of("2022")
    assert (str(position), position.beaten) == ("SIGNED since 2020; disputed", (history[1],))
