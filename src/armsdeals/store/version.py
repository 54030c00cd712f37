"""Versions: who kept what and when, each sealed together with all that was kept before.

The seal of a version is the SHA-256 of the seal before it, a line feed, and its own columns as a JSON list; the seal before
the first is 64 zeros. So a version that was changed, removed or put between others breaks the chain, and whoever noted an
earlier head can tell that nothing before it was touched.

    >>> from armsdeals.store.tables import NO_SEAL
    >>> one = StoredVersion(seq=1, kind="deal", id="demo", version=1, kept_at="2026-11-22T00:00:00.000000Z", kept_by="ada",
    ...                     note="", sha256="5e88", seal="")
    >>> one.sealed_after(NO_SEAL)[:16]
    '528e88aa358d0374'
    >>> one.at, one.is_removed
    (datetime.datetime(2026, 11, 22, 0, 0, tzinfo=datetime.timezone.utc), False)
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from attrs import field, fields, frozen, validators

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.store.record import digest

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z", re.ASCII)


class StoreHead(NamedTuple):
    """The end of a store; noted elsewhere, it shows later that nothing before it was touched (see `Store.verify`).

    Attributes:
        seq: How many versions there are.
        seal: The seal of the last one.
    """

    seq: int
    seal: str


def _is(kind: type) -> Any:
    return field(validator=validators.instance_of(kind))


@frozen(kw_only=True)
class StoredVersion:
    """One version of a deal, without its body.

    Attributes:
        seq: Its place in the store, from 1.
        kind: "deal", or "beside" for what belongs to no deal.
        id: The id of the deal; empty for "beside".
        version: Which version of this id it is, from 1.
        kept_at: When it was kept, in UTC and to the microsecond.
        kept_by: Who kept it; empty if nobody said.
        note: Why; empty if nobody said.
        sha256: Of the bytes of the record; None if the deal was removed.
        seal: The seal over this version and all before it.
    """

    seq: int = _is(int)
    kind: str = _is(str)
    id: str = _is(str)
    version: int = _is(int)
    kept_at: str = _is(str)
    kept_by: str = _is(str)
    note: str = _is(str)
    sha256: str | None = field(validator=validators.optional(validators.instance_of(str)))
    seal: str = _is(str)

    @property
    def at(self) -> datetime:
        """When it was kept."""
        return datetime.fromisoformat(self.kept_at)

    @property
    def is_removed(self) -> bool:
        """Whether this version says that the deal is no longer kept."""
        return self.sha256 is None

    def sealed_after(self, before: str) -> str:
        """Return the seal that this version has behind another one."""
        told = [self.seq, self.kind, self.id, self.version, self.kept_at, self.kept_by, self.note, self.sha256]
        return digest(f"{before}\n{json.dumps(told, ensure_ascii=False, separators=(',', ':'))}".encode())


COLUMNS = tuple(one.name for one in fields(StoredVersion))


def moment(value: datetime | date | str) -> str:
    """Return a time as a store writes it; a day is its first moment in UTC.

    >>> moment("2026-11-22T12:30:00+03:00"), moment("2026-11-22")
    ('2026-11-22T09:30:00.000000Z', '2026-11-22T00:00:00.000000Z')

    Raises:
        InvalidValue: It is no time, or one without a zone.
    """
    if isinstance(value, str):
        told = _parsed(value)
    elif isinstance(value, datetime):
        told = value
    elif isinstance(value, date):
        told = datetime(value.year, value.month, value.day, tzinfo=UTC)
    else:
        raise TypeError(f"{shown(value)} is no time; write a datetime with its zone, or text")
    if told.tzinfo is None:
        raise InvalidValue(
            f"{shown(value)} has no zone; write it in UTC with a Z behind it, or say tzinfo=", path=("at",)
        )
    try:
        return told.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    except OverflowError as error:
        raise InvalidValue(f"{shown(value)} lies beyond the years 1 to 9999", path=("at",)) from error


def _parsed(text: str) -> datetime:
    try:
        if len(text) == len("2026-11-22"):
            day = date.fromisoformat(text)
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise InvalidValue(
            f"{shown(text)} is no time (expected 2026-11-22 or 2026-11-22T10:00:00Z)", path=("at",)
        ) from error


def is_moment(text: str) -> bool:
    """Whether a text is a time as a store writes it."""
    if not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:  # the 30th of February
        return False
    return True
