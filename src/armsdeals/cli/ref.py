"""armsdeals ref: what stages, words, codes, lists and columns mean."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pkgutil import resolve_name
from typing import NamedTuple

from armsdeals.cli.page import Page, key_of, picked, print_json
from armsdeals.cli.ref_words import is_vocabulary, with_word, words


class Topic(NamedTuple):
    """Something to look up.

    Attributes:
        also: Other names for it.
        about: What it is.
        where: The function that answers, as ``module:function``; it takes the names that follow.
        of: What follows.
    """

    also: tuple[str, ...]
    about: str
    where: str
    of: str


TOPICS = {
    "stages": Topic(("stage", "negotiation"), "where a deal can stand", "ref_negotiation:stages", "[STAGE]"),
    "moves": Topic(("move", "steps", "step"), "which steps lead from stage to stage", "ref_negotiation:moves", "[STAGE|KIND] [STAGE]"),
    "guards": Topic(("guard",), "what must hold for a step", "ref_negotiation:guards", "[GUARD]"),
    "words": Topic(("word", "vocabularies", "vocabulary"), "the words that fields take", "ref_words:words", "[VOCABULARY|WORD] [WORD]"),
    "rules": Topic(("rule", "codes", "code", "issues", "issue"), "codes of issues, and what to do", "ref_codes:rules", "[CODE]"),
    "classes": Topic(("class", "classifications", "classification", "schemes"), "lists that sort weapons", "ref_lists:classes", "[LIST] [CODE]"),
    "countries": Topic(("country", "states", "state"), "states, former states, territories", "ref_lists:countries", "[NAME|CODE]"),
    "currencies": Topic(("currency", "money"), "currencies of ISO 4217", "ref_lists:currencies", "[CODE]"),
    "columns": Topic(("column", "tables", "table"), "the long tables and their columns", "ref_lists:columns", "[TABLE] [COLUMN]"),
    "formats": Topic(("format", "files"), "the formats of files", "ref_lists:formats", "[FORMAT]"),
    "sources": Topic(("source",), "whose registers are read", "ref_lists:sources", "[SOURCE]"),
}  # fmt: skip


def run(asked: Namespace) -> int:
    """Print what was asked for."""
    page = _page(asked.topic, asked.names)
    if asked.json:
        print_json(page.tree())
    else:
        page.show()
    return 0


def _page(topic: str | None, names: list[str]) -> Page:
    if topic is None:
        rows = tuple((name, one.of, one.about) for name, one in TOPICS.items())
        return Page(columns=("topic", "what may follow", "what it tells"), rows=rows, below="next: armsdeals ref stage")
    known = {also: name for name, one in TOPICS.items() for also in (name, *one.also)}
    if key_of(topic) not in known and (is_vocabulary(topic) or with_word(" ".join((topic, *names)))):
        return words([topic, *names] if is_vocabulary(topic) else [" ".join((topic, *names))])
    name = (
        known.get(key_of(topic))
        or known[picked(topic, known, "a topic or a word of a vocabulary", listed=tuple(TOPICS))]
    )
    answer: Callable[[list[str]], Page] = resolve_name(f"armsdeals.cli.{TOPICS[name].where}")
    return answer(names)
