"""Parquet: one deal in a row, with columns to ask and the deal itself as a record, for files of any length.

The columns are those of the table of deals (`ad.columns("deals")`), so that any program can ask the file; behind them
stands ``record``, the canonical JSON of the deal with all that it cites. Reading looks at the records alone. What belongs
to no deal stands in the metadata of the file, beside the version and a digest of all records:

    >>> from armsdeals.model.deal import Deal
    >>> data = dump(Register([Deal(id="demo", title="S-400")]))
    >>> read(data)[0]["demo"].title
    'S-400'

A file in which a record was changed, dropped or damaged does not fit its digest and is refused; so is a table of somebody
else. Left out: columns for anything that is told more than once in a deal; those are long tables (`Register.tables`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from hashlib import sha256
from io import BytesIO
from typing import Any, BinaryIO

from attrs import evolve

from armsdeals._disk import reading
from armsdeals._shown import plain, shown
from armsdeals.errors import LimitExceeded, UnreadableInput, need
from armsdeals.formats import jsonl
from armsdeals.formats.parquet_pages import pages_of
from armsdeals.issues import Issue, Issues
from armsdeals.model.deal import Deal
from armsdeals.register.register import Register
from armsdeals.tables import frames
from armsdeals.tables.flat import columns
from armsdeals.tables.table import deal_row
from armsdeals.wire.document import document_tree, from_tree
from armsdeals.wire.fast_reader import READER
from armsdeals.wire.fast_writer import write_line
from armsdeals.wire.faults import Faults
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits
from armsdeals.wire.tree import Node
from armsdeals.wire.versions import KEY, VERSION, check_version

RECORD = "record"
BESIDE, DIGEST = "armsdeals.beside", "armsdeals.digest"
TABLE = b"armsdeals.table"
GROUP_BYTES = 16_000_000  # of records in a group of rows, which is what is held in memory
GROUP_ROWS = 50_000
_FREELY = 25_000_000  # bytes that a file of any size may unpack to
_AT_ONCE = 16  # records that are unpacked together, at most; each may stand in a long page of its own
_ONE_DEAL = 1_000_000  # bytes that one deal in a file of any size may unpack to
_NEWEST = f'{{"{KEY}":{VERSION}'.encode()
_BESIDE = re.compile(rf'\{{"{KEY}":([0-9]+)[,}}][^\n]*\n?')
_LONGEST_LIST = 300  # characters of the names of columns in a message


def parse(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Node:
    """Return the tree of the document that the records make up.

    Raises:
        UnreadableInput: It is no Parquet file of ours, or it is damaged.
        LimitExceeded: It is too large when it is unpacked.
    """
    return jsonl.parse(_lines(data, limits), limits)


def read(data: bytes, limits: Limits = DEFAULT_LIMITS) -> tuple[Register, Issues]:
    """Return what a file holds, and every finding with its row.

    Raises:
        UnreadableInput: It is no Parquet file of ours, or it is damaged.
        LimitExceeded: It is too large when it is unpacked.
        UnsupportedVersion: It is newer than this release.
    """
    if (whole := _straight(data, limits)) is not None:
        return whole, Issues()
    register, issues = jsonl.read(_lines(data, limits), limits)
    return register, Issues(map(_in_row, issues))


def write(tree: Mapping[str, Any]) -> bytes:
    """Return the bytes of the plain tree of a document."""
    register = from_tree(dict(tree))
    return dump(register if isinstance(register, Register) else Register([register]))


def dump(register: Register) -> bytes:
    """Return the bytes of a register."""
    told = BytesIO()
    write_deals(register.deals, told, beside=lambda: jsonl.write(document_tree(evolve(register, deals=()))))
    return told.getvalue()


def write_deals(
    deals: Iterable[Deal], file: BinaryIO, *, beside: Callable[[], bytes] = lambda: jsonl.write({KEY: VERSION})
) -> int:
    """Write deals one by one, however many there are, and return their number.

    Args:
        deals: The deals.
        file: Where the bytes go.
        beside: Gives the line of JSON Lines that holds what belongs to no deal; it is asked when all deals are written.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    pa, pq = _pyarrow(), _parquet()
    schema = _schema()
    asked = [name for name in schema.names if name != RECORD]
    digest = sha256()
    number = 0
    with pq.ParquetWriter(
        file, schema, compression="zstd", use_dictionary=asked, write_statistics=asked, write_page_checksum=True
    ) as writer:
        for rows in _groups(deals):
            for *_, record in rows:
                digest.update(record)
            number += len(rows)
            told = [[*cells, record.decode()] for *cells, record in rows]
            arrays = [
                pa.array(list(cells), type=one.type) for cells, one in zip(zip(*told, strict=True), schema, strict=True)
            ]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
        line = beside()
        digest.update(line)
        writer.add_key_value_metadata({KEY: str(VERSION), BESIDE: line.decode(), DIGEST: digest.hexdigest()})
    return number


