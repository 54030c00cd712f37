"""Merging: registers that tell of the same deals become one, in which rival claims stand side by side.

    >>> from armsdeals.model.line import Line
    >>> from armsdeals.model.party import Party
    >>> from armsdeals.register.register import Register
    >>> sides = (Party("Russia", role="supplier"), Party("Turkey", role="recipient"))
    >>> ours = Deal(id="tur-s400", parties=sides, lines=(Line(id="s400", system="S-400", ordered="4"),)).sign(on="2017-09-12")
    >>> theirs = Deal(id="row-7", parties=sides, lines=(Line(id="a", system="S400", ordered="2"),)).sign(on="2017")
    >>> merged = Register([ours]).merge(Register([theirs]))
    >>> print(merged)
    tur-s400 = row-7 (supplier, recipient, system, order date)
    >>> [str(claim.value) for claim in merged.register["tur-s400"].line("s400").quantities]
    ['4', '2']
    >>> merged.split() == (Register([ours]), Register([theirs]))
    True

A match is declared and never guessed (see `match_deals`); what is near or ambiguous is listed and left apart. Left out: which
of the rivals is right, which a deal answers by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic, Protocol, TypeVar

from attrs import evolve, field, frozen

from armsdeals._sheet import html_table
from armsdeals.errors import InvalidValue
from armsdeals.model.competition import Competition
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.system import System
from armsdeals.register.comparing import Aliases, SystemNames
from armsdeals.register.joining import join, system_of_both
from armsdeals.register.matching import DealMatch, Matching, NearMiss, Pair, match_deals, repeated
from armsdeals.register.renaming import fresh, pointing, union
from armsdeals.values.evidence import Evidence

Origin = tuple[int, str]
Origins = dict[str, tuple[Origin, ...]]


class Holding(Protocol):
    """What a register holds."""

    @property
    def deals(self) -> tuple[Deal, ...]: ...  # noqa: D102
    @property
    def competitions(self) -> tuple[Competition, ...]: ...  # noqa: D102
    @property
    def events(self) -> tuple[Event, ...]: ...  # noqa: D102
    @property
    def systems(self) -> tuple[System, ...]: ...  # noqa: D102
    @property
    def sources(self) -> tuple[Evidence, ...]: ...  # noqa: D102
    @property
    def ids(self) -> tuple[str, ...]: ...  # noqa: D102


R = TypeVar("R", bound=Holding)


def _unchanging(told: Mapping[str, tuple[Origin, ...]]) -> Mapping[str, tuple[Origin, ...]]:
    return MappingProxyType(dict(told))


@frozen(kw_only=True, repr=False)
class Merged(Generic[R]):
    """Several registers as one, with the account of how it came about.

    Attributes:
        register: The deals of all of them. A deal keeps the id that it has in the first register that tells it; where
            another deal has that id already, it gets the next number behind it.
        matches: Which deals were taken for one, and by what.
        near: What lacks one thing to be a match, left apart.
        ambiguous: What fits more than one deal, left apart.
        origins: For each deal, where it was told: the place of the register from 0, and the id there.
    """

    register: R
    matches: tuple[DealMatch, ...] = ()
    near: tuple[NearMiss, ...] = ()
    ambiguous: tuple[NearMiss, ...] = ()
    origins: Mapping[str, tuple[Origin, ...]] = field(converter=_unchanging, hash=False)
    _told: tuple[R, ...]

    def split(self) -> tuple[R, ...]:
        """Return the registers as they were before."""
        return self._told

    def __str__(self) -> str:
        return "\n".join(map(str, (*self.matches, *self.near, *self.ambiguous))) or "no deal is told twice"

    def __repr__(self) -> str:
        return f"<Merged: {self._counts()}>"

    def _counts(self) -> str:
        counts = f"{len(self.matches)} matched, {len(self.near)} near, {len(self.ambiguous)} ambiguous"
        return f"{len(self.register.ids)} deals of {len(self._told)} registers; {counts}"

    def _repr_html_(self) -> str:
        rows = [("matched", one.first, one.second, ", ".join((*one.by, *one.notes))) for one in self.matches]
        for what, listed in (("near", self.near), ("ambiguous", self.ambiguous)):
            rows += [(what, ", ".join(one.first), ", ".join(one.second), one.why) for one in listed]
        return html_table(self._counts(), ("", "first", "other", "why"), rows)


class _Merging(Generic[R]):
    """A register that grows by others, and the account that is kept of it."""

    def __init__(self, first: R, aliases: Iterable[Any], *, within: bool) -> None:
        self.told = [first]
        self.aliases, self.within = aliases, within
        self.matches: list[DealMatch] = []
        self.near: list[NearMiss] = []
        self.ambiguous: list[NearMiss] = []
        self.origins: Origins
        self.register, self.origins = self._alone(first, 0)

    def add(self, other: R, pairs: Sequence[Pair], apart: Sequence[Pair]) -> None:
        """Take one more register in."""
        place = len(self.told)
        self.told.append(other)
        other, origins = self._alone(other, place)
        systems = (*self.register.systems, *other.systems)
        found = match_deals(
            self.register.deals, other.deals, pairs=pairs, apart=apart, aliases=(*self.aliases, *systems)
        )
        names = SystemNames((*self.aliases, *systems))
        joined = self._joined(self.register, other, found, names)
        ids = {match.second: match.first for match, _ in joined.values()}
        ours, taken = set(self.register.ids), {*self.register.ids, *other.ids}
        for name in other.ids:
            if name not in ids:
                ids[name] = fresh(name, taken) if name in ours else name
                taken.add(ids[name])
        moved = {old: new for old, new in ids.items() if old != new}
        told = {deal.id: deal for deal in other.deals}
        theirs = {name: pointing(deal, moved) for name, deal in told.items()}
        whole = {deal.id: deal for deal in self.register.deals}
        for match, together in joined.values():
            deal = theirs.pop(match.second)
            is_same = deal is told[match.second]
            whole[match.first] = together if is_same else join(whole[match.first], deal, names)[0]
        for name, deal in theirs.items():
            whole[ids[name]] = deal if ids[name] == name else evolve(deal, id=ids[name])
        for name, places in origins.items():
            self.origins[ids[name]] = (*self.origins.get(ids[name], ()), *places)
        held: Any = self.register  # a class with fields, which the protocol cannot say
        self.register = evolve(
            held,
            deals=tuple(whole.values()),
            competitions=_competitions(self.register.competitions, pointing(other.competitions, moved)),
            events=union(self.register.events, pointing(other.events, moved)),
            systems=_systems(self.register.systems, other.systems),
            sources=union(self.register.sources, other.sources),
        )

    def _joined(self, first: R, other: R, found: Matching, names: SystemNames) -> dict[str, tuple[DealMatch, Deal]]:
        """Return the matches that can be one deal, with that deal; the others are near ones, unless the user said so."""
        ours, theirs = {deal.id: deal for deal in first.deals}, {deal.id: deal for deal in other.deals}
        joined = {}
        for match in found.matches:
            try:
                together, notes = join(ours[match.first], theirs[match.second], names)
            except InvalidValue as error:
                if match.by == ("pair",):
                    raise InvalidValue(
                        f"{match.first} and {match.second} cannot be one deal: {error}", path=("pairs",)
                    ) from error
                self.near.append(NearMiss(first=(match.first,), second=(match.second,), why=str(error)))
            else:
                joined[match.first] = evolve(match, notes=notes), together
        self.matches += (match for match, _ in joined.values())
        self.near += found.near
        self.ambiguous += found.ambiguous
        return joined

    def _alone(self, register: R, place: int) -> tuple[R, Origins]:
        """Return a register in which no deal is told twice, if that is asked for, and where its deals come from."""
        origins: Origins = {deal.id: ((place, deal.id),) for deal in register.deals}
        if not self.within:
            return register, origins
        names = SystemNames((*self.aliases, *register.systems))
        groups, ambiguous = repeated(register.deals, names)
        self.ambiguous += ambiguous
        whole = {deal.id: deal for deal in register.deals}
        moved: dict[str, str] = {}
        for group in groups:
            for match in group:
                try:
                    joined, notes = join(whole[match.first], whole[match.second], names)
                except InvalidValue as error:
                    self.near.append(NearMiss(first=(match.first,), second=(match.second,), why=str(error)))
                    continue
                whole[match.first] = joined
                del whole[match.second]
                moved[match.second] = match.first
                origins[match.first] += origins.pop(match.second)
                self.matches.append(evolve(match, notes=notes))
        if not moved:
            return register, origins
        held: Any = register
        return evolve(
            held,
            deals=tuple(pointing(deal, moved) for deal in whole.values()),
            competitions=tuple(_renamed_contenders(one, moved) for one in register.competitions),
            events=pointing(register.events, moved),
        ), origins


def merge(
    first: R, others: Sequence[R], *, pairs: Iterable[Pair] = (), apart: Iterable[Pair] = (),
    aliases: Aliases = (), within: bool = False,
) -> Merged[R]:  # fmt: skip
    """Return several registers as one; the arguments are those of `Register.merge`."""
    said, kept = list(pairs), list(apart)
    if (said or kept) and len(others) != 1:
        raise TypeError("pairs and apart speak of the first register and one other; merge the others one by one")
    listed = tuple(aliases.values() if isinstance(aliases, Mapping) else aliases)
    work = _Merging(first, listed, within=within)
    for other in others:
        work.add(other, said, kept)
    return Merged(
        register=work.register, matches=tuple(work.matches), near=tuple(work.near), ambiguous=tuple(work.ambiguous),
        origins=work.origins, told=tuple(work.told),
    )  # fmt: skip


def _competitions(these: tuple[Competition, ...], those: tuple[Competition, ...]) -> tuple[Competition, ...]:
    held = {one.id: one for one in these}
    for one in those:
        if held.get(one.id) != one:
            name = fresh(one.id, held)
            held[name] = one if name == one.id else evolve(one, id=name)
    return tuple(held.values())


def _renamed_contenders(one: Competition, moved: Mapping[str, str]) -> Competition:
    """Return a competition whose contenders are the deals that are left, each once."""
    told = Counter(moved.get(name, name) for name in one.contenders)
    if all(count == 1 for count in told.values()):
        return pointing(one, moved)
    return pointing(evolve(one, contenders=tuple(name for name in one.contenders if name not in moved)), moved)


def _systems(these: tuple[System, ...], those: tuple[System, ...]) -> tuple[System, ...]:
    held = {one.id: one for one in these}
    for one in those:
        held[one.id] = system_of_both(held[one.id], one) if one.id in held else one
    return tuple(held.values())
