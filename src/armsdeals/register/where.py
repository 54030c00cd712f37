"""Asking a register for deals: by who takes part, what is transferred, the stage, and the time of the order.

    >>> from armsdeals.model.deal import Deal
    >>> from armsdeals.model.party import Party
    >>> deals = [Deal(id="a", parties=(Party("Egypt", role="recipient"),)).sign(on="2015-02-16"),
    ...          Deal(id="b", parties=(Party("Qatar", role="recipient"),)).sign(on="2013/2014")]
    >>> [deal.id for deal in deals_where(deals, recipient=["Egypt", "Qatar"], ordered=(2014, 2023))]
    ['a', 'b']
    >>> [deal.id for deal in deals_where(deals, ordered=(2014, 2023), when="certainly")]
    ['a']

What is known roughly has three answers: yes, no, and perhaps. "possibly" takes the yes and the perhaps, "certainly" the
yes alone, so that the two frame every count. A name that nobody has is refused, since a slip of the pen is no empty answer.

Names of states are compared as `Country` does, those of groups with the country in which they sit, others without case and
accents; nothing is matched by likeness.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Literal

from armsdeals._shown import shown
from armsdeals.errors import InvalidValue, UnknownName, suggestion
from armsdeals.model.deal import Deal
from armsdeals.model.negotiation.plain import Course
from armsdeals.model.negotiation.replay import Replay
from armsdeals.model.negotiation.stage import RANKS, NegotiationStage
from armsdeals.model.party import Role
from armsdeals.model.volume import NUMBER_UNMARKED, YEAR_UNMARKED
from armsdeals.tables.cells import country_of
from armsdeals.values.actors import is_one_actor
from armsdeals.values.claim import Claim
from armsdeals.values.country import Country, is_country, to_country
from armsdeals.values.when import ALWAYS, When, to_when

Named = str | Country | Iterable[str | Country]
Day = When | date | str | int
Days = Day | tuple[Day, Day]
Sure = Literal["possibly", "certainly"]
Answer = tuple[bool, bool]  # certainly, possibly
Test = Callable[[Deal], Answer]

_SIGNED_RANK = RANKS[NegotiationStage.SIGNED]
_SIDES = {
    "supplier": frozenset({Role.SUPPLIER, Role.SUPPLIER_STATE}),
    "recipient": frozenset({Role.RECIPIENT}),
    "party": frozenset(Role),
}


def deals_where(
    deals: Iterable[Deal],
    *,
    supplier: Named | None = None,
    recipient: Named | None = None,
    party: Named | None = None,
    party_located_in: Named | None = None,
    system: str | Iterable[str] | None = None,
    stage: NegotiationStage | str | Iterable[NegotiationStage | str] | None = None,
    on: When | date | str | None = None,
    ordered: Days | None = None,
    when: Sure = "possibly",
    certain: bool | None = None,
) -> tuple[Deal, ...]:
    """Return the deals that fit all that is asked; the arguments are those of `Register.where`."""
    if when not in ("possibly", "certainly"):
        raise UnknownName(f"{shown(when)} is not known here (expected possibly or certainly)")
    held = tuple(deals)
    tests: list[Test] = []
    for side, named in (("supplier", supplier), ("recipient", recipient), ("party", party)):
        if named is not None:
            tests.append(_takes_part(held, side, named))
    if party_located_in is not None:
        tests.append(_sits_in(party_located_in))
    if system is not None:
        tests.append(_holds(held, system))
    if stage is not None:
        tests.append(_stands(stage, None if on is None else to_when(on)))
    elif on is not None:
        raise TypeError("on is the day of a stage; say the stage as well, or ordered=")
    if ordered is not None:
        tests.append(_ordered(ordered))
    if certain is not None:
        if not isinstance(certain, bool):
            raise TypeError(f"certain is True or False, not {shown(certain)}")
        tests.append(lambda deal: (is_certain(deal) is certain,) * 2)
    place = 0 if when == "certainly" else 1
    return tuple(deal for deal in held if all(test(deal)[place] for test in tests))


def is_certain(deal: Deal) -> bool:
    """Whether no year and no number of a deal is an estimate, and none is left unmarked where others have a mark.

    Looked at are the numbers claimed of its lines, and of its history the contract and what arrived.

    >>> is_certain(Deal(id="demo").sign(on="2017")), is_certain(Deal(id="demo").sign(on="2017?"))
    (True, False)
    """
    numbers = [claim for line in deal.lines for claim in line.quantities]
    if any((claim.value is not None and not claim.value.is_exact) or _is_unmarked(claim) for claim in numbers):
        return False
    for event in deal.history:
        if event.stage is not NegotiationStage.SIGNED and not event.deliveries:
            continue
        if event.when.is_uncertain or event.when.is_approximate or _is_unmarked(event):
            return False
        if any(entry.quantity is not None and not entry.quantity.is_exact for entry in event.deliveries):
            return False
    return True


def _is_unmarked(claim: Claim) -> bool:
    return bool(claim.text) and (NUMBER_UNMARKED in claim.text or YEAR_UNMARKED in claim.text)


def key_of(name: str) -> str:
    """Return what of a name is compared: no case, no accents, no blanks at the ends."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def _takes_part(deals: Sequence[Deal], side: str, named: Named) -> Test:
    roles = _SIDES[side]
    parties = [party for deal in deals for party in deal.parties if party.role in roles]
    keys, countries = set[str](), set[Country]()
    for one in _listed(named, (str, Country), "a country or the name of a party"):
        name = str(one)
        keys.add(key_of(name))
        if isinstance(one, Country) or is_country(name):
            countries.add(to_country(one))
        elif others := {key_of(told) for told in {party.name for party in parties} if is_one_actor(told, name)}:
            keys |= others
        elif not any(key_of(party.name) == key_of(name) for party in parties):
            known = {party.name for party in parties} | {
                place.name for party in parties if (place := country_of(party))
            }
            _refuse(
                f"no {side} is called {shown(name)} here", name, known, "write a country, or a name as a deal tells it"
            )

    def test(deal: Deal) -> Answer:
        fits = any(
            key_of(party.name) in keys or country_of(party) in countries
            for party in deal.parties
            if party.role in roles
        )
        return fits, fits

    return test


