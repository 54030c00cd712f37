"""Stages told in a frame of events: counted where the frame lives as far as it tells them plainly, else replayed.

A deal is told plainly if its claims follow each other, each certainly after the one before, along legal moves upwards and
to an end at most. Then the last claim before a day decides, and no replay could say otherwise.

    >>> import pyarrow as pa
    >>> from armsdeals.analysis._engine import opened
    >>> day = lambda text: date.fromisoformat(text)
    >>> told = pa.table({"deal": ["a", "a"], "stage": ["TALKS", "SIGNED"], "when_earliest": [day("2016-11-01"), day("2017-09-01")],
    ...                  "when_latest": [day("2016-11-30"), day("2017-09-30")]})
    >>> found = stages_told(opened(told), day("2017-09-12"), None)
    >>> [sorted(stages) for stages in found.counts], found.replayed
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


class Told(NamedTuple):
    """What a frame tells of stages.

    Attributes:
        counts: How many deals may have been in each set of stages.
        replayed: Of how many the claims had to be weighed.
    """

    counts: Mapping[frozenset[Stage], int]
    replayed: int


def stages_told(frame: Frame, on: date | None, known_by: int | None) -> Told:
    """Return how many deals of a frame stood in which stages.

    Args:
        frame: A row for each event.
        on: The day; None is after everything that is told.
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
    plain = marked.filter(col("is_plain__") == 1)
    if on is not None:
        later = col("next__").is_null() | (col("next__") > nw.lit(on))
        plain = plain.filter((col("when_earliest") <= nw.lit(on)) & later)
        moving = col("when_latest") > nw.lit(on)
    else:
        plain = plain.filter(col("next__").is_null())
        moving = nw.lit(value=False)
    before = nw.when(moving).then(nw.coalesce(col("before__"), nw.lit(""))).otherwise(col("stage"))
    told = (
        plain.select(before.alias("before"), col("stage"), "deal")
        .group_by("before", "stage")
        .agg(nw.len().alias("deals"))
    )
    counts: Counter[frozenset[Stage]] = Counter()
    for row in collected(told).to_pylist():
        counts[frozenset({_stage(row["before"]), _stage(row["stage"])})] += row["deals"]
    kept = [name for name in _TOLD if name in frame]
    rest = collected(marked.filter(col("is_plain__") == 0).select(*kept)).to_pylist()
    replays = _replays(rest)
    day = None if on is None else When.between(on, on)
    counts.update(replay.at(day).stages for replay in replays)
    unheard = deals - counts.total()
    if unheard:
        counts[frozenset({None})] += unheard
    return Told(dict(counts), len(replays))


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
        next__=col("when_earliest").shift(-1).over("deal", **course),
        sole__=nw.when(plain).then(1).otherwise(0),
    )
    step = nw.concat_str(col("before__"), nw.lit(_TO), col("stage"))
    follows = step.is_in(sorted(_PLAIN_STEPS)) & (col("until__") < col("when_earliest"))
    begins = col("before__").is_null() & col("stage").is_in([stage.value for stage in LIVE])
    rows = rows.with_columns(
        is_plain__=nw.when((col("sole__") == 1) & (begins | follows.fill_null(value=False))).then(1).otherwise(0)
    )
    return rows.with_columns(is_plain__=col("is_plain__").min().over("deal"))


def _stage(name: str) -> Stage:
    return NegotiationStage(name) if name else None


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
