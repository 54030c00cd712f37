"""An open folder of deals: its files one by one, and what they give together.

Most files hold one deal, typed without a fault; these go the straight way (`straight`). All others are read by their trees.
Left out: what the files of a folder may share (`folder`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from attrs import evolve, frozen

from armsdeals._later import later
from armsdeals._shown import LONGEST_PATH, shown
from armsdeals.errors import ArmsDealsError, UnreadableInput
from armsdeals.formats._base import format_named, text_of
from armsdeals.formats.declared import Declared, Sources
from armsdeals.formats.file import LongForm, Mark, content, parsed, stem
from armsdeals.formats.folder import Common, Looked, Named, deal_files, maybe_named, read_common, shared_file
from armsdeals.issues import Issue, Issues, Severity
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence
from armsdeals.wire.faults import issues_of
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits
from armsdeals.wire.tree import Node
from armsdeals.written.expand import expand

if TYPE_CHECKING:  # a few files are read without them
    from armsdeals.formats import yaml_blocks
    from armsdeals.wire import fast_tree
    from armsdeals.written import straight as straight_way
else:
    yaml_blocks = later("armsdeals.formats.yaml_blocks")
    fast_tree = later("armsdeals.wire.fast_tree")
    straight_way = later("armsdeals.written.straight")

_MANY = 32  # files, from which on it is worth while to make ready what reads the clean ones fast


class Alone(Protocol):
    """A file with one deal that was read without a fault: its name, remarks on it, and its sources."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def issues(self) -> tuple[Issue, ...]: ...  # noqa: D102
    @property
    def declared(self) -> tuple[Declared, ...]: ...  # noqa: D102


class Straight(NamedTuple):
    """A file with one deal that was read the straight way.

    Attributes:
        name: The file.
        deal: The deal.
        issues: Remarks on what is no fault.
        mark: Line and column of the id, or of the deal.
        declared: The sources that the file declares.
        links: Of each link its place, and that of the id of the other deal.
        long: Where its parts stand.
    """

    name: str
    deal: Deal
    issues: tuple[Issue, ...]
    mark: Mark
    declared: tuple[Declared, ...]
    links: tuple[tuple[Mark, Mark], ...]
    long: LongForm

    def looked(self) -> Looked:
        """Return it as any file that was read."""
        reading = Reading(register=Register([self.deal]), issues=Issues(self.issues), name=self.name)
        return Looked(reading=reading, places=(self.mark,), declared=self.declared)


def make_ready() -> None:
    """Load and make what reads clean files fast, so that processes that part afterwards share it."""
    _ = yaml_blocks.plain_blocks, straight_way.fields_of
    fast_tree.make_ready()


def straight(data: bytes, name: str, common: Common, limits: Limits) -> Straight | None:
    """Read the bytes of a file with one deal; None if it is not certainly clean."""
    try:
        text = text_of(data)
    except UnreadableInput:  # which whoever reads the tree tells of each line
        return None
    typed = yaml_blocks.plain_blocks(text, limits) if text.endswith("\n") else None  # it may have been cut
    if typed is None or (typed.kind == "map" and len({pair[0] for pair in typed.value}) < len(typed.value)):
        return None  # also for a key that stands twice, which the careful way tells
    fields = straight_way.fields_of(typed, stem(name), common.shared)
    made = None if fields is None else fast_tree.fast_fields(fields, len(text), limits, common.table)
    if fields is None or made is None:
        return None
    deal, left = made
    pairs = {pair[0]: pair[1] for pair in typed.value}
    tables = [node for key in ("sources", "evidence") if (node := pairs.get(key)) is not None and node.kind == "map"]
    places = {pair[0]: pair for node in tables for pair in node.value}
    declared = []
    for key, told in fields.get("evidence", {}).items():
        _, _, line, column = places[key]
        path = ("deals", 0, "evidence", key)
        declared.append(Declared(path, key, line, column, told.get("link", ""), "published" not in told))
    unused = tuple(
        Issue(
            path=("deals", 0, "evidence", key), code="never-cited", message="no claim cites this source",
            severity=Severity.INFO, file=name, line=places[key].line, column=places[key].column,
        )
        for key in left
    )  # fmt: skip
    own = pairs.get("id", typed)
    long = LongForm(lambda: expand(typed, name=stem(name), shared=common.shared)[0], pairs.get("history"))
    return Straight(name, deal, unused, (own.line, own.column), tuple(declared), _links(pairs.get("links")), long)


def _links(typed: Node | None) -> tuple[tuple[Mark, Mark], ...]:
    """Return the places of links that were typed under their kinds."""
    marks: list[tuple[Mark, Mark]] = []
    for pair in typed.value if typed is not None and typed.kind == "map" else ():
        others = pair.node.value if pair.node.kind == "list" else [pair.node]
        marks += [((pair.line, pair.column), (to.line, to.column)) for to in others]
    return tuple(marks)


