"""What cells mean, each meaning made once: parties, years, numbers, volumes, systems.

A register of 30,000 lines holds a few hundred parties and years and some thousand systems, so that most of a deal is parts that
other deals have as well. What a cell cannot mean is refused with the name of its column.

    >>> parts = Parts(Evidence(publisher="SIPRI"))
    >>> parts.years["2015; 2016; 2018"].years, str(parts.years["2015; 2016; 2018"].when)
    ((2015, 2016, 2018), '2015/2018')
    >>> parts.number("5", "?", "number ordered"), parts.number("(5)", "", "number ordered"), parts.number("", "", "number ordered")
    ((Estimate('~5'), 5.0), (Estimate('~5'), 5.0), (None, 0.0))
    >>> parts.tivs["-3"]
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: sipri tiv of delivered weapons: '-3' is no volume (expected a number such as 12.5, or nothing)

Left out: what a comment says of prices and terms; it is kept word for word as the note of the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from armsdeals._shown import shown
from armsdeals._twins import builder, changer
from armsdeals.errors import InvalidValue
from armsdeals.model.condition import Condition
from armsdeals.model.event import Event
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.party import Party, PartyKind, Role
from armsdeals.model.system import System
from armsdeals.model.valued import QuantityClaim
from armsdeals.model.volume import NUMBER_UNMARKED, YEAR_UNMARKED, VolumeClaim
from armsdeals.sources.sipri.lines import NOBODY_SAYS
from armsdeals.sources.sipri.marked_cells import FIRST_YEAR, LAST_YEAR, YEARS, span_of, unmarked, year_of
from armsdeals.values.actors import actor_of
from armsdeals.values.basis import Basis
from armsdeals.values.estimate import Estimate, to_estimate
from armsdeals.values.evidence import Evidence
from armsdeals.values.tiv import TIV, to_tiv
from armsdeals.values.when import When, cached_when

LINE = "1"  # the id of the one line of a deal
FLAGS: dict[str, bool | None] = {
    "?": True, "yes": True, "true": True, "no": False, "false": False, NOBODY_SAYS: None,
}  # fmt: skip
CONDITIONS = {
    "new": Condition.NEW,
    "second hand": Condition.USED,
    "second-hand": Condition.USED,
    "second hand but modernized": Condition.USED_MODERNISED,
    "second hand but modernised": Condition.USED_MODERNISED,
    "second-hand but modernized": Condition.USED_MODERNISED,
    "second-hand but modernised": Condition.USED_MODERNISED,
}
PRINTED = 0.005  # by how much a printed volume may be off
_BLANKS = " \t;\xa0"
_FIGURE = re.compile(r"(?:[0-9]{1,12}(?:\.[0-9]{1,12})?|\.[0-9]{1,12})(?:[eE][+-]?[0-9]{1,2})?")
_UNDECIDED = re.compile(r"[0-9]{1,3},[0-9]{3}")
_MARKED = re.compile(r"[-\u2010-\u2015()?]")  # what stands in a cell of years with ranges or estimates
_YEARS = {str(year): year for year in range(FIRST_YEAR, LAST_YEAR + 1)}
_LONGEST_NAME = 500  # as of the fields that hold them
# Each cell is looked at before it gets here, so the checks of the classes would find nothing more.
_system = changer(System, "designation", "category")
_quantity, _volume = builder(QuantityClaim), builder(VolumeClaim)


class Made(dict[Any, Any]):
    """Meanings by their cells; each is made when it is first asked for."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[Any], Any]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, cells: Any) -> Any:
        self[cells] = made = self._make(cells)
        return made


class Years(NamedTuple):
    """What a cell of delivery years means.

    Attributes:
        years: The years, each once, oldest first; empty where one date says all, or nothing is told.
        when: From the first to the last of them; None if no year is told.
        first: The first year; 0 if none is told.
        odd: What is odd about how they are listed; empty if nothing.
    """

    years: tuple[int, ...]
    when: When | None
    first: int
    odd: str


