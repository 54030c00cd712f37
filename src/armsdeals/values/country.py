"""Country: a state, former state or territory, with the codes that it had on a day.

Names are the English ones of common use and of arms registers. Other declared names and ISO 3166-1 codes are taken as
well; nothing is ever matched by likeness, for near names have made Kosovo Serbia and a militia its host.

    >>> Country("Turkey")
    Country('Türkiye')
    >>> Country("Germany").code("cow", on=1975), Country("Germany").code("gw"), Country("DEU").code("iso2")
    (260, 260, 'DE')
    >>> Country("Norwy")
    Traceback (most recent call last):
    armsdeals.errors.UnknownName: 'Norwy' is no country known here; did you mean Norway?

A state that merged, dissolved or was absorbed is a country of its own (Czechoslovakia, East Germany, South Yemen), and
so is the Soviet Union, which registers keep apart from Russia. A state that was only renamed, or goes on in law, is one
country under its latest name: Zaire is DR Congo, West Germany is Germany; see `Country.name_on`.
Codes and spells are those of ISO 3166-1 and 3166-3, of Correlates of War, State System Membership (edition 2016), and of K. S.
Gleditsch and M. D. Ward, "A Revised List of Independent States since the Congress of Vienna" (International Interactions 25,
1999; edition 2017). Left out: organisations, non-state groups, groups of states, and names in other languages.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import ClassVar, Literal, NamedTuple, overload

from armsdeals._fields import Leaf
from armsdeals._shown import shown
from armsdeals.errors import UnknownName, suggestion
from armsdeals.values._countries import AMBIGUOUS, COUNTRIES, FORMER_NAMES, SIPRI_NAMES
from armsdeals.values.country_days import Spell, number_of, span_of, spells_of
from armsdeals.values.country_names import key_of_name, misread, with_lost_letters, without_accents

SYSTEMS = ("iso2", "iso3", "cow", "gw", "sipri")
_LONGEST_CODE = 4  # USSR, DPRK
# Names for more or less than the state, which are suggested and not taken.
_LOOSELY = {"america": "United States", "england": "United Kingdom", "holland": "Netherlands", "ger": "Germany"}


class _Row(NamedTuple):
    name: str
    iso2: str
    iso3: str
    start: str
    end: str
    cow: str
    gw: str
    aliases: str


def _is_code(name: str) -> bool:
    """Tell abbreviations, which are taken in capitals only, from names."""
    return len(name) <= _LONGEST_CODE and name.isascii() and name.isalpha() and name.isupper()


_ROWS = {row[0]: _Row(*row) for row in COUNTRIES}


class Country(Leaf):
    """A state, former state or territory that can be a party's country.

    It is made from its name, another declared name, or an ISO 3166-1 code. Case, accents and punctuation of names do
    not matter; codes and abbreviations have to be in capitals, so that "NO" is Norway and "No" is nothing.

    Attributes:
        text: The English short name, for example "Norway", "Türkiye" or "Soviet Union".

    Raises:
        UnknownName: No country is known by that name, or more than one is.
        TypeError: Something that is not text.
    """

    __slots__ = ()
    example: ClassVar[str] = "Norway"

    def __init__(self, text: str) -> None:
        if not isinstance(text, str):
            raise TypeError(f"a country wants text, found {shown(text)}")
        self._set(text=text if text in _ROWS else _found(text))

    @classmethod
    def parse(cls, text: str, *, on: int | date | str | None = None) -> Country | None:
        """Return the country of this name or code, or None if no one country is known by it; nothing is guessed.

        A code or name that two states had in turn is the one's that existed on the day, or in the year.

        >>> Country.parse("East Germany (GDR)"), Country.parse("Norwy"), Country.parse("Korea")
        (Country('East Germany'), None, None)
        >>> Country.parse("CS"), Country.parse("CS", on=1980), Country.parse("Yugoslavia", on=1999)
        (None, Country('Czechoslovakia'), Country('Serbia and Montenegro'))

        Raises:
            TypeError: Something that is not text, or a day that is neither a date nor a year.
        """
        if not isinstance(text, str):
            raise TypeError(f"a country wants text, found {shown(text)}")
        if is_country(text):
            found = _country(text)
            return found if on is None else _in_turn(found, *span_of(on))
        several = AMBIGUOUS.get(text, ()) if on is not None else ()
        lived = [country for country in map(_country, several) if _lived(_ROWS[country.text], *span_of(on or 0))]
        if len(lived) > 1 and _is_code(text):
            lived = [country for country in lived if text in (country.code("iso2", on=on), country.code("iso3", on=on))]
        return lived[0] if len(lived) == 1 else None

    @property
    def name(self) -> str:
        """The English short name."""
        return self.text

    @property
    def iso2(self) -> str | None:
        """The ISO 3166-1 alpha-2 code of today; None for former states and where ISO gives none."""
        return self.code("iso2")

    @property
    def iso3(self) -> str | None:
        """The ISO 3166-1 alpha-3 code of today; None for former states and where ISO gives none."""
        return self.code("iso3")

    @property
    def is_current(self) -> bool:
        """Whether it still exists."""
        return not _ROWS[self.text].end

    @property
    def start(self) -> date | None:
        """The first day.

        For a former state by law; for one of today the day from which Gleditsch and Ward (else COW) count it without a
        break, where 1816-01-01 means that day or earlier. None for territories that neither counts.
        """
        start = _ROWS[self.text].start
        return date.fromisoformat(start) if start else None

    @property
    def end(self) -> date | None:
        """The last day; None while it exists."""
        end = _ROWS[self.text].end
        return date.fromisoformat(end) if end else None

    def spells(self, system: Literal["cow", "gw"]) -> tuple[Spell, ...]:
        """Return the spells in which the system counted it as a state, oldest first; none for territories."""
        return spells_of(getattr(_ROWS[self.text], _known(system, ("cow", "gw"))))

    @overload
    def code(self, system: Literal["cow", "gw"], *, on: int | date | str | None = None) -> int | None: ...
    @overload
    def code(self, system: Literal["iso2", "iso3", "sipri"], *, on: int | date | str | None = None) -> str | None: ...
    @overload
    def code(self, system: str, *, on: int | date | str | None = None) -> int | str | None: ...

    def code(self, system: str, *, on: int | date | str | None = None) -> int | str | None:
        """Return the code of a system on a day, in the last spell that touches a year, or today.

        Of a number that several countries held in turn, each has its own days only: 365 is the Soviet Union's from
        1922-12-30 to 1991-12-25, and Russia's before and after; in a year of change, such as 1991, both have it. A state
        that registers do not print (the United Arab Republic, Tanganyika, Serbia and Montenegro) lends its number to the
        country under whose name they book it: 651 is Egypt's in 1959 too, and 345 Serbia's in 2000. A spell that was open when its list was closed (COW 2016, GW 2017) counts as
        running on. ISO codes do not change with the day, but a withdrawn one is given only within the state's lifetime, and
        Serbia and Montenegro has the YU of Yugoslavia for as long as it was called so: CS was Czechoslovakia's in 1992.
        Spellings of a register do not change with the day at all.

        Args:
            system: "iso2", "iso3", "cow" (Correlates of War), "gw" (Gleditsch and Ward), or "sipri" for the spelling in
                the registers of SIPRI ("Turkiye", "East Germany (GDR)").
            on: A day or a year, also as text ("1990-10-02", "1990-10", "1990"); None asks for the latest spell that is
                still open.

        Returns:
            A number for "cow" and "gw", a text for the others; None if it was no member then or has no such code.

        Raises:
            UnknownName: There is no such system.
            TypeError: The day is neither a date nor a year.
            InvalidValue: Its text is none, or the year is out of range.
        """
        row = _ROWS[self.text]
        if system == "sipri":
            return SIPRI_NAMES.get(self.text, without_accents(self.text)) or None
        first, last = span_of(on) if on is not None else (date.max, date.max)
        if _known(system, SYSTEMS) in ("cow", "gw"):
            number = number_of(getattr(row, system), first, last)
            if number is None and (booked := _booked_states().get(self.text)):
                number = number_of(getattr(_ROWS[booked], system), first, last)
            return number
        if row.end and not _lived(row, first, last):
            return None
        return getattr(_named_alike(row, last), system) or None

    def name_on(self, on: int | date | str) -> str:
        """Return the name used on a day, or at the end of a year; today's name where no other is known.

        >>> Country("DR Congo").name_on(1975)
        'Zaire'
        """
        day = span_of(on)[1].isoformat()
        for country, name, first, last in FORMER_NAMES:
            if country == self.text and first <= day <= last:
                return name
        return self.text


def booked_state(country: Country) -> Country | None:
    """Return the former state that registers do not print, and whose deals they book under this country's name.

    >>> booked_state(Country("Egypt")), booked_state(Country("Norway"))
    (Country('United Arab Republic'), None)
    """
    name = _booked_states().get(country.text)
    return None if name is None else _country(name)


def to_country(value: str | Country) -> Country:
    """Return a country as it is, or make it from its name or code; names seen before cost nothing.

    >>> to_country("SE") is to_country("SE")
    True
    """
    if isinstance(value, Country):
        return value
    if not isinstance(value, str):
        raise TypeError(f"{shown(value)} is not a country; write its name")
    return _country(value)


def is_country(name: str) -> bool:
    """Whether one country is known by this name or code; much quicker than a refusal.

    >>> is_country("Norway"), is_country("Norwy")
    (True, False)
    """
    by_code, by_key, _ = _declared()
    return name in _ROWS or name in by_code or key_of_name(name) in by_key


@lru_cache(maxsize=2048)
def _country(name: str) -> Country:
    return Country(name)


@cache
def _declared() -> tuple[dict[str, str], dict[str, str], dict[str, tuple[str, ...]]]:
    """Return the countries by code or exact text and by folded name, and what is ambiguous by either."""
    by_code, by_key = {}, {}
    for row in _ROWS.values():
        for name in {row.name, row.iso2, row.iso3, *row.aliases.split("; ")} - AMBIGUOUS.keys() - {""}:
            if _is_code(name):
                by_code[name] = row.name
            else:
                by_key[key_of_name(name)] = row.name
    for row in _ROWS.values():
        if not row.name.isascii():
            by_code |= dict.fromkeys(misread(row.name), row.name)
            by_key |= dict.fromkeys(with_lost_letters(row.name), row.name)
    return by_code, by_key, {name if _is_code(name) else key_of_name(name): names for name, names in AMBIGUOUS.items()}


def _found(name: str) -> str:
    """Look a name up among the declared ones."""
    by_code, by_key, ambiguous = _declared()
    key = key_of_name(name)
    if found := by_code.get(name) or by_key.get(key):
        return found
    if several := ambiguous.get(name) or ambiguous.get(key):
        raise UnknownName(f"{shown(name)} may mean {' or '.join(several)}; write which", suggestions=several)
    if meant := by_code.get(name.upper()) or by_code.get(name.replace(".", "").upper()):
        hint = f"codes are written in capitals{' without dots' * ('.' in name)} ({name.replace('.', '').upper()} is {meant})"
        raise UnknownName(f"{shown(name)} is no country known here; {hint}", suggestions=(meant,))
    if (said := _LOOSELY.get(key)) or _is_code(name):  # of a few letters everything is like something
        near: tuple[str, ...] = (said,) if said else ()
    else:
        near = tuple(by_key[match] for match in suggestion(key, sorted(by_key)))
    hint = f"did you mean {near[0]}?" if near else "expected an English name or an ISO code, such as Norway or NO"
    raise UnknownName(f"{shown(name)} is no country known here; {hint}", suggestions=near)


def _in_turn(country: Country, first: date, last: date) -> Country:
    """Return the state that had the name of a former one on these days; the former one where none had, or it existed then."""
    if not _ROWS[country.text].end or _lived(_ROWS[country.text], first, last):
        return country
    for other, name, begins, ends in FORMER_NAMES:
        if name == country.text and date.fromisoformat(begins) <= last and first <= date.fromisoformat(ends):
            return _country(other)
    return country


@cache
def _booked_states() -> dict[str, str]:
    """Return the states that registers print under another's name, by that name.

    It is told, or it is the name of the one whose number runs on from the next day.
    """
    out = {}
    for name, printed in SIPRI_NAMES.items():
        if printed in _ROWS:
            out[printed] = name
        ends = {(spell.number, spell.last) for spell in spells_of(_ROWS[name].cow) if not printed and spell.last}
        for number, last in ends:
            heirs = [row.name for row in _ROWS.values() if (number, last + timedelta(1)) in _starts(row)]
            out |= dict.fromkeys(heirs, name)
    return out


def _named_alike(row: _Row, day: date) -> _Row:
    """Return the state that gave another its name and codes, where that went by them on a day; else the state itself."""
    for country, name, first, last in FORMER_NAMES:
        if country == row.name and name in _ROWS and first <= day.isoformat() <= last:
            return _ROWS[name]
    return row


def _starts(row: _Row) -> set[tuple[int, date]]:
    return {(spell.number, spell.first) for spell in spells_of(row.cow)}


def _known(system: str, systems: tuple[str, ...]) -> str:
    if system not in systems:
        raise UnknownName(f"{shown(system)} is no system of country codes; expected one of {', '.join(systems)}")
    return system


def _lived(row: _Row, first: date, last: date) -> bool:
    """Whether a state existed on one of these days."""
    has_come = not row.start or date.fromisoformat(row.start) <= last
    return has_come and (not row.end or first <= date.fromisoformat(row.end))
