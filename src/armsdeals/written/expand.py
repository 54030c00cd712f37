"""Expansion: a file as people type it becomes the tree of the long form, which is the tree that JSON carries.

    >>> from armsdeals.wire.tree import node_of
    >>> typed = node_of({"title": "A demo", "parties": {"supplier": "Rosoboronexport (Russia)"}, "history": ["2016-11~ talks"]})
    >>> long, _ = expand(typed, name="demo")
    >>> [pair.key for pair in long.value], [pair.key for pair in long.value[0].node.value[0].value]
    (['deals'], ['id', 'title', 'parties', 'history'])

Short and long forms may stand in one file, item by item; what is long already stays as it is. A file may hold one deal,
whose id is then the name of the file, or several under ``deals``. Left out: reading the tree (`wire`), folders.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from attrs import evolve, field, frozen

from armsdeals._shown import shown
from armsdeals.issues import Issue, Severity
from armsdeals.model.deal import Deal
from armsdeals.model.financing.financing import Financing
from armsdeals.model.line import Line
from armsdeals.model.link import Link
from armsdeals.plan import names_of
from armsdeals.wire.faults import Twice
from armsdeals.wire.tree import Node, Pair, at
from armsdeals.written.credit_terms import with_terms
from armsdeals.written.entries import line_of, parties_of, source_of, system_fields, undashed, why_no_line
from armsdeals.written.heads import CONSTRAINTS, FINANCING, HISTORY, OFFERED, OFFSETS, PERMITS, PRICE, Head
from armsdeals.written.items import is_unknown, items_of, listed, long_of, node_at, refused
from armsdeals.written.meant import as_meant, below_deals, cut_by_comma, why_no_id, with_key, with_slug
from armsdeals.written.misread_sources import is_date
from armsdeals.written.remarks import remarks_on
from armsdeals.written.words import SAID_LINKS, SAID_ROLES

DEAL_FIELDS = names_of(Deal)
_TABLES = frozenset({"parties", "lines", "links", "sources", "evidence"})
_STUCK = re.compile(r"[^\s:]+:(?=[^ /])")  # a key without a blank behind its colon, or with one of print
_LINE_FIELDS = names_of(Line)
_LINK_FIELDS = names_of(Link)
_ONE_DEAL = (DEAL_FIELDS - {"sources"}) | {"price"}  # a file with one of these and without "deals" is one deal

_ABOVE = ("armsdeals", "systems")  # what stands beside the fields of a deal that is alone in its file


@frozen(kw_only=True)
class Shared:
    """What all files of a folder may speak of by a key.

    Attributes:
        parties: Parties, as they may be typed.
        systems: Systems, as objects.
    """

    parties: Mapping[str, Node] = field(factory=dict)
    systems: Mapping[str, Node] = field(factory=dict)


NOTHING = Shared()


def expand(node: Node, *, name: str = "", shared: Shared = NOTHING) -> tuple[Node, tuple[Issue, ...]]:
    """Return the long form of a document, and what is odd about how it was typed.

    Args:
        node: The tree as it was typed.
        name: The name of its file without the suffix, which is the id of a deal that stands alone in it.
        shared: What the folder declares for all files.
    """
    if node.kind == "null" and not node.value:
        return refused("nothing stands in this file; armsdeals new begins one for a deal", node), ()
    if node.kind != "map":
        return node, ()
    node = node._replace(value=[*map(undashed, as_meant(node.value, _TOP_KEYS))])
    keys = {pair.key for pair in node.value}
    own = {key: one for pair in node.value if pair.key == "systems" for key, one in _systems(pair.node).items()}
    shared = evolve(shared, systems={**shared.systems, **own}) if own else shared
    if "deals" not in keys and keys & _ONE_DEAL:
        return _alone(node, name, shared)
    node = node._replace(value=below_deals(node.value, _TOP_KEYS))
    pairs = []
    typed_as: dict[str, str] = {}
    notes: list[Issue] = []
    for pair in node.value:
        match pair.key:
            case "deals":
                typed = pair.node.value if pair.node.kind in ("map", "list") else ()
                for place, one in enumerate(typed):
                    deal = one.node if isinstance(one, Pair) else one
                    notes += remarks_on(deal, place)
                pairs.append(pair._replace(node=_deals(pair.node, shared)))
            case "sources" | "evidence" if pair.node.kind == "map":
                typed_as["evidence"] = pair.key
                pairs.append(Pair("evidence", _sources(pair.node), pair.line, pair.column))
            case "sources" if (stuck := _stuck(pair)) is not None:
                pairs.append(stuck._replace(key="evidence"))
            case "events":
                pairs.append(pair._replace(node=listed(HISTORY, pair.node)))
            case "systems" if pair.node.kind == "map":
                pairs.append(pair._replace(node=pair.node._replace(kind="list", value=[*_systems(pair.node).values()])))
            case _:
                pairs.append(pair)
    return node._replace(value=_once(pairs, typed_as)), tuple(notes)


def _alone(node: Node, name: str, shared: Shared) -> tuple[Node, tuple[Issue, ...]]:
    notes = [*remarks_on(node, 0)]
    above = [pair for pair in node.value if pair.key in _ABOVE]
    below = [pair for pair in node.value if pair.key not in _ABOVE]
    above = [
        pair._replace(node=Node("list", [*_systems(pair.node).values()], pair.line, pair.column))
        if pair.key == "systems" and pair.node.kind == "map"
        else pair
        for pair in above
    ]
    own = next((pair for pair in below if pair.key == "id"), None)
    if own is None and name:
        below = [Pair("id", Node("text", name, node.line, node.column), node.line, node.column), *below]
    elif own is not None and name and own.node.value != name:
        notes.append(
            Issue(
                path=("deals", 0, "id"), code="not-its-file", severity=Severity.WARNING, line=own.line, column=own.column,
                message=f"the deal is called {shown(own.node.value)} and its file {shown(name)}",
                hint="leave the id out, or rename the file",
            )
        )  # fmt: skip
    deal = _deal(node._replace(value=below), shared)
    deals = Pair("deals", Node("list", [deal], node.line, node.column), node.line, node.column)
    return node._replace(value=[*above, deals]), tuple(notes)


def _systems(node: Node) -> dict[str, Node]:
    """Return the systems that a document declares, under their ids: typed under these, or a list of them."""
    if node.kind == "list":
        named = [(at(one, ("id",)), one) for one in node.value]
        return {told.value: one for told, one in named if told.kind in ("plain", "text") and told is not one}
    if node.kind != "map":
        return {}
    out = {}
    for pair in node.value:
        told = pair.node
        if told.kind in ("plain", "text"):
            told = node_at(system_fields(told.value), told)
        out[pair.key] = _keyed(pair._replace(node=told), "id")
    return out


def _deals(node: Node, shared: Shared) -> Node:
    if node.kind == "list":
        return node._replace(value=[_deal(one, shared) for one in node.value])
    if node.kind != "map":
        return node
    deals = [with_slug(_deal(_keyed(pair, "id"), shared)) for pair in node.value]
    return Node("list", deals, node.line, node.column)


def _keyed(pair: Pair, name: str) -> Node:
    """Return the object under a key, with that key as one of its fields."""
    if pair.node.kind not in ("map", "null"):
        return pair.node
    key = Pair(name, Node("text", pair.key, pair.line, pair.column), pair.line, pair.column)
    return Node("map", [key, *(pair.node.value if pair.node.kind == "map" else ())], pair.line, pair.column)


def _deal(node: Node, shared: Shared) -> Node:
    if node.kind != "map":
        return node
    pairs: list[Pair] = []
    typed: dict[str, str] = {}
    for pair in as_meant(node.value, _DEAL_KEYS):
        is_left_out = is_unknown(pair.node) and (pair.key != "id" or pair.node.kind == "null")
        if is_left_out and (pair.key in _PLACES or pair.key in DEAL_FIELDS):
            continue
        name, read = _PLACES.get(pair.key, (pair.key, None))
        if pair.key == "sources" and pair.node.kind == "map":
            name, read = _PLACES["evidence"]
        if (stuck := _stuck(pair)) is not None:
            pairs.append(stuck)
            continue
        if name != pair.key:
            typed[name] = pair.key
        pairs.append(pair if read is None else Pair(name, read(pair.node, shared), pair.line, pair.column))
    return node._replace(value=_once(pairs, typed))


def _once(pairs: list[Pair], typed: Mapping[str, str]) -> list[Pair]:
    """Say of a key that stands twice what to write instead; two places of one list are joined."""
    held: dict[str, Pair] = {}
    kept = []
    for pair in pairs:
        first = held.setdefault(pair.key, pair)
        if first is pair or pair.key not in (
            "prices",
            "history",
            "constraints",
            "authorisations",
            "offers",
            "offsets",
            "parties",
            "lines",
            "links",
            "evidence",
        ):
            kept.append(pair)
            continue
        told = shown(typed.get(pair.key, pair.key))
        line = f" (first in line {first.line})" if first.line else ""
        meant = "keep one" if pair.key == "evidence" else "to give two claims of one value write a list"
        reason = f"{told} stands twice{line}; {meant}"
        kept.append(pair._replace(node=refused(Twice(reason), pair)))
    return kept


def _stuck(pair: Pair) -> Pair | None:
    """Return a table that is refused because its only key has no blank behind its colon; None if it has."""
    found = _STUCK.match(pair.node.value) if pair.node.kind == "plain" and pair.key in _TABLES else None
    if found is None:
        return None
    reason = f"put a blank after the colon in {shown(pair.node.value)}"
    return pair._replace(node=refused(reason, pair.node, further=found.end() - 1))


def _of(head: Head) -> Callable[[Node, Shared], Node]:
    return lambda node, _: listed(head, node)


def _parties(node: Node, shared: Shared) -> Node:
    if node.kind != "map":
        return node
    pairs = cut_by_comma(node.value, SAID_ROLES, "role")
    return Node("list", [one for pair in pairs for one in parties_of(pair, shared.parties)], node.line, node.column)


def _lines(node: Node, shared: Shared) -> Node:
    if node.kind == "list":
        return node._replace(value=[line_of(_without_dash(one), shared.systems) for one in node.value])
    if node.kind != "map":
        return node
    lines = []
    pairs = cut_by_comma(node.value, frozenset(), "line")
    is_open = any(pair.node.kind == "null" for pair in pairs)  # a line of which nothing is told is told of itself
    for pair in pairs:
        told = refused(why, pair) if not is_open and (why := why_no_line(pair)) else pair.node
        if told.kind == "refused":
            lines.append(told)
            continue
        if told.kind in ("plain", "text"):  # nothing but the system
            told = Node("map", [Pair("system", told, told.line, told.column)], told.line, told.column)
        lines.append(with_slug(line_of(_keyed(pair._replace(node=told), "id"), shared.systems)))
    return Node("list", lines, node.line, node.column)


def _without_dash(node: Node) -> Node:
    """Return a line of a list; refused if it was typed under its key."""
    first = node.value[0] if node.kind == "map" and node.value else None
    if first is None or first.node.kind not in ("map", "null") or first.key in _LINE_FIELDS:
        return node
    return refused(f"a line stands under its key alone; leave the dash in front of {shown(first.key)} out", first)


def _financing(node: Node, _: Shared) -> Node:
    if node.kind == "map" and (not node.value or node.value[0].key in names_of(Financing)):
        return node._replace(
            value=[
                pair._replace(node=with_terms(listed(FINANCING, pair.node))) if pair.key == "instruments" else pair
                for pair in node.value
            ]
        )
    if node.kind in ("null", "refused"):
        return node
    items = items_of(node)
    whole = [item for item in items if item.kind == "plain" and item.value == "nothing else"]
    parts = Node(
        "list", [with_terms(long_of(FINANCING, item)) for item in items if item not in whole], node.line, node.column
    )
    pairs = [Pair("instruments", parts, node.line, node.column)]
    if whole:
        place = whole[0]
        pairs.append(Pair("complete", place._replace(kind="bool", value=True), place.line, place.column))
    return Node("map", pairs, node.line, node.column)


def _links(node: Node, _: Shared) -> Node:
    if node.kind != "map":
        return node
    pairs = cut_by_comma(node.value, SAID_LINKS, "kind of link")
    return Node("list", [_link(pair, one) for pair in pairs for one in items_of(pair.node)], node.line, node.column)


def _link(kind: Pair, to: Node) -> Node:
    if kind.node.kind == "refused" or to.kind == "refused":
        return to
    if to.kind in ("plain", "text") and (why := why_no_id(to.value)):
        return refused(why, to)
    told = Pair("kind", Node("text", kind.key, kind.line, kind.column), kind.line, kind.column)
    if to.kind == "map" and len(to.value) == 1 and to.value[0].key not in _LINK_FIELDS:  # with words
        other = to.value[0]
        name = Pair("to", Node("text", other.key, other.line, other.column), other.line, other.column)
        return to._replace(value=[told, name, Pair("note", other.node, other.line, other.column)])
    if to.kind == "map":
        return to._replace(value=[told, *to.value])
    return Node("map", [told, Pair("to", to, to.line, to.column)], kind.line, kind.column)


def _sources(node: Node) -> Node:
    return node._replace(value=[with_key(pair._replace(node=source_of(_with_comma(pair)))) for pair in node.value])


def _with_comma(pair: Pair) -> Node:
    """Return what stands under the key of a source; a date or link alone was cut from the source before it by its comma."""
    is_cut = pair.node.kind == "null" and (is_date(pair.key) or pair.key.startswith("http") or " " in pair.key)
    return (
        refused(
            f"a comma within braces begins another source; put the text before {shown(pair.key)} in quotes with it",
            pair.node,
        )
        if is_cut
        else pair.node
    )


def _table(node: Node, _: Shared) -> Node:
    return _sources(node) if node.kind == "map" else node


_Read = Callable[[Node, Shared], Node]
_PLACES: dict[str, tuple[str, _Read | None]] = {
    "parties": ("parties", _parties),
    "lines": ("lines", _lines),
    "price": ("prices", _of(PRICE)),
    "prices": ("prices", _of(PRICE)),
    "financing": ("financing", _financing),
    "history": ("history", _of(HISTORY)),
    "offsets": ("offsets", _of(OFFSETS)),
    "constraints": ("constraints", _of(CONSTRAINTS)),
    "authorisations": ("authorisations", _of(PERMITS)),
    "offers": ("offers", _of(OFFERED)),
    "links": ("links", _links),
    "evidence": ("evidence", _table),
}
_DEAL_KEYS = DEAL_FIELDS | _PLACES.keys()
_TOP_KEYS = _DEAL_KEYS | {"deals", "armsdeals", "systems", "competitions", "events"}
