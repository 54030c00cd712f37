r"""From the bytes of a file to its lines, its head and what stands above it.

Files come as the site gives them and as spreadsheets leave them: in UTF-8, the Windows code page 1252, or in UTF-16 with its
mark, with line ends of every kind, parted by commas, semicolons, tabs or bars, with semicolons stuck to each line, and with any
number of lines above the head, which is found by what it says. Its columns stand in the order of the download, where one or
two may have new names; in another order, or with more columns between them, each must have a name that is known.

    >>> text, odd = decoded(b"a\xe9\r\nb\rc\n")
    >>> lines_of(text), odd
    (['aé', 'b', 'c'], {})
    >>> decoded("Türkiye\n".encode() + b"\xff")[1]
    {2: 'is not UTF-8 as the rest is; its bytes were read as code page 1252'}

Left out: UTF-16 without a mark at its beginning, and the code pages of other systems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.errors import LimitExceeded, UnreadableInput
from armsdeals.issues import Issue, Severity
from armsdeals.sources.sipri.na_cells import without_na
from armsdeals.sources.sipri.spreadsheets import SEPARATORS, in_commas, plain_figures
from armsdeals.wire.limits import Limits

NOBODY_SAYS = "nobody says"  # stands for the cell of a flag in files that lack its column
LONGEST_TEXT = 1_000_000  # characters, as of the fields that hold comments
MOST_ABOVE = 200  # lines in which the head is looked for
_FEWEST_FOUND = 0.75  # share of the names of a head that must be known, since columns are renamed at times
_MARK = b"\xef\xbb\xbf"
_WIDE = (
    (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_ASCII = bytes(range(128))
# As spreadsheets, pandas, polars, DuckDB and R call a blank name; R has "X." and "X..1", "...4", "x4" and "x_2".
NAMELESS = re.compile(r"(?:unnamed: ?\d+|[?.]\d*|\.?\d*|x\.?|x_?\d+)(?:\.\d+)?|\.{3}\d+|_duplicated_\d+|column_?\d+")
_JOINTS = re.compile(
    r"[\s._()]+"
)  # between the words of a name, in place of which R writes dots and others underscores
_OF_A_FLAG = re.compile(r"(?:.* )?(?:is )?(?:uncertain|estimate|estimated|flag)")


class Column(NamedTuple):
    """One column of a layout.

    Attributes:
        names: By which names it goes, in lower case; the first is the usual one.
        is_flag: Whether it tells if the column before it is an estimate; such a column may be missing.
        is_figure: Whether it holds figures.
    """

    names: tuple[str, ...]
    is_flag: bool = False
    is_figure: bool = False


@frozen(kw_only=True, repr=False)
class Sheet:
    """A file whose head was found.

    Attributes:
        lines: All of its lines.
        head: The place of the head among them, from 0.
        width: How many columns the file has.
        order: The place of each column of the layout in the file, -1 for a flag that is missing; None if all are in order.
        is_stuck: Whether semicolons are stuck to the ends of lines.
        holds_nul: Whether U+0000 stands somewhere, which no text of ours may hold.
        issues: What is odd about the file as a whole.
    """

    lines: list[str]
    head: int
    width: int
    order: tuple[int, ...] | None
    is_stuck: bool
    holds_nul: bool
    issues: tuple[Issue, ...]

    __repr__ = short_repr

    @property
    def above(self) -> tuple[str, ...]:
        """What stands above the head, without what a spreadsheet added."""
        return tuple(line.rstrip(" ,;") for line in self.lines[: self.head])


def decoded(data: bytes) -> tuple[str, dict[int, str]]:
    """Return the text of bytes, and by their numbers the lines that could not be read as the others."""
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), {}
    is_marked = data.startswith(_MARK)
    body = data.removeprefix(_MARK)
    try:
        return body.decode("utf-8"), {}
    except UnicodeDecodeError:
        pass
    if is_marked or _is_mostly_utf8(body):
        return _line_by_line(body, is_utf8=True)
    if body.decode("utf-8", "ignore").isascii():  # no letter of UTF-8 is in it
        try:
            return body.decode("cp1252"), {}
        except UnicodeDecodeError:
            pass
    return _line_by_line(body, is_utf8=False)


def _is_mostly_utf8(body: bytes) -> bool:
    """Whether the bytes beyond ASCII are letters of UTF-8 for the most part; such a letter takes two bytes or more."""
    beyond = len(body.translate(None, _ASCII))
    misfit = body.decode("utf-8", "replace").count("\ufffd")
    return 0 < misfit <= (beyond - misfit) // 2


def _line_by_line(body: bytes, *, is_utf8: bool) -> tuple[str, dict[int, str]]:
    """Return a text of which some lines are not as the others, such as two files in one, and those lines."""
    out, odd = [], {}
    for number, line in enumerate(body.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"), start=1):
        try:
            told = line.decode("utf-8")
            if not is_utf8 and not told.isascii():
                odd[number] = "is UTF-8, which the rest is not; it was read as UTF-8"
        except UnicodeDecodeError:
            told = line.decode("cp1252", "replace")
            if is_utf8:
                odd[number] = "is not UTF-8 as the rest is; its bytes were read as code page 1252"
            elif "\ufffd" in told:
                odd[number] = "holds bytes that code page 1252 does not know; they are lost"
        out.append(told)
    return "\n".join(out), odd


def lines_of(text: str) -> list[str]:
    """Return the lines of a text; only line feeds and carriage returns end one."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def sheet_of(data: bytes, columns: Sequence[Column], limits: Limits) -> Sheet:
    """Return the lines of a file and where its head is.

    Raises:
        UnreadableInput: It has no head of these columns.
        LimitExceeded: It has too many lines, or one that is too long.
    """
    text, odd = decoded(data)
    lines = lines_of(text)
    if len(lines) > limits.items:
        raise LimitExceeded(f"the file has {len(lines):,} lines (expected {limits.items:,} or less; see Limits.items)")
    most = min(limits.text, LONGEST_TEXT)
    if lines and (longest := max(map(len, lines))) > most:
        raise LimitExceeded(
            f"a line has {longest:,} characters (expected {most:,} or less; see Limits.text)",
            line=next(number for number, line in enumerate(lines, start=1) if len(line) > most),
        )
    found = _found(lines, columns)
    if found is None:
        raise UnreadableInput(f"no head with {columns[0].names[0]!r} and {columns[1].names[0]!r} was found", line=1)
    place, order, separator = found
    if is_parted := separator != ",":
        width = lines[place].count(separator) + 1
        lines = [*lines[:place], *in_commas(lines[place:], separator, width=width)]
    head = lines[place]
    issues = [_noted(number, "odd-bytes", f"the line {wrong}", Severity.WARNING) for number, wrong in odd.items()]
    if "\ufffd" in text and not odd:
        number = next(number for number, line in enumerate(lines, start=1) if "\ufffd" in line)
        message = "from here on letters are missing that somebody who saved the file before had lost"
        issues.append(_noted(number, "lost-letters", message, Severity.INFO))
    if is_parted:
        message = (
            f"its cells are parted by {SEPARATORS[separator]}; cells with a comma are read as if they stood in quotes"
        )
        issues.append(_noted(place + 1, "semicolons", message, Severity.INFO))
    if is_parted or '"' in text:
        figures = {at for column, at in zip(columns, order, strict=True) if column.is_figure}
        issues += plain_figures(lines, place, figures, is_parted=is_parted)
    if "NA" in text:
        sure = {at for column, at in zip(columns, order, strict=True) if column.is_figure or column.is_flag}
        issues += without_na(lines, place, sure - {-1})
    names = _names_of(head, columns)
    issues += _of_columns(names, order, columns, place + 1)
    in_order = order == tuple(range(len(names)))
    return Sheet(
        lines=lines, head=place, width=len(names), order=None if in_order else order, is_stuck=head.rstrip().endswith(";"),
        holds_nul="\0" in text, issues=tuple(issues),
    )  # fmt: skip


