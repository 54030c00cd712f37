"""A claim in one line: what it says, then who says it."""

from __future__ import annotations

import pytest

from armsdeals._desk import loads
from armsdeals.model.card import card_of
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
        (Cash(share="0.45", text="down"), "45 % cash: down (no source given)"),
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


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("2018 signed loan agreement", "2018: signed loan agreement"),
        ("2018 signed amendment: nine more", "2018: signed amendment, nine more"),
        ("2018 note", "2018: note"),
        ("2018 note: some words", "2018: some words"),
        ("2018 statement: some words", "2018: statement, some words"),
        ("2018 signed", "2018: signed"),
        ("2018 signed mou", "2018: signed mou (preliminary)"),
        ("2018 signed framework", "2018: signed framework (preliminary or signed)"),
        ("2018 signed initialled", "2018: initialled (preliminary)"),
        ("2018 signed iga", "2018: signed iga"),
        ("2018 planned signed contract: in May", "2018: planned signed contract, in May"),
        ("2018 signed lor", "2018: requested (lor)"),
        ("2018 lost 2 of k", "2018: 2 lost (k)"),
        ("2018 lost 2 of k: at sea", "2018: at sea, 2 of k lost"),
        ("2018 paid advance 3 bn USD", "2018: advance of 3 billion USD"),
        ("{2018 note: , conditions: advance met}", "2018: advance met"),
        ("{2018 talks: , conditions: advance met}", "2018: talks, advance met"),
        ("{2018 note: , suspension: {of: LICENCE}}", "2018: licence suspended"),
        ("{2018 note: , amendments: [{what: nine more}]}", "2018: amended: nine more"),
        ("{2018 note: , materiel: 4 aircraft of Su-24M}", "2018: 4 aircraft of Su-24M"),
        ("{2018 note: , financing: loan signed}", "2018: loan signed"),
        ("2018 cancelled by mutual because price: both agree", "2018: cancelled by mutual because price, both agree"),
        ("2018 suspended talks by recipient", "2018: suspended (the talks) by recipient"),
        ("{2018 cancelled by recipient: , termination: {reasons: [{code: PRICE, speaker: A minister}, {code: BUDGET}]}}", "2018: cancelled by recipient because (A minister) price and budget"),
        ("{2018 cancelled: , termination: {reasons: [{code: UNKNOWN, text: rain}, {code: UNKNOWN}]}}", "2018: cancelled because rain"),
        ("{2018 note: words, suspension: {of: LICENCE, by: SUPPLIER}}", "2018: words, licence suspended by supplier"),
        ("by 2018-03 signed", "by 2018-03: signed"),
        ("from 2018 planned delivering", "from 2018: planned delivering"),
        ("2018-03 or 2019-05 signed", "2018-03 or 2019-05: signed"),
        ("2018-03/2019-05 talks", "2018-03/2019-05: talks"),
    ],
)  # fmt: skip
def test_an_event_is_told_by_what_was_done(typed: str, line: str) -> None:
    (deal,) = loads(
        f"id: a\nlines: {{k: X}}\nfinancing: [{{part loan: , key: loan}}]\nhistory:\n- {typed}\n", "yaml"
    ).deals
    assert in_one_line(deal.history[0]) == f"{line} (no source given)"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("20 % own funds from Indonesia", "20 % own funds, payer Indonesia"),
        ("570 m USD barter signed", "570 million USD barter, signed"),
        ("55 % state loan from Russia", "55 % supplier state loan, lender Russia"),
        ("part credit line", "credit line"),
        ("part debt swap", "debt swap"),
        ("45 % advance", "45 % cash (advance)"),
        ("{part loan: , rate: 2.19 %}", "loan, rate 2.19 %"),
    ],
)  # fmt: skip
def test_a_way_of_paying_is_told_in_the_words_of_reports(typed: str, line: str) -> None:
    (deal,) = loads(f"id: a\nfinancing:\n- {typed}\n", "yaml").deals
    assert deal.financing is not None
    assert in_one_line(deal.financing.instruments[0]) == f"{line} (no source given)"


def test_a_card_names_a_way_of_paying_in_words() -> None:
    (deal,) = loads("id: a\nfinancing: [part credit line, part debt swap]\n", "yaml").deals
    assert [name for name, _ in card_of(deal).rows][-2:] == ["credit line", "debt swap"]
