"""What belongs to no deal, put together: what is kept and what comes.

>>> from armsdeals.model.competition import Competition
>>> held = Register(competitions=[Competition(id="a", buyer="India"), Competition(id="b", buyer="Brazil")])
>>> [one.buyer for one in joined(held, Register(competitions=[Competition(id="a", buyer="Peru")])).competitions]
['Peru', 'Brazil']
"""

from __future__ import annotations

from typing import TypeVar

from armsdeals.model.competition import Competition
from armsdeals.model.system import System
from armsdeals.register.register import Register

T = TypeVar("T")
Named = TypeVar("Named", Competition, System)


def joined(held: Register, told: Register) -> Register:
    """Return what stands beside the deals once a register is added, its deals passed over.

    What has an id replaces what has the same one; of what has none, the new is added.
    """
    return Register(
        competitions=_replaced(held.competitions, told.competitions),
        systems=_replaced(held.systems, told.systems),
        events=_added(held.events, told.events),
        sources=_added(held.sources, told.sources),
    )


def is_bare(register: Register) -> bool:
    """Whether nothing stands beside the deals."""
    return not (register.competitions or register.events or register.systems or register.sources)


def _replaced(held: tuple[Named, ...], told: tuple[Named, ...]) -> tuple[Named, ...]:
    return tuple(({one.id: one for one in held} | {one.id: one for one in told}).values())


def _added(held: tuple[T, ...], told: tuple[T, ...]) -> tuple[T, ...]:
    known = set(held)
    return (*held, *(one for one in told if one not in known))
