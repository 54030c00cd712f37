"""Measures as newspapers write them: "a range of 400 km", "a 155mm gun", "more than 1,200 kilograms".

    >>> told_measure("a range of 400 km"), told_measure("up to 250-mile range")[1], told_measure("12 tons")
    ((Spread(low=Decimal('400'), best=Decimal('400'), high=Decimal('400'), flag=Flag.EXACT), 'km'), 'mi', None)

The unit must be one of `armsdeals.values.units`, in a spelling listed there; one that may be several is None. Left out:
measures in words, and two of them in one phrase (feet and inches, tonnes and pounds).
"""

from __future__ import annotations

import re

from armsdeals.errors import UnknownName
from armsdeals.values.number import Spread
from armsdeals.values.told_numbers import FIXED, SCALES, amount, phrase
from armsdeals.values.units import to_unit

_QUALITIES = (
    "range|reach|altitude|ceiling|height|length|width|beam|draught|speed|weight|mass|payload|displacement|power|thrust|calibre|caliber|frequency|"
    "endurance|distance|capacity|diameter|wingspan|warhead|engine|gun|radius"
)
_BEFORE = re.compile(
    rf"(?:with )?(?:(?:a|an|the|its) )?(?:(?:maximum|minimum|top|combat|operational|effective|firing|flight) )?(?:{_QUALITIES}) (?:of |is )?"
    r"|weighing |displacing |at a distance of |out to |(?:a|an|the) ",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"(?:(?:in|of) )?(?:maximum |combat )?(?:{_QUALITIES}|long|wide|tall|high|away)", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[0-9])(?=[A-Za-z°])")
_MOST_WORDS = 2  # of a unit: nautical miles


def told_measure(text: str) -> tuple[Spread, str] | None:
    """Read a phrase that tells one measure, with its unit; None where it is unsure.

    Raises:
        TypeError: The phrase is no text.
    """
    spelled = phrase(text)
    if spelled is None:
        return None
    found = _BEFORE.match(spelled)
    told = amount(_GLUED.sub(" ", spelled[found.end() :] if found else spelled), scaled=False)
    if told is None or told.before:
        return None
    words = told.after.replace(FIXED, " ").removeprefix("-").replace("-", " ").split()
    for cut in range(min(_MOST_WORDS, len(words)), 0, -1):
        unit = _unit(" ".join(words[:cut]))
        rest = " ".join(words[cut:])
        if unit and (not rest or _AFTER.fullmatch(rest)):
            return told.spread, unit
    return None


def _unit(words: str) -> str | None:
    if words.lower() in SCALES and words not in ("m", "mm"):
        return None
    try:
        return to_unit(words)
    except UnknownName:
        return None
