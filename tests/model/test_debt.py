"""What is still owed of credits: by their terms, and by what became of them."""

from typing import Any

import pytest

import armsdeals as ad
from armsdeals.errors import InvalidValue


def loan(key: str = "loan", **more: Any) -> ad.Loan:
    """Nine hundred, repaid by a hundred at each new year from 2006 on."""
    terms: dict[str, Any] = {
        "amount": "900 USD",
        "rate": "0.02",
        "tenor_years": 9,
        "profile": "equal principal",
        "start": "2005-01-01",
    }
    return ad.Loan(key=key, **(terms | more))


def step(when: str, status: str, of: str = "loan", **more: Any) -> ad.Event:
    return ad.Event(when=when, financing=(ad.FinancingStep(of=of, status=status),), **more)


def deal(*told: Any, complete: bool = False) -> ad.Deal:
    events = tuple(one for one in told if isinstance(one, ad.Event))
    terms = tuple(one for one in told if not isinstance(one, ad.Event))
    return ad.Deal(id="demo", financing=ad.Financing(instruments=terms, complete=complete), history=events)


def owed(told: ad.Deal, day: str, **asked: Any) -> str:
    return str(told.debt(on=day, **asked))


@pytest.mark.parametrize("status", ["forgiven", "cancelled", "repaid"])
def test_nothing_is_owed_of_a_credit_that_has_ended(status: str) -> None:
    told = deal(loan(), step("2010-06-30", status))
    assert [owed(told, day) for day in ("2010-01-01", "2010-06-29", "2010-06-30", "2012-01-01")] == [
        "400 USD", "400 USD", "0 USD", "0 USD",
    ]  # fmt: skip
    assert told.financing is not None
    assert str(told.financing.outstanding(on="2012-01-01")) == "200 USD"


@pytest.mark.parametrize("status", ["repaying", "in arrears", "defaulted", "restructured"])
def test_what_is_in_arrears_is_owed_still(status: str) -> None:
    assert owed(deal(loan(), step("2010-06-30", status)), "2012-01-01") == "200 USD"


def test_where_the_day_of_the_end_is_vague_anything_may_be_owed_within_it() -> None:
    told = deal(loan(), step("2010", "forgiven"))
    assert [owed(told, day) for day in ("2009-12-31", "2010-06-01", "2010-12-31")] == [
        "500 USD", "0 USD..400 USD", "0 USD",
    ]  # fmt: skip


def test_of_several_credits_the_others_are_owed_still() -> None:
    told = deal(loan(), loan("second", amount="90 USD"), step("2010-06-30", "forgiven"))
    assert owed(told, "2012-01-01") == "20 USD"
    assert (
        owed(deal(loan(), loan("second", amount="90 USD"), step("2010", "forgiven")), "2010-06-01") == "40 USD..440 USD"
    )


def test_of_a_forgiven_credit_nothing_is_owed_though_its_terms_are_unknown() -> None:
    told = deal(ad.Loan(key="loan", amount="900 USD"), step("2010-06-30", "forgiven"))
    assert owed(told, "2012-01-01") == "0 USD"
    assert told.debt(on="2009-01-01").undecided == ("start", "rate", "tenor_years", "profile")
    assert told.debt(on="2009-01-01").high is None
    terms = {"rate": "0.02", "tenor_years": 9, "profile": "equal principal"}
    assert owed(told, "2009-01-01", start="2005-01-01", assume=terms).startswith("500 USD, assumed rate 0.02")


def test_only_what_is_told_and_not_taken_back_ends_a_credit() -> None:
    assert owed(deal(loan(), step("2010-06-30", "forgiven", modality="planned")), "2012-01-01") == "200 USD"
    told = deal(loan(), step("2010-06-30", "forgiven", id="gone"))
    assert owed(told.retract("gone", on="2011"), "2012-01-01") == "200 USD"
    known = deal(loan(said="2005"), step("2010-06-30", "forgiven", said="2015"))
    assert (owed(known, "2012-01-01"), owed(known, "2012-01-01", known_by="2013")) == ("0 USD", "200 USD")


def let_off(when: str, value: str, **more: Any) -> ad.Event:
    return ad.Event(when=when, financing=(ad.FinancingStep(of="loan", status="forgiven", value=value),), **more)


