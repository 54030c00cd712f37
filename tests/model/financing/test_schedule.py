"""Schedules: examples reckoned by hand, what stays undecided, what is assumed, and terms that are refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import armsdeals as ad
from armsdeals.model.financing.credit import CreditRevision, RateFrom
from armsdeals.model.financing.milestone import Milestone
from armsdeals.model.financing.reckoning import repayment_of
from armsdeals.model.financing.regular import is_regular, regular_rows
from armsdeals.model.financing.row import ScheduleRow, ScheduleRowKind, Setting
from armsdeals.strategies.credits import BEGIN, decided_loans


def paid_by(*instruments: Any, **more: Any) -> ad.Financing:
    return ad.Financing(instruments=instruments, **more)


def loan(**terms: Any) -> ad.Financing:
    usual: dict[str, Any] = {"key": "loan", "amount": "1200 USD", "rate": "0.05", "tenor_years": 3}
    return paid_by(ad.Loan(**(usual | terms)))


def brief(rows: tuple[ScheduleRow, ...]) -> list[tuple[str, str, str, str, str]]:
    return [
        (row.date.isoformat(), str(row.kind), str(row.principal), str(row.interest), str(row.balance)) for row in rows
    ]


def s400() -> ad.Financing:
    """Turkey's S-400 as reported: 2.5 billion dollars, 45 % in advance, 55 % lent by Russia; RBC, 2017-12-27."""
    return paid_by(
        ad.Cash(key="advance", share="0.45"),
        ad.Loan(key="loan", share="0.55", lender="Russia", form="supplier state loan"),
        complete=True,
        price="2.5e9 USD CONTRACT",
    )


def test_equal_principal_falls_by_a_third_each_year() -> None:
    # by hand: 5 % of 1,200, of 800 and of 400
    assert brief(loan(profile="equal principal").schedule(start="2018-01-01").rows) == [
        ("2018-01-01", "DRAWING", "0", "0", "1200"),
        ("2019-01-01", "REPAYMENT", "400.00", "60.00", "800.00"),
        ("2020-01-01", "REPAYMENT", "400.00", "40.00", "400.00"),
        ("2021-01-01", "REPAYMENT", "400.00", "20.00", "0.00"),
    ]


def test_an_annuity_pays_the_same_sum_and_the_last_one_takes_the_rounding() -> None:
    # by hand: 1200 x 0.05 / (1 - 1.05^-3) = 440.650..., the last payment is what is left with its interest
    rows = loan(profile="annuity").schedule(start="2018-01-01").rows
    assert [str(row.paid) for row in rows[1:]] == ["440.65", "440.65", "440.65"]
    assert [str(row.principal) for row in rows[1:]] == ["380.65", "399.68", "419.67"]


def test_a_bullet_pays_interest_and_everything_at_the_end() -> None:
    rows = loan(profile="bullet", payments_per_year=2, tenor_years=1).schedule(start="2018-01-31").rows
    assert brief(rows) == [
        ("2018-01-31", "DRAWING", "0", "0", "1200"),
        ("2018-07-31", "INTEREST", "0", "30.00", "1200"),
        ("2019-01-31", "REPAYMENT", "1200", "30.00", "0"),
    ]


def test_after_years_of_grace_the_first_principal_falls_one_period_later() -> None:
    rows = loan(profile="equal principal", grace_years=1, payments_per_year=2).schedule(start="2018-01-01").rows
    repaid = [row for row in rows if row.principal]
    assert repaid[0].date == date(2019, 7, 1)
    assert [row.principal for row in repaid] == [Decimal(300)] * 4


def test_interest_of_the_grace_can_be_added_to_the_principal() -> None:
    # by hand: 1200 x 1.05 = 1260, repaid in two parts
    rows = (
        loan(profile="equal principal", grace_years=1, grace_interest="capitalised").schedule(start="2018-01-01").rows
    )
    assert brief(rows)[1:3] == [
        ("2019-01-01", "CAPITALISED", "0", "0", "1260.00"),
        ("2020-01-01", "REPAYMENT", "630.00", "63.00", "630.00"),
    ]


def test_listed_parts_of_the_principal_are_steps() -> None:
    steps = tuple(Milestone(share=share) for share in ("0.5", "0.25", "0.25"))
    rows = loan(profile="stepped", instalments=steps).schedule(start="2018-01-01").rows
    assert [str(row.principal) for row in rows[1:]] == ["600.00", "300.00", "300.00"]


def test_listed_payments_cover_the_interest_first() -> None:
    # by hand: 100 pays 60 of interest and 40 of principal; then 1160 bear 58; the rest falls due at the end
    payments = tuple(Milestone(amount=f"{amount} USD") for amount in (100, 58))
    rows = loan(profile="custom", instalments=payments).schedule(start="2018-01-01").rows
    assert brief(rows)[1:] == [
        ("2019-01-01", "REPAYMENT", "40.00", "60.00", "1160.00"),
        ("2020-01-01", "INTEREST", "0", "58.00", "1160.00"),
        ("2021-01-01", "REPAYMENT", "1160.00", "58.00", "0.00"),
    ]


