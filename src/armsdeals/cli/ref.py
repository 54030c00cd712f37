"""armsdeals ref: what stages, words, codes, lists and columns mean."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pkgutil import resolve_name
from typing import NamedTuple

from armsdeals.cli.page import Page, key_of, picked, print_json
from armsdeals.cli.ref_words import is_vocabulary, with_word, words

EXAMPLES = """\
examples:
  armsdeals ref                        what can be looked up
  armsdeals ref stage                  every stage of a negotiation
  armsdeals ref stage SIGNED           one of them, with the moves out of it and into it
  armsdeals ref moves TALKS SIGNED     whether a step is allowed, and what must hold for it
  armsdeals ref words FinancingForm    the words that a field takes
  armsdeals ref withheld               where a word stands, and what it means there
  armsdeals ref rules PAR-001          what a code of an issue means, and what to do
  armsdeals ref country "Soviet Union"  codes, and the days in which they hold
  armsdeals ref classes EU_ML ML10     a class of a list of weapons
  armsdeals ref columns volumes        the columns of a long table
  armsdeals ref stages --json          for a program
"""


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


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("topic", metavar="TOPIC", nargs="?", help="what to look up; all topics are listed if left out")
    parser.add_argument("names", metavar="NAME", nargs="*", help="one of them")
    parser.add_argument("--json", action="store_true", help="print it as JSON")


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
