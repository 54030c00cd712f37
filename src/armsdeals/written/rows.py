"""The table of heads: what may be typed in which place, row by row.

    >>> [head.under for head in HEADS][:3]
    ['history', 'lines.*.BASIS', 'lines.*.production']
    >>> CONSTRAINTS.form
    '[MODALITY] KIND [by WHO] [as of DATE]'

Whoever reads, prints, checks or explains heads takes them from here. Left out: reading and printing (`heads`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any

from attrs import field, frozen

from armsdeals.model.delivery import Delivery
from armsdeals.model.economy import Offset
from armsdeals.model.event import Event
from armsdeals.model.financing.kind import FinancingKind
from armsdeals.model.financing.status import FinancingStep
from armsdeals.model.instrument import ConditionPrecedent
from armsdeals.model.limits import Authorisation, Constraint
from armsdeals.model.materiel import Materiel
from armsdeals.model.negotiation.ending import Settlement
from armsdeals.model.offer import Offer
from armsdeals.model.payment import Payment
from armsdeals.model.valued import PriceClaim, ProductionClaim, QuantityClaim
from armsdeals.plan import members_of, names_of
from armsdeals.values.claim import Claim
from armsdeals.written.happening import HAPPENING
from armsdeals.written.parts import CONDITION, GOODS, MONEY, SETTLED, STEP, THINGS
from armsdeals.written.permits import MADE, OFFER, PERMIT
from armsdeals.written.slots import AS_OF, DATE, MODALITY, Slot, pattern_of
from armsdeals.written.terms import (
    BASIS,
    COVERS,
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
from armsdeals.written.words import CONFIDENCES

DETAILS = {"says": "speaker", "role": "speaker_role"}  # what is typed below a head, and the field


_KEY = "[a-z0-9][a-z0-9._-]*"
_BLANK = re.compile(r"\[(?:\\.|[^\]])*\]| (\?)?")


@frozen(kw_only=True, eq=False)
class Head:
    """What may be typed in one place.

    Attributes:
        under: Where it stands, as the documentation says it.
        cls: What it makes.
        slots: Its parts from left to right.
        scope: The field that the words in brackets fill; empty where none may stand.
        words: The field that the words behind the colon fill.
        below: What may be typed below it in heads of their own, by the field.
        examples: Heads that are read.
    """

    under: str
    cls: Any
    slots: tuple[Slot, ...]
    scope: str = ""
    words: str = "text"
    below: Mapping[str, Head] = field(factory=dict)
    examples: tuple[str, ...]

    @property
    def form(self) -> str:
        """The grammar in one line."""
        return " ".join(slot.form for slot in self.slots)

    @property
    def pattern(self) -> str:
        """A regular expression that fits every head of this place; an editor may mark what does not fit."""
        slots = "".join(_after_a_blank(slot.pattern) for slot in self.slots)
        brackets = rf"(?: [(]\s*{_KEY}\s*(?:,\s*{_KEY}\s*)*[)])?" if self.scope else ""
        trust = f"(?: ?, {pattern_of(CONFIDENCES)} confidence)?(?: @[^ ]+)*" if self.is_claim else ""
        return _of_any_blanks(f"^{slots}{brackets}{trust}$")

    @cached_property
    def is_claim(self) -> bool:
        """Whether sources and a confidence may stand at its end."""
        return "evidence" in self.fields

    @cached_property
    def fields(self) -> frozenset[str]:
        """The names of the fields of the long form."""
        return _fields_of(self.cls)

    def knows(self, name: str) -> bool:
        """Whether a name is that of a field of the long form, or what several of them begin with, such as tenor."""
        return name in self.fields or any(one.startswith(f"{name}_") for one in self.fields)

    @cached_property
    def begun(self) -> frozenset[str]:
        """The names of no field with which several fields begin, as far as a blank in them; only unknown is read there."""
        parts = [name.split("_") for name in self.fields]
        return frozenset("_".join(one[:end]) for one in parts for end in range(1, len(one))) - self.fields

    @cached_property
    def terms(self) -> frozenset[str]:
        """The names of those below it that may be said to be none, withheld or not applicable."""
        return _terms_of(self.cls)


def _of_any_blanks(pattern: str) -> str:
    r"""Return a pattern in which any blanks, and several, may stand for one, as they do where heads are read.

    >>> _of_any_blanks("a b[^ ] ?c"), _of_any_blanks(r"[(] [)]")
    ('a\\s+b[^ ]\\s*c', '[(]\\s+[)]')
    """
    return _BLANK.sub(lambda found: found[0] if found[0][0] == "[" else r"\s*" if found[1] else r"\s+", pattern)


def _after_a_blank(pattern: str) -> str:
    """Return a pattern that fits behind a blank or at the very beginning."""
    if pattern.startswith("(?: "):
        return f"(?:(?:^| ){pattern[4:]}"
    return f"(?:^| ){pattern.removeprefix(' ')}"


# What is typed below a head where a term has no value, and the field that names such terms.
ABSENT_TERMS = {"none": "without", "withheld": "withheld", "not applicable": "inapplicable"}


@cache
def _terms_of(cls: Any) -> frozenset[str]:
    names = _fields_of(cls)
    return names - names_of(Claim) - {"key", "kind", *ABSENT_TERMS.values()} if "without" in names else frozenset()


@cache
def _fields_of(cls: Any) -> frozenset[str]:
    members = members_of(cls).values() if cls is FinancingKind else (cls,)
    return frozenset(name for member in members for name in names_of(member))


DELIVERIES = Head(
    under="history.*.deliveries",
    cls=Delivery,
    slots=GOODS,
    examples=("10 launchers of battery", "lost about 20 launchers of milan at Mosul", "1 ship of mistral accepted"),
)
PAYMENTS = Head(
    under="history.*.payments",
    cls=Payment,
    slots=MONEY,
    examples=("570 m USD", "advance 300 m CHF from Switzerland", "missed repayment under state-loan"),
)
STEPS = Head(
    under="history.*.financing",
    cls=FinancingStep,
    slots=STEP,
    examples=("state-loan signed", "state-loan forgiven 500 m USD", "fund cancelled"),
)
CONDITIONS = Head(
    under="history.*.conditions",
    cls=ConditionPrecedent,
    slots=CONDITION,
    words="what",
    examples=("advance met", "export-licence open of contract"),
)
SETTLED_BY = Head(
    under="history.*.settlements",
    cls=Settlement,
    slots=SETTLED,
    examples=("refund paid 949.75 m EUR from France to Russia", "claim filed"),
)
MATERIEL = Head(
    under="history.*.materiel",
    cls=Materiel,
    slots=THINGS,
    examples=("4 aircraft of Su-24M from Russia", "some of Patriot"),
)
HISTORY = Head(
    under="history",
    cls=Event,
    slots=(DATE, MODALITY, *HAPPENING),
    scope="scope",
    below={
        "deliveries": DELIVERIES, "payments": PAYMENTS, "financing": STEPS, "conditions": CONDITIONS,
        "settlements": SETTLED_BY,
        "materiel": MATERIEL,
    },
    examples=(
        "2016-11~ talks", "2015-11~ cancelled by recipient because counterparty unwilling",
        "2019-07-12 delivering (s400), high confidence @tass", "2017-09 paid advance 1125 m USD from Türkiye",
        "2018-04-03 summit at least effective",
    ),
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
    slots=(MODALITY, SUM, BASIS, COVERS, AS_OF),
    examples=(
        "2.5 bn USD contract @rostec",
        "10.4 bn USD component for the F-35A as of 2021-01",
        "$3.4 bn",
        "€140 million ceiling",
        "70..110 m EUR offer",
        "withheld",
    ),
)
FINANCING = Head(
    under="financing",
    cls=FinancingKind,
    slots=(MODALITY, PAID_PART, PAID_HOW, STATUS, AS_OF),
    examples=(
        "45 % advance @rostec",
        "55 % state loan from Russia",
        "570 m USD commercial loan signed",
        "570 m USD barter agreed",
        "part own funds",
    ),
)
OFFSETS = Head(
    under="offsets",
    cls=Offset,
    slots=(MODALITY, OWED, OFFSET_FORM, OBLIGATION, AS_OF),
    examples=("50 % indirect", "at least 100 % direct agreed", "1 bn USD", "some proposed"),
)
CONSTRAINTS = Head(
    under="constraints",
    cls=Constraint,
    slots=(MODALITY, LIMIT, LIMITED_BY, AS_OF),
    scope="lines",
    examples=("embargo by United States", "integration barred (s400) @seed"),
)
PERMITS = Head(
    under="authorisations",
    cls=Authorisation,
    slots=PERMIT,
    scope="lines",
    examples=(
        "2020-11 legislative notification of Congress of the United States notified",
        "planned export licence required",
        "by 2014-08 export licence of Sweden denied (gripen) @press",
    ),
)
OFFERED = Head(
    under="offers",
    cls=Offer,
    slots=OFFER,
    scope="lines",
    examples=("2013~ offer first-bid 4 bn USD by CPMIEC", "2014-04-30 offer second until 2014-06-30 revising first-bid (pac3) @press"),
)  # fmt: skip
PRODUCTION = Head(
    under="lines.*.production",
    cls=ProductionClaim,
    slots=MADE,
    examples=("off the shelf in France", "possible co-production in Türkiye @press"),
)
HEADS = (
    HISTORY,
    QUANTITY,
    PRODUCTION,
    PRICE,
    FINANCING,
    OFFSETS,
    CONSTRAINTS,
    PERMITS,
    OFFERED,
    *HISTORY.below.values(),
)
