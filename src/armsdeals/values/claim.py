"""Claim: the frame of everything that somebody says about a deal.

Classes such as `Event` or `PriceClaim` add what is said. A field that can be disputed is a tuple of claims, and an empty
tuple is *unknown*. Three more kinds of nothing stay apart from it, and from zero: known to be absent, known to exist but
not published, and a question that does not arise (`Absence`).

    >>> claim = Claim(text="officials decline to give the day", said="2017-09-12", confidence="high")
    >>> claim.modality, claim.known.latest
    (Modality.FACT, datetime.date(2017, 9, 12))

A claim is *known* from the day it was said in public, else from the day its earliest evidence was published.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Key, Text, Word, checked
from armsdeals._printed import exact, short_repr
from armsdeals._shown import plain, shown
from armsdeals._slim import slim
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import NEVER, When, to_when


class Modality(Word):
    """How a thing is said to be. Only FACT moves a stage; DENIED counts against."""

    FACT = "FACT"  # said to have happened or to be so
    PLANNED = "PLANNED"  # meant for a day to come
    POSSIBLE = "POSSIBLE"  # could happen
    DESIRED = "DESIRED"  # wanted
    CONDITIONAL = "CONDITIONAL"  # so if something else comes about
    DENIED = "DENIED"  # said not to be so
    OPINION = "OPINION"  # a judgement


class Confidence(Word):
    """How far we trust the claim; always of the claim, never of the source.

    >>> Confidence.LOW < Confidence.HIGH, max(Confidence.MEDIUM, Confidence.CERTAIN).value
    (True, 'CERTAIN')
    """

    UNKNOWN = "UNKNOWN"  # nobody has weighed it
    LOW = "LOW"  # a rumour, or one partisan source
    MEDIUM = "MEDIUM"  # one reputable source
    HIGH = "HIGH"  # an official statement, or two sources that do not copy each other
    CERTAIN = "CERTAIN"  # the document itself was seen

    def __lt__(self, other: str) -> bool:
        return self.level < self._level_of(other, "<")

    def __le__(self, other: str) -> bool:
        return self.level <= self._level_of(other, "<=")

    def __gt__(self, other: str) -> bool:
        return self.level > self._level_of(other, ">")

    def __ge__(self, other: str) -> bool:
        return self.level >= self._level_of(other, ">=")

    def _level_of(self, other: str, sign: str) -> int:
        """Return the level of another one; letters never decide, by which LOW is above HIGH."""
        if not isinstance(other, Confidence):
            raise TypeError(f"{self.value} {sign} {shown(other)}: a confidence compares with a Confidence")
        return other.level

    @property
    def level(self) -> int:
        """0 for UNKNOWN to 4 for CERTAIN."""
        return _LEVELS[self]


_LEVELS = {confidence: level for level, confidence in enumerate(Confidence)}


class Absence(Word):
    """Why a claim gives no value; *unknown* is having no claim at all."""

    NONE = "NONE"  # known to be absent
    WITHHELD = "WITHHELD"  # known to exist, not published
    NOT_APPLICABLE = "NOT_APPLICABLE"  # the question does not arise


class SpeakerRole(Word):
    """In what quality the speaker speaks."""

    RECIPIENT_OFFICIAL = "RECIPIENT_OFFICIAL"  # for the state or forces that order
    SUPPLIER_OFFICIAL = "SUPPLIER_OFFICIAL"  # for the state or forces that sell
    SUPPLIER_COMPANY = "SUPPLIER_COMPANY"  # for the maker or the export agency
    THIRD_PARTY_OFFICIAL = "THIRD_PARTY_OFFICIAL"  # for a state or body outside the deal
    ANONYMOUS_OFFICIAL = "ANONYMOUS_OFFICIAL"  # an official whom the source does not name
    AUTHOR = "AUTHOR"  # the reporter or analyst
    DATA_SET = "DATA_SET"  # a register or data base
    DOCUMENT = "DOCUMENT"  # a contract or a notification


def to_sources(value: Evidence | str | Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Take one source or several; a text is the name of a publisher."""
    if isinstance(value, str):
        value = Evidence(publisher=value)
    if isinstance(value, Evidence):
        return (value,)
    sources = tuple(value)
    for place, source in enumerate(sources):
        if not isinstance(source, Evidence):
            raise TypeError(f"[{place}] {shown(source)} is not evidence")
    return sources


