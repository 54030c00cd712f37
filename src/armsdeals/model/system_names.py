"""Names of systems as they are compared: exact, but for case, blanks and hyphens.

    >>> name_key("Mig 29") == name_key("MiG-29"), name_key("S-300") == name_key("S-400")
    (True, False)

A separator between two digits counts, for "Mirage 2000-5" is no Mirage 20005. Letters that only look alike do not match.
"""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = r"[\s\-\u2010-\u2015\u2212]+"
_BETWEEN_DIGITS = re.compile(rf"(?<=\d){_SEPARATORS}(?=\d)")
_ELSEWHERE = re.compile(rf"(?<!\d){_SEPARATORS}|{_SEPARATORS}(?!\d)")


def name_key(name: str) -> str:
    """Fold the case, blanks and hyphens of a name; whatever else differs makes another name."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).strip()
    return _ELSEWHERE.sub("", _BETWEEN_DIGITS.sub("-", folded))
