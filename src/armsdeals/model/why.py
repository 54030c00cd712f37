"""Why an answer is what it is, and what speaks against it: for readers, with the sources.

>>> from armsdeals.model.deal import Deal
>>> print(Deal(id="demo").start_talks(on="2016-11").why("stage"))
TALKS since 2016-11. It rests on: 2016-11: talks (no source given).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from attrs import evolve, frozen

from armsdeals._card import Card
from armsdeals._printed import short_repr
from armsdeals._shown import plain, shown
from armsdeals.errors import UnknownName, suggestion
from armsdeals.model.event import Event
from armsdeals.model.financing.financing import FinancingPart
from armsdeals.model.financing.kind import terms_of
from armsdeals.model.financing.term import TermAnswer, term_of, value_told
from armsdeals.model.knowing import Told
from armsdeals.model.negotiation.position import UNBEGUN, Position
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.obliged import obligation_terms
from armsdeals.model.paid import payments_told
from armsdeals.model.resolved import Resolved
from armsdeals.model.settled import settlements_told
from armsdeals.model.sides import Side, as_told_by
from armsdeals.model.valued import PriceClaim, QuantityClaim
from armsdeals.model.volume import VolumeClaim
from armsdeals.model.worlds import contrary
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Claim, Modality, unretracted
from armsdeals.values.when import When

_COUNTED_ANEW = (".delivered", ".returned")


class Answering(Told, Protocol):
    """What of a deal gives the answers that are explained here."""

    def replay(self, scope: str = "") -> Replay: ...  # noqa: D102
    def standing(self, day: When | None) -> Position: ...  # noqa: D102
    def retracted(self) -> frozenset[str]: ...  # noqa: D102
    def price(self, *, on: When | None) -> Resolved: ...  # noqa: D102
    def quantity(self, line: str, basis: Basis | str, *, on: When | None) -> Resolved: ...  # noqa: D102
    def financing_parts(self, *, on: When | None) -> tuple[FinancingPart, ...]: ...  # noqa: D102


@frozen(kw_only=True, repr=False)
class Dispute:
    """Something on which claims exclude each other.

    Attributes:
        about: "stage", "price", "lines.ID.BASIS", "financing.KEY.TERM", "offsets.KEY.TERM", "technology.KEY.TERM",
            "payments.KEY" and "payments.KEY.when", "settlements.KEY", or "tranches.ID.stage" and "lines.ID.stage" for what has a stage of its own.
        held: The claims that stand, or that exclude each other with equal standing.
        against: The claims that were given up.
        told_by: For the stage, where each side sees the deal by its own words alone, for the sides that speak of it.
    """

    about: str
    held: tuple[Claim, ...]
    against: tuple[Claim, ...] = ()
    told_by: tuple[tuple[Side, Position], ...] = ()

    __repr__ = short_repr

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All of them, those that stand first."""
        return (*self.held, *self.against)

    @property
    def term(self) -> str:
        """The term of a way of paying that it is about; empty if it is about something else."""
        return _term(self.about)

    def __str__(self) -> str:
        said = [told(claim, self.term) for claim in self.held]
        said += [f"against it: {told(claim, self.term)}" for claim in self.against]
        said += [f"by the {side.in_words}'s own words {seen}" for side, seen in self.told_by]
        return f"{self.about}: {'; '.join(said)}"