def _of_columns(names: Sequence[str], order: Sequence[int], columns: Sequence[Column], line: int) -> Iterator[Issue]:
    """Yield what is odd about the columns: flags that are missing, names that are new, columns of somebody else's."""
    for column, at in zip(columns, order, strict=True):
        if at < 0:
            what = "which of these figures are estimates" if "estimate" in column.names[0] else "of any row"
            message = f"the column {column.names[0]!r} is missing, so nobody says {what}"
            yield _noted(line, "no-flags", message, Severity.WARNING)
        elif not column.is_flag and names[at] not in column.names:
            message = f"the column {column.names[0]!r} is called {names[at]!r} here"
            yield _noted(line, "renamed-column", message, Severity.INFO)
    for at in sorted({*range(len(names))} - {*order}):
        what = shown(names[at]) if names[at] else f"{at + 1}, which has no name,"
        message = f"the column {what} is not known here and was left out"
        yield _noted(line, "unknown-column", message, Severity.INFO)


def has_head(data: bytes, columns: Sequence[Column]) -> bool:
    """Whether a file begins with a head of these columns, whatever parts them."""
    return _found(lines_of(decoded(data)[0]), columns) is not None


def _found(lines: Sequence[str], columns: Sequence[Column]) -> tuple[int, tuple[int, ...], str] | None:
    """Return the place of the head, the place of each column in it, and what parts them; None if there is no head."""
    if found := head_of(lines, columns):
        return *found, ","
    for separator in SEPARATORS:
        above = [told for line in lines[:MOST_ABOVE] for told in in_commas([line], separator)]
        if found := head_of(above, columns):
            return *found, separator
    return None


