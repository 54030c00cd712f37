r"""From the lines of a file to its records, with an account of every line.

Comments are not quoted, so that a line break inside one throws the rest of the record onto a line of its own; spreadsheets then
fill both halves up with empty cells. Halves are joined only if what comes out is a record in every column that can be told; all
else is refused with its line, its row, what was found and what was wanted.

    >>> from armsdeals.sources.sipri.lines import Column, sheet_of
    >>> from armsdeals.wire.limits import DEFAULT_LIMITS
    >>> columns = (Column(("name",)), Column(("note",)), Column(("number",)))
    >>> sheet = sheet_of(b"name,note,number\na,cut\nhere,1\n\nb,c\n", columns, DEFAULT_LIMITS)
    >>> records = Records(sheet, columns, is_whole=lambda cells: cells[2].isdecimal(), comment=1)
    >>> [cells for _, cells in records], records.joined, records.skipped
    ([['a', 'cut here', '1']], 1, 1)
    >>> print(records.issues[-1])
    line 5: found 2 cells in 'b,c' (expected 3) [wrong-width] (a comma inside a cell needs quotes around the cell)

Left out: what the cells mean (`register`, `deliveries`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import evolve

from armsdeals._shown import shown
from armsdeals.errors import ArmsDealsError, InvalidValue
from armsdeals.issues import Issue, Severity
from armsdeals.register.vintage import Counts
from armsdeals.sources.sipri.lines import LONGEST_TEXT, NOBODY_SAYS, Column, Sheet, cells_of_head
from armsdeals.sources.sipri.record_text import (
    BELOW,
    BLANKS,
    HEAD_AGAIN,
    MOST_TAILS,
    OF_TOTALS,
    ends_of,
    foot_of,
    has_open_quote,
    is_a_note,
    is_of_totals,
    is_tail,
    quoted_cells,
    tells_nothing,
)  # fmt: skip
from armsdeals.sources.sipri.turned_tails import joined_halves

_FEWEST_CELLS = 2  # of a head of a record; a lone text is a note


class Records:
    """The records of a sheet, and what became of its lines so far.

    Attributes:
        joined: How many lines were tails of the line before.
        refused: How many were refused.
        skipped: How many tell nothing by a rule.
        issues: What was found.
        tails: How many lines were joined to make the record that was given last.
        head_line: The number of the line of the head.
    """

    def __init__(
        self, sheet: Sheet, columns: Sequence[Column], *, is_whole: Callable[[list[str]], bool],
        adds_up: Callable[[list[str]], bool] | None = None, comment: int | None = None, names: Sequence[int] = (), name: str = "",
    ) -> None:  # fmt: skip
        self.joined = self.refused = self.skipped = self.tails = 0
        self.issues: list[Issue] = [evolve(issue, file=name) for issue in sheet.issues]
        self.head_line = sheet.head + 1
        self._name = name
        self._sheet = sheet
        self._columns = columns
        self._names = cells_of_head(sheet.lines[sheet.head])
        self._is_whole, self._comment = is_whole, comment
        self._adds_up = adds_up
        self._parties = names  # places of the cells in which a quote is part of no name
        self._spare = len(sheet.lines[sheet.head].rstrip().split(",")) - sheet.width  # empty cells that end each line
        self._ends = {} if adds_up is None else ends_of(sheet.lines, sheet.head + 1)
        self._beginnings = {end: above for above, end in self._ends.items()}
        self._foot = foot_of(sheet.lines, sheet.head + 1)
        self._first = 0 if sheet.order is None else sheet.order[0]  # the cell that no record leaves empty
        told = comment if comment is None or sheet.order is None else sheet.order[comment]
        self._behind = None if told is None else told + 1  # where the figures behind the comment begin

    @property
    def data_lines(self) -> int:
        """How many lines stand below the head."""
        return len(self._sheet.lines) - self._sheet.head - 1

    def counts(self, used: int) -> Counts:
        """Return the account of all lines.

        Args:
            used: How many lines became deals or parts of them.

        Raises:
            InvalidValue: A line was lost, which would be our fault.
        """
        return Counts(
            data_lines=self.data_lines, used=used, joined=self.joined, refused=self.refused, skipped=self.skipped
        )

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each record with the number of its first line, its cells in the order of the layout."""
        sheet = self._sheet
        lines, width = sheet.lines, sheet.width
        is_plain = sheet.order is None and not sheet.is_stuck and not sheet.holds_nul
        number, last, ends = sheet.head + 1, len(lines), self._ends
        while number < last:
            line = lines[number]
            number += 1
            cells = line.split(",")
            # What is odd in no way is most of a file; an empty last figure may be that of a record that was cut in two.
            if is_plain and len(cells) == width and cells[-1] and cells[0] and '"' not in line and number not in ends:
                self.tails = 0
                yield number, cells
                continue
            found, self.tails = self._looked_at(number)
            if found is not None:
                self.joined += self.tails
                whole = self._ordered(found)
                if self._quotes_are_in_order(number, whole):
                    yield number, whole
            number += self.tails

    def refuse(self, number: int, error: ArmsDealsError, cells: Sequence[str]) -> None:
        """Refuse the record that was given last, for what one of its cells holds; it may be a head again, or totals."""
        is_head = cells_of_head(self._sheet.lines[number - 1]) == self._names
        if is_head or is_of_totals(cells):
            self.skipped += 1
            self.note(number, "skipped-line", HEAD_AGAIN if is_head else OF_TOTALS, severity=Severity.INFO)
            return
        self.joined -= self.tails
        column = None
        names = [column.names[0] for column in self._columns]
        if self._sheet.order is None and not self.tails and error.path and error.path[0] in names:
            column = sum(len(cell) + 1 for cell in cells[: names.index(str(error.path[0]))]) + 1
        self._refused(number, error.code, error.message, path=error.path, column=column)
        self._may_begin(number, cells)
        for tail in range(number + 1, number + self.tails + 1):
            self._refused(tail, "tail-of-refused", f"belongs to line {number}, which was refused")

    def note(
        self, number: int, code: str, message: str, *, hint: str = "", severity: Severity = Severity.WARNING, what: str = ""
    ) -> None:  # fmt: skip
        """Note what is odd about a record that is kept."""
        path = (what,) if what else ()
        self.issues.append(
            Issue(
                path=path, code=code, message=message, hint=hint, severity=severity, file=self._name, line=number,
                row=self.row(number) or None,
            )
        )  # fmt: skip

    def row(self, number: int) -> int:
        """Return the number of a line below the head, from 1."""
        return number - self._sheet.head - 1

    def _refused(
        self, number: int, code: str, message: str, *, hint: str = "", path: Sequence[str | int] = (),
        column: int | None = None,
    ) -> None:  # fmt: skip
        self.refused += 1
        self.issues.append(
            Issue(
                path=path, code=code, message=message, hint=hint, file=self._name, line=number, column=column, row=self.row(number),
            )
        )  # fmt: skip

    def _ordered(self, cells: list[str]) -> list[str]:
        """Return cells in the order of the layout, with what stands for the flags that nobody gives."""
        order = self._sheet.order
        return cells if order is None else [cells[place] if place >= 0 else NOBODY_SAYS for place in order]

    def _holds(self, cells: list[str]) -> bool:
        """Whether cells are a record in every column that can be told."""
        return len(cells) == self._sheet.width and self._is_whole(self._ordered(cells))

    def _looked_at(self, number: int) -> tuple[list[str] | None, int]:
        """Return the record that begins in a line, or None where there is none, and how many more lines belong to it."""
        line = self._sheet.lines[number - 1]
        width = self._sheet.width
        if not line.strip(' \t,;"'):
            self.skipped += 1
            return None, 0
        if "\0" in line:
            self._refused(number, "bad-character", "holds the character U+0000", hint="mend or leave out the line")
            return None, 0
        cells = self._cells(line)
        if len(cells) == width and cells[self._first].strip():
            return self._padded(number, cells) or self._ended(number, cells) or (cells, 0)
        if found := self._joined(number, cells):
            return found
        if self._is_lost_end(number):
            message = f"{shown(line)} may be the end of the last figure in line {self._beginnings.get(number, 0)}, which does not add up"
            self._refused(
                number, "lost-tail", message, hint="join it to that line by hand, or leave out a line of totals"
            )
            return None, 0
        if self._behind is not None and is_tail(cells, width - self._behind + 1):
            message = f"holds the end of a record whose beginning is not above it, {shown(line)}"
            self._refused(number, "lost-tail", message, hint="join it to its line by hand")
            return None, 0
        reason = tells_nothing(line, cells, self._names)
        if reason := reason or (BELOW if number > self._foot and is_a_note(line) else ""):
            self.skipped += 1
            self.note(number, "skipped-line", reason, severity=Severity.INFO)
            self._may_begin(number, cells)
            return None, 0
        self._may_begin(number, cells)
        if len(cells) == width:
            told = self._columns[0].names[0]
            self._refused(number, "missing", f"the {told} is empty in {shown(line)}", path=(told,))
        else:
            many = f"{len(cells)} cell{'s' if len(cells) != 1 else ''}"
            hint = "a comma inside a cell needs quotes around the cell"
            self._refused(number, "wrong-width", f"found {many} in {shown(line)} (expected {width})", hint=hint)
        return None, 0

    def _cells(self, line: str) -> list[str]:
        """Return the cells of a line; quotes count where all of them are in order, else they are letters."""
        width = self._sheet.width
        if self._sheet.is_stuck:
            line = line.rstrip(" ;\t")
        cells = line.split(",")
        if '"' in line and (quoted := quoted_cells(line)) and (len(quoted) == width or len(cells) != width):
            cells = quoted
        return self._trimmed(cells)

    def _joined(self, number: int, cells: list[str]) -> tuple[list[str], int] | None:
        """Return the record of which a line is the beginning, and how many lines the rest of it takes."""
        lines, width = self._sheet.lines, self._sheet.width
        text = lines[number - 1]
        cells = self._unpadded(cells)
        if len(cells) >= width:
            return None
        seams: list[int] = []
        is_open = text.count('"') % 2 == 1
        if len(cells) < _FEWEST_CELLS and not is_open:
            return None
        whole = cells
        for tails, line in enumerate(lines[number : number + MOST_TAILS], start=1):
            more = self._unpadded(self._cells(line))
            text = f"{text}\n{line}"
            if "\0" in line or len(text) > LONGEST_TEXT or self._holds(more):
                return None
            if is_open and (quoted := quoted_cells(text)) and self._holds(quoted):
                return self._seamed(number, quoted, tails, ())
            if whole[-1].strip() and more[0].strip():
                seams.append(len(whole) - 1)
            whole = self._trimmed([*whole[:-1], f"{whole[-1]} {more[0]}".strip(), *more[1:]])
            if self._holds(whole):
                return self._seamed(number, whole, tails, seams)
            if len(whole) > width and not is_open:
                return None
        return None

    def _seamed(self, number: int, cells: list[str], tails: int, seams: Sequence[int]) -> tuple[list[str], int]:
        """Note that a record was joined; a break inside a name may have parted a word, which nobody can tell."""
        message = f"was cut by a line break; line {number + tails} holds its end"
        self.note(number, "joined-line", message, severity=Severity.INFO)
        comment = None if self._behind is None else self._behind - 1
        for place in dict.fromkeys(seams):
            if place != comment:
                told = shown(cells[place])
                self.note(number, "cut-cell", f"a line break stood inside {told}, and a space may be too much there",
                          hint="compare it with the other lines, and mend the file")  # fmt: skip
        return cells, tails

    def _unpadded(self, cells: list[str]) -> list[str]:
        """Return the cells of a part of a record without the empty ones that end each line of this file."""
        spare = self._spare
        while spare > 0 and len(cells) > 1 and not cells[-1].strip(BLANKS):
            cells, spare = cells[:-1], spare - 1
        return cells

    def _ended(self, number: int, cells: list[str]) -> tuple[list[str], int] | None:
        """Return a record whose last figure a line break cut; None if it adds up as it stands, or not with its end either."""
        below = self._ends.get(number)
        if below is None or self._adds_up is None or self._adds_up(self._ordered(cells)):
            return None
        end = self._sheet.lines[below - 1].rstrip(" ,;\t\xa0").strip(' "')
        whole = [*cells[:-1], f"{cells[-1].strip(BLANKS)}{end}"]
        if not self._holds(whole) or not self._adds_up(self._ordered(whole)):
            return None
        return self._seamed(number, whole, below - number, ())

    def _is_lost_end(self, number: int) -> bool:
        """Whether a lone figure may belong to the record above it, which does not add up."""
        above = self._beginnings.get(number, 0)
        if not above or self._adds_up is None:
            return False
        cells = self._cells(self._sheet.lines[above - 1])
        return self._holds(cells) and not self._adds_up(self._ordered(cells))

    def _quotes_are_in_order(self, number: int, cells: list[str]) -> bool:
        """Note or refuse a record in which a quote has no other; an open one may have taken or lost a piece of a name."""
        for place, cell in enumerate(cells):
            if '"' not in cell or not has_open_quote(cell):
                continue
            what = self._columns[place].names[0]
            message = f"a quote without its other stands in {shown(cell)}"
            if place in self._parties:
                self.refuse(number, InvalidValue(message, code="stray-quote", path=(what,)), cells)
                return False
            self.note(number, "stray-quote", message, hint="take it out, or close it", what=what)
        return True

    def _padded(self, number: int, cells: list[str]) -> tuple[list[str], int] | None:
        """Return the record of parts that were filled up with empty cells, and how many lines its rest takes.

        None if the line is no such part.
        """
        behind, order, next_lines = self._behind, self._sheet.order, self._sheet.lines[number : number + MOST_TAILS]
        if order is not None and self._comment is not None:
            below = map(self._cells, next_lines)
            if found := joined_halves(cells, below, order, comment=self._comment, is_whole=self._is_whole):
                return self._seamed(number, *found, ())
        if behind is None or any(cell.strip() for cell in cells[behind:]):
            return None
        room = len(cells) - behind + 1
        comment = cells[behind - 1]
        for tails, more in enumerate(map(self._cells, next_lines), start=1):
            comment = f"{comment} {more[0]}".strip()
            if len(comment) > LONGEST_TEXT or "\0" in "".join(more) or any(cell.strip() for cell in more[room:]):
                return None
            if not any(cell.strip() for cell in more[1:]):
                continue  # the comment goes on
            whole = [*cells[: behind - 1], comment, *more[1:room]]
            if not self._holds(whole):
                return None
            return self._seamed(number, whole, tails, ())
        return None

    def _may_begin(self, number: int, cells: Sequence[str]) -> None:
        """Warn of a whole record below a line with one cell, which may be the beginning of its first."""
        told = [cell for cell in (cell.strip(BLANKS) for cell in cells) if cell]
        below = range(number, min(number + MOST_TAILS, len(self._sheet.lines)))
        place = next((place for place in below if self._sheet.lines[place].strip(' \t,;"')), None)
        if len(told) != 1 or not cells[0].strip(BLANKS) or self._first or place is None:
            return
        found = self._cells(self._sheet.lines[place])
        if self._holds(found) and found[0].strip().isdecimal() == told[0].isdecimal():
            message = f"line {number} holds {shown(told[0])} alone, which may be the beginning of {shown(found[0])}"
            self.note(place + 1, "cut-cell", message, hint="compare it with the other lines, and mend the file")

    def _trimmed(self, cells: list[str]) -> list[str]:
        while len(cells) > self._sheet.width and not cells[-1].strip(" ;\t"):
            cells.pop()
        return cells
