"""Why an answer is what it is, and what speaks against it: for readers, with the sources.

>>> from armsdeals.model.deal import Deal
>>> print(Deal(id="demo").start_talks(on="2016-11").why("stage"))
TALKS since 2016-11. It rests on: 2016-11: talks (no source given).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from attrs import evolve, frozen

from armsdeals._card import Card
from armsdeals._printed import short_repr
from armsdeals._shown import plain, shown
from armsdeals.errors import UnknownName, suggestion
from armsdeals.model.claim_in_words import told
from armsdeals.model.event import Event
from armsdeals.model.financing.financing import FinancingPart
from armsdeals.model.financing.kind import terms_of
from armsdeals.model.financing.term import TermAnswer, term_of
from armsdeals.model.knowing import Told
from armsdeals.model.negotiation.position import UNBEGUN, Position
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.obliged import obligation_terms
from armsdeals.model.paid import payments_told
from armsdeals.model.resolved import Resolved
from armsdeals.model.settled import settlements_told
from armsdeals.model.sides import Side, as_told_by
from armsdeals.model.standing import excluding
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Claim, Modality, unretracted
from armsdeals.values.when import When

_COUNTED_ANEW = (".delivered", ".returned")
_EQUAL = "Equal claims exclude each other"
_IN_OTHER_MONEY = "Equal claims in different money or units, not said to tell the same"


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
        rows = tuple((name, text) for _, name, texts in self._reasons() for text in texts)
        return Card(title=f"{self.about}: {self.answer}", rows=rows).html()

    def __str__(self) -> str:
        answer = str(self.answer)
        reasons = (f"{opening}{'; '.join(texts)}" for opening, _, texts in self._reasons())
        return " ".join(f"{sentence}." for sentence in (answer[:1].upper() + answer[1:], *reasons))

    def _reasons(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """What speaks for the answer and against it: how its sentence opens, the name of its rows, and what is told."""
        term = _term(self.about)
        way = tuple(event for event in self.path if event not in self.decided_by)
        if self.decided_by:
            yield "It rests on: ", "rests on", _listed(self.decided_by, term)
        if way:
            yield "The way there: ", "the way there", tuple(f"{event} ({event.cited})" for event in way)
        for opening, name, claims in self._beside():
            if claims:
                yield f"{opening}: ", name, _listed(claims, term)
        if isinstance(self.answer, Position):
            yield from _remarks(self.answer)

    def _beside(self) -> Iterator[tuple[str, str, tuple[Claim, ...]]]:
        """The claims on which the answer does not rest, in groups that may be empty."""
        healed = tuple(event for event in self.given_up if event not in self.beaten)
        denied = tuple(event for event in self.denials if event not in self.decided_by)
        yield "Denied, and believed", "denied, and believed", denied
        yield "Against it stands what these say", "against it", self.beaten
        yield "Given up on the way", "given up on the way", healed
        yield _EQUAL, "of equal weight", self.tied
        if isinstance(self.answer, Position):
            return
        is_apart = self.answer.undecided and not self.answer.disputed
        yield (_IN_OTHER_MONEY, "in other money or units", self.answer.open) if is_apart else (
            _EQUAL, "of equal weight", self.answer.open
        )  # fmt: skip
        if isinstance(self.answer, Resolved):
            yield "The same sum in other money", "told as well", self.answer.restated
            yield _of_another_time(self.about), "of another time", self.answer.superseded
            yield "These count something else", "counts something else", self.answer.apart


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
        given_up += () if scope else excluding(replay, [deal.replay(part.id) for part in deal.tranches], on)
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
    """The stages that can be asked for, and the key of the part of each: the whole, the tranches, lines with a stage of their own."""
    told = {key for event in deal.history if event.moves_stage for key in event.scope}
    parts = [("tranches", tranche.id) for tranche in deal.tranches]
    parts += [("lines", line.id) for line in deal.lines if line.id in told]
    return {"stage": "", **{f"{name}.{key}.stage": key for name, key in parts}}


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


def _remarks(position: Position) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    if position.furthest and position.furthest is not position.stage:
        yield "The furthest stage it came to is ", "furthest", (position.furthest,)
    if position.resume_point:
        opening = "If it is halted, it" if position.is_open else "It"
        yield f"{opening} was interrupted at ", "interrupted", (position.resume_point,)
    if position.gaps:
        yield "Nobody reports, though the usual way leads through them: ", "not reported", (", ".join(position.gaps),)
    if position.undated:
        yield "", "of unknown date", (f"{len(position.undated)} undated claims could not be used",)


def _listed(claims: tuple[Claim, ...], term: str = "") -> tuple[str, ...]:
    return tuple(told(claim, term) for claim in claims)


def _term(about: str) -> str:
    return about.rpartition(".")[2] if about.startswith(("financing.", "offsets.", "technology.")) else ""


def _of_another_time(about: str) -> str:
    if about.startswith("settlements."):
        return "Told of it when it had come less far"
    return "Of another time" if about.endswith(_COUNTED_ANEW) else "Of another time, before or after an amendment"
