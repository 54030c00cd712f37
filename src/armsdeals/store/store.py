"""Store: deals in one SQLite file, every version of each, with who kept it and when.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, Store.open(f"{folder}/deals.db") as store:
    ...     deal = Deal(id="demo").start_talks(on="2016-11")
    ...     store.put(deal, by="ada", at="2026-11-15")
    ...     store.put(deal.sign(on="2017-09"), by="ben", at="2026-11-22", expected_version=1)
    ...     print(store.get("demo").stage, store.get("demo", version=1).stage)
    ...     [(kept.version, kept.kept_by, kept.at.date().isoformat()) for kept in store.history("demo")]
    1
    2
    SIGNED TALKS
    [(1, 'ada', '2026-11-15'), (2, 'ben', '2026-11-22')]

What `put` returned for is on the disk, whatever happens to the program. Nothing is ever overwritten: a change is a further
version, and so is a removal. What comes out is what went in, by its SHA-256, or a `StoreError` that says what to do.

Several processes may have one store open: readers never wait, writers take turns. Within a process threads take turns as
well; after a fork the child has to open it anew. Left out: stores on network drives, where SQLite's locks do not hold.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Self

from attrs import evolve

from armsdeals._fields import text_fault
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue, StoreError, UnknownName
from armsdeals.model.deal import Deal
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.register.register import Register
from armsdeals.store import rows
from armsdeals.store.beside import is_bare, joined
from armsdeals.store.checking import check_all
from armsdeals.store.faults import in_our_words, named
from armsdeals.store.files import AnyPath, drafted, opened, put_in_place, refuse_stray_log, target_of
from armsdeals.store.parties import Asked, ids_of, index, meant, takes_part
from armsdeals.store.session import BESIDE, Moment, Session, to_key, to_version
from armsdeals.store.version import StoredVersion, StoreHead, moment
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits


class Store(Session):
    """Deals in one file, opened by `Store.open`.

    Every method raises `StoreError` where the file is busy, full, read-only, damaged or closed, and where what is kept is
    not what was put.
    """

    @classmethod
    def open(
        cls, path: AnyPath, *, read_only: bool = False, wait_seconds: float = 10, check: bool = True,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Self:  # fmt: skip
        """Open a store, or make one where there is none.

        Args:
            path: Its file; a link is followed. Beside it SQLite keeps a log, ``-wal``, which belongs to it.
            read_only: Whether it is only read; then it has to be there, and its folder need not be writable.
            wait_seconds: How long a writer waits for its turn.
            check: Whether the pages and indexes of the file are looked at first, which takes about as long as reading
                it. Records are checked whenever they are read; without this, one may be overlooked in a damaged file.
            limits: What a record may be at most.

        Raises:
            StoreError: It is no store, it is damaged or of a newer release, or it cannot be opened.
        """
        if isinstance(wait_seconds, bool) or not isinstance(wait_seconds, (int, float)):
            raise TypeError(f"{shown(wait_seconds)} is no number of seconds")
        if not 0 <= wait_seconds <= 1_000_000:  # noqa: PLR2004  # more than a week is a mistake
            raise InvalidValue(
                f"{wait_seconds} is no time to wait (expected 0 to 1,000,000 seconds)", path=("wait_seconds",)
            )
        db, name = opened(path, read_only=read_only, wait_seconds=wait_seconds, check=check)
        return cls(db, name, read_only=read_only, limits=limits)

    def put(
        self, deal: Deal, *, expected_version: int | None = None, by: str = "", note: str = "", at: Moment | None = None
    ) -> int:
        """Keep a deal, and return the number of this version of it; once that is returned, it is on the disk.

        Args:
            deal: The deal.
            expected_version: The version that it was made from; 0 for a deal that must be new. If the store has another
                one by now, nothing is kept. None keeps it behind whatever is there.
            by: Who keeps it.
            note: Why.
            at: When, if not now by the clock of SQLite; a time without a zone is refused, a day is its beginning in UTC.

        Raises:
            StoreError: The deal is at another version, or the store cannot be written.
            LimitExceeded: The record is larger than the limits.
        """
        if not isinstance(deal, Deal):
            raise TypeError(f"{shown(deal)} is no deal; a register is kept with put_all")
        told = self._kept("deal", deal.id, deal, by, note, at)
        expected = to_version(expected_version)
        with self._writing() as db:
            row = rows.add(db, self._name, told, expected)
            index(db, deal, deal.id)
        return row.version

    def put_all(self, register: Register, *, by: str = "", note: str = "", at: Moment | None = None) -> dict[str, int]:
        """Keep all of a register or nothing of it, and return the version of each deal.

        A deal gets a new version only if it differs from the one that is kept; deals that the register does not have are
        left alone. Of what belongs to no deal, competitions and systems replace those of their id, and events and
        sources are added.

        Args:
            register: The deals, and what stands beside them.
            by: As in `put`.
            note: As in `put`.
            at: As in `put`.

        Raises:
            StoreError: The store cannot be written.
            LimitExceeded: A record is larger than the limits.
        """
        if not isinstance(register, Register):
            raise TypeError(f"{shown(register)} is no register; a deal is kept with put")
        told = [self._kept("deal", deal.id, deal, by, note, at) for deal in register]
        versions = {}
        with self._writing() as db:
            for deal, one in zip(register, told, strict=True):
                versions[deal.id], is_new = rows.add_if_new(db, self._name, one)
                if is_new:
                    index(db, deal, deal.id)
            beside = joined(self._beside(db, rows.latest(db, self._name, *BESIDE)), register)
            if not is_bare(beside):
                rows.add_if_new(db, self._name, self._kept(*BESIDE, beside, by, note, at))
        return versions

    def put_beside(
        self, register: Register, *, expected_version: int | None = None,
        by: str = "", note: str = "", at: Moment | None = None,
    ) -> int:  # fmt: skip
        """Keep the competitions, events, systems and sources of a register in place of those that are kept.

        Its deals are passed over. Arguments and errors are those of `put`.
        """
        if not isinstance(register, Register):
            raise TypeError(f"{shown(register)} is no register; a deal is kept with put")
        told = self._kept(*BESIDE, evolve(register, deals=()), by, note, at)
        expected = to_version(expected_version)
        with self._writing() as db:
            return rows.add(db, self._name, told, expected).version

    def remove(
        self, id: str, *, expected_version: int | None = None, by: str = "", note: str = "", at: Moment | None = None,  # noqa: A002  # as everywhere
    ) -> int:  # fmt: skip
        """Let a deal no longer be there, and return the number of the version that says so; earlier ones stay.

        Raises:
            UnknownName: There is no such deal, or no longer.
            StoreError: As in `put`.
        """
        told = self._kept("deal", to_key(id), None, by, note, at)
        expected = to_version(expected_version)
        with self._writing() as db:
            old = rows.latest(db, self._name, "deal", id)
            if old is None or (old.is_removed and expected in (None, old.version)):
                raise self._unknown(db, id, old)
            row = rows.add(db, self._name, told, expected)
            index(db, None, id)
        return row.version

    def get(self, id: str, *, version: int | None = None) -> Deal:  # noqa: A002  # as everywhere
        """Return a deal as it was put.

        Args:
            id: Its id.
            version: Which version, from 1; the latest if left out.

        Raises:
            UnknownName: There is no such deal or version, or it was removed.
            StoreError: What is kept is not what was put.
        """
        key, number = to_key(id), to_version(version)
        with self._reading() as db:
            return self._get(db, key, number)

    def get_many(self, ids: Iterable[str]) -> Register:
        """Return several deals, in this order.

        Raises:
            UnknownName: One is not there, or was removed.
        """
        if isinstance(ids, str):
            raise TypeError("get_many takes a list of ids; put the id in brackets, or use get")
        keys = [to_key(one) for one in ids]
        with self._reading() as db:
            return Register(self._get(db, key, None) for key in keys)

    def register(self, *, at: Moment | None = None) -> Register:
        """Return all of the store: the latest version of each deal in the order in which they were first put, and the rest.

        Args:
            at: As it was kept by this time; a day is its beginning in UTC.
        """
        by = None if at is None else moment(at)
        with self._reading() as db:
            found = rows.current(db, self._name, by)
            return evolve(self._beside(db, found.get(BESIDE)), deals=self._deals(db, found.values()))

    def beside(self, *, version: int | None = None) -> Register:
        """Return the competitions, events, systems and sources that belong to no deal, as a register without deals.

        Args:
            version: Which version of them, from 1; the latest if left out.

        Raises:
            UnknownName: There is no such version.
        """
        number = to_version(version)
        with self._reading() as db:
            row = (
                rows.latest(db, self._name, *BESIDE)
                if number is None
                else rows.numbered(db, self._name, *BESIDE, number)
            )
            if row is None and number is not None:
                raise UnknownName(f"what belongs to no deal has no version {number} in {named(self._name)}")
            return self._beside(db, row)

    def find(
        self, *, supplier: Asked | None = None, recipient: Asked | None = None, party: Asked | None = None,
        stage: NegotiationStage | str | Iterable[NegotiationStage | str] | None = None, when: str = "possibly",
    ) -> Register:  # fmt: skip
        """Return the deals that fit all that is asked, as they are now, in the order in which they were first put.

        Args:
            supplier: A country by any of its names or codes, or somebody's name; of several any will do. The roles
                SUPPLIER and SUPPLIER_STATE count.
            recipient: The same, for the role RECIPIENT.
            party: The same, for any role.
            stage: Where it stands after everything that is told; of several any will do.
            when: "possibly", or "certainly" to leave out what is open between stages that fit and others.

        Raises:
            UnknownName: A name is no country, and nobody is called so; or there is no such stage.
        """
        sides = {"supplier": supplier, "recipient": recipient, "party": party}
        asked = {side: meant(names) for side, names in sides.items() if names is not None}
        stages = None if stage is None else _stages(stage)
        if when not in ("possibly", "certainly"):
            raise UnknownName(f"{shown(when)} is no way to ask (expected possibly or certainly)", path=("when",))
        with self._reading() as db:
            found: Iterable[Deal]
            if asked:
                keys = set.intersection(*(ids_of(db, side, wanted) for side, wanted in asked.items()))
                found = [self._get(db, key, None) for key in sorted(keys, key=lambda key: rows.first(db, "deal", key))]
            else:
                found = self._deals(db, rows.current(db, self._name).values())
        return Register(
            deal
            for deal in found
            if all(takes_part(deal, side, wanted) for side, wanted in asked.items())
            and (stages is None or (deal.stages <= stages if when == "certainly" else deal.stages & stages))
        )

    def history(self, id: str | None = None) -> tuple[StoredVersion, ...]:  # noqa: A002  # as everywhere
        """Return every version of a deal, oldest first; without an id everything that was ever kept, in that order.

        Raises:
            UnknownName: There never was such a deal.
        """
        with self._reading() as db:
            if id is None:
                return tuple(rows.everything(db, self._name))
            found = rows.history(db, self._name, "deal", to_key(id))
            if not found:
                raise self._unknown(db, id, None)
            return found

    def verify(self, head: StoreHead | None = None) -> StoreHead:
        """Check every page, every version and every seal, and return the end of the store.

        Args:
            head: An end that was noted earlier. If it is not part of the store any more, something was cut off or rewritten,
                which nothing within the file can tell.

        Raises:
            StoreError: Something is not as it was put; the message tells what, and what to do.
        """
        if head is not None and not isinstance(head, StoreHead):
            raise TypeError(f"{shown(head)} is not the head of a store; take it from verify")
        with self._reading() as db:
            return check_all(db, self._name, self._limits, head)

    def backup(self, path: AnyPath) -> StoreHead:
        """Write all of the store to a new file while it is used, check that, and return its end.

        Copying the file by hand may miss what still lies in its log.

        Raises:
            StoreError: Something is there already, the file cannot be written, or what was copied is damaged.
        """
        name, place = target_of(path)
        target = Path(place)
        if os.path.lexists(target):
            message = f"there is something at {named(name)} already; choose another name for the backup"
            raise StoreError(message, code="no-file")
        refuse_stray_log(str(target), name)
        try:
            with drafted(target) as draft:
                with self._turn(), in_our_words(name), closing(sqlite3.connect(draft)) as copy:
                    self._db.backup(copy)
                with type(self).open(draft, read_only=True, limits=self._limits) as copied:
                    head = copied.verify()
                put_in_place(draft, target)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise StoreError(
                f"{named(name)} cannot be written: {reason}; choose another name", code="store-io"
            ) from error
        return head

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the deals that are there now, in the order in which they were first put."""
        with self._reading() as db:
            found = rows.current(db, self._name).values()
        return tuple(row.id for row in found if row.kind == "deal" and not row.is_removed)

    def __contains__(self, id: object) -> bool:  # noqa: A002  # as everywhere
        if not isinstance(id, str) or text_fault(id):
            return False
        with self._reading() as db:
            row = rows.latest(db, self._name, "deal", id)
        return row is not None and not row.is_removed


def _stages(asked: NegotiationStage | str | Iterable[NegotiationStage | str]) -> frozenset[NegotiationStage | None]:
    """Return the stages that are asked for."""
    names = [asked] if isinstance(asked, str) else list(asked)
    return frozenset(NegotiationStage(name) for name in names)
