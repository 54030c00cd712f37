r"""Tables whose columns are found by their names, in any order, parted by tabs, commas, semicolons or bars.

    >>> names = {"supplier": ("supplier",), "recipient": ("recipient",), "ordered": ("no. ordered",)}
    >>> table = table_of("Supplier\tRecipient\tNo. ordered\nSweden\tNorway\t(8)\n", names)
    >>> table.separator, [cells for _, cells in table.records(Account())]
    ('\t', [['Sweden', 'Norway', '(8)']])
    >>> flagged = table_of("recipient,supplier,No. ordered,uncertain\nNorway,Sweden,8,TRUE\n", names)
    >>> flagged.flags
    {'ordered': 3}

A column called "uncertain", or nothing, is the flag of the column before it. A record that a line break cut is joined again if
what comes out is as wide as the head, or if what follows can only be the rest of its comment; all else is refused. Left out: what the cells mean.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.errors import LimitExceeded
from armsdeals.issues import Severity
from armsdeals.sources.account import Account
from armsdeals.sources.sipri.lines import LONGEST_TEXT, MOST_ABOVE, lines_of
from armsdeals.sources.sipri.record_text import BELOW, OF_TOTALS, foot_of, has_open_quote, is_a_note, is_of_totals
from armsdeals.wire.limits import Limits

Names = Mapping[str, Sequence[str]]
COMMENT = "comment"
FLAG = " flag"  # ends the name of a column that is the flag of another
NOTES = ("source:", "note:", "notes:", "information generated", "data generated", "generated:")
HEADING = "is a heading, not a record"
PARTING = frozenset({"wrong-width", "bad-character"})  # what follows such a line may belong to it
_FLAG_NAMES = frozenset({"uncertain", "data uncertain", "estimate", "is estimate", "is uncertain", ""})
_SEPARATORS = ("\t", ",", ";", "|")
_FEWEST_CELLS = 2  # of the beginning of a record; a lone text is a note
_MOST_TAILS = 20  # lines into which one record may be cut
_MOST_OF_TOTAL = 3  # cells that a line of totals fills
_FIGURE = re.compile(r"(?:[0-9]{1,12}(?:\.[0-9]{1,12})?)?")
_GOES_ON = re.compile(r"[,;:/&(-]\n(?!unknown|unidentified)[a-z]|.\n[,;)]")  # in the middle of a sentence
_JOINTS = re.compile(
    r"[\s._()/]+"
)  # between the words of a name, in place of which R writes dots and others underscores
_AGAIN = re.compile(r"(?:\.{1,3}|_|_duplicated_)[0-9]{1,3}$")  # behind a name that stands more than once
_BRACKETS = re.compile(r"\((.*)\)")


@frozen(kw_only=True, repr=False)
class Table:
    """A table whose head was found.

    Attributes:
        lines: All lines of the file.
        head: The place of the head among them, from 0.
        names: The names of its columns, in lower case.
        separator: What parts its cells.
        places: Where each known column stands.
        flags: Where the flag of a column stands, by the column.
        figures: Columns that hold a figure or nothing, by which the halves of a record are known.
        name: The column that no record leaves empty.
    """

    lines: list[str]
    head: int
    names: tuple[str, ...]
    separator: str
    places: dict[str, int]
    flags: dict[str, int]
    figures: tuple[str, ...] = ()
    name: str = ""

    __repr__ = short_repr

    def account(self, odd: Mapping[int, str], limits: Limits, *, name: str = "") -> Account:
        """Begin the account of the file, with the lines in another encoding and the columns that are not known here.

        Args:
            odd: What is wrong with the bytes of a line, by its number.
            limits: How many lines the file may have, and how long they may be.
            name: The name of the file.

        Raises:
            LimitExceeded: It has too many lines, or one that is too long.
        """
        check_lines(self.lines, limits)
        account = Account(name=name)
        for number, wrong in odd.items():
            account.note(number, None, "odd-bytes", f"the line {wrong}")
        known = {*self.places.values(), *self.flags.values()}
        for place, called in enumerate(self.names):
            if place not in known:
                message = f"the column {shown(called)} is not known here and was left out"
                account.note(self.head + 1, None, "unknown-column", message, severity=Severity.INFO)
        return account

    def records(self, account: Account) -> Iterator[tuple[int, list[str]]]:
        """Yield each record with the number of its first line; all other lines are accounted for."""
        number, last = self.head + 1, len(self.lines)
        foot = foot_of(self.lines, number, self.separator)
        while number < last:
            line = self.lines[number]
            number += 1
            row = number - self.head - 1
            cells = _trimmed(_cells(line, self.separator), len(self.names))
            reason = self._tells_nothing(line, cells)
            if reason := reason or (BELOW if number > foot and is_a_note(line, self.separator) else ""):
                account.skip(number, row, reason.strip())
            elif "\0" in line:
                account.refuse(
                    number, row, "bad-character", "holds the character U+0000", hint="mend or leave out the line"
                )
            elif len(cells) == len(self.names) and not has_open_quote(cells[-1]):
                if tails := self._comment_goes_on(number, cells, foot):
                    cells[-1] = " ".join([cells[-1].strip(), *(self._alone(number + k) for k in range(tails))])
                    message = f"its comment was cut by a line break; line {number + tails} holds the end"
                    account.note(number, row, "joined-line", message, severity=Severity.INFO)
                    account.joined += tails
                yield number, cells
                number += tails
            elif found := self._joined(number, cells):
                whole, tails = found
                message = f"was cut by a line break; line {number + tails} holds its end"
                account.note(number, row, "joined-line", message, severity=Severity.INFO)
                account.joined += tails
                yield number, whole
                number += tails
            elif len(cells) == len(self.names):
                yield number, cells
            else:
                many = f"{len(cells)} cell{'s' if len(cells) != 1 else ''}"
                hint = "a separator inside a cell needs quotes around the cell"
                message = f"found {many} in {shown(line)} (expected {len(self.names)})"
                account.refuse(number, row, "wrong-width", message, hint=hint)

    def _joined(self, number: int, cells: list[str]) -> tuple[list[str], int] | None:
        """Return the record of which a line is the beginning, and how many more lines it takes."""
        text = self.lines[number - 1]
        is_open = text.count('"') % 2 == 1
        if (len(cells) < _FEWEST_CELLS and not is_open) or (len(cells) > len(self.names) and not is_open):
            return None
        whole = cells
        for tails, line in enumerate(self.lines[number : number + _MOST_TAILS], start=1):
            more = _trimmed(_cells(line, self.separator), len(self.names))
            text = f"{text}\n{line}"
            if "\0" in line or len(text) > LONGEST_TEXT or (len(more) == len(self.names) and self._holds(more)):
                return None
            if is_of_totals(more) or (not is_open and line.strip(' "').casefold().startswith(NOTES)):
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

    def _comment_goes_on(self, number: int, cells: list[str], foot: int) -> int:
        """Return how many lines below a whole record are certainly of its comment, which is the last cell of it.

        Each is a text alone, which no whole record is, and either closes a bracket that the comment opened, or a mark says that a
        sentence goes on. What may as well be a heading, somebody's remark or the first half of a name is none.
        """
        told = cells[-1].strip()
        if self.places.get(COMMENT) != len(self.names) - 1 or not told or not self._holds(cells):
            return 0
        tails = most = 0
        for place in range(number, min(number + _MOST_TAILS, len(self.lines))):
            text = self._alone(place)
            reason = self._tells_nothing(self.lines[place], [text]) or (
                place >= foot and is_a_note(text, self.separator)
            )
            if not text or reason or has_open_quote(text) or "\0" in text or len(told) + len(text) > LONGEST_TEXT:
                break
            is_open = told.count("(") > told.count(")")
            both = f"{told[-1]}\n{text}"
            told, tails = f"{told} {text}", tails + 1
            if (is_open and told.count("(") <= told.count(")")) or (_GOES_ON.match(both) and most == tails - 1):
                most = tails
            elif not is_open:
                break
        return most

    def _alone(self, place: int) -> str:
        """Return the text of a line that holds nothing else; empty if it holds more."""
        first, *rest = _cells(self.lines[place], self.separator)
        return "" if any(cell.strip(" ;") for cell in rest) else first.strip()

    def _holds(self, cells: list[str]) -> bool:
        """Whether cells are a record in the columns that hold figures."""
        told = [unmarked(cells[self.places[name]]) for name in self.figures if name in self.places]
        return bool(cells[self.places[self.name]].strip()) and all(map(_is_figure, told))

    def _tells_nothing(self, line: str, cells: list[str]) -> str:
        """Return by which rule a line tells nothing; a blank for a blank line, empty if it should tell something."""
        told = [cell.strip(" ;") for cell in cells if cell.strip(" ;")]
        if not told:
            return " "
        if _names_of(line, self.separator) == self.names:
            return "repeats the head"
        if line.strip(' "').casefold().startswith(NOTES):
            return "is a note, not a record"
        if len(cells) == len(self.names) > 1 and len(told) == 1 and cells[0].strip() and not _is_figure(told[0]):
            return HEADING
        figures = [one for one in told if _is_figure(one.replace(",", ""))]
        is_bare = len(figures) == len(told) <= _MOST_OF_TOTAL and (not cells[0].strip() or len(cells) == 1)
        return OF_TOTALS if figures and (is_bare or is_of_totals(cells)) else ""


def table_of(
    text: str, names: Names, needed: Iterable[str] | None = None, *, figures: Iterable[str] = (), name: str = ""
) -> Table | None:
    """Return the table of a text; None if no line is a head with the columns that are needed.

    Args:
        text: All of a file.
        names: By which names the columns go, in lower case.
        needed: The columns without which no line is a head; all of them if left out.
        figures: Columns that hold a figure or nothing.
        name: The column that no record leaves empty; the first of the names if left out.
    """
    lines = lines_of(text)
    wanted = frozenset(names if needed is None else needed)
    for place, line in enumerate(lines[:MOST_ABOVE]):
        for separator in _SEPARATORS:
            if separator not in line:
                continue
            is_stuck = separator != ";" and line.rstrip().endswith(";")
            called = _names_of(line.rstrip(" ;") if is_stuck else line, separator)
            places, flags = _placed(called, names)
            if wanted <= places.keys():
                if is_stuck:  # a spreadsheet added semicolons to the ends of lines
                    lines = [line.rstrip(" ;") for line in lines]
                return Table(lines=lines, head=place, names=called, separator=separator, places=places, flags=flags,
                    figures=tuple(figures), name=name or next(iter(names)),
                )  # fmt: skip
    return None


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


def _placed(called: Sequence[str], names: Names) -> tuple[dict[str, int], dict[str, int]]:
    """Return where the known columns and their flags stand; the first of two of one name counts."""
    by_name = {name: what for what, listed in names.items() for name in listed}
    by_words = {_in_words(name): what for name, what in by_name.items()}
    places: dict[str, int] = {}
    flags: dict[str, int] = {}
    last = ""
    for place, name in enumerate(called):
        what = by_name.get(name) or by_words.get(_in_words(name), "")
        if what.endswith(FLAG):
            flags.setdefault(what.removesuffix(FLAG), place)
            last = ""
        elif what and what not in places:
            places[what] = place
            last = what
        elif last and last not in flags and is_flag(name):
            flags[last] = place
        elif what == "":
            last = ""
    return places, flags


def is_flag(name: str) -> bool:
    """Whether a name is one that flags share, which says of no column whose it is."""
    return name in _FLAG_NAMES or _in_words(_AGAIN.sub("", name)) in _FLAG_NAMES


def _in_words(name: str) -> str:
    """Return a name with blanks for what parts its words."""
    return _JOINTS.sub(" ", name).strip()


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
        rows = list(csv.reader([line], delimiter=separator, strict=True))
    except csv.Error:
        return line.split(separator)
    return rows[0] if len(rows) == 1 else line.split(separator)


def _trimmed(cells: list[str], width: int) -> list[str]:
    while len(cells) > width and not cells[-1].strip(" ;\t"):
        cells.pop()
    return cells


def unmarked(text: str) -> str:
    """Return the text of a cell without the brackets, dots or crosses that mark it as an estimate or unknown."""
    told = _BRACKETS.sub(r"\1", text.strip(" ;\xa0"))
    return "" if told.strip(" .x?-") == "" else told.strip()


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None
