"""The sources that files declare, and what is odd about them once those of all files of a folder are looked at.

    >>> from armsdeals.formats.yaml import parse
    >>> [(one.key, one.is_undated) for one in declared_in(parse(b"evidence: {tass: {publisher: TASS}}"))]
    [('tass', True)]

Left out: reading them (`wire`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from armsdeals._shown import shown
from armsdeals.issues import Issue, Severity
from armsdeals.values.evidence import Evidence
from armsdeals.wire.evidence_table import SourceTable
from armsdeals.wire.tree import Node, Pair, Path

SHARED = "_shared.yaml"


class Declared(NamedTuple):
    """One source that a file declares: where, and what other files could have to do with it."""

    path: Path
    key: str
    line: int | None
    column: int | None
    link: str
    is_undated: bool


class Sources:
    """The sources of all files of a folder, for what only shows when they are looked at together.

    Args:
        shared: The sources that it declares for all of its files.
        name: The file in which it does.
    """

    def __init__(self, shared: SourceTable, name: str = "") -> None:
        self._shared = shared
        self._name = name
        self._links = {
            source.link: (key, name)
            for key, source in shared.entries.items()
            if isinstance(source, Evidence) and source.link
        }

    def look_at(self, declared: Iterable[Declared], name: str) -> Iterator[Issue]:
        """Yield what is odd about the sources of one file."""
        shared = self._shared.pairs if name != self._name else ()
        for one in declared:
            first = self._links.setdefault(one.link, (one.key, name)) if one.link else (one.key, name)
            if first == (one.key, name) and not one.is_undated and one.key not in shared:  # as of nearly all
                continue
            place: dict[str, Any] = {"path": one.path, "file": name, "line": one.line, "column": one.column}
            if one.key in shared:
                yield Issue(
                    code="duplicate-key", message=f"the source {shown(one.key)} is declared here and in {SHARED}",
                    hint="keep one, or give one of them another key", **place,
                )  # fmt: skip
            if one.is_undated:
                yield Issue(
                    code="undated-source", severity=Severity.INFO, message="has no date, so known_by cannot use it",
                    hint="add the day on which it was published", **place,
                )  # fmt: skip
            if first != (one.key, name):
                yield Issue(
                    code="same-link", severity=Severity.INFO, message=f"has the link of {shown(first[0])} in {first[1]}",
                    hint=f"one source can stand in {SHARED}", **place,
                )  # fmt: skip


def declared_in(node: Node) -> Iterator[Declared]:
    """Yield the sources that a document declares, which is given in its long form."""
    for path, pair in _declared(node):
        fields = {one.key: one.node for one in pair.node.value} if pair.node.kind == "map" else {}
        link = fields.get("link")
        is_refused = any(one.kind == "refused" for one in fields.values())
        told = link.value if link is not None and link.kind in ("text", "plain") else ""
        yield Declared(
            path, pair.key, pair.line, pair.column, told, bool(fields) and "published" not in fields and not is_refused
        )


def _declared(node: Node) -> Iterator[tuple[tuple[str | int, ...], Pair]]:
    """Yield every source that a document declares in a table."""
    for pair in node.value if node.kind == "map" else ():
        if pair.key == "evidence" and pair.node.kind == "map":
            yield from ((("evidence", one.key), one) for one in pair.node.value)
        elif pair.key == "deals" and pair.node.kind == "list":
            for place, deal in enumerate(pair.node.value):
                yield from ((("deals", place, *path), one) for path, one in _declared(deal))
