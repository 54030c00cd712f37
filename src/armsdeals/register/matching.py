"""Matching: which deals of two registers are one deal, by what they declare and never by likeness.

    >>> from armsdeals.model.line import Line
    >>> from armsdeals.model.party import Party
    >>> sides = (Party("Russia", role="supplier"), Party("Turkey", role="recipient"))
    >>> ours = Deal(id="tur-s400", parties=sides, lines=(Line(id="s400", system="S-400"),)).sign(on="2017-09-12")
    >>> theirs = Deal(id="row-7", parties=sides, lines=(Line(id="a", system="S400"),)).sign(on="2017")
    >>> print(match_deals([ours], [theirs]))
    tur-s400 = row-7 (supplier, recipient, system, order date)

Both sides have to agree, as countries or by declared names, and so do the systems and the days of the order. Where several
deals fit, the number ordered, the whole content and the id may tell them apart, in this order; else they are left apart. What
lacks one thing to be a match is listed as near. Somebody unknown agrees with nobody, except where a publisher prints a whole
deal again, word for word but for the names of states. Left out: what the two then become (`armsdeals.register.merge`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

import attrs
from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals._shown import plain, shown
from armsdeals.errors import InvalidValue, UnknownName, suggestion
from armsdeals.model.deal import Deal
from armsdeals.register.comparing import Aliases, SystemNames, Told, compare, party_key, told_of
from armsdeals.register.renaming import sources_in
from armsdeals.values.basis import Basis
from armsdeals.values.evidence import Evidence

Pair = tuple[str, str]
_WHOLE = "whole content"
_SEVERAL = "they agree in all that is compared, and more than one fits"


@frozen(kw_only=True, repr=False)
class DealMatch:
    """Two deals that are one.

    Attributes:
        first: The id in the first register.
        second: The id in the other one.
        by: What agrees; "pair" alone where the user said so.
        notes: What was done so that nothing counts twice, where the two were joined.
    """

    first: str
    second: str
    by: tuple[str, ...]
    notes: tuple[str, ...] = ()

    __repr__ = short_repr

    def __str__(self) -> str:
        notes = "".join(f"; {note}" for note in self.notes)
        return plain(f"{self.first} = {self.second} ({', '.join(self.by)}){notes}")


@frozen(kw_only=True, repr=False)
class NearMiss:
    """Deals that may be one and are left apart.

    Attributes:
        first: The ids in the first register; several where they cannot be told apart.
        second: The ids in the other one.
        why: What keeps them apart, in words.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    why: str

    __repr__ = short_repr

    def __str__(self) -> str:
        return plain(f"{', '.join(self.first)} ? {', '.join(self.second)}: {self.why}")


@frozen(kw_only=True, repr=False)
class Matching:
    """Which deals of two registers are one.

    Attributes:
        matches: The pairs, in the order of the first register.
        near: What lacks one thing to be a match.
        ambiguous: What fits more than one deal, and nothing tells them apart.
    """

    matches: tuple[DealMatch, ...] = ()
    near: tuple[NearMiss, ...] = ()
    ambiguous: tuple[NearMiss, ...] = ()

    __repr__ = short_repr

    def __str__(self) -> str:
        return "\n".join(map(str, (*self.matches, *self.near, *self.ambiguous))) or "no deal is in both"


def match_deals(
    first: Iterable[Deal],
    second: Iterable[Deal],
    *,
    pairs: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    aliases: Aliases = (),
) -> Matching:
    """Return which deals of two registers, or lists of deals, are one.

    Args:
        first: The deals of one register.
        second: Those of the other one.
        pairs: Ids of deals that you know to be one: of the first, then of the second.
        apart: Ids of deals that you know not to be one, in the same order.
        aliases: Systems, or lists of names that mean one system; the names that a deal tells count in any case.

    Raises:
        UnknownName: A pair names a deal that is not there.
        InvalidValue: A deal stands in two pairs.
    """
    names = SystemNames(aliases)
    ours, theirs = [told_of(deal, names) for deal in first], [told_of(deal, names) for deal in second]
    matches = {one.first: one for one in _said(ours, theirs, pairs)}
    taken = {one.second for one in matches.values()}
    never = {(one.first, one.second) for one in _said(ours, theirs, apart, "apart")}
    near: list[NearMiss] = []
    edges: dict[tuple[int, int], tuple[str, ...]] = {}
    for here, there in _candidates(ours, theirs):
        one, other = ours[here], theirs[there]
        if one.deal.id in matches or other.deal.id in taken or (one.deal.id, other.deal.id) in never:
            continue
        by, why = compare(one, other) if one.deal != other.deal else ((_WHOLE,), "")
        if not by and _is_printed_again(one, other):
            by = (_WHOLE,)
        if by:
            edges[here, there] = by
        elif why:
            near.append(NearMiss(first=(one.deal.id,), second=(other.deal.id,), why=why))
    found, ambiguous = _settled(ours, theirs, edges)
    matches |= {one.first: one for one in found}
    taken |= {one.second for one in found}
    return Matching(
        matches=tuple(matches[told.deal.id] for told in ours if told.deal.id in matches),
        near=tuple(one for one in near if one.first[0] not in matches and one.second[0] not in taken),
        ambiguous=tuple(ambiguous),
    )