class Parts:
    """The parts of the deals of one file, all resting on one source.

    Attributes:
        evidence: The source.
        basis: On which basis the volumes of one unit are told.
        blank: What an empty flag means: False where it says "no estimate", None where it says nothing.
    """

    def __init__(self, evidence: Evidence, *, basis: Basis = Basis.ORDERED, blank: bool | None = False) -> None:
        self.evidence = (evidence,)
        self.basis = basis
        self.blank = blank
        self.suppliers = Made(lambda name: _party(name, Role.SUPPLIER))
        self.recipients = Made(lambda name: _party(name, Role.RECIPIENT))
        self.sides = Made(lambda cells: (self.suppliers[cells[0]], self.recipients[cells[1]]))
        system = System("plain")
        self.systems = Made(lambda cells: _system(system, _name(cells[0], "designation"), cells[1].strip()))
        self.conditions = Made(lambda text: CONDITIONS.get(text.strip(_BLANKS).casefold()))
        self.signings = Made(lambda cells: self._signing(cells[0], cells[1]))
        self.ordered = Made(lambda cells: self._ordered(cells[0], cells[1]))
        self.delivered = Made(lambda cells: self.number(cells[0], cells[1], "number delivered"))
        self.years = Made(_years)
        self.tivs = Made(lambda text: tiv_of(text, "sipri tiv of delivered weapons"))
        self.unit_volumes = Made(lambda cells: self._unit_volume(cells[0], self.conditions[cells[1]]))
        self.order_volumes = Made(self._order_volume)
        self.volumes = Made(lambda cells: self._volumes(*cells))

    def flag(self, text: str, what: str) -> bool | None:
        """Return whether a figure is an estimate; None where nobody says."""
        told = text.strip(_BLANKS).casefold()
        if not told:
            return self.blank
        if told not in FLAGS:
            raise InvalidValue(f"{shown(text)} is no flag (expected ?, Yes, No or nothing)", path=(what,))
        return FLAGS[told]

    def number(self, text: str, flag: str, what: str) -> tuple[Estimate | None, float]:
        """Return how many, and the same as a float; None and 0 where the cell is empty or says 0."""
        bare, is_marked = unmarked(text)
        told = _figure(bare, "number", what)
        mark = "~" if self.flag(flag, what) or is_marked else ""
        try:
            return (to_estimate(f"{mark}{told}"), float(told)) if told and float(told) else (None, 0.0)
        except InvalidValue as error:
            error.path = (what,)
            raise

    def event(self, when: str, flag: str, what: str, stage: NegotiationStage) -> Event:
        """Return an event of a year, which may be an estimate."""
        estimated = self.flag(flag, what)
        return Event(
            when=cached_when(f"{when}?" if estimated else when), stage=stage, evidence=self.evidence,
            text=YEAR_UNMARKED if estimated is None else "",
        )  # fmt: skip

    def _signing(self, text: str, flag: str) -> tuple[tuple[Event, ...], int]:
        """Return the event of an order, and its year; none and 0 where the cell is empty."""
        if not text.strip(_BLANKS):
            return (), 0
        bare, is_marked = unmarked(text)
        year = year_of(bare, "year of order")
        flag = "?" if is_marked else flag
        return (self.event(str(year), flag, "year of order", NegotiationStage.SIGNED),), year

    def _ordered(self, text: str, flag: str) -> tuple[tuple[QuantityClaim, ...], float]:
        """Return the claim of how many are ordered; a flag without a number is kept as 0 or more."""
        estimate, told = self.number(text, flag, "number ordered")
        estimated = unmarked(text)[1] or self.flag(flag, "number ordered")
        if estimate is None and not estimated:
            return (), 0.0
        said = NUMBER_UNMARKED if estimated is None else ""
        value = Estimate(">=0") if estimate is None else estimate
        return (_quantity(value=value, basis=Basis.ORDERED, evidence=self.evidence, text=said),), told

    def _unit_volume(self, text: str, condition: Condition | None) -> tuple[tuple[VolumeClaim, ...], float]:
        """Return the claim of the volume of one unit, and the same as a float."""
        tiv, told = tiv_of(text, "sipri tiv per unit")
        if tiv is None:
            return (), 0.0
        claim = _volume(value=tiv, basis=self.basis, is_per_unit=True, condition=condition, evidence=self.evidence)
        return (claim,), told

    def _order_volume(self, text: str) -> tuple[tuple[VolumeClaim, ...], float]:
        """Return the claim of the volume of a whole order, and the same as a float."""
        tiv, told = self.tivs.get(text) or tiv_of(text, "sipri tiv for total order")
        if tiv is None:
            return (), 0.0
        return (_volume(value=tiv, basis=Basis.ORDERED, evidence=self.evidence),), told

    def _volumes(
        self,
        unit: str,
        status: str,
        order: str,
        is_told: bool,  # noqa: FBT001  # parts of a key
    ) -> tuple[tuple[VolumeClaim, ...], float, float]:
        """Return the claims of the volume of one unit and of the order, if its number is told, and both as floats."""
        (each, of_unit), (whole, of_order) = self.unit_volumes[unit, status], self.order_volumes[order]
        # A volume of an unknown number is printed as 0.
        return (*each, *whole) if is_told or of_order else each, of_unit, of_order


