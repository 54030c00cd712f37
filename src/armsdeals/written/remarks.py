"""Remarks: what is odd about how a file was typed, and is read all the same.

    >>> from armsdeals.wire.tree import node_of
    >>> deal = node_of({"lines": {"a": {"system": "X", "ordered": "4 batallions"}}})
    >>> [issue.message for issue in unknown_units(deal, 0)]
    ["the unit 'batallions' is not one that is known here, and is kept as printed"]

Left out: whatever the long form could have as well; that is what `checks` are for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.issues import Issue, Severity
from armsdeals.values.estimate import Estimate, is_known_unit
from armsdeals.wire.tree import Node, Pair, Path
from armsdeals.written.cursor import HeadFault
from armsdeals.written.heads import (
    CONSTRAINTS,
    DELIVERIES,
    FINANCING,
    HISTORY,
    OFFERED,
    OFFSETS,
    PERMITS,
    PRICE,
    QUANTITY,
    Head,
    read_head,
)
from armsdeals.written.items import items_of, long_of
from armsdeals.written.misread import near_sort
from armsdeals.written.words import BASES


def remarks_on(deal: Node, place: int) -> Iterator[Issue]:
    """Yield all that is odd about how a deal was typed.

    Args:
        deal: The deal as it was typed.
        place: Its number in the document.
    """
    yield from unknown_units(deal, place)
    yield from near_sorts(deal, place)
    yield from repeated_items(deal, place)


def unknown_units(deal: Node, place: int) -> Iterator[Issue]:
    """Yield a remark on each quantity whose unit is no word of the trade.

    Args:
        deal: The deal as it was typed.
        place: Its number in the document.
    """
    for pair in deal.value if deal.kind == "map" else ():
        path: Path = ("deals", place, pair.key)
        if pair.key == "lines" and pair.node.kind in ("map", "list"):
            told = pair.node.value if pair.node.kind == "list" else [one.node for one in pair.node.value]
            for number, line in enumerate(told):
                for one in line.value if line.kind == "map" else ():
                    if one.key in BASES.codes:
                        yield from _units_below(QUANTITY, one.node, (*path, number, one.key))
        elif pair.key == "history":
            yield from _units_below(HISTORY, pair.node, path)


def near_sorts(deal: Node, place: int) -> Iterator[Issue]:
    """Yield a remark on each system behind whose comma stands nearly a word for a sort of goods.

    >>> from armsdeals.wire.tree import node_of
    >>> [issue.hint for issue in near_sorts(node_of({"lines": {"a": "S-400, sam missil"}}), 0)]
    ['did you mean sam missile?']
    """
    lines = next((pair.node for pair in deal.value if pair.key == "lines"), None) if deal.kind == "map" else None
    if lines is None or lines.kind not in ("map", "list"):
        return
    for number, one in enumerate(lines.value):
        line = one.node if isinstance(one, Pair) else one
        system = next((pair.node for pair in line.value if pair.key == "system"), line) if line.kind == "map" else line
        near = near_sort(system.value) if system.kind in ("plain", "text") else ""
        if near:
            category = system.value.partition(", ")[2]
            yield Issue(
                path=("deals", place, "lines", number, "system"), code="unknown-category", severity=Severity.INFO,
                line=system.line, column=system.column, hint=f"did you mean {near}?",
                message=f"the category {shown(category)} holds a word that is not known here, and is kept as printed",
            )  # fmt: skip


def repeated_items(deal: Node, place: int) -> Iterator[Issue]:
    """Yield a warning on each item that was typed twice in one list, word for word.

    >>> from armsdeals.wire.tree import node_of
    >>> [str(issue) for issue in repeated_items(node_of({"history": ["2017 talks", "2018 talks", "2017 talks"]}), 0)]
    ['deals[0].history[2]: warning: the same item stands above [repeated-item] (keep one; to give two claims say who says each)']
    """
    for pair in deal.value if deal.kind == "map" else ():
        head = _LISTS.get(pair.key)
        first: dict[object, Node] = {}
        for number, item in enumerate(pair.node.value if head and pair.node.kind == "list" else ()):
            if item.kind not in ("plain", "text", "map") or not item.value:
                continue
            if item.kind == "map" and head is not None and item.value[0].key in head.fields:
                continue
            other = first.setdefault(_as_typed(item), item)
            if other is not item:
                told = f" in line {other.line}" if other.line else " above"
                yield Issue(
                    path=("deals", place, pair.key, number), code="repeated-item", severity=Severity.WARNING,
                    line=item.line, column=item.column, message=f"the same item stands{told}",
                    hint="keep one; to give two claims say who says each",
                )  # fmt: skip


def told_above(under: str, items: Sequence[Node]) -> tuple[Node, bool] | None:
    """Return the item that begins with the head of the last one, and whether it tells all that the last one tells.

    Args:
        under: The key under which they stand.
        items: The items as they were typed, or some of them in their long form.

    Returns:
        The first that tells all, else the first with that head; None if there is neither.
    """
    head = _LISTS[under]
    *others, last = items
    told, begun = _said(head, last), _said(head, _head_of(head, last))
    near = [(one, _said(head, one)) for one in others if begun.items() <= _said(head, _head_of(head, one)).items()]
    whole = next((one for one, said in near if told.items() <= said.items()), None)
    if whole is not None:
        return whole, True
    return (near[0][0], False) if near else None


def _head_of(head: Head, item: Node) -> Node:
    """Return an item without its words and details; one in its long form as it is."""
    if item.kind == "map" and item.value and item.value[0].key not in head.fields:
        return Node("plain", item.value[0].key)
    return item


def _said(head: Head, item: Node) -> dict[str, object]:
    long = long_of(head, item)
    return {pair.key: _without_lines(pair.node) for pair in long.value} if long.kind == "map" else {"": id(item)}


def _as_typed(item: Node) -> object:
    """Return an item without its lines, and its head without needless blanks."""
    if item.kind == "map":
        first, *others = item.value
        item = item._replace(value=[first._replace(key=" ".join(first.key.split())), *others])
        return _without_lines(item)
    return " ".join(str(item.value).split())


def _without_lines(node: Node) -> object:
    if node.kind == "map":
        return tuple((pair.key, _without_lines(pair.node)) for pair in node.value)
    if node.kind == "list":
        return ("list", *map(_without_lines, node.value))
    return str(node.value)


_LISTS: Mapping[str, Head] = {
    "history": HISTORY, "price": PRICE, "prices": PRICE, "financing": FINANCING, "offsets": OFFSETS,
    "constraints": CONSTRAINTS, "authorisations": PERMITS, "offers": OFFERED,
}  # fmt: skip


def units_of(head: Head, text: str) -> tuple[str, ...]:
    """Return the units that a head says and that are no words of the trade; none if it cannot be read.

    >>> units_of(HISTORY, "2017 delivered 4 batallions of s400"), units_of(QUANTITY, "2 sets")
    (('batallions',), ())
    """
    try:
        fields = read_head(head, text).fields
    except HeadFault:
        return ()
    counted = [fields.get("value", "") if head is QUANTITY else "", fields.get("quantity", "")]
    counted += [one.get("quantity", "") for one in fields.get("deliveries", ())]
    units = (number.partition(" ")[2] for number in counted)
    return tuple(unit for unit in units if unit and not is_known_unit(unit) and _is_unit(unit))


def _is_unit(text: str) -> bool:
    """Whether words can be a unit at all; if not, they are refused where they are read."""
    with suppress(InvalidValue):
        return bool(Estimate(f"1 {text}"))
    return False


def _units_below(head: Head, node: Node, path: Path) -> Iterator[Issue]:
    for item in items_of(node):
        pairs = item.value if item.kind == "map" else ()
        typed = item.value if item.kind in ("plain", "text") else pairs[0].key if pairs else ""
        for unit in units_of(head, typed) if typed and typed not in head.fields else ():
            yield Issue(
                path=path, code="unknown-unit", severity=Severity.INFO, line=item.line, column=item.column,
                message=f"the unit {shown(unit)} is not one that is known here, and is kept as printed",
            )  # fmt: skip
        for pair in pairs:
            for name, inner in head.below.items():
                if inner is DELIVERIES and pair.key == name:
                    yield from _units_below(inner, pair.node, path)
