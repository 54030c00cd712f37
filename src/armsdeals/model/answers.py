"""Answers: how many, who says so; everything that a deal can be asked besides where it stands and what is paid.

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.model.line import Line
    >>> Deal(id="demo", lines=(Line(id="s400", system="S-400", ordered="4", unit="battalion"),)).ordered("s400")
    Estimate('4 battalion')

Unknown stays None, never 0; what is disputed says so.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from armsdeals._shown import shown
from armsdeals.errors import UnknownName, suggestion
from armsdeals.model.amended import ChangeDay, amendment_days, days_of
from armsdeals.model.answers_of_money import AnswersOfMoney
from armsdeals.model.counting import at_most, batches, counted, is_told, net_of, outstanding
from armsdeals.model.course import possible_states
from armsdeals.model.cumulative import Count, with_counts
from armsdeals.model.delivery import DeliveryKind
from armsdeals.model.economy import Offset, TechTransfer
from armsdeals.model.event import Event
from armsdeals.model.knowing import claims_of
from armsdeals.model.limits import Authorisation, AuthorisationState, Constraint, course_names
from armsdeals.model.line import Line
from armsdeals.model.negotiation.position import Position
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.offer import Offer, OfferAssessment
from armsdeals.model.party import Party
from armsdeals.model.policies import AnyPolicy
from armsdeals.model.resolve import resolve
from armsdeals.model.resolved import Resolved
from armsdeals.model.tranche import Tranche
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Claim, stands
from armsdeals.values.estimate import Estimate
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import When, to_when

_AGREED = frozenset({Basis.ORDERED, Basis.OPTION})  # what the parties agree on, and an amendment changes
_MONTH = 31  # days
_RUNNING = frozenset({Basis.DELIVERED, Basis.RETURNED, Basis.EXPORTED})  # what is counted anew from day to day
_WISHED = frozenset({Basis.SOUGHT, Basis.PLANNED})  # what one side may want otherwise on another day
_ARRIVING = NegotiationStage.DELIVERING.rank


class Answers(AnswersOfMoney):
    """What a deal answers from its claims."""

    __slots__ = ()

    id: str
    parties: tuple[Party, ...]
    lines: tuple[Line, ...]
    offers: tuple[Offer, ...]
    assessments: tuple[OfferAssessment, ...]
    authorisations: tuple[Authorisation, ...]
    constraints: tuple[Constraint, ...]
    offsets: tuple[Offset, ...]
    technology: tuple[TechTransfer, ...]
    tranches: tuple[Tranche, ...]
    history: tuple[Event, ...]
    sources: tuple[Evidence, ...]

    def retracted(self) -> frozenset[str]:
        """The ids of the claims that others take back."""
        raise NotImplementedError

    def replay(self, scope: str = "") -> Replay:
        """Return the replayed history."""
        raise NotImplementedError

    def standing(self, day: When | None) -> Position:
        """Return where it stands on a day; None is after everything that is told."""
        raise NotImplementedError

    def as_known(self, day: When | date | str) -> Self:
        """Return the deal as a reader of that day could have written it."""
        raise NotImplementedError

    def line(self, name: str) -> Line:
        """Return a line by its id.

        Raises:
            UnknownName: There is none.
        """
        for line in self.lines:
            if line.id == name:
                return line
        if not isinstance(name, str):
            raise TypeError(f"{shown(name)} is not the id of a line; write it as text")
        near = suggestion(name, [line.id for line in self.lines])
        hint = f"; did you mean {near[0]}?" if near else ""
        raise UnknownName(f"no line is called {shown(name)} in {self.id}{hint}", suggestions=near)

    def quantity(
        self,
        line: str,
        basis: Basis | str = Basis.ORDERED,
        *,
        policy: AnyPolicy = "default",
        on: When | date | str | None = None,
    ) -> Resolved:
        """Return how many of a line stand on a basis by a policy (see `price`), and what that beat.

        Args:
            line: The id of the line.
            basis: What is counted.
            policy: As in `price`.
            on: Of an order or an option, the day for which is asked, as amendments left it; of what arrived or was wanted, the
                day by which it was told last. None for after all of them.
        """
        told, retracted = self.line(line).on(basis), self.retracted()
        changed: tuple[ChangeDay, ...] = ()
        if Basis(basis) in _AGREED:
            changed = amendment_days(self.history, retracted, part=line)
        elif Basis(basis) in _RUNNING | _WISHED:
            changed = days_of(told)
        return resolve(
            told, retracted=retracted, policy=policy, amended=changed, on=None if on is None else to_when(on)
        )

    def ordered(self, line: str, *, on: When | date | str | None = None) -> Estimate | None:
        """Return how many of a line are ordered, also as of a day; None if unknown or open (see `quantity`)."""
        value = self.quantity(line, on=on).value
        return value if isinstance(value, Estimate) else None

    def delivered(
        self, line: str, *, on: When | date | str | None = None, unit: str | None = None, net: bool = False
    ) -> Estimate | None:
        """Return how many of a line had arrived by a day: certain arrivals are the low end, possible ones the high end.

        A count of its day ("delivered: 10 aircraft as of 2025-12") bounds the batches that the history tells: by then so
        many had arrived, earlier not more and later not fewer. A total without a day or month answers only where nothing else
        does, and for no day.

        Args:
            line: The id of the line.
            on: The day; None counts everything that is told.
            unit: What to count; needed only where sources count in several units and none is the unit of the order.
            net: Leave out what was sent back or lost by then.

        Returns:
            None if nobody tells of an arrival in that unit.
        """
        wanted = unit if unit is not None else getattr(self.ordered(line), "unit", None)
        told = self.deliveries(line, on=on, net=net)
        if wanted in told or unit is not None:
            return told.get(wanted or "")
        return next(iter(told.values())) if len(told) == 1 else None

    def deliveries(self, line: str, *, on: When | date | str | None = None, net: bool = False) -> dict[str, Estimate]:
        """Return how many of a line had arrived by a day, for each unit in which sources count (see `delivered`)."""
        self.line(line)
        day, retracted = None if on is None else to_when(on), self.retracted()
        arrived = counted(self.history, line, day, frozenset({DeliveryKind.DELIVERED}), retracted)
        for unit, counts in self.counts(line).items():
            found = with_counts(batches(self.history, line, unit, retracted), counts, unit, day)
            held = arrived.get(unit)
            if found is not None and (held is None or (held.low, held.high) != (found.low, found.high)):
                arrived[unit] = found
        if day is None and not arrived and self.line(line).on(Basis.DELIVERED):
            total = self.quantity(line, Basis.DELIVERED).value
            if isinstance(total, Estimate):  # a total without its batches or its day
                arrived[total.unit] = total
        return net_of(arrived, self.history, line, day, retracted) if net else arrived

    def counts(self, line: str) -> dict[str, tuple[Count, ...]]:
        """Return how many of a line are told to have arrived by some day in all, for each unit, the earliest day first.

        A number that tells no day or month is none of these: it may count a part, or what arrived within a stretch of time.
        Rivals of one day leave everything between them.
        """
        told = [claim for claim in self.line(line).on(Basis.DELIVERED) if claim.when is not None and claim.value]
        told = [claim for claim in told if claim.when and claim.when.hi - claim.when.lo <= _MONTH]
        found: dict[str, list[Count]] = {}
        for day, unit in sorted(
            {(claim.when, claim.value.unit) for claim in told if claim.when and claim.value},
            key=lambda one: (one[0].lo, one[0].hi, str(one[0]), one[1]),
        ):
            same = [claim for claim in told if claim.when == day and claim.value and claim.value.unit == unit]
            answer = resolve(same, retracted=self.retracted())
            if answer.low is not None:
                value = answer.value if isinstance(answer.value, Estimate) else None
                found.setdefault(unit, []).append(
                    Count(day, value or Estimate.between(answer.low, answer.high, unit=unit))
                )
        return {unit: tuple(counts) for unit, counts in found.items()}

    def outstanding(self, line: str, *, on: When | date | str | None = None) -> Estimate | None:
        """Return how many are still due on a day: ordered, not arrived by then, and the deal not over.

        Once a deal is over nothing is due any more (see `undelivered` for what never came); where it may be over, or that
        is disputed, it is anything from none to all that had not arrived. None if that cannot be said in one unit.
        """
        left = self.undelivered(line, on=on)
        if left is None:
            return None
        position = self.standing(None if on is None else to_when(on))
        ends = [stage is not None and stage.is_end for stage in position.stages]
        if not any(ends):
            return left
        return at_most(left) if position.disputed or not all(ends) else Estimate.between(0, 0, unit=left.unit)

    def undelivered(self, line: str, *, on: When | date | str | None = None) -> Estimate | None:
        """Return how many are ordered and had not arrived by a day, due or not; None if that cannot be said in one unit.

        Where some have or may have arrived and nobody counts them, it is anything from none to all that was ordered.
        """
        day = None if on is None else to_when(on)
        arrived = self.deliveries(line, on=day)
        ordered = self.ordered(line, on=day)
        if arrived or ordered is None:
            return outstanding(ordered, arrived)
        return outstanding(ordered, arrived, uncounted=self._may_have_come(line, day))

    def _may_have_come(self, line: str, day: When | None) -> bool:
        """Whether some of a line may have arrived by a day, although no batch is counted."""
        if is_told(self.history, line, day, frozenset({DeliveryKind.DELIVERED}), self.retracted()):
            return True
        totals = (claim.when for claim in self.quantity(line, Basis.DELIVERED).claims)
        if any(day is None or when is None or when.lo <= day.hi for when in totals):
            return True
        positions = (self.standing(day), self.replay(line).at(day))
        return any(stage is not None and stage.rank >= _ARRIVING for one in positions for stage in one.furthest_among)

    def permissions(self, *, on: When | date | str | None = None) -> dict[str, frozenset[AuthorisationState | None]]:
        """Return the states in which each permission may be on a day (None: after everything that is told).

        The name of one is its key, else its kind, with the authority where several give such a one. Where dates leave it
        open there are several states, with None among them where perhaps it was in none of them yet. Only facts count that
        nobody took back; what has no day of its own is taken to be so from the day on which it became known.
        """
        day = None if on is None else to_when(on)
        told = [one for one in self.authorisations if one.absent is None and stands(one, self.retracted())]
        courses: dict[str, list[tuple[When | None, AuthorisationState]]] = {}
        for name, one in zip(course_names(told), told, strict=True):
            courses.setdefault(name, []).append((one.when or one.known, one.state))
        return {name: possible_states(course, day) for name, course in courses.items()}

    def claims(
        self, *, since: When | date | str | None = None, until: When | date | str | None = None
    ) -> tuple[Claim, ...]:
        """Return every claim held, the one known first coming first; with days, those that became known in between."""
        lo = None if since is None else to_when(since).lo
        hi = None if until is None else to_when(until).hi
        told = sorted(claims_of(self), key=lambda claim: claim.known_days)
        return tuple(
            claim for claim in told
            if (lo is None or claim.known_days[0] >= lo) and (hi is None or claim.known_days[1] <= hi)
        )  # fmt: skip

    @property
    def last_heard(self) -> When | None:
        """When the latest dated claim became known; None if none is dated."""
        known = [claim.known for claim in claims_of(self)]
        return max((when for when in known if when is not None), key=lambda when: when.hi, default=None)
