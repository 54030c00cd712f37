"""Laws of the replay, against brute force where a law alone would not prove it."""

import itertools
import pickle
from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any, NamedTuple

from hypothesis import assume, example, given, strategies as st

from armsdeals.model.deal import Deal
from armsdeals.model.event import Bound, Event
from armsdeals.model.negotiation.guards import Step, judge
from armsdeals.model.negotiation.moves import MOVES
from armsdeals.model.negotiation.order import in_order
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.resolve import START, Held, follow, resolve
from armsdeals.model.negotiation.stage import LIVE, NegotiationStage
from armsdeals.values.claim import Confidence, Modality
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import ALWAYS, NEVER, When

Stage = NegotiationStage
DAY0 = date(2017, 1, 1).toordinal()
FEW = [
    Stage.TALKS, Stage.OFFERED, Stage.NEGOTIATING, Stage.SIGNED, Stage.EFFECTIVE, Stage.DELIVERING, Stage.SUSPENDED,
    Stage.CANCELLED,
]  # fmt: skip
SAID = (Modality.FACT, Modality.FACT, Modality.DENIED)
UNSAID = (Modality.PLANNED, Modality.POSSIBLE, Modality.DESIRED, Modality.CONDITIONAL, Modality.OPINION)
BOUNDS = [Bound.EXACT] * 4 + [Bound.AT_LEAST, Bound.AT_MOST, Bound.ONE_OF]


@st.composite
def whens(draw: st.DrawFn, days: int = 12) -> When:
    lo = draw(st.integers(0, days))
    hi = draw(st.integers(lo, min(days, lo + 5)))
    open_start, open_end = draw(st.sampled_from([(False, False)] * 6 + [(True, False), (False, True)]))
    return When.between(ALWAYS if open_start else DAY0 + lo, NEVER if open_end else DAY0 + hi)


@st.composite
def histories(
    draw: st.DrawFn, *, stages: Sequence[Stage] = FEW, modalities: Sequence[Modality] = SAID, bounds: Sequence[Bound] = BOUNDS,
    max_size: int = 7, name: str = "e",
) -> list[Event]:  # fmt: skip
    told: list[Event] = []
    for n in range(draw(st.integers(0, max_size))):
        stage, bound, when = draw(st.sampled_from(stages)), draw(st.sampled_from(bounds)), draw(whens())
        others = st.lists(st.sampled_from([s for s in stages if s is not stage]), min_size=1, max_size=2, unique=True)
        # What follows another is certainly before nothing that was drawn so far; so nobody follows in a circle.
        can_follow = told and not any(when.certainly_before(event.when) for event in told)
        event = Event(
            when=when, text=draw(st.sampled_from(["", "x"])), id=f"{name}{n}", stage=stage, bound=bound,
            alternatives=tuple(draw(others)) if bound is Bound.ONE_OF else (),
            modality=draw(st.sampled_from(modalities)),
            confidence=draw(st.sampled_from([Confidence.LOW, Confidence.HIGH])),
            evidence=(Evidence(publisher="P", published=draw(st.none() | whens(20))),),
            back=draw(st.integers(0, 3)) == 0,
            after=draw(st.sampled_from(told)).id if can_follow and draw(st.integers(0, 3)) == 0 else "",
        )  # fmt: skip
        told.append(event)
    return told


def one_day(n: int) -> When:
    return When.between(DAY0 + n, DAY0 + n)


days = st.integers(-2, 26).map(one_day)
spells = st.tuples(st.integers(-2, 20), st.integers(0, 6)).map(lambda t: When.between(DAY0 + t[0], DAY0 + t[0] + t[1]))


@given(told=histories(modalities=tuple(Modality)), random=st.randoms(use_true_random=False), day=st.none() | spells)
def test_law_the_place_of_an_event_in_the_history_does_not_matter(told: list[Event], random: Random, day: When) -> None:
    here = Replay(told).at(day)
    random.shuffle(told)
    assert Replay(told).at(day) == here


@given(told=histories(), a=days, b=days)
def test_law_the_furthest_stage_never_falls(told: list[Event], a: When, b: When) -> None:
    replay = Replay(told)
    early, late = (replay.at(day).furthest for day in sorted((a, b), key=lambda day: day.lo))
    assert (early.rank if early else 0) <= (late.rank if late else 0)


@given(told=histories(), day=spells)
def test_law_what_is_certain_of_the_furthest_stage_bounds_what_is_possible(told: list[Event], day: When) -> None:
    here = Replay(told).at(day)
    assert here.furthest_among
    if here.furthest:
        assert min(stage.rank if stage else 0 for stage in here.furthest_among) >= here.furthest.rank
    if here.resume_point:
        assert here.resume_among == {here.resume_point}
    assert bool(here.resume_among) == (Stage.SUSPENDED in here.stages)


@given(told=histories(), day=days)
def test_law_a_month_holds_every_answer_of_its_days(told: list[Event], day: When) -> None:
    replay = Replay(told)
    week = When.between(day.lo, day.lo + 6)
    assert replay.at(day).stages <= replay.at(week).stages


