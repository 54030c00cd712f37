"""Dates as they are typed in heads, and back.

    >>> read_date(Cursor("by 2017-09-12")), read_date(Cursor("2017-03 or 2017-05")), date_words("2018/..")
    ('../2017-09-12', '[2017-03,2017-05]', 'from 2018')

What is no date is refused with the one that was meant (`no_date`). Left out: whether a day exists, which is seen to later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from armsdeals._shown import shown
from armsdeals.written.cursor import Cursor
from armsdeals.written.no_date import is_date, meant_date
from armsdeals.written.words import MODALITIES

_SIMPLE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}[~?]?")
_LONGEST = 6  # words of a date
_BULLETS = frozenset("*\N{BULLET}\N{MIDDLE DOT}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{2}")
_SLASHED = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_SHORT_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?")
_WITH_HOUR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T.*")
_DOTTED = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})\.\.([0-9]{4}(?:-[0-9]{2}){0,2})")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_DATE_LIKE = re.compile(r"[?~%]?-?[0-9X]{2,4}[0-9X?~%./T:,+Z-]*|\.\./\S+|/\S+|Y-?[0-9]\S*|[\[{]\S+[\]}]")
# What looks like a date and is none for certain: a day first, dots or slashes in it, no zeros, months and days that are none.
_NO_DATE = (
    r"(?![0-9]{1,2}[./][0-9]|[0-9]{4}[.][0-9]|[0-9]{4}/[0-9]{1,2}(?:[/\s]|$)|[0-9]{5}|[0-9]{4}-[0-9](?:[^0-9X]|$)|[0-9]{4}-[0-9]{4}"
    r"|[0-9]{4}-Q|[0-9]{4}-(?:00|1[3-9]|20|4[2-9]|[5-9][0-9])|[0-9]{4}-[01][0-9]-(?:00|3[2-9]|[4-9][0-9])|[0-9]\S*[s\u2013](?: |$))"
)
DATE = "(?:by |from )?" + _NO_DATE + r"[-?~%./\[{0-9XY][^ ]*(?: or [^ ]+)*"


def opens_date(words: Cursor) -> bool:
    """Whether what comes next looks like a date."""
    return bool(_DATE_LIKE.fullmatch(words.peek())) or (
        words.peek() in ("by", "from") and bool(_DATE_LIKE.fullmatch(words.peek(1)))
    )


def read_date(words: Cursor) -> str:
    """Take a date and return it as EDTF; whether that day exists is seen to later."""
    if words.skips("by"):
        return f"../{_one_date(words)}"
    if words.skips("from"):
        start = _one_date(words)
        if words.peek() == "to":
            end = words.peek(1) if _DATE_LIKE.fullmatch(words.peek(1)) else "2018"
            raise words.fault(f"a time from one day to another is written {start}/{end}")
        return f"{start}/.."
    dates = [_one_date(words)]
    while words.skips("or"):
        dates.append(_one_date(words))
    return dates[0] if len(dates) == 1 else f"[{','.join(dates)}]"


def _one_date(words: Cursor) -> str:
    typed = words.peek()
    if _SIMPLE.fullmatch(typed):
        return words.take()
    if found := _SLASHED.fullmatch(typed):
        first, second, year = int(found[1]), int(found[2]), found[3]
        readings = list(dict.fromkeys(f"{year}-{m:02}-{d:02}" for m, d in ((second, first), (first, second))))
        days = [one for one in readings if is_date(one)]
        if not days:
            raise words.fault(f"{shown(typed)} is no day of the calendar; write it as {year}-MM-DD")
        told = f"has two readings: {' or '.join(days)}" if len(days) > 1 else f"is written {days[0]}"
        raise words.fault(f"{shown(typed)} {told}")
    if typed in _BULLETS:
        raise words.fault(f"an item begins with '- ', and {shown(typed)} stands here")
    if _SHORT_YEAR.fullmatch(typed):
        raise words.fault(f"the year of {shown(typed)} has two digits; write the date as YYYY-MM-DD")
    if meant := _meant_day(typed):
        raise words.fault(f"{shown(typed)} is no date here; write {meant}")
    looks_like_one = bool(_DATE_LIKE.fullmatch(typed))
    if not looks_like_one or not is_date(typed):
        if why := why_no_date(words.words, words.at):
            raise words.fault(why)
        season = _SEASONS.get(typed.lower())
        if season:
            raise words.fault(f"{shown(typed)} is not read in dates; write 2017-{season} ({typed.lower()})")
    if typed in MODALITIES.codes and is_date(words.peek(1)):
        raise words.fault(f"{shown(typed)} stands behind the date: {words.peek(1)} {typed}")
    if not looks_like_one:
        raise words.fault(
            f"{shown(typed)} is no date, and a date comes first here (such as 2017-09-12, 2016-11~ or by 2017-09)"
            if typed
            else "a date is missing here"
        )
    return words.take()


def why_no_date(words: Sequence[str], at: int = 0) -> str:
    """Return what to write for a date that is not read, to which one of some words belongs; empty if that is not known.

    Args:
        words: The words of a head.
        at: The number of that word, with which the date begins or which stands a few words behind its beginning.
    """
    for start in range(max(at - 3, 0), at + 1):
        if start < at and not words[start][:1].isdigit() and words[start] not in ("by", "from"):
            continue
        for end in range(min(len(words), start + _LONGEST), at, -1):
            typed = " ".join(words[start:end])
            meant = date_words(meant_date(typed))
            if meant and meant != typed:
                season = next((word.lower() for word in words[start:end] if word.lower() in _SEASONS), "")
                return f"{shown(typed)} is not read in dates; write {meant}{f' ({season})' if season else ''}"
    return ""


def _meant_day(typed: str) -> str:
    """Return how a day without its zeros, with an hour, or a span with dots is written; empty for all else."""
    if found := _SHORT_DAY.fullmatch(typed):
        meant = "-".join(part.zfill(2) for part in found.groups("") if part)
        return meant if meant != typed else ""
    if found := _WITH_HOUR.fullmatch(typed):
        return found[1]
    found = _DOTTED.fullmatch(typed)
    return f"{found[1]}/{found[2]}" if found else ""


def date_words(text: str) -> str:
    """Return a date as a head says it."""
    if text == "../..":
        return text
    if text.startswith("../"):
        return f"by {text[3:]}"
    if text.endswith("/.."):
        return f"from {text[:-3]}"
    if text.startswith("[") and text.endswith("]") and ".." not in text and " " not in text and "," in text:
        return text[1:-1].replace(",", " or ")
    return text
