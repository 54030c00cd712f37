"""Entries of the small tables of a file: parties under their roles, lines under their keys, sources under theirs.

    >>> source_of(Node("plain", "Kommersant, via Sputnik, 2017-12-27", 9, 3)).value[1].node.value
    '2017-12-27'
    >>> party = party_fields("Rosoboronexport (Russia)")
    >>> party, party_fields("Norway")
    ({'name': 'Rosoboronexport', 'country': 'Russia'}, {'name': 'Norway', 'country': 'Norway', 'kind': 'STATE'})

A source is read from the right: what sort it is, its link, its date, and what is left is the publisher; where no sort
stands, nobody says which it is. Left out: heads (`heads`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from armsdeals._shown import shown
from armsdeals.errors import suggestion
from armsdeals.model.line import Line
from armsdeals.model.party import Party
from armsdeals.plan import names_of
from armsdeals.values.country import is_country
from armsdeals.values.evidence import Evidence
from armsdeals.wire.faults import Twice
from armsdeals.wire.tree import Node, Pair
from armsdeals.written.heads import PRODUCTION, QUANTITY
from armsdeals.written.items import is_unknown, items_of, listed, long_of, moved, node_at, refused
from armsdeals.written.meant import as_meant, cut_by_comma
from armsdeals.written.misread import NO_SYSTEM, why_no_party, why_no_system
from armsdeals.written.misread_sources import is_date, why_no_source
from armsdeals.written.words import ABSENCES, BASES, PARTY_KINDS, SOURCE_KINDS

_PARTY_FIELDS = names_of(Party)
_EVIDENCE = names_of(Evidence) | {"id"}
_LINE_FIELDS = names_of(Line)
_LINE_KEYS = (_LINE_FIELDS - {"quantities"}) | BASES.codes.keys()  # nobody types that one by mistake
# Sides that nobody knows are parties too, unlike a role that nobody is said to have.
UNKNOWN_SIDES = {side: f"unknown, unknown {side}" for side in ("supplier", "recipient")}
# What people call a side, where no likeness leads to the role that it has here.
_ROLE_OF = {
    **dict.fromkeys(("maker", "producer", "builder", "shipyard", "factory"), "manufacturer"),
    **dict.fromkeys(("exporter", "vendor", "contractor", "donor", "giver"), "supplier"),
    **dict.fromkeys(("importer", "customer", "purchaser", "client", "receiver", "donee"), "recipient"),
    **dict.fromkeys(("user", "operator"), "end user"),
    **dict.fromkeys(("bank", "banks", "creditor"), "lender"),
    **dict.fromkeys(("middleman", "go-between", "agent"), "broker, or intermediary"),
    **dict.fromkeys(("funder", "sponsor"), "financier"),
    **dict.fromkeys(("regulator", "parliament"), "authority"),
}
_NUMBERS = frozenset({"quantity", "quantities", "number", "count", "amount", "qty", "units"})
_NO_BASIS = "a number stands under what is counted: ordered, delivered, option, sought or another basis"
_SUMS = ("price", "prices", "cost", "costs", "value", "each")
_NO_PRICE = "what a line costs stands under price, beside lines, as in 15 m USD component for one tank"
_SOURCE_FIELDS = {
    "name": "publisher", "paper": "publisher", "date": "published", "day": "published", "url": "link", "page": "locator",
    "pages": "locator", "type": "kind", "sort": "kind", "accessed": "retrieved",
}  # fmt: skip
_SYSTEM_FIELDS = {"name": "designation", "country": "origin", "type": "category", "sort": "category"}
_NAME_AND_COUNTRY = re.compile(r"(\S.*) \(([^()]+)\)")
_LINK = re.compile(r"https?://\S+")


@lru_cache(maxsize=4_096)
def source_fields(text: str) -> dict[str, str]:
    """Return the fields of a source that was typed as PUBLISHER[, DATE][, LINK][, KIND], or as unsourced."""
    if text == "unsourced":
        return {"kind": "UNSOURCED"}
    parts = text.split(", ")
    fields = {}
    if len(parts) > 1 and parts[-1] in SOURCE_KINDS.codes:
        fields["kind"] = SOURCE_KINDS.codes[parts.pop()]
    if len(parts) > 1 and _LINK.fullmatch(parts[-1]):
        fields["link"] = parts.pop()
    if len(parts) > 1 and is_date(parts[-1]):
        fields["published"] = parts.pop()
    return {"publisher": ", ".join(parts), **dict(reversed(fields.items()))}


def source_text(fields: Mapping[str, str]) -> str:
    """Return what is typed for a source; empty where the fields do not fit into one line."""
    told = [fields[name] for name in ("publisher", "published", "link") if name in fields]
    text = ", ".join([*told, *filter(None, [SOURCE_KINDS.written(fields.get("kind", ""))])])
    return text if text and source_fields(text) == fields and not why_no_source(text) else ""


def source_of(node: Node) -> Node:
    """Return the object of a source."""
    if node.kind in ("plain", "text"):
        why = why_no_source(node.value)
        if not why:
            return node_at(source_fields(node.value), node)
        node = refused(why, node)
    if node.kind == "null" and not node.value:
        node = refused("nothing stands behind this key; write PUBLISHER, DATE, LINK", node)
    if node.kind == "map":
        return node._replace(value=[_as_said(pair, _SOURCE_FIELDS, "link") for pair in node.value])
    if node.kind == "refused":  # within an object, so that the key is there for those who cite it
        return Node("map", [Pair("publisher", node, node.line, node.column)], node.line, node.column)
    return node


def undashed(pair: Pair) -> Pair:
    """Return the table of sources of a file; one that was typed as a list is refused once and read as it was meant."""
    told = pair.node.value if pair.key == "sources" and pair.node.kind == "list" else []
    if not told or any(one.kind != "map" or len(one.value) != 1 or one.value[0].key in _EVIDENCE for one in told):
        return pair
    first, *others = (one.value[0] for one in told)
    why = f"sources are a table, and no list; leave the dash in front of {shown(first.key)} and the others out"
    return pair._replace(node=pair.node._replace(kind="map", value=[first._replace(node=refused(why, first)), *others]))


def _as_said(pair: Pair, meant_by: Mapping[str, str], link: str = "") -> Pair:
    """Return a field; refused under the name that was meant if it has another, or if it is a link that leads nowhere."""
    meant = meant_by.get(pair.key.lower(), "")
    if not meant:
        told = pair.node.value if pair.key == link and pair.node.kind in ("plain", "text") else ""
        return (
            pair._replace(node=refused(f"a link begins with https://; write https://{told}", pair.node))
            if told.startswith("www.")
            else pair
        )
    return pair._replace(
        key=meant, node=refused(f"{shown(pair.key)} is not a field here (did you mean {meant}?)", pair)
    )


@lru_cache(maxsize=4_096)
def party_fields(text: str) -> dict[str, str]:
    """Return the fields of a party that was typed as NAME (COUNTRY)[, KIND], or as the name of a state."""
    if text in ABSENCES.codes:  # no name of anybody
        return {}
    name, _, last = text.rpartition(", ")
    kind = PARTY_KINDS.codes.get(last, "") if name else ""
    name = name if kind else text
    if found := _NAME_AND_COUNTRY.fullmatch(name):
        fields = {"name": found[1], "country": found[2]}
    else:
        fields = {"name": name, "country": name, "kind": "STATE"} if is_country(name) else {"name": name}
    return fields | {"kind": kind} if kind else fields


def party_text(fields: Mapping[str, str]) -> str:
    """Return what is typed for a party; empty where the fields do not fit into one line."""
    name, country, kind = (fields.get(one, "") for one in ("name", "country", "kind"))
    text = f"{name} ({country})" if country and country != name else name
    if kind and not (kind == "STATE" and country == name):
        text = f"{text}, {PARTY_KINDS.written(kind)}"
    return text if text and text != "unknown" and party_fields(text) == fields and not why_no_party(text) else ""


@lru_cache(maxsize=4_096)
def system_fields(text: str) -> dict[str, str]:
    """Return the fields of a system that was typed as DESIGNATION[ (COUNTRY)][, CATEGORY].

    >>> system_fields("F-35A (United States), combat aircraft"), system_fields("F-16 (Block 70)")
    ({'designation': 'F-35A', 'origin': 'United States', 'category': 'combat aircraft'}, {'designation': 'F-16 (Block 70)'})
    """
    name, _, category = text.partition(", ")
    found = _NAME_AND_COUNTRY.fullmatch(name)
    named = {"designation": found[1], "origin": found[2]} if found and is_country(found[2]) else {"designation": name}
    return named | ({"category": category} if category else {})


def system_text(fields: Mapping[str, str]) -> str:
    """Return what is typed for a system; empty where the fields do not fit into one line."""
    name, origin, category = (fields.get(one, "") for one in ("designation", "origin", "category"))
    text = (f"{name} ({origin})" if origin else name) + (f", {category}" if category else "")
    fits = text != "unknown" and ", " not in category and not why_no_system(text)
    return text if fits and system_fields(text) == fields else ""


def parties_of(pair: Pair, shared: Mapping[str, Node]) -> list[Node]:
    """Return the parties under one role."""
    if pair.node.kind == "refused":
        return [pair.node]
    told = pair.node
    if told.kind == "plain" and told.value == "unknown" and pair.key in UNKNOWN_SIDES:
        told = told._replace(value=UNKNOWN_SIDES[pair.key])
    return [_party(one, pair, shared) for one in items_of(told)]


def _party(node: Node, role: Pair, shared: Mapping[str, Node]) -> Node:
    below: list[Pair] = []
    if node.kind == "map" and node.value and node.value[0].key not in _PARTY_FIELDS:
        head, *below = node.value
        told = head.node
        below = [*(told.value if told.kind == "map" else [Pair("note", told, told.line, told.column)]), *below]
        node = Node("plain", head.key, head.line, head.column)
    if node.kind in ("plain", "text"):
        if node.value in ABSENCES.codes:
            reason = f"{shown(node.value)} is no name; leave the role out, or write unknown"
            return refused(reason, node)
        known = moved(shared.get(node.value, node), node)
        if known.kind in ("plain", "text") and (why := why_no_party(known.value)):
            return refused(why, node)
        node = node_at(party_fields(known.value), node) if known.kind in ("plain", "text") else known
    if node.kind != "map":
        return node
    named = Node("text", role.key, role.line, role.column)
    if meant := _ROLE_OF.get(role.key.lower()):
        named = refused(f"{shown(role.key)} is not a role here; write {meant}", named)
    part = Pair("role", named, role.line, role.column)
    return node._replace(value=[*node.value, part, *below])


def why_no_line(pair: Pair) -> str:
    """Say why a key among the lines is none of somebody's own; empty if it may be one."""
    if pair.node.kind in ("plain", "text", "list") and (pair.key in BASES.codes or pair.key == "system"):
        return f"{shown(pair.key)} belongs to a line; a key of yours stands above it and further left, such as first:"
    return ""


