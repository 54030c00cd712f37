"""What a deal is called on a page: by its title, else by who supplies whom with what, else by its id.

    >>> from armsdeals.model.line import Line
    >>> sold = (Party("Sweden", role="supplier"), Party("Norway", role="recipient"))
    >>> heading_of(Deal(id="sipri-7", parties=sold, lines=(Line(id="a", system="Drone-5"),))), heading_of(Deal(id="demo"))
    ('Sweden \N{RIGHTWARDS ARROW} Norway · Drone-5', 'demo')

Rows of a register have no title of their own, and their ids say nothing but a line of a file.
"""

from __future__ import annotations

from collections.abc import Iterable

from armsdeals.model.deal import Deal
from armsdeals.model.party import Party, Role
from armsdeals.pages.wording import LONGEST_TITLE, listed, said

_NOBODY, _NOTHING = "unknown", "goods unknown"

_MOST_NAMED = 3  # goods; a heading is no list


def heading_of(deal: Deal) -> str:
    """Return what stands above a deal, and on the links to it."""
    told = said(deal.title, longest=LONGEST_TITLE)
    flow, goods = flow_of(deal), goods_of(deal)
    is_known = goods != _NOTHING or flow != f"{_NOBODY} → {_NOBODY}"
    return told or (f"{flow} · {goods}" if is_known else deal.id)


def flow_of(deal: Deal) -> str:
    """Return from which states it goes to which: "Sweden → Norway"."""
    return f"{places_of(deal.suppliers)} → {places_of(receiving(deal))}"


def goods_of(deal: Deal) -> str:
    """Return what is transferred, in a few names."""
    told = list(dict.fromkeys(said(line.system.designation, longest=60) for line in deal.lines))
    shown = told if len(told) <= _MOST_NAMED else [*told[:2], f"{len(told) - 2} more"]
    return listed(shown) or _NOTHING


def places_of(parties: Iterable[Party]) -> str:
    """Return the states of parties, and the names of those of whom no state is told."""
    told = (said(str(party.country or party.name), longest=60) for party in parties)
    return listed(dict.fromkeys(told)) or _NOBODY


def receiving(deal: Deal) -> tuple[Party, ...]:
    """Return who receives, or who is said to be interested, where nobody orders yet."""
    return deal.recipients or tuple(party for party in deal.parties if party.role is Role.PROSPECTIVE_RECIPIENT)
