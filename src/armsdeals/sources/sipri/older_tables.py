r"""Tables of SIPRI's older files: columns found by their names, in any order, parted by tabs, commas or semicolons.

    >>> names = {"supplier": ("supplier",), "recipient": ("recipient",), "ordered": ("no. ordered",)}
    >>> table = table_of("Supplier\tRecipient\tNo. ordered\nSweden\tNorway\t(8)\n", names)
    >>> table.separator, [cells for _, cells in table.records(Account())]
    ('\t', [['Sweden', 'Norway', '(8)']])
    >>> flagged = table_of("recipient,supplier,No. ordered,uncertain\nNorway,Sweden,8,TRUE\n", names)
    >>> flagged.flags
    {'ordered': 3}

A column called "uncertain", or nothing, is the flag of the column before it. A record that a line break cut is joined again if
what comes out is as wide as the head; all else is refused. Left out: what the cells mean (`older_rows`).
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue, LimitExceeded, UnreadableInput
from armsdeals.issues import Issues, Severity
from armsdeals.model.event import Bound
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.sources._base import Progress
from armsdeals.sources.account import Account
from armsdeals.sources.sipri.lines import LONGEST_TEXT, MOST_ABOVE, decoded, lines_of
from armsdeals.sources.sipri.older_cells import marked
from armsdeals.sources.sipri.older_rows import Cell, Maker, Row
from armsdeals.sources.sipri.parts import FLAGS, is_figure
from armsdeals.sources.sipri.preamble import evidence_of, vintage_of
from armsdeals.wire.limits import Limits

Names = Mapping[str, Sequence[str]]
FLAG = " flag"  # ends the name of a column that is the flag of another
REGISTER: Names = {
    "supplier": ("supplier", "seller", "supplying country"),
    "recipient": ("recipient", "buyer", "receiving country"),
    "ordered": ("no. ordered", "no ordered", "nr ordered", "nr. ordered"),
    "designation": ("weapon designation", "designation"),
    "description": ("weapon description", "description"),
    "order_year": ("year of order", "year of order/licence", "year of order/ licence", "order year"),
    "years": ("year of delivery", "year(s) of delivery", "year(s) of deliveries", "years of delivery", "years of deliveries"),
    "delivered": ("no. delivered", "no. delivered/produced", "no. delivered/ produced", "nr delivered", "nr. delivered"),
    "comment": ("comments", "comment"),
}  # fmt: skip
_FLAG_NAMES = frozenset({"uncertain", "data uncertain", "estimate", "is estimate", "is uncertain", ""})
_SEPARATORS = ("\t", ",", ";")
_FEWEST_CELLS = 2  # of the beginning of a record; a lone text is a note
_MOST_TAILS = 20  # lines into which one record may be cut
NOTES = ("source:", "note:", "notes:", "information generated", "data generated", "generated:")
_HEADING = "is a heading, not a record"
_PARTING = frozenset({"wrong-width", "bad-character"})  # what follows such a line may belong to it
_MOST_OF_TOTAL = 3  # cells that a line of totals fills


@frozen(kw_only=True)
class Table:
    """A table whose head was found.

    Attributes:
        lines: All lines of the file.
        head: The place of the head among them, from 0.
        names: The names of its columns, in lower case.
        separator: What parts its cells.
        places: Where each known column stands.
        flags: Where the flag of a column stands, by the column.
    """

    lines: list[str]
    head: int
    names: tuple[str, ...]
    separator: str
    places: dict[str, int]
    flags: dict[str, int]

    def unknown(self) -> list[str]:
        """Return the names of columns that are not known here."""
        known = {*self.places.values(), *self.flags.values()}
        return [name for place, name in enumerate(self.names) if place not in known]

    def records(self, account: Account) -> Iterator[tuple[int, list[str]]]:
        """Yield each record with the number of its first line; all other lines are accounted for."""
        number, last = self.head + 1, len(self.lines)
        while number < last:
            line = self.lines[number]
            number += 1
            row = number - self.head - 1
            cells = _trimmed(_cells(line, self.separator), len(self.names))
            if reason := self._tells_nothing(line, cells):
                account.skip(number, row, reason.strip())
            elif "\0" in line:
                account.refuse(
                    number, row, "bad-character", "holds the character U+0000", hint="mend or leave out the line"
                )
            elif len(cells) == len(self.names):
                yield number, cells
            elif found := self._joined(number, cells):
                whole, tails = found
                message = f"was cut by a line break; line {number + tails} holds its end"
                account.note(number, row, "joined-line", message, severity=Severity.INFO)
                account.joined += tails
                yield number, whole
                number += tails
            else:
                many = f"{len(cells)} cell{'s' if len(cells) != 1 else ''}"
                hint = "a separator inside a cell needs quotes around the cell"
                message = f"found {many} in {shown(line)} (expected {len(self.names)})"
                account.refuse(number, row, "wrong-width", message, hint=hint)

    def _joined(self, number: int, cells: list[str]) -> tuple[list[str], int] | None:
        """Return the record of which a line is the beginning, and how many more lines it takes."""
        text = self.lines[number - 1]
        is_open = self.separator != "\t" and text.count('"') % 2 == 1
        if (len(cells) < _FEWEST_CELLS and not is_open) or (len(cells) > len(self.names) and not is_open):
            return None
        whole = cells
        for tails, line in enumerate(self.lines[number : number + _MOST_TAILS], start=1):
            more = _trimmed(_cells(line, self.separator), len(self.names))
            text = f"{text}\n{line}"
            if "\0" in line or len(text) > LONGEST_TEXT or (len(more) == len(self.names) and self._holds(more)):
                return None
            if is_open:
                quoted = _trimmed(_cells(text, self.separator), len(self.names))
                if text.count('"') % 2 == 0 and len(quoted) == len(self.names) and self._holds(quoted):
                    return quoted, tails
                continue
            whole = _trimmed([*whole[:-1], f"{whole[-1]} {more[0]}".strip(), *more[1:]], len(self.names))
            if len(whole) == len(self.names) and self._holds(whole):
                return whole, tails
            if len(whole) > len(self.names):
                return None
        return None

    def _holds(self, cells: list[str]) -> bool:
        """Whether cells are a record in the columns that hold figures."""
        told = [
            marked(cells[self.places[name]])[0]
            for name in ("ordered", "order_year", "delivered")
            if name in self.places
        ]
        return bool(cells[self.places["designation"]].strip()) and all(map(is_figure, told))

    def _tells_nothing(self, line: str, cells: list[str]) -> str:
        """Return by which rule a line tells nothing; a blank for a blank line, empty if it should tell something."""
        told = [cell.strip(" ;") for cell in cells if cell.strip(" ;")]
        if not told:
            return " "
        if _names_of(line, self.separator) == self.names:
            return "repeats the head"
        if line.strip(' "').casefold().startswith(NOTES):
            return "is a note, not a record"
        if len(cells) == len(self.names) > 1 and len(told) == 1 and cells[0].strip() and not is_figure(told[0]):
            return _HEADING
        figures = [one for one in told if is_figure(one.replace(",", ""))]
        is_total = len(figures) == len(told) or told[0].casefold().startswith(("total", "sum", "grand total"))
        is_first_empty = not cells[0].strip() or "total" in told[0].casefold() or len(cells) == 1
        return "is a line of totals" if figures and is_total and is_first_empty and len(told) <= _MOST_OF_TOTAL else ""


def table_of(text: str, names: Names, needed: Iterable[str] | None = None) -> Table | None:
    """Return the table of a text; None if no line is a head with the columns that are needed."""
    lines = lines_of(text)
    wanted = frozenset(names if needed is None else needed)
    for place, line in enumerate(lines[:MOST_ABOVE]):
        for separator in _SEPARATORS:
            if separator not in line:
                continue
            called = _names_of(line, separator)
            places, flags = _placed(called, names)
            if wanted <= places.keys():
                return Table(lines=lines, head=place, names=called, separator=separator, places=places, flags=flags)
    return None


def read_table_of(
    data: bytes, names: Names, needed: Iterable[str], row_of: Callable[[Mapping[str, Cell], int, int], Row], *,
    layout: str, name: str, limits: Limits, progress: Progress | None, carries: bool = False,
) -> Reading:  # fmt: skip
    """Read a table of an older layout.

    Args:
        data: The bytes of the file.
        names: By which names the columns go.
        needed: The columns without which it is not this layout.
        row_of: Makes a row of cells by their columns, the number of the line and that of the row.
        layout: What the layout is called.
        name: The file, for messages.
        limits: How much of a stranger's file is read.
        progress: Is told how many lines are done, and of how many.
        carries: Whether an empty supplier or recipient is that of the row before.

    Raises:
        UnreadableInput: There is no head of such a table.
        LimitExceeded: The file has too many lines, or one that is too long.
    """
    text, odd = decoded(data)
    table = table_of(text, names, needed)
    if table is None:
        raise UnreadableInput(f"no head with {', '.join(sorted(needed))} was found", line=1)
    check_lines(table.lines, limits)
    account = Account(name=name)
    for number, wrong in odd.items():
        account.note(number, None, "odd-bytes", f"the line {wrong}")
    for called in table.unknown():
        message = f"the column {shown(called)} is not known here and was left out"
        account.note(table.head + 1, None, "unknown-column", message, severity=Severity.INFO)
    vintage = vintage_of([line.rstrip(" ,;\t") for line in table.lines[: table.head]], layout=layout)
    maker = Maker(evidence_of(vintage), account, partly=Bound.AT_LEAST)
    records = list(table.records(account))
    denies = {what for what, place in table.flags.items() if any(_is_denial(cells[place]) for _, cells in records)}
    before: dict[str, Cell] = {}
    last, broken = 0, {issue.line for issue in account.issues if issue.code in _PARTING or issue.message == _HEADING}
    lines = len(table.lines) - table.head - 1
    for number, cells in records:
        row = number - table.head - 1
        told: dict[str, Cell] = {}
        try:
            told = {what: Cell(cells[place].strip()) for what, place in table.places.items()}
            for what, place in table.flags.items():
                text = told[what].text if what in told else ""
                told[what] = Cell(text, _flag(cells[place], what, is_blank_silent=what in denies))
            if carries:
                told |= _carried(told, {} if broken & {*range(last, number)} else before)
            made = row_of(told, number, row)
        except InvalidValue as error:
            account.refuse_for(number, row, error)
            broken.add(number)
            continue
        before, last = told, number
        if maker.add(made):
            _damaged(account, number, row, told)
    if progress is not None:
        progress(lines, lines)
    return Reading(
        register=Register(maker.deals, sources=maker.parts.evidence), issues=Issues(account.issues), name=name,
        vintage=vintage, counts=account.counts(used=len(maker.deals)),
    )  # fmt: skip


def check_lines(lines: Sequence[str], limits: Limits) -> None:
    """Refuse a file with too many lines, or one that is too long.

    Raises:
        LimitExceeded: It has.
    """
    if len(lines) > limits.items:
        raise LimitExceeded(f"the file has {len(lines):,} lines (expected {limits.items:,} or less; see Limits.items)")
    most = min(limits.text, LONGEST_TEXT)
    for number, line in enumerate(lines, start=1):
        if len(line) > most:
            message = f"a line has {len(line):,} characters (expected {most:,} or less; see Limits.text)"
            raise LimitExceeded(message, line=number)


def _carried(told: Mapping[str, Cell], before: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return the parties of a row that continues the one before it."""
    if not before or told["recipient"].text or (told["supplier"].text not in ("", before["supplier"].text)):
        return {}
    return {side: before[side] for side in ("supplier", "recipient")}