def line_of(node: Node, systems: Mapping[str, Node]) -> Node:
    """Return a line, with every claim of how many in one list."""
    if node.kind != "map":
        return node
    pairs: list[Pair] = []
    claims: list[Node] = []
    first: dict[str, Pair] = {}
    for pair in filter(_says_something, as_meant(cut_by_comma(node.value, _LINE_KEYS, "field"), _LINE_KEYS)):
        if pair.key in BASES.codes:
            if first.setdefault(pair.key, pair) is not pair:
                reason = f"{shown(pair.key)} stands twice (first in line {first[pair.key].line}); to give two claims of one value write a list"
                claims.append(refused(Twice(reason), pair))
                continue
            given = {"basis": BASES.codes[pair.key]}
            claims += [long_of(QUANTITY, item, given) for item in items_of(pair.node)]
        elif pair.key == "production":
            pairs.append(pair._replace(node=listed(PRODUCTION, pair.node)))
        elif pair.key == "system":
            pairs.append(_system_of(pair, systems))
        elif why := _why_no_field(pair):
            pairs.append(pair._replace(key="?" if pair.key == "quantities" else pair.key, node=refused(why, pair)))
        else:
            pairs.append(pair)
    if not claims:
        return node._replace(value=pairs)
    told_long = next((n for n, pair in enumerate(pairs) if pair.key == "quantities" and pair.node.kind == "list"), -1)
    if told_long < 0:
        pairs.append(
            Pair("quantities", Node("list", claims, claims[0].line, claims[0].column), claims[0].line, claims[0].column)
        )
    else:
        long = pairs[told_long]
        pairs[told_long] = long._replace(node=long.node._replace(value=[*long.node.value, *claims]))
    return node._replace(value=pairs)


