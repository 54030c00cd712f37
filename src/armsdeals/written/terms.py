"""The slots of prices, quantities, ways of paying, offsets and limits.

    >>> fields = {}
    >>> words = Cursor("55 % state loan from Russia agreed in principle")
    >>> for slot in (PAID_PART, PAID_HOW, STATUS):
    ...     slot.read(words, fields)
    >>> fields
    {'share': '0.55', 'kind': 'loan', 'form': 'SUPPLIER_STATE_LOAN', 'lender': 'Russia', 'status': 'AGREED_IN_PRINCIPLE'}

A quantity has the basis under which it stands, so its head says none. Left out: rates and tenors, which are details.
"""

from __future__ import annotations

import re
from decimal import Decimal

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.values.number import product, shortest_decimal, to_decimal
from armsdeals.values.share import Share
from armsdeals.written.amounts import (
    AMOUNT,
    COUNT,
    UNIT,
    amount_words,
    count_words,
    opens_number,
    quantity_words,
    read_amount,
    read_count,
    take_unit,
)
from armsdeals.written.cursor import Cursor
from armsdeals.written.no_sum import why_no_sum
from armsdeals.written.slots import (
    Fields,
    Slot,
    coded,
    free,
    is_plain,
    or_absent,
    pattern_of,
    refuse_no_name,
    until_day,
)
from armsdeals.written.words import (
    ABSENCES,
    CONSTRAINTS,
    GIVERS,
    OBLIGATIONS,
    OFFSET_FORMS,
    PAYING,
    STATUSES,
    TERMS_BELOW,
    VALUE_BASES,
    WAYS,
    why_no_status,
    why_unknown,
)

_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,10})?)(%?,?)")
# Terms behind the name of a lender, which would become a part of it: "at 2.19 %", "over 25 years".
_TERM = re.compile(r"(?:\b(?:at|over|for|with) )?(?:\b(?:about|some) )?[0-9][0-9.,]* ?(?:%|years?\b|months?\b)")


def _read_sum(words: Cursor, fields: Fields) -> None:
    fields["value"] = read_amount(words)


def _write_sum(fields: Fields) -> str:
    if "value" not in fields:
        return ""
    number, currency, basis = [*fields.pop("value").split(" "), ""][:3]
    if basis:
        fields["basis"] = basis
    return amount_words(f"{number} {currency}")


def _read_basis(words: Cursor, fields: Fields) -> None:
    if "value" in fields and (code := VALUE_BASES.read(words)):
        fields["value"] += f" {code}"


def _write_basis(fields: Fields) -> str:
    return VALUE_BASES.written(fields.pop("basis", ""))


def _read_number(words: Cursor, fields: Fields) -> None:
    number = read_count(words, is_of_things=True)
    unit = until_day(words)
    fields["value"] = f"{number} {take_unit(words, unit)}" if unit else number


def _write_number(fields: Fields) -> str:
    if "value" not in fields:
        return ""
    return quantity_words(fields.pop("value"))


def _percent(words: Cursor) -> bool:
    return words.peek().endswith(("%", "%,")) or words.peek(1) in ("%", "%,")


def _sum_of(words: Cursor) -> str:
    amount = read_amount(words)
    code = VALUE_BASES.read(words)
    return f"{amount} {code}" if code else amount


def _sum_words(price: str) -> str:
    number, currency, basis = [*price.split(" "), ""][:3]
    return f"{amount_words(f'{number} {currency}')} {VALUE_BASES.written(basis)}".strip()


def _read_part(words: Cursor, fields: Fields) -> None:
    if words.skips("part"):
        return
    if not _percent(words):
        if not opens_number(words):
            raise words.fault(_why_no_part(words))
        fields["amount"] = _sum_of(words)
        return
    found = _PERCENT.fullmatch(words.peek())
    if found is None:
        if re.fullmatch(r"[0-9]+,[0-9]+%?", words.peek()):
            meant = words.peek().replace(",", ".").removesuffix("%")
            raise words.fault(f"a comma is not read in numbers here; write {meant} %")
        raise words.fault(f"{shown(words.peek())} is no percentage (expected one such as 55 %)")
    try:
        fields["share"] = shortest_decimal(Share(product(to_decimal(found[1]), Decimal("0.01"))))
    except InvalidValue as error:
        raise words.fault(f"{shown(words.peek())} is more than the whole (expected 0 to 100 %)") from error
    words.at += 1 if found[2] else 2
    if words.peek(-1).endswith(","):
        fields["amount"] = _sum_of(words)


