"""Register: an immutable, ordered collection of deals, each under its id.

    >>> register = Register([Deal(id="a"), Deal(id="b")])
    >>> register["b"].id, len(register), "c" in register
    ('b', 2, False)
    >>> [deal.id for deal in register | Register([Deal(id="c")])]
    ['a', 'b', 'c']

Left out: asking for deals by party or stage, merging two reports of one deal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TypeVar

from attrs import evolve, field, frozen

from armsdeals._shown import plain, shown
from armsdeals.errors import InvalidValue, UnknownName, suggestion
from armsdeals.model.competition import Competition
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.values.claim import known_by
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import When, to_when

T = TypeVar("T")


def _to_deals(deals: Iterable[Deal]) -> tuple[Deal, ...]:
    if isinstance(deals, Deal):
        raise TypeError("a register takes a list of deals; put the deal in brackets")
    return _all_of(Deal, deals)


def _to_competitions(competitions: Iterable[Competition]) -> tuple[Competition, ...]:
    return _all_of(Competition, competitions)


def _to_events(events: Iterable[Event]) -> tuple[Event, ...]:
    return _all_of(Event, events)


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
        sources: Evidence that came with them and that no claim cites.

    Raises:
        InvalidValue: Two deals, or two competitions, have the same id.
    """

    deals: tuple[Deal, ...] = field(default=(), converter=_to_deals)
    competitions: tuple[Competition, ...] = field(default=(), converter=_to_competitions, kw_only=True)
    events: tuple[Event, ...] = field(default=(), converter=_to_events, kw_only=True)
    sources: tuple[Evidence, ...] = field(default=(), converter=_to_sources, kw_only=True)

    def __attrs_post_init__(self) -> None:
        _unique("deals", [deal.id for deal in self.deals])
        _unique("competitions", [one.id for one in self.competitions])

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
        near = suggestion(str(name), self.ids)
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
            sources=_joined(self.sources, other.sources),
        )

    def __sub__(self, other: Register) -> Register:
        """The register without the deals whose ids the other one has."""
        if not isinstance(other, Register):
            return NotImplemented
        gone = set(other.ids)
        return evolve(self, deals=tuple(deal for deal in self.deals if deal.id not in gone))

    def known_by(self, day: When | str) -> Register:
        """Return the register as a reader of that day could have known it (see `Deal.as_known`)."""
        by = to_when(day).lo
        return evolve(
            self,
            deals=tuple(deal.as_known(day) for deal in self.deals),
            competitions=known_by(self.competitions, by),
            events=known_by(self.events, by),
        )

    def __repr__(self) -> str:
        return f"Register({len(self.deals)} deal{'s' if len(self.deals) != 1 else ''})"

    def __str__(self) -> str:
        return "\n".join(str(deal) for deal in self.deals) or "no deals"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{name}</th>" for name in ("id", "supplier", "recipient", "stage", "since"))
        rows = "".join(f"<tr>{_cells(deal)}</tr>" for deal in self.deals)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _unique(what: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for place, one in enumerate(ids):
        if one in seen:
            raise InvalidValue(f"two {what} are called {shown(one)}; an id names one", path=(what, place, "id"))
        seen.add(one)


def _joined(these: tuple[T, ...], those: tuple[T, ...]) -> tuple[T, ...]:
    held = set(these)
    return (*these, *(one for one in those if one not in held))


def _cells(deal: Deal) -> str:
    position = deal.position
    cells = (
        deal.id,
        ", ".join(map(str, deal.suppliers)),
        ", ".join(map(str, deal.recipients)),
        position.stages_in_words,
        str(position.since or ""),
    )
    return "".join(f"<td>{escape(plain(cell))}</td>" for cell in cells)
