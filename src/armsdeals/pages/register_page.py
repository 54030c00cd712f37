"""The page of a register: what it is, a table of all its deals, and each in full where there are few enough.

Without its script the table stands there whole, in the order of the register; with it, columns sort, deals are found by
words, sides, stage and year, and what is chosen stands in the address, so that it can be sent on. The script asks for nothing
and writes nothing but texts.

    >>> [column.key for column in columns_of(ListingNote(title=""))]
    ['deal', 'supplier', 'recipient', 'goods', 'year', 'ordered', 'arrived', 'stage']
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from attrs import frozen

from armsdeals.model.negotiation.tone import tone_of
from armsdeals.pages.bars import bars
from armsdeals.pages.listing import ListingNote
from armsdeals.pages.page import rendered, timelines
from armsdeals.pages.phrases import dateline
from armsdeals.pages.rows import RowNote

NARROW = 358  # units, about the width of the column on a phone
MOST_DRAWN = 100  # deals up to which each in full has its timeline


@frozen
class Cell:
    """A cell: its text, what stands small below it, and the number by which the column is sorted."""

    text: str
    small: str = ""
    key: str = ""

    @property
    def told_apart(self) -> bool:
        """Whether the number cannot be read from the text."""
        return self.key != self.text.replace(",", "")


@frozen(kw_only=True)
class Column:
    """A column of the table of deals.

    Attributes:
        key: Its name in the address of the page.
        mark: The class of its cells, one letter since there are many of them.
        head: Its name for readers.
        cell: What stands in it for a deal.
        is_number: Whether it is sorted by a number.
    """

    key: str
    mark: str
    head: str
    cell: Callable[[RowNote], Cell]
    is_number: bool = False


_ALWAYS = (
    Column(key="deal", mark="a", head="Deal", cell=lambda row: Cell(row.name, row.id if row.name != row.id else "")),
    Column(key="supplier", mark="s", head="Supplier", cell=lambda row: Cell(row.suppliers, row.supplier_names)),
    Column(key="recipient", mark="r", head="Recipient", cell=lambda row: Cell(row.recipients, row.recipient_names)),
    Column(
        key="goods",
        mark="g",
        head="Goods",
        cell=lambda row: Cell(row.goods, ". ".join(filter(None, (row.sort, row.note)))),
    ),
    Column(
        key="year",
        mark="y",
        head="Signed",
        is_number=True,
        cell=lambda row: Cell(row.ordered_on, key=str(row.year or "")),
    ),
    Column(
        key="ordered",
        mark="o",
        head="Ordered",
        is_number=True,
        cell=lambda row: Cell(row.ordered, key=row.ordered_number),
    ),
    Column(
        key="arrived",
        mark="d",
        head="Arrived",
        is_number=True,
        cell=lambda row: Cell(row.arrived, key=row.arrived_number),
    ),
)
_VOLUMES = (
    Column(key="volume", mark="v", head="Million TIV, ordered", is_number=True, cell=lambda row: Cell(row.volume, key=row.volume_number)),
    Column(
        key="arrived_volume", mark="w", head="Million TIV, arrived", is_number=True,
        cell=lambda row: Cell(row.arrived_volume, key=row.arrived_volume_number),
    ),
)  # fmt: skip
_STAGE = Column(key="stage", mark="t", head="Stage", cell=lambda row: Cell(row.stage, row.since))
_PRICE = Column(key="price", mark="p", head="Price", cell=lambda row: Cell(row.price))


def columns_of(note: ListingNote) -> tuple[Column, ...]:
    """Return the columns for which some deal has something; the stage stands between volumes and prices."""
    volumes = _VOLUMES if any(row.volume or row.arrived_volume for row in note.rows) else ()
    prices = (_PRICE,) if any(row.price for row in note.rows) else ()
    return (*_ALWAYS, *volumes, _STAGE, *prices)


def register_page(note: ListingNote) -> str:
    """Return a register as the text of one HTML file.

    Raises:
        MissingExtra: Jinja2 is not installed.
    """
    draw = partial(timelines, report=note, detailed=True)
    return rendered(
        "register.html",
        styles=("page.css", "register.css"),
        script="register.js",
        note=note,
        dateline=dateline(note),
        columns=columns_of(note),
        drawing={"wide": bars(note.years), "narrow": bars(note.years, width=NARROW)},
        most_at_a_stage=max((part.deals for part in note.stages), default=1),
        marks={mark for row in note.rows for mark in row.marks},
        tone_of=tone_of,
        counted=counted,
        details=[draw((deal,)) for deal in note.deals] if len(note.deals) <= MOST_DRAWN else [],
    )


def counted(number: int, what: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
