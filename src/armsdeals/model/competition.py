"""Competition: one need of a buyer that several suppliers can meet; each contender is a deal of its own.

    >>> tender = Competition(id="t-loramids", buyer="Türkiye", contenders=("a", "b"), course=(
    ...     CompetitionStep(when="2009", state="open", said="2009-06-01"),
    ...     CompetitionStep(when="2013-09-26", state="awarded", winner="a", said="2013-09-26"),
    ...     CompetitionStep(when="2015-11-15", state="cancelled", said="2015-11-18")))
    >>> print(tender.as_of("2014-01-01"), "|", tender.as_of("2015-11-16"))
    AWARDED to a since 2013-09-26 | CANCELLED since 2015-11-15
    >>> print(tender.as_of("2015-11-16", known_by="2015-11-17"))
    AWARDED to a since 2013-09-26

A competition that is called off, opened again or run anew has a course of dated steps; where only its outcome is told,
`result` says it. Neither moves a contender, whose own history says who selected it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from armsdeals._fields import Key, Name, Slug, Text, Word, checked
from armsdeals._printed import exact, short_repr
from armsdeals._shown import plain, shown
from armsdeals._slim import slim
from armsdeals.errors import InvalidValue
from armsdeals.model.course import possible_states
from armsdeals.model.policies import AnyPolicy, Policy, policy_of
from armsdeals.values.claim import Claim, Modality, known_by as kept_by, unretracted
from armsdeals.values.when import When, to_when


class CompetitionResult(Word):
    """How it stands, or came out."""

    OPEN = "OPEN"  # not decided; also opened again, or run anew
    AWARDED = "AWARDED"  # a contender won it
    CANCELLED = "CANCELLED"  # the buyer called it off
    LAPSED = "LAPSED"  # it ran out
    SUPERSEDED = "SUPERSEDED"  # the need was met in another way
    UNKNOWN = "UNKNOWN"  # nobody says


@slim()
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class CompetitionStep(Claim):
    """Where a competition came to, as somebody tells it.

    Attributes:
        when: When it came there.
        state: How it stood from then on.
        winner: The id of the deal that won, with AWARDED; empty where nobody says.

    Raises:
        InvalidValue: Somebody wins what is not awarded, or it is said to be absent.
    """

    when: When = field(converter=to_when)
    state: CompetitionResult = field(converter=CompetitionResult)
    winner: Key = ""

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if self.winner and self.state is not CompetitionResult.AWARDED:
            raise InvalidValue("a winner goes with state AWARDED", path=("winner",))
        if self.absent is not None:
            raise InvalidValue("a step is not absent; say modality DENIED of what did not happen", path=("absent",))

    @property
    def value(self) -> CompetitionResult:
        """What is weighed against rivals."""
        return self.state


@frozen(kw_only=True, weakref_slot=False, repr=False)
class CompetitionPosition:
    """Where a competition stands on a day.

    Attributes:
        results: How it may stand; None among them means that perhaps nothing has begun.
        winners: Ids of the deals that may have won it; empty where it is not awarded, or nobody says to whom.
        since: When it came there; None where that is open.
        decided_by: The steps on which the answer rests, oldest first.
        beaten: The steps that exclude the answer and were given up.
        disputed: Whether a step excludes the answer, or equal ones exclude each other.
    """

    results: frozenset[CompetitionResult | None] = frozenset({None})
    winners: frozenset[str] = frozenset()
    since: When | None = None
    decided_by: tuple[CompetitionStep, ...] = ()
    beaten: tuple[CompetitionStep, ...] = ()
    disputed: bool = False

    __repr__ = short_repr

    @property
    def result(self) -> CompetitionResult | None:
        """How it stands, if that is certain."""
        return next(iter(self.results)) if len(self.results) == 1 else None

    @property
    def winner(self) -> str:
        """The id of the deal that won it, if it certainly stands awarded and one alone is named."""
        won = self.result is CompetitionResult.AWARDED and len(self.winners) == 1
        return next(iter(self.winners)) if won else ""

    def __str__(self) -> str:
        told = " or ".join(result for result in CompetitionResult if result in self.results) or "nothing known"
        told += " or nothing yet" if None in self.results and len(self.results) > 1 else ""
        told += f" to {self.winner}" if self.winner else ""
        since = f" since {self.since}" if self.since is not None else ""
        return plain(f"{told}{since}{'; disputed' if self.disputed else ''}")


@slim()
@frozen(kw_only=True, weakref_slot=False, field_transformer=checked, repr=False)
class Competition(Claim):
    """A tender, or another choice between suppliers.

    Attributes:
        id: A key for it within the register.
        buyer: Who chooses.
        need: What is needed, in words.
        contenders: Ids of the deals that compete.
        winner: The id of the deal that won it; empty where none did.
        result: How it came out.
        course: Every claim of how it stood from some day on, in any order.

    Raises:
        InvalidValue: A winner is no contender, one contender stands twice, or the result is none that the course tells.
    """

    id: Slug
    buyer: Name
    need: Text = ""
    contenders: tuple[Slug, ...] = ()
    winner: Key = ""
    result: CompetitionResult = field(default=CompetitionResult.UNKNOWN, converter=CompetitionResult)
    course: tuple[CompetitionStep, ...] = ()

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        if len(set(self.contenders)) != len(self.contenders):
            raise InvalidValue("a contender stands twice", path=("contenders",))
        self._is_contender(self.winner, ("winner",))
        names: set[str] = set()
        for place, step in enumerate(self.course):
            self._is_contender(step.winner, ("course", place, "winner"))
            if step.id and step.id in names:
                raise InvalidValue(
                    f"two steps are called {shown(step.id)}; an id names one", path=("course", place, "id")
                )
            names.add(step.id)
        for place, step in enumerate(self.course):
            if step.retracts and step.retracts not in names:
                message = f"a step retracts {shown(step.retracts)}, and none is called so"
                raise InvalidValue(message, path=("course", place, "retracts"))
        told = {step.state for step in self.course}
        if told and self.result not in (*told, CompetitionResult.UNKNOWN):
            raise InvalidValue(f"no step of the course tells the result {self.result}", path=("result",))

    def _is_contender(self, winner: str, path: tuple[str | int, ...]) -> None:
        if winner and winner not in self.contenders:
            raise InvalidValue(f"the winner {winner} is no contender", path=path)

    @property
    def position(self) -> CompetitionPosition:
        """Where it stands after everything that is told, whenever it was known."""
        return self.standing(None, policy_of("default"))

    def as_of(
        self, day: When | date | str, known_by: When | date | str | None = None, *, policy: AnyPolicy = "default"
    ) -> CompetitionPosition:
        """Return where it stood on a day, from what a reader could have known by another day.

        What is told of different days follows one another. Steps told of one and the same day exclude each other, and
        a denial excludes the steps that it denies; there the policy decides, and where it cannot, all stay.

        Args:
            day: The day asked for; a month or year means at some time in it.
            known_by: The reader's day; None uses every claim.
            policy: By what rule rivals are weighed (see `Deal.price`).

        Raises:
            UnknownName: There is no such policy.
        """
        rule = policy_of(policy)
        seen = self if known_by is None else self.as_known(known_by)
        return CompetitionPosition() if seen is None else seen.standing(to_when(day), rule)

    def as_known(self, day: When | date | str) -> Competition | None:
        """Return it as a reader of that day could have told it; None where nothing of it was known."""
        by = to_when(day).lo
        course = kept_by(self.course, by)
        names = {step.id for step in course}
        course = tuple(
            evolve(step, retracts="") if step.retracts and step.retracts not in names else step for step in course
        )
        known = self.known_days[1] <= by
        if not known and not course:
            return None
        changes: dict[str, Any] = {} if known else dict.fromkeys(("text", "quote", "speaker"), "")
        if not known:
            changes |= {"when": None, "said": None, "evidence": (), "speaker_role": None, "absent": None}
        if not known or (self.course and self.result not in {step.state for step in course}):
            changes |= {"result": CompetitionResult.UNKNOWN, "winner": ""}
        return evolve(self, course=course, **changes)

    def standing(self, day: When | None, policy: Policy) -> CompetitionPosition:
        """Return where it stands on a day by all that is told; None is after everything."""
        told = [step for step in unretracted(self._steps()) if step.modality in (Modality.FACT, Modality.DENIED)]
        kept, beaten, is_open = _weighed(told, policy)
        here = possible_states([(step.when, step) for step in kept], day)
        deciding = sorted((step for step in here if step is not None), key=_in_time)
        naming = _naming(kept, deciding)
        results = frozenset(None if step is None else step.state for step in here)
        against = tuple(step for step in beaten if day is None or step.when.lo <= day.hi)
        open_now = any(step in here for step in is_open)
        return CompetitionPosition(
            results=results,
            winners=frozenset(step.winner for step in (*deciding, *naming) if step.winner),
            since=_since(kept, deciding) if len(results) == 1 else None,
            decided_by=tuple(sorted((*naming, *deciding), key=_in_time)),
            beaten=against,
            disputed=bool(against) or open_now,
        )

    def _steps(self) -> Sequence[CompetitionStep]:
        """The course; where there is none, the result as one step of it, on a day that may be unknown."""
        if self.course or self.result is CompetitionResult.UNKNOWN:
            return self.course
        told: dict[str, Any] = {name: getattr(self, name) for name in ("said", "speaker", "speaker_role", "text")}
        winner = self.winner if self.result is CompetitionResult.AWARDED else ""
        return (
            CompetitionStep(
                when=self.when or "../..", state=self.result, winner=winner, modality=self.modality,
                confidence=self.confidence, evidence=self.evidence, **told,
            ),
        )  # fmt: skip


Steps = list[CompetitionStep]


def _weighed(told: Sequence[CompetitionStep], policy: Policy) -> tuple[Steps, Steps, Steps]:
    """Return the facts that stand, what they beat, and those among them that equals exclude."""
    facts = [step for step in told if step.modality is Modality.FACT]
    denials = [step for step in told if step.modality is Modality.DENIED]
    weight = {id(step): policy.weigh(step, told) for step in told}
    kept, beaten, is_open = [], [], []
    for step in facts:
        rivals = [other for other in facts if _exclude(step, other)] + [d for d in denials if _denies(d, step)]
        if not policy.joins and any(weight[id(rival)] < weight[id(step)] for rival in rivals):
            beaten.append(step)
            continue
        kept.append(step)
        if any(weight[id(rival)] == weight[id(step)] for rival in rivals) and not policy.joins:
            is_open.append(step)
    beaten += [denial for denial in denials if any(_denies(denial, step) for step in kept)]
    return kept, sorted(beaten, key=_in_time), is_open


def _exclude(one: CompetitionStep, other: CompetitionStep) -> bool:
    """Whether two steps cannot both be so: only of one day, since other days may have followed one another."""
    same_day = one.when.is_day and other.when.is_day and one.when.lo == other.when.lo
    won_by = {one.winner, other.winner} - {""}
    return same_day and (one.state is not other.state or len(won_by) > 1)


def _denies(denial: CompetitionStep, step: CompetitionStep) -> bool:
    """Whether a denial speaks against a step: it says that the thing had not come about by its own day."""
    return denial.state is step.state and step.when.hi <= denial.when.hi


def _since(kept: Steps, deciding: Steps) -> When | None:
    """When it came to the state that it has: what tells the same state again does not begin it anew."""
    if not deciding:
        return None
    ordered = sorted(kept, key=_in_time)
    winners = [step.winner for _, step in _named(ordered)]
    first = ordered.index(deciding[0])
    won_by = winners[first]
    while (
        first
        and ordered[first - 1].state is deciding[0].state
        and (not won_by or not winners[first - 1] or winners[first - 1] == won_by)
    ):
        first -= 1
    start = ordered[first].when
    later = [step.when for step in deciding if step.when.lo <= start.hi]
    return When.between(start.lo, max([start.hi, *(when.hi for when in later)])) if later else start


def _naming(kept: Steps, deciding: Steps) -> Steps:
    """The earlier awards that name the winner, where the award is told again without one."""
    named = [naming for step, naming in _named(sorted(kept, key=_in_time)) if step in deciding]
    return [step for step in dict.fromkeys(named) if step.winner and step not in deciding]


def _named(ordered: Steps) -> list[tuple[CompetitionStep, CompetitionStep]]:
    """Each step with the one that names its winner: itself, or the award before it that it tells again."""
    out: list[tuple[CompetitionStep, CompetitionStep]] = []
    for step in ordered:
        again = bool(out) and not step.winner and out[-1][0].state is step.state
        out.append((step, out[-1][1] if again else step))
    return out


def _in_time(step: CompetitionStep) -> tuple[int, int, str]:
    return step.when.lo, step.when.hi, exact(step)
