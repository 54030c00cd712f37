"""What was to have happened by now, and of which nobody tells that it did.

An expectation is a PLANNED claim. It is overdue once its latest day is past and no FACT that was known by the day of the
question fulfils it.

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.model.event import Event
    >>> deal = Deal(id="demo").start_talks(on="2016-11", said="2016-11-18")
    >>> deal = deal.with_event(Event(when="../2017-06", stage="signed", modality="planned", said="2017-04-24"))
    >>> [str(claim) for claim in deal.overdue(on="2017-06-30")], [str(claim) for claim in deal.overdue(on="2017-07-01")]
    ([], ['../2017-06: planned signed'])

A stage is fulfilled when the deal has come to it or beyond, or has ended; a further document when it was signed; goods when as many have arrived, by batches or a
count, as one report plans up to then; a payment when it was made, though it came late (`armsdeals.model.owed`); a step of the financing when it has come to it
or beyond; anything else when a fact of its kind is told of those days. Whatever is planned has come about, also late, when a fact
is told to follow it by name (`Event.after`); of a note, whose words nobody can compare, nothing else says so. Left out: adding up
what several reports plan for one line, and plans that nobody knows to have been made by then, since the reader could not have waited for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from armsdeals._printed import exact
from armsdeals.model.counting import counted
from armsdeals.model.cumulative import Count
from armsdeals.model.delivery import Delivery, DeliveryKind
from armsdeals.model.event import Event
from armsdeals.model.financing.status import FinancingStep
from armsdeals.model.instrument import InstrumentKind
from armsdeals.model.knowing import Told, claims_of
from armsdeals.model.negotiation.papers import are_two
from armsdeals.model.negotiation.position import Position
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.owed import is_settled, is_stepped, unpaid
from armsdeals.model.paid import PRICE_PURPOSES, payments_made
from armsdeals.model.paying import statuses
from armsdeals.model.payment import Payment
from armsdeals.model.settled import settlements_told
from armsdeals.values.claim import Claim, Modality, stands, unretracted
from armsdeals.values.estimate import Estimate
from armsdeals.values.when import NEVER, When

_ALL_ARRIVED = frozenset({NegotiationStage.DELIVERED, NegotiationStage.COMPLETED})


class Expecting(Told, Protocol):
    """What of a deal is looked at."""

    def replay(self, scope: str = "") -> Replay: ...  # noqa: D102
    def retracted(self) -> frozenset[str]: ...  # noqa: D102
    def standing(self, day: When | None) -> Position: ...  # noqa: D102
    def ordered(self, line: str) -> Estimate | None: ...  # noqa: D102
    def counts(self, line: str) -> dict[str, tuple[Count, ...]]: ...  # noqa: D102
    def deliveries(self, line: str, *, on: When | None = None) -> dict[str, Estimate]: ...  # noqa: D102


def overdue(deal: Expecting, day: When) -> tuple[Claim, ...]:
    """Return what is overdue on a day, oldest first.

    Args:
        deal: The deal as it was known on that day.
        day: The day; of a month or year, its first day counts.
    """
    retracted = deal.retracted()
    facts = [claim for claim in claims_of(deal) if stands(claim, retracted)]
    plans = [claim for claim in unretracted(claims_of(deal), retracted) if claim.modality is Modality.PLANNED]
    paying = [claim for claim in plans if isinstance(claim, Event) and claim.payments]
    due = unpaid(paying, payments_made(deal.history, deal.retracted())) if paying else frozenset()
    late = [
        claim
        for claim in plans
        if claim.when is not None and claim.when.hi < day.lo and not _fulfilled(deal, claim, facts, due, plans)
    ]
    return tuple(sorted(late, key=_in_order))


def _in_order(claim: Claim) -> tuple[int, int, str]:
    return (claim.when.hi, claim.when.lo, exact(claim)) if claim.when is not None else (NEVER, NEVER, exact(claim))


def _fulfilled(
    deal: Expecting, plan: Claim, facts: Sequence[Claim], due: frozenset[int], plans: Sequence[Claim]
) -> bool:
    if not isinstance(plan, Event):
        return any(type(fact) is type(plan) and _same_thing(fact, plan) for fact in facts)
    if plan.id and any(isinstance(fact, Event) and fact.after == plan.id for fact in facts):
        return True
    if plan.deliveries:
        return _has_arrived(deal, plan, plans)
    if plan.stage is not None:
        come = _has_come(deal, plan, {plan.stage, *plan.alternatives})
        return come and (not _is_of_a_further_paper(plan, facts) or _is_over(deal) or _is_signed(plan, facts))
    if plan.financing:
        told = statuses(deal, deal.retracted())
        return all(is_stepped(step, told) or _is_let_off(step, plan, facts) for step in plan.financing)
    if plan.payments:
        return id(plan) not in due or (_is_over(deal) and all(_pays_the_price(one) for one in plan.payments))
    if plan.settlements:
        made, since = payments_made(deal.history, deal.retracted()), _since_planned(plan).lo
        settled = settlements_told(deal.history, deal.retracted())
        return all(is_settled(one, settled, made, since) for one in plan.settlements)
    if plan.instrument is not None:
        ends_it = plan.instrument.kind is InstrumentKind.SETTLEMENT
        return _is_signed(plan, facts) or (_is_over(deal) and not ends_it)
    if plan.kind is None:
        return False
    return any(isinstance(fact, Event) and fact.kind is plan.kind and fact.when.overlaps(plan.when) for fact in facts)


def _is_let_off(step: FinancingStep, plan: Claim, facts: Sequence[Claim]) -> bool:
    """Whether a part of what is lent was forgiven since that was planned."""
    since = plan.known_days[0]
    return step.value is not None and any(
        one.of == step.of and one.value is not None
        for fact in facts
        if isinstance(fact, Event) and fact.when.hi >= since
        for one in fact.financing
    )


def _is_over(deal: Expecting) -> bool:
    return all(stage is not None and stage.is_end for stage in deal.standing(None).stages)


def _pays_the_price(payment: Payment) -> bool:
    """Whether nothing of it is due once the deal is over; refunds, penalties and loans outlive it."""
    return payment.purpose in PRICE_PURPOSES and not payment.of


def _same_thing(fact: Claim, plan: Claim) -> bool:
    """Whether a claim beside the history tells of what another one planned: the same part of the deal in that state."""
    return all(
        getattr(fact, name, None) == getattr(plan, name, None) for name in ("key", "kind", "basis", "state", "status")
    )


def _since_planned(plan: Claim) -> When:
    """From the day on which the plan became known; what happened before was no answer to it."""
    return When.between(plan.known_days[0], NEVER)


def _has_come(deal: Expecting, plan: Event, wanted: set[NegotiationStage]) -> bool:
    since = _since_planned(plan)
    places = [deal.replay(scope).at(since) for scope in plan.scope] or [deal.standing(since)]
    rank = min(stage.rank for stage in wanted)
    return all(
        any(
            stage is not None and (stage in wanted or stage.is_end or 0 < rank <= stage.rank)
            for stage in (*place.stages, *place.resume_among)
        )
        for place in places
    )


def _is_of_a_further_paper(plan: Event, facts: Sequence[Claim]) -> bool:
    """Whether what is to be signed is certainly another document than one that was signed before it was planned."""
    paper, since = plan.instrument, plan.known_days[0]
    return paper is not None and any(
        fact.when.hi < since and are_two(fact.instrument, paper)
        for fact in facts
        if isinstance(fact, Event) and fact.stage is NegotiationStage.SIGNED and fact.instrument is not None
    )


def _is_signed(plan: Event, facts: Sequence[Claim]) -> bool:
    """Whether a document was signed since it was planned that may be the one."""
    paper, since = plan.instrument, plan.known_days[0]
    return paper is not None and any(
        fact.when.hi >= since and not are_two(fact.instrument, paper)
        for fact in facts
        if isinstance(fact, Event) and fact.instrument is not None
    )


def _has_arrived(deal: Expecting, plan: Event, plans: Sequence[Claim]) -> bool:
    since = _since_planned(plan)
    stages = {stage for stage in deal.standing(None).stages if stage is not None}
    if stages and all(stage.is_end or stage in _ALL_ARRIVED for stage in stages):
        return True
    history = [event for event in deal.history if event.when.hi >= since.lo]
    return all(
        _as_many(entry, least, history, deal.retracted()) or _as_many_by_count(deal, entry, least, since)
        for entry in plan.deliveries
        for least in [_due_by(deal, plan, entry, plans)]
    )


def _due_by(deal: Expecting, plan: Event, planned: Delivery, plans: Sequence[Claim]) -> Decimal:
    """How many must have come: those planned, and what the same report plans for a time before; no more than are ordered.

    Of a number of which nobody knows the order, none are added: it may be a total.
    """
    if planned.quantity is None:
        return Decimal(0)
    ordered = deal.ordered(planned.line) if any(line.id == planned.line for line in deal.lines) else None
    if ordered is None or ordered.high is None or ordered.unit != planned.quantity.unit:
        return planned.quantity.low
    before = (
        entry.quantity.low
        for other in plans
        if isinstance(other, Event) and other.when.hi < plan.when.lo and _is_same_report(other, plan)
        for entry in other.deliveries
        if (entry.line, entry.kind) == (planned.line, planned.kind)
        and entry.quantity is not None
        and entry.quantity.unit == planned.quantity.unit
    )
    return min(sum(before, planned.quantity.low), max(planned.quantity.low, ordered.high))


def _is_same_report(one: Claim, other: Claim) -> bool:
    """Whether two plans stand in one report; another one may tell the same batch for a later day."""
    return (one.evidence, one.speaker, one.known_days) == (other.evidence, other.speaker, other.known_days)


def _as_many_by_count(deal: Expecting, planned: Delivery, due: Decimal, since: When) -> bool:
    """Whether as many may have come since the plan by what somebody counted as of a day."""
    if planned.kind is not DeliveryKind.DELIVERED or not any(line.id == planned.line for line in deal.lines):
        return False
    counts = deal.counts(planned.line)
    before = deal.deliveries(planned.line, on=When.between(since.lo, since.lo))
    for unit, total in deal.deliveries(planned.line).items():
        if all(count.when.hi < since.lo for count in counts.get(unit, ())):
            continue
        least = before[unit].low if unit in before else 0
        came = None if total.high is None else total.high - least
        if planned.quantity is None:
            if came is None or came > 0:
                return True
        elif planned.quantity.unit == unit and (came is None or came >= due):
            return True
    return False


def _as_many(planned: Delivery, due: Decimal, history: Sequence[Event], retracted: frozenset[str]) -> bool:
    """Whether as many may have come; where nobody says how many came, it may be enough."""
    entries = [
        entry
        for event in history
        if stands(event, retracted)
        for entry in event.deliveries
        if entry.line == planned.line and entry.kind is planned.kind
    ]
    if planned.quantity is None or any(entry.quantity is None for entry in entries):
        return bool(entries)
    sums = counted(history, planned.line, None, frozenset({planned.kind}), retracted)
    arrived = sums.get(planned.quantity.unit)
    return arrived is not None and (arrived.high is None or arrived.high >= due)