@frozen(kw_only=True, repr=False)
class Explanation:
    """The reasons for one answer.

    Attributes:
        about: What was asked.
        answer: The `Position`, `Resolved` or, for a term of the financing, `TermAnswer` that is explained.
        decided_by: The claims that it rests on.
        beaten: The claims that it excludes.
        path: For a stage, the claims by which the deal came there, oldest first.
        denials: For a stage, what was denied on the way and is believed.
        given_up: For a stage, every claim that was given up, also where it speaks no longer against the answer.
        tied: For a stage, the claims of equal standing that exclude each other, such as two days of one signature.
    """

    about: str
    answer: Position | Resolved | TermAnswer
    decided_by: tuple[Claim, ...]
    beaten: tuple[Claim, ...]
    path: tuple[Event, ...] = ()
    denials: tuple[Event, ...] = ()
    given_up: tuple[Event, ...] = ()
    tied: tuple[Event, ...] = ()

    def __repr__(self) -> str:
        return f"<Explanation of {plain(self.about)}: {plain(str(self.answer))}>"

    def _repr_html_(self) -> str:
        first, *rest = str(self).splitlines() or [""]
        return Card(title=first, rows=tuple((str(number), line) for number, line in enumerate(rest, 1))).html()

    def __str__(self) -> str:
        term = _term(self.about)
        sentences = [_headline(self.answer)]
        if self.decided_by:
            sentences.append(f"It rests on: {_listed(self.decided_by, term)}")
        if way := [event for event in self.path if event not in self.decided_by]:
            sentences.append(f"The way there: {'; '.join(f'{event} ({event.cited})' for event in way)}")
        if denied := tuple(event for event in self.denials if event not in self.decided_by):
            sentences.append(f"Denied, and believed: {_listed(denied)}")
        if self.beaten:
            sentences.append(f"Against it stands what these say: {_listed(self.beaten, term)}")
        healed = tuple(event for event in self.given_up if event not in self.beaten)
        if healed:
            sentences.append(f"Given up on the way: {_listed(healed)}")
        if self.tied:
            sentences.append(f"Equal claims exclude each other: {_listed(self.tied)}")
        if isinstance(self.answer, Position):
            sentences += _remarks(self.answer)
        elif self.answer.undecided and not self.answer.disputed:
            sentences.append(
                f"Equal claims in different money or units, not said to tell the same: {_listed(self.answer.open, term)}"
            )
        elif self.answer.open:
            sentences.append(f"Equal claims exclude each other: {_listed(self.answer.open, term)}")
        if isinstance(self.answer, Resolved) and self.answer.restated:
            sentences.append(f"The same sum in other money: {_listed(self.answer.restated)}")
        if isinstance(self.answer, Resolved) and self.answer.superseded:
            sentences.append(f"{_of_another_time(self.about)}: {_listed(self.answer.superseded)}")
        if isinstance(self.answer, Resolved) and self.answer.apart:
            sentences.append(f"These count something else: {_listed(self.answer.apart)}")
        return " ".join(f"{sentence}." for sentence in sentences)


def told(claim: Claim, term: str = "") -> str:
    """Return a claim in words, with its speaker and sources; of a way of paying, what it tells of a term."""
    if value := value_told(claim, term) if term else "":
        said = value + (f", {plain(claim.text)}" if claim.text else "")
    elif isinstance(claim, Event):
        said = str(claim) + (f", {plain(claim.text)}" if claim.text and claim.act_in_words else "")
    elif isinstance(claim, VolumeClaim):
        said = claim.in_words + (f", {plain(claim.text)}" if claim.text else "")
    elif isinstance(claim, (PriceClaim, QuantityClaim)):
        value = claim.value.in_words if claim.value else claim.absent.in_words if claim.absent else "taken back"
        pays_for = f" for {plain(claim.covers)}" if isinstance(claim, PriceClaim) and claim.covers else ""
        said = value + pays_for + (f", {plain(claim.text)}" if claim.text else "")
    else:
        said = plain(claim.text) or type(claim).__name__.lower()
    known = "" if claim.said is None else f", said {claim.said}"
    return f"{said} ({claim.cited}{known}{_trust(claim)})"


