"""Dates as newspapers write them, as EDTF text.

    >>> told_date("12 September 2017"), told_date("in early 2018"), told_date("2028-2030"), told_date("by Sept. 2017")
    ('2017-09-12', '2018-01/2018-06', '2028/2030', '../2017-09')
    >>> told_date("Tuesday"), told_date("Tuesday", on=date(2017, 9, 14)), told_date("29 December", on=date(2018, 1, 3))
    (None, '2017-09-12', '2017-12-29')

Part of a year or month means its hull, in which nobody would use the word for a day outside: "early 2018" lies between
January and June, "mid-2018" between April and September, "late 2018" between July and December; "late September" begins on
the 16th. What is said from the day of an article (a weekday, "yesterday", a day without a year) needs that day; a weekday
is the last one up to it, a day without a year the nearest. Left out: winters, which belong to two years; days in figures
alone (``9/12/2017``), whose order differs between countries; fiscal years; ``2011-12``, a month or two years.
"""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta

from armsdeals.values.told_numbers import FIXED, phrase

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sept sep",
            "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_HALVES = {"first": 1, "second": 2, "h1": 1, "h2": 2}
_PART = {  # of a year its months, of a month its days; None is its end
    "early": ((1, 6), (1, 15)), "mid": ((4, 9), (6, 25)), "middle of": ((4, 9), (6, 25)), "late": ((7, 12), (16, None)),
    "beginning of": ((1, 3), (1, 10)), "start of": ((1, 3), (1, 10)), "end": ((10, 12), (21, None)), "end of": ((10, 12), (21, None)),
}  # fmt: skip
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_PATTERNS = {
    "year": re.compile(_YEAR),
    "iso": re.compile(rf"{_YEAR}-(?P<number>[0-9]{{2}})(?:-(?P<day>[0-9]{{2}}))?"),
    "day": re.compile(
        rf"(?:(?P<weekday>[a-z]{{6,9}}),? )?(?:{_DAY} (?:of )?{_MONTH}|(?P<month2>[a-z]{{3,9}})\.? (?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?)"
        rf"(?:,? {_YEAR})?"
    ),
    "month": re.compile(rf"{_MONTH}(?: of|,)? {_YEAR}"),
    "days": re.compile(rf"(?P<day>[0-9]{{1,2}}) ?(?:-|to) ?(?P<last>[0-9]{{1,2}}) {_MONTH},? {_YEAR}"),
    "months": re.compile(rf"{_MONTH} ?(?:-|to) ?(?P<month2>[a-z]{{3,9}})\.? {_YEAR}"),
    "part": re.compile(rf"(?:the )?(?P<part>{'|'.join(sorted(_PART, key=len, reverse=True))})[ -](?:{_MONTH},? )?{_YEAR}"),
    "season": re.compile(rf"(?:the )?(?P<season>{'|'.join(_SEASONS)})(?: of|,)? {_YEAR}"),
    "quarter": re.compile(rf"(?:the )?(?:(?P<which>{'|'.join(_QUARTERS)}) quarter(?: of)?|q(?P<q>[1-4]))[ ,]? ?{_YEAR}"),
    "half": re.compile(rf"(?:the )?(?:(?P<which>first|second) half(?: of)?|(?P<h>h[12]))[ ,]? ?{_YEAR}"),
}  # fmt: skip
_BOUND = re.compile(
    r"(?P<word>by|until|till|up to|no later than|before|since|from|after|starting|starting in|as of)(?: the)? "
)
_AT = re.compile(r"(?:in|on|during|at|for|dated|around the time of) ")
_ABOUT = re.compile(r"(?:about|around|circa|approximately|ca\.|c\.|roughly) |~ ?")
_SPAN = re.compile(
    r"(?:between (?P<a>[^-]+?) and (?P<b>.+)|(?:from )?(?P<c>.+?) (?:to|until|through|-) (?P<d>.+)|(?P<e>[0-9]{4})-(?P<f>[0-9]{4}))"
)
_NEAR = 182  # days; within half a year each side a day of the calendar comes once
_LONGEST = 60  # characters

Span = tuple[date, date]


def told_date(text: str, *, on: date | None = None) -> str | None:
    """Read a phrase that tells one date or span; the answer is EDTF text, or None where it is unsure.

    Args:
        text: The phrase.
        on: The day of the article, from which "Tuesday" and "29 December" are told.

    Raises:
        TypeError: The phrase is no text.
    """
    spelled = phrase(text, longest=_LONGEST)
    if spelled is None:
        return None
    low = spelled.replace(FIXED, " ").lower().removesuffix(".")
    if told := _span(low):
        return told
    if found := _BOUND.match(low):
        return _bound(found["word"], low[found.end() :], on)
    low = low[found.end() :] if (found := _AT.match(low)) else low
    about = _ABOUT.match(low)
    low = low[about.end() :] if about else low
    told = _named(low, on)
    if not told or not about:
        return told
    return f"{told}~" if "/" not in told else None


def _span(text: str) -> str | None:
    """Read two dates with a word between them, the second after the first."""
    found = _SPAN.fullmatch(text)
    if not found:
        return None
    first, last = (found["a"] or found["c"] or found["e"]), (found["b"] or found["d"] or found["f"])
    ends = _named(first, None), _named(last, None)
    if not ends[0] or not ends[1]:
        return None
    spans = _hull(ends[0]), _hull(ends[1])
    if spans[0] is None or spans[1] is None or spans[0][1] >= spans[1][0]:
        return None
    return f"{ends[0].partition('/')[0]}/{ends[1].rpartition('/')[2]}"


