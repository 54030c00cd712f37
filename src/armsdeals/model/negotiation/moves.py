"""The machine of stages: which moves are legal, of what kind each is, and which guards go with it.

The table is one grid of 322 pairs, in `_table.py` beside this file. A study that needs another one makes its own and
hands it to the replay:

    >>> kind_of("talks", "signed"), kind_of("delivered", "cancelled")
    (MoveKind.SKIP, None)
    >>> own = MOVES.adding(("delivered", "cancelled", "end"))
    >>> own.kind_of("delivered", "cancelled"), own.guards_of("delivered", "cancelled")
    (MoveKind.END, ('G1', 'G9'))
    >>> own.removing(("delivered", "cancelled")) == MOVES
    True

A deal is asked by it with ``deal.replay(table=own)`` or ``deal.moves(table=own)``; its steps go by the common table.

Left out: other stages than the 22, since files, figures and mappings know only these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, Self

from armsdeals._fields import Word
from armsdeals.errors import InvalidValue
from armsdeals.model.negotiation.stage import LIVE, RANKS, ROWS, Mode, NegotiationStage

Pair = tuple[NegotiationStage, NegotiationStage]


class MoveKind(Word):
    """What sort of step a move is."""

    ADVANCE = "ADVANCE"  # one natural step; a few go sideways or down, as from terms back to a choice
    SKIP = "SKIP"  # several steps at once, because nobody reported those between
    REGRESS = "REGRESS"  # a step back, which somebody must have said
    SUSPEND = "SUSPEND"  # a halt; the stage it interrupts is remembered
    RESUME = "RESUME"  # taken up again, no higher than where it was halted
    END = "END"  # an end that fits the stage
    REOPEN = "REOPEN"  # an ended deal is taken up again, which somebody must have said


class Move(NamedTuple):
    """One row of the table.

    Attributes:
        start: The stage that the deal leaves.
        to: The stage that it comes to.
        kind: What sort of step it is.
        guards: The ids of the guards that go with it (see `armsdeals.model.negotiation.guards`).
    """

    start: NegotiationStage
    to: NegotiationStage
    kind: MoveKind
    guards: tuple[str, ...]


AHEAD = frozenset({MoveKind.ADVANCE, MoveKind.SKIP, MoveKind.SUSPEND, MoveKind.RESUME, MoveKind.END})
BACK = frozenset({MoveKind.REGRESS, MoveKind.REOPEN})  # only where a claim says that it goes back

# A step ahead or an end is guarded by what it comes to, the other kinds by what they are.
_GUARDS_OF_KIND = {
    MoveKind.REGRESS: ("G15",),
    MoveKind.SUSPEND: ("G8",),
    MoveKind.RESUME: ("G16",),
    MoveKind.REOPEN: ("G16", "G18"),
}
_GUARDS_OF_TARGET = {
    NegotiationStage.TENDERED: ("G14",),
    NegotiationStage.OFFERED: ("G2",),
    NegotiationStage.SHORTLISTED: ("G14",),
    NegotiationStage.SELECTED: ("G2",),
    NegotiationStage.PRELIMINARY: ("G3",),
    NegotiationStage.SIGNED: ("G2", "G3"),
    NegotiationStage.EFFECTIVE: ("G4",),
    NegotiationStage.DELIVERING: ("G5",),
    NegotiationStage.DELIVERED: ("G6",),
    NegotiationStage.COMPLETED: ("G7",),
    NegotiationStage.CANCELLED: ("G9",),
    NegotiationStage.WITHDRAWN: ("G13",),
    NegotiationStage.REJECTED: ("G13",),
    NegotiationStage.BLOCKED: ("G12",),
    NegotiationStage.LAPSED: ("G11",),
    NegotiationStage.SUPERSEDED: ("G10",),
}
# What may end a deal depends on how far it got, and under a halt only the interrupted stage tells that.
_ENDS_BY_RESUME_POINT = frozenset({NegotiationStage.WITHDRAWN, NegotiationStage.REJECTED, NegotiationStage.LAPSED})


def first_kind(to: NegotiationStage) -> MoveKind:
    """Return the kind of move by which a stage is the first that is known of a deal; any stage may be."""
    if to is NegotiationStage.SUSPENDED:
        return MoveKind.SUSPEND
    return MoveKind.ADVANCE if RANKS[to] else MoveKind.END


def guards_for(start: NegotiationStage | None, to: NegotiationStage, kind: MoveKind) -> tuple[str, ...]:
    """Return the ids of the guards of a move; ``start`` is None for the first stage of a deal."""
    guards = ("G1", *(_GUARDS_OF_KIND.get(kind) or _GUARDS_OF_TARGET.get(to, ())))
    if start is NegotiationStage.SUSPENDED and to in _ENDS_BY_RESUME_POINT:
        return (*guards, "G17")
    return guards


class Moves:
    """A table of legal moves. It never changes, and two tables are equal when they allow the same moves.

    Attributes:
        kinds: The kind of each legal pair of stages, in the order of the table.
        ahead: For each stage, where a claim may lead unasked.
        back: The same for a claim that is marked as a step back: a permission more, so all of `ahead` stays legal.
    """

    __slots__ = ("_between", "_hash", "_origins", "ahead", "back", "kinds")
    _between: dict[Pair, tuple[NegotiationStage, ...]]
    _hash: int
    _origins: dict[NegotiationStage, frozenset[NegotiationStage]]
    kinds: Mapping[Pair, MoveKind]
    ahead: Mapping[NegotiationStage, frozenset[NegotiationStage]]
    back: Mapping[NegotiationStage, frozenset[NegotiationStage]]

    def __init__(self, rows: Iterable[tuple[NegotiationStage | str, NegotiationStage | str, MoveKind | str]]) -> None:
        kinds: dict[Pair, MoveKind] = {}
        onward: dict[NegotiationStage, set[NegotiationStage]] = {stage: set() for stage in NegotiationStage}
        returning: dict[NegotiationStage, set[NegotiationStage]] = {stage: set() for stage in NegotiationStage}
        for one, other, sort in rows:
            start = one if type(one) is NegotiationStage else NegotiationStage(one)
            to = other if type(other) is NegotiationStage else NegotiationStage(other)
            kind = MoveKind(sort)
            if start is to:
                raise InvalidValue(f"{start} cannot lead to itself; told again it is further evidence, not a move")
            if kinds.setdefault((start, to), kind) is not kind:
                raise InvalidValue(f"{start} to {to} stands twice, as {kinds[start, to]} and as {kind}; keep one")
            returning[start].add(to)
            if kind in AHEAD:
                onward[start].add(to)
        put = object.__setattr__
        put(self, "kinds", MappingProxyType(kinds))
        put(self, "ahead", MappingProxyType({stage: frozenset(stages) for stage, stages in onward.items()}))
        put(self, "back", MappingProxyType({stage: frozenset(stages) for stage, stages in returning.items()}))
        put(self, "_between", {})
        put(self, "_origins", {})
        put(self, "_hash", hash(frozenset(kinds.items())))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a table of moves cannot be changed; make another one with adding() or removing()")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a table of moves cannot be changed")

    def __eq__(self, other: object) -> bool:
        return self.kinds == other.kinds if isinstance(other, Moves) else NotImplemented

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"<Moves: {len(self.kinds)} legal pairs>"

    def __reduce__(self) -> tuple[type[Self], tuple[list[tuple[str, str, str]]]]:
        return type(self), ([(start.value, to.value, kind.value) for (start, to), kind in self.kinds.items()],)

    def adding(self, *rows: tuple[NegotiationStage | str, NegotiationStage | str, MoveKind | str]) -> Self:
        """Return a table with these moves as well.

        Raises:
            InvalidValue: A pair is in the table already with another kind.
        """
        return type(self)([*((start, to, kind) for (start, to), kind in self.kinds.items()), *rows])

    def removing(self, *pairs: tuple[NegotiationStage | str, NegotiationStage | str]) -> Self:
        """Return a table without these moves.

        Raises:
            InvalidValue: A pair is not in the table.
        """
        gone = [(NegotiationStage(start), NegotiationStage(to)) for start, to in pairs]
        for start, to in gone:
            if (start, to) not in self.kinds:
                raise InvalidValue(f"{start} to {to} is not in the table, so it cannot be taken out")
        return type(self)((start, to, kind) for (start, to), kind in self.kinds.items() if (start, to) not in gone)

    def kind_of(self, start: NegotiationStage | str, to: NegotiationStage | str) -> MoveKind | None:
        """Return the kind of a move; None where it is not legal, also for a stage and itself."""
        return self.kinds.get((NegotiationStage(start), NegotiationStage(to)))

    def guards_of(self, start: NegotiationStage | str, to: NegotiationStage | str) -> tuple[str, ...]:
        """Return the ids of the guards of a legal move; empty for one that is not legal."""
        kind = self.kind_of(start, to)
        return guards_for(NegotiationStage(start), NegotiationStage(to), kind) if kind else ()

    def legal(
        self, start: NegotiationStage | str | None, *, back: bool = False, mode: Mode | str = Mode.OBSERVED
    ) -> frozenset[NegotiationStage]:
        """Return the stages to which a deal may go; every stage may be the first (``start`` None).

        Args:
            start: Where it stands.
            back: Whether the claim says that it goes back or reopens.
            mode: STRICT leaves the skips out.
        """
        is_strict = Mode(mode) is Mode.STRICT
        if start is None:
            return frozenset(NegotiationStage)
        here = NegotiationStage(start)
        stages = (self.back if back else self.ahead)[here]
        return frozenset(to for to in stages if self.kinds[here, to] is not MoveKind.SKIP) if is_strict else stages

    def origins(self, stage: NegotiationStage | str) -> frozenset[NegotiationStage]:
        """Return the live stages that lead to a stage by one step of the world: a skip is a gap in what we know."""
        to = stage if type(stage) is NegotiationStage else NegotiationStage(stage)
        if to not in self._origins:
            self._origins[to] = frozenset(
                start for start in LIVE if self.kinds.get((start, to), MoveKind.SKIP) is not MoveKind.SKIP
            )
        return self._origins[to]

    def unavoidable(self, start: NegotiationStage | str, to: NegotiationStage | str) -> tuple[NegotiationStage, ...]:
        """Return the live stages that every way from one to the other by natural steps goes through, lowest first.

        From an offer to deliveries these are signature and entry into force. From talks to a signature it is none: an
        offer or a bargaining over terms would do. Empty also where no natural way leads there.
        """
        one = start if type(start) is NegotiationStage else NegotiationStage(start)
        other = to if type(to) is NegotiationStage else NegotiationStage(to)
        found = self._between.get((one, other))
        if found is None:
            found = self._between[one, other] = self._needed(one, other)
        return found

    def _needed(self, start: NegotiationStage, to: NegotiationStage) -> tuple[NegotiationStage, ...]:
        if not start.is_live or not self._leads(start, to, without=None):
            return ()
        return tuple(s for s in LIVE if s is not start and s is not to and not self._leads(start, to, without=s))

    def _leads(self, start: NegotiationStage, to: NegotiationStage, without: NegotiationStage | None) -> bool:
        seen, todo = {start}, [start]
        while todo:
            here = todo.pop()
            steps = {b for b in self.ahead[here] if self.kinds[here, b] is MoveKind.ADVANCE and b is not without} - seen
            seen |= steps
            todo += steps
        return to in seen

    def table(self) -> tuple[Move, ...]:
        """Return all rows, stage by stage."""
        return tuple(Move(start, to, kind, guards_for(start, to, kind)) for (start, to), kind in self.kinds.items())

    def to_dot(self, *kinds: MoveKind | str) -> str:
        """Return a Graphviz text of the moves of these kinds; of all, if none is named."""
        chosen = self._chosen(kinds)
        lines = [f"  {start} -> {to} [label={kind.in_words}];" for start, to, kind in chosen]
        return "\n".join(["digraph moves {", "  rankdir=LR;", *lines, "}", ""])

    def to_mermaid(self, *kinds: MoveKind | str) -> str:
        """Return a Mermaid text of the moves of these kinds; of all, if none is named."""
        lines = [f"    {start} --> {to}: {kind.in_words}" for start, to, kind in self._chosen(kinds)]
        return "\n".join(["stateDiagram-v2", *lines, ""])

    def _chosen(self, kinds: Iterable[MoveKind | str]) -> list[tuple[NegotiationStage, NegotiationStage, MoveKind]]:
        wanted = {MoveKind(kind) for kind in kinds} or set(MoveKind)
        return [(start, to, kind) for (start, to), kind in self.kinds.items() if kind in wanted]


MOVES = Moves(ROWS)
kind_of = MOVES.kind_of
table = MOVES.table
unavoidable = MOVES.unavoidable
to_dot = MOVES.to_dot
to_mermaid = MOVES.to_mermaid
