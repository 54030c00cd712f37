"""A difference: what one register tells otherwise than another, deal by deal and field by field.

    >>> old = Deal(id="demo", title="A demo").start_talks(on="2016-11", text="they talk")
    >>> new = Deal(id="demo").start_talks(on="2016-11~", text="they talk").sign(on="2017-09-12")
    >>> print(diff(old, new))
    ~ demo.title: 'A demo' -> nothing
    ~ demo.history[0].when: 2016-11 -> 2016-11~
    + demo.history[1]: 2017-09-12: signed (no source given)

The order of a list means nothing here: what stands in both is no change, wherever it stands. A claim that was edited is told
by its changed fields, as long as most of it stayed the same; else it went, and another one came. A source that was corrected
is one change, not one in each claim that cites it. Left out: putting a change into effect.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import attrs
from attrs import frozen

from armsdeals._fields import Word
from armsdeals._printed import short_repr
from armsdeals._sheet import html_table
from armsdeals._shown import path_text, plain, shown
from armsdeals.model.deal import Deal
from armsdeals.plan import Shape, plan_of
from armsdeals.register.matching import Matching, match_deals
from armsdeals.register.register import Register
from armsdeals.register.renaming import as_reprinted, pointing
from armsdeals.register.telling import in_one_line
from armsdeals.values.evidence import Evidence

Path = tuple[str | int, ...]
_BESIDE = tuple(one.name for one in plan_of(Register).fields if one.name != "deals")
_NAMED_BY = ("id", "key", "to")  # the fields by which an item of a list is the same item, whatever else it says
_MOST_COMPARED = 250_000  # pairs of items; beyond, nothing is taken for an edited one
_ALIKE = 0.5  # of what two items say; from there on one is an edited form of the other


class ChangeKind(Word):
    """What became of a thing between two registers."""

    ADDED = "ADDED"  # only the new one has it
    REMOVED = "REMOVED"  # only the old one has it
    CHANGED = "CHANGED"  # both have it, and tell it otherwise


_MARKS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-", ChangeKind.CHANGED: "~"}


@frozen(kw_only=True, repr=False)
class Change:
    """One difference.

    Attributes:
        deal: The id of the deal; empty for what belongs to the register as a whole.
        path: Steps from the deal to the place: names of fields, ids of lines and the like, places in a list from 0 (in the
            new register; of what went, in the old one). Empty for a whole deal.
        before: What the old register has there; None for what came.
        after: What the new one has there; None for what went.
        kind: ADDED, REMOVED or CHANGED.
    """

    deal: str
    path: Path
    before: Any
    after: Any
    kind: ChangeKind

    __repr__ = short_repr

    @property
    def where(self) -> str:
        """The deal and the path as one would write them: "tur-s400.history[3].when"."""
        return path_text((self.deal, *self.path)) if self.deal else path_text(self.path)

    def __str__(self) -> str:
        if self.kind is ChangeKind.CHANGED:
            told = f"{_said(self.before)} -> {_said(self.after)}"
        else:
            told = _said(self.after if self.kind is ChangeKind.ADDED else self.before)
        return f"{_MARKS[self.kind]} {self.where}: {told}"


class Changes(tuple[Change, ...]):
    """All differences between two registers, in the order of their deals."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(map(str, self)) or "no changes"

    def __repr__(self) -> str:
        count = Counter(change.kind for change in self)
        told = ", ".join(f"{count[kind]} {kind.in_words}" for kind in ChangeKind if count[kind])
        return f"<Changes: {told or 'none'}>"

    def _repr_html_(self) -> str:
        if not self:
            return "<p>no changes</p>"
        return html_table("", ("kind", "where", "before", "after"), map(_cells, self))

    def to_tree(self) -> list[dict[str, Any]]:
        """Return them as plain dicts, lists and texts, for JSON."""
        return [
            {
                "deal": change.deal,
                "path": list(change.path),
                "kind": change.kind.value,
                "before": None if change.kind is ChangeKind.ADDED else in_one_line(change.before),
                "after": None if change.kind is ChangeKind.REMOVED else in_one_line(change.after),
            }
            for change in self
        ]


