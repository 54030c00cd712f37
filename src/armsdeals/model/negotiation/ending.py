"""Suspension and Termination: who stopped a deal, and for which reasons, as each side gives them.

    >>> ending = Termination(by="recipient", reasons=("price", Reason("counterparty unwilling", speaker="the ministry")))
    >>> [reason.code.in_words for reason in ending.reasons]
    ['price', 'counterparty unwilling']

Either may be UNKNOWN. What is paid or given back afterwards stands in the events that tell of it:

    >>> Settlement(kind="refund", value="949750000 EUR", status="paid").kind
    SettlementKind.REFUND

What several sources tell of one refund has one `key` (`armsdeals.model.settled`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Key, Text, Word, checked
from armsdeals._printed import short_repr
from armsdeals.values.price import Price, to_price
from armsdeals.values.when import When, to_when


class EndActor(Word):
    """Who ends or suspends."""

    RECIPIENT = "RECIPIENT"  # the side that orders
    SUPPLIER = "SUPPLIER"  # the side that sells, state or firm
    MUTUAL = "MUTUAL"  # both, by agreement
    AUTHORITY = "AUTHORITY"  # a body that is no party to the deal; goes with BLOCKED
    FORCE_MAJEURE = "FORCE_MAJEURE"  # a state collapsed, the goods were destroyed
    UNKNOWN = "UNKNOWN"  # nobody says

    @classmethod
    def also_called(cls) -> dict[str, str]:
        """Return the words of those who speak of sales; a gift has no buyer."""
        return {"BUYER": "RECIPIENT", "SELLER": "SUPPLIER"}


class EndReason(Word):
    """Why."""

    PRICE = "PRICE"  # too dear, or no price agreed
    BUDGET = "BUDGET"  # the recipient lacks or moved the money
    FINANCING_FAILED = "FINANCING_FAILED"  # credit, guarantee or somebody's money did not come
    TECHNOLOGY_TRANSFER_REFUSED = "TECHNOLOGY_TRANSFER_REFUSED"  # no know-how was shared
    LOCAL_PRODUCTION_REFUSED = "LOCAL_PRODUCTION_REFUSED"  # no agreement on making it in the recipient's country
    OFFSET_DISPUTE = "OFFSET_DISPUTE"  # offsets not agreed or not honoured
    PERFORMANCE = "PERFORMANCE"  # it does not do what it should
    DELAY = "DELAY"  # late, by either side
    CORRUPTION = "CORRUPTION"  # bribes suspected or found
    SANCTIONS = "SANCTIONS"  # imposed or threatened
    EMBARGO = "EMBARGO"
    THIRD_STATE_PRESSURE = "THIRD_STATE_PRESSURE"  # allies or others
    PERMISSION_REFUSED = "PERMISSION_REFUSED"  # no licence, or no consent of a state of origin to hand on what it made
    WAR_OR_INVASION = "WAR_OR_INVASION"
    REGIME_CHANGE = "REGIME_CHANGE"  # new rulers in either country
    HUMAN_RIGHTS = "HUMAN_RIGHTS"
    INTEROPERABILITY = "INTEROPERABILITY"  # does not fit allied or own systems
    DOMESTIC_ALTERNATIVE = "DOMESTIC_ALTERNATIVE"  # own development preferred
    COMPETITOR_PREFERRED = "COMPETITOR_PREFERRED"  # another contender was taken
    COUNTERPARTY_UNWILLING = "COUNTERPARTY_UNWILLING"  # the other side would not finish
    REQUIREMENT_CHANGED = "REQUIREMENT_CHANGED"  # the need was dropped, cut or put otherwise
    OFFER_EXPIRED = "OFFER_EXPIRED"  # its validity ran out
    LEGAL_CHALLENGE = "LEGAL_CHALLENGE"  # a court, an audit, a bidder's complaint
    UNKNOWN = "UNKNOWN"  # nobody says


class SuspensionScope(Word):
    """What is halted."""

    DEAL = "DEAL"
    TALKS = "TALKS"
    LICENCE = "LICENCE"  # a permission is; the deal goes on in name
    LINE = "LINE"  # the lines that the event names are


class GoodsFate(Word):
    """What becomes of goods that were not handed over, or are given back."""

    KEPT_BY_MAKER = "KEPT_BY_MAKER"
    KEPT_BY_SUPPLIER_STATE = "KEPT_BY_SUPPLIER_STATE"
    RESOLD = "RESOLD"  # a link RETRANSFER_OF says to whom
    RETURNED = "RETURNED"
    SCRAPPED = "SCRAPPED"
    UNKNOWN = "UNKNOWN"


class SettlementKind(Word):
    """What settles an end."""

    REFUND = "REFUND"  # money for goods that did not come
    PENALTY = "PENALTY"  # fixed by the contract
    COMPENSATION = "COMPENSATION"  # beyond a refund
    FORFEITED_DEPOSIT = "FORFEITED_DEPOSIT"  # the supplier side keeps it
    RETURN_OF_GOODS = "RETURN_OF_GOODS"
    RESALE_CONSENT = "RESALE_CONSENT"  # leave to sell to somebody else
    CLAIM_FILED = "CLAIM_FILED"  # before a court or arbitrator
    CLAIM_WITHDRAWN = "CLAIM_WITHDRAWN"
    NONE = "NONE"  # known that nothing was settled
    UNKNOWN = "UNKNOWN"


class SettlementStatus(Word):
    """How far a settlement has come."""

    PROPOSED = "PROPOSED"  # one side offers it
    CLAIMED = "CLAIMED"  # one side asks for it
    AGREED = "AGREED"
    PAID = "PAID"  # or carried out
    DROPPED = "DROPPED"
    UNKNOWN = "UNKNOWN"


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Settlement:
    """What is paid, given back or claimed because a deal ended.

    Attributes:
        key: Which settlement of the deal it is; what has one key is one settlement, told more than once.
        kind: What settles it.
        value: How much; None if nobody says.
        status: How far it has come.
        payer: Who pays or gives.
        payee: Who gets it.
        in_kind: The goods, where goods are given instead of money.
    """

    key: Key = ""
    kind: SettlementKind = field(converter=SettlementKind)
    value: Price | None = field(default=None, converter=optional(to_price))
    status: SettlementStatus = field(default=SettlementStatus.UNKNOWN, converter=SettlementStatus)
    payer: Text = ""
    payee: Text = ""
    in_kind: Text = ""

    __repr__ = short_repr

    @property
    def in_words(self) -> str:
        """What settles it, and how far that has come: "refund of 949.75 million EUR, agreed"."""
        how_much = self.value.in_words if self.value is not None else self.in_kind
        so_far = "" if self.status is SettlementStatus.UNKNOWN else f", {self.status.in_words}"
        return f"{self.kind.in_words}{f' of {how_much}' if how_much else ''}{so_far}"


@frozen(weakref_slot=False, field_transformer=checked, repr=False)
class Reason:
    """One reason, and who gives it; the sides often give different ones.

    Attributes:
        code: The reason.
        speaker: Who gives it, if the source says.
        text: In words.
    """

    code: EndReason = field(converter=EndReason)
    speaker: Text = field(default="", kw_only=True)
    text: Text = field(default="", kw_only=True)

    __repr__ = short_repr


def to_reasons(values: Iterable[Reason | EndReason | str]) -> tuple[Reason, ...]:
    """Take reasons as objects or as codes."""
    if isinstance(values, str):
        raise TypeError(f"reasons is a list; write reasons=({values!r},)")
    return tuple(value if isinstance(value, Reason) else Reason(EndReason(value)) for value in values)


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Suspension:
    """A halt, meant for a time.

    Attributes:
        of: What is halted. A halt of the deal or its talks is a stage of it, one of a licence is none; one of a line or
            tranche may be a stage of that alone.
        by: Who halts it.
        reasons: Why, as each side gives it.
        review: When it is to be looked at again.
        is_formal: Whether by a formal act; None where nobody says.
        withheld: What is held back, in words.
    """

    of: SuspensionScope = field(default=SuspensionScope.DEAL, converter=SuspensionScope)
    by: EndActor = field(default=EndActor.UNKNOWN, converter=EndActor)
    reasons: tuple[Reason, ...] = field(default=(), converter=to_reasons)
    review: When | None = field(default=None, converter=optional(to_when))
    is_formal: bool | None = None
    withheld: Text = ""

    __repr__ = short_repr


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Termination:
    """An end.

    Attributes:
        by: Who ends it.
        reasons: Why, as each side gives it.
        notice: When notice was given, if on another day than the end itself.
        goods: What becomes of the goods.
    """

    by: EndActor = field(default=EndActor.UNKNOWN, converter=EndActor)
    reasons: tuple[Reason, ...] = field(default=(), converter=to_reasons)
    notice: When | None = field(default=None, converter=optional(to_when))
    goods: GoodsFate | None = field(default=None, converter=optional(GoodsFate))

    __repr__ = short_repr


def actor_of(event: Any) -> EndActor | None:
    """Return who ended or suspended by this event; None if the event does neither."""
    act = event.termination or event.suspension
    return act.by if act else None
