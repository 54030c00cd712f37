r"""Texts for spreadsheets: what a program would take for a formula and run gets an apostrophe in front.

    >>> inert_text("=HYPERLINK(1)"), inert_text("-4.5"), inert_text("Türkiye")
    ("'=HYPERLINK(1)", '-4.5', 'Türkiye')

Whatever prints as nothing in front of a sign (blanks, controls, marks of direction, joiners, selectors) does not hide it, nor
does a sign in full width or another size. Left out: what programs do to dates and long numbers; a file that is meant to be read
again is not opened in them.
"""

from __future__ import annotations

import re

from armsdeals._shown import prints_nothing

MARK = "'"
# The signs themselves, and those that Unicode holds to be the same in another size or height.
_BEGINS_A_FORMULA = re.compile(
    r"[=+\-@\t\r\n\u207a\u207c\u208a\u208c\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]"
)
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def inert_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: what begins like one gets a leading apostrophe."""
    if text[:1].isascii() and text[:1].isalnum():
        return text
    begins = next((place for place, one in enumerate(text) if not (one.isspace() or prints_nothing(one))), len(text))
    risky = _BEGINS_A_FORMULA.match(text) or _BEGINS_A_FORMULA.match(text, begins)
    return f"{MARK}{text}" if risky and not _PLAIN_NUMBER.fullmatch(text) else text
