"""Finding a system by name: exact, but for case, blanks and hyphens.

    >>> name_key("Mig 29") == name_key("MiG-29"), name_key("S-300") == name_key("S-400")
    (True, False)

A separator between two digits counts, for "Mirage 2000-5" is no Mirage 20005. Letters that only look alike do not match:
a Cyrillic name is found if it is declared. Near names are suggestions for a person and are never taken, since a single
character makes another weapon.

    >>> from armsdeals.model.system import System
    >>> index = NameIndex([System("HQ-9", id="hq-9"), System("FD-2000", id="fd-2000", aliases=("FD2000 system",))])
    >>> index.ids("fd 2000"), index.ids("FCS-4008"), index.near("FT-2000")
    (('fd-2000',), (), ('FD-2000',))
"""

from __future__ import annotations

from collections.abc import Iterable

from armsdeals.errors import suggestion
from armsdeals.model.system import System
from armsdeals.model.system_names import name_key

__all__ = ["NameIndex", "name_key"]

_LONGEST = 500  # characters of a name


class NameIndex:
    """The declared names of some systems, each system under its id."""

    def __init__(self, systems: Iterable[System]) -> None:
        self._ids: dict[str, tuple[str, ...]] = {}
        self._shown: dict[str, str] = {}
        for system in systems:
            for name in (*system.all_names, system.id):
                key = name_key(name)
                self._shown.setdefault(key, name)
                held = self._ids.get(key, ())
                if system.id not in held:
                    self._ids[key] = (*held, system.id)

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the ids of the systems that declare a name; more than one means that it is ambiguous."""
        return self._ids.get(name_key(name), ()) if len(name) <= _LONGEST else ()

    def near(self, name: str, *, most: int = 3) -> tuple[str, ...]:
        """Return the nearest declared names, one of each system, for a message."""
        found: dict[tuple[str, ...], str] = {}
        for key in suggestion(name_key(name[:_LONGEST]), self._ids, most=3 * most):
            found.setdefault(self._ids[key], self._shown[key])
        return tuple(found.values())[:most]

    @property
    def shared(self) -> dict[str, tuple[str, ...]]:
        """Names that several systems declare, with the ids of these."""
        return {self._shown[key]: ids for key, ids in self._ids.items() if len(ids) > 1}
