"""Event: something dated that happened, is planned, or is denied, and what it does to a deal.

An event may open a stage, hand over goods, move a financing, or do none of these (a summit, an announcement). Its `when`
says when it happened, its evidence when that became known.

    >>> from armsdeals.values.evidence import Evidence
    >>> signed = Event(when="../2017-09-12", stage="signed", text="signed on a day that nobody names",
    ...                evidence=(Evidence(publisher="A paper", published="2017-09-29"),))
    >>> print(signed)
    ../2017-09-12: signed

Only a FACT moves a stage; a DENIED one counts against; the others are kept and change nothing. An event may belong to no
deal (a joint operation, a withdrawn battery): it then stands in the register.
"""

from __future__ import annotations

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Key, Name, Slug, Text, Word, checked
from armsdeals._printed import short_repr
from armsdeals._shown import plain
from armsdeals._slim import slim
from armsdeals.errors import InvalidValue
from armsdeals.model.delivery import Delivery
from armsdeals.model.financing.status import FinancingStep
from armsdeals.model.instrument import Amendment, ConditionPrecedent, Instrument, InstrumentKind
from armsdeals.model.materiel import Materiel
from armsdeals.model.negotiation.ending import Settlement, Suspension, SuspensionScope, Termination
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.payment import Payment
from armsdeals.values.claim import Claim, Modality
from armsdeals.values.when import When, to_when


class Bound(Word):
    """How a report of a stage is to be read."""

    EXACT = "EXACT"  # the deal came to this stage
    AT_LEAST = "AT_LEAST"  # it was there or further
    AT_MOST = "AT_MOST"  # it was there or not so far
    ONE_OF = "ONE_OF"  # it came to the stage or to one of the alternatives


_MOVING = (Modality.FACT, Modality.DENIED)


class EventKind(Word):
    """What sort of happening it is."""

    STATEMENT = "STATEMENT"  # somebody said something on record
    MEETING = "MEETING"  # officials met
    SUMMIT = "SUMMIT"  # heads of state or government met or are to meet
    VISIT = "VISIT"  # somebody went to the other country
    AGREEMENT = "AGREEMENT"  # states agreed on something that is no deal
    EXERCISE = "EXERCISE"  # a manoeuvre or trial
    COMBAT_OPERATION = "COMBAT_OPERATION"
    DEPLOYMENT_START = "DEPLOYMENT_START"  # forces or systems were placed abroad
    DEPLOYMENT_END = "DEPLOYMENT_END"  # they were withdrawn
    REFERENDUM = "REFERENDUM"
    REACTION = "REACTION"  # a party's answer to another event
    THREAT = "THREAT"  # a step against another party, announced
    ACCIDENT = "ACCIDENT"  # to materiel of the deal
    LOSS = "LOSS"  # materiel lost, stolen or destroyed
    CONTEXT = "CONTEXT"  # background


