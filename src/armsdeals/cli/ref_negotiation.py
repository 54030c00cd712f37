"""armsdeals ref stages, moves, guards: the machine of stages, to look things up in."""

from __future__ import annotations

from collections.abc import Sequence

from armsdeals._shown import shown
from armsdeals.cli.page import Page, picked
from armsdeals.cli.vocabularies import vocabularies
from armsdeals.errors import InvalidValue, UnknownName
from armsdeals.model.negotiation.guards import GUARDS
from armsdeals.model.negotiation.moves import MOVES, MoveKind
from armsdeals.model.negotiation.stage import NegotiationStage


def stages(names: Sequence[str]) -> Page:
    """Return all stages, or one with the moves that lead out of it and into it."""
    said = vocabularies()["NegotiationStage"].words
    if not names:
        rows = tuple((one.value, one.rank or None, one.phase.in_words, said[one]) for one in NegotiationStage)
        return Page(
            columns=("stage", "rank", "phase", "where the deal stands"),
            rows=rows,
            below="next: armsdeals ref stage SIGNED",
        )
    stage = NegotiationStage(" ".join(names))
    out = tuple(("to", move.to.value, move.kind.value, move.guards) for move in MOVES.table() if move.start is stage)
    into = tuple(("from", move.start.value, move.kind.value, move.guards) for move in MOVES.table() if move.to is stage)
    return Page(
        title=stage.value,
        facts=(
            ("stage", stage.value), ("meaning", said[stage]), ("heading", stage.label), ("rank", stage.rank or None),
            ("phase", stage.phase.value), ("is live", stage.is_live), ("is end", stage.is_end),
            ("is reopenable", stage.is_reopenable),
        ),
        columns=("way", "stage", "kind", "guards"), rows=out + into, rows_are="moves",
        below="next: armsdeals ref guards" if out else "",
    )  # fmt: skip


def moves(names: Sequence[str]) -> Page:
    """Return the kinds of moves; the moves of a kind or from a stage; or what leads from one stage to another."""
    said = vocabularies()["MoveKind"].words
    if not names:
        table = MOVES.table()
        rows = tuple((kind.value, sum(move.kind is kind for move in table), said[kind]) for kind in MoveKind)
        return Page(columns=("kind", "moves", "what it is"), rows=rows, below="next: armsdeals ref moves TALKS SIGNED")
    if len(names) == 1:
        return _moves_of(names[0])
    if len(names) > 2:  # noqa: PLR2004  # from and to
        raise InvalidValue(
            f"{shown(names[2])} is one stage too many; name the one that is left and the one that is come to"
        )
    start, to = map(NegotiationStage, names)
    kind = MOVES.kind_of(start, to)
    facts = (
        ("from", start.value),
        ("to", to.value),
        ("kind", kind and kind.value),
        ("meaning", said[kind] if kind else "no move leads there"),
    )
    held = tuple((guard, GUARDS[guard].sentence) for guard in (MOVES.guards_of(start, to) if kind else ()))
    return Page(
        title=f"{start} to {to}", facts=facts, columns=("guard", "what must hold"), rows=held, rows_are="guards"
    )


def _moves_of(name: str) -> Page:
    try:
        stage, kind = NegotiationStage(name), None
    except UnknownName:
        names = (*NegotiationStage.__members__, *MoveKind.__members__)
        stage, kind = None, MoveKind(picked(name, names, "a stage or a kind of move"))
    rows = tuple(
        (move.start.value, move.to.value, move.kind.value, move.guards)
        for move in MOVES.table()
        if stage in (None, move.start) and kind in (None, move.kind)
    )
    return Page(columns=("from", "to", "kind", "guards"), rows=rows)


def guards(names: Sequence[str]) -> Page:
    """Return all guards, or one with the moves that it goes with."""
    if not names:
        rows = tuple((guard.id, guard.sentence, guard.awaits) for guard in GUARDS.values())
        return Page(columns=("guard", "what must hold", "not asked until a deal holds"), rows=rows)
    guard = GUARDS[picked(names[0], GUARDS, "a guard")]
    rows = tuple(
        (move.start.value, move.to.value, move.kind.value) for move in MOVES.table() if guard.id in move.guards
    )
    return Page(
        title=guard.id, facts=(("guard", guard.id), ("what must hold", guard.sentence), ("awaits", guard.awaits or None)),
        columns=("from", "to", "kind"), rows=rows, rows_are="moves",
    )  # fmt: skip
