"""Answers of money: what a deal costs, how it is paid for, what was paid, and what settled its end.

    >>> from armsdeals.model.deal import Deal
    >>> Deal(id="demo").with_price("2.5e9 USD").price().value
    Price('2500000000 USD')

Unknown stays None, never 0; what is disputed says so. Left out: what the financing comes to (`Financing.schedule`), and what was paid in fact (`debt` goes by the terms).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from armsdeals.model.amended import amendment_days
from armsdeals.model.event import Event
from armsdeals.model.financing.figure import FinancingFigure
from armsdeals.model.financing.financing import Financing, FinancingPart
from armsdeals.model.financing.status import FinancingStatus
from armsdeals.model.paid import PRICE_PURPOSES, Paid, PaymentMade, paid, payments_made
from armsdeals.model.paying import debt, status_on, with_statuses
from armsdeals.model.payment import PaymentPurpose
from armsdeals.model.policies import AnyPolicy
from armsdeals.model.resolve import resolve
from armsdeals.model.resolved import Resolved
from armsdeals.model.settled import SettlementTold, settlements_told
from armsdeals.model.valued import PriceClaim
from armsdeals.values.basis import ValueBasis
from armsdeals.values.currency import to_currency
from armsdeals.values.price import Price
from armsdeals.values.when import When, to_when


class AnswersOfMoney:
    """What a deal answers from its claims of money."""

    __slots__ = ()

    prices: tuple[PriceClaim, ...]
    financing: Financing | None
    history: tuple[Event, ...]

    def retracted(self) -> frozenset[str]:
        """The ids of the claims that others take back."""
        raise NotImplementedError

    def as_known(self, day: When | date | str) -> Self:
        """Return the deal as a reader of that day could have written it."""
        raise NotImplementedError

    def price(
        self,
        *,
        policy: AnyPolicy = "default",
        basis: ValueBasis | str | None = None,
        covers: str | None = None,
        currency: str | None = None,
        on: When | date | str | None = None,
    ) -> Resolved:
        """Return what it costs, and what that beat; sums of another kind stand in ``apart``.

        What the whole was agreed, asked or guessed to cost answers first; where nobody tells that the sum of a programme
        does, then a notified ceiling, a licence, an audit, a customs value. A part or one year never answers for the whole.
        Claims of one `key` in different money are tellings of one sum, of which the strongest answers (``restated``); without
        such a link, equals in different money leave it open. Where an amendment parts the days of which claims speak, the
        terms of the day asked for answer, and the others stand in ``superseded``.

        Args:
            policy: "default", "latest known", "highest confidence", "role order", "prefer document", "interval hull",
                "majority", or a function from a claim to a weight, of which the smallest is the strongest.
            basis: The kind of sum that is asked for, such as "ceiling" or "component"; None as above.
            covers: What it must pay for, in the words of the claims; parts of different things are no rivals.
            currency: In which money it must be told; nothing is converted.
            on: The day for which is asked, as amendments left the price; None for after all of them.

        Raises:
            UnknownName: There is no such policy, basis or currency.
        """
        told = self.prices if covers is None else tuple(claim for claim in self.prices if claim.covers == covers)
        if currency is not None:
            code = to_currency(currency)
            told = tuple(claim for claim in told if claim.value is None or claim.value.currency == code)
        retracted = self.retracted()
        return resolve(
            told,
            retracted=retracted,
            policy=policy,
            basis=basis,
            amended=amendment_days(self.history, retracted) if len(told) > 1 else (),
            on=None if on is None else to_when(on),
        )

    def financing_parts(
        self, *, on: When | date | str | None = None, known_by: When | date | str | None = None
    ) -> tuple[FinancingPart, ...]:
        """Return what is known of each way of paying, with sums where share and price are known.

        Args:
            on: The day by which each had come to its status, by the events and the terms, and whose price shares are a part
                of; None for after everything that is told.
            known_by: Only what was known by this day counts; None for everything.
        """
        if known_by is not None:
            return self.as_known(known_by).financing_parts(on=on)
        if self.financing is None:
            return ()
        day = None if on is None else to_when(on)
        price = self.financing.price or self.price(on=day).value
        retracted = self.retracted()
        parts = self.financing.parts(price if isinstance(price, Price) else None, retracted=retracted)
        deal: Any = self  # the class below has all that a deal holds
        return with_statuses(deal, parts, day, retracted)

    def financing_status(self, key: str, *, on: When | date | str | None = None) -> FinancingStatus | None:
        """Return how far a way of paying had come by a day, by the events and the terms; None if unknown."""
        deal: Any = self  # the class below has all that a deal holds
        return status_on(deal, key, None if on is None else to_when(on), self.retracted())

    def debt(
        self,
        *,
        on: When | date | str,
        start: When | date | str | None = None,
        assume: Mapping[str, Any] | None = None,
        known_by: When | date | str | None = None,
        currency: str | None = None,
    ) -> FinancingFigure:
        """Return what the recipient owes of the told credits at the end of a day, by their terms.

        Of a credit that was repaid, forgiven or cancelled by then nothing is owed, whatever its terms; where only the time is
        known in which it ended, anything from nothing to all of it. Where a part was forgiven, the sum is bounded by which
        instalments these may have been. Undecided where nobody tells how the deal is paid for.

        Args:
            on: The day.
            start: The day on which credits begin that tell no day of their own.
            assume: Values or ranges for terms that nobody published.
            known_by: Only what was known by this day counts; None for everything.
            currency: In which money the credits are that count; of those in several it has to be said.

        Raises:
            InvalidValue: The credits are in several currencies, and none is asked for.
        """
        if known_by is not None:
            return self.as_known(known_by).debt(on=on, start=start, assume=assume, currency=currency)
        if self.financing is None:
            return FinancingFigure(undecided=("financing",))
        deal: Any = self  # the class below has all that a deal holds
        code = "" if currency is None else to_currency(currency)
        parts = self.financing_parts(on=on)
        return debt(deal, parts, to_when(on), self.retracted(), currency=code, start=start, assume=assume)

    def payments(self, *, on: When | date | str | None = None) -> tuple[PaymentMade, ...]:
        """Return the payments that were made by a day, the earliest first; told more than once by one key, one payment.

        Args:
            on: The day; None for everything that is told. What may have been paid by then is among them.
        """
        return payments_made(self.history, self.retracted(), on=None if on is None else to_when(on))

    def settlements(self, *, on: When | date | str | None = None) -> tuple[SettlementTold, ...]:
        """Return what was claimed, agreed or paid by a day because the deal ended, the earliest first.

        Args:
            on: The day; None for everything that is told.
        """
        return settlements_told(self.history, self.retracted(), on=None if on is None else to_when(on))

    def paid(
        self,
        *,
        on: When | date | str | None = None,
        purpose: PaymentPurpose | str | None = None,
        currency: str | None = None,
    ) -> Paid:
        """Return what was paid by a day in each money, each payment once; nothing is converted.

        Args:
            on: The day; None for everything that is told.
            purpose: What it was for; None for what pays the price, which is an advance, an instalment, the rest, or unsaid.
            currency: In which money to count a payment that is told in several.
        """
        day = None if on is None else to_when(on)
        code = "" if currency is None else to_currency(currency)
        asked = PRICE_PURPOSES if purpose is None else frozenset({PaymentPurpose(purpose)})
        return paid(self.payments(on=day), on=day, purposes=asked, currency=code)
