"""Checking all of a store: every page, every seal, every record, and the index that is made from them.

Left out: what the deals say (`checks`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from armsdeals._shown import plain, shown
from armsdeals.errors import MOST_FAULTS_TOLD, ArmsDealsError, StoreError
from armsdeals.model.party import Party
from armsdeals.register.register import Register
from armsdeals.store.faults import damaged, named, what_of
from armsdeals.store.parties import Told, indexed
from armsdeals.store.record import read_body
from armsdeals.store.rows import body_at, everything
from armsdeals.store.tables import NO_SEAL
from armsdeals.store.version import StoredVersion, StoreHead
from armsdeals.wire.limits import Limits


def check_all(db: sqlite3.Connection, name: str, limits: Limits, noted: StoreHead | None) -> StoreHead:
    """Look at everything in a store, and return its end.

    Args:
        db: The connection, in a transaction.
        name: The file, for messages.
        limits: What a record may be at most.
        noted: An earlier end that must be part of it.

    Raises:
        StoreError: Something is not as it was kept; all that was found is told.
    """
    faults = list(_faults_of_file(db))
    end = StoreHead(0, NO_SEAL)
    seal = ""
    parties: dict[str, tuple[Party, ...] | None] = {}
    try:
        for row in everything(db, name):
            end = StoreHead(row.seq, row.seal)
            if noted is not None and noted.seq == row.seq:
                seal = row.seal
            register, found = _record(db, name, row, limits)
            faults += found
            if row.kind == "deal":
                parties[row.id] = register.deals[0].parties if register else () if row.is_removed else None
        faults += _faults_of_index(db, parties)
    except StoreError as error:
        faults.append(what_of(error, name))
    if faults:
        said = "; ".join(dict.fromkeys(plain(fault, longest=150) for fault in faults[:MOST_FAULTS_TOLD]))
        raise damaged(name, f"{len(faults)} fault{'s' if len(faults) != 1 else ''}: {said}", longest=1_500)
    if noted is not None and noted.seq and seal != noted.seal:
        raise StoreError(f"{named(name)} {_unlike(noted, end)}; take a backup in its place", code="store-damaged")
    return end


def _unlike(noted: StoreHead, end: StoreHead) -> str:
    if noted.seq > end.seq:
        return f"has {end.seq} versions, and {noted.seq} were noted; some were cut off, or it is another store"
    return f"was rewritten: its version {noted.seq} has not the seal that was noted"


def _faults_of_file(db: sqlite3.Connection) -> Iterator[str]:
    for (said,) in db.execute("PRAGMA integrity_check(10)"):
        if said != "ok":
            yield str(said)


def _record(db: sqlite3.Connection, name: str, row: StoredVersion, limits: Limits) -> tuple[Register | None, list[str]]:
    """Return what a version holds, and what is wrong with it."""
    if row.is_removed:
        return None, []
    try:
        register = read_body(body_at(db, name, row), limits)
    except ArmsDealsError as error:
        return None, [what_of(error, name)]
    if register.ids != ((row.id,) if row.kind == "deal" else ()):
        return None, [f"version {row.version} of {shown(row.id)} holds something else"]
    return register, []


def _faults_of_index(db: sqlite3.Connection, parties: Mapping[str, tuple[Party, ...] | None]) -> Iterator[str]:
    """Yield what the index tells otherwise than the deals; of one that cannot be read nothing is said."""
    for key, here in parties.items():
        if here is None:
            continue
        held = indexed(db, key)
        stated = {Told(party.role.value, party.name, party.country.text) for party in here if party.country}
        # Of a party without a country the index tells the state that its name is, which a later release may know better.
        if [one[:2] for one in held] != sorted((party.role.value, party.name) for party in here) or not stated <= set(
            held
        ):
            yield f"the index of parties is wrong about {shown(key)}"
    for (key,) in db.execute("SELECT DISTINCT id FROM parties"):
        if key not in parties:
            yield f"the index of parties tells of {shown(key)}, which is not kept"