def _why_no_part(words: Cursor) -> str:
    rest = " ".join(words.rest)
    if why := why_no_sum(words.peek(), words.peek(1), words.peek(2)):
        return why
    if words.peek().lower() == "nothing":
        return "that these are all parts of it is written nothing else"
    missing = f"the share or the sum is missing in front of {shown(rest)}"
    if PAYING.comes(words):
        became = next((place for place, word in enumerate(words.rest[:-1]) if word in STATUSES.codes), 0)
        if became:
            later = " ".join(words.rest[became:])
            return f"what became of it on a day is told by an event, in its details, as in financing: KEY {later}"
        return f"{missing}; where nobody says it, write part {rest}"
    if rest in ("unknown", *ABSENCES.codes):
        return f"{shown(rest)} says nothing of how it is paid; leave the line out, or tell one part, such as part loan"
    return (
        f"{missing}, as in 45 % advance, 570 m USD loan or part barter" if rest else "a share or a sum is missing here"
    )


def _write_part(fields: Fields) -> str:
    fields["way"] = _way_in_words(fields)
    share, amount = fields.get("share", ""), fields.get("amount", "")
    told = []
    if share:
        told.append(f"{shortest_decimal(product(to_decimal(fields.pop('share')), Decimal(100)))} %")
    if amount:
        told.append(_sum_words(fields.pop("amount")))
    return ", ".join(told) or "part"


def _read_way(words: Cursor, fields: Fields) -> None:
    way = PAYING.read(words)
    if not way:
        typed = words.peek()
        if "share" in fields and opens_number(words):
            raise words.fault("a comma stands between the share and the sum, as in 55 %, 570 m USD loan")
        raise words.fault(why_unknown(typed, PAYING) if typed else "how it is paid is missing here, such as state loan")
    kind, form, key = WAYS[way]
    kind = _meant(kind, form, has_sum="share" in fields or "amount" in fields, amount=fields.get("amount", ""))
    fields.update({name: told for name, told in (("kind", kind), ("form", form), ("key", key)) if told})
    if words.starts("from") and not GIVERS[kind]:
        below = "; who answers stands below, as in guarantor: EKN" if kind == "guarantee" else ""
        raise words.fault(f"nobody stands behind a {kind}; write from with a loan, a grant or an advance{below}")
    if words.skips("from"):
        told = _before_status(words)
        if not told:
            raise words.fault("a name is missing behind 'from'")
        refuse_no_name(words, told)
        if found := _TERM.search(" ".join(told)):
            place = len(" ".join(told)[: found.start()].split())
            raise words.fault(f"{shown(found[0].strip())} is no part of a name; {TERMS_BELOW}", back=-place)
        words.at += len(told)
        fields[GIVERS[kind]] = " ".join(told)


def _meant(kind: str, form: str, *, has_sum: bool, amount: str) -> str:
    """What the words of a form mean beside their sum: a ceiling is drawn on, and who lends what is guaranteed lends a sum."""
    if kind == "guarantee" and form and has_sum:
        return "loan"
    if (kind, form) == ("loan", "EXPORT_CREDIT_DIRECT") and amount.endswith(" CEILING"):
        return "credit-line"
    return kind


def _before_status(words: Cursor) -> list[str]:
    """Return the words of a name: those before a status at the end.

    Raises:
        HeadFault: Its last word is nearly a status.
    """
    told = until_day(words)
    if len(told) > 1 and told[-1] not in STATUSES.codes and (why := why_no_status(told[-1])):
        raise words.fault(why, back=1 - len(told))
    for length in range(min(3, len(told) - 1), 0, -1):
        if " ".join(told[-length:]) in STATUSES.codes:
            return told[:-length]
    return told


def _way_in_words(fields: Fields) -> str:
    """The words that mean this kind and form beside this sum; empty if none do, so that the form stands apart."""
    kind, form, amount = fields["kind"], fields.get("form", ""), fields.get("amount", "")
    has_sum = bool(fields.get("share") or amount)
    for phrase, (own, known, key) in reversed(WAYS.items()):
        if not key and known == form and _meant(own, known, has_sum=has_sum, amount=amount) == kind:
            return phrase
    return ""


