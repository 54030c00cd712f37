"""Shortening: the tree of a document becomes what somebody would have typed, wherever heads can say it.

    >>> tree = {"armsdeals": 1, "deals": [{"id": "demo", "prices": [{"value": "2500000000 USD CONTRACT", "text": "all in all"}],
    ...         "links": [{"kind": "COMPETES_WITH", "to": "rival"}]}]}
    >>> shorten(tree)
    {'id': 'demo', 'price': {'2.5 bn USD contract': 'all in all'}, 'links': {'competes with': 'rival'}}

Every item is printed, read again and compared; what no head says stays in its long form. A register that is nothing but one
deal becomes a file of one deal. Left out: comments, and the order in which somebody might have typed it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from armsdeals.model.financing.financing import Financing
from armsdeals.plan import Shape, plan_of
from armsdeals.written.entries import party_text, source_text
from armsdeals.written.heads import CONSTRAINTS, DETAILS, FINANCING, HISTORY, OFFSETS, PRICE, QUANTITY, Head, head_of
from armsdeals.written.words import BASES, LINKS, ROLES, Phrases

Tree = dict[str, Any]
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
            tree[place] = value if write is None else write(value)
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
    printed = head_of(head, item)
    if printed is None:
        return item
    text, left = printed
    words = left.pop("text", None)
    if not left:
        return text if words is None else {text: words}
    details = {_TYPED.get(name, name): _detail(head, name, value) for name, value in left.items()}
    if any(value == "unknown" for value in details.values()) or details.keys() & {text}:
        return item  # typed below a head, unknown says nothing
    return {text: words} | details


def _detail(head: Head, name: str, value: Any) -> Any:
    """Return a code as it is typed below a head; anything else as it is."""
    if head is FINANCING:
        return value
    hint = plan_of(head.cls).by_name[name].hint
    return hint.cls(value).in_words if hint.shape is Shape.WORD else value


def _lines(lines: list[Tree]) -> Tree:
    return {line["id"]: _line(line) for line in lines}


def _line(line: Tree) -> Any:
    tree: Tree = {}
    for name, value in line.items():
        if name == "quantities":
            tree |= _quantities(value)
        elif name == "system" and value.keys() == {"designation"}:
            tree[name] = value["designation"]
        elif name != "id":
            tree[name] = value
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
    return _grouped(claims, "basis", BASES, lambda rest: _item(QUANTITY, rest)) or {"quantities": claims}


def _parties(parties: list[Tree]) -> Any:
    return _grouped(parties, "role", ROLES, _party) or parties


def _links(links: list[Tree]) -> Any:
    return _grouped(links, "kind", LINKS, lambda rest: rest["to"] if rest.keys() == {"to"} else rest) or links


def _party(fields: Tree) -> Any:
    if text := party_text(fields):
        return text
    short = {name: value for name, value in fields.items() if name in ("name", "country")}
    text = party_text(short)
    rest = {name: value for name, value in fields.items() if name not in short}
    return {text: rest} if text and not rest.keys() & {text} else fields


def _financing(financing: Tree) -> Any:
    if financing.keys() - {"instruments", "complete"}:
        return financing
    told = _items(FINANCING, financing.get("instruments", []))
    if not told or any(isinstance(one, dict) and next(iter(one)) in plan_of(Financing).by_name for one in told):
        return financing
    return [*told, "nothing else"] if financing.get("complete") else told


def _sources(table: Mapping[str, Tree]) -> Tree:
    return {key: source_text(source) or source for key, source in table.items()}


def _under(head: Head) -> Callable[[list[Tree]], Any]:
    return lambda items: _items(head, items)


_PLACES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "parties": ("parties", _parties),
    "lines": ("lines", _lines),
    "prices": ("price", lambda items: _one_or_more(PRICE, items)),
    "financing": ("financing", _financing),
    "history": ("history", _under(HISTORY)),
    "offsets": ("offsets", _under(OFFSETS)),
    "constraints": ("constraints", _under(CONSTRAINTS)),
    "links": ("links", _links),
}
