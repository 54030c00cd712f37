"""Finding deals by who takes part: a state by any of its names or codes, anybody else by their name.

    >>> party = Told(role="SUPPLIER", name="Rosoboronexport", country="Russia")
    >>> [is_meant(party, one) for one in meant("RU") + meant("rosoboronexport") + meant("Sweden")]
    [True, True, False]

Names are compared without case, accents and blanks at their ends; nothing is matched by likeness. Left out: organisations
and their members.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from armsdeals._shown import shown
from armsdeals.errors import UnknownName, suggestion
from armsdeals.model.deal import Deal
from armsdeals.model.party import Party, Role
from armsdeals.values.country import Country, is_country, to_country

ROLES = {
    "supplier": (Role.SUPPLIER, Role.SUPPLIER_STATE),
    "recipient": (Role.RECIPIENT,),
    "party": tuple(Role),
}
Asked = str | Country | Iterable[str | Country]

_DISTINCT = "SELECT DISTINCT role, name, country FROM parties WHERE role = ?"
_IDS = "SELECT DISTINCT id FROM parties WHERE role = ? AND name = ? AND country = ?"


class Told(NamedTuple):
    """A party as the index has it."""

    role: str
    name: str
    country: str


class Meant(NamedTuple):
    """Whom somebody asks for.

    Attributes:
        text: As it was asked.
        key: The name, folded.
        country: The country of that name; empty if there is none.
    """

    text: str
    key: str
    country: str


def told(party: Party) -> Told:
    """Return what the index keeps of a party: its country, or the one that its name is."""
    return Told(
        party.role.value, party.name, _country_named(party.name) if party.country is None else party.country.text
    )


def meant(asked: Asked) -> list[Meant]:
    """Return whom somebody asks for: any of them will do."""
    names = [asked] if isinstance(asked, (str, Country)) else list(asked)
    return [_meant(one) for one in names]


def _meant(one: str | Country) -> Meant:
    if isinstance(one, Country):
        return Meant(one.text, folded(one.text), one.text)
    if not isinstance(one, str):
        raise TypeError(f"{shown(one)} is no name; write a country or the name of a party")
    return Meant(one, folded(one), _country_named(one))


def folded(name: str) -> str:
    """Return the key by which names are compared."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def is_meant(party: Told, one: Meant) -> bool:
    """Whether a party is the one that is asked for; names of states may have come to be known since it was indexed."""
    if folded(party.name) == one.key:
        return True
    return one.country != "" and one.country == (party.country or _country_named(party.name))


def ids_of(db: sqlite3.Connection, side: str, wanted: list[Meant]) -> set[str]:
    """Return the ids of the deals in which somebody has a part on a side.

    Raises:
        UnknownName: A name is no country, and nobody on that side is called so.
    """
    parties = [Told(*row) for role in ROLES[side] for row in db.execute(_DISTINCT, (role.value,))]
    ids: set[str] = set()
    for one in wanted:
        found = [party for party in parties if is_meant(party, one)]
        if not found and not one.country:
            names = sorted({name for party in parties for name in (party.name, party.country) if name})
            near = suggestion(one.text, names)
            hint = f"did you mean {near[0]}?" if near else "write a country, or the name of a party as a deal tells it"
            raise UnknownName(f"no {side} is called {shown(one.text)} here; {hint}", suggestions=near)
        for party in found:
            ids.update(row[0] for row in db.execute(_IDS, party))
    return ids


def takes_part(deal: Deal, side: str, wanted: list[Meant]) -> bool:
    """Whether the deal itself says so; the index only tells where to look."""
    return any(is_meant(told(party), one) for party in deal.parties if party.role in ROLES[side] for one in wanted)


def _country_named(name: str) -> str:
    return to_country(name).text if is_country(name) else ""


def index(db: sqlite3.Connection, deal: Deal | None, key: str) -> None:
    """Let the index tell the parties of a deal anew; None if it was removed."""
    db.execute("DELETE FROM parties WHERE id = ?", (key,))
    rows = [] if deal is None else [(key, *told(party)) for party in deal.parties]
    db.executemany("INSERT INTO parties VALUES (?, ?, ?, ?)", rows)


def indexed(db: sqlite3.Connection, key: str) -> list[Told]:
    """Return what the index tells of a deal, in a fixed order."""
    rows = db.execute("SELECT role, name, country FROM parties WHERE id = ?", (key,))
    return sorted(Told(*row) for row in rows)