@slim("when said text modality confidence evidence")
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Claim:
    """What somebody says, who says it, and how we know.

    Attributes:
        id: A name by which other claims of the deal can speak of it.
        when: The day of which it is said to be so, where that matters.
        text: What is said, in words.
        quote: A short quotation.
        speaker: Who says it, where it is not the source itself.
        speaker_role: In what quality they speak.
        said: When they said it in public.
        modality: How the thing is said to be.
        confidence: How far we trust the claim; UNKNOWN unless somebody weighed it.
        absent: Why there is no value, if that is what is claimed.
        evidence: The sources that tell it.
        retracts: The id of a claim that this one takes back. A retraction stands: to undo it, claim the thing again.
    """

    id: Key = ""
    when: When | None = field(default=None, converter=optional(to_when))
    text: Text = ""
    quote: Text = ""
    speaker: Text = ""
    speaker_role: SpeakerRole | None = field(default=None, converter=optional(SpeakerRole))
    said: When | None = field(default=None, converter=optional(to_when))
    modality: Modality = field(default=Modality.FACT, converter=Modality)
    confidence: Confidence = field(default=Confidence.UNKNOWN, converter=Confidence)
    absent: Absence | None = field(default=None, converter=optional(Absence))
    evidence: tuple[Evidence, ...] = field(default=(), converter=to_sources)
    retracts: Key = ""

    __repr__ = short_repr

    @property
    def known(self) -> When | None:
        """When it became public: when it was said, else when the earliest evidence was published; None if undated."""
        lo, hi = self.known_days
        return None if hi == NEVER and lo == NEVER else When.between(lo, hi)

    @property
    def known_days(self) -> tuple[int, int]:
        """The first and last day number of `known`; ``(NEVER, NEVER)`` if undated."""
        if self.said is not None:
            return self.said.lo, self.said.hi
        lo = hi = NEVER
        for source in self.evidence:
            if source.published is not None:
                lo, hi = min(lo, source.published.lo), min(hi, source.published.hi)
        return lo, hi

    @property
    def cited(self) -> str:
        """Speaker and sources in one line, as one would print them behind the claim."""
        told = "; ".join(str(source) for source in self.evidence) or "no source given"
        own = told == self.speaker or told.startswith(f"{self.speaker}, ")  # a notice of the speaker's own
        return plain(f"{self.speaker}, in {told}") if self.speaker and not own else told


C = TypeVar("C", bound=Claim)
_FACT = Modality.FACT  # asked very often


def unretracted(claims: Iterable[C], retracted: frozenset[str] = frozenset()) -> list[C]:
    """Return the claims that nobody took back; ``retracted`` adds ids that claims elsewhere in the deal take back."""
    held = list(claims)
    gone = {claim.retracts for claim in held if claim.retracts} | retracted
    return [claim for claim in held if claim.id not in gone] if gone else held


def stands(claim: Claim, retracted: frozenset[str] = frozenset()) -> bool:
    """Whether a claim is told as a fact and nobody takes it back, by the ids that claims elsewhere in the deal take back."""
    return claim.modality is _FACT and not (claim.id and claim.id in retracted)


def standing(claim: Claim) -> tuple[int, int, str, str, str]:
    """Sort key that puts the stronger claim first: more confident, then known later; content breaks ties.

    Undated claims stand lowest among their equals. The place in a file never decides.
    """
    known = claim.known_days[1]
    return -claim.confidence.level, 1 if known == NEVER else -known, claim.text, claim.speaker, claim.id


def ranked(claims: Iterable[C]) -> list[C]:
    """Return the claims, the strongest first; where two stand alike their whole content decides, never their place."""
    told = sorted(claims, key=standing)
    if len({standing(claim) for claim in told}) < len(told):
        told.sort(key=lambda claim: (standing(claim), exact(claim)))
    return told


def known_by(claims: Sequence[C], day: int) -> tuple[C, ...]:
    """Return the claims that were certainly known at the end of a day (a day number)."""
    return tuple(claim for claim in claims if claim.known_days[1] <= day)
