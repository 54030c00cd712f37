r"""Why a file has no head of SIPRI's: what seems to be at fault, in words, for the message that refuses it.

    >>> why_no_head("Recipient,Supplier\n".encode("utf-16"))
    'the file is in UTF-16; save it as UTF-8'
    >>> why_no_head(b"")
    'the file is empty'

Left out: reading such files; a column that was moved or added may stand for another, and is not guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from armsdeals._shown import shown
from armsdeals.sources.sipri import deliveries, register
from armsdeals.sources.sipri.lines import MOST_ABOVE, NAMELESS, Column, cells_of_head, decoded, lines_of

_MARKS = (
    (b"\xff\xfe\0\0", "UTF-32"), (b"\0\0\xfe\xff", "UTF-32"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"),
)  # fmt: skip
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_FEWEST = 5  # names of a layout in a line that was meant as its head
_NULS = 0.2  # share of U+0000 beyond which bytes are text of two or four bytes a letter
_MOST_NAMED = 5


def why_no_head(data: bytes) -> str:
    """Return what seems to keep the head of a file from being known; empty if nobody can tell."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return f"the file is in {encoding}; save it as UTF-8"
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        return "the file is empty"
    if data.count(b"\0") > len(data) * _NULS:
        return "the file seems to be in UTF-16 or UTF-32; save it as UTF-8"
    lines = lines_of(decoded(data)[0])[:MOST_ABOVE]
    for number, line in enumerate(lines, start=1):
        for separator in (",", *_SEPARATORS):
            names = cells_of_head(line if separator == "," else line.replace(separator, ","))
            layout, columns = max(
                ((one.LAYOUT, one.COLUMNS) for one in (register, deliveries)), key=lambda one: _found(names, one[1])
            )
            if _found(names, columns) < _FEWEST:
                continue
            if separator != ",":
                return f"line {number} is parted by {_SEPARATORS[separator]}; save the {layout} with commas"
            return f"line {number} is the head of a {layout} but for this: {_differs(names, columns)}"
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
    if told:
        return "; ".join(told)
    if names and NAMELESS.fullmatch(names[0]):
        return "the first column has no name (an index that pandas wrote?); leave it out"
    order = [names.index(name) for column in columns if not column.is_flag for name in column.names if name in names]
    if order == sorted(order):
        return "a column without a name stands where none is expected"
    first = next(one for one, other in zip(order, sorted(order), strict=True) if one != other)
    return f"the columns are not in the order of the download, from {shown(names[first])} on"
