"""Who is named in a row of news: states, ministries and forces, firms; told apart by the words of their names.

    >>> str(sort_of("Norway's defense ministry")), str(sort_of("Hanwha Aerospace")), sort_of("Bharat Forge")
    ('STATE_AGENCY', 'COMPANY', None)
    >>> [party.name for party in parties_of("Germany and Sweden", Role.RECIPIENT)]
    ['Germany', 'Sweden']
    >>> (party,) = parties_of("Salesforce (NYSE: CRM)", Role.SUPPLIER)
    >>> party.name, party.note
    ('Salesforce', 'NYSE: CRM')

A ministry acts for the country that its name begins with. Left out: where a firm sits, and firms whose names have no such word.
"""

from __future__ import annotations

import re

from armsdeals.model.party import Party, PartyKind, Role
from armsdeals.values._demonyms import DEMONYMS
from armsdeals.values.actors import actor_of
from armsdeals.values.country import Country

_AGENCY = re.compile(
    r"\b(?:ministry|ministries|minister|department of (?:defen[cs]e|war|the (?:army|navy|air force))|pentagon|army|navy|air force|armed forces|"
    r"air self-defense force|marine corps|marines|coast guard|national guard|space force|government|agency|directorate|"
    r"procurement administration|acquisition (?:council|program administration)|mod|dod|dapa|bundeswehr)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"\b(?:inc|incorporated|ltd|limited|corp|corporation|gmbh|plc|llc|llp|co|company|pvt|sa|s\.a|spa|s\.p\.a|ag|ab|asa|oy|oyj|nv|n\.v|bv|"
    r"jsc|pjsc|kk|aerospace|aeronautics|systems|industries|dynamics|technologies|shipyards?|shipbuilding|shipbuilders|heavy industries|"
    r"aviation|aircraft|motors|electronics|laboratories|labs|holdings?|group|solutions|robotics|martin|lockheed|boeing|raytheon|rtx)\b\.?",
    re.IGNORECASE,
)
_TICKER = re.compile(r"\s*\(((?:[A-Z]{2,8}|Nasdaq|Euronext)\s*:\s*[A-Z0-9.]{1,8})\)\s*$")
_PARTS = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
_MOST_WORDS = 4  # of the name of a country
_LONGEST_NAME = 500  # as of the field that holds it


def parties_of(text: str, role: Role) -> tuple[Party, ...]:
    """Return the parties of a cell: several only if each part of it is a state by name."""
    name = " ".join(text.split())
    if Country.parse(name) is None:
        parts = [part for part in _PARTS.split(name) if part]
        if len(parts) > 1 and all(Country.parse(part) for part in parts):
            return tuple(_party(part, role) for part in dict.fromkeys(parts))
    return (_party(name, role),)


def sort_of(name: str) -> PartyKind | None:
    """Return what sort of actor a name tells; None if its words do not."""
    actor = actor_of(name)
    if actor.kind:
        return PartyKind(actor.kind)
    if _AGENCY.search(name):
        return PartyKind.STATE_AGENCY
    return PartyKind.COMPANY if _FIRM.search(name) or _TICKER.search(name) else None


def may_be_swapped(recipients: tuple[Party, ...], suppliers: tuple[Party, ...]) -> bool:
    """Whether a firm seems to buy from a ministry or a state."""
    public = (PartyKind.STATE_AGENCY, PartyKind.STATE)
    return any(one.kind is PartyKind.COMPANY for one in recipients) and any(one.kind in public for one in suppliers)


def _party(text: str, role: Role) -> Party:
    kind = sort_of(text)
    ticker = _TICKER.search(text)
    name = text[: ticker.start()] if ticker else text
    country = actor_of(name).country
    if country is None and kind is PartyKind.STATE_AGENCY:
        country = _country_before(name)
    return Party(name[:_LONGEST_NAME], role=role, kind=kind, country=country, note=ticker[1] if ticker else "")


def _country_before(name: str) -> Country | None:
    """Return the country with which a name begins: "Norway's defense ministry", "U.S. Army", "Indian Navy"."""
    words = [re.sub(r"['\u2019]s?$", "", word).replace(".", "") for word in name.split()]
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        begins = " ".join(words[:count])
        if found := Country.parse(begins) or Country.parse(DEMONYMS.get(begins, "?")):
            return found
    return None
