"""Blocks of the table of volumes: rows of some deals, in parts that recur.

    >>> group = Group("system", "category")
    >>> group.place(("Heron", "UAV")), group.place(("S-400", "SAM system")), group.place(("Heron", "UAV"))
    (0, 1, 0)
    >>> group.cells
    [('Heron', 'UAV'), ('S-400', 'SAM system')]

A register of a world holds a few hundred parties and some thousand systems, dates and numbers, so that most cells are told
by the place of what was told before. Left out: what makes a row (`volume_rows`, `volume_plain`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import starmap
from typing import Any, NamedTuple

from armsdeals.tables.volume_cells import Row

# Cells by column, and on which ways a row comes to its cell: places of places, the last one row by row.
Shared = tuple[dict[str, Sequence[object]], tuple["array[int]", ...]]


class Group:
    """Cells that recur together.

    Attributes:
        names: Their columns.
        cells: What stands in them, each once.
    """

    __slots__ = ("_places", "cells", "names")

    def __init__(self, *names: str) -> None:
        self.names = names
        self.cells: list[Row] = []
        self._places: dict[Row, int] = {}

    def place(self, cells: Row) -> int:
        """Return the place of some cells, which are added if they were not there."""
        found = self._places.get(cells)
        if found is None:
            found = self._places[cells] = len(self.cells)
            self.cells.append(cells)
        return found

    def shared(self, *ways: array[int]) -> Shared:
        """Return the cells by column, with the way to them."""
        return dict(zip(self.names, zip(*self.cells, strict=True), strict=True)), ways


class Goods(NamedTuple):
    """Goods of one line of a deal; of what recurs the place in its group."""

    deal: str
    line: str
    condition: str | None
    supplier: int
    recipient: int
    system: int
    order: int


class Told(NamedTuple):
    """A row: one figure as it was told of some goods; of what recurs the place in its group."""

    goods: int
    tiv: float | None
    figure: int
    years: int
    number: int
    said: int


class Block:
    """Rows of some deals.

    Attributes:
        goods: The goods (`Goods`), as plain tuples, which are made by the thousand.
        told: The rows (`Told`), likewise.
        suppliers: Who supplies them.
        recipients: Who receives them.
        systems: What they are.
        orders: The year of their order and whether it is an estimate.
        figures: Where a row is told, and its basis.
        years: The years, how many there are in all, and their list where they have gaps.
        numbers: The number with its bounds, unit and mark.
        said: How it is said, the mark of the years first.
    """

    __slots__ = ("figures", "goods", "numbers", "orders", "recipients", "said", "suppliers", "systems", "told", "years")

    def __init__(self) -> None:
        self.goods: list[tuple[Any, ...]] = []
        self.told: list[tuple[Any, ...]] = []
        self.suppliers = Group("supplier", "supplier_country", "supplier_kind")
        self.recipients = Group("recipient", "recipient_country", "recipient_kind")
        self.systems = Group("system", "category", "armament_category")
        self.orders = Group("order_year", "order_year_is_estimated")
        self.figures = Group("path", "basis")
        self.years = Group("first_year", "last_year", "told_years", "listed_years")
        self.numbers = Group("number", "number_low", "number_high", "unit", "number_is_estimated")
        self.said = Group("year_is_estimated", "modality", "is_retracted", "is_beaten", "sources")

    def rows(self) -> Iterator[Row]:
        """Yield the rows, in the order of the columns."""
        for row in starmap(Told, self.told):
            goods = Goods(*self.goods[row.goods])
            path, basis = self.figures.cells[row.figure]
            yield (
                goods.deal, path, *self.suppliers.cells[goods.supplier], *self.recipients.cells[goods.recipient],
                goods.line, *self.systems.cells[goods.system], goods.condition, basis,
                *self.orders.cells[goods.order], *self.years.cells[row.years], row.tiv,
                *self.numbers.cells[row.number], *self.said.cells[row.said],
            )  # fmt: skip

    def columns(self) -> list[Shared]:
        """Return the cells of all columns, each as few times as it goes; nothing if there is no row."""
        if not self.told:
            return []
        deals, lines, conditions, *of_goods = zip(*self.goods, strict=True)
        goods, tivs, *of_rows = zip(*self.told, strict=True)
        way = array("i", goods)
        groups = (self.suppliers, self.recipients, self.systems, self.orders)
        told = (self.figures, self.years, self.numbers, self.said)
        return [
            ({"tiv": tivs}, ()),
            ({"deal": deals, "line": lines, "condition": conditions}, (way,)),
            *(group.shared(array("i", at), way) for group, at in zip(groups, of_goods, strict=True)),
            *(group.shared(array("i", at)) for group, at in zip(told, of_rows, strict=True)),
        ]
