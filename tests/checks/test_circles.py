"""Rules on ties that go one way, such as from a deal to its successor: they never run in a circle (ACR-003)."""

from __future__ import annotations

import pytest

import armsdeals as ad
from armsdeals.checks.across import successors_end_somewhere


def found(deals: ad.Register, code: str) -> list[tuple[str, str]]:
    return [(issue.where, issue.message) for issue in ad.check(deals) if issue.code == code]


def linked(name: str, *after: str) -> ad.Deal:
    return ad.Deal(id=name, links=tuple(ad.Link("superseded by", to=to) for to in after))


def test_acr_003_deals_that_supersede_one_another_in_a_circle_are_found() -> None:
    circle = ad.Register([linked("a", "b"), linked("b", "c"), linked("c", "a"), linked("d", "a")])
    assert [where for where, _ in found(circle, "ACR-003")] == [f"deals[{n}].links[0]" for n in range(3)]
    assert found(ad.Register([linked("a", "b", "c"), linked("b", "c"), linked("c")]), "ACR-003") == []


@pytest.mark.parametrize(
    "kind",
    [
        "superseded by",
        "revives",
        "renews",
        "part of",
        "under framework",
        "option of",
        "retransfer of",
        "consequence of",
    ],
)
def test_acr_003_no_tie_that_goes_one_way_runs_in_a_circle(kind: str) -> None:
    def tied(name: str, *to: str) -> ad.Deal:
        return ad.Deal(id=name, links=tuple(ad.Link(kind, to=one) for one in to))

    two = ad.Register([tied("a", "b", "z"), tied("b", "a", "c"), tied("c", "d"), tied("d", "d"), tied("e", "a")])
    assert [where for where, _ in found(two, "ACR-003")] == ["deals[0].links[0]", "deals[1].links[0]"]
    itself = [
        (issue.where, issue.code) for issue in ad.check(two) if "itself" in issue.message or "d is" in issue.message
    ]
    assert itself == [("deals[3].links[0].to", "ACR-004")]  # told once


def test_acr_003_ties_of_several_kinds_make_no_circle_and_two_deals_may_hang_on_each_other() -> None:
    mixed = ad.Deal(id="a", links=(ad.Link("part of", to="b"), ad.Link("conditional on", to="b")))
    other = ad.Deal(id="b", links=(ad.Link("renews", to="a"), ad.Link("conditional on", to="a")))
    assert found(ad.Register([mixed, other]), "ACR-003") == []


def test_acr_003_looks_at_every_deal_of_a_long_chain_once() -> None:
    many = 20_000  # looked at from each of them anew, it would take minutes
    chain = ad.Register([linked(f"d{n}", f"d{n + 1}") for n in range(many)])
    assert list(successors_end_somewhere(chain)) == []
