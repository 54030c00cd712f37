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

from armsdeals.tables.volume_cells import Row

# Cells by column, and on which ways a row comes to its cell: places of places, the last one row by row.
Shared = tuple[dict[str, Sequence[object]], tuple["array[int]", ...]]


class Group:
    """Cells that recur together.

    Attributes:
        names: Their columns.
        cells: What stands in them, each once.
        at: Where the rows, or the goods, take theirs.
    """

    __slots__ = ("_places", "at", "cells", "names")

    def __init__(self, *names: str) -> None:
        self.names = names
        self.cells: list[Row] = []
        self.at = array("i")
        self._places: dict[Row, int] = {}

    def place(self, cells: Row) -> int:
        """Return the place of some cells, which are added if they were not there."""
        found = self._places.get(cells)
        if found is None:
            found = self._places[cells] = len(self.cells)
            self.cells.append(cells)
        return found

    def told(self) -> Iterator[Row]:
        """Yield the cells in the order in which they are taken."""
        return map(self.cells.__getitem__, self.at)

    def shared(self, *ways: array[int]) -> Shared:
        """Return the cells by column, with the way to them."""
        return dict(zip(self.names, zip(*self.cells, strict=True), strict=True)), (self.at, *ways)


class Block:
    """Rows of some deals.

    Attributes:
        deals: Of all goods the id of the deal.
        suppliers: Who supplies them.
        recipients: Who receives them.
        lines: The id of their line.
        systems: What they are.
        conditions: In what condition they arrive.
        orders: The year of their order and whether it is an estimate.
        goods_at: For each row, the place of its goods.
        figures: For each row where it is told, and its basis.
        tivs: The volume.
        years: The years, and how many they are.
        numbers: The number with its bounds, unit and mark.
        said: How it is said, the mark of the years first.
    """

    __slots__ = (
        "conditions", "deals", "figures", "goods_at", "lines", "numbers", "orders", "recipients", "said", "suppliers", "systems",
        "tivs", "years",
    )  # fmt: skip

    def __init__(self) -> None:
        self.deals: list[str] = []
        self.suppliers = Group("supplier", "supplier_country", "supplier_kind")
        self.recipients = Group("recipient", "recipient_country", "recipient_kind")
        self.lines: list[str] = []
        self.systems = Group("system", "category", "armament_category")
        self.conditions: list[str | None] = []
        self.orders = Group("order_year", "order_year_is_estimated")
        self.goods_at = array("i")
        self.figures = Group("path", "basis")
        self.tivs: list[float | None] = []
        self.years = Group("first_year", "last_year", "told_years")
        self.numbers = Group("number", "number_low", "number_high", "unit", "number_is_estimated")
        self.said = Group("year_is_estimated", "modality", "is_retracted", "is_beaten", "sources")

    def rows(self) -> Iterator[Row]:
        """Yield the rows, in the order of the columns."""
        of_goods = (self.suppliers, self.recipients, self.systems, self.orders)
        goods = list(zip(*(group.told() for group in of_goods), strict=True))
        figures = (self.figures.told(), self.years.told(), self.numbers.told(), self.said.told())
        for at, tiv, (path, basis), years, number, said in zip(self.goods_at, self.tivs, *figures, strict=True):
            supplier, recipient, system, ordered = goods[at]
            yield (
                self.deals[at], path, *supplier, *recipient, self.lines[at], *system, self.conditions[at], basis, *ordered, *years, tiv,
                *number, *said,
            )  # fmt: skip

    def columns(self) -> list[Shared]:
        """Return the cells of all columns, each as few times as it goes; nothing if there is no row."""
        at = self.goods_at
        if not at:
            return []
        goods: dict[str, Sequence[object]] = {"deal": self.deals, "line": self.lines, "condition": self.conditions}
        of_rows = [group.shared() for group in (self.figures, self.years, self.numbers, self.said)]
        of_goods = [group.shared(at) for group in (self.suppliers, self.recipients, self.systems, self.orders)]
        return [({"tiv": self.tivs}, ()), (goods, (at,)), *of_goods, *of_rows]
