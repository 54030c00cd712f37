"""Items: a head with its words and details becomes the object of the long form, with the lines of what was typed.

    >>> print(long_of(PRICE, Node("plain", "2.5 bn USD contract @x", 3, 5)).value[0])
    Pair(key='value', node=Node(kind='text', value='2500000000 USD CONTRACT', line=3, column=5), line=3, column=5)
    >>> long_of(PRICE, Node("plain", "2.5 bn", 3, 5))
    Node(kind='refused', value="no currency stands behind '2.5 bn'; write 2.5 bn USD, ...", line=3, column=11)

What cannot be read becomes ``refused`` in its place, with the reason, so that every fault of a file is found in one go.
An item whose first key is a field of the long form is long already, and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any

from armsdeals._shown import shown
from armsdeals.wire.faults import Partly
from armsdeals.wire.tree import Node, Pair, below, each
from armsdeals.written.cursor import HeadFault
from armsdeals.written.heads import ABSENT_TERMS, DETAILS, LONGEST, PRICE, SHARED_WITH_DETAILS, Head, Said, read_head

__all__ = ["PRICE", "items_of", "listed", "long_of", "node_at", "refused"]

_NO_NULL = "nothing is written as the word unknown, or by leaving the field out; ~ and null are not read here"
_NO_ITEM = {
    "null": "an item is empty here; leave it out",
    "list": "several items stand in one pair of brackets; put each on a line of its own, without them",
}
_PAGE = "a page belongs to its source; tell it there, such as daily: {publisher: A daily, locator: page 3}"
_WHO_AND_WHY = "who ends or halts a deal, and why, stands in the line, such as cancelled by recipient because delay"
_ACTED = frozenset({"actor", "because", "by", "reason", "reasons", "why"})
_FIELDS = {name: name for name in DETAILS} | DETAILS
_SAID = {
    "say": "says", "sais": "says", "said by": "says", "speaker": "says", "who": "says", "by whom": "says", "spokesman": "says",
    "words": "text", "comment": "text", "note": "text", "notes": "text", "quotation": "quote", "qoute": "quote", "trust": "confidence",
    "confidense": "confidence", "confidance": "confidence", "qualtiy": "role", "date": "when", "day": "when",
    "interest": "rate", "interest rate": "rate", "tenor": "tenor_years", "grace": "grace_years", "years": "tenor_years",
}  # fmt: skip
_SOURCES = re.compile(r"(?:\s+@\S+)+\s*$")
_KEY = re.compile(r"@(\S*[^\s,;])")
_SCOPE = re.compile(r"\s\(([a-z0-9._-]+(?:, *[a-z0-9._-]+)*)\)(?:, [a-z]+ confidence)?\s*$")
_LISTED = re.compile(r"[^\s,]+")
_Outcome = tuple[Said | None, str, int]
# What the constructors of these tuples do, without the call of Python in between; half of all time goes into them.
_node: Callable[[tuple[Any, ...]], Node] = partial(tuple.__new__, Node)
_pair: Callable[[tuple[Any, ...]], Pair] = partial(tuple.__new__, Pair)


def refused(reason: str, place: Node | Pair, *, further: int = 0) -> Node:
    """Return what stands for a thing that is not read."""
    column = place.column + further if place.column else place.column
    return Node("refused", reason, place.line, column)


def node_at(value: Any, place: Node | Pair) -> Node:
    """Return the tree of a plain value as if it were typed in one place."""
    line, column = place.line, place.column
    if isinstance(value, str):
        return Node("text", value, line, column)
    if isinstance(value, bool):
        return Node("bool", value, line, column)
    if isinstance(value, dict):
        return Node("map", [Pair(key, node_at(one, place), line, column) for key, one in value.items()], line, column)
    return Node("list", [node_at(one, place) for one in value], line, column)


def told_apart(head: Head, node: Node) -> object:
    """Return what tells an item from others that were typed; equal for two that may be the same."""
    if node[0] in ("plain", "text"):
        return node[1]
    if node[0] != "map" or not node[1] or node[1][0][0] in head.fields:
        return id(node), node[2]
    first, (kind, words, _, _), _, _ = node[1][0]
    return first, words if kind in ("plain", "text") else ""


def moved(node: Node, place: Node) -> Node:
    """Return a tree from elsewhere as if it were typed in one place."""
    value = node.value
    if node.kind == "map":
        value = [Pair(pair.key, moved(pair.node, place), place.line, place.column) for pair in value]
    elif node.kind == "list":
        value = [moved(one, place) for one in value]
    return Node(node.kind, value, place.line, place.column)


def is_unknown(node: Node) -> bool:
    """Whether what stands there says that nobody knows: nothing, or the word unknown."""
    return node.kind in ("null", "plain") and node.value == ("" if node.kind == "null" else "unknown")


def items_of(node: Node) -> list[Node]:
    """Return the items of a place where one may stand without a list; none for what is unknown."""
    if node.kind == "list":
        return list(node.value)
    if node.kind == "null":
        return [refused(_NO_NULL, node)] if node.value else []
    if node.kind == "plain" and node.value == "unknown":
        return []
    return [node]


def long_of(head: Head, node: Node, given: dict[str, str] | None = None) -> Node:
    """Return an item in its long form.

    Args:
        head: What may be typed there.
        node: The item.
        given: Fields that the place itself says.
    """
    if node.kind in ("plain", "text"):
        return _expanded(head, node.value, node, (), given)
    if node.kind != "map" or not node.value:
        why = "" if node.kind == "list" and not node.value else _NO_ITEM.get(node.kind)
        return refused(why, node) if why else node
    first = node.value[0]
    if first.node.kind == "refused" and first.key in ("?", "<<"):
        return refused(first.node.value, first)
    if first.key in head.fields:
        if head.below:
            node = node._replace(value=[_below(head, pair) for pair in node.value])
        return node if given is None else _given(node, given)
    if first.key.lower() in ("date", "day"):
        return refused(
            "an item begins with its head, such as 2017-09-12 signed @KEY; field by field the day is called when", first
        )
    if first.key in DETAILS:
        return refused(f"{shown(first.key)} stands here without a head above it; begin the item with its head", first)
    return _expanded(head, first.key, first, [*_details(head, first, node.value[1:])], given)


def listed(head: Head, node: Node) -> Node:
    """Return the items of a place, each in its long form."""
    if node.kind == "refused":
        return node
    items = items_of(node)
    within = [one for item in items if item.kind == "list" for one in item.value]
    return Node("list", [long_of(head, item) for item in (*items, *within)], node.line, node.column)


def _below(head: Head, pair: Pair) -> Pair:
    inner = head.below.get(pair.key)
    return pair._replace(node=listed(inner, pair.node)) if inner else pair


def _given(node: Node, given: dict[str, str]) -> Node:
    return node._replace(
        value=[*(Pair(key, node_at(one, node), node.line, node.column) for key, one in given.items()), *node.value]
    )


def _details(head: Head, first: Pair, others: list[Pair]) -> Iterator[Pair]:
    told = first.node
    if told.kind == "map":
        yield from told.value
    elif told.kind != "null":
        yield Pair(head.words, told, told.line, told.column)
    yield from others


def _says_nothing(head: Head, detail: Pair) -> bool:
    return is_unknown(detail.node) and (detail.key in DETAILS or detail.key == "page" or head.knows(detail.key))


def _expanded(head: Head, text: str, place: Node | Pair, details: Any, given: dict[str, str] | None) -> Node:
    said, reason, further = _read(head, text)
    if said is None:
        reason = _colon_behind_date(head, text, details) or reason
        pairs = _rest(head, text, further, place, details)
        why = Partly(reason, _node(("map", pairs, place.line, place.column))) if pairs else _with_nothing(reason)
        return refused(why, place, further=further + _quote_before(place))
    line, column = place.line, place.column
    pairs = [
        _pair(
            (name, _node(("text", value, line, column)) if type(value) is str else node_at(value, place), line, column)
        )
        for name, value in said.fields.items()
    ]
    if head.scope in said.fields or "deliveries" in said.fields:
        pairs = [_keys_at_words(pair, head, text, place) for pair in pairs]
    if given:
        pairs += [Pair(name, Node("text", value, line, column), line, column) for name, value in given.items()]
    if said.sources:
        pairs.append(_cited(said.sources, place))
    return _node(("map", _with_details(head, said.fields, pairs, details), line, column))


def _colon_behind_date(head: Head, text: str, details: Any) -> str:
    """Say that a colon parts a date from what happened; empty if none does."""
    told = next((one.node for one in details or () if one.key == head.words and one.node.kind == "plain"), None)
    if told is None or " " in text or len(told.value) > LONGEST or _read(head, f"{text} {told.value}")[0] is None:
        return ""
    return f"a colon stands behind {shown(text)}, and words of a head behind it; write {shown(f'{text} {told.value}')[1:-1]}"


def _cited(sources: Iterable[tuple[str, int]], place: Node | Pair) -> Pair:
    line, column = place.line, place.column
    start = column + _quote_before(place) if column else column
    cited = [_node(("text", key, line, start + offset if start else start)) for key, offset in sources]
    return _pair(("evidence", _node(("list", cited, line, column)), line, column))


@lru_cache(maxsize=1_024)
def _with_nothing(reason: str) -> Partly:
    """Return why a head is not read that stands alone; the same for all of a file with many such."""
    return Partly(reason, Node("map", []))


def _rest(head: Head, text: str, fault: int, place: Node | Pair, details: Any) -> list[Pair]:
    """Return what stands beside a head that is not read: its sources, if the fault is in front of them, and the details."""
    sources = _SOURCES.search(text) if "@" in text and head.is_claim and len(text) <= LONGEST else None
    keys = [(one[1], one.start(1)) for one in _KEY.finditer(text, sources.start())] if sources else []
    pairs = [_cited(keys, place)] if keys and fault < keys[0][1] else []
    scope = _SCOPE.search(text[: sources.start()] if sources else text) if head.scope and len(text) <= LONGEST else None
    if scope and fault < scope.start():
        about = [(one[0], one.start()) for one in _LISTED.finditer(text, scope.start(1), scope.end(1))]
        pairs.append(_cited(about, place)._replace(key=head.scope))
    return _with_details(head, {}, pairs, details) if details else pairs


def _with_details(head: Head, said: Mapping[str, Any], pairs: list[Pair], details: Any) -> list[Pair]:
    """Return the fields that a head says, and behind them what the details below it say."""
    absent: dict[str, list[Node]] = {}
    for detail in [one for one in details if not _says_nothing(head, one)]:
        name = DETAILS.get(detail.key)
        if name:
            pairs.append(detail._replace(key=name))
        elif detail.node.kind == "plain" and detail.node.value in ABSENT_TERMS and detail.key in head.terms:
            term = Node("text", detail.key, detail.line, detail.column)
            absent.setdefault(ABSENT_TERMS[detail.node.value], []).append(term)
        elif detail.key not in head.fields and _is_head(head, detail.key):
            reason = "a second head stands in this item; begin it with '- ' on a line of its own"
            pairs.append(Pair("?", refused(reason, detail), detail.line, detail.column))
        elif detail.key not in head.fields and (why := _why_no_detail(head, detail.key)):
            pairs.append(detail._replace(node=refused(why, detail)))
        elif detail.key == "page":
            pairs.append(detail._replace(node=refused(_PAGE, detail)))
        elif detail.key in _ACTED and "termination" in head.fields:
            pairs.append(detail._replace(node=refused(_WHO_AND_WHY, detail)))
        elif detail.key in SHARED_WITH_DETAILS and detail.key in said and detail.node.kind == "map":
            number = next(number for number, pair in enumerate(pairs) if pair.key == detail.key)
            pairs[number] = detail._replace(node=_joined(pairs[number].node, detail.node))
        else:
            pairs.append(_below(head, detail))
    for name, terms in absent.items():
        pairs.append(Pair(name, Node("list", terms, terms[0].line, terms[0].column), terms[0].line, terms[0].column))
    return pairs


def _why_no_detail(head: Head, key: str) -> str:
    """Say which detail is meant by a key that is none; empty where that is not known."""
    low = key.lower()
    if head.is_claim and low in ("source", "sources", "cite", "cites", "via"):
        return f"{shown(key)} is not a field here; a source stands at the end of the head, as @KEY"
    meant = low if low in DETAILS or low in head.fields else _SAID.get(low, "") if head.is_claim else ""
    meant = meant if meant in DETAILS or meant in head.fields else ""
    return f"{shown(key)} is not a field here (did you mean {meant}?)" if meant and meant != key else ""


def _quote_before(place: Node | Pair) -> int:
    """Return by how much the words of an item stand behind its place: a quotation mark, or nothing."""
    return 1 if isinstance(place, Node) and place.kind == "text" else 0


def _keys_at_words(pair: Pair, head: Head, text: str, place: Node | Pair) -> Pair:
    """Return a field of a head in which each key of a line or tranche stands where it was typed."""
    node = pair.node
    if pair.key == head.scope and node.kind == "list":
        return pair._replace(node=node._replace(value=[_at_word(one, text, place) for one in node.value]))
    if pair.key == "deliveries":
        return pair._replace(node=each(node, lambda one: below(one, "line", lambda key: _at_word(key, text, place))))
    return pair


def _at_word(key: Node, text: str, place: Node | Pair) -> Node:
    words = text.partition(" @")[0]
    start = words.rfind(key.value)
    while start >= 0 and not (words[start - 1] in " (" and words[start + len(key.value) :][:1] in ("", " ", ")", ",")):
        start = words.rfind(key.value, 0, start + len(key.value) - 1)
    if start < 0 or place.column is None:
        return key
    return key._replace(column=place.column + start + _quote_before(place))


def _joined(told: Node, more: Node) -> Node:
    return more._replace(value=[*told.value, *more.value])


def _is_head(head: Head, text: str) -> bool:
    return " " in text and _read(head, text)[0] is not None


def _read(head: Head, text: str) -> _Outcome:
    try:
        return read_head(head, text), "", 0
    except HeadFault as fault:
        return None, fault.message, _offset(text, fault.at)


def _offset(text: str, number: int) -> int:
    """Return where a word begins in a head, from 0."""
    place = 0
    for one in text.split()[: number + 1]:
        place = text.index(one, place) + (len(one) if number else 0)
        number -= 1
    return place
