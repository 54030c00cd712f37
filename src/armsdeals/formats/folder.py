"""A folder of deals: one file for each, in the order of their paths, and what all of them may speak of by a key.

``_shared.yaml`` at the top holds sources, parties and systems that every file below may name, also when a file or a folder
below is read alone. Whatever begins with a dot or an underscore is no deal.

    >>> from armsdeals.formats.yaml import parse
    >>> common, issues = common_of(parse(b"sources: {tass: 'TASS, 2020'}"), "deals/_shared.yaml")
    >>> list(common.table.entries), list(issues)
    (['tass'], [])

Left out: reading the files themselves (`opened`), and writing them (`_desk`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, repeat
from pathlib import Path
from typing import Any, NamedTuple

from attrs import evolve, field, frozen

from armsdeals._disk import file_bytes
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.errors import ArmsDealsError, InvalidValue, UnreadableInput, suggestion
from armsdeals.formats._base import FORMATS, format_named
from armsdeals.formats.declared import SHARED, Declared, Sources, declared_in
from armsdeals.formats.yaml_faults import STUCK, NoYaml
from armsdeals.issues import Issue, Issues, Severity
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.wire.document import document_tree, read_document
from armsdeals.wire.evidence_table import SourceTable
from armsdeals.wire.faults import issues_of
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits
from armsdeals.wire.tree import Node, Pair, at
from armsdeals.written.expand import Shared
from armsdeals.written.meant import as_meant

_FOLDERS_ABOVE = 8
BESIDE = "register"  # the file of competitions, events and sources that belong to no deal
_MAYBE_ID = re.compile(rb"""(?:^[ \t-]*(?:id:[ \t]*)?|\bid:[ \t]*)["']?([a-z0-9][a-z0-9._-]{0,119})""", re.MULTILINE)
_KEYS = ("armsdeals", "sources", "parties", "systems")
_SUFFIXES = tuple(suffix for form in FORMATS if form.name == "yaml" for suffix in form.suffixes)


@frozen(kw_only=True)
class Common:
    """What the files of a folder share.

    Attributes:
        name: The file that declares it; empty if there is none.
        table: The sources, under their keys.
        shared: Parties and systems.
        unread: The keys of sources that it declares and that have a fault.
    """

    name: str = ""
    table: SourceTable = field(factory=SourceTable)
    shared: Shared = field(factory=Shared)
    unread: frozenset[str] = frozenset()

    def never_cited(self) -> Iterator[Issue]:
        """Yield a remark on each source that no file cites."""
        for key in self.table.uncited():
            pair = self.table.pairs[key]
            yield Issue(
                path=("sources", key), code="never-cited", message="no claim cites this source", severity=Severity.INFO,
                file=self.name, line=pair.line, column=pair.column,
            )  # fmt: skip


class Named(NamedTuple):
    """The id of one deal of a file: its number there, and where it stands."""

    id: str
    number: int
    line: int | None
    column: int | None


