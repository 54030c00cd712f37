"""The fast way for trees: a document that is certainly clean becomes its deals at once, as clean JSON does.

A tree in its long form is turned into plain JSON and read by `fast_reader`. Whatever is not certain goes the careful way,
which explains; so both accept the same trees and build equal objects.

    >>> from armsdeals.wire.limits import DEFAULT_LIMITS
    >>> from armsdeals.wire.tree import node_of
    >>> fast_register(node_of({"deals": [{"id": "demo", "links": [{"kind": "part of", "to": "b"}]}]}), DEFAULT_LIMITS)["demo"].links
    (Link(kind=LinkKind.PART_OF, to='b'),)
    >>> fast_register(node_of({"deals": [{"id": "demo", "titel": "x"}]}), DEFAULT_LIMITS) is None
    True

A scalar without quotes is a number or a flag only under a name that means one in every class. Left out: documents that hold
more than deals.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from typing import Any

import msgspec
from attrs import evolve

from armsdeals.errors import ArmsDealsError
from armsdeals.model.deal import Deal
from armsdeals.plan import Hint, Shape, members_of, plan_of
from armsdeals.register.register import Register
from armsdeals.wire.evidence_table import SourceTable
from armsdeals.wire.fast_builders import Table
from armsdeals.wire.fast_reader import NOT_CLEAN, READER, fast_deal
from armsdeals.wire.faults import FAULT
from armsdeals.wire.limits import Limits
from armsdeals.wire.migrations import FIRST
from armsdeals.wire.tree import Node
from armsdeals.wire.versions import KEY, VERSION

_DEEP_ENOUGH = 24  # no document that fits the classes is nested deeper
# What a decoder, a leaf or a rule may raise; the careful reader finds out what it was.
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})", re.ASCII)
_TEXTS = ("plain", "text")
_FLAGS = {"true": True, "false": False}
_encode = msgspec.json.Encoder().encode
Meaning = Callable[[str, str], Any]


class UnclearError(ValueError):
    """Something that the careful reader should look at."""


class _Common(Table):
    """The sources of a folder; those that are cited stand in it afterwards."""

    __slots__ = ()

    def __missing__(self, key: str) -> Any:
        source = self.entries[key]
        if source is FAULT:
            raise KeyError(key)
        self[key] = source
        return source


def fast_register(node: Node, limits: Limits, common: SourceTable | None = None) -> Register | None:
    """Return the deals of a document that holds nothing else; None if it is not certainly clean."""
    keys = [pair.key for pair in node.value] if node.kind == "map" else []
    if keys not in (["deals"], [KEY, "deals"]):
        return None
    version = node.value[0].node if len(keys) > 1 else Node("number", str(FIRST))
    deals = node.value[-1].node
    if version.kind not in ("plain", "number") or version.value != str(VERSION):
        return None
    if deals.kind != "list" or not deals.value:
        return None
    shared = None if common is None else _Common(common.entries)
    try:
        made = [fast_deal(_encode(_plain(one)), limits, trusted=True, shared=shared) for one in deals.value]
        register = None if None in made else Register(made)  # type: ignore[arg-type]
    except (ArmsDealsError, ValueError):  # of whatever kind; the careful reader tells
        return None
    if common is not None and shared is not None and register is not None:
        common.cited.update(shared)
    return register


def make_ready() -> None:
    """Make what is made once, so that processes that part afterwards share it."""
    READER.whole()
    meanings()


def fast_fields(
    fields: dict[str, Any], size: int, limits: Limits, common: SourceTable | None = None
) -> tuple[Deal, list[str]] | None:
    """Return the deal of plain fields, and the keys of those of its sources that it does not cite.

    None if it is not certainly clean.

    Args:
        fields: The fields of the deal, with its table of sources; each stands once.
        size: How many characters they have at most.
        limits: What a document may be at most.
        common: Sources of the folder, which it may cite as well.
    """
    if limits.depth < _DEEP_ENOUGH or size > limits.text or size > limits.items:
        return None
    shared = None if common is None else _Common(common.entries)
    ways = READER.whole()
    try:
        told = msgspec.convert(fields, _struct())
        entries = {} if told.evidence is msgspec.UNSET else told.evidence
        if shared is not None and not shared.entries.keys().isdisjoint(entries):  # one key for two sources
            return None
        table = Table(entries, ways.build_entry, shared)
        deal = ways.build(told, table)
        left = [] if table.is_cited_in_full else [key for key in entries if key not in table]
        if left:
            deal = evolve(deal, sources=(*deal.sources, *(table[key] for key in left)))
    except NOT_CLEAN:
        return None
    if common is not None and shared is not None:
        common.cited.update(shared)
    return deal, left


@cache
def _struct() -> Any:
    decode: Any = READER.whole().decode
    return decode.__self__.type


def plain(node: Node, name: str = "") -> Any:
    """Return what a tree means in JSON, for a field of a name.

    Raises:
        UnclearError: That is not certain.
    """
    kind, text, _, _ = node
    if kind not in _TEXTS:
        return _plain(node)
    meaning = meanings().get(name)
    return text if meaning is None else meaning(kind, text)


def _plain(node: Node) -> Any:
    kind, value, _, _ = node
    if kind == "map":
        known = meanings()
        out: dict[str, Any] = {}
        for key, below, _, _ in value:
            if below[0] not in _TEXTS:
                out[key] = _plain(below)
            elif key in known:
                out[key] = known[key](below[0], below[1])
            else:
                out[key] = below[1]
        if len(out) < len(value):
            raise UnclearError
        return out
    if kind == "list":
        return [below[1] if below[0] in _TEXTS else _plain(below) for below in value]
    if kind == "bool":
        return value
    raise UnclearError


@cache
def meanings() -> dict[str, Meaning]:
    """Return what scalars mean under the names of fields that are no plain texts, wherever they stand."""
    hints: dict[str, list[Hint]] = {}
    _collect(Deal, hints, set())
    meanings: dict[str, Meaning] = {}
    for name, told in hints.items():
        shapes = {hint.shape for hint in told}
        if shapes == {Shape.WHOLE}:
            meanings[name] = _whole
        elif shapes == {Shape.FLAG}:
            meanings[name] = _flag
        elif shapes <= {Shape.WORD, Shape.TAG} and Shape.WORD in shapes:
            meanings[name] = _word(tuple({hint.cls for hint in told}))
    return meanings


def _collect(cls: Any, hints: dict[str, list[Hint]], seen: set[Any]) -> None:
    if cls in seen:
        return
    seen.add(cls)
    for one in plan_of(cls).fields:
        hint = one.hint
        hints.setdefault(one.name, []).append(hint)
        inner = hint.item if hint.item is not None else hint
        if inner.shape is Shape.UNION:
            for member in members_of(inner.cls).values():
                _collect(member, hints, seen)
        elif inner.shape is Shape.OBJECT:
            _collect(inner.cls, hints, seen)


def _whole(kind: str, text: str) -> Any:
    return int(text) if kind == "plain" and _WHOLE.fullmatch(text) else text


def _flag(kind: str, text: str) -> Any:
    return _FLAGS.get(text, text) if kind == "plain" else text


def _word(classes: tuple[Any, ...]) -> Meaning:
    """Return the code that a text means, where it means one code in every class that has the name."""
    tags = {one for one in classes if isinstance(one, str)}
    vocabularies = [one for one in classes if one not in tags]

    @lru_cache(maxsize=1_024)
    def code(text: str) -> str:
        codes = set()
        for one in vocabularies:
            with suppress(ArmsDealsError):
                codes.add(one(text).value)
        return codes.pop() if len(codes) == 1 and text not in tags else text

    return lambda _, text: text if text.isupper() else code(text)
