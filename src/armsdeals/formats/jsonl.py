r"""JSON Lines: one deal in a line, for streams that are read and written piece by piece.

Each line holds all that its deal needs, its own table of sources last, so that lines can be cut, joined, sorted and read
alone. What belongs to no deal stands in a line that says the version, written first:

    {"armsdeals":1,"competitions":[...],"events":[...],"sources":[...]}
    {"id":"demo",...,"evidence":{"tass":{...}}}

    >>> data = write({"armsdeals": 1, "deals": [{"id": "a"}, {"id": "b"}]})
    >>> print(data.decode(), end="")
    {"armsdeals":1}
    {"id":"a"}
    {"id":"b"}
    >>> [deal.id for deal in iter_deals(data.splitlines())]
    ['a', 'b']

A file without such a line is version 1; one that was joined from several may hold it more than once. A file in which no line
stands is refused: a register without deals has its first line, so whatever was to be written there is missing. Left out: a
table of sources that several lines cite.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any

from attrs import evolve

from armsdeals._disk import file_lines
from armsdeals._shown import shown
from armsdeals.errors import ArmsDealsError, InvalidDeals, LimitExceeded, UnreadableInput
from armsdeals.formats import json
from armsdeals.formats.json_places import placed_in_lines
from armsdeals.issues import Issue, Issues
from armsdeals.model.deal import Deal
from armsdeals.register.register import Register
from armsdeals.wire.document import document_tree, read_document
from armsdeals.wire.fast_reader import READER
from armsdeals.wire.fast_writer import write_line
from armsdeals.wire.faults import TIMES
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits
from armsdeals.wire.migrations import FIRST
from armsdeals.wire.tree import Node, Pair
from armsdeals.wire.versions import KEY, VERSION

_LISTS = ("competitions", "events", "systems", "sources")  # what a line beside the deals may hold
_CITING = ("evidence", "sources")  # the fields that cite
_NO_PLACE = {
    "deals": "deals stand in lines of their own, one in each",
    "evidence": "no line cites the table of another; write the source itself where it is cited",
}


def parse(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Node:
    """Return the tree of the document that the lines make up. A line that is no JSON stands in it as ``refused``.

    Raises:
        UnreadableInput: There is no line.
        LimitExceeded: A line is nested too deep.
    """
    deals: list[Node] = []
    beside: list[Pair] = []
    refused = 0
    for number, line in _numbered(_split(data)):
        node = _parsed(line, number, limits)
        if _is_beside(node):
            _add(beside, node.value)
            continue
        deals.append(node)
        refused += node.kind == "refused"
        if refused > limits.faults * TIMES:  # by then the reader has given up
            break
    if not deals and not beside:
        raise nothing_in_it()
    return _document(deals, beside)


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[Register, Issues]:
    """Read all lines as `read_document` does, by the fast way each that is certainly clean.

    Raises:
        UnreadableInput: There is no line.
        LimitExceeded: A line is nested too deep.
        UnsupportedVersion: The lines are newer than this release.
    """
    deals: list[Deal] = []
    issues: list[Issue] = []
    beside: list[Pair] = []
    version: list[Pair] = []
    for number, line in _numbered(_split(data)):
        deal = READER.deal(line, limits) if _is_newest(version) else None
        if deal is not None:
            deals.append(deal)
            continue
        node = _parsed(line, number, limits)
        if _is_beside(node):
            _add(beside, node.value)
            version = _version(beside)
            if deals and not _is_newest(version):  # they were read as the newest, and are older
                return _carefully(data, limits)
            continue
        register, found = read_document(_document([node], version), limits=limits)
        if found.errors or len(register) != 1:
            return _carefully(data, limits)
        issues += [evolve(issue, path=("deals", len(deals), *issue.path[2:])) for issue in found]
        deals += register.deals
    if not deals and not beside:
        raise nothing_in_it()
    head, found = read_document(_document([], beside), limits=limits)
    is_much = len(deals) > limits.items or len(issues) + len(found) > limits.faults
    if found.errors or is_much or len({deal.id for deal in deals}) < len(deals):
        return _carefully(data, limits)
    return evolve(head, deals=deals), with_columns((*issues, *found), data)


def _carefully(data: bytes, limits: Limits) -> tuple[Register, Issues]:
    register, issues = read_document(parse(data, limits), limits=limits)
    return register, with_columns(issues, data)


def with_columns(issues: Iterable[Issue], data: bytes) -> Issues:
    """Return findings in a file with the columns at which their values begin."""
    told = Issues(issues)
    asked = {issue.line for issue in told}
    return placed_in_lines(
        told, {number: line for number, line in _numbered(_split(data)) if number in asked} if told else {}
    )


def write(tree: Mapping[str, Any]) -> bytes:
    """Return the lines of the plain tree of a document."""
    shared: Mapping[str, Any] = tree.get("evidence", {})
    head = {key: value for key, value in tree.items() if key not in ("deals", "evidence")}
    lines = [_told(head, shared), *(_alone(deal, shared) for deal in tree.get("deals", ()))]
    return b"".join(map(json.write, lines))


def dump(register: Register) -> bytes:
    """Return the lines of a register: those of its tree, made the fast way."""
    return b"".join([write(document_tree(evolve(register, deals=()))), *map(write_line, register.deals)])


def iter_deals(
    source: str | os.PathLike[str] | Iterable[bytes],
    *,
    limits: Limits = DEFAULT_LIMITS,
    issues: list[Issue] | None = None,
) -> Iterator[Deal]:
    """Yield the deals of JSON Lines one by one, however long the file is.

    What stands beside the deals is checked and passed over. Of a deal that was yielded only its id is kept and where it
    stood, some 150 bytes, so that a second deal of that id is refused. A system has to stand in
    the line itself: the id of one that another line declares is refused.

    Args:
        source: The file; or its lines as bytes, such as ``sys.stdin.buffer``.
        limits: What one line may be at most.
        issues: Gathers every finding with its line, and a line with a fault is passed over; if left out, the first such
            line is refused.

    Raises:
        InvalidDeals: A line has faults, or is no JSON, or holds a deal whose id stood before.
        UnreadableInput: The file is missing, or is no regular file, or no line stands in it.
        UnsupportedVersion: The lines are newer than this release.
        LimitExceeded: A line is longer or nested deeper than the limits.
    """
    name = os.fspath(source) if isinstance(source, (str, os.PathLike)) else ""
    with _lines_of(source, limits.file_bytes + 1) as lines:
        version: list[Pair] = []
        first: dict[str, int] = {}
        number = 0
        for number, line in _numbered(lines):
            if len(line) > limits.file_bytes:
                raise LimitExceeded(
                    f"a line has more than {limits.file_bytes:,} bytes (see Limits.file_bytes)", line=number
                )
            deals, found, version = _read_line(line, number, limits, version)
            if deals and first.setdefault(deals[0].id, number) != number:
                found = Issues((*found, _twice(deals[0].id, number, first[deals[0].id])))
                deals = ()
            placed = placed_in_lines(found, {number: line})
            told = [evolve(issue, file=name) if name else issue for issue in placed]
            if issues is not None:
                issues += told
            elif found.errors:
                raise InvalidDeals(Issues(told), name=name)
            yield from deals
        if not number and name:  # of lines that somebody chose none may be left
            raise nothing_in_it()


def nothing_in_it() -> UnreadableInput:
    """Return the refusal of a file in which no line stands, to be raised."""
    message = f'nothing stands in this file; of a register without deals it is the line {{"{KEY}":{VERSION}}}'
    return UnreadableInput(message, line=1, column=1)


def _read_line(
    line: bytes, number: int, limits: Limits, version: list[Pair]
) -> tuple[tuple[Deal, ...], Issues, list[Pair]]:
    """Return the deals of a line, what was found, and the version of the lines that follow."""
    deal = READER.deal(line, limits) if _is_newest(version) else None
    if deal is not None:
        return (deal,), Issues(), version
    try:
        node = _parsed(line, number, limits)
        beside: list[Pair] = []
        if _is_beside(node):
            _add(beside, node.value)
        register, issues = read_document(_document([], beside) if beside else _document([node], version), limits=limits)
    except ArmsDealsError as error:
        error.line = error.line or number
        raise
    return register.deals, issues, _version(beside) if beside and not issues.errors else version


def _twice(name: str, line: int, first: int) -> Issue:
    return Issue(
        path=("deals", 0, "id"), code="duplicate-id", line=line,
        message=f"two deals are called {shown(name)} (first in line {first})",
        hint="an id names one deal; rename one, or join them",
    )  # fmt: skip


def _version(beside: Sequence[Pair]) -> list[Pair]:
    """Return what is told of the version: nothing, or one key."""
    return [pair for pair in beside if pair.key == KEY][:1]


def _is_newest(version: Sequence[Pair]) -> bool:
    """Whether lines are of the newest version, which the fast reader knows; what says none is of the first."""
    return (version[0].node.value if version else str(FIRST)) == str(VERSION)


def _document(deals: list[Node], beside: Sequence[Pair] = ()) -> Node:
    version = [] if _version(beside) else [Pair(KEY, Node("number", str(FIRST)))]
    return Node("map", [*version, Pair("deals", Node("list", deals)), *beside])


def _split(data: bytes) -> Iterator[bytes]:
    """Yield the lines one by one, since all of them at once would take as much room again."""
    start = 0
    while (end := data.find(b"\n", start)) >= 0:
        yield data[start:end]
        start = end + 1
    yield data[start:]


def _numbered(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, with their numbers from 1."""
    for number, line in enumerate(lines, start=1):
        if line and not line.isspace():
            yield number, line


