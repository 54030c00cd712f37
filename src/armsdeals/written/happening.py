"""The slots of a line of the history: the word, the document, goods or money, who ended it and why.

    >>> fields = {}
    >>> for slot in HAPPENING:
    ...     slot.read(words, fields) if fields else slot.read(words := Cursor("cancelled by recipient because price"), fields)
    >>> fields
    {'stage': 'CANCELLED', 'termination': {'by': 'RECIPIENT', 'reasons': [{'code': 'PRICE'}]}}

``signed`` alone means that nobody says what was signed. A memorandum is no contract, and neither a loan agreement nor an
amendment moves the deal: which document opens which stage stands in one table here.
"""

from __future__ import annotations

from typing import Any

from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.written.cursor import Cursor
from armsdeals.written.dates import why_no_date
from armsdeals.written.no_date import is_of_a_date
from armsdeals.written.parts import GIVEN, HANDED, opens_goods
from armsdeals.written.slots import Fields, Slot, pattern_of, said
from armsdeals.written.words import ACTORS, HALTS, INSTRUMENTS, KINDS, LEDGER, REASONS, STAGES, Phrases, why_unknown

# "at" says the stage and nothing more: signed stands for a document, too, and so many delivered for part of the whole.
BOUNDS = Phrases("bound", {"at least": "AT_LEAST", "at most": "AT_MOST", "at": "EXACT"})
_PLAIN = Phrases("word", {"paid": "paid", "note": "note"})  # money that moved; nothing but the words
_WORDS = (STAGES, KINDS, LEDGER, _PLAIN)

# What it means that a document is signed; a document that is not here is as good as a contract.
_OPENS: dict[str, dict[str, Any]] = {
    **{code: {"stage": "PRELIMINARY"} for code in ("LOI", "SOI", "MOU", "INITIALLED")},
    "FRAMEWORK": {"stage": "PRELIMINARY", "bound": "ONE_OF", "alternatives": ["SIGNED"]},
    "LOR": {"stage": "REQUESTED"},
    **{code: {} for code in ("LOAN_AGREEMENT", "AMENDMENT", "SETTLEMENT", "DECLARATION", "EUC")},
}
_SIGNED: dict[str, Any] = {"stage": "SIGNED"}
_ENDS = frozenset(stage.value for stage in NegotiationStage if stage.is_end)
_STAGE_FIELDS = ("stage", "bound", "alternatives")


def _read_word(words: Cursor, fields: Fields) -> None:
    if code := KINDS.read(words, mark=True):
        fields["kind"] = code
        _mark(words, fields)
        if not words.starts("at"):
            return
    bound = BOUNDS.read(words)
    if bound:
        fields["bound"] = bound
    if code := STAGES.read(words, mark=True):
        fields["stage"] = code
        _mark(words, fields)
        others = []
        while bound in ("", "EXACT") and words.skips("or"):
            others.append(_stage(words))
        if others:
            fields["bound"], fields["alternatives"] = "ONE_OF", others
    elif bound:
        raise words.fault(why_unknown(words.peek(), STAGES) if words.peek() else "a stage is missing here")
    elif code := LEDGER.read(words, mark=True):
        fields["deliveries"] = [{"kind": code}]
        _mark(words, fields)
    elif code := _PLAIN.read(words, mark=True):
        if code == "paid":
            fields["payments"] = [{}]
        _mark(words, fields)
    else:
        told = words.peek()
        date = why_no_date(words.words, words.at) if is_of_a_date(told) else ""
        raise words.fault(
            date or why_unknown(told, *_WORDS) if told else "a word is missing behind the date, such as talks or signed"
        )


def _stage(words: Cursor) -> str:
    code = STAGES.read(words)
    if not code:
        raise words.fault(why_unknown(words.peek(), STAGES) if words.peek() else "a stage is missing behind or")
    return code


def _mark(words: Cursor, fields: Fields) -> None:
    if words.peek(-1).endswith("?"):
        fields["confidence"] = "LOW"


def _write_word(fields: Fields) -> str:
    told = _word_of(fields)
    if told and fields.get("confidence") == "LOW":
        del fields["confidence"]
        first, _, others = told.partition(" or ")
        return f"{first}? or {others}" if others else f"{told}?"
    return told


def _word_of(fields: Fields) -> str:
    kind = said(fields, "kind", KINDS)
    if "stage" in fields or (not kind and _signs(fields) is not None):
        return f"{kind} {_stage_words(fields, with_kind=bool(kind))}".strip()
    if kind:
        return kind
    part = _part(fields, "deliveries", _HANDED)
    if part and "kind" in part:
        return LEDGER.written(part["kind"])
    return "paid" if _part(fields, "payments", _GIVEN) else "note"


