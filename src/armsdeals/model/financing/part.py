"""Parts of a financing: what is known of one way of paying, from all claims that speak of it.

    >>> from armsdeals.model.financing.loan import Loan
    >>> told = (Loan(key="loan", lender="Russia"), Loan(key="loan", share="0.55", rate="0.05", withheld=("tenor_years",)))
    >>> (loan,) = parts_of(told, Price("2.5e9 USD"))
    >>> loan.share, loan.amount, loan.absence("tenor_years"), loan.absence("profile")
    (Share('0.55'), Price('1375000000 USD COMPONENT'), Absence.WITHHELD, None)

The strongest claim of a term stands, narrowed by those that agree (`armsdeals.model.financing.settling`). A part of a price
that is only a ceiling is itself no more than a bound:

    >>> parts_of(told, Price("2e9 USD CEILING"))[0].amount
    Price('<=1100000000 USD COMPONENT')

Left out: how far a way of paying has come by events.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from armsdeals._printed import short_repr
from armsdeals._shown import plain
from armsdeals.model.financing.grant import Grant
from armsdeals.model.financing.guarantee import CoverScope, Guarantee
from armsdeals.model.financing.kind import ABSENCES, ABSENT, FinancingForm, FinancingKind, terms_of
from armsdeals.model.financing.settling import bounded, settled
from armsdeals.model.financing.status import FinancingStatus
from armsdeals.values.basis import ValueBasis
from armsdeals.values.claim import Absence, Modality, ranked, unretracted
from armsdeals.values.number import Flag
from armsdeals.values.price import Price
from armsdeals.values.share import Share

_SAID_FIRST = frozenset({"share", "amount", "form"})


def in_words(value: Any) -> str:
    """Return the value of a term in words."""
    if isinstance(value, tuple):
        return f"told for {len(value)}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    for name in ("percent", "in_words"):
        if hasattr(value, name):
            return str(getattr(value, name))
    return str(value)


@frozen(kw_only=True, repr=False)
class FinancingPart:
    """What is known of one way of paying, from all claims that speak of it.

    Attributes:
        name: Its key, else its form in words.
        terms: For each term that somebody told, the value that stands.
        amount: The sum; from the share where only that and the price are known; None if unknown.
        claims: The claims, strongest first.
        disputed: The terms on which they contradict each other.
        rivals: For terms of which no value stands, since equals exclude each other, all of their values.
        undecided: Terms that are told and still cannot be reckoned with, and why.
    """

    name: str
    terms: dict[str, Any]
    amount: Price | None
    claims: tuple[FinancingKind, ...] = field(repr=False)
    disputed: tuple[str, ...]
    rivals: dict[str, tuple[Any, ...]] = field(factory=dict)
    undecided: dict[str, str] = field(factory=dict)

    __repr__ = short_repr

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
        """How far it had come, by its terms; of the parts of a deal, by its events as well."""
        return self.terms.get("status")

    @property
    def pays(self) -> bool:
        """Whether it pays a part of the price; a guarantee does not."""
        return type(self.claims[0]).PAYS

    @property
    def in_words(self) -> str:
        """What is told of it: "55 %, supplier state loan, lender Russia, rate unknown"."""
        return self._said("" if self.status is None else self.status.in_words)

    @property
    def in_words_of_its_terms(self) -> str:
        """What is told of it by its terms alone, with the day of its status, which later events may have changed."""
        if self.status is None:
            return self._said("")
        days = [claim.when or claim.known for claim in self.claims if claim.status is self.status]
        day = max((day for day in days if day is not None), key=lambda day: day.hi, default=None)
        return self._said(
            f"{self.status.in_words} as of {day}" if day is not None else f"{self.status.in_words} when told"
        )

    def __str__(self) -> str:
        return plain(f"{self.name}: {self.in_words}")

    def _said(self, status: str) -> str:
        told = [self.share.percent] if self.share is not None else []
        told += [self.amount.in_words.removesuffix(", component")] if self.amount is not None else []
        told += [self.form.in_words if self.form else self.kind]
        others = (name for name in self.terms if name not in _SAID_FIRST)
        told += [
            f"{name.replace('_', ' ')} {status if name == 'status' else in_words(self.terms[name])}" for name in others
        ]
        cls = type(self.claims[0])
        absent = {name: self.absence(name) for name in terms_of(cls) if name not in self.terms}
        told += [f"{name.replace('_', ' ')} {why.in_words}" for name, why in absent.items() if why]
        told += [
            f"{name.replace('_', ' ')} {' or '.join(map(in_words, values))}" for name, values in self.rivals.items()
        ]
        told += [
            f"{name.replace('_', ' ')} undecided ({why})"
            for name, why in self.undecided.items()
            if name not in self.rivals
        ]
        base = self.as_told()
        roughly = {name.replace("_months", "_years") for name in (*base.ranges(), *self.rivals)}
        needed = (name for name in base.missing(self.amount) if not absent.get(name) and name not in roughly)
        return ", ".join([*told, *(f"{name.replace('_', ' ')} unknown" for name in needed)])

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
        given: dict[str, Any] = more | self.terms
        named = dict.fromkeys(term for claim in self.claims for group in ABSENT for term in getattr(claim, group))
        for group, reason in zip(ABSENT, ABSENCES, strict=True):
            given[group] = tuple(term for term in named if term not in given and self.absence(term) is reason)
        return type(self.claims[0])(**given, key=self.claims[0].key)


def parts_of(
    claims: Iterable[FinancingKind], price: Price | None, *, retracted: frozenset[str] = frozenset()
) -> tuple[FinancingPart, ...]:
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


def _part(claims: list[FinancingKind], price: Price | None) -> FinancingPart:
    ordered = ranked(claims)
    found = settled(ordered)
    amount = found.terms.get("amount")
    if amount is None and price is not None and "amount" not in found.rivals:
        shares = found.rivals.get("share") or ((found.terms["share"],) if "share" in found.terms else ())
        amount = _parts_between(bounded(price), shares)
    apart = {name: values for name, values in found.rivals.items() if isinstance(values[0], Price)}
    undecided = {
        name: f"it is told as {' and as '.join(one.in_words for one in values)}; assume one of them"
        for name, values in apart.items()
    }
    if isinstance(ordered[0], Grant) and amount is not None and (cap := found.terms.get("cap")) is not None:
        if (cap.currency, cap.year) == (amount.currency, amount.year):
            amount = Grant(cap=cap).capped(amount)
        else:
            undecided["cap"] = f"it is {cap.in_words}, and the sum is {amount.in_words}; bring them to one money"
            amount = amount.narrowed(Decimal(0), amount.high, flags=(Flag.UP_TO,))
    return FinancingPart(
        name=ordered[0].name,
        terms=found.terms,
        amount=amount,
        claims=tuple(ordered),
        disputed=found.disputed,
        rivals=found.rivals,
        undecided=undecided,
    )


def _parts_between(price: Price, shares: Sequence[Share]) -> Price | None:
    """The part of a price that a share is, or everything between those that rival shares are."""
    if not shares:
        return None
    least, most = price.times(min(shares)), price.times(max(shares))
    if least == most:
        return least
    return Price.between(least.low, most.high, price.currency, most.basis, price.year)


def covered_amount(part: FinancingPart, parts: Iterable[FinancingPart]) -> Price | None:
    """Return the sum that a guarantee covers: its own, else its part of what is lent; of another kind its amount."""
    if part.amount is not None or not isinstance(part.claims[0], Guarantee):
        return part.amount
    if part.terms.get("scope") is CoverScope.FINANCING:
        lent = [other for other in parts if type(other.claims[0]).LENDS]
    else:
        lent = [other for other in parts if part.terms.get("of") == other.claims[0].key != ""][:1]
    sums = [bounded(other.amount) for other in lent if other.amount is not None]
    money = {(one.currency, one.year) for one in sums}
    if not sums or len(sums) < len(lent) or len(money) > 1:
        return None
    whole = sum(Price.between(one.low, one.high, one.currency, ValueBasis.COMPONENT, one.year) for one in sums)
    told = part.as_told()
    return told.covers(whole) if isinstance(told, Guarantee) and isinstance(whole, Price) else None
