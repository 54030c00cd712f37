"""Numbers and sums as they are typed in heads, and back.

    >>> read_count(Cursor("up to 36")), read_amount(Cursor("over 2 bn USD")), read_amount(Cursor("$3.4 bn"))
    ('<=36', '>=2000000000 USD', '3400000000 USD')
    >>> count_words(">=10"), amount_words("70000000..110000000 EUR")
    ('at least 10', '70..110 m EUR')

A comma is never read: in some countries it parts thousands, in others decimals. ``$`` alone is the dollar of the United
States. Left out: words for numbers ("a dozen").
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.values.estimate import Estimate
from armsdeals.values.money import Money
from armsdeals.values.number import product, quotient, shortest_decimal, to_decimal
from armsdeals.values.told_numbers import WORDS
from armsdeals.written.cursor import Cursor
from armsdeals.written.no_sum import why_no_currency, why_no_sum
from armsdeals.written.words import MODALITIES

_SCALES = {
    "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9, "tn": 10**12,
    "trillion": 10**12,
}  # fmt: skip
_PRINTED = ((Decimal(10**9), "bn"), (Decimal(10**6), "m"))
_SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "₺": "TRY", "₽": "RUB", "₹": "INR", "₪": "ILS", "₩": "KRW"}
_SIGN = re.compile(r"(~?)(US\$|[$€£₺₽₹₪₩])(?=[0-9~])")
_DIGITS = r"[0-9]{1,40}(?:\.[0-9]{1,20})?"
_PLAIN_DIGITS = rf"(?![1-9][0-9]{{0,2}}\.[0-9]{{2}}0(?:[^0-9]|$)){_DIGITS}"  # 1.000 has two readings
NUMBER = rf"(?:~{_PLAIN_DIGITS}|{_PLAIN_DIGITS}(?:\.\.{_PLAIN_DIGITS}|[~?+])?)"
_NUMBER = re.compile(rf"(~)?({_DIGITS})(?:\.\.({_DIGITS})|([~?+]))?")
_OPENINGS = (("at", "least", ">="), ("over", ">="), ("up", "to", "<="), ("at", "most", "<="), ("about", "~"))
_FIRST = frozenset("0123456789~<>$€£₺₽₹₪₩")
# 1.000 is a thousand in many countries, and no print ends so otherwise; nor does any in thousandths of things or single coins.
_THOUSANDS, _GROUP = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{2}0"), re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_GROUPED = re.compile(r"([1-9][0-9]{0,2}),([0-9]{3}(?:,[0-9]{3})*)(\.[0-9]+)?")
_BETWEEN = ("to", "or", "and", "-", "\u2013")
_SAYS = {
    "nearly": "about", "almost": "about", "around": "about", "roughly": "about", "some": "about", "approximately": "about",
    "ca.": "about", "ca": "about", "circa": "about", "c.": "about", "approx.": "about", "approx": "about",
    "more": "over", "less": "up to", "under": "up to", "below": "up to", "maximum": "up to", "minimum": "at least",
}  # fmt: skip
_SUCH_SUMS = "2.5 bn USD, about 300 m EUR, $3.4 bn"
_LONGEST_SUM = 7  # words
_SPELLED = frozenset({"us$", "$", "us", "€", "£", "mrd.", "mio.", "mia.", "u.s."})
_MARKED_SCALES = frozenset(f"{scale}{mark}" for scale in _SCALES for mark in "?~+")
_SCALED_RANGES = tuple(f"{scale}.." for scale in _SCALES)
_SCALE_TWICE = re.compile(rf"([0-9.]+) ({'|'.join(_SCALES)})\.\.([0-9.]+) \2(?= [A-Z]{{3}}$)")
_MANIFOLD = frozenset({"dozen", "score", "hundred", "thousand", "million", "and", "or", "to"})
_YEAR_OR_DAY = re.compile(r"(?:19|20)[0-9]{2}(?:-[0-9]{2}){0,2}[~?]?")
_TEENS = ("thir", "four", "fif", "six", "seven", "eigh", "nine")
_IN_WORDS = WORDS | {f"{word}teen": n for n, word in enumerate(_TEENS, start=13)}
_DOTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_NOTHINGS = frozenset({
    "n/a", "na", "n.a.", "nil", "null", "none", "-", "tbd", "tba", "secret", "classified", "undisclosed", "unspecified",
    "withheld", "unknown", "confidential", "?", "unbekannt", "inconnu",
})  # fmt: skip
_CURRENCY = re.compile(r"[A-Z]{3}(?:\([0-9]{4}\))?")
OPENING = r"(?:(?:at least|over|up to|at most|about) )?"
AMOUNT = rf"{OPENING}(?:(?:US\$|[$€£₺₽₹₪₩]){NUMBER}(?: (?:{'|'.join(_SCALES)}))?|{NUMBER}(?: (?:{'|'.join(_SCALES)}))? [A-Z]{{3}}(?:\([0-9]{{4}}\))?)"
COUNT = rf"(?:(?:at least|over|up to|at most|about) {_PLAIN_DIGITS}|{NUMBER})"
# Letters, digits and hyphens, and no year, which would be the day of the number.
_WORD = r"(?!(?:19|20)[0-9]{2}(?:[-~?\s]|$))[^\s@(:,;?+*\u00d7]+"
UNIT = rf"(?: (?![0-9-])(?!(?:to|and|or|\u2013) [0-9]){_WORD}(?: {_WORD})*)?"


def opens_number(words: Cursor) -> bool:
    """Whether a number may come next."""
    return (
        words.peek()[:1] in _FIRST
        or words.peek().startswith("US$")
        or any(words.starts(*one[:-1]) for one in _OPENINGS)
    )


def read_count(words: Cursor, *, is_of_things: bool = False) -> str:
    """Take a number with its marks and return it in the grammar of `Estimate`."""
    return _spread(words, Decimal(1), odd=_GROUP if is_of_things else _THOUSANDS)


def read_amount(words: Cursor) -> str:
    """Take a sum and return it in the grammar of `Price`, without a basis."""
    start = words.at
    opening = _opening(words)
    spoken = " ".join(words.words[start : words.at])
    first = words.peek()
    found = _SIGN.match(first)
    currency = _SIGNS[found[2]] if found else ""
    number = first[: found.end(1)] + first[found.end() :] if found else first
    scale = _SCALES.get(words.peek(1), 0)
    if not found and (why := why_no_sum(first, words.peek(1), words.peek(2))):
        raise words.fault(why)
    if (
        first
        and "," not in first
        and first[0] not in "<>"
        and first.lower() not in _SAYS
        and (not _NUMBER.fullmatch(number) or words.peek(1).startswith(_SCALED_RANGES))
        and (meant := _meant_sum(words.words, start))
    ):
        raise words.fault(meant, back=words.at - start)
    if first and not opening and not opens_number(words) and first.lower() not in _SAYS:
        raise words.fault(why_nothing(first) or f"{shown(first)} is no sum (expected one such as {_SUCH_SUMS})")
    odd = _THOUSANDS if scale else _GROUP
    text = _spread(words, Decimal(scale or 1), opening=opening, number=number, odd=odd)
    if scale:
        words.take()
    if currency:
        return f"{text} {currency}"
    if not _CURRENCY.fullmatch(words.peek()):
        told = f"{first} {words.peek(-1)}" if scale else first
        if words.peek().lower() in _SPELLED and (meant := _meant_sum(words.words, start)):
            raise words.fault(meant)
        if words.peek() in _MARKED_SCALES:
            raise words.fault(f"the mark stands at the number; write {first}{words.peek()[-1]} {words.peek()[:-1]}")
        raise words.fault(why_no_currency(told, words.peek(), words.peek(1), spoken))
    return f"{text} {words.take()}"


def _meant_sum(words: list[str], start: int) -> str:
    """Say how a sum is written here; empty where it has two readings or is none."""
    for end in range(min(len(words), start + _LONGEST_SUM), start, -1):
        typed = " ".join(words[start:end])
        joined = _SCALE_TWICE.sub(r"\1..\3 \2", typed)
        if joined != typed:
            return f"{shown(typed)} is not read as a sum; write {joined}"
        parsed = Money.parse(typed)
        if parsed is not None and amount_words(str(parsed)) != typed:
            return f"{shown(typed)} is not read as a sum; write {amount_words(str(parsed))}"
    return ""


def _opening(words: Cursor) -> str:
    for *opening, mark in _OPENINGS:
        if words.skips(*opening):
            return mark
    return ""


def _spread(
    words: Cursor, factor: Decimal, *, opening: str = "", number: str = "", odd: re.Pattern[str] = _THOUSANDS
) -> str:
    opening = opening or _opening(words)
    _expect_one(words)
    typed = number or words.peek()
    found = _NUMBER.fullmatch(typed)
    if not found:
        raise words.fault(_meant_count(words) or _no_number(typed, words.peek(1)))
    about, low, high, mark = found.groups()
    if unsure := next((part for part in (low, high) if part and odd.fullmatch(part)), ""):
        whole, _, rest = unsure.partition(".")
        other = unsure.rstrip("0").rstrip(".") if unsure.endswith("0") else f"{unsure}0"
        raise words.fault(f"{shown(unsure)} has two readings: {whole}{rest} or {other}; write one of them")
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


def _range_of(words: Cursor) -> tuple[str, str]:
    """Return what was typed for a range, such as 2 to 3 or 2-3, and what to write; empty if there is none."""
    if found := re.fullmatch(rf"({_DIGITS})[-\u2013]({_DIGITS})", words.peek()):
        return found[0], f"{found[1]}..{found[2]}"
    first, between, last = words.peek(), words.peek(1), words.peek(2)
    if between in _BETWEEN and re.fullmatch(_DIGITS, first) and re.fullmatch(_DIGITS, last):
        return f"{first} {between} {last}", f"{first}..{last}"
    return "", ""


def _expect_one(words: Cursor) -> None:
    """Refuse a second number behind the first, which would be taken for a unit.

    Raises:
        HeadFault: There is one.
    """
    typed, meant = _range_of(words)
    if meant:
        low, _, high = meant.partition("..")
        if to_decimal(low) >= to_decimal(high):
            raise words.fault(f"{shown(typed)} is not read as a number; write one of them, or two items")
        raise words.fault(f"{shown(typed)} is not read as a number; write {meant}")
    groups = words.rest
    end = next((place for place, one in enumerate(groups) if place and not re.fullmatch("[0-9]{3}", one)), len(groups))
    if words.peek().isdigit() and end > 1:
        raise words.fault(f"no blank stands in a number; write {''.join(groups[:end])}")
    if words.peek(1) in ("+", "x", "\N{MULTIPLICATION SIGN}") and re.fullmatch(_DIGITS, words.peek()):
        raise words.fault(
            f"nothing is added up or multiplied here; write one number in place of {shown(' '.join(groups[:3]))}, or two items"
        )


def why_nothing(typed: str) -> str:
    """Say which word of ours is meant by one for nothing; empty if none is.

    >>> why_nothing("n/a")
    "'n/a' is not a word here; write withheld if it is kept secret, none if there is none, or unknown alone behind the key"
    """
    if typed.lower() not in _NOTHINGS:
        return ""
    return (
        f"{shown(typed)} is not a word here; write withheld if it is kept secret, none if there is none, or unknown alone"
        " behind the key"
    )


def _meant_count(words: Cursor) -> str:
    """Say how a number that was spelled out, or has another mark, is written here; empty where that is not certain."""
    typed = words.peek()
    if "," in typed or typed[:1] in "<>" or _CURRENCY.fullmatch(typed) or words.peek(1).lower() in _MANIFOLD:
        return ""
    parsed = Estimate.parse(typed)
    if parsed is None or parsed.unit:
        return ""
    return f"{shown(typed)} is not read as a number; write {count_words(str(parsed))}"


def _no_number(typed: str, scale: str) -> str:
    if not typed:
        return "a number is missing here"
    if typed.lower() in _SAYS:
        return f"{shown(typed)} is not read in front of numbers; write {_SAYS[typed.lower()]}"
    if _CURRENCY.fullmatch(typed):
        return f"the currency stands behind the number; write 3.4 bn {typed}"
    if grouped := _GROUPED.fullmatch(typed):
        other = f"{grouped[1]}.{grouped[2]}".rstrip("0").rstrip(".")
        other += "0" if scale not in _SCALES and _GROUP.fullmatch(other) else ""
        also = "" if "," in grouped[2] or grouped[3] else f", or {other} if the comma is a decimal point"
        return f"a comma is not read in numbers here; write {typed.replace(',', '')}{also}"
    if "," in typed:
        meant = typed.replace(",", ".")
        if not re.fullmatch(_DIGITS, meant):
            return "a comma is not read in numbers here; write 3.4 bn or 3400 m"
        if scale == "bn":
            meant = f"{meant} bn or {shortest_decimal(product(to_decimal(meant), Decimal(1000)))} m"
        return f"a comma is not read in numbers here; write {meant}"
    if _DOTS.fullmatch(typed):
        return f"no dots part thousands here; write {typed.replace('.', '')}"
    if sign := re.match("[<>]=?|[\u2264\u2265]", typed):
        word = {">=": "at least", ">": "over", "\u2265": "at least"}.get(sign[0], "up to")
        return f"{shown(sign[0])} is not read in front of numbers; write {word}"
    if parts := re.fullmatch(rf"({_DIGITS})([a-zA-Z]+)", typed):
        return f"put a blank between {parts[1]} and {parts[2]}"
    if why := why_nothing(typed):
        return why
    if number := _IN_WORDS.get(typed.lower()):
        return f"{shown(typed)} is not read as a number; write {number}"
    return f"{shown(typed)} is no number (expected one such as 14, ~14, 14?, 10..12, about 14, at least 10 or up to 36)"


def take_unit(words: Cursor, unit: list[str]) -> str:
    """Take the words of a unit and return it in the singular.

    Raises:
        HeadFault: A second number stands in it.
    """
    if cited := next((place for place, word in enumerate(unit) if word.startswith("@")), 0):
        raise words.fault("sources stand at the end of a head, behind all other words", back=-cited)
    for place, word in enumerate(unit):
        if _YEAR_OR_DAY.fullmatch(word):
            raise words.fault(
                f"{shown(word)} stands in the unit; the day of a number is written as of {word}", back=-place
            )
        if word in MODALITIES.codes:
            raise words.fault(f"{shown(word)} stands in front of the number", back=-place)
        if word.endswith((",", ";")):
            raise words.fault(f"no comma stands in a unit; write {shown(word[:-1])[1:-1]}", back=-place)
    for place, word in enumerate(unit[1:], 1):
        if word.isdigit() and unit[place - 1] in _BETWEEN:
            raise words.fault(f"a second number stands here: {shown(word)}; write 4..6, or two items", back=-place)
    words.at += len(unit)
    return one_of(" ".join(unit))


@lru_cache(maxsize=1_024)
def one_of(unit: str) -> str:
    """Return a unit in the singular, as estimates keep it; one that is no unit stays, and is refused where it is read."""
    try:
        return Estimate(f"1 {unit}").unit
    except InvalidValue:
        return unit


@lru_cache(maxsize=1_024)
def _many_of(unit: str) -> str:
    return next((told for told in (f"{unit}s", f"{unit}es", f"{unit[:-1]}ies") if one_of(told) == unit), unit)


def quantity_words(text: str) -> str:
    """Return an `Estimate` as a head says it.

    >>> quantity_words("4 battery"), quantity_words("1 battery"), quantity_words("<=36 aircraft")
    ('4 batteries', '1 battery', 'up to 36 aircraft')
    """
    number, _, unit = text.partition(" ")
    return (
        f"{count_words(number)} {unit if number.strip('<=>~?') == '1' else _many_of(unit)}"
        if unit
        else count_words(number)
    )


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
