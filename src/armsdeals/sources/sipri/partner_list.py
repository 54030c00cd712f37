r"""SIPRI: the deals of one exporter as a JSON list of about 2014, each with the partner and its part in the deal.

The key ``supplier`` holds the *partner* and never the exporter: a recipient where ``sup_type`` is R, a producer under licence
where it is L. Nothing in the file names the exporter, so the name of the file has to: of ``germany_2014.json`` it is Germany.
Numbers and years in brackets are estimates, `x` is a number nobody knows, `1985-2004` is from first to last.

    >>> data = b'''[{"supplier": "Norway", "sup_type": "L", "weapon_nr": "8", "weapon_nr_txt": "(8)", "order_year": "2004",
    ... "weapon_designation": "Drone-5", "weapon_description": "UAV", "deliver_year": "2005-2007", "nr_delivered": "6",
    ... "comments": "For patrols"}]'''
    >>> (deal,) = read(data, name="lists/sweden_2014.json").register
    >>> [party.name for party in deal.parties], str(deal.ordered("1")), str(deal.lines[0].production[0].value)
    (['Sweden', 'Norway'], '~8', 'LICENCE_PRODUCTION')
    >>> reading = read(data)
    >>> str(reading.register.deals[0].suppliers[0].kind), [issue.code for issue in reading.issues]
    ('UNKNOWN_SUPPLIER', ['exporter-not-told'])

The lines that are counted are the objects of the list. What it leaves out: volumes, the status (kept only where the comment
states it), ids, the day of printing and the window of years. Terms: see `armsdeals.sources.sipri.source`.
"""

from __future__ import annotations

import json
import re
from json import JSONDecodeError
from typing import Any

from armsdeals._fields import text_fault
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue, LimitExceeded, UnreadableInput
from armsdeals.issues import Issues
from armsdeals.model.event import Bound
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.sources._base import Progress
from armsdeals.sources.account import Account
from armsdeals.sources.sipri.lines import LONGEST_TEXT, decoded
from armsdeals.sources.sipri.older_rows import Cell, Maker, Row
from armsdeals.sources.sipri.preamble import evidence_of, vintage_of
from armsdeals.values.country import Country
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

LAYOUT = "partner list"
_NEEDED = ("supplier", "sup_type", "weapon_designation")
_PARTS = {"R": False, "L": True}
_UNKNOWN = "unknown supplier(s)"
_BEGINS = re.compile(r"\s*\[\s*\{\s*\"")
_BLANK = re.compile(r"\s*")


def knows(head: bytes) -> bool:
    """Whether a file begins as such a list does."""
    text = decoded(head)[0].removeprefix("\ufeff")
    return _BEGINS.match(text) is not None and all(f'"{key}"' in text for key in _NEEDED)


def read(data: bytes, *, name: str = "", limits: Limits = DEFAULT_LIMITS, progress: Progress | None = None) -> Reading:
    """Read a list of the partners of one exporter, whom the name of the file tells (see `Reader`); a line is an object."""
    objects = _objects(decoded(data)[0].removeprefix("\ufeff"), limits)
    account = Account(name=name)
    maker = Maker(evidence_of(vintage := vintage_of((), layout=LAYOUT)), account, partly=Bound.AT_LEAST)
    exporter = exporter_in(name)
    if not exporter:
        message = "nothing tells whose exports these are, since the key supplier holds the partner"
        hint = "begin the name of the file with that of the exporter, as in germany_2014.json"
        account.note(1, None, "exporter-not-told", message, hint=hint, what="supplier")
    used = 0
    for row, (line, told) in enumerate(objects, start=1):
        try:
            made = _row(line, row, exporter or _UNKNOWN, told)
        except InvalidValue as error:
            account.refuse_for(line, row, error)
            continue
        used += maker.add(made)
    if progress is not None:
        progress(len(objects), len(objects))
    return Reading(
        register=Register(maker.deals, sources=maker.parts.evidence), issues=Issues(account.issues), name=name,
        vintage=vintage, counts=account.counts(used),
    )  # fmt: skip


def exporter_in(name: str) -> str:
    """Return the country whose name begins that of a file; empty if none does.

    >>> exporter_in("data/south-korea_2014.json"), exporter_in("GermanArmsTransfers.json"), exporter_in("list.json")
    ('South Korea', '', '')
    """
    file = re.split(r"[\\/]", name)[-1].rpartition(".")[0] or name
    words = re.findall(r"[^\W\d_]+", file)
    for count in range(min(len(words), 5), 0, -1):
        if country := Country.parse(" ".join(words[:count]).title()):
            return country.name
    return ""


def _objects(text: str, limits: Limits) -> list[tuple[int, Any]]:
    """Return the objects of a list, each with the number of the line in which it begins.

    Raises:
        UnreadableInput: The text is no JSON list.
        LimitExceeded: It is too long.
    """
    decoder = json.JSONDecoder(parse_constant=_refused)
    found: list[tuple[int, Any]] = []
    place, line = _BLANK.match(text).end(), 1  # type: ignore[union-attr]  # it fits nothing as well
    if text[place : place + 1] != "[":
        raise UnreadableInput("this is no JSON list (expected [ at its beginning)", line=1)
    begun = place = _BLANK.match(text, place + 1).end()  # type: ignore[union-attr]
    line += text.count("\n", 0, begun)
    while text[place:].strip() != "]" or found:
        try:
            told, end = decoder.raw_decode(text, place)
        except JSONDecodeError as error:
            raise UnreadableInput(f"this is no JSON list: {error.msg}", line=error.lineno, column=error.colno) from None
        except (RecursionError, ValueError):
            raise UnreadableInput("this is no JSON list of plain objects", line=line) from None
        found.append((line, told))
        if len(found) > limits.items:
            raise LimitExceeded(f"the list has more than {limits.items:,} objects (see Limits.items)", line=line)
        after = _BLANK.match(text, end).end()  # type: ignore[union-attr]
        if text[after:].strip() == "]":
            break
        if text[after : after + 1] != ",":
            raise UnreadableInput(
                "this is no JSON list: a comma or ] is missing", line=line + text.count("\n", place, after)
            )
        following = _BLANK.match(text, after + 1).end()  # type: ignore[union-attr]
        line += text.count("\n", place, following)
        place = following
    return found


def _refused(word: str) -> Any:
    raise ValueError(word)


def _row(line: int, row: int, exporter: str, told: Any) -> Row:
    if not isinstance(told, dict):
        raise InvalidValue(f"{shown(told)} is no object with keys")
    cells = {str(key): _text(value, str(key)) for key, value in told.items()}
    part = cells.get("sup_type", "").upper()
    if part not in _PARTS:
        raise InvalidValue(f"{shown(part)} is no part in a deal (expected R or L)", path=("sup_type",))
    return Row(
        line=line, row=row, supplier=exporter, recipient=cells.get("supplier", ""),
        ordered=Cell(cells.get("weapon_nr_txt", "") or cells.get("weapon_nr", "")),
        designation=cells.get("weapon_designation", ""), description=cells.get("weapon_description", ""),
        order_year=Cell(cells.get("order_year", "")), years=Cell(cells.get("deliver_year", "")),
        delivered=Cell(cells.get("nr_delivered", "")), comment=cells.get("comments", ""), is_licence=_PARTS[part],
    )  # fmt: skip


def _text(value: Any, key: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        if (fault := text_fault(value)) or len(value) > LONGEST_TEXT:
            raise InvalidValue(fault or f"has more than {LONGEST_TEXT:,} characters", path=(key,))
        return value.strip()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise InvalidValue(f"{shown(value)} is no text", path=(key,))
