"""NegotiationMachine: a state machine over one deal, to test what you build upon deals by any course they may take.

    >>> from hypothesis import settings
    >>> from hypothesis.stateful import run_state_machine_as_test
    >>> class Ledger(NegotiationMachine):
    ...     def after_move(self, before, move, after):
    ...         assert len(after.history) >= len(before.history)
    >>> run_state_machine_as_test(Ledger, settings=settings(max_examples=2, stateful_step_count=5, deadline=None))

Every step is legal where it is made, on single days that never go back; what each may be is asked of the deal itself.
Three laws are kept after each: the position is the replay of the history, the furthest stage never falls, and whoever
reads on the day of the last step knows everything. Left out: events of the past, and rival reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from armsdeals.model.deal import Deal
from armsdeals.model.line import Line
from armsdeals.model.negotiation.moves import MOVES, MoveKind
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import Mode, NegotiationStage
from armsdeals.model.next_moves import NextMove
from armsdeals.model.party import Party
from armsdeals.model.valued import PriceClaim
from armsdeals.strategies.values import prices
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import When

Stage = NegotiationStage
_PICKS = st.integers(0, 99)
_GAPS = st.integers(0, 400)
_START = date(2000, 1, 1)


class MachineMove(NamedTuple):
    """What a machine is about to do, or has done.

    Attributes:
        name: The rule: strict_advance, observed_advance, suspend, resume, end, reopen, deliver, retract, with_price.
        to: The stage to which it leads; None where it names none.
        on: The day.
    """

    name: str
    to: Stage | None
    on: str


class NegotiationMachine(RuleBasedStateMachine):
    """A deal that is moved on step by step; `deal` is the present one.

    Override `initial_deal`, `before_move` and `after_move`, or add rules and invariants of your own.

    Attributes:
        deal: The deal after the last step.
        day: The day of the last step.
    """

    deal: Deal
    day: date

    def __init__(self) -> None:
        super().__init__()
        self.deal = self.initial_deal()
        self.day = _START
        self._days: list[date] = []

    def initial_deal(self) -> Deal:
        """Return the deal to begin with; its first line is the one of which goods are delivered."""
        return Deal(
            id="demo",
            parties=(Party("supplier", role="supplier"), Party("recipient", role="recipient")),
            lines=(Line(id="goods", system="goods", ordered=100),),
        )

    def before_move(self, deal: Deal, move: MachineMove) -> None:
        """Look at the deal before a step; it is legal."""

    def after_move(self, before: Deal, move: MachineMove, after: Deal) -> None:
        """Look at the deal before and after a step."""

    @rule(pick=_PICKS, gap=_GAPS)
    def strict_advance(self, pick: int, gap: int) -> None:
        """Take a step that happens in the world."""
        self._advance("strict_advance", self._next(Mode.STRICT), pick, gap, Mode.STRICT)

    @rule(pick=_PICKS, gap=_GAPS)
    def observed_advance(self, pick: int, gap: int) -> None:
        """Take a step that may skip others."""
        self._advance("observed_advance", self._next(Mode.OBSERVED), pick, gap, Mode.OBSERVED)

    @rule(gap=_GAPS)
    @precondition(lambda self: self._leads(Stage.SUSPENDED))
    def suspend(self, gap: int) -> None:
        """Halt the deal."""
        self._move("suspend", Stage.SUSPENDED, gap, lambda day: self.deal.suspend(on=day, **self._told(day)))

    @rule(pick=_PICKS, gap=_GAPS)
    @precondition(lambda self: self.deal.stage is Stage.SUSPENDED)
    def resume(self, pick: int, gap: int) -> None:
        """Take a halted deal up again."""
        limit = self.deal.replay().at(None).resume_point
        kinds = [step for step in self._next(Mode.OBSERVED) if step.kind is MoveKind.RESUME]
        stages = [step.to for step in kinds if limit is None or step.to.rank <= limit.rank]
        if stages:
            to = stages[pick % len(stages)]
            self._move("resume", to, gap, lambda day: self.deal.resume(to, on=day, **self._told(day)))

    @rule(pick=_PICKS, gap=_GAPS)
    def end(self, pick: int, gap: int) -> None:
        """End the deal."""
        stages = [step.to for step in self._next(Mode.OBSERVED) if step.to.is_end]
        if stages:
            to = stages[pick % len(stages)]
            self._move("end", to, gap, lambda day: self.deal.end(to, on=day, **self._told(day)))

    @rule(pick=_PICKS, gap=_GAPS)
    @precondition(lambda self: self.deal.stage is not None and self.deal.stage.is_reopenable)
    def reopen(self, pick: int, gap: int) -> None:
        """Take an ended deal up again."""
        limit = self.deal.replay().at(None).furthest
        kinds = [step for step in self._next(Mode.OBSERVED) if step.kind is MoveKind.REOPEN]
        stages = [step.to for step in kinds if limit is None or step.to.rank <= limit.rank]
        if stages:
            to = stages[pick % len(stages)]
            self._move("reopen", to, gap, lambda day: self.deal.reopen(to, on=day, **self._told(day)))

    @rule(pick=_PICKS, gap=_GAPS)
    @precondition(lambda self: bool(self.deal.lines) and self._leads(Stage.DELIVERING))
    def deliver(self, pick: int, gap: int) -> None:
        """Hand goods over."""
        line = self.deal.lines[0].id
        self._move(
            "deliver", Stage.DELIVERING, gap, lambda day: self.deal.deliver(line, pick, on=day, **self._told(day))
        )

    @rule(pick=_PICKS, gap=_GAPS)
    @precondition(lambda self: any(event.id for event in self.deal.history))
    def retract(self, pick: int, gap: int) -> None:
        """Take an event back that has a name."""
        names = [event.id for event in self.deal.history if event.id]
        told = names[pick % len(names)]
        self._move("retract", None, gap, lambda day: self.deal.retract(told, on=day, evidence=_paper(day)))

    @rule(price=prices(), gap=_GAPS)
    def with_price(self, price: object, gap: int) -> None:
        """Add a claim of the price."""
        self._move(
            "with_price",
            None,
            gap,
            lambda day: self.deal.with_price(PriceClaim(value=price, evidence=_paper(day))),  # type: ignore[arg-type]
        )

    @invariant()
    def position_is_the_replay(self) -> None:
        """Where the deal stands is what a fresh replay of its history finds."""
        deal = self.deal
        if not deal.tranches:
            _hold(Replay(deal.history, retracted=deal.retracted()).at(None) == deal.position, "the replay differs")

    @invariant()
    def furthest_never_falls(self) -> None:
        """The furthest stage of a later day is no lower, as the deal is known now."""
        ranks = [_rank(self.deal.as_of(day).furthest) for day in sorted({*self._days[:2], *self._days[-2:]})]
        _hold(ranks == sorted(ranks), f"the furthest stage falls: {ranks}")

    @invariant()
    def the_last_reader_knows_everything(self) -> None:
        """Whoever reads on the day of the last step knows every step, and before the first day none."""
        if self._days:
            steps = len(self.deal.history) - self._untold
            _hold(len(self.deal.as_known(self.day).history) >= steps, "a step is not known on its day")
            early = self.deal.as_known(_START - timedelta(1)).stages
            _hold(early <= self._at_first, f"{early} is known before the first step")

    @property
    def _untold(self) -> int:
        return len(self.initial_deal().history)

    @property
    def _at_first(self) -> frozenset[Stage | None]:
        return self.initial_deal().as_known(_START - timedelta(1)).stages

    def _next(self, mode: Mode) -> list[NextMove]:
        return [step for step in self.deal.moves(mode) if step.allowed is not False]

    def _leads(self, to: Stage) -> bool:
        """Whether a step ahead leads there from every stage in which the deal may be."""
        stages = self.deal.replay().at(None).stages
        ahead = all(stage is None or to in MOVES.ahead[stage] for stage in stages)
        return ahead or (to is Stage.DELIVERING and stages == {to})

    def _advance(self, name: str, steps: Iterable[NextMove], pick: int, gap: int, mode: Mode) -> None:
        stages = [step.to for step in steps]
        if stages:
            to = stages[pick % len(stages)]
            self._move(name, to, gap, lambda day: self.deal.advance(to, on=day, mode=mode, **self._told(day)))

    def _told(self, day: str) -> dict[str, Any]:
        return {"evidence": _paper(day), "id": f"step-{len(self.deal.history)}"}

    def _move(self, name: str, to: Stage | None, gap: int, make: Callable[[str], Deal]) -> None:
        on = self.day + timedelta(gap)
        move = MachineMove(name, to, on.isoformat())
        before = self.deal
        self.before_move(before, move)
        self.deal = make(move.on)
        self.day = on
        self._days.append(on)
        self.after_move(before, move, self.deal)


def _hold(law: bool, told: str) -> None:  # noqa: FBT001  # an assert that python -O keeps
    if not law:
        raise AssertionError(told)


def _paper(day: str) -> tuple[Evidence, ...]:
    return (Evidence(publisher="a paper", published=When(day)),)


def _rank(stage: Stage | None) -> int:
    return 0 if stage is None else stage.rank
