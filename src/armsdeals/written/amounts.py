"""Numbers, sums and dates as they are typed in heads, and back.

    >>> read_count(Cursor("up to 36")), read_amount(Cursor("over 2 bn USD")), read_amount(Cursor("$3.4 bn"))
    ('<=36', '>=2000000000 USD', '3400000000 USD')
    >>> count_words(">=10"), amount_words("70000000..110000000 EUR"), read_date(Cursor("by 2017-09-12"))
    ('at least 10', '70..110 m EUR', '../2017-09-12')

A comma is never read: in some countries it parts thousands, in others decimals. ``$`` alone is the dollar of the United
States. Left out: words for numbers ("a dozen").
"""

from __future__ import annotations

import re
from decimal import Decimal

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.values.number import product, quotient, shortest_decimal, to_decimal
from armsdeals.written.cursor import Cursor

_SCALES = {
    "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9, "tn": 10**12,
    "trillion": 10**12,
}  # fmt: skip
_PRINTED = ((Decimal(10**9), "bn"), (Decimal(10**6), "m"))
_SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "₺": "TRY", "₽": "RUB", "₹": "INR", "₪": "ILS", "₩": "KRW"}
_SIGN = re.compile(r"(~?)(US\$|[$€£₺₽₹₪₩])(?=[0-9~])")
_DIGITS = r"[0-9]{1,40}(?:\.[0-9]{1,20})?"
NUMBER = rf"~?{_DIGITS}(?:\.\.{_DIGITS}|[~?+])?"
_NUMBER = re.compile(rf"(~)?({_DIGITS})(?:\.\.({_DIGITS})|([~?+]))?")
_OPENINGS = (("at", "least", ">="), ("over", ">="), ("up", "to", "<="), ("at", "most", "<="), ("about", "~"))
_FIRST = frozenset("0123456789~<>$€£₺₽₹₪₩")
_CURRENCY = re.compile(r"[A-Z]{3}(?:\([0-9]{4}\))?")
OPENING = r"(?:(?:at least|over|up to|at most|about) )?"
AMOUNT = rf"{OPENING}(?:(?:US\$|[$€£₺₽₹₪₩]){NUMBER}(?: (?:{'|'.join(_SCALES)}))?|{NUMBER}(?: (?:{'|'.join(_SCALES)}))? [A-Z]{{3}}(?:\([0-9]{{4}}\))?)"
COUNT = rf"{OPENING}{NUMBER}"
_SLASHED = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
_DATE_LIKE = re.compile(r"[?~%]?-?[0-9X]{2,4}[0-9X?~%./T:,+Z-]*|\.\./\S+|/\S+|Y-?[0-9]\S*|[\[{]\S+[\]}]")
DATE = r"(?:by |from )?[-?~%./\[{0-9XY][^ ]*(?: or [^ ]+)*"


def opens_number(words: Cursor) -> bool:
    """Whether a number may come next."""
    return (
        words.peek()[:1] in _FIRST
        or words.peek().startswith("US$")
        or any(words.starts(*one[:-1]) for one in _OPENINGS)
    )


def read_count(words: Cursor) -> str:
    """Take a number with its marks and return it in the grammar of `Estimate`."""
    return _spread(words, Decimal(1))


def read_amount(words: Cursor) -> str:
    """Take a sum and return it in the grammar of `Price`, without a basis."""
    opening = _opening(words)
    first = words.peek()
    found = _SIGN.match(first)
    currency = _SIGNS[found[2]] if found else ""
    number = first[: found.end(1)] + first[found.end() :] if found else first
    scale = _SCALES.get(words.peek(1), 0)
    text = _spread(words, Decimal(scale or 1), opening=opening, number=number)
    if scale:
        words.take()
    if currency:
        return f"{text} {currency}"
    if not _CURRENCY.fullmatch(words.peek()):
        told = f"{first} {words.peek(-1)}" if scale else first
        raise words.fault(f"no currency stands behind {shown(told)}; write {told} USD, or another code of ISO 4217")
    return f"{text} {words.take()}"


def _opening(words: Cursor) -> str:
    for *opening, mark in _OPENINGS:
        if words.skips(*opening):
            return mark
    return ""


