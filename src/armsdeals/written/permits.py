"""The slots of what others allow, of what was put on the table, and of how the goods are made.

    >>> from armsdeals.written.cursor import Cursor
    >>> fields, words = {}, Cursor("2009-09 legislative notification of Congress notified")
    >>> for slot in PERMIT:
    ...     slot.read(words, fields)
    >>> fields
    {'when': '2009-09', 'kind': 'LEGISLATIVE_NOTIFICATION', 'authority': 'Congress', 'state': 'NOTIFIED'}

Left out: judgements on offers, and know-how; they are told field by field.
"""

from __future__ import annotations

from armsdeals.written.parts import SOME_SUM
from armsdeals.written.slots import AS_OF, MODALITY, coded, date_before, date_if_one, free, key, needed
from armsdeals.written.words import AUTHORISATION_STATES, AUTHORISATIONS, PRODUCTIONS

PERMIT = (
    date_before(AUTHORISATIONS),
    MODALITY,
    needed(coded("kind", AUTHORISATIONS, "[PERMISSION]"), "what sort of permission it is"),
    free("authority", "of", *AUTHORISATION_STATES.codes),
    needed(coded("state", AUTHORISATION_STATES, "[STATE]"), "how far it came, such as applied, granted or denied,"),
)
OFFER = (
    date_if_one("when"),
    MODALITY,
    needed(key("key", "offer"), "the word offer and a key (offer first 4 bn USD)"),
    SOME_SUM,
    free("by", "by", "until", "revising"),
    date_if_one("valid_until", "until"),
    key("revises", "revising"),
)
MADE = (
    MODALITY,
    needed(coded("value", PRODUCTIONS, "[WAY]"), "how it is made"),
    free("place", "in", form="COUNTRY"),
    AS_OF,
)