def is_status(text: str) -> bool:
    """Whether a cell holds a status that is known."""
    return text.strip(_BLANKS).casefold() in CONDITIONS


def adds_up(many: str, unit: str, total: str) -> bool:
    """Whether a volume is that of so many units, as far as it is rounded in print; nothing counts as 0."""
    numbers = [unmarked(many)[0], unit.strip(_BLANKS), total.strip(_BLANKS)]
    if not all(not told or _FIGURE.fullmatch(told) for told in numbers):
        return False
    units, each, whole = (float(told or 0) for told in numbers)
    return abs(units * each - whole) <= (units + 2) * PRINTED


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, as an estimate or not, or nothing."""
    told = unmarked(text)[0]
    return not told or _FIGURE.fullmatch(told) is not None


def _figure(text: str, kind: str, what: str) -> str:
    """Return a figure as plain text; empty if the cell is."""
    told = text.strip(_BLANKS)
    if told and not _FIGURE.fullmatch(told):
        why = ": its comma may part thousands or decimals, so write it without" if _UNDECIDED.fullmatch(told) else ""
        raise InvalidValue(
            f"{shown(text)} is no {kind}{why} (expected a number such as 12.5, or nothing)", path=(what,)
        )
    return f"0{told}" if told.startswith(".") else told  # some spreadsheets leave the zero out


def tiv_of(text: str, what: str) -> tuple[TIV | None, float]:
    """Return the volume of a cell, and the same as a float; None and 0 where it is empty.

    Raises:
        InvalidValue: It is no volume.
    """
    told = _figure(text, "volume", what)
    return (to_tiv(told), float(told)) if told else (None, 0.0)


def _name(text: str, what: str) -> str:
    name = text.strip()
    if not name or len(name) > _LONGEST_NAME:
        wrong = f"too long (expected {_LONGEST_NAME} characters or less)" if name else "empty"
        raise InvalidValue(f"the {what} is {wrong}", path=(what,))
    return name


def _party(text: str, role: Role) -> Party:
    """Return a party under its name as printed; its country, and where a group sits, are those of the name."""
    name = _name(text, role.in_words)
    actor = actor_of(name, side="supplier" if role is Role.SUPPLIER else "recipient")
    return Party(name, role=role, country=actor.country, kind=PartyKind(actor.kind) if actor.kind else None)


def _years(text: str) -> Years:
    if _MARKED.search(text):
        span = span_of(text, None)
        return Years(span.years, span.when, span.first, "")
    told = [part for part in (part.strip(_BLANKS) for part in text.replace(",", ";").split(";")) if part]
    listed = [_YEARS.get(part) or year_of(part, YEARS) for part in told]
    years = tuple(sorted(set(listed)))
    odd = ""
    if len(years) < len(listed):
        odd = "a year stands more than once, and the number delivered may count it as often"
    elif list(years) != listed:
        odd = "the years do not ascend"
    if not years:
        return Years((), None, 0, odd)
    if len(years) == 1:
        return Years((), cached_when(str(years[0])), years[0], odd)
    return Years(years, cached_when(f"{years[0]}/{years[-1]}"), years[0], odd)
