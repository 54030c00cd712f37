"""The straight way of a file with one deal that is certainly clean: from what was typed to plain fields, without a tree.

The long form is a tree whose every node knows its line, and nearly nobody asks for one. Here the same fields come out as
dicts and lists; where anything is unusual, or could be a fault, the answer is None and `expand` has the word.

    >>> from armsdeals.wire.tree import node_of
    >>> typed = node_of({"title": "A demo", "history": ["2016-11~ talks"], "sources": {"tass": "TASS, 2017"}})
    >>> fields_of(typed, "demo")
    {'id': 'demo', 'title': 'A demo', 'history': [{'when': '2016-11~', 'stage': 'TALKS'}], 'evidence': {'tass': {'publisher': 'TASS', 'published': '2017'}}}
    >>> fields_of(node_of({"title": "A demo", "history": ["2016-11~ talk"]}), "demo") is None
    True

Ten thousand lines of a history have ten thousand dates and sources, and some hundred ways of saying what happened; each way
is read once. Left out: files with several deals, what the folder shares but for its sources, and all that `expand` refuses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from armsdeals.values.estimate import is_known_unit
from armsdeals.wire.fast_leaves import Kept
from armsdeals.wire.fast_tree import UnclearError, plain
from armsdeals.wire.migrations import FIRST
from armsdeals.wire.tree import Node
from armsdeals.wire.versions import KEY, VERSION
from armsdeals.written import rows
from armsdeals.written.cursor import HeadFault
from armsdeals.written.expand import DEAL_FIELDS, NOTHING, Shared
from armsdeals.written.heads import LONGEST, read_whole
from armsdeals.written.items import is_unknown, node_at, told_apart
from armsdeals.written.plain_heads import numbered
from armsdeals.written.slots import DATE
from armsdeals.written.straight_tables import SYSTEMS, items, parties, sources
from armsdeals.written.words import BASES

Fields = dict[str, Any]
_TEXTS = ("plain", "text")
_NOWHERE = Node("null", "")
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}[~?]?")
_SCOPE = re.compile(r"[^\s@(),]+(?:, [^\s@(),]+)*")
_APART = re.compile(r"[@()]")  # what does not belong to the words of a head
_is_day = Kept(_DAY.fullmatch)
_keys_in = Kept(lambda text: text.split(", ") if _SCOPE.fullmatch(text) else None)


def fields_of(node: Node, name: str, shared: Shared = NOTHING) -> Fields | None:
    """Return the fields of the deal that stands alone in a file, with its sources; None where `expand` should look.

    Args:
        node: The tree as it was typed.
        name: The name of the file without the suffix.
        shared: What the folder declares; where it declares more than sources nothing is certain here.
    """
    if node.kind != "map" or not name or shared.parties or shared.systems:
        return None
    out: Fields = {"id": name}
    told = 1
    version = str(FIRST)
    try:
        for key, below, _, _ in node.value:
            kind, value, _, _ = below
            read = _READ.get(key)
            if kind == "null" and not value and key != "id":
                if key not in _KNOWN:
                    return None
            elif read is not None:
                place, how = read
                out[place] = how(below)
                told += 1
            elif key == "id":
                if kind not in _TEXTS or value != name:
                    return None
            elif key == KEY:
                version = value if kind == "plain" else ""
            elif key in DEAL_FIELDS:
                if kind == "plain" and value == "unknown":
                    return None
                out[key] = plain(below, key)
                told += 1
            else:
                return None
    except UnclearError:
        return None
    is_deal = told == len(out) and told > ("evidence" in out) + 1
    return out if is_deal and version == str(VERSION) else None


def _once(head: rows.Head, node: Node) -> list[Node]:
    typed = items(node)
    if len({told_apart(head, one) for one in typed}) < len(typed):  # one of them may stand twice
        raise UnclearError
    return typed


def _listed(head: rows.Head) -> Callable[[Node], list[Fields]]:
    return lambda node: [_item(head, one) for one in _once(head, node)]


def _item(head: rows.Head, node: Node) -> Fields:
    """Return the fields of an item."""
    kind, value, _, _ = node
    if kind != "map" or not value:
        if kind in _TEXTS:
            return _said(head, value)
        raise UnclearError
    first, (kind, told, _, _), _, _ = value[0]
    if first in head.fields:
        if any(pair[0] in head.below for pair in value):
            raise UnclearError
        return plain(node)  # type: ignore[no-any-return]
    if first in rows.DETAILS:
        raise UnclearError
    out = _said(head, first)
    if kind == "map":
        _detail(head, out, told)
    elif kind in _TEXTS:
        if head.words in out or (kind == "plain" and told == "unknown"):
            raise UnclearError
        out[head.words] = told
    elif kind != "null":
        raise UnclearError
    if len(value) > 1:
        _detail(head, out, value[1:])
    return out


def _detail(head: rows.Head, out: Fields, pairs: list[Any]) -> None:
    """Add what is told below a head."""
    known = head.fields
    for key, node, _, _ in pairs:
        kind, value, _, _ = node
        name = rows.DETAILS.get(key)
        if is_unknown(node):
            if name is None and not head.knows(key):
                raise UnclearError
            continue
        if name is None:
            if (
                key not in known
                or key in head.below
                or (kind == "plain" and value in rows.ABSENT_TERMS and key in head.terms)
            ):
                raise UnclearError
            name = key
        if name in out:
            raise UnclearError
        out[name] = plain(node, name)


def _said(head: rows.Head, text: str) -> Fields:  # noqa: PLR0912  # a call for each part takes its time
    """Return what a head says, in a dict of its own."""
    if "  " in text:  # which an item may have that is another one else
        raise UnclearError
    words, *cited = text.split(" @")
    scope = None
    if words[-1:] == ")":
        words, _, keys = words[:-1].partition(" (")
        scope = _keys_in[keys]
        if scope is None or not head.scope:
            raise UnclearError
    when = ""
    number = None
    if head.slots[0] is DATE:
        day, _, rest = words.partition(" ")
        opening = day if day in ("by", "from") else ""
        if opening:
            day, _, rest = rest.partition(" ")
        try:
            is_day = _is_day.known[day]
        except KeyError:
            is_day = _is_day.made(day)
        if not is_day or rest[:3] == "or ":
            raise UnclearError
        when = day if not opening else f"../{day}" if opening == "by" else f"{day}/.."
        words = f"{opening} 2000 {rest}" if opening else f"2000 {rest}"
    else:
        number = numbered(head.under, words)
        if number is not None:
            words = number.frame
    frames = _FRAMES[head.under]
    framed = frames.known[words] if words in frames.known else frames.made(words)
    if framed is None or len(text) > LONGEST:
        raise UnclearError
    out: Fields = framed.copy()
    if when:
        out["when"] = when
    if number is not None and not number.put_into(out):
        raise UnclearError
    if scope:
        out[head.scope] = scope
    if cited:
        if (len(cited) > 1 and len(set(cited)) < len(cited)) or not head.is_claim:
            raise UnclearError
        out["evidence"] = cited
    return out


def _frames(head: rows.Head) -> Kept:
    """Return what the words of heads say by themselves; None where that is not certain."""

    def framed(words: str) -> Fields | None:
        if _APART.search(words):
            return None
        with suppress(HeadFault, UnclearError):
            fields: Fields = plain(node_at(dict(read_whole(head, words).fields), _NOWHERE))
            unit = fields.get("value", "").partition(" ")[2] if head is rows.QUANTITY else ""
            return fields if not unit or is_known_unit(unit) else None
        return None

    return Kept(framed)


_FRAMES = {
    head.under: _frames(head)
    for head in (
        rows.HISTORY, rows.QUANTITY, rows.PRODUCTION, rows.PRICE, rows.FINANCING, rows.OFFSETS, rows.CONSTRAINTS,
        rows.PERMITS, rows.OFFERED,
    )
}  # fmt: skip


_NO_LINES = BASES.codes.keys() | {"system"}  # which stand in the column of a line by mistake


def _lines(node: Node) -> list[Fields]:
    if node[0] != "map" or not _NO_LINES.isdisjoint(pair[0] for pair in node[1]):
        raise UnclearError
    return [_line(key, below) for key, below, _, _ in node[1]]


def _line(key: str, node: Node) -> Fields:
    kind, value, _, _ = node
    if kind in _TEXTS:
        return {"id": key, "system": SYSTEMS[value]}
    if kind != "map":
        raise UnclearError
    out: Fields = {"id": key}
    quantities: list[Fields] = []
    seen = set()
    for name, below, _, _ in value:
        if name in seen or name in ("id", "quantities"):
            raise UnclearError
        seen.add(name)
        basis = BASES.codes.get(name)
        if basis is not None:
            for one in items(below):
                fields = _item(rows.QUANTITY, one)
                if "basis" in fields:
                    raise UnclearError
                fields["basis"] = basis
                quantities.append(fields)
        elif name == "production" and not is_unknown(below):
            out[name] = [_item(rows.PRODUCTION, one) for one in items(below)]
        elif name == "system" and below[0] in _TEXTS:
            out[name] = SYSTEMS[below[1]]
        elif is_unknown(below):
            raise UnclearError
        else:
            out[name] = plain(below, name)
    if quantities:
        out["quantities"] = quantities
    return out


def _financing(node: Node) -> Fields:
    if node[0] == "map":
        raise UnclearError
    typed = _once(rows.FINANCING, node)
    parts = [_item(rows.FINANCING, one) for one in typed if one[0] != "plain" or one[1] != "nothing else"]
    return {"instruments": parts} if len(parts) == len(typed) else {"instruments": parts, "complete": True}


def _links(node: Node) -> list[Fields]:
    told = [(kind, one) for kind, below, _, _ in node[1] for one in items(below)] if node[0] == "map" else []
    if node[0] != "map" or any(one[0] not in _TEXTS for _, one in told) or any(one[1][0] == "null" for one in node[1]):
        raise UnclearError
    return [{"kind": plain(Node("text", kind), "kind"), "to": plain(one, "to")} for kind, one in told]


_READ: dict[str, tuple[str, Callable[[Node], Any]]] = {
    "parties": ("parties", parties),
    "lines": ("lines", _lines),
    "price": ("prices", _listed(rows.PRICE)),
    "prices": ("prices", _listed(rows.PRICE)),
    "financing": ("financing", _financing),
    "history": ("history", _listed(rows.HISTORY)),
    "offsets": ("offsets", _listed(rows.OFFSETS)),
    "constraints": ("constraints", _listed(rows.CONSTRAINTS)),
    "authorisations": ("authorisations", _listed(rows.PERMITS)),
    "offers": ("offers", _listed(rows.OFFERED)),
    "links": ("links", _links),
    "sources": ("evidence", sources),
    "evidence": ("evidence", sources),
}
_KNOWN = (DEAL_FIELDS | _READ.keys()) - {"id"}