def iter_deals(
    source: str | os.PathLike[str] | BinaryIO, *, limits: Limits = DEFAULT_LIMITS, issues: list[Issue] | None = None
) -> Iterator[Deal]:
    """Yield the deals of a file one by one, however long it is; the arguments are those of `jsonl.iter_deals`.

    The digest is looked at in the end.

    Raises:
        InvalidDeals: A record has faults.
        UnreadableInput: It is no Parquet file of ours, or it is damaged.
        UnsupportedVersion: It is newer than this release.
        LimitExceeded: A record is longer or nested deeper than the limits.
    """
    return jsonl.iter_deals(records_of(source, limits), limits=limits, issues=issues)


def records_of(source: str | os.PathLike[str] | BinaryIO, limits: Limits = DEFAULT_LIMITS) -> Iterator[bytes]:
    """Yield the line of what belongs to no deal, then that of each deal: a file as JSON Lines.

    Raises:
        UnreadableInput: It is no regular file, no Parquet file of ours, or it is damaged.
        LimitExceeded: A page of it unpacks to far more than pages do.
    """
    if isinstance(source, (str, os.PathLike)):
        with reading(source):  # it opens whatever there is, and would wait for a pipe without an end
            pass
    with _refusing():
        file = _parquet().ParquetFile(source, page_checksum_verification=True)
    with file:
        with _refusing():
            told = _metadata(file)
            at_once = _records_at_once(file.metadata, source, limits)
            batches = file.iter_batches(batch_size=at_once, columns=[RECORD])
        yield told[BESIDE].encode()
        digest = sha256()
        while (batch := _next(batches)) is not None:
            for record in batch:
                if (
                    not isinstance(record, str)
                    or not record.endswith("\n")
                    or record.count("\n") > 1
                    or record.isspace()
                ):
                    raise UnreadableInput("a record is not one line of JSON; the file is damaged")
                line = record.encode()
                digest.update(line)
                yield line
        digest.update(told[BESIDE].encode())
        if digest.hexdigest() != told[DIGEST]:
            raise UnreadableInput(
                "the records do not fit the digest of the file: some were changed or dropped after armsdeals wrote it, or it is damaged",
                code="damaged",
            )