def _is_printed_again(one: Told, other: Told) -> bool:
    """Whether both are one row of a register that names no supplier or no recipient: a publisher tells all of it again."""
    if (one.suppliers and one.recipients) or (other.suppliers and other.recipients):
        return False
    publishers = [{source.publisher for source in sources_in(told.deal)} - {""} for told in (one, other)]
    return not publishers[0].isdisjoint(publishers[1]) and _content(one.deal) == _content(other.deal)


def _content(deal: Deal) -> Hashable:
    """Return what a deal says, with its sides under names that a new printing may not change."""
    sides = tuple((party.role, party_key(party) or party.name) for party in deal.parties)
    return sides, bare(attrs.evolve(deal, parties=()))


def repeated(deals: Iterable[Deal], names: SystemNames) -> tuple[list[list[DealMatch]], list[NearMiss]]:
    """Return which deals of one register tell the same, as matches with the first of each group; and what is ambiguous.

    All of a group have to agree with one another.
    """
    told = [told_of(deal, names) for deal in deals]
    edges = {}
    for here, there in _candidates(told, told):
        if here < there and (by := compare(told[here], told[there])[0]):
            edges[here, there] = by
    groups: list[list[DealMatch]] = []
    open_: list[NearMiss] = []
    for places in _groups(edges):
        ids = [told[place].deal.id for place in places]
        if all(pair in edges for pair in combinations(places, 2)):
            groups.append(
                [
                    DealMatch(first=ids[0], second=name, by=edges[places[0], place])
                    for place, name in zip(places[1:], ids[1:], strict=True)
                ]
            )
        else:
            open_.append(
                NearMiss(first=(ids[0],), second=tuple(ids[1:]), why="some of them agree, and not all with one another")
            )
    return groups, open_


def _groups(edges: Iterable[tuple[int, int]]) -> Iterator[list[int]]:
    """Yield the places that hang together, ascending."""
    for here, there in components((one, other) for a, b in edges for one, other in ((a, b), (b, a))):
        if here[0] <= there[0]:
            yield sorted({*here, *there})


def _said(
    ours: Sequence[Told], theirs: Sequence[Told], pairs: Iterable[Pair], argument: str = "pairs"
) -> Iterator[DealMatch]:
    known = ({told.deal.id for told in ours}, {told.deal.id for told in theirs})
    seen: tuple[set[str], set[str]] = (set(), set())
    for place, pair in enumerate(pairs):
        if isinstance(pair, str) or len(tuple(pair)) != len(known):
            raise TypeError(f"{shown(pair)} is no pair of ids, of the first and of the other register")
        for side, name in enumerate(pair):
            if name not in known[side]:
                near = suggestion(str(name), known[side])
                hint = f"; did you mean {near[0]}?" if near else ""
                message = f"no deal of the {('first', 'other')[side]} register is called {shown(name)}{hint}"
                raise UnknownName(message, suggestions=near, path=(argument, place, side))
            if name in seen[side] and argument == "pairs":
                raise InvalidValue(f"{shown(name)} stands in two pairs", path=(argument, place, side))
            seen[side].add(name)
        yield DealMatch(first=pair[0], second=pair[1], by=("pair",))


