"""Several files of one publisher: an id that two of them give to different deals is made two.

The rows of a trade register have no id of their own, so a deal is named for the day of the printing and its line. Two files that
were downloaded on one day, for two countries perhaps, then name different deals alike.

    >>> from armsdeals.register.register import Register
    >>> one, two = Deal(id="sipri-line-5", title="tanks"), Deal(id="sipri-line-5", title="boats")
    >>> files = [Reading(register=Register([one]), name="a.csv"), Reading(register=Register([two]), name="b.csv")]
    >>> [reading.register.ids for reading in kept_apart(files)]
    [('sipri-line-5',), ('sipri-line-5-b',)]

Left out: rows on one deal under two ids, as files that overlap have them; `Register.merge` finds those.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from attrs import evolve

from armsdeals.issues import Issue, Issues, Severity
from armsdeals.model.deal import Deal
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register

_LONGEST = 40  # characters of the name of a file


def kept_apart(readings: Sequence[Reading]) -> list[Reading]:
    """Return readings in which an id means one deal; a deal that stands equal in two files stays in the first."""
    first: dict[str, Deal] = {}
    return [_apart(reading, first) for reading in readings]


def _apart(reading: Reading, first: dict[str, Deal]) -> Reading:
    """Return a reading whose deals have ids that no earlier one has, and add them to the earlier ones."""
    if not first.keys() & set(reading.register.ids):
        first.update(zip(reading.register.ids, reading.register.deals, strict=True))
        return reading
    deals: list[Deal] = []
    again = 0
    for told in reading.register.deals:
        if first.get(told.id) == told:
            continue
        deal = told if told.id not in first else evolve(told, id=_free(told.id, reading.name, first))
        again += deal is not told
        first[deal.id] = deal
        deals.append(deal)
    twins = len(reading.register) - len(deals)
    issues = []
    if twins:
        message = f"holds {_number(twins)} of an earlier file, kept once"
        issues.append(_issue(message, reading.name, "files that overlap tell deals twice"))
    if again:
        message = (
            f"gives {_number(again)} the id of another one in an earlier file; here the name of the file follows it"
        )
        issues.append(_issue(message, reading.name))
    held = reading.register
    register = Register(
        deals, events=held.events, sources=held.sources, competitions=held.competitions, systems=held.systems
    )
    return evolve(reading, register=register, issues=Issues((*reading.issues, *issues)))


def _free(taken: str, name: str, first: dict[str, Deal]) -> str:
    stem = re.sub(r"[^a-z0-9]+", "-", PurePath(name).stem.casefold())[:_LONGEST].strip("-")
    wanted = f"{taken}-{stem or 'again'}"
    number, free = 2, wanted
    while free in first:
        number, free = number + 1, f"{wanted}-{number}"
    return free


def _number(deals: int) -> str:
    return f"{deals:,} deal{'' if deals == 1 else 's'}"


def _issue(message: str, name: str, hint: str = "") -> Issue:
    return Issue(code="id-twice", message=message, severity=Severity.INFO, file=name, hint=hint)
