"""The next step of a deal: checked against the table of moves, answered by a new deal.

    >>> from armsdeals.model.deal import Deal
    >>> deal = Deal(id="demo").start_talks(on="2016-11").sign(on="2017-09")
    >>> deal.stage, len(deal.history)
    (NegotiationStage.SIGNED, 2)
    >>> deal.start_talks(on="2018")
    Traceback (most recent call last):
    armsdeals.errors.MoveNotAllowed: a SIGNED deal cannot become TALKS ...

In observed mode, which is the default, the table alone decides and may be jumped ahead in; a guard that is false is a
finding of `armsdeals.check`, since data from the world is never thrown away. In strict mode a false guard refuses the
step as well. Either way a refused step changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import count
from typing import Any, Self

from attrs import evolve

from armsdeals._shown import shown
from armsdeals._twins import builder
from armsdeals.errors import InvalidValue
from armsdeals.model.delivery import Delivery
from armsdeals.model.event import Bound, Event
from armsdeals.model.instrument import Instrument
from armsdeals.model.knowing import claims_of
from armsdeals.model.negotiation.ending import EndActor, EndReason, Reason, Suspension, Termination
from armsdeals.model.negotiation.guards import Step, refusals
from armsdeals.model.negotiation.moves import MOVES, MoveKind
from armsdeals.model.negotiation.order import latest_report
from armsdeals.model.negotiation.position import Position
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import Mode, NegotiationStage
from armsdeals.model.next_moves import step_kind
from armsdeals.model.payment import Payment, PaymentPurpose
from armsdeals.model.refusals import allowed_from, named, not_in_table, refusal, too_high
from armsdeals.values.claim import Modality, to_sources
from armsdeals.values.estimate import Estimate
from armsdeals.values.evidence import Evidence
from armsdeals.values.money import Money
from armsdeals.values.price import Price
from armsdeals.values.when import ALWAYS, NEVER, When, to_when

Stage = NegotiationStage
BACKWARDS = frozenset({MoveKind.REGRESS, MoveKind.REOPEN})
_TOO_EARLY_TO_CANCEL = frozenset({None, Stage.INTEREST, Stage.TALKS, Stage.REQUESTED})
_STAGES = {stage.value: stage for stage in Stage}
_STOPS = frozenset(stage for stage in Stage if stage.is_end or stage is Stage.SUSPENDED)
_UNKNOWN_END, _UNKNOWN_HALT, _UNKNOWN_TEXT = Termination(), Suspension(), Instrument()
_event = builder(Event)


class Steps:
    """What a deal does next. Every step returns a new deal."""

    __slots__ = ()

    def advance(
        self, to: NegotiationStage | str, *, on: When | date | str, mode: Mode | str = Mode.OBSERVED, by: EndActor | str | None = None,
        reasons: Iterable[Reason | EndReason | str] = (), instrument: Instrument | None = None,
        evidence: Evidence | Iterable[Evidence] = (), **claim: Any,
    ) -> Self:  # fmt: skip
        """Return the deal come to a stage.

        Args:
            to: The stage; a code in any case.
            on: When it came there; uncertain dates are fine.
            mode: "observed" lets a stage be jumped, "strict" does not and asks the guards.
            by: Who ends or suspends it, with such a stage only.
            reasons: Why, with such a stage only.
            instrument: The document by which it was done.
            evidence: Who tells it.
            **claim: Further fields of the `Event`: text, speaker, said, confidence ...

        Raises:
            MoveNotAllowed: The table or a guard forbids the step from where the deal stands.
        """
        stage = to if type(to) is Stage else _STAGES.get(to) or Stage(to)
        return self._step(stage, on, mode, by, reasons, instrument, evidence, claim)

    def start_talks(self, *, on: When | date | str, **more: Any) -> Self:
        """Return the deal in TALKS (see `advance`)."""
        return self._ahead(Stage.TALKS, on, more)

    def sign(self, *, on: When | date | str, **more: Any) -> Self:
        """Return the deal SIGNED, by a document of unknown kind if none is given (see `advance`)."""
        return self._ahead(Stage.SIGNED, on, more)

    def cancel(self, *, on: When | date | str, **more: Any) -> Self:
        """Return the deal CANCELLED; WITHDRAWN where there was nothing to cancel yet (see `advance`)."""
        stages, *_ = self._end()
        return self._ahead(Stage.WITHDRAWN if stages <= _TOO_EARLY_TO_CANCEL else Stage.CANCELLED, on, more)

    def suspend(self, *, on: When | date | str, **more: Any) -> Self:
        """Return the deal SUSPENDED; it remembers the stage it interrupts (see `advance`)."""
        return self._ahead(Stage.SUSPENDED, on, more)

    def resume(self, to: NegotiationStage | str | None = None, *, on: When | date | str, **more: Any) -> Self:
        """Return the deal taken up again, at the stage that was interrupted or an earlier one.

        Raises:
            MoveNotAllowed: It is not suspended, or the stage is beyond the one that was interrupted.
        """
        position = self.standing(None)
        target = position.resume_point if to is None else Stage(to)
        if position.stages != {Stage.SUSPENDED}:
            allowed = allowed_from(position.stages, Mode.OBSERVED)
            raise refusal("only a suspended deal resumes", position.stages, target, allowed)
        if target is None:
            raise InvalidValue("nobody knows which stage was interrupted; name the stage at which it resumes")
        if error := too_high(target, position.resume_among, "was interrupted at", Stage.SUSPENDED):
            raise error
        return self.advance(target, on=on, **more)

    def end(self, stage: NegotiationStage | str, *, on: When | date | str, **more: Any) -> Self:
        """Return the deal come to one of its ends (see `advance`).

        Raises:
            InvalidValue: The stage is no end.
        """
        wanted = Stage(stage)
        if not wanted.is_end:
            raise InvalidValue(
                f"{wanted} does not end a deal (expected one of {', '.join(s for s in Stage if s.is_end)})"
            )
        return self.advance(wanted, on=on, **more)

    def reopen(self, to: NegotiationStage | str, *, on: When | date | str, **more: Any) -> Self:
        """Return an ended deal taken up again, no further than it ever got.

        Raises:
            MoveNotAllowed: It has not ended, its end is final, or the stage is beyond the furthest one.
        """
        position = self.standing(None)
        target = Stage(to)
        if position.stage is None or not position.stage.is_end:
            allowed = allowed_from(position.stages, Mode.OBSERVED)
            raise refusal("only an ended deal reopens", position.stages, target, allowed)
        if error := too_high(target, position.furthest_among, "never got beyond", position.stage):
            raise error
        return self.advance(target, on=on, **more)

    def deliver(
        self, line: str, quantity: Estimate | str | int, *, on: When | date | str, unit: str = "", place: str = "",
        mode: Mode | str = Mode.OBSERVED, evidence: Evidence | Iterable[Evidence] = (), **claim: Any,
    ) -> Self:  # fmt: skip
        """Return the deal with goods of a line handed over, which means that it is at least DELIVERING.

        Args:
            line: The id of the line.
            quantity: How many, 0 or more.
            on: When they arrived.
            unit: What is counted, if the quantity does not say.
            place: Where they arrived.
            mode: As in `advance`.
            evidence: Who tells it.
            **claim: Further fields of the `Event`.
        """
        delivery = Delivery(line=line, quantity=Estimate(quantity, unit=unit) if unit else quantity, place=place)
        stages, *_ = self._end()
        more = {**claim, "bound": Bound.AT_LEAST, "deliveries": (delivery,)}
        if any(stage is not None and stage.is_end for stage in stages):
            reason = "nothing is delivered under a deal that has ended; say with reopen(...) that it goes on"
            raise refusal(reason, stages, Stage.DELIVERING, allowed_from(stages, Mode.OBSERVED))
        arrived = delivery.quantity is None or delivery.quantity.high is None or delivery.quantity.high > 0
        here = all(stage is Stage.SUSPENDED or (stage and stage.rank >= Stage.DELIVERING.rank) for stage in stages)
        if here or not arrived:
            stage: dict[str, Any] = {"stage": Stage.DELIVERING, "bound": Bound.AT_LEAST} if arrived else {}
            return self.with_event(
                Event(when=on, deliveries=(delivery,), evidence=to_sources(evidence), **stage, **claim)
            )
        return self._step(Stage.DELIVERING, on, mode, None, (), None, evidence, more)

    def pay(
        self, value: Price | Money | str, *, on: When | date | str, purpose: PaymentPurpose | str = PaymentPurpose.UNKNOWN,
        payer: str = "", payee: str = "", key: str = "", evidence: Evidence | Iterable[Evidence] = (), **claim: Any,
    ) -> Self:  # fmt: skip
        """Return the deal with a payment that was made; it opens no stage by itself.

        Args:
            value: How much.
            on: When it was paid.
            purpose: What for.
            payer: Who paid, if it is not the recipient.
            payee: Who got it, if it is not the supplier.
            key: Which payment it is, where it is told more than once, such as in two moneys.
            evidence: Who tells it.
            **claim: Further fields of the `Event`.
        """
        paid = Payment(key=key, value=value, purpose=purpose, payer=payer, payee=payee)
        return self.with_event(Event(when=on, payments=(paid,), evidence=evidence, **claim))

    def with_event(self, event: Event) -> Self:
        """Return the deal with one more event, whatever it says: an announcement, an earlier report, a denial."""
        held: Any = self  # an attrs class, which this base cannot say
        changed: Self = evolve(held, history=(*self.history, event))
        return changed

    history: tuple[Event, ...]

    def standing(self, day: When | None) -> Position:
        """Return where it stands on a day; None is after everything that is told."""
        raise NotImplementedError

    def retracted(self) -> frozenset[str]:
        """The ids of the claims that others take back."""
        raise NotImplementedError

    def _end(self) -> tuple[frozenset[Stage | None], int, Event | None, int]:
        """The stages where it stands, the earliest day of the last move, that move, and since when a step holds."""
        raise NotImplementedError

    def _takes(self, to: Stage) -> bool:
        """Whether a step of the whole brings the whole there."""
        raise NotImplementedError

    def _stepped(self, history: tuple[Event, ...], event: Event, earliest: int) -> Self:
        raise NotImplementedError

    def _ahead(self, to: Stage, on: When | date | str, more: dict[str, Any]) -> Self:
        """A plain word never goes back by itself; `reopen` and `advance` do."""
        stages, *_ = self._end()
        if any(MOVES.kinds.get((stage, to)) in BACKWARDS for stage in stages if stage is not None):
            words = f"say so with reopen({to.value!r}, ...) or advance({to.value!r}, ...)"
            reason = f"{named(stages)} deal becomes {to} only by a step back; {words}"
            raise refusal(reason, stages, to, allowed_from(stages, Mode.OBSERVED))
        if Stage.SUSPENDED in stages and to.is_live:
            among = self.standing(None).resume_among
            if error := too_high(to, among, "was interrupted at", Stage.SUSPENDED):
                raise error
        return self.advance(to, on=on, **more)

    def _step(
        self, to: Stage, on: When | date | str, mode: Mode | str, by: Any, reasons: Any, instrument: Any, evidence: Any,
        claim: dict[str, Any],
    ) -> Self:  # fmt: skip
        when = to_when(on)
        mode = mode if type(mode) is Mode else Mode(mode)
        stages, earliest, last, settled = self._end()
        kind = self._legal(stages, to, mode)
        if when.hi < earliest:
            was = shown(str(last.when if last is not None else ""))
            reason = f"{to} on {when} is certainly before {was}, the day of the step before it; report it with with_event(...)"
            raise refusal(reason, stages, to, allowed_from(stages, mode), guards=("G1",), mode=mode)
        history, after = self._followed(last, when)
        more: dict[str, Any] = {"when": when, "stage": to}
        if after:
            more["after"] = after
        if kind in BACKWARDS:
            more["back"] = True
        if instrument is not None:
            more["instrument"] = instrument
        elif to is Stage.SIGNED:
            more["instrument"] = _UNKNOWN_TEXT
        if to in _STOPS or by is not None or reasons:
            _end_or_halt(more, to, by, reasons)
        if claim or evidence:
            event = Event(**{**more, **claim, "evidence": to_sources(evidence)})
            if event.modality is not Modality.FACT or event.scope:
                raise InvalidValue("a step is a fact about the whole deal; add any other event with with_event(...)")
        else:
            event = _event(**more)
        if mode is Mode.STRICT:
            self._guarded(event, stages, to, last)
        # What names lines, claims and sources is checked with the whole deal; what others may contradict is replayed.
        if claim or evidence or when.lo < settled:
            held: Any = self
            changed: Self = evolve(held, history=(*history, event))
            return changed
        return self._stepped((*history, event), event, max(earliest, when.lo))

    def _legal(self, stages: frozenset[Stage | None], to: Stage, mode: Mode) -> MoveKind:
        """How the table calls the step; refuse one that it does not know, or that the tranches would not follow."""
        kind = _kind(stages, to, mode)
        if kind is None:
            raise not_in_table(stages, to, mode)
        if not self._takes(to):
            reason = f"its tranches are not at {to}; tell it of a tranche, with with_event(Event(..., scope=...))"
            allowed = frozenset(one for one in allowed_from(stages, mode) if self._takes(one))
            raise refusal(reason, stages, to, allowed, mode=mode)
        return kind

    def _guarded(self, event: Event, stages: frozenset[Stage | None], to: Stage, last: Event | None) -> None:
        """Strict mode: refuse what a guard finds false; what is undecided is shown by `moves`."""
        deal: Any = self  # the class below has all that a deal holds
        step = Step.of(deal, event, self.standing(None), last)
        false = refusals(step)
        if false:
            why = " and ".join(f"{sentence} ({name})" for name, sentence in false)
            reason = f"{named(stages)} deal cannot become {to}; it would take that {why}"
            guards = [name for name, _ in false]
            raise refusal(reason, stages, to, allowed_from(stages, Mode.STRICT), guards=guards, mode=Mode.STRICT)

    def _followed(self, last: Event | None, when: When) -> tuple[tuple[Event, ...], str]:
        """The history, with a name for the report before where the dates cannot tell that this one follows."""
        if self.history and self.history[-1] is not last:
            last = latest_report(self.history, when, self.retracted()) or last
        if last is None or last.when.hi < when.lo:
            return self.history, ""
        if last.id:
            return self.history, last.id
        deal: Any = self  # the class below has all that a deal holds
        taken = {claim.id for claim in claims_of(deal)}
        name = next(name for n in count(len(self.history)) if (name := f"e{n}") not in taken)
        return tuple(evolve(last, id=name) if event is last else event for event in self.history), name


def _kind(stages: frozenset[Stage | None], to: Stage, mode: Mode) -> MoveKind | None:
    """How the table calls the step from any of the stages, a step ahead before one back; None if it has none."""
    if len(stages) == 1:
        (stage,) = stages
        return step_kind(stage, to, mode)
    kinds = [kind for stage in stages if (kind := step_kind(stage, to, mode)) is not None]
    return min(kinds, key=lambda kind: (kind in BACKWARDS, kind.value), default=None)


def _end_or_halt(more: dict[str, Any], to: Stage, by: Any, reasons: Any) -> None:
    told = by is not None or bool(reasons)
    actor = EndActor.UNKNOWN if by is None else by
    if to is Stage.SUSPENDED:
        more["suspension"] = Suspension(by=_actor(actor), reasons=reasons) if told else _UNKNOWN_HALT
    elif to.is_end and to is not Stage.COMPLETED:
        more["termination"] = Termination(by=_actor(actor), reasons=reasons) if told else _UNKNOWN_END
    elif told:
        raise TypeError(f"by and reasons go with a suspension or an end, not with {to}")


def _actor(value: EndActor | str) -> EndActor:
    return value if isinstance(value, EndActor) else EndActor(value)


def settled_from(replay: Replay, history: tuple[Event, ...]) -> int:
    """The day number from which a further step surely follows on all that is told; NEVER where it may be given up."""
    told = [event for event in history if event.stage is not None and not event.scope]
    plain = replay.is_plain and all(
        event.modality is not Modality.DENIED and event.bound is Bound.EXACT for event in told
    )
    return max((event.when.lo for event in told), default=ALWAYS) if plain else NEVER
