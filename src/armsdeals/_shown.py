r"""The one helper through which data is shown: in messages, reprs, terminals and notebooks.

It escapes control, bidirectional and invisible characters, which could forge what a reader sees, and cuts long texts.

    >>> shown("four")
    "'four'"
    >>> print(plain("evil\u202etxt.exe\x1b[31m"))
    evil\u202etxt.exe\x1b[31m
    >>> path_text(("deals", 0, "lines", 1, "id"))
    'deals[0].lines[1].id'
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

LONGEST = 80  # characters of data in a message
LONGEST_PATH = 1_000  # characters of the name of a file, which a user must be able to copy
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Unicode calls these letters, marks or symbols, yet they print as nothing.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f")


def plain(text: str, *, longest: int | None = None) -> str:
    """Return a text as it may be printed: hidden characters escaped, ordinary letters of any script kept."""
    if longest is not None and len(text) > longest:
        text = text[: longest - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(c) if c in _BLANK or _is_hidden(c) else c for c in text)


def shown(value: object, *, longest: int = LONGEST) -> str:
    """Return a value in quotes for a message, so that blanks in it are seen."""
    if isinstance(value, str):
        quote = '"' if "'" in value and '"' not in value else "'"
        body = plain(value.replace("\\", "\\\\"), longest=longest).replace(quote, "\\" + quote)
        if not body.isprintable():  # blanks that are none, such as one that does not break
            body = "".join(c if c.isprintable() else _escaped(c) for c in body)
        return f"{quote}{body}{quote}"
    try:
        return plain(repr(value), longest=longest)
    except (ValueError, RecursionError):  # a number of more digits than Python prints, or a nesting too deep for it
        return f"a {type(value).__name__} too large to show"


def path_text(path: Sequence[str | int]) -> str:
    """Return a path as one would index it."""
    out = ""
    for step in path:
        if isinstance(step, int):
            out += f"[{step}]"
        else:
            name = plain(step, longest=LONGEST)
            out += f".{name}" if out else name
    return out


def _is_hidden(character: str) -> bool:
    category = unicodedata.category(character)
    return category in _HIDDEN or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _escaped(character: str) -> str:
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character) or character.encode(
        "unicode_escape", "surrogatepass"
    ).decode("ascii")
