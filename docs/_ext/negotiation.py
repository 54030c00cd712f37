"""What is told of the negotiation: its stages, its moves and their guards, as tables, as a grid and as a diagram."""

from __future__ import annotations

import re
import shutil

from markdown_tables import meanings, table

from armsdeals import moves
from armsdeals.model.negotiation._table import KINDS
from armsdeals.model.negotiation.guards import GUARDS
from armsdeals.model.negotiation.moves import MoveKind
from armsdeals.model.negotiation.stage import NegotiationStage


def stages() -> str:
    said = meanings(NegotiationStage)
    rows = [
        (f"`{stage}`", stage.rank or "", stage.phase.in_words.replace(" ", "-"), said[stage.name])
        for stage in NegotiationStage
    ]
    return table(("stage", "rank", "phase", "where the deal stands"), rows)


def kinds() -> str:
    said = meanings(MoveKind)
    letters = {kind: letter for letter, kind in KINDS.items()}
    rows = []
    for kind in MoveKind:
        number = sum(move.kind is kind for move in moves.table())
        rows.append((f"`{letters[kind]}`", f"`{kind}`", number, said[kind.name]))
    return table(("letter", "kind", "moves", "what it is"), rows)


def guards() -> str:
    told = [
        (
            guard.id,
            f"{guard.sentence} (not asked yet: a deal would have to hold {guard.awaits})"
            if guard.awaits
            else guard.sentence,
        )
        for guard in GUARDS.values()
    ]
    return table(("guard", "what must hold"), told)


def grid() -> str:
    """The whole table as letters: the row is left, the column is come to."""
    letters = {kind: letter for letter, kind in KINDS.items()}
    numbers = " ".join(f"{place:2d}" for place in range(1, len(NegotiationStage) + 1))
    lines = [" " * 16 + numbers]
    for place, start in enumerate(NegotiationStage, start=1):
        kinds_there = [moves.kind_of(start, to) for to in NegotiationStage]
        lines.append(
            f"{place:2d} {start:<12} " + " ".join(f" {letters[kind] if kind else '.'}" for kind in kinds_there)
        )
    return "```{code-block} text\n:class: grid-of-moves\n" + "\n".join(lines) + "\n```\n"


def every_move() -> str:
    """Where each stage leads, by the kind of the move, with the guards that go with it."""
    groups: dict[tuple[NegotiationStage, MoveKind], list[str]] = {}
    for move in moves.table():
        groups.setdefault((move.start, move.kind), []).append(f"`{move.to}` ({', '.join(move.guards)})")
    rows = [(f"`{start}`", f"`{kind}`", ", ".join(to)) for (start, kind), to in groups.items()]
    return table(("from", "kind", "to (guards)"), rows)


def diagram() -> str:
    """The natural steps, drawn where Graphviz is installed and as its text where it is not."""
    text = re.sub(r" \[label=[^\]]*\]", "", moves.to_dot("advance"))
    style = '  node [shape=box, style=rounded, fontname="sans-serif", fontsize=10, height=0.3];\n  edge [color="#777777", arrowsize=0.6];\n'
    text = text.replace("rankdir=LR;\n", "rankdir=TB; ranksep=0.35;\n" + style)
    if shutil.which("dot") is None:
        return f"```{{code-block}} text\n{text}```\n"
    return f"```{{graphviz}}\n:alt: The natural steps between the stages of a deal\n{text}```\n"