def _records_at_once(metadata: Any, source: str | os.PathLike[str] | BinaryIO, limits: Limits) -> int:
    """Return how many records may be unpacked together, by what their pages say.

    Raises:
        LimitExceeded: A page unpacks to far more than pages do.
    """
    place = next((k for k in range(metadata.num_columns) if metadata.schema.column(k).path == RECORD), None)
    if place is None:
        raise UnreadableInput("the records are no texts; the file is damaged")
    longest, is_plain = 1, True
    with open(source, "rb") if isinstance(source, (str, os.PathLike)) else nullcontext(source) as file:  # noqa: PTH123  # any text
        for group in range(metadata.num_row_groups):
            for page in pages_of(file, metadata.row_group(group).column(place)):
                if page.unpacked > _FREELY + limits.unpacked_times * page.packed:
                    raise LimitExceeded(
                        f"{page.packed:,} bytes of the file are {page.unpacked:,} when they are unpacked (see Limits.unpacked_times)"
                    )
                longest = max(longest, page.unpacked)
                is_plain = is_plain and page.is_plain
    return max(1, min(_AT_ONCE, _FREELY // longest)) if is_plain else 1


def _next(batches: Iterator[Any]) -> list[Any] | None:
    with _refusing():
        batch = next(batches, None)
        return None if batch is None else batch.column(0).to_pylist()


def _straight(data: bytes, limits: Limits) -> Register | None:
    """Return what a file holds of which nothing is to be said, and which is never unpacked as a whole; None if there is."""
    lines = _counted(data, limits)
    beside = next(lines)
    head, issues = jsonl.read(beside, limits)
    if issues or head.deals or not beside.startswith(_NEWEST):
        return None
    deals: list[Deal] = []
    for line in lines:
        deal = READER.deal(line, limits)
        if deal is None:  # also because the reader has not seen enough of them to be worth making
            register, issues = jsonl.read(line, limits)
            if issues or len(register) != 1:
                return None
            deal = register.deals[0]
        deals.append(deal)
    if len(deals) > limits.items or len({deal.id for deal in deals}) < len(deals):
        return None
    return evolve(head, deals=deals)


def _lines(data: bytes, limits: Limits) -> bytes:
    """Return a file as JSON Lines, each deal in the line of its row."""
    lines = [*_counted(data, limits)]
    return b"".join([*lines[1:], *lines[:1]])


def _counted(data: bytes, limits: Limits) -> Iterator[bytes]:
    """Yield the lines of a file, counting while it is unpacked.

    Raises:
        LimitExceeded: There is too much in it.
    """
    one = _ONE_DEAL + limits.unpacked_times * len(data)
    whole, packed = limits.bytes_of("parquet"), _FREELY + limits.unpacked_times * len(data)
    most, name = (whole, "file_bytes") if whole <= packed else (packed, "unpacked_times")
    size = 0
    for line in records_of(BytesIO(data), limits):
        size += len(line)
        if size > most:
            message = f"the document has more than {most:,} bytes when it is unpacked (see Limits.{name})"
            raise LimitExceeded(f"{message}; formats.parquet.iter_deals reads it deal by deal")
        if len(line) > one:
            message = f"a deal has more than {one:,} bytes when it is unpacked (see Limits.unpacked_times)"
            raise LimitExceeded(f"{message}; formats.parquet.iter_deals reads it")
        yield line


def _groups(deals: Iterable[Deal]) -> Iterator[list[tuple[Any, ...]]]:
    """Yield rows in groups of a size that memory holds; the record comes last in each."""
    held: list[tuple[Any, ...]] = []
    size = 0
    for deal in deals:
        record = write_line(deal)
        held.append((*deal_row(deal), record))
        size += len(record)
        if size >= GROUP_BYTES or len(held) >= GROUP_ROWS:
            yield held
            held, size = [], 0
    if held:
        yield held


def _schema() -> Any:
    pa = _pyarrow()
    meaning = {"meaning": "the deal as one line of JSON Lines; the columns before it are made from it", "unit": ""}
    schema = frames.in_arrow("deals", columns("deals")).append(
        pa.field(RECORD, pa.string(), nullable=False, metadata=meaning)
    )
    return schema.remove_metadata()


def _metadata(file: Any) -> dict[str, str]:
    """Return what a file says of itself, or refuse one that is not ours."""
    told: dict[bytes, bytes] = file.metadata.metadata or {}
    found = {key: told.get(key.encode(), b"").decode() for key in (KEY, BESIDE, DIGEST)}
    names = file.schema_arrow.names
    if TABLE in told:
        table = shown(told[TABLE].decode("utf-8", "replace"))
        raise UnreadableInput(
            f"this is the long table {table}, which does not hold all of a register; read the file it was made from",
            code="not-ours",
        )
    if not all(found.values()) or names.count(RECORD) != 1:
        listed = plain(", ".join(names), longest=_LONGEST_LIST)
        raise UnreadableInput(
            f"this Parquet file was not written by armsdeals (its columns are {listed}); make deals of its rows, "
            "or write a register to a file that ends with .parquet",
            code="not-ours",
        )
    beside = _BESIDE.fullmatch(found[BESIDE])
    versions = {found[KEY], beside[1] if beside else ""}
    for version in versions:
        check_version(Node("plain", version, None, None), Faults(1))  # a newer file may be made otherwise
    if len(versions) > 1:
        raise UnreadableInput("what belongs to no deal is not one line of the version of the file; the file is damaged")
    return found


def _in_row(issue: Issue) -> Issue:
    """Tell the row of a finding in place of its line; what belongs to no deal has none."""
    return evolve(issue, line=None, column=None, row=issue.line if issue.path[:1] == ("deals",) else None)


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn what pyarrow raises for bytes that it cannot read into a refusal; a mistake in a call stays what it is."""
    try:
        yield
    except (_pyarrow().ArrowException, OSError, UnicodeError, OverflowError) as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else plain(str(error), longest=200)
        raise UnreadableInput(f"this Parquet file cannot be read: {reason}") from error


def _pyarrow() -> Any:
    return need("pyarrow", extra="analysis", what="Parquet")


def _parquet() -> Any:
    return need("pyarrow.parquet", extra="analysis", what="Parquet")