def _parsed(line: bytes, number: int, limits: Limits) -> Node:
    try:
        return json.parse(line.rstrip(b"\r\n"), limits, line=number)
    except UnreadableInput as error:
        return Node("refused", error.message, number, error.column)


def _is_beside(node: Node) -> bool:
    return node.kind == "map" and any(pair.key == KEY for pair in node.value)


def _add(beside: list[Pair], pairs: list[Pair]) -> None:
    """Add what one line tells to what is told already; what cannot stand there is marked as refused."""
    told: dict[str, Pair] = {pair.key: pair for pair in beside}
    own: set[str] = set()
    for pair in pairs:
        held = told.get(pair.key)
        again = pair.key in own  # twice in one line
        own.add(pair.key)
        if pair.key in _NO_PLACE:
            refused = Node("refused", _NO_PLACE[pair.key], pair.line, pair.column)
            beside.append(pair._replace(node=refused))
        elif held is None or again:
            beside.append(pair)
        elif pair.key == KEY and pair.node.value == held.node.value:
            continue
        elif pair.key in _LISTS and pair.node.kind == held.node.kind == "list":
            held.node.value.extend(pair.node.value)
        else:
            beside.append(pair)


def _alone(deal: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Any]:
    """Return the tree of a deal with every source that it cites in its own table, in the order of citing."""
    own = deal.get("evidence", {})
    cited = dict.fromkeys(_cited({key: value for key, value in deal.items() if key != "evidence"}))
    table = {key: own[key] if key in own else shared[key] for key in cited if key in own or key in shared}
    tree = {key: value for key, value in deal.items() if key != "evidence"}
    return tree | {"evidence": table} if table else tree


