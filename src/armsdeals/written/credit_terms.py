"""Terms of a credit as reports write them: percentages, and years that are no whole ones.

    >>> from armsdeals.wire.tree import node_of
    >>> told = node_of({"rate": "2.19 %", "tenor_years": "about 25", "grace_years": "8.5"})
    >>> [(pair.key, pair.node.value) for pair in with_terms(told).value]
    [('rate', '0.0219'), ('tenor_estimate', '~25'), ('grace_months', '102')]

What is none of these stays as it was typed, and is refused where the object is made. Left out: rates within bounds, which
have two fields of their own.
"""

from __future__ import annotations

import re
from decimal import Decimal

from armsdeals.values.number import product, shortest_decimal, to_decimal
from armsdeals.wire.faults import Partly
from armsdeals.wire.tree import Node, Pair
from armsdeals.written.amounts import read_count
from armsdeals.written.cursor import Cursor, HeadFault

PERCENTAGE = r"-?[0-9]{1,3}(?:\.[0-9]{1,10})? ?%"
# Parts of a whole, and yearly rates.
FRACTIONS = frozenset({
    "rate", "rate_low", "rate_high", "spread", "floor", "upfront_fee", "management_fee", "commitment_fee", "premium",
    "covered", "covered_low", "covered_high", "share",
})  # fmt: skip
_DECIMAL_COMMA = re.compile(r"([0-9]{1,3}),([0-9]{1,2})")
_COMMA = re.compile(r"(-?[0-9]{1,2}),([0-9]{1,4}) ?%")
_PERCENT = re.compile(PERCENTAGE)
_BROKEN = re.compile(r"[0-9]{1,3}\.[0-9]{1,4}")
_MONTHS = Decimal(12)


def with_terms(node: Node) -> Node:
    """Return an item of a financing with its terms as the long form has them."""
    if node.kind == "list":
        return node._replace(value=[with_terms(one) for one in node.value])
    if node.kind == "refused" and isinstance(node.value, Partly):
        return node._replace(value=Partly(node.value, with_terms(node.value.rest)))
    if node.kind != "map":
        return node
    told = {pair.key for pair in node.value}
    return node._replace(value=[_term(pair, told) for pair in node.value])


def _term(pair: Pair, told: set[str]) -> Pair:
    node = pair.node
    if node.kind in ("map", "list"):
        return pair._replace(node=with_terms(node))
    if node.kind not in ("plain", "text"):
        return pair
    text = node.value
    if pair.key in FRACTIONS and (comma := _COMMA.fullmatch(text)):
        reason = f"a comma is not read in numbers here; write {comma[1]}.{comma[2]} %"
        return pair._replace(node=Node("refused", reason, node.line, node.column))
    if pair.key in FRACTIONS and _PERCENT.fullmatch(text):
        fraction = product(to_decimal(text.rstrip("% ")), Decimal("0.01"))
        return (
            pair._replace(node=Node("text", shortest_decimal(fraction), node.line, node.column))
            if fraction <= 1
            else pair
        )
    if pair.key in ("tenor_years", "grace_years") and not text.isdigit():
        return _years(pair, text, told)
    return pair


def _years(pair: Pair, text: str, told: set[str]) -> Pair:
    months, estimate = (pair.key.replace("_years", ending) for ending in ("_months", "_estimate"))
    node = pair.node
    text = text.removesuffix(" years")
    if comma := _DECIMAL_COMMA.fullmatch(text):
        reason = f"a comma is not read in numbers here; write {comma[1]}.{comma[2]}"
        return pair._replace(node=Node("refused", reason, node.line, node.column))
    if text.isdigit():
        return pair._replace(node=Node("plain", text, node.line, node.column))
    if _BROKEN.fullmatch(text):
        number = product(to_decimal(text), _MONTHS)
        if number != int(number) or months in told:
            return pair
        return pair._replace(key=months, node=Node("plain", str(int(number)), node.line, node.column))
    if estimate in told:
        return pair
    words = Cursor(text.split())
    try:
        number_of_years = read_count(words)
    except HeadFault:
        return pair
    return (
        pair
        if words.peek()
        else pair._replace(key=estimate, node=Node("text", number_of_years, node.line, node.column))
    )
