r"""The older tables of SIPRI: the names of their columns, and the way from a file to a reading that all of them go.

    >>> [what for what, names in REGISTER.items() if "no. ordered" in names]
    ['ordered']

Left out: what the columns of one layout mean for a row (`older_register`, `report`, `order_volumes`), and the row for a deal
(`older_rows`).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import evolve

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue, UnreadableInput
from armsdeals.issues import Issues, Severity
from armsdeals.model.event import Bound
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.sources._base import Progress
from armsdeals.sources.account import Account
from armsdeals.sources.delimited import HEADING, PARTING, Names, Table, is_flag, table_of
from armsdeals.sources.sipri.lines import decoded
from armsdeals.sources.sipri.na_cells import without_na
from armsdeals.sources.sipri.older_rows import Cell, Maker, Row
from armsdeals.sources.sipri.parts import FLAGS
from armsdeals.sources.sipri.preamble import evidence_of, vintage_of
from armsdeals.wire.limits import Limits

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
_FIGURES = ("ordered", "order_year", "delivered")
_VOLUMES = ("of_unit", "of_order", "of_arrived")
_MAY_BE_ESTIMATES = (*_FIGURES, "years")


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
    table = table_of(text, names, needed, figures=_FIGURES, name="designation")
    if table is None:
        raise UnreadableInput(f"no head with {', '.join(sorted(needed))} was found", line=1)
    account = table.account(odd, limits, name=name)
    sure = {*(table.places[what] for what in (*_FIGURES, *_VOLUMES) if what in table.places), *table.flags.values()}
    account.issues += [
        evolve(issue, file=name) for issue in without_na(table.lines, table.head, sure, separator=table.separator)
    ]
    vintage = vintage_of([line.rstrip(" ,;\t") for line in table.lines[: table.head]], layout=layout)
    maker = Maker(evidence_of(vintage), account, partly=Bound.AT_LEAST)
    records = list(table.records(account))
    flags = _flags_of(table, records, account)
    denies = {
        what
        for what, place in flags.items()
        if place is not None and any(_is_denial(cells[place]) for _, cells in records)
    }
    before: dict[str, Cell] = {}
    last, broken = 0, {issue.line for issue in account.issues if issue.code in PARTING or issue.message == HEADING}
    lines = len(table.lines) - table.head - 1
    for number, cells in records:
        row = number - table.head - 1
        told: dict[str, Cell] = {}
        try:
            told = {what: Cell(cells[place].strip()) for what, place in table.places.items()}
            for what, place in flags.items():
                text = told[what].text if what in told else ""
                flag = None if place is None else _flag(cells[place], what, is_blank_silent=what in denies)
                told[what] = Cell(text, flag)
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


def _flags_of(table: Table, records: Sequence[tuple[int, list[str]]], account: Account) -> dict[str, int | None]:
    """Return where the flag of each column stands, None where nobody knows, and tell the account of flags astray.

    Flags share one name, so that only their places say whose they are. Where one of them stands behind no figure the columns were
    turned round, and those that stand behind a figure may be somebody else's too.
    """
    shared = {place for place, name in enumerate(table.names) if is_flag(name)}
    of_figures = {table.flags[what]: what for what in _MAY_BE_ESTIMATES if table.flags.get(what) in shared}
    if "years" in of_figures.values() and not {*_FIGURES} <= {*of_figures.values()}:
        of_figures = {place: what for place, what in of_figures.items() if what != "years"}
    holds = {place for place in shared if table.names[place] or any(_is_a_flag(cells[place]) for _, cells in records)}
    for place in sorted(shared & {*table.flags.values()} - holds - {*of_figures}):
        if any(cells[place].strip() for _, cells in records):
            message = f"the column {place + 1}, which has no name, is not known here and was left out"
            account.note(table.head + 1, None, "unknown-column", message, severity=Severity.INFO)
    flags: dict[str, int | None] = {what: place for what, place in table.flags.items() if place not in shared}
    if astray := sorted(holds - {*of_figures}):
        *first, last = [str(place + 1) for place in astray]
        where = f"columns {', '.join(first)} and {last}" if first else f"column {last}"
        message = (
            f"flags of estimates stand behind no figure of theirs ({where}), so nobody says which figures are estimates"
        )
        hint = "put each flag behind its figure again, or read the file as it was downloaded"
        account.note(table.head + 1, None, "no-flags", message, hint=hint)
        return flags | {what: None for what in _MAY_BE_ESTIMATES if what in table.places}
    return flags | {what: place for place, what in of_figures.items()}


def _is_a_flag(text: str) -> bool:
    return text.strip(" ;").casefold() in FLAGS


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
