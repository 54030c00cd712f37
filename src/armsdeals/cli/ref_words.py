"""armsdeals ref words: the vocabularies, and what each word means."""

from __future__ import annotations

from collections.abc import Sequence

from armsdeals.cli.page import Page, key_of, picked
from armsdeals.cli.vocabularies import vocabularies


def words(names: Sequence[str]) -> Page:
    """Return all vocabularies, one of them, or one word of one."""
    known = vocabularies()
    if not names:
        all_of_them = tuple((one.name, len(one.words), one.about) for one in known.values())
        return Page(
            columns=("vocabulary", "words", "what it says"), rows=all_of_them, below="next: armsdeals ref words Basis"
        )
    where = with_word(" ".join(names))
    if is_vocabulary(names[0]) or not where:
        return _vocabulary(names)
    rows = tuple((name, word, known[name].words[word]) for name, word in where)
    return Page(columns=("vocabulary", "word", "meaning"), rows=rows)


def with_word(name: str) -> list[tuple[str, str]]:
    """Return the vocabularies that hold a word, each with the word as it is written there."""
    wanted = key_of(name)
    return [(one.name, word) for one in vocabularies().values() for word in one.words if key_of(word) == wanted]


def is_vocabulary(name: str) -> bool:
    """Whether a name is that of a vocabulary, as a class or in words."""
    return any(key_of(name) in (key_of(one), key_of(_spaced(one))) for one in vocabularies())


def _vocabulary(names: Sequence[str]) -> Page:
    known = vocabularies()
    spelled = {key_of(_spaced(name)): name for name in known} | {key_of(name): name for name in known}
    name = spelled.get(key_of(names[0])) or picked(names[0], known, "a vocabulary")
    one = known[name]
    rows = tuple(one.words.items())
    if len(names) > 1:
        word = picked(" ".join(names[1:]), one.words, f"a word of {name}")
        return Page(title=word, facts=(("vocabulary", name), ("meaning", one.words[word])))
    return Page(
        title=name, facts=(("vocabulary", name), ("about", one.about)), columns=("word", "meaning"), rows=rows,
        rows_are="words",
    )  # fmt: skip


def _spaced(name: str) -> str:
    """Return the name of a class as people say it: "FinancingForm" gives "financing form"."""
    return "".join(f" {c}" if c.isupper() and k and not name[k - 1].isupper() else c for k, c in enumerate(name))
