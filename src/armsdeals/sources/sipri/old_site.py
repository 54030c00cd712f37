r"""SIPRI: the register as the site before 2023 gave it, in rich text (RTF).

A block begins with its supplier in bold. Each row in it is a deal: ``R:`` opens the recipients, ``L:`` those that produce under
licence, and a row without a recipient belongs to that of the row before. A number or year in brackets is an estimate,
`1993-2001` is from first to last, an empty number or ``. .`` is one nobody knows.

    >>> reading = read(rb'''{\rtf1\mac {\b Information generated:\b0  18 February 2024\par}
    ... {\b Supplier/\tab\tab No.\line\tab recipient (R)\tab ordered\tab designation\par}
    ... {\b Sweden}\par{\b R:} Norway\tab (8)\tab Drone-5\tab UAV\tab 2004\tab (2005)-2007\tab 6\tab For patrols\par
    ... {\b   } \tab\tab 2\tab Radar-X\tab radar\tab (2006)\tab \tab \tab \par}''')
    >>> print(reading.counts)
    2 lines: 2 used, 0 joined to the line before, 0 refused, 0 skipped
    >>> [(deal.recipients[0].name, [str(event) for event in deal.history]) for deal in reading.register]
    [('Norway', ['2004: signed', '2005?/2007?: delivering or further']), ('Norway', ['2006?: signed'])]

The lines that are counted are the rows, with text below the head; headings of blocks and empty paragraphs are none. What it
leaves out: volumes, the status (kept only where the comment states it), ids. Terms: see `armsdeals.sources.sipri.source`.
"""

from __future__ import annotations

import re

from armsdeals._fields import text_fault
from armsdeals._shown import shown
from armsdeals.errors import UnreadableInput
from armsdeals.issues import Issues
from armsdeals.model.event import Bound
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.sources._base import Progress
from armsdeals.sources.account import Account
from armsdeals.sources.delimited import NOTES, check_lines
from armsdeals.sources.rich_text import Paragraph, paragraphs
from armsdeals.sources.sipri.lines import decoded
from armsdeals.sources.sipri.older_rows import Cell, Maker, Row
from armsdeals.sources.sipri.preamble import evidence_of, vintage_of
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

LAYOUT = "old site"
_CELLS = 8  # recipient, ordered, designation, description, year of order, years, delivered, comment
_FEWEST = 7  # a comment may be missing
_MARK = re.compile(r"\s*([RL]):\s*", re.IGNORECASE)
_SINCE_BEGINNING = "since the beginning of the contract"


def knows(head: bytes) -> bool:
    """Whether a file begins as rich text does, and holds the head of such a register."""
    text = decoded(head)[0].lstrip()
    return text.startswith("{\\rtf") and _head_of(paragraphs(text)) is not None


def read(data: bytes, *, name: str = "", limits: Limits = DEFAULT_LIMITS, progress: Progress | None = None) -> Reading:
    """Read a register of the old site (see `Reader`); a line is a row with text below the head."""
    listed = paragraphs(decoded(data)[0])
    place = _head_of(listed)
    if place is None:
        raise UnreadableInput("no head with Supplier and recipient was found", line=1)
    check_lines([one.text for one in listed], limits)
    above = [line for one in listed[:place] for line in one.text.split("\n") if line.strip()]
    vintage = vintage_of(above, layout=LAYOUT)
    account = Account(name=name)
    # A row tells all that came since the beginning of the contract, if the note above says so, whatever years were asked for.
    partly = Bound.EXACT if any(_SINCE_BEGINNING in line.casefold() for line in above) else Bound.AT_LEAST
    maker = Maker(evidence_of(vintage), account, partly=partly)
    supplier = recipient = ""
    is_licence, used, row = False, 0, 0
    for one in listed[place + 1 :]:
        if not one.text.strip():
            continue
        if "\t" not in one.text.strip() and one.is_bold and not _MARK.fullmatch(one.text):
            supplier, recipient, is_licence = " ".join(one.text.split()), "", False
            continue
        row += 1
        if one.text.strip().casefold().startswith(NOTES):
            account.skip(one.line, row, "is a note, not a record")
            continue
        if fault := text_fault(one.text):
            account.refuse(one.line, row, "bad-character", fault)
            continue
        text, mark = one.text, _MARK.match(one.text)
        if mark:
            is_licence, text = mark[1].upper() == "L", one.text[mark.end() :]
        cells = _cells_of(text)
        recipient = cells[0] or recipient  # that of a row that is refused as well, since the next may belong to it
        if not _FEWEST <= len(cells) <= _CELLS:
            _refuse(account, one, row, len(cells))
            continue
        if not supplier:
            account.refuse(one.line, row, "no-supplier", "no supplier stands above the row", what="supplier")
            continue
        used += maker.add(_row(one.line, row, supplier, recipient, cells, is_licence=is_licence))
    if progress is not None:
        progress(row, row)
    return Reading(
        register=Register(maker.deals, sources=maker.parts.evidence), issues=Issues(account.issues), name=name,
        vintage=vintage, counts=account.counts(used),
    )  # fmt: skip


def _row(line: int, row: int, supplier: str, recipient: str, cells: list[str], *, is_licence: bool) -> Row:
    return Row(
        line=line, row=row, supplier=supplier, recipient=recipient, ordered=Cell(cells[1]), designation=cells[2],
        description=cells[3], order_year=Cell(cells[4]), years=Cell(cells[5]), delivered=Cell(cells[6]),
        comment=cells[7] if len(cells) == _CELLS else "", is_licence=is_licence,
    )  # fmt: skip


def _refuse(account: Account, one: Paragraph, row: int, count: int) -> None:
    if "\t" not in one.text.strip():
        message = f"{shown(one.text)} is neither a row nor, in bold, the supplier of a block"
        account.refuse(one.line, row, "no-row", message)
        return
    message = f"found {count} cells in {shown(one.text)} (expected {_CELLS})"
    account.refuse(one.line, row, "wrong-width", message)


def _cells_of(text: str) -> list[str]:
    """Return the cells of a row; a row that continues the one before has a second tab in place of the recipient."""
    cells = [
        " ".join(cell.split()) if place < _CELLS - 1 else cell.strip() for place, cell in enumerate(text.split("\t"))
    ]
    if len(cells) > _CELLS and not cells[0] and not cells[1]:
        del cells[0]
    while len(cells) > _CELLS and not cells[-1]:
        cells.pop()
    return cells


def _head_of(listed: list[Paragraph]) -> int | None:
    """Return the place of the head among paragraphs; None if there is none."""
    for place, one in enumerate(listed):
        told = one.text.casefold()
        if "\t" in told and "supplier" in told and "recipient" in told and "ordered" in told:
            return place
    return None