def test_a_floating_rate_is_the_observed_index_and_the_spread() -> None:
    seen = (RateFrom(when="2018-01-01", rate="0.02"), RateFrom(when="2019-01-01", rate="0.03"))
    found = loan(rate=None, rate_kind="floating", index="SOFR", spread="0.01", observed=seen, profile="bullet")
    plan = found.schedule(start="2018-01-01")
    # by hand: 3 % of 1,200, then 4 % as long as nobody observes another value
    assert [str(row.interest) for row in plan.rows[1:]] == ["36.00", "48.00", "48.00"]
    assert plan.conventions["loan.observed"] == (
        "each value holds from its day to the next, the first one before it too"
    )


def test_a_rate_that_was_renegotiated_holds_from_its_day() -> None:
    found = loan(profile="bullet", rates=(RateFrom(when="2019-01-01", rate="0.01"),))
    assert [str(row.interest) for row in found.schedule(start="2018-01-01").rows[1:]] == ["60.00", "12.00", "12.00"]


def test_terms_that_were_agreed_anew_hold_from_their_day() -> None:
    # by hand: 400 of 1,200 are repaid in 2019; from 1 July 2019, with 20 of interest run, 800 go over two years at 2 %
    again = (CreditRevision(when="2019-07-01", rate="0.02", tenor_years=2, profile="equal principal"),)
    rows = loan(profile="equal principal", revisions=again).schedule(start="2018-01-01").rows
    assert brief(rows)[1:] == [
        ("2019-01-01", "REPAYMENT", "400.00", "60.00", "800.00"),
        ("2019-07-01", "INTEREST", "0", "20.00", "800.00"),
        ("2020-07-01", "REPAYMENT", "400.00", "16.00", "400.00"),
        ("2021-07-01", "REPAYMENT", "400.00", "8.00", "0.00"),
    ]


def test_a_revision_of_the_rate_alone_keeps_the_end_and_the_due_dates() -> None:
    # by hand: 1,200 at 5 % until 1 July 2018, then at 2 %: 30, half a year of 24, then 16 and 8
    again = (CreditRevision(when="2018-07-01", rate="0.02"),)
    rows = loan(profile="equal principal", revisions=again).schedule(start="2018-01-01").rows
    assert [(row.date.isoformat(), str(row.principal), str(row.interest)) for row in rows[1:]] == [
        ("2018-07-01", "0", "30.00"),
        ("2019-01-01", "400.00", "12.00"),
        ("2020-01-01", "400.00", "16.00"),
        ("2021-01-01", "400.00", "8.00"),
    ]


def test_a_range_of_rates_that_was_published_gives_a_range_of_answers() -> None:
    told = loan(rate=None, rate_low="0.04", rate_high="0.06", profile="bullet", tenor_years=1)
    paid = told.schedule(start="2018-01-01").paid()
    assert (paid.low, paid.high, paid.undecided) == (Decimal(1248), Decimal(1272), ())


def test_without_interest_only_the_principal_is_paid() -> None:
    for terms in ({"rate_kind": "interest free"}, {"without": ("rate",)}):
        rows = loan(rate=None, profile="equal principal", **terms).schedule(start="2018-01-01").rows
        assert sum(row.interest for row in rows) == 0


def test_fees_fall_due_at_the_start_and_on_what_is_not_drawn() -> None:
    # by hand: (1 % + 0.5 % + 2 %) of 1200; 0.4 % of the 600 that are not drawn for a year
    drawings = (Milestone(when="2018-01-01", share="0.5"), Milestone(when="2019-01-01", share="0.5"))
    found = loan(
        profile="bullet", upfront_fee="0.01", management_fee="0.005", premium="0.02", commitment_fee="0.004",
        drawings=drawings,
    )  # fmt: skip
    plan = found.schedule(start="2018-01-01")
    assert [(row.date.isoformat(), str(row.fee)) for row in plan.rows if row.fee] == [
        ("2018-01-01", "42.00"),
        ("2019-01-01", "2.40"),
    ]
    assert [str(row.interest) for row in plan.rows if row.interest] == ["30.00", "60.00", "60.00"]
    assert found.undisbursed(on="2018-06-01", start="2018-01-01").money == ad.Money("600", "USD")


