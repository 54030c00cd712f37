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
        "      recipient: Ministry",
        "      customer: Ministry",
        "the sides are *supplier* and *recipient*",
    ),
    Mistake(
        "an announcement is made a stage",
        "- 2021-11-18 summit",
        "- 2021-11-18 announced",
        "an announcement opens none: write `summit`, `statement` or `note`",
    ),
    Mistake(
        "the date is written as the paper prints it",
        "- 2021-11-18 summit",
        "- 18 November 2021 summit",
        "[dates](../concepts/uncertain-dates.md) have one form",
    ),
    Mistake("a day that no calendar has", "- 2021-03-01 tendered", "- 2021-02-29 tendered"),
    Mistake("a second colon in your words", "@agency-2021: nothing", "@agency-2021: Vega: nothing"),
    Mistake("details without a colon above them", "@agency-2025:\n      id: third", "@agency-2025\n      id: third"),
    Mistake("a sum without its currency", "- 1.05 bn USD contract", "- 1.05 bn contract"),
    Mistake("a share without its sign", "- 15 % cash", "- 15 cash", "write `15 % cash`"),
    Mistake("a number without its basis", "sought: 8 batteries", "quantity: 8 batteries", "write `sought`, `ordered`, `delivered` ..."),
    Mistake(
        "what is secret is put where the number goes",
        "withheld, high confidence",
        "secret, high confidence",
        "write `withheld`",
    ),
    Mistake("a key that no field has", "role: recipient official", "source: courier-2022", "a source is cited in the head: `@courier-2022`"),
    Mistake("a source that the table does not hold", "@courier-2021: three", "@courier-2012: three"),
    Mistake("nobody is named who says it", " @courier-2021: three", ": three"),
    Mistake("a source without its day", "published: 2022-10-06, ", ""),
    Mistake("what is planned is told as a fact", "planned note", "note"),
    Mistake("an event follows one that is not there", "after: third-battery", "after: fourth-battery"),
    Mistake("a number of nothing", "delivering 2 batteries of batteries", "delivering 2 batteries"),
    Mistake("a headline's word", "suspended by supplier", "halted by supplier"),
    Mistake("a halt without its stage", "suspended by supplier", "note"),
    Mistake("who ends it is named in the head", "cancelled by recipient", "cancelled by Lindmark"),
    Mistake("a step back is not said to be one", "      back: true\n", ""),
    Mistake("in force, and a condition was left open", "first-payment met", "first-payment open"),
    Mistake("a licence that nobody grants", "of Veldania granted", "of Veldania applied"),
    Mistake("more arrives than was ordered", "delivering 1 battery", "delivering 12 batteries"),
    Mistake("two claims share an id", "id: list-of-two", "id: third-battery"),
    Mistake("a link to a deal that is nowhere", "competes with: lin-kestrel", "competes with: lin-kestral"),
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
    except armsdeals.UnreadableInput as error:
        return [_plain(error)]
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


def _plain(issue: armsdeals.Issue | armsdeals.UnreadableInput) -> str:
    return re.sub(r"^line \d+: ", "", str(issue))
