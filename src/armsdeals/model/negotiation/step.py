"""Step: a move that is to be judged, and all that a guard may look at.

    >>> from armsdeals.model.deal import Deal
    >>> signed = Event(when="2017-09", stage="signed")
    >>> step = Step(deal=Deal(id="demo"), start=NegotiationStage.TALKS, event=signed)
    >>> step.to, str(step.on), list(step.told())
    (NegotiationStage.SIGNED, '2017-09', [])

A guard sees the whole deal, and counts what had happened by the day of the step. What was only known later counts as
well: whoever wants to judge by what was known then judges the deal `as_known`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeVar

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals.model.event import Event
from armsdeals.model.knowing import Told
from armsdeals.model.link import Link
from armsdeals.model.negotiation.moves import MOVES, Moves
from armsdeals.model.negotiation.position import Position
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.party import Party
from armsdeals.model.tranche import Tranche
from armsdeals.values.claim import Claim, Modality, stands
from armsdeals.values.estimate import Estimate
from armsdeals.values.when import ALWAYS, NEVER, When

Verdict = bool | None  # None: undecided
Answer = Verdict | str  # of a check; a text is False, and says what was found
C = TypeVar("C", bound=Claim)


class Judged(Told, Protocol):
    """What of a deal the guards look at."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def parties(self) -> tuple[Party, ...]: ...  # noqa: D102
    @property
    def links(self) -> tuple[Link, ...]: ...  # noqa: D102
    @property
    def tranches(self) -> tuple[Tranche, ...]: ...  # noqa: D102
    def ordered(self, line: str, *, on: When | None = None) -> Estimate | None: ...  # noqa: D102
    def retracted(self) -> frozenset[str]: ...  # noqa: D102


@frozen(kw_only=True, repr=False)
class Step:
    """A move that is to be judged, with what the replay knows of the time before it.

    Attributes:
        deal: The deal.
        event: The claim that makes the move.
        start: The stage before; None for the first one.
        furthest: The highest live stage before; None if it is not known.
        resume_point: The stage that a halt interrupts; None if it is not known.
        furthest_among: The stages that may be the furthest; empty where the one above is known.
        resume_among: The stages that the halt may interrupt; empty where the one above is known.
        previous: The claim of the move before.
        day: When it was made, where more is known of that than the claim says.
        table: The legal moves.
        scope: The key of the tranche or line that makes it; empty for the deal as a whole.
    """

    deal: Judged
    event: Event
    start: NegotiationStage | None = None
    furthest: NegotiationStage | None = None
    resume_point: NegotiationStage | None = None
    furthest_among: frozenset[NegotiationStage | None] = frozenset()
    resume_among: frozenset[NegotiationStage] = frozenset()
    previous: Event | None = None
    day: When | None = None
    table: Moves = MOVES
    scope: str = ""

    __repr__ = short_repr

    @classmethod
    def of(cls, deal: Judged, event: Event, position: Position, previous: Event | None, **more: Any) -> Step:
        """Return the step that an event makes from a position."""
        return cls(
            deal=deal,
            event=event,
            start=position.stage,
            furthest=position.furthest,
            furthest_among=position.furthest_among,
            resume_point=position.resume_point,
            resume_among=position.resume_among,
            previous=previous,
            **more,
        )

    @property
    def to(self) -> NegotiationStage | None:
        """The stage to which it leads."""
        return self.event.stage

    @property
    def live(self) -> NegotiationStage | None:
        """The live stage from which the deal goes: under a halt the interrupted one; None if it is not known."""
        if self.start is NegotiationStage.SUSPENDED:
            return self.resume_point
        return self.start if self.start is not None and self.start.is_live else None

    @property
    def on(self) -> When | None:
        """The day up to which things are looked at; None, where nobody tells it, looks at all that is told."""
        day = self.day or self.event.when
        return None if day.lo == ALWAYS and day.hi == NEVER else day

    def counts(self, claim: Claim) -> bool:
        """Whether a claim is a fact that nobody took back."""
        return stands(claim, self.deal.retracted())

    def begun(self, when: When | None) -> bool:
        """Whether something possibly happened by the step; what has no day may have."""
        return self.on is None or when is None or when.lo <= self.on.hi

    def told(self, carrying: str = "") -> Iterator[Event]:
        """Yield the facts of the history that possibly happened before the step and speak of what it moves.

        Args:
            carrying: A field of events, for those only that carry something in it; most carry nothing.
        """
        own, day = self.event, self.on
        scope = {self.scope} if self.scope else set(own.scope)
        for event in self.deal.history:
            if (carrying and not getattr(event, carrying)) or event is own or not self.counts(event):
                continue
            if (day is not None and event.when.lo > day.hi) or (own.id and event.after == own.id):
                continue
            if not event.scope or not scope or scope & set(event.scope):
                yield event

    def denied(self, *stages: NegotiationStage) -> Event | None:
        """Return a claim that denies one of these stages for a time that may be this one, and that nobody took back."""
        for event in self.deal.history:
            if event.modality is not Modality.DENIED or event.stage not in stages or event.id in self.deal.retracted():
                continue
            if self.on is None or not (event.when.hi < self.on.lo or self.on.hi < event.when.lo):
                return event
        return None

    def facts(self, claims: Iterable[C]) -> Iterator[tuple[When | None, C]]:
        """Yield those claims beside the history that are facts and possibly begun by the step, each with its day.

        Whoever does not say when a thing was so says it of the day on which it became known.
        """
        for claim in claims:
            when = claim.when or claim.known
            if self.counts(claim) and self.begun(when):
                yield when, claim
