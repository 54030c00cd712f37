"""From a row of SIPRI's older files to a deal, whatever the layout it stood in.

    >>> from armsdeals.values.evidence import Evidence
    >>> maker = Maker(Evidence(id="sipri", publisher="SIPRI"), Account(), partly=Bound.AT_LEAST)
    >>> _ = maker.add(Row(line=2, row=1, supplier="Sweden", recipient="Norway", ordered=Cell("8", True), designation="Drone-5",
    ...                   order_year=Cell("2014"), years=Cell("2015-2017"), delivered=Cell("6"), comment="Second-hand"))
    >>> [str(event) for event in maker.deals[0].history], str(maker.deals[0].ordered("1"))
    (['2014: signed', '2015/2017: delivering or further'], '~8')

Left out: how the rows were found (`older_tables`, `rich_text`, `partners`).
"""

from __future__ import annotations

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals._twins import builder, changer
from armsdeals.errors import ArmsDealsError
from armsdeals.issues import Severity
from armsdeals.model.condition import Condition
from armsdeals.model.deal import Deal
from armsdeals.model.delivery import Delivery
from armsdeals.model.event import Bound, Event
from armsdeals.model.line import Line
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.party import Party
from armsdeals.model.valued import ProductionClaim, ProductionMode
from armsdeals.model.volume import NUMBER_UNMARKED, YEAR_UNMARKED
from armsdeals.sources.account import Account
from armsdeals.sources.sipri.lines import NOBODY_SAYS
from armsdeals.sources.sipri.marked_cells import YEARS, condition_in, marked, span_of
from armsdeals.sources.sipri.parts import CONDITIONS, LINE, Parts
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import When

EITHER = "the number or the year is an estimate, and nobody says which"
_CONDITIONS = CONDITIONS | {"secondhand": Condition.USED, "refurbished": Condition.USED_MODERNISED}
_MARKS = {True: "?", False: "", None: NOBODY_SAYS}
_ANY_DAY = When("../..")
_PRINTED = 0.005  # by how much a printed volume may be off
# Each cell is looked at before it gets here, so the checks of the classes would find nothing more.
_deal = changer(Deal, "id", "parties", "lines", "history")
_line, _delivery, _event = builder(Line), builder(Delivery), builder(Event)
_PLAIN = Deal(id="plain")


@frozen(repr=False)
class Cell:
    """A cell with what is said of its being an estimate.

    Attributes:
        text: As printed; brackets count as a flag.
        is_estimated: Whether a cell beside it says so; None where nobody says.
    """

    text: str = ""
    is_estimated: bool | None = False

    __repr__ = short_repr

    def told(self) -> tuple[str, str]:
        """Return the bare text, and the flag as the trade register has it."""
        text, bracketed = marked(self.text)
        return text, _MARKS[True if bracketed else self.is_estimated]


@frozen(kw_only=True, repr=False)
class Row:
    """One row of an older file; what a layout lacks is left empty.

    Attributes:
        line: The number of its first line in the file.
        row: Its number below the head.
        id: The publisher's own id of the deal.
        supplier: As printed.
        recipient: As printed.
        ordered: How many.
        designation: Of the system.
        description: Of the kind of system.
        order_year: The year of order.
        years: The years of delivery.
        delivered: How many came.
        is_either: Whether one flag says that the number delivered or the years are estimates, not which.
        status: New, second hand ...
        in_doubt: Whether the status is an estimate.
        comment: As printed.
        of_unit: Volume of one unit, in millions of TIV.
        of_order: Volume of the order.
        of_arrived: Volume of what came.
        is_licence: Whether it is produced by the recipient under licence.
        is_involved: Whether the recipient takes part in the production.
    """

    line: int
    row: int
    id: str = ""
    supplier: str
    recipient: str
    ordered: Cell = Cell()
    designation: str
    description: str = ""
    order_year: Cell = Cell()
    years: Cell = Cell()
    delivered: Cell = Cell()
    is_either: bool = False
    status: str | None = None
    in_doubt: bool = False
    comment: str = ""
    of_unit: str = ""
    of_order: str = ""
    of_arrived: str = ""
    is_licence: bool = False
    is_involved: bool = False

    __repr__ = short_repr


