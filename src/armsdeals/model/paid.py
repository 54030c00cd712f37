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

Tellings of one payment that exclude each other leave all that lies between them, or the stronger one, and are a dispute; so
is that it was missed, or a denial, of a day that is not certainly before it:

    >>> told = Deal(id="demo").pay("38e6 USD", on="2022-01", key="deposit").pay("40e6 USD", on="2022-01", key="deposit")
    >>> told.paid().sums, [dispute.about for dispute in told.disputes()]
    ({'USD': Price('38000000..40000000 USD')}, ['payments.deposit'])

Nothing is converted. Left out: what falls due (`armsdeals.model.financing.schedule`), and goods in place of money, which have a
worth only where somebody tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from attrs import evolve, frozen

from armsdeals._printed import short_repr
from armsdeals._shown import plain
from armsdeals.model.event import Event
from armsdeals.model.financing.row import money_of
from armsdeals.model.financing.term import TermAnswer
from armsdeals.model.payment import Payment, PaymentPurpose
from armsdeals.model.resolve import resolve
from armsdeals.model.resolved import Resolved
from armsdeals.model.valued import PriceClaim
from armsdeals.values.claim import Absence, Modality, ranked, standing
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
        when: The day that the strongest of its claims tell; where equals exclude each other, all days between them.
        value: How much, with every telling of it. Of one that others say was never made, NONE is told as well.
        payment: What the strongest claim says of it.
        events: The claims that tell it, the strongest first.
    """

    key: str
    when: When
    value: Resolved
    payment: Payment
    events: tuple[Event, ...]

    @property
    def is_made(self) -> bool:
        """Whether it stands that it was made, rather than that it was missed or is denied."""
        return self.value.absent is not Absence.NONE

    @property
    def made_by(self) -> tuple[Event, ...]:
        """The claims that tell that it was made, the strongest first."""
        return tuple(
            event for event in self.events
            if is_fact(event)
            and any(one.key == self.key and not one.is_missed for one in event.payments)
        )  # fmt: skip

    @property
    def rival_days(self) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
        """The claims of its day that stand, and those that they exclude; empty where all can be right."""
        return rival_days(self.made_by)

    @property
    def day(self) -> TermAnswer:
        """When it was made, by whom that is told, and whom it beats."""
        held, against = self.rival_days
        standing = held or self.made_by
        quarrel = any(not a.when.overlaps(b.when) for a in held for b in held)
        return TermAnswer(
            name="when", value=self.when, disputed=bool(held), beaten=against,
            decided_by=() if quarrel else standing, open=standing if quarrel else (),
        )  # fmt: skip

    __repr__ = short_repr

    @property
    def purpose(self) -> PaymentPurpose:
        """What it was for."""
        return self.payment.purpose

    def __str__(self) -> str:
        what = "payment" if self.purpose is PaymentPurpose.UNKNOWN else self.purpose.in_words
        how_much = (
            f" of {self.value}" if self.value.claims else f" of {self.payment.in_kind}" if self.payment.in_kind else ""
        )
        return plain(f"{self.when}: {what}{how_much}")


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
    return tuple(one for one in payments_told(history, retracted, on=on) if one.is_made)


def payments_told(
    history: Iterable[Event], retracted: frozenset[str] = frozenset(), *, on: When | None = None
) -> tuple[PaymentMade, ...]:
    """Return what `payments_made` does, and the payments that somebody tells and stronger claims deny."""
    made = [one for told in tellings(history, "payments", retracted) if (one := _made(told)) is not None]
    return tuple(sorted((one for one in made if on is None or one.when.lo <= on.hi), key=_in_order))


def tellings(history: Iterable[Event], field: str, retracted: frozenset[str]) -> Iterable[list[tuple[Event, Any]]]:
    """Return what facts and denials tell of each payment or settlement, the strongest claim of it first.

    Args:
        history: The events of a deal.
        field: "payments" or "settlements".
        retracted: Ids of events that were taken back.
    """
    found: dict[object, list[tuple[Event, Any]]] = {}
    told_of = [
        event for event in history if getattr(event, field) and event.modality in (Modality.FACT, Modality.DENIED)
    ]
    for event in ranked([event for event in told_of if not (event.id and event.id in retracted)]):
        for place, one in enumerate(getattr(event, field)):
            found.setdefault(one.key or (id(event), place), []).append((event, one))
    return found.values()


def is_fact(event: Event) -> bool:
    """Whether an event is told as a fact."""
    return event.modality is Modality.FACT


def day_of_all(events: Sequence[Event]) -> When:
    """The day of what several claims tell, the strongest first: what is left of theirs, or all between equals that differ."""
    first = events[0]
    ties = [event.when for event in events if standing(event)[:2] == standing(first)[:2]]
    if any(not a.overlaps(b) for a in ties for b in ties):
        return When.between(min(day.lo for day in ties), max(day.hi for day in ties))
    found = first.when
    for event in events:
        if found.overlaps(event.when) and not (event.when.lo <= found.lo and found.hi <= event.when.hi):
            inside = found.lo <= event.when.lo and event.when.hi <= found.hi
            found = event.when if inside else When.between(max(found.lo, event.when.lo), min(found.hi, event.when.hi))
    return found


def rival_days(events: Sequence[Event]) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """The claims of a day that stand, and those that they exclude; empty where all can be right."""
    if len(events) < 2:  # noqa: PLR2004  # two can differ
        return (), ()
    when = day_of_all(events)
    held = tuple(event for event in events if event.when.overlaps(when))
    against = tuple(event for event in events if event not in held)
    quarrel = any(not a.when.overlaps(b.when) for a in held for b in held)
    return (held, against) if against or quarrel else ((), ())


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


def _made(told: Sequence[tuple[Event, Payment]]) -> PaymentMade | None:
    """What is told of one payment; None if nobody tells that it was made."""
    made = [(event, payment) for event, payment in told if is_fact(event) and not payment.is_missed]
    if not made:
        return None
    when = day_of_all([event for event, _ in made])
    # One that was missed may have been made later.
    against = [event for event, payment in told if (event, payment) not in made and event.when.hi >= when.lo]
    claims = [sum_told(event, payment.value, payment.key) for event, payment in made if payment.value is not None]
    events = tuple(dict.fromkeys((*(event for event, _ in made), *against)))
    payment = made[0][1]
    value = weighed(claims, [not_so(event) for event in dict.fromkeys(against)], is_so=told[0] in made)
    return PaymentMade(key=payment.key, when=when, value=value, payment=payment, events=events)


def weighed(sums: Sequence[PriceClaim], denials: Sequence[PriceClaim], *, is_so: bool) -> Resolved:
    """Return what stands of a sum that some deny.

    Args:
        sums: The claims that tell how much.
        denials: The claims that there was none.
        is_so: Whether the strongest telling is that there was one, which counts where nobody tells how much.
    """
    if sums or not is_so:
        return resolve((*sums, *denials))
    return evolve(resolve(()), beaten=tuple(denials))


def sum_told(event: Event, value: Price, key: str) -> PriceClaim:
    """Return what an event tells of a sum as a claim of it."""
    # What it is a part of is nothing to its worth, and must not part its tellings.
    return PriceClaim(value=Price(value.spread.text, value.currency, year=value.year), key=key, **_said_by(event))


def not_so(event: Event) -> PriceClaim:
    """Return what an event tells against a sum, as a claim that there was none."""
    return PriceClaim(absent=Absence.NONE, **_said_by(event) | {"text": event.text or "nothing was paid"})


def _said_by(event: Event) -> dict[str, Any]:
    names = ("when", "text", "speaker", "speaker_role", "said", "confidence", "evidence")
    return {name: getattr(event, name) for name in names}


def _in_order(one: PaymentMade) -> tuple[int, int]:
    return one.when.lo, one.when.hi


def _told_in(value: Resolved, currency: str) -> Price | None:
    """The sum in a currency, where a telling of it is in that one and is not contradicted; else the sum that stands."""
    if currency and isinstance(value.value, Price) and value.value.currency != currency:
        told = [
            claim for claim in value.restated if isinstance(claim.value, Price) and claim.value.currency == currency
        ]
        answer = resolve(told).value
        if isinstance(answer, Price):
            return answer
    if isinstance(value.value, Price):
        return value.value
    rival = next((claim.value for claim in value.open if isinstance(claim.value, Price)), None)
    if rival is None or value.low is None:  # nothing is told, or in different moneys
        return None
    return Price.between(value.low, value.high, rival.currency, year=rival.year)
