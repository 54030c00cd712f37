"""armsdeals diff: what one state of the deals tells otherwise than another."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from pathlib import Path, PurePath

from attrs import evolve

from armsdeals._desk import loads
from armsdeals._disk import file_bytes, unreadable
from armsdeals.cli.asked import deals_of
from armsdeals.cli.page import print_json
from armsdeals.errors import InvalidValue
from armsdeals.formats._base import format_of
from armsdeals.formats.file import STANDARD_INPUT, parsed
from armsdeals.formats.folder import common_beside
from armsdeals.issues import Issues
from armsdeals.model.deal import Deal
from armsdeals.register.diff import Change, ChangeKind, Changes, diff
from armsdeals.register.register import Register
from armsdeals.wire.limits import DEFAULT_LIMITS


def run(asked: Namespace) -> int:
    """Print a line for each change; 1 if there is one."""
    if asked.shared and not Path(asked.shared).is_file():
        raise unreadable(asked.shared, "there is no such file")
    if asked.old == asked.new == STANDARD_INPUT:
        raise InvalidValue("standard input can be read once; give one of the two as a file")
    old, new = (_deals(what, other, asked) for what, other in ((asked.old, asked.new), (asked.new, asked.old)))
    if len(old) == len(new) == 1 and _is_named_for_its_file(old, asked.old) and _is_named_for_its_file(new, asked.new):
        old = Register([evolve(old.deals[0], id=new.deals[0].id)])  # two files of one deal, under two names
    renamed = _renamed(old, new)
    if renamed:
        old = evolve(old, deals=[evolve(deal, id=renamed.get(deal.id, deal.id)) for deal in old])
    changes = Changes(
        (
            *(
                Change(deal=now, path=("id",), before=was, after=now, kind=ChangeKind.CHANGED)
                for was, now in renamed.items()
            ),
            *diff(old, new),
        )
    )
    if asked.json:
        print_json(changes.to_tree())
    elif changes:
        print(changes)
    return 1 if changes else 0


def _renamed(old: Register, new: Register) -> dict[str, str]:
    """Return the new ids of deals under their old ones: of those that are alike but for it, and like no other."""
    went = [deal for deal in old if deal.id not in new]
    came = [deal for deal in new if deal.id not in old]
    alike = {deal.id: [one.id for one in came if _told_alike(deal, one)] for deal in went}
    times = Counter(name for names in alike.values() for name in names)
    return {was: names[0] for was, names in alike.items() if len(names) == 1 and times[names[0]] == 1}


def _told_alike(one: Deal, other: Deal) -> bool:
    """Whether two deals have one title, the same parties, and lines of the same goods."""
    is_told = bool(one.title and one.parties)
    return is_told and (one.title, one.parties) == (other.title, other.parties) and _goods(one) == _goods(other)


def _goods(deal: Deal) -> frozenset[str]:
    return frozenset(line.system.designation for line in deal.lines)


def _deals(what: str, other: str, asked: Namespace) -> Register:
    """Return the deals that are meant; what comes by standard input is read as if it stood where the other file stands."""
    is_input = what == STANDARD_INPUT
    named = other if is_input else what
    is_file = bool(PurePath(named).suffix) and (is_input or Path(what).is_file())
    if asked.source is not None or not is_file or not (is_input or asked.shared):
        return deals_of(what, source=asked.source).deals
    form = format_of(named)
    limits = DEFAULT_LIMITS
    data = sys.stdin.buffer.read(limits.file_bytes + 1) if is_input else file_bytes(what, most=limits.file_bytes)
    if not form.expands:
        return loads(data, form.name)
    common, issues = common_beside(asked.shared or named)
    reading = parsed(data, form, limits, named, common)[0].reading
    found = Issues((*issues.errors, *(evolve(one, file=what) for one in reading.issues)))
    return evolve(reading, name=what, issues=found).unwrap()


def _is_named_for_its_file(register: Register, what: str) -> bool:
    return register.ids == (PurePath(what).stem,)
