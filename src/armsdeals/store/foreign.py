"""What lies beside a store and is not its own: the log of another one, or a change that another program did not finish.

SQLite takes any sound log beside a file for the log of that file and carries its pages over; nothing in a log names the file
that it belongs to. The seals do: the file alone ends with some version, and with its own log the versions go on from there,
each sealed behind the one before.

    >>> from armsdeals.store.tables import NO_SEAL, create
    >>> db = sqlite3.connect(":memory:", isolation_level=None)
    >>> create(db)
    >>> end_of_file(db) == StoreHead(0, NO_SEAL)
    True
    >>> refuse_foreign_log(db, "deals.db", StoreHead(5, "5e88"))
    Traceback (most recent call last):
    armsdeals.errors.StoreError: 'deals.db-wal' is of another store or another time: it does not go on from version 5, with which 'deals.db' ends; put it back beside its own store, or move it away to open what the file holds alone
    >>> db.close()

Left out: a log that begins where the file ends, as when a copy of a store was carried on by itself. What comes out is then the
copy as it was put, which only an end that was noted (`Store.verify`) tells from the store.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from armsdeals.errors import StoreError
from armsdeals.store.faults import named
from armsdeals.store.rows import everything
from armsdeals.store.version import StoreHead

_UNDONE = bytes.fromhex(
    "d9d505f920a163d7"
)  # "Database File Format", section 3: with this a journal begins that is to be played back


def end_of_file(db: sqlite3.Connection) -> StoreHead | None:
    """Return the last version of a store that was opened without its log; None if that cannot be told."""
    with suppress(sqlite3.Error, UnicodeDecodeError):
        told = db.execute("SELECT seq, seal FROM head").fetchall()
        if len(told) == 1 and isinstance(told[0][0], int) and isinstance(told[0][1], str):
            return StoreHead(*told[0])
    return None


def refuse_foreign_log(db: sqlite3.Connection, name: str, end: StoreHead) -> None:
    """Refuse a store whose log does not go on from where its file ends.

    Args:
        db: The store with its log.
        name: Its file, for messages.
        end: The last version of the file alone, which was looked at before.

    Raises:
        StoreError: It does not.
    """
    db.execute("BEGIN")  # so that all of it is of one moment, whatever others write
    try:
        for _ in everything(db, name, end):
            pass
    except StoreError as error:
        log = named(f"{name}-wal")
        message = f"{log} is of another store or another time: it does not go on from version {end.seq}, with which {named(name)} ends"
        raise StoreError(
            f"{message}; put it back beside its own store, or move it away to open what the file holds alone",
            code="store-damaged",
        ) from error
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def is_to_be_undone(journal: str) -> bool:
    """Whether a file is the journal of a change that SQLite would undo in whatever file it lies beside."""
    with suppress(OSError), Path(journal).open("rb") as file:
        return file.read(len(_UNDONE)) == _UNDONE
    return False
