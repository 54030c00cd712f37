"""Tables of the short written form: what a line may say, and what is refused with which sentence; both tried on the code."""

from __future__ import annotations

from typing import NamedTuple

import armsdeals
from armsdeals.written.heads import HEADS
from armsdeals.written.schema import json_schema

_FILE = "id: demo\nlines:\n  s400:\n    system: S-400\n{typed}\nsources:\n  tass: TASS, 2020-08-23\n"


class Refused(NamedTuple):
    """What somebody types, and where: the text in front of it."""

    typed: str
    before: str = "history:\n  - "


REFUSED = (
    Refused("2017 signed @tass: Rostec: four"),
    Refused("2017 signed @tass: contract #4711"),
    Refused("2017 signed @tass: #4711 is the contract"),
    Refused('2017 signed @tass: "four" #4711'),
    Refused("2017 signed @tass\n    says: a minister"),
    Refused("2017 signed:text"),
    Refused("2017 signed: [four] of them"),
    Refused("12/09/2017 signed"),
    Refused("spring 2017 signed"),
    Refused("Sept 2017 signed"),
    Refused("12. Oktober 2017 signed"),
    Refused("mid-2017 signed"),
    Refused("2017-02-30 signed"),
    Refused("signed 2017"),
    Refused("2017 inked @tass"),
    Refused("2017 signed @tas"),
    Refused("2017 signed (s300)"),
    Refused("2017 cancelled because of the price"),
    Refused("2017 cancelled:\n      by: recipient"),
    Refused("2017 signed:\n      source: tass"),
    Refused("2017 signed: four\n    2018 talks: three"),
    Refused(">2", "    ordered: "),
    Refused(">=10", "    ordered: "),
    Refused("?", "    ordered: "),
    Refused("~", "price: "),
    Refused("3,4 bn USD", "price: "),
    Refused("2.5 bn", "price: "),
    Refused("5 billion euros", "price: "),
    Refused("2.5bn USD", "price: "),
    Refused("300 m..350 m USD", "price: "),
    Refused("24 guns by 2016", "    ordered: "),
    Refused("1 m USD\nprice: 2 m USD", "price: "),
    Refused("120 % advance", "financing: "),
    Refused("X", "parties:\n  suplier: "),
    Refused("Swedn", "parties:\n  supplier: "),
    Refused("Deutschland", "parties:\n  supplier: "),
    Refused("Saab (Sweeden)", "parties:\n  supplier: "),
    Refused("Saab (Sweden), compny", "parties:\n  supplier: "),
    Refused("unknown", "  second:\n    system: "),
    Refused("S-300PMU-1, later PMU-2", "  second:\n    system: "),
    Refused("note: &a words"[6:], "note: "),
)


def sentence(row: Refused) -> str:
    """Return what is said of it.

    Raises:
        AssertionError: It is read.
    """
    try:
        armsdeals.loads(_FILE.format(typed=f"{row.before}{row.typed}"), format="yaml")
    except armsdeals.InvalidDeals as error:
        issue = error.issues.errors[0]
        return f"{issue.message}; {issue.hint}" if issue.hint else issue.message
    except armsdeals.ArmsDealsError as error:
        return error.message.removeprefix("this is no YAML: ")
    raise AssertionError(f"{row.typed!r} is read")


def heads() -> list[tuple[str, str, str]]:
    """Return the rows of the table of heads: where, the grammar, and examples."""
    return [
        (f"`{one.under}`", _code(one.form), "<br>".join(_code(example) for example in one.examples)) for one in HEADS
    ]


def refusals() -> list[tuple[str, str]]:
    """Return the rows of the table of refusals: what is typed, with what stands in front of it on its line, and the sentence."""
    return [("<br>".join(_code(line) for line in _line(row)), _words(sentence(row))) for row in REFUSED]


def definitions() -> list[tuple[str, str, int]]:
    """Return the rows of the table of definitions of the long form: name, what it is, number of fields."""
    made = json_schema()["$defs"]
    return [
        (f"`{name}`", one.get("description", ""), len(one["properties"]))
        for name, one in made.items()
        if "properties" in one
    ]


def _line(row: Refused) -> list[str]:
    before = row.before.rpartition("\n")[2].strip().removeprefix("-").strip()
    return f"{before} {row.typed}".strip().split("\n")


def _words(text: str) -> str:
    """Return a sentence that Markdown shows as it is."""
    for mark in "\\`*_[]<>":
        text = text.replace(mark, f"\\{mark}")
    return text


def _code(text: str) -> str:
    return f"`{text.strip()}`"