def _sits_in(named: Named) -> Test:
    places = {to_country(one) for one in _listed(named, (str, Country), "a country")}

    def test(deal: Deal) -> Answer:
        fits = any(party.located_in in places for party in deal.parties)
        return fits, fits

    return test


def _holds(deals: Sequence[Deal], named: str | Iterable[str]) -> Test:
    wanted = {key_of(name): name for name in _listed(named, (str,), "the name of a system")}
    names = {key_of(name): name for deal in deals for line in deal.lines for name in _names(line.system)}
    for key, name in wanted.items():
        if key not in names:
            _refuse(
                f"no line holds a system called {shown(name)}", name, names.values(), "write a name as a deal tells it"
            )

    def test(deal: Deal) -> Answer:
        fits = any(key_of(name) in wanted for line in deal.lines for name in _names(line.system))
        return fits, fits

    return test


def _names(system: Any) -> Iterable[str]:
    return (*system.all_names, system.id) if system.id else system.all_names


def _stands(stage: Any, day: When | None) -> Test:
    stages = _listed(stage, (str,), "a stage")
    wanted: frozenset[NegotiationStage | None] = frozenset(map(NegotiationStage, stages))

    def test(deal: Deal) -> Answer:
        found = deal.standing(day).stages
        return found <= wanted, not found.isdisjoint(wanted)

    return test


def _ordered(days: Days) -> Test:
    first, last = days if isinstance(days, tuple) else (days, days)
    lo, hi = _when(first).lo, _when(last).hi
    if lo > hi:
        raise InvalidValue(f"ordered ends on {last}, before it begins on {first}; swap them", path=("ordered",))

    def test(deal: Deal) -> Answer:
        found = order_days(deal)
        if found is None:
            return False, False
        earliest, latest, is_certain = found
        return is_certain and lo <= earliest and latest <= hi, earliest <= hi and lo <= latest

    return test


def _when(day: Day) -> When:
    if isinstance(day, bool):
        raise TypeError("found True or False (expected a day or a year)")
    return to_when(f"{day:04d}") if isinstance(day, int) else to_when(day)


def order_days(deal: Deal) -> tuple[int, int, bool] | None:
    """Return the first and the last day on which a deal may have been signed, and whether it certainly was.

    Where a later stage is the first that is told, it was signed by then, and after the last earlier stage. A deal in
    tranches was signed when the first of them was. None if nothing says that it was signed.
    """
    found = [contract_days(deal.replay(scope)) for scope in ("", *(tranche.id for tranche in deal.tranches))]
    told = [days for days in found if days is not None]
    if not told:
        return None
    return min(days[0] for days in told), min(days[1] for days in told), any(days[2] for days in told)


def contract_days(course: Course | Replay) -> tuple[int, int, bool] | None:
    """Return the first and the last day on which one history may have come to a contract, and whether it certainly did."""
    after = ALWAYS
    for stages, lo, hi in zip(course.stages[1:], course.earliest, course.latest, strict=False):
        past = {_is_contract(stage) for stage in stages}
        if True in past:
            is_act = stages == {NegotiationStage.SIGNED}
            return lo if is_act else after, hi, past == {True}
        after = lo
    return None


def _is_contract(stage: NegotiationStage | None) -> bool:
    return stage is not None and RANKS[stage] >= _SIGNED_RANK


def _listed(named: Any, kinds: tuple[type, ...], wanted: str) -> list[Any]:
    """Return what is asked as a list; one alone stands for itself."""
    listed = [named] if isinstance(named, kinds) else list(named) if isinstance(named, Iterable) else None
    if listed is None or not all(isinstance(one, kinds) for one in listed):
        raise TypeError(f"{shown(named)} is not {wanted}, nor a list of them")
    return listed


def _refuse(message: str, name: str, known: Iterable[str], otherwise: str) -> None:
    near = suggestion(name, sorted(set(known)))
    hint = f"did you mean {near[0]}?" if near else otherwise
    raise UnknownName(f"{message}; {hint}", suggestions=near)