def _bound(word: str, rest: str, on: date | None) -> str | None:
    told = None if rest in _WEEKDAYS else _named(rest, on)  # "by Tuesday" may be the next
    hull = _hull(told) if told else None
    if told is None or hull is None:
        return None
    first, last = told.partition("/")[0], told.rpartition("/")[2]
    if word == "before":
        return f"../{hull[0] - timedelta(days=1)}"
    if word == "after":
        return f"{hull[1] + timedelta(days=1)}/.."
    return f"{first}/.." if word in ("since", "from", "starting", "starting in", "as of") else f"../{last}"


def _named(text: str, on: date | None) -> str | None:
    """Read a date without a word before it."""
    text = text.strip()
    if on is not None and (told := _from_the_day(text, on)):
        return told
    for name, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(text):
            with suppress(ValueError):  # there is no such day
                if told := _READ[name](found, on):
                    return told
    return None


def _from_the_day(text: str, on: date) -> str | None:
    words = text.removeprefix("this ").removeprefix("last ") if text.endswith("day") else text
    if words in _WEEKDAYS and not text.startswith("last "):
        return str(on - timedelta(days=(on.weekday() - _WEEKDAYS.index(words)) % 7))
    before = date(on.year, on.month, 1) - timedelta(days=1) if (on.year, on.month) > (1, 1) else None
    return {
        "today": str(on),
        "yesterday": str(on - timedelta(days=1)) if on > date.min else None,
        "this month": f"{on:%Y-%m}",
        "last month": f"{before:%Y-%m}" if before else None,
        "this year": str(on.year),
        "last year": str(on.year - 1),
    }.get(text)


def _iso(found: re.Match[str], _: date | None) -> str | None:
    number = int(found["number"])
    if found["day"]:
        return str(date(int(found["year"]), number, int(found["day"])))
    # 2011-12 may be a winter or a December, 2017-09 can be no span of years.
    return found[0] if 1 <= number <= min(12, int(found["year"][2:])) else None


def _day(found: re.Match[str], on: date | None) -> str | None:
    month = _MONTHS.get(found["month"] or found["month2"])
    number = int(found["day"] or found["day2"])
    if month is None:
        return None
    told = date(int(found["year"]), month, number) if found["year"] else _nearest(month, number, on)
    if told is None or (found["weekday"] and found["weekday"] != _WEEKDAYS[told.weekday()]):
        return None
    return str(told)


def _nearest(month: int, number: int, on: date | None) -> date | None:
    """Return the day of the calendar that lies within half a year of the day of an article."""
    years = range(on.year - 1, on.year + 2) if on else ()
    near = []
    for year in years:
        try:
            told = date(year, month, number)
        except ValueError:
            continue
        if on is not None and abs((told - on).days) <= _NEAR:
            near.append(told)
    return near[0] if len(near) == 1 else None


def _month(found: re.Match[str], _: date | None) -> str | None:
    month = _MONTHS.get(found["month"])
    return f"{found['year']}-{month:02}" if month else None


def _days(found: re.Match[str], _: date | None) -> str | None:
    month = _MONTHS.get(found["month"])
    if month is None:
        return None
    first, last = (date(int(found["year"]), month, int(found[name])) for name in ("day", "last"))
    return f"{first}/{last}" if first < last else None


def _months(found: re.Match[str], _: date | None) -> str | None:
    first, last = _MONTHS.get(found["month"], 0), _MONTHS.get(found["month2"], 0)
    return f"{found['year']}-{first:02}/{found['year']}-{last:02}" if 0 < first < last else None


def _part(found: re.Match[str], _: date | None) -> str | None:
    year, (months, days) = found["year"], _PART[found["part"]]
    if not found["month"]:
        return f"{year}-{months[0]:02}/{year}-{months[1]:02}"
    month = _MONTHS.get(found["month"])
    if month is None:
        return None
    last = days[1] or monthrange(int(year), month)[1]
    return f"{year}-{month:02}-{days[0]:02}/{year}-{month:02}-{last:02}"


def _season(found: re.Match[str], _: date | None) -> str:
    return f"{found['year']}-{_SEASONS[found['season']]}"


def _quarter(found: re.Match[str], _: date | None) -> str:
    number = int(found["q"]) if found["q"] else _QUARTERS[found["which"]]
    return f"{found['year']}-{3 * number - 2:02}/{found['year']}-{3 * number:02}"


def _half(found: re.Match[str], _: date | None) -> str:
    number = _HALVES[found["which"] or found["h"]]
    return f"{found['year']}-{6 * number - 5:02}/{found['year']}-{6 * number:02}"


def _year(found: re.Match[str], _: date | None) -> str:
    return found[0]


_READ = {
    "year": _year, "iso": _iso, "day": _day, "month": _month, "days": _days, "months": _months, "part": _part, "season": _season,
    "quarter": _quarter, "half": _half,
}  # fmt: skip
_WHOLE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-9]{2}))?)?")


def _hull(told: str) -> Span | None:
    """Return the first and last day of what was read; None for a season."""
    ends = []
    for at, text in enumerate((told.partition("/")[0], told.rpartition("/")[2])):
        found = _WHOLE.fullmatch(text)
        if not found:
            return None
        year, month = int(found["year"]), int(found["month"] or (12 if at else 1))
        ends.append(date(year, month, int(found["day"] or (monthrange(year, month)[1] if at else 1))))
    return ends[0], ends[1]
