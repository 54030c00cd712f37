"""Remarks: what is odd about how a file was typed, and is read all the same.

    >>> from armsdeals.wire.tree import node_of
    >>> deal = node_of({"lines": {"a": {"system": "X", "ordered": "4 batallions"}}})
    >>> [issue.message for issue in unknown_units(deal, 0)]
    ["the unit 'batallions' is not one that is known here, and is kept as printed"]

Left out: whatever the long form could have as well; that is what `checks` are for.
"""

from __future__ import annotations

from collections.abc import Iterator

from armsdeals._shown import shown
from armsdeals.issues import Issue, Severity
from armsdeals.values.estimate import is_known_unit
from armsdeals.wire.tree import Node
from armsdeals.written.cursor import HeadFault
from armsdeals.written.heads import QUANTITY, read_head
from armsdeals.written.items import items_of
from armsdeals.written.words import BASES


def unknown_units(deal: Node, place: int) -> Iterator[Issue]:
    """Yield a remark on each quantity whose unit is no word of the trade.

    Args:
        deal: The deal as it was typed.
        place: Its number in the document.
    """
    pairs = deal.value if deal.kind == "map" else ()
    lines = next((pair.node for pair in pairs if pair.key == "lines"), None)
    if lines is None or lines.kind not in ("map", "list"):
        return
    told = lines.value if lines.kind == "list" else [pair.node for pair in lines.value]
    for number, line in enumerate(told):
        for pair in line.value if line.kind == "map" else ():
            if pair.key in BASES.codes:
                for item in items_of(pair.node):
                    unit = _unit(item)
                    if unit and not is_known_unit(unit):
                        yield Issue(
                            path=("deals", place, "lines", number, pair.key), code="unknown-unit", severity=Severity.INFO,
                            message=f"the unit {shown(unit)} is not one that is known here, and is kept as printed",
                            line=item.line, column=item.column,
                        )  # fmt: skip


def _unit(item: Node) -> str:
    text = (
        item.value if item.kind in ("plain", "text") else item.value[0].key if item.kind == "map" and item.value else ""
    )
    if not text or text in QUANTITY.fields:
        return ""
    try:
        value: str = read_head(QUANTITY, text).fields.get("value", "")
    except HeadFault:
        return ""
    return value.partition(" ")[2]
