"""Policies: by which rule one of several rival claims of a value stands.

A policy weighs each claim among its rivals; the smaller weight is the stronger, and equal weights are equal standing. All
policies answer alike from there on (`armsdeals.model.resolve`): what meets the strongest claim supports and narrows it,
what excludes it is beaten and listed, and equals that exclude each other stay open.

    >>> policy_of("Latest_Known").name, sorted(POLICIES)[:3]
    ('latest known', ['default', 'highest confidence', 'interval hull'])

A function from a claim to a weight is a policy as well, for one question; nothing is registered.

    >>> from armsdeals.model.deal import Deal
    >>> deal = Deal(id="demo").with_price("2.5e9 USD").with_price("3e9 USD")
    >>> str(deal.price(policy=lambda claim: claim.value.low).value)
    '2500000000 USD'

Left out: weighing sources against each other; trust is said of each claim.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from attrs import frozen

from armsdeals._fields import Word
from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.errors import UnknownName, suggestion
from armsdeals.model.valued import PriceClaim, QuantityClaim
from armsdeals.values.basis import ValueBasis
from armsdeals.values.claim import Confidence, SpeakerRole, standing
from armsdeals.values.estimate import Estimate
from armsdeals.values.evidence import SourceKind
from armsdeals.values.price import Price

Valued = PriceClaim | QuantityClaim
Weight = Any  # whatever can be compared with the weights of the rivals
Weigh = Callable[[Any, Sequence[Any]], Weight]  # claims of a value, or of a state

# Who is nearest to the terms of the deal comes first; whoever passes on what others say comes later.
ROLE_ORDER = (
    SpeakerRole.DOCUMENT,
    SpeakerRole.RECIPIENT_OFFICIAL,
    SpeakerRole.SUPPLIER_OFFICIAL,
    SpeakerRole.SUPPLIER_COMPANY,
    SpeakerRole.THIRD_PARTY_OFFICIAL,
    SpeakerRole.DATA_SET,
    SpeakerRole.AUTHOR,
    SpeakerRole.ANONYMOUS_OFFICIAL,
    None,
)
# What one pays for the whole, said with more or less care; sums of these bases are compared with each other.
WHOLE = frozenset({None, ValueBasis.CONTRACT, ValueBasis.ESTIMATE, ValueBasis.OFFER})
# Which kind of sum answers what a deal costs: the first that somebody tells, however surely a later one is known. A part or
# a year stands in none of them, for it never answers for the whole; a licence and a customs form may leave much out, and an
# audit tells what one side paid in the end, not what was agreed.
PRICE_ORDER: tuple[frozenset[ValueBasis | None], ...] = (
    WHOLE,
    frozenset({ValueBasis.PROGRAMME}),
    frozenset({ValueBasis.CEILING}),
    frozenset({ValueBasis.LICENCE}),
    frozenset({ValueBasis.AUDIT}),
    frozenset({ValueBasis.CUSTOMS}),
)
# Parts of a price: two of them are rivals only where they pay for the same thing.
PARTS = frozenset({ValueBasis.COMPONENT, ValueBasis.ANNUAL})
# Among claims of the whole that stand alike otherwise: what was agreed says more than what was asked, and that more than a guess.
_NEARNESS = {ValueBasis.CONTRACT: 0, ValueBasis.OFFER: 1}
_FAR = 2
_PAPERS = frozenset({SourceKind.CONTRACT, SourceKind.OFFICIAL_NOTICE})


@frozen(repr=False)
class Policy:
    """A rule by which rivals are weighed.

    Attributes:
        name: How it is called.
        weigh: Returns the weight of a claim among all that are weighed with it, itself included; small is strong.
        joins: Whether all that count the same thing stand together, as the hull of their values, and none is beaten.
        across: Returns the weight of a claim among those of other money or units, none of which it can exclude; None where
            it is the same.
    """

    name: str
    weigh: Weigh
    joins: bool = False
    across: Callable[[Any], Weight] | None = None

    __repr__ = short_repr


def nearness(claim: Valued) -> int:
    """Return how near a sum is to what was agreed, 0 being nearest; quantities are all alike."""
    return _NEARNESS.get(claim.basis, _FAR) if isinstance(claim, PriceClaim) and claim.basis else _FAR


def alike(a: Price | Estimate | Word, b: Price | Estimate | Word) -> bool:
    """Whether two values count the same thing, so that they can support or exclude each other; codes of one list do."""
    if isinstance(a, Word):
        return type(a) is type(b)
    if isinstance(a, Price) and isinstance(b, Price):
        whole = a.basis is b.basis or (a.basis in WHOLE and b.basis in WHOLE)
        return whole and a.currency == b.currency and a.year == b.year
    return isinstance(a, Estimate) and isinstance(b, Estimate) and a.unit == b.unit


def meet(a: Price | Estimate | Word, b: Price | Estimate | Word) -> bool:
    """Whether two values that count the same thing leave a common number possible, or are the same code."""
    if isinstance(a, Word) or isinstance(b, Word):
        return a is b
    return a.spread.meets(b.spread)


AnyPolicy = str | Policy | Callable[[Any], Weight]  # a name, a policy, or a function from a claim to its weight


def policy_of(policy: AnyPolicy) -> Policy:
    """Return a policy by its name, in any case, with blanks or underscores; or make one of a function of a claim.

    Raises:
        UnknownName: There is no such policy.
    """
    if isinstance(policy, Policy):
        return policy
    if isinstance(policy, str):
        name = " ".join(policy.replace("_", " ").replace("-", " ").lower().split())
        if name not in POLICIES:
            near = suggestion(name, POLICIES)
            raise UnknownName(
                f"{shown(policy)} is no policy here; expected one of {', '.join(POLICIES)}", suggestions=near
            )
        return POLICIES[name]
    if not callable(policy):
        raise TypeError(f"{shown(policy)} is not a policy; name one, or give a function from a claim to its weight")
    weigh = policy
    return Policy(getattr(weigh, "__name__", type(weigh).__name__), lambda claim, _: weigh(claim))


def _by_default(claim: Valued, _: Sequence[Valued]) -> Weight:
    return *standing(claim)[:2], nearness(claim)


def _across(claim: Valued) -> Weight:
    return standing(claim)[0], nearness(claim)


def _by_knowledge(claim: Valued, _: Sequence[Valued]) -> Weight:
    trust, known = standing(claim)[:2]
    return known, trust, nearness(claim)


def _by_confidence(claim: Valued, _: Sequence[Valued]) -> Weight:
    return standing(claim)[0]


def _by_role(claim: Valued, _: Sequence[Valued]) -> Weight:
    return ROLE_ORDER.index(claim.speaker_role), *standing(claim)[:2], nearness(claim)


def _by_role_across(claim: Valued) -> Weight:
    return ROLE_ORDER.index(claim.speaker_role), *_across(claim)


def _by_document(claim: Valued, _: Sequence[Valued]) -> Weight:
    return not _seen(claim), *standing(claim)[:2], nearness(claim)


def _by_document_across(claim: Valued) -> Weight:
    return not _seen(claim), *_across(claim)


def _seen(claim: Valued) -> bool:
    return (
        claim.confidence is Confidence.CERTAIN
        or claim.speaker_role is SpeakerRole.DOCUMENT
        or any(source.kind in _PAPERS for source in claim.evidence)
    )


def _by_number(claim: Valued, rivals: Sequence[Valued]) -> Weight:
    """How many tell something that may be the same; an absence is the same as the same absence."""
    if claim.value is None:
        return -sum(claim.absent is rival.absent for rival in rivals if rival.value is None)
    values = [rival.value for rival in rivals if rival.value is not None and alike(rival.value, claim.value)]
    return -sum(meet(value, claim.value) for value in values)


POLICIES: Mapping[str, Policy] = MappingProxyType({
    policy.name: policy
    for policy in (
        Policy("default", _by_default, across=_across),  # the most confident, among those the one known last
        Policy("latest known", _by_knowledge),  # the one known last, of one day the most confident
        Policy("highest confidence", _by_confidence),  # the most confident, whenever it was known
        Policy("role order", _by_role, across=_by_role_across),  # by who speaks (ROLE_ORDER), then as by default
        Policy("prefer document", _by_document, across=_by_document_across),  # whoever saw a contract or an official notice, then as by default
        Policy("interval hull", _by_default, joins=True, across=_across),  # all that anybody says of it, from the least to the most
        Policy("majority", _by_number),  # what most claims leave possible
    )
})  # fmt: skip
