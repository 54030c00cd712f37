"""What is overdue of payments, loans and settlements."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from tests.model.planning import deal, fact, plan

import armsdeals as ad


def test_payments_steps_of_a_loan_and_permissions_are_waited_for_too() -> None:
    paid = plan("2018-03", payments=(ad.Payment(value="1e9 USD"),))
    drawn = plan("2018-03", financing=(ad.FinancingStep(of="loan", status="effective"),))
    granted = ad.Authorisation(
        kind="export licence", state="granted", modality="planned", when="2018-03", said="2017-04-24"
    )
    held = deal(paid, drawn, authorisations=(granted,))
    assert set(held.overdue(on="2018-06-01")) == {paid, drawn, granted}
    done = (
        fact("2018-03-10", payments=(ad.Payment(value="1e9 USD"),)),
        fact("2018-05-10", financing=(ad.FinancingStep(of="loan", status="effective"),)),
    )
    given_ = evolve(granted, modality="fact", said="2018-03-20", when="2018-03-20")
    assert deal(paid, drawn, *done, authorisations=(granted, given_)).overdue(on="2018-06-01") == ()
    missed = fact("2018-03-10", payments=(ad.Payment(value="1e9 USD", is_missed=True),))
    assert deal(paid, missed).overdue(on="2018-06-01") == (paid,)


def pays(value: str | None = "100e6 USD", **more: Any) -> dict[str, Any]:
    return {"payments": (ad.Payment(value=value, **more),)}


@pytest.mark.parametrize(
    ("paid", "late"),
    [
        ([("2018-05-20", "100e6 USD")], False),  # after it was due, and before the day of the question
        ([("2018-02-20", "100e6 USD")], False),  # early
        ([("2016-05-20", "100e6 USD")], True),  # before there was such a plan
        ([("2018-07-20", "100e6 USD")], True),  # nobody knew by then
        ([("2018-05-20", "40e6 USD")], True),  # less than was due
        ([("2018-04-20", "40e6 USD"), ("2018-05-20", "60e6 USD")], False),
        ([("2018-05-20", ">=40e6 USD")], False),
        ([("2018-05-20", None)], False),
        ([("2018-05-20", "80e6 EUR")], False),  # of another money nobody can say whether it is enough
    ],
)
def test_a_planned_payment_is_overdue_until_it_is_made_and_not_after(
    paid: list[tuple[str, str | None]],
    late: bool,  # noqa: FBT001
) -> None:
    due = plan("2018-03", **pays())
    held = deal(due, *(fact(when, **pays(value)) for when, value in paid))
    assert (due in held.overdue(on="2018-06-01")) is late


def test_each_payment_answers_one_plan_the_one_of_its_day_before_the_oldest() -> None:
    plans = [plan(year, **pays()) for year in ("2018", "2019", "2020")]
    assert deal(*plans, fact("2019-06-01", **pays())).overdue(on="2022") == (plans[0], plans[2])
    assert deal(*plans, fact("2021-06-01", **pays())).overdue(on="2022") == (plans[1], plans[2])
    both = fact("2019-06-01", **pays()), fact("2021-06-01", **pays())
    assert deal(*plans, *both).overdue(on="2022") == (plans[2],)


def test_two_who_tell_of_one_planned_payment_wait_for_one_payment() -> None:
    plans = [plan("2018", **pays()), plan("2018", **pays(), speaker="the other side")]
    assert len(deal(*plans).overdue(on="2022")) == 2
    assert deal(*plans, fact("2019-06-01", **pays())).overdue(on="2022") == ()


def test_a_payment_of_another_kind_loan_or_payer_answers_no_plan() -> None:
    due = plan("2018", **pays(purpose="repayment", of="loan", payer="Lindmark"))
    for other in ({"purpose": "refund"}, {"of": "line"}, {"payer": "Vega"}):
        told = fact("2018-05-01", **pays(**{"purpose": "repayment", **other}))
        assert deal(due, told).overdue(on="2020") == (due,)
    assert deal(due, fact("2018-05-01", **pays())).overdue(on="2020") == ()


def test_what_pays_the_price_of_a_deal_that_is_over_is_not_waited_for_and_a_refund_is() -> None:
    over = fact("2017-09-01", stage="signed"), fact("2018-06-01", stage="cancelled")
    back = plan("2019", **pays(purpose="refund"))
    assert deal(*over, plan("2019", **pays(purpose="instalment")), back).overdue(on="2021") == (back,)


def test_a_planned_settlement_is_fulfilled_by_a_payment_or_by_being_told_so_far() -> None:
    refund = ad.Settlement(kind="refund", value="38e6 USD", status="paid")
    due = plan("2018", settlements=(refund,))
    assert deal(due).overdue(on="2020") == (due,)
    agreed = ad.Settlement(kind="refund", status="agreed")
    assert deal(due, fact("2018-05-01", settlements=(agreed,))).overdue(on="2020") == (due,)
    assert deal(due, fact("2019-05-01", settlements=(refund,))).overdue(on="2020") == ()
    assert deal(due, fact("2019-05-01", **pays(purpose="refund"))).overdue(on="2020") == ()
    other = ad.Settlement(kind="penalty", status="paid")
    assert deal(due, fact("2019-05-01", settlements=(other,))).overdue(on="2020") == (due,)


@pytest.mark.parametrize(
    ("planned", "told", "late"),
    [
        ("effective", "disbursing", False),
        ("effective", "in arrears", False),
        ("effective", "cancelled", False),
        ("effective", "signed", True),
        ("repaid", "defaulted", True),
        ("repaid", "forgiven", False),
    ],
)
def test_a_planned_step_of_a_loan_is_fulfilled_by_a_further_one_or_its_end(planned: str, told: str, late: bool) -> None:  # noqa: FBT001
    due = plan("2018", financing=(ad.FinancingStep(of="loan", status=planned),))
    done = fact("2019-05-01", financing=(ad.FinancingStep(of="loan", status=told),))
    assert (due in deal(due, done).overdue(on="2020")) is late
