"""Groups: names put together by declared names and patterns, such as weapons by their descriptions.

A name is matched whole, or by a pattern that is listed; never because it holds a word.

    >>> weapons = Groups({"aircraft": ["tanker/transport ac", "*aircraft"], "vehicle": ["tank destroyer", "tank"]})
    >>> [weapons.find(name) for name in ("Tank", "tank destroyer", "tanker/transport ac", "combat aircraft", "anti-tank missile")]
    ['vehicle', 'vehicle', 'aircraft', 'aircraft', None]
    >>> Groups({"Soviet Union": "Russia"}).find("Soviet Union")
    'Russia'

In a pattern ``*`` stands for any text, so that "*aircraft" finds "combat aircraft" and "* ac" finds "tanker ac". A name that
stands by itself in one group belongs there, whatever patterns others have; of several patterns the longest decides.
`WEAPONS` groups descriptions of weapons as arms registers print them. Left out: matching by likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from attrs import field, frozen

from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue


def _to_groups(groups: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Take a group with its names, or names each with its group; keep the order of the groups."""
    if not isinstance(groups, Mapping):
        raise TypeError(f"{shown(groups)} are no groups; write a mapping of names to groups, or of groups to names")
    out: dict[str, list[str]] = {}
    for name, told in groups.items():
        if isinstance(told, str):
            out.setdefault(told, []).append(str(name))
        elif isinstance(told, Iterable):
            out.setdefault(str(name), []).extend(str(one) for one in told)
        else:
            raise TypeError(f"{shown(told)} is no group of {shown(name)}; write its name as text")
    return tuple((group, tuple(names)) for group, names in out.items())


@frozen(repr=False)
class Groups:
    """Names and patterns, put into groups.

    Attributes:
        groups: Each group with the names and patterns that belong to it; given as ``{"group": ["name", "pattern*"]}`` or as
            ``{"name": "group"}``.
        of: The column whose names they are; empty to find it.

    Raises:
        InvalidValue: One name or pattern stands in two groups.
        TypeError: It is something that is no mapping.
    """

    groups: tuple[tuple[str, tuple[str, ...]], ...] = field(converter=_to_groups)
    of: str = field(default="", kw_only=True)

    __repr__ = short_repr

    def __attrs_post_init__(self) -> None:
        seen: dict[str, str] = {}
        for group, names in self.groups:
            for name in names:
                other = seen.setdefault(_key(name), group)
                if other != group:
                    message = f"{shown(name)} stands in {shown(other)} and in {shown(group)}; a name has one group"
                    raise InvalidValue(message, path=("groups", group))

    def find(self, name: str) -> str | None:
        """Return the group of a name; None if it has none.

        Raises:
            InvalidValue: Patterns of two groups, none of them longer, find it.
        """
        return _found(self.groups, name)

    def unmatched(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the names that have no group, each once, in their order."""
        return tuple(name for name in dict.fromkeys(names) if self.find(name) is None)

    def unused(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the names and patterns that find none of these names."""
        keys = [_key(name) for name in names]
        told = (one for _, group in self.groups for one in group)
        return tuple(one for one in told if not any(_pattern(one).fullmatch(key) for key in keys))


@lru_cache(maxsize=16_384)
def _found(groups: tuple[tuple[str, tuple[str, ...]], ...], name: str) -> str | None:
    key = _key(name)
    for group, names in groups:
        if any("*" not in one and _key(one) == key for one in names):
            return group
    by_pattern = [
        (len(one), one, group)
        for group, names in groups
        for one in names
        if "*" in one and _pattern(one).fullmatch(key)
    ]
    longest = max((length for length, *_ in by_pattern), default=0)
    best = {group: one for length, one, group in by_pattern if length == longest}
    if len(best) > 1:
        told = " and ".join(f"{shown(pattern)} ({group})" for group, pattern in best.items())
        raise InvalidValue(f"{shown(name)} is found by {told}; list the whole name in the group that is meant")
    return next(iter(best), None)


@lru_cache(maxsize=4_096)
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in _key(text).split("*")), re.DOTALL)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


WEAPONS = Groups(
    {
        "aircraft": (
            "*aircraft", "* ac", "*helicopter", "*drone", "UAV", "*UAV", "UCAV", "*UCAV", "fighter", "*fighter", "*bomber", "airship",
            "glider",
        ),
        "air defence": (
            "*SAM system", "*surface-to-air missile system", "*air defence system", "*air-defence system", "*AA gun",
            "*anti-aircraft gun", "SPAAG",
        ),
        "artillery": (
            "*gun", "*howitzer", "*mortar", "*MRL", "*rocket launcher", "*missile launcher", "*SSM launcher",
        ),
        "engine": ("*engine", "turbofan", "turboprop", "turbojet", "turboshaft", "turboprop/turboshaft", "*gas turbine"),
        "missile": (
            "*missile", "*SAM", "*SSM", "*ASM", "*ARM", "*BVRAAM", "*SRAAM", "*torpedo", "*bomb", "*rocket", "*guided shell",
            "*munition",
        ),
        "satellite": ("*satellite",),
        "sensor": (
            "*radar", "*sonar", "*search system", "*recce system", "*reconnaissance system", "*EO system", "*electro-optical system",
            "*fire control", "*fire-control", "coastal defence system", "coast defence system",
        ),
        "ship": (
            "*ship", "OPV", "OPV/*", "FAC", "*frigate", "*corvette", "destroyer", "cruiser", "*submarine", "*patrol craft",
            "*landing craft", "*boat", "aircraft carrier", "AALS", "*minehunter", "*minesweeper", "*minelayer", "tanker", "tug",
        ),
        "turret": ("*turret",),
        "vehicle": (
            "tank", "*tank destroyer", "light tank", "*APC", "*APV", "*IFV", "*AFSV", "*ARV", "AEV", "ALV", "*AV", "*chassis",
            "*armoured car", "*armoured personnel carrier", "*armoured bridgelayer", "*vehicle",
        ),
    }
)  # fmt: skip
"""Descriptions of weapons as arms registers print them, old and new, in ten groups."""
