"""Party: somebody with a part in a deal.

    >>> Party("Rosoboronexport", role="supplier", country="Russia", kind="state company").role
    Role.SUPPLIER

A gift has no buyer, so the sides are called supplier and recipient everywhere. One party may have several roles, each as a
party of its own; several may share one role, and some join later:

    >>> Party("Raytheon", role="supplier", share="0.6", since="2013").share.percent
    '60 %'
"""

from __future__ import annotations

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Name, Text, Word, checked
from armsdeals._printed import short_repr
from armsdeals._shown import plain
from armsdeals.errors import InvalidValue
from armsdeals.values.actors import actor_of
from armsdeals.values.country import Country, to_country
from armsdeals.values.share import Share, to_share
from armsdeals.values.when import When, to_when


class Role(Word):
    """What part a party has."""

    SUPPLIER = "SUPPLIER"  # sells or gives, as party to the deal
    SUPPLIER_STATE = "SUPPLIER_STATE"  # the state from which the transfer comes
    RECIPIENT = "RECIPIENT"  # orders and will own
    END_USER = "END_USER"  # operates the goods, if somebody else owns them
    MANUFACTURER = "MANUFACTURER"  # makes the goods, if somebody else supplies them
    LICENSOR = "LICENSOR"  # grants the right to produce
    LICENSEE = "LICENSEE"  # produces under that right
    BROKER = "BROKER"  # brings the sides together for a fee
    FINANCIER = "FINANCIER"  # pays or lends without receiving the goods
    GUARANTOR = "GUARANTOR"  # answers for somebody's debt or work
    INTERMEDIARY = "INTERMEDIARY"  # the goods or papers pass through its hands
    AUTHORITY = "AUTHORITY"  # licenses or approves
    OBJECTOR = "OBJECTOR"  # is against it
    OFFSET_PARTNER = "OFFSET_PARTNER"  # receives offset work
    LENDER = "LENDER"  # a financier who lends
    PAYER = "PAYER"  # a financier who pays somebody's bill
    GRANTOR = "GRANTOR"  # a financier who gives
    OWNER = "OWNER"  # holds the title, as a lessor does
    CONTRACT_AGENT = "CONTRACT_AGENT"  # signs or runs the contract for the sides
    INSURER = "INSURER"  # covers the risk of not being paid
    SANCTIONER = "SANCTIONER"  # punishes the deal
    BARTER_AGENT = "BARTER_AGENT"  # handles goods given in payment
    TRANSIT_AUTHORITY = "TRANSIT_AUTHORITY"  # the goods must cross its territory
    PROSPECTIVE_RECIPIENT = "PROSPECTIVE_RECIPIENT"  # is said to be interested
    COMPENSATOR = "COMPENSATOR"  # makes good what a donor gave
    BACKFILL_SUPPLIER = "BACKFILL_SUPPLIER"  # replaces what was given

    @classmethod
    def also_called(cls) -> dict[str, str]:
        """Return the words of those who speak of sales; a gift has no buyer."""
        return {"BUYER": "RECIPIENT", "SELLER": "SUPPLIER"}


SUPPLIER_SIDE = frozenset({Role.SUPPLIER, Role.SUPPLIER_STATE, Role.MANUFACTURER, Role.LICENSOR, Role.OWNER})
RECIPIENT_SIDE = frozenset({Role.RECIPIENT, Role.END_USER, Role.LICENSEE, Role.PROSPECTIVE_RECIPIENT})


class PartyKind(Word):
    """What sort of actor a party is."""

    STATE = "STATE"
    DEPENDENT_TERRITORY = "DEPENDENT_TERRITORY"
    STATE_AGENCY = "STATE_AGENCY"  # a ministry, forces, a procurement or export body
    STATE_BANK = "STATE_BANK"
    PARLIAMENT = "PARLIAMENT"
    SUB_STATE = "SUB_STATE"  # a regional government
    ORGANISATION = "ORGANISATION"  # of states
    COMPANY = "COMPANY"  # in private or mixed hands
    STATE_COMPANY = "STATE_COMPANY"
    NON_STATE_GROUP = "NON_STATE_GROUP"  # armed or political
    GROUP_OF_STATES = "GROUP_OF_STATES"  # named together, members not listed
    PERSON = "PERSON"
    UNKNOWN_SUPPLIER = "UNKNOWN_SUPPLIER"
    UNKNOWN_RECIPIENT = "UNKNOWN_RECIPIENT"
    UNKNOWN_GROUP = "UNKNOWN_GROUP"


@frozen(weakref_slot=False, field_transformer=checked, repr=False)
class Party:
    """Somebody with a part in a deal.

    Attributes:
        name: Their name, as the sources write it.
        role: What part they have.
        country: The country they act for or sit in.
        kind: What sort of actor they are.
        share: Their part of the role, 0 to 1, where several have it.
        since: When they joined, if not from the start.
        until: When they left, if before the end.
        note: Anything else, in words.
    """

    name: Name
    role: Role = field(converter=Role, kw_only=True)
    country: Country | None = field(default=None, converter=optional(to_country), kw_only=True)
    kind: PartyKind | None = field(default=None, converter=optional(PartyKind), kw_only=True)
    share: Share | None = field(default=None, converter=optional(to_share), kw_only=True)
    since: When | None = field(default=None, converter=optional(to_when), kw_only=True)
    until: When | None = field(default=None, converter=optional(to_when), kw_only=True)
    note: Text = field(default="", kw_only=True)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.until.certainly_before(self.since):
            raise InvalidValue(f"they leave on {self.until}, before they join on {self.since}")

    @property
    def located_in(self) -> Country | None:
        """Where an armed group sits: the place in a name such as "PKK (Türkiye)*", else its country; None for all others.

        >>> group = Party("PKK (Türkiye)*", role="recipient", kind="non-state group")
        >>> group.located_in, group.country
        (Country('Türkiye'), None)
        """
        actor = actor_of(self.name)
        if actor.kind != "NON_STATE_GROUP" and self.kind is not PartyKind.NON_STATE_GROUP:
            return None
        return actor.located_in or self.country

    def __str__(self) -> str:
        place = f" ({self.country})" if self.country is not None and str(self.country) != self.name else ""
        return plain(f"{self.name}{place}")
