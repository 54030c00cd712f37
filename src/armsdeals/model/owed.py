"""Owed: which planned payments and steps of a financing are not made yet, by what is told to have been paid.

A payment answers the plan whose days it falls on; one that came late or early answers the oldest plan that waits for it. What
was paid must come to as much as was planned, where both sums are told in one money.

    >>> from armsdeals.model.deal import Deal
    >>> def plan(when):
    ...     return Event(when=when, modality="planned", said="2017-12", payments=(Payment(value="100e6 USD"),))
    >>> plans = [plan("2018"), plan("2019")]
    >>> made = Deal(id="demo").pay("100e6 USD", on="2020-02-01").payments()
    >>> [str(event.when) for event in plans if id(event) in unpaid(plans, made)]
    ['2019']

Left out: parts of one payment that are told in different money, and interest on what is late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from attrs import define, field

from armsdeals._printed import exact
from armsdeals.model.event import Event
from armsdeals.model.financing.row import money_of
from armsdeals.model.financing.status import FinancingStatus, FinancingStep
from armsdeals.model.negotiation.ending import Settlement, SettlementKind, SettlementStatus
from armsdeals.model.paid import PaymentMade
from armsdeals.model.paying import SETTLED
from armsdeals.model.payment import Payment, PaymentPurpose
from armsdeals.model.policies import meet
from armsdeals.model.settled import SettlementTold
from armsdeals.values.price import Price
from armsdeals.values.when import When

_LADDER = tuple(FinancingStatus)[: tuple(FinancingStatus).index(FinancingStatus.REPAYING) + 1]
_DRAWN = _LADDER.index(FinancingStatus.DISBURSING)  # what is in arrears or was restructured had been drawn
_PAID_AS = {
    SettlementKind.REFUND: PaymentPurpose.REFUND,
    SettlementKind.PENALTY: PaymentPurpose.PENALTY,
    SettlementKind.COMPENSATION: PaymentPurpose.PENALTY,
}
_DONE = (SettlementStatus.PAID, SettlementStatus.DROPPED)


@define(eq=False)
class _Owed:
    """One planned payment, by all that plan it, and what was paid of it."""

    plans: list[Event]
    payment: Payment
    got: list[PaymentMade] = field(factory=list)

    @property
    def when(self) -> When:
        return self.plans[0].when

    @property
    def since(self) -> int:
        return min(plan.known_days[0] for plan in self.plans)

    @property
    def is_short(self) -> bool:
        """Whether nothing was paid of it, or certainly less than planned."""
        sums = [_sum_of(one) for one in self.got]
        wanted = self.payment.value
        if not sums or wanted is None:
            return not sums
        highs = [price.high for price in sums if price is not None and money_of(price) == money_of(wanted)]
        known = [high for high in highs if high is not None]
        return len(known) == len(sums) and sum(known, Decimal(0)) < wanted.low


def unpaid(plans: Iterable[Event], made: Sequence[PaymentMade]) -> frozenset[int]:
    """Return which plans of payments nothing fulfils, by the ``id`` of the event.

    Args:
        plans: Events that plan payments.
        made: What was paid.
    """
    owed: list[_Owed] = []
    for event in sorted(plans, key=lambda plan: (plan.when.hi, plan.when.lo, exact(plan))):
        for payment in event.payments:
            same = next((one for one in owed if _is_same_plan(one, event, payment)), None)
            if same is None:
                owed.append(_Owed([event], payment))
            else:
                same.plans.append(event)
    late = []
    for one in made:
        fit = [plan for plan in owed if _fits(plan.payment, one.payment) and one.when.hi >= plan.since]
        on_time = [plan for plan in fit if one.when.overlaps(plan.when) and plan.is_short]
        if not on_time:
            late.append((one, fit))
        else:  # of two of one day the one of that sum
            next((plan for plan in on_time if _same_sum(plan.payment.value, _sum_of(one))), on_time[0]).got.append(one)
    for one, fit in late:
        waiting = next((plan for plan in fit if plan.is_short), None)
        if waiting is not None:
            waiting.got.append(one)
    return frozenset(id(event) for one in owed if one.is_short for event in one.plans)


def is_settled(planned: Settlement, told: Iterable[SettlementTold], made: Iterable[PaymentMade], since: int) -> bool:
    """Whether a planned settlement has come as far as planned, or was paid.

    Args:
        planned: What was planned.
        told: What is told of settlements.
        made: What was paid.
        since: The day number of which the plan was known.
    """
    reached = {planned.status, *_DONE} if planned.status is not SettlementStatus.UNKNOWN else set(SettlementStatus)
    if any(one.kind is planned.kind and _agrees(one.key, planned.key) and one.status in reached for one in told):
        return True
    purpose = _PAID_AS.get(planned.kind)
    return any(one.purpose is purpose and one.when.hi >= since for one in made)


def is_stepped(planned: FinancingStep, told: Mapping[str, Sequence[tuple[When | None, FinancingStatus]]]) -> bool:
    """Whether a way of paying has come to a status or beyond, or has ended."""
    statuses = {status for _, status in told.get(planned.of, ())}
    if planned.status in statuses or statuses & SETTLED:
        return True
    if planned.status not in _LADDER:
        return False
    places = [_LADDER.index(status) if status in _LADDER else _DRAWN for status in statuses]
    return max(places, default=-1) > _LADDER.index(planned.status)


def _is_same_plan(one: _Owed, event: Event, payment: Payment) -> bool:
    if event in one.plans or not _fits(one.payment, payment):
        return False
    if payment.key and payment.key == one.payment.key:
        return True
    values = (one.payment.value, payment.value)
    return one.when == event.when and (None in values or _same_sum(*values))


def _same_sum(a: Price | None, b: Price | None) -> bool:
    return a is not None and b is not None and money_of(a) == money_of(b) and meet(a, b)


def _fits(planned: Payment, made: Payment) -> bool:
    """Whether a payment may be the one that was planned."""
    names = ("key", "of", "payer", "payee")
    unsaid = PaymentPurpose.UNKNOWN
    return all(_agrees(getattr(planned, name), getattr(made, name)) for name in names) and (
        planned.purpose is made.purpose or unsaid in (planned.purpose, made.purpose)
    )


def _agrees(a: str, b: str) -> bool:
    return not a or not b or a == b


def _sum_of(one: PaymentMade) -> Price | None:
    return one.value.value if isinstance(one.value.value, Price) else None
