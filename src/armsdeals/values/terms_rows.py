"""Rows of the grammar of comments: what a row is, and the words of which all are made.

    >>> @row(r"for (?P<what>penguins)", needs="penguin")
    ... def _penguins(found, *, doubt):
    ...     return remark(Topic.PURPOSE, found["what"], doubt=doubt)
    >>> _penguins.pattern.fullmatch("for penguins") is not None, is_plain("Type-209 (Atilay)"), is_plain("with US aid")
    (True, True, False)

A row has a pattern for a whole piece, a word without which it need not be tried, and a function that makes findings of
the match, or None where it does not read the piece after all. Left out: the rows themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, Protocol

from armsdeals._twins import builder
from armsdeals.values._demonyms import DEMONYMS
from armsdeals.values.estimate import Estimate
from armsdeals.values.terms import Remark, Topic

Finding = tuple[str, object]
Found = tuple[Finding, ...]
THEN = "then"  # the field of words that are a piece by themselves, and must be read for the whole to count

# Words by which a piece tells something: they may not stand among words that are taken as they are.
_TELLING = re.compile(
    r"\b(?:aid|grants?|financ\w*|fund(?:s|ed|ing)?|paid|pay|payments?|offsets?|options?|cancel\w*|embargo\w*|loan(?:s|ed)?|lent|lend|leas(?:e|ed|es|ing)|"
    r"licen[cs]\w*|assembl\w+|gifts?|donat\w+|barter\w*|debt|delay\w*|but|instead|originally|deals?|orders?|ordered|sold|sale|delivered|deliver|"
    r"deliver(?:y|ies)|selected|second-hand|uncertain|unknown|produced|production|planned|plans?|probably|possibly|maybe|modernized|modernised|rebuilt|"
    r"refurbished|upgraded|not|until|incl|including|more|reported\w*|bought|returned|when|while|because|however|suspended|worth|interim|"
    r"free|exchanged?|rest|designated|designation|illegally|unclear|could|no)\b|[$€£%]",
    re.IGNORECASE,
)
WORDS = r"(?:[^;()]|\([^;()]{0,60}\)){1,160}"  # with a short name in brackets among them
PLACE = r"(?:the )?[A-Z][\w.'-]*(?: (?:and|of|the|&|[A-Z][\w.'-]*|\([A-Z]+\))){0,6}"
COUNT = r"(?:about |over |at least |up to |some )?(?:[0-9][0-9,]*(?:-[0-9]+)?|one|two|three|four|five|six)"
SHARED = r"(?:some|all|most|several|many|part|half)"
YEAR = r"(?:19|20)[0-9]{2}"
_make_remark = builder(Remark)


class Reads(Protocol):
    """Makes findings of a match; ``doubt`` tells whether the piece calls itself probable."""

    def __call__(self, found: re.Match[str], /, *, doubt: bool) -> Found | None:
        """Return what the piece says; None where it is not read after all."""


class Row(NamedTuple):
    """One way in which a piece says something.

    Attributes:
        pattern: What a whole piece looks like.
        needs: Texts of which one must stand in the piece, in lower case.
        read: Makes findings of a match.
    """

    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    read: Reads


def row(pattern: str, *, needs: str) -> Callable[[Reads], Row]:
    """Make a row of a function; ``needs`` parts its texts by ``|``."""

    def made(read: Reads) -> Row:
        return Row(re.compile(pattern), tuple(needs.split("|")), read)

    return made


def is_plain(words: str) -> bool:
    """Whether words tell nothing by themselves, so that they may be taken as a name."""
    return not _TELLING.search(words)


def count(text: str | None) -> Estimate | None:
    """Return a number of things; None where none stands there."""
    return Estimate.parse(text) if text else None


def country(adjective: str) -> str:
    """Return the country of an adjective; words that are none stay as they are."""
    return DEMONYMS.get(adjective, adjective)


def remark(topic: Topic, text: str, number: str | None = None, *, doubt: bool = False) -> Found:
    """Return a remark as what was found."""
    told: Remark = _make_remark(topic=topic, text=text.strip(), number=count(number), is_doubtful=doubt)
    return (("remarks", told),)
