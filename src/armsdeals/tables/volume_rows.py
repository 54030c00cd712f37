"""The rows of the table of volumes: what every line of every deal amounts to, on each basis, and when.

A row is one figure as it was told: a volume and the number that goes with it, or either of them. Goods that arrived over
several years with gaps have a row for every unbroken run of years, which holds its part by the number of years. Thus what
the rows of deals add up to is what the deals add up to, and nobody counts a deal once for each year:

    >>> from armsdeals.model.delivery import Delivery
    >>> heron = Delivery(line="heron", quantity=4, volume="16 TIV", years=(2015, 2016, 2018))
    >>> deal = Deal(id="demo", lines=(Line(id="heron", system="Heron"),),
    ...             history=(Event(when="2015/2018", deliveries=(heron,)),))
    >>> from armsdeals.tables.volumes import VOLUMES
    >>> at = VOLUMES.place
    >>> [(row[at("first_year")], row[at("last_year")], round(row[at("tiv")], 4)) for row in volume_rows([deal])]
    [(2015, 2016, 10.6667), (2018, 2018, 5.3333)]

Rival claims have rows of their own; whoever adds up leaves out what was taken back or beaten (`rivals`) and looks at
`modality`. An order of which nobody tells a volume or a number has a row without either. What is said of the goods recurs in several rows, so that a block holds it apart; a table of a world of transfers is made in a moment.
Left out: volumes of one unit, which add up to nothing; goods lost or turned elsewhere; and claims of all that arrived, or
went back, where the history tells the same by its batches; one that cannot be the same has a row, which the batches beat.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from armsdeals._collector import collector_paused
from armsdeals.model.amended import amendment_days
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.line import Line
from armsdeals.model.valued import QuantityClaim
from armsdeals.model.volume import NUMBER_UNMARKED, YEAR_UNMARKED, VolumeClaim
from armsdeals.tables.rivals import Told, beaten
from armsdeals.tables.told import (
    are_one,
    basis_of,
    is_gone,
    is_told_by_batches,
    orders_for,
    orders_of,
    rivals_batches,
)
from armsdeals.tables.volume_block import Block, Shared
from armsdeals.tables.volume_cells import (
    NO_NUMBER,
    NO_ORDER,
    NO_YEARS,
    Meanings,
    Row,
    goods_of,
    one_year,
    part_of,
    sides_of,
)
from armsdeals.tables.volume_plain import Plain
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Claim
from armsdeals.values.estimate import Estimate

BLOCK = 16_384  # deals that are made one after the other, and live until their block is done
HELD_BLOCK = 131_072  # deals that live anyway
_ORDERED = Basis.ORDERED


def volume_rows(deals: Iterable[Deal]) -> Iterator[Row]:
    """Yield the rows of deals, in the order of the columns: of each what is claimed of its lines, then what arrived."""
    for block in volume_blocks(deals):
        yield from block.rows()


def volume_columns(deals: Iterable[Deal]) -> Iterator[list[Shared]]:
    """Yield blocks of the columns, in which what recurs stands once (`Block.columns`)."""
    for block in volume_blocks(deals):
        with collector_paused():
            told = block.columns()
        if told:
            yield told


def volume_blocks(deals: Iterable[Deal], *, quick: bool = True, size: int = 0) -> Iterator[Block]:
    """Yield the rows of deals in blocks.

    Args:
        deals: The deals.
        quick: Whether plain deals go the quick way; the rows are the same.
        size: How many deals are one block; 0 for what suits how they are held.
    """
    meanings, left = Meanings(), iter(deals)
    size = size or (HELD_BLOCK if isinstance(deals, (tuple, list)) else BLOCK)
    while held := [*islice(left, size)]:
        with collector_paused():
            block = Block()
            add = _General(block, meanings).add
            if quick:
                Plain(block, meanings).fill(held, add)
            else:
                for deal in held:
                    add(deal)
        yield block


class _General:
    """The general way to the rows of deals, whatever they hold."""

    def __init__(self, block: Block, meanings: Meanings) -> None:
        self._block = block
        self._meanings = meanings

    def add(self, deal: Deal) -> None:
        """Add the rows of one deal."""
        block = self._block
        suppliers, recipients = sides_of(deal.parties)
        orders = orders_of(deal)
        at = {}
        for place, line in enumerate(deal.lines):
            at[line.id] = len(block.goods)
            ordered, order = self._ordered(deal, line.id, orders)
            sides = block.suppliers.place(suppliers), block.recipients.place(recipients)
            system, condition = block.systems.place(goods_of(line)), line.condition and line.condition._value_
            block.goods.append((deal.id, line.id, condition, *sides, system, block.orders.place(ordered)))
            is_told = bool(line.volumes or line.quantities) and self._claimed(deal, place, line, ordered)
            if order is not None and not is_told:
                self._untold(place, order, ordered)
        for place, event in enumerate(deal.history):
            if event.deliveries:
                self._arrived(place, event, at, is_gone=is_gone(deal, event))

    def _ordered(self, deal: Deal, line: str, orders: list[Event]) -> tuple[Row, Event | None]:
        """Return the year in which a line was ordered, whether it is an estimate, and the event that tells it.

        The two cells are empty if it is no one year.
        """
        if len(orders) != 1 or orders[0].scope:
            orders = orders_for(deal, line, orders)
        told = [(one_year(self._marked_years(event)), event) for event in orders]
        dated = (one for one in told if one[0] is not NO_ORDER)
        return min(dated, key=lambda one: one[0][0], default=(NO_ORDER, orders[0] if orders else None))

    def _untold(self, place: int, order: Event, ordered: Row) -> None:
        """Add the row of an order of which nobody tells a volume or a number; else it would be no order at all."""
        year, mark = ordered
        said = (mark, order.modality._value_, False, False, self._meanings.cited(order.evidence))
        years = NO_YEARS if year is None else (year, year, 1, None)
        self._add_row(len(self._block.goods) - 1, (f"lines[{place}]", _ORDERED._value_), None, years, NO_NUMBER, said)

    def _claimed(self, deal: Deal, place: int, line: Line, ordered: Row) -> bool:
        """Add the rows of what is claimed of a line: a volume with its number, then numbers by themselves.

        Returns:
            Whether an order is among them, or only other things are: an option that nobody took up is no order.
        """
        rows: list[tuple[str, Told, float | None, Row]] = []
        rivals: set[str] = set()  # the paths of rows that the batches of the history beat
        beside = [_beside_batches(deal, line, number) for number in line.quantities]
        numbers = [None if how is None else number for number, how in zip(line.quantities, beside, strict=True)]
        for k, claim in enumerate(line.volumes):
            if claim.value is None or claim.is_per_unit or (is_rival := _beside_batches(deal, line, claim)) is None:
                continue
            counted, path = NO_NUMBER, f"lines[{place}].volumes[{k}]"
            for n, number in enumerate(numbers):
                if number is None or number.value is None or beside[n] is not is_rival:
                    continue
                if are_one(deal, claim, number):
                    counted, numbers[n] = self._counted(number.value, number), None
                    break
            tiv = self._meanings.volumes[claim.value.text]
            rows.append((path, self._told(deal, claim, tiv, counted), tiv, counted))
            rivals |= {path} if is_rival else set()
        for k, number in enumerate(numbers):
            if number is not None and number.value is not None:
                counted, path = self._counted(number.value, number), f"lines[{place}].quantities[{k}]"
                rows.append((path, self._told(deal, number, None, counted), None, counted))
                rivals |= {path} if beside[k] else set()
        self._add_claims(deal, line, rows, ordered, rivals)
        bases = {number.basis for number in line.quantities}
        bases |= {claim.basis for claim in line.volumes if claim.value is not None and not claim.is_per_unit}
        return any(row[1].claim.basis is _ORDERED for row in rows) or bool(bases - {_ORDERED})

    def _told(self, deal: Deal, claim: VolumeClaim | QuantityClaim, tiv: float | None, counted: Row) -> Told:
        unit = None if counted is NO_NUMBER else counted[3] or ""
        return Told(claim, has_volume=tiv is not None, unit=unit, is_gone=is_gone(deal, claim))

    def _add_claims(
        self, deal: Deal, line: Line, rows: list[tuple[str, Told, float | None, Row]], ordered: Row, rivals: set[str]
    ) -> None:
        lost: frozenset[int] = frozenset()
        if len(rows) > 1:
            amended = amendment_days(deal.history, deal.retracted(), part=line.id)
            lost = beaten([told for _, told, _, _ in rows], amended)
        for place, (path, told, tiv, counted) in enumerate(rows):
            claim = told.claim
            if claim.basis is _ORDERED:
                year, mark = ordered
                years = NO_YEARS if year is None else (year, year, 1, None)
            else:
                years, mark = self._marked_years(claim)
            cited = self._meanings.cited(claim.evidence)
            said = (mark, claim.modality._value_, told.is_gone, place in lost or path in rivals, cited)
            self._add_row(len(self._block.goods) - 1, (path, claim.basis._value_), tiv, years, counted, said)

    def _arrived(self, place: int, event: Event, at: dict[str, int], *, is_gone: bool) -> None:
        """Add the rows of what arrived, or went back, by one event."""
        years, mark = self._marked_years(event)
        said = (mark, event.modality._value_, is_gone, False, self._meanings.cited(event.evidence))
        for k, entry in enumerate(event.deliveries):
            basis = basis_of(entry.kind)
            if basis is None:
                continue
            tiv = None if entry.volume is None else self._meanings.volumes[entry.volume.text]
            counted = self._counted(entry.quantity, event)
            figure = f"history[{place}].deliveries[{k}]", basis
            for run, part in self._meanings.runs[entry.years] if entry.years else ((years, 1),):
                if part == 1:
                    self._add_row(at[entry.line], figure, tiv, run, counted, said)
                else:
                    self._add_row(at[entry.line], figure, tiv and tiv * part, run, part_of(counted, part), said)

    def _add_row(self, goods: int, figure: Row, tiv: float | None, years: Row, counted: Row, said: Row) -> None:
        block = self._block
        at = block.figures.place(figure), block.years.place(years), block.numbers.place(counted), block.said.place(said)
        block.told.append((goods, tiv, *at))

    def _marked_years(self, claim: Claim) -> Row:
        """Return the years of the date of a claim, and whether they are estimates."""
        if claim.when is None:
            return NO_YEARS, None
        found: Row = self._meanings.years[claim.when.text]
        return (found[0], None) if claim.text and YEAR_UNMARKED in claim.text else found

    def _counted(self, number: Estimate | None, claim: Claim) -> Row:
        """Return the cells of a number: best, low, high, unit, and whether it is an estimate."""
        if number is None:
            return NO_NUMBER
        found: Row = self._meanings.numbers[number.text]
        return (*found[:4], None) if claim.text and NUMBER_UNMARKED in claim.text else found


def _beside_batches(deal: Deal, line: Line, claim: VolumeClaim | QuantityClaim) -> bool | None:
    """Whether a claim of what arrived rivals the batches of the history; None where they tell the same."""
    return (True if rivals_batches(deal, line, claim) else None) if is_told_by_batches(deal, line, claim) else False