@given(told=histories())
def test_law_every_move_has_a_possible_day_and_they_stand_in_order(told: list[Event]) -> None:
    replay = Replay(told)
    assert all(lo <= hi for lo, hi in zip(replay.earliest, replay.latest, strict=True))
    assert replay.earliest == sorted(replay.earliest)
    assert replay.latest == sorted(replay.latest)


@given(told=histories(), day=days)
@example(  # the denial decides when the step back of two days came
    told=[
        Event(when="2017-01-03", stage="talks", bound="at most", back=True, modality="denied"),
        Event(when="2017-01-01", stage="talks", alternatives=(NegotiationStage.SIGNED,), bound="one of", back=True),
        Event(when="2017-01-01/2017-01-02", stage="talks", back=True),
    ],
    day=When("2017-01-01"),
)
def test_law_what_begins_later_only_narrows_unless_it_overturns(told: list[Event], day: When) -> None:
    full, prefix = Replay(told), Replay([event for event in told if event.when.lo <= day.hi])
    if full.is_plain and prefix.is_plain and full.is_natural and prefix.is_natural:
        assert full.at(day).stages <= prefix.at(day).stages
        assert full.at(day).furthest == prefix.at(day).furthest


@given(others=histories(modalities=UNSAID, name="o"), told=histories(), day=days)
def test_law_only_facts_and_denials_count(others: list[Event], told: list[Event], day: When) -> None:
    assert Replay([*told, *others]).at(day) == Replay(told).at(day)


@given(denials=histories(modalities=(Modality.DENIED,), name="d"), told=histories(), day=days)
def test_law_a_denial_never_brings_a_stage_in(denials: list[Event], told: list[Event], day: When) -> None:
    named = {stage for event in told for stage in (event.stage, *event.alternatives)}
    assert Replay([*told, *denials]).at(day).stages <= {None, *named}


@given(told=histories(), day=days, n=st.integers(0, 6))
def test_law_a_retracted_claim_counts_as_if_it_had_never_been_said(told: list[Event], day: When, n: int) -> None:
    assume(n < len(told))
    taken_back = Event(when="2018", text="an error", retracts=told[n].id)
    without = Replay([event for event in told if event is not told[n]]).at(day)
    assert Replay([*told, taken_back]).at(day) == without
    assert Replay(told, retracted=frozenset({told[n].id})).at(day) == without


@given(told=histories(), day=days)
def test_law_a_position_is_a_value(told: list[Event], day: When) -> None:
    here = Replay(told).at(day)
    again = pickle.loads(pickle.dumps(here))  # noqa: S301
    assert again == here
    assert hash(again) == hash(here)


@given(told=histories())
def test_law_the_order_extends_what_dates_and_claims_decide(told: list[Event]) -> None:
    order = in_order(told)
    places = {event.id: place for place, event in enumerate(order)}
    assert sorted(places) == sorted(event.id for event in told)
    assert len(order) == len(told)
    assert not any(b.when.certainly_before(a.when) for a, b in itertools.combinations(order, 2))
    assert all(places[event.after] < places[event.id] for event in told if event.after)


@given(told=histories(bounds=[Bound.EXACT], modalities=(Modality.FACT,)))
def test_law_every_accepted_history_is_a_path_in_the_table(told: list[Event]) -> None:
    replay, legal = Replay(told), set(MOVES.kinds)
    if all(len(stages) == 1 for stages in replay.stages):
        for (a,), (b,), move in zip(replay.stages, replay.stages[1:], replay.moves, strict=False):
            assert a is None or (a, b) in legal
            assert move.stage is b


class Way(NamedTuple):
    """One choice of claims to keep, and the states through which it leads."""

    given_up: tuple[int, ...]  # how many claims, the most certain first
    days: int
    stages: tuple[Stage | None, ...]
    kept: tuple[bool, ...]
    highest: tuple[Stage | None, ...]


def _higher(top: Stage | None, stage: Stage | None) -> Stage | None:
    return stage if stage in LIVE and stage.rank > (top.rank if top else 0) else top


def every_way(order: list[Event]) -> list[Way]:
    ways = []
    for keep in itertools.product((True, False), repeat=len(order)):
        gone = [event for event, kept in zip(order, keep, strict=True) if not kept]
        counts = tuple(sum(event.confidence is level for event in gone) for level in reversed(Confidence))
        known = sum(0 if event.known_days[1] == NEVER else event.known_days[1] for event in gone)
        trails: list[list[Any]] = [[START]]
        for event, kept in zip(order, keep, strict=True):
            trails = [[*trail, s] for trail in trails for s in (follow(trail[-1], event) if kept else (trail[-1],))]
        for trail in trails:
            stages = tuple(state[0] for state in trail)
            tops: Any = itertools.accumulate(stages, _higher)
            ways.append(Way(counts, known, stages, keep, tuple(tops)))
    return ways


