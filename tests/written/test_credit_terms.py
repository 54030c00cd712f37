"""Which words make a loan, a credit line or a guarantee; and terms as reports write them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.written.cursor import HeadFault
from armsdeals.written.heads import HISTORY, read_head


def read(*told: str) -> ad.Deal:
    lines = "\n".join(f"- {one}" for one in told)
    text = f"id: demo\nparties: {{supplier: Sweden, recipient: Brazil}}\nprice: 39.3 bn SEK contract\nfinancing:\n{lines}\n"
    return ad.loads(text.encode(), format="yaml")["demo"]


def part(head: str, *details: str) -> Any:
    deal = read("\n  ".join([f"{head}:" if details else head, *details]))
    assert deal.financing is not None
    return deal.financing.instruments[0]


@pytest.mark.parametrize(
    ("head", "kind", "form"),
    [
        ("about 39.9 bn SEK export credit direct from SEK", "loan", "EXPORT_CREDIT_DIRECT"),
        ("100 % export credit direct", "loan", "EXPORT_CREDIT_DIRECT"),
        ("part export credit direct", "loan", "EXPORT_CREDIT_DIRECT"),
        ("10 bn USD ceiling export credit direct from Korea", "credit-line", "EXPORT_CREDIT_DIRECT"),
        ("2.5 bn EUR export credit guaranteed", "loan", "EXPORT_CREDIT_GUARANTEED"),
        ("50 % export credit guaranteed from banks", "loan", "EXPORT_CREDIT_GUARANTEED"),
        ("part export credit guaranteed", "guarantee", "EXPORT_CREDIT_GUARANTEED"),
        ("1 bn USD guaranteed aid loan", "loan", "GUARANTEED_AID_LOAN"),
        ("part guaranteed aid loan", "guarantee", "GUARANTEED_AID_LOAN"),
        ("10 bn USD credit-line", "credit-line", None),
        ("2 bn EUR guarantee", "guarantee", None),
    ],
)
def test_the_words_for_a_way_of_paying_mean_a_kind_beside_their_sum(head: str, kind: str, form: str | None) -> None:
    told = part(head)
    assert (told.kind, told.form) == (kind, form and ad.FinancingForm(form))


def test_a_direct_export_credit_with_its_terms_is_reckoned() -> None:
    deal = read(
        "39.9 bn SEK export credit direct from SEK signed:\n    rate: 2.19 %\n    tenor_years: 25\n    grace_years: 8.5\n"
        "    payments_per_year: 2\n    profile: equal principal"
    )
    assert deal.financing is not None
    plan = deal.financing.schedule(start="2015-09-10")
    assert not plan.undecided
    assert plan.rows[-1].date.year == 2040


@given(claim=st.one_of(ads.loans(), ads.credit_lines(), ads.guarantees()))
def test_law_what_is_written_is_read_as_the_same_kind(claim: Any) -> None:
    register = ad.Register([ad.Deal(id="demo", financing=ad.Financing(instruments=(claim,)))])
    assert ad.loads(ad.dumps(register, format="yaml", style="short"), format="yaml") == register


@pytest.mark.parametrize("form", ["export credit direct", "export credit guaranteed", "guaranteed aid loan"])
@pytest.mark.parametrize("kind", [ad.Loan, ad.CreditLine, ad.Guarantee])
@pytest.mark.parametrize("amount", [None, "1e9 EUR", "1e9 EUR CEILING"])
def test_every_kind_and_form_is_written_beside_every_sum(kind: Any, form: str, amount: str | None) -> None:
    try:
        claim = kind(form=form, amount=amount)
    except ad.InvalidValue:
        return  # a guarantee is of no direct credit
    register = ad.Register([ad.Deal(id="demo", financing=ad.Financing(instruments=(claim,)))])
    text = ad.dumps(register, format="yaml", style="short").decode()
    assert ad.loads(text.encode(), format="yaml") == register
    assert "kind:" not in text


@pytest.mark.parametrize(
    ("detail", "name", "value"),
    [
        ("rate: 2.19 %", "rate", "0.0219"),
        ("rate: 4%", "rate", "0.04"),
        ("rate: 0.04", "rate", "0.04"),
        ("spread: -0.3 %", "spread", "-0.003"),
        ("upfront_fee: 1 %", "upfront_fee", "0.01"),
        ("tenor_years: about 25", "tenor_estimate", "~25"),
        ("tenor_years: 10..12 years", "tenor_estimate", "10..12"),
        ("tenor_years: at least 10", "tenor_estimate", ">=10"),
        ("tenor_years: 25 years", "tenor_years", "25"),
        ("tenor_years: 8.5", "tenor_months", "102"),
        ("grace_years: 8.5", "grace_months", "102"),
        ("grace_years: about 8", "grace_estimate", "~8"),
        ("grace_years: 7..9 years", "grace_estimate", "7..9"),
    ],
)
def test_terms_are_read_as_reports_write_them(detail: str, name: str, value: str) -> None:
    assert str(getattr(part("1 bn USD loan", f"  {detail}"), name)) == value


def test_percentages_are_read_in_the_long_form_and_in_what_stands_below_too() -> None:
    told = part("amount: 1000000000 USD\n  kind: loan\n  rate: 3 %\n  revisions:\n  - {when: 2020, rate: 2 %}")
    assert (str(told.rate), str(told.revisions[0].rate)) == ("0.03", "0.02")
    assert str(part("part guarantee", "  covered: 95 %").covered) == "0.95"


@pytest.mark.parametrize(
    ("detail", "reason"),
    [
        ("rate: 219 %", "'219 %' is not a yearly fraction"),
        ("rate: 2.19", "'2.19' is not a yearly fraction"),
        ("grace_years: some", "'some'"),
        ("tenor_years: 8.53", "8.53"),
        ("tenor_years: some", "'some'"),
    ],
)
def test_what_is_no_such_term_is_refused_as_it_was_typed(detail: str, reason: str) -> None:
    with pytest.raises(ad.InvalidDeals) as caught:
        part("1 bn USD loan", f"  {detail}")
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5 % export credit", "write export credit direct if an agency lends, or export credit guaranteed if banks do"),
        ("5 % bank loan", "write commercial loan"),
        ("5 % FMF", "write military aid grant, or military aid loan"),
        ("5 % instalments", "write own funds, with milestones below"),
        ("5 % wibble", "expected a way of paying: "),
        ("5 % wibble", "own funds, loan, commercial loan, "),
        ("5 % lone", "did you mean loan?"),
        ("own funds", "where nobody says it, write part own funds"),
        ("loan signed", "where nobody says it, write part loan signed"),
        ("loan forgiven 500 m USD", "by an event, in its details, as in financing: KEY forgiven 500 m USD"),
    ],
)
def test_a_way_of_paying_that_has_another_name_here_is_answered_with_it(typed: str, meant: str) -> None:
    with pytest.raises(ad.InvalidDeals) as caught:
        part(typed)
    assert meant in str(caught.value)


def test_a_credit_line_and_a_debt_swap_may_be_typed_with_blanks() -> None:
    assert part("100 m USD credit line from a bank").kind == "credit-line"
    assert part("100 m USD debt swap").kind == "debt-swap"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2020 returned 1 battalion", "write '1 battalion of KEY', with the key of the line"),
        ("2020 delivering 3 s400", "write '3 of s400', with the key of the line"),
        ("2020 delivering 2..3", "write '2 to 3 of KEY',"),
        ("2020 lost some", "write 'some of KEY',"),
        ("2020 in doubt", "write talks, or a ? behind what is in doubt"),
    ],
)
def test_goods_without_a_line_are_answered_with_what_was_typed(typed: str, meant: str) -> None:
    with pytest.raises(HeadFault, match=re.escape(meant)):
        read_head(HISTORY, typed)
