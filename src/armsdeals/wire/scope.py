"""What every reader is handed beside its node, and the reading of the keys of an object.

    >>> from armsdeals.wire.tree import node_of
    >>> scope = Scope()
    >>> pairs, is_sound = keys_of(node_of({"titel": "x"}), (), scope, known=("id", "title"))
    >>> is_sound, str(scope.faults.issues())
    (False, 'titel: is not a field here [unknown-key] (did you mean title?)')

Left out: what the values mean (`careful_reader`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from armsdeals._shown import shown
from armsdeals.errors import suggestion
from armsdeals.wire.evidence_table import SourceTable
from armsdeals.wire.faults import FAULT, Faults, Twice
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits
from armsdeals.wire.tree import Node, Pair, Path, found

# What people put beside the history of a deal, and what stands in it.
_OF_EVENTS = frozenset(
    {"payments", "deliveries", "settlements", "conditions", "amendments", "instrument", "suspension", "termination"}
)


@frozen(kw_only=True)
class Scope:
    """What a reader needs beside the node: where to note faults, and where sources are looked up.

    Attributes:
        faults: The list of faults, shared by the whole document.
        limits: What a document may be at most.
        tables: The tables of sources, the nearest first.
        held: Objects that were read already and stand in further places, by the id of the pairs of their nodes.
    """

    faults: Faults = field(factory=lambda: Faults(DEFAULT_LIMITS.faults))
    limits: Limits = DEFAULT_LIMITS
    tables: tuple[SourceTable, ...] = ()
    held: Mapping[int, Any] = field(factory=dict)

    def within(self, table: SourceTable) -> Scope:
        """Return the scope of something that has a table of its own."""
        return Scope(faults=self.faults, limits=self.limits, tables=(table, *self.tables), held=self.held)

    def unfit(self, node: Node, path: Path, wanted: str, *, hint: str = "") -> Any:
        """Note a value of the wrong type, or one that is never read."""
        if node.kind == "refused":
            code = "duplicate-key" if isinstance(node.value, Twice) else "not-read"
            return self.faults.note(path, code, node.value, place=node)
        if node.kind == "null" and path:  # the whole of a document is no field that could be left out
            hint = (
                f"leave the field out, or write {shown(node.value)} in quotes" if node.value else "leave the field out"
            )
        return self.faults.note(path, "wrong-type", f"found {found(node)} (expected {wanted})", hint=hint, place=node)


def keys_of(node: Node, path: Path, scope: Scope, *, known: Iterable[str]) -> tuple[dict[str, Pair], bool]:
    """Return the known keys of an object, and whether nothing else and no key twice stands in it."""
    names = list(known)
    pairs, sound = entries_of(node, path, scope)
    for key, pair in pairs.items():
        if key in names:
            continue
        sound = False
        where = (*path, key)
        if pair.node.kind == "refused":
            scope.unfit(pair.node, where, "")
        else:
            near = suggestion(key, names)
            hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(names)}"
            if "history" in names and key in _OF_EVENTS:
                hint = "it stands below the event that tells it, in history"
            scope.faults.note(where, "unknown-key", "is not a field here", hint=hint, place=pair)
    return {key: pairs[key] for key in pairs if key in names}, sound


def entries_of(node: Node, path: Path, scope: Scope) -> tuple[dict[str, Pair], bool]:
    """Return the keys of an object, and whether it is one in which no key stands twice."""
    if node.kind != "map":
        is_name = path[-1:] == ("system",) and node.kind in ("text", "plain")
        hint = (
            "write the system itself; its id is enough where a whole document is read that declares it"
            if is_name
            else ""
        )
        return {}, scope.unfit(node, path, "an object", hint=hint) is not FAULT
    if too_many(node, path, scope):
        return {}, False
    pairs: dict[str, Pair] = {}
    sound = True
    for pair in node.value:
        first = pairs.setdefault(pair.key, pair)
        if first is pair:
            continue
        sound = False
        if pair.node.kind == "refused":
            scope.unfit(pair.node, (*path, pair.key), "")
        else:
            message = f"stands twice in one object{f' (first in line {first.line})' if first.line else ''}"
            scope.faults.note((*path, pair.key), "duplicate-key", message, hint="keep one", place=pair)
    return pairs, sound


def too_many(node: Node, path: Path, scope: Scope) -> bool:
    """Tell whether a list or object has more items than the limits allow, and note it."""
    count, most = len(node.value), scope.limits.items
    if count > most:
        message = f"holds {count:,} items (expected {most:,} or less; see Limits.items)"
        scope.faults.note(path, "limit-exceeded", message, place=node)
    return count > most
