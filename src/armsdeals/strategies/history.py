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
from datetime import date, timedelta
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st

from armsdeals.errors import InvalidValue
from armsdeals.model.delivery import Delivery
from armsdeals.model.event import Bound, Event
from armsdeals.model.negotiation.ending import SuspensionScope, Termination
from armsdeals.model.negotiation.moves import BACK
from armsdeals.model.negotiation.order import in_order
from armsdeals.model.negotiation.stage import Mode, NegotiationStage
from armsdeals.strategies.acts import suspensions, terminations
from armsdeals.strategies.by_plan import Told, made, told_by_plan
from armsdeals.strategies.paths import AWKWARD, BY_MOVES, Goal, PathStep, to_goal, walked
from armsdeals.strategies.values import CURRENCIES, FIRST, LAST, kept, whens
from armsdeals.values.claim import Confidence, Modality

Stage = NegotiationStage
_STAGING = ("stage", "alternatives", "bound", "back", "suspension", "termination")
_APART = (*_STAGING, "absent", "when", "modality", "confidence", "id", "retracts", "after", "scope", "deliveries")
_MODALITIES = (Modality.FACT, Modality.FACT, Modality.FACT, Modality.DENIED, *Modality)
UNMOVING = tuple(modality for modality in Modality if modality not in (Modality.FACT, Modality.DENIED))
_SHAPES = (
    *((Bound.EXACT, False),) * 5,
    (Bound.AT_LEAST, False),
    (Bound.AT_MOST, False),
    (Bound.ONE_OF, False),
    (Bound.EXACT, True),
    (Bound.ONE_OF, True),
)
_OPEN = ("../{}", "{}/..", "../..")
_GAPS = (1, 2, 30, 200, 400)  # days from one step of a path to the next
_WHOLE = (SuspensionScope.DEAL, SuspensionScope.TALKS)
_PART = (SuspensionScope.LICENCE, SuspensionScope.LINE)
# Ways that events at random hardly ever take; some histories have one, where nothing narrower is asked for.
_WAYS = (
    *(None,) * 8,
    "suspended and resumed",
    "reopened",
    "suspended and resumed",
    "denied then signed",
    "retraction",
    "regress",
)
LONGEST_WAY = 4  # events beside which one still may stand
_PLACE = st.integers(0, 99)
_DELIVERY = told_by_plan(Delivery, without=("line",))


@frozen(kw_only=True)
class Narrowed:
    """What events are held to."""

    stages: tuple[Stage, ...] = tuple(Stage)
    staged: bool | None = None
    modalities: tuple[Modality, ...] = _MODALITIES
    first: date = FIRST
    last: date = LAST
    currencies: tuple[str, ...] = CURRENCIES
    lines: tuple[str, ...] = ()
    tranches: tuple[str, ...] = ()


@kept
def _plain(*, currencies: tuple[str, ...]) -> st.SearchStrategy[Told]:
    return told_by_plan(Event, currencies=currencies, without=_APART)


@kept
def _ends(*, halt: bool) -> st.SearchStrategy[Any]:
    return st.none() | (suspensions(of=_WHOLE) if halt else terminations())