@frozen(kw_only=True)
class Looked:
    """One file that was read.

    Attributes:
        reading: What it gave.
        places: Line and column of the id of each deal in it, where the format has lines.
        declared: The sources that it declares, if it is one of a folder.
        named: The ids of the deals that stand in it, if it has a fault and its register may lack some of them.
        maybe: What may be the id of a deal behind the place from which on it cannot be read.
        error: What is to be raised if it cannot be read to its end, which is among the findings.
    """

    reading: Reading
    places: tuple[tuple[int | None, int | None], ...] = ()
    declared: tuple[Declared, ...] = ()
    named: tuple[Named, ...] = ()
    maybe: frozenset[str] = frozenset()
    error: ArmsDealsError | None = None

    @property
    def ids(self) -> tuple[Named, ...]:
        """The ids of its deals, with their places."""
        if self.named:
            return self.named
        places = [*self.places, *repeat((None, None), len(self.reading.register) - len(self.places))]
        return tuple(Named(deal.id, number, *places[number]) for number, deal in enumerate(self.reading.register.deals))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The number of each deal of the register in the document, which may hold others that have faults."""
        first = {told.id: told.number for told in reversed(self.named)}
        return tuple(first.get(deal.id, number) for number, deal in enumerate(self.reading.register.deals))


def places_of(node: Node, register: Register) -> tuple[tuple[int | None, int | None], ...]:
    """Return line and column of the id of each deal of a document that was read without a fault."""
    named = (at(node, ("deals", place, "id")) for place in range(len(register)))
    return tuple((one.line, one.column) for one in named)


def named_in(node: Node) -> tuple[Named, ...]:
    """Return the ids of the deals of a document, also of those that have faults."""
    deals = at(node, ("deals",))
    ids = [at(one, ("id",)) for one in deals.value] if deals.kind == "list" else []
    return tuple(
        Named(one.value, number, one.line, one.column)
        for number, one in enumerate(ids)
        if one.kind in ("text", "plain")
    )


def maybe_named(data: bytes) -> frozenset[str]:
    """Return what may be the id of a deal in a file that cannot be read to its end."""
    return frozenset(match[1].decode() for match in _MAYBE_ID.finditer(data))


def deal_files(folder: str) -> list[str]:
    """Return the files of deals in a folder and below, in the order of their paths without the suffix.

    Raises:
        UnreadableInput: There is none.
    """
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        above = Path(place, "_").as_posix()[:-1]  # with a slash behind it, or nothing where one stands
        found += [
            f"{above}{name}" for name in names if not name.startswith((".", "_")) and name.lower().endswith(_SUFFIXES)
        ]
    if not found:
        raise UnreadableInput(
            f"{shown(folder, longest=LONGEST_PATH)} is a folder without deals (expected files that end in "
            f"{' or '.join(_SUFFIXES)})",
            code="no-file",
        )
    return sorted(found, key=_without_suffix)


def _without_suffix(name: str) -> str:
    """Return what files are in order by: a.yaml stands before a-b.yaml, as their ids do."""
    return name.rpartition(".")[0]


def is_common(node: Node) -> bool:
    """Whether nothing stands in a file but what a folder shares."""
    keys = {pair.key for pair in node.value} if node.kind == "map" else set()
    return bool(keys) and keys <= set(_KEYS)


def common_of(node: Node, name: str, limits: Limits = DEFAULT_LIMITS) -> tuple[Common, Issues]:
    """Return what a file declares for a whole folder, and the faults in it."""
    if node.kind not in ("map", "null"):
        issue = Issue(
            code="wrong-type", message=f"expected an object with {', '.join(_KEYS)}", file=name, line=node.line
        )
        return Common(name=name), Issues([issue])
    pairs = as_meant(node.value, frozenset(_KEYS)) if node.kind == "map" else []
    strange = [pair for pair in pairs if pair.key not in _KEYS]
    long, _ = format_named("yaml").long(
        _document([pair for pair in pairs if pair.key in ("armsdeals", "sources")], node)
    )
    register, issues = read_document(long, limits=limits, needs_version=False)
    table = SourceTable()
    table.entries = {source.id: source for source in register.sources}
    table.pairs = {
        pair.key: pair for one in pairs if one.key == "sources" and one.node.kind == "map" for pair in one.node.value
    }
    found = [issue for issue in issues if issue.code != "never-cited"]
    found += [
        Issue(path=(pair.key,), code="unknown-key", message="is not a field here", hint=_meant(pair.key),
              line=pair.line, column=pair.column)
        for pair in strange
    ]  # fmt: skip
    found += [
        Issue(path=(pair.key,), code="wrong-type", message=_why_no_object(pair.node), line=pair.node.line, column=pair.node.column)
        for pair in pairs if pair.key in ("parties", "systems") and pair.node.kind not in ("map", "null")
    ]  # fmt: skip
    found += Sources(SourceTable()).look_at(declared_in(long), name)
    shared = Shared(parties=_entries(pairs, "parties"), systems=_entries(pairs, "systems"))
    unread = frozenset(table.pairs.keys() - table.entries.keys())
    return Common(name=name, table=table, shared=shared, unread=unread), Issues(
        evolve(issue, file=name) for issue in found
    )


def _meant(key: str) -> str:
    near = suggestion(key.lower(), _KEYS)
    return f"did you mean {near[0]}?" if near else f"expected one of {', '.join(_KEYS)}"


def _why_no_object(node: Node) -> str:
    if node.kind == "plain" and (stuck := STUCK.fullmatch(node.value)):
        return f"put a blank after the colon in {shown(f'{stuck[2]}:{stuck[3]}')}"
    return "expected an object, with a key for each"


def shared_file(folder: str | os.PathLike[str]) -> Path | None:
    """Return the file of what a folder shares: its own, or that of the nearest folder above which has one.

    It looks no further than eight folders up, and not beyond one that is the top of a repository.
    """
    path = Path(folder)
    for place in (path, *islice(path.absolute().parents, _FOLDERS_ABOVE)):
        if (place / SHARED).is_file() or (
            place == path and os.path.lexists(place / SHARED)
        ):  # whoever reads it says what it is
            return _as_one_would_say(place / SHARED)
        if (place / ".git").exists():
            break
    return None


def _as_one_would_say(path: Path) -> Path:
    """Return a path from where one stands, if it leads down from there."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def common_beside(path: str | os.PathLike[str]) -> tuple[Common, Issues]:
    """Return what the folder of a file shares, and the faults in it; nothing if the folder shares nothing."""
    name = shared_file(Path(path).parent)
    if name is None:
        return Common(), Issues()
    return read_common(name.as_posix(), lambda: file_bytes(name, most=DEFAULT_LIMITS.yaml_bytes))


