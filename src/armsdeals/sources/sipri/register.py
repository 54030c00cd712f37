r"""SIPRI: the trade register, as downloaded from https://armstransfers.sipri.org under "Trade register".

One line is one deal, whatever the number of years in which it was delivered: those stand in one cell, and nobody says how many
came in each. They stay one delivery with its years, and nothing is spread here. An empty flag means that the figure is not
marked as an estimate; if a whole column of flags is missing, nobody says. The first line above the head tells for which years
the file was made; what arrived in other years is not in it.

    >>> data = b'''Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,\
    ... Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,\
    ... SIPRI TIV of delivered weapons
    ... Norway,Sweden,2014,?,3,,Drone-5,UAV,3,?,2016; 2017,New,For patrols,3,9,9
    ... '''
    >>> reading = read(data)
    >>> print(reading.counts)
    1 lines: 1 used, 0 joined to the line before, 0 refused, 0 skipped
    >>> deal = reading.register.deals[0]
    >>> [str(event) for event in deal.history], deal.history[1].deliveries[0].volume
    (['2014?: signed', '2016/2017: delivered'], TIV('9'))

What it leaves out: prices, but for what comments say; local production, but for comments; an identity of deals from one
printing to the next, so that the id of a deal tells the printing and the line. Terms: see `armsdeals.sources.sipri.source`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from armsdeals._shown import shown
from armsdeals._twins import changer
from armsdeals.errors import ArmsDealsError
from armsdeals.issues import Issues, Severity
from armsdeals.model.deal import Deal
from armsdeals.model.delivery import Delivery
from armsdeals.model.event import Bound, Event
from armsdeals.model.line import Line
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.volume import NUMBER_UNMARKED
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.register.vintage import Vintage
from armsdeals.sources._base import Progress
from armsdeals.sources.sipri.lines import NOBODY_SAYS, Column, has_head, sheet_of
from armsdeals.sources.sipri.marked_cells import is_year
from armsdeals.sources.sipri.parts import LINE, PRINTED, Parts, Years, adds_up, is_figure, is_status
from armsdeals.sources.sipri.preamble import evidence_of, vintage_of
from armsdeals.sources.sipri.records import Records
from armsdeals.values.when import When
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

LAYOUT = "trade register"
COLUMNS = (
    Column(("recipient", "recipients", "buyer")),
    Column(("supplier", "suppliers", "seller")),
    Column(("year of order", "order year", "order date")),
    Column(("order year is estimate", "order date is estimate"), is_flag=True),
    Column(("number ordered",), is_figure=True),
    Column(("number ordered is estimate",), is_flag=True),
    Column(("weapon designation", "designation")),
    Column(("weapon description", "description")),
    Column(("number delivered", "deliveries in the year range", "numbers delivered"), is_figure=True),
    Column(("number delivered is estimate",), is_flag=True),
    Column(("year(s) of delivery", "year(s) of deliveries", "years of delivery")),
    Column(("status",)),
    Column(("comments", "comment")),
    Column(("sipri tiv per unit", "tiv per unit"), is_figure=True),
    Column(("sipri tiv for total order", "tiv for total order"), is_figure=True),
    Column(("sipri tiv of delivered weapons", "tiv of delivered weapons"), is_figure=True),
)
_COMMENT = 12
_OFTEN = 2_000  # lines, after which a long file tells how far it is
_ENOUGH = 200  # lines, from which on shares of flags mean something
_NOT_YET = re.compile(r"not (?:yet )?(?:been )?ordered|selected", re.IGNORECASE)
_LIKE_A_NUMBER = re.compile(r"[0-9]\.[0-9]+E[+-][0-9]+")

# Each cell is looked at before it gets here, so the checks of the classes would find nothing more.
_deal = changer(Deal, "id", "parties", "lines", "history")
_line = changer(Line, "system", "condition", "quantities", "volumes", "note")
_delivery = changer(Delivery, "quantity", "volume", "years")
_event = changer(Event, "when", "stage", "bound", "deliveries", "text")
_DELIVERED, _DELIVERING = NegotiationStage.DELIVERED, NegotiationStage.DELIVERING
_ANY_DAY = When("../..")


class Figures(NamedTuple):
    """The figures of one record, to look at together: years and numbers of units, volumes in TIV; 0 where none is told."""

    ordered_in: int
    ordered: float
    delivered: float
    of_unit: float
    of_order: float
    of_arrived: float


def knows(head: bytes) -> bool:
    """Whether a file begins as a trade register does."""
    return has_head(head, COLUMNS)


def read(data: bytes, *, name: str = "", limits: Limits = DEFAULT_LIMITS, progress: Progress | None = None) -> Reading:
    """Read a trade register (see `Reader`)."""
    sheet = sheet_of(data, COLUMNS, limits)
    vintage = vintage_of(sheet.above, layout=LAYOUT)
    parts = Parts(evidence_of(vintage))
    records = Records(sheet, COLUMNS, is_whole=_is_whole, adds_up=_adds_up, comment=_COMMENT, names=(0, 1), name=name)
    deals = _deals(records, parts, vintage, progress)
    counts = records.counts(used=len(deals))
    return Reading(
        register=Register(deals, sources=parts.evidence), issues=Issues(records.issues), name=name, vintage=vintage,
        counts=counts,
    )  # fmt: skip


def _deals(records: Records, parts: Parts, vintage: Vintage, progress: Progress | None) -> list[Deal]:
    """Return the deals of all records that can be read."""
    made: list[Deal] = []
    add = made.append
    sides, signings, systems, conditions, spans = (
        parts.sides,
        parts.signings,
        parts.systems,
        parts.conditions,
        parts.years,
    )
    ordered, delivered, claimed, tivs = parts.ordered, parts.delivered, parts.volumes, parts.tivs
    deal, goods, batch = Deal(id="plain"), Line(id=LINE, system="plain"), Delivery(line=LINE)
    arrival = Event(when=_ANY_DAY, evidence=parts.evidence)
    prefix = f"{parts.evidence[0].id}-line-"
    partly = Bound.AT_LEAST if vintage.is_windowed else Bound.EXACT  # the rest may have come in other years
    lines, due, marked_ordered, marked_delivered = records.data_lines, 0, 0, 0
    for number, cells in records:
        if progress is not None and number >= due:
            progress(records.row(number) - 1, lines)
            due = number + _OFTEN
        try:
            (
                recipient, supplier, year, year_flag, many, many_flag, designation, description,
                arrived, arrived_flag, years, status, comment, unit, order, volume,
            ) = cells  # fmt: skip
            history, ordered_in = signings[year, year_flag]
            quantities, wanted = ordered[many, many_flag]
            quantity, came = delivered[arrived, arrived_flag]
            span = spans[years]
            tiv, of_arrived = tivs[volume]
            volumes, of_unit, of_order = claimed[unit, status, order, wanted > 0]
            if came or of_arrived or span.first:
                entries = (_delivery(batch, quantity, tiv, span.years),)
                text = NUMBER_UNMARKED if arrived_flag == NOBODY_SAYS else ""
                when = span.when or _ANY_DAY
                if wanted and came >= wanted:
                    history += (_event(arrival, when, _DELIVERED, Bound.EXACT, entries, text),)
                else:
                    bound = partly if wanted else Bound.AT_LEAST
                    history += (_event(arrival, when, _DELIVERING, bound, entries, text),)
            condition = conditions[status]
            line = _line(goods, systems[designation, description], condition, quantities, volumes, comment)
            add(_deal(deal, f"{prefix}{number}", sides[supplier, recipient], (line,), history))
        except ArmsDealsError as error:
            records.refuse(number, error, cells)
            continue
        if many_flag == "?":
            marked_ordered += 1
        if arrived_flag == "?":
            marked_delivered += 1
        if (
            span.odd or condition is None or not ordered_in or came > wanted > 0 or (came > 0) is not (span.first > 0)
            or 0 < span.first < ordered_in or not came or not wanted
            or abs(came * of_unit - of_arrived) > (came + 2) * PRINTED
            or abs(wanted * of_unit - of_order) > (wanted + 2) * PRINTED
        ):  # fmt: skip
            _odd(records, number, cells, span, Figures(ordered_in, wanted, came, of_unit, of_order, of_arrived))
    _few_marks(records, marked_ordered, marked_delivered)
    if progress is not None:
        progress(lines, lines)
    return made


def _is_whole(cells: list[str]) -> bool:
    """Whether cells are a record in every column that can be told."""
    return (
        bool(cells[0].strip())
        and is_year(cells[2])
        and is_status(cells[11])
        and all(is_figure(cells[place]) for place in (4, 8, 13, 14, 15))
    )


def _adds_up(cells: list[str]) -> bool:
    """Whether the last cell, the volume that arrived, is that of the number delivered."""
    return adds_up(cells[8], cells[13], cells[15])


def _odd(records: Records, number: int, cells: list[str], span: Years, figures: Figures) -> None:
    """Note what is odd about a record that is kept; none of it hinders its use."""
    note = records.note
    wanted, came, ordered_in = figures.ordered, figures.delivered, figures.ordered_in
    if not is_status(cells[11]):
        message = (
            f"{shown(cells[11])} is no status known here (expected New, Second hand or Second hand but modernized)"
        )
        note(number, "unknown-status", message, what="status")
    if not ordered_in:
        note(number, "no-order-year", "nobody says when it was ordered", what="year of order")
    if span.odd:
        note(number, "odd-years", f"{span.odd}: {shown(cells[10])}", what="year(s) of delivery")
    if came > wanted > 0:
        note(number, "more-than-ordered", f"{cells[8]} delivered of {cells[4]} ordered", what="number delivered")
    if came and not span.first:
        note(number, "no-delivery-year", f"{cells[8]} delivered, and nobody says when", what="year(s) of delivery")
    if span.first and not came:
        note(number, "no-number", f"delivered in {cells[10]}, and nobody says how many", what="number delivered")
    if 0 < span.first < ordered_in:
        note(
            number, "delivered-before-order", f"first delivery {span.first}, ordered {ordered_in}",
            what="year(s) of delivery",
        )  # fmt: skip
    if cells[4].strip(" ;0.") == "" and cells[4].strip(" ;"):
        message = "0 ordered is read as: nobody says how many"
        note(number, "none-ordered", message, severity=Severity.INFO, what="number ordered")
    if not came and _NOT_YET.search(cells[12]):
        message = f"the comment says that it may not be ordered yet: {shown(cells[12])}"
        note(number, "perhaps-not-ordered", message, severity=Severity.INFO, what="comments")
    for many, total, place in ((wanted, figures.of_order, 14), (came, figures.of_arrived, 15)):
        if cells[13].strip(" ;") and abs(many * figures.of_unit - total) > (many + 2) * PRINTED:  # blank is not 0
            message = f"{cells[place] or 'nothing'} is not {many:g} times {cells[13]} per unit"
            note(number, "volume-adds-up-otherwise", message, severity=Severity.INFO, what=COLUMNS[place].names[0])


def _few_marks(records: Records, ordered: int, delivered: int) -> None:
    """Note where a file seems to have lost its flags, so that figures look exact that are estimates."""
    if records.data_lines >= _ENOUGH and delivered < ordered / 2:
        message = (
            f"{delivered:,} numbers delivered are marked as estimates against {ordered:,} ordered; as a rule they are more, "
            "so this file may have lost marks: do not take what has none for exact"
        )
        records.note(records.head_line, "few-marks", message, what="number delivered")
