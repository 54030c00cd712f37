"""Paid: which payments were made, each counted once however often and in however many moneys it is told.

    >>> from armsdeals.model.deal import Deal
    >>> deal = Deal(id="demo").pay("2.1e9 AUD", on="2020", key="first").pay("1.7e9 USD", on="2020", key="first")
    >>> deal = deal.pay("1e8 USD", on="2021")
    >>> [str(payment.value) for payment in deal.payments()]
    ['1.7 billion USD, told as well as 2.1 billion AUD', '100 million USD']
    >>> deal.paid().sums
    {'USD': Price('1800000000 USD')}
    >>> deal.paid(currency="AUD").sums
    {'AUD': Price('2100000000 AUD'), 'USD': Price('100000000 USD')}

Nothing is converted. Left out: what falls due (`armsdeals.model.financing.schedule`), and goods in place of money, which have a
worth only where somebody tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals.model.event import Event
from armsdeals.model.financing.row import money_of
from armsdeals.model.payment import Payment, PaymentPurpose
from armsdeals.model.resolve import resolve
from armsdeals.model.resolved import Resolved
from armsdeals.model.valued import PriceClaim
from armsdeals.values.claim import Modality, ranked
from armsdeals.values.price import Price
from armsdeals.values.when import When

# What pays the price: no money that is lent, goes back to a lender or the recipient, or is owed for something else.
PRICE_PURPOSES = frozenset(
    {PaymentPurpose.ADVANCE, PaymentPurpose.INSTALMENT, PaymentPurpose.FINAL, PaymentPurpose.UNKNOWN}
)


@frozen(kw_only=True, repr=False)
class PaymentMade:
    """One payment, and all that tell it.

    Attributes:
        key: Its key; empty where it is told once.
        when: The day that the strongest of its claims tells.
        value: How much, with every telling of it.
        payment: What the strongest claim says of it.
        events: The claims that tell it, the strongest first.
    """

    key: str
    when: When
    value: Resolved
    payment: Payment
    events: tuple[Event, ...]

    __repr__ = short_repr

    @property
    def purpose(self) -> PaymentPurpose:
        """What it was for."""
        return self.payment.purpose


@frozen(kw_only=True, repr=False)
class Paid:
    """What was paid in all.

    Attributes:
        sums: The total in each money, "USD" or "USD(2015)"; one payment stands in one of them.
        uncounted: Payments of which no sum stands, so that more was paid than the totals say.
    """

    sums: dict[str, Price]
    uncounted: tuple[PaymentMade, ...] = ()

    __repr__ = short_repr


def payments_made(
    history: Iterable[Event], retracted: frozenset[str] = frozenset(), *, on: When | None = None
) -> tuple[PaymentMade, ...]:
    """Return the payments that were made by a day, the earliest first; without those that are told as missed.

    Args:
        history: The events of a deal.
        retracted: Ids of events that were taken back.
        on: The day, None for everything that is told; what may have been paid by then is among them.
    """
    tellings: dict[object, list[tuple[Event, Payment]]] = {}
    facts = [event for event in history if event.payments and event.modality is Modality.FACT]
    for event in ranked([event for event in facts if not (event.id and event.id in retracted)]):
        for place, payment in enumerate(event.payments):
            if not payment.is_missed:
                tellings.setdefault(payment.key or (id(event), place), []).append((event, payment))
    made = [_made(told) for told in tellings.values() if on is None or told[0][0].when.lo <= on.hi]
    return tuple(sorted(made, key=lambda one: (one.when.lo, one.when.hi)))


def paid(
    payments: Sequence[PaymentMade],
    *,
    on: When | None = None,
    purposes: frozenset[PaymentPurpose] = PRICE_PURPOSES,
    currency: str = "",
) -> Paid:
    """Add up payments, each once: what was certainly paid by a day is the low end, what may have been the high end.

    Args:
        payments: What was paid.
        on: The day; None counts everything.
        purposes: What it was for.
        currency: In which money to count a payment that is told in several; else the strongest telling counts.
    """
    sums: dict[str, Price] = {}
    uncounted = []
    for one in payments:
        if one.purpose not in purposes:
            continue
        price = _told_in(one.value, currency)
        if price is None:
            uncounted.append(one)
            continue
        if on is not None and one.when.hi > on.lo:
            price = Price.between(Decimal(0), price.high, price.currency, year=price.year)
        money = money_of(price)
        sums[money] = sums[money] + price if money in sums else price
    return Paid(sums=dict(sorted(sums.items())), uncounted=tuple(uncounted))


def _made(told: Sequence[tuple[Event, Payment]]) -> PaymentMade:
    (first, payment), *_ = told
    claims = [
        PriceClaim(
            # What it is a part of is nothing to its worth, and must not part its tellings.
            value=Price(told_of.value.spread.text, told_of.value.currency, year=told_of.value.year),
            key=told_of.key,
            when=event.when,
            text=event.text,
            speaker=event.speaker,
            speaker_role=event.speaker_role,
            said=event.said,
            confidence=event.confidence,
            evidence=event.evidence,
        )
        for event, told_of in told
        if told_of.value is not None
    ]
    events = tuple(dict.fromkeys(event for event, _ in told))
    return PaymentMade(key=payment.key, when=first.when, value=resolve(claims), payment=payment, events=events)


def _told_in(value: Resolved, currency: str) -> Price | None:
    """The sum in a currency, where a telling of it is in that one and is not contradicted; else the sum that stands."""
    if currency and isinstance(value.value, Price) and value.value.currency != currency:
        told = [
            claim for claim in value.restated if isinstance(claim.value, Price) and claim.value.currency == currency
        ]
        answer = resolve(told).value
        if isinstance(answer, Price):
            return answer
    return value.value if isinstance(value.value, Price) else None
