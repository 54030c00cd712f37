"""What is said to a text that is no date: the fault by its name, and how the writer probably meant it.

Kept from the parser (`armsdeals.values.edtf`), which meets these words only when a text has failed already.

    >>> refuse("12/09/2017", "12/09/2017")
    Traceback (most recent call last):
    armsdeals.errors.InvalidValue: '12/09/2017' is not a date (expected EDTF such as 2017-09-12, 2017-09~, ../2017-09-12; write 2017-09-12 or 2017-12-09, whichever is meant)

A hint is only for the reader of a message; nothing is ever read as what it suggests.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR
from typing import NoReturn

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue

_UNSUPPORTED = (
    (r"Y-?[0-9]+E[0-9]+(?:S[0-9]+)?", "exponential years (EDTF level 2) are not read; write the year out"),
    (r"Y?-?[0-9]+S[0-9]+", "significant digits (EDTF level 2) are not read; write 19XX or 1900/1999"),
    (r"-?[0-9]{2}[?~%]?", "centuries of two digits are not read; write 19XX, or all four digits of a year"),
    (r"-?[0-9]{3}[?~%]?", "decades of three digits are not read; write 197X, or all four digits of a year"),
    (r"Y?-?[0-9]{11,}[?~%]?", "years of more than ten digits are not read"),
    (r"-?[0-9]{5,}[?~%]?", "a year of more than four digits is written with Y before it: Y17000"),
    (r"Y-?(?:0[0-9]*|[0-9]{1,4})[?~%]?", "Y stands only before a year of five digits or more: Y17000"),
    (r"-0000.*", "the year zero, which is 1 BC, is written 0000"),
)
_TIME_BEHIND = re.compile(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]")
_YEAR_FIRST = re.compile(r"([0-9]{4})([/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_SPOKEN = re.compile(r"(spring|summer|autumn|fall|winter|q[1-4]) ([0-9]{4})", re.IGNORECASE)
_CODES = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24, "q1": 33, "q2": 34, "q3": 35, "q4": 36}
_MONTHS, _DAYS = 12, 31


def no_such_day(part: str, whole: str) -> NoReturn:
    """Refuse a day that no calendar has; ``part`` is the date in question, ``whole`` the text as given.

    Raises:
        InvalidValue: Always.
    """
    which = "" if part == whole else f" ({part})"
    year, _, rest = part.lstrip("-").partition("-")
    month = rest[:2]
    known = year.isdigit() and month.isdigit() and 1 <= int(month) <= _MONTHS and 1 <= int(year) <= MAXYEAR
    hint = f"; {year}-{month} has {monthrange(int(year), int(month))[1]} days" if known else ""
    raise InvalidValue(f"{shown(whole)} names a day that does not exist{which}{hint}")


def refuse(part: str, whole: str) -> NoReturn:
    """Refuse a text that does not fit the grammar, with the nearest remedy.

    Raises:
        InvalidValue: Always.
    """
    hint = _hint(whole)
    if not hint:
        for form, remedy in _UNSUPPORTED:
            if re.fullmatch(form, part):
                raise InvalidValue(f"{shown(whole)} is not a date here: {remedy}")
        if whole != whole.strip():
            raise InvalidValue(f"{shown(whole)} has blanks around it (expected {shown(whole.strip())})")
        if part != whole and _TIME_BEHIND.match(part):
            raise InvalidValue(f"{shown(whole)} has a time of day in an interval or a set (expected days or longer)")
    raise InvalidValue(
        f"{shown(whole)} is not a date (expected EDTF such as 2017-09-12, 2017-09~, ../2017-09-12{hint})"
    )


def _hint(text: str) -> str:
    """Return how a text in another notation would be written; empty if it cannot be guessed."""
    if found := _YEAR_FIRST.fullmatch(text):
        readings = _days((found[1], found[3], found[4]))
    elif found := _YEAR_LAST.fullmatch(text):
        readings = _days((found[4], found[3], found[1]), (found[4], found[1], found[3]))
    elif found := _SPOKEN.fullmatch(text):
        return f"; {found[1]} {found[2]} is written {found[2]}-{_CODES[found[1].lower()]}"
    else:
        return ""
    which = ", whichever is meant" if len(readings) > 1 else ""
    return f"; write {' or '.join(readings)}{which}" if readings else ""


def _days(*candidates: tuple[str, str, str | None]) -> list[str]:
    """Return the possible ones of some readings, each once."""
    possible: dict[str, None] = {}
    for year, month, day in candidates:
        if 1 <= int(month) <= _MONTHS and (day is None or 1 <= int(day) <= _DAYS):
            possible[f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")] = None
    return list(possible)
