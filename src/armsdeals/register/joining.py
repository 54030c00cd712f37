"""Joining: two tellings of one deal become one deal in which every claim of both stands beside its rivals.

    >>> from armsdeals.model.party import Party
    >>> sides = (Party("Russia", role="supplier"), Party("Turkey", role="recipient"))
    >>> ours = Deal(id="tur-s400", parties=sides, lines=(Line(id="s400", system="S-400", ordered="4"),))
    >>> theirs = Deal(id="row-7", parties=sides, lines=(Line(id="a", system="S400", ordered="2"),))
    >>> joined, notes = join(ours, theirs)
    >>> joined.id, [str(claim.value) for claim in joined.line("s400").quantities]
    ('tur-s400', ['4', '2'])

What both tell alike stands once. The first keeps its ids; ids of the other that mean something else there get a number. What a
ledger adds up must not count twice, so that goods which both saw arrive stand in one ledger, and what the other counts becomes
a claim of the number delivered. The ledger that tells years stands before one that tells a span of several, then the later
printing of one publisher before the earlier; where neither tells them apart, that of the first stands, and a note says so. Left out: which deals are one (`armsdeals.register.matching`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from attrs import evolve

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue
from armsdeals.model.deal import Deal
from armsdeals.model.delivery import Delivery, DeliveryKind
from armsdeals.model.economy import TechTransfer
from armsdeals.model.event import Event
from armsdeals.model.financing.financing import Financing
from armsdeals.model.knowing import BESIDE, claims_of
from armsdeals.model.limits import Authorisation, Constraint
from armsdeals.model.line import Line
from armsdeals.model.offer import Offer
from armsdeals.model.party import Party
from armsdeals.model.system import System
from armsdeals.model.tranche import Tranche
from armsdeals.model.valued import QuantityClaim
from armsdeals.model.volume import VolumeClaim
from armsdeals.plan import plan_of
from armsdeals.register.comparing import SystemNames, line_pairs, told_of
from armsdeals.register.renaming import Names, fresh, rewritten, sources_in, union
from armsdeals.values.actors import actor_of
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Claim, Modality, stands
from armsdeals.values.evidence import Evidence
from armsdeals.values.when import When

T = TypeVar("T")
_YEAR = 366  # days; what may have arrived at any time of more than a year is spread over several
_LATER = "is the later printing"
Arrivals = list[tuple[Event, Delivery]]

# The fields that name a line or a tranche of the deal, and those that name claims.
_LINES = {
    (Event, "scope"), (Delivery, "line"), (Tranche, "lines"), (Offer, "lines"), (Authorisation, "lines"),
    (Constraint, "lines"), (TechTransfer, "line"), (Line, "id"), (Tranche, "id"),
}  # fmt: skip
_CLAIMS = {"id", "retracts", "after"}


def join(first: Deal, second: Deal, names: SystemNames | None = None) -> tuple[Deal, tuple[str, ...]]:
    """Return one deal that tells what both tell, and what was done so that nothing counts twice.

    Raises:
        InvalidValue: They cannot stand in one deal: their shares exceed the whole, or something would count twice.
    """
    if first == second:
        return first, ()
    names = names or SystemNames()
    pairs = line_pairs(told_of(second, names), told_of(first, names))
    if pairs is None:
        raise InvalidValue("lines of one system stand several times, and nothing tells which is which")
    second = _fitted(first, second, pairs)
    notes: list[str] = []
    first, second, totals = _one_ledger(first, second, notes)
    _paid_once(first, second)
    held: Any = first  # its classes differ by field, which no type of ours says
    whole: Deal = evolve(
        held,
        title=first.title or second.title,
        parties=_parties(first.parties, second.parties),
        lines=_lines(first, second, totals),
        tranches=union(first.tranches, second.tranches),
        prices=union(first.prices, second.prices),
        financing=_financing(first.financing, second.financing, notes),
        history=union(first.history, second.history),
        links=union(first.links, second.links),
        note=_both(first.note, second.note),
        sources=union(first.sources, second.sources),
        **{name: union(getattr(first, name), getattr(second, name)) for name in BESIDE},
    )
    return whole, tuple(notes)


def _fitted(first: Deal, second: Deal, pairs: Mapping[int, int]) -> Deal:
    """Return the other deal under the id of the first, and with ids that mean there what they mean here."""
    taken = {*(line.id for line in first.lines), *(tranche.id for tranche in first.tranches)}
    lines = {second.lines[here].id: first.lines[there].id for here, there in pairs.items()}
    equal = {part.id for part in second.tranches if part in first.tranches}
    for name in (*(line.id for line in second.lines), *(tranche.id for tranche in second.tranches)):
        if name not in lines:
            lines[name] = name if name in equal else fresh(name, taken | set(lines.values()))
    told: dict[str, Claim] = {claim.id: claim for claim in _all_claims(first) if claim.id}
    claims: dict[str, str] = {}
    for claim in _all_claims(second):
        if claim.id in told and told[claim.id] != claim:
            claims[claim.id] = fresh(claim.id, (*told, *claims.values(), *(one.id for one in _all_claims(second))))
    held = {source.id: source for source in sources_in(first) if source.id}
    theirs = {source.id for source in sources_in(second)}
    sources: dict[Evidence, Evidence] = {}
    for source in sources_in(second):
        if held.get(source.id, source) != source and source not in sources:
            name = fresh(source.id, (*held, *theirs, *(one.id for one in sources.values())))
            sources[source] = evolve(source, id=name)

    def names_of(cls: type, name: str) -> Names | None:
        if (cls, name) in _LINES:
            return lines
        if issubclass(cls, Claim) and name in _CLAIMS:
            return claims
        return None

    changed = any(old != new for old, new in lines.items()) or claims or sources
    fitted: Deal = rewritten(second, names_of, sources) if changed else second
    return evolve(fitted, id=first.id)


def _all_claims(deal: Deal) -> Iterator[Claim]:
    yield from claims_of(deal)
    for line in deal.lines:
        yield from line.system.codes
        yield from line.system.specifications


def _one_ledger(first: Deal, second: Deal, notes: list[str]) -> tuple[Deal, Deal, dict[str, tuple[Claim, ...]]]:
    """Take out of one of two deals what the ledger of the other counts too; return it as claims of totals, by line."""
    gone = first.retracted()
    counted = {(one.line, one.kind) for event in first.history if stands(event, gone) for one in event.deliveries}
    told, gone = set(first.history), second.retracted()
    events = [event for event in second.history if event not in told and stands(event, gone)]
    twice = {(entry.line, entry.kind) for event in events for entry in event.deliveries} & counted
    if not twice:
        return first, second, {}
    totals: dict[str, tuple[Claim, ...]] = {}
    left: tuple[set[str], set[str]] = (set(), set())  # lines: given up by the first, by the other
    for line, kind in sorted(twice):
        if kind is not DeliveryKind.DELIVERED:
            raise InvalidValue(
                f"both tell of goods of {shown(line)} that were {kind.in_words}, and they would count twice"
            )
        other_stands, why = _stands(_arrivals(first, line), _arrivals(second, line))
        taken, stays = (first, second) if other_stands else (second, first)
        left[0 if other_stands else 1].add(line)
        totals[line] = _totals(taken, line)
        if not why.endswith(_LATER) and _number(taken, line) != _number(stays, line):
            # Beside the sum of the ledger that stands the other one is a rival, which `Deal.disputes` lists.
            totals[line] = (
                *(claim for claim in _totals(stays, line) if isinstance(claim, QuantityClaim)),
                *totals[line],
            )
        who, by = ("first", "other") if other_stands else ("other", "first")
        notes.append(
            f"what the {who} counts as arrived of {line} ({_number(taken, line)}) stands as a claim of the number delivered, "
            f"beside the {_number(stays, line)} of the {by}, {why}"
        )
    both = told & set(second.history)
    return _without(first, left[0], both), _without(second, left[1], both), totals


def _without(deal: Deal, lines: set[str], both: set[Event]) -> Deal:
    """Return a deal without the arrivals of some lines, save those that the other tells in the same words."""
    if not lines:
        return deal
    history = []
    for event in deal.history:
        kept = event.deliveries
        if event not in both and event.modality is Modality.FACT:
            kept = tuple(one for one in kept if one.line not in lines or one.kind is not DeliveryKind.DELIVERED)
        history.append(event if kept == event.deliveries else evolve(event, deliveries=kept))
    return evolve(deal, history=tuple(history))


def _stands(ours: Arrivals, theirs: Arrivals) -> tuple[bool, str]:
    """Return whether the ledger of the other stands, and why the one that stands does."""
    spread = [any(event.when.hi - event.when.lo > _YEAR for event, _ in told) for told in (ours, theirs)]
    if spread[0] != spread[1]:
        return spread[0], "which tells the years"
    publishers = _publishers(ours) & _publishers(theirs)
    days = [
        max((s.published.hi for s in _told_by(told) if s.published and s.publisher in publishers), default=None)
        for told in (ours, theirs)
    ]
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        return days[1] > days[0], f"which {_LATER}"
    return False, "for nothing tells which is the later printing, and the order of merging decides"


def _told_by(told: Arrivals) -> Iterator[Evidence]:
    for event, _ in told:
        yield from event.evidence


def _publishers(told: Arrivals) -> set[str]:
    return {source.publisher for source in _told_by(told)} - {""}


def _number(deal: Deal, line: str) -> str:
    return " and ".join(map(str, deal.deliveries(line).values())) or "no number"


def _arrivals(deal: Deal, line: str) -> Arrivals:
    """Return the entries of a ledger by which goods of a line arrived, and their events."""
    retracted = deal.retracted()
    return [
        (event, entry)
        for event in deal.history
        if stands(event, retracted)
        for entry in event.deliveries
        if (entry.line, entry.kind) == (line, DeliveryKind.DELIVERED)
    ]


def _totals(deal: Deal, line: str) -> tuple[Claim, ...]:
    """Return what a ledger counts of a line as claims of how many, and of how large a volume, arrived."""
    entries = _arrivals(deal, line)
    if not entries:
        return ()
    frame: dict[str, Any] = {
        "basis": Basis.DELIVERED,
        "when": When.between(min(event.when.lo for event, _ in entries), max(event.when.hi for event, _ in entries)),
        "evidence": tuple(dict.fromkeys(source for event, _ in entries for source in event.evidence)),
    }
    numbers = [QuantityClaim(number, **frame) for number in deal.deliveries(line).values()]
    volumes = [entry.volume for _, entry in entries if entry.volume is not None]
    if not volumes:
        return tuple(numbers)
    total = volumes[0]
    for volume in volumes[1:]:
        total += volume
    return (*numbers, VolumeClaim(total, **frame))


def _paid_once(first: Deal, second: Deal) -> None:
    """Refuse payments that both tell of without a key, by which two tellings would be one payment."""
    told = set(first.history)
    ours = [one for event in first.history for one in event.payments]
    theirs = [one for event in second.history if event not in told for one in event.payments]
    if ours and theirs and not all(one.key for one in (*ours, *theirs)):
        raise InvalidValue("both tell of payments, and without keys these would count twice")


def _parties(these: tuple[Party, ...], those: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return all parties, somebody whom both name once."""
    held = {(party.role, _who(party)): place for place, party in enumerate(these)}
    out = list(these)
    for party in those:
        place = held.get((party.role, _who(party)))
        if place is None:
            out.append(party)
        else:
            out[place] = _completed(out[place], party)
    return tuple(out)


