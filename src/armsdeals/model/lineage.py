"""Lineage: which systems come from which, and that none comes from itself.

    >>> known = [System("FD-2000", id="fd-2000", export_version_of="hq-9"), System("HQ-9", id="hq-9", derived_from=("S-300",))]
    >>> circle(parents(known)) is None
    True
    >>> circle({"a": ["b"], "b": ["a"]})
    ('b', 'a', 'b')

A name that two of the systems share leads to neither. Left out: finding a system by a name that differs in a blank or a
hyphen, which the catalogue does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from armsdeals.model.system import System


def comes_from(system: System) -> tuple[str, ...]:
    """Return the names by which a system calls what it comes from, the nearest first."""
    return tuple(name for name in (system.export_version_of, system.variant_of, *system.derived_from) if name)


def parents(systems: Sequence[System]) -> dict[str, tuple[str, ...]]:
    """Return the ids of what each system comes from, where that is among them, by its designation or id."""
    named: dict[str, set[str]] = {}
    for system in systems:
        for name in (system.designation, system.id):
            named.setdefault(name, set()).add(system.id)
    return {
        system.id: tuple(one for name in comes_from(system) if len(named.get(name, ())) == 1 for one in named[name])
        for system in systems
    }


def circle(above: Mapping[str, Iterable[str]]) -> tuple[str, ...] | None:
    """Return one way from an id up to itself, that id first and last; None if there is none.

    It walks without recursion, since a chain may be as long as the list.

    Args:
        above: What each id comes from; what stands nowhere as a key comes from nothing.
    """
    done: set[str] = set()
    way: dict[str, None] = {}
    waiting = [(key, False) for key in above]
    while waiting:
        key, is_left = waiting.pop()
        if is_left:
            del way[key]
            done.add(key)
        elif key in way:
            return (*[*way][[*way].index(key) :], key)
        elif key not in done:
            way[key] = None
            waiting.append((key, True))
            waiting += [(one, False) for one in above.get(key, ())]
    return None
