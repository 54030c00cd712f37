"""Financing: the whole arrangement by which one deal is paid for.

    >>> paid = Financing(instruments=(Cash(key="advance", share="0.45"), Loan(key="loan", share="0.55")), complete=True)
    >>> for part in paid.parts(Price("2.5e9 USD")):
    ...     print(part.name, part.share.percent, part.amount)
    advance 45 % 1125000000 USD COMPONENT
    loan 55 % 1375000000 USD COMPONENT

Shares add up to at most 1, and to exactly 1 where the set is marked complete. Left out: schedules, fees, guarantees.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from attrs import field, fields, frozen
from attrs.converters import optional

from armsdeals._fields import checked
from armsdeals.errors import InvalidValue
from armsdeals.model.financing.cash import Cash
from armsdeals.model.financing.grant import Grant
from armsdeals.model.financing.kind import FinancingForm, FinancingKind
from armsdeals.model.financing.loan import Loan
from armsdeals.model.financing.status import FinancingStatus
from armsdeals.values.claim import Claim, Modality, ranked, unretracted
from armsdeals.values.price import Price, to_price
from armsdeals.values.share import Share

FinancingKind.KINDS.update(cash=Cash, loan=Loan, grant=Grant)

_FRAME = frozenset(f.name for f in fields(Claim)) | {"key", "kind"}


@frozen(kw_only=True)
class Part:
    """What is known of one way of paying, from all claims that speak of it.

    Attributes:
        name: Its key, else its form in words.
        terms: For each term that somebody told, the value of the strongest claim.
        amount: The sum; from the share where only that and the price are known; None if unknown.
        claims: The claims, strongest first.
        disputed: The terms on which they contradict each other.
    """

    name: str
    terms: dict[str, Any]
    amount: Price | None
    claims: tuple[FinancingKind, ...] = field(repr=False)
    disputed: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The tag of the kind: cash, loan, grant."""
        return str(getattr(self.claims[0], "kind", ""))

    @property
    def share(self) -> Share | None:
        """Part of the price; None if unknown."""
        return self.terms.get("share")

    @property
    def form(self) -> FinancingForm | None:
        """The way of paying as the field calls it; None if unknown."""
        return self.terms.get("form")

    @property
    def status(self) -> FinancingStatus | None:
        """How far the terms say it had come; events may know more (`Deal.financing_status`)."""
        return self.terms.get("status")


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Financing:
    """All ways in which one deal is paid for.

    Attributes:
        instruments: What is told of each way of paying; several claims may share a key.
        complete: Whether nothing else pays for it.
        price: The price that shares are a part of, where the financing stands without a deal.

    Raises:
        InvalidValue: The shares add up to more than 1, or are complete and do not add up to 1; or two kinds share a key.
    """

    instruments: tuple[FinancingKind, ...] = ()
    complete: bool = False
    price: Price | None = field(default=None, converter=optional(to_price))

    def __attrs_post_init__(self) -> None:
        parts = self.parts()
        for part in parts:
            kinds = {type(claim).__name__ for claim in part.claims}
            if len(kinds) > 1:
                raise InvalidValue(f"{' and '.join(sorted(kinds))} share the key {part.name!r}; give each its own")
        told = [part.share for part in parts if part.share is not None]
        total = sum(told, Decimal(0))
        if total > 1:
            raise InvalidValue(f"the shares add up to {total:f}, which is more than 1")
        if self.complete and len(told) == len(parts) and total != 1:
            raise InvalidValue(f"the financing is marked complete and its shares add up to {total:f}, not to 1")

    def parts(self, price: Price | None = None, *, retracted: frozenset[str] = frozenset()) -> tuple[Part, ...]:
        """Return what is known of each way of paying, in the order of the first claim.

        Args:
            price: The price that shares are a part of; the one of the financing if left out.
            retracted: Ids of claims that claims elsewhere take back.
        """
        groups: dict[object, list[FinancingKind]] = {}
        for place, claim in enumerate(unretracted(self.instruments, retracted)):
            if claim.modality is Modality.FACT:
                groups.setdefault(claim.key or place, []).append(claim)
        return tuple(_part(claims, price or self.price) for claims in groups.values())

    def __iter__(self) -> Any:
        return iter(self.instruments)


def _part(claims: list[FinancingKind], price: Price | None) -> Part:
    ordered = ranked(claims)
    terms: dict[str, Any] = {}
    disputed = []
    for name in _terms(ordered):
        values = [value for claim in ordered if (value := getattr(claim, name, None)) not in (None, "")]
        if values:
            terms[name] = values[0]
            if any(_contradicts(value, values[0]) for value in values) and name != "status":
                disputed.append(name)
    if "status" in terms:
        terms["status"] = _latest_status(ordered)
    amount = terms.get("amount")
    if amount is None and price is not None and "share" in terms:
        amount = price.times(terms["share"])
    return Part(name=ordered[0].name, terms=terms, amount=amount, claims=tuple(ordered), disputed=tuple(disputed))


def _contradicts(value: Any, first: Any) -> bool:
    """Whether two values of one term exclude each other; sums in other money or of other years do not."""
    if isinstance(value, Price) and isinstance(first, Price):
        alike = (value.currency, value.year) == (first.currency, first.year)
        return alike and not value.meets(first)
    return bool(value != first)


def _terms(claims: Iterable[FinancingKind]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f.name for claim in claims for f in fields(type(claim)) if f.name not in _FRAME))


def _latest_status(told: list[FinancingKind]) -> FinancingStatus | None:
    """A status is of its day: the latest known one stands, not the strongest."""
    dated = [claim for claim in told if claim.status is not None]
    return max(reversed(dated), key=lambda claim: -1 if claim.known is None else claim.known_days[1]).status
