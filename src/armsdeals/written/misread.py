"""Lines of the small tables that say something else than they seem to: why a text is no party, no system or no source.

    >>> why_no_party("Foo (Russia), compny")
    "'compny' is no sort of party (did you mean company?); a name with commas or brackets is written {name: 'Foo (Russia), compny'}"
    >>> why_no_source("TASS, 28 January 2017")
    "'28 January 2017' is not read in dates; write 2017-01-28, or {publisher: ...} if it is part of the name"
    >>> why_no_party("Rosoboronexport (Russia), state company"), why_no_system("F-16 (Block 70)"), why_no_source("TASS, 2017")
    ('', '', '')

A name is free, so nothing is refused but what looks like a country, a date or a sort that would be swallowed by the name;
who means it so writes the object out. Left out: reading such lines (`entries`).
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue, suggestion
from armsdeals.values.country import is_country
from armsdeals.values.when import cached_when
from armsdeals.written.names_abroad import abroad, why_no_country, why_no_state
from armsdeals.written.no_date import meant_date
from armsdeals.written.words import ABSENCES, PARTY_KINDS, SOURCE_KINDS

_LINK = re.compile(r"https?://\S+")
_NO_BRACKETS = "a bracket is not closed, or was never opened"
_BRACKETS = re.compile(r"(\S.*?) ?\(([^()]+)\)(.*)")
_CITED = re.compile(r"\s@\S+")
_SQUARE = re.compile(r"(\S.*?) ?\[([^\[\]]+)\]")
_FOLDED = re.compile(r"[)](?:, [a-z ]+)? - ")
_JOINED = re.compile(r" and | & | / |; |/")
_GLUED = re.compile(r"(.*\S),((?:[0-9]{4}(?:-[0-9]{2}){0,2}|https?://\S+)(?:, .*)?)")
_WEB = re.compile(r"(?:www\.\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}(?:/\S*)?)", re.IGNORECASE)
_LAST_BRACKETS = re.compile(r"(\S.*) \(([^()]+)\)")
_DAY_LIKE = re.compile(r"[0-9]{4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?(?:T.*)?|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}")
_SLASHED = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}")
_WHOLE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
_DAY_OF = r"([0-9]{1,2})(?:st|nd|rd|th)?\b\.?"
_SPELLED = (
    re.compile(rf"\b(?P<d>{_DAY_OF}) (?P<m>{_MONTH})(?:,? (?P<y>[0-9]{{4}})\b)?"),
    re.compile(rf"\b(?P<m>{_MONTH}) (?P<d>{_DAY_OF})(?:,? (?P<y>[0-9]{{4}})\b)?"),
    re.compile(rf"\b(?P<m>{_MONTH}),? (?P<y>[0-9]{{4}})\b"),
)
_VAGUE = re.compile(r"yesterday|today|tomorrow|undated|n\.d\.|no date|(?:last|this) (?:week|month|year|night|morning)")
_ODD = re.compile(rf"[0-9]|//|{_MONTH}|\.[a-z]+/|www\.|, (?:{_VAGUE.pattern})")
_LOOKED_UP = frozenset({"accessed", "retrieved", "visited", "seen", "access"})
_PAGE = re.compile(r"(?:pages?|pp?\.?) ?[0-9]+(?:[-\u2013][0-9]+)?")
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


def is_date(text: str) -> bool:
    """Whether a part of a line is the date of a source."""
    if not text[:1].isdigit() and not text.startswith(("../", "[", "-", "~", "?")):
        return False
    try:
        cached_when(text)
    except InvalidValue:
        return False
    return True


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


@lru_cache(maxsize=4_096)
def why_no_source(text: str) -> str:
    """Return why a text says no source as one line does; empty if it does.

    >>> why_no_source("TASS, 01.02.2017")
    "'01.02.2017' is no date here; write it as YYYY-MM-DD"
    >>> why_no_source("TASS, 2017-02-01")
    ''
    """
    parts, year = _publisher(text)
    if _is_plain(", ".join(parts)):
        return ""
    if parts[0] == "unknown":
        return (
            "unknown names no publisher; write unsourced where there is no source, or {publisher: unknown} for a name"
        )
    if why := _why_cut_so(text, parts):
        return why
    for part in parts:
        if "//" in part:
            return f"{shown(part)} is no link, or not in the place of one; write PUBLISHER, DATE, https://..."
    for place, part in enumerate(parts):
        if _DAY_LIKE.fullmatch(part):
            return _why_no_day(part, parts[:place], parts[place + 1 :])
    if why := _why_written_so(parts):
        return why
    if _PAGE.fullmatch(parts[-1]) and len(parts) > 1:
        return _with_locator(parts[:-1], "", parts[-1])
    return _why_spelled(", ".join([*parts, *filter(None, [year])]))


def _why_cut_so(text: str, parts: list[str]) -> str:
    """Say what is wrong with the commas of a line, or with a link at its end."""
    if text.endswith((",", ";")):
        return f"{shown(text[-1])} stands at the end of the line; leave it out"
    if found := _GLUED.fullmatch(text):
        return f"put a blank behind the comma: {shown(f'{found[1]}, {found[2]}')}"
    if len(parts) > 1 and (why := _why_no_sort(parts[-1])):
        return why
    if len(parts) > 1 and _WEB.fullmatch(parts[-1]):
        return f"a link begins with https://; write https://{parts[-1]}"
    return ""


def _why_written_so(parts: list[str]) -> str:
    """Say how a date within a publisher is written here; empty if there is none."""
    for part in parts[1:]:
        if _VAGUE.fullmatch(part):
            return f"{shown(part)} is no date here; write the day as YYYY-MM-DD, or leave it out where it has none"
        if _WEB.fullmatch(part) and ("/" in part or part.startswith("www.")):
            return f"a link begins with https:// and stands behind the date; write PUBLISHER, DATE, https://{part}"
        day, _, hour = part.partition(" ")
        if hour[:1].isdigit() and is_date(day):
            return f"no time of day is read: write {day} in place of {shown(part)}"
        if (meant := meant_date(part)) not in ("", part):
            return f"{shown(part)} is not read in dates; write {meant}, or {{publisher: ...}} if it is part of the name"
    for part in parts:
        words = [word.strip("();:") for word in re.split(r"[\s;]+", part)]
        if slashed := next((word for word in words if _SLASHED.fullmatch(word)), ""):
            return f"{shown(slashed)} is no date here; write it as YYYY-MM-DD, behind a comma"
        day = next((word for word in words if _WHOLE_DAY.fullmatch(word) and is_date(word)), "")
        if day:
            before = part.partition(day)[0].rstrip(" ;:(-\u2013\u2014") or "PUBLISHER"
            name, _, last = before.rpartition(" ")
            if last.lower() in _LOOKED_UP:
                told = shown(name or (parts[0] if part != parts[0] else "PUBLISHER"))
                return f"the day on which a source was looked up is written {{publisher: {told}, retrieved: {day}}}"
            return (
                f"a comma parts the date from the publisher: {shown(f'{before}, {day}')}; or write {{publisher: ...}}"
            )
    return ""


@lru_cache(maxsize=4_096)
def _is_plain(publisher: str) -> bool:
    """Whether nothing stands in a publisher of which a day, a page or a link could be made, as in most."""
    if _ODD.search(publisher) or publisher.partition(", ")[0] == "unknown" or publisher.endswith((",", ";")):
        return False
    _, comma, last = publisher.rpartition(", ")
    return not (comma and _why_no_sort(last))


def _publisher(text: str) -> tuple[list[str], str]:
    """Return the parts of a line that would be its publisher, and the date behind it."""
    parts = text.split(", ")
    if len(parts) > 1 and parts[-1] in SOURCE_KINDS.codes:
        parts.pop()
    if len(parts) > 1 and _LINK.fullmatch(parts[-1]):
        parts.pop()
    return (parts[:-1], parts[-1]) if len(parts) > 1 and is_date(parts[-1]) else (parts, "")


def _why_no_day(day: str, before: list[str], behind: list[str]) -> str:
    if is_date(day):
        if before and behind:
            return _with_locator(before, day, ", ".join(behind))
        return f"{shown(day)} stands where a publisher is wanted; write PUBLISHER, DATE, LINK, each once"
    spelled = meant_date(day)
    meant = (
        "there is no such day"
        if _WHOLE_DAY.fullmatch(day)
        else f"write {spelled}"
        if spelled
        else "write it as YYYY-MM-DD"
    )
    return f"{shown(day)} is no date here; {meant}"


def _why_no_sort(typed: str) -> str:
    low = typed.lower()
    if typed in SOURCE_KINDS.codes:
        return (
            f"what sort of source it is stands at the end of the line, behind the link: PUBLISHER, DATE, LINK, {typed}"
        )
    near = [low] if low in SOURCE_KINDS.codes else get_close_matches(low, SOURCE_KINDS.codes, n=1, cutoff=_NEAR)
    return f"{shown(typed)} is no sort of source (did you mean {near[0]}?)" if near else ""


def _with_locator(before: list[str], day: str, more: str) -> str:
    if why := _why_no_sort(more):
        return why
    published = f", published: {day}" if day else ""
    return f"{shown(more)} is not read here; write {{publisher: {shown(', '.join(before))}{published}, locator: {shown(more)}}}"


def _why_spelled(text: str) -> str:
    """Say of a date with the name of its month how it is written; empty if there is none."""
    for pattern in _SPELLED:
        if found := pattern.search(text):
            told = found.groupdict()
            month = f"{_MONTHS.index(told['m'][:3].lower()) + 1:02}"
            day = f"-{re.sub('[^0-9]', '', told['d']).zfill(2)}" if told.get("d") else ""
            meant = f"write {told.get('y') or 'YYYY'}-{month}{day}"
            return f"{shown(found[0])} is not read in dates; {meant}, or {{publisher: ...}} if it is part of the name"
    return ""
