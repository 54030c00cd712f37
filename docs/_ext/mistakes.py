"""What people get wrong when they write down their first deal, and what they are told: each tried on a file of the pages.

The file is the one that a guide shows. Every row changes one place of it, and the messages are those that reading and
checking then give, so that the table cannot go stale.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import armsdeals

_FILE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Mistake(NamedTuple):
    """One mistake.

    Attributes:
        what: What was done, in words.
        right: The lines as they stand in the file.
        wrong: The lines as people write them.
        instead: What to do, where the message does not say it all.
    """

    what: str
    right: str
    wrong: str
    instead: str = ""


MISTAKES = (
    Mistake(
        "the side that receives has a name of its own",
        "role: recipient\n",
        "role: customer\n",
        "the sides are *supplier* and *recipient*",
    ),
    Mistake(
        "an announcement is made a stage",
        "    kind: summit\n",
        "    stage: announced\n",
        "leave `stage` out; an announcement opens none",
    ),
    Mistake(
        "the date is written as the paper prints it",
        "- when: 2021-11-18\n",
        "- when: 18 November 2021\n",
        "[dates](../concepts/uncertain-dates.md) have one form",
    ),
    Mistake("a day that no calendar has", "- when: 2021-03-01\n    stage: tendered\n    text", "- when: 2021-02-29\n    stage: tendered\n    text"),
    Mistake("the price as a headline has it", "value: 1050000000 USD CONTRACT", "value: $1.05 billion"),
    Mistake("a share in per cent", "share: 0.15", "share: 15"),
    Mistake("a number without its basis", "    - value: 8 battery\n      basis: sought\n", "    - value: 8 battery\n"),
    Mistake(
        "what is secret is put where the number goes",
        "      absent: withheld\n",
        "      value: secret\n",
        "`absent: withheld`, and no value",
    ),
    Mistake("a key that no field has", "      evidence: [courier-2021]\n    - value: 6", "      source: [courier-2021]\n    - value: 6"),
    Mistake(
        "a source that the table does not hold",
        "    text: three firms are asked for bids\n    confidence: medium\n    evidence: [courier-2021]\n",
        "    text: three firms are asked for bids\n    confidence: medium\n    evidence: [courier-2012]\n",
    ),
    Mistake(
        "nobody is named who says it",
        "    text: three firms are asked for bids\n    confidence: medium\n    evidence: [courier-2021]\n",
        "    text: three firms are asked for bids\n    confidence: medium\n",
    ),
    Mistake("a source without its day", "    kind: company release\n    published: 2022-10-06\n", "    kind: company release\n"),
    Mistake("what is planned is told as a fact", "    modality: planned\n", ""),
    Mistake("an event follows one that is not there", "after: third-battery", "after: fourth-battery"),
    Mistake("a halt without its stage", "    stage: suspended\n", ""),
    Mistake("a memorandum is taken for a contract", "      kind: contract\n", "      kind: mou\n", "the stage of a memorandum is *preliminary*"),
    Mistake(
        "in force, and a condition was left open",
        "      what: the first payment arrives\n      state: met\n",
        "      what: the first payment arrives\n      state: open\n",
        "tell the condition again, met or waived",
    ),
    Mistake("a licence that nobody grants", "    state: granted\n", "    state: applied\n"),
    Mistake("more arrives than was ordered", "      quantity: 1 battery\n    stage: delivering\n", "      quantity: 12 battery\n    stage: delivering\n"),
    Mistake("two claims share an id", "  - id: list-of-two\n", "  - id: third-battery\n"),
    Mistake("a link to a deal that is nowhere", "    to: lin-kestrel\n", "    to: lin-kestral\n"),
)  # fmt: skip


def file_of(page: Path) -> str:
    """Return the last file that a page shows.

    Raises:
        LookupError: It shows none.
    """
    found = _FILE.findall(page.read_text("utf-8"))
    if not found:
        raise LookupError(f"{page.name} shows no file")
    return str(found[-1])


def messages(text: str) -> list[str]:
    """Return what reading and checking a text of YAML gives, each without its line."""
    try:
        register = armsdeals.loads(text.encode(), format="yaml")
    except armsdeals.InvalidDeals as error:
        return [_plain(issue) for issue in error.issues]
    return [_plain(issue) for issue in armsdeals.check(register)]


def told(mistake: Mistake, text: str) -> str:
    """Return the first message that a mistake gives.

    Raises:
        LookupError: The file does not hold the place, or nothing is said about the mistake.
    """
    if mistake.right not in text:
        raise LookupError(f"the file does not hold {mistake.right!r}")
    fresh = [one for one in messages(text.replace(mistake.right, mistake.wrong, 1)) if one not in messages(text)]
    if not fresh:
        raise LookupError(f"nothing is said about this mistake: {mistake.what}")
    return fresh[0]


def _plain(issue: armsdeals.Issue) -> str:
    return re.sub(r"^line \d+: ", "", str(issue))
