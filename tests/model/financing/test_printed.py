"""How financings and schedules are printed: short, aligned, and with what is undecided, assumed and taken for granted."""

import pytest
from hypothesis import given

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals._card import columns
from armsdeals.model.financing.printed import FIRST


def s400() -> ad.Financing:
    told = (ad.Cash(key="advance", share="0.45"), ad.Loan(key="loan", share="0.55", lender="Russia"))
    return ad.Financing(instruments=told, complete=True, price="2.5e9 USD")


def test_a_financing_is_printed_as_the_call_that_makes_it_where_that_fits_a_line() -> None:
    assert repr(s400()) == "<Financing instruments: 2, complete=True, price='2500000000 USD'>"
    short = ad.Financing(instruments=(ad.Loan(key="loan", share="0.55", lender="Russia"),))
    assert repr(short) == "Financing(instruments=(Loan(key='loan', share=Share('0.55'), lender='Russia'),))"


def test_as_text_it_is_a_sentence_that_names_what_is_unknown() -> None:
    assert str(s400()) == (
        "advance: 45 %, 1.125 billion USD, cash; loan: 55 %, 1.375 billion USD, loan, lender Russia, rate unknown, "
        "tenor years unknown, profile unknown; nothing else pays"
    )
    assert str(ad.Financing()) == "nobody says how it is paid for"


def test_a_term_that_is_withheld_is_not_called_unknown() -> None:
    told = str(ad.Financing(instruments=(ad.Loan(share="0.5", withheld=("rate",)),)))
    assert "rate withheld" in told
    assert "rate unknown" not in told


def test_an_undecided_schedule_says_what_is_lacking() -> None:
    assert str(s400().schedule(start="2018-01-01")).splitlines() == [
        "Schedule from 2018-01-01 to 2018-01-01, in USD",
        "date        kind     of           principal  balance",
        "2018-01-01  payment  advance  1,125,000,000        0",
        "- undecided: of loan nobody published rate, tenor years, profile",
        "- taken for granted: milestones of advance: all is paid at the start",
    ]


def test_an_assumption_is_printed_with_the_schedule_that_rests_on_it() -> None:
    terms = {"loan.rate": "0.04", "tenor_years": 2, "profile": "bullet"}
    lines = str(s400().schedule(start="2018-01-01", assume=terms)).splitlines()
    assert "- assumed: rate of loan 0.04, tenor years 2, profile bullet" in lines
    assert "2020-01-01  repayment  loan                 0  1,375,000,000  55,000,000              0" in lines


def test_cents_are_shown_where_there_are_any_and_columns_of_nothing_are_left_out() -> None:
    loan = ad.Loan(key="loan", amount="1000 USD", rate="0.0333", tenor_years=1, profile="bullet")
    lines = str(ad.Financing(instruments=(loan,)).schedule(start="2018-01-01")).splitlines()
    assert lines[1].split() == ["date", "kind", "of", "drawn", "principal", "interest", "balance"]
    assert lines[3].split()[-2:] == ["33.3", "0.0"]


def test_the_repr_of_a_long_schedule_shows_its_first_rows_and_the_last_one() -> None:
    loan = ad.Loan(key="loan", amount="1e6 USD", rate="0.05", tenor_years=20, profile="annuity", payments_per_year=12)
    plan = ad.Financing(instruments=(loan,)).schedule(start="2018-01-01")
    lines = repr(plan).splitlines()
    assert len([line for line in lines if line.startswith("20")]) == FIRST + 1
    assert lines[FIRST + 2].split() == ["…", str(241 - FIRST - 1), "more"]
    assert len([line for line in str(plan).splitlines() if line.startswith("20")]) == 241


def test_ranges_say_how_many_schedules_they_make() -> None:
    terms = {"rate": "0.04..0.06", "tenor_years": "2..3", "profile": "bullet"}
    assert "the ranges make 4 schedules" in str(s400().schedule(start="2018-01-01", assume=terms))


def test_rows_in_several_currencies_name_them() -> None:
    paid = ad.Financing(instruments=(ad.Cash(key="a", amount="1 USD"), ad.Cash(key="b", amount="1 EUR")))
    lines = str(paid.schedule(start="2018-01-01")).splitlines()
    assert lines[0].endswith("in EUR and USD")
    assert lines[1].endswith("currency")


@pytest.mark.parametrize("key", ["advance", "loan"])
def test_a_notebook_gets_tables(key: str) -> None:
    assert f'<th scope="row" style="text-align:left;vertical-align:top">{key}</th>' in s400()._repr_html_()
    html = s400().schedule(start="2018-01-01")._repr_html_()
    assert "1,125,000,000" in html
    assert "<li>undecided: of loan nobody published rate, tenor years, profile</li>" in html


@given(ads.schedules())
def test_law_a_printed_schedule_is_aligned_and_names_everything_that_is_undecided(plan: ad.Schedule) -> None:
    lines = repr(plan).splitlines()
    rows = [line for line in lines if line[:4].isdigit()]
    assert len({columns(line) for line in rows}) <= 1
    assert all(term.replace("_", " ") in repr(plan) for term in plan.undecided)


@given(ads.financings())
def test_law_a_way_of_paying_prints_a_lender_only_where_one_is_told(financing: ad.Financing) -> None:
    for way in financing:
        told = repr(way)
        assert told.startswith((f"{type(way).__name__}(", f"<{type(way).__name__}"))
        assert ("lender=" in told) == bool(getattr(way, "lender", "")) or told.endswith("…>")
