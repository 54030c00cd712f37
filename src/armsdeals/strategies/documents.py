"""Broken documents: a sound document of drawn deals with one to four faults, and the codes that a reader must report.

    >>> from hypothesis import find
    >>> broken = find(broken_documents(formats=["yaml"]), lambda one: one.codes == ("duplicate-id",))
    >>> print(broken.data.decode(), end="")
    "armsdeals": 1
    "deals":
      - "id": "a"
      - "id": "twin"
      - "id": "twin"

Each fault stands in a place of its own, so none hides another; a reader may find more, but never fewer. Left out: bytes
that are no document at all, and limits.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from attrs import field, frozen
from hypothesis import strategies as st

from armsdeals.model.competition import Competition
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.plan import Hint, Shape, members_of, plan_of
from armsdeals.register.register import Register
from armsdeals.strategies.deal import deals
from armsdeals.strategies.slots import slot, slots
from armsdeals.strategies.values import kept
from armsdeals.values.country import Country
from armsdeals.values.evidence import Evidence
from armsdeals.wire.document import document_tree

FORMATS = ("json", "yaml")
_STRANGE = "?!"  # what no value is written like
_STRANGER = "nobody-told-this"  # what no field and no source is called


_CODES = (
    "duplicate-id", "duplicate-key", "inconsistent", "missing", "not-in-list", "out-of-range", "unknown-key", "wrong-type",
    "bad-value", "unknown-source",
)  # fmt: skip  # the last two stand only where a deal tells something
_ADDED = 4  # places from which one is drawn among the faults that stand in deals of their own
_FULL_DEALS = 4  # of five documents one may hold two deals
_PICKS = st.tuples(st.integers(0, len(_CODES) - 1), st.integers(0, 5_000))


class Pairs(list[tuple[str, Any]]):
    """The keys and values of an object, in which a key may stand twice."""


@frozen(kw_only=True)
class BrokenDocument:
    """A document with faults.

    Attributes:
        data: Its bytes.
        format: "json" or "yaml".
        codes: The codes of the faults that a reader must report, in alphabetical order; one may stand several times.
    """

    data: bytes = field(repr=False)
    format: str
    codes: tuple[str, ...]


class _Fault(NamedTuple):
    """A way to break a tree.

    Attributes:
        code: What must be reported.
        place: Where; of two faults in one place only one is made.
        make: Breaks the tree.
    """

    code: str
    place: tuple[Any, ...]
    make: Callable[[], None]


@kept
def broken_documents(*, formats: Sequence[str] = FORMATS) -> st.SearchStrategy[BrokenDocument]:
    """Documents with faults.

    Args:
        formats: "json", "yaml".
    """
    return _broken(formats)


@st.composite
def _broken(draw: st.DrawFn, /, formats: Sequence[str]) -> BrokenDocument:
    more = draw(slot(deals(max_size=2), (0, _FULL_DEALS)))
    first = draw(deals(max_size=2))
    tree = _pairs(document_tree(Register([first] if more is None or more.id == first.id else [first, more])))
    added, within = list(_additions(tree)), list(_faults_of(tree))
    chosen: dict[tuple[Any, ...], _Fault] = {}
    for code, place in (draw(_PICKS), *draw(slots(_PICKS, most=3))):
        fault = _picked(added, within, _CODES[code], place)
        if fault is not None:
            chosen.setdefault(fault.place, fault)
    for fault in chosen.values() or added[:1]:  # there may be no place for any
        fault.make()
    form = draw(st.sampled_from(formats))
    text = f"{_in_json(tree)}\n" if form == "json" else "\n".join(_in_yaml(tree, "")) + "\n"
    return BrokenDocument(
        data=text.encode(), format=form, codes=tuple(sorted(one.code for one in chosen.values() or added[:1]))
    )


def _picked(added: Sequence[_Fault], within: Sequence[_Fault], code: str, place: int) -> _Fault | None:
    """Return a fault of a code; None where there is no place for one.

    Of the faults in what is there, that one is returned whose name comes first in an order that the number makes. So it stays
    the same one while others are taken away.
    """
    alone = [fault for fault in added if fault.code == code]
    if alone and place < _ADDED:
        return alone[place % len(alone)]
    here = [fault for fault in within if fault.code == code] or alone
    return min(here, key=lambda fault: crc32(f"{place} {_name_of(fault)}".encode()), default=None)


def _name_of(fault: _Fault) -> str:
    """What is broken, without the places in lists, which change when something before is taken away."""
    return " ".join(str(part) for part in fault.place if not isinstance(part, int))


def _pairs(value: Any) -> Any:
    if isinstance(value, dict):
        return Pairs((key, _pairs(item)) for key, item in value.items())
    return [_pairs(item) for item in value] if isinstance(value, list) else value


def _get(pairs: Pairs, key: str) -> Any:
    return next((value for name, value in pairs if name == key), None)


def _put(pairs: Pairs, key: str, value: Any) -> None:
    place = next(n for n, (name, _) in enumerate(pairs) if name == key)
    pairs[place] = (key, value)


_WHOLE_DEALS: dict[str, tuple[tuple[dict[str, Any], ...], ...]] = {  # deals that are added, by what is wrong with them
    "duplicate-id": (({"id": "twin"}, {"id": "twin"}),),
    "inconsistent": (
        ({"id": "new-1", "lines": [{"id": "a", "system": {"designation": "S-400"}}] * 2},),
        ({"id": "new-2", "history": [{"when": "2017", "bound": "ONE_OF"}]},),
        ({"id": "new-3", "history": [{"when": "2017", "after": "nothing"}]},),
        ({"id": "new-4", "prices": [{"value": "1 USD", "absent": "WITHHELD"}]},),
        ({"id": "new-5", "financing": {"instruments": [{"kind": "cash", "share": "0.5"}], "complete": True}},),
        ({"id": "new-6", "constraints": [{"kind": "CONDITION_ON_OTHER_DEAL"}]},),
        ({"id": "new-7", "offers": [{"key": "one", "revises": "one"}]},),
    ),
    "missing": (
        ({"title": "without an id"},),
        ({"id": "new-8", "history": [{"stage": "SIGNED"}]},),
        ({"id": "new-9", "financing": {"instruments": [{"share": "0.5"}]}},),
    ),
    "not-in-list": (({"id": "new-10", "financing": {"instruments": [{"kind": "gold"}]}},),),
    "out-of-range": (
        ({"id": "new-11", "parties": [{"name": "", "role": "SUPPLIER"}]},),
        ({"id": "new-12", "offsets": [{"multiplier": 1_000}]},),
    ),
    "wrong-type": (({"id": "new-13", "lines": "four battalions"},), ({"id": "new-14", "history": [[]]},)),
}


def _additions(tree: Pairs) -> Iterator[_Fault]:
    """Faults that stand in deals of their own."""
    held = _get(tree, "deals")
    for code, ways in _WHOLE_DEALS.items():
        for place, way in enumerate(ways):
            yield _Fault(code, ("deals", code, place), lambda way=way: held.extend(_pairs(list(way))))  # type: ignore[misc]


def _faults_of(tree: Pairs) -> Iterator[_Fault]:
    """Faults in what is there: the document itself, each deal, and what else belongs to the register."""
    yield _Fault("unknown-key", (_STRANGER,), lambda: tree.append((_STRANGER, "x")))
    yield _Fault("duplicate-key", ("armsdeals",), lambda: tree.append(("armsdeals", 1)))
    yield _Fault("wrong-type", ("armsdeals",), lambda: _put(tree, "armsdeals", "one"))
    for place, deal in enumerate(_get(tree, "deals")):
        yield from _faults_in(Deal, deal, ("deals", place))
        for key, source in _get(deal, "evidence") or ():
            yield from _faults_in(Evidence, source, ("deals", place, "evidence", key))
    for key, source in _get(tree, "evidence") or ():
        yield from _faults_in(Evidence, source, ("evidence", key))
    for name, cls in (("competitions", Competition), ("events", Event)):
        for place, one in enumerate(_get(tree, name) or ()):
            yield from _faults_in(cls, one, (name, place))


def _faults_in(cls: Any, tree: Pairs, path: tuple[Any, ...]) -> Iterator[_Fault]:
    """Faults in an object, its keys, its values and the objects below it."""
    yield _Fault("unknown-key", (*path, _STRANGER), lambda: tree.append((_STRANGER, "x")))
    fields = plan_of(cls).by_name
    if "evidence" in fields and _get(tree, "evidence") is None:
        stranger = f"{_STRANGER}-{crc32(repr(path).encode()):x}"  # of its own: one that is cited twice is told once
        yield _Fault("unknown-source", (*path, "evidence"), lambda: tree.append(("evidence", [stranger])))
    for key, value in list(tree):
        if key not in fields:
            continue
        one, place = fields[key], (*path, key)
        if one.hint.item is None:  # in YAML a list that stands twice may be told in other words
            yield _Fault("duplicate-key", place, lambda key=key: tree.append((key, "twice")))  # type: ignore[misc]
        if one.is_required and one.hint.shape not in (Shape.OBJECT, Shape.TAG):
            yield _Fault("missing", place, lambda key=key: tree.remove((key, _get(tree, key))))  # type: ignore[misc]
        for code, wrong in _wrong(one.hint):
            yield _Fault(code, place, lambda key=key, wrong=wrong: _put(tree, key, wrong))  # type: ignore[misc]
        yield from _below(one.hint, value, place)


def _below(hint: Hint, value: Any, path: tuple[Any, ...]) -> Iterator[_Fault]:
    if hint.item is not None and isinstance(value, list):
        for place, item in enumerate(value):
            yield from _below(hint.item, item, (*path, place))
    elif isinstance(value, Pairs):
        union = hint.shape is Shape.UNION
        yield from _faults_in(members_of(hint.cls)[_get(value, "kind")] if union else hint.cls, value, path)


def _wrong(hint: Hint) -> Iterator[tuple[str, Any]]:
    """Values that a field of one value cannot have, each with its code; none for what holds other objects."""
    if hint.shape in (Shape.TEXT, Shape.WORD, Shape.LEAF, Shape.DECIMAL):
        yield "wrong-type", Pairs()
    match hint.shape:
        case Shape.WORD:
            yield "not-in-list", _STRANGE
        case Shape.LEAF:
            yield "not-in-list" if hint.cls is Country else "bad-value", _STRANGE
        case Shape.DECIMAL:
            yield "bad-value", _STRANGE
        case Shape.TEXT if hint.rule and hint.rule.pattern:
            yield "bad-value", _STRANGE
        case Shape.WHOLE | Shape.FLAG:
            yield "wrong-type", _STRANGE


def _in_json(value: Any) -> str:
    if isinstance(value, Pairs):
        return "{" + ",".join(f"{json.dumps(key)}:{_in_json(item)}" for key, item in value) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_in_json, value)) + "]"
    return json.dumps(value)


def _in_yaml(value: Any, indent: str) -> Iterator[str]:
    """Lines of block YAML in which every text is quoted."""
    if not isinstance(value, list) or not value:
        yield indent + _scalar(value)
    elif isinstance(value, Pairs):
        for key, item in value:
            if isinstance(item, list) and item:
                yield f"{indent}{_scalar(key)}:"
                yield from _in_yaml(item, indent + "  ")
            else:
                yield f"{indent}{_scalar(key)}: {_scalar(item)}"
    else:
        for item in value:
            first, *rest = _in_yaml(item, indent + "  ")
            yield f"{indent}- {first.removeprefix(indent + '  ')}"
            yield from rest


def _scalar(value: Any) -> str:
    if isinstance(value, str):  # YAML writes characters beyond the first plane with eight digits
        return '"' + "".join(c if " " <= c <= "~" and c not in '"\\' else f"\\U{ord(c):08x}" for c in value) + '"'
    return "{}" if isinstance(value, Pairs) else json.dumps(value)
