"""Names of countries as they are compared, and as files misprint them.

    >>> key_of_name("Côte d'Ivoire"), key_of_name("Bosnia & Herzegovina"), key_of_name("Guinea-Bissau")
    ('cote divoire', 'bosnia and herzegovina', 'guinea bissau')
    >>> "TÃ¼rkiye" in misread("Türkiye"), "t?rkiye" in with_lost_letters("Türkiye")
    (True, True)

Left out: which country has a name (`country`).
"""

from __future__ import annotations

import unicodedata
from contextlib import suppress

# Written in one and read in another: what spreadsheets and editors do to a file.
_ENCODINGS = (("utf-8", "cp1252"), ("utf-8", "latin-1"), ("utf-8", "mac_roman"), ("cp1252", "mac_roman"))
_SIGNS = ("?", "\ufffd")
_BLANKS = str.maketrans(
    dict.fromkeys("-,()/\u2010\u2011\u2013", " ") | dict.fromkeys("'`.\u2018\u2019") | {"&": " and "}
)


def key_of_name(name: str) -> str:
    """Fold case, accents and punctuation of a name; anything else that differs makes another name."""
    return " ".join(without_accents(name).casefold().translate(_BLANKS).split())


def without_accents(name: str) -> str:
    """Return a name with its letters bare."""
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def with_lost_letters(name: str) -> set[str]:
    """Return the keys of a name whose accented letters or apostrophe went lost on the way.

    A "?" or the sign for a lost letter stands in their place, or the letter is gone, unless it was the first.
    """
    letters = [without_accents(name)]
    letters += ["".join(c if c.isascii() else sign for c in name) for sign in _SIGNS]
    letters += ["".join(c for c in name if c.isascii())] if name[0].isascii() else []
    return {key_of_name(text.replace("'", sign)) for text in letters for sign in ("'", *_SIGNS)}


def misread(name: str) -> set[str]:
    """Return the texts that a name becomes when its bytes are read in another encoding, once or twice."""
    found = {name, name.replace("'", "\u2019")}
    for _ in range(2):
        for text in tuple(found):
            for wrote, read in _ENCODINGS:
                with suppress(UnicodeError):
                    found.add(text.encode(wrote).decode(read))
    return {text for text in found if not text.isascii()}
