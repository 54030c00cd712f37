"""Sources typed in a line that say something else than they seem to: dates, links and sorts that the publisher would swallow.

    >>> why_no_source("TASS, 28 January 2017")
    "'28 January 2017' is not read in dates; write 2017-01-28, or {publisher: ...} if it is part of the name"
    >>> why_no_source("TASS, 2017")
    ''

The name of a publisher is free as those of parties and systems are (`misread`). Left out: reading such lines (`entries`).
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.values.when import cached_when
from armsdeals.written.no_date import meant_date
from armsdeals.written.words import SOURCE_KINDS

_LINK = re.compile(r"https?://\S+")
_GLUED = re.compile(r"(.*\S),((?:[0-9]{4}(?:-[0-9]{2}){0,2}|https?://\S+)(?:, .*)?)")
_WEB = re.compile(r"(?:www\.\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}(?:/\S*)?)", re.IGNORECASE)
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
_NEAR = 0.85


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
