"""Renaming: names that mean something else in another place, and lists of two tellings put together.

    >>> fresh("a", ["a", "a-2"]), union((1, 2, 2), (2, 3))
    ('a-3', (1, 2, 2, 3))
    >>> from armsdeals.model.link import Link
    >>> pointing(Deal(id="a", links=(Link("renews", to="b"),)), {"b": "c"}).links[0].to
    'c'

Left out: which names have to change (`armsdeals.register.joining`, `armsdeals.register.merge`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import attrs
from attrs import evolve

from armsdeals.model.competition import Competition, CompetitionStep
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.limits import Constraint
from armsdeals.model.link import Link
from armsdeals.plan import Shape, plan_of
from armsdeals.values.evidence import Evidence

T = TypeVar("T")
Names = Mapping[str, str]

_LONGEST = 110  # characters of a name before its number
# The fields that name a deal.
_DEALS = {
    (Link, "to"), (Constraint, "deal"), (Event, "topic"), (Competition, "contenders"), (Competition, "winner"),
    (CompetitionStep, "winner"),
}  # fmt: skip


def union(these: tuple[T, ...], those: tuple[T, ...]) -> tuple[T, ...]:
    """Return all of the first, and of the others what the first has not, or not as often."""
    held = Counter(these)
    more = []
    for one in those:
        if held[one]:
            held[one] -= 1
        else:
            more.append(one)
    return (*these, *more)


def fresh(name: str, taken: Iterable[str]) -> str:
    """Return a name that is not taken: the one that is wanted, else with the next number behind it."""
    held = taken if isinstance(taken, (set, dict)) else set(taken)
    number = 2
    found = name
    while found in held:
        found = f"{name[:_LONGEST]}-{number}"
        number += 1
    return found


def pointing(value: T, deals: Names) -> T:
    """Return a deal, or a part of one, that names other deals by their new ids; most deals name none."""
    if isinstance(value, Deal) and not (value.links or value.constraints or any(one.topic for one in value.history)):
        return value
    return rewritten(value, lambda cls, name: deals if (cls, name) in _DEALS else None) if deals else value


def rewritten(
    value: Any, names_of: Callable[[type, str], Names | None], sources: Mapping[Evidence, Evidence] | None = None
) -> Any:
    """Return a value in which some fields name things by other names, and some sources are others."""
    if isinstance(value, tuple):
        return tuple(rewritten(one, names_of, sources) for one in value)
    if isinstance(value, Evidence):
        return (sources or {}).get(value, value)
    cls: Any = type(value)
    if not attrs.has(cls):
        return value
    changes: dict[str, Any] = {}
    for one in plan_of(cls).fields:
        if one.hint.shape is Shape.TAG:
            continue
        held: Any = getattr(value, one.name)
        names = names_of(cls, one.name)
        if names is None:
            told = rewritten(held, names_of, sources)
        else:
            told = tuple(names.get(name, name) for name in held) if isinstance(held, tuple) else names.get(held, held)
        if told is not held and told != held:
            changes[one.name] = told
    return evolve(value, **changes) if changes else value


def sources_in(value: Any) -> tuple[Evidence, ...]:
    """Return every source that stands in a thing, each once."""
    found: dict[Evidence, None] = {}
    _collect(value, found)
    return tuple(found)


def as_reprinted(old: Deal, new: Deal) -> Deal:
    """Return an old deal that cites the later printing, where each rests on one printing of one publication."""
    was, now = sources_in(old), sources_in(new)
    if len(was) == len(now) == 1 and (was[0].publisher, was[0].title) == (now[0].publisher, now[0].title):
        cited: Deal = rewritten(old, lambda *_: None, {was[0]: now[0]})
        return cited
    return old


def _collect(value: Any, found: dict[Evidence, None]) -> None:
    if isinstance(value, Evidence):
        found[value] = None
    elif isinstance(value, tuple):
        for one in value:
            _collect(one, found)
    elif attrs.has(type(value)):
        for one in attrs.fields(type(value)):
            _collect(getattr(value, one.name), found)
