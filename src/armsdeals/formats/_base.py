r"""The table of formats, and what each of them offers.

A format turns bytes into a tree that knows its lines, and a plain tree into canonical bytes. It loads on first use.

    >>> [form.name for form in FORMATS]
    ['json', 'jsonl', 'yaml', 'csv', 'parquet']
    >>> format_of("deals.yml").name
    'yaml'
    >>> format_named("json").write({"armsdeals": 1, "deals": []})
    b'{"armsdeals":1,"deals":[]}\n'

What somebody else publishes is no format but a source; we could not write it back without loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from os import PathLike, fspath
from pathlib import PurePath
from typing import Any

from attrs import frozen

from armsdeals._shown import shown
from armsdeals.errors import ArmsDealsError, InvalidValue, UnknownName, UnreadableInput, suggestion
from armsdeals.issues import Issue, Issues
from armsdeals.register.register import Register
from armsdeals.wire.document import document_tree
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits
from armsdeals.wire.tree import Node

_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")  # gzip, zip, bzip2, xz, Zstandard
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NEXT_LINE = re.compile(
    rb"\}\r?\n\{"
)  # no JSON document holds it: a line break stands in no text, and a comma is wanted

_BEGINS = {"csv": b"deal,path,", "parquet": b"PAR1"}


@frozen(kw_only=True)
class Format:
    """One way of keeping deals in bytes.

    Attributes:
        name: Its name in calls.
        suffixes: The suffixes of its files.
        reads: Where its ``parse(data, limits)`` is, as ``module:function``.
        writes: Where its ``write(tree)`` is.
        whole: Where its ``read(data, limits)`` is, if it has a way from bytes to a register without a tree.
        dumps: Where its ``dump(register)`` is, if it has a way back.
        expands: Where its ``expand(node, name=...)`` is, if people type it in short forms; empty if they do not.
        shortens: Where its ``shorten(tree)`` is, if they do.
        inerts: Where its ``write_inert(tree)`` is, if programs that open it run what looks like a formula.
        comments: Where its ``holds_comments(data)`` is, if it can hold comments.
        needs_version: Whether a document has to say its version; what people type may leave it out.
    """

    name: str
    suffixes: tuple[str, ...]
    reads: str
    writes: str
    whole: str = ""
    dumps: str = ""
    expands: str = ""
    shortens: str = ""
    inerts: str = ""
    comments: str = ""
    needs_version: bool = True

    def parse(self, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Node:
        """Return the tree of a document.

        Raises:
            UnreadableInput: The bytes are no document of this format.
            LimitExceeded: It is too large or nested too deep.
        """
        limits.check_size(len(data), self.name)
        return _load(self.reads)(data, limits)  # type: ignore[no-any-return]

    def read(self, data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[Register, Issues]:
        """Return what a document holds, and every finding; only of a format that has a whole way.

        Raises:
            UnreadableInput: The bytes are no document of this format.
            LimitExceeded: It is too large or nested too deep.
            UnsupportedVersion: It is newer than this release.
        """
        limits.check_size(len(data), self.name)
        return _load(self.whole)(data, limits)  # type: ignore[no-any-return]

    def long(self, node: Node, **how: Any) -> tuple[Node, tuple[Issue, ...]]:
        """Return the long form of a tree, and what is odd about how it was typed."""
        return _load(self.expands)(node, **how) if self.expands else (node, ())

    def is_typed(self, data: bytes) -> bool:
        """Whether a document holds what only people write, and what writing it anew would lose."""
        return bool(self.comments) and (_load(self.comments)(data) or self._is_short(data))

    def _is_short(self, data: bytes) -> bool:
        try:
            node = self.parse(data)
        except ArmsDealsError:  # whoever typed it has not finished
            return True
        return self.long(node)[0] != node

    def styled(self, tree: dict[str, Any], style: str) -> dict[str, Any]:
        """Return the tree of a document as a style wants it: "long", or "short" where people type the format.

        The style "inert" of a format for spreadsheets has the long tree; only its texts differ.

        Raises:
            UnknownName: There is no such style.
        """
        styles = ("long", *(("short",) if self.shortens else ()), *(("inert",) if self.inerts else ()))
        if style not in styles:
            raise UnknownName(f"{shown(style)} is not a style of {self.name} (expected {' or '.join(styles)})")
        return _load(self.shortens)(tree) if style == "short" else tree

    def dump(self, register: Register, style: str = "long") -> bytes:
        """Return the canonical bytes of a register in a style.

        Raises:
            UnknownName: There is no such style.
        """
        if self.dumps and style == "long":
            return _load(self.dumps)(register)  # type: ignore[no-any-return]
        tree = self.styled(document_tree(register), style)
        return _load(self.inerts)(tree) if style == "inert" else self.write(tree)

    def write(self, tree: Mapping[str, Any]) -> bytes:
        """Return the canonical bytes of a plain tree: the same tree gives the same bytes."""
        return _load(self.writes)(tree)  # type: ignore[no-any-return]


FORMATS: tuple[Format, ...] = (
    Format(
        name="json",
        suffixes=(".json",),
        reads="armsdeals.formats.json:parse",
        writes="armsdeals.formats.json:write",
        whole="armsdeals.formats.json:read",
        dumps="armsdeals.formats.json:dump",
    ),
    Format(
        name="jsonl",
        suffixes=(".jsonl", ".ndjson"),
        reads="armsdeals.formats.jsonl:parse",
        writes="armsdeals.formats.jsonl:write",
        whole="armsdeals.formats.jsonl:read",
        dumps="armsdeals.formats.jsonl:dump",
        needs_version=False,
    ),
    Format(
        name="yaml",
        suffixes=(".yaml", ".yml"),
        reads="armsdeals.formats.yaml:parse",
        writes="armsdeals.formats.yaml:write",
        expands="armsdeals.written.expand:expand",
        shortens="armsdeals.written.shorten:shorten",
        comments="armsdeals.formats.yaml:holds_comments",
        needs_version=False,
    ),
    Format(
        name="csv",
        suffixes=(".csv",),
        reads="armsdeals.formats.csv:parse",
        writes="armsdeals.formats.csv:write",
        inerts="armsdeals.formats.csv:write_inert",
    ),
    Format(
        name="parquet",
        suffixes=(".parquet",),
        reads="armsdeals.formats.parquet:parse",
        writes="armsdeals.formats.parquet:write",
        whole="armsdeals.formats.parquet:read",
        dumps="armsdeals.formats.parquet:dump",
        needs_version=False,
    ),
)


def format_named(name: str) -> Format:
    """Return the format of a name.

    Raises:
        UnknownName: There is none.
    """
    for form in FORMATS:
        if form.name == name:
            return form
    names = [form.name for form in FORMATS]
    raise UnknownName(
        f"{shown(name)} is not a format (expected one of {', '.join(names)})", suggestions=suggestion(str(name), names)
    )


def format_of(path: str | PathLike[str]) -> Format:
    """Return the format that the suffix of a path tells; its case does not matter.

    Raises:
        InvalidValue: No format has this suffix.
    """
    suffix = PurePath(fspath(path)).suffix
    for form in FORMATS:
        if suffix.lower() in form.suffixes:
            return form
    known = ", ".join(known for form in FORMATS for known in form.suffixes)
    told = (
        f"the suffix {shown(suffix)} of {shown(fspath(path))} is not known"
        if suffix
        else f"{shown(fspath(path))} has no suffix"
    )
    also = "" if suffix else ", or a slash at the end of a folder that is not there yet"
    raise InvalidValue(f"{told} (expected one of {known}{also})", code="unknown-suffix")


def sniffed(data: bytes) -> Format:
    r"""Return the format that bytes without a name seem to be, by how they begin; what begins like none of the others is YAML.

    >>> sniffed(b"  {}").name, sniffed(b'{"armsdeals":1}\n{"id":"demo"}').name, sniffed(b"deals: []").name
    ('json', 'jsonl', 'yaml')
    >>> sniffed(b"deal,path,value\n").name, sniffed(b"PAR1...").name
    ('csv', 'parquet')
    """
    start = data.removeprefix(_BYTE_ORDER_MARK).lstrip(b" \t\r\n")
    for name, mark in _BEGINS.items():
        if start.startswith(mark):
            return format_named(name)
    if not start.startswith(b"{"):
        return format_named("yaml")
    return format_named("jsonl" if _NEXT_LINE.search(start) else "json")


def text_of(data: bytes) -> str:
    """Return the text of bytes in UTF-8; a byte order mark is dropped.

    Raises:
        UnreadableInput: The bytes are not UTF-8; it has those of further lines with it.
    """
    data = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise UnreadableInput("the file is in UTF-16; save it as UTF-8", line=1, column=1) from error
        if data.startswith(_PACKED):
            raise UnreadableInput("the file is compressed; unpack it first", line=1, column=1) from error
        first, *others = _no_letters(data)
        first.also = tuple(others)
        raise first from error


def _no_letters(data: bytes) -> Iterator[UnreadableInput]:
    """Yield an error for each line with bytes that are no letters of UTF-8; of very many their number."""
    told, most, further = 0, DEFAULT_LIMITS.faults, 0
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            told += 1
            if told <= most:
                column = len(line[: error.start].decode("utf-8")) + 1
                message = f"the byte 0x{line[error.start]:02x} is not UTF-8; save the file as UTF-8"
                yield UnreadableInput(message, line=number, column=column)
            elif not further:
                further = number
    if further:
        what = "line holds such a byte" if told - most == 1 else "lines hold such bytes"
        yield UnreadableInput(f"from here on {told - most:,} more {what}", line=further, code="more-faults")


def _load(where: str) -> Any:
    module, _, name = where.partition(":")
    return getattr(import_module(module), name)