def _write_way(fields: Fields) -> str:
    way: str = fields.pop("way")
    kind, form = fields.pop("kind"), fields.pop("form", "")
    if not form and kind == "cash" and fields.get("key") == "advance":
        del fields["key"]
        way = "advance"
    elif not way:
        way = next(phrase for phrase, told in reversed(WAYS.items()) if told == (kind, "", ""))
        fields["form"] = form
    giver = fields.get(GIVERS[kind], "")
    if not giver or not is_plain(giver) or _TERM.search(giver):
        return way
    return f"{way} from {fields.pop(GIVERS[kind])}"


def _read_owed(words: Cursor, fields: Fields) -> None:
    if words.skips("some"):
        return
    if not any(word.endswith("%") for word in until_day(words)):
        fields["value"] = _sum_of(words)
        return
    glued = Cursor([word.removesuffix("%") for word in words.words])
    glued.at = words.at
    fields["percent"] = read_count(glued)
    words.at = glued.at
    if not words.peek(-1).endswith("%") and not words.skips("%"):
        raise words.fault("a percentage is written 50 %")


def _write_owed(fields: Fields) -> str:
    if "percent" in fields:
        return f"{count_words(fields.pop('percent'))} %"
    if "value" in fields:
        return _sum_words(fields.pop("value"))
    return "" if "absent" in fields else "some"


def _read_limit(words: Cursor, fields: Fields) -> None:
    fields["kind"] = CONSTRAINTS.read(words)
    if not fields["kind"]:
        told = words.peek()
        raise words.fault(
            why_unknown(told, CONSTRAINTS) if told else "the sort of limit is missing here, such as embargo"
        )


def _write_limit(fields: Fields) -> str:
    return CONSTRAINTS.written(fields.pop("kind"))


SUM = or_absent(Slot(form="AMOUNT", read=_read_sum, write=_write_sum, pattern=AMOUNT))
_WHAT = free("covers", "for", form="WHAT", longest=40)


def _read_what(words: Cursor, fields: Fields) -> None:
    _WHAT.read(words, fields)
    last = fields.get("covers", "").rpartition(" ")[2]
    if last in VALUE_BASES.codes and words.peek(-1) == last:
        raise words.fault(f"{shown(last)} stands in front of for", back=1)


COVERS = Slot(form=_WHAT.form, read=_read_what, write=_WHAT.write, pattern=_WHAT.pattern)
BASIS = Slot(
    form="[BASIS]",
    read=_read_basis,
    write=_write_basis,
    pattern=f"(?: {pattern_of(VALUE_BASES)})?",
    phrases=(VALUE_BASES,),
)
NUMBER = or_absent(Slot(form="COUNT [UNIT]", read=_read_number, write=_write_number, pattern=rf"{COUNT}{UNIT}"))
PAID_PART = Slot(
    form="N % / AMOUNT [BASIS] / N %, AMOUNT / part,",
    read=_read_part,
    write=_write_part,
    pattern=rf"(?:(?:[0-9.]+ ?%, )?{AMOUNT}(?: {pattern_of(VALUE_BASES)})?|[0-9.]+ ?%|part)",
)
PAID_HOW = Slot(
    form="INSTRUMENT [from WHO]", read=_read_way, write=_write_way, pattern=rf" {pattern_of(PAYING)}(?: from [^@(]+)?",
    phrases=(PAYING,),
)  # fmt: skip
STATUS = coded("status", STATUSES, "[STATUS]")
OWED = or_absent(
    Slot(
        form="N % / AMOUNT [BASIS] / some",
        read=_read_owed,
        write=_write_owed,
        pattern=rf"(?:{COUNT} ?%|{AMOUNT}(?: {pattern_of(VALUE_BASES)})?|some)",
    )
)
OFFSET_FORM = coded("form", OFFSET_FORMS, "[direct / indirect]")
OBLIGATION = coded("status", OBLIGATIONS, "[STATUS]")
LIMIT = Slot(form="KIND", read=_read_limit, write=_write_limit, pattern=pattern_of(CONSTRAINTS), phrases=(CONSTRAINTS,))
LIMITED_BY = free("by", "by")
