"""Streams: files that are too long to be held, turned from JSON Lines into Parquet and back deal by deal.

    >>> streamed("deals.jsonl", "deals.parquet"), streamed("deals.yaml", "deals.parquet")
    (True, False)

What belongs to no deal is kept, wherever its lines stand. Of a deal that is written only its id is remembered, so that a
second one of that id is refused. Left out: formats that hold one document.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from armsdeals._disk import file_lines, reading, replacing
from armsdeals._shown import shown
from armsdeals.errors import ArmsDealsError, InvalidDeals, LimitExceeded
from armsdeals.formats import json, jsonl, parquet
from armsdeals.formats._base import format_of
from armsdeals.model.deal import Deal
from armsdeals.wire.document import document_tree
from armsdeals.wire.fast_writer import write_line
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits
from armsdeals.wire.versions import KEY, VERSION

AnyPath = str | os.PathLike[str]
_EVERY = 500  # deals between two reports of how far it is
_NO_MORE = jsonl.write({KEY: VERSION})  # the line of what belongs to no deal, where nothing does
_MARK = f'"{KEY}"'.encode()


def streamed(source: AnyPath, target: AnyPath) -> bool:
    """Whether a file can be turned into another without holding all of it.

    Raises:
        InvalidValue: No format has the suffix of one of them.
    """
    return {format_of(source).name, format_of(target).name} == {"jsonl", "parquet"}


def stream(
    source: AnyPath, target: AnyPath, *, limits: Limits = DEFAULT_LIMITS, tell: Callable[[int], None] | None = None
) -> int:
    """Turn a file of JSON Lines into one of Parquet, or back; return the number of deals.

    The new file takes the place of the old one when all of it is written, and never if something fails.

    Args:
        source: The file to read.
        target: The file to write.
        limits: What one deal may be at most; the file may have any length.
        tell: Is told from time to time how many deals are done.

    Raises:
        InvalidDeals: A line has faults, or the id of a deal before it.
        UnreadableInput: The file is missing, damaged, or is no document of its format.
        UnsupportedVersion: It is newer than this release.
        LimitExceeded: A deal is longer or nested deeper than the limits.
        UnwritableOutput: The file cannot be written.
    """
    name = os.fspath(source)
    turn = _to_parquet if format_of(target).name == "parquet" else _to_lines
    return turn(name, target, limits, tell or (lambda _: None))


def _to_parquet(name: str, target: AnyPath, limits: Limits, tell: Callable[[int], None]) -> int:
    beside: list[bytes] = []

    def head() -> bytes:
        """Return the line of what stands in all lines beside the deals."""
        register, issues = jsonl.read(b"".join(beside) or _NO_MORE, limits)
        if issues.errors:
            raise InvalidDeals(issues, name=name)
        return jsonl.write(document_tree(register))

    lines = _noting(_lines_of(name, limits.file_bytes + 1), beside, limits)
    with replacing(target) as file:
        try:
            deals = jsonl.iter_deals(lines, limits=limits)
            number = parquet.write_deals(_counted(deals, tell), file, beside=head)
        except ArmsDealsError as error:
            error.add_note(f"while reading {shown(name)}")
            raise
        if not number and not beside:
            raise jsonl.nothing_in_it()
    return number


def _to_lines(name: str, target: AnyPath, limits: Limits, tell: Callable[[int], None]) -> int:
    records = parquet.records_of(_regular(name), limits)
    number = 0
    with replacing(target) as file:
        try:
            register, issues = jsonl.read(next(records), limits)
            if issues.errors:
                raise InvalidDeals(issues, name=name)
            file.write(jsonl.write(document_tree(register)))
            for deal in _counted(jsonl.iter_deals(records, limits=limits), tell):
                file.write(write_line(deal))
                number += 1
        except ArmsDealsError as error:
            error.add_note(f"while reading {shown(name)}")
            raise
    return number


def _counted(deals: Iterable[Deal], tell: Callable[[int], None]) -> Iterator[Deal]:
    for number, deal in enumerate(deals, start=1):
        yield deal
        if number % _EVERY == 0:
            tell(number)


def _noting(lines: Iterable[bytes], beside: list[bytes], limits: Limits) -> Iterator[bytes]:
    """Yield lines, keeping those that stand beside the deals."""
    held = 0
    for line in lines:
        if _MARK in line and _is_beside(line, limits):
            beside.append(line if line.endswith(b"\n") else line + b"\n")
            held += len(line)
            if held > limits.file_bytes:
                raise LimitExceeded(
                    f"what belongs to no deal has more than {limits.file_bytes:,} bytes (see Limits.file_bytes)"
                )
        yield line


def _is_beside(line: bytes, limits: Limits) -> bool:
    with suppress(ArmsDealsError):  # it is refused where its deal is read
        node = json.parse(line, limits)
        return node.kind == "map" and any(pair.key == KEY for pair in node.value)
    return False


def _lines_of(name: str, most: int) -> Iterator[bytes]:
    """Yield the lines of a file, at most so many bytes of each."""
    yield from file_lines(_regular(name), longest=most)


def _regular(name: str) -> str:
    """Return the name of a file, if it is a regular one that can be read."""
    with reading(name):
        open(name, "rb").close()  # noqa: PTH123  # to say now what would stop us later
    return name
