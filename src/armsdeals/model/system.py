"""System: a type of weapon or equipment, by all the names it has, with what it comes from and what class it is in.

    >>> fd2000 = System("FD-2000", origin="China", export_version_of="HQ-9", roles=("air defence",))
    >>> print(fd2000)
    FD-2000
    >>> s400 = System("S-400", aliases=("S-400 Triumf",), nato_name="SA-21 Growler",
    ...               names=(SystemName("Триумф", language="ru", script="Cyrl"),))
    >>> s400.all_names
    ('S-400', 'S-400 Triumf', 'SA-21 Growler', 'Триумф')

Two systems are the same only by designation or declared name; a near name is never a match. In what condition goods
arrive, and who supplies them, belongs to the deal. Left out: parts, and what a system carries.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from attrs import field, frozen
from attrs.converters import optional

from armsdeals._fields import Key, Name, Rule, Text, Word, checked
from armsdeals._printed import short_repr
from armsdeals._shown import plain, shown
from armsdeals._slim import slim
from armsdeals.model.classification import ClassCode, Specification
from armsdeals.values.claim import to_sources
from armsdeals.values.classes import Scheme
from armsdeals.values.country import Country, to_country
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import When, to_when

Language = Annotated[str, Rule(pattern="(?:[a-z]{2,3})?", wanted="an ISO 639 code such as ru")]
Script = Annotated[str, Rule(pattern="(?:[A-Z][a-z]{3})?", wanted="an ISO 15924 code such as Cyrl")]


class NameKind(Word):
    """Whose name it is."""

    ALIAS = "ALIAS"  # in use, nobody's in particular
    MAKER = "MAKER"  # of the maker: a project or product number
    CUSTOMER = "CUSTOMER"  # of one that has it in service
    NATO = "NATO"  # a NATO reporting name, or a part of it
    TRANSLITERATION = "TRANSLITERATION"  # a name of another script, in the letters of this one
    FORMER = "FORMER"  # no longer in use


class SystemRole(Word):
    """What it is for; a thing may have several roles."""

    AIR_DEFENCE = "AIR_DEFENCE"  # against aircraft, from land or sea
    MISSILE_DEFENCE = "MISSILE_DEFENCE"  # against ballistic missiles
    AIR_COMBAT = "AIR_COMBAT"  # against aircraft, from the air
    GROUND_ATTACK = "GROUND_ATTACK"  # against targets on land, from the air
    SURVEILLANCE = "SURVEILLANCE"  # finding and following
    TRAINING = "TRAINING"
    TRANSPORT = "TRANSPORT"
    ARMOURED_COMBAT = "ARMOURED_COMBAT"  # tanks and armoured fighting vehicles
    FIRE_SUPPORT = "FIRE_SUPPORT"  # guns, howitzers and rockets
    ANTI_ARMOUR = "ANTI_ARMOUR"
    ANTI_SHIP = "ANTI_SHIP"
    ANTI_SUBMARINE = "ANTI_SUBMARINE"
    AMPHIBIOUS = "AMPHIBIOUS"  # landing forces from the sea
    PATROL = "PATROL"
    INFANTRY = "INFANTRY"  # carried by soldiers


@frozen(weakref_slot=False, field_transformer=checked, repr=False)
class SystemName:
    """A name of which more is known than its letters.

    Attributes:
        text: The name.
        kind: Whose name it is.
        language: Its language, as an ISO 639 code.
        script: In what letters it is written, as an ISO 15924 code; empty where it goes without saying.
        user: Whose forces call it so, for a customer's name.
        evidence: The sources that tell it.
    """

    text: Name
    kind: NameKind = field(default=NameKind.ALIAS, converter=NameKind, kw_only=True)
    language: Language = field(default="", kw_only=True)
    script: Script = field(default="", kw_only=True)
    user: Country | None = field(default=None, converter=optional(to_country), kw_only=True)
    evidence: tuple[Evidence, ...] = field(default=(), converter=to_sources, kw_only=True)

    __repr__ = short_repr

    def __str__(self) -> str:
        return plain(self.text)


def _to_roles(value: Iterable[SystemRole | str]) -> tuple[SystemRole, ...]:
    if isinstance(value, str):
        raise TypeError(f"{shown(value)} is not a list; put it in brackets")
    return tuple(map(SystemRole, value))


@slim("category origin manufacturer specifications")
@frozen(weakref_slot=False, field_transformer=checked, repr=False)
class System:
    """A type of weapon or equipment, whoever supplies it.

    Lineage names other systems by designation or id; that it runs in no circle is seen to where several systems are
    together (`armsdeals.catalogue`).

    Attributes:
        designation: Its name in the maker's or the customer's use.
        id: A key for it, where a catalogue has one.
        category: What sort of thing it is, in plain words ("air defence system").
        aliases: Other names by which sources call exactly this system, as plain text.
        names: Other names of which more is known: whose, and in what language and script.
        nato_name: NATO reporting name.
        origin: The country that designed it.
        developer: Who designed it.
        manufacturer: Who makes it, where that is another or is told apart.
        family: The group of systems to which it belongs ("Flanker").
        variant_of: The system of which this is a version.
        export_version_of: The system of which this is the export version.
        derived_from: The systems on which its design is built.
        roles: What it is for.
        first_service: When it first entered service anywhere.
        codes: Every claim of its class in some list; several of one list may stand.
        specifications: Every claim of a figure.
        evidence: The sources of what is said here and is no claim of its own: names, origin, lineage, roles.
    """

    designation: Name
    id: Key = field(default="", kw_only=True)
    category: Text = field(default="", kw_only=True)
    aliases: tuple[Name, ...] = field(default=(), kw_only=True)
    names: tuple[SystemName, ...] = field(default=(), kw_only=True)
    nato_name: Text = field(default="", kw_only=True)
    origin: Country | None = field(default=None, converter=optional(to_country), kw_only=True)
    developer: Text = field(default="", kw_only=True)
    manufacturer: Text = field(default="", kw_only=True)
    family: Text = field(default="", kw_only=True)
    variant_of: Text = field(default="", kw_only=True)
    export_version_of: Text = field(default="", kw_only=True)
    derived_from: tuple[Name, ...] = field(default=(), kw_only=True)
    roles: tuple[SystemRole, ...] = field(default=(), converter=_to_roles, kw_only=True)
    first_service: When | None = field(default=None, converter=optional(to_when), kw_only=True)
    codes: tuple[ClassCode, ...] = field(default=(), kw_only=True)
    specifications: tuple[Specification, ...] = field(default=(), kw_only=True)
    evidence: tuple[Evidence, ...] = field(default=(), converter=to_sources, kw_only=True)

    __repr__ = short_repr

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name that means exactly this system, the designation first, each once."""
        nato = (self.nato_name,) if self.nato_name else ()
        more = (name.text for name in self.names)
        return tuple(dict.fromkeys((self.designation, *self.aliases, *nato, *more)))

    def named(self, kind: NameKind | str) -> tuple[SystemName, ...]:
        """Return the names of one kind, as told: those of the maker, of customers ..."""
        wanted = NameKind(kind)
        return tuple(name for name in self.names if name.kind is wanted)

    def codes_in(self, scheme: Scheme | str) -> tuple[ClassCode, ...]:
        """Return the claims of its class in one list; none means that nobody claims any, not that there is none."""
        wanted = Scheme(scheme)
        return tuple(code for code in self.codes if code.scheme is wanted)

    def __str__(self) -> str:
        return plain(self.designation)
