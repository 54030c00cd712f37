"""Rules across fields, and when they certainly hold: what the fast reader looks at before it asks the rule itself.

A rule is a method of its class, and most objects use nothing that it speaks of. For each class that stands in a document
many times this page says, in expressions, when its rule cannot be broken. Where one of them is false the rule is
asked; so a wrong page could only let something pass, and the laws of the reader look for that.

    >>> SURE["Party"]
    ('one.since is None or one.until is None',)

In the expressions ``one`` is the object with all of its fields. The rules of a whole deal need what its parts name; `NAMED`
says which fields those are, and `is_sure_of` judges by them.
"""

from __future__ import annotations

from decimal import Decimal
from operator import attrgetter
from typing import Any, Protocol

from armsdeals.model.event import Bound
from armsdeals.model.financing.credit import Profile, RateKind
from armsdeals.model.financing.grant import Grant
from armsdeals.model.limits import ConstraintKind
from armsdeals.values.claim import Modality

_NOTHING = Decimal(0)
_ID = attrgetter("id")
_VALUED = ("one.value is not None", "one.absent is None")
_TERMS = ("one.form is None or one.form in one.FORMS", "not one.without", "not one.withheld", "not one.inapplicable")
_CREDIT = (
    *_TERMS,
    "one.rate_kind is not INTEREST_FREE",
    "one.rate_low is None or one.rate_high is None",
    "one.payments_per_year is None or 12 % one.payments_per_year == 0",
    "not one.rates",
    "one.balloon_years is None",
    "not one.drawings",
    "one.profile is not STEPPED",
    "one.tenor_years is None or one.tenor_months is None",
    "one.tenor_estimate is None",
    "one.grace_estimate is None",
    (
        "one.grace_years is None and one.grace_months is None"
        " or one.grace_years is None and one.tenor_years is None"
        " and (one.tenor_months is None or one.grace_months < one.tenor_months)"
        " or one.grace_months is None and one.tenor_months is None"
        " and (one.tenor_years is None or one.grace_years < one.tenor_years)"
    ),
)

# By the name of the class: expressions that are all true only where its rule holds.
SURE: dict[str, tuple[str, ...]] = {
    "Barter": (*_TERMS, "not one.flow"),
    "Cash": (*_TERMS, "not one.milestones"),
    "Constraint": ("one.kind is not CONDITION_ON_OTHER_DEAL", "not one.deal", "one.stage is None"),
    "CreditLine": _CREDIT,
    "DebtSwap": _TERMS,
    "Delivery": ("not one.years",),
    "Event": (
        "one.bound is EXACT",
        "not one.alternatives",
        "one.back is False",
        "one.absent is None",
        "one.suspension is None",
        "one.termination is None",
        "not one.after",
        "not one.retracts",
    ),
    "Evidence": ("one.publisher or one.title or one.author or one.link",),
    "Financing": ("is_sure_of_financing(one.complete, one.instruments)",),
    "Grant": (*_TERMS, "not one.disbursements"),
    "Guarantee": (*_TERMS, "one.share is None", "one.covered_low is None", "one.covered_high is None"),
    "Lease": (
        *_TERMS,
        "one.bought is None or one.returned is None",
        "one.payments_per_year is None or 12 % one.payments_per_year == 0",
        "one.has_option is not False",
        "one.years_estimate is None",
    ),
    "Loan": _CREDIT,
    "Milestone": ("one.share is None or one.amount is None",),
    "Offer": ("not one.revises",),
    "Offset": ("one.percent is None", "one.fulfilled_percent is None"),
    "Party": ("one.since is None or one.until is None",),
    "PriceClaim": (*_VALUED, "not one.years"),
    "ProductionClaim": _VALUED,
    "QuantityClaim": _VALUED,
    "Specification": _VALUED,
    "Unspecified": _TERMS,
    "VolumeClaim": _VALUED,
}

