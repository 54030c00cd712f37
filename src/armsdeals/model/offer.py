"""Offer and OfferAssessment: what was put on the table, and what somebody thought of it.

A revision is a new offer that names the one it revises. A judgement may also be of an offer that nobody made.

    >>> bid = Offer(key="bid", by="CPMIEC", value="3.44e9 USD offer", valid_until="2014-06-30")
    >>> bid.value.basis
    ValueBasis.OFFER
    >>> OfferAssessment(by="Türkiye", of="NATO members", verdict="inadequate", grounds=("financial",)).grounds
    (AssessmentGround.FINANCIAL,)

Left out: comparing offers.
"""

from __future__ import annotations

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Key, Name, Slug, Text, Word, checked
from armsdeals._printed import short_repr
from armsdeals._slim import slim
from armsdeals.errors import InvalidValue
from armsdeals.model.financing.financing import Financing
from armsdeals.values.claim import Claim
from armsdeals.values.price import Price, to_price
from armsdeals.values.when import When, to_when


class Verdict(Word):
    """What a judge makes of an offer."""

    ADEQUATE = "ADEQUATE"  # good enough
    INADEQUATE = "INADEQUATE"  # not good enough, or not there
    UNKNOWN = "UNKNOWN"  # judged, nobody says how


class AssessmentGround(Word):
    """On which ground."""

    FINANCIAL = "FINANCIAL"  # price, credit or terms of payment
    TECHNICAL = "TECHNICAL"  # what it does, and whether it fits
    TECHNOLOGY_TRANSFER = "TECHNOLOGY_TRANSFER"  # know-how that is or is not shared
    JOINT_INVESTMENT = "JOINT_INVESTMENT"  # development or production shared
    DELIVERY_TIME = "DELIVERY_TIME"  # when it would come
    POLITICAL = "POLITICAL"  # relations, alliances, conditions
    UNKNOWN = "UNKNOWN"  # nobody says


@slim()
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Offer(Claim):
    """The terms that were on the table on a day.

    Attributes:
        key: A name for it within the deal.
        by: Who offers, if it is not the supplier as such.
        value: The price asked, if that is said.
        valid_until: Until when it holds.
        lines: Ids of the lines that it is for; empty for all.
        financing: How it was to be paid for.
        technology: What know-how it included, in words.
        revises: The key of the offer that it takes the place of.
    """

    key: Key = ""
    by: Text = ""
    value: Price | None = field(default=None, converter=optional(to_price))
    valid_until: When | None = field(default=None, converter=optional(to_when))
    lines: tuple[Slug, ...] = ()
    financing: Financing | None = None
    technology: Text = ""
    revises: Key = ""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.key and self.key == self.revises:
            raise InvalidValue("an offer cannot revise itself")


@slim()
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class OfferAssessment(Claim):
    """A judgement on an offer, or on there being none.

    Attributes:
        by: Who judges.
        of: Whose offer, in words ("NATO members").
        offer: The key of the offer, if the deal holds it.
        verdict: What they make of it.
        grounds: On which grounds.
    """

    by: Name
    of: Text = ""
    offer: Key = ""
    verdict: Verdict = field(default=Verdict.UNKNOWN, converter=Verdict)
    grounds: tuple[AssessmentGround, ...] = ()

    __repr__ = short_repr