def _stage_words(fields: Fields, *, with_kind: bool) -> str:
    signed = None if with_kind else _signs(fields)
    if signed is not None:
        for name in signed:
            del fields[name]
        document = fields["instrument"]
        if document["kind"] == "UNKNOWN":
            fields["instrument"] = {name: value for name, value in document.items() if name != "kind"}
            if not fields["instrument"]:
                del fields["instrument"]
        return "signed"
    part = None if with_kind else _part(fields, "deliveries", _HANDED)
    if part and "kind" not in part and fields["stage"] == "DELIVERING" and fields.get("bound") == "AT_LEAST":
        del fields["stage"], fields["bound"]
        return "delivered"
    bound = said(fields, "bound", BOUNDS)
    others = [STAGES.written(code) for code in fields.pop("alternatives", ())]
    fields.pop("bound", None)
    stage = fields.pop("stage")
    is_bare = stage == "SIGNED" and not others
    is_part = stage == "DELIVERED" and bool(part)
    opening = bound or ("at" if with_kind or is_bare or is_part else "")
    return " or ".join([f"{opening} {STAGES.written(stage)}".strip(), *others])


def _signs(fields: Fields) -> dict[str, Any] | None:
    """Return the fields that the word ``signed`` stands for, if it can be printed."""
    document = fields.get("instrument")
    if document is None:
        return None
    told = {name: fields[name] for name in _STAGE_FIELDS if name in fields}
    wanted = _OPENS.get(document.get("kind", "UNKNOWN"), _SIGNED)
    return wanted if told == wanted else None


def _part(fields: Fields, name: str, known: frozenset[str]) -> dict[str, Any] | None:
    """Return the only part of a list, if it has no other fields than those known."""
    parts = fields.get(name, ())
    return parts[0] if len(parts) == 1 and not parts[0].keys() - known else None


def _read_document(words: Cursor, fields: Fields) -> None:
    code = INSTRUMENTS.read(words)
    if code:
        fields["instrument"] = {"kind": code}
    is_signing = fields.get("stage") == "SIGNED" and "bound" not in fields
    if not is_signing:
        return
    fields.setdefault("instrument", {"kind": "UNKNOWN"})
    if code in _OPENS:
        del fields["stage"]
        fields.update(_OPENS[code])


def _write_document(fields: Fields) -> str:
    document = dict(fields.get("instrument", {}))
    told = INSTRUMENTS.written(document.pop("kind", ""))
    if told and document:
        fields["instrument"] = document
    elif told:
        del fields["instrument"]
    return told


def _read_goods(words: Cursor, fields: Fields) -> None:
    stage, bare = fields.get("stage"), fields.keys() & {"instrument", "alternatives"}
    is_exact = fields.get("bound") == "EXACT"
    if is_exact:
        del fields["bound"]
    if "payments" in fields:
        _read_money(words, fields)
        return
    is_ledger = "deliveries" in fields
    if not is_ledger and (stage not in ("DELIVERING", "DELIVERED") or bare or not opens_goods(words)):
        return
    delivery: dict[str, Any] = dict(fields["deliveries"][0]) if is_ledger else {}
    for slot in HANDED:
        slot.read(words, delivery)
    fields["deliveries"] = [delivery]
    if stage == "DELIVERED" and not is_exact:
        fields["stage"], fields["bound"] = "DELIVERING", fields.get("bound", "AT_LEAST")


def _read_money(words: Cursor, fields: Fields) -> None:
    payment: dict[str, Any] = {}
    for slot in GIVEN:
        slot.read(words, payment)
    if not payment:
        raise words.fault("what was paid is missing here, such as 570 m USD, advance, or from WHO to WHO")
    fields["payments"] = [payment]


def _write_goods(fields: Fields) -> str:
    if payment := _part(fields, "payments", _GIVEN):
        if fields.keys() & {"stage", "kind", "deliveries"}:
            return ""
        del fields["payments"]
        return _all_of(GIVEN, payment)
    delivery = _part(fields, "deliveries", _HANDED)
    if delivery is None:
        return ""
    del fields["deliveries"]
    return _all_of(HANDED, {name: value for name, value in delivery.items() if name != "kind"})


def _all_of(slots: tuple[Slot, ...], part: dict[str, Any]) -> str:
    left = dict(part)
    told = " ".join(words for slot in slots if (words := slot.write(left)))
    if left:
        raise LookupError(f"nothing says {', '.join(left)}")
    return told


