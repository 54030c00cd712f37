"""NegotiationStage: where a deal stands between a first interest and its end.

Live stages have a rank and lead upwards; a halt and the ends other than completion have none. A stage is never stored
on a deal: it is what the replay of its history finds.

    >>> NegotiationStage("final talks").rank, NegotiationStage.SIGNED.phase.in_words
    (80, 'contract')
    >>> NegotiationStage.TALKS < NegotiationStage.SIGNED
    True
    >>> sorted(NegotiationStage.DELIVERED.moves(mode="strict"), key=str)
    [NegotiationStage.COMPLETED, NegotiationStage.DELIVERING, NegotiationStage.SUPERSEDED, NegotiationStage.SUSPENDED]

Stages compare by rank, and those without one refuse to: cancelled is neither below nor above signed. A stage says nothing about money, permissions or links: those are tracks beside it. There is no stage for a deal of
which nothing is heard, since silence is not an act.
"""

from __future__ import annotations

from collections.abc import Iterable

from armsdeals._fields import Word
from armsdeals._shown import shown
from armsdeals.model.negotiation._table import parsed


class Mode(Word):
    """How strictly the table is read."""

    STRICT = "STRICT"  # only moves that happen in the world: for models built by hand
    OBSERVED = "OBSERVED"  # also skips, since sources miss steps


class Phase(Word):
    """The part of a deal's life to which a stage belongs."""

    PRE_CONTRACT = "PRE_CONTRACT"
    CONTRACT = "CONTRACT"
    EXECUTION = "EXECUTION"
    INTERRUPTION = "INTERRUPTION"
    END = "END"


class NegotiationStage(Word):
    """Where a deal stands."""

    INTEREST = "INTEREST"  # one side is said to want it; nobody is seen talking
    TALKS = "TALKS"  # the sides are seen talking, without a formal paper
    REQUESTED = "REQUESTED"  # one supplier was formally asked
    TENDERED = "TENDERED"  # several suppliers were formally asked to compete
    OFFERED = "OFFERED"  # a supplier's formal offer lies on the table
    SHORTLISTED = "SHORTLISTED"  # still in a competition from which others were dropped
    SELECTED = "SELECTED"  # named as winner or first choice; no contract yet, whatever headlines say
    NEGOTIATING = "NEGOTIATING"  # the terms of a contract are being bargained over
    FINAL_TALKS = "FINAL_TALKS"  # somebody involved says that the last step is near
    PRELIMINARY = "PRELIMINARY"  # a memorandum, letter of intent, framework or initialled text is signed
    SIGNED = "SIGNED"  # the contract or letter of acceptance is signed, and may still wait for its conditions
    EFFECTIVE = "EFFECTIVE"  # its conditions are met or waived: the contract is in force
    DELIVERING = "DELIVERING"  # a first part was handed over and more is due
    DELIVERED = "DELIVERED"  # all that was ordered is handed over; payments or offsets may go on
    COMPLETED = "COMPLETED"  # neither side is known to owe anything
    SUSPENDED = "SUSPENDED"  # halted by somebody's act, meant for a time
    CANCELLED = "CANCELLED"  # a side of the deal ended it, from the tender on
    WITHDRAWN = "WITHDRAWN"  # a side left before there was a contract
    REJECTED = "REJECTED"  # the side that was addressed said no
    BLOCKED = "BLOCKED"  # an authority outside the deal forbade it
    LAPSED = "LAPSED"  # a deadline passed without the act that it was set for
    SUPERSEDED = "SUPERSEDED"  # another deal took its place

    def __lt__(self, other: str) -> bool:
        return self._height(other, "<") < RANKS[other]  # type: ignore[index]

    def __le__(self, other: str) -> bool:
        return self._height(other, "<=") <= RANKS[other]  # type: ignore[index]

    def __gt__(self, other: str) -> bool:
        return self._height(other, ">") > RANKS[other]  # type: ignore[index]

    def __ge__(self, other: str) -> bool:
        return self._height(other, ">=") >= RANKS[other]  # type: ignore[index]

    def _height(self, other: str, sign: str) -> int:
        """Return the rank, if the two can be compared; letters never decide, as they do between the texts of a column."""
        if not isinstance(other, NegotiationStage):
            raise TypeError(f"{self.value} {sign} {shown(other)}: a stage compares with a NegotiationStage")
        for one in (self, other):
            if not RANKS[one]:
                raise TypeError(
                    f"{self.value} {sign} {other.value}: {one.value} has no rank, so it is neither above nor below; "
                    f"ask is_live and is_end first, how far a deal came is deal.position.furthest, and key=str sorts by letters"
                )
        return RANKS[self]

    @property
    def rank(self) -> int:
        """Height on the way from 10 to 140 (completed); 0 for a suspension and the other ends."""
        return RANKS[self]

    @property
    def phase(self) -> Phase:
        """The part of a deal's life to which it belongs."""
        if self is NegotiationStage.SUSPENDED:
            return Phase.INTERRUPTION
        if self.is_end:
            return Phase.END
        rank = RANKS[self]
        return Phase.PRE_CONTRACT if rank < _SIGNED else Phase.CONTRACT if rank < _DELIVERING else Phase.EXECUTION

    @property
    def label(self) -> str:
        """The stage as a heading or a legend would say it."""
        return _LABELS.get(self, self.in_words.capitalize())

    @property
    def is_live(self) -> bool:
        """Whether the deal goes on: neither halted nor ended."""
        return 0 < RANKS[self] < _COMPLETED

    @property
    def is_end(self) -> bool:
        """Whether it ends the deal."""
        return self is not NegotiationStage.SUSPENDED and not self.is_live

    @property
    def is_final(self) -> bool:
        """Whether no move leads out of it."""
        return self in _FINAL

    @property
    def is_reopenable(self) -> bool:
        """Whether the deal is ended and could still be taken up again."""
        return self.is_end and self not in _FINAL

    @property
    def is_act(self) -> bool:
        """Whether one act opens it, on one day, so that two dates for it exclude each other."""
        return self in ACTS

    def moves(self, mode: Mode | str = Mode.OBSERVED) -> frozenset[NegotiationStage]:
        """Return the stages to which the table lets a deal go from here; STRICT leaves the skips out.

        Raises:
            UnknownName: The mode is neither strict nor observed.
        """
        return _TARGETS[Mode(mode)][self]


