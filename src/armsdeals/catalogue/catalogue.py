"""The catalogue: systems by id, found by any of their declared names, with what they come from.

    >>> fd2000 = systems().find("fd 2000")
    >>> fd2000.id, str(fd2000.origin)
    ('fd-2000', 'China')
    >>> [(step.relation.in_words, step.name) for step in systems().lineage("fd-2000")]
    [('export version of', 'HQ-9')]
    >>> systems().find("S-500")
    Traceback (most recent call last):
    armsdeals.errors.UnknownName: no system here is called 'S-500'; did you mean S-400 or S-300 or S-300V?

The bundled one holds the systems of the bundled examples and their kin. What is said in it without a source is evidence
of kind UNSOURCED; a class is our reading of the heading of its list. Left out: goods of no named type, figures of
performance but for a few, and everything that a source does not need in order to name a weapon.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

from armsdeals._fields import Word
from armsdeals._shown import shown
from armsdeals.catalogue.match import NameIndex, name_key
from armsdeals.errors import InvalidDeals, InvalidValue, UnknownName, suggestion
from armsdeals.model.lineage import circle
from armsdeals.model.system import System
from armsdeals.values.evidence import Evidence
from armsdeals.wire.careful_reader import build, read_object, read_values
from armsdeals.wire.evidence_table import SourceTable
from armsdeals.wire.faults import FAULT, Faults
from armsdeals.wire.limits import DEFAULT_LIMITS
from armsdeals.wire.scope import Scope, entries_of, keys_of
from armsdeals.wire.tree import Node, node_of
from armsdeals.wire.versions import KEY, check_version

_BUNDLED = files("armsdeals.catalogue") / "data" / "systems.json"


class Relation(Word):
    """How one system comes from another."""

    EXPORT_VERSION_OF = "EXPORT_VERSION_OF"
    VARIANT_OF = "VARIANT_OF"
    DERIVED_FROM = "DERIVED_FROM"


class LineageStep(NamedTuple):
    """One step from a system to one that it comes from.

    Attributes:
        of: The id of the younger system.
        relation: How it comes from the older one.
        name: By which name it calls the older one.
        system: The older one; None where the catalogue does not hold it.
    """

    of: str
    relation: Relation
    name: str
    system: System | None


class Catalogue(Mapping[str, System]):
    """Systems by their ids, in a fixed order; it cannot be changed.

    Raises:
        InvalidValue: A system has no id, two have the same id or designation, or the lineage of one leads back to it.
    """

    __slots__ = ("_index", "_systems")
    _systems: Mapping[str, System]
    _index: NameIndex

    def __init__(self, systems: Iterable[System] = ()) -> None:
        held: dict[str, System] = {}
        for system in systems:
            if not isinstance(system, System):
                raise TypeError(f"{shown(system)} is not a system")
            if not system.id:
                raise InvalidValue(f"the system {shown(system.designation)} has no id; a catalogue asks by it")
            if held.setdefault(system.id, system) is not system:
                raise InvalidValue(f"two systems have the id {shown(system.id)}")
        object.__setattr__(self, "_systems", MappingProxyType(held))
        object.__setattr__(self, "_index", NameIndex(held.values()))
        self._check_designations()
        self._check_circles()

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a catalogue cannot be changed")

    def __reduce__(self) -> tuple[Any, ...]:
        return Catalogue, (tuple(self._systems.values()),)

    def __getitem__(self, key: str) -> System:
        """Return the system of this id; a name is for `find`."""
        return self._systems[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._systems)

    def __len__(self) -> int:
        return len(self._systems)

    def __repr__(self) -> str:
        return f"<Catalogue of {len(self)} systems>"

    def find(self, name: str) -> System:
        """Return the system that declares a name: its id, designation, an alias, a NATO name or one in another script.

        Case, blanks and hyphens do not matter; see `armsdeals.catalogue.match`.

        Raises:
            UnknownName: No system declares the name, or several do; near names are suggested and never taken.
            TypeError: The name is not text.
        """
        if not isinstance(name, str):
            raise TypeError(f"the name of a system is text, not {shown(name)}")
        ids = self._index.ids(name)
        if len(ids) == 1:
            return self._systems[ids[0]]
        if ids:
            several = tuple(self._systems[one].designation for one in ids)
            raise UnknownName(f"{shown(name)} may be {' or '.join(several)}; write which", suggestions=several)
        near = self._index.near(name)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise UnknownName(f"no system here is called {shown(name)}{hint}", suggestions=near)

    def lineage(self, key: str) -> tuple[LineageStep, ...]:
        """Return what a system comes from, the nearest first, each system once.

        Args:
            key: The id of the system.

        Raises:
            UnknownName: The catalogue holds no system of this id.
        """
        if key not in self._systems:
            near = suggestion(str(key), self._systems)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise UnknownName(f"no system here has the id {shown(key)}{hint}", suggestions=near)
        steps: list[LineageStep] = []
        seen, waiting = {key}, [key]
        while waiting:
            for step in self._parents(waiting.pop(0)):
                if step.system is None:
                    steps.append(step)
                elif step.system.id not in seen:
                    steps.append(step)
                    seen.add(step.system.id)
                    waiting.append(step.system.id)
        return tuple(steps)

    def _parents(self, key: str) -> Iterator[LineageStep]:
        system = self._systems[key]
        told = (
            (Relation.EXPORT_VERSION_OF, (system.export_version_of,)),
            (Relation.VARIANT_OF, (system.variant_of,)),
            (Relation.DERIVED_FROM, system.derived_from),
        )
        for relation, names in told:
            for name in names:
                if name:
                    ids = self._index.ids(name)
                    yield LineageStep(key, relation, name, self._systems[ids[0]] if len(ids) == 1 else None)

    def _check_designations(self) -> None:
        owners: dict[str, str] = {}
        for system in self._systems.values():
            first = owners.setdefault(name_key(system.designation), system.id)
            if first != system.id:
                raise InvalidValue(f"{shown(first)} and {shown(system.id)} have the same designation")

    def _check_circles(self) -> None:
        above = {key: [step.system.id for step in self._parents(key) if step.system] for key in self._systems}
        if way := circle(above):
            raise InvalidValue(f"the lineage of {shown(way[0])} leads back to itself: {' -> '.join(way)}")


@cache
def systems() -> Catalogue:
    """Return the bundled catalogue; it is read once."""
    return _read(node_of(json.loads(_BUNDLED.read_bytes())), name="systems.json")


def _read(node: Node, *, name: str) -> Catalogue:
    """Read systems and the table of their sources.

    Raises:
        InvalidDeals: There is a fault; the exception holds all of them.
    """
    table = SourceTable()
    scope = Scope(faults=Faults(DEFAULT_LIMITS.faults)).within(table)
    pairs, _ = keys_of(node, (), scope, known=(KEY, "systems", "evidence"))
    if KEY in pairs:
        check_version(pairs[KEY].node, scope.faults)
    if "evidence" in pairs:
        sources, _ = entries_of(pairs["evidence"].node, ("evidence",), scope)
        for key, pair in sources.items():
            table.pairs[key], table.entries[key] = pair, _source(key, pair.node, scope)
    found: list[Any] = []
    if "systems" in pairs:
        told = pairs["systems"].node
        found = [read_object(System, item, ("systems", place), scope) for place, item in enumerate(told.value)]
    if scope.faults.errors:
        raise InvalidDeals(scope.faults.issues(), name=name)
    return Catalogue(found)


def _source(key: str, node: Node, scope: Scope) -> Any:
    path = ("evidence", key)
    values = read_values(Evidence, node, path, scope, given={"id": key})
    return FAULT if values is FAULT else build(Evidence, values, node, path, scope)
