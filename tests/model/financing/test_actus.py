"""Loans against the vectors of the ACTUS Foundation: dates, payments, balances and running interest after every event.

The vectors are read from the folder of corpora beside the checkout; see its README for their source and licence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from math import ceil
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from armsdeals.model.financing.due import is_month_end, months_after
from armsdeals.model.financing.repayment import Repayment, StepKind
from armsdeals.values.business_day import BusinessDayRoll
from armsdeals.values.day_count import DayCount

CORPUS = Path(__file__).resolve().parents[3] / ".." / "shared" / "corpora" / "actus"
TOLERANCE = Decimal("1e-6")
LONGEST = 1_200  # due dates of a credit that ends when nothing is owed

# Why a vector is not run: what it needs and we do not model.
LEFT_OUT = {
    "purchase": "a credit bought by another lender during its life",
    "termination": "a credit sold or ended early at a price",
    "seasoned": "a credit that began before the first day of the vector",
    "frozen-interest-base": "interest on another base than the balance",
    "index-scaling": "a principal that follows a price index",
    "time-of-day": "hours of the day",
    "implied-maturity": "an implied maturity that the vectors reckon from a purchase",
    "INC": "a plan that lends more at some of its dates",
    "UMP": "a credit without an end",
    "CLM": "a credit that ends when the lender calls it",
}
DAY_COUNTS = {
    "A365": "ACT/365F", "A360": "ACT/360", "AA": "ACT/ACT", "30E360": "30E/360", "B30360": "30/360"
}  # fmt: skip
ROLLS = {
    "F": BusinessDayRoll.FOLLOWING,
    "MF": BusinessDayRoll.MODIFIED_FOLLOWING,
    "P": BusinessDayRoll.PRECEDING,
    "MP": BusinessDayRoll.MODIFIED_PRECEDING,
}
PROFILES = {"PAM": "BULLET", "LAM": "EQUAL_PRINCIPAL", "ANN": "ANNUITY", "NAM": "CUSTOM"}
KINDS = {"IED": StepKind.DRAWING, "PR": StepKind.PRINCIPAL, "MD": StepKind.PRINCIPAL, "IP": StepKind.INTEREST,
         "IPCI": StepKind.CAPITALISED, "RR": StepKind.RATE, "RRF": StepKind.RATE}  # fmt: skip


class Terms:
    """The terms of one vector, blanks stripped."""

    def __init__(self, contract: dict[str, Any]) -> None:
        self.told = {name: str(value).strip() for name, value in contract["terms"].items()}

    def text(self, name: str, default: str = "") -> str:
        return self.told.get(name, default)

    def number(self, name: str, default: str = "0") -> Decimal:
        return Decimal(self.told.get(name) or default)

    def day(self, *names: str) -> date | None:
        found = [self.told[name] for name in names if self.told.get(name)]
        return date.fromisoformat(found[0][:10]) if found else None


def cycle(terms: Terms, what: str, anchor: date | None, end: date | None) -> list[date]:
    """The dates of a cycle up to its end; a long stub drops the last date before it."""
    text = terms.text(f"cycleOf{what}")
    if not text or anchor is None:
        return []
    period, _, stub = text.partition("L")
    number, unit = int(period[1:-1]), period[-1]
    month_end = terms.text("endOfMonthConvention") == "EOM" and is_month_end(anchor)
    found: list[date] = []
    for k in count() if end else range(LONGEST):
        if unit in "DW":
            day = anchor + timedelta(days=k * number * (7 if unit == "W" else 1))
        else:
            months = {"M": 1, "Q": 3, "H": 6, "Y": 12}[unit]
            day = months_after(anchor, k * number * months, month_end=month_end)
        if end and day >= end:
            whole = day == end
            if not whole and stub == "0" and len(found) > 1:
                found.pop()
            return [*found, end]
        found.append(day)
    return found


def shift(terms: Terms) -> tuple[BusinessDayRoll, bool]:
    """The rule of business days, and whether interest is reckoned on the day as it was moved."""
    text = terms.text("businessDayConvention", "NOS")
    if text in ("", "NOS") or terms.text("calendar") in ("", "NC"):
        return BusinessDayRoll.UNADJUSTED, False
    return ROLLS[text[2:]], text.startswith("SC")


def repayment(contract: dict[str, Any]) -> Repayment:
    """The terms of a vector as ours."""
    terms = Terms(contract)
    if terms.text("contractType") == "LAX":
        return stepped(contract["terms"], terms)
    profile = PROFILES[terms.text("contractType")]
    start = terms.day("initialExchangeDate")
    assert start is not None
    maturity = terms.day("maturityDate", "amortizationDate")
    payment = terms.number("nextPrincipalRedemptionPayment") if terms.text("nextPrincipalRedemptionPayment") else None
    end = maturity
    redeems = [] if profile == "BULLET" else redemptions(terms, start, end)
    if end is None and profile == "EQUAL_PRINCIPAL" and payment:
        redeems = redeems[: ceil(terms.number("notionalPrincipal") / payment)]
        maturity = end = redeems[-1]
    pays = interest(terms, start, end, redeems)
    listed: list[Decimal] = []
    if profile == "CUSTOM":
        listed, payment = [payment or Decimal(0)] * len(redeems), None
    series = [s for s in contract["dataObserved"].values() for s in s["data"]]
    amortised = terms.day("amortizationDate")
    longer = redemptions(terms, start, amortised) if amortised and end and amortised > end else []
    return moved(terms, Repayment(
        principal=terms.number("notionalPrincipal"), start=start, rate=terms.number("nominalInterestRate"),
        profile=profile, interest_dates=pays, principal_dates=redeems, maturity=maturity, payment=payment,
        listed=listed, amortises=longer, accrued=terms.number("accruedInterest"), capitalise_until=terms.day("capitalizationEndDate"), resets=resets(terms, end, series),
        day_count=DayCount(DAY_COUNTS[terms.text("dayCountConvention")]), places=None,
    ))  # fmt: skip


def several(value: object) -> list[Any]:
    """An array of the vectors; one value stands for a list of one."""
    return list(value) if isinstance(value, list) else [value]


def planned(told: dict[str, Any], what: str, last: date | None) -> Iterator[tuple[date, int]]:
    """The dates of a plan, each with the place of the step that it belongs to; a step ends where the next begins."""
    anchors = [date.fromisoformat(text[:10]) for text in several(told[f"arrayCycleAnchorDateOf{what}"])]
    cycles = several(told.get(f"arrayCycleOf{what}"))
    for place, anchor in enumerate(anchors):
        text = cycles[place] if place < len(cycles) else None
        months = int(text[1:-3]) * {"M": 1, "Y": 12}[text[-3]] if text else 0
        ends = anchors[place + 1] if place + 1 < len(anchors) else last
        for k in range(LONGEST if months else 1):
            day = months_after(anchor, k * months)
            if ends is not None and day >= ends:
                break
            yield day, place


def stepped(told: dict[str, Any], terms: Terms) -> Repayment:
    """A plan of listed repayments; it ends with the payment that covers what is owed."""
    owed, due, listed = terms.number("notionalPrincipal"), [], []
    sums = several(told["arrayNextPrincipalRedemptionPayment"])
    for day, place in planned(told, "PrincipalRedemption", None):
        due.append(day)
        listed.append(min(Decimal(str(sums[place])), owed))
        owed -= listed[-1]
        if not owed:
            break
    start = terms.day("initialExchangeDate")
    assert start is not None
    pays = [day for day, _ in planned(told, "InterestPayment", due[-1])]
    return Repayment(
        principal=terms.number("notionalPrincipal"), start=start, rate=terms.number("nominalInterestRate"),
        profile="STEPPED", interest_dates=[*pays, due[-1]], principal_dates=due, maturity=due[-1], listed=listed,
        day_count=DayCount(DAY_COUNTS[terms.text("dayCountConvention")]), places=None,
    )  # fmt: skip


def redemptions(terms: Terms, start: date, end: date | None) -> list[date]:
    anchor = terms.day("cycleAnchorDateOfPrincipalRedemption")
    dates = cycle(terms, "PrincipalRedemption", anchor or start, end)
    return [day for day in dates if day > start or anchor == day]


def interest(terms: Terms, start: date, end: date | None, redeems: list[date]) -> list[date]:
    anchor = terms.day("cycleAnchorDateOfInterestPayment")
    if not terms.text("cycleOfInterestPayment"):
        return redeems
    dates = cycle(terms, "InterestPayment", anchor or start, end)
    return [day for day in dates if anchor is not None or day > start]


def resets(terms: Terms, end: date | None, series: list[dict[str, str]]) -> dict[date, Decimal]:
    anchor = terms.day("cycleAnchorDateOfRateReset")
    factor, spread = terms.number("rateMultiplier", "1"), terms.number("rateSpread")
    seen: dict[date, Decimal] = {}
    for one in series:
        seen[date.fromisoformat(one["timestamp"][:10])] = Decimal(str(one["value"]).strip())
    found: dict[date, Decimal] = {}
    last = end or (max(seen) if seen else None)
    ceiling, ground = terms.number("lifeCap", "Infinity"), terms.number("lifeFloor", "-Infinity")
    for day in cycle(terms, "RateReset", anchor, last) if anchor and last else ():
        known = max((one for one in seen if one <= day), default=None)
        if (end is None or day < end) and known is not None:
            found[day] = min(max(seen[known] * factor + spread, ground), ceiling)
    fixed = terms.text("nextResetRate")
    if fixed and found:
        found[min(found)] = Decimal(fixed)
    return found


def moved(terms: Terms, loan: Repayment) -> Repayment:
    """Move the dates to business days, for the reckoning of interest as well where the rule says so."""
    roll, reckons = shift(terms)
    days = {loan.start, *loan.interest_dates, *loan.principal_dates, *loan.resets}
    days |= {day for day in (loan.maturity, loan.capitalise_until) if day}
    to = {day: roll.moved(day) for day in days}
    if not reckons:
        return evolve(loan, pay_days=to)
    return evolve(
        loan,
        start=to[loan.start],
        maturity=None if loan.maturity is None else to[loan.maturity],
        capitalise_until=None if loan.capitalise_until is None else to[loan.capitalise_until],
        interest_dates=[to[day] for day in loan.interest_dates],
        principal_dates=[to[day] for day in loan.principal_dates],
        resets={to[day]: rate for day, rate in loan.resets.items()},
    )


def vectors(*tiers: str) -> list[Any]:
    return list(_vectors(*tiers))


def _vectors(*tiers: str) -> Iterator[Any]:
    if not CORPUS.is_dir():
        return
    scope = json.loads((CORPUS / "SCOPE.json").read_text("utf-8"))
    for file in ("pam", "lam", "nam", "ann"):
        for name, contract in json.loads((CORPUS / f"{file}.json").read_text("utf-8")).items():
            if scope[name]["tier"] in tiers:
                yield pytest.param(contract, scope[name]["features"], id=name)


def near(ours: Decimal, theirs: object) -> bool:
    wanted = Decimal(str(theirs))
    return abs(ours - wanted) <= TOLERANCE * max(abs(wanted), Decimal(1))


def check(contract: dict[str, Any]) -> None:
    terms = Terms(contract)
    sign = -1 if terms.text("contractRole") == "RPL" else 1
    until = contract["to"][:10] if contract["to"] else "9999"
    # PRF tells an annuity that was reckoned; the payments that follow from it are compared.
    wanted = [row for row in contract["results"] if row["eventType"] not in ("PRF", "AD")]
    ours = [step for step in repayment(contract).steps() if step.day.isoformat() <= until]
    assert [(s.day.isoformat(), s.kind) for s in ours] == [(r["eventDate"][:10], KINDS[r["eventType"]]) for r in wanted]
    for step, row in zip(ours, wanted, strict=True):
        flow = step.amount if step.kind in (StepKind.PRINCIPAL, StepKind.INTEREST) else Decimal(0)
        if step.kind is StepKind.DRAWING:
            flow = -(step.amount + terms.number("premiumDiscountAtIED"))
        assert near(sign * flow, row["payoff"]), row
        assert near(sign * step.balance, row["notionalPrincipal"]), row
        assert near(step.rate, row["nominalInterestRate"]), row
        assert near(sign * step.accrued, row["accruedInterest"]), row


@pytest.mark.parametrize(("contract", "features"), vectors("core"))
def test_a_credit_pays_what_the_published_vector_says(contract: dict[str, Any], features: list[str]) -> None:  # noqa: ARG001
    check(contract)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder of corpora is not beside the checkout")
def test_all_vectors_that_must_hold_are_run() -> None:
    assert len(vectors("core")) == 38


@pytest.mark.parametrize(("contract", "features"), vectors("extended", "quirk"))
def test_every_other_vector_is_run_or_has_its_reason(contract: dict[str, Any], features: list[str]) -> None:
    reasons = [LEFT_OUT[feature] for feature in features if feature in LEFT_OUT]
    if reasons:
        pytest.skip(f"not modelled: {' and '.join(reasons)}")
    check(contract)


def of_types(*files: str) -> list[Any]:
    if not CORPUS.is_dir():
        return []
    return [
        pytest.param(contract, id=name)
        for file in files
        for name, contract in json.loads((CORPUS / f"{file}.json").read_text("utf-8")).items()
    ]


@pytest.mark.parametrize("contract", of_types("lax", "ump", "clm"))
def test_a_plan_of_listed_repayments_is_run_and_open_ended_credits_have_their_reason(contract: dict[str, Any]) -> None:
    told = contract["terms"]
    asked = [told["contractType"], *several(told.get("arrayIncreaseDecrease"))]
    reasons = [LEFT_OUT[one] for one in asked if one in LEFT_OUT]
    if reasons:
        pytest.skip(f"not modelled: {reasons[0]}")
    check(contract)
