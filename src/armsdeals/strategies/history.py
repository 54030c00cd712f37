"""Events and histories: what happened, what is denied, what is only planned, in any order.

    >>> from hypothesis import find
    >>> told = find(histories(reaching="signed", containing=["reopened"]), lambda history: True)
    >>> [event.stage.value for event in told]
    ['SIGNED', 'CANCELLED', 'INTEREST']

Awkward ways by name stand in `armsdeals.strategies.AWKWARD`. Events name no line and no other claim, unless they are told
which ones are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from armsdeals.errors import InvalidValue
from armsdeals.model.event import Bound, Event
from armsdeals.model.instrument import Instrument, InstrumentKind
from armsdeals.model.negotiation.ending import Termination
from armsdeals.model.negotiation.moves import BACK
from armsdeals.model.negotiation.order import in_order
from armsdeals.model.negotiation.stage import Mode, NegotiationStage
from armsdeals.strategies.by_plan import Told, made
from armsdeals.strategies.one_event import (
    AFTER,
    ANY_DAY,
    ANYTHING,
    FROM,
    MODALITIES,
    NAMED,
    RETRACTS,
    UNTIL,
    Drawn,
    Narrowed,
    Script,
    drawn_events,
    placed,
    still,
)
from armsdeals.strategies.paths import AWKWARD, BY_MOVES, Goal, PathStep, to_goals, walked
from armsdeals.strategies.slots import FLAGS, FULL, nth, slot, whole
from armsdeals.strategies.values import CURRENCIES, FIRST, LAST
from armsdeals.values.claim import Confidence, Modality

Stage = NegotiationStage
_SIGNED = Stage.SIGNED
_FACT, _SURE, _UNSURE = Modality.FACT, Confidence.HIGH, Confidence.LOW
_SINGLE_DAYS = (0, 1)  # places of forms of a date
_ALONE = (0, 0)
_ENDS = tuple(stage for stage in Stage if stage.is_end and stage is not Stage.COMPLETED)
_GAP = 400  # at most so many days from one step of a path to the next
# Ways that events at random hardly ever take; some histories have one, where nothing narrower is asked for.
_WAYS = (
    *(None,) * 8,
    "suspended and resumed",
    "reopened",
    "suspended and resumed",
    "denied then signed",
    "two documents",
    "retraction",
    "regress",
)
_LONGEST_WAY = 4  # events beside which one still may stand


@st.composite
def events(
    draw: st.DrawFn,
    /,
    *,
    stages: Sequence[Stage | str] = tuple(Stage),
    staged: bool | None = None,
    facts_only: bool = False,
    first: date = FIRST,
    last: date = LAST,
    currencies: Sequence[str] = CURRENCIES,
    lines: Sequence[str] = (),
    related: bool = False,
) -> Event:
    """Events, with and without a stage.

    Args:
        stages: Stages that they may open.
        staged: Whether they open one; None for both.
        facts_only: No other modality.
        first: Earliest day.
        last: Latest day.
        currencies: In which sums are.
        lines: Ids of lines of which they may speak.
        related: Whether they may name other claims, which need not be there.
    """
    how = _narrowed(
        stages, facts_only=facts_only, staged=staged, first=first, last=last, currencies=currencies, scoped=bool(lines)
    )
    drawn = draw(drawn_events(how))
    told = placed(drawn, lines)
    if related and drawn.relation >= NAMED:
        told["id" if drawn.relation < RETRACTS else "retracts" if drawn.relation < AFTER else "after"] = "a"
    return made(Event, told)  # type: ignore[no-any-return]


def _narrowed(stages: Sequence[Stage | str], *, facts_only: bool, **more: Any) -> Narrowed:
    plain: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in more.items()}
    modalities = (Modality.FACT,) if facts_only else MODALITIES
    return Narrowed(stages=tuple(Stage(stage) for stage in stages), modalities=modalities, **plain)


@st.composite
def histories(
    draw: st.DrawFn,
    /,
    *,
    max_size: int = 6,
    reaching: Stage | str | None = None,
    containing: Iterable[Goal] = (),
    mode: Mode | str = Mode.STRICT,
    named: bool = True,
    stages: Sequence[Stage | str] = tuple(Stage),
    staged: bool | None = None,
    facts_only: bool = False,
    first: date = FIRST,
    last: date = LAST,
    currencies: Sequence[str] = CURRENCIES,
    lines: Sequence[str] = (),
) -> tuple[Event, ...]:
    """Histories, in any order.

    Args:
        max_size: Most events beside those asked for.
        reaching: A stage to which the deal certainly comes at some time; what is told beside then moves nothing.
        containing: Stages of which at least one fact is told, each, and names of awkward ways (`AWKWARD`).
        mode: With ``reaching``, whether that path may skip stages.
        named: Whether some events get ids, retract one another, or are said to follow one another.
        stages: Stages that the events beside may open.
        staged: Whether they open one; None for both.
        facts_only: No other modality.
        first: Earliest day.
        last: Latest day.
        currencies: In which sums are.
        lines: Ids of lines of which they may speak.

    Raises:
        UnknownName: A word is neither a stage nor an awkward way.
        InvalidValue: No path leads through what is asked for, or there are too few days for it.
    """
    how = _narrowed(
        stages, facts_only=facts_only, staged=staged, first=first, last=last, currencies=currencies, scoped=bool(lines)
    )
    goals = to_goals(containing)
    drawn, asked = draw_history(draw, how, goals, None if reaching is None else Stage(reaching), Mode(mode), max_size)
    told = [placed(one, lines) for one in drawn]
    if not named:  # but what is asked for to be taken back is
        back = 2 if "retraction" in goals else 0
        return ordered(relate(drawn[:back], told[:back], events=back) + told[back:])
    return ordered(relate(drawn, told, events=len(told), spared=asked))


def draw_history(
    draw: st.DrawFn, how: Narrowed, goals: tuple[Goal, ...], reaching: Stage | None, mode: Mode, max_size: int
) -> tuple[list[Drawn], int]:
    """Draw events, and say how many of them are asked for; some that are not may take an awkward way."""
    if reaching is not None or goals:
        asked = asked_for(draw, goals, reaching, mode, how)
        return draw_events(draw, still(how) if reaching is not None else how, asked, max_size), len(asked)
    open_to_ways = (
        how.stages == tuple(Stage) and how.staged is not False and Modality.DENIED in how.modalities
        and how.room >= _GAP * _LONGEST_WAY and max_size > _LONGEST_WAY
    )  # fmt: skip
    scripts = draw(_ways(how)) if open_to_ways else []
    return draw_events(draw, how, [], max_size, scripts), 0


def draw_events(
    draw: st.DrawFn, how: Narrowed, asked: Sequence[tuple[Narrowed, Script]], most: int,
    scripts: Sequence[tuple[Narrowed, Script]] = (),
) -> list[Drawn]:  # fmt: skip
    """Draw the events that are asked for, and up to so many beside, of which the first follow scripts."""
    told = [draw(drawn_events(*one)) for one in asked]
    flags = FLAGS[draw(whole(0, len(FLAGS) - 1))] if most else FULL
    for n in range(most):
        held, script = scripts[n] if n < len(scripts) else (how, ANYTHING)
        event = draw(slot(drawn_events(held, script), FULL if n < len(scripts) else flags))
        if event is not None:
            told.append(event)
    return told


@cache
def _ways(how: Narrowed) -> st.SearchStrategy[list[tuple[Narrowed, Script]]]:
    return _way(how)


@st.composite
def _way(draw: st.DrawFn, /, how: Narrowed) -> list[tuple[Narrowed, Script]]:
    """Draw what an awkward way asks of events; mostly there is none."""
    way = _WAYS[draw(whole(0, len(_WAYS) - 1))]
    scripts = asked_for(draw, [way], None, Mode.STRICT, how, most=1) if way else []
    return scripts if len(scripts) <= _LONGEST_WAY else []


def asked_for(
    draw: st.DrawFn, goals: Sequence[Goal], reaching: Stage | None, mode: Mode, how: Narrowed, *, most: int = 3
) -> list[tuple[Narrowed, Script]]:
    """Draw the path that goals ask for, and return what it and the reports beside it ask of events."""
    way: list[Goal] = [goal for goal in goals if goal in BY_MOVES]
    signing: list[Goal] = [_SIGNED] if "denied then signed" in goals and reaching is not _SIGNED else []
    if reaching is None:
        way += signing
    elif reaching.is_end:
        way = [*way, *signing, reaching]
    else:
        way = [*signing, reaching, *way] if reaching.rank > _SIGNED.rank else [reaching, *way, *signing]
    path = path_scripts(walked(draw, way, mode, most=most), how) if way else []
    if "denied then signed" in goals:  # a day must be left for the denial
        path[:1] = [one._replace(days=(min(1, one.days[1]), one.days[1])) for one in path[:1] if one.days]
    # A report that is taken back comes first, where the one that takes it back finds it.
    out = [one for goal in goals if goal == "retraction" for one in _taken_back(draw, how)][:2]
    out += [(how, script) for script in path]
    for goal in dict.fromkeys(goals):
        if isinstance(goal, Stage):
            out.append((how, Script(stage=goal, modality=_FACT)))
        elif goal not in BY_MOVES and goal != "retraction":
            out += [(how, script) for script in _awkward(draw, goal, path, how)]
    return out


def path_scripts(steps: Sequence[PathStep], how: Narrowed) -> list[Script]:
    """Return what a path asks of events: each step on a single day, one after the other.

    Raises:
        InvalidValue: There are fewer days than steps.
    """
    if len(steps) > how.room + 1:
        raise InvalidValue(f"{len(steps)} steps need as many days, and {how.first} to {how.last} are fewer")
    gap = min(_GAP, (how.room + 1) // (len(steps) or 1))
    return [
        Script(
            days=(n * gap, (n + 1) * gap - 1), forms=_SINGLE_DAYS, modality=_FACT, confidence=_SURE, stage=step.to,
            shape=(Bound.EXACT, step.kind in BACK), relation=_ALONE, about=_ALONE,
        )
        for n, step in enumerate(steps)
    ]  # fmt: skip


def _report(stage: Stage, **more: Any) -> Script:
    """A report of less confidence than a path beside it."""
    return Script(stage=stage, modality=_FACT, confidence=_UNSURE, about=_ALONE, ending=_ALONE)._replace(**more)


def _taken_back(draw: st.DrawFn, how: Narrowed) -> list[tuple[Narrowed, Script]]:
    wrong = _report(how.stages[draw(whole(0, len(how.stages) - 1))], relation=_ALONE)
    back = Script(modality=_FACT, relation=(RETRACTS, RETRACTS), about=_ALONE, ending=_ALONE)
    return [(how, wrong), (evolve(how, staged=False), back)]


def _awkward(draw: st.DrawFn, goal: str, path: Sequence[Script], how: Narrowed) -> list[Script]:
    """What the reports of an awkward way are like."""
    day = max((script.days[1] for script in path if script.days), default=0)
    then = {"days": (day, day)}
    match goal:
        case "rival ends":
            pair = draw(_pairs_of(_ENDS))
            ended = {"more": (("termination", Termination()),)}
            return [_report(stage, **then, forms=(FROM, FROM), **ended) for stage in pair]
        case "denied then signed":
            begun = [one.days[0] for one in path if one.days and one.stage and one.stage.rank >= _SIGNED.rank]
            denied = _report(_SIGNED, forms=_SINGLE_DAYS, shape=(Bound.EXACT, False))
            return [denied._replace(days=(0, max(min(begun) - 1, 0)), modality=Modality.DENIED)]
        case "two documents":
            half = how.room // 2
            days, kinds = (
                ((0, half), (min(half + 1, how.room), how.room)),
                (InstrumentKind.IGA, InstrumentKind.CONTRACT),
            )
            papers = [(("instrument", Instrument(kind=kind)),) for kind in kinds]
            signed = _report(_SIGNED, forms=_SINGLE_DAYS, shape=(Bound.EXACT, False))
            return [signed._replace(days=one, more=paper) for one, paper in zip(days, papers, strict=True)]
        case "open dates":
            stages = [how.stages[draw(whole(0, len(how.stages) - 1))] for _ in range(3)]
            forms = (UNTIL, FROM, ANY_DAY)
            return [_report(stage, **then, forms=(form, form)) for stage, form in zip(stages, forms, strict=True)]
        case "at least":
            stage = how.stages[draw(whole(0, len(how.stages) - 1))]
            return [_report(stage, shape=(Bound.AT_LEAST, False))]
    one, other = draw(_pairs_of(tuple(Stage)))
    return [_report(one, shape=(Bound.ONE_OF, False), other=other)]


@cache
def _pairs_of(stages: tuple[Stage, ...]) -> st.SearchStrategy[list[Stage]]:
    return st.lists(st.sampled_from(stages), min_size=2, max_size=2, unique=True)


def relate(drawn: Sequence[Drawn], told: list[Told], *, events: int, spared: int = 0) -> list[Told]:
    """Name some of the claims of a deal, and let them speak of one another.

    Args:
        drawn: The claims, events first.
        told: Their fields.
        events: How many of them are events.
        spared: How many events, from the first, no other claim takes back and that follow none but one another.
    """
    names: dict[int, str] = {}
    spoken: dict[int, tuple[str, int]] = {}
    for speaks, one in enumerate(drawn):
        if one.relation < NAMED:
            continue
        if one.relation < RETRACTS:
            names[speaks] = f"c{speaks}"
            continue
        word, place = ("retracts", one.relation - RETRACTS) if one.relation < AFTER else ("after", one.relation - AFTER)
        among = [n for n in range(len(drawn) if word == "retracts" else events) if n != speaks]
        if not among or (word == "after" and speaks >= events):
            continue
        of = nth(among, place)
        if spared <= (of if word == "retracts" else speaks) or speaks < spared:
            names[of] = f"c{of}"
            spoken[speaks] = (word, of)
    # In front, since what contradicts the rest is left out from behind.
    out = []
    for n, said in enumerate(told):
        first = {"id": names[n]} if n in names else {}
        if n in spoken:
            word, of = spoken[n]
            first[word] = names[of]
        out.append(first | said)
    return out


def ordered(told: Sequence[Told]) -> tuple[Event, ...]:
    """Make the events; where they follow one another in a circle, nobody follows anybody."""
    events_made = tuple(made(Event, said) for said in told)
    try:
        in_order([event for event in events_made if event.stage])
    except InvalidValue:
        return tuple(evolve(event, after="") for event in events_made)
    return events_made


__all__ = ["AWKWARD", "events", "histories"]
