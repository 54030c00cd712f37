"""Checking a folder: file by file, on two cores where that pays, and then what only shows when all are looked at.

What comes back from a file is little: its findings with their lines, and of each deal no more than is looked at together with
others, which is its id, its links and its conditions on other deals. So the deals themselves need not be sent from one process
to another, and what is found does not depend on how many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from armsdeals._collector import collector_paused
from armsdeals._later import later
from armsdeals._twins import builder, changer
from armsdeals.checks.run import check_across, check_deal
from armsdeals.cli.progress import Progress
from armsdeals.formats.declared import Declared
from armsdeals.formats.file import LongForm, Mark
from armsdeals.formats.folder import Looked
from armsdeals.formats.opened import Folder, Straight, make_ready
from armsdeals.issues import Issue, Issues
from armsdeals.model.deal import Deal
from armsdeals.model.limits import Constraint
from armsdeals.model.link import Link
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register

if TYPE_CHECKING:  # a few files are checked without them
    from armsdeals.cli import two_processes
else:
    two_processes = later("armsdeals.cli.two_processes")

_MANY = 100  # files, below which a second process costs more than it brings
_PORTION = 8  # files that a process takes at once
_seen_by_others: Callable[..., Deal] = builder(Deal)  # of what was read, so nothing has to be checked again
_put = changer(Issue, "path", "file", "line", "column")
_NONE: Mapping[tuple[int, int], Mark] = {}


class Checked(NamedTuple):
    """What came of one file.

    Attributes:
        read: What reading it gave; of its deals only ids, links and conditions on other deals are left.
        found: What is odd about its deals, with the lines.
        links: Of each deal that can be looked at, by its number, the places of its links: of the link, and of the id of
            the other deal.
        cited: The keys of sources of the folder that it cites.
        contenders: The places of the contenders of its competitions, if it was read without a fault.
        conditions: The places where a condition on another deal names it, by the numbers of deal and constraint.
    """

    read: Slim | Looked
    found: tuple[Issue, ...]
    links: Mapping[int, tuple[tuple[Mark, Mark], ...]]
    cited: frozenset[str]
    contenders: tuple[tuple[Mark, ...], ...] = ()
    conditions: Mapping[tuple[int, int], Mark] = _NONE

    @property
    def looked(self) -> Looked:
        """What reading the file gave."""
        return self.read.looked() if isinstance(self.read, Slim) else self.read


class Slim(NamedTuple):
    """What others can see of a file with one deal, read without a fault."""

    name: str
    deal: str
    links: tuple[Link, ...]
    constraints: tuple[Constraint, ...]
    issues: tuple[Issue, ...]
    mark: Mark
    declared: tuple[Declared, ...]

    @property
    def seen(self) -> Deal:
        """The deal, with its links and conditions only."""
        return _seen_by_others(id=self.deal, links=self.links, constraints=self.constraints)

    def looked(self) -> Looked:
        """Return it as any file that was read."""
        reading = Reading(register=Register([self.seen]), issues=Issues(self.issues), name=self.name)
        return Looked(reading=reading, places=(self.mark,), declared=self.declared)


def placed(issue: Issue, long: LongForm, name: str) -> Issue:
    """Return the finding of a rule with its file, and its line there."""
    return _put(issue, issue.path, name, *long.mark(issue.path))  # type: ignore[no-any-return]


def check_files(folder: Folder, progress: Progress) -> list[Issue]:
    """Return what reading a folder finds, and what is odd about those of its deals that have no fault."""
    checked: list[Checked] = []
    told = f"checking {PurePath(folder.name).name}"
    for portion in _all_checked(folder, lambda done: progress.show_part(told, done, len(folder.names))):
        checked += portion
    for one in checked:
        folder.common.table.cited.update(one.cited)
    slim = [one.read for one in checked if isinstance(one.read, Slim)]
    seen = [one.seen for one in slim]
    reading = None if len(slim) < len(checked) else folder.straight_together(seen, slim)
    if reading is None:
        reading = folder.joined([one.looked for one in checked])
    odd = [issue for one in checked for issue in one.found]
    return [*reading.issues, *Issues([*odd, *_across(checked, seen)])]


def _all_checked(folder: Folder, tell: Callable[[int], None]) -> Iterator[list[Checked]]:
    """Yield what came of the files, in the order of their paths."""
    size = _PORTION if len(folder.names) >= _MANY else 1
    portions = [folder.names[start : start + size] for start in range(0, len(folder.names), size)]
    done = 0
    if len(folder.names) >= _MANY and two_processes.can_part():
        make_ready()
        yield from two_processes.in_two(partial(_portion, folder), portions, lambda number: tell(number * size))
        return
    for portion in portions:
        done += len(portion)
        yield _portion(folder, portion)
        tell(done)


def _portion(folder: Folder, names: Sequence[str]) -> list[Checked]:
    with collector_paused():
        looked = [folder.look(name) for name in names]  # first all of one thing, then all of the next, goes faster
        return [_checked(folder, name, one) for name, one in zip(names, looked, strict=True)]


def _checked(folder: Folder, name: str, looked: Straight | tuple[Looked, LongForm | None]) -> Checked:
    cited = frozenset(folder.common.table.cited)
    if isinstance(looked, Straight):
        deal = looked.deal
        limits = _with_conditions(deal)
        slim = Slim(name, deal.id, deal.links, limits, looked.issues, looked.mark, looked.declared)
        found = tuple([placed(issue, looked.long, name) for issue in check_deal(deal, ("deals", 0))])
        conditions = _condition_marks(looked.long, 0, limits) if limits else _NONE
        return Checked(slim, found, {0: looked.links}, cited, conditions=conditions)
    read, long = looked
    register = read.reading.register
    seen = evolve(register, deals=[_seen(deal) for deal in register])
    less = evolve(read, reading=evolve(read.reading, register=seen))
    if long is None:
        return Checked(less, (), {}, cited)
    deals = list(zip(read.numbers, register, strict=True))
    found = tuple(
        [placed(issue, long, name) for number, deal in deals for issue in check_deal(deal, ("deals", number))]
    )
    contenders = tuple(
        tuple(long.mark(("competitions", place, "contenders", number)) for number in range(len(one.contenders)))
        for place, one in enumerate(register.competitions if read.reading.is_clean else ())
    )
    links = {number: _link_marks(long, number) for number, _ in deals}
    conditions = {
        place: mark for number, deal in zip(read.numbers, seen, strict=True)
        for place, mark in _condition_marks(long, number, deal.constraints).items()
    }  # fmt: skip
    return Checked(less, found, links, cited, contenders, conditions)


def _seen(deal: Deal) -> Deal:
    return _seen_by_others(id=deal.id, links=deal.links, constraints=_with_conditions(deal))


def _with_conditions(deal: Deal) -> tuple[Constraint, ...]:
    """Return the constraints, each in its place, if one of them names another deal; else there is nothing to look at."""
    return deal.constraints if any(one.deal for one in deal.constraints) else ()


def _condition_marks(long: LongForm, number: int, limits: Sequence[Constraint]) -> dict[tuple[int, int], Mark]:
    named = [place for place, one in enumerate(limits) if one.deal]
    return {(number, place): long.mark(("deals", number, "constraints", place, "deal")) for place in named}


def _link_marks(long: LongForm, number: int) -> tuple[tuple[Mark, Mark], ...]:
    path = ("deals", number, "links")
    told = long.mark
    links = range(long.count(path))
    return tuple((told((*path, place)), told((*path, place, "to"))) for place in links)


def _across(checked: Sequence[Checked], seen: Iterable[Deal]) -> Iterator[Issue]:
    """Yield what is found across the deals without a fault, each in its file; those of the slim ones are given.

    Whatever is called as a deal with a fault is there as well, though no more than its id is known.
    """
    held: dict[str, tuple[Deal, Checked, int]] = {}
    known: set[str] = set()
    alone = iter(seen)
    for one in checked:
        if isinstance(one.read, Slim):
            held.setdefault(one.read.deal, (next(alone), one, 0))
            continue
        for number, deal in zip(one.read.numbers, one.read.reading.register, strict=True):
            held.setdefault(deal.id, (deal, one, number))
        if not one.read.reading.is_clean:
            known.update(one.read.maybe, (told.id for told in one.read.ids))
    places = [*held.values()]
    tenders = {
        tender.id: (tender, one, number)
        for one in reversed(checked)  # of two of one id, which is told of the second, the first stands
        if one.contenders and not isinstance(one.read, Slim)
        for number, tender in enumerate(one.read.reading.register.competitions)
    }
    choices = [*tenders.values()]
    together = Register([deal for deal, _, _ in places], competitions=[tender for tender, _, _ in choices])
    for issue in check_across(together, known=known - held.keys()):
        where, which, part, place, *end = issue.path
        _, one, number = (places if where == "deals" else choices)[int(which)]
        if part == "links":
            marks = one.links[number][int(place)][bool(end)]
        else:
            marks = one.conditions[number, int(place)] if part == "constraints" else one.contenders[number][int(place)]
        name = one.read.name if isinstance(one.read, Slim) else one.read.reading.name
        yield _put(issue, (where, number, *issue.path[2:]), name, *marks)