def _damaged(account: Account, number: int, row: int, told: Mapping[str, Cell]) -> None:
    """Note letters that were lost or turned into others before."""
    for what in ("supplier", "recipient", "designation"):
        text = told[what].text if what in told else ""
        odd = any(not one.isascii() and after == "_" for one, after in itertools.pairwise(text))
        if odd or "\ufffd" in text:
            message = (
                f"letters of {shown(text)} were lost by somebody who saved the file before; it is kept as it stands"
            )
            account.note(number, row, "lost-letters", message, severity=Severity.INFO, what=what)


def _is_denial(text: str) -> bool:
    return FLAGS.get(text.strip(" ;").casefold()) is False


def _flag(text: str, what: str, *, is_blank_silent: bool) -> bool | None:
    """Return whether a figure is an estimate; a blank is silent only in a column that says "no" elsewhere."""
    told = text.strip(" ;").casefold()
    if not told:
        return None if is_blank_silent else False
    if told not in FLAGS:
        raise InvalidValue(f"{shown(text)} is no flag (expected Yes, No, TRUE, FALSE or nothing)", path=(what,))
    return FLAGS[told]


def _placed(called: Sequence[str], names: Names) -> tuple[dict[str, int], dict[str, int]]:
    """Return where the known columns and their flags stand; the first of two of one name counts."""
    by_name = {name: what for what, listed in names.items() for name in listed}
    places: dict[str, int] = {}
    flags: dict[str, int] = {}
    last = ""
    for place, name in enumerate(called):
        what = by_name.get(name, "")
        if what.endswith(FLAG):
            flags.setdefault(what.removesuffix(FLAG), place)
            last = ""
        elif what and what not in places:
            places[what] = place
            last = what
        elif last and last not in flags and name in _FLAG_NAMES:
            flags[last] = place
        elif what == "":
            last = ""
    return places, flags


def _names_of(line: str, separator: str) -> tuple[str, ...]:
    names = [" ".join(cell.strip(' "').casefold().split()) for cell in _cells(line.lstrip("\ufeff"), separator)]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _cells(line: str, separator: str) -> list[str]:
    """Return the cells of a line; quotes count where all of them are in order, else they are letters."""
    if '"' not in line:
        return line.split(separator)
    try:
        rows = list(csv.reader(line.split("\n"), delimiter=separator, strict=True))
    except csv.Error:
        return line.split(separator)
    return rows[0] if len(rows) == 1 else line.split(separator)


def _trimmed(cells: list[str], width: int) -> list[str]:
    while len(cells) > width and not cells[-1].strip(" ;\t"):
        cells.pop()
    return cells
