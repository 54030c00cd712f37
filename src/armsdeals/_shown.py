r"""The one helper through which data is shown: in messages, reprs, terminals and notebooks.

It escapes control, bidirectional and invisible characters, which could forge what a reader sees, and cuts long texts. In
quotes, letters that look like Latin ones are escaped, too, in words that hold Latin letters or nothing else.

    >>> shown("four")
    "'four'"
    >>> print(shown("s\u0456gned"), shown("T\u00fcrkiye"))
    's\u0456gned' 'Türkiye'
    >>> print(plain("evil\u202etxt.exe\x1b[31m"))
    evil\u202etxt.exe\x1b[31m
    >>> path_text(("deals", 0, "lines", 1, "id"))
    'deals[0].lines[1].id'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LONGEST = 80  # characters of data in a message
LONGEST_PATH = 1_000  # characters of the name of a file, which a user must be able to copy
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Unicode calls these letters, marks or symbols, yet they print as nothing.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f")
# Letters of Cyrillic and Greek that are printed like Latin ones, and hyphens that are not the one of the keyboard.
_LOOK_ALIKE = frozenset(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u051b\u051d"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd"
)
_HYPHENS = frozenset("\u2010\u2011\u2212")
_LETTER = re.compile("[A-Za-z]")
_BETWEEN_WORDS = re.compile(r"(\s+)")


def plain(text: str, *, longest: int | None = None) -> str:
    """Return a text as it may be printed: hidden characters escaped, ordinary letters of any script kept."""
    if longest is not None and len(text) > longest:
        text = text[: longest - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(c) if prints_nothing(c) else c for c in text)


def shown(value: object, *, longest: int = LONGEST) -> str:
    """Return a value in quotes for a message, so that blanks in it are seen."""
    if isinstance(value, str):
        quote = '"' if "'" in value and '"' not in value else "'"
        body = plain(value.replace("\\", "\\\\"), longest=longest).replace(quote, "\\" + quote)
        if not body.isprintable():  # blanks that are none, such as one that does not break
            body = "".join(c if c.isprintable() else _escaped(c) for c in body)
        return f"{quote}{body if body.isascii() else _seen_apart(body)}{quote}"
    try:
        return plain(repr(value), longest=longest)
    except (ValueError, RecursionError):  # a number of more digits than Python prints, or a nesting too deep for it
        return f"a {type(value).__name__} too large to show"


def _seen_apart(body: str) -> str:
    """Return a text with those letters escaped that look like Latin ones, unless the text is of their script."""
    letters = {c for c in body if not c.isascii() and c.isalpha()}
    odd = letters & _LOOK_ALIKE
    if not odd and _HYPHENS.isdisjoint(body):
        return body
    is_of_it = any(not unicodedata.name(c, "").startswith("LATIN") for c in letters - odd)
    return "".join(
        "".join(
            _escaped(c) if c in _HYPHENS or (c in odd and (not is_of_it or _LETTER.search(word))) else c for c in word
        )
        for word in _BETWEEN_WORDS.split(body)
    )


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


def prints_nothing(character: str) -> bool:
    """Whether a character is a control, a mark of direction, or another one that is not seen; blanks of a font are seen."""
    if character in _BLANK:
        return True
    category = unicodedata.category(character)
    return category in _HIDDEN or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _escaped(character: str) -> str:
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character) or character.encode(
        "unicode_escape", "surrogatepass"
    ).decode("ascii")