def _cited(value: Any) -> Iterator[str]:
    """Yield the keys that a tree cites."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key in _CITING:
                yield from (source for source in below if isinstance(source, str))
            else:
                yield from _cited(below)
    elif isinstance(value, list):
        for below in value:
            yield from _cited(below)


def _told(value: Any, shared: Mapping[str, Any]) -> Any:
    """Return a tree in which every source stands where it is cited."""
    if isinstance(value, dict):
        return {
            key: _sources(below, shared) if key in _CITING else _told(below, shared) for key, below in value.items()
        }
    return [_told(below, shared) for below in value] if isinstance(value, list) else value


def _sources(cited: list[Any], shared: Mapping[str, Any]) -> list[Any]:
    return [{"id": source, **shared[source]} if isinstance(source, str) else source for source in cited]


def _in_bytes(lines: Iterable[bytes]) -> Iterator[bytes]:
    if isinstance(lines, (bytes, bytearray, memoryview)):
        raise TypeError("these are bytes, and no lines; read them with loads, or part them with splitlines()")
    for line in lines:
        if not isinstance(line, (bytes, bytearray)):
            raise TypeError(f'a line is bytes, found {shown(line)}; a file is opened with "rb"')
        yield line


@contextmanager
def _lines_of(source: str | os.PathLike[str] | Iterable[bytes], most: int) -> Iterator[Iterable[bytes]]:
    """Hand out lines; of a file at most so many bytes of each, so that a file of one endless line fills no memory."""
    if not isinstance(source, (str, os.PathLike)):
        yield _in_bytes(source)
        return
    with closing(file_lines(source, longest=most)) as lines:
        yield lines
