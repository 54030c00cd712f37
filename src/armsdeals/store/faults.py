"""What SQLite says, in our words: each fault of a store with what to do about it.

    >>> with in_our_words("deals.db"):
    ...     raise sqlite3.DatabaseError("file is not a database")
    Traceback (most recent call last):
    armsdeals.errors.StoreError: 'deals.db' is damaged: file is not a database; take a backup in its place, or get what is sound with Store.open(..., check=False, read_only=True)

Left out: faults of what was asked for, such as an id that is not there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from armsdeals._shown import LONGEST_PATH, plain, shown
from armsdeals.errors import ArmsDealsError, StoreError

_REMEDY = "take a backup in its place, or get what is sound with Store.open(..., check=False, read_only=True)"
# By the primary code of SQLite: our slug, and what is said behind the name of the file.
_SAID = {
    sqlite3.SQLITE_BUSY: ("store-busy", "is being written by somebody else; try again, or give more wait_seconds"),
    sqlite3.SQLITE_LOCKED: ("store-busy", "is being written by somebody else; try again, or give more wait_seconds"),
    sqlite3.SQLITE_FULL: (
        "store-full",
        "cannot grow: there is no room left; nothing was changed; make room and try again",
    ),
    sqlite3.SQLITE_READONLY: (
        "store-read-only",
        "cannot be written; get the right to write the file and its folder, or open it with read_only=True",
    ),
    sqlite3.SQLITE_PERM: ("store-read-only", "cannot be opened; get the right to read and write it"),
    sqlite3.SQLITE_AUTH: ("store-read-only", "cannot be opened; get the right to read and write it"),
    sqlite3.SQLITE_CANTOPEN: (
        "store-closed-to-us",
        "cannot be opened; its folder must be there, and writable unless it is opened with read_only=True",
    ),
    sqlite3.SQLITE_IOERR: (
        "store-io",
        "could not be read or written by the system; nothing was changed; look at the disk and its limits, then try again",
    ),
    sqlite3.SQLITE_INTERRUPT: ("store-io", "was interrupted; nothing was changed; try again"),
    sqlite3.SQLITE_NOLFS: ("store-full", "is larger than the system allows; move it to another disk"),
}
_PRIMARY = 0xFF  # the lower byte of an extended code of SQLite


def named(name: str) -> str:
    """Return the name of a file for a message, whole, since a user must be able to copy it."""
    return shown(name, longest=LONGEST_PATH)


def damaged(name: str, what: str, *, longest: int = 300) -> StoreError:
    """Return the error for a store that is not what was written."""
    return StoreError(f"{named(name)} is damaged: {plain(what, longest=longest)}; {_REMEDY}", code="store-damaged")


def what_of(error: ArmsDealsError, name: str) -> str:
    """Return what an error says without the name of the file and the remedy, to be told among others."""
    return error.message.removeprefix(f"{named(name)} is damaged: ").removesuffix(f"; {_REMEDY}")


def said_of(error: sqlite3.Error, name: str) -> StoreError:
    """Return what an error of SQLite means for a user; what is not known is damage."""
    if isinstance(error, sqlite3.ProgrammingError):
        return StoreError(f"{named(name)} was closed; open it anew with Store.open", code="store-closed")
    code, words = _SAID.get(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & _PRIMARY, ("", ""))
    return StoreError(f"{named(name)} {words}", code=code) if code else damaged(name, str(error))


@contextmanager
def in_our_words(name: str) -> Iterator[None]:
    """Let no error of SQLite out but as a `StoreError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise said_of(error, name) from error
    except UnicodeDecodeError as error:  # SQLite names in its message what was changed, and Python cannot decode that
        raise damaged(name, "a text in it is not UTF-8") from error
