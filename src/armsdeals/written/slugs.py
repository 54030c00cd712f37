"""Keys: small letters, digits and a few marks, as lines, offers, sources and deals are called; and which was meant by another.

    >>> slug_of("Per Rafale"), slug_of("Türkiye"), slug_of("\N{CYRILLIC SMALL LETTER KA}")
    ('per-rafale', 'turkiye', '')
    >>> why_no_key("K9"), why_no_key("k9")
    ("'K9' is no key: it has small letters, digits, '-', '_' and '.', and no blanks; write k9", '')

Left out: whether anything is called so.
"""

from __future__ import annotations

import re

from armsdeals._shown import shown
from armsdeals.values.country_names import without_accents

SLUG = r"[a-z0-9](?:[a-z0-9._-]{0,118}[a-z0-9])?"
_SLUG = re.compile(SLUG)


def is_slug(text: str) -> bool:
    """Whether a text can be a key."""
    return _SLUG.fullmatch(text) is not None


def slug_of(typed: str) -> str:
    """Return the key that is nearest to what was typed; empty if none is."""
    meant = re.sub(r"[^a-z0-9._-]+", "-", without_accents(typed).lower()).strip("-._")
    return meant if is_slug(meant) else ""


def why_no_key(typed: str) -> str:
    """Say why a text is no key, and what to write; empty if it is one."""
    if is_slug(typed):
        return ""
    told = f"; write {meant}" if (meant := slug_of(typed)) else ""
    return f"{shown(typed)} is no key: it has small letters, digits, '-', '_' and '.', and no blanks{told}"