class Maker:
    """Makes the deals of a file, and notes what cannot be made.

    Attributes:
        deals: What was made so far.
        parts: Their parts, each made once.
    """

    def __init__(self, evidence: Evidence, account: Account, *, partly: Bound) -> None:
        self.parts = Parts(evidence)
        self.deals: list[Deal] = []
        self._account = account
        self._partly = partly  # how far a deal is of which less came than was ordered
        self._taken: dict[str, int] = {}
        self._prefix = evidence.id

    def add(self, row: Row) -> bool:
        """Add the deal of a row; whether it could be made. If not, the row is refused."""
        try:
            deal = self._made(row)
        except ArmsDealsError as error:
            self._account.refuse_for(row.line, row.row, error)
            return False
        self.deals.append(deal)
        return True

    def _made(self, row: Row) -> Deal:
        parts = self.parts
        order_year, order_mark = row.order_year.told()
        many, many_mark = row.ordered.told()
        came_text, came_mark = row.delivered.told()
        sides: tuple[Party, Party] = parts.sides[row.supplier, row.recipient]
        system = parts.systems[row.designation, row.description]
        history, ordered_in = parts.signings[order_year, order_mark]
        quantities, wanted = parts.ordered[many, many_mark]
        quantity, came = parts.number(came_text, came_mark, "number delivered")
        span = span_of(row.years.text, row.years.is_estimated)
        condition = self._condition(row)
        of_unit, unit = parts.unit_volumes[row.of_unit, row.status or ""]
        of_order, whole = parts.order_volumes[row.of_order]
        tiv, arrived = parts.tivs[row.of_arrived]
        volumes = (*of_unit, *of_order) if wanted or whole else of_unit
        if came or arrived or span.first:
            entry = _delivery(line=LINE, quantity=quantity, volume=tiv, years=span.years)
            is_done = wanted and came >= wanted
            unsaid = [EITHER] if row.is_either else []
            unsaid += [NUMBER_UNMARKED] if row.is_either or (came and came_mark == NOBODY_SAYS) else []
            unsaid += [YEAR_UNMARKED] if row.is_either or (span.first and row.years.is_estimated is None) else []
            history += (
                _event(
                    when=span.when or _ANY_DAY, deliveries=(entry,), evidence=parts.evidence, text="; ".join(unsaid),
                    stage=NegotiationStage.DELIVERED if is_done else NegotiationStage.DELIVERING,
                    bound=Bound.EXACT if is_done else self._partly if wanted else Bound.AT_LEAST,
                ),
            )  # fmt: skip
        goods = _line(
            id=LINE, system=system, condition=condition, quantities=quantities, volumes=volumes, note=row.comment,
            production=self._production(row, sides[1]),
        )  # fmt: skip
        made: Deal = _deal(_PLAIN, self._id(row), sides, (goods,), history)
        self._odd(row, (ordered_in, span.first), (wanted, came), (unit, whole, arrived))
        return made

    def _id(self, row: Row) -> str:
        """Return an id that no deal of the file has yet: the publisher's, else the place in the file."""
        plain = f"{self._prefix}-{row.id}" if row.id else f"{self._prefix}-row-{row.row}"
        self._taken[plain] = count = self._taken.get(plain, 0) + 1
        if count == 1:
            return plain
        self._account.note(row.line, row.row, "id-twice", f"the id {row.id} stands in an earlier row", what="id")
        return f"{plain}-{count}"

    def _condition(self, row: Row) -> Condition | None:
        if row.status is None:
            return condition_in(row.comment)
        condition = _CONDITIONS.get(row.status.strip().casefold())
        if condition is None and row.status.strip():
            message = f"{shown(row.status)} is no status known here (expected New, SecondHand or Refurbished)"
            self._account.note(row.line, row.row, "unknown-status", message, what="status")
        if condition is not None and row.in_doubt:
            message = f"{row.status} is marked as an estimate; no condition is kept"
            self._account.note(row.line, row.row, "status-in-doubt", message, severity=Severity.INFO, what="status")
            return None
        return condition

    def _production(self, row: Row, recipient: Party) -> tuple[ProductionClaim, ...]:
        if not row.is_licence and not row.is_involved:
            return ()
        mode = ProductionMode.LICENCE_PRODUCTION if row.is_licence else ProductionMode.UNKNOWN
        said = "" if row.is_licence else "recipient involvement"
        return (ProductionClaim(value=mode, place=recipient.country, evidence=self.parts.evidence, text=said),)

    def _odd(
        self, row: Row, years: tuple[int, int], numbers: tuple[float, float], volumes: tuple[float, float, float]
    ) -> None:
        """Note what is odd about a row that is kept; none of it hinders its use."""
        ordered_in, first = years
        wanted, came = numbers
        unit, whole, arrived = volumes
        note = self._account.note
        if came > wanted > 0:
            message = f"{row.delivered.text.strip()} delivered of {row.ordered.text.strip()} ordered"
            note(row.line, row.row, "more-than-ordered", message, what="number delivered")
        if 0 < first < ordered_in:
            message = f"first delivery {first}, ordered {ordered_in}"
            note(row.line, row.row, "delivered-before-order", message, what=YEARS)
        if first and not came:
            note(row.line, row.row, "no-number", "delivered, and nobody says how many", what="number delivered")
        if row.designation.strip().isdecimal() and row.designation.strip().endswith("0000"):
            message = (
                f"{shown(row.designation)} is a number to which a spreadsheet may have turned a designation (57E6)"
            )
            note(row.line, row.row, "like-a-number", message, severity=Severity.INFO, what="designation")
        if unit and (
            abs(came * unit - arrived) > (came + 2) * _PRINTED or (wanted and abs(wanted * unit - whole) > (wanted + 2) * _PRINTED)
        ):  # fmt: skip
            message = f"the volumes {row.of_order or 'none'} and {row.of_arrived or 'none'} are not so many times {row.of_unit}"
            note(row.line, row.row, "volume-adds-up-otherwise", message, severity=Severity.INFO, what="tivdel")