def read_common(name: str, content: Callable[[], bytes], limits: Limits = DEFAULT_LIMITS) -> tuple[Common, Issues]:
    """Read what a file declares for a whole folder; what can be read around a fault of YAML counts."""
    try:
        return common_of(format_named("yaml").parse(content(), limits), name, limits)
    except NoYaml as error:
        found = [issue for one in error.ends or (error,) for issue in issues_of(one, file=name)]
        if error.around is None:
            return Common(name=name), Issues(found)
        common, issues = common_of(error.around, name, limits)
        return common, Issues([*issues, *found])
    except ArmsDealsError as error:
        return Common(name=name), Issues(issues_of(error, file=name))


def _document(pairs: list[Pair], node: Node) -> Node:
    return Node("map", [*pairs, Pair("deals", Node("list", [], node.line, node.column))], node.line, node.column)


def _entries(pairs: Iterable[Pair], name: str) -> dict[str, Node]:
    return {
        pair.key: pair.node for one in pairs if one.key == name and one.node.kind == "map" for pair in one.node.value
    }


def files_of(register: Register, style: str) -> dict[str, dict[str, Any]]:
    """Return the trees of the files of a register by their names: one for each deal, and one for all that is no deal.

    Raises:
        InvalidValue: A deal has the name of the file for what is no deal.
        UnknownName: There is no such style.
    """
    yaml = format_named("yaml")
    files = {}
    for deal in register:
        tree = yaml.styled(document_tree(Register([deal])), style)
        # The name of the file says its id; a file that is empty or only lists sources would be no deal without it.
        if style == "short" and tree.keys() - {"id", "sources", "evidence"}:
            tree.pop("id", None)
        files[f"{deal.id}{_SUFFIXES[0]}"] = tree
    beside = evolve(register, deals=())
    if beside != Register():
        name = f"{BESIDE}{_SUFFIXES[0]}"
        if name in files:
            raise InvalidValue(
                f"a deal is called {BESIDE}, as is the file of what belongs to no deal; give it another id"
            )
        files[name] = yaml.styled(document_tree(beside), style)
    return files