# What a part names when this field of it is given. A claim, wherever it stands, has an id and may retract; ``*`` stands
# for every class. "doubt" leaves the judgement to the rules themselves.
NAMED: dict[tuple[str, str], str] = {
    ("Event", "after"): "doubt",
    ("Event", "scope"): "scopes",
    ("Delivery", "line"): "line",
    ("Offer", "lines"): "lines",
    ("Authorisation", "lines"): "lines",
    ("Constraint", "lines"): "lines",
    ("Tranche", "lines"): "lines",
    ("TechTransfer", "line"): "line",
    ("Offer", "revises"): "doubt",
    ("OfferAssessment", "offer"): "offer",
    ("Party", "share"): "doubt",
    ("Evidence", "id"): "doubt",
    ("*", "retracts"): "retracted",
    ("*", "id"): "claim",
    ("ClassCode", "id"): "",  # of a system, and no claim of the deal
    ("ClassCode", "retracts"): "",
    ("Specification", "id"): "",
    ("Specification", "retracts"): "",
}


class Named(Protocol):
    """What the parts of one deal name."""

    claims: list[str]
    retracted: list[str]
    offers: list[str]
    lines: list[str]
    scopes: list[str]
    doubt: bool


def is_sure_of(deal: Any, named: Named) -> bool:
    """Whether the rules of a deal certainly hold, by what its parts name."""
    claims, lines_named = named.claims, named.lines
    if named.doubt or (named.retracted and not set(claims).issuperset(named.retracted)):
        return False
    if not (claims or lines_named or named.offers or named.scopes or deal.tranches):  # as most deals are
        return len(deal.lines) == 1 or len(set(map(_ID, deal.lines))) == len(deal.lines)
    # How an offer was to be paid for is no claim of the deal, and yet has named its ids.
    if named.retracted and any(offer.financing is not None for offer in deal.offers):
        return False
    if named.offers and not {offer.key for offer in deal.offers}.issuperset(named.offers):
        return False
    lines = set(map(_ID, deal.lines))
    if len(lines) < len(deal.lines) or not lines.issuperset(lines_named):
        return False
    if deal.tranches:
        parts = {tranche.id for tranche in deal.tranches}
        if len(parts) < len(deal.tranches) or not parts.isdisjoint(lines):
            return False
        lines |= parts
    return lines.issuperset(named.scopes) and (not claims or len(set(claims)) == len(claims))


def is_sure_of_financing(complete: Any, instruments: Any) -> bool:
    """Whether the rules of a financing certainly hold: one key is of one kind, and no more than all is paid.

    Of several claims of one key the strongest counts, which is no more than the largest.
    """
    if not complete:
        # Nearly always; what kind a claim is of takes longer to read than of which class it is.
        told = {claim.key for claim in instruments if claim.share is None and type(claim) is not Grant}
        if len(told) == len(instruments):
            return True
    kinds: dict[str, str] = {}
    shares: dict[Any, Any] = {}
    for place, claim in enumerate(instruments):
        if claim.kind == "grant" and claim.cap is not None:
            return False
        key = claim.key
        if key and kinds.setdefault(key, claim.kind) != claim.kind:
            return False
        if claim.share is not None:
            shares[key or place] = max(claim.share, shares.get(key or place, _NOTHING))
    total = sum(shares.values(), _NOTHING)
    return total <= 1 and (not complete or _is_told_in_full(instruments, total))


def _is_told_in_full(instruments: Any, total: Decimal) -> bool:
    """Whether nobody contradicts a share, and the shares make up the whole where each way of paying has one."""
    has_share: dict[Any, bool] = {}
    for place, claim in enumerate(instruments):
        key, tells = claim.key or place, claim.share is not None
        if claim.modality is not Modality.FACT or claim.retracts or (tells and (has_share.get(key) or not claim.PAYS)):
            return False
        if claim.PAYS:
            has_share[key] = has_share.get(key, False) or tells
    return total == 1 or not all(has_share.values())


NAMES: dict[str, Any] = {
    "EXACT": Bound.EXACT,
    "CONDITION_ON_OTHER_DEAL": ConstraintKind.CONDITION_ON_OTHER_DEAL,
    "INTEREST_FREE": RateKind.INTEREST_FREE,
    "STEPPED": Profile.STEPPED,
    "is_sure_of_financing": is_sure_of_financing,
}