def _who(party: Party) -> Any:
    """Return the party by its name, or by its country where it is that state; two firms of a country are two."""
    return actor_of(party.name).key


def _completed(one: T, other: T) -> T:
    """Return the one, with what it leaves out and the other tells."""
    cls: Any = type(one)
    changes = {
        plan.name: told
        for plan in plan_of(cls).fields
        if getattr(one, plan.name) == plan.default and (told := getattr(other, plan.name)) != plan.default
    }
    return evolve(one, **changes) if changes else one  # type: ignore[misc]


def _lines(first: Deal, second: Deal, totals: Mapping[str, tuple[Claim, ...]]) -> tuple[Line, ...]:
    theirs = {line.id: line for line in second.lines}
    out = []
    for line in first.lines:
        other = theirs.pop(line.id, None)
        more = totals.get(line.id, ())
        if other is not None and (more or other != line):
            numbers = tuple(one for one in more if isinstance(one, QuantityClaim))
            volumes = tuple(one for one in more if isinstance(one, VolumeClaim))
            out.append(
                evolve(
                    _completed(line, evolve(other, system=line.system, note="")),
                    system=system_of_both(line.system, other.system),
                    quantities=union(line.quantities, (*other.quantities, *numbers)),
                    production=union(line.production, other.production),
                    volumes=union(line.volumes, (*other.volumes, *volumes)),
                    note=_both(line.note, other.note),
                )
            )
        else:
            out.append(line)
    return (*out, *theirs.values())


