"""Position: where a deal stands on a day, and why we say so.

    >>> from armsdeals.model.negotiation.stage import NegotiationStage
    >>> print(Position(stages=frozenset({NegotiationStage.SELECTED}), since=When("2013-09-26"), disputed=True))
    SELECTED since 2013-09-26; disputed
    >>> print(NOWHERE)
    nothing known

The stage is a set where claims leave it open, and then ``stage`` is None: nothing is picked silently.
"""

from __future__ import annotations

from typing import TypeVar

from attrs import field, frozen

from armsdeals._card import Card
from armsdeals._shown import plain
from armsdeals.model.event import Event
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.values.claim import Claim
from armsdeals.values.when import When

Stage = NegotiationStage | None  # None: nothing yet
S = TypeVar("S", bound=Stage)
UNBEGUN: frozenset[Stage] = frozenset({None})
_ORDER = {stage: place for place, stage in enumerate(NegotiationStage)}


def in_course(stages: frozenset[Stage]) -> list[NegotiationStage]:
    """Return the stages of a set as the list of stages has them, without None."""
    return sorted((stage for stage in stages if stage is not None), key=_ORDER.__getitem__)


def only(stages: frozenset[S]) -> S | None:
    """Return the one stage of a set; None if there are several."""
    return next(iter(stages)) if len(stages) == 1 else None


def lowest(stages: frozenset[Stage]) -> Stage:
    """Return the lowest of some stages, of equal ranks the one that the list of stages has first; None is lowest."""
    if len(stages) == 1:
        (stage,) = stages
        return stage
    return None if None in stages else min(in_course(stages), key=lambda stage: stage.rank)


@frozen(kw_only=True, weakref_slot=False, repr=False)
class Position:
    """Where a deal stands on a day.

    Attributes:
        stages: The stages in which it may be; None among them means that perhaps nothing has begun.
        furthest: The highest live stage that it certainly came to by what was told; None if none.
        furthest_among: The stages that may be its furthest: one where it is known, the stages from which an end or a
            halt can come where that is the first thing told, None among them where perhaps nothing has begun.
        resume_point: The stage that a halt interrupts; None without a halt, or where it is not known.
        resume_among: The stages that it may interrupt; empty without a halt.
        since: When it came to the stage; None where the stage is open, or nothing has begun.
        gaps: Live stages that it must have passed and that nobody reports.
        decided_by: The claims on which the answer rests, in the order in which they are taken to have happened.
        beaten: The claims that exclude the answer and were given up.
        disputed: Whether a claim excludes the answer, or equal claims exclude each other.
        undated: Claims that could not be used, since nobody knows when they were known. What was left out is no part of
            the answer, so two positions are equal without it.
    """

    stages: frozenset[Stage] = UNBEGUN
    furthest: Stage = None
    furthest_among: frozenset[Stage] = UNBEGUN
    resume_point: Stage = None
    resume_among: frozenset[NegotiationStage] = frozenset()
    since: When | None = None
    gaps: tuple[NegotiationStage, ...] = ()
    decided_by: tuple[Event, ...] = ()
    beaten: tuple[Event, ...] = ()
    disputed: bool = False
    undated: tuple[Claim, ...] = field(default=(), eq=False)

    def __repr__(self) -> str:
        return f"<Position: {self}>"

    def _repr_html_(self) -> str:
        rows = [
            ("since", str(self.since or "")),
            ("furthest", str(self.furthest or "")),
            ("interrupted", str(self.resume_point or "")),
            ("not reported", ", ".join(map(str, self.gaps))),
            ("rests on", "; ".join(map(str, self.decided_by))),
            ("against it", "; ".join(map(str, self.beaten))),
            ("of unknown date", f"{len(self.undated)} claims" if self.undated else ""),
        ]
        badges = ("disputed",) if self.disputed else ()
        return Card(title=self.stages_in_words, badges=badges, rows=tuple(row for row in rows if row[1])).html()

    @property
    def stage(self) -> Stage:
        """The stage if it is certain; None before the first, and where it is open (`is_open`)."""
        if len(self.stages) != 1:
            return None
        (stage,) = self.stages
        return stage

    @property
    def is_open(self) -> bool:
        """Whether more than one answer is possible."""
        return len(self.stages) > 1

    @property
    def stages_in_words(self) -> str:
        """The stages in one line, such as "SIGNED or EFFECTIVE"; "nothing yet" where only beaten claims tell any."""
        if self.stages == UNBEGUN:
            return "nothing yet" if self.disputed else "nothing known"
        told = [stage.value for stage in in_course(self.stages)]
        return " or ".join([*told, "nothing yet"] if None in self.stages else told)

    def __str__(self) -> str:
        since = f" since {self.since}" if self.since is not None else ""
        return plain(f"{self.stages_in_words}{since}{'; disputed' if self.disputed else ''}")


NOWHERE = Position()
