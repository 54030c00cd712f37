"""Numbers of things as newspapers write them.

A number counts only where it stands alone: that of a designation (F-16), a calibre (155mm), an ordinal, a year or a span
of time is none. Two counts in one phrase are no count.

    >>> told_count("700+")[0].text, told_count("F-16 x 40")[0].text, told_count("two batteries")
    ('>=700', '40', (Spread(low=Decimal('2'), best=Decimal('2'), high=Decimal('2'), flag=Flag.EXACT), 'battery'))
    >>> told_count("10-year"), told_count("S-400"), told_count("40 F-16 and 12 T-50")
    (None, None, None)

A unit is kept where it says in what the trade counts: batteries, launchers, missiles. A noun that names what is sold
(howitzers, systems, aircraft) is not a unit but the thing itself. "A dozen" is about 12. Left out: numbers that are only
hinted at (dozens, several, a few), percentages, sums of money.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from armsdeals.values.number import Flag, Spread
from armsdeals.values.told_numbers import FIXED, INDIAN, SCALES, THOUSANDS_OR_DECIMALS, amount, phrase

# In these the trade counts, although each may hold several of the goods or be a part of them.
_UNITS = {
    form: forms.split("|")[0]
    for forms in [
        "battery|batteries",
        "battalion|battalions",
        "regiment|regiments",
        "brigade|brigades",
        "division|divisions",
        "squadron|squadrons",
        "company|companies",
        "platoon|platoons",
        "launcher|launchers",
        "missile|missiles",
        "rocket|rockets",
        "bomb|bombs",
        "torpedo|torpedoes|torpedos",
        "shell|shells",
        "round|rounds",
        "set|sets",
        "kit|kits",
        "package|packages",
        "lot|lots",
        "radar|radars",
        "engine|engines",
        "turret|turrets",
    ]
    for form in forms.split("|")
}

# A number before or after one of these is no count of things.
_THINGLESS = (
    "year years month months week weeks day days hour hours minute minutes percent per cent pct km kilometre kilometres kilometer kilometers "
    "mile miles m metre metres meter meters mm cm kg kilogram kilograms tonne tonnes ton tons t hp kw mw knots knot mph km/h nmi nm feet foot "
    "ft inch inches pounds dollar dollars euro euros usd eur gbp yen yuan rouble roubles ruble rubles won rupees lira crore lakh million billion "
    "trillion thousand m bn mn b dozen dozens score hundred hundreds thousands millions and or plus with of for from in to by worth at on x out the "
    "no not each since until between but including incl st nd rd th generation degrees years-old o'clock am pm times fold january february march "
    "april may june july august september october november december"
)
_NO_THING = frozenset(_THINGLESS.split())
_NAMED_BY_NUMBER = "block type mark mk mod lot tranche batch version series class project phase standard stage"
_OF_A_NAME = frozenset(_NAMED_BY_NUMBER.split())
_COUNTED_IN_SCALES = frozenset({"thousand", "million", "k"})
_DESIGNATION = r"[A-Za-z][^\s,;:()x$€£%]*(?: [A-Za-z0-9][^\s,;:()$€£%]*){0,3}"
_TIMES = re.compile(
    rf"(?:(?P<what>{_DESIGNATION}) )?x ?(?P<last>[0-9][0-9,]*\+?)|(?P<first>[0-9][0-9,]*\+?) ?x (?P<that>{_DESIGNATION})"
)
_QUANTITY = re.compile(r"(?:qty|quantity|number ordered)\.?:? ", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9/.'-]*")
_DOZEN = re.compile(r"(?:(?:about|around|roughly|some) )?(?:a|one) dozen(?: (?P<rest>.+))?", re.IGNORECASE)
_MOST_WORDS = 8


def told_count(text: str) -> tuple[Spread, str] | None:
    """Read a phrase that tells one number of things, and its unit; None where it is unsure.

    Raises:
        TypeError: The phrase is no text.
    """
    spelled = phrase(text)
    if spelled is None:
        return None
    spelled = _QUANTITY.sub("", spelled, count=1) if _QUANTITY.match(spelled) else spelled
    if found := _TIMES.fullmatch(spelled):
        return _times(found)
    if found := _DOZEN.fullmatch(spelled):
        unit = _unit(found["rest"] or "")
        return None if unit is None else (Spread.of(Decimal(12), Decimal(12), (Flag.ABOUT,)), unit)
    return _plain(spelled)


def _times(found: re.Match[str]) -> tuple[Spread, str] | None:
    told = amount(found["last"] or found["first"], scaled=False)
    names = found["what"] or found["that"] or ""
    if told is None or (names and _unit(names) is None):
        return None
    return told.spread, _unit(names) or ""


def _plain(text: str) -> tuple[Spread, str] | None:
    """Read "16 K9 howitzers": a number, then words of which none is another number."""
    cut = _first_end(text)
    head, rest = text[:cut], text[cut:]
    if rest[:1] not in ("", " ", FIXED):
        return None
    rest = rest.strip(" " + FIXED)
    scale, _, after = rest.partition(" ")
    if scale.lower() in _COUNTED_IN_SCALES and after and _last_word(after) in _UNITS:
        head, rest = f"{head} {scale.lower()}", after
    told = amount(head)
    if told is not None and told.scale and THOUSANDS_OR_DECIMALS.search(head):
        return None
    if (
        told is None
        or told.before
        or told.after
        or told.scale in INDIAN
        or (told.scale and told.scale not in _COUNTED_IN_SCALES)
    ):
        return None
    if told.scale and not rest:
        return None
    if told.places and not told.scale:
        return None
    unit = _unit(rest)
    if not rest and told.spread.flag is Flag.RANGE and _is_year(told.spread.low) and not told.is_grouped:
        return None  # 2019-2021 is a span of time
    whole = all(bound is None or bound == bound.to_integral_value() for bound in (told.spread.low, told.spread.high))
    return (told.spread, unit) if unit is not None and whole else None


@cache
def _numeral() -> re.Pattern[str]:
    words = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    number = rf"(?:[0-9][0-9,.'\u00a0]*\+?|(?:{words})\b)"
    return re.compile(rf"{number}(?:(?: ?- ?| to | and ){number})?(?: or (?:more|so|less|fewer)$|\?$)?", re.IGNORECASE)


def _first_end(text: str) -> int:
    """Return where the first number of a text ends; 0 without one."""
    found = _numeral().search(text)
    if not found or (found.start() and text[found.start() - 1] not in " ~<>=" + FIXED):
        return 0
    end = found.end()
    return end - 1 if text[end - 1] in ",.'" + FIXED else end


def _unit(words: str) -> str | None:
    """Return the unit that words behind a number name, "" for none; None where they make it no count."""
    if not words:
        return ""
    tokens = words.split()
    if len(tokens) > _MOST_WORDS or not all(map(_TOKEN.fullmatch, tokens)):
        return None
    low = [token.lower() for token in tokens]
    if low[0] in SCALES or low[0][0] == "-" or any(token in _NO_THING for token in low):
        return None
    for at, token in enumerate(low):
        if token.isdigit() and not (at and low[at - 1] in _OF_A_NAME):
            return None
    last = _last_word(words)
    if last == "sets" and len(low) > 1 and low[-2] in _UNITS:
        return f"{_UNITS[low[-2]]} set"
    if last in ("or", "more", "so"):
        return None
    return _UNITS.get(last, "")


def _is_year(number: Decimal) -> bool:
    return 1900 <= number <= 2099  # noqa: PLR2004  # years of which newspapers write


def _last_word(words: str) -> str:
    return words.rpartition(" ")[2].lower()
