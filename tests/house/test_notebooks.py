"""What people see first of an object: a short line in a terminal, an escaped card in a notebook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import armsdeals as ad
from armsdeals import analysis as an

REGISTER = Path(__file__).parents[1] / "samples" / "sipri" / "mini_register.csv"
HOSTILE = "<script>alert(1)</script>"
LONGEST = 1_000  # characters of a repr
LONGEST_CARD = 40_000  # of a card, however large the register


def objects() -> dict[str, Any]:
    """One of everything that a cell of a notebook ends with, from a large register, with a hostile name in it."""
    source = ad.Evidence(publisher=HOSTILE, published="2017")
    deal = ad.Deal(
        id="a",
        title=HOSTILE,
        parties=(ad.Party(HOSTILE, role="supplier"),),
        lines=(ad.Line(id="x", system=HOSTILE, ordered="4"),),
        prices=(ad.PriceClaim(value="1 USD", text=HOSTILE, speaker=HOSTILE, evidence=(source,)),),
        history=(ad.Event(when="2016", stage="talks", text=HOSTILE, speaker=HOSTILE, evidence=(source,)),),
    )
    many = ad.Register([deal, *(ad.Deal(id=f"d{number}").sign(on="2017") for number in range(300))])
    volumes = an.volumes(ad.read(REGISTER, source="sipri"), by="year", basis="delivered")
    loan = ad.Loan(amount="1000 USD", rate="0.05", tenor_years=2, profile="equal principal")
    return {
        "deal": deal,
        "position": deal.position,
        "price": deal.price(),
        "why": deal.why(),
        "register": many,
        "info": many.info(),
        "issues": ad.check(many),
        "reading": ad.try_read(REGISTER, source="sipri"),
        "table": many.tables["deals"],
        "result": volumes,
        "schedule": ad.Financing(instruments=(loan,)).schedule(start="2020-01-01"),
    }


@pytest.mark.parametrize("name", list(objects()))
def test_a_line_in_a_terminal_is_short_and_a_card_is_escaped_and_not_endless(name: str) -> None:
    thing = objects()[name]
    assert 0 < len(repr(thing)) <= LONGEST
    card = thing._repr_html_()
    assert "<script" not in card
    assert len(card) <= LONGEST_CARD


def test_what_is_cut_from_a_card_is_counted() -> None:
    assert "and 241 more deals" in objects()["register"]._repr_html_()
    issues = ad.check(objects()["register"])
    assert f"and {len(issues) - 50:,} more" in issues._repr_html_()
