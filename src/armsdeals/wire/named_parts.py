"""What a deal names and does not hold, looked for in its tree: for a deal with other faults, which cannot be built.

    >>> from armsdeals.wire.tree import node_of
    >>> deal = node_of({"lines": [{"id": "k", "system": "X"}], "history": [{"scope": ["kk"]}, {"retracts": "a"}]})
    >>> [error.message for error in wrong_names(deal)]
    ["no line or tranche is called 'kk'; did you mean k?", "a claim retracts 'a', and none is called so"]

Where the name may stand in what cannot be read, nothing is said. Left out: all that a built deal is asked (`model.sense`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.model.knowing import BESIDE
from armsdeals.model.sense import missing_name
from armsdeals.wire.faults import Partly
from armsdeals.wire.tree import Node, Path

_MOST = 100  # faults of one deal, each with a hint, which takes its time
_OF_A_LINE = ("quantities", "production", "volumes")
_NAMING_LINES = ("tranches", "offers", "authorisations", "constraints")


def wrong_names(deal: Node) -> list[InvalidValue]:
    """Return a fault, with its place, for each key of a line, tranche or claim that a deal names and does not hold.

    Args:
        deal: Its tree, in the long form.
    """
    if any(key == "?" for key, _ in _fields(deal)):  # a slip of which it is not known where it belongs
        return []
    return list(islice(chain(_lines_missing(deal), _claims_missing(deal)), _MOST))


def _lines_missing(deal: Node) -> Iterator[InvalidValue]:
    lines, tranches = _ids(deal, "lines"), _ids(deal, "tranches")
    if lines is None:
        return
    for path, event in _each(deal, "history"):
        if tranches is not None:
            yield from _missing("line or tranche", event, (*path, "scope"), lines | tranches)
        for place, delivery in _each(event, "deliveries"):
            yield from _missing("line", delivery, (*path, *place, "line"), lines)
    for name in _NAMING_LINES:
        for path, one in _each(deal, name):
            yield from _missing("line", one, (*path, "lines"), lines)
    for path, one in _each(deal, "technology"):
        yield from _missing("line", one, (*path, "line"), lines)


def _claims_missing(deal: Node) -> Iterator[InvalidValue]:
    claims = list(_claims(deal))
    held: set[str] = set()
    for path, claim in claims:
        name = _text(_under(claim, "id"))
        if name and name in held:
            message = f"two claims are called {shown(name)}; an id names one"
            yield _at(_under(claim, "id"), InvalidValue(message, path=(*path, "id")))
        held.add(name)
    if any(claim.kind != "map" for _, claim in claims):  # which may be the one that is named
        return
    for path, claim in claims:
        name = _text(_under(claim, "retracts"))
        if name and name not in held:
            message = f"a claim retracts {shown(name)}, and none is called so"
            yield _at(_under(claim, "retracts"), InvalidValue(message, path=(*path, "retracts")))


def _claims(deal: Node) -> Iterator[tuple[Path, Node]]:
    for name in ("history", "prices", *BESIDE):
        yield from _each(deal, name)
    for path, line in _each(deal, "lines"):
        for name in _OF_A_LINE:
            yield from (((*path, *place), one) for place, one in _each(line, name))
    for place, one in _each(_under(deal, "financing"), "instruments"):
        yield ("financing", *place), one


def _missing(what: str, holder: Node, path: Path, known: set[str]) -> Iterator[InvalidValue]:
    """Yield a fault for each name under the last step of a path that is not known."""
    told = _under(holder, str(path[-1]))
    places = [(path, told)] if told.kind != "list" else [((*path, step), one) for step, one in enumerate(told.value)]
    for place, one in places:
        if (name := _text(one)) and name not in known:
            yield _at(one, missing_name(what, name, known, place))


def _at(place: Node, error: InvalidValue) -> InvalidValue:
    error.line, error.column = place.line, place.column
    return error


def _ids(deal: Node, name: str) -> set[str] | None:
    """Return the ids of the lines or tranches; None where one of them may stand in what cannot be read."""
    told = _under(deal, name)
    if told.kind not in ("list", "null"):
        return None
    found = {_text(_under(one, "id")) for _, one in _each(deal, name)}
    return None if "" in found else found


def _each(holder: Node, name: str) -> Iterator[tuple[Path, Node]]:
    """Yield the items of a list with their paths; of one whose head is not read what stands beside that."""
    told = _under(holder, name)
    if told.kind not in ("list", "null"):
        yield (name,), told
    for place, one in enumerate(told.value if told.kind == "list" else ()):
        yield (name, place), one.value.rest if isinstance(one.value, Partly) else one


def _under(holder: Node, name: str) -> Node:
    return next((node for key, node in _fields(holder) if key == name), Node("null", ""))


def _fields(holder: Node) -> list[tuple[str, Node]]:
    return [(key, node) for key, node, _, _ in holder.value] if holder.kind == "map" else []


def _text(node: Node) -> str:
    return node.value if node.kind in ("text", "plain") else ""
