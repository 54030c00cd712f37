"""The document: the envelope around deals, and the sources that their claims cite.

    {"armsdeals": 1,                      the version
     "deals": [{"id": ..., ...,           each deal from its id downwards,
                "evidence": {...}}],      last the sources that only this deal cites
     "competitions": [...],               choices between suppliers, whose contenders are deals
     "events": [...],                     what happened and belongs to no deal
     "systems": [...],                    systems of your own, which a line may name by their ids
     "sources": [...],                    evidence that came along and that no claim cites
     "evidence": {"tass": {...}}}         sources that several deals cite, by their keys

A claim cites a source by its key, or holds it as an object. A source that has an id is written into a table and cited; one
that several deals share goes into the table of the document, unless its id means something else in one of them.

    >>> tree = to_tree(Register([Deal(id="demo")]))
    >>> tree
    {'armsdeals': 1, 'deals': [{'id': 'demo'}]}
    >>> from_tree(tree)["demo"].id
    'demo'

A line may hold the id of such a system in place of the system itself. It is written with the system in full, so that each
deal can be read alone:

    >>> tree["systems"] = [{"designation": "Merlin", "id": "merlin"}]
    >>> tree["deals"][0]["lines"] = [{"id": "a", "system": "merlin"}]
    >>> from_tree(tree)["demo"].line("a").system == from_tree(tree).systems[0]
    True

What is read and not cited is kept, in `Deal.sources` or `Register.sources`, and told as an INFO. Nothing is lost: a
register that is written and read again is equal to itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import count
from typing import Any

from attrs import evolve

from armsdeals._shown import shown
from armsdeals.errors import InvalidDeals, suggesting, suggestion
from armsdeals.issues import Issues, Severity
from armsdeals.model.deal import Deal
from armsdeals.model.system import System
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence
from armsdeals.wire.careful_reader import build, read_values, readers_of
from armsdeals.wire.careful_writer import citations, written
from armsdeals.wire.evidence_table import Citations, SourceTable, common
from armsdeals.wire.faults import FAULT, Faults, GaveUp
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits
from armsdeals.wire.migrations import MIGRATIONS, Migration
from armsdeals.wire.named_parts import wrong_names
from armsdeals.wire.scope import Scope, entries_of, keys_of, too_many
from armsdeals.wire.tree import Node, Pair, Path, below, each, node_of
from armsdeals.wire.versions import KEY, VERSION, upgraded

_BESIDE = ("competitions", "events", "systems")  # what belongs to the register as a whole
_KEYS = (KEY, "deals", *_BESIDE, "sources", "evidence")


def read_document(
    node: Node,
    *,
    limits: Limits = DEFAULT_LIMITS,
    needs_version: bool = True,
    common: SourceTable | None = None,
    migrations: Sequence[Migration] = MIGRATIONS,
) -> tuple[Register, Issues]:
    """Read a whole document; one of an older version is brought up to this one first, in memory only.

    Args:
        node: Its tree.
        limits: What it may be at most.
        needs_version: Whether it has to say its version; if not, it is version 1 where it does not.
        common: Sources that stand elsewhere and may be cited here.
        migrations: The steps from the first version up to this one.

    Returns:
        The deals that are sound, and every finding; an ERROR among these means that something is missing from the deals.

    Raises:
        UnsupportedVersion: It is newer than this release.
    """
    tables = () if common is None else (common,)
    scope = Scope(faults=Faults(limits.faults), limits=limits, tables=tables)
    if node.kind != "map":
        scope.unfit(node, (), f"an object with the keys {KEY} and deals")
        return Register(), scope.faults.issues()
    try:
        with suggesting(lambda: scope.faults.has_room):
            return _Document(scope).read(upgraded(node, scope.faults, migrations), needs_version=needs_version)
    except GaveUp:
        return Register(), scope.faults.issues()


def to_tree(value: Deal | Register) -> dict[str, Any]:
    """Return the plain tree of a register, or of one deal with all of its sources in its own table.

    Exact numbers are text in it; only whole numbers and booleans are not.

    Args:
        value: A deal or a register.
    """
    if isinstance(value, Register):
        return document_tree(value)
    if not isinstance(value, Deal):
        raise TypeError(f"{shown(value)} is neither a deal nor a register")
    tree, citing = _deal_tree(value)
    return _with_table(tree, citing.table)


def document_tree(register: Register) -> dict[str, Any]:
    """Return the tree of a document that holds the register."""
    parts = [_deal_tree(deal) for deal in register.deals]
    beside = citations()
    for name in _BESIDE:
        for one in getattr(register, name):
            written(one, beside.cite)
    shared = common((citing for _, citing in parts), (*register.sources, *beside.table.values()))

    def cite(source: Evidence) -> Any:
        return source.id if source.id and shared.get(source.id) == source else written(source)

    deals = [
        _with_table(tree, {key: source for key, source in citing.table.items() if key not in shared})
        for tree, citing in parts
    ]
    document: dict[str, Any] = {KEY: VERSION, "deals": deals}
    for name in _BESIDE:
        if getattr(register, name):
            document[name] = [written(claim, cite) for claim in getattr(register, name)]
    if register.sources:
        document["sources"] = [cite(source) for source in register.sources]
    return _with_table(document, shared)


def from_tree(tree: Any, *, limits: Limits = DEFAULT_LIMITS) -> Deal | Register:
    """Return what `to_tree` was given: a register if the tree has the keys of a document, else a deal.

    Args:
        tree: Dicts, lists, texts, whole numbers, booleans and None.
        limits: Beyond which depth and number of faults nothing is read.

    Raises:
        InvalidDeals: The tree has faults; the exception holds all of them.
        UnsupportedVersion: It is newer than this release.
    """
    node = node_of(tree, limits=limits)
    if isinstance(tree, dict) and (KEY in tree or "deals" in tree):
        register, issues = read_document(node, limits=limits)
        if issues.errors:
            raise InvalidDeals(issues)
        return register
    scope = Scope(faults=Faults(limits.faults), limits=limits)
    deal = FAULT
    with suppress(GaveUp), suggesting(lambda: scope.faults.has_room):
        deal = _Document(scope).read_deal(node, ())
    if deal is FAULT or scope.faults.errors:
        raise InvalidDeals(scope.faults.issues())
    return deal  # type: ignore[no-any-return]


def _deal_tree(deal: Deal) -> tuple[dict[str, Any], Citations]:
    citing = citations()
    return written(deal, citing.cite), citing


def _with_table(tree: dict[str, Any], table: dict[str, Evidence]) -> dict[str, Any]:
    if table:
        tree["evidence"] = {key: _entry(source) for key, source in table.items()}
    return tree


def _entry(source: Evidence) -> dict[str, Any]:
    entry = written(source)
    del entry["id"]  # its key says it
    return entry


def _declared(node: Node, systems: tuple[System, ...]) -> list[tuple[System, Node]]:
    """Each system that a document declares, with its tree; where one is faulty, none can be named."""
    return [] if node.kind != "list" else list(zip(systems, node.value, strict=False))


def _with_systems(deal: Node, named: Callable[[Node], Node]) -> Node:
    """Return the tree of a deal in which every line has its system in place of the id of it."""
    return below(deal, "lines", lambda lines: each(lines, lambda line: below(line, "system", named)))


def _named(systems: Mapping[str, Node], most: int) -> Callable[[Node], Node]:
    """Return what puts the tree of a system in place of its id; so many ids that none has are told with a near one."""
    hinted = count()

    def system(node: Node) -> Node:
        if node.kind not in ("text", "plain") or node.value in systems:
            return systems.get(node.value, node) if node.kind in ("text", "plain") else node
        near = suggestion(node.value, systems) if next(hinted) < most else ()
        hint = f"did you mean {near[0]}?" if near else "declare it under systems, or write the system itself here"
        return node._replace(kind="refused", value=f"no sound system {shown(node.value)} is declared here; {hint}")

    return system


class _Document:
    """Reads one document; the tables of sources fill up on the way."""

    def __init__(self, scope: Scope) -> None:
        self._table = SourceTable()
        self._scope = scope.within(self._table)
        self._never_cited: list[tuple[Path, Pair]] = []

    def read(self, node: Node, *, needs_version: bool) -> tuple[Register, Issues]:
        faults = self._scope.faults
        pairs, _ = keys_of(node, (), self._scope, known=_KEYS)
        if KEY not in pairs and needs_version:
            hint = f"begin with {KEY}: {VERSION}"
            faults.note((KEY,), "missing", "the version of the file is required", hint=hint, place=node)
        if "evidence" in pairs:
            self._read_table(self._table, pairs["evidence"].node, ())
        beside = {name: self._read_list(name, pairs[name].node) for name in ("systems",) if name in pairs}
        named = None
        if "systems" in pairs:
            declared = _declared(pairs["systems"].node, beside["systems"])
            named = _named({one.id: tree for one, tree in declared}, self._scope.limits.faults)
            # A short text may name a long system any number of times, and it is read once.
            self._scope = evolve(self._scope, held={id(tree.value): one for one, tree in declared})
        deals = self._read_deals(pairs["deals"].node, named) if "deals" in pairs else ()
        if "deals" not in pairs:
            faults.note(("deals",), "missing", "is required", hint="an empty list is fine", place=node)
        for name in (*_BESIDE, "sources"):
            if name in pairs and name not in beside:
                beside[name] = self._read_list(name, pairs[name].node)
        sources = (*beside.pop("sources", ()), *self._left_over(self._table, ()))
        register = self._registered(deals, beside, sources, node)
        if not faults.errors:  # else the claim that cites it may be among what could not be read
            for path, place in self._never_cited:
                faults.note(path, "never-cited", "no claim cites this source", place=place, severity=Severity.INFO)
        return register, faults.issues()

    def read_deal(self, node: Node, path: Path) -> Any:
        table = SourceTable()
        own = next((pair.node for pair in node.value if pair.key == "evidence"), None) if node.kind == "map" else None
        sound = own is None or self._read_table(table, own, path)
        scope = self._scope if own is None else self._scope.within(table)
        values = read_values(Deal, node, path, scope, beside=("evidence",))
        if values is not FAULT and sound:
            values["sources"] = (*values.get("sources", ()), *self._left_over(table, path))
            deal = build(Deal, values, node, path, self._scope)
            if deal is not FAULT:
                return deal
        faults = self._scope.faults
        for error in wrong_names(node) if faults.has_room else ():  # which would only show when all else is mended
            if not faults.holds(where := (*path, *error.path)):
                place = Node("null", "", error.line, error.column)
                faults.note(where, "inconsistent", error.message, place=place)
        return FAULT

    def _read_deals(self, node: Node, named: Callable[[Node], Node] | None) -> tuple[Deal, ...]:
        if node.kind != "list":
            self._scope.unfit(node, ("deals",), "a list of deals")
            return ()
        if too_many(node, ("deals",), self._scope):
            return ()
        deals: dict[str, Deal] = {}
        places: dict[str, Node] = {}
        for place, item in enumerate(node.value):
            path = ("deals", place)
            deal = self.read_deal(item if named is None else _with_systems(item, named), path)
            name = next((pair.node for pair in item.value if pair.key == "id"), None) if item.kind == "map" else None
            if name is None or name.kind not in ("text", "plain"):
                continue
            first = places.setdefault(name.value, name)
            if first is not name:
                message = (
                    f"two deals are called {shown(name.value)}{f' (first in line {first.line})' if first.line else ''}"
                )
                hint = "an id names one deal; rename one, or join them"
                self._scope.faults.note((*path, "id"), "duplicate-id", message, hint=hint, place=name)
            elif deal is not FAULT:
                deals[name.value] = deal
        return tuple(deals.values())

    def _read_list(self, name: str, node: Node) -> tuple[Any, ...]:
        told = readers_of(Register)[name](node, (name,), self._scope)
        return () if told is FAULT else told

    def _registered(
        self, deals: tuple[Deal, ...], beside: dict[str, tuple[Any, ...]], sources: tuple[Evidence, ...], node: Node
    ) -> Register:
        values = {"deals": deals, "sources": sources, **beside}
        register = build(Register, values, node, (), self._scope)
        return Register(deals) if register is FAULT else register

    def _read_table(self, table: SourceTable, node: Node, path: Path) -> bool:
        """Read a table of sources into ``table``; return whether it is sound."""
        path = (*path, "evidence")
        pairs, sound = entries_of(node, path, self._scope)
        for key, pair in pairs.items():
            where = (*path, key)
            if pair.node.kind == "refused":
                sound = self._scope.unfit(pair.node, where, "") is not FAULT
                continue
            table.pairs[key] = pair
            table.entries[key] = source = self._read_entry(key, pair, where)
            if table is not self._table and key in self._table.entries:
                message = f"the source {shown(key)} is declared in the document and in the deal"
                hint = "keep one, or give one of them another key"
                source = self._scope.faults.note(where, "duplicate-key", message, hint=hint, place=pair)
            sound = sound and source is not FAULT
        return sound

    def _read_entry(self, key: str, pair: Pair, path: Path) -> Any:
        name = readers_of(Evidence)["id"](Node("text", key, pair.line, pair.column), path, self._scope)
        if name == "":
            name = self._scope.faults.note(path, "bad-value", "a source in a table needs a key", place=pair)
        values = read_values(Evidence, pair.node, path, self._scope, given={"id": name})
        return FAULT if FAULT in (name, values) else build(Evidence, values, pair.node, path, self._scope)

    def _left_over(self, table: SourceTable, path: Path) -> tuple[Evidence, ...]:
        left = table.uncited()
        self._never_cited += [((*path, "evidence", key), table.pairs[key]) for key in left]
        return tuple(left.values())
