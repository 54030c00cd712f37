"""Heads: the grammar of the lines that people type, as one table.

A head is a row of slots, then perhaps ``(SCOPE, SCOPE)``, then ``@KEY @KEY`` for the sources. Reading, printing, the
patterns of the editor's schema, the lists of words and the table in the documentation are all made from the rows of one table (`rows`).

    >>> said = read_head(HISTORY, "2020-08-23 signed? (second) @tass-2020 @trt")
    >>> said.fields
    {'when': '2020-08-23', 'stage': 'SIGNED', 'confidence': 'LOW', 'instrument': {'kind': 'UNKNOWN'}, 'scope': ['second']}
    >>> said.sources
    (('tass-2020', 29), ('trt', 40))
    >>> head_of(HISTORY, {"when": "2015-11~", "stage": "CANCELLED", "evidence": ["x"], "text": "words"})
    ('2015-11~ cancelled @x', {'text': 'words'})

Left out: the words behind a head and the details below it (`expand`, `shorten`).
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import lru_cache, partial

from attrs import frozen

from armsdeals._shown import shown
from armsdeals.written.cursor import Cursor, HeadFault
from armsdeals.written.hurried import meant_head, near_confidence
from armsdeals.written.plain_heads import numbered, parts_of
from armsdeals.written.rows import (
    ABSENT_TERMS,
    CONDITIONS,
    CONSTRAINTS,
    DELIVERIES,
    DETAILS,
    FINANCING,
    HEADS,
    HISTORY,
    MATERIEL,
    OFFERED,
    OFFSETS,
    PAYMENTS,
    PERMITS,
    PRICE,
    PRODUCTION,
    QUANTITY,
    SETTLED_BY,
    STEPS,
    Head,
)
from armsdeals.written.slots import DATE, Fields, expect_end, said
from armsdeals.written.slugs import why_no_key
from armsdeals.written.words import CONFIDENCES, why_unknown

__all__ = [
    "ABSENT_TERMS",
    "CONDITIONS",
    "CONSTRAINTS",
    "DELIVERIES",
    "DETAILS",
    "FINANCING",
    "HEADS",
    "HISTORY",
    "LONGEST",
    "MATERIEL",
    "OFFERED",
    "OFFSETS",
    "PAYMENTS",
    "PERMITS",
    "PRICE",
    "PRODUCTION",
    "QUANTITY",
    "SETTLED_BY",
    "SHARED_WITH_DETAILS",
    "STEPS",
    "Head",
    "Said",
    "head_of",
    "read_head",
    "read_whole",
]

LONGEST = 2_000  # characters of a head


@frozen
class Said:
    """What a head says: the fields of the long form, and the sources with the column of each in the head, from 0."""

    fields: Fields
    sources: tuple[tuple[str, int], ...]


def read_head(head: Head, text: str) -> Said:
    """Return what a head says; nobody may change the fields of it.

    Raises:
        HeadFault: It cannot be read.
    """
    said = _tried(head, text)
    if isinstance(said, HeadFault):
        raise said.with_traceback(None)
    return said


@lru_cache(maxsize=16_384)
def _tried(head: Head, text: str) -> Said | HeadFault:
    """What a head says, or why it cannot be read, which is kept as well: a wrong line may stand in a file many times."""
    try:
        return (_read_plain(head, text) if len(text) <= LONGEST else None) or read_whole(head, text)
    except HeadFault as fault:
        meant = meant_head(text, fault.message, fault.at, partial(_reads, head))
        return HeadFault(meant, fault.at) if meant else fault


def _reads(head: Head, text: str) -> bool:
    with suppress(HeadFault):
        return bool(read_whole(head, text))
    return False


def _read_plain(head: Head, text: str) -> Said | None:
    parts = parts_of(text)
    if parts is None or bool(parts.when) is not (head.slots[0] is DATE) or (parts.scope and not head.scope):
        return None
    number = numbered(head.under, parts.frame)
    framed = _framed(head, number.frame if number else parts.frame)
    if framed is None or (parts.sources and not head.is_claim):
        return None
    fields = dict(framed)
    if parts.when:
        fields["when"] = parts.when
    if number and not number.put_into(fields):
        return None
    if parts.scope:
        fields[head.scope] = parts.scope
    return Said(fields, parts.sources)


@lru_cache(maxsize=8_192)
def _framed(head: Head, words: str) -> Fields | None:
    try:
        return read_whole(head, words).fields
    except HeadFault:  # which is told of the head itself
        return None


def read_whole(head: Head, text: str) -> Said:
    """Read a head word by word (see `read_head`)."""
    if len(text) > LONGEST:
        raise HeadFault(f"a head of {len(text):,} characters is too long (expected {LONGEST:,} or less)")
    every = text.split()
    end = len(every)
    while end and every[end - 1].startswith("@"):
        end -= 1
    sources = [word[1:] for word in every[end:]]
    if every[:1] and every[0].startswith("@"):
        raise HeadFault("sources stand at the end of a head, behind its words")
    if "@" in every:
        raise HeadFault("a key is missing behind @; no blank stands between the two", every.index("@"))
    if sources and not head.is_claim:
        raise HeadFault("no sources are read here; put them in the head of the event", end)
    if any(key.endswith(",") for key in sources[:-1]):
        apart = " ".join(every[end:]).replace(",", "")
        raise HeadFault(f"sources are parted by blanks alone: {shown(apart)[1:-1]}", end)
    if twice := next((key for place, key in enumerate(sources) if key in sources[:place]), ""):
        raise HeadFault(f"the source {shown(twice)} is cited twice; keep one", end + sources.index(twice) + 1)
    told, trust = _trust(every[:end], head)
    scope, start = _scope(told, head)
    words = Cursor(told[:start])
    fields: Fields = {}
    try:
        _fill(fields, words, head)
    except HeadFault as fault:
        raise _behind_a_comma(words.words, fault.at, head) or fault from None
    if trust and fields.setdefault("confidence", trust) != trust:
        raise HeadFault("the confidence stands twice, as a ? and in words; keep one", len(told))
    if scope:
        fields[head.scope] = scope
    return Said(fields, tuple(_placed(sources, text)))


def _fill(fields: Fields, words: Cursor, head: Head) -> None:
    for slot in head.slots:
        slot.read(words, fields)
    expect_end(words, *(phrases for slot in head.slots for phrases in slot.phrases))


def _behind_a_comma(words: list[str], at: int, head: Head) -> HeadFault | None:
    """Return the fault of the words behind a comma, where those in front of it are understood; None elsewhere."""
    place = next((place for place in (at, at - 1) if 0 <= place < len(words) - 1 and words[place].endswith(",")), -1)
    if place < 0 or not head.is_claim or "because" in words[:place]:  # where commas part the reasons
        return None
    try:
        _fill({}, Cursor([*words[:place], words[place].removesuffix(",")]), head)
    except HeadFault:
        return None
    told = words[place + 1 :]
    if len(told) <= 2 and told[0] in CONFIDENCES.codes:  # noqa: PLR2004  # the word, and what was meant for confidence
        return HeadFault(f"{shown(' '.join(told))} is not understood; write , {told[0]} confidence", place + 1)
    return HeadFault(
        f"{shown(' '.join(told))} is not understood; behind a comma stands how far it is trusted, such as , high confidence, "
        "and your words stand behind a colon",
        place + 1,
    )


def _trust(words: list[str], head: Head) -> tuple[list[str], str]:
    """Return the words in front of ", high confidence" at the end, and which confidence that is."""
    if head.is_claim and (place := near_confidence(words)):
        said = words[place - 1]
        told = f"write , {said} confidence" if said in CONFIDENCES.codes else "write such as , high confidence"
        raise HeadFault(f"{shown(f'{said} {words[place]}')} is not understood; {told}", place - 1)
    if not (len(words) > 2 and words[-1] == "confidence" and head.is_claim and words[-3].endswith(",")):  # noqa: PLR2004  # a word, and these two
        return words, ""
    if words[-3].startswith("@"):
        raise HeadFault(
            f"how far a claim is trusted stands in front of its sources: , {words[-2]} confidence {words[-3][:-1]}",
            len(words) - 3,
        )
    code = CONFIDENCES.codes.get(words[-2], "")
    if not code:
        raise HeadFault(why_unknown(words[-2], CONFIDENCES), len(words) - 2)
    return [*words[:-3], words[-3].removesuffix(",")], code


def _scope(words: list[str], head: Head) -> tuple[list[str], int]:
    """Return the keys in brackets at the end, and where the words end that stand in front of them."""
    start = next((place for place, word in enumerate(words) if word.startswith("(")), len(words))
    if start == len(words):
        return [], start
    told = " ".join(words[start:])
    if not told.endswith(")") or "(" in told[1:] or ")" in told[:-1]:
        raise HeadFault(
            "the brackets hold keys of lines or tranches, such as (s400, second), and only sources follow", start
        )
    keys = [key.strip() for key in told[1:-1].split(",")]
    if not all(keys) or any(" " in key for key in keys):
        raise HeadFault("the brackets hold keys of lines or tranches, parted by commas, such as (s400, second)", start)
    if head.scope and (why := next(filter(None, map(why_no_key, keys)), "")):
        raise HeadFault(why, start)
    if not head.scope:
        raise HeadFault(
            f"{shown(told)} stands in brackets, and none are read here; put such words behind a colon", start
        )
    return keys, start


def _placed(sources: list[str], text: str) -> list[tuple[str, int]]:
    place = len(text)
    placed = []
    for key in reversed(sources):
        place = text.rindex(f"@{key}", 0, place)
        placed.append((key, place + 1))
    return placed[::-1]


# The head may say a part of these, and details below it the rest.
SHARED_WITH_DETAILS = frozenset({"instrument", "termination", "suspension"})
_GOES_WITHOUT_SAYING = {
    "instrument": ("kind", "UNKNOWN"),
    "termination": ("by", "UNKNOWN"),
    "suspension": ("of", "DEAL"),
}


def head_of(head: Head, fields: Fields) -> tuple[str, Fields] | None:
    """Return the head that says what the fields of the long form say, and the fields that it leaves over.

    None where no head says it: what is printed is read again before it counts.
    """
    for name, (part, code) in _GOES_WITHOUT_SAYING.items():  # and is left out by the writer
        told = fields.get(name)
        if isinstance(told, dict) and part not in told and (name == "instrument" or not told):
            fields = fields | {name: {part: code, **told}}
    printed = _printed(head, fields, frozenset())
    if printed is None and (below := fields.keys() & head.below.keys()):
        printed = _printed(head, fields, below)
    if printed is None:
        return None
    text, left = printed
    if len(rest := left.get("instrument", {})) > 1 and rest.get("kind") == "UNKNOWN":
        left["instrument"] = {name: value for name, value in rest.items() if name != "kind"}
    return text, left


def _printed(head: Head, fields: Fields, apart: AbstractSet[str]) -> tuple[str, Fields] | None:
    """Return what is printed for some fields and what is left, if it is read as the same; some stay apart."""
    left = {name: value for name, value in fields.items() if name not in apart}
    sources = left.get("evidence", ())
    if sources and all(isinstance(one, str) and one for one in sources):
        del left["evidence"]
    else:
        sources = ()
    scope = left.pop(head.scope, ()) if head.scope else ()
    try:
        words = [told for slot in head.slots if (told := slot.write(left))]
        trust = said(left, "confidence", CONFIDENCES) if head.is_claim else ""
        brackets = [f"({', '.join(scope)})"] if scope else []
        text = " ".join([*words, *brackets]) + (f", {trust} confidence" if trust else "")
        text = " ".join([*filter(None, [text]), *(f"@{key}" for key in sources)])
        if not text:
            return None
        again = read_head(head, text)
    except (HeadFault, LookupError, StopIteration, TypeError):
        return None
    printed = dict(again.fields) | ({"evidence": [key for key, _ in again.sources]} if again.sources else {})
    left |= {name: fields[name] for name in apart}
    whole = printed | left
    for name in printed.keys() & left.keys():
        if name not in SHARED_WITH_DETAILS or printed[name].keys() & left[name].keys():
            return None
        whole[name] = printed[name] | left[name]
    return (text, left) if whole == fields else None
