r"""What stands above the table of a SIPRI file: what was asked for, of which database, and when it was made.

    >>> vintage = vintage_of(
    ...     (
    ...         "Deals with deliveries made for the year range '2000' to  '2025' ",
    ...         "Source: SIPRI Arms Transfers Database (c) SIPRI.",
    ...         "Data generated: 14 Jul 2026 2:55:04 PM",
    ...     ),
    ...     layout="trade register",
    ... )
    >>> print(vintage, "|", vintage.window)
    SIPRI Arms Transfers Database, generated 2026-07-14, 2000 to 2025 | Deals with deliveries made for the year range '2000' to '2025'

Files that somebody cut have none of it; their vintage says no more than the publisher. The time of day is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from armsdeals.register.vintage import Vintage
from armsdeals.sources.sipri.source import SIPRI
from armsdeals.values.evidence import Evidence, SourceKind
from armsdeals.values.when import When

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_GENERATED = re.compile(r"generated:?\s*(\d{1,2})[ -]([a-z]{3})[a-z]*\.?[ -](\d{4})\b")
_QUOTE = "['\"?\u2018\u2019\ufffd\x91\x92]"  # the apostrophes of a window, as they are and as resaving left them
_YEARS = re.compile(rf"{_QUOTE}?(\d{{4}}|not specified){_QUOTE}?\s+to\s+{_QUOTE}?(\d{{4}}|not specified){_QUOTE}?")
_SOURCE = re.compile(r"\s*source:\s*(.*?)\s*(?:\(c\).*|\N{COPYRIGHT SIGN}.*)?", re.IGNORECASE)


def vintage_of(lines: Sequence[str], *, layout: str) -> Vintage:
    """Return what the lines above a table say."""
    generated, title = None, SIPRI.title
    first = last = None
    window = ""
    for line in lines:
        folded = line.casefold()
        if generated is None and (day := _GENERATED.search(folded)):
            generated = printed_day(day[3], day[2], day[1])
        elif (named := _SOURCE.fullmatch(line)) and named[1]:
            title = named[1].rstrip(".")
        elif not window and (years := _YEARS.search(folded)):
            window = " ".join(line.split())
            first, last = (int(year) if year.isdecimal() else None for year in years.groups())
    publisher = SIPRI.publisher if "sipri" in title.casefold() else title
    return Vintage(
        publisher=publisher, title=title, generated=generated, first_year=first, last_year=last, window=window,
        layout=layout, lines=lines,
    )  # fmt: skip


def evidence_of(vintage: Vintage) -> Evidence:
    """Return the one source on which all deals of a file rest; its locator is what was asked for."""
    is_own = vintage.publisher == SIPRI.publisher
    title = vintage.title if vintage.layout in vintage.title.casefold() else f"{vintage.title}, {vintage.layout}"
    return Evidence(
        id=f"sipri-{vintage.generated.isoformat()}" if vintage.generated else "sipri",
        publisher=vintage.publisher,
        title=title,
        kind=SourceKind.DATA_SET,
        published=When(vintage.generated.isoformat()) if vintage.generated else None,
        locator=vintage.window,
        link=SIPRI.link if is_own else "",
        licence=SIPRI.terms if is_own else "",
    )


def printed_day(year: str, month: str, day: str) -> date | None:
    """Return the day of a year, the first three small letters of an English month, and a number; None if there is none."""
    if month not in _MONTHS:
        return None
    try:
        return date(int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:  # 31 June
        return None