@pytest.mark.parametrize(
    ("told", "owing"),
    [
        ((let_off("2010-06-30", "150 USD"),), ("400 USD", "250 USD", "150 USD..250 USD", "0 USD..100 USD", "0 USD")),
        (  # told twice
            (let_off("2010-06-30", "150 USD"), let_off("2010-06", "150 USD", evidence="another paper")),
            ("400 USD", "250 USD", "150 USD..250 USD", "0 USD..100 USD", "0 USD"),
        ),
        (  # and once more a year later
            (let_off("2010-06-30", "150 USD"), let_off("2011-06-30", "100 USD")),
            ("400 USD", "250 USD", "50 USD..150 USD", "0 USD..100 USD", "0 USD"),
        ),
        ((let_off("2010", "150 USD"),), ("250 USD..400 USD", "250 USD..400 USD", "150 USD..250 USD", "0 USD..100 USD", "0 USD")),
        ((let_off("2010-06-30", ">=150 USD"),), ("400 USD", "0 USD..250 USD", "0 USD..250 USD", "0 USD..100 USD", "0 USD")),
        ((let_off("2010-06-30", "150 EUR"),), ("400 USD", "0 USD..400 USD", "0 USD..300 USD", "0 USD..100 USD", "0 USD")),
        ((let_off("2010-06-30", "1500 USD"),), ("400 USD", "0 USD", "0 USD", "0 USD", "0 USD")),
        ((let_off("2010-06-30", "150 USD", modality="planned"),), ("400 USD", "400 USD", "300 USD", "100 USD", "0 USD")),
    ],
)  # fmt: skip
def test_of_a_credit_that_was_forgiven_in_part_the_rest_is_owed(
    told: tuple[ad.Event, ...], owing: tuple[str, ...]
) -> None:
    held = deal(loan(), *told)
    days = ("2010-01-01", "2010-06-30", "2011-06-30", "2013-06-30", "2014-01-01")
    assert tuple(owed(held, day) for day in days) == owing
    assert held.financing_status("loan") is None  # for the credit goes on


def test_another_credit_is_owed_whole_where_one_was_forgiven_in_part() -> None:
    assert (
        owed(deal(loan(), loan("second", amount="90 USD"), let_off("2010-06-30", "150 USD")), "2010-06-30") == "290 USD"
    )


def test_a_part_is_told_of_what_is_forgiven_only() -> None:
    with pytest.raises(InvalidValue, match="a sum goes with status FORGIVEN"):
        ad.FinancingStep(of="loan", status="repaid", value="5 USD")


def test_of_credits_in_two_moneys_each_is_owed_in_its_own() -> None:
    told = deal(loan(), loan("second", amount="90 SEK"), let_off("2010-06-30", "150 USD"))
    assert [owed(told, "2010-06-30", currency=code) for code in ("USD", "SEK")] == ["250 USD", "40 SEK"]
    with pytest.raises(InvalidValue, match=r"the rows are in SEK and USD; ask for .* debt\(currency=...\)"):
        told.debt(on="2010-06-30")


def test_a_planned_part_is_waited_for_until_one_is_forgiven() -> None:
    planned = let_off("2010", "150 USD", modality="planned", said="2009")
    assert deal(loan(), planned).overdue(on="2011-06-01") == (planned,)
    assert deal(loan(), planned, let_off("2011-02", "140 USD", said="2011-03")).overdue(on="2011-06-01") == ()
    assert deal(loan(), planned, step("2011-02", "forgiven", said="2011-03")).overdue(on="2011-06-01") == ()


def test_a_status_among_the_terms_ends_it_as_well() -> None:
    assert owed(deal(loan(status="forgiven", when="2010-06-30")), "2012-01-01") == "0 USD"
    assert owed(deal(loan(status="forgiven", when="2010-06-30")), "2009-06-01") == "500 USD"


def test_nobody_says_how_it_is_paid_for_is_not_nothing() -> None:
    assert ad.Deal(id="demo").debt(on="2012-01-01").undecided == ("financing",)
    assert owed(deal(ad.Cash(share=1), complete=True), "2012-01-01") == "0"


def test_debt_is_that_of_one_day() -> None:
    with pytest.raises(InvalidValue, match="2012 is not one day"):
        deal(loan()).debt(on="2012")
