"""How every public object prints itself: in a line, with what is told of it and nothing that is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals._printed import LINE, exact, short_repr

TABLES = {"Durations", "Result", "RegisterInfo", "Schedule"}  # print a few rows on purpose


def within(thing: Any, seen: dict[int, Any]) -> dict[int, Any]:
    """Everything that a thing holds."""
    if isinstance(thing, (tuple, list, frozenset)) and not hasattr(thing, "_fields"):
        for one in thing:
            within(one, seen)
    if type(thing).__module__.startswith("armsdeals") and id(thing) not in seen:
        seen[id(thing)] = thing
        for field in attrs.fields(type(thing)) if attrs.has(type(thing)) else ():
            within(getattr(thing, field.name, None), seen)
    return seen


def is_ours(thing: Any) -> bool:
    return vars(type(thing)).get("__repr__") is short_repr


@pytest.fixture(scope="module")
def held() -> list[Any]:
    book = ad.casebook()
    asked = [(deal, deal.position, deal.spans(), deal.price(), deal.disputes(), deal.moves()) for deal in book]
    beside = ad.brief(book, since="2017-01-01", on="2018-01-01", quiet_after="180 days"), ad.check(book), book.tables
    return list(within([*asked, beside, book, ad.columns("deliveries")], {}).values())


def test_every_object_of_the_casebook_prints_itself_in_a_line(held: list[Any]) -> None:
    told = {type(thing).__name__: repr(thing) for thing in sorted(held, key=lambda thing: len(repr(thing)))}
    assert len(told) > 50
    longest = {name: text for name, text in told.items() if len(text) > LINE and name not in TABLES}
    assert longest == {}
    assert [name for name, text in told.items() if "\n" in text and name not in TABLES] == []


def test_nothing_unknown_is_printed(held: list[Any]) -> None:
    ours = [thing for thing in held if is_ours(thing)]
    assert len(ours) > 500
    assert [
        repr(thing) for thing in ours if "=None" in repr(thing) or "=''" in repr(thing) or "=()" in repr(thing)
    ] == []


def test_what_fits_a_line_is_the_call_that_makes_it() -> None:
    party = ad.Party("Russia", role="SUPPLIER")
    assert repr(party) == "Party(name='Russia', role=Role.SUPPLIER)"
    assert eval(repr(party), vars(ad) | {"Role": type(party.role)}) == party  # noqa: S307  # our own text
    assert repr(ad.Loan(share="0.55", lender="Russia")) == "Loan(share=Share('0.55'), lender='Russia')"


def test_what_does_not_fit_counts_what_it_holds_and_says_that_there_is_more() -> None:
    papers = tuple(ad.Evidence(publisher=f"Paper {k}", published=date(2017, 9, k)) for k in range(1, 8))
    event = ad.Event(when="2017-09-12", stage="SIGNED", text="the contract is signed", evidence=papers)
    assert repr(event) == "<Event when='2017-09-12', stage=SIGNED, text='the contract is signed', evidence: 7>"
    claims = tuple(ad.QuantityClaim(value=f"{k} battalion", basis="ordered") for k in range(3, 12))
    line = ad.Line(id="s400", system=ad.System("S-400"), quantities=claims)
    assert repr(line) == "<Line id='s400', system='S-400', quantities: 9>"
    long = ad.Event(when="2017-09-12", text="x" * 500, place="y" * 500, quote="z" * 500, speaker="a" * 500)
    assert repr(long).endswith(", …>")
    assert len(repr(long)) <= LINE


def test_hidden_characters_are_shown_in_both_forms() -> None:
    assert "\u202e" not in repr(ad.Party("evil\u202etxt", role="SUPPLIER"))
    assert "\u202e" not in repr(ad.Party("evil\u202etxt" * 40, role="SUPPLIER"))


@given(deal=ads.deals())
def test_law_any_claim_prints_itself_in_a_line(deal: ad.Deal) -> None:
    for thing in within(deal, {}).values():
        if is_ours(thing):
            assert len(repr(thing)) <= LINE
            assert repr(thing).isprintable()


def test_what_puts_claims_in_order_tells_apart_what_a_line_does_not() -> None:
    one, other = (ad.Event(when="2017", text="x" * 400 + end, place="y" * 200) for end in "ab")
    assert repr(one) == repr(other)
    assert exact(one) != exact(other)


def test_a_long_answer_of_a_price_is_cut() -> None:
    prices = tuple(ad.PriceClaim(value=f"{k}.5e9 USD estimate") for k in range(1, 30))
    told = repr(ad.Deal(id="a", prices=prices).price())
    assert len(told) <= LINE


def test_a_codebook_counts_its_columns() -> None:
    assert repr(ad.columns("deliveries")) == f"<Columns: {len(ad.columns('deliveries'))}>"