def diff(old: Register | Deal, new: Register | Deal, *, match: Matching | bool = False) -> Changes:
    """Return what the new register tells otherwise than the old one; two deals are compared as registers of one.

    Nothing is returned for equal registers, nor for two that differ only in the order of what they hold.

    Args:
        old: The register as it was.
        new: The register as it is.
        match: Where ids do not last, as in two printings of a register of transfers: True compares the deals that
            `match_deals` takes for one, under whatever ids; or a `Matching` of your own. A new id is then no change, nor
            is a later printing of the one publication on which a deal rests; changes are told under the new id.

    Raises:
        TypeError: One of them is neither a register nor a deal.
    """
    before, after = _register(old), _register(new)
    found = match if isinstance(match, Matching) else match_deals(before, after) if match else None
    was, now = {deal.id: deal for deal in before}, {deal.id: deal for deal in after}
    if found is None:
        pairs: dict[str, str] = {name: name for name in was if name in now}
    else:
        pairs = {one.first: one.second for one in found.matches if one.first in was and one.second in now}
    changes: list[Change] = []
    for name, deal in was.items():
        if name in pairs:
            there = now[pairs[name]]
            changes += _of_deal(deal if found is None else as_reprinted(_under_new_ids(deal, pairs), there), there)
        else:
            changes.append(_change(name, (), deal, None))
    taken = set(pairs.values())
    changes += (_change(name, (), None, now[name]) for name in now if name not in taken)
    for name in _BESIDE:
        changes += _lists("", (name,), getattr(before, name), getattr(after, name))
    return Changes(changes)


def _under_new_ids(deal: Deal, pairs: dict[str, str]) -> Deal:
    """Return an old deal that goes by its new id and names others by theirs."""
    moved = {first: second for first, second in pairs.items() if first != second}
    if not moved:
        return deal
    return attrs.evolve(pointing(deal, moved), id=pairs[deal.id])


def _register(value: Register | Deal) -> Register:
    if isinstance(value, Deal):
        return Register([value])
    if not isinstance(value, Register):
        raise TypeError(f"{shown(value)} is neither a register nor a deal")
    return value


def _of_deal(old: Deal, new: Deal) -> Iterator[Change]:
    if old == new:
        return
    was, now = _sources_of(old), _sources_of(new)
    corrected = {key: now[key] for key in was if key in now and was[key] != now[key]}
    for key, source in corrected.items():
        yield from _objects(new.id, ("evidence", key), was[key], source)
    yield from _objects(new.id, (), _citing(old, corrected) if corrected else old, new)


def _sources_of(deal: Deal) -> dict[str, Evidence]:
    """Return the sources of a deal by their ids, without those of which two differ."""
    found: dict[str, Evidence] = {}
    rivals: set[str] = set()
    for source in _sources_in(deal):
        if source.id and found.setdefault(source.id, source) != source:
            rivals.add(source.id)
    return {key: source for key, source in found.items() if key not in rivals}


def _sources_in(value: Any) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _sources_in(one)
    elif (cls := _class_of(value)) is not None:
        for one in plan_of(cls).fields:
            yield from _sources_in(getattr(value, one.name))


def _class_of(value: Any) -> Any:
    """Return the class of an object with fields; None for any other value."""
    return type(value) if attrs.has(type(value)) else None


def _citing(value: Any, corrected: dict[str, Evidence]) -> Any:
    """Return a value whose sources are the corrected ones."""
    if isinstance(value, Evidence):
        return corrected.get(value.id, value)
    if isinstance(value, tuple):
        return tuple(_citing(one, corrected) for one in value)
    cls = _class_of(value)
    if cls is None:
        return value
    held = {one.name: getattr(value, one.name) for one in plan_of(cls).fields if one.hint.shape is not Shape.TAG}
    changes = {name: told for name, one in held.items() if (told := _citing(one, corrected)) != one}
    return attrs.evolve(value, **changes) if changes else value


def _objects(deal: str, path: Path, old: Any, new: Any) -> Iterator[Change]:
    """Yield the fields in which two objects of one class differ."""
    cls: Any = type(new)
    for one in plan_of(cls).fields:
        before, after = getattr(old, one.name), getattr(new, one.name)
        if before == after:
            continue
        here = (*path, one.name)
        match one.hint.shape:
            case Shape.LIST | Shape.CITED if one.hint.item is not None and attrs.has(one.hint.item.cls):
                yield from _lists(deal, here, before, after)
            case Shape.OBJECT if before is not None and after is not None:
                yield from _objects(deal, here, before, after)
            case _:
                yield Change(deal=deal, path=here, before=before, after=after, kind=ChangeKind.CHANGED)


