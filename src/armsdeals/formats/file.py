"""One file of deals: its bytes, what they hold, and where each thing in it stands.

Only regular files are opened, since a pipe or device could hang. Left out: folders (`opened`), writing (`_desk`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import PurePath
from typing import Any

from attrs import evolve

from armsdeals._disk import reading, unreadable
from armsdeals.formats._base import Format, format_of, sniffed, text_of
from armsdeals.formats.declared import Sources, declared_in
from armsdeals.formats.folder import Common, Looked, common_beside, maybe_named, named_in, places_of
from armsdeals.formats.json_places import placed
from armsdeals.formats.jsonl import with_columns
from armsdeals.formats.typed_findings import cited_without_at, told_once
from armsdeals.formats.yaml_faults import NoYaml
from armsdeals.formats.yaml_holes import whole_deals
from armsdeals.issues import Issue, Issues, Severity
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.wire.document import read_document
from armsdeals.wire.faults import issues_of
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits
from armsdeals.wire.tree import Node, Path, at
from armsdeals.written.rows import HISTORY

STANDARD_INPUT = "-"
_OF_WHAT_IS_MISSING = frozenset({"unknown-source", "missing", "inconsistent", "never-cited"})
# How a file ends that was not cut, in formats in which half a last line may be a whole one. Braces that were cut cannot be read.
_WHOLE_ENDS: dict[str, tuple[bytes, ...]] = {"csv": (b"\n",), "yaml": (b"\n", b"\r", b"}")}
_CUT = "the last line has no end; see whether the file is whole, and end it with a new line"
Mark = tuple[int | None, int | None]


class LongForm:
    """Where the parts of a document stand, by their paths in its long form, which is made when it is first asked for.

    Args:
        make: Makes the tree of the long form.
        history: The events as they were typed, each of which is one of the long form; None if that is not certain.
    """

    __slots__ = ("_history", "_make", "_tree")

    def __init__(self, make: Callable[[], Node], history: Node | None = None) -> None:
        self._make = make
        self._history = history
        self._tree: Node | None = None

    @property
    def tree(self) -> Node:
        """The tree of the long form."""
        if self._tree is None:
            self._tree = self._make()
        return self._tree

    def mark(self, path: Path) -> Mark:
        """Return line and column of what a path names, or of the last thing on the way to it that is there."""
        told = self._history
        place = None
        if told is not None and told.kind == "list" and path[:3] == ("deals", 0, "history"):
            place = _typed(told, path[3:])
        if place is None:
            place = at(self.tree, path)
        return place.line, place.column

    def count(self, path: Path) -> int:
        """Return how many items stand in the list that a path names."""
        told = at(self.tree, path)
        return len(told.value) if told.kind == "list" else 0


def _typed(history: Node, path: Path) -> Node | None:
    """Return where a history, an event of it, or its day in front of it, was typed; None if that is not certain."""
    if not path:
        return history
    if path[1:] not in ((), ("when",)):
        return None
    event = history.value[int(path[0])]
    is_long = event.kind == "map" and event.value[0].key in HISTORY.fields
    return None if len(path) > 1 and is_long else event


def refuse_missing(name: str) -> None:
    """Refuse a name without a suffix that is not there; it is more likely mistyped than of a format nobody knows.

    Raises:
        UnreadableInput: There is neither a file nor a folder of that name.
    """
    if not PurePath(name).suffix and not os.path.exists(name):  # noqa: PTH110  # a path may be any text here
        raise unreadable(name, "there is no such file or folder")


def look(name: str, limits: Limits = DEFAULT_LIMITS) -> tuple[Looked, Node]:
    """Read one file, and return with it the tree of its long form, whose nodes know their lines.

    It may name what its folder shares, as it may when the folder is read.

    Raises:
        ArmsDealsError: There is no document to look at.
    """
    if name == STANDARD_INPUT:
        data = sys.stdin.buffer.read(limits.file_bytes + 1)
        return parsed(data, sniffed(data), limits, name)
    refuse_missing(name)
    form = format_of(name)
    data = content(name, form, limits)
    common, issues = common_beside(name) if form.expands else (Common(), Issues())
    if not common.name:
        return parsed(data, form, limits, name)
    looked, node = parsed(data, form, limits, name, common)
    twice = Issues(Sources(common.table, common.name).look_at(looked.declared, name)).errors
    reading = evolve(looked.reading, issues=Issues((*issues.errors, *looked.reading.issues, *twice)))
    return evolve(looked, reading=reading), node


def content(name: str, form: Format, limits: Limits) -> bytes:
    """Return the bytes of a regular file.

    Raises:
        UnreadableInput: It is missing or no regular file.
        LimitExceeded: It is too large.
    """
    with reading(name) as status:
        limits.check_size(status.st_size, form.name)
        with open(name, "rb", buffering=0) as file:  # noqa: PTH123  # a path may be any text here
            data = file.read(status.st_size + 1)
            if len(data) != status.st_size:  # it is being written to, or says nothing of its size
                data += file.read()
    limits.check_size(len(data), form.name)  # it may have grown
    return data


def read_straight(data: bytes, form: Format, limits: Limits, name: str) -> Reading:
    """Read what needs no tree where it is clean (see `Format.whole`)."""
    register, issues = form.read(data, limits)
    return Reading(register=register, issues=in_file(issues, name), name=name)


def parsed(data: bytes, form: Format, limits: Limits, name: str, common: Common | None = None) -> tuple[Looked, Node]:
    """Read a document by its tree, and return the tree of its long form with it."""
    how: dict[str, Any] = {} if common is None else {"shared": common.shared}
    end: tuple[Issue, ...] = ()
    failed: NoYaml | None = None
    try:
        typed = form.parse(data, limits)
    except NoYaml as error:
        if error.around is None:
            raise
        typed, failed = error.around, error
        end = tuple(issue for one in error.ends or (error,) for issue in issues_of(one))
    node, notes = form.long(typed, name=stem(name), **how)
    if data and not data.endswith(_WHOLE_ENDS.get(form.name, b"")):
        line = data.count(b"\n") + 1
        notes = (*notes, Issue(code="no-last-line-end", message=_CUT, severity=Severity.INFO, line=line))
    table = None if common is None else common.table
    register, issues = read_document(node, limits=limits, needs_version=form.needs_version, common=table)
    if issues and form.name == "json":  # whose tree knows no lines
        issues = placed(issues, text_of(data))
    elif form.name == "jsonl":  # whose tree knows no columns
        issues = with_columns(issues, data)
    if failed is not None:
        whole = whole_deals(typed, failed.holes)
        sound = {told.id for told in named_in(node) if told.number in whole}
        register = Register([deal for deal in register if deal.id in sound])
        issues = Issues([*_without_gaps(_of_read_lines(issues, end)), *end])
        notes = tuple(_of_read_lines(notes, end))
    told: Sequence[Issue] = (*issues, *notes)
    if form.expands:
        told = cited_without_at(
            told, cache(lambda: {one.key for one in declared_in(node)} | {*(table.pairs if table else ())})
        )
        told = told_once(told, unread=common.unread if common else (), shared=common.name if common else "")
    reading = Reading(register=register, issues=in_file(told, name), name=name)
    declared = () if common is None else tuple(declared_in(node))
    named = () if reading.is_clean else named_in(node)
    maybe = maybe_named(data) if end else frozenset()
    places = places_of(node, register)
    return Looked(reading=reading, places=places, declared=declared, named=named, maybe=maybe, error=failed), node


def _of_read_lines(issues: Iterable[Issue], end: Sequence[Issue]) -> Iterator[Issue]:
    """Yield the findings on lines that could be read, up to those that are only counted."""
    unread = {issue.line for issue in end}
    further = min((issue.line for issue in end if issue.line and issue.code == "more-faults"), default=sys.maxsize)
    yield from (issue for issue in issues if issue.line not in unread and (issue.line or 0) < further)


def _without_gaps(issues: Iterable[Issue]) -> Iterator[Issue]:
    """Yield the findings on what stands in front of a line, without those that may come of what is missing behind it."""
    for issue in issues:
        if issue.code not in _OF_WHAT_IS_MISSING and not issue.message.startswith("found nothing"):
            yield issue


def stem(name: str) -> str:
    """Return the id that a file gives to a deal that stands alone in it."""
    return "" if name in ("", STANDARD_INPUT) else PurePath(name).stem


def in_file(issues: Iterable[Issue], name: str) -> Issues:
    """Return findings with the file in which they were made."""
    return Issues(evolve(issue, file=name) if name else issue for issue in issues)