def test_a_long_first_and_a_long_last_period_are_stubs() -> None:
    found = loan(profile="bullet", tenor_years=2, first_due="2018-09-01", payments_per_year=2, stub="long")
    days = [row.date.isoformat() for row in found.schedule(start="2018-01-01").rows[1:]]
    # 3 January-to-September months of 30 days; the last half year would end on 2020-03-01
    assert days == ["2018-09-01", "2019-03-01", "2020-01-01"]
    first = found.schedule(start="2018-01-01").rows[1]
    assert first.interest == Decimal("40.00")  # by hand: 8 months of 30 days at 5 %


def test_a_due_date_on_a_weekend_moves_and_interest_only_if_agreed() -> None:
    plain = loan(profile="bullet", tenor_years=1, payments_per_year=2, roll="following", day_count="ACT/360")
    moved = loan(
        profile="bullet", tenor_years=1, payments_per_year=2, roll="following", day_count="ACT/360", roll_interest=True
    )
    one, other = (f.schedule(start="2018-03-01").rows[1] for f in (plain, moved))
    assert one.date == other.date == date(2018, 9, 3)  # 1 September 2018 is a Saturday
    # by hand: 1200 x 5 % x 184 / 360, and 186 days
    assert (str(one.interest), str(other.interest)) == ("30.67", "31.00")
    holiday = plain.schedule(start="2018-03-01", holidays=frozenset({date(2018, 9, 3)})).rows[1]
    assert holiday.date == date(2018, 9, 4)


def test_the_s_400_as_published_is_undecided_and_names_what_nobody_published() -> None:
    plan = s400().schedule(start="2017-12-29")
    assert [part.amount and part.amount.money for part in s400().parts()] == [
        ad.Money("1125000000", "USD"),
        ad.Money("1375000000", "USD"),
    ]
    assert plan.undecided == ("rate", "tenor_years", "profile")
    assert plan.missing == {"loan": ("rate", "tenor_years", "profile")}
    assert [(row.instrument, row.paid) for row in plan.rows] == [("advance", Decimal(1125000000))]


def test_with_assumptions_the_s_400_has_a_schedule_that_lists_them() -> None:
    assume = {"rate": "0.05", "tenor_years": 10, "profile": "equal principal"}
    plan = s400().schedule(start="2017-12-29", assume=assume)
    assert plan.is_decided
    assert dict(plan.assumed) == {"rate": "0.05", "tenor_years": "10", "profile": "equal principal"}
    assert plan.of("loan")[1].principal == Decimal(137500000)
    assert plan.outstanding("2020-12-29").money == ad.Money("962500000", "USD")


def test_a_range_of_rates_gives_a_range_of_answers() -> None:
    open_loan = loan(rate=None, profile="bullet", tenor_years=1)
    plan = open_loan.schedule(start="2018-01-01", assume={"rate": "0.04..0.06"})
    assert [str(case.rows[1].interest) for case in plan.cases] == ["48.00", "72.00"]
    assert [str(row.kind) for row in plan.rows] == ["DRAWING"]  # what is the same in all cases
    worth = open_loan.present_value(rate="0.05", assume={"rate": ("0.04", "0.06")})
    # by hand: 1248 / 1.05 and 1272 / 1.05
    assert (round(worth.low or 0, 6), round(worth.high or 0, 6)) == (Decimal("1188.571429"), Decimal("1211.428571"))
    assert not worth.is_decided


def test_a_sum_that_is_roughly_known_gives_a_range() -> None:
    found = loan(amount="1000..1200 USD", profile="bullet").schedule(start="2018-01-01").outstanding("2019-06-01")
    assert (found.low, found.high) == (Decimal(1000), Decimal(1200))


def test_what_was_told_stands_against_an_assumption() -> None:
    plan = loan(profile="bullet").schedule(start="2018-01-01", assume={"rate": "0.9"})
    assert plan.rows[1].interest == Decimal("60.00")
    assert plan.assumed == {}


def test_an_assumption_can_be_for_one_way_of_paying() -> None:
    two = paid_by(*(ad.Loan(key=key, amount="1000 USD", tenor_years=1, profile="bullet") for key in ("one", "two")))
    plan = two.schedule(start="2018-01-01", assume={"one.rate": "0.05"})
    assert plan.missing == {"two": ("rate",)}
    assert dict(plan.assumed) == {"one.rate": "0.05"}


@pytest.mark.parametrize(
    ("assume", "told"),
    [
        ({"rat": "0.05"}, "did you mean rate"),
        ({"rate": "5"}, "5 % is written 0.05"),
        ({"rate": "0.06..0.04"}, "swap"),
        ({"tenor_years": -3}, "1 or more"),
        ({"tenor_years": "-3"}, "1 or more"),
        ({"tenor_years": "ten"}, "no whole number"),
        ({"rate": None}, "leave it out"),
        ({"profile": "baloon"}, "profile"),
    ],
)
def test_an_assumption_that_makes_no_sense_is_refused_at_its_place(assume: dict[str, Any], told: str) -> None:
    with pytest.raises(ad.InvalidValue, match=told) as refused:
        s400().schedule(start="2018-01-01", assume=assume)
    assert refused.value.path == ("assume", *assume)


