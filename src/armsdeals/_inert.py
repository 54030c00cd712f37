r"""Texts for spreadsheets: what a program would take for a formula and run gets an apostrophe in front.

    >>> inert_text("=HYPERLINK(1)"), inert_text("-4.5"), inert_text("Türkiye")
    ("'=HYPERLINK(1)", '-4.5', 'Türkiye')

Blanks and invisible characters in front of a sign do not hide it, nor does a sign in full width. Left out: what programs
do to dates and long numbers; a file that is meant to be read again is not opened in them.
"""

from __future__ import annotations

import re

MARK = "'"
_BLANKS = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*")
_BEGINS_A_FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def inert_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: what begins like one gets a leading apostrophe."""
    begins = text[_BLANKS.match(text).end() :]  # type: ignore[union-attr]  # it matches nothing as well
    risky = _BEGINS_A_FORMULA.match(text) or _BEGINS_A_FORMULA.match(begins)
    return f"{MARK}{text}" if risky and not _PLAIN_NUMBER.fullmatch(text) else text
