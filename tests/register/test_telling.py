"""A claim in one line: what it says, then who says it."""

from __future__ import annotations

import pytest

from armsdeals.model.deal import Deal
from armsdeals.model.delivery import Delivery
from armsdeals.model.economy import Offset
from armsdeals.model.event import Event
from armsdeals.model.financing.cash import Cash
from armsdeals.model.financing.financing import Financing
from armsdeals.model.limits import Authorisation
from armsdeals.model.line import Line
from armsdeals.model.payment import Payment
from armsdeals.model.valued import PriceClaim, QuantityClaim
from armsdeals.register.telling import in_one_line, places_of


@pytest.mark.parametrize(
    ("claim", "line"),
    [
        (Event(when="2017-09", stage="SIGNED", text="at last"), "2017-09: signed, at last (no source given)"),
        (
            Event(when="2019-07-12", stage="DELIVERING", deliveries=(Delivery(line="a", quantity="2 battery"),)),
            "2019-07-12: delivering 2 batteries of a (no source given)",
        ),
        (
            Event(when="2019", stage="DELIVERED", deliveries=(Delivery(line="1", quantity="3"),)),
            "2019: delivered 3 of line 1 (no source given)",
        ),
        (Event(when="2017-09", payments=(Payment(value="1e9 USD"),), text="a first part"), "2017-09: a first part, 1 billion USD (no source given)"),
        (PriceClaim(value="2.5e9 USD CONTRACT"), "2.5 billion USD, contract (no source given)"),
        (PriceClaim(absent="withheld"), "withheld (no source given)"),
        (PriceClaim(value="1e9 USD", modality="DENIED", speaker="A minister"), "denied, 1 billion USD (A minister, in no source given)"),
        (QuantityClaim(value="~14 aircraft", basis="ORDERED"), "about 14 aircraft (no source given)"),
        (Cash(share="0.45", text="down"), "cash, share 0.45: down (no source given)"),
        (Offset(percent="50", form="INDIRECT"), "percent 50, indirect (no source given)"),
        (
            Authorisation(kind="EXPORT_LICENCE", state="DENIED", authority="Sweden"),
            "export licence, denied, authority Sweden (no source given)",
        ),
    ],
)  # fmt: skip
def test_a_claim_is_told_with_its_terms_and_its_source(claim: object, line: str) -> None:
    assert in_one_line(claim) == line


def test_every_value_is_told_in_one_line_without_hidden_characters() -> None:
    assert in_one_line("two\nlines\x1b[31m\u202e") == "two lines\\x1b[31m\\u202e"
    assert in_one_line((True, False, None)) == "yes, no, None"
    assert len(in_one_line("a" * 5_000)) <= 600


def test_every_claim_of_a_deal_has_its_place() -> None:
    deal = Deal(
        id="demo",
        lines=(Line(id="a", system="X", quantities=(QuantityClaim(value="4", basis="ORDERED"),)),),
        prices=(PriceClaim(value="1 USD"),),
        financing=Financing(instruments=(Cash(share="1"),)),
        offsets=(Offset(percent="50"),),
    ).start_talks(on="2016")
    assert [place for place, _ in places_of(deal)] == ["history", "price", "lines.a.ordered", "financing", "offsets"]
