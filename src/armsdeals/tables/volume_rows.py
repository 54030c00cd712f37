"""The rows of the table of volumes: what every line of every deal amounts to, on each basis, and when.

A row is one figure as it was told: a volume and the number that goes with it, or either of them. Goods that arrived over
several years with gaps have a row for every unbroken run of years, which holds its part by the number of years. Thus what
the rows of deals add up to is what the deals add up to, and nobody counts a deal once for each year:

    >>> from armsdeals.model.delivery import Delivery
    >>> heron = Delivery(line="heron", quantity=4, volume="16 TIV", years=(2015, 2016, 2018))
    >>> deal = Deal(id="demo", lines=(Line(id="heron", system="Heron"),),
    ...             history=(Event(when="2015/2018", deliveries=(heron,)),))
    >>> at = VOLUMES.place
    >>> [(row[at("first_year")], row[at("last_year")], round(row[at("tiv")], 4)) for row in volume_rows([deal])]
    [(2015, 2016, 10.6667), (2018, 2018, 5.3333)]

Rival claims have rows of their own; whoever adds up leaves out what was taken back and looks at `modality`. What is said
of the goods recurs in several rows, so that a block holds it apart; a table of a world of transfers is made in a moment.
Left out: volumes of one unit, which add up to nothing; goods lost or turned elsewhere; and claims of all that arrived, or
went back, where the history tells the same by its batches.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.line import Line
from armsdeals.model.party import Party, Role
from armsdeals.model.valued import QuantityClaim
from armsdeals.model.volume import NUMBER_UNMARKED, YEAR_UNMARKED, VolumeClaim
from armsdeals.tables.cells import country_of
from armsdeals.tables.groups import parted
from armsdeals.tables.told import are_one, basis_of, is_gone, is_told_by_batches, orders_for, orders_of, runs_of
from armsdeals.tables.volume_plain import Parts, parts_of
from armsdeals.tables.volumes import VOLUMES
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Claim
from armsdeals.values.classes import Scheme
from armsdeals.values.estimate import Estimate, Flag, to_estimate
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import cached_when

BLOCK = 4_096  # deals
Row = tuple[Any, ...]
SharedColumns = tuple[dict[str, Row], list[int], dict[str, Row]]
_OF_GOODS = (*VOLUMES.names[:1], *VOLUMES.names[2:13], *VOLUMES.names[14:16])
_OF_FIGURES = tuple(name for name in VOLUMES.names if name not in _OF_GOODS)
_NO_NUMBER, _NO_YEARS, _NO_ORDER, _NOBODY = (None,) * 5, (None,) * 3, (None,) * 2, (None,) * 3
_SUPPLIER, _RECIPIENT, _SIPRI, _ORDERED = Role.SUPPLIER, Role.RECIPIENT, Scheme.SIPRI, Basis.ORDERED


class Block(NamedTuple):
    """Rows of some deals, in parts that recur.

    Attributes:
        goods: Of each line what is said of it, whatever its number: deal, suppliers and recipients, line, system, category,
            class, condition, and the order year.
        at: For each row, the place of its goods.
        figures: For each row its path, basis and volume, and three groups: the years and how many they are, the number with
            its bounds, unit and mark, and how it is said, the mark of the years first.
    """

    goods: list[Row]
    at: list[int]
    figures: list[tuple[str, str, float | None, Row, Row, Row]]


def volume_rows(deals: Iterable[Deal]) -> Iterator[Row]:
    """Yield the rows of deals, in the order of the columns: of each what is claimed of its lines, then what arrived."""
    for goods, at, figures in volume_blocks(deals):
        for place, (path, basis, tiv, years, number, said) in zip(at, figures, strict=True):
            deal, *of, ordered, mark = goods[place]
            yield (deal, path, *of, basis, ordered, mark, *years, tiv, *number, *said)


def volume_columns(deals: Iterable[Deal]) -> Iterator[SharedColumns]:
    """Yield blocks of the columns: those of the goods, the place of the goods of each row, and the others, row by row."""
    walk, left = _Walk(), iter(deals)
    while held := [*islice(left, BLOCK)]:
        with _collector_paused():
            told = _columns_of(walk.filled(held))
        if told is not None:
            yield told


def _columns_of(block: Block) -> SharedColumns | None:
    if not block.at:
        return None
    path, basis, tiv, *groups = zip(*block.figures, strict=True)
    years, number, said = ([*zip(*group, strict=True)] for group in groups)
    goods = dict(zip(_OF_GOODS, zip(*block.goods, strict=True), strict=True))
    return goods, block.at, dict(zip(_OF_FIGURES, (path, basis, *years, tiv, *number, *said), strict=True))


def volume_blocks(deals: Iterable[Deal], *, quick: bool = True) -> Iterator[Block]:
    """Yield the rows of deals in blocks.

    Args:
        deals: The deals.
        quick: Whether plain deals go the quick way; the rows are the same.
    """
    walk, left = _Walk(), iter(deals)
    while held := [*islice(left, BLOCK)]:
        with _collector_paused():
            block = walk.filled(held, quick=quick)
        yield block


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the collector away from tuples that come and go by the thousand: it would look through all deals for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Kept(dict[Any, Any]):
    """What was made of texts, or of years, in one walk."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self._make = make

    def __missing__(self, told: Any) -> Any:
        made = self[told] = self._make(told)
        return made