def _read_end(words: Cursor, fields: Fields) -> None:
    act: dict[str, Any] = {}
    if fields.get("stage") == "SUSPENDED" and (code := HALTS.read(words)):
        act["of"] = code
    if words.skips("by"):
        act["by"] = ACTORS.read(words)
        if not act["by"]:
            why = why_unknown(words.peek(), ACTORS) if words.peek() else "a side is missing behind by"
            raise words.fault(f"{why}; who says it stands below, under says")
    if words.skips("because"):
        act["reasons"] = [{"code": code} for code in _reasons(words)]
    if not act:
        return
    stage = fields.get("stage")
    if stage not in _ENDS and stage != "SUSPENDED":
        raise words.fault("by and because go with an end or a halt; who says it stands below, under says", back=1)
    fields["suspension" if stage == "SUSPENDED" else "termination"] = act


def _reasons(words: Cursor) -> list[str]:
    codes = []
    while True:
        place, typed = words.at, words.peek()
        single = Cursor([word.removesuffix(",") for word in words.words])
        single.at = place
        code = REASONS.read(single)
        if not code and typed == "of":
            raise words.fault("because stands alone in front of its reasons; leave 'of' out")
        if not code:
            raise words.fault(_no_reasons(words) if typed else "a reason is missing behind because")
        codes.append(code)
        words.at = single.at
        if not words.peek(-1).endswith(","):
            return codes


def _no_reasons(words: Cursor) -> str:
    """Say of all words to come that are no reasons, parted by commas, what to write."""
    told = " ".join(words.rest).split(", ")
    return "; ".join(why_unknown(one.split()[0], REASONS) for one in told if one and not REASONS.codes.get(one))


def _write_end(fields: Fields) -> str:
    name = next((one for one in ("termination", "suspension") if one in fields), "")
    act = dict(fields.get(name, {}))
    is_told = {"of": act.get("of", "") in HALTS.said, "by": True}
    is_told["reasons"] = not any(reason.keys() - {"code"} for reason in act.get("reasons", ()))
    part = {one: act.pop(one) for one, is_so in is_told.items() if is_so and one in act}
    if not part or (name == "suspension" and act.get("of")):
        return ""
    if act:
        fields[name] = act
    else:
        del fields[name]
    by = f"by {ACTORS.written(part['by'])}" if "by" in part else ""
    reasons = ", ".join(REASONS.written(reason["code"]) for reason in part.get("reasons", ()))
    told = (HALTS.written(part.get("of", "")), by, f"because {reasons}" if reasons else "")
    return " ".join(one for one in told if one)


_HANDED = frozenset({"line", "quantity", "kind", "place", "is_accepted"})
_GIVEN = frozenset({"value", "purpose", "payer", "payee", "of"})
_STAGE_PATTERN = rf"(?:{pattern_of(BOUNDS)} )?{pattern_of(STAGES)}\??(?: or {pattern_of(STAGES)})*"
_HANDED_PATTERN = "".join(slot.pattern for slot in HANDED)
_GIVEN_PATTERN = "".join(slot.pattern for slot in GIVEN)
HAPPENING = (
    Slot(
        form="[KIND] [at / at least / at most] WORD[?] [or WORD]",
        read=_read_word,
        write=_write_word,
        pattern=rf" (?:{pattern_of(LEDGER, _PLAIN)}\??|(?:{pattern_of(KINDS)}\?? )?{_STAGE_PATTERN}|{pattern_of(KINDS)}\??)",
        phrases=_WORDS,
    ),
    Slot(
        form="[INSTRUMENT]", read=_read_document, write=_write_document,
        pattern=f"(?: {pattern_of(INSTRUMENTS)})?", phrases=(INSTRUMENTS,),
    ),
    Slot(
        form="[COUNT of LINE [at PLACE] / [PURPOSE] AMOUNT [from WHO] [to WHO] [under KEY]]",
        read=_read_goods, write=_write_goods, pattern=f"(?:{_HANDED_PATTERN}|{_GIVEN_PATTERN})?",
    ),
    Slot(
        form="[deal / talks] [by WHO] [because REASON, ...]", read=_read_end, write=_write_end,
        pattern=rf"(?: {pattern_of(HALTS)})?(?: by {pattern_of(ACTORS)})?(?: because {pattern_of(REASONS)}(?:, {pattern_of(REASONS)})*)?",
        phrases=(ACTORS, REASONS),
    ),
)  # fmt: skip
