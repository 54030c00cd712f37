"""The small tables on the straight way: parties, systems and sources of a file that is certainly clean.

    >>> from armsdeals.wire.tree import node_of
    >>> parties(node_of({"supplier": "Saab (Sweden)"})), sources(node_of({"s": "TASS, 2017"}))
    ([{'name': 'Saab', 'country': 'Sweden', 'role': 'SUPPLIER'}], {'s': {'publisher': 'TASS', 'published': '2017'}})

What may be a fault is UnclearError, and `entries` has the word. Left out: lines and claims (`straight`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from armsdeals.wire.fast_leaves import Kept
from armsdeals.wire.fast_tree import UnclearError, plain
from armsdeals.wire.tree import Node
from armsdeals.written import entries, misread, misread_sources
from armsdeals.written.items import node_at

Fields = dict[str, Any]
_TEXTS = ("plain", "text")
_NOWHERE = Node("null", "")
_SOURCE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LINK = re.compile(r"https?://[^\s,]+")


def items(node: Node) -> list[Node]:
    """Return the items of a place where one may stand without a list."""
    kind, value, _, _ = node
    if kind == "list":
        return value  # type: ignore[no-any-return]
    if kind == "null":
        if value:
            raise UnclearError
        return []
    return [] if kind == "plain" and value == "unknown" else [node]


def parties(node: Node) -> list[Fields]:
    """Return the parties under their roles."""
    if node[0] != "map":
        raise UnclearError
    if any(below[0] == "null" for _, below, _, _ in node[1]):  # perhaps the rest of a text before a comma
        raise UnclearError
    return [_party(role, one) for role, below, _, _ in node[1] for one in items(_known(role, below))]


def _known(role: str, node: Node) -> Node:
    """Return what stands under a role; a side that nobody knows is a party."""
    is_unknown = node[0] == "plain" and node[1] == "unknown" and role in entries.UNKNOWN_SIDES
    return node._replace(value=entries.UNKNOWN_SIDES[role]) if is_unknown else node


def _party(role: str, node: Node) -> Fields:
    if node[0] not in _TEXTS:
        raise UnclearError
    return _PARTIES[f"{role}\n{node[1]}"]  # type: ignore[no-any-return]


def _made_party(told: str) -> Fields:
    role, _, text = told.partition("\n")
    if misread.why_no_party(text):
        raise UnclearError
    return plain(node_at({**entries.party_fields(text), "role": role}, _NOWHERE))  # type: ignore[no-any-return]


def _made(why_not: Callable[[str], str], fields: Callable[[str], dict[str, str]]) -> Kept:
    def made(text: str) -> Fields:
        if why_not(text):
            raise UnclearError
        return plain(node_at(fields(text), _NOWHERE))  # type: ignore[no-any-return]

    return Kept(made)


_PARTIES = Kept(_made_party)
SYSTEMS = _made(lambda text: misread.why_no_system(text) or misread.near_sort(text), entries.system_fields)
_SOURCES = _made(misread_sources.why_no_source, entries.source_fields)
_is_publisher = Kept(lambda text: _SOURCES[f"{text}, 2000"] == {"publisher": text, "published": "2000"})


def sources(node: Node) -> dict[str, Fields]:
    """Return the sources under their keys."""
    if node[0] != "map":
        raise UnclearError
    out = {key: source(below[1]) if below[0] in _TEXTS else _told(below) for key, below, _, _ in node[1]}
    if len(out) < len(node[1]):
        raise UnclearError
    return out


def _told(node: Node) -> Fields:
    """Return a source that was written out; a link that may lead nowhere is looked at."""
    fields: Fields = plain(node)
    if isinstance(fields, dict) and not str(fields.get("link", "http")).startswith("http"):
        raise UnclearError
    return fields


def source(text: str) -> Fields:
    """Return what one line says of a source: a publisher that is known to be one, a day and a link, or anything else."""
    publisher, _, rest = text.partition(", ")
    day, _, link = rest.partition(", ")
    if not _SOURCE_DAY.fullmatch(day) or (link and not _LINK.fullmatch(link)) or not _is_publisher[publisher]:
        return _SOURCES[text]  # type: ignore[no-any-return]
    with suppress(ValueError):
        date.fromisoformat(day)
        fields = {"publisher": publisher, "published": day}
        return fields | {"link": link} if link else fields
    raise UnclearError
