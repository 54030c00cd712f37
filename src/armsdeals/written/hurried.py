"""What somebody in a hurry typed in a wrong place: the head that was meant, if that can be read.

    >>> meant_head("2017-04 @tass signed", "'@tass' is not a word here (expected a stage)", 1, lambda text: True)
    "sources stand at the end of a head; write '2017-04 signed @tass'"
    >>> meant_head("signed 2017-04 @tass", "'signed' is no date, and a date comes first here", 0, lambda text: True)
    "'signed' is no date, and a date comes first here; write '2017-04 signed @tass'"

What is proposed has the words that were typed, in another order or with a preposition between them, and is proposed only
where it is read. Left out: words that are none (`words`), and what stands within a number or a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from armsdeals._shown import shown
from armsdeals.values.country import is_country
from armsdeals.values.money import Money

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}[~?]?")
_GENERIC = ("is not a word here (", "is no date, and a date comes first", "is not a word here; words of your own")
_PREPOSITIONS = ("by", "from")
_NEAR = 0.75
_LONGEST = 12  # words of a head for which another order is looked for
_ORGANISATIONS = frozenset({"EU", "NATO", "UN"})


def meant_head(text: str, why: str, at: int, reads: Callable[[str], bool]) -> str:
    """Return what to write for a head that is not read; empty where that is not known.

    Args:
        text: The head.
        why: What is wrong with it.
        at: The number of the word where that shows.
        reads: Whether another head is read.
    """
    words = text.split()
    if words[at : at + 1] == ["in"] and "".join(words[at + 1 : at + 2])[:1].isupper():
        return "'in' is not a word here; where it was stands below, under place"
    if not any(one in why for one in _GENERIC) or at >= len(words) or len(words) > _LONGEST:
        return ""
    if words[at].startswith("@"):
        return _with("sources stand at the end of a head", [_sources_last(words)], reads)
    if at == 0:
        dated = [[words[n], *words[:n], *words[n + 1 :]] for n in range(1, len(words)) if _DATE.fullmatch(words[n])]
        return _with(f"{shown(words[0])} is no date, and a date comes first here", dated, reads)
    if at > 1 and words[at][:1] in "0123456789$€£" and Money.parse(" ".join(words[at : at + 3])) is not None:
        return "a sum stands under price, or behind paid where it was paid, and not behind a stage"
    if words[at] in _PREPOSITIONS:
        others = [[*words[:at], other, *words[at + 1 :]] for other in _PREPOSITIONS if other != words[at]]
        return _with(f"{shown(words[at])} is not a word here", others, reads)
    if words[at][:1].isupper():
        between = [[*words[:at], one, *words[at:]] for one in _PREPOSITIONS]
        return _with(f"a word is missing in front of {shown(words[at])}", between, reads)
    return ""


def _sources_last(words: Sequence[str]) -> list[str]:
    told = [word for word in words if not word.startswith("@")]
    return [*told, *(word.rstrip(",;") for word in words if word.startswith("@"))]


def _with(why: str, meant: Sequence[Sequence[str]], reads: Callable[[str], bool]) -> str:
    told = next((text for text in map(" ".join, meant) if reads(text)), "")
    return f"{why}; write {shown(told)}" if told else ""


def why_no_name(told: Sequence[str], *, is_who: bool = True) -> str:
    """Say why some words are no name of one party, or of one thing; empty if they are.

    >>> why_no_name(["Russia,"])
    "no comma stands behind a name; write 'Russia'"
    >>> why_no_name(["USA,", "China"]), why_no_name(["Rolls-Royce", "and", "Safran"])
    ("'USA, China' are 2; write an item for each, or 'USA and China'", '')
    """
    if told[-1].endswith((",", ";")):
        return f"no comma stands behind a name; write {shown(' '.join(told).rstrip(',; '))}"
    parts = " ".join(told).split(", ")
    if is_who and len(parts) > 1 and all(part in _ORGANISATIONS or is_country(part) for part in parts):
        return f"{shown(' '.join(told))} are {len(parts)}; write an item for each, or {shown(' and '.join(parts))}"
    return ""


def near_confidence(words: Sequence[str]) -> int:
    """Return the number of a word that was meant for ``confidence``, behind a comma and another word; 0 if none was.

    >>> near_confidence("5 m USD for the lease, medium confidenc".split()), near_confidence("5 m USD for it, high speed".split())
    (7, 0)
    """
    for place in range(2, len(words)):
        if not words[place - 2].endswith(","):
            continue
        word = words[place].strip(",;.").lower()
        if word != "confidence" and word.startswith("conf"):
            return place if SequenceMatcher(None, word, "confidence").ratio() >= _NEAR else 0
    return 0
