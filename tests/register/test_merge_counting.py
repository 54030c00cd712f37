"""Merging: what two registers both count is counted once, and what they count otherwise stands beside it."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from armsdeals.errors import InvalidValue
from armsdeals.model.deal import Deal
from armsdeals.model.delivery import Delivery
from armsdeals.model.event import Event
from armsdeals.model.financing.cash import Cash
from armsdeals.model.financing.financing import Financing
from armsdeals.model.financing.loan import Loan
from armsdeals.model.line import Line
from armsdeals.model.party import Party
from armsdeals.model.payment import Payment
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence

TASS = Evidence(id="src", publisher="TASS", published="2017-09-12")
SIPRI = Evidence(id="src", publisher="SIPRI", published="2018-03-12")


def told(
    name: str, *, supplier: str = "Russia", recipient: str = "Turkey", system: str = "S-400", signed: str | None = "2017",
    ordered: str | None = None, line: str = "goods", **more: Any,
) -> Deal:  # fmt: skip
    """A deal as somebody tells it."""
    sides = (Party(supplier, role="supplier"), Party(recipient, role="recipient"))
    deal = Deal(id=name, parties=sides, lines=(Line(id=line, system=system, ordered=ordered),), **more)
    return deal if signed is None else deal.sign(on=signed)


def one_deal(first: Deal, second: Deal, **more: Any) -> Deal:
    merged = Register([first]).merge(Register([second]), **more)
    assert len(merged.matches) == 1, str(merged)
    return merged.register[first.id]


def arrived(when: str, quantity: str, source: Evidence, **more: Any) -> Event:
    return Event(when=when, deliveries=(Delivery(line="goods", quantity=quantity, **more),), evidence=source)


def test_an_arrival_that_was_taken_back_gives_up_no_ledger() -> None:
    wrong = (arrived("2019-07", "1", TASS), Event(when="2019-08", retracts="wrong", evidence=TASS))
    ours = evolve(told("a", ordered="4", signed=None), history=(evolve(wrong[0], id="wrong"), wrong[1]))
    theirs = told("b", ordered="4").with_event(arrived("2019-09", "3", SIPRI))
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = one_deal(one, other, pairs=[(one.id, other.id)])
        assert {str(entry.quantity) for event in merged.history for entry in event.deliveries} == {"1", "3"}


def test_goods_that_both_saw_arrive_count_once_and_the_other_number_is_a_rival() -> None:
    ours = told("a", ordered="4").with_event(arrived("2019-07", "1", TASS)).with_event(arrived("2020", "1", TASS))
    theirs = (
        told("b", ordered="4")
        .with_event(arrived("2019", "2", SIPRI, volume="60"))
        .with_event(arrived("2020", "2", SIPRI, volume="60"))
    )
    merged = Register([ours]).merge(Register([theirs]))
    deal = merged.register["a"]
    assert str(deal.delivered("goods")) == "2"
    rivals = deal.line("goods").on("delivered")
    assert [(str(claim.value), str(claim.when)) for claim in rivals] == [
        ("2", "2019-07-01/2020-12-31"), ("4", "2019-01-01/2020-12-31"),
    ]  # fmt: skip
    assert [source.publisher for claim in rivals for source in claim.evidence] == ["TASS", "SIPRI"]
    assert [dispute.about for dispute in deal.disputes()] == ["lines.goods.delivered"]
    assert [row["number"] for row in merged.register.tables["volumes"] if not row["is_beaten"]] == [None, 4, 1, 1]
    assert [str(claim.value) for claim in deal.line("goods").volumes] == ["120 TIV"]
    (note,) = merged.matches[0].notes
    assert note == (
        "what the other counts as arrived of goods (4) stands as a claim of the number delivered, beside the 2 of the first, "
        "for nothing tells which is the later printing, and the order of merging decides"
    )


def ledger_both_ways(one: Deal, other: Deal) -> set[tuple[str, str, str]]:
    """The number that counts, all claims of it and the days of arrival, whichever of two is merged into which."""
    found = set()
    for first, second in ((one, other), (other, one)):
        deal = one_deal(first, second)
        rivals = " ".join(str(claim.value) for claim in deal.line("goods").on("delivered"))
        days = " ".join(sorted(str(event.when) for event in deal.history if event.deliveries))
        found.add((str(deal.delivered("goods")), rivals, days))
    return found


def test_the_ledger_that_tells_years_stands_before_a_span_in_either_order() -> None:
    span = told("a").with_event(arrived("2015-01-01/2018-12-31", "4", SIPRI))
    years = told("b").with_event(arrived("2015", "1", TASS)).with_event(arrived("2018", "2", TASS))
    assert ledger_both_ways(span, years) == {("3", "3 4", "2015 2018")}
    (match,) = Register([span]).merge(Register([years])).matches
    assert match.notes[0].endswith(
        "(4) stands as a claim of the number delivered, beside the 3 of the other, which tells the years"
    )


def test_the_later_printing_stands_before_the_earlier_in_either_order() -> None:
    early = told("a").with_event(arrived("2019", "4", SIPRI))
    late = told("b").with_event(arrived("2019", "6", evolve(SIPRI, id="later", published="2019-03-12")))
    assert ledger_both_ways(early, late) == {("6", "4", "2019")}
    (match,) = Register([late]).merge(Register([early])).matches
    assert match.notes[0].endswith(
        "(4) stands as a claim of the number delivered, beside the 6 of the first, which is the later printing"
    )


def test_an_earlier_printing_and_an_equal_number_are_no_dispute() -> None:
    early = told("a").with_event(arrived("2019", "4", SIPRI))
    late = told("b").with_event(arrived("2019", "6", evolve(SIPRI, id="later", published="2019-03-12")))
    same = told("b").with_event(arrived("2019", "4", TASS))
    assert not one_deal(early, late).disputes()
    assert not one_deal(early, same).disputes()


def test_a_later_word_of_somebody_else_is_no_later_printing() -> None:
    early, late = told("a").with_event(arrived("2019", "4", TASS)), told("b").with_event(arrived("2019", "6", SIPRI))
    assert [str(one_deal(early, late).delivered("goods")), str(one_deal(late, early).delivered("goods"))] == ["4", "6"]


def test_an_arrival_that_both_tell_in_the_same_words_stays_where_the_later_printing_wins() -> None:
    same = arrived("2018", "1", SIPRI)
    later = evolve(SIPRI, id="later", published="2019-03-12")
    early = told("a").with_event(same).with_event(arrived("2019", "4", SIPRI))
    late = told("b").with_event(same).with_event(arrived("2019", "6", later))
    deal = one_deal(early, late)
    assert str(deal.delivered("goods")) == "7"
    assert [event for event in deal.history if str(event.when) == "2018"] == [same]


def test_arrivals_that_one_alone_tells_stay_in_the_ledger() -> None:
    theirs = told("b", line="x").with_event(
        evolve(arrived("2019", "2", SIPRI), deliveries=(Delivery(line="x", quantity="2"),))
    )
    assert str(one_deal(told("a"), theirs).delivered("goods")) == "2"


def test_what_would_count_twice_is_left_apart_with_the_reason() -> None:
    paid = (Payment(value="1e9 USD", purpose="advance"),)
    ours = told("a").with_event(Event(when="2018", payments=paid, evidence=TASS))
    theirs = told("b").with_event(Event(when="2018", payments=paid, evidence=SIPRI))
    merged = Register([ours]).merge(Register([theirs]))
    assert [one.why for one in merged.near] == ["both tell of payments, and without keys these would count twice"]
    with pytest.raises(InvalidValue, match="a and b cannot be one deal: both tell of payments"):
        Register([ours]).merge(Register([theirs]), pairs=[("a", "b")])


def test_a_loan_that_both_tell_of_is_one_way_of_paying() -> None:
    ours = told("a", financing=Financing(instruments=(Loan(share="0.55", evidence=TASS), Cash(share="0.45"))))
    theirs = told("b", financing=Financing(instruments=(Loan(share="0.5", evidence=SIPRI),)))
    financing = one_deal(ours, theirs).financing
    assert financing is not None
    assert [(part.name, len(part.claims)) for part in financing.parts()] == [("loan", 2), ("cash", 1)]


def test_payments_of_one_key_are_told_twice_and_made_once() -> None:
    paid = (Payment(key="advance", value="1e9 USD", purpose="advance"),)
    ours = told("a").with_event(Event(when="2018", payments=paid, evidence=TASS))
    theirs = told("b").with_event(Event(when="2018-01", payments=paid, evidence=SIPRI))
    assert len(one_deal(ours, theirs).payments()) == 1


def test_several_loans_without_keys_are_not_mixed_up() -> None:
    ours = told("a", financing=Financing(instruments=(Loan(share="0.3"), Loan(share="0.2"))))
    theirs = told("b", financing=Financing(instruments=(Loan(share="0.25"),)))
    merged = Register([ours]).merge(Register([theirs]))
    assert [one.why for one in merged.near] == [
        "both tell of several of loan, and nothing tells which is which; give them keys"
    ]


def test_somebody_with_a_share_in_both_has_it_once_and_too_much_is_refused() -> None:
    ours = evolve(
        told("a"),
        parties=(Party("Almaz", role="supplier", country="Russia", share="0.6"), Party("Turkey", role="recipient")),
    )
    again = evolve(ours, id="b", note="seen again")
    assert [str(party.share) for party in one_deal(ours, again).suppliers] == ["0.6"]
    rival = evolve(
        again,
        parties=(
            Party("Rosoboronexport", role="supplier", country="Russia", share="0.6"),
            Party("Turkey", role="recipient"),
        ),
    )
    assert "which is more than 1" in Register([ours]).merge(Register([rival])).near[0].why
