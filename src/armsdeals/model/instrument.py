"""Instrument: a document that was signed, handed over or initialled.

    >>> Instrument().kind
    InstrumentKind.UNKNOWN

"Instrument" alone means a document; ways of paying are *financing kinds*. A document stands in the event by which it was
signed; what must happen before it is in force, and what changes it, stand in the events that tell of that:

    >>> ConditionPrecedent(key="advance", what="the first payment arrives", state="open").state
    ConditionState.OPEN
    >>> Amendment(what="nine trainers are added", consent="both").consent
    Consent.BOTH
"""

from __future__ import annotations

from attrs import field, frozen

from armsdeals._fields import Key, Name, Slug, Text, Word, checked
from armsdeals._printed import short_repr


class InstrumentKind(Word):
    """What sort of document it is."""

    DECLARATION = "DECLARATION"  # a political text
    LOI = "LOI"  # a letter of intent
    SOI = "SOI"  # a statement of intent
    MOU = "MOU"  # a memorandum of understanding
    FRAMEWORK = "FRAMEWORK"  # an umbrella for later orders
    INITIALLED = "INITIALLED"  # a text initialled, not signed
    IGA = "IGA"  # an agreement between governments
    LOR = "LOR"  # a letter of request
    LOA = "LOA"  # a letter of offer and acceptance
    CONTRACT = "CONTRACT"
    LICENCE_AGREEMENT = "LICENCE_AGREEMENT"  # for production
    LEASE_AGREEMENT = "LEASE_AGREEMENT"  # use against payment, title stays with the owner
    LOAN_AGREEMENT = "LOAN_AGREEMENT"
    AMENDMENT = "AMENDMENT"  # changes another instrument
    SETTLEMENT = "SETTLEMENT"  # on how it ends
    EUC = "EUC"  # an end-use certificate
    UNKNOWN = "UNKNOWN"  # something was signed, nobody says what


class ConditionState(Word):
    """How a condition stands."""

    OPEN = "OPEN"  # not met yet
    MET = "MET"
    WAIVED = "WAIVED"  # set aside by those whom it protects
    FAILED = "FAILED"  # cannot be met any more


class Consent(Word):
    """Who agreed to a change."""

    BOTH = "BOTH"
    ONE_SIDE = "ONE_SIDE"
    UNKNOWN = "UNKNOWN"  # nobody says


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class ConditionPrecedent:
    """What must happen before a document is in force, as it stands by the event that tells of it.

    Attributes:
        key: Which condition of the deal it is.
        what: What must happen, in words.
        state: How it stands.
        of: The id of the document; empty where there is one.
    """

    key: Slug
    what: Text = ""
    state: ConditionState = field(converter=ConditionState)
    of: Key = ""

    __repr__ = short_repr


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Amendment:
    """A change of a document in force.

    Attributes:
        what: What changed, in words.
        before: How it was.
        after: How it is.
        of: The id of the document; empty where there is one.
        consent: Who agreed.
    """

    what: Text = ""
    before: Text = ""
    after: Text = ""
    of: Key = ""
    consent: Consent = field(default=Consent.UNKNOWN, converter=Consent)

    __repr__ = short_repr


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Instrument:
    """A document.

    Attributes:
        id: A name by which conditions and amendments can speak of it.
        kind: What sort of document it is.
        title: Its title.
        identifier: Its number or name in a register.
        is_binding: Whether it binds; None where nobody says.
        signatories: Who signed it.
    """

    id: Key = ""
    kind: InstrumentKind = field(default=InstrumentKind.UNKNOWN, converter=InstrumentKind)
    title: Text = ""
    identifier: Text = ""
    is_binding: bool | None = None
    signatories: tuple[Name, ...] = ()

    __repr__ = short_repr
