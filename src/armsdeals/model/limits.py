"""Authorisation and Constraint: what somebody outside the bargain allows, forbids or demands.

They run beside the stage and never replace it: a notified sale *may* be offered, it is not sold.

    >>> notified = Authorisation(kind="legislative notification", state="notified", authority="US Congress", when="2018-12-18")
    >>> notified.state
    AuthorisationState.NOTIFIED
    >>> Constraint(kind="condition on other deal", deal="tur-s400", stage="delivering").stage
    NegotiationStage.DELIVERING

Left out: the texts of criteria by which licences are refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Key, Slug, Text, Word, checked
from armsdeals._printed import short_repr
from armsdeals._slim import slim
from armsdeals.errors import InvalidValue
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.claim import Claim
from armsdeals.values.when import When, to_when


class AuthorisationKind(Word):
    """What sort of permission it is."""

    EXPORT_LICENCE = "EXPORT_LICENCE"
    BROKERING_LICENCE = "BROKERING_LICENCE"  # to arrange a transfer between others
    TRANSIT_LICENCE = "TRANSIT_LICENCE"  # to cross a territory
    RE_EXPORT_CONSENT = "RE_EXPORT_CONSENT"  # of the first supplier, to hand on
    LEGISLATIVE_NOTIFICATION = "LEGISLATIVE_NOTIFICATION"  # laid before a parliament
    LEGISLATIVE_APPROVAL = "LEGISLATIVE_APPROVAL"  # a vote, a budget, a treaty
    REFERENDUM = "REFERENDUM"
    CABINET_APPROVAL = "CABINET_APPROVAL"  # of a government as a whole, on either side
    EMBARGO_EXEMPTION = "EMBARGO_EXEMPTION"
    TECHNOLOGY_RELEASE = "TECHNOLOGY_RELEASE"  # a review of what may be shared
    COURT_OR_AUDIT = "COURT_OR_AUDIT"  # a ruling or a finding


class AuthorisationState(Word):
    """How far it has come."""

    REQUIRED = "REQUIRED"  # needed, not asked for
    APPLIED = "APPLIED"  # asked for, undecided
    NOTIFIED = "NOTIFIED"  # laid before a body that may object for a time
    GRANTED = "GRANTED"  # given, or the time to object ran out
    DENIED = "DENIED"
    SUSPENDED = "SUSPENDED"  # given, halted for a time
    REVOKED = "REVOKED"  # given, taken back for good
    EXPIRED = "EXPIRED"  # given, over before it was used
    WAIVED = "WAIVED"  # the need was set aside


class ConstraintKind(Word):
    """What sort of limit it is."""

    INTEGRATION_BARRED = "INTEGRATION_BARRED"  # may or can not be tied into a network
    INTEGRATION_REQUIRED = "INTEGRATION_REQUIRED"  # must be tied into one
    NO_RETRANSFER = "NO_RETRANSFER"  # not to be handed on without consent
    END_USE_LIMIT = "END_USE_LIMIT"  # a place or purpose only
    POST_DELIVERY_CHECK = "POST_DELIVERY_CHECK"  # the supplier side may look
    CONDITION_ON_OTHER_DEAL = "CONDITION_ON_OTHER_DEAL"  # void if another system is taken
    EMBARGO = "EMBARGO"
    SANCTIONS_EXPOSURE = "SANCTIONS_EXPOSURE"  # a side risks penalties for the deal
    CAPABILITY_DOWNGRADE = "CAPABILITY_DOWNGRADE"  # less than the maker's own version


@slim()
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Authorisation(Claim):
    """A permission, in the state that it had on a day; several claims with one key tell its course.

    Attributes:
        kind: What sort of permission it is.
        state: How far it had come.
        key: Which permission of the deal it is, where there are several.
        authority: Who gives it.
        ground: The ground of a refusal, as the authority numbers it.
        objects_until: Until when the body may object.
        lines: Ids of the lines that it is for; empty for all.
    """

    kind: AuthorisationKind = field(converter=AuthorisationKind)
    state: AuthorisationState = field(converter=AuthorisationState)
    key: Key = ""
    authority: Text = ""
    ground: Text = ""
    objects_until: When | None = field(default=None, converter=optional(to_when))
    lines: tuple[Slug, ...] = ()

    __repr__ = short_repr


@slim()
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Constraint(Claim):
    """A limit on use, integration, resale, or on the deal itself.

    Attributes:
        kind: What sort of limit it is.
        by: Who sets it, or says that it is there.
        area: What it limits, in words: a network, a region, a use.
        deal: For a condition on another deal, the id of that deal.
        stage: For a condition on another deal, the stage of it that triggers.
        lines: Ids of the lines that it is for; empty for all.

    Raises:
        InvalidValue: A condition on another deal does not name it, or another limit names one.
    """

    kind: ConstraintKind = field(converter=ConstraintKind)
    by: Text = ""
    area: Text = ""
    deal: Key = ""
    stage: NegotiationStage | None = field(default=None, converter=optional(NegotiationStage))
    lines: tuple[Slug, ...] = ()

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.kind is ConstraintKind.CONDITION_ON_OTHER_DEAL:
            if not self.deal or self.stage is None:
                raise InvalidValue("a condition on another deal names the deal and the stage that triggers it")
        elif self.deal or self.stage is not None:
            raise InvalidValue("deal and stage go with a condition on another deal")


def course_names(claims: Sequence[Authorisation]) -> list[str]:
    """Return for each claim the permission that it speaks of: its key, else its kind and the authority that gives it.

    Licences of two states are two permissions. Who names no authority speaks of the one that others name, where there is one.
    """
    named: dict[str, dict[str, str]] = {}
    for one in claims:
        if one.authority and not one.key:
            named.setdefault(one.kind.in_words, {}).setdefault(one.authority.casefold(), one.authority)
    return [_course_name(one, named.get(one.kind.in_words, {})) for one in claims]


def _course_name(one: Authorisation, named: Mapping[str, str]) -> str:
    if one.key or len(named) < 2:  # noqa: PLR2004  # then there is nothing to tell apart
        return one.key or one.kind.in_words
    return f"{one.kind.in_words} of {named[one.authority.casefold()]}" if one.authority else one.kind.in_words