class _Walk:
    """One walk over many deals; what recurs in them is worked out once."""

    def __init__(self) -> None:
        self._block = Block([], [], [])
        self._years = _Kept(_years)
        self._numbers = _Kept(_number)
        self._volumes = _Kept(lambda text: float(text.removesuffix(" TIV")))
        self._runs = _Kept(runs_of)
        self._paths = _Kept(lambda at: f"history[{at[0]}].deliveries[{at[1]}]")
        self._sources: dict[int, str] = {}
        self._held: list[Evidence] = []  # so that no other object gets the number of one whose text is kept

    def filled(self, deals: Iterable[Deal], *, quick: bool = True) -> Block:
        """Return the rows of deals."""
        block = self._block = Block([], [], [])
        for deal in deals:
            parts = parts_of(deal) if quick else None
            if parts is None:
                self.add(deal)
            else:
                self.add_plain(deal, parts)
        return block

    def add(self, deal: Deal) -> None:
        """Add the rows of one deal."""
        goods = self._block.goods
        whose = (deal.id, *_sides(deal.parties))
        orders = orders_of(deal)
        at = {}
        for place, line in enumerate(deal.lines):
            at[line.id] = len(goods)
            ordered = self._ordered(deal, line.id, orders)
            goods.append((*whose, line.id, *_goods(line), *ordered))
            if line.volumes or line.quantities:
                self._claimed(deal, place, line, ordered)
        for place, event in enumerate(deal.history):
            if event.deliveries:
                self._arrived(place, event, at, self._marked_years(event), is_gone=is_gone(deal, event))

    def add_plain(self, deal: Deal, parts: Parts) -> None:
        """Add the rows of one deal that is plain, as `add` does."""
        supplier, recipient, signed, came, total, number = parts
        line, (goods, at, figures) = deal.lines[0], self._block
        ordered = _NO_ORDER if signed is None else _one_year(self._years[signed.when.text])
        place = len(goods)
        goods.append((deal.id, *_one(supplier), *_one(recipient), line.id, *_goods(line), *ordered))
        if total is not None or number is not None:
            claim: Any = number
            counted = _NO_NUMBER if number is None else self._numbers[claim.value.text]
            path, tiv = "lines[0].quantities[0]", None
            if total is not None:
                k, claim = total
                path, tiv = f"lines[0].volumes[{k}]", self._volumes[claim.value.text]
            year, mark = ordered
            at.append(place)
            figures.append(
                (
                    path, "ORDERED", tiv, _NO_YEARS if year is None else (year, year, 1), counted,
                    (mark, claim.modality._value_, False, self._cited(claim.evidence)),
                )
            )  # fmt: skip
        for k, event in came:
            self._arrived(k, event, {line.id: place}, self._years[event.when.text], is_gone=False)

    def _ordered(self, deal: Deal, line: str, orders: list[Event]) -> Row:
        """Return the year in which a line was ordered, and whether it is an estimate; two empty cells if it is no one year."""
        if len(orders) != 1 or orders[0].scope:
            orders = orders_for(deal, line, orders)
        told = [_one_year(self._marked_years(event)) for event in orders]
        return min((one for one in told if one is not _NO_ORDER), key=itemgetter(0), default=_NO_ORDER)

    def _claimed(self, deal: Deal, place: int, line: Line, ordered: Row) -> None:
        """Add the rows of what is claimed of a line: a volume with its number, then numbers by themselves."""
        numbers = [None if is_told_by_batches(deal, line, number) else number for number in line.quantities]
        for k, claim in enumerate(line.volumes):
            if claim.value is None or claim.is_per_unit or is_told_by_batches(deal, line, claim):
                continue
            counted = _NO_NUMBER
            for n, number in enumerate(numbers):
                if number is not None and number.value is not None and are_one(deal, claim, number):
                    counted, numbers[n] = self._counted(number.value, number), None
                    break
            tiv = self._volumes[claim.value.text]
            self._add_claim(deal, f"lines[{place}].volumes[{k}]", claim, ordered, tiv, counted)
        for k, number in enumerate(numbers):
            if number is not None and number.value is not None:
                counted = self._counted(number.value, number)
                self._add_claim(deal, f"lines[{place}].quantities[{k}]", number, ordered, None, counted)

    def _add_claim(
        self, deal: Deal, path: str, claim: VolumeClaim | QuantityClaim, ordered: Row, tiv: float | None, counted: Row
    ) -> None:
        if claim.basis is _ORDERED:
            year, mark = ordered
            years = _NO_YEARS if year is None else (year, year, 1)
        else:
            years, mark = self._marked_years(claim)
        said = (mark, claim.modality._value_, is_gone(deal, claim), self._cited(claim.evidence))
        self._block.at.append(len(self._block.goods) - 1)
        self._block.figures.append((path, claim.basis._value_, tiv, years, counted, said))

    def _arrived(self, place: int, event: Event, at: dict[str, int], when: Row, *, is_gone: bool) -> None:
        """Add the rows of what arrived, or went back, by one event."""
        years, mark = when
        said = (mark, event.modality._value_, is_gone, self._cited(event.evidence))
        for k, entry in enumerate(event.deliveries):
            basis = basis_of(entry.kind)
            if basis is None:
                continue
            path = self._paths[place, k]
            tiv = None if entry.volume is None else self._volumes[entry.volume.text]
            counted = self._counted(entry.quantity, event)
            runs = self._runs[entry.years] if entry.years else ((years, 1),)
            for run, part in runs:
                self._block.at.append(at[entry.line])
                self._block.figures.append(
                    (path, basis, tiv, run, counted, said)
                    if part == 1
                    else (path, basis, tiv and tiv * part, run, _part(counted, part), said)
                )

    def _marked_years(self, claim: Claim) -> Row:
        """Return the years of the date of a claim, and whether they are estimates."""
        if claim.when is None:
            return _NO_YEARS, None
        found: Row = self._years[claim.when.text]
        return (found[0], None) if claim.text and YEAR_UNMARKED in claim.text else found

    def _counted(self, number: Estimate | None, claim: Claim) -> Row:
        """Return the cells of a number: best, low, high, unit, and whether it is an estimate."""
        if number is None:
            return _NO_NUMBER
        found: Row = self._numbers[number.text]
        return (*found[:4], None) if claim.text and NUMBER_UNMARKED in claim.text else found

    def _cited(self, sources: tuple[Evidence, ...]) -> str | None:
        if len(sources) != 1:
            return parted(source.id or source for source in sources) or None
        (source,) = sources
        found = self._sources.get(id(source))
        if found is None:
            self._held.append(source)
            found = self._sources[id(source)] = source.id or str(source)
        return found or None


