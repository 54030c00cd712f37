"""How many deals stood in which stage on a day, as far as a day knew.

    >>> from armsdeals.model.deal import Deal
    >>> deals = [Deal(id="a").sign(on="2017-09-12"), Deal(id="b").sign(on="2017"), Deal(id="c").start_talks(on="2019")]
    >>> found = stages(Register(deals), on="2017-10-01")
    >>> found
    Stages on 2017-10-01
    stage                  value (deal)  low (deal)  high (deal)
    nothing yet                       1           1            2
    SIGNED                            1           1            2
    SIGNED or nothing yet             1           3            3
    >>> [row["deal"] for row in found.explain(stage="SIGNED")]
    ['a', 'b']

Where claims leave a stage open, a deal counts under all that it may be in, as one answer: so that ``value`` adds up to the
number of deals. ``low`` counts those certainly in one of the stages of a row, ``high`` those perhaps.
Left out: the stages of single lines and tranches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals.analysis._engine import opened
from armsdeals.analysis._result import Result
from armsdeals.analysis._stages_told import stages_told
from armsdeals.analysis.cells import Cell
from armsdeals.analysis.columns import Column, ResultRow
from armsdeals.model.deal import Deal
from armsdeals.model.negotiation.plain import course_of
from armsdeals.model.negotiation.position import Stage, in_course
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.register.about import sources_of
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.values.when import When, to_when

NOTHING = "nothing yet"
_PLACES: dict[Stage, int] = {None: -1} | {stage: place for place, stage in enumerate(NegotiationStage)}
Stages = frozenset[Stage]


def stages(
    data: Any,
    *,
    on: When | date | str | None = None,
    known_by: When | date | str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Result:
    """Count deals by the stage in which they stood on a day.

    A register replays each deal. Of a frame with the columns of the table ``events`` the same is asked of whoever holds it:
    what is told plainly, each step after the one before, is counted there, and only the rest is fetched and replayed. Such
    a frame tells nothing of tranches, of deals without events, nor since when a claim was taken back.

    Args:
        data: A register, a reading, or whatever holds rows (a frame, a Parquet file).
        on: The day asked for; None is after everything that is told; of a month or year, at some time in it.
        known_by: Only what a reader of that day could have known counts; None uses every claim.
        columns: Of a frame, our names of columns with those that it has.

    Returns:
        A row for each stage and each set of stages between which claims leave a deal open: ``value`` (deals with exactly
        this answer), ``low`` (certainly in one of them) and ``high`` (perhaps). `Result.explain` of a register's answer
        names the deals.

    Raises:
        InvalidValue: A date cannot be read.
        UnknownName: The frame lacks a column.
    """
    held = data.register if isinstance(data, Reading) else data
    when = None if on is None else to_when(on)
    by = None if known_by is None else to_when(known_by)
    if isinstance(held, Register):
        if columns is not None:
            raise TypeError("columns= renames those of a frame; a register has its own")
        known = held if by is None else held.known_by(by)
        answers = {deal.id: stages_of(deal, when) for deal in known}
        names: dict[Stages, list[str]] = {}
        for deal, answer in answers.items():
            names.setdefault(answer, []).append(deal)
        sources = (*known.sources, *sources_of(known.deals))
        counted = Counter(answers.values())
        return _result(counted, when, by, sources=sources, explains=Holders(tuple(answers.items())), notes=())
    frame = opened(held, columns=columns, table="events")
    told = stages_told(frame, when, None if by is None else by.lo)
    note = f"of {told.replayed:,} deal{'s' if told.replayed > 1 else ''} the claims do not follow each other plainly; {'they were' if told.replayed > 1 else 'it was'} replayed{' one by one' if told.replayed > 1 else ''}"
    return _result(
        told.counts, when, by, sources=frame.sources, notes=(note,) if told.replayed else (), vintage=frame.vintage
    )


def stages_of(deal: Deal, on: When | None, *, quick: bool = True) -> Stages:
    """Return the stages in which a deal may have been on a day.

    Args:
        deal: The deal.
        on: The day; None is after everything that is told.
        quick: Whether a plain history goes the quick way; the stages are the same.
    """
    course = course_of(deal.history) if quick and not deal.tranches else None
    return deal.standing(on).stages if course is None else course.stages_on(on)


@frozen(repr=False)
class Holders:
    """Which deals gave each answer.

    Attributes:
        answers: The id of each deal, with the stages in which it may have been.
    """

    answers: tuple[tuple[str, Stages], ...]

    __repr__ = short_repr

    def __call__(self, row: ResultRow) -> Result:
        """Return the deals that were, certainly or perhaps, in one of the stages of a row."""
        asked = next(
            one for _, one in self.answers for one in (one, *map(_alone, one)) if stages_in_words(one) == row["stage"]
        )
        found = [
            (deal, "certainly" if stages <= asked else "perhaps", stages_in_words(stages))
            for deal, stages in self.answers
            if stages & asked
        ]
        columns = (Column("deal"), Column("answer"), Column("stages", meaning="all in which it may have been"))
        return Result(title=f"Deals in {row['stage']}", columns=columns, rows=found)


def stages_in_words(stages: Stages) -> str:
    """Return a set of stages in one line, "nothing yet" for before the first."""
    told = [stage.value for stage in in_course(stages)]
    return " or ".join([*told, NOTHING] if None in stages else told)


def _alone(stage: Stage) -> Stages:
    return frozenset({stage})


def _result(
    counted: Mapping[Stages, int], on: When | None, by: When | None, *, vintage: str = "", **more: Any
) -> Result:
    alone = {_alone(stage) for answer in counted for stage in answer}
    order = sorted(alone | set(counted), key=lambda one: (len(one), sorted(_PLACES[stage] for stage in one)))
    rows: list[tuple[Cell, ...]] = [
        (
            stages_in_words(one),
            counted.get(one, 0),
            sum(count for answer, count in counted.items() if answer <= one),
            sum(count for answer, count in counted.items() if answer & one),
        )
        for one in order
    ]
    day = f"on {on}" if on is not None else "after everything that is told"
    known = f", as known by {by}" if by is not None else ""
    return Result(
        title=f"Stages {day}{known}",
        columns=(
            Column("stage", meaning="the stage, or all between which claims leave it open"),
            Column("value", unit="deal", meaning="deals with exactly this answer; these add up to all deals"),
            Column("low", unit="deal", meaning="deals certainly in one of these stages"),
            Column("high", unit="deal", meaning="deals perhaps in one of them"),
        ),
        rows=rows, basis=f"stage {day}", unit="deal", vintage=vintage or (f"known by {by}" if by else ""), **more,
    )  # fmt: skip
