"""Comparing: whether two deals agree in what they declare: both sides, the systems, the days of the order.

    >>> from armsdeals.model.party import Party
    >>> deal = Deal(id="a", parties=(Party("Russia", role="supplier"), Party("unknown recipient(s)", role="recipient")))
    >>> told = told_of(deal.sign(on="2017"), SystemNames())
    >>> told.suppliers, told.recipients
    (frozenset({('STATE', 'Russia')}), frozenset())

A party is its country, unless it is a group, an organisation or unknown; a system is all its declared names; an order that may
have been placed at any time of three years is not dated. Left out: choosing among several that agree (`register.matching`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, NamedTuple

from armsdeals._shown import shown
from armsdeals.model.deal import Deal
from armsdeals.model.line import Line
from armsdeals.model.party import Party, PartyKind, Role
from armsdeals.model.system import System
from armsdeals.model.system_names import name_key
from armsdeals.register.where import order_days
from armsdeals.tables.cells import country_of
from armsdeals.values.actors import actor_of

Alias = System | Iterable[str]
Aliases = Iterable[Alias] | Mapping[Any, Alias]

WIDEST = 731  # days: an order that may have been placed at any time of three years or more is not dated
_NEAR = 366  # days between two orders that may be one
_SILENT = frozenset({None, "UNKNOWN"})  # says nothing of the condition or the kind of goods
_SUPPLIERS = frozenset({Role.SUPPLIER, Role.SUPPLIER_STATE})
_RECIPIENTS = frozenset({Role.RECIPIENT})
_NO_STATE = frozenset(
    {
        PartyKind.NON_STATE_GROUP, PartyKind.ORGANISATION, PartyKind.GROUP_OF_STATES, PartyKind.UNKNOWN_GROUP,
        PartyKind.UNKNOWN_SUPPLIER, PartyKind.UNKNOWN_RECIPIENT,
    }
)  # fmt: skip


class Told(NamedTuple):
    """What of a deal is compared; an empty set or None is unknown."""

    deal: Deal
    suppliers: frozenset[Hashable]
    recipients: frozenset[Hashable]
    lines: tuple[frozenset[str], ...]
    order: tuple[int, int] | None


class SystemNames:
    """Declared names of systems: which other names mean exactly the same."""

    def __init__(self, aliases: Aliases = ()) -> None:
        groups: dict[str, set[str]] = {}
        for one in aliases.values() if isinstance(aliases, Mapping) else aliases:
            keys = list(map(name_key, _names_of(one)))
            if keys:  # what is listed twice under its first name is one system
                groups.setdefault(keys[0], set()).update(keys)
        self._groups = list(groups.values())
        self._owners: dict[str, list[int]] = defaultdict(list)
        for place, group in enumerate(self._groups):
            for name in group:
                self._owners[name].append(place)

    def of(self, line: Line) -> frozenset[str]:
        """Return the keys of all names of a line's system; a name that several systems declare leads no further."""
        own: set[str] = set(map(name_key, _names_of(line.system)))
        for name in tuple(own):
            owners = self._owners.get(name, [])
            if len(owners) == 1:
                own |= {other for other in self._groups[owners[0]] if len(self._owners[other]) == 1}
        return frozenset(own)


def _names_of(one: Alias) -> tuple[str, ...]:
    if isinstance(one, System):
        return (*one.all_names, one.id) if one.id else one.all_names
    if isinstance(one, str) or not isinstance(one, Iterable):
        raise TypeError(f"{shown(one)} is neither a system nor a list of names of one")
    return tuple(one)


def told_of(deal: Deal, names: SystemNames) -> Told:
    """Return what of a deal is compared."""
    order = order_days(deal)
    is_dated = order is not None and order[1] - order[0] <= WIDEST
    return Told(
        deal,
        _side(deal, _SUPPLIERS),
        _side(deal, _RECIPIENTS),
        tuple(map(names.of, deal.lines)),
        order[:2] if order is not None and is_dated else None,
    )


def _side(deal: Deal, roles: frozenset[Role]) -> frozenset[Hashable]:
    return frozenset(key for party in deal.parties if party.role in roles and (key := party_key(party)) is not None)


def party_key(party: Party) -> Hashable | None:
    """Return by what a party is compared: its country, else its declared name; None for somebody unknown."""
    country = None if party.kind in _NO_STATE else country_of(party)
    if country is not None:
        return ("STATE", country.name)
    actor = actor_of(party.name)
    is_unknown = (actor.kind or party.kind or "").startswith("UNKNOWN")
    return None if is_unknown else actor.key


def compare(one: Told, other: Told) -> tuple[tuple[str, ...], str]:
    """Return what agrees if two deals are one, else why they are not although they nearly are."""
    if any(
        a and b and a.isdisjoint(b) for a, b in ((one.suppliers, other.suppliers), (one.recipients, other.recipients))
    ):
        return (), ""
    differ = [
        f"the {name} is not the same or not known on both sides"
        for name, here, there in (
            ("supplier", one.suppliers, other.suppliers),
            ("recipient", one.recipients, other.recipients),
        )
        if not here or here != there
    ]
    if (fault := _lines_differ(one, other)) is not None:
        differ.append(fault)
    if {link.to for link in one.deal.links} & {other.deal.id} or {link.to for link in other.deal.links} & {one.deal.id}:
        differ.append("one of them is linked to the other")
    by = ["supplier", "recipient", "system"]
    if one.order is None or other.order is None:
        if one.deal.id == other.deal.id:
            by.append("id")
        else:
            differ.append("nobody dates the order of both to within two years")
    elif (days := _days_between(one.order, other.order)) <= 0:
        by.append("order date")
    elif days <= _NEAR:
        differ.append(f"at least {days} day{'s' * (days > 1)} lie between the orders")
    else:
        return (), ""
    if not differ:
        return tuple(by), ""
    return (), differ[0] if len(differ) == 1 else ""


def _days_between(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(one[0], other[0]) - min(one[1], other[1])


def _lines_differ(one: Told, other: Told) -> str | None:
    """Return why the goods are not the same: each line of the shorter list has to have its own in the longer one."""
    if not one.lines or not other.lines:
        return "one of them tells no system"
    few, many = sorted((one, other), key=lambda told: len(told.lines))
    pairs = line_pairs(few, many)
    if pairs is None:
        return "lines of one system stand several times, and nothing tells which is which"
    if len(pairs) < len(few.lines):
        return "only some of the systems are in both"
    for here, there in pairs.items():
        mine, yours = few.deal.lines[here], many.deal.lines[there]
        for name in ("condition", "kind"):
            told = getattr(mine, name), getattr(yours, name)
            if not _SILENT.intersection(told) and told[0] is not told[1]:
                return f"the {name} of {shown(mine.id)} is told otherwise"
    return None


def line_pairs(one: Told, other: Told) -> dict[int, int] | None:
    """Return which line of the one is which of the other, by their places; None where that cannot be told."""
    pairs: dict[int, int] = {}
    ties: tuple[Callable[[Line], object], ...] = (lambda _: None, lambda line: line, lambda line: line.id)
    for here, keys in enumerate(one.lines):
        found = [there for there, theirs in enumerate(other.lines) if keys & theirs and there not in pairs.values()]
        line = one.deal.lines[here]
        for tie in ties:
            alike = [there for there in found if tie(other.deal.lines[there]) == tie(line)]
            if len(alike) == 1:
                pairs[here] = alike[0]
                break
        else:
            if found:
                return None
    return pairs