def _candidates(ours: Sequence[Told], theirs: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Yield the places of deals that share a system and both sides, or one side and a year, or the id; each pair once."""
    index: dict[Hashable, list[int]] = defaultdict(list)
    for place, told in enumerate(theirs):
        for key in _keys(told):
            index[key].append(place)
    for here, told in enumerate(ours):
        yield from ((here, there) for there in sorted({there for key in _keys(told) for there in index.get(key, ())}))


def _keys(told: Told) -> Iterator[Hashable]:
    yield told.deal.id
    years = range(0)
    if told.order is not None:
        years = range(*(date.fromordinal(max(1, day)).year + step for step, day in enumerate(told.order)))
    for name in frozenset[str]().union(*told.lines):
        yield "both", told.suppliers, told.recipients, name
        for side in (told.suppliers, told.recipients):
            for party in side:
                yield from ((party, name, year) for year in years)


def _settled(
    ours: Sequence[Told], theirs: Sequence[Told], edges: Mapping[tuple[int, int], tuple[str, ...]]
) -> tuple[list[DealMatch], list[NearMiss]]:
    """Return the matches among what agrees, and what stays ambiguous."""
    found: list[DealMatch] = []
    open_: list[NearMiss] = []
    for here, there in components(edges):
        left, right = list(here), list(there)
        for reason, key, several in _TIES if len(left) + len(right) > 2 else _NO_TIE:  # noqa: PLR2004
            pairs = _told_apart([ours[n].deal for n in left], [theirs[n].deal for n in right], key, several=several)
            settled = [(left[one], right[other]) for one, other in pairs if (left[one], right[other]) in edges]
            for one, other in settled:
                by = tuple(dict.fromkeys((*edges[one, other], *([reason] if reason else []))))
                found.append(DealMatch(first=ours[one].deal.id, second=theirs[other].deal.id, by=by))
            left = [n for n in left if n not in {one for one, _ in settled}]
            right = [n for n in right if n not in {other for _, other in settled}]
        if left and right:
            first, second = tuple(ours[n].deal.id for n in left), tuple(theirs[n].deal.id for n in right)
            open_.append(NearMiss(first=first, second=second, why=_SEVERAL))
    return found, open_


def components(edges: Iterable[tuple[int, int]]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the groups of places that hang together."""
    near: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for here, there in edges:
        near[0, here].append((1, there))
        near[1, there].append((0, here))
    seen: set[tuple[int, int]] = set()
    for start in near:
        if start in seen:
            continue
        group, todo = [], [start]
        seen.add(start)
        while todo:
            group.append(todo.pop())
            fresh = [one for one in near[group[-1]] if one not in seen]
            seen.update(fresh)
            todo += fresh
        yield sorted(n for side, n in group if side == 0), sorted(n for side, n in group if side == 1)


def _told_apart(
    left: Sequence[Deal],
    right: Sequence[Deal],
    key: Callable[[Deal], Hashable],
    *,
    several: bool,
) -> Iterator[tuple[int, int]]:
    groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, deals in enumerate((left, right)):
        for place, deal in enumerate(deals):
            groups[key(deal)][side].append(place)
    for value, (here, there) in groups.items():
        if value is not None and here and (len(here) == len(there) == 1 or (several and len(here) == len(there))):
            yield from zip(here, there, strict=True)


def _number(deal: Deal) -> Hashable | None:
    told = [claim.value for line in deal.lines for claim in line.on(Basis.ORDERED) if claim.value is not None]
    return frozenset((value.low, value.high) for value in told) or None


def bare(value: Any) -> Hashable:
    """Return what a thing says, without its id and its sources."""
    if isinstance(value, tuple):
        return tuple(bare(one) for one in value if not isinstance(one, Evidence))
    if not attrs.has(type(value)):
        return value  # type: ignore[no-any-return]
    fields = attrs.fields(type(value))
    return (
        type(value),
        *(bare(getattr(value, one.name)) for one in fields if not (one.name == "id" and isinstance(value, Deal))),
    )


# What tells deals apart that agree in the rest; of the wholly equal ones it does not matter which is which.
_TIES: tuple[tuple[str, Callable[[Deal], Hashable], bool], ...] = (
    (_WHOLE, lambda deal: deal, True),
    ("number", _number, False),
    (_WHOLE, bare, True),
    ("id", lambda deal: deal.id, False),
)
_NO_TIE: tuple[tuple[str, Callable[[Deal], Hashable], bool], ...] = (("", lambda _: "", False),)
