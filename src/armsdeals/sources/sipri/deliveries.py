r"""SIPRI: the deliveries, as downloaded from https://armstransfers.sipri.org as a CSV of transfers by year.

One line is what one deal delivered in one year, and the ID of the data base tells which lines are one deal; it stays the same
from one printing to the next. So the years are exact, and nothing has to be spread. An empty flag means that nobody says.

    >>> data = b'''SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,\
    ... Order date is estimate,Numbers delivered,Numbers delivered is estimate,Delivery year,Delivery year is estimate,\
    ... Status,SIPRI estimate,TIV deal unit,TIV delivery values,Local production
    ... 9001,United States,Turkiye,Heron-T,transport helicopter,Aircraft,2012,Yes,1,No,2015,No,Second hand,10,4,4,No
    ... 9001,United States,Turkiye,Heron-T,transport helicopter,Aircraft,2012,Yes,2,No,2016,,Second hand,10,4,8,No
    ... '''
    >>> (deal,) = read(data).register
    >>> deal.id, [str(event) for event in deal.history]
    ('sipri-9001', ['2012?: signed', '2015: delivering or further', '2016: delivering or further'])
    >>> deal.history[2].text
    'nobody says whether the year is an estimate'

What it leaves out: how many were ordered, what was not delivered yet, comments, prices. That goods were "locally produced" is kept
as a claim of production whose form nobody states. Terms: see `armsdeals.sources.sipri.source`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define

from armsdeals._shown import shown
from armsdeals._twins import builder
from armsdeals.errors import ArmsDealsError, InvalidValue, UnknownName
from armsdeals.issues import Issues, Severity
from armsdeals.model.classification import ClassCode
from armsdeals.model.condition import Condition
from armsdeals.model.deal import Deal
from armsdeals.model.delivery import Delivery
from armsdeals.model.event import Bound, Event
from armsdeals.model.line import Line
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.party import Party
from armsdeals.model.system import System
from armsdeals.model.valued import ProductionClaim, ProductionMode
from armsdeals.model.volume import NUMBER_UNMARKED, YEAR_UNMARKED
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.sources._base import Progress
from armsdeals.sources.sipri.lines import Column, has_head, sheet_of
from armsdeals.sources.sipri.marked_cells import is_year, unmarked, year_of
from armsdeals.sources.sipri.parts import LINE, Made, Parts, is_figure, is_status
from armsdeals.sources.sipri.preamble import evidence_of, vintage_of
from armsdeals.sources.sipri.records import Records
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Modality
from armsdeals.values.classes import TIV_FACTORS, Scheme
from armsdeals.values.when import When, cached_when
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

LAYOUT = "deliveries"
COLUMNS = (
    Column(("sipri at database id", "sipri database id", "database id")),
    Column(("supplier", "seller")),
    Column(("recipient", "buyer")),
    Column(("designation", "weapon designation")),
    Column(("description", "weapon description")),
    Column(("armament category",)),
    Column(("order date", "order year", "year of order")),
    Column(("order date is estimate", "order year is estimate"), is_flag=True),
    Column(("numbers delivered", "number delivered"), is_figure=True),
    Column(("numbers delivered is estimate", "number delivered is estimate"), is_flag=True),
    Column(("delivery year", "year of delivery")),
    Column(("delivery year is estimate", "year of delivery is estimate"), is_flag=True),
    Column(("status",)),
    Column(("sipri estimate",), is_figure=True),
    Column(("tiv deal unit",), is_figure=True),
    Column(("tiv delivery values", "tiv delivery value"), is_figure=True),
    Column(("local production",), is_flag=True),
)
_OFTEN = 2_000  # lines, after which a long file tells how far it is
_PRINTED = 0.005  # by how much a printed volume may be off
_MANY = 100  # deals of one ID, beyond which something is wrong and counting them takes long
_AS_NEW = "New"  # the status to which an estimate of a new unit speaks
_ID = re.compile(r"([0-9]{1,12})(?:\.0+)?")

_deal, _line, _delivery, _event = builder(Deal), builder(Line), builder(Delivery), builder(Event)


@define(kw_only=True)
class _Group:
    """The lines of one deal, while they are gathered.

    Attributes:
        id: The id of the deal.
        number: The number of its first line.
        same: What all of its lines must say: parties, goods, year of order, condition, volumes of one unit.
        order_flag: The flag of its year of order, empty while no line gives one.
        local: Whether it was locally produced, empty while no line says.
        events: What arrived.
        years: In which years.
    """

    id: str
    number: int
    same: tuple[str, ...]
    order_flag: str
    local: str
    events: list[Event]
    years: list[int]


def knows(head: bytes) -> bool:
    """Whether a file begins as one of deliveries does."""
    return has_head(head, COLUMNS)


def read(data: bytes, *, name: str = "", limits: Limits = DEFAULT_LIMITS, progress: Progress | None = None) -> Reading:
    """Read a file of deliveries (see `Reader`)."""
    sheet = sheet_of(data, COLUMNS, limits)
    vintage = vintage_of(sheet.above, layout=LAYOUT)
    records = Records(sheet, COLUMNS, is_whole=_is_whole, names=(1, 2), name=name)
    reader = _Reader(records, Parts(evidence_of(vintage), basis=Basis.DELIVERED, blank=None))
    used, lines, due = 0, records.data_lines, 0
    for number, cells in records:
        if progress is not None and number >= due:
            progress(records.row(number) - 1, lines)
            due = number + _OFTEN
        try:
            reader.add(number, cells)
            used += 1
        except ArmsDealsError as error:
            records.refuse(number, error, cells)
    counts = records.counts(used=used)
    deals = list(reader.deals())
    if progress is not None:
        progress(lines, lines)
    return Reading(
        register=Register(deals, sources=reader.parts.evidence), issues=Issues(records.issues), name=name,
        vintage=vintage, counts=counts,
    )  # fmt: skip


class _Reader:
    """Gathers lines into deals."""

    def __init__(self, records: Records, parts: Parts) -> None:
        self.parts = parts
        self._records = records
        self._groups: dict[str, dict[tuple[str, ...], list[_Group]]] = {}  # by ID, then by what must be the same
        self._systems = Made(self._system)
        self._local = Made(lambda cells: self._production(*cells))
        self._years = Made(lambda cells: self._year(cells[0], cells[1]))
        self._unsaid = Made(
            lambda cells: (
                "" if self._is_estimated(cells[0], cells[1], "numbers delivered") is not None else NUMBER_UNMARKED
            )
        )

    def add(self, number: int, cells: list[str]) -> None:
        """Add what one line tells.

        Raises:
            InvalidValue: A cell cannot mean anything; nothing is added then.
        """
        (
            told_id, supplier, recipient, designation, description, category, ordered, order_flag, arrived, arrived_flag,
            year, year_flag, status, as_new, unit, volume, local,
        ) = cells  # fmt: skip
        parts = self.parts
        found = _ID.fullmatch(told_id.strip())
        if found is None:
            raise InvalidValue(f"{shown(told_id)} is no ID (expected a number)", path=(COLUMNS[0].names[0],))
        condition = parts.conditions[status]
        _, ordered_in = parts.signings[ordered, order_flag]
        quantity, _ = parts.delivered[arrived, arrived_flag]
        tiv, _ = parts.tivs[volume]
        arrived_in, when, year_text = self._years[year, year_flag]
        parts.flag(local, "local production")
        _ = parts.sides[supplier, recipient]
        _ = self._systems[designation, description, category]
        _ = parts.unit_volumes[as_new, _AS_NEW], parts.unit_volumes[unit, status]
        event = _event(
            when=when, stage=NegotiationStage.DELIVERING, bound=Bound.AT_LEAST,
            deliveries=(_delivery(line=LINE, quantity=quantity, volume=tiv),), evidence=parts.evidence,
            text="; ".join(filter(None, (self._unsaid[arrived, arrived_flag], year_text))),
        )  # fmt: skip
        same = (supplier, recipient, designation, description, category, ordered, status, as_new, unit)
        group = self._group(
            found[1], number, same, order_flag.strip(" ;\xa0").casefold(), local.strip(" ;\xa0").casefold()
        )
        group.events.append(event)
        group.years.append(arrived_in)
        self._odd(number, cells, ordered_in, arrived_in, condition)

    def deals(self) -> Iterator[Deal]:
        """Yield the deals, in the order of their first lines."""
        held = (group for of_id in self._groups.values() for groups in of_id.values() for group in groups)
        for group in sorted(held, key=lambda group: group.number):
            yield self._made(group)

    def _group(self, told_id: str, number: int, same: tuple[str, ...], order_flag: str, local: str) -> _Group:
        """Return the deal to which a line belongs: that of its ID, as long as it says the same of it."""
        of_id = self._groups.setdefault(told_id, {})
        for group in of_id.get(same, ()):
            if order_flag in ("", group.order_flag or order_flag) and local in ("", group.local or local):
                group.order_flag = group.order_flag or order_flag
                group.local = group.local or local
                return group
        others = sum(map(len, of_id.values())) if len(of_id) < _MANY else self._records.row(number)
        made = _Group(
            id=f"sipri-{told_id}-{others + 1}" if others else f"sipri-{told_id}", number=number, same=same,
            order_flag=order_flag, local=local, events=[], years=[],
        )  # fmt: skip
        if others:
            first = next(iter(of_id.values()))[0]
            differ = [
                COLUMNS[place].names[0] for place, one, two in zip(_SAME, first.same, same, strict=True) if one != two
            ]
            what = ", ".join(differ) or "flags"
            message = f"the ID {told_id} stands in line {first.number} with another {what}; kept as {made.id}"
            self._records.note(number, "id-differs", message, what=COLUMNS[0].names[0])
        of_id.setdefault(same, []).append(made)
        return made

    def _made(self, group: _Group) -> Deal:
        """Return the deal of gathered lines."""
        parts = self.parts
        supplier, recipient, designation, description, category, ordered, status, as_new, unit = group.same
        condition = parts.conditions[status]
        buyer: Party = parts.recipients[recipient]
        signed, _ = parts.signings[ordered, group.order_flag]
        volumes = dict.fromkeys((*parts.unit_volumes[as_new, _AS_NEW][0], *parts.unit_volumes[unit, status][0]))
        if len(set(group.years)) < len(group.years):
            message = f"{group.id} has two lines for one year; both are kept"
            self._records.note(group.number, "year-twice", message, severity=Severity.INFO, what="delivery year")
        goods = _line(
            id=LINE, system=self._systems[designation, description, category], condition=condition,
            volumes=tuple(volumes), production=self._local[group.local, buyer],
        )  # fmt: skip
        made: Deal = _deal(
            id=group.id, parties=(parts.suppliers[supplier], buyer), lines=(goods,), history=(*signed, *group.events)
        )
        return made

    def _system(self, cells: tuple[str, str, str]) -> System:
        """Return a system with its class in the list of the publisher, as far as we know that class."""
        designation, description, category = cells
        plain: System = self.parts.systems[designation, description]
        told = category.strip(" ;\xa0")
        if not told:
            return plain
        try:
            code = ClassCode(Scheme.SIPRI, told, evidence=self.parts.evidence)
        except UnknownName as error:
            message = f"{error.message}; the system has no class then"
            self._records.note(self._records.head_line, "unknown-category", message, what="armament category")
            return plain
        return System(plain.designation, category=plain.category, codes=(code,))

    def _year(self, text: str, flag: str) -> tuple[int, When, str]:
        """Return the year of a delivery, the same as a date, and what nobody says of it."""
        year = year_of(unmarked(text)[0], "delivery year")
        estimated = self._is_estimated(text, flag, "delivery year")
        return year, cached_when(f"{year}?" if estimated else str(year)), YEAR_UNMARKED if estimated is None else ""

    def _is_estimated(self, text: str, flag: str, what: str) -> bool | None:
        told = self.parts.flag(flag, what)
        return unmarked(text)[1] or told

    def _production(self, told: str, recipient: Party) -> tuple[ProductionClaim, ...]:
        """Return what is claimed of local production; nothing where nobody says."""
        is_local = self.parts.flag(told, "local production")
        if is_local is None:
            return ()
        return (
            ProductionClaim(
                value=ProductionMode.UNKNOWN, place=recipient.country, evidence=self.parts.evidence,
                text="local production", modality=Modality.FACT if is_local else Modality.DENIED,
            ),
        )  # fmt: skip

    def _odd(
        self, number: int, cells: list[str], ordered_in: int, arrived_in: int, condition: Condition | None
    ) -> None:
        """Note what is odd about a line that is kept; none of it hinders its use."""
        note = self._records.note
        if condition is None:
            message = (
                f"{shown(cells[12])} is no status known here (expected New, Second hand or Second hand but modernized)"
            )
            note(number, "unknown-status", message, what="status")
        if not ordered_in:
            note(number, "no-order-year", "nobody says when it was ordered", what="order date")
        if arrived_in < ordered_in:
            message = f"delivered in {arrived_in}, ordered in {ordered_in}"
            note(number, "delivered-before-order", message, what="delivery year")
        many, new, unit, total = (_float(cells[place]) for place in (8, 13, 14, 15))
        if many * unit and abs(many * unit - total) > (many + 2) * _PRINTED:
            message = f"{cells[15] or 'nothing'} is not {cells[8]} times {cells[14]} per unit"
            note(number, "volume-adds-up-otherwise", message, severity=Severity.INFO, what="tiv delivery values")
        factor = float(TIV_FACTORS.get(str(condition), 0))
        if factor and new and abs(new * factor - unit) > _PRINTED * (1 + factor) + 1e-9:
            message = (
                f"{cells[14]} per unit is not {factor:g} of {cells[13]} as new, as the rule for its condition has it"
            )
            note(number, "unit-volume-otherwise", message, severity=Severity.INFO, what="tiv deal unit")


_SAME = (1, 2, 3, 4, 5, 6, 12, 13, 14)  # the places of what all lines of a deal must say


def _float(text: str) -> float:
    told = unmarked(text)[0]
    return float(told) if told else 0.0


def _is_whole(cells: list[str]) -> bool:
    """Whether cells are a record in every column that can be told."""
    return (
        _ID.fullmatch(cells[0].strip()) is not None
        and is_year(cells[10])
        and is_status(cells[12])
        and all(is_figure(cells[place]) for place in (8, 13, 14, 15))
    )
