"""Parquet files as DuckDB reads them, a few rows at a time, and what the foot of a file tells without reading it.

    >>> glob_of("deals[1].parquet")
    'deals[[]1].parquet'

Left out: what is asked of the rows (`armsdeals.analysis._engine`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from threading import Lock
from types import MappingProxyType
from typing import Any, NamedTuple

from armsdeals._disk import names_a_file
from armsdeals._shown import plain, shown
from armsdeals.errors import InvalidValue, UnreadableInput, need

SAY_WHAT_COUNTS = ("basis", "modality", "is_retracted", "is_beaten")
_TEXTS = (
    ".csv",
    ".tsv",
    ".txt",
    ".json",
    ".jsonl",
    ".yaml",
    ".yml",
    ".rtf",
    ".xlsx",
)  # files that are asked for by mistake
_OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


class Foot(NamedTuple):
    """What the foot of a file tells of columns without reading them, or what is known of a table that was made here.

    Attributes:
        alike: Those that say whether a row counts and hold one value in every row, each with it.
        full: Those without an empty cell.
    """

    alike: Mapping[str, str] = MappingProxyType({})
    full: frozenset[str] = frozenset()


_making = Lock()
_databases: dict[int, Any] = {}  # by the process


def duckdb_connection() -> Any:
    """Return a connection of its own to the one database in memory, which opens no other connection and takes time to make.

    Raises:
        MissingExtra: DuckDB is not installed.
    """
    duckdb = need("duckdb", extra="analysis", what="a question about a register or a frame")
    here = os.getpid()
    with _making:
        if here not in _databases:  # threads of a database do not survive a fork
            _databases.clear()
            _databases[here] = duckdb.connect(config=_OFFLINE)
        connection = _databases[here].cursor()
    connection.execute("set enable_progress_bar = false")  # nothing may stand between the lines that a user prints
    return connection


def parquet(paths: Any) -> tuple[Any, Any, Foot]:
    """Return a connection, the rows of Parquet files in it, and what their foot tells; nothing is told of several files.

    Args:
        paths: The path of a file or folder, or a list of paths.

    Raises:
        UnreadableInput: There is no such file, or it is no Parquet.
        InvalidValue: It is an address.
        MissingExtra: DuckDB is not installed.
    """
    duckdb = need("duckdb", extra="analysis", what="reading Parquet without loading it")
    connection = duckdb_connection()
    named = [os.fspath(one) for one in ([paths] if isinstance(paths, (str, os.PathLike)) else paths)]
    for name in named:
        if "://" in name:
            raise InvalidValue(f"{shown(name)} is an address; armsdeals opens no connection, so fetch the file first")
    found = [_file_or_folder(connection, name) for name in named]
    try:
        foot = _foot(named[0]) if len(found) == 1 and names_a_file(named[0]) else Foot()
        return connection, connection.read_parquet(found), foot
    except duckdb.Error as error:
        told = ", ".join(map(shown, named))
        texts = next((name for name in named if name.casefold().endswith(_TEXTS)), None)
        hint = f"; read it first, with ad.try_read({shown(texts)}, source=...) or into a frame" if texts else ""
        raise UnreadableInput(f"{told} cannot be read as Parquet: {plain(str(error).splitlines()[0])}{hint}") from error


def _file_or_folder(connection: Any, name: str) -> str:
    """The pattern that finds what a name means, which does not tell a file from a folder or a pattern."""
    if names_a_file(name):
        return glob_of(name)
    for way in (glob_of(name), f"{glob_of(name.rstrip('/'))}/**/*.parquet", name):
        if connection.execute("select 1 from glob(?) limit 1", [way]).fetchall():
            return way
    raise UnreadableInput(f"there is no Parquet file or folder {shown(name)}", code="no-file")


def _foot(path: str) -> Foot:
    if "=" in path:  # a name such as basis=ordered may stand for a column
        return Foot()
    parquet_files = need("pyarrow.parquet", extra="analysis", what="reading Parquet without loading it")
    try:
        told = parquet_files.read_metadata(path)
    except (OSError, ValueError):  # which the engine tells better
        return Foot()
    groups = [told.row_group(place) for place in range(told.num_row_groups)]
    full: set[str] = set()
    alike: dict[str, str] = {}
    for place, name in enumerate(told.schema.names):
        if told.schema.column(place).path != name:  # a part of another column
            continue
        found = [group.column(place).statistics for group in groups]
        if not all(one is not None and one.has_null_count and one.null_count == 0 for one in found):
            continue
        full.add(name)
        if name in SAY_WHAT_COUNTS and all(one.has_min_max for one in found):
            (value, *others) = {_as_text(end) for one in found for end in (one.min, one.max)} or {None}
            if value is not None and not others:
                alike[name] = value
    return Foot(alike, frozenset(full))


def foot_of(table: Any) -> Foot:
    """Return of an Arrow table what the foot of a file would tell."""
    compute = need("pyarrow.compute", extra="analysis", what="an Arrow table")
    full = frozenset(name for name in table.column_names if not table.column(name).null_count)
    alike = {}
    for name in full.intersection(SAY_WHAT_COUNTS) if table.num_rows else ():
        least, most = compute.min_max(table.column(name)).as_py().values()
        if least == most and (text := _as_text(least)) is not None:
            alike[name] = text
    return Foot(alike, full)


def _as_text(value: Any) -> str | None:
    """What the foot tells of a text or a flag, as the engine writes it; of anything else nothing."""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else None


def glob_of(name: str) -> str:
    """Return the pattern that finds this very name.

    >>> glob_of("deals[1].parquet")
    'deals[[]1].parquet'
    """
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
