"""SIPRI's tables of volumes by year: the layout of the site of 2023 and later, and the one before it.

    >>> data = b'''Volume of transfers of major arms
    ... Data generated: 13 Apr 2024 3:54:15 PM
    ...
    ... Imports by,2022,2023,2022-2023,Percentage
    ... Norway,16,,16,100%
    ... Ukraine,,0 ,0,0.0%
    ... Total world import,16,0,16,
    ... '''
    >>> table = yearly_table(data)
    >>> table["Norway", 2022], table["Norway", 2023], table["Ukraine", 2023], table.vintage.generated
    (Decimal('16'), None, Decimal('0'), datetime.date(2024, 4, 13))

The header is found by its years, not by its place; as R saves it, its years are ``X2022``, its rows are numbered at times, and a
bare ``NA`` is an empty cell. Columns that sum over years or give percentages are left out: whoever needs them can work them
out. An empty cell is *none known*, a printed 0 is *less than 0.5*. Names stay as printed. In the older layout the title alone says whose
volumes these are: rows under "exports to India" are its suppliers. A table without it says so (`YearlyTable.issues`), and nothing is guessed.
In the newer one the sum alone names the one party on the other side ("Total exports to India").
Source: SIPRI Arms Transfers Database, tables of import and export values, as seen in files of 2022 to 2024.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from attrs import evolve

from armsdeals._shown import shown
from armsdeals.errors import InvalidDeals, UnreadableInput
from armsdeals.issues import Issue, Issues
from armsdeals.register.vintage import Vintage
from armsdeals.register.yearly_table import YearlyTable
from armsdeals.sources.sipri import deliveries, register
from armsdeals.sources.sipri.lines import NAMELESS, decoded, has_head, lines_of
from armsdeals.sources.sipri.na_cells import without_na
from armsdeals.sources.sipri.preamble import day_in
from armsdeals.sources.sipri.record_text import foot_of, is_a_note
from armsdeals.sources.sipri.spreadsheets import SEPARATORS, in_commas
from armsdeals.values.classes import SCHEMES

_YEAR = re.compile(r"[Xx]?((?:19|20)[0-9]{2})")  # R puts an X before a name that begins with a digit
_LIKE_A_YEAR = re.compile(r"[^0-9]{0,2}(?:19|20)[0-9]{2}(?:\.0*)?[^0-9]{0,2}")  # a year that something stuck to
_FIGURE = re.compile(r"[0-9.,%]+")
_HEADS = ("export", "import", "supplier", "recipient", "categor", "countr", "year")  # what the first cell begins with
_CELL = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")
_OLD_TITLE = re.compile(
    r"TIV of arms (?P<direction>export|import)s (?P<side>from|to|of) (?P<who>.+?),? (?P<first>[0-9]{4})-(?P<last>[0-9]{4})"
)
_TOTAL_TITLE = re.compile(r"[Tt]otal (?P<direction>export|import)s? (?P<side>from|to|of) (?P<who>.+)")
_ALL = ("all", "all countries")
_MANY_LIKE = 2  # cells like years, from which on a line may have been meant as a header
_MOST_NUMBERS = 3  # cells that number a row, as many as a table was saved and read again
_MOST_FAULTS = 100
_HEAD = 100_000  # bytes in which the head of another layout is looked for
_SIGNS = 200  # bytes by which another kind of file is known
_NO_TEXT = {
    b"pk\x03\x04": "a workbook or another packed file; save the sheet as CSV, or unpack it",
    b"\x1f\x8b": "packed with gzip; unpack it",
    b"\xd0\xcf\x11\xe0": "a workbook of an old kind; save the sheet as CSV",
    b"%pdf": "a PDF; download the CSV",
    b"<": "a web page, and no download",
}

Rows = list[tuple[int, list[str]]]


def yearly_table(data: bytes, *, name: str = "") -> YearlyTable:
    """Return the table that a file holds.

    Args:
        data: The bytes of the file, in UTF-8 or a Windows code page.
        name: The file, for messages.

    Raises:
        UnreadableInput: No line of it is a header with years.
        InvalidDeals: A row is too long or names one that has been, or a cell is no number; all of these are listed.
    """
    where = f"{shown(name)} is" if name else "this is"
    if other := what_else(data):
        raise UnreadableInput(f"{where} no table of volumes by year but {other}", code="no-table")
    if any(has_head(data[:_HEAD], layout.COLUMNS) for layout in (register, deliveries)):
        hint = "read it with ad.try_read(path, source='sipri')"
        raise UnreadableInput(f"{where} no table of volumes by year but a register of deals; {hint}", code="no-table")
    rows, numbered = _rows(data, name)
    place = next((k for k, (_, cells) in enumerate(rows) if _is_head(cells)), None)
    if place is None:
        raise UnreadableInput(
            f"{where} no table of volumes by year: no line is a header such as Recipient,2022,2023{_near_head(rows)}",
            code="no-table",
        )
    preamble = [" ".join(cells).strip() for _, cells in rows[:place]]
    line, header = rows[place]
    years = _years_of(header)
    faults: list[Issue] = []
    printed = dict(_printed(rows[place + 1 :], len(years), len(header), faults, name))
    faults += _header_faults(header, years, line, name)
    faults = [evolve(one, column=one.column + numbered) if one.column else one for one in faults]
    if faults:
        raise InvalidDeals(Issues(faults[:_MOST_FAULTS]), name=name)
    old = next((found for text in preamble if (found := _OLD_TITLE.search(text))), None)
    old = old or next((found for label in printed if (found := _TOTAL_TITLE.fullmatch(label))), None)
    return YearlyTable(
        of=_rows_are(header[0], old, printed),
        years=years,
        printed=printed,
        title=next((text for text in preamble if text), ""),
        direction=_direction(header[0], old, printed),
        counterpart=_counterpart(old),
        vintage=_vintage(preamble, years),
    )


def what_else(data: bytes) -> str:
    """Return what bytes are that hold no text of a table, and what to do; empty if that cannot be told."""
    begin = data[:_SIGNS].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((told for sign, told in _NO_TEXT.items() if begin.startswith(sign)), "")


def is_yearly(data: bytes) -> bool:
    """Whether bytes begin as a table of volumes by year does."""
    try:
        rows, _ = _rows(data, "")
    except InvalidDeals:  # for its letters
        return False
    return any(_is_head(cells) for _, cells in rows)


def _rows(data: bytes, name: str) -> tuple[Rows, int]:
    """The lines that hold anything, each with its number and cells, and how many cells with numbers of rows are left out.

    Bytes of no alphabet are a fault, not a guess.
    """
    text, odd = decoded(data)
    if odd:
        faults = [Issue(code="bad-bytes", message=wrong, file=name, line=line) for line, wrong in odd.items()]
        raise InvalidDeals(Issues(faults[:_MOST_FAULTS]), name=name)
    lines = lines_of(text.replace("\0", "\ufffd"))
    for separator in (",", *SEPARATORS):
        parted = lines if separator == "," else list(in_commas(lines, separator))
        rows, numbered = _unnumbered(_split(parted))
        found = next(((number, cells) for number, cells in rows if _is_head(cells)), None)
        if found is not None:
            head, foot = found[0], foot_of(parted, found[0])
            sure = range(1 + numbered, 1 + numbered + len(_years_of(found[1])))
            if without_na(parted, head - 1, sure):
                rows, numbered = _unnumbered(_split(parted))
            return [
                (number, cells) for number, cells in rows if number <= foot or not is_a_note(parted[number - 1])
            ], numbered
    return _split(lines), 0


def _unnumbered(rows: Rows) -> tuple[Rows, int]:
    """Return rows without the cells in which R and pandas number them, and how many of them each row had."""
    many = 0
    while (place := next((k for k, (_, cells) in enumerate(rows) if _is_numbered(cells)), None)) is not None:
        numbers = [cells[0] for _, cells in rows[place + 1 :]]
        if not any(numbers == [str(k) for k in range(first, first + len(numbers))] for first in (0, 1)):
            break
        rows = [(number, cells[1:]) if k >= place else (number, cells) for k, (number, cells) in enumerate(rows)]
        many += 1
    return rows, many


def _is_numbered(cells: list[str]) -> bool:
    """Whether a line is a header behind cells without a name."""
    if _is_head(cells):
        return False
    blank = itertools.takewhile(lambda cell: NAMELESS.fullmatch(cell.casefold()), cells[:_MOST_NUMBERS])
    return any(_is_head(cells[at:]) for at, _ in enumerate(blank, 1) if at < len(cells))


def _split(lines: Sequence[str]) -> Rows:
    rows = ((number, _cells(line)) for number, line in enumerate(lines, 1))
    return [(number, cells) for number, cells in rows if any(cells)]


def _cells(line: str) -> list[str]:
    try:
        (cells,) = csv.reader([line.rstrip("; \t")])
    except (csv.Error, ValueError):  # a field that is too long, or nothing
        cells = line.split(",")
    return [cell.strip() for cell in cells]


def _years_of(cells: list[str]) -> tuple[int, ...]:
    """The years that follow the first cell of a header, up to the first that is none."""
    years = []
    for cell in cells[1:]:
        found = _YEAR.fullmatch(cell)
        if found is None:
            break
        years.append(int(found[1]))
    return tuple(years)


def _is_head(cells: list[str]) -> bool:
    """Whether a line is a header and no row of volumes that look like years."""
    years = _years_of(cells)
    if not years:
        return False
    first = cells[0].casefold()
    if not first or first.startswith(_HEADS):
        return True
    is_rising = all(late == early + 1 for early, late in itertools.pairwise(years))
    return is_rising and len(years) > 1 and not any(_FIGURE.fullmatch(cell) for cell in cells[len(years) + 1 :])


def _near_head(rows: Rows) -> str:
    """What keeps a line that was meant as a header from being one; empty if there is no such line."""
    for line, cells in rows:
        if (
            len(cells) > _MANY_LIKE
            and NAMELESS.fullmatch(cells[1].casefold())
            and len(_years_of(cells[1:])) >= _MANY_LIKE
        ):
            return (
                f"; in line {line} the years begin in the third cell, and none of the two before it has a name: where the rows of a table "
                "are longer than its header, R takes their first cell for a name of theirs and puts each year over the figures "
                "of the next, so read the table from the file that was downloaded"
            )
        like = [cell for cell in cells[1:] if _LIKE_A_YEAR.fullmatch(cell)]
        odd = next((cell for cell in like if not _YEAR.fullmatch(cell)), None)
        if odd is not None and len(like) >= max(_MANY_LIKE, len([cell for cell in cells[1:] if cell]) / 2):
            return f"; in line {line} {shown(odd)} is no year (expected four digits and nothing else)"
    return ""


def _header_faults(header: list[str], years: tuple[int, ...], line: int, name: str) -> Iterator[Issue]:
    for early, late in itertools.pairwise(years):
        if late != early + 1:
            message = f"the year {late} stands behind {early} (expected each year once, ascending, and none left out)"
            yield Issue(code="bad-header", message=message, file=name, line=line)
    for place, cell in enumerate(header[len(years) + 1 :], start=len(years) + 2):
        if _LIKE_A_YEAR.fullmatch(cell):
            message = f"{shown(cell)} stands behind the year {years[-1]}, and the years end before it"
            hint = "write each year as four digits and nothing else"
            yield Issue(code="bad-header", message=message, hint=hint, file=name, line=line, column=place)
            return


def _printed(
    rows: Rows, years: int, width: int, faults: list[Issue], name: str
) -> Iterator[tuple[str, tuple[Decimal | None, ...]]]:
    seen: set[str] = set()
    for line, cells in rows:
        label = cells[0]
        wrong = _row_fault(label, cells, seen, width, years)
        if wrong:
            faults.append(Issue(code="bad-row", message=wrong, file=name, line=line, row=line))
            continue
        seen.add(label)
        numbers = [*cells[1 : years + 1], *[""] * (years + 1 - len(cells))]
        bad = next((k for k, cell in enumerate(numbers) if cell and not _CELL.fullmatch(cell)), None)
        if bad is not None:
            message = f"{shown(numbers[bad])} is no volume (expected a number such as 16, or nothing)"
            faults.append(Issue(code="bad-value", message=message, file=name, line=line, row=line, column=bad + 2))
            continue
        yield label, tuple(Decimal(cell) if cell else None for cell in numbers)


def _row_fault(label: str, cells: list[str], seen: set[str], width: int, years: int) -> str:
    if not label:
        return "the row has no name in its first cell"
    if _FIGURE.fullmatch(label):
        return f"the row begins with the figure {shown(label)}, where a name is expected"
    if label in seen:
        return f"a row called {shown(label)} stands in the table already"
    if [cell for cell in cells[width + 1 :] if cell]:
        return f"the row has {len(cells)} cells (expected {width}; the older layout has one more than its header)"
    if len(cells) < min(width, years + 1):
        return f"the row has {len(cells)} cells, and there are {years} years behind its name"
    return ""


def _rows_are(first: str, old: re.Match[str] | None, printed: Iterable[str]) -> str:
    """What the rows are: said by the first cell of the header, by their names or by the title; empty if nothing says it."""
    said = first.casefold()
    other = "" if old is None or not _counterpart(old) else "supplier" if _is_supplier(old) else "recipient"
    for side, heads in (("supplier", ("export", "supplier")), ("recipient", ("import", "recipient"))):
        if said.startswith(heads):
            return "" if side == other else side  # where head and title contradict each other, nobody knows
    names = [name for name in printed if not name.casefold().startswith("total")]
    if said.startswith("categor") or (names and all(_is_category(name) for name in names)):
        return "category"
    return {"supplier": "recipient", "recipient": "supplier", "": ""}[other]


def _is_supplier(old: re.Match[str]) -> bool:
    """Whether the title names a supplier: "exports to India", as the older site has it, are the imports of India."""
    return bool(old["side"] == "from" or (old["side"] == "of" and old["direction"] == "export"))


def _is_category(name: str) -> bool:
    return name.replace("-", " ") in {row.code.replace("-", " ") for row in SCHEMES["SIPRI"].values()}


def _direction(first: str, old: re.Match[str] | None, printed: Iterable[str]) -> str:
    if old is not None:
        return ("export" if _is_supplier(old) else "import") if _counterpart(old) else str(old["direction"])
    totals = " ".join(name.casefold() for name in printed if name.casefold().startswith("total"))
    said = f"{first.casefold()} {totals}"
    return "export" if "export" in said else "import" if "import" in said or "recipient" in said else ""


def _counterpart(old: re.Match[str] | None) -> str:
    return "" if old is None or old["who"].casefold() in _ALL else str(old["who"])


def _vintage(preamble: list[str], years: tuple[int, ...]) -> Vintage:
    generated = next((day for text in preamble if (day := day_in(text))), None)
    title = next((text for text in preamble if text), "")
    return Vintage(
        publisher="SIPRI", title="SIPRI Arms Transfers Database: volumes by year", generated=generated, first_year=years[0],
        last_year=years[-1], window=title, layout="tables", lines=tuple(text for text in preamble if text),
    )  # fmt: skip
