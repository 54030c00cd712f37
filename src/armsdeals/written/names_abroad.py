"""Names of states that are none here: slips of the keyboard, and names in other languages, with the one to write.

    >>> why_no_state("Deutschland"), why_no_state("Saab")
    ("'Deutschland' is Germany in another language; write Germany, or {name: Deutschland} if that is meant", '')
    >>> abroad("Türkei"), abroad("Rusya"), abroad("Saab")
    ('Türkiye', 'Russia', '')

Such a name is refused and never taken, so that a file is read alike by all who know the English names. Those in other languages are
of states that exist, by Unicode's Common Locale Data Repository (`values._names_abroad`). Left out:
names of former states, and which country an English name is (`values.country`).
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from armsdeals._shown import shown
from armsdeals.values._countries import COUNTRIES
from armsdeals.values._names_abroad import NAMES_ABROAD
from armsdeals.values.country import is_country
from armsdeals.values.country_names import key_of_name

_NEAR = 0.85


def abroad(text: str) -> str:
    """Return the English name of the state that is called so in another language; empty if none is."""
    return _abroad().get(key_of_name(text), "")


def why_no_country(text: str) -> str:
    """Say which country was meant by a name in brackets; empty where that is not known."""
    if near := get_close_matches(text, _names_with(text[0]), n=1, cutoff=0.8):
        return f"{shown(text)} is no country known here; did you mean {near[0]}?"
    meant = abroad(text)
    return f"{shown(text)} is {meant} in another language; write {meant}." if meant else ""


def why_no_state(text: str) -> str:
    """Say which state was meant by a name that stands alone; empty for the names of others."""
    if is_country(text):
        return ""
    if meant := abroad(text):
        return f"{shown(text)} is {meant} in another language; write {meant}, or {{name: {text}}} if that is meant"
    states = _states_by_beginning().get(text[:3].lower(), ())
    near = get_close_matches(text, states, n=1, cutoff=_NEAR)
    return (
        f"{shown(text)} is nearly the name of a state; write {near[0]}, or {{name: {text}}} if that is meant"
        if near
        else ""
    )


@cache
def _abroad() -> dict[str, str]:
    return {key_of_name(name): state for state, names in NAMES_ABROAD.items() for name in names.split("; ")}


@cache
def _states_by_beginning() -> dict[str, list[str]]:
    states: dict[str, list[str]] = {}
    for row in COUNTRIES:
        states.setdefault(row[0][:3].lower(), []).append(row[0])
    return states


@cache
def _names_with(first: str) -> list[str]:
    return [row[0] for row in COUNTRIES if row[0][0] == first]
