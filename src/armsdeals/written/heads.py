"""Heads: the grammar of the lines that people type, as one table.

A head is a row of slots, then perhaps ``(SCOPE, SCOPE)``, then ``@KEY @KEY`` for the sources. Reading, printing, the
patterns of the editor's schema, the lists of words and the table in the documentation are all made from the rows here.

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

from functools import cache, lru_cache
from typing import Any

from attrs import frozen

from armsdeals._shown import shown
from armsdeals.model.economy import Offset
from armsdeals.model.event import Event
from armsdeals.model.financing.kind import FinancingKind
from armsdeals.model.limits import Constraint
from armsdeals.model.valued import PriceClaim, QuantityClaim
from armsdeals.plan import members_of, plan_of
from armsdeals.written.cursor import Cursor, HeadFault
from armsdeals.written.happening import HAPPENING
from armsdeals.written.slots import AS_OF, DATE, MODALITY, Fields, Slot, expect_end
from armsdeals.written.terms import (
    BASIS,
    LIMIT,
    LIMITED_BY,
    NUMBER,
    OBLIGATION,
    OFFSET_FORM,
    OWED,
    PAID_HOW,
    PAID_PART,
    STATUS,
    SUM,
)

LONGEST = 2_000  # characters of a head
DETAILS = {"says": "speaker", "role": "speaker_role"}  # what is typed below a head, and the field


@frozen(kw_only=True, eq=False)
class Head:
    """What may be typed in one place.

    Attributes:
        under: Where it stands, as the documentation says it.
        cls: What it makes.
        slots: Its parts from left to right.
        scope: The field that the words in brackets fill; empty where none may stand.
        examples: Heads that are read.
    """

    under: str
    cls: Any
    slots: tuple[Slot, ...]
    scope: str = ""
    examples: tuple[str, ...]

    @property
    def form(self) -> str:
        """The grammar in one line."""
        return " ".join(slot.form for slot in self.slots)

    @property
    def pattern(self) -> str:
        """A regular expression that fits every head of this place; an editor may mark what does not fit."""
        slots = "".join(slot.pattern for slot in self.slots)
        if self.slots[0] is MODALITY:  # which has its blank in front of it
            slots = f"{MODALITY.pattern.replace('(?: ', '(?:', 1).replace(')?', ' )?', 1)}{''.join(s.pattern for s in self.slots[1:])}"
        return f"^{slots}{r'(?: [(][^()]+[)])?' if self.scope else ''}(?: @[^ ]+)*$"

    @property
    def fields(self) -> frozenset[str]:
        """The names of the fields of the long form."""
        return _fields_of(self.cls)


@cache
def _fields_of(cls: Any) -> frozenset[str]:
    members = members_of(cls).values() if cls is FinancingKind else (cls,)
    return frozenset(name for member in members for name in plan_of(member).by_name)


@frozen
class Said:
    """What a head says: the fields of the long form, and the sources with the column of each in the head, from 0."""

    fields: Fields
    sources: tuple[tuple[str, int], ...]


HISTORY = Head(
    under="history",
    cls=Event,
    slots=(DATE, MODALITY, *HAPPENING),
    scope="scope",
    examples=("2016-11~ talks", "2015-11~ cancelled by recipient because counterparty unwilling", "2019-07-12 delivering (s400) @tass"),
)  # fmt: skip
QUANTITY = Head(
    under="lines.*.BASIS",
    cls=QuantityClaim,
    slots=(MODALITY, NUMBER, AS_OF),
    examples=("4 battalions @rostec", "10..12 aircraft", "about 14", "700+", "up to 36", "2? systems"),
)
PRICE = Head(
    under="price",
    cls=PriceClaim,
    slots=(MODALITY, SUM, BASIS, AS_OF),
    examples=("2.5 bn USD contract @rostec", "$3.4 bn", "€140 million ceiling", "70..110 m EUR offer", "withheld"),
)
FINANCING = Head(
    under="financing",
    cls=FinancingKind,
    slots=(MODALITY, PAID_PART, PAID_HOW, STATUS, AS_OF),
    examples=(
        "45 % advance @rostec",
        "55 % state loan from Russia",
        "570 m USD commercial loan signed",
        "part own funds",
    ),
)
OFFSETS = Head(
    under="offsets",
    cls=Offset,
    slots=(MODALITY, OWED, OFFSET_FORM, OBLIGATION, AS_OF),
    examples=("50 % indirect", "at least 100 % direct agreed", "1 bn USD"),
)
CONSTRAINTS = Head(
    under="constraints",
    cls=Constraint,
    slots=(MODALITY, LIMIT, LIMITED_BY, AS_OF),
    scope="lines",
    examples=("embargo by United States", "integration barred (s400) @seed"),
)
HEADS = (HISTORY, QUANTITY, PRICE, FINANCING, OFFSETS, CONSTRAINTS)


@lru_cache(maxsize=16_384)
def read_head(head: Head, text: str) -> Said:
    """Return what a head says; nobody may change the fields of it.

    Raises:
        HeadFault: It cannot be read.
    """
    if len(text) > LONGEST:
        raise HeadFault(f"a head of {len(text):,} characters is too long (expected {LONGEST:,} or less)")
    every = text.split()
    end = len(every)
    while end and every[end - 1].startswith("@"):
        end -= 1
    sources = [word[1:] for word in every[end:]]
    if "" in sources:
        raise HeadFault("a key is missing behind @", end + sources.index(""))
    if twice := next((key for place, key in enumerate(sources) if key in sources[:place]), ""):
        raise HeadFault(f"the source {shown(twice)} is cited twice; keep one", end + sources.index(twice) + 1)
    scope, start = _scope(every[:end], head)
    words = Cursor(every[:start])
    fields: Fields = {}
    for slot in head.slots:
        slot.read(words, fields)
    expect_end(words, *(phrases for slot in head.slots for phrases in slot.phrases))
    if scope:
        fields[head.scope] = scope
    return Said(fields, tuple(_placed(sources, text)))


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


def head_of(head: Head, fields: Fields) -> tuple[str, Fields] | None:
    """Return the head that says what the fields of the long form say, and the fields that it leaves over.

    None where no head says it: what is printed is read again before it counts.
    """
    if fields.get("instrument") == {}:  # the writer leaves out what goes without saying
        fields = fields | {"instrument": {"kind": "UNKNOWN"}}
    left = dict(fields)
    sources = left.get("evidence", ())
    if sources and all(isinstance(one, str) and one for one in sources):
        del left["evidence"]
    else:
        sources = ()
    scope = left.pop(head.scope, ()) if head.scope else ()
    try:
        words = [told for slot in head.slots if (told := slot.write(left))]
        brackets = [f"({', '.join(scope)})"] if scope else []
        text = " ".join([*words, *brackets, *(f"@{key}" for key in sources)])
        said = read_head(head, text)
    except (HeadFault, LookupError, StopIteration):
        return None
    printed = dict(said.fields) | ({"evidence": [key for key, _ in said.sources]} if said.sources else {})
    if printed.keys() & left.keys() or printed | left != fields:
        return None
    return text, left