@frozen(kw_only=True)
class Folder:
    """A folder of deals that is about to be read.

    Attributes:
        name: Its path.
        names: Its files of deals, in the order of their paths.
        common: What all of them share.
        issues: What is wrong with that.
        limits: How much of each is read.
    """

    name: str
    names: tuple[str, ...]
    common: Common
    issues: Issues
    limits: Limits

    def look(self, name: str) -> Straight | tuple[Looked, LongForm | None]:
        """Read one of its files; a fault is among the findings. Where there is no document, nothing has a place in it."""
        form = format_named("yaml")
        data = b""
        try:
            data = content(name, form, self.limits)
            if len(self.names) > _MANY and (found := straight(data, name, self.common, self.limits)) is not None:
                return found
            looked, node = parsed(data, form, self.limits, name, self.common)
        except ArmsDealsError as error:
            reading = Reading(issues=Issues(issues_of(error, file=name)), name=name)
            return Looked(reading=reading, maybe=maybe_named(data) | {stem(name)}), None
        return looked, LongForm(lambda: node)

    def read(self) -> Reading:
        """Read all of its files."""
        looked = [self.look(name) for name in self.names]
        alone = [one for one in looked if isinstance(one, Straight)]
        if len(alone) == len(looked):
            reading = self.straight_together([one.deal for one in alone], alone)
            if reading is not None:
                return reading
        return self.joined([one.looked() if isinstance(one, Straight) else one[0] for one in looked])

    def straight_together(self, deals: Sequence[Deal], files: Sequence[Alone]) -> Reading | None:
        """Return what files with one deal each give together; None if two deals have one id."""
        if len({deal.id for deal in deals}) < len(deals):
            return None
        issues = [issue for one in files for issue in one.issues]
        return self._with_all(
            Reading(register=Register(deals), issues=Issues(issues)), [(one.name, one.declared) for one in files]
        )

    def joined(self, looked: Sequence[Looked]) -> Reading:
        """Return what its files give together, and what only shows when all are looked at."""
        return self._with_all(joined(looked, list(self.names)), [(one.reading.name, one.declared) for one in looked])

    def _with_all(self, together: Reading, declared: Iterable[tuple[str, tuple[Declared, ...]]]) -> Reading:
        """Return a reading with what shows only when all sources are looked at."""
        sources = Sources(self.common.table, self.common.name)
        odd = [issue for name, told in declared if told for issue in sources.look_at(told, name)]
        unused = () if together.issues.errors or self.issues.errors else self.common.never_cited()
        return evolve(together, issues=Issues((*self.issues, *together.issues, *odd, *unused)), name=self.name)


def open_folder(name: str, limits: Limits = DEFAULT_LIMITS) -> Folder:
    """Find the files of deals below a folder, and read what all of them share.

    Raises:
        UnreadableInput: There is none.
    """
    names = tuple(deal_files(name))
    form = format_named("yaml")
    shared = shared_file(name)
    common, issues = Common(), Issues()
    if shared is not None:
        path = shared.as_posix()
        common, issues = read_common(path, lambda: content(path, form, limits), limits)
    return Folder(name=name, names=names, common=common, issues=issues, limits=limits)


def joined(looked: Sequence[Looked], paths: Sequence[str | os.PathLike[str]]) -> Reading:
    """Return what several files give together."""
    readings = [one.reading for one in looked]
    if len(readings) == 1:
        return readings[0]
    deals: dict[str, Deal] = {}
    first: dict[str, str] = {}
    issues: list[Issue] = []
    sources: dict[Evidence, None] = {}
    for one in looked:
        reading = one.reading
        issues += reading.issues
        sources.update(dict.fromkeys(reading.register.sources))
        built = {deal.id: deal for deal in reading.register.deals}
        for told in _once_each(one.ids):
            if told.id in first:
                where = shown(first[told.id], longest=LONGEST_PATH)
                issues.append(
                    Issue(
                        path=("deals", told.number, "id"), code="duplicate-id", file=reading.name, line=told.line,
                        column=told.column, message=f"two deals are called {shown(told.id)} (first in {where})",
                        hint="an id names one deal; rename one, or join them",
                    )
                )  # fmt: skip
                continue
            first[told.id] = f"{reading.name}:{told.line}" if told.line else reading.name
            if told.id in built:
                deals[told.id] = built[told.id]
    name = ", ".join(os.fspath(path) for path in paths)
    events: list[Event] = []
    for reading in readings:  # what stands equal in two files stands once; twins in one file may be two events
        held = set(events)
        events += [event for event in reading.register.events if event not in held]
    register = Register(
        deals.values(), events=events, sources=sources,
        competitions=_once(readings, "competitions", issues), systems=_once(readings, "systems", issues),
    )  # fmt: skip
    return Reading(register=register, issues=Issues(issues), name=name)


def _once_each(ids: Iterable[Named]) -> Iterable[Named]:
    """Return the ids of one file without those that stand twice in it, which was told when it was read."""
    once: dict[str, Named] = {}
    for told in ids:
        once.setdefault(told.id, told)
    return once.values()


def _once(readings: list[Reading], name: str, issues: list[Issue]) -> list[Any]:
    """Return the competitions or systems of all files, each id once; note those that are there twice and differ."""
    held: dict[str, tuple[Any, str]] = {}
    for reading in readings:
        for place, one in enumerate(getattr(reading.register, name)):
            known, first = held.setdefault(one.id, (one, reading.name))
            if known != one:
                message = f"two {name} are called {shown(one.id)} (first in {shown(first)})"
                path = (name, place, "id")
                issues.append(Issue(path=path, code="duplicate-id", message=message, file=reading.name))
    return [one for one, _ in held.values()]
