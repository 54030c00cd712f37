"""Opening a store: which file a path means, whether it is a store of ours, and a connection to it that loses nothing.

A file that is no store is told from one before anything is written to it. A new store is made beside its place and put
there whole, so that a crash leaves either no store or an empty one.

    >>> opened("", read_only=False, wait_seconds=10, check=True)
    Traceback (most recent call last):
    armsdeals.errors.StoreError: the name of a store is empty; write the path of a file

Files are never opened here but by SQLite, except for the log: closing a file of one's own would drop the locks that
another connection of the same process holds on it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from stat import S_ISREG
from time import sleep

from armsdeals._shown import shown
from armsdeals.errors import StoreError
from armsdeals.store.faults import damaged, in_our_words, named, said_of
from armsdeals.store.foreign import end_of_file, is_to_be_undone, refuse_foreign_log
from armsdeals.store.tables import APPLICATION_ID, SCHEMA_VERSION, create, schema_fault
from armsdeals.store.version import StoreHead
from armsdeals.store.wal import log_fault

AnyPath = str | os.PathLike[str]
_SETTINGS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",  # macOS answers a plain fsync before the disk has written
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",  # a mapped file that is cut while it is read would end the process
)
_LOGS = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file, by its ending
_LOOKS = 3  # at a log that seems broken, since somebody may be writing it just now
_BETWEEN_LOOKS = 0.05  # seconds


def opened(path: AnyPath, *, read_only: bool, wait_seconds: float, check: bool) -> tuple[sqlite3.Connection, str]:
    """Return a connection to a store, and the path of its file; a store that is not there is made.

    Raises:
        StoreError: There is no store, or it cannot be opened, or it is damaged.
    """
    name, target = target_of(path)
    if not _is_there(target, name):
        if read_only:
            raise StoreError(
                f"there is no store {named(name)}; look at the path, or open it to be written", code="no-file"
            )
        _make(target, name)
    refuse_odd_log(target, name)
    with in_our_words(name):
        end = _look(target, name)
        if check:
            _check_log(target, name)
        if not read_only:
            if _has_log(target):
                # SQLite carries a log over into the file when it is closed, so what is wrong has to be found out before.
                _connected(target, name, "mode=ro", wait_seconds, check=check, end=end).close()
                check = False
            return _connected(target, name, "mode=rw", wait_seconds, check=check), name
        try:
            return _connected(target, name, "mode=ro", wait_seconds, check=check, end=end if check else None), name
        except sqlite3.OperationalError as error:
            if said_of(error, name).code not in ("store-closed-to-us", "store-read-only"):
                raise
            if _has_log(target):
                message = f"the last changes of {named(name)} lie in {named(f'{name}-wal')}, which cannot be used in a folder that is not writable; copy both to one that is"
                raise StoreError(message, code="store-read-only") from error
            # No log and no right to make one: nobody can be writing, so the file may be read as it lies there.
            return _connected(target, name, "mode=ro&immutable=1", wait_seconds, check=check), name


def put_in_place(draft: Path, target: Path) -> None:
    """Give a finished file its name, unless something has it.

    Raises:
        FileExistsError: Something has.
    """
    _sync(draft)
    try:
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        target.touch(exist_ok=False)
        draft.replace(target)
    _sync(target.parent)


@contextmanager
def drafted(target: Path) -> Iterator[Path]:
    """Hand out a name beside a file, and take away whatever is there in the end."""
    draft = target.with_name(f".{target.name[:80]}.{token_hex(6)}")
    try:
        yield draft
    finally:
        for left in ("", *_LOGS):
            with suppress(OSError):
                Path(f"{draft}{left}").unlink()


def target_of(path: AnyPath) -> tuple[str, str]:
    """Return a path as it was given, and the file that it means, links followed.

    Raises:
        StoreError: No file can be called so.
    """
    name = os.fspath(path)
    if not isinstance(name, str):
        raise TypeError(f"{shown(path)} is not a path; write it as text")
    if not name:
        raise StoreError("the name of a store is empty; write the path of a file", code="no-file")
    if name == ":memory:":
        raise StoreError(
            "a store is a file, and ':memory:' is none; keep deals in memory in a Register", code="no-file"
        )
    if "\0" in name:
        raise StoreError(f"{named(name)} holds the character U+0000; no file is called so", code="no-file")
    return name, os.path.realpath(name)


def _is_there(target: str, name: str) -> bool:
    try:
        status = os.stat(target)  # noqa: PTH116  # a path may be any text here
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise StoreError(f"{named(name)} cannot be opened: {reason}", code="no-file") from error
    if not S_ISREG(status.st_mode):
        raise StoreError(f"{named(name)} is no regular file; choose another name", code="no-file")
    if not status.st_size:
        message = f"{named(name)} is empty, and a store never is; delete it to begin a new store, or take a backup in its place"
        raise StoreError(message, code="store-damaged")
    return True


def refuse_odd_log(target: str, name: str) -> None:
    """Refuse a place beside which something has the name of a log and is none: a pipe would be waited for, a link written to.

    Raises:
        StoreError: There is something.
    """
    for end in _LOGS:
        with suppress(OSError):
            if not S_ISREG(os.lstat(f"{target}{end}").st_mode):
                message = f"{named(f'{name}{end}')} is no regular file, and no log of a store; take it away"
                raise StoreError(message, code="store-closed-to-us")
    if is_to_be_undone(f"{target}-journal"):
        message = f"{named(f'{name}-journal')} is what another program left of a change, and would be written into the store, which never has one; move it away"
        raise StoreError(message, code="store-damaged")


def refuse_stray_log(target: str, name: str) -> None:
    """Refuse a place beside which the log of another store lies: SQLite would take it for the log of the new file.

    Raises:
        StoreError: There is one.
    """
    refuse_odd_log(target, name)
    if _has_log(target) and not os.path.exists(target):  # noqa: PTH110  # a path may be any text here
        log = named(f"{name}-wal")
        raise StoreError(
            f"{log} lies there without its store; put the store beside it, or move it away", code="store-damaged"
        )


def _make(target: str, name: str) -> None:
    """Make an empty store; if somebody else does so at the same time, theirs is taken."""
    refuse_stray_log(target, name)
    try:
        with drafted(Path(target)) as draft, in_our_words(name):
            with closing(sqlite3.connect(draft, isolation_level=None)) as db:
                db.execute("BEGIN")
                create(db)
                db.execute("COMMIT")
                _use_log(db, name)
            with suppress(FileExistsError):
                put_in_place(draft, Path(target))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoreError(
            f"{named(name)} cannot be made: {reason}; choose another folder", code="store-closed-to-us"
        ) from error


def _look(target: str, name: str) -> StoreHead | None:
    """Refuse what is no store of ours, without touching it; return where the file ends without its log."""
    try:
        with closing(_connection(target, "mode=ro&immutable=1", 0)) as db:
            ((application,),) = db.execute("PRAGMA application_id")
            ((version,),) = db.execute("PRAGMA user_version")
            end = end_of_file(db) if application == APPLICATION_ID else None
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
            message = f"{named(name)} is no store: it does not begin as an SQLite file; choose another name, or take a backup in its place"
            raise StoreError(message, code="store-foreign") from error
        return None  # perhaps somebody is writing just now; whoever opens it properly finds out
    if application != APPLICATION_ID:
        message = f"{named(name)} is an SQLite file of another program; choose another name"
        raise StoreError(message, code="store-foreign")
    if version < 1:
        raise damaged(name, f"it says that it is a store of version {version}, which there never was")
    if version != SCHEMA_VERSION:
        message = f"{named(name)} is a store of version {version}; this armsdeals reads version {SCHEMA_VERSION}; a newer release will read it"
        raise StoreError(message, code="store-version")
    return end


def _connection(target: str, how: str, wait_seconds: float) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{Path(target).as_uri()}?{how}", uri=True, timeout=wait_seconds, isolation_level=None, check_same_thread=False
    )


def _connected(
    target: str, name: str, how: str, wait_seconds: float, *, check: bool, end: StoreHead | None = None
) -> sqlite3.Connection:
    db = _connection(target, how, wait_seconds)
    try:
        for setting in _SETTINGS:
            db.execute(setting)
        if how == "mode=rw":
            _use_log(db, name)
        if end:
            refuse_foreign_log(db, name, end)
        _check_tables(db, name)
        if check:
            check_file(db, name)
    except BaseException:
        db.close()
        raise
    return db


def _check_tables(db: sqlite3.Connection, name: str) -> None:
    fault = schema_fault(db)
    if fault:
        raise damaged(name, f"of its tables {fault}")


def check_file(db: sqlite3.Connection, name: str) -> None:
    """Refuse a file whose pages or indexes are not sound, or that lacks versions; the bodies are checked when they are read.

    Raises:
        StoreError: It is damaged.
    """
    db.execute("BEGIN")
    try:
        told = [row[0] for row in db.execute("PRAGMA integrity_check(3)")]
        if told != ["ok"]:
            raise damaged(name, "; ".join(map(str, told)))
        heads = db.execute("SELECT seq FROM head").fetchall()
        counted = db.execute("SELECT count(*), coalesce(max(seq), 0) FROM versions").fetchone()
        if len(heads) != 1 or counted != heads[0] * 2:
            raise damaged(
                name, f"it has {counted[0]} versions, and its head says {heads[0][0] if heads else 'nothing'}"
            )
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def _use_log(db: sqlite3.Connection, name: str) -> None:
    ((mode,),) = db.execute("PRAGMA journal_mode = WAL")
    if mode != "wal":
        message = f"{named(name)} cannot have a write-ahead log here; keep it on a local disk"
        raise StoreError(message, code="store-closed-to-us")


def _has_log(target: str) -> bool:
    with suppress(OSError):
        return Path(f"{target}-wal").stat().st_size > 0
    return False


def _log_bytes(target: str) -> bytes:
    with suppress(OSError):
        return Path(f"{target}-wal").read_bytes()
    return b""


def _check_log(target: str, name: str) -> None:
    fault = ""
    for look in range(_LOOKS):
        sleep(_BETWEEN_LOOKS if look else 0)
        fault = log_fault(_log_bytes(target))
        if not fault:
            return
    raise damaged(name, f"{fault}, so the last changes are lost (they lie in {named(f'{name}-wal')})")


def _sync(path: Path) -> None:
    """Make what was written last; Windows can neither open folders nor needs it."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
