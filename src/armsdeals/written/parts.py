"""The slots of what an event moves or settles: goods, money, conditions, steps of a financing.

    >>> fields, words = {}, Cursor("lost about 20 launchers of milan at Mosul")
    >>> for slot in GOODS:
    ...     slot.read(words, fields)
    >>> fields
    {'kind': 'LOST', 'quantity': '~20 launcher', 'line': 'milan', 'place': 'Mosul'}

The same slots stand in a line of the history that tells of one handover or payment and nothing else. Left out: what a
change of a document was; that is said in words below the event.
"""

from __future__ import annotations

from armsdeals._shown import shown
from armsdeals.values.estimate import is_known_unit
from armsdeals.written.amounts import AMOUNT, COUNT, UNIT, opens_number, quantity_words, read_count, take_unit
from armsdeals.written.cursor import Cursor
from armsdeals.written.slots import Fields, Slot, coded, free, key, needed
from armsdeals.written.slugs import why_no_key
from armsdeals.written.terms import BASIS, SUM
from armsdeals.written.words import (
    CONDITION_STATES,
    LEDGER,
    PURPOSES,
    SETTLEMENT_STATES,
    SETTLEMENTS,
    STATUSES,
)


def opens_goods(words: Cursor) -> bool:
    """Whether a number of goods may come next."""
    return opens_number(words) or words.starts("some")


def _read_count_of(words: Cursor, fields: Fields) -> None:
    if words.skips("some"):
        return
    number = read_count(words, is_of_things=True)
    unit = words.rest[: words.rest.index("of")] if "of" in words.rest else []
    fields["quantity"] = f"{number} {take_unit(words, unit)}" if unit else number


def _write_count_of(fields: Fields) -> str:
    return quantity_words(fields.pop("quantity")) if "quantity" in fields else "some"


def _read_goods(words: Cursor, fields: Fields) -> None:
    _read_count_of(words, fields)
    if not words.skips("of") or not words.peek():
        told, rest = fields.get("quantity", "some").replace("..", " to "), words.rest[:3]
        is_line = len(rest) == 1 and not is_known_unit(rest[0])
        meant = f"{told} of {rest[0]}" if is_line else " ".join((told, *rest, "of KEY"))
        raise words.fault(
            f"the line is missing to which these goods belong; write {shown(meant)}, with the key of the line"
        )
    if why := why_no_key(words.peek()):
        raise words.fault(why)
    fields["line"] = words.take()


def _write_goods(fields: Fields) -> str:
    return f"{_write_count_of(fields)} of {fields.pop('line')}"


def _read_accepted(words: Cursor, fields: Fields) -> None:
    if words.skips("not", "accepted"):
        fields["is_accepted"] = False
    elif words.skips("accepted"):
        fields["is_accepted"] = True


def _write_accepted(fields: Fields) -> str:
    if not isinstance(fields.get("is_accepted"), bool):
        return ""
    return "accepted" if fields.pop("is_accepted") else "not accepted"


def _read_missed(words: Cursor, fields: Fields) -> None:
    if words.skips("missed"):
        fields["is_missed"] = True


def _write_missed(fields: Fields) -> str:
    return "missed" if fields.get("is_missed") is True and fields.pop("is_missed") else ""


def _read_sum(words: Cursor, fields: Fields) -> None:
    if opens_number(words):
        SUM.read(words, fields)
        BASIS.read(words, fields)


def _write_sum(fields: Fields) -> str:
    told = SUM.write(fields)
    return f"{told} {BASIS.write(fields)}".strip()


GOODS_OF = Slot(
    form="COUNT [UNIT] of LINE", read=_read_goods, write=_write_goods, pattern=rf" (?:some|{COUNT}{UNIT}) of [^ ]+"
)  # fmt: skip
ACCEPTED = Slot(
    form="[accepted / not accepted]", read=_read_accepted, write=_write_accepted, pattern="(?: (?:not )?accepted)?"
)
MISSED = Slot(form="[missed]", read=_read_missed, write=_write_missed, pattern="(?: missed)?")
SOME_SUM = Slot(
    form="[AMOUNT [BASIS]]", read=_read_sum, write=_write_sum, pattern=f"(?: {AMOUNT}{BASIS.pattern})?",
    phrases=BASIS.phrases,
)  # fmt: skip
HANDED = (GOODS_OF, free("place", "at", "accepted", "not", "by", "because", form="PLACE"), ACCEPTED)
GOODS = (coded("kind", LEDGER, "[returned / lost / redirected]"), *HANDED)
THINGS = (
    Slot(form="COUNT [UNIT]", read=_read_count_of, write=_write_count_of, pattern=rf" (?:some|{COUNT}{UNIT})"),
    needed(free("system", "of", "from", form="SYSTEM"), "what took part"),
    free("party", "from"),
)
GIVEN = (
    coded("purpose", PURPOSES, "[PURPOSE]"),
    SOME_SUM,
    free("payer", "from", "to", "under"),
    free("payee", "to", "under"),
    key("of", "under"),
)
MONEY = (MISSED, *GIVEN)
SETTLED = (
    needed(coded("kind", SETTLEMENTS, "[SETTLEMENT]"), "what settles it"),
    coded("status", SETTLEMENT_STATES, "[STATUS]"),
    SOME_SUM,
    free("payer", "from", "to"),
    free("payee", "to"),
)
STEP = (key("of"), needed(coded("status", STATUSES, "[STATUS]"), "how far it came"), SOME_SUM)
CONDITION = (
    key("key"),
    needed(coded("state", CONDITION_STATES, "[STATE]"), "how it stands"),
    key("of", "of", "DOCUMENT"),
)
