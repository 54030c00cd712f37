"""The rows of the table of volumes: what every line of every deal amounts to, on each basis, and when.

A row is one figure as it was told: a volume and the number that goes with it, or either of them. Goods that arrived over
several years with gaps have a row for every unbroken run of years, which holds its part by the number of years. Thus what
the rows of deals add up to is what the deals add up to, and nobody counts a deal once for each year:

    >>> from armsdeals.model.delivery import Delivery
    >>> from armsdeals.tables.volumes import VOLUMES
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

from collections.abc import Callable, Iterable, Iterator
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
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Claim
from armsdeals.values.classes import Scheme
from armsdeals.values.estimate import Estimate, Flag, to_estimate
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import cached_when

BLOCK = 4_096  # deals
Row = tuple[Any, ...]
_NO_NUMBER, _NO_YEARS, _NO_ORDER = (None,) * 5, (None,) * 4, (None,) * 2
_SUPPLIER, _RECIPIENT, _SIPRI, _ORDERED = Role.SUPPLIER, Role.RECIPIENT, Scheme.SIPRI, Basis.ORDERED


class Block(NamedTuple):
    """Rows of some deals, in parts that recur.

    Attributes:
        goods: Of each line what is said of it, whatever its number: deal, suppliers and recipients, line, system, category,
            class, condition, and the order year.
        at: For each row, the place of its goods.
        figures: For each row its path, basis and volume, and three groups: the years with their number and mark, the number
            with its bounds, unit and mark, and how it is said.
    """

    goods: list[Row]
    at: list[int]
    figures: list[tuple[str, str, float | None, Row, Row, Row]]


def volume_rows(deals: Iterable[Deal]) -> Iterator[Row]:
    """Yield the rows of deals, in the order of the columns: of each what is claimed of its lines, then what arrived."""
    for goods, at, figures in volume_blocks(deals):
        for place, (path, basis, tiv, (*years, year_mark), (*number, mark), said) in zip(at, figures, strict=True):
            deal, *of, ordered, order_mark = goods[place]
            yield (
                deal, path, *of, basis, ordered, order_mark, *years, tiv, *number, mark, year_mark, *said
            )  # fmt: skip


def volume_columns(deals: Iterable[Deal]) -> Iterator[tuple[list[Row], list[int], list[Row]]]:
    """Yield blocks of rows as columns: those of the goods, the place of the goods of each row, and the other columns.

    The columns of the goods are deal, supplier to condition, order_year and order_year_is_estimated; the others are path,
    basis, and first_year to sources.
    """
    for goods, at, figures in volume_blocks(deals):
        if at:
            path, basis, tiv, years, number, said = zip(*figures, strict=True)
            *when, year_mark = zip(*years, strict=True)
            yield (
                [*zip(*goods, strict=True)],
                at,
                [path, basis, *when, tiv, *zip(*number, strict=True), year_mark, *zip(*said, strict=True)],
            )


def volume_blocks(deals: Iterable[Deal]) -> Iterator[Block]:
    """Yield the rows of deals in blocks."""
    walk = _Walk()
    for place, deal in enumerate(deals, 1):
        walk.add(deal)
        if place % BLOCK == 0:
            yield walk.taken()
    yield walk.taken()


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
        self._sources: dict[int, str] = {}
        self._held: list[Evidence] = []  # so that no other object gets the number of one whose text is kept

    def taken(self) -> Block:
        """Return the rows so far, and begin a new block."""
        block, self._block = self._block, Block([], [], [])
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
                self._arrived(deal, place, event, at)

    def _ordered(self, deal: Deal, line: str, orders: list[Event]) -> Row:
        """Return the year in which a line was ordered, and whether it is an estimate; two empty cells if it is no one year."""
        if len(orders) == 1 and not orders[0].scope:
            first, last, _, is_estimated = self._told_in(orders[0])
            return (first, is_estimated) if first is not None and first == last else _NO_ORDER
        told = map(self._told_in, orders_for(deal, line, orders))
        years = [(first, is_estimated) for first, last, _, is_estimated in told if first is not None and first == last]
        return min(years, key=itemgetter(0), default=_NO_ORDER)

    def _claimed(self, deal: Deal, place: int, line: Line, ordered: Row) -> None:
        """Add the rows of what is claimed of a line: a volume with its number, then numbers by themselves."""
        numbers: list[QuantityClaim | None] = [*line.quantities]
        for k, claim in enumerate(line.volumes):
            if claim.value is None or claim.is_per_unit or is_told_by_batches(deal, line, claim):
                continue
            counted = _NO_NUMBER
            for n, number in enumerate(numbers):
                if number is not None and are_one(deal, claim, number):
                    counted, numbers[n] = self._counted(number.value, number), None
                    break
            tiv = self._volumes[claim.value.text]
            self._add_claim(deal, f"lines[{place}].volumes[{k}]", claim, ordered, tiv, counted)
        for k, number in enumerate(numbers):
            if number is not None and number.value is not None and not is_told_by_batches(deal, line, number):
                counted = self._counted(number.value, number)
                self._add_claim(deal, f"lines[{place}].quantities[{k}]", number, ordered, None, counted)

    def _add_claim(
        self, deal: Deal, path: str, claim: VolumeClaim | QuantityClaim, ordered: Row, tiv: float | None, counted: Row
    ) -> None:
        if claim.basis is _ORDERED:
            year, is_estimated = ordered
            years = _NO_YEARS if year is None else (year, year, 1, is_estimated)
        else:
            years = self._told_in(claim)
        self._block.at.append(len(self._block.goods) - 1)
        self._block.figures.append((path, claim.basis._value_, tiv, years, counted, self._said(deal, claim)))

    def _arrived(self, deal: Deal, place: int, event: Event, at: dict[str, int]) -> None:
        """Add the rows of what arrived, or went back, by one event."""
        years, said = self._told_in(event), self._said(deal, event)
        for k, entry in enumerate(event.deliveries):
            basis = basis_of(entry.kind)
            if basis is None:
                continue
            path = f"history[{place}].deliveries[{k}]"
            tiv = None if entry.volume is None else self._volumes[entry.volume.text]
            counted = self._counted(entry.quantity, event)
            for first, last, many, held in self._runs[entry.years] if entry.years else ():
                part = held / many
                self._block.at.append(at[entry.line])
                self._block.figures.append(
                    (path, basis._value_, tiv, (first, last, many, years[3]), counted, said)
                    if held == many
                    else (
                        path,
                        basis._value_,
                        tiv and tiv * part,
                        (first, last, many, years[3]),
                        _part(counted, part),
                        said,
                    )
                )
            if not entry.years:
                self._block.at.append(at[entry.line])
                self._block.figures.append((path, basis._value_, tiv, years, counted, said))

    def _said(self, deal: Deal, claim: Claim) -> Row:
        """Return how a figure is said, whether that was taken back, and who tells it."""
        gone = claim.id != "" and is_gone(deal, claim)
        return claim.modality._value_, gone, self._cited(claim.evidence)

    def _told_in(self, claim: Claim) -> Row:
        """Return the years of the date of a claim: first, last, how many, and whether they are estimates."""
        if claim.when is None:
            return _NO_YEARS
        found: Row = self._years[claim.when.text]
        return (*found[:3], None) if claim.text and YEAR_UNMARKED in claim.text else found

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
    suppliers, recipients = [], []
    for party in parties:
        if party.role is _SUPPLIER:
            suppliers.append(party)
        elif party.role is _RECIPIENT:
            recipients.append(party)
    return (*_side(suppliers), *_side(recipients))


def _side(parties: list[Party]) -> Row:
    if len(parties) == 1:
        (party,) = parties
        country = country_of(party)
        return party.name, country and country.text, party.kind and party.kind._value_
    countries = (country.text for country in map(country_of, parties) if country is not None)
    kinds = (party.kind for party in parties if party.kind is not None)
    told = ((party.name for party in parties), dict.fromkeys(countries), dict.fromkeys(kinds))
    return tuple(parted(cells) or None for cells in told)


def _goods(line: Line) -> Row:
    """Return what is said of the goods, whatever their number: designation, category, class, condition."""
    system, classes = line.system, None
    if system.codes:
        classes = parted(dict.fromkeys(one.code for one in system.codes if one.scheme is _SIPRI and one.code)) or None
    return system.designation, system.category or None, classes, line.condition and line.condition._value_


def _years(text: str) -> Row:
    when = cached_when(text)
    first, last = when.earliest, when.latest
    return (
        None if first is None else first.year,
        None if last is None else last.year,
        None if first is None or last is None else last.year - first.year + 1,
        when.is_uncertain or when.is_approximate,
    )


def _number(text: str) -> Row:
    number = to_estimate(text)
    return (
        None if number.best is None else float(number.best),
        float(number.low),
        None if number.high is None else float(number.high),
        number.unit or None,
        number.flag is not Flag.EXACT,
    )


def _part(counted: Row, part: float) -> Row:
    """Return a part of a number, with unit and mark as they are."""
    best, low, high, *others = counted
    return (*(None if one is None else one * part for one in (best, low, high)), *others)
