"""Plain deals: those that a register of transfers tells, of which the table of volumes is made in a quick way.

One line, one signing, one order told once, and batches: nothing rivals anything, and nothing is taken back. Whatever else
a deal holds sends it the general way (`volume_rows`); both make the same rows. What deals share is known by being the same
object, so that it is looked at once in a block.

    >>> from armsdeals.model.valued import QuantityClaim
    >>> from armsdeals.tables.volume_block import Block
    >>> order = QuantityClaim("4 battalion", basis="ordered")
    >>> deal = Deal(id="demo", lines=(Line(id="s400", system="S-400", quantities=(order,)),))
    >>> odd, block = [], Block()
    >>> Plain(block, Meanings()).fill([deal, deal.with_quantity("s400", "ordered", "2 battalion")], odd.append)
    >>> [row[21] for row in block.rows()], len(odd)
    ([4.0], 1)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from armsdeals.model.deal import Deal
from armsdeals.model.delivery import DeliveryKind
from armsdeals.model.event import Bound, Event
from armsdeals.model.line import Line
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.party import Party, Role
from armsdeals.tables.told import basis_of
from armsdeals.tables.volume_block import Block, Group
from armsdeals.tables.volume_cells import (
    NO_NUMBER,
    NO_ORDER,
    NO_YEARS,
    NOBODY,
    Kept,
    Meanings,
    goods_of,
    one_year,
    part_of,
    side_of,
)
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Claim, Modality

_SIGNED, _FACT, _EXACT, _ORDERED = NegotiationStage.SIGNED, Modality.FACT, Bound.EXACT, Basis.ORDERED
_ODD: tuple[Any, ...] = ("odd",)  # what sends a deal the general way
_SUPPLIES, _RECEIVES = 1, 2  # sides, as bits
_NOTHING: tuple[Any, ...] = ()  # what makes no row


class Plain:
    """The quick way to the rows of the deals of one block, all of which live until it is full.

    Args:
        block: Where the rows go.
        meanings: What texts mean.
    """

    def __init__(self, block: Block, meanings: Meanings) -> None:
        self._block = block
        self._meanings = meanings
        # By the object, or several: the places of what it says.
        self._orders: dict[tuple[int, int], tuple[Any, ...]] = {}
        self._signings: dict[int, tuple[Any, ...]] = {}
        self._said: dict[tuple[Modality, int], Kept] = {}
        self._systems: dict[int, int] = {}
        self._sides: dict[int, tuple[Any, ...]] = {}  # by the party
        self._both: dict[int, tuple[Any, ...]] = {}  # by all parties of a deal
        self._unsigned = block.orders.place(NO_ORDER), block.years.place(NO_YEARS), None, None
        self._nobody = block.suppliers.place(NOBODY), block.recipients.place(NOBODY)
        self._moments: dict[tuple[Any, ...], tuple[int, int]] = {}  # years, and how it is said
        self._tivs: dict[int, Any] = {id(None): None}
        self._runs: dict[int, list[tuple[int, float]]] = {}
        self._of_volume = Kept(lambda k: block.figures.place((f"lines[0].volumes[{k}]", "ORDERED")))
        self._of_line = block.figures.place(("lines[0]", "ORDERED"))
        self._of_number = block.figures.place(("lines[0].quantities[0]", "ORDERED"))
        self._no_number = block.numbers.place(NO_NUMBER)
        self._numbers: dict[int, int] = {id(None): self._no_number}
        # What is kept must not lead back to this object, or the collector alone could free the block.
        figures = block.figures
        self._batches = Kept(lambda one: _batch(figures, *one))
        numbers = block.numbers
        self._parts = Kept(lambda one: numbers.place(part_of(numbers.cells[one[0]], one[1])))

    def fill(self, deals: Iterable[Deal], otherwise: Callable[[Deal], None]) -> None:
        """Add the rows of deals, in their order.

        Args:
            deals: The deals.
            otherwise: Takes those that are not plain.
        """
        block, systems, both, orders, unsaid = self._block, self._systems, self._both, self._orders, self._of_line
        goods, told, arrived = block.goods, block.told, self._arrived
        for deal in deals:
            lines, parties = deal.lines, deal.parties
            if len(lines) != 1 or deal.tranches:
                otherwise(deal)
                continue
            line, place, first = lines[0], len(goods), len(told)
            sides = both.get(id(parties)) or self._sides_of(parties)
            counted = id(line.volumes), id(line.quantities)
            order = orders[counted] if counted in orders else self._ordered(counted, line)
            signed = self._unsigned
            for at, event in enumerate(deal.history):
                if not event.deliveries:
                    signed = self._signed(event, signed)
                elif event.id or event.text or event.stage is _SIGNED:
                    signed = _ODD
                else:
                    arrived(place, at, event)
            if order is _ODD or signed is _ODD or sides is _ODD:
                del told[first:]
                otherwise(deal)
                continue
            condition, system = line.condition, line.system
            if (at := systems.get(id(system), -1)) < 0:
                at = systems[id(system)] = block.systems.place(goods_of(line))
            year, years, mark, said = signed
            goods.append((deal.id, line.id, condition and condition._value_, *sides, at, year))
            if order:
                figure, tiv, number, said = order
                told.insert(first, (place, tiv, figure, years, number, said[mark]))
            elif said is not None:
                told.insert(first, (place, None, unsaid, years, self._no_number, said[mark]))

    def _sides_of(self, parties: tuple[Party, ...]) -> tuple[Any, ...]:
        """Return the places of the supplier and of the recipient; `_ODD` if there are more."""
        sides, seen = self._sides, 0
        supplier, recipient = self._nobody
        for party in parties:
            told = sides.get(id(party))
            if told is None:
                told = sides[id(party)] = self._side(party)
            side, place = told
            if side & seen:
                self._both[id(parties)] = _ODD
                return _ODD
            seen |= side
            if side == _SUPPLIES:
                supplier = place
            elif side:
                recipient = place
        self._both[id(parties)] = found = supplier, recipient
        return found

    def _side(self, party: Party) -> tuple[int, int]:
        if party.role is Role.SUPPLIER:
            return _SUPPLIES, self._block.suppliers.place(side_of([party]))
        if party.role is Role.RECIPIENT:
            return _RECEIVES, self._block.recipients.place(side_of([party]))
        return 0, 0

    def _ordered(self, counted: tuple[int, int], line: Line) -> tuple[Any, ...]:
        """Return where an order is told, its volume, its number and how it is said; `_ODD` if more is told, or apart."""
        order = self._orders[counted] = self._order_of(line)
        return order

    def _order_of(self, line: Line) -> tuple[Any, ...]:
        volume: Any = None
        number: Any = None
        at = 0
        for place, claim in enumerate(line.volumes):
            if claim.value is None or claim.is_per_unit:
                continue
            if volume is not None or claim.basis is not _ORDERED or claim.id or claim.text:
                return _ODD
            volume, at = claim, place
        for counted in line.quantities:
            if (
                number is not None
                or counted.value is None
                or counted.basis is not _ORDERED
                or counted.id
                or counted.text
            ):
                return _ODD
            number = counted
        if volume is None:
            return (
                _NOTHING if number is None else (self._of_number, None, self._number(number.value), self._how(number))
            )
        how, tiv = self._how(volume), self._meanings.volumes[volume.value.text]
        if number is None:
            return self._of_volume[at], tiv, self._no_number, how
        if self._how(number) is not how or volume.when != number.when:
            return _ODD  # they are told apart
        return self._of_volume[at], tiv, self._number(number.value), how

    def _signed(self, event: Event, before: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return the order year, the same as years, its mark, and how it is said; what was before if it tells no signing."""
        told = self._signings.get(id(event))
        if told is None:
            told = self._signings[id(event)] = self._signing(event)
        if not told:
            return before
        return told if before is self._unsigned else _ODD

    def _signing(self, event: Event) -> tuple[Any, ...]:
        is_plain = event.modality is _FACT and event.bound is _EXACT and not event.back
        if event.stage is not _SIGNED or not is_plain:
            return _NOTHING
        if event.scope or event.id or event.text:
            return _ODD
        block = self._block
        year, mark = ordered = one_year(self._meanings.years[event.when.text])
        years = NO_YEARS if year is None else (year, year, 1, None)
        return block.orders.place(ordered), block.years.place(years), mark, self._how(event)

    def _arrived(self, place: int, at: int, event: Event) -> None:
        """Add the rows of what arrived, or went back, by one event."""
        when, sources = event.when, event.evidence
        moment = id(when), id(sources), event.modality
        span, said = self._moments.get(moment) or self._moment(moment, event)
        add = self._block.told.append
        for k, entry in enumerate(event.deliveries):
            figure = self._batches[at, k, entry.kind]
            if figure is None:
                continue
            volume: Any = entry.volume
            quantity, years = entry.quantity, entry.years
            tiv = self._tivs.get(id(volume), _ODD)
            if tiv is _ODD:
                tiv = self._tivs[id(volume)] = self._meanings.volumes[volume.text]
            number = self._numbers.get(id(quantity))
            if number is None:
                number = self._numbers[id(quantity)] = self._number(quantity)
            if not years:
                add((place, tiv, figure, span, number, said))
                continue
            for run, part in self._runs.get(id(years)) or self._runs_of(years):
                if part == 1:
                    add((place, tiv, figure, run, number, said))
                else:
                    add((place, tiv and tiv * part, figure, run, self._parts[number, part], said))

    def _moment(self, moment: tuple[Any, ...], event: Event) -> tuple[int, int]:
        """Return the years of an event, and how it is said."""
        years, mark = self._meanings.years[event.when.text]
        made = self._moments[moment] = self._block.years.place(years), self._how(event)[mark]
        return made

    def _runs_of(self, years: tuple[int, ...]) -> list[tuple[int, float]]:
        """Return the unbroken runs of listed years, each with its part."""
        runs = self._meanings.runs[years]
        made = self._runs[id(years)] = [(self._block.years.place(run), part) for run, part in runs]
        return made

    def _number(self, number: Any) -> int:
        return self._block.numbers.place(self._meanings.numbers[number.text])

    def _how(self, claim: Claim) -> Kept:
        """Return by the mark of the years how a claim is said."""
        sources = claim.evidence
        key = claim.modality, id(sources[0] if len(sources) == 1 else sources)
        found = self._said.get(key)
        if found is None:
            modality, cited, said = claim.modality._value_, self._meanings.cited(sources), self._block.said
            found = self._said[key] = Kept(lambda mark: said.place((mark, modality, False, False, cited)))
        return found


def _batch(figures: Group, at: int, k: int, kind: DeliveryKind) -> int | None:
    """Return the place of where a batch is told, with its basis; None of one that makes no row."""
    basis = basis_of(kind)
    return None if basis is None else figures.place((f"history[{at}].deliveries[{k}]", basis))
