r"""Why a file has no head of SIPRI's: what seems to be at fault, in words, for the message that refuses it.

    >>> why_no_head("Recipient,Supplier\n".encode("utf-16-le"))
    'the file seems to be in UTF-16 or UTF-32 without its mark; save it as UTF-8'
    >>> why_no_head(b"")
    'the file is empty'

Left out: reading such files; a column under a new name that was moved as well may be another, and is not guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from armsdeals._shown import shown
from armsdeals.sources.sipri import deliveries, register
from armsdeals.sources.sipri.lines import MOST_ABOVE, NAMELESS, Column, cells_of_head, decoded, lines_of
from armsdeals.sources.sipri.spreadsheets import SEPARATORS
from armsdeals.sources.sipri.tables import is_yearly, what_else

_FEWEST = 5  # names of a layout in a line that was meant as its head
_NULS = 0.2  # share of U+0000 beyond which bytes are text of two or four bytes a letter
_MOST_NAMED = 5


def why_no_head(data: bytes) -> str:
    """Return what seems to keep the head of a file from being known; empty if nobody can tell."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        return "the file is empty"
    if kind := what_else(data):
        return f"the file is {kind}"
    if data.count(b"\0") > len(data) * _NULS:
        return "the file seems to be in UTF-16 or UTF-32 without its mark; save it as UTF-8"
    lines = lines_of(decoded(data)[0])[:MOST_ABOVE]
    for number, line in enumerate(lines, start=1):
        for separator in (",", *SEPARATORS):
            names = cells_of_head(line if separator == "," else line.replace(separator, ","))
            layout, columns = max(
                ((one.LAYOUT, one.COLUMNS) for one in (register, deliveries)), key=lambda one: _found(names, one[1])
            )
            if _found(names, columns) < _FEWEST:
                continue
            return f"line {number} is the head of a {layout} but for this: {_differs(names, columns)}"
    if is_yearly(data):
        return "the file is a table of volumes by year; read it with ad.read_table(path, source='sipri')"
    return ""


def _found(names: Sequence[str], columns: Sequence[Column]) -> int:
    return sum(not column.is_flag and bool({*column.names} & {*names}) for column in columns)


def _differs(names: Sequence[str], columns: Sequence[Column]) -> str:
    """Return how the names of a head differ from a layout."""
    known = {name: column for column in columns for name in column.names}
    missing = [column.names[0] for column in columns if not column.is_flag and not {*column.names} & {*names}]
    unknown = [name for name in names if name not in known and not NAMELESS.fullmatch(name)]
    twice = [name for name, count in Counter(names).items() if count > 1 and name in known]
    told = []
    for what, listed in (("missing", missing), ("unknown", unknown), ("there twice", twice)):
        if listed:
            which = ", ".join(map(shown, listed[:_MOST_NAMED]))
            told.append(
                f"the column{'s' if len(listed) > 1 else ''} {which} {'are' if len(listed) > 1 else 'is'} {what}"
            )
    return "; ".join(told) or "a column without a name stands where none is expected"
