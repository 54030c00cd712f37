"""The tables of a store, as any program that reads SQLite finds them.

`versions` is the store: rows are only ever added. `head` is the seal of the last one. `parties` is an index of the latest
versions, made from them and never asked alone. The view `deals` is what one would look at first.

    >>> db = sqlite3.connect(":memory:")
    >>> create(db)
    >>> [name for _, name, _ in sorted(schema_of(db))]
    ['parties_by_deal', 'parties_by_name', 'head', 'parties', 'versions', 'deals']
    >>> db.execute("PRAGMA user_version").fetchone()
    (1,)
    >>> db.close()

Left out: what is in a body (`record`), and how the rows are sealed (`version`).
"""

from __future__ import annotations

import sqlite3
from functools import cache

APPLICATION_ID = 0x41524D53  # "ARMS"; tells our files from others
SCHEMA_VERSION = 1
NO_SEAL = "0" * 64  # what stands for the seal before the first

_SCHEMA = (
    """CREATE TABLE versions (
  seq INTEGER PRIMARY KEY,    -- 1, 2, 3 ... in the order of keeping, without gaps
  kind TEXT NOT NULL,         -- 'deal', or 'beside' for what belongs to no deal
  id TEXT NOT NULL,           -- the id of the deal; empty for 'beside'
  version INTEGER NOT NULL,   -- 1, 2, 3 ... of this id
  kept_at TEXT NOT NULL,      -- when, in UTC: 2026-11-22T10:00:00.000000Z
  kept_by TEXT NOT NULL,      -- who kept it; empty if nobody said
  note TEXT NOT NULL,         -- why; empty if nobody said
  sha256 TEXT,                -- of the bytes of the body, in hexadecimal; NULL if removed
  seal TEXT NOT NULL,         -- SHA-256 over the seal before, a line feed, and a JSON list of the columns from seq to sha256
  body TEXT,                  -- a JSON document; NULL says that the deal was removed
  UNIQUE (kind, id, version)
)""",
    """CREATE TABLE head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL,       -- of the last row of versions; 0 before the first
  seal TEXT NOT NULL          -- of the last row of versions
)""",
    """CREATE TABLE parties (
  id TEXT NOT NULL,           -- of a deal, as its latest version tells it
  role TEXT NOT NULL,
  name TEXT NOT NULL,         -- as the sources write it
  country TEXT NOT NULL       -- its English short name; empty if there is none
)""",
    # Each index repeats the whole row, so that a check of the file finds a byte that was changed in either.
    "CREATE INDEX parties_by_deal ON parties (id, role, name, country)",
    "CREATE INDEX parties_by_name ON parties (role, name, country, id)",
    """CREATE VIEW deals AS
  SELECT id, version, kept_at, kept_by, note,
         json_extract(body, '$.deals[0].title') AS title,
         json_extract(body, '$.deals[0]') AS deal
  FROM versions AS this
  WHERE kind = 'deal' AND body IS NOT NULL
    AND version = (SELECT max(version) FROM versions WHERE kind = this.kind AND id = this.id)""",
)


def create(db: sqlite3.Connection) -> None:
    """Make the tables of an empty store."""
    for statement in _SCHEMA:
        db.execute(statement)
    db.execute("INSERT INTO head VALUES (1, 0, ?)", (NO_SEAL,))
    db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")  # a pragma takes no parameters; these are our own numbers
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION:d}")


def schema_of(db: sqlite3.Connection) -> frozenset[tuple[str, str, str]]:
    """Return type, name and text of what is declared in a file; SQLite's own tables and indexes are left out."""
    rows = db.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    )
    return frozenset(rows.fetchall())


@cache
def _expected() -> frozenset[tuple[str, str, str]]:
    db = sqlite3.connect(":memory:")
    try:
        create(db)
        return schema_of(db)
    finally:
        db.close()


def schema_fault(db: sqlite3.Connection) -> str:
    """Say what is not as a store has it; empty if all is.

    Views, tables and indexes that a user added are let be. A trigger is not, since it could change what is written.
    """
    found = schema_of(db)
    missing = sorted(name for _, name, _ in _expected() - found)
    triggers = sorted(name for kind, name, _ in found if kind == "trigger")
    if missing:
        return f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing or changed"
    return f"there is a trigger, {triggers[0]}" if triggers else ""
