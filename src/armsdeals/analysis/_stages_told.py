"""Stages told in a frame of events: counted where the frame lives as far as it tells them plainly, else replayed.

A deal is told plainly if its claims follow each other, each certainly after the one before, along legal moves upwards and
to an end at most. Then the last claim before a day decides, and no replay could say otherwise. Of a month or year it may have
been in each of the stages that it may have come to in it, and in the one before.

    >>> import pyarrow as pa
    >>> from armsdeals.analysis._engine import opened
    >>> day = lambda text: date.fromisoformat(text)
    >>> told = pa.table({"deal": ["a", "a"], "stage": ["TALKS", "SIGNED"], "when_earliest": [day("2016-11-01"), day("2017-09-01")],
    ...                  "when_latest": [day("2016-11-30"), day("2017-09-30")]})
    >>> found = stages_told(opened(told), When("2017-09-12"), None)
    >>> [sorted(stages, key=str) for stages in found.counts], found.replayed
    ([[NegotiationStage.SIGNED, NegotiationStage.TALKS]], 0)

Left out: what an event follows by the words of its source (``after``), which such a table does not hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from armsdeals.analysis._engine import Frame, collected, narwhals
from armsdeals.model.event import Bound, Event
from armsdeals.model.negotiation.moves import MOVES
from armsdeals.model.negotiation.position import Stage
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import ACTS, LIVE, NegotiationStage
from armsdeals.values.claim import Modality
from armsdeals.values.when import ALWAYS, NEVER, When

_PARTED = "; "
_TO = ">"  # between two stages of a step; no stage holds it
_FIRST_DAY, _LAST_DAY = date.min.toordinal(), date.max.toordinal()
_SAID = (Modality.FACT.value, Modality.DENIED.value)
_TOLD = (  # what a replay looks at, as far as the frame has it
    "deal", "stage", "when_earliest", "when_latest", "when_text", "alternatives", "bound", "back", "modality", "confidence",
    "known_from", "speaker", "text", "claim",
)  # fmt: skip
_PLAIN_STEPS = frozenset(
    {
        f"{start}{_TO}{to}"
        for start, to in MOVES.kinds
        if start is not None and start.is_live and (not to.is_live or to.rank > start.rank)
    }
    | {f"{stage}{_TO}{stage}" for stage in LIVE if stage not in ACTS}
)
_MARK_OF_NONE = 1
_MARKS: dict[NegotiationStage, int] = {stage: 2 << place for place, stage in enumerate(NegotiationStage)}


class Told(NamedTuple):
    """What a frame tells of stages.

    Attributes:
        counts: How many deals may have been in each set of stages.
        replayed: Of how many the claims had to be weighed.
    """

    counts: Mapping[frozenset[Stage], int]
    replayed: int


def stages_told(frame: Frame, on: When | None, known_by: int | None) -> Told:
    """Return how many deals of a frame stood in which stages.

    Args:
        frame: A row for each event.
        on: The day, or a month or year at some time of which; None is after everything that is told.
        known_by: The day number by which claims must have been known; None takes all.

    Raises:
        UnknownName: The frame lacks a column.
    """
    nw = narwhals()
    col = nw.col
    frame.need("stages", deal="text", stage="text", when_earliest="any", when_latest="any")
    if known_by is not None:
        frame.need("stages by what was known", known_from="any")
    total = collected(
        frame.rows.select(col("deal").n_unique().alias("deals"), col("deal").is_null().any().alias("none"))
    )
    deals = total.column("deals")[0].as_py() - bool(total.column("none")[0].as_py())
    marked = _marked(frame, known_by)
    counts = _plain_counts(marked.filter(col("is_plain__") == 1), on)
    kept = [name for name in _TOLD if name in frame]
    rest = collected(marked.filter(col("is_plain__") == 0).select(*kept)).to_pylist()
    replays = _replays(rest)
    counts.update(replay.at(on).stages for replay in replays)
    unheard = deals - counts.total()
    if unheard:
        counts[frozenset({None})] += unheard
    return Told(dict(counts), len(replays))


def _plain_counts(plain: Any, on: When | None) -> Counter[frozenset[Stage]]:
    """Count the deals that are told plainly by the stages in which they may have been; not those yet to begin."""
    nw = narwhals()
    col = nw.col
    lo, hi = (NEVER, NEVER) if on is None else (on.lo, on.hi)
    # A claim counts if it may have happened by the last day, and the next one may not have by the first.
    not_yet = ~_by("when_latest", lo)
    seen = plain.filter(_by("when_earliest", hi) & (col("next__").is_null() | ~_by("next__", lo)))
    mark = nw.lit(0)
    for stage, bit in _MARKS.items():
        mark = nw.when(col("stage") == stage.value).then(nw.lit(bit)).otherwise(mark)
    # Each claim brings its stage; where it may not have happened yet, the one before it brings another, or there is none.
    is_told = not_yet & (col("before__") == col("stage")).fill_null(value=False)
    none_yet = nw.when(not_yet & col("before__").is_null()).then(nw.lit(_MARK_OF_NONE)).otherwise(nw.lit(0))
    marks = seen.select("deal", marks=nw.when(is_told).then(nw.lit(0)).otherwise(mark) + none_yet)
    told = marks.group_by("deal").agg(col("marks").sum()).group_by("marks").agg(nw.len().alias("deals"))
    return Counter({_stages_marked(int(row["marks"])): row["deals"] for row in collected(told).to_pylist()})


def _by(column: str, day: int) -> Any:
    """Whether a column of dates is at most a day number, which may lie outside the years that dates can hold."""
    nw = narwhals()
    if _FIRST_DAY <= day <= _LAST_DAY:
        return nw.col(column) <= nw.lit(date.fromordinal(day))
    return nw.lit(value=day > _LAST_DAY)


def _stages_marked(marks: int) -> frozenset[Stage]:
    told: set[Stage] = {stage for stage, bit in _MARKS.items() if marks & bit}
    return frozenset(told | {None}) if marks & _MARK_OF_NONE else frozenset(told)


def _marked(frame: Frame, known_by: int | None) -> Any:
    """The claims that a replay looks at, each with the one before and after it and whether its deal is told plainly."""
    nw = narwhals()
    col = nw.col
    rows = frame.rows.filter(~col("deal").is_null() & ~col("stage").is_null())
    plain = ~col("when_earliest").is_null() & ~col("when_latest").is_null()
    if "modality" in frame:
        rows = rows.filter(col("modality").is_in(_SAID) | col("modality").is_null())
        plain = plain & (nw.coalesce(col("modality"), nw.lit(Modality.FACT.value)) == Modality.FACT.value)
    if "is_retracted" in frame:
        rows = rows.filter(~col("is_retracted").fill_null(value=False))
    if "scope" in frame:
        rows = rows.filter(col("scope").is_null())
    if known_by is not None:
        rows = rows.filter(col("known_from") <= nw.lit(date.fromordinal(known_by)))
    if "bound" in frame:
        plain = plain & (nw.coalesce(col("bound"), nw.lit(Bound.EXACT.value)) == Bound.EXACT.value)
    if "back" in frame:
        plain = plain & ~col("back").fill_null(value=False)
    if "alternatives" in frame:
        plain = plain & col("alternatives").is_null()
    course = {"order_by": "when_earliest"}
    rows = rows.with_columns(
        before__=col("stage").shift(1).over("deal", **course),
        until__=col("when_latest").shift(1).over("deal", **course),
        next__=col("when_latest").shift(-1).over("deal", **course),
        sole__=nw.when(plain).then(1).otherwise(0),
    )
    step = nw.concat_str(col("before__"), nw.lit(_TO), col("stage"))
    follows = step.is_in(sorted(_PLAIN_STEPS)) & (col("until__") < col("when_earliest"))
    begins = col("before__").is_null() & col("stage").is_in([stage.value for stage in LIVE])
    rows = rows.with_columns(
        is_plain__=nw.when((col("sole__") == 1) & (begins | follows.fill_null(value=False))).then(1).otherwise(0)
    )
    return rows.with_columns(is_plain__=col("is_plain__").min().over("deal"))


def _replays(rows: Iterable[Mapping[str, Any]]) -> list[Replay]:
    deals: dict[str, list[Event]] = {}
    for row in rows:
        deals.setdefault(row["deal"], []).append(_event(row))
    return [Replay(history) for history in deals.values()]


def _event(row: Mapping[str, Any]) -> Event:
    def told(name: str, otherwise: Any) -> Any:
        return otherwise if row.get(name) is None else row[name]

    return Event(
        when=told("when_text", None) or When.between(told("when_earliest", ALWAYS), told("when_latest", NEVER)),
        stage=row["stage"],
        alternatives=tuple(map(NegotiationStage, filter(None, told("alternatives", "").split(_PARTED)))),
        bound=told("bound", Bound.EXACT),
        back=told("back", otherwise=False),
        modality=told("modality", Modality.FACT),
        confidence=told("confidence", "UNKNOWN"),
        said=told("known_from", None),
        speaker=told("speaker", ""),
        text=told("text", ""),
        id=told("claim", ""),
    )
