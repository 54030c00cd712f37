"""Rival figures side by side: which stands, what it beat, what counts something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from attrs import define, field

from armsdeals.model.event import Event
from armsdeals.model.resolved import Resolved
from armsdeals.model.valued import PriceClaim, ProductionClaim, QuantityClaim
from armsdeals.model.volume import VolumeClaim
from armsdeals.pages.notes import Answer, Figure, SourceNote
from armsdeals.pages.wording import date_in_words, safe_link, said
from armsdeals.values.claim import Absence, Claim, Confidence, Modality
from armsdeals.values.evidence import Evidence

_ORDER = ("stands", "restated", "open", "beaten", "superseded", "apart")
_ABSENT = {
    Absence.NONE: "none (known to be absent)",
    Absence.WITHHELD: "withheld (exists, not published)",
    Absence.NOT_APPLICABLE: "not applicable",
}


@define
class Sources:
    """Numbers the sources of one deal in the order in which they are first cited."""

    held: list[Evidence] = field(factory=list)
    cited: int = 0

    def of(self, claim: Claim) -> tuple[int, ...]:
        """Return the numbers of a claim's sources; general knowledge has none."""
        return tuple(self.number(source) for source in claim.evidence if source.is_sourced)

    def number(self, source: Evidence) -> int:
        """Return the number of a source, giving it the next one if it is new."""
        if source not in self.held:
            self.held.append(source)
        return self.held.index(source) + 1

    def notes(self, uncited: Iterable[Evidence] = ()) -> tuple[SourceNote, ...]:
        """Return all sources, those that were read and not cited last."""
        cited = len(self.held)
        for source in uncited:
            if source.is_sourced:
                self.number(source)
        return tuple(_source(number, source, is_cited=number <= cited) for number, source in enumerate(self.held, 1))


def _source(number: int, source: Evidence, *, is_cited: bool) -> SourceNote:
    name = said(source.publisher or source.author or source.title or source.link)
    title = said(source.title) if source.title and said(source.title) != name else ""
    return SourceNote(
        number=number,
        name=name,
        title=title,
        published=date_in_words(source.published) if source.published else "",
        locator=said(source.locator),
        link=safe_link(source.link) or safe_link(source.archive),
        is_sourced=source.is_sourced,
        is_cited=is_cited,
    )


def trust(claim: Claim) -> str:
    """Return the confidence in words; empty where nobody weighed it."""
    return "" if claim.confidence is Confidence.UNKNOWN else claim.confidence.in_words


def figure(claim: Claim, standing: str, sources: Sources, *, value: str = "") -> Figure:
    """Return one claim as a figure; its value is made from it if none is given."""
    mood = "" if claim.modality is Modality.FACT else claim.modality.in_words
    return Figure(
        value=value or value_in_words(claim),
        standing=mood if mood and standing not in ("retracted", "beaten") else standing,
        says=said(claim.speaker),
        text=said(claim.text),
        confidence=trust(claim),
        sources=sources.of(claim),
    )


def value_in_words(claim: Claim) -> str:
    """Return what a claim gives as the value."""
    if claim.absent is not None:
        return _ABSENT[claim.absent]
    if isinstance(claim, Event):
        return said(claim.stage.in_words if claim.stage else claim.text)
    if isinstance(claim, ProductionClaim):
        mode = claim.value.in_words if claim.value else "taken back"
        return said(f"{mode} in {claim.place}" if claim.place else mode)
    if isinstance(claim, VolumeClaim):
        return said(claim.in_words)
    if isinstance(claim, PriceClaim) and claim.value is not None and claim.covers:
        return said(f"{claim.value.in_words}, for {claim.covers}")
    if isinstance(claim, (PriceClaim, QuantityClaim)):
        return said(claim.value.in_words) if claim.value is not None else "taken back"
    return said(claim.text) or "no value"


def answer(resolved: Resolved, claims: Iterable[Claim], retracted: frozenset[str], sources: Sources) -> Answer:
    """Return a resolved value with every claim of it."""
    figures = [figure(claim, _standing(claim, resolved, retracted), sources) for claim in claims]
    ranks = {name: place for place, name in enumerate(_ORDER)}
    figures.sort(key=lambda told: ranks.get(told.standing, len(ranks)))
    words = said(str(resolved).removesuffix(" (disputed)"))
    if resolved.value is None and resolved.absent is not None:
        words = _ABSENT[resolved.absent]
    return Answer(
        words=words, is_known=resolved.value is not None, is_disputed=resolved.disputed, figures=tuple(figures)
    )


def _standing(claim: Any, resolved: Resolved, retracted: frozenset[str]) -> str:
    if claim.id and claim.id in retracted:
        return "retracted"
    groups: tuple[tuple[str, Callable[[Resolved], Any]], ...] = (
        ("stands", lambda told: told.decided_by),
        ("restated", lambda told: told.restated),
        ("open", lambda told: told.open),
        ("beaten", lambda told: told.beaten),
        ("superseded", lambda told: told.superseded),
        ("apart", lambda told: told.apart),
    )
    return next((name for name, group in groups if claim in group(resolved)), "")
