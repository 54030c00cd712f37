"""A session: the connection behind a store, its turns and transactions, and how records become deals.

Left out: what one can ask of a store (`store`).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from threading import RLock
from typing import Never, Self

from armsdeals._collector import collector_paused
from armsdeals._fields import text_fault
from armsdeals._shown import shown
from armsdeals.errors import ArmsDealsError, InvalidValue, StoreError, UnknownName, UnsupportedVersion, suggestion
from armsdeals.model.deal import Deal
from armsdeals.register.register import Register
from armsdeals.store import rows
from armsdeals.store.faults import damaged, in_our_words, named
from armsdeals.store.record import body_of, read_body
from armsdeals.store.rows import Kept
from armsdeals.store.version import StoredVersion, moment
from armsdeals.wire.limits import Limits

Moment = datetime | date | str
BESIDE = ("beside", "")
_LARGEST = 2**63 - 1  # whole number that SQLite holds
_LONGEST = 10_000  # characters of a name or a note
_IDS = "SELECT DISTINCT id FROM versions WHERE kind = 'deal' LIMIT 10000"


class Session:
    """A connection that threads share by turns, and that no other process uses."""

    def __init__(self, db: sqlite3.Connection, name: str, *, read_only: bool, limits: Limits) -> None:
        self._db = db
        self._name = name
        self._read_only = read_only
        self._limits = limits
        self._lock = RLock()
        self._process = os.getpid()

    def close(self) -> None:
        """Close the store; doing so twice is fine."""
        with self._lock:
            if self._process == os.getpid():  # the connection of a parent is not ours to close
                self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {named(self._name)}{', read-only' if self._read_only else ''}>"

    def __reduce__(self) -> Never:
        raise TypeError("a store is open in one process; hand over its path, and open it anew")

    @contextmanager
    def _turn(self) -> Iterator[sqlite3.Connection]:
        if self._process != os.getpid():
            raise StoreError(
                f"{named(self._name)} was opened by another process; open it anew in this one", code="store-closed"
            )
        with self._lock, in_our_words(self._name):
            yield self._db

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """Hand out the connection while it sees one state of the store, whatever others write."""
        with self._turn() as db:
            db.execute("BEGIN")
            try:
                yield db
            finally:
                _give_up(db)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Hand out the connection for one change, which is kept as a whole or not at all."""
        if self._read_only:
            message = f"{named(self._name)} was opened with read_only=True; open it without to change it"
            raise StoreError(message, code="store-read-only")
        with self._turn() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                _give_up(db)
                raise

    def _get(self, db: sqlite3.Connection, key: str, version: int | None) -> Deal:
        if version is None:
            row = rows.latest(db, self._name, "deal", key)
        else:
            row = rows.numbered(db, self._name, "deal", key, version)
        if row is None or row.is_removed:
            raise self._unknown(db, key, row, version)
        return self._deal(db, row)

    def _deal(self, db: sqlite3.Connection, row: StoredVersion) -> Deal:
        register = self._read(row, rows.body_at(db, self._name, row))
        if register.ids != (row.id,):
            raise damaged(self._name, f"the record of {shown(row.id)} holds something else")
        return register.deals[0]

    def _beside(self, db: sqlite3.Connection, row: StoredVersion | None) -> Register:
        if row is None:
            return Register()
        register = self._read(row, rows.body_at(db, self._name, row))
        if register.deals:
            raise damaged(self._name, "the record of what belongs to no deal holds a deal")
        return register

    def _read(self, row: StoredVersion, body: bytes) -> Register:
        try:
            return read_body(body, self._limits, row.sha256 or "")
        except UnsupportedVersion:
            raise
        except ArmsDealsError as error:
            raise damaged(self._name, f"the record of {shown(row.id)} cannot be read: {error.message}") from error

    def _deals(self, db: sqlite3.Connection, found: Iterable[StoredVersion]) -> list[Deal]:
        with collector_paused():
            return [self._deal(db, row) for row in found if row.kind == "deal" and not row.is_removed]

    def _unknown(
        self, db: sqlite3.Connection, key: str, row: StoredVersion | None, version: int | None = None
    ) -> UnknownName:
        where = named(self._name)
        if row is not None and row.is_removed:
            before = row.version - 1
            return UnknownName(
                f"{shown(key)} was removed from {where} in version {row.version}; version={before} gives what was there"
            )
        last = None if version is None else rows.latest(db, self._name, "deal", key)
        if last is not None:
            return UnknownName(f"{shown(key)} has no version {version} in {where} (expected 1 to {last.version})")
        near = suggestion(key, (row[0] for row in db.execute(_IDS)))
        hint = f"; did you mean {near[0]}?" if near else ""
        return UnknownName(f"no deal is called {shown(key)} in {where}{hint}", suggestions=near)

    def _kept(self, kind: str, key: str, value: Deal | Register | None, by: str, note: str, at: Moment | None) -> Kept:
        body = None if value is None else body_of(value)
        self._limits.check_size(len(body or b""), "json")
        _check_text("by", by)
        _check_text("note", note)
        return Kept(kind, key, body, "" if at is None else moment(at), by, note)


def to_key(id: str) -> str:  # noqa: A002  # as everywhere
    """Return an id to look for.

    Raises:
        UnknownName: No deal can be called so.
    """
    if not isinstance(id, str):
        raise TypeError(f"{shown(id)} is not the id of a deal; write it as text")
    fault = text_fault(id)
    if fault:
        raise UnknownName(f"no deal is called {shown(id)}: it {fault}")
    return id


def to_version(number: int | None) -> int | None:
    """Return the number of a version, or None for any."""
    if number is None:
        return None
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(f"{shown(number)} is not the number of a version; write a whole number")
    if not 0 <= number <= _LARGEST:
        raise InvalidValue(f"{shown(number)} is not the number of a version (expected 1 or more, or 0 for none)")
    return number


def _check_text(name: str, text: str) -> None:
    if not isinstance(text, str):
        raise TypeError(f"{name} wants text, found {shown(text)}")
    fault = text_fault(text)
    if fault:
        raise InvalidValue(f"{shown(text)} {fault}; leave it out", path=(name,))
    if len(text) > _LONGEST:
        raise InvalidValue(f"is too long (expected {_LONGEST:,} characters or less, found {len(text):,})", path=(name,))


def _give_up(db: sqlite3.Connection) -> None:
    """Leave a transaction, if there still is one: SQLite ends it by itself after some errors."""
    if db.in_transaction:
        with suppress(sqlite3.Error):
            db.execute("ROLLBACK")
