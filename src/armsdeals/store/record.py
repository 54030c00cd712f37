r"""Records: what is kept of a deal, as bytes, and read back only if they are the bytes that were kept.

A record is a document of its own, the same bytes that `dumps` gives, without the line feed: it holds every source that it
cites, says its version, and can be copied out of the store by hand and read with `loads`.

    >>> data = body_of(Deal(id="demo", title="S-400"))
    >>> data
    b'{"armsdeals":1,"deals":[{"id":"demo","title":"S-400"}]}'
    >>> read_body(data).ids
    ('demo',)

What belongs to no deal (competitions, events, systems, sources) is one record without deals. Left out: SQL.
"""

from __future__ import annotations

from hashlib import sha256

from armsdeals.errors import InvalidDeals
from armsdeals.formats import json
from armsdeals.model.deal import Deal
from armsdeals.register.register import Register
from armsdeals.wire.fast_reader import READER
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits
from armsdeals.wire.versions import KEY, VERSION

_BEFORE = f'{{"{KEY}":{VERSION},"deals":['.encode()
_BEHIND = b"]}"
_CLEAN: set[str] = set()  # checksums of records that were searched for keys that stand twice
_MOST_CLEAN = 262_144  # of which a process keeps note


def body_of(value: Deal | Register) -> bytes:
    """Return the canonical bytes of a record."""
    register = Register((value,)) if isinstance(value, Deal) else value
    return json.dump(register).rstrip(b"\n")


def read_body(data: bytes, limits: Limits = DEFAULT_LIMITS, sha256: str = "") -> Register:
    """Return what a record holds.

    Args:
        data: The record.
        limits: How much of it is read.
        sha256: Its checksum, if that was found to hold. A checksum alone says nothing about keys that stand twice, for whoever
            made the file made it; but what was read once in this process need not be searched for them again.

    Raises:
        InvalidDeals: Somebody else wrote it, with faults.
        UnreadableInput: It is no JSON.
        UnsupportedVersion: A newer release wrote it.
        LimitExceeded: It is larger or deeper than the limits.
    """
    limits.check_size(len(data), "json")
    if data.startswith(_BEFORE) and data.endswith(_BEHIND):
        deal = READER.deal(data[len(_BEFORE) : -len(_BEHIND)], limits, trusted=sha256 in _CLEAN)
        if deal is not None:
            _note_clean(sha256)
            return Register((deal,))
    register, issues = json.read(data, limits)
    if issues.errors:
        raise InvalidDeals(issues)
    return register


def _note_clean(sha256: str) -> None:
    if sha256:
        if len(_CLEAN) >= _MOST_CLEAN:
            _CLEAN.clear()
        _CLEAN.add(sha256)


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal, as ``sha256sum`` prints it."""
    return sha256(data).hexdigest()
