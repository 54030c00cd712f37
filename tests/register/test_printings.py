"""Two printings of one register: their rows are compared by what they declare."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import armsdeals as ad
from armsdeals.model.deal import Deal
from armsdeals.model.line import Line
from armsdeals.model.link import Link
from armsdeals.model.party import Party
from armsdeals.model.system_names import name_key
from armsdeals.model.valued import QuantityClaim
from armsdeals.register.diff import diff
from armsdeals.register.matching import match_deals
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence


def told(
    name: str, *, supplier: str = "Russia", recipient: str = "Turkey", system: str = "S-400", signed: str | None = "2017",
    ordered: str | None = None, line: str = "goods", **more: Any,
) -> Deal:  # fmt: skip
    """A deal as somebody tells it."""
    sides = (Party(supplier, role="supplier"), Party(recipient, role="recipient"))
    deal = Deal(id=name, parties=sides, lines=(Line(id=line, system=system, ordered=ordered),), **more)
    return deal if signed is None else deal.sign(on=signed)


def printed(day: str) -> Evidence:
    """One printing of a register of transfers."""
    return Evidence(id=f"register-{day}", publisher="A register", title="Transfers", published=day)


def row(name: str, day: str, *, ordered: str, **more: Any) -> Deal:
    line = Line(
        id="goods", system="S-400", quantities=(QuantityClaim(ordered, basis="ordered", evidence=printed(day)),)
    )
    return evolve(told(name, signed=None, **more), lines=(line,)).sign(on="2017", evidence=printed(day))


def test_two_printings_are_compared_by_what_their_rows_declare_and_not_by_ids() -> None:
    old = Register(
        [row("line-1", "2023-03-13", ordered="4"), row("line-2", "2023-03-13", ordered="6", recipient="India")]
    )
    new = Register(
        [row("line-1", "2024-03-11", ordered="6", recipient="India"), row("line-2", "2024-03-11", ordered="2")]
    )
    assert str(diff(old, new, match=True)) == "~ line-2.lines.goods.quantities[0].value: 4 -> 2"
    assert diff(old, new, match=match_deals(old, new)) == diff(old, new, match=True)
    assert len(diff(old, new)) > 1


def test_a_row_of_somebody_unknown_is_matched_where_all_of_it_is_printed_again() -> None:
    unknown: dict[str, Any] = {"recipient": "unknown recipient(s)", "ordered": "4"}
    old = row("line-1", "2023-03-13", **unknown)
    new = row("line-9", "2024-03-11", **unknown)
    (match,) = match_deals([old], [new]).matches
    assert (match.first, match.second, match.by) == ("line-1", "line-9", ("whole content",))
    assert len(Register([old]).merge(Register([new])).register.deals) == 1
    assert not diff(Register([old]), Register([new]), match=True)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ({"supplier": "unknown supplier(s)", "recipient": "unknown recipient(s)"}, {}),
        ({"supplier": "unknown supplier(s)", "recipient": "Czechia"}, {"recipient": "Czech Republic"}),
        ({"supplier": "Burma", "recipient": "unknown recipient(s)"}, {"supplier": "Myanmar"}),
    ],
)
def test_it_may_be_unknown_on_both_sides_or_beside_a_state_with_a_new_name(
    was: dict[str, str], now: dict[str, str]
) -> None:
    old, new = row("line-1", "2023-03-13", ordered="4", **was), row("line-9", "2024-03-11", ordered="4", **(was | now))
    assert [match.by for match in match_deals([old], [new]).matches] == [("whole content",)]
    assert not match_deals([old], [row("line-9", "2024-03-11", ordered="5", **(was | now))]).matches


def test_a_group_in_a_state_is_not_that_state_when_it_is_printed_again() -> None:
    unknown = {"supplier": "unknown supplier(s)", "ordered": "4"}
    old = row("line-1", "2023-03-13", recipient="PKK (Turkiye)*", **unknown)
    again, other = (row("line-9", "2024-03-11", recipient=name, **unknown) for name in ("PKK (Turkey)*", "Turkey"))
    assert len(match_deals([old], [again]).matches) == 1
    assert not match_deals([old], [other]).matches


def test_somebody_unknown_is_not_matched_where_anything_differs_or_another_tells_it() -> None:
    unknown: dict[str, Any] = {"recipient": "unknown recipient(s)"}
    old = row("line-1", "2023-03-13", ordered="4", **unknown)
    more = row("line-9", "2024-03-11", ordered="6", **unknown)
    assert [one.why for one in match_deals([old], [more]).near] == [
        "the recipient is not the same or not known on both sides"
    ]
    again = row("line-9", "2024-03-11", ordered="4", **unknown)
    elsewhere = Evidence(publisher="A paper", published="2024-03-11")
    line = evolve(again.lines[0], quantities=(QuantityClaim("4", basis="ordered", evidence=elsewhere),))
    other = evolve(told("line-9", signed=None, **unknown), lines=(line,)).sign(on="2017", evidence=elsewhere)
    assert not match_deals([old], [other]).matches


def test_equal_rows_of_somebody_unknown_pair_off_and_one_of_two_is_ambiguous() -> None:
    unknown: dict[str, Any] = {"recipient": "unknown recipient(s)", "ordered": "4"}
    old = [row("line-1", "2023-03-13", **unknown), row("line-2", "2023-03-13", **unknown)]
    new = [row("line-8", "2024-03-11", **unknown), row("line-9", "2024-03-11", **unknown)]
    assert len(match_deals(old, new).matches) == 2
    found = match_deals(old[:1], new)
    assert (found.matches, len(found.ambiguous)) == ((), 1)


def test_what_cannot_be_matched_between_two_printings_went_and_came() -> None:
    old, new = Register([told("a")]), Register([told("a", recipient="India")])
    assert [(one.kind.value, one.deal) for one in diff(old, new, match=True)] == [("REMOVED", "a"), ("ADDED", "a")]


def test_a_link_to_a_deal_that_got_another_id_is_no_change() -> None:
    old = Register([told("a"), told("b", recipient="India", links=(Link("renews", to="a"),))])
    new = Register([told("x"), told("b", recipient="India", links=(Link("renews", to="x"),))])
    assert diff(old, new, match=True) == ()


def test_two_vintages_of_a_real_register_are_mostly_the_same_deals() -> None:
    folder = Path(__file__).parents[2] / ".." / "shared" / "data" / "sipri_register"
    if not folder.exists():
        pytest.skip("the shared files of other publishers are not here")
    norway = [
        ad.try_read(folder / f"register_{name}.csv", source="sipri").register.where(
            recipient="Norway", supplier="United States"
        )
        for name in ("2024-03", "2026-05")
    ]
    found = match_deals(*norway)
    assert len(found.matches) > 0.8 * len(norway[0])
    for one in found.matches:
        designations = [
            norway[place][name].lines[0].system.designation for place, name in enumerate((one.first, one.second))
        ]
        assert len(set(map(name_key, designations))) == 1
    merged = norway[0].merge(norway[1])
    assert len(merged.register) == len(norway[0]) + len(norway[1]) - len(merged.matches)
