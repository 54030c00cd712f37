"""Lines of the small tables that say something else than they seem to: why a text is no party or no system.

    >>> why_no_party("Foo (Russia), compny")
    "'compny' is no sort of party (did you mean company?); a name with commas or brackets is written {name: 'Foo (Russia), compny'}"
    >>> why_no_party("Rosoboronexport (Russia), state company"), why_no_system("F-16 (Block 70)")
    ('', '')

A name is free, so nothing is refused but what looks like a country, a date or a sort that would be swallowed by the name;
who means it so writes the object out. Left out: sources (`misread_sources`), and reading such lines (`entries`).
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache

from armsdeals._shown import shown
from armsdeals.errors import suggestion
from armsdeals.values.country import is_country
from armsdeals.written.names_abroad import abroad, why_no_country, why_no_state
from armsdeals.written.words import ABSENCES, PARTY_KINDS

_NO_BRACKETS = "a bracket is not closed, or was never opened"
_BRACKETS = re.compile(r"(\S.*?) ?\(([^()]+)\)(.*)")
_CITED = re.compile(r"\s@\S+")
_SQUARE = re.compile(r"(\S.*?) ?\[([^\[\]]+)\]")
_FOLDED = re.compile(r"[)](?:, [a-z ]+)? - ")
_JOINED = re.compile(r" and | & | / |; |/")
_LAST_BRACKETS = re.compile(r"(\S.*) \(([^()]+)\)")
NO_SYSTEM = "no name of a system stands here; write what is printed of it, such as air defence missiles"
_SHORTEST = 5  # letters of a word that is compared with those of sorts of goods
_NEAR = 0.85
_SORTS = (
    "aircraft", "airship", "ammunition", "amphibious", "armoured", "artillery", "attack", "ballistic", "battery", "bomb",
    "carrier", "combat", "command", "corvette", "cruise", "defence", "defense", "destroyer", "drone", "engine", "fighter",
    "frigate", "guided", "gunship", "helicopter", "howitzer", "infantry", "landing", "launcher", "maritime", "mine",
    "missile", "mortar", "munition", "naval", "patrol", "portable", "propelled", "radar", "reconnaissance", "rifle",
    "rocket", "satellite", "self-propelled", "sensor", "shell", "simulator", "submarine", "surveillance", "system",
    "tank", "tanker", "torpedo", "trainer", "transport", "turret", "unmanned", "vehicle", "vessel", "warship", "weapon",
    "anti-ship", "anti-tank", "armored", "armour", "unarmoured", "surface-to-air", "air-to-air",
)  # fmt: skip
_JOINING = frozenset({"later", "formerly", "now", "then", "with", "including", "and", "or", "plus", "also"})
_WHILE = re.compile(r"[, ]+((since|until) (\d[^,]*))(?=,|$)")


@lru_cache(maxsize=4_096)
def why_no_party(text: str) -> str:
    """Return why a text names no party as one line does; empty if it does."""
    if text.count("(") != text.count(")"):
        return _NO_BRACKETS
    if why := _why_several(text) or _why_marked(text) or _why_dated(text):
        return why
    if "," not in text and "(" not in text:
        return why_no_state(text)
    name, _, last = text.rpartition(", ")
    if not name or last not in PARTY_KINDS.codes:
        name = text
    if is_country(name):
        return ""
    long = f"a name with commas or brackets is written {{name: {shown(name)}}}"
    found = _LAST_BRACKETS.fullmatch(name)
    name = found[1] if found else name
    for inner in re.finditer(r"\(([^()]+)\)", name):
        if is_country(inner[1]) and found:
            return f"two names of countries stand in brackets; keep one; {long}"
        if is_country(inner[1]) and inner.end() == len(name):
            return f"a blank stands in front of the bracket: {name[: inner.start()]} ({inner[1]})"
        if is_country(inner[1]):
            rest = name[inner.end() :].strip(" ,;")
            return f"{_no_sort(rest)}; {long}"
    parts = name.split(", ")
    if len(parts) > 1 and all(map(is_country, parts)):
        return f"{shown(name)} are {len(parts)} parties; write a list: [{name}]"
    if len(parts) > 1 and is_country(parts[-1]):
        return f"a country stands in brackets: {', '.join(parts[:-1])} ({parts[-1]}); {long}"
    if len(parts) > 1 and suggestion(parts[-1].lower(), PARTY_KINDS.codes):
        return f"{_no_sort(parts[-1])}; {long}"
    return f"{why}; {long}" if found and (why := _why_abroad(found[1], found[2])) else ""


def _why_dated(text: str) -> str:
    found = _WHILE.search(text)
    return f"{shown(found[1])} is no part of a name; write {{name: ..., {found[2]}: {found[3]}}}" if found else ""


def _why_abroad(name: str, country: str) -> str:
    meant = "" if is_country(country) else abroad(country)
    return f"{shown(country)} is {meant} in another language; write {name} ({meant})" if meant else ""


def _why_several(text: str) -> str:
    """Say of names of states and others in one line how they are written as several; empty if they are one."""
    if _FOLDED.search(text):
        return "an item of its own begins in the column in which the others begin"
    parts = _JOINED.split(text)
    if len(parts) > 1 and all(map(is_country, parts)):
        return f"{shown(text)} are {len(parts)} parties; write a list: [{', '.join(parts)}]"
    first, comma, others = text.partition(", ")
    if comma and others not in PARTY_KINDS.codes and is_country(first) and _LAST_BRACKETS.fullmatch(others):
        return f"{shown(text)} reads like two parties; write a list: [{text}]"
    before, dash, last = text.rpartition(" - ")
    country, other = (
        (first, others) if comma and others not in PARTY_KINDS.codes else (last, before) if dash else ("", "")
    )
    is_one = "(" not in other and not any(part in PARTY_KINDS.codes or is_country(part) for part in other.split(", "))
    if is_one and is_country(country) and not is_country(text):
        return (
            f"a country stands in brackets: {other} ({country}); a name with commas is written {{name: {shown(text)}}}"
        )
    return ""


def _why_marked(text: str) -> str:
    if "[" not in text and " @" not in text:
        return ""
    if cited := _CITED.search(text):
        return f"no source is cited at a party; put {shown(cited[0].strip())} behind what it tells of it"
    if squared := _SQUARE.fullmatch(text):
        return f"a country stands in round brackets: {squared[1]} ({squared[2]})" if is_country(squared[2]) else ""
    return ""


def _no_sort(typed: str) -> str:
    near = suggestion(typed.lower(), PARTY_KINDS.codes)
    meant = f"did you mean {near[0]}?" if near else "expected a comma and one such as company, or nothing"
    return f"{shown(typed)} is no sort of party ({meant})"


@lru_cache(maxsize=4_096)
def why_no_system(text: str) -> str:
    """Return why a text names no system as one line does; empty if it does.

    >>> why_no_system("S-400 (Rusia)")
    "'Rusia' is no country known here; did you mean Russia? Brackets that belong to the name are written {designation: 'S-400 (Rusia)'}"
    """
    if text.count("(") != text.count(")"):
        return _NO_BRACKETS
    name, _, category = text.partition(", ")
    long = f"{{designation: {shown(text)}}}"
    if (named := name.partition(" (")[0]) in ABSENCES.codes or named in ("", "unknown"):
        return (
            f"{shown(named)} is no name of a system; write what is printed of it, such as air defence missiles, or"
            f" {{designation: {named or '...'}}} if it is called so"
        )
    found = _BRACKETS.fullmatch(name)
    if found and found[3].strip() and is_country(found[2]):
        return f"put a comma between ({found[2]}) and {shown(found[3].strip())}, or write {long}"
    last = _LAST_BRACKETS.fullmatch(name)
    if last and not is_country(last[2]) and (why := why_no_country(last[2])):
        return f"{why} Brackets that belong to the name are written {long}"
    if cited := _CITED.search(text):
        return f"no source is cited at a system; put {shown(cited[0].strip())} behind what it tells, such as ordered: 4 @KEY"
    if is_country(category):
        return f"a country stands in brackets: {name} ({category}); a name with a comma is written {long}"
    words = category.split()
    if words and (words[0] in _JOINING or ", " in category or any(c.isdigit() for c in words[-1])):
        return f"{shown(category)} does not read like a sort of goods; a name with a comma is written {long}"
    return ""


@lru_cache(maxsize=4_096)
def near_sort(text: str) -> str:
    """Return the sort of goods that was meant by the words behind the comma of a system; empty if they are no near miss.

    >>> near_sort("S-400, sam missil"), near_sort("S-400, sam missile"), near_sort("S-400, Flugabwehr")
    ('sam missile', '', '')
    """
    words = text.partition(", ")[2].split()
    meant = [_near_word(word) for word in words]
    return " ".join(near or word for near, word in zip(meant, words, strict=True)) if any(meant) else ""


def _near_word(word: str) -> str:
    told = word.lower().strip(",;()")
    if len(told) < _SHORTEST or told in _SORTS or told.removesuffix("s") in _SORTS:
        return ""
    near = get_close_matches(told, _SORTS, n=1, cutoff=_NEAR)
    return near[0] if near else ""