def why(deal: Answering, about: str, on: When | None) -> Explanation:
    """Explain the stage, the price, a quantity or a term of the financing of a deal.

    Raises:
        UnknownName: Nothing is answered under that name.
    """
    if not isinstance(about, str):
        raise TypeError(
            f"{shown(about)} is not text; ask for 'stage', 'price', 'lines.ID.BASIS' or 'financing.KEY.TERM'"
        )
    about = next((name for name in _names(deal) if name.lower() == about.lower()), about)
    scopes = _scopes(deal)
    if about in scopes:
        replay = deal.replay(scopes[about])
        position = replay.at(on) if scopes[about] else deal.standing(on)
        reached = len(replay.moves) if on is None else bisect_right(replay.earliest, on.hi)
        told_between = [event for told in replay.confirmed[: reached + 1] for event in told]
        return Explanation(
            about=about,
            answer=position,
            decided_by=position.decided_by,
            beaten=position.beaten,
            path=tuple(dict.fromkeys(replay.moves[:reached])),
            denials=tuple(event for event in told_between if event.modality is Modality.DENIED),
            given_up=_begun(replay.given_up, on),
            tied=_begun(replay.tied, on),
        )
    answers: dict[str, Resolved | TermAnswer] = {**_values(deal, on), **_days_paid(deal, on), **_terms(deal, on)}
    if about not in answers and (untold := _untold(deal, about, on)) is not None:
        answers[about] = untold
    if about not in answers:
        near = suggestion(about, _names(deal))
        hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(_names(deal))}"
        raise UnknownName(f"nothing is answered under {shown(about)}; {hint}", suggestions=near)
    answer = answers[about]
    return Explanation(about=about, answer=answer, decided_by=answer.decided_by, beaten=answer.beaten)


def disputes(deal: Answering, on: When | None = None) -> tuple[Dispute, ...]:
    """List what is disputed on a day; None is after everything that is told."""
    out = []
    for about, scope in _scopes(deal).items():
        replay = deal.replay(scope)
        given_up, tied = _begun(replay.given_up, on), _begun(replay.tied, on)
        given_up += () if scope else contrary(replay, [deal.replay(part.id) for part in deal.tranches], on)
        if given_up or tied:
            seen = [(side, as_told_by(deal, side).replay(scope).at(on)) for side in Side]
            told_by = tuple((side, there) for side, there in seen if there.stages != UNBEGUN)
            held = _held(replay, replay.at(on) if scope else deal.standing(on), given_up, tied)
            out.append(Dispute(about=about, held=held, against=given_up, told_by=told_by))
    for about, answer in _values(deal, on).items():
        if answer.disputed:
            out.append(Dispute(about=about, held=(*answer.decided_by, *answer.open), against=answer.beaten))
    for about, owed in _owed(deal, on).items():
        if owed.disputed:
            out.append(Dispute(about=about, held=(*owed.decided_by, *owed.open), against=owed.beaten))
    for one in payments_told(deal.history, deal.retracted(), on=on):
        if not one.is_made and not one.value.disputed:  # nobody tells how much was paid
            out.append(Dispute(about=f"payments.{one.key}", held=one.value.decided_by, against=one.made_by))
        day = one.day
        if day.disputed:
            out.append(Dispute(about=f"payments.{one.key}.when", held=(*day.decided_by, *day.open), against=day.beaten))
    for part in deal.financing_parts(on=on):
        for term in part.disputed:
            found = term_of(part, term)
            standing = (*found.decided_by, *found.open)
            out.append(Dispute(about=f"financing.{part.name}.{term}", held=standing, against=found.beaten))
    return tuple(out)


def _held(replay: Replay, position: Position, given_up: Sequence[Event], tied: Sequence[Event]) -> tuple[Event, ...]:
    """What stands in a quarrel over a stage: what the answer rests on while it is disputed, and what the others exclude."""
    standing = position.decided_by if given_up and position.disputed else ()
    rivals = [rival for event in given_up if (rival := replay.rival_of(event)) is not None and rival not in tied]
    return tuple(event for event in dict.fromkeys((*tied, *rivals, *standing)) if event not in given_up)


def _begun(events: Iterable[Event], on: When | None) -> tuple[Event, ...]:
    """The events that may have happened by a day."""
    return tuple(event for event in events if on is None or event.when.lo <= on.hi)


