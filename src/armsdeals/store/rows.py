"""Rows: versions as they lie in the tables, checked on the way out and sealed on the way in.

A row is handed out only if its seal fits it and the row before it, and a body only if its SHA-256 is the one that was
sealed. Whoever asks stands inside a transaction.

    >>> from armsdeals.store.tables import create
    >>> db = sqlite3.connect(":memory:")
    >>> create(db)
    >>> add(db, "demo.db", Kept("deal", "demo", b'{"armsdeals":1,"deals":[{"id":"demo"}]}', "2026-11-22T00:00:00.000000Z")).version
    1
    >>> latest(db, "demo.db", "deal", "demo").seq, body_at(db, "demo.db", latest(db, "demo.db", "deal", "demo"))[:14]
    (1, b'{"armsdeals":1')
    >>> db.close()

Left out: transactions, and what the bodies mean.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from armsdeals._shown import shown
from armsdeals.errors import StoreError
from armsdeals.store.faults import damaged, named
from armsdeals.store.record import digest
from armsdeals.store.tables import NO_SEAL
from armsdeals.store.version import COLUMNS, StoredVersion, StoreHead, is_moment

_BEGIN = StoreHead(0, NO_SEAL)
_KINDS = ("deal", "beside")
_ROW = f"SELECT {', '.join(COLUMNS)} FROM versions"  # noqa: S608  # our own names
_ONE = f"{_ROW} WHERE kind = ? AND id = ? AND version = ?"
_HISTORY = f"{_ROW} WHERE kind = ? AND id = ? ORDER BY version"
_BEFORE = "SELECT seal FROM versions WHERE seq = ?"
_BODY = "SELECT CAST(body AS BLOB) FROM versions WHERE seq = ?"
_LATEST = f"{_ROW} WHERE kind = ? AND id = ? ORDER BY version DESC LIMIT 1"
_FIRST = "SELECT min(seq) FROM versions WHERE kind = ? AND id = ?"


class Kept(NamedTuple):
    """What is about to be kept.

    Attributes:
        kind: "deal" or "beside".
        id: The id of the deal.
        body: The bytes of its record; None removes it.
        at: When, as a store writes it; empty asks SQLite's clock.
        by: Who keeps it.
        note: Why.
    """

    kind: str
    id: str
    body: bytes | None
    at: str = ""
    by: str = ""
    note: str = ""


def head(db: sqlite3.Connection, name: str) -> StoreHead:
    """Return the end of the store, which the last row has to agree with."""
    told = db.execute("SELECT seq, seal FROM head").fetchall()
    last = db.execute("SELECT seq, seal FROM versions ORDER BY seq DESC LIMIT 1").fetchall() or [(0, NO_SEAL)]
    if told != last:
        raise damaged(name, "its last version is not the one that its head names")
    return StoreHead(*last[0])


def latest(db: sqlite3.Connection, name: str, kind: str, key: str) -> StoredVersion | None:
    """Return the latest version of an id; None if it was never kept."""
    row = db.execute(_LATEST, (kind, key)).fetchone()
    return None if row is None else _sound(db, name, row, kind, key)


def numbered(db: sqlite3.Connection, name: str, kind: str, key: str, version: int) -> StoredVersion | None:
    """Return one version of an id; None if there is none of that number."""
    row = db.execute(_ONE, (kind, key, version)).fetchone()
    return None if row is None else _sound(db, name, row, kind, key)


def history(db: sqlite3.Connection, name: str, kind: str, key: str) -> tuple[StoredVersion, ...]:
    """Return every version of an id, oldest first."""
    rows = [_sound(db, name, row, kind, key) for row in db.execute(_HISTORY, (kind, key)).fetchall()]
    if [row.version for row in rows] != list(range(1, len(rows) + 1)):
        raise damaged(name, f"versions of {shown(key)} are missing")
    return tuple(rows)


def everything(db: sqlite3.Connection, name: str, behind: StoreHead = _BEGIN) -> Iterator[StoredVersion]:
    """Yield all versions in the order of keeping, each checked against the one before; or those behind one of them."""
    place, before = behind
    for row in db.execute(f"{_ROW} WHERE seq > ? ORDER BY seq", (place,)):
        one = _typed(name, row)
        place += 1
        if one.seq != place or one.sealed_after(before) != one.seal:
            raise damaged(name, f"its version {place} is not the one that was kept")
        before = one.seal
        yield one
    if StoreHead(place, before) != head(db, name):
        raise damaged(name, "its last version is not the one that its head names")


def current(db: sqlite3.Connection, name: str, by: str | None = None) -> dict[tuple[str, str], StoredVersion]:
    """Return the latest version of each kind and id by a time, in the order in which they were first kept.

    All rows are walked through, so that neither a time nor an id that was altered can hide one.
    """
    return {(row.kind, row.id): row for row in everything(db, name) if by is None or row.kept_at <= by}


def first(db: sqlite3.Connection, kind: str, key: str) -> int:
    """Return the place in the store of the first version of an id."""
    ((seq,),) = db.execute(_FIRST, (kind, key))
    return int(seq)


def body_at(db: sqlite3.Connection, name: str, row: StoredVersion) -> bytes:
    """Return the bytes of a version that is not a removal."""
    ((body,),) = db.execute(_BODY, (row.seq,)).fetchall() or ((None,),)
    return _checked(name, row, body)


def clock(db: sqlite3.Connection) -> str:
    """Return the time by the clock of SQLite, in UTC; to the millisecond, which is what it tells."""
    ((now,),) = db.execute("SELECT strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')")
    return str(now)


def add(db: sqlite3.Connection, name: str, kept: Kept, expected: int | None = None) -> StoredVersion:
    """Add a version, seal it, and let the head follow.

    Args:
        db: The connection, in a transaction that may write.
        name: The file, for messages.
        kept: What to keep.
        expected: The version that it replaces; 0 if the id must be new; None takes any.

    Raises:
        StoreError: The id is at another version.
    """
    end = head(db, name)
    old = latest(db, name, kept.kind, kept.id)
    held = 0 if old is None else old.version
    if expected is not None and expected != held:
        raise _conflict(name, kept.id, held, expected)
    sha256 = None if kept.body is None else digest(kept.body)
    at = kept.at or clock(db)
    row = StoredVersion(
        seq=end.seq + 1, kind=kept.kind, id=kept.id, version=held + 1, kept_at=at, kept_by=kept.by, note=kept.note,
        sha256=sha256, seal="",
    )  # fmt: skip
    seal = row.sealed_after(end.seal)
    told: list[Any] = [getattr(row, column) for column in COLUMNS[:-1]]
    body = None if kept.body is None else kept.body.decode()
    db.execute("INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*told, seal, body))
    db.execute("UPDATE head SET seq = ?, seal = ?", (row.seq, seal))
    return row


def add_if_new(db: sqlite3.Connection, name: str, kept: Kept) -> tuple[int, bool]:
    """Add a version if it differs from the one that is there; return its number, and whether it was added."""
    old = latest(db, name, kept.kind, kept.id)
    if old is not None and kept.body is not None and old.sha256 == digest(kept.body):
        return old.version, False
    return add(db, name, kept).version, True


def _conflict(name: str, key: str, held: int, expected: int) -> StoreError:
    what = shown(key) if key else "what belongs to no deal"
    found = f"is at version {held}" if held else "is not there yet"
    wanted = f"version {expected}" if expected else "a new id"
    message = (
        f"{what} {found} in {named(name)}, and {wanted} was expected; get it anew, make your change again, and put that"
    )
    return StoreError(message, code="version-conflict")


def _sound(db: sqlite3.Connection, name: str, row: Sequence[Any], kind: str, key: str) -> StoredVersion:
    """Check one row by its seal, for which the row before it is asked."""
    one = _typed(name, row)
    if (one.kind, one.id) != (kind, key):
        raise damaged(name, f"a version of {shown(key)} is not found under that id")
    before = NO_SEAL if one.seq == 1 else next((found for (found,) in db.execute(_BEFORE, (one.seq - 1,))), None)
    _check_seal(name, one, before)
    return one


def _check_seal(name: str, one: StoredVersion, before: object) -> None:
    if not isinstance(before, str) or one.sealed_after(before) != one.seal:
        raise damaged(name, f"version {one.version} of {shown(one.id)} is not the one that was kept")


def _checked(name: str, row: StoredVersion, body: object) -> bytes:
    if not isinstance(body, bytes) or digest(body) != row.sha256:
        raise damaged(name, f"the record of {shown(row.id)}, version {row.version}, is not the one that was kept")
    return body


def _typed(name: str, row: Sequence[Any]) -> StoredVersion:
    try:
        one = StoredVersion(**dict(zip(COLUMNS, row, strict=True)))
    except TypeError as error:
        raise damaged(name, "a column holds something of another kind") from error
    if one.kind not in _KINDS or not is_moment(one.kept_at):
        raise damaged(name, "a column holds what a store never writes")
    return one
