"""Tables of sources: what claims cite by a key instead of repeating it.

A document has one table under ``evidence``, and each deal may have its own. A key in a claim is looked up in the table of
the deal, then in that of the document. Declaring one key in both is a fault, so that no claim silently changes its source.

    >>> from armsdeals.values.evidence import Evidence
    >>> tass = Evidence(id="tass", publisher="TASS")
    >>> citing = Citations()
    >>> citing.cite(tass), list(citing.table)
    ('tass', ['tass'])

Left out: how an entry is read and written (`careful_reader`, `careful_writer`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

from armsdeals._shown import shown
from armsdeals.errors import suggestion
from armsdeals.values.evidence import Evidence
from armsdeals.wire.faults import FAULT, Faults
from armsdeals.wire.tree import Node, Pair, Path

_COMPARED = 1_000  # keys that are compared with one that is not there


class SourceTable:
    """The sources of one table while a document is read, and which of them are cited.

    Attributes:
        entries: Each source, or the marker of a fault, under its key.
        pairs: Where each of them stands.
        cited: The keys that something cites.
    """

    def __init__(self) -> None:
        self.entries: dict[str, Any] = {}
        self.pairs: dict[str, Pair] = {}
        self.cited: set[str] = set()

    def uncited(self) -> dict[str, Evidence]:
        """Return the sound sources that nothing cites."""
        return {key: source for key, source in self.entries.items() if key not in self.cited and source is not FAULT}


def look_up(node: Node, path: Path, tables: Iterable[SourceTable], faults: Faults) -> Any:
    """Return the source that a key names, or note that there is none."""
    key = node.value
    for table in tables:
        if key in table.entries:
            table.cited.add(key)
            return table.entries[key]
    names = (name for table in tables for name in table.entries)
    near = suggestion(key.lower(), islice(names, _COMPARED)) if faults.has_room else ()
    stuck = key.partition(":")[0]
    if stuck != key and any(stuck in table.entries for table in tables):
        hint = "put a blank after the colon"
        return faults.note(path, "unknown-source", f"no source {shown(key)} in this file", hint=hint, place=node)
    hint = (
        f"did you mean {near[0]}?"
        if near
        else "declare it under evidence (sources in a typed file), or write the source itself here"
    )
    return faults.note(path, "unknown-source", f"no source {shown(key)} in this file", hint=hint, place=node)


class Citations:
    """The sources of one deal while it is written.

    Attributes:
        table: The sources that have an id, under it.
        rivals: Ids under which a different source was met; that one is written where it is cited.
    """

    def __init__(self, write: Callable[[Evidence], dict[str, Any]] | None = None) -> None:
        self.table: dict[str, Evidence] = {}
        self.rivals: set[str] = set()
        self._write = write

    def cite(self, source: Evidence) -> Any:
        """Return what a claim writes for a source: its key, or the source itself."""
        if source.id:
            held = self.table.setdefault(source.id, source)
            if held is source or held == source:
                return source.id
            self.rivals.add(source.id)
        return self._write(source) if self._write else source


def common(deals: Iterable[Citations], sources: Iterable[Evidence]) -> dict[str, Evidence]:
    """Return what goes into the table of the document.

    That is a source which several deals cite, or which the register itself keeps, as long as its id means the same in
    every deal.
    """
    held: dict[str, Evidence] = {}
    times: dict[str, int] = {}
    unclear: set[str] = set()
    for citing in deals:
        unclear |= citing.rivals
        for key, source in citing.table.items():
            times[key] = times.get(key, 0) + 1
            if held.setdefault(key, source) != source:
                unclear.add(key)
    for source in sources:
        if source.id and held.setdefault(source.id, source) == source:
            times[source.id] = 2
    return {key: source for key, source in held.items() if times.get(key, 0) > 1 and key not in unclear}