@given(told=histories(max_size=6))
def test_law_resolve_equals_brute_force_over_all_subsets(told: list[Event]) -> None:
    order = in_order(told)
    path, ways = resolve(order), every_way(order)
    least = min(way[:2] for way in ways)
    best = [way for way in ways if way[:2] == least]
    for n in range(len(order) + 1):
        assert {state[0] for state in path.states[n]} == {way.stages[n] for way in best}
        assert path.heights[n].evidenced == {way.highest[n] for way in best}
    for n in range(len(order)):
        kept = {way.kept[n] for way in best}
        assert path.held[n] is (Held.TIED if len(kept) > 1 else Held.KEPT if kept == {True} else Held.BEATEN)


CHAIN = [Stage(name) for name in ("TALKS", "NEGOTIATING", "SIGNED", "EFFECTIVE")]
span = st.tuples(st.integers(0, 5), st.integers(0, 3))
HOW = ["AT_LEAST", "AT_MOST", "EXACT", "DENIED"]


@given(
    spans=st.lists(span, max_size=4),
    hints=st.lists(st.tuples(span, st.sampled_from(CHAIN), st.sampled_from(HOW)), max_size=2),
)
def test_law_the_answer_is_the_union_over_all_possible_days(spans: list[Any], hints: list[Any]) -> None:
    """Put all that is told on every day that its date allows, keep what makes sense, and look where the deal stands."""
    moves = [
        Event(when=_within(*s), id=f"e{i}", after=f"e{i - 1}" if i else "", stage=CHAIN[i]) for i, s in enumerate(spans)
    ]
    seen = [
        Event(
            when=_within(*s), stage=stage, modality=Modality.DENIED if how == "DENIED" else Modality.FACT,
            bound=Bound.EXACT if how == "DENIED" else Bound(how),
        )
        for s, stage, how in hints
    ]  # fmt: skip
    assume(not any(b.when.certainly_before(a.when) for a, b in itertools.combinations(moves, 2)))
    replay = Replay([*moves, *seen])
    assume(replay.is_plain and replay.moves == moves)  # nothing was given up, or brought a stage in by itself
    path: list[Any] = [None, *CHAIN]

    def fits(event: Event, day: int, world: tuple[int, ...]) -> bool:
        reach = range(sum(move < day for move in world), sum(move <= day for move in world) + 1)
        told_again = event.modality is Modality.FACT and event.bound is Bound.EXACT and event.stage.is_act  # type: ignore[union-attr]
        return any(
            follow((path[k], None), event) == ((path[k], None),) and (not told_again or world[k - 1] == day)
            for k in reach
        )

    ranges = [range(event.when.lo, event.when.hi + 1) for event in moves]
    worlds = [
        world
        for world in itertools.product(*ranges)
        if list(world) == sorted(world)
        and all(any(fits(event, day, world) for day in range(event.when.lo, event.when.hi + 1)) for event in seen)
    ]
    for day in range(DAY0 - 1, DAY0 + 10):
        union = {path[sum(move <= day for move in world)] for world in worlds}
        assert replay.at(When.between(day, day)).stages == union


def _within(lo: int, width: int) -> When:
    return When.between(DAY0 + lo, DAY0 + lo + width)


BARE = Deal(id="bare")  # without parties and lines: the guards that look at them are false


@st.composite
def strict_histories(draw: st.DrawFn) -> tuple[list[Event], list[Stage]]:
    """A history made step by step, as strict mode would let it be made, and the stages it goes through."""
    told: list[Event] = []
    path: list[Stage] = []
    for n in range(draw(st.integers(0, 8))):
        here = Replay(told).at(None)
        start = path[-1] if path else None
        legal = sorted(MOVES.legal(start, back=True, mode="strict"), key=str)
        if not legal:
            break
        to = draw(st.sampled_from(legal))
        kind = MOVES.kinds.get((start, to)) if start else None
        event = Event(when=one_day(n), id=f"e{n}", stage=to, back=kind in ("REGRESS", "REOPEN"))
        step = Step(
            deal=BARE, event=event, start=start, furthest=here.furthest, resume_point=here.resume_point,
            previous=told[-1] if told else None,
        )  # fmt: skip
        if not any(verdict is False and name != "G2" for name, verdict in judge(step)):
            told.append(event)
            path.append(to)
    return told, path


@given(made=strict_histories())
def test_law_a_history_made_by_strict_steps_is_replayed_as_it_was_made(made: tuple[list[Event], list[Stage]]) -> None:
    told, path = made
    replay = Replay(told)
    assert [set(stages) for stages in replay.stages] == [{None}, *({stage} for stage in path)]
    assert not replay.at(None).disputed


@given(made=strict_histories())
def test_law_a_halted_deal_resumes_no_higher_than_where_it_was_halted(made: tuple[list[Event], list[Stage]]) -> None:
    _, path = made
    for before, halt, after in zip(path, path[1:], path[2:], strict=False):
        if halt is Stage.SUSPENDED and after.is_live:
            assert after.rank <= before.rank


@given(made=strict_histories())
def test_law_the_bound_on_a_halted_stage_holds_the_truth_that_was_not_told(
    made: tuple[list[Event], list[Stage]],
) -> None:
    told, path = made
    for n in range(1, len(path)):
        if path[n] is Stage.SUSPENDED:
            answer = Replay(told[n:]).at(told[n].when)
            assert path[n - 1] in answer.resume_among
            assert answer.furthest is None
