"""Instrument: a document that was signed, handed over or initialled.

    >>> Instrument().kind
    InstrumentKind.UNKNOWN

"Instrument" alone means a document; ways of paying are *financing kinds*. Left out: signatories, conditions precedent
and amendments.
"""

from __future__ import annotations

from attrs import field, frozen

from armsdeals._fields import Text, Word, checked


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


@frozen(kw_only=True, weakref_slot=False, field_transformer=checked)
class Instrument:
    """A document.

    Attributes:
        kind: What sort of document it is.
        title: Its title.
        identifier: Its number or name in a register.
        is_binding: Whether it binds; None where nobody says.
    """

    kind: InstrumentKind = field(default=InstrumentKind.UNKNOWN, converter=InstrumentKind)
    title: Text = ""
    identifier: Text = ""
    is_binding: bool | None = None
