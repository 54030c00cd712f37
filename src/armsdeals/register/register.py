"""Register: an immutable, ordered collection of deals, each under its id.

    >>> register = Register([Deal(id="a"), Deal(id="b")])
    >>> register["b"].id, len(register), "c" in register
    ('b', 2, False)
    >>> [deal.id for deal in register | Register([Deal(id="c")])]
    ['a', 'b', 'c']

    >>> register.where(stage="signed")
    Register(0 deals)

What several registers tell of one deal comes together by `Register.merge`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve, field, frozen

from armsdeals._later import later
from armsdeals._sheet import html_table
from armsdeals._shown import shown
from armsdeals.errors import InvalidValue, UnknownName, suggestion
from armsdeals.model.competition import Competition
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.knowing import system_as_known
from armsdeals.model.lineage import circle, parents
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.system import System
from armsdeals.values.claim import known_by
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import When, to_when

if TYPE_CHECKING:
    from armsdeals.register import about, merge as merging, where as choosing
    from armsdeals.register.about import RegisterInfo
    from armsdeals.register.comparing import Aliases
    from armsdeals.register.merge import Merged
    from armsdeals.register.where import Days, Named, Sure
    from armsdeals.tables import table as long_tables
    from armsdeals.tables.table import Tables
else:
    about = later("armsdeals.register.about")
    merging = later("armsdeals.register.merge")
    choosing = later("armsdeals.register.where")
    long_tables = later("armsdeals.tables.table")

T = TypeVar("T")
MOST_SHOWN = 60  # deals in a notebook


def _to_deals(deals: Iterable[Deal]) -> tuple[Deal, ...]:
    if isinstance(deals, Deal):
        raise TypeError("a register takes a list of deals; put the deal in brackets")
    return _all_of(Deal, deals)


def _to_competitions(competitions: Iterable[Competition]) -> tuple[Competition, ...]:
    return _all_of(Competition, competitions)


def _to_events(events: Iterable[Event]) -> tuple[Event, ...]:
    return _all_of(Event, events)


def _to_systems(systems: Iterable[System]) -> tuple[System, ...]:
    return _all_of(System, systems)


def _to_sources(sources: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return _all_of(Evidence, sources)


def _all_of(kind: type[T], things: Iterable[T]) -> tuple[T, ...]:
    held = tuple(things)
    for thing in held:
        if not isinstance(thing, kind):
            raise TypeError(f"{shown(thing)} is not of the class {kind.__name__}")
    return held


@frozen
class Register:
    """Deals in a fixed order.

    Attributes:
        deals: The deals.
        competitions: Choices between suppliers, whose contenders are deals.
        events: Events that belong to no deal.
        systems: Systems of your own, each under its id; a line in a document may name one by it.
        sources: Evidence that came with them and that no claim cites.

    Raises:
        InvalidValue: Two deals, competitions or systems have the same id, a system has none, or comes from itself.
    """

    deals: tuple[Deal, ...] = field(default=(), converter=_to_deals)
    competitions: tuple[Competition, ...] = field(default=(), converter=_to_competitions, kw_only=True)
    events: tuple[Event, ...] = field(default=(), converter=_to_events, kw_only=True)
    systems: tuple[System, ...] = field(default=(), converter=_to_systems, kw_only=True)
    sources: tuple[Evidence, ...] = field(default=(), converter=_to_sources, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _unique("deals", [deal.id for deal in self.deals])
        _unique("competitions", [one.id for one in self.competitions])
        _unique("systems", [one.id for one in self.systems])
        for place, one in enumerate(self.systems):
            if not one.id:
                message = f"the system {shown(one.designation)} needs an id, by which lines can name it"
                raise InvalidValue(message, path=("systems", place, "id"))
        if way := circle(parents(self.systems)):
            place = next(place for place, one in enumerate(self.systems) if one.id == way[0])
            message = f"the lineage of {shown(way[0])} leads back to itself: {' -> '.join(map(shown, way))}"
            raise InvalidValue(message, path=("systems", place))

    def __len__(self) -> int:
        return len(self.deals)

    def __iter__(self) -> Iterator[Deal]:
        return iter(self.deals)

    def __contains__(self, item: object) -> bool:
        return item in self.deals if isinstance(item, Deal) else any(deal.id == item for deal in self.deals)

    def __getitem__(self, name: str) -> Deal:
        """Return the deal of this id.

        Raises:
            UnknownName: There is none.
        """
        for deal in self.deals:
            if deal.id == name:
                return deal
        if not isinstance(name, str):
            raise TypeError(f"{shown(name)} is not the id of a deal; write it as text")
        near = suggestion(name, self.ids)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise UnknownName(f"no deal is called {shown(name)} here{hint}", suggestions=near)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(deal.id for deal in self.deals)

    def __or__(self, other: Register) -> Register:
        """Both registers, this one first; a deal that stands equal in both stands once.

        Raises:
            InvalidValue: A deal of the same id differs between the two.
        """
        if not isinstance(other, Register):
            return NotImplemented
        return Register(
            _joined(self.deals, other.deals),
            competitions=_joined(self.competitions, other.competitions),
            events=_joined(self.events, other.events),
            systems=_joined(self.systems, other.systems),
            sources=_joined(self.sources, other.sources),
        )

    def __sub__(self, other: Register) -> Register:
        """The register without the deals whose ids the other one has."""
        if not isinstance(other, Register):
            return NotImplemented
        gone = set(other.ids)
        return evolve(self, deals=tuple(deal for deal in self.deals if deal.id not in gone))

    def merge(
        self,
        *others: Register,
        pairs: Iterable[tuple[str, str]] = (),
        apart: Iterable[tuple[str, str]] = (),
        aliases: Aliases = (),
        within: bool = False,
    ) -> Merged[Register]:
        """Return this register and others as one, in which deals that several tell are one deal with rival claims.

        Two deals are one if both sides, the systems and the day of the order agree; countries and systems by any declared
        name, and nothing by likeness. What is near or ambiguous is listed and left apart.

        Args:
            others: The other registers.
            pairs: Ids of deals that you know to be one: of this register, then of the other one.
            apart: Ids of deals that you know not to be one, in the same order.
            aliases: Systems (a catalogue), or lists of names that mean one system.
            within: Whether deals of one register may be one as well, as where each row is a newspaper's; the rows of a
                register of transfers are deals of their own.

        Returns:
            The register, with the matches, what is near and ambiguous, and ``split()``, which gives all of them back.

        Raises:
            UnknownName: A pair names a deal that is not there.
            InvalidValue: A deal stands in two pairs, or two that you pair cannot stand in one deal.
        """
        for other in others:
            if not isinstance(other, Register):
                raise TypeError(f"{shown(other)} is no register")
        return merging.merge(self, others, pairs=pairs, apart=apart, aliases=aliases, within=within)

    def known_by(self, day: When | date | str) -> Register:
        """Return the register as a reader of that day could have known it (see `Deal.as_known`)."""
        by = to_when(day).lo
        return evolve(
            self,
            deals=tuple(deal.as_known(day) for deal in self.deals),
            competitions=tuple(known for one in self.competitions if (known := one.as_known(day)) is not None),
            events=known_by(self.events, by),
            systems=tuple(system_as_known(system, by) for system in self.systems),
        )

    @property
    def tables(self) -> Tables:
        """The long tables by their names, such as ``tables["deliveries"]``; `ad.columns` tells what stands in each."""
        return long_tables.Tables(self)

    def to_pandas(self, table: str = "deals") -> Any:
        """Return a long table as a pandas frame (see `Table.to_pandas`).

        Raises:
            UnknownName: There is no such table.
            MissingExtra: pandas is not installed.
        """
        return self.tables[table].to_pandas()

    def to_polars(self, table: str = "deals") -> Any:
        """Return a long table as a polars frame.

        Raises:
            UnknownName: There is no such table.
            MissingExtra: polars is not installed.
        """
        return self.tables[table].to_polars()

    def to_arrow(self, table: str = "deals") -> Any:
        """Return a long table as an Arrow table, whose fields tell units and meanings.

        Raises:
            UnknownName: There is no such table.
            MissingExtra: pyarrow is not installed.
        """
        return self.tables.stream(table).read_all()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the table of deals to whatever reads Arrow: polars, DuckDB, pandas, pyarrow."""
        return self.tables.stream().__arrow_c_stream__(requested_schema)

    def where(
        self,
        *,
        supplier: Named | None = None,
        recipient: Named | None = None,
        party: Named | None = None,
        party_located_in: Named | None = None,
        buyer: Named | None = None,
        seller: Named | None = None,
        system: str | Iterable[str] | None = None,
        stage: NegotiationStage | str | Iterable[NegotiationStage | str] | None = None,
        on: When | date | str | None = None,
        ordered: Days | None = None,
        when: Sure = "possibly",
        certain: bool | None = None,
    ) -> Register:
        """Return the register with only the deals that fit all that is asked; of a list any one will do.

        Args:
            supplier: Who supplies: a country by any of its names or codes, or the name of a party.
            recipient: Who receives.
            party: Who takes part in any role.
            party_located_in: The country in which an armed group sits that takes part; a group is never its host.
            buyer: Another word for the recipient.
            seller: Another word for the supplier.
            system: What is transferred, by any name that a line tells.
            stage: Where the deal stands.
            on: The day on which it stands there; after everything that is told if left out.
            ordered: When it was signed: a year, a day, or the first and the last of them.
            when: "possibly" takes what may fit, "certainly" only what does, where a date or a stage is not certain.
            certain: True for deals of which no year and no number is an estimate or lacks its mark, False for the others.

        Raises:
            UnknownName: Nobody and nothing is called so, or there is no such stage.
            InvalidValue: A date cannot be read, or the last is before the first.
        """
        if (buyer is not None and recipient is not None) or (seller is not None and supplier is not None):
            raise TypeError("buyer is another word for recipient, and seller for supplier; say one of them")
        found = choosing.deals_where(
            self.deals, supplier=seller if supplier is None else supplier, recipient=buyer if recipient is None else recipient,
            party=party, party_located_in=party_located_in, system=system, stage=stage, on=on, ordered=ordered, when=when, certain=certain,
        )  # fmt: skip
        return evolve(self, deals=found)

    def info(self) -> RegisterInfo:
        """Return what the register holds, in a few numbers."""
        return about.info_of(self.deals, self.sources)

    def cite(self) -> str:
        """Return the sources that its deals rest on, one in a line, to print beneath whatever is made from it."""
        return about.citations(
            (*self.sources, *about.sources_of(self.deals), *(s for event in self.events for s in event.evidence))
        )

    def __repr__(self) -> str:
        return f"Register({len(self.deals)} deal{'s' if len(self.deals) != 1 else ''})"

    def __str__(self) -> str:
        return "\n".join(str(deal) for deal in self.deals) or "no deals"

    def _repr_html_(self) -> str:
        more = [f"and {len(self.deals) - MOST_SHOWN:,} more deals"] if len(self.deals) > MOST_SHOWN else []
        rows = [_cells(deal) for deal in self.deals[:MOST_SHOWN]]
        return html_table("", ("id", "supplier", "recipient", "stage", "since"), rows, below=more)


def _unique(what: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for place, one in enumerate(ids):
        if one in seen:
            raise InvalidValue(f"two {what} are called {shown(one)}; an id names one", path=(what, place, "id"))
        seen.add(one)


def _joined(these: tuple[T, ...], those: tuple[T, ...]) -> tuple[T, ...]:
    held = set(these)
    return (*these, *(one for one in those if one not in held))


def _cells(deal: Deal) -> tuple[str, ...]:
    position = deal.position
    return (
        deal.id,
        ", ".join(map(str, deal.suppliers)),
        ", ".join(map(str, deal.recipients)),
        position.stages_in_words,
        str(position.since or ""),
    )
