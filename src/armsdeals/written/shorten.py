"""Shortening: the tree of a document becomes what somebody would have typed, wherever heads can say it.

    >>> tree = {"armsdeals": 1, "deals": [{"id": "demo", "prices": [{"value": "2500000000 USD CONTRACT", "text": "all in all"}],
    ...         "links": [{"kind": "COMPETES_WITH", "to": "rival"}]}]}
    >>> shorten(tree)
    {'id': 'demo', 'price': [{'2.5 bn USD contract': 'all in all'}], 'links': {'competes with': 'rival'}}

Every item is printed, read again and compared; what no head says stays in its long form, with its codes in words. A register
that is nothing but one deal becomes a file of one deal. Left out: comments, and the order in which somebody might have
typed it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from armsdeals.model.competition import Competition
from armsdeals.model.deal import Deal
from armsdeals.model.financing.financing import Financing
from armsdeals.model.line import Line
from armsdeals.plan import plan_of
from armsdeals.wire.tree import Lines, Word
from armsdeals.written.entries import UNKNOWN_SIDES, party_text, source_text, system_text
from armsdeals.written.heads import (
    ABSENT_TERMS,
    CONSTRAINTS,
    DETAILS,
    FINANCING,
    HISTORY,
    OFFERED,
    OFFSETS,
    PERMITS,
    PRICE,
    PRODUCTION,
    QUANTITY,
    Head,
    head_of,
)
from armsdeals.written.spelled import spelled, spelled_field, spelled_source
from armsdeals.written.words import BASES, LINKS, ROLES, Phrases

Tree = dict[str, Any]
# How many characters of a head may stand in front of words or details; a longer one leaves some of these to them.
_LONGEST_KEYS = {("confidence",): 110, ("confidence", "evidence"): 124}
_TYPED = {name: typed for typed, name in DETAILS.items()}


def shorten(document: Mapping[str, Any]) -> Tree:
    """Return the written form of a document, as plain dicts, lists and texts."""
    deals = [_deal(deal) for deal in document.get("deals", ())]
    if len(deals) == 1 and not document.keys() - {"armsdeals", "deals"}:
        return deals[0]
    tree = {"armsdeals": document["armsdeals"], "deals": {deal.pop("id"): deal for deal in deals}}
    for name, value in document.items():
        if name == "events":
            tree[name] = _items(HISTORY, value)
        elif name == "competitions":
            tree[name] = [spelled(Competition, one) for one in value]
        elif name == "evidence" and "sources" not in document:
            tree["sources"] = _sources(value)
        elif name == "evidence":
            tree[name] = _sources(value)
        elif name not in tree:
            tree[name] = value
    return tree


def _deal(deal: Mapping[str, Any]) -> Tree:
    tree: Tree = {}
    for name, value in deal.items():
        if name == "evidence":
            tree["evidence" if _names_uncited(deal) else "sources"] = _sources(value)
        elif name == "sources" and not _names_uncited(deal):
            continue  # whatever stands in the table and is not cited is read as that again
        else:
            place, write = _PLACES.get(name, (name, None))
            tree[place] = spelled_field(Deal, name, value) if write is None else write(value)
    return tree


def _names_uncited(deal: Mapping[str, Any]) -> bool:
    """Whether the list of sources that no claim cites says more than the table of sources does."""
    told = deal.get("sources", [])
    table = list(deal.get("evidence", {}))
    if not all(isinstance(one, str) for one in told):
        return True
    return bool(told) and (told != [key for key in table if key in told] or bool(set(told) & _cited(deal)))


def _cited(value: Any, name: str = "") -> set[str]:
    """Return the keys that claims cite, anywhere below."""
    if isinstance(value, dict):
        return {key for below, one in value.items() if below != "sources" for key in _cited(one, below)}
    if isinstance(value, list):
        return {key for one in value for key in _cited(one, name)}
    return {value} if name == "evidence" and isinstance(value, str) else set()


def _items(head: Head, items: list[Tree]) -> list[Any]:
    return [_item(head, item) for item in items]


def _one_or_more(head: Head, items: list[Tree]) -> Any:
    told = _items(head, items)
    return told[0] if len(told) == 1 else told


def _item(head: Head, item: Tree) -> Any:
    printed = _fitting(head, item)
    if printed is None:
        return spelled(head.cls, item)
    text, left = printed
    words = left.pop(head.words, None)
    if not left:
        return text if words is None else {text: words}
    details = {_TYPED.get(name, name): _detail(head, item, name, value) for name, value in left.items()}
    mean_else = {"unknown", *(ABSENT_TERMS if head.terms else ())}  # typed below a head, these are no texts
    if any(value in mean_else for value in details.values() if isinstance(value, str)) or details.keys() & {text}:
        return spelled(head.cls, item)
    for word, name in ABSENT_TERMS.items() if head.terms else ():
        if head.terms.issuperset(details.get(name, ())) and not details.keys() & {*details.get(name, ())}:
            details |= dict.fromkeys(details.pop(name, ()), word)
    return {text: words} | details


def _fitting(head: Head, item: Tree) -> tuple[str, Tree] | None:
    """Return a head and the fields that it leaves, which are more where it would be long."""
    whole = head_of(head, item)
    for apart, longest in _LONGEST_KEYS.items():
        if whole is None or not whole[1] or len(whole[0]) <= longest:
            return whole
        shorter = head_of(head, {name: value for name, value in item.items() if name not in apart})
        if shorter is not None:
            whole = shorter[0], shorter[1] | {name: item[name] for name in apart if name in item}
    return whole


def _detail(head: Head, item: Tree, name: str, value: Any) -> Any:
    """Return what is typed below a head for a field."""
    if name in head.below:
        return _one_or_more(head.below[name], value)
    return spelled_field(head.cls, name, value, item)


def _lines(lines: list[Tree]) -> Tree:
    return {line["id"]: _line(line) for line in lines}


def _line(line: Tree) -> Any:
    tree: Tree = {}
    for name, value in line.items():
        if name == "quantities":
            tree |= _quantities(value)
        elif name == "production":
            tree[name] = _one_or_more(PRODUCTION, value)
        elif name == "system":
            tree[name] = system_text(value) or spelled_field(Line, name, value)
        elif name != "id":
            tree[name] = spelled_field(Line, name, value)
    return tree["system"] if tree.keys() == {"system"} and isinstance(tree["system"], str) else tree


def _grouped(items: list[Tree], name: str, said: Phrases, write: Callable[[Tree], Any]) -> Tree | None:
    """Return what is typed for items under the words for one of their fields; one stands there without a list.

    None if those of one word do not follow one another: their order would be lost.
    """
    groups: dict[str, list[Any]] = {}
    last = ""
    for item in items:
        word = said.written(item[name])
        if word in groups and word != last:
            return None
        groups.setdefault(word, []).append(write({key: value for key, value in item.items() if key != name}))
        last = word
    return {word: told[0] if len(told) == 1 else told for word, told in groups.items()}


def _quantities(claims: list[Tree]) -> Tree:
    told = _grouped(claims, "basis", BASES, lambda rest: _item(QUANTITY, rest))
    return told or {"quantities": spelled_field(Line, "quantities", claims)}


def _parties(parties: list[Tree]) -> Any:
    told = _grouped(parties, "role", ROLES, _party)
    if told is None:
        return spelled_field(Deal, "parties", parties)
    return {role: Word("unknown") if one == UNKNOWN_SIDES.get(role) else one for role, one in told.items()}


def _links(links: list[Tree]) -> Any:
    return _grouped(links, "kind", LINKS, _link) or spelled_field(Deal, "links", links)


def _link(rest: Tree) -> Any:
    return {rest["to"]: rest["note"]} if "note" in rest else rest["to"]


def _party(fields: Tree) -> Any:
    short = {name: value for name, value in fields.items() if name in ("name", "country", "kind")}
    text, rest = party_text(short), {name: value for name, value in fields.items() if name not in short}
    if not text or rest.keys() & {text}:
        return spelled_field(Deal, "parties", [fields])[0]
    if rest.keys() == {"note"}:
        return {text: rest["note"]}
    return {text: rest} if rest else text


def _financing(financing: Tree) -> Any:
    told = _items(FINANCING, financing.get("instruments", []))
    is_long = any(isinstance(one, dict) and next(iter(one)) in plan_of(Financing).by_name for one in told)
    if financing.keys() - {"instruments", "complete"} or not told or is_long:
        return spelled(Financing, financing)
    return Lines([*told, "nothing else"] if financing.get("complete") else told)


def _sources(table: Mapping[str, Tree]) -> Tree:
    return {key: source_text(source) or spelled_source(source) for key, source in table.items()}


def _under(head: Head) -> Callable[[list[Tree]], Any]:
    return lambda items: Lines(_items(head, items))


_PLACES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "parties": ("parties", _parties),
    "lines": ("lines", _lines),
    "prices": ("price", _under(PRICE)),
    "financing": ("financing", _financing),
    "history": ("history", _under(HISTORY)),
    "offsets": ("offsets", _under(OFFSETS)),
    "constraints": ("constraints", _under(CONSTRAINTS)),
    "authorisations": ("authorisations", _under(PERMITS)),
    "offers": ("offers", _under(OFFERED)),
    "links": ("links", _links),
}
