"""Actors: who stands behind a name as arms registers print it.

    >>> actor_of("Turkiye").country, actor_of("East Germany (GDR)").name
    (Country('Türkiye'), 'East Germany')
    >>> group = actor_of("PKK (Turkiye)*")
    >>> group.kind, group.country, group.located_in
    ('NON_STATE_GROUP', None, Country('Türkiye'))
    >>> actor_of("NATO**").kind, actor_of("unknown supplier(s)").kind, actor_of("Atlantis").kind
    ('ORGANISATION', 'UNKNOWN_SUPPLIER', None)

Two stars mark an organisation and one an armed group, as in the registers of SIPRI; the place in brackets is where the
group sits and never its country, for a group is not its host. Names are looked up among declared ones and nothing is
matched by likeness. Left out: companies and persons, which no register of states names.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.errors import UnknownName
from armsdeals.values.country import Country
from armsdeals.values.country_names import key_of_name

Side = Literal["supplier", "recipient"]

_UNKNOWN = {
    "unknown supplier": "UNKNOWN_SUPPLIER",
    "unknown suppliers": "UNKNOWN_SUPPLIER",
    "unknown supplier s": "UNKNOWN_SUPPLIER",
    "unknown seller": "UNKNOWN_SUPPLIER",
    "unknown recipient": "UNKNOWN_RECIPIENT",
    "unknown recipients": "UNKNOWN_RECIPIENT",
    "unknown recipient s": "UNKNOWN_RECIPIENT",
    "unknown buyer": "UNKNOWN_RECIPIENT",
    "unknown rebel group": "UNKNOWN_GROUP",
    "unknown rebel groups": "UNKNOWN_GROUP",
    "unknown rebels": "UNKNOWN_GROUP",
    "unknown group": "UNKNOWN_GROUP",
}
_UNKNOWN_SIDE = frozenset({"unknown", "unknown s", "unknown country", "unknown countries", "unknown state"})
_OF_SIDE = {None: None, "supplier": "UNKNOWN_SUPPLIER", "recipient": "UNKNOWN_RECIPIENT"}

# Printed without stars as well, by other publishers than SIPRI.
_ORGANISATIONS = frozenset(
    {
        "african union", "european union", "eu", "eu commission and council", "nato", "osce",
        "north atlantic treaty organization", "occar", "regional security system", "un", "united nations",
    }
)  # fmt: skip
_GROUPS_OF_STATES = frozenset(
    {
        "different countries", "eu countries", "eu member states", "multiple countries", "nato countries",
        "nato members", "nordic countries", "other countries", "others", "several countries", "various",
        "various countries", "worldwide excluding embargoed countries",
    }
)  # fmt: skip
# Rival bodies that call themselves a government are no state here; the name begins with that of the country.
_GROUPS = {"libya gna": "Libya", "libya gnc": "Libya", "libya hor": "Libya", "libya lna": "Libya"}
_PARTS_OF_STATES = {"abu dhabi": "United Arab Emirates", "dubai": "United Arab Emirates"}
_OWN = frozenset({"Cook Islands", "Niue", "Palestine", "Vatican City", "Western Sahara"})
_REBELS = (" palestinian rebels", " rebels", " rebel group", " rebel groups")


@frozen(kw_only=True, repr=False)
class Actor:
    """Who stands behind a name.

    Attributes:
        name: The country's English name for a state; for all others the name as written, without needless blanks.
        kind: The text of a `PartyKind`; None where nobody known here is called so.
        country: The state that it is, or of which it is a part; None for all others.
        located_in: Where an armed group sits. None for all others, and where no place or more than one is told.
    """

    name: str
    kind: str | None = None
    country: Country | None = None
    located_in: Country | None = None

    __repr__ = short_repr

    @property
    def is_known(self) -> bool:
        """Whether the name is that of somebody, and not a word for "unknown" nor one that nobody declared."""
        return self.kind is not None and not self.kind.startswith("UNKNOWN")

    @property
    def key(self) -> tuple[str, ...]:
        """What two spellings of one actor share: the country of a state, else the kind, the bare name and the place.

        >>> actor_of("PKK (Turkey)*").key == actor_of("PKK (Turkiye)*").key
        True
        """
        if self.country is not None and self.name == self.country.name:
            return ("STATE", self.country.name)
        place = self.located_in
        bare = key_of_name(self.name.rstrip("*"))
        if place is not None and (found := _placed(self.name.rstrip("* "))):
            bare = key_of_name(found[0])
        return (self.kind or "", bare, place.name if place is not None else "")


@lru_cache(maxsize=4096)
def actor_of(name: str, *, side: Side | None = None) -> Actor:
    """Return who stands behind a name as a register prints it.

    Args:
        name: A cell of a column of suppliers or recipients.
        side: Which column it was, for a bare "unknown", which is an unknown supplier or recipient by where it stands.

    Returns:
        The actor. A name that no list has keeps its spelling and has no kind, no country and no place; see
        `Country` for the error that suggests near ones.

    Raises:
        UnknownName: The side is neither supplier nor recipient.
        TypeError: The name is no text.
    """
    if not isinstance(name, str):
        raise TypeError(f"{shown(name)} is not the name of a party; write it as text")
    if side not in _OF_SIDE:
        raise UnknownName(f"{shown(side)} is no side of a deal; expected supplier or recipient")
    tidy = " ".join(name.split())
    bare = tidy.rstrip("* ")
    stars = tidy.count("*", len(bare))
    key = key_of_name(bare)
    if kind := _UNKNOWN.get(key):
        return Actor(name=tidy, kind=kind)
    if key in _UNKNOWN_SIDE:
        return Actor(name=tidy, kind=_OF_SIDE[side])
    if stars >= len("**") or key in _ORGANISATIONS:
        return Actor(name=tidy, kind="ORGANISATION")
    if stars or key in _GROUPS:
        return Actor(name=tidy, kind="NON_STATE_GROUP", located_in=_place_of(bare, key))
    if (country := Country.parse(bare)) is not None:
        return Actor(name=country.name, kind=_kind_of(country), country=country)
    if key in _GROUPS_OF_STATES:
        return Actor(name=tidy, kind="GROUP_OF_STATES")
    if key in _PARTS_OF_STATES:
        return Actor(name=tidy, kind="SUB_STATE", country=Country(_PARTS_OF_STATES[key]))
    return Actor(name=tidy)


def is_one_actor(one: str, other: str) -> bool:
    """Whether two names are declared to mean one state, organisation or armed group; likeness is not enough.

    >>> is_one_actor("PKK (Turkey)*", "PKK (Turkiye)*"), is_one_actor("UAE", "United Arab Emirates")
    (True, True)
    >>> is_one_actor("PKK (Turkey)*", "Turkey"), is_one_actor("unknown rebel group*", "unknown rebel group*")
    (False, False)
    """
    here = known_key(one)
    return here is not None and here == known_key(other)


@lru_cache(maxsize=65_536)  # each question about a register asks it of all names
def known_key(name: str) -> tuple[str, ...] | None:
    """Return what the spellings of an actor share (`Actor.key`); None for somebody unknown."""
    actor = actor_of(name)
    return actor.key if actor.is_known else None


def _kind_of(country: Country) -> str:
    """Tell states from territories: what ISO lists and no list of states ever counted, but for those that no state owns."""
    counted = country.spells("cow") or country.spells("gw") or country.iso2 is None or country.name in _OWN
    return "STATE" if counted else "DEPENDENT_TERRITORY"


def _place_of(bare: str, key: str) -> Country | None:
    """Return the place of a group, as its name tells it."""
    if found := _placed(bare):
        return Country.parse(found[1])
    if key in _GROUPS:
        return Country(_GROUPS[key])
    folded = bare.casefold()
    for (
        ending
    ) in _REBELS:  # "Syria rebels"; "Niger Delta rebels" begins with no country, since all the rest has to be one
        if folded.endswith(ending):
            return Country.parse(bare[: -len(ending)])
    return None


def _placed(bare: str) -> tuple[str, str] | None:
    """Part "PKK (Turkey)" into the group and the place."""
    head, bracket, rest = bare.rpartition("(")
    if not bracket or not head.strip() or not rest.endswith(")"):
        return None
    return head.strip(), rest[:-1]