def head_of(lines: Sequence[str], columns: Sequence[Column]) -> tuple[int, tuple[int, ...]] | None:
    """Return the place of the head, and the place of each column in it; None if there is no head."""
    for place, line in enumerate(lines[:MOST_ABOVE]):
        folded = _JOINTS.sub(" ", line.casefold())
        if any(name in folded for name in columns[0].names):
            names = _names_of(line, columns)
            if (order := _matched(names, columns)) or (order := _by_name(names, columns)):
                return place, order
    return None


def cells_of_head(line: str) -> list[str]:
    """Return the names of a head, in lower case and without what spreadsheets add."""
    stripped = line.lstrip("\ufeff").rstrip(" ;\t")
    names = [" ".join(cell.strip(' "\t;').casefold().split()) for cell in stripped.split(",")]
    while names and not names[-1]:
        names.pop()
    return names


def _names_of(line: str, columns: Sequence[Column]) -> list[str]:
    """Return the names of a head, of which those that are known but for dots and underscores are spelt as usual."""
    usual = {_JOINTS.sub(" ", name).strip(): name for column in columns for name in column.names}
    told = cells_of_head(line)
    return [name if name in usual else usual.get(_JOINTS.sub(" ", name).strip(), name) for name in told]


def _matched(names: Sequence[str], columns: Sequence[Column]) -> tuple[int, ...] | None:
    """Return where each column stands; None if too few names are known or one stands in the place of another."""
    known = {name for column in columns for name in column.names if name}
    order, found, at = [], 0, 0
    for column in columns:
        name = names[at] if at < len(names) else None
        if column.is_flag:
            fits = name is not None and _is_flag(name, column)
            order.append(at if fits else -1)
            at += fits
            continue
        if name is None or (name not in column.names and name in known):
            return None
        found += name in column.names
        order.append(at)
        at += 1
    named = sum(not column.is_flag for column in columns)
    return tuple(order) if at == len(names) and found >= named * _FEWEST_FOUND else None


def _by_name(names: Sequence[str], columns: Sequence[Column]) -> tuple[int, ...] | None:
    """Return where each column stands by its name alone; None if one has none that is known, or two have it."""
    order: list[int] = []
    guessed: set[int] = set()
    for column in columns:
        found = [at for at, name in enumerate(names) if name in column.names]
        if column.is_flag:
            beside = order[-1] + 1  # the flag of a figure stands behind it
            if not found and beside < len(names) and _is_flag(names[beside], column):
                found = [beside]
                guessed.add(beside)
            order.append(found[0] if len(found) == 1 else -1)
        elif len(found) == 1:
            order.append(found[0])
        else:
            return None
    inner = range(min(at for at in order if at >= 0), max(order))
    if any(_is_flag(names[at], column) for at in inner if at not in order for column in columns if column.is_flag):
        return tuple(
            -1 if at in guessed else at for at in order
        )  # they stand elsewhere, so nobody knows whose they are
    return tuple(order)


def _is_flag(name: str, column: Column) -> bool:
    """Whether a name is one that the flags of the column before it may have."""
    return name in column.names or bool(NAMELESS.fullmatch(name)) or bool(_OF_A_FLAG.fullmatch(name))


def _noted(line: int, code: str, message: str, severity: Severity) -> Issue:
    return Issue(code=code, message=message, severity=severity, line=line)
