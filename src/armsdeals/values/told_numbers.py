"""Numbers as newspapers write them: what all readers of wording share.

A phrase is read whole or not at all: a reserve ("about", "up to"), a number, a scale ("m", "billion", "crore"). A comma
parts thousands in English, so `3,440` is a number and `3,4` is none; digits of other scripts are not read.

    >>> told = amount("approximately 3,440 to 3,500")
    >>> told.spread, told.before, told.after
    (Spread(low=Decimal('3440'), best=None, high=Decimal('3500'), flag=Flag.RANGE), '', '')
    >>> amount("3,4 bn"), amount("over 700 million").spread.low
    (None, Decimal('700000000'))

Each phrase has at most `LONGEST` characters; longer texts are articles, and are answered with None at once. Left out:
numbers in words beyond twelve, and any sense across sentences.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.values.number import Flag, Spread, product, shortest_decimal, to_decimal

LONGEST = 200  # characters of a phrase

# Blanks that do not break part thousands ("3 400"); an ordinary blank may stand between two numbers instead.
FIXED = "\u00a0"
_SPELLING = str.maketrans(
    dict.fromkeys("\u2007\u2008\u2009\u200a\u202f", FIXED)
    | dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u205f\u3000\t\n", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u02bc", "'")
    | {"\u00d7": "x", "\u2248": "~", "\u2265": ">=", "\u2264": "<="}
)

_IN_WORDS = "one two three four five six seven eight nine ten eleven twelve"
WORDS = {word: number for number, word in enumerate(_IN_WORDS.split(), start=1)}

_FLAGS: dict[Flag, str] = {
    Flag.ABOUT: "about|approximately|approx.|approx|around|roughly|some|circa|ca.|ca|c.|estimated|close to|nearly|almost|just over"
    "|just under|just below|slightly over|slightly under|an average of|~",
    Flag.AT_LEAST: "over|more than|at least|no less than|no fewer than|not less than|upwards of|in excess of|exceeding|well over"
    "|a minimum of|minimum|>=|>",
    Flag.UP_TO: "up to|at most|no more than|not more than|a maximum of|maximum|max.|under|less than|fewer than|below|as much as"
    "|as many as|<=|<",
    Flag.DOUBTFUL: "possibly|probably|perhaps|maybe|reportedly|allegedly",
}
_FLAG_OF = {phrase: flag for flag, phrases in _FLAGS.items() for phrase in phrases.split("|")}
_FILLING = ("worth", "valued at", "priced at", "costing", "a total of", "total of", "an amount of", "a", "an", "the")
_OPENING = re.compile(
    "(?P<flag>"
    + "|".join(re.escape(phrase) for phrase in sorted(_FLAG_OF, key=len, reverse=True))
    + ")|(?P<filling>"
    + "|".join(sorted(_FILLING, key=len, reverse=True))
    + ")",
    re.IGNORECASE,
)
_MOST_OPENINGS = 4
_CLOSING = re.compile(r" or (?P<word>more|so|less|fewer)$|(?P<sign>[+?])$", re.IGNORECASE)
_CLOSES = {"more": Flag.AT_LEAST, "+": Flag.AT_LEAST, "so": Flag.ABOUT, "less": Flag.UP_TO, "fewer": Flag.UP_TO, "?": Flag.DOUBTFUL}  # fmt: skip

_MILLION, _BILLION, _TRILLION = 10**6, 10**9, 10**12
_LAKH, _CRORE = 10**5, 10**7
SCALES = {
    "k": 10**3, "thousand": 10**3, "m": _MILLION, "mn": _MILLION, "mm": _MILLION, "mln": _MILLION, "mio": _MILLION, "million": _MILLION,
    "millions": _MILLION, "b": _BILLION, "bn": _BILLION, "bln": _BILLION, "billion": _BILLION, "billions": _BILLION,
    "milliard": _BILLION, "mrd": _BILLION, "tr": _TRILLION, "tn": _TRILLION, "trn": _TRILLION, "trillion": _TRILLION, "lakh": _LAKH, "lac": _LAKH,
    "lakhs": _LAKH, "crore": _CRORE, "crores": _CRORE, "cr": _CRORE, "lakh crore": _LAKH * _CRORE,
}  # fmt: skip
INDIAN = frozenset({"lakh", "lac", "lakhs", "crore", "crores", "cr", "lakh crore"})
GROUPED_AND_LARGE = frozenset({_BILLION, _TRILLION})

_WHOLE = (
    r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?:\u00a0[0-9]{3})+|[1-9][0-9]{0,2}(?:'[0-9]{3})+"
    r"|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}|0|[1-9][0-9]*)"
)
# "EUR 1.000 m" is a thousand million on the continent; in English nobody prints the zero.
THOUSANDS_OR_DECIMALS = re.compile(r"(?<![0-9.,'])[1-9][0-9]{0,2}\.[0-9]{2}0(?![0-9])")
_LAKHS = re.compile(r",[0-9]{2},")
_NUMBER = rf"{_WHOLE}(?:\.[0-9]+)?"
_SCALE = r"(?:[ \u00a0-]?(?P<scale%s>lakh crore|[A-Za-z]{1,9})\.?(?![A-Za-z]))?"
_MARK = r"[^\d\s()+,;:<>=~?%%/'\"-]{1,8}"  # what may stand before a number: a sign, a code
_MARKS = rf"(?P<%s>{_MARK}[ \u00a0]?(?:{_MARK}[ \u00a0]?)?)?"
_WORD = rf"(?P<word%s>{_IN_WORDS.replace(' ', '|')}|half a)\b"


def _one(tag: str, marks: str) -> str:
    return (_MARKS % marks) + rf"(?:(?P<number{tag}>{_NUMBER})(?P<plus{tag}>\+)?|{_WORD % tag})" + (_SCALE % tag)


_SINGLE = re.compile(_one("", "before") + r"(?P<after>[^\d]*)", re.IGNORECASE)
_RANGE = re.compile(
    _one("", "before") + r" ?(?P<to>-|to|and) ?" + _one("2", "again") + r"(?P<after>[^\d]*)", re.IGNORECASE
)


class Told(NamedTuple):
    """A number with its reserve, and the words that stand before and after it, which the caller has to know.

    Attributes:
        spread: The numbers left possible.
        before: The words between the reserve and the number, as written; both of a range must agree.
        after: The words after number and scale.
        scale: The word of scale, in lower case; empty without one.
        is_grouped: Whether a comma stood in the digits.
        is_indian: Whether the digits were grouped by lakh and crore: 1,25,000.
        places: The most decimals that the digits had.
    """

    spread: Spread
    before: str
    after: str
    scale: str
    is_grouped: bool
    is_indian: bool
    places: int


class _Opened(NamedTuple):
    text: str
    flag: Flag | None
    is_between: bool


def phrase(text: str, *, longest: int = LONGEST) -> str | None:
    """Return a phrase in one spelling of blanks and dashes; None where it is too long or holds what nobody prints.

    Raises:
        TypeError: It is no text.
    """
    if not isinstance(text, str):
        raise TypeError(f"{shown(text)} is not text; give the words as they were printed")
    if len(text) > longest:
        return None
    text = text.translate(_SPELLING).strip(" " + FIXED)
    if not text or not (text.replace(FIXED, " ")).isprintable():
        return None
    return text.replace("  ", " ") if "  " in text else text


def amount(text: str, *, scaled: bool = True) -> Told | None:
    """Read a phrase with one number, or with a range of two.

    Args:
        text: The phrase.
        scaled: Whether a scale may follow the number.

    Raises:
        TypeError: The phrase is no text.
    """
    spelled = phrase(text)
    opened = _opened(spelled) if spelled else None
    if opened is None:
        return None
    try:
        if found := _RANGE.fullmatch(opened.text):
            return _range(found, opened, scaled=scaled)
        found = None if opened.is_between else _SINGLE.fullmatch(opened.text)
        return _single(found, opened, scaled=scaled) if found else None
    except InvalidValue:  # more digits than a number here may have
        return None


def _opened(text: str) -> _Opened | None:
    """Take the reserve off both ends; two reserves that say different things say nothing."""
    flags: list[Flag] = []
    for _ in range(_MOST_OPENINGS):
        found = _OPENING.match(text)
        if not found:
            break
        rest = text[found.end() :]
        if found[0][-1].isalpha() and rest[:1] not in (" ", FIXED):
            break
        if found["flag"]:
            flags.append(_FLAG_OF[found["flag"].lower()])
        text = rest.lstrip(" " + FIXED)
    low = text.lower()
    between = low.startswith(("between ", "from "))
    if between:
        text = text.partition(" ")[2]
    if closed := _CLOSING.search(text):
        flags.append(_CLOSES[(closed["word"] or closed["sign"]).lower()])
        text = text[: closed.start()].rstrip(" " + FIXED)
    if len(set(flags)) > 1 or not text:
        return None
    return _Opened(text, flags[0] if flags else None, between)


def _single(found: re.Match[str], opened: _Opened, *, scaled: bool) -> Told | None:
    scale, after = _scale(found["scale"], found["after"], scaled=scaled)
    number = _number(found, "", scale)
    flag = opened.flag
    if found["plus"]:
        flag = Flag.AT_LEAST if flag in (None, Flag.AT_LEAST) else None
        if flag is None:
            return None
    before = _marks(found["before"])
    if number is None or (before and found["word"]):  # nobody prints "$five"
        return None
    if flag is Flag.AT_LEAST:
        spread = Spread.of(number, None)
    elif flag is Flag.UP_TO:
        spread = Spread.of(Decimal(0), number, (flag,))
    else:
        spread = Spread.of(number, number, (flag,) if flag else ())
    digits = found["number"] or ""
    return Told(spread, before, after, scale, "," in digits, bool(_LAKHS.search(digits)), _places(digits))


def _range(found: re.Match[str], opened: _Opened, *, scaled: bool) -> Told | None:
    """Read "800 to 900 million", whose scale is that of both, and "800 million to 1.2 billion"."""
    if found["plus"] or found["plus2"] or found["word"] == "half a" or found["word2"] == "half a":
        return None
    if (found["to"].lower() == "and") is not opened.is_between and found["to"].lower() == "and":
        return None
    if opened.flag not in (None, Flag.ABOUT):  # "over 3 to 4" bounds nothing; "about 3 to 4" is the range itself
        return None
    first, between = _scale(found["scale"], "", scaled=scaled)
    second, after = _scale(found["scale2"], found["after"], scaled=scaled)
    if between.strip() or (first and not second):
        return None
    low, high = _number(found, "", first or second), _number(found, "2", second)
    before, again = _marks(found["before"]), _marks(found["again"])
    if low is None or high is None or low >= high or (again and again != before):
        return None
    digits = [found[name] or "" for name in ("number", "number2")]
    return Told(
        Spread.of(low, high),
        before,
        after,
        second,
        any("," in one for one in digits),
        any(_LAKHS.search(one) for one in digits),
        max(map(_places, digits)),
    )


def _scale(word: str | None, after: str, *, scaled: bool) -> tuple[str, str]:
    """Return the scale, and what follows; a word that is no scale belongs to what follows."""
    if word is None:
        return "", after.strip(" " + FIXED)
    low = word.lower()
    if scaled and low in SCALES:
        return low, after.strip(" " + FIXED)
    return "", f"{word}{after}".strip(" " + FIXED)


def _number(found: re.Match[str], tag: str, scale: str) -> Decimal | None:
    digits, word = found[f"number{tag}"], found[f"word{tag}"]
    if digits:
        number = to_decimal(digits.replace(",", "").replace(FIXED, "").replace("'", ""))
    elif word.lower() == "half a":
        if not scale:
            return None
        number = Decimal("0.5")
    else:
        number = Decimal(WORDS[word.lower()])
    return Decimal(shortest_decimal(product(number, Decimal(SCALES[scale])) if scale else number))


def _marks(text: str | None) -> str:
    return (text or "").strip(" " + FIXED)


def _places(digits: str) -> int:
    return len(digits.partition(".")[2])