@kept
def _one_of(*, choices: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(choices)


def told_event(draw: st.DrawFn, how: Narrowed) -> Told:
    """Draw the fields of an event."""
    said = draw(_plain(currencies=how.currencies))
    said["when"] = draw(whens(first=how.first, last=how.last))
    said["modality"] = draw(_one_of(choices=how.modalities))
    said["confidence"] = draw(_one_of(choices=tuple(Confidence)))
    if how.staged or (how.staged is None and draw(_one_of(choices=(True, True, True, False)))):
        said |= _stage(draw, draw(_one_of(choices=how.stages)), how)
    elif not draw(_PLACE) % 20 - 19:
        said["suspension"] = draw(suspensions(of=_PART))
    if how.lines or how.tranches:
        said |= _of_lines(draw, how)
    return said


def _stage(draw: st.DrawFn, stage: Stage, how: Narrowed) -> Told:
    bound, back = draw(_one_of(choices=_SHAPES))
    out: Told = {"stage": stage, "bound": bound, "back": back}
    if bound is Bound.ONE_OF:
        other = draw(_one_of(choices=how.stages))
        out |= {"alternatives": (other,)} if other is not stage else {"bound": Bound.EXACT}
    return out | _end_of(draw, stage)


def _end_of(draw: st.DrawFn, stage: Stage) -> Told:
    if stage is Stage.SUSPENDED:
        return {"suspension": draw(_ends(halt=True))}
    return {"termination": draw(_ends(halt=False))} if stage.is_end else {}


def _of_lines(draw: st.DrawFn, how: Narrowed) -> Told:
    """What is handed over, or of which part the event speaks."""
    scopes = (*how.lines, *how.tranches)
    turn = draw(_PLACE)
    if how.lines and turn % 4 == 1:
        return {"deliveries": (Delivery(**draw(_DELIVERY), line=how.lines[turn // 4 % len(how.lines)]),)}
    return {"scope": (scopes[turn // 8 % len(scopes)],)} if turn % 8 == 2 else {}  # noqa: PLR2004  # one in eight


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
        stages, facts_only=facts_only, staged=staged, first=first, last=last, currencies=currencies, lines=lines
    )
    told = told_event(draw, how)
    if related and (name := draw(_one_of(choices=("", "id", "after", "retracts")))):
        told[name] = "a"
    return made(Event, told)  # type: ignore[no-any-return]


def _narrowed(stages: Sequence[Stage | str], *, facts_only: bool, **more: Any) -> Narrowed:
    plain: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in more.items()}
    modalities = (Modality.FACT,) if facts_only else _MODALITIES
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
        stages, facts_only=facts_only, staged=staged, first=first, last=last, currencies=currencies, lines=lines
    )
    goals = [to_goal(word) for word in containing]
    if reaching is None and not goals and max_size > LONGEST_WAY:
        goals = a_way(draw, how)
        max_size -= LONGEST_WAY if goals else 0
    told = asked_for(draw, goals, None if reaching is None else Stage(reaching), Mode(mode), how)
    beside = still(how) if reaching is not None else how
    asked = len(told)
    told += [told_event(draw, beside) for _ in range(draw(st.integers(0, max_size)))]
    return ordered(relate(draw, told, [], spared=asked) if named else told)


def a_way(draw: st.DrawFn, how: Narrowed) -> list[Goal]:
    """Draw an awkward way, or mostly none; only where events may open any stage, on enough days."""
    room = (how.last - how.first).days
    if how.stages != tuple(Stage) or how.staged is False or Modality.DENIED not in how.modalities or room < max(_GAPS):
        return []
    way = draw(_one_of(choices=_WAYS))
    return [way] if way else []


def still(how: Narrowed) -> Narrowed:
    """Return the same for events that move no stage."""
    return evolve(how, modalities=UNMOVING, tranches=())


def asked_for(draw: st.DrawFn, goals: Sequence[Goal], reaching: Stage | None, mode: Mode, how: Narrowed) -> list[Told]:
    """Draw the path that certain goals ask for, and the reports that they ask for beside it."""
    way: list[Goal] = [goal for goal in goals if goal in BY_MOVES]
    if reaching is not None:
        way = [*way, reaching] if reaching.is_end else [reaching, *way]
    elif "denied then signed" in goals:
        way.append(Stage.SIGNED)
    steps = walked(draw, way, mode) if way else ()
    path = path_events(draw, steps, how)
    told = list(path)
    for goal in dict.fromkeys(goals):
        if isinstance(goal, Stage):
            told.append(told_event(draw, evolve(how, stages=(goal,), staged=True, modalities=(Modality.FACT,))))
        elif goal not in BY_MOVES:
            told += _awkward(draw, goal, path, how)
    return told


def path_events(draw: st.DrawFn, steps: Sequence[PathStep], how: Narrowed) -> list[Told]:
    """Draw one event for each step of a path, on single days one after the other.

    Raises:
        InvalidValue: There are fewer days than steps.
    """
    room = (how.last - how.first).days
    if len(steps) > room + 1:
        raise InvalidValue(f"{len(steps)} steps need as many days, and {how.first} to {how.last} are fewer")
    longest = max(1, room // (len(steps) or 1))
    day = how.first + timedelta(draw(st.integers(0, max(0, room - longest * len(steps)))))
    told = []
    for step in steps:
        said = draw(_plain(currencies=how.currencies)) | {"when": day.isoformat(), "stage": step.to}
        if step.kind in BACK:
            said["back"] = True
        told.append(said | {"confidence": Confidence.HIGH} | _end_of(draw, step.to))
        day += timedelta(min(longest, draw(_one_of(choices=_GAPS))))
    return told


def _awkward(draw: st.DrawFn, goal: str, path: Sequence[Told], how: Narrowed) -> list[Told]:
    """The reports of an awkward way; of less confidence than a path beside them."""
    fact = evolve(how, staged=False, modalities=(Modality.FACT,), lines=(), tranches=())

    def report(stage: Stage, **more: Any) -> Told:
        return told_event(draw, fact) | {"suspension": None, "confidence": Confidence.LOW, "stage": stage} | more

    last = max((said["when"] for said in path), default=how.first.isoformat())
    match goal:
        case "rival ends":
            ends = [stage for stage in Stage if stage.is_end and stage is not Stage.COMPLETED]
            pair = draw(st.lists(st.sampled_from(ends), min_size=2, max_size=2, unique=True))
            return [report(stage, when=f"{last}/..", termination=Termination()) for stage in pair]
        case "denied then signed":
            signed = next(said["when"] for said in path if said["stage"] is Stage.SIGNED)
            return [report(Stage.SIGNED, when=f"../{signed}", modality=Modality.DENIED)]
        case "open dates":
            return [report(draw(_one_of(choices=how.stages)), when=form.format(last)) for form in _OPEN]
        case "retraction":
            wrong = report(draw(_one_of(choices=how.stages)), id="wrong")
            return [wrong, told_event(draw, fact) | {"retracts": "wrong"}]
        case "at least":
            return [report(draw(_one_of(choices=how.stages)), bound=Bound.AT_LEAST)]
    either = draw(st.lists(st.sampled_from(Stage), min_size=2, max_size=2, unique=True))
    return [report(either[0], bound=Bound.ONE_OF, alternatives=(either[1],))]


_RELATIONS = st.lists(
    st.tuples(st.sampled_from(("named", "retracts", "after", "after")), st.integers(0, 30), st.integers(0, 30)),
    max_size=2,
)


def relate(draw: st.DrawFn, events_told: list[Told], others: Sequence[Told], *, spared: int = 0) -> list[Told]:
    """Name some of the claims of a deal, and let them speak of one another.

    Args:
        draw: As Hypothesis gives it.
        events_told: The fields of the events.
        others: The fields of the other claims.
        spared: How many events, from the first, nobody takes back and that follow none.
    """
    every = [*events_told, *others]
    if len(every) < 2:  # noqa: PLR2004  # it takes two
        return events_told
    for relation, one, other in draw(_RELATIONS):
        named, speaks = one % len(every), other % len(every)
        name = every[named].setdefault("id", f"c{named}")
        if named == speaks:
            continue
        if relation == "retracts" and named >= spared and "retracts" not in every[speaks]:
            every[speaks]["retracts"] = name
        elif relation == "after" and named < len(events_told) and spared <= speaks < len(events_told):
            every[speaks]["after"] = name
    return events_told


def ordered(told: Sequence[Told]) -> tuple[Event, ...]:
    """Make the events; where they follow one another in a circle, nobody follows anybody."""
    events_made = tuple(made(Event, said) for said in told)
    try:
        in_order([event for event in events_made if event.stage])
    except InvalidValue:
        return tuple(evolve(event, after="") for event in events_made)
    return events_made


__all__ = ["AWKWARD", "events", "histories"]