@pytest.mark.parametrize(
    ("terms", "path", "told"),
    [
        ({"tenor_years": -1}, ("tenor_years",), "1 or more"),
        ({"tenor_years": 0}, ("tenor_years",), "1 or more"),
        ({"tenor_years": 10**30}, ("tenor_years",), "100 or less"),
        ({"tenor_years": 5, "grace_years": 6}, ("grace_years",), "grace of 6 years"),
        ({"tenor_years": 5, "grace_months": 60}, ("grace_months",), "grace of 5 years"),
        ({"tenor_years": 5, "balloon_years": 3}, ("balloon_years",), "longer time"),
        ({"rate": "5"}, ("rate",), "0.05"),
        ({"rate": "NaN"}, ("rate",), "0.05"),
        ({"rate": "1e30"}, ("rate",), "0.05"),
        ({"spread": "-2"}, ("spread",), "-1 to 1"),
        ({"payments_per_year": 13}, ("payments_per_year",), "12 or less"),
        ({"tenor_years": 2, "tenor_months": 25}, ("tenor_months",), "keep one"),
        ({"rate_kind": "interest free", "rate": "0.05"}, ("rate",), "keep one"),
        ({"withheld": ("rat",)}, ("withheld", 0), "did you mean rate"),
        ({"withheld": ("rate",), "rate": "0.05"}, ("withheld", 0), "keep one"),
        ({"withheld": ("rate",), "without": ("rate",)}, ("withheld", 0), "two ways"),
    ],
)
def test_bad_terms_are_refused_with_their_place_and_the_remedy(terms: dict[str, Any], path: Any, told: str) -> None:
    with pytest.raises(ad.InvalidValue, match=told) as refused:
        ad.Loan(**terms)
    assert refused.value.path == path


def test_a_bad_term_of_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("id: x\nfinancing:\n  - 55 % loan:\n      tenor_years: 1\n      grace_years: 3\n", "utf-8")
    (issue,) = [one for one in ad.try_read(file).issues if "grace" in one.message]
    assert issue.line == 5
    assert "financing.instruments[0].grace_years" in str(issue)


def test_five_payments_a_year_fall_on_no_whole_months() -> None:
    with pytest.raises(ad.InvalidValue, match="1, 2, 3, 4, 6 or 12") as refused:
        loan(profile="bullet", payments_per_year=5).schedule(start="2018-01-01")
    assert refused.value.path == ("payments_per_year",)


def test_the_four_ways_of_having_no_term_stay_apart() -> None:
    told = ad.Loan(key="loan", without=("grace_years",), withheld=("rate",), inapplicable=("index",))
    (part,) = paid_by(told).parts()
    assert [part.absence(term) for term in ("grace_years", "rate", "index", "profile")] == [
        ad.Absence.NONE, ad.Absence.WITHHELD, ad.Absence.NOT_APPLICABLE, None
    ]  # fmt: skip
    deal = ad.Deal(id="demo", financing=paid_by(told))
    assert list(ad.loads(ad.dumps(deal, format="yaml"), format="yaml")) == [deal]


def test_the_grant_element_of_a_grant_beside_a_loan_at_market_terms_is_its_part() -> None:
    # by hand: half is given, half is lent at the discount rate
    half = ad.Loan(amount="500 USD", rate="0.05", tenor_years=3, profile="bullet")
    found = paid_by(ad.Grant(amount="500 USD"), half).grant_element(rate="0.05").value
    assert found == Decimal("0.5")


def test_several_currencies_are_never_added() -> None:
    mixed = paid_by(ad.Cash(amount="10 USD"), ad.Cash(amount="10 EUR"))
    with pytest.raises(ad.InvalidValue, match="EUR and USD"):
        mixed.present_value(rate="0.05")
    assert len(mixed.schedule(start="2018-01-01").rows) == 2


@given(decided_loans())
def test_law_regular_loans_are_reckoned_alike_in_both_ways(told: ad.Loan) -> None:
    setting = Setting(name="loan", amount=told.amount.low if told.amount else None, currency="USD", start=BEGIN)
    if is_regular(told, setting):
        quick = {row.date: (row.principal, row.interest) for row in regular_rows(told, setting)[1:]}
        slow: dict[date, list[Decimal]] = {}
        for step in repayment_of(told, setting).steps():
            if str(step.kind) in ("PRINCIPAL", "INTEREST"):
                slow.setdefault(step.day, [Decimal(0), Decimal(0)])[str(step.kind) == "INTEREST"] += step.amount
        assert {day: tuple(sums) for day, sums in slow.items()} == quick


def test_rows_of_every_kind_have_a_word() -> None:
    assert ScheduleRowKind("repayment").in_words == "repayment"