def _sides(parties: tuple[Party, ...]) -> Row:
    """Return names, countries and kinds of the suppliers, then of the recipients."""
    sides = ([party for party in parties if party.role is role] for role in (_SUPPLIER, _RECIPIENT))
    return tuple(cell for side in sides for cell in _side(side))


def _side(parties: list[Party]) -> Row:
    """Return names, countries and kinds of several parties, each country and kind once."""
    names, countries, kinds = zip(*map(_one, parties), strict=True) if parties else ((), (), ())
    return tuple(
        parted(one for one in cells if one) or None for cells in (names, dict.fromkeys(countries), dict.fromkeys(kinds))
    )


def _one(party: Party | None) -> Row:
    """Return name, country and kind of one party."""
    if party is None:
        return _NOBODY
    country = country_of(party)
    return party.name, country and country.text, party.kind and party.kind._value_


def _goods(line: Line) -> Row:
    """Return what is said of the goods, whatever their number: designation, category, class, condition."""
    system = line.system
    classes = [one.code for one in system.codes if one.scheme is _SIPRI and one.code] if system.codes else ()
    told = None if not classes else classes[0] if len(classes) == 1 else parted(dict.fromkeys(classes))
    return system.designation, system.category or None, told, line.condition and line.condition._value_


def _one_year(when: Row) -> Row:
    """Return the year of a date with its mark; two empty cells where it is not of one year."""
    (first, _, many), mark = when
    return (first, mark) if many == 1 else _NO_ORDER


def _years(text: str) -> Row:
    """Return the years of a date: first, last and how many, and whether they are estimates."""
    when = cached_when(text)
    first, last = (None if day is None else day.year for day in (when.earliest, when.latest))
    many = None if first is None or last is None else last - first + 1
    return (first, last, many), when.is_uncertain or when.is_approximate


def _number(text: str) -> Row:
    number = to_estimate(text)
    low, best, high = (None if one is None else float(one) for one in (number.low, number.best, number.high))
    return best, low, high, number.unit or None, number.flag is not Flag.EXACT


def _part(counted: Row, part: float) -> Row:
    """Return a part of a number, with unit and mark as they are."""
    best, low, high, unit, mark = counted
    return (
        None if best is None else best * part,
        None if low is None else low * part,
        None if high is None else high * part,
        unit,
        mark,
    )
