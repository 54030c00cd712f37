"""Keys that are slips of others: what stands under them is read as it was meant, so that one slip is told once.

    >>> [pair.key for pair in as_meant([Pair("Histroy", Node("list", []))], {"title", "history"})]
    ['Histroy', 'history']

Left out: words of a head (`words`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set as AbstractSet
from difflib import get_close_matches

from armsdeals._shown import shown
from armsdeals.wire.tree import Node, Pair
from armsdeals.written.items import refused
from armsdeals.written.slugs import is_slug, slug_of, why_no_key

_MOST_SLIPS = 1_000  # of one object; nobody types more, and looking for what was meant takes its time
# What people call the parts of a deal, where no likeness leads to the name that it has here.
_CALLED = {
    **dict.fromkeys(("timeline", "chronology", "news", "history of the deal"), ("history",)),
    **dict.fromkeys(("cost", "costs", "value", "amount", "sum", "worth"), ("price",)),
    **dict.fromkeys(("weapons", "weapon", "items", "goods", "equipment", "products", "arms"), ("lines", "system")),
    **dict.fromkeys(("name", "headline", "model"), ("title", "system")),
    **dict.fromkeys(("funding", "loan", "loans"), ("financing",)),
    **dict.fromkeys(("references", "refs", "literature"), ("sources",)),
    **dict.fromkeys(("countries", "sides", "actors"), ("parties",)),
    **dict.fromkeys(("licences", "licenses", "permits"), ("authorisations",)),
    **dict.fromkeys(("embargo", "restrictions"), ("constraints",)),
    **dict.fromkeys(("comment", "comments", "remark", "description"), ("note",)),
}
_BULLETS = frozenset("\N{BULLET}\N{MIDDLE DOT}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}")
_NEAR = 0.75  # of a key to the one that was meant


def as_meant(pairs: list[Pair], known: AbstractSet[str]) -> list[Pair]:
    """Return the keys of an object, and what stands under a slip of a known one under that one as well.

    The slip is told of the key, which has nothing below it any more, and no fault that would follow from it.
    """
    there = {pair.key for pair in pairs}
    if there <= known:
        return pairs
    out: list[Pair] = []
    strange = 0
    for pair in pairs:
        near: Sequence[str] = ()
        told = Node("null", "", pair.line, pair.column)
        if pair.key[:1] in _BULLETS:
            why = f"an item begins with '- ', and {shown(pair.key[:1])} stands here"
            out.append(pair._replace(key="?", node=refused(why, pair)))
            continue
        if pair.key not in known:
            strange += 1
            near = [one for one in _CALLED.get(pair.key.lower(), ()) if one in known - there]
            if near:
                told = refused(f"{shown(pair.key)} is not a field here (did you mean {near[0]}?)", pair)
            elif strange <= _MOST_SLIPS:
                near = get_close_matches(pair.key.lower(), known - there, n=1, cutoff=_NEAR)
        if near and pair.node.kind != "null":
            there.add(near[0])
            out.append(pair._replace(node=told))
        out.append(pair._replace(key=near[0]) if near and pair.node.kind != "null" else pair)
    return out


def with_slug(node: Node) -> Node:
    """Return an object whose id is refused, with the one to write, if it has capitals, blanks or letters of another alphabet."""
    if node.kind != "map" or not node.value:
        return node
    own = node.value[0].node
    if own.kind != "text" or is_slug(own.value):
        return node
    return node._replace(value=[node.value[0]._replace(node=refused(why_no_key(own.value), own)), *node.value[1:]])


def with_key(source: Pair) -> Pair:
    """Return a source whose key is refused, with the one to write, under that one; all others as they are."""
    meant = "" if is_slug(source.key) else slug_of(source.key)
    if not meant or source.node.kind != "map" or any(one.node.kind == "refused" for one in source.node.value):
        return source
    refusal = Pair("?", refused(why_no_key(source.key), source), source.line, source.column)
    return source._replace(key=meant, node=source.node._replace(value=[refusal, *source.node.value]))


def below_deals(pairs: list[Pair], known: AbstractSet[str]) -> list[Pair]:
    """Return the keys of a file of several deals; a deal that stands beside them is refused there and read below them."""
    beside = [pair for pair in pairs if pair.key not in known and pair.node.kind == "map" and _is_deal(pair.node)]
    held = next((pair for pair in pairs if pair.key == "deals"), None)
    if not beside or (held is not None and held.node.kind != "map"):
        return pairs
    told = "a deal stands below the line deals:, and further right than it"
    first = beside[0]
    place = held or first
    deals = [*(held.node.value if held else ()), *beside]
    return [
        *(pair for pair in pairs if pair not in beside and pair is not held),
        Pair("deals", Node("map", deals, place.line, place.column), place.line, place.column),
        Pair("?", refused(told, first), first.line, first.column),
    ]


def _is_deal(node: Node) -> bool:
    return any(pair.key in ("title", "parties", "lines", "history") for pair in node.value)


def cut_by_comma(pairs: list[Pair], known: AbstractSet[str], what: str) -> list[Pair]:
    """Return the keys of an object in braces; refused are those that are none, but the rest of a text before a comma.

    Args:
        pairs: The keys.
        known: The words that a key may be; where it is empty any key may be one.
        what: What a key begins here, in words.
    """
    empty = [
        pair for pair in pairs if pair.node.kind == "null" and not pair.node.value and not _is_key(pair.key, known)
    ]
    in_one_line = Counter(pair.line for pair in pairs) if empty else {}
    out = []
    for pair in pairs:
        if pair in empty and in_one_line[pair.line] > 1:
            told = (
                f"a comma within braces begins another {what}; put the text before {shown(pair.key)} in quotes with it"
            )
            out.append(pair._replace(key="?", node=refused(told, pair)))
        else:
            out.append(pair)
    return out


def _is_key(typed: str, known: AbstractSet[str]) -> bool:
    return is_slug(typed) if not known else typed.lower().replace("_", " ").replace("-", " ") in known


def why_no_id(typed: str) -> str:
    """Return why a text is not the id of a deal, and what to write; empty if it is one, or where that is not known.

    >>> why_no_id("tur-s400"), why_no_id("Tur-S400"), why_no_id("tur-s400, tur-t129")
    ('', "'Tur-S400' is no id: write tur-s400", 'several ids stand in a list: [tur-s400, tur-t129]')
    """
    if is_slug(typed):
        return ""
    several = [part for part in re.split(r"[,;\s]+", typed.strip("()")) if part]
    if len(several) > 1 and all(map(is_slug, several)):
        return f"several ids stand in a list: [{', '.join(several)}]"
    meant = slug_of(typed)
    return f"{shown(typed)} is no id: write {meant}" if meant and meant != typed else ""