def _spread(words: Cursor, factor: Decimal, *, opening: str = "", number: str = "") -> str:
    opening = opening or _opening(words)
    typed = number or words.peek()
    found = _NUMBER.fullmatch(typed)
    if not found:
        raise words.fault(_no_number(typed))
    about, low, high, mark = found.groups()
    marks = [one for one in (opening, about, ".." if high else mark) if one]
    if len(marks) > 1:
        raise words.fault(
            f"two marks stand at the number {shown(typed)}; keep one of about, over, up to, ~, ?, + and .."
        )
    words.take()
    try:
        digits = [shortest_decimal(product(to_decimal(part), factor)) for part in (low, high) if part]
    except InvalidValue as error:
        raise words.fault(error.message, back=1) from error
    match marks[0] if marks else "":
        case "..":
            return "..".join(digits)
        case "+":
            return f">={digits[0]}"
        case "?":
            return f"{digits[0]}?"
        case told:
            return f"{told}{digits[0]}"


def _no_number(typed: str) -> str:
    if "," in typed:
        return "a comma is not read in numbers here; write 3.4 bn or 3400 m"
    if typed.startswith((">=", ">", "<=", "<")):
        word = {">=": "at least", ">": "over", "<=": "up to", "<": "up to"}[typed[:2].rstrip("0123456789.~?")]
        return f"{shown(typed[: 2 if typed[1:2] == '=' else 1])} is not read in front of numbers; write {word}"
    if parts := re.fullmatch(rf"({_DIGITS})([a-zA-Z]+)", typed):
        return f"put a blank between {parts[1]} and {parts[2]}"
    return f"{shown(typed)} is no number (expected one such as 14, ~14, 14?, 10..12, about 14, at least 10 or up to 36)"


def read_date(words: Cursor) -> str:
    """Take a date and return it as EDTF; whether that day exists is seen to later."""
    if words.skips("by"):
        return f"../{_one_date(words)}"
    if words.skips("from"):
        return f"{_one_date(words)}/.."
    dates = [_one_date(words)]
    while words.skips("or"):
        dates.append(_one_date(words))
    return dates[0] if len(dates) == 1 else f"[{','.join(dates)}]"


def _one_date(words: Cursor) -> str:
    typed = words.peek()
    if found := _SLASHED.fullmatch(typed):
        first, second, year = int(found[1]), int(found[2]), found[3]
        if min(first, second) == 0 or max(first, second) > 31 or min(first, second) > 12:  # noqa: PLR2004  # days, months
            raise words.fault(f"{shown(typed)} is no date; write it as {year}-MM-DD")
        readings = dict.fromkeys(f"{year}-{m:02}-{d:02}" for m, d in ((second, first), (first, second)) if m <= 12)  # noqa: PLR2004
        told = (
            f"has two readings: {' or '.join(readings)}" if len(readings) > 1 else f"is written {next(iter(readings))}"
        )
        raise words.fault(f"{shown(typed)} {told}")
    name = typed.lower()
    if name in _SEASONS:
        year = words.peek(1) if re.fullmatch(r"[0-9]{4}", words.peek(1)) else "2017"
        raise words.fault(f"{shown(typed)} is not read in dates; write {year}-{_SEASONS[name]} ({name})")
    month = next((n for n, one in enumerate(_MONTHS, 1) if len(name) > 2 and one.startswith(name.rstrip("."))), 0)  # noqa: PLR2004
    if month:
        year = next((one for one in words.words if re.fullmatch(r"[0-9]{4}", one)), "2017")
        raise words.fault(f"{shown(typed)} is not read in dates; write {year}-{month:02}")
    if not _DATE_LIKE.fullmatch(typed):
        raise words.fault(
            f"{shown(typed)} is no date, and a date comes first here (such as 2017-09-12, 2016-11~ or by 2017-09)"
            if typed
            else "a date is missing here"
        )
    return words.take()


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


def count_words(text: str) -> str:
    """Return the number of an `Estimate` as a head says it."""
    for mark, opening in ((">=", "at least "), ("<=", "up to "), ("~", "about ")):
        if text.startswith(mark):
            return f"{opening}{text[len(mark) :]}"
    return text


def amount_words(text: str) -> str:
    """Return a `Price` without its basis as a head says it."""
    spread, _, currency = text.partition(" ")
    found = re.fullmatch(rf"(>=|<=|~)?({_DIGITS})(?:\.\.({_DIGITS}))?(\?)?", spread)
    if not found:
        return text
    parts = [to_decimal(part) for part in (found[2], found[3]) if part]
    for scale, word in _PRINTED:
        short = [quotient(part, scale) for part in parts]
        if all(
            not part or (part >= scale and shorter == round(shorter, 3) and product(shorter, scale) == part)
            for part, shorter in zip(parts, short, strict=True)
        ) and any(parts):
            digits = "..".join(map(shortest_decimal, short))
            return f"{count_words((found[1] or '') + digits + (found[4] or ''))} {word} {currency}"
    return f"{count_words(spread)} {currency}"
