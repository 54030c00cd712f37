"""Links over a whole register: what leads nowhere has a hint where one is near, at a cost that does not grow with pairs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, strategies as st

from armsdeals.checks import across
from armsdeals.checks.across import conditions_are_on_a_deal, contenders_are_there, links_lead_somewhere, nearest
from armsdeals.checks.run import check_across
from armsdeals.errors import suggestion
from armsdeals.model.competition import Competition
from armsdeals.model.deal import Deal
from armsdeals.model.limits import Constraint
from armsdeals.model.link import Link
from armsdeals.register.register import Register


def register_of(number: int, *links: str) -> Register:
    deals = [Deal(id=f"deal-{place:04}") for place in range(number)]
    return Register([*deals, Deal(id="last", links=tuple(Link("competes with", to=to) for to in links))])


def test_a_link_that_leads_nowhere_has_the_nearest_id_for_a_hint() -> None:
    found = list(links_lead_somewhere(register_of(2_000, "deal-0123b", "deal-0007", "elsewhere")))
    assert [issue.path for issue in found] == [("deals", 2_000, "links", place, "to") for place in (0, 2)]
    assert [issue.message for issue in found] == [
        "no deal here is called 'deal-0123b'",
        "no deal here is called 'elsewhere'",
    ]
    assert found[0].hint == "did you mean deal-0123?"
    assert found[1].hint == ""


def test_a_link_is_not_thought_to_mean_the_deal_it_stands_in() -> None:
    deals = [Deal(id="egy-fremm", links=(Link("retransfer of", to="ita-fremm"),))]
    assert [issue.hint for issue in links_lead_somewhere(Register(deals))] == [""]


def test_a_name_is_compared_once_and_with_few_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def counting(name: str, known: Sequence[str]) -> str:
        asked.append((name, len(known)))
        return nearest(name, known)

    monkeypatch.setattr(across, "nearest", counting)
    deals = [Deal(id=f"deal-{place:04}", links=(Link("part of", to="deal-99"),)) for place in range(2_000)]
    assert len(list(links_lead_somewhere(Register(deals)))) == 2_000
    assert [name for name, _ in asked] == ["deal-99"]
    assert asked[0][1] <= 200


def test_a_contender_that_is_no_deal_has_a_near_one_that_does_not_compete_yet_for_a_hint() -> None:
    one = Competition(id="t", buyer="Türkiye", contenders=("deal-0000", "deal-0001b", "deal-0000x", "elsewhere"))
    found = list(contenders_are_there(Register([Deal(id="deal-0000"), Deal(id="deal-0001")], competitions=[one])))
    assert [issue.path for issue in found] == [("competitions", 0, "contenders", place) for place in (1, 2, 3)]
    assert [issue.hint for issue in found] == ["did you mean deal-0001?", "", ""]


def test_a_condition_on_a_deal_that_is_nowhere_has_a_near_other_one_for_a_hint() -> None:
    on = [Constraint(kind="condition on other deal", deal=to, stage="signed") for to in ("s400", "s40", "f1", "patrio")]
    limits = (Constraint(kind="embargo"), *on)
    found = list(conditions_are_on_a_deal(Register([Deal(id="s400"), Deal(id="patriot", constraints=limits)])))
    assert [issue.path for issue in found] == [("deals", 1, "constraints", place, "deal") for place in (2, 3, 4)]
    assert [issue.hint for issue in found] == ["did you mean s400?", "", ""]  # none is void by its own course
    assert found[0].message == "no deal here is called 's40'"


def revived(*rows: str) -> list[tuple[str, str, str]]:
    """What is found of deals that supersede (>) and revive (<) others: each row is a deal and its links."""
    kinds = {">": "superseded by", "<": "revives"}
    deals = []
    for row in rows:
        name, *links = row.split()
        deals.append(Deal(id=name, links=tuple(Link(kinds[link[0]], to=link[1:]) for link in links)))
    return [(issue.where, issue.code, issue.message) for issue in check_across(Register(deals))]


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        (["a >b <b", "b"], ["deals[0].links[1]"]),
        (["a >b", "b >c", "c", "d <b >a"], ["deals[3].links[0]"]),
        (["a >b <c", "b >c", "c"], ["deals[0].links[1]"]),
        (["a >b", "b <a"], []),  # what is as it should be, told from both sides
        (["a >b", "b", "c <a", "d <c"], []),
        (["a >b", "b >c", "c <a"], []),
    ],
)
def test_acr_007_a_deal_that_revives_what_came_in_its_place_is_found(rows: list[str], where: list[str]) -> None:
    found = revived(*rows)
    assert [(place, code) for place, code, _ in found] == [(place, "ACR-007") for place in where]
    assert all(message.endswith(", which came in its place") for *_, message in found)


def test_a_circle_of_one_kind_is_told_by_acr_003_alone() -> None:
    assert [code for _, code, _ in revived("a <b", "b <a >c", "c")] == ["ACR-003", "ACR-003"]


IDS = st.text("abc-12", min_size=1, max_size=9)


@given(IDS, st.lists(IDS, max_size=12))
def test_law_the_nearest_name_is_the_one_that_every_other_message_suggests(name: str, known: list[str]) -> None:
    assert nearest(name, known) == next(iter(suggestion(name, known)), "")