@slim("stage bound after scope deliveries")
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Event(Claim):
    """Something dated, and what it changes.

    Attributes:
        when: When it happened or is to happen; an interval means one unknown day in it.
        stage: The stage that the deal is said to have come to; None for an event that opens none.
        alternatives: Further stages that it may be instead, with bound ONE_OF.
        bound: How the report is to be read.
        back: The step goes back or reopens; only ever said, never inferred.
        after: The id of an event that this one is known to follow, where the dates cannot tell; a fact that follows a plan
            says that it came about.
        scope: Keys of lines of which it speaks; empty for the deal as a whole.
        kind: What sort of happening it is.
        place: Where.
        participants: Who took part.
        instrument: The document by which it was done.
        suspension: Who halted the deal and why, with stage SUSPENDED.
        termination: Who ended it and why, with a stage that ends.
        deliveries: Goods handed over, sent back, lost.
        financing: Steps of the financing.
        payments: Money, or goods in its place, that moved.
        conditions: Conditions precedent, as they stood by this event.
        amendments: Changes of a document in force.
        settlements: What was settled after an end.
        materiel: Things that took part and are no goods of the deal.
        topic: What it was about, in words or as the id of a deal.

    Raises:
        InvalidValue: The parts contradict each other.
    """

    when: When = field(converter=to_when)
    stage: NegotiationStage | None = field(default=None, converter=optional(NegotiationStage))
    alternatives: tuple[NegotiationStage, ...] = ()
    bound: Bound = field(default=Bound.EXACT, converter=Bound)
    back: bool = False
    after: Key = ""
    scope: tuple[Slug, ...] = ()
    kind: EventKind | None = field(default=None, converter=optional(EventKind))
    place: Text = ""
    participants: tuple[Name, ...] = ()
    instrument: Instrument | None = None
    suspension: Suspension | None = None
    termination: Termination | None = None
    deliveries: tuple[Delivery, ...] = ()
    financing: tuple[FinancingStep, ...] = ()
    payments: tuple[Payment, ...] = ()
    conditions: tuple[ConditionPrecedent, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    materiel: tuple[Materiel, ...] = ()
    topic: Text = ""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if bool(self.alternatives) != (self.bound is Bound.ONE_OF):
            raise InvalidValue("bound ONE_OF and alternatives go together (stage is the first of the choices)")
        if self.stage is None:
            if self.bound is not Bound.EXACT or self.back:
                raise InvalidValue("bound and back speak of a stage, and the event has none")
        elif self.stage in self.alternatives:
            raise InvalidValue(f"{self.stage} stands both as stage and among the alternatives; keep one")
        if self.absent is not None:
            raise InvalidValue("an event is not absent; say modality DENIED of what did not happen")
        if self.suspension is not None:
            self._halts_what_it_says(self.suspension.of)
        if self.termination is not None and not (self.stage is not None and self.stage.is_end):
            raise InvalidValue("a termination goes with a stage that ends the deal")
        if self.id and self.id in (self.after, self.retracts):
            raise InvalidValue("an event can neither follow nor retract itself")

    def _halts_what_it_says(self, of: SuspensionScope) -> None:
        halted = self.stage is NegotiationStage.SUSPENDED
        if of is SuspensionScope.LINE:
            if halted and not self.scope:
                raise InvalidValue(
                    "a suspension of a line has stage SUSPENDED only with the line in scope, or no stage"
                )
            wrong = self.stage is not None and not halted
        else:
            wrong = halted is not (of in (SuspensionScope.DEAL, SuspensionScope.TALKS))
        if wrong:
            raise InvalidValue(
                "a suspension of the deal or its talks goes with stage SUSPENDED, one of a licence with none, and one of a "
                "line with none or with SUSPENDED and the line in scope"
            )

    @property
    def moves_stage(self) -> bool:
        """Whether the replay looks at it: a FACT or DENIED one that names a stage."""
        return self.stage is not None and self.modality in _MOVING

    def _stages_in_words(self) -> str:
        if self.stage is None:
            return ""
        told = " or ".join(stage.in_words for stage in (self.stage, *self.alternatives))
        return told + {Bound.AT_LEAST: " or further", Bound.AT_MOST: " or not so far"}.get(self.bound, "")

    @property
    def act_in_words(self) -> str:
        """What was done: "signed loan agreement", "signed mou (preliminary)"; empty where only its words or parts tell."""
        document = self.instrument.kind if self.instrument is not None else InstrumentKind.UNKNOWN
        if document is InstrumentKind.UNKNOWN:
            return self._stages_in_words() or (self.kind.in_words if self.kind else "")
        initialled = document is InstrumentKind.INITIALLED
        done = document.in_words if initialled else f"signed {document.in_words}"
        if self.stage is None:
            return f"{self.kind.in_words}, {done}" if self.kind else done
        if self.stage is NegotiationStage.SIGNED and self.bound is Bound.EXACT and not initialled:
            return done
        if self.stage is NegotiationStage.PRELIMINARY and self.bound in (Bound.EXACT, Bound.ONE_OF):
            return f"{done} ({self._stages_in_words()})"
        return f"{self._stages_in_words()} ({document.in_words})"

    def __str__(self) -> str:
        mood = "" if self.modality is Modality.FACT else f"{self.modality.in_words} "
        what = self.act_in_words or self.text or self._carried_in_words() or "note"
        if mood and self.act_in_words and self.deliveries:  # of two plans for one line the number tells which is which
            what += "".join(f", {entry.quantity or 'goods'} ({entry.line})" for entry in self.deliveries)
        return plain(f"{self.when}: {mood}{what}".rstrip())

    def _carried_in_words(self) -> str:
        """The goods that it hands over, and all else of which it tells."""
        told = [f"{entry.quantity or 'goods'} {entry.kind.in_words} ({entry.line})" for entry in self.deliveries]
        return ", ".join([*told, *(payment.in_words for payment in self.payments), *self.moved_in_words])

    @property
    def moved_in_words(self) -> tuple[str, ...]:
        """What it tells beside goods and money that moved: steps of the financing, conditions, settlements and the like."""
        told = [step.in_words for step in self.financing]
        told += [settlement.in_words for settlement in self.settlements]
        told += [f"{condition.key} {condition.state.in_words}" for condition in self.conditions]
        told += [f"amended: {change.what or change.after or 'nobody says what'}" for change in self.amendments]
        told += [
            f"{thing.quantity.in_words if thing.quantity else 'some'} of {thing.system}" for thing in self.materiel
        ]
        if self.suspension is not None and self.stage is None:
            told.append(f"{self.suspension.of.in_words} suspended")
        return tuple(told)