def _scopes(deal: Answering) -> dict[str, str]:
    """The stages that can be asked for, and the key of the part of each: the whole, then what has a stage of its own."""
    told = {key for event in deal.history if event.moves_stage for key in event.scope}
    parts = [("tranches", tranche.id) for tranche in deal.tranches] + [("lines", line.id) for line in deal.lines]
    return {"stage": "", **{f"{name}.{key}.stage": key for name, key in parts if key in told}}


def _names(deal: Answering) -> list[str]:
    return [*_scopes(deal), *_values(deal, None), *_days_paid(deal, None), *_terms(deal, None)]


def _values(deal: Answering, on: When | None) -> dict[str, Resolved]:
    answers = {"price": deal.price(on=on)}
    for line in deal.lines:
        for basis in Basis:
            if basis is Basis.ORDERED or line.on(basis):
                answers[f"lines.{line.id}.{basis.value.lower()}"] = deal.quantity(line.id, basis, on=on)
    paid = payments_told(deal.history, deal.retracted(), on=on)
    answers |= {f"payments.{one.key}": one.value for one in paid if one.key}
    settled = settlements_told(deal.history, deal.retracted(), on=on)
    return answers | {f"settlements.{one.key}": one.value for one in settled if one.key}


def _terms(deal: Answering, on: When | None) -> dict[str, TermAnswer]:
    """Every term of a way of paying, an offset or shared know-how of which somebody tells anything."""
    return _owed(deal, on) | {
        f"financing.{part.name}.{term}": found
        for part in deal.financing_parts(on=on)
        for term in terms_of(type(part.claims[0]))
        if (found := _answered(deal, part, term)).claims or found.value is not None
    }


def _owed(deal: Answering, on: When | None) -> dict[str, TermAnswer]:
    return obligation_terms((*deal.offsets, *deal.technology), deal.retracted(), on=on)


def _days_paid(deal: Answering, on: When | None) -> dict[str, TermAnswer]:
    """The day of every payment that has a key."""
    paid = payments_told(deal.history, deal.retracted(), on=on)
    return {f"payments.{one.key}.when": one.day for one in paid if one.key}


def _untold(deal: Answering, about: str, on: When | None) -> TermAnswer | None:
    """The answer to a term that could be told of a way of paying, and of which nobody tells anything."""
    for part in deal.financing_parts(on=on):
        for term in terms_of(type(part.claims[0])):
            if about.lower() == f"financing.{part.name}.{term}".lower():
                return term_of(part, term)
    return None


def _answered(deal: Answering, part: FinancingPart, term: str) -> TermAnswer:
    found = term_of(part, term)
    if term != "status" or found.value is None:
        return found
    events = [
        event for event in unretracted(deal.history, deal.retracted())
        if any(step.of == part.claims[0].key and step.status is found.value for step in event.financing)
        and event.modality is Modality.FACT
    ]  # fmt: skip
    return evolve(found, decided_by=(*events, *found.decided_by))


def _headline(answer: Any) -> str:
    text = str(answer)
    return text[:1].upper() + text[1:]


def _remarks(position: Position) -> list[str]:
    out = []
    if position.furthest and position.furthest is not position.stage:
        out.append(f"The furthest stage it came to is {position.furthest}")
    if position.resume_point:
        out.append(f"{'If it is halted, it' if position.is_open else 'It'} was interrupted at {position.resume_point}")
    if position.gaps:
        out.append(f"Nobody reports, though the usual way leads through them: {', '.join(position.gaps)}")
    if position.undated:
        out.append(f"{len(position.undated)} undated claims could not be used")
    return out


def _listed(claims: tuple[Claim, ...], term: str = "") -> str:
    return "; ".join(told(claim, term) for claim in claims)


def _term(about: str) -> str:
    return about.rpartition(".")[2] if about.startswith(("financing.", "offsets.", "technology.")) else ""


def _of_another_time(about: str) -> str:
    if about.startswith("settlements."):
        return "Told of it when it had come less far"
    return "Of another time" if about.endswith(_COUNTED_ANEW) else "Of another time, before or after an amendment"


def _trust(claim: Claim) -> str:
    return "" if claim.confidence.level == 0 else f", confidence {claim.confidence.in_words}"
