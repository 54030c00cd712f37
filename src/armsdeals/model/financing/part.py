"""Part: what is known of one way of paying, from all claims that speak of it.

    >>> from armsdeals.model.financing.loan import Loan
    >>> told = (Loan(key="loan", lender="Russia"), Loan(key="loan", share="0.55", rate="0.05", withheld=("tenor_years",)))
    >>> (loan,) = parts_of(told, Price("2.5e9 USD"))
    >>> loan.share, loan.amount, loan.absence("tenor_years"), loan.absence("profile")
    (Share('0.55'), Price('1375000000 USD COMPONENT'), Absence.WITHHELD, None)

The strongest claim of a term stands, as everywhere. Left out: how far a way of paying has come by events.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from armsdeals.model.financing.grant import Grant
from armsdeals.model.financing.guarantee import Guarantee
from armsdeals.model.financing.kind import FinancingForm, FinancingKind, terms_of
from armsdeals.model.financing.status import FinancingStatus
from armsdeals.values.claim import Absence, Modality, ranked, unretracted
from armsdeals.values.price import Price
from armsdeals.values.share import Share


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

    @property
    def pays(self) -> bool:
        """Whether it pays a part of the price; a guarantee does not."""
        return type(self.claims[0]).PAYS

    def absence(self, term: str) -> Absence | None:
        """Why a term has no value; None if it has one, or if nobody says anything."""
        if term in self.terms:
            return None
        return next((reason for claim in self.claims if (reason := claim.absence(term))), None)

    def as_told(self, **more: Any) -> FinancingKind:
        """Return one claim with every term that stands, and more terms in place of unknown ones.

        Raises:
            InvalidValue: The terms do not go together.
        """
        if len(self.claims) == 1 and not more:
            return self.claims[0]
        without = tuple(term for term in _absent(self.claims) if term not in self.terms and term not in more)
        return type(self.claims[0])(**(more | self.terms), key=self.claims[0].key, without=without)


def _absent(claims: Iterable[FinancingKind]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(term for claim in claims for term in claim.without))


def parts_of(
    claims: Iterable[FinancingKind], price: Price | None, *, retracted: frozenset[str] = frozenset()
) -> tuple[Part, ...]:
    """Return what is known of each way of paying, in the order of the first claim.

    Args:
        claims: The claims; those that are no fact are left out.
        price: The price that shares are a part of.
        retracted: Ids of claims that claims elsewhere take back.
    """
    groups: dict[object, list[FinancingKind]] = {}
    for place, claim in enumerate(unretracted(claims, retracted)):
        if claim.modality is Modality.FACT:
            groups.setdefault(claim.key or place, []).append(claim)
    return tuple(_part(told, price) for told in groups.values())


def _part(claims: list[FinancingKind], price: Price | None) -> Part:
    ordered = ranked(claims)
    terms: dict[str, Any] = {}
    disputed = []
    for name in dict.fromkeys(term for claim in ordered for term in terms_of(type(claim))):
        values = [value for claim in ordered if (value := getattr(claim, name, None)) not in (None, "", ())]
        if values:
            terms[name] = values[0]
            if any(_contradicts(value, values[0]) for value in values) and name != "status":
                disputed.append(name)
    if "status" in terms:
        terms["status"] = _latest_status(ordered)
    amount = terms.get("amount")
    if amount is None and price is not None and "share" in terms:
        amount = price.times(terms["share"])
    if isinstance(ordered[0], Grant) and amount is not None and (cap := terms.get("cap")) is not None:
        amount = Grant(cap=cap).capped(amount)
    return Part(name=ordered[0].name, terms=terms, amount=amount, claims=tuple(ordered), disputed=tuple(disputed))


def covered_amount(part: Part, parts: Iterable[Part]) -> Price | None:
    """Return the sum that a guarantee covers: its own, else its part of the credit; of another kind its amount."""
    if part.amount is not None or not isinstance(part.claims[0], Guarantee):
        return part.amount
    credit = next((other for other in parts if part.terms.get("of") == other.claims[0].key != ""), None)
    if credit is None or credit.amount is None or "covered" not in part.terms:
        return None
    return credit.amount.times(part.terms["covered"])


def _contradicts(value: Any, first: Any) -> bool:
    """Whether two values of one term exclude each other; sums in other money or of other years do not."""
    if isinstance(value, Price) and isinstance(first, Price):
        alike = (value.currency, value.year) == (first.currency, first.year)
        return alike and not value.meets(first)
    return bool(value != first)


def _latest_status(told: list[FinancingKind]) -> FinancingStatus | None:
    """A status is of its day: the latest known one stands, not the strongest."""
    dated = [claim for claim in told if claim.status is not None]
    return max(reversed(dated), key=lambda claim: -1 if claim.known is None else claim.known_days[1]).status
