"""Rules on payments, and on what events tell of the ways of paying."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from armsdeals._shown import shown
from armsdeals.checks.rule import issue, rule
from armsdeals.errors import suggestion
from armsdeals.issues import Issue, Severity
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.financing.guarantee import Guarantee
from armsdeals.model.financing.settling import agree, comparable
from armsdeals.model.payment import Payment, PaymentPurpose
from armsdeals.values.claim import stands

_PAID_ONCE = frozenset({PaymentPurpose.ADVANCE, PaymentPurpose.FINAL})


@rule("PAY-001", Severity.INFO, "Payments that may be one have keys that say whether they are.")
def payments_are_told_apart(deal: Deal) -> Iterator[Issue]:
    """List a payment without a key that another source tells for a day and a sum that may be the same.

    Both are counted, for nothing says that they are one.
    """
    retracted = deal.retracted()
    told = [
        (place, number, event, payment)
        for place, event in enumerate(deal.history)
        if event.payments and stands(event, retracted)
        for number, payment in enumerate(event.payments)
        if not payment.key and not payment.is_missed and payment.value is not None
    ]
    doubled: set[tuple[int, int]] = set()
    for (_, _, first, one), (place, number, second, other) in combinations(told, 2):
        if (place, number) not in doubled and _are_two_reports(first, second) and _may_be_one(one, other):
            doubled.add((place, number))
            yield issue(
                "history", place, "payments", number,
                message=f"may be the {one.in_words} that another source tells of {first.when}; both are counted",
                hint="give both the same key if they are one payment, else a key each",
            )  # fmt: skip


def _are_two_reports(first: Event, second: Event) -> bool:
    """Whether two events may be of one day, and different sources tell them."""
    apart = first.evidence and second.evidence and not set(first.evidence) & set(second.evidence)
    return bool(apart) and first.when.overlaps(second.when)


def _may_be_one(one: Payment, other: Payment) -> bool:
    purposes = {one.purpose, other.purpose} - {PaymentPurpose.UNKNOWN}
    belongings = {one.of, other.of} - {""}
    if len(purposes) > 1 or len(belongings) > 1:
        return False
    # Of sums in different money nobody can say whether they are one; but few contracts have two advances on one day.
    once = one.purpose is other.purpose and one.purpose in _PAID_ONCE
    return agree(one.value, other.value) or (once and not comparable(one.value, other.value))


@rule("PAY-002", Severity.WARNING, "A payment or a step of a financing names a way of paying that the deal tells.")
def what_is_paid_under_is_told(deal: Deal) -> Iterator[Issue]:
    """List keys that no way of paying has, in events, and in guarantees of a credit; without keys its form in words is its name."""
    told = deal.financing.instruments if deal.financing else ()
    known = {claim.key or claim.name for claim in told}
    named: list[tuple[tuple[str | int, ...], str]] = [
        (("financing", "instruments", place, "of"), claim.of)
        for place, claim in enumerate(told)
        if isinstance(claim, Guarantee)
    ]
    for place, event in enumerate(deal.history):
        if event.payments or event.financing:
            paid, steps = [one.of for one in event.payments], [one.of for one in event.financing]
            named += [(("history", place, "payments", number, "of"), key) for number, key in enumerate(paid)]
            named += [(("history", place, "financing", number, "of"), key) for number, key in enumerate(steps)]
    for path, key in named:
        if key and key not in known:
            near = suggestion(key, known)
            yield issue(
                *path,
                message=f"no way of paying is called {shown(key)}, so that nothing is reckoned of it",
                hint=f"did you mean {near[0]}?" if near else f"tell it under financing, with key: {key}",
            )


@rule("PAY-003", Severity.WARNING, "All reports of one payment tell the same purpose.")
def a_payment_has_one_purpose(deal: Deal) -> Iterator[Issue]:
    """List a payment whose key another report gives to one of another purpose, of which only one is counted."""
    retracted = deal.retracted()
    first: dict[str, PaymentPurpose] = {}
    for place, event in enumerate(deal.history):
        for number, payment in enumerate(event.payments if stands(event, retracted) else ()):
            purpose = payment.purpose
            if not payment.key or purpose is PaymentPurpose.UNKNOWN:
                continue
            if first.setdefault(payment.key, purpose) is not purpose:
                yield issue(
                    "history", place, "payments", number, "purpose",
                    message=f"{shown(payment.key)} is {purpose.in_words} here and {first[payment.key].in_words} in another report",
                    hint="give it a key of its own if money moved twice, else one purpose",
                )  # fmt: skip
