"""The vocabularies of the library with the meaning of each word, as they stand in its own source.

    >>> found = vocabularies()["MoveKind"]
    >>> found.about, found.words["SKIP"]
    ('What sort of step a move is.', 'several steps at once, because nobody reported those between')

A word has its meaning behind it, in the line in which it is declared; so there is one place for both, and no room has to be
loaded to look them up. Left out: other words that are taken for one, which the class of the vocabulary knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

_CLASS = re.compile(r"^class (\w+)\(Word\):\n((?:(?:    .*)?\n)+)", re.MULTILINE)
_ABOUT = re.compile(r'\A    """(.+?)(?:"""|\n|\Z)')
_WORD = re.compile(r'^    ([A-Z]\w*) = (?:\(\n\s+)?"([^"]+)"(?:  # (.*))?$', re.MULTILINE)


class Vocabulary(NamedTuple):
    """One list of words that a field may hold.

    Attributes:
        name: The name of its class.
        about: What the words say.
        words: Each word with its meaning; empty where the word says enough.
    """

    name: str
    about: str
    words: dict[str, str]


@cache
def vocabularies() -> dict[str, Vocabulary]:
    """Return every vocabulary by its name, in alphabetical order."""
    found = {one.name: one for text in _sources(files("armsdeals")) if "(Word):" in text for one in _declared(text)}
    return dict(sorted(found.items()))


def _sources(folder: Traversable) -> Iterator[str]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _sources(one)
        elif one.name.endswith(".py"):
            yield one.read_text("utf-8")


def _declared(text: str) -> Iterator[Vocabulary]:
    for name, body in _CLASS.findall(text):
        about = _ABOUT.match(body)
        words = {word: said.partition("  # ")[0] for _, word, said in _WORD.findall(body)}
        yield Vocabulary(name, about[1] if about else "", words)
