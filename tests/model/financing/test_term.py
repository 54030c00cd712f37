"""One term of one way of paying: who tells it, who speaks against it, and how far it had come by a day."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.model.financing.loan import Loan
from armsdeals.model.financing.term import TermAnswer, term_of


def deal(*told: Any, history: tuple[ad.Event, ...] = (), **more: Any) -> ad.Deal:
    return ad.Deal(id="demo", financing=ad.Financing(instruments=told), history=history, **more)


def credit(**more: Any) -> Loan:
    return Loan(**{"key": "credit", "confidence": "medium", **more})


LOW = credit(rate="0.0219", evidence="A bank", said="2015-08")
HIGH = credit(rate="0.0254", evidence="An agency", said="2015-07")
SILENT = credit(share="1", status="agreed in principle", evidence="A paper", said="2014")


def test_a_dispute_of_a_term_tells_the_rival_values_and_leaves_out_who_does_not_tell_it() -> None:
    (dispute,) = deal(SILENT, LOW, HIGH).disputes()
    assert dispute.about == "financing.credit.rate"
    assert (dispute.held, dispute.against) == ((LOW,), (HIGH,))
    assert "2.19 % (A bank" in str(dispute)
    assert "against it: 2.54 % (An agency" in str(dispute)
    assert "A paper" not in str(dispute)


def test_equals_that_exclude_each_other_stand_side_by_side() -> None:
    one, other = credit(rate="0.02", said="2015"), credit(rate="0.03", said="2015")
    (dispute,) = deal(one, other, SILENT).disputes()
    assert set(dispute.held) == {one, other}
    assert dispute.against == ()
    why = deal(one, other, SILENT).why("financing.credit.rate")
    assert str(why.answer) in ("2 % or 3 % (disputed)", "3 % or 2 % (disputed)")
    assert "Equal claims exclude each other: " in str(why)


def test_sums_of_equals_are_told_beside_the_range_that_holds_them() -> None:
    one, other = credit(amount="656e6 USD", said="2015"), credit(amount="658e6 USD", said="2015")
    why = deal(one, other).why("financing.credit.amount")
    assert str(why.answer) == "656 million to 658 million USD (disputed)"
    assert isinstance(why.answer, TermAnswer)
    assert (why.answer.decided_by, set(why.answer.open)) == ((), {one, other})
    assert "656 million USD" in str(why)
    assert "658 million USD" in str(why)


def test_a_weaker_claim_that_agrees_supports_and_one_in_other_money_says_nothing() -> None:
    told = credit(amount="656e6 USD", confidence="high")
    near, far = credit(amount=">=600e6 USD"), credit(amount="500e6 EUR")
    answer = deal(told, near, far).why("financing.credit.amount").answer
    assert (answer.decided_by, answer.beaten) == ((told, near), ())


def test_every_term_can_be_asked_for_also_one_that_nobody_tells() -> None:
    told = deal(credit(rate="0.02", withheld=("tenor_years",), text="the terms"))
    assert str(told.why("financing.credit.rate")).startswith("2 %. It rests on: 2 %, the terms (no source given")
    assert str(told.why("Financing.Credit.Tenor_Years").answer) == "withheld"
    assert str(told.why("financing.credit.collateral")) == "Unknown."
    with pytest.raises(ad.UnknownName, match=r"did you mean financing\.credit\.rate"):
        told.why("financing.credit.rat")
    with pytest.raises(ad.UnknownName, match="did you mean rate"):
        term_of(told.financing_parts()[0], "rat")


def test_a_sum_that_follows_from_the_share_rests_on_who_tells_the_share() -> None:
    told = deal(SILENT).with_price("1e9 USD")
    why = told.why("financing.credit.amount")
    assert str(why.answer) == "1 billion USD, component"
    assert why.decided_by == (SILENT,)


EFFECTIVE = ad.Event(
    when="2015-09-10",
    said="2015-09-10",
    financing=(ad.FinancingStep(of="credit", status="effective"),),
    text="in force",
)


def test_the_status_of_a_part_is_that_of_its_events_as_of_a_day_and_as_known() -> None:
    told = deal(SILENT, credit(status="signed", said="2015-08-25"), history=(EFFECTIVE,))

    def status(**asked: str) -> ad.FinancingStatus | None:
        return told.financing_parts(**asked)[0].status

    assert status() is ad.FinancingStatus.EFFECTIVE
    assert status(on="2015-09-01") is ad.FinancingStatus.SIGNED
    assert status(on="2015-01-01") is ad.FinancingStatus.AGREED_IN_PRINCIPLE
    assert status(on="2013-01-01") is None
    assert status(known_by="2015-09-01") is ad.FinancingStatus.SIGNED
    assert status(on="2015-01-01", known_by="2015-09-01") is ad.FinancingStatus.AGREED_IN_PRINCIPLE
    assert told.why("financing.credit.status").decided_by == (EFFECTIVE,)


def test_ways_of_paying_without_a_key_keep_their_own_status() -> None:
    cash = (ad.Cash(status="repaid", said="2015"), ad.Cash(status="signed", said="2016"))
    told = deal(*cash, SILENT, history=(EFFECTIVE,))
    assert [part.status and part.status.value for part in told.financing_parts()] == ["REPAID", "SIGNED", "EFFECTIVE"]


def test_the_sum_of_a_share_is_of_the_price_of_that_day() -> None:
    changed = ad.Event(when="2020-04", said="2020-04", amendments=(ad.Amendment(what="the price"),))
    told = deal(credit(share="0.5"), history=(changed,)).with_price(ad.PriceClaim("1e9 USD", said="2016"))
    told = told.with_price(ad.PriceClaim("2e9 USD", said="2021"))
    assert str(told.financing_parts()[0].amount) == "1000000000 USD COMPONENT"
    assert str(told.financing_parts(on="2018")[0].amount) == "500000000 USD COMPONENT"


def test_disputes_of_a_day_are_those_of_the_terms_then_in_force() -> None:
    changed = ad.Event(when="2020-04", amendments=(ad.Amendment(what="the price"),))
    told = deal(history=(changed,)).with_price(ad.PriceClaim("1e9 USD", said="2016"))
    told = told.with_price(ad.PriceClaim("2e9 USD", said="2021")).with_price(ad.PriceClaim("3e9 USD", said="2022"))
    assert [one.about for one in told.disputes()] == ["price"]
    assert told.disputes(on="2018") == ()


@given(told=st.lists(ads.loans(), min_size=1, max_size=4))
def test_law_every_claim_that_is_named_tells_the_term_and_no_disputed_term_is_without_values(told: list[Loan]) -> None:
    same = [
        ad.Loan(key="k", rate=one.rate, lender=one.lender, said=one.said, confidence=one.confidence) for one in told
    ]
    (part,) = ad.Financing(instruments=tuple(same)).parts() or (None,)
    if part is None:
        return
    for term in ("rate", "lender"):
        answer = term_of(part, term)
        assert all(getattr(claim, term) not in (None, "") for claim in answer.claims)
        assert answer.disputed == (term in part.disputed)
        if answer.disputed:
            assert len({getattr(claim, term) for claim in answer.claims}) > 1


@pytest.mark.parametrize("told", ["at the start", [("2015-09-10", "39.9e9 SEK")]])
def test_a_list_that_is_assumed_wrongly_is_answered_with_one_that_is_read(told: object) -> None:
    line = ad.Financing(instruments=(ad.CreditLine(amount="1e9 USD", rate="0.04", tenor_years=5, profile="bullet"),))
    with pytest.raises(TypeError) as caught:
        line.schedule(start="2015-01-01", assume={"drawings": told})
    example = str(caught.value).partition("give a list such as ")[2]
    assert example == '[ad.Milestone(when="2018-03-01", share="1")]'
    drawn = [ad.Milestone(when="2018-03-01", share="1")]
    assert line.schedule(start="2015-01-01", assume={"drawings": drawn}).rows