_SIGNED, _DELIVERING, _COMPLETED = 100, 120, 140
RANKS = dict.fromkeys(NegotiationStage, 0) | {
    NegotiationStage.INTEREST: 10,
    NegotiationStage.TALKS: 20,
    NegotiationStage.REQUESTED: 30,
    NegotiationStage.TENDERED: 30,
    NegotiationStage.OFFERED: 40,
    NegotiationStage.SHORTLISTED: 50,
    NegotiationStage.SELECTED: 60,
    NegotiationStage.NEGOTIATING: 70,
    NegotiationStage.FINAL_TALKS: 80,
    NegotiationStage.PRELIMINARY: 80,
    NegotiationStage.SIGNED: _SIGNED,
    NegotiationStage.EFFECTIVE: 110,
    NegotiationStage.DELIVERING: _DELIVERING,
    NegotiationStage.DELIVERED: 130,
    NegotiationStage.COMPLETED: _COMPLETED,
}
LIVE = tuple(stage for stage in NegotiationStage if stage.is_live)
_FINAL = frozenset({NegotiationStage.COMPLETED, NegotiationStage.SUPERSEDED})
# Delivering is missing: goods arrive on many days, and each report of it is evidence that it lasted.
ACTS = frozenset(
    {NegotiationStage.SIGNED, NegotiationStage.EFFECTIVE, NegotiationStage.DELIVERED}
    | {stage for stage in NegotiationStage if stage.is_end}
)
_LABELS = {
    NegotiationStage.PRELIMINARY: "Preliminary instrument",
    NegotiationStage.EFFECTIVE: "In force",
}
ROWS = tuple((NegotiationStage[start], NegotiationStage[to], kind) for start, to, kind in parsed())


def _targets(
    rows: Iterable[tuple[NegotiationStage, NegotiationStage, str]],
) -> dict[NegotiationStage, frozenset[NegotiationStage]]:
    targets: dict[NegotiationStage, set[NegotiationStage]] = {stage: set() for stage in NegotiationStage}
    for start, to, _ in rows:
        targets[start].add(to)
    return {stage: frozenset(stages) for stage, stages in targets.items()}


_TARGETS = {Mode.OBSERVED: _targets(ROWS), Mode.STRICT: _targets(row for row in ROWS if row[2] != "SKIP")}