def _system_of(pair: Pair, systems: Mapping[str, Node]) -> Pair:
    """Return the system of a line as an object."""
    if pair.node.kind == "map":
        return pair._replace(node=pair.node._replace(value=[_as_said(one, _SYSTEM_FIELDS) for one in pair.node.value]))
    if pair.node.kind not in ("plain", "text", "null"):
        return pair
    known = systems.get(pair.node.value)
    told = pair.node if known is None else known
    if why := NO_SYSTEM if told.kind == "null" else why_no_system(told.value) if told.kind != "map" else "":
        return pair._replace(node=refused(why, pair.node))
    named = system_fields(known.value if known and known.kind in ("plain", "text") else pair.node.value)
    return pair._replace(node=moved(known, pair.node) if known and known.kind == "map" else node_at(named, pair.node))


def _why_no_field(pair: Pair) -> str:
    """Say what is meant by a key of a line that is none; empty for all others."""
    if pair.key in _NUMBERS and (pair.key != "quantities" or pair.node.kind in ("plain", "text")):
        return _NO_BASIS
    if pair.key not in _LINE_FIELDS and pair.key.lower().endswith(_SUMS):
        return f"{shown(pair.key)} is not a field of a line; {_NO_PRICE}"
    near = () if pair.key in _LINE_FIELDS else _near(pair.key.lower())
    return f"{shown(pair.key)} is not a field here (did you mean {near[0]}?)" if near else ""


def _says_something(pair: Pair) -> bool:
    """Whether a field of a line is more than unknown; a system has to be told."""
    return not is_unknown(pair.node) or pair.key not in _LINE_FIELDS or pair.key in ("id", "system")


def _near(key: str) -> tuple[str, ...]:
    """Return what was meant by a key of a line; only what begins alike is compared, since a file may hold very many."""
    return suggestion(key, [one for one in (*BASES.codes, *_LINE_FIELDS) if one[0] == key[:1]])