def _lists(deal: str, path: Path, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Change]:
    """Yield what became of the items of a list, of which the order means nothing."""
    gone, fresh = _only_in(old, new), _only_in(new, old)
    pairs = {**_same_name(old, new, gone, fresh)}
    pairs |= _alike(old, new, [n for n in gone if n not in pairs], [n for n in fresh if n not in pairs.values()])
    for place in gone:
        if place not in pairs:
            yield _change(deal, (*path, _step(old[place], place)), old[place], None)
    origin = {to: start for start, to in pairs.items()}
    for place in fresh:
        here = (*path, _step(new[place], place))
        if place not in origin:
            yield _change(deal, here, None, new[place])
        elif isinstance(new[place], Evidence):
            yield _change(deal, here, old[origin[place]], new[place])
        else:
            yield from _objects(deal, here, old[origin[place]], new[place])


def _only_in(these: tuple[Any, ...], those: tuple[Any, ...]) -> list[int]:
    """Return the places of the items that only the first has, or has more often."""
    count = Counter(those)
    places = []
    for place, one in enumerate(these):
        if count[one]:
            count[one] -= 1
        else:
            places.append(place)
    return places


def _same_name(old: tuple[Any, ...], new: tuple[Any, ...], gone: list[int], fresh: list[int]) -> dict[int, int]:
    """Return the places of items that have one name, where only one has it on each side."""
    was, now = _named(old, gone), _named(new, fresh)
    return {was[name]: now[name] for name in was if name in now}


def _named(items: tuple[Any, ...], places: list[int]) -> dict[Any, int]:
    told = [(_name_of(items[place]), place) for place in places]
    count = Counter(name for name, _ in told)
    return {name: place for name, place in told if name is not None and count[name] == 1}


def _name_of(item: Any) -> tuple[Any, ...] | None:
    name = next((held for one in _NAMED_BY if (held := getattr(item, one, ""))), None)
    return None if name is None else (type(item), name)


def _alike(old: tuple[Any, ...], new: tuple[Any, ...], gone: list[int], fresh: list[int]) -> dict[int, int]:
    """Return the places of items of which most is the same, the most alike first."""
    if len(gone) * len(fresh) > _MOST_COMPARED:
        return {}
    scored = [
        (-likeness, abs(start - to), start + to, start, to)
        for start in gone
        for to in fresh
        if (likeness := _likeness(old[start], new[to])) >= _ALIKE
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, start, to in sorted(scored):
        if start not in pairs and to not in taken:
            pairs[start] = to
            taken.add(to)
    return pairs


def _likeness(one: Any, other: Any) -> float:
    """Return which part of what two items say they both say, from 0 to 1; items of two names are not alike."""
    if type(one) is not type(other):
        return 0
    names = _name_of(one), _name_of(other)
    if names[0] != names[1] and None not in names:
        return 0
    cls: Any = type(one)
    both = said = 0
    for field in plan_of(cls).fields:
        before, after = getattr(one, field.name), getattr(other, field.name)
        if (before, after) != (field.default, field.default) or field.is_required:
            said += 1
            both += before == after
    return both / said if said else 0


def _step(item: Any, place: int) -> str | int:
    name = getattr(item, "id", "") or getattr(item, "key", "")
    return str(name) if name else place


def _change(deal: str, path: Path, before: Any, after: Any) -> Change:
    kind = ChangeKind.ADDED if before is None else ChangeKind.REMOVED if after is None else ChangeKind.CHANGED
    return Change(deal=deal, path=path, before=before, after=after, kind=kind)


def _said(value: Any) -> str:
    if value is None or value in ((), ""):
        return "nothing"
    return shown(value) if type(value) is str else in_one_line(value)


def _cells(change: Change) -> tuple[str, ...]:
    before = "" if change.kind is ChangeKind.ADDED else _said(change.before)
    after = "" if change.kind is ChangeKind.REMOVED else _said(change.after)
    return change.kind.in_words, plain(change.where), before, after
