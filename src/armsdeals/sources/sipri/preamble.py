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
_GENERATED = re.compile(
    r"generated(?: on)?:?\s*(?:(?P<day>\d{1,2})[ -](?P<month>[a-z]{3})[a-z]*\.?,?[ -](?P<year>\d{4})"
    r"|(?P<month_>[a-z]{3})[a-z]*\.? (?P<day_>\d{1,2}),? (?P<year_>\d{4})|(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<one>\d{1,2})(?P<dot>[./])(?P<two>\d{1,2})[./](?P<in>\d{4}))\b"
)
_QUOTE = "['\"?\u2018\u2019\ufffd\x91\x92]"  # the apostrophes of a window, as they are and as resaving left them
_END = rf"{_QUOTE}?((?:19|20)\d{{2}}|not specified){_QUOTE}?"
_YEARS = re.compile(rf"{_END}\s+to\s+{_END}|between {_END} and {_END}")
_DASHED = re.compile(rf"\b(?:year|deal|deliver|transfer).{{0,200}}?{_END}\s*[-\u2010-\u2015]\s*{_END}(?![-\d])")
_OWN_NAMES = ("sipri", "stockholm international peace research institute")
_SOURCE = re.compile(r"\s*source:\s*(.*?)\s*(?:\(c\).*|\N{COPYRIGHT SIGN}.*)?", re.IGNORECASE)


def vintage_of(lines: Sequence[str], *, layout: str) -> Vintage:
    """Return what the lines above a table say."""
    generated, title = None, SIPRI.title
    first = last = None
    window = ""
    for line in lines:
        folded = line.casefold()
        if generated is None and _GENERATED.search(folded):
            generated = day_in(line)
        elif (named := _SOURCE.fullmatch(line)) and named[1]:
            title = named[1].rstrip(".")
        elif not window and (years := _YEARS.search(folded) or _DASHED.search(folded)):
            window = " ".join(line.split())
            first, last = (int(year) if year.isdecimal() else None for year in years.groups() if year)
    publisher = SIPRI.publisher if any(name in title.casefold() for name in _OWN_NAMES) else title
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


def day_in(line: str) -> date | None:
    """Return the day on which a line says that the data were generated; None where it says none, or may mean two.

    >>> day_in("Data generated: 18 Mar 2024 9:00 AM"), day_in("Generated on 2024-03-18"), day_in("Data generated: 3/4/2024")
    (datetime.date(2024, 3, 18), datetime.date(2024, 3, 18), None)
    """
    found = _GENERATED.search(line.casefold())
    if found is None:
        return None
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        if found["dot"]:
            day, month = int(found["one"]), int(found["two"])
            if found["dot"] == "/" and day != month and max(day, month) <= len(_MONTHS):
                return None  # the day first, or the month
            if found["dot"] == "/" and month > len(_MONTHS):
                day, month = month, day
            return date(int(found["in"]), month, day)
        month_name = found["month"] or found["month_"]
        return date(
            int(found["year"] or found["year_"]), _MONTHS.index(month_name) + 1, int(found["day"] or found["day_"])
        )
    except ValueError:  # 31 June, or no month
        return None
