r"""The fast reader: clean JSON straight into objects, without a tree in between.

It answers only for bytes that are certainly clean. Whatever it is not sure of, a fault or merely an unusual spelling, goes
the careful way, which explains; so both accept the same documents and build equal objects.

    >>> fast_deal(b'{"id":"demo","title":"S-400"}').title
    'S-400'
    >>> fast_deal(b'{"id":"demo","id":"other"}') is None
    True

Deals of one source use few of the fields there are. So after some thousand deals the reader makes structs and builders of
the fields alone that it saw used; they take a quarter less time. A deal with another field is read by those of all fields.

Keys that stand twice are found by writing the struct again: if the bytes are the same nothing was lost. Where they are not,
for blanks between the parts, another order of keys or words that are spelt in another way, the keys are counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import Any

import msgspec
from msgspec import UNSET

from armsdeals.errors import ArmsDealsError
from armsdeals.model.deal import Deal
from armsdeals.plan import plan_of
from armsdeals.register.register import Register
from armsdeals.wire.fast_builders import Builders, Table
from armsdeals.wire.fast_structs import Structs
from armsdeals.wire.fast_usage import Usage
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits
from armsdeals.wire.versions import VERSION

_DEEP_ENOUGH = 24  # no document that fits the classes is nested deeper
_AFTER = 32  # deals that are read carefully in less time than the structs take to make
_OFTEN = 1_024  # deals after which the fields that are used are known
_LEARN_FROM = 128  # the last deals before
_ONE_IN, _MISSES = 10, 200  # at most one deal in ten may use another field, after the first twenty
_UNFIT = re.compile(rb"\\u(?:0000|[dD][89a-fA-F])")  # NUL and halves of surrogate pairs, as escapes
# What a decoder, a leaf or a rule may raise; the careful reader finds out what it was.
NOT_CLEAN = (ArmsDealsError, msgspec.MsgspecError, LookupError, ValueError, TypeError, ArithmeticError, RecursionError)
_BESIDE = {one.name: one.hint.cls for one in plan_of(Register).fields if one.hint.cls is not Deal}
_encode = msgspec.json.Encoder().encode
_encode_into = msgspec.json.Encoder().encode_into


class _Ways:
    """The decoders and builders of all fields, or of those that are used."""

    def __init__(self, usage: Usage | None = None) -> None:
        self._usage = usage
        structs = Structs(used=usage)
        builders = Builders(structs)
        self.decode = msgspec.json.Decoder(structs.with_table(Deal)).decode
        self.decode_document = msgspec.json.Decoder(structs.document()).decode
        (self.build,) = builders.of(Deal)
        self.build_beside = dict(zip(_BESIDE, builders.of(*_BESIDE.values()), strict=True))
        self.build_entry = builders.entry()

    @cached_property
    def remember(self) -> Callable[[bytes], Any]:
        """The decoder whose structs tell what was left out from what was given as it is by default."""
        return msgspec.json.Decoder(Structs(remembers=True, used=self._usage).with_table(Deal)).decode

    def deal(self, data: bytes, shared: Table | None, *, trusted: bool) -> Deal | None:
        """Return the deal; None if a key may stand twice, or a source is not cited. Raises what is not clean."""
        told = self.decode(data)
        if not trusted and (again := _written(told, len(data))) != data and not self._has_single_keys(data, again):
            return None
        if told.evidence is UNSET:
            return self.build(told, Table({}, None, shared))  # type: ignore[no-any-return]
        if shared is not None and not shared.entries.keys().isdisjoint(told.evidence):  # one key for two sources
            return None
        table = Table(told.evidence, self.build_entry, shared)
        made: Deal = self.build(told, table)
        return made if table.is_cited_in_full else None

    def _has_single_keys(self, data: bytes, again: bytearray) -> bool:
        """Whether no key stands twice in bytes of which others were written: for defaults, blanks, escapes, another order."""
        keys = _keys(_compact(data))
        return _keys(again) == keys or _keys(_encode(self.remember(data))) == keys


class FastReader:
    """Reads what is certainly clean.

    Args:
        after: How many deals go the careful way before it is worth while to make structs.
        often: After how many more deals those of the fields that are used are made; of deals that differ much they are
            given up again.
    """

    def __init__(self, after: int = _AFTER, often: int = _OFTEN) -> None:
        self._after, self._often = after, often
        self._usage = Usage()
        self._asked = 0  # deals that were not read by the fields that are used
        self._wanted = often  # how many of them make it worth while to look what is used
        self._used: _Ways | None = None
        self._tried = self._missed = 0  # of these
        self._whole: _Ways | None = None

    def deal(self, data: bytes, limits: Limits = DEFAULT_LIMITS, *, trusted: bool = False) -> Deal | None:
        """Read one deal; None if the bytes are not certainly clean.

        Args:
            data: A line of JSON Lines.
            limits: What a document may be at most.
            trusted: Whether we wrote the bytes, and a checksum says that they are the same; then keys stand once.
        """
        if not is_small(len(data), limits) or (not trusted and _holds_halves(data)):  # we write none
            return None
        used = self._used  # another thread may give it up meanwhile
        if used is not None:
            self._tried += 1
            try:  # not suppress, nor a function for it, which take as long as some objects
                if (made := used.deal(data, None, trusted=trusted)) is not None:
                    return made
            except NOT_CLEAN:
                pass
            self._miss()
        whole = self._with_all(data)
        return None if whole is None else _attempt(whole, data, trusted=trusted)

    def _miss(self) -> None:
        """Give the fields that are used up where too many deals use others."""
        self._missed += 1
        if self._missed * _ONE_IN > self._tried + _MISSES:
            self._used, self._usage = None, Usage()
            self._often *= 4
            self._wanted = self._asked + self._often

    def document(self, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Register | None:
        """Read a document; None if the bytes are not certainly clean."""
        if (whole := self._with_all(data, data.count(b'{"id":'))) is not None and not _holds_halves(data):
            with suppress(*NOT_CLEAN):
                return _document(whole, data.rstrip(b" \t\r\n"), limits)
        return None

    def whole(self) -> _Ways:
        """Return what reads every field there is, made when it is first asked for."""
        if self._whole is None:
            self._whole = _Ways()
        return self._whole

    def _with_all(self, data: bytes, deals: int = 1) -> _Ways | None:
        """Return what reads every field, if by now it is worth while to make it; and learn from some deals."""
        self._asked += deals
        if self._whole is None and self._asked <= self._after:
            return None
        if deals == 1 and self._used is None and self._asked + _LEARN_FROM >= self._wanted:
            with suppress(*NOT_CLEAN, AttributeError):  # another kind of document
                self._usage.note(Deal, msgspec.json.decode(data))
        if self._used is None and self._asked >= self._wanted:
            self._used, self._tried, self._missed = _Ways(self._usage.copy()), 0, 0
        return self.whole()


def _written(told: Any, likely: int) -> bytearray:
    """Return what is written of it, which likely has so many bytes."""
    room = bytearray(likely)  # which need not grow then
    _encode_into(told, room)
    return room


def _attempt(ways: _Ways, data: bytes, shared: Table | None = None, *, trusted: bool) -> Deal | None:
    try:
        return ways.deal(data, shared, trusted=trusted)
    except NOT_CLEAN:
        return None


def _document(ways: _Ways, data: bytes, limits: Limits) -> Register | None:
    told = ways.decode_document(data)
    inside = sum(memoryview(part).nbytes for part in told.deals)
    if told.armsdeals != VERSION or len(told.deals) > limits.items or not is_small(len(data) - inside, limits):
        return None
    if not _has_single_keys(told, data):
        return None
    shared = Table(told.evidence, ways.build_entry)
    deals = []
    for part in map(bytes, told.deals):
        deal = ways.deal(part, shared, trusted=False) if is_small(len(part), limits) else None
        if deal is None:
            return None
        deals.append(deal)
    beside = {
        name: [
            shared[item] if type(item) is str else ways.build_beside[name](item, shared) for item in getattr(told, name)
        ]
        for name in _BESIDE
    }
    register = Register(deals, **beside)
    return register if shared.is_cited_in_full else None


def _has_single_keys(told: Any, data: bytes) -> bool:
    """Whether no key stands twice in a document, its deals left aside."""
    again = _encode(told)
    return again == data or _keys(_compact(again)) == _keys(_compact(data))


def fast_deal(
    data: bytes, limits: Limits = DEFAULT_LIMITS, *, trusted: bool = False, shared: Table | None = None
) -> Deal | None:
    """Read one deal at once, by all fields; None if the bytes are not certainly clean (see `FastReader.deal`).

    Args:
        data: The deal.
        limits: What a document may be at most.
        trusted: Whether keys stand once in it for certain.
        shared: Sources that it may cite beside those of its own table.
    """
    if not is_small(len(data), limits) or _holds_halves(data):
        return None
    return _attempt(READER.whole(), data, shared, trusted=trusted)


def _holds_halves(data: bytes) -> bool:
    """Whether a text may hold NUL or half a surrogate pair."""
    return b"\\" in data and _UNFIT.search(data) is not None


def is_small(size: int, limits: Limits) -> bool:
    """Whether the bytes are so few that no limit on depth, texts and lists can be met."""
    return limits.depth >= _DEEP_ENOUGH and size <= limits.text and size <= limits.items


def _compact(data: bytes) -> bytes:
    return msgspec.json.format(data, indent=-1)


def _keys(compact: bytes | bytearray) -> int:
    r"""Return how many keys stand in JSON without blanks: inside of texts ``":`` stands behind a backslash only."""
    return compact.count(b'":') - (compact.count(b'\\":') if b"\\" in compact else 0)


READER = FastReader()  # what it has learned is kept; it changes the time that reading takes, and nothing else
