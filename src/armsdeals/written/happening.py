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
from armsdeals.written.amounts import AMOUNT, COUNT, amount_words, count_words, opens_number, read_amount, read_count
from armsdeals.written.cursor import Cursor
from armsdeals.written.slots import Fields, Slot, pattern_of, said
from armsdeals.written.words import ACTORS, INSTRUMENTS, KINDS, LEDGER, REASONS, STAGES, Phrases, why_unknown

BOUNDS = Phrases("bound", {"at least": "AT_LEAST", "at most": "AT_MOST"})
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
    bound = BOUNDS.read(words)
    if bound:
        fields["bound"] = bound
    if code := STAGES.read(words, mark=True):
        fields["stage"] = code
        _mark(words, fields)
        others = []
        while not bound and words.skips("or"):
            others.append(_stage(words))
        if others:
            fields["bound"], fields["alternatives"] = "ONE_OF", others
    elif bound:
        raise words.fault(why_unknown(words.peek(), STAGES) if words.peek() else "a stage is missing here")
    elif code := KINDS.read(words, mark=True):
        fields["kind"] = code
        _mark(words, fields)
    elif code := LEDGER.read(words, mark=True):
        fields["deliveries"] = [{"kind": code}]
        _mark(words, fields)
    elif code := _PLAIN.read(words, mark=True):
        if code == "paid":
            fields["payments"] = [{}]
        _mark(words, fields)
    else:
        told = words.peek()
        raise words.fault(
            why_unknown(told, *_WORDS) if told else "a word is missing behind the date, such as talks or signed"
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
    signed = _signs(fields)
    if signed is not None:
        for name in signed:
            del fields[name]
        return "signed"
    if "stage" in fields:
        if (
            _parts(fields, "deliveries", {"line", "quantity"})
            and fields.get("bound") == "AT_LEAST"
            and fields["stage"] == "DELIVERING"
        ):
            del fields["stage"], fields["bound"]
            return "delivered"
        bound = said(fields, "bound", BOUNDS)
        others = [STAGES.written(code) for code in fields.pop("alternatives", ())]
        fields.pop("bound", None)
        return " or ".join([f"{bound} {STAGES.written(fields.pop('stage'))}".strip(), *others])
    if "kind" in fields:
        return said(fields, "kind", KINDS)
    if (part := _parts(fields, "deliveries", {"line", "quantity", "kind"})) and "kind" in part:
        return LEDGER.written(part["kind"])
    return "paid" if _parts(fields, "payments", {"value"}) else "note"


def _signs(fields: Fields) -> dict[str, Any] | None:
    """Return the fields that the word ``signed`` stands for, if it can be printed."""
    document = fields.get("instrument")
    if document is None or document.keys() - {"kind"}:
        return None
    told = {name: fields[name] for name in _STAGE_FIELDS if name in fields}
    wanted = _OPENS.get(document.get("kind", "UNKNOWN"), _SIGNED)
    return wanted if told == wanted else None


def _parts(fields: Fields, name: str, known: set[str]) -> dict[str, Any] | None:
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
    document = fields.get("instrument")
    if document is None or document.keys() - {"kind"}:
        return ""
    code = fields.pop("instrument").get("kind", "UNKNOWN")
    return INSTRUMENTS.written(code)


def _read_goods(words: Cursor, fields: Fields) -> None:
    stage, bare = fields.get("stage"), fields.keys() & {"instrument", "alternatives"}
    if "payments" in fields:
        fields["payments"] = [{"value": read_amount(words)}]
        return
    is_ledger = "deliveries" in fields
    if not is_ledger and (
        stage not in ("DELIVERING", "DELIVERED") or bare or not (opens_number(words) or words.starts("some"))
    ):
        return
    delivery: dict[str, Any] = {}
    if not words.skips("some"):
        number = read_count(words)
        unit = words.rest[: words.rest.index("of")] if "of" in words.rest else []
        words.at += len(unit)
        delivery["quantity"] = " ".join([number, *unit])
    if not words.skips("of") or not words.peek():
        raise words.fault("the line is missing of which so many arrived; write 10 of s400, with the key of the line")
    delivery = {"line": words.take(), **delivery, **(fields["deliveries"][0] if is_ledger else {})}
    fields["deliveries"] = [delivery]
    if stage == "DELIVERED":
        fields["stage"], fields["bound"] = "DELIVERING", fields.get("bound", "AT_LEAST")


def _write_goods(fields: Fields) -> str:
    if payment := _parts(fields, "payments", {"value"}):
        del fields["payments"]
        return amount_words(payment["value"])
    delivery = _parts(fields, "deliveries", {"line", "quantity", "kind"})
    if delivery is None or fields.keys() & {"stage", "kind"}:
        return ""
    del fields["deliveries"]
    number, blank, unit = delivery.get("quantity", "some").partition(" ")
    return f"{count_words(number)}{blank}{unit} of {delivery['line']}"


def _read_end(words: Cursor, fields: Fields) -> None:
    act: dict[str, Any] = {}
    if words.skips("by"):
        act["by"] = ACTORS.read(words)
        if not act["by"]:
            raise words.fault(f"{why_unknown(words.peek(), ACTORS)}; who says it stands below, under says")
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
        if not code:
            raise words.fault(
                why_unknown(typed.removesuffix(","), REASONS) if typed else "a reason is missing behind because"
            )
        codes.append(code)
        words.at = single.at
        if not words.peek(-1).endswith(","):
            return codes


def _write_end(fields: Fields) -> str:
    name = next((one for one in ("termination", "suspension") if one in fields), "")
    act = fields.get(name, {})
    if not act or act.keys() - {"by", "reasons"} or any(reason.keys() - {"code"} for reason in act.get("reasons", ())):
        return ""
    del fields[name]
    by = f"by {ACTORS.written(act['by'])}" if "by" in act else ""
    reasons = ", ".join(REASONS.written(reason["code"]) for reason in act.get("reasons", ()))
    return " ".join(part for part in (by, f"because {reasons}" if reasons else "") if part)


_STAGE_PATTERN = rf"{pattern_of(STAGES)}\??(?: or {pattern_of(STAGES)})*"
HAPPENING = (
    Slot(
        form="[at least / at most] WORD[?] [or WORD]",
        read=_read_word,
        write=_write_word,
        pattern=rf" (?:(?:{pattern_of(BOUNDS)} )?{_STAGE_PATTERN}|{pattern_of(KINDS, LEDGER, _PLAIN)}\??)",
        phrases=_WORDS,
    ),
    Slot(
        form="[INSTRUMENT]", read=_read_document, write=_write_document,
        pattern=f"(?: {pattern_of(INSTRUMENTS)})?", phrases=(INSTRUMENTS,),
    ),
    Slot(
        form="[COUNT of LINE / AMOUNT]", read=_read_goods, write=_write_goods,
        pattern=rf"(?: (?:(?:some|{COUNT}(?: [^@(:]+)?) of [^ ]+|{AMOUNT}))?",
    ),
    Slot(
        form="[by WHO] [because REASON, ...]", read=_read_end, write=_write_end,
        pattern=rf"(?: by {pattern_of(ACTORS)})?(?: because {pattern_of(REASONS)}(?:, {pattern_of(REASONS)})*)?",
        phrases=(ACTORS, REASONS),
    ),
)  # fmt: skip
