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

from attrs import field, frozen

from armsdeals._shown import plain, shown
from armsdeals.errors import InvalidValue, UnknownName, suggestion
from armsdeals.model.deal import Deal
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import When


def _to_deals(deals: Iterable[Deal]) -> tuple[Deal, ...]:
    if isinstance(deals, Deal):
        raise TypeError("a register takes a list of deals; put the deal in brackets")
    held = tuple(deals)
    for deal in held:
        if not isinstance(deal, Deal):
            raise TypeError(f"{shown(deal)} is not a deal")
    return held


def _to_sources(sources: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sources)


@frozen
class Register:
    """Deals in a fixed order.

    Attributes:
        deals: The deals.
        sources: Evidence that came with them and that no claim cites.

    Raises:
        InvalidValue: Two deals have the same id.
    """

    deals: tuple[Deal, ...] = field(default=(), converter=_to_deals)
    sources: tuple[Evidence, ...] = field(default=(), converter=_to_sources, kw_only=True)

    def __attrs_post_init__(self) -> None:
        seen: set[str] = set()
        for place, deal in enumerate(self.deals):
            if deal.id in seen:
                raise InvalidValue(
                    f"two deals are called {shown(deal.id)}; an id names one deal", path=("deals", place, "id")
                )
            seen.add(deal.id)

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
        held = set(self.deals)
        sources = (*self.sources, *(source for source in other.sources if source not in self.sources))
        return Register((*self.deals, *(deal for deal in other.deals if deal not in held)), sources=sources)

    def __sub__(self, other: Register) -> Register:
        """The deals whose ids the other register does not have."""
        if not isinstance(other, Register):
            return NotImplemented
        gone = set(other.ids)
        return Register((deal for deal in self.deals if deal.id not in gone), sources=self.sources)

    def known_by(self, day: When | str) -> Register:
        """Return the register as a reader of that day could have known it (see `Deal.as_known`)."""
        return Register((deal.as_known(day) for deal in self.deals), sources=self.sources)

    def __repr__(self) -> str:
        return f"Register({len(self.deals)} deal{'s' if len(self.deals) != 1 else ''})"

    def __str__(self) -> str:
        return "\n".join(str(deal) for deal in self.deals) or "no deals"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{name}</th>" for name in ("id", "supplier", "recipient", "stage", "since"))
        rows = "".join(f"<tr>{_cells(deal)}</tr>" for deal in self.deals)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


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
