"""What deals compete for: the need, who chooses, who takes part, how it went on and who won.

>>> tender = Competition(id="t", buyer="Canada", need="88 fighters", contenders=("a", "b"), winner="a", result="awarded")
>>> (note,) = competition_notes(Register([Deal(id="a", title="F-35A"), Deal(id="b")], competitions=[tender]), None, None)
>>> note.title, note.standing, note.contenders
('88 fighters, for Canada', 'awarded to F-35A (a)', ('F-35A (a)', 'b'))
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from armsdeals.model.competition import Competition, CompetitionPosition, CompetitionResult, CompetitionStep
from armsdeals.model.deal import Deal
from armsdeals.pages.competition_notes import CompetitionNote, CompetitionStepNote
from armsdeals.pages.heading import heading_of
from armsdeals.pages.wording import capital, date_in_words, listed, said, since_in_words
from armsdeals.register.register import Register
from armsdeals.values.claim import Claim, Confidence, Modality
from armsdeals.values.edtf import ALWAYS, NEVER
from armsdeals.values.when import When


def competition_notes(register: Register, day: When | None, reader: When | None) -> tuple[CompetitionNote, ...]:
    """Return the competitions in which deals of a register take part.

    Args:
        register: The deals and the competitions.
        day: The day on which they stood; None for after everything that is told.
        reader: What was known by this day counts; None for everything.
    """
    titles = {deal.id: _title(deal) for deal in register.deals}
    known = (one if reader is None else one.as_known(reader) for one in register.competitions)
    return tuple(
        _note(one, day, titles) for one in known if one is not None and any(name in titles for name in one.contenders)
    )


def _note(competition: Competition, day: When | None, titles: dict[str, str]) -> CompetitionNote:
    position = competition.position if day is None else competition.as_of(day)
    need, buyer = said(competition.need), said(competition.buyer)
    steps = sorted(competition.course, key=lambda step: step.when.lo if step.when.lo != ALWAYS else step.when.hi)
    own = evolve(competition, course=())
    return CompetitionNote(
        id=competition.id,
        title=f"{need}, for {buyer}" if need else f"A need of {buyer}",
        standing=_standing(position, titles),
        contenders=tuple(titles.get(name, name) for name in competition.contenders),
        text=said(competition.text),
        cited=_cited(own) if own.evidence or own.speaker else "",
        course=tuple(_step(step, position, day, titles) for step in steps),
        is_disputed=position.disputed,
    )


def _standing(position: CompetitionPosition, titles: dict[str, str]) -> str:
    told = [result.in_words for result in CompetitionResult if result in position.results]
    words = listed(told, "or") or "how it stands is unknown"
    if told and None in position.results:
        words += " or not begun"
    winners = [titles.get(name, name) for name in sorted(position.winners)]
    words += f" to {listed(winners, 'or')}" if winners else ""
    since = position.since
    return words if since is None or (since.lo == ALWAYS and since.hi == NEVER) else f"{words}, {since_in_words(since)}"


def _step(
    step: CompetitionStep, position: CompetitionPosition, day: When | None, titles: dict[str, str]
) -> CompetitionStepNote:
    return CompetitionStepNote(
        date=capital(date_in_words(step.when)),
        words=step.state.in_words + (f" to {titles.get(step.winner, step.winner)}" if step.winner else ""),
        text=said(step.text),
        cited=_cited(step),
        marks=tuple(_marks(step, position, day)),
    )


def _marks(step: CompetitionStep, position: CompetitionPosition, day: When | None) -> Iterator[str]:
    if step.modality is not Modality.FACT:
        yield step.modality.in_words
    if step in position.beaten:
        yield "speaks against it"
    if day is not None and step.when.lo > day.hi:
        yield "after the day of this report"


def _cited(claim: Claim) -> str:
    trust = "" if claim.confidence is Confidence.UNKNOWN else f"; confidence {claim.confidence.in_words}"
    return said(claim.cited) + trust


def _title(deal: Deal) -> str:
    heading = heading_of(deal)
    return heading if heading == deal.id else f"{heading} ({deal.id})"
