"""Claims of stages that exclude each other: the history is the path through the table that gives up least.

Each claim, in their order, is either accepted where the path stands (`follow`) or given up. Giving up costs, compared
in this order: CERTAIN claims, then HIGH, MEDIUM, LOW and UNKNOWN ones; among equals the older is given up, by the day
on which it was known, and an undated claim counts as the oldest. Nothing is picked silently: paths that cost the same
all stay, and the stage is a set.

    >>> from armsdeals.model.event import Event
    >>> signed, talks = Event(when="2020", stage="signed", confidence="low"), Event(when="2022", stage="talks")
    >>> found = resolve([signed, talks])
    >>> found.held
    [<Held.KEPT: 2>, <Held.BEATEN: 0>]

Linear where no claim clashes; else each claim meets each state: the stages, and one state per date claimed for an act.
Left out: guards, which need the whole deal. A false one is a finding of the checks, not another history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from armsdeals.model.event import Bound, Event
from armsdeals.model.negotiation.moves import MOVES, Moves
from armsdeals.model.negotiation.position import S
from armsdeals.model.negotiation.stage import ACTS, RANKS, NegotiationStage
from armsdeals.values.claim import Modality
from armsdeals.values.when import NEVER

Stage = NegotiationStage | None  # None: nothing yet
Days = tuple[int, int]
Ended = tuple[int, int, Stage]
# The stage, and what must be remembered of it: the days of the act that opened it, of an end also the live stage that it
# ended; or the stage that a halt interrupts.
State = tuple[Stage, NegotiationStage | Days | Ended | None]
Table = Mapping[NegotiationStage, frozenset[NegotiationStage]]
START: State = (None, None)
_SUSPENDED = NegotiationStage.SUSPENDED
_ENDS = frozenset(stage for stage in NegotiationStage if stage.is_reopenable)
_DENIED = Modality.DENIED
_EXACT, _AT_MOST, _AT_LEAST, _ONE_OF = Bound.EXACT, Bound.AT_MOST, Bound.AT_LEAST, Bound.ONE_OF  # asked very often


class Held(IntEnum):
    """What the paths that give up least make of a claim."""

    BEATEN = 0  # all give it up
    TIED = 1  # some do
    KEPT = 2  # none does


class Height(NamedTuple):
    """How far the deal may have got.

    Attributes:
        evidenced: The highest live stage that was told, on each path; None where no live stage was.
        possible: The same, with the live stages from which an end or a halt could come that was the first thing told.
    """

    evidenced: frozenset[Stage]
    possible: frozenset[Stage]


class Path(NamedTuple):
    """What the paths that give up least agree on; each list has one item more than there are claims, but for `held`.

    Attributes:
        states: After each claim, the states in which a best path may be; the first is before all claims.
        heights: After each claim, how far the deal may have got.
        held: What became of each claim.
        cost: What is given up, in one number; two orders of the same claims can be compared by it.
    """

    states: list[frozenset[State]]
    heights: list[Height]
    held: list[Held]
    cost: int = 0


_NOTHING: frozenset[Stage] = frozenset({None})
GROUND = Height(_NOTHING, _NOTHING)


def follow(state: State, event: Event, moves: Moves = MOVES) -> tuple[State, ...]:
    """Return the states to which an accepted claim leads; empty if claim and state exclude each other."""
    stage, to = state[0], event.stage
    if to is None:
        return (state,)
    if event.modality is _DENIED:
        # Of a deal that is halted or over it is denied as well that it had come to where it was halted or ended.
        if denies(event, stage) or (state[1] is not None and denies(event, _live(state))):
            return ()
        return (state,)
    when, bound = event.when, event.bound
    if bound is _EXACT:
        if stage is to and not isinstance(state[1], tuple):  # told again, as very often
            return (state,)
        return _come(state, to, (when.lo, when.hi), moves.back if event.back else moves.ahead)
    if bound is _AT_MOST:
        return (state,) if stage is None or RANKS[stage] <= RANKS[to] else ()
    if bound is _AT_LEAST:
        return _come_at_least(state, to, event, moves)
    table, days = (moves.back if event.back else moves.ahead), (when.lo, when.hi)
    reached = [_come(state, choice, days, table) for choice in (to, *event.alternatives)]
    return tuple(dict.fromkeys(after for states in reached for after in states))


def denies(event: Event, stage: Stage) -> bool:
    """Whether a denial excludes a stage: the denied one, and where that has a rank all above (below, for AT_MOST)."""
    to = event.stage
    if stage is None or to is None:
        return False
    if event.bound is _AT_MOST:
        return stage is to or 0 < RANKS[stage] <= RANKS[to]
    if stage is to or 0 < RANKS[to] < RANKS[stage]:
        return True
    return event.bound is _ONE_OF and any(stage is no or 0 < RANKS[no] < RANKS[stage] for no in event.alternatives)


def undenied(among: frozenset[S], told: Iterable[Event]) -> frozenset[S]:
    """Return these stages without those that denials exclude; all of them, where a denial excludes all."""
    for event in told:
        if event.modality is _DENIED:
            among = frozenset(stage for stage in among if not denies(event, stage)) or among
    return among


def as_far_as(among: frozenset[S], later: Iterable[frozenset[Stage]]) -> frozenset[S]:
    """Return what is not below the stage at which the deal was taken up again; an end on the way does not tell."""
    for here in later:
        if all(stage is not None and stage.is_live for stage in here):
            floor = min(_rank(stage) for stage in here)
            return frozenset(stage for stage in among if _rank(stage) >= floor) or among
    return among


def _rank(stage: Stage) -> int:
    return 0 if stage is None else RANKS[stage]


def _come(state: State, to: NegotiationStage, days: Days, table: Table) -> tuple[State, ...]:
    """Come to a stage, or be told again of the one where the deal is."""
    stage, kept = state
    if stage is to:
        # Talks told twice have lasted; a signature told for two days that cannot be the same is a contradiction.
        if isinstance(kept, tuple) and (kept[1] < days[0] or days[1] < kept[0]):
            return ()
        return (state,)
    if stage is not None and to not in table[stage]:
        return ()
    if to in _ENDS:
        return ((to, (*days, _live(state))),)
    if to in ACTS:
        return ((to, days),)
    return ((to, stage if to is _SUSPENDED and stage is not None and stage.is_live else None),)


def _live(state: State) -> Stage:
    """Return the live stage of a state, also that which a halt interrupts or an end closed; None if it is not known."""
    stage, kept = state
    if stage is None or stage.is_live:
        return stage
    if isinstance(kept, tuple):
        return kept[2] if len(kept) > 2 else None  # noqa: PLR2004  # what an end closed stands behind its days
    return kept


def _come_at_least(state: State, to: NegotiationStage, event: Event, moves: Moves) -> tuple[State, ...]:
    """Be there or further: it says nothing new above, opens the stage below, and never lifts an end by itself."""
    stage, kept = state
    rank, days = RANKS[to], (event.when.lo, event.when.hi)
    if event.back or not rank or stage is None:
        return _come(state, to, days, moves.back if event.back else moves.ahead)
    if stage is _SUSPENDED:
        # Goods that arrive under a halted delivery show that it goes on; word of talks does not.
        goes_on = isinstance(kept, NegotiationStage) and rank >= RANKS[kept]
        return (_come(state, to, days, moves.ahead) if goes_on else ()) or (state,)
    if RANKS[stage] >= rank:
        return (state,)
    return _come(state, to, days, moves.ahead) if RANKS[stage] else ()


@lru_cache(maxsize=4096)
def risen(height: Height, stage: NegotiationStage, moves: Moves) -> Height:
    """Return the height after a move to a stage."""
    if stage.is_live:
        return Height(_at_least(height.evidenced, stage), _at_least(height.possible, stage))
    if None not in height.possible:
        return height
    return Height(height.evidenced, (height.possible - _NOTHING) | (moves.origins(stage) or _NOTHING))


def _at_least(stages: frozenset[Stage], floor: NegotiationStage) -> frozenset[Stage]:
    return frozenset(stage if stage is not None and RANKS[stage] >= RANKS[floor] else floor for stage in stages)


def resolve(events: Sequence[Event], moves: Moves = MOVES) -> Path:
    """Return the best paths over claims that are in order."""
    state, height = START, GROUND
    states, heights = [frozenset((START,))], [GROUND]
    here = states[0]
    for event in events:
        reached = follow(state, event, moves)
        if len(reached) != 1:
            return _cheapest(events, moves)
        after = reached[0]
        if after is not state:
            stage = after[0]
            if stage is not None and stage is not state[0]:
                height = risen(height, stage, moves)
            state, here = after, frozenset(reached)
        states.append(here)
        heights.append(height)
    return Path(states, heights, [Held.KEPT] * len(events))


def _cheapest(events: Sequence[Event], moves: Moves) -> Path:
    """Weigh all paths: forward what each state has cost, backward what it will cost, forward again along the best."""
    prices = _prices(events)
    spent: list[dict[State, int]] = [{START: 0}]
    ways: list[dict[State, tuple[State, ...]]] = []
    for event, price in zip(events, prices, strict=True):
        before = spent[-1]
        now = {state: cost + price for state, cost in before.items()}
        leads = {state: reached for state in before if (reached := follow(state, event, moves))}
        for state, reached in leads.items():
            cost = before[state]
            for after in reached:
                if now.get(after, cost) >= cost:
                    now[after] = cost
        spent.append(now)
        ways.append(leads)
    due: list[dict[State, int]] = [dict.fromkeys(spent[-1], 0)]
    for before, leads, price in zip(reversed(spent[:-1]), reversed(ways), reversed(prices), strict=True):
        later = due[-1]
        now = {state: later[state] + price for state in before}
        for state, reached in leads.items():
            for after in reached:
                now[state] = min(now[state], later[after])
        due.append(now)
    due.reverse()
    return _along(ways, due, prices, moves)._replace(cost=due[0][START])


def _along(
    ways: list[dict[State, tuple[State, ...]]], due: list[dict[State, int]], prices: list[int], moves: Moves
) -> Path:
    """Collect the states on the best paths: a step is on one where what is due falls by exactly its price."""
    here: dict[State, Height] = {START: GROUND}
    states, heights, held = [frozenset(here)], [GROUND], []
    for leads, now, later, price in zip(ways, due, due[1:], prices, strict=False):
        kept = dropped = False
        there: dict[State, Height] = {}
        for state, height in here.items():
            if later[state] + price == now[state]:
                dropped = True
                there[state] = joined(there.get(state, height), height)
            for after in leads.get(state, ()):
                if later[after] == now[state]:
                    kept = True
                    stage = after[0]
                    high = height if stage is None or stage is state[0] else risen(height, stage, moves)
                    there[after] = joined(there.get(after, high), high)
        here = there
        states.append(frozenset(here))
        first, *others = here.values()
        for other in others:
            first = joined(first, other)
        heights.append(first)
        held.append(Held.TIED if kept and dropped else Held.KEPT if kept else Held.BEATEN)
    return Path(states, heights, held)


def joined(one: Height, other: Height) -> Height:
    """Return how far it may have got by either of two ways."""
    if one is other or one == other:
        return one
    return Height(one.evidenced | other.evidenced, one.possible | other.possible)


def _prices(events: Sequence[Event]) -> list[int]:
    """Price each claim in one number, so that no count of lower ones outweighs a higher, and no sum of days a claim."""
    days = [max(1, day) if (day := event.known_days[1]) != NEVER else 0 for event in events]  # undated: the oldest
    base, span = len(events) + 1, sum(days) + 1
    return [base**event.confidence.level * span + day for event, day in zip(events, days, strict=True)]
