"""What was meant by words that are no date: months, quarters and spans as people and papers write them.

    >>> meant_date("12. Oktober 2012"), meant_date("mid-2012"), meant_date("10.2012"), meant_date("by end of 2012")
    ('2012-10-12', '2012-04/2012-09', '2012-10', '../2012-12')

The months are known in some of the languages of the press. What has two readings is not proposed. Left out: reading dates
(`amounts`).
"""

from __future__ import annotations

import re

from armsdeals.errors import InvalidValue
from armsdeals.values.when import When, cached_when

_ENGLISH = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_ABROAD = (
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber maerz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",  # noqa: RUF001
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
)
_MONTHS = {month: english for row in _ABROAD for month, english in zip(row.split(), _ENGLISH, strict=True)}
_OWN = {name for english in _ENGLISH for name in (english.lower(), english[:3].lower(), f"{english[:3].lower()}.")}
_JOINING = frozenset({"to", "-", "\u2013", "until", "and", "q1", "q2", "q3", "q4", "h1", "h2"})
_LEFT_OUT = frozenset({"de", "del", "г.", "года"})  # noqa: RUF001
_AROUND = {"c.": "circa", "ca.": "circa", "ca": "circa", "circa": "circa", "etwa": "circa", "vers": "circa", "nach": "after", "vor": "before", "seit": "since"}  # fmt: skip
_YEAR_FIRST = re.compile(r"([0-9]{4})[-./\u2013\u2014]([0-9]{1,2})(?:[-./\u2013\u2014]([0-9]{1,2}))?(?:T[0-9:.Z+-]+)?")
_MONTH_FIRST = re.compile(r"([0-9]{1,2})[./-]([0-9]{4})")
_EIGHT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SEASON = re.compile(r"([0-9]{4})/([0-9]{2})")
_DECADE = re.compile(r"([0-9]{3})0s")
_QUARTER = re.compile(r"([0-9]{4})[ -](Q[1-4]|H[12])")
_QUOTES = "\"'\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"


def is_date(text: str) -> bool:
    """Whether a text is a date as EDTF."""
    try:
        cached_when(text)
    except InvalidValue:
        return False
    return True


def is_of_a_date(word: str) -> bool:
    """Whether a word behind a number may belong to a date."""
    low = word.lower().rstrip(".,")
    return low in _MONTHS or low in _OWN or low in _JOINING


def meant_date(typed: str) -> str:
    """Return a date as EDTF; empty if it is none or has two readings.

    >>> meant_date("2 апреля 2018"), meant_date("2012/13"), meant_date("2010s"), meant_date("31.02.2019"), meant_date("signed")
    ('2018-04-02', '2012/2013', '201X', '', '')
    """
    text = typed.strip(f" ,;{_QUOTES}")
    if not any(character.isdigit() for character in text):
        return ""
    told = _by_its_digits(text)
    if told is None:
        told = ""
        parsed = When.parse(_in_english(text))
        if parsed is not None:
            told = str(parsed)
    if not told:
        return ""
    return told if is_date(told) else ""


def _by_its_digits(text: str) -> str | None:
    """Return a date that is written in digits; None where it is not."""
    if found := _YEAR_FIRST.fullmatch(text):
        if (span := _SEASON.fullmatch(text)) and int(span[2]) > 12:  # noqa: PLR2004  # months
            last = f"{span[1][:2]}{span[2]}"
            return f"{span[1]}/{last}" if int(last) > int(span[1]) else ""
        return "-".join(part.zfill(2) for part in found.groups("") if part)
    if found := _MONTH_FIRST.fullmatch(text):
        return f"{found[2]}-{found[1].zfill(2)}"
    if found := _EIGHT.fullmatch(text):
        return "-".join(found.groups())
    if found := _DECADE.fullmatch(text):
        return f"{found[1]}X"
    return None


def _in_english(text: str) -> str:
    if found := _QUARTER.fullmatch(text):
        return f"{found[2]} {found[1]}"
    words = [word for word in text.split() if word.lower() not in _LEFT_OUT]
    told = [_AROUND.get(word.lower()) or _MONTHS.get(word.lower().rstrip(".,")) or word for word in words]
    return " ".join(re.sub(r"^([0-9]{1,2})\.$", r"\1", word) for word in told)