def system_of_both(one: System, other: System) -> System:
    """Return a system with the names, classes and figures that either tells; else what the first says."""
    if one == other:
        return one
    names = tuple(name for name in (other.designation, *other.aliases) if name not in one.all_names)
    lists = ("names", "codes", "specifications", "evidence", "derived_from", "roles")
    more: Any = {name: union(getattr(one, name), getattr(other, name)) for name in lists}
    return _completed(evolve(one, aliases=(*one.aliases, *names), **more), other)


def _financing(one: Financing | None, other: Financing | None, notes: list[str]) -> Financing | None:
    """Return all that is told of the financing; a way of paying that both tell is one, under one key."""
    if one is None or other is None or one == other:
        return one or other
    ours, theirs = list(one.instruments), [told for told in other.instruments if told not in one.instruments]
    for cls in {type(told) for told in theirs if not told.key} & {type(told) for told in ours}:
        mine = [place for place, told in enumerate(ours) if type(told) is cls]
        yours = [place for place, told in enumerate(theirs) if type(told) is cls]
        if len(mine) != 1 or len(yours) != 1:
            raise InvalidValue(
                f"both tell of several of {cls.__name__.lower()}, and nothing tells which is which; give them keys"
            )
        mark = ours[mine[0]].key or fresh(cls.__name__.lower(), (told.key for told in (*ours, *theirs)))
        ours[mine[0]] = evolve(ours[mine[0]], key=mark)
        theirs[yours[0]] = evolve(theirs[yours[0]], key=mark)
        notes.append(f"both tell of one {cls.__name__.lower()}, now under the key {mark}")
    return evolve(
        one,
        instruments=(*ours, *theirs),
        complete=one.complete and other.complete,
        price=one.price if one.price is not None else other.price,
    )


def _both(one: str, other: str) -> str:
    return one if not other or other in one else f"{one}\n{other}" if one else other
