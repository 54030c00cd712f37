"""Rival values: which one stands, which ones it beat, which ones speak of something else.

The default rule takes the most confident FACT; among equals the one known last. Claims that leave a common number with it
support and narrow it ("2.5 bn" and "over 2 bn" give 2.5 bn); the others are beaten and stay listed. Rivals of equal
standing without a common number stay open: nothing is picked silently. Other rules are `armsdeals.model.policies`.

    >>> told = [PriceClaim(value="2.5e9 USD", confidence="high"), PriceClaim(value=">=2e9 USD", confidence="low")]
    >>> answer = resolve(told)
    >>> str(answer.value), answer.disputed
    ('2500000000 USD', False)
    >>> str(resolve(told, policy="interval hull").value)
    '>=2000000000 USD'

One sum that is told in two currencies is one value with two claims: a common `key` says so, the stronger telling answers,
and the other stands in `restated`. Equals of different money that nobody links leave the answer open, though one be known
later; a contract counts before an offer there, and that before an estimate:

    >>> both = [PriceClaim("2.1e9 AUD", key="order"), PriceClaim("1.7e9 USD", key="order")]
    >>> str(resolve(both))
    '1.7 billion USD, told as well as 2.1 billion AUD'
    >>> str(resolve([PriceClaim("2.1e9 AUD"), PriceClaim("1.7e9 USD")]))
    '1.7 billion USD or 2.1 billion AUD (undecided)'

Claims that speak of the time before an amendment and after it are no rivals: the answer is of the day that is asked for, and
the others stand in `superseded`. Otherwise another unit, currency, price year, or kind of sum (a notified ceiling against a
contract price) neither supports nor beats; such claims stand in `apart`. The kind of sum is chosen before anything is weighed (`PRICE_ORDER`): what the whole
was agreed, asked or guessed to cost, else a programme, else a ceiling. A part or a year never answers for the whole:

    >>> parts = [PriceClaim(value="10e9 USD", basis="component", covers="jets"), PriceClaim(value="3e9 USD", basis="annual")]
    >>> str(resolve(parts)), str(resolve(parts, basis="component"))
    ('unknown', '10 billion USD, component')

The order in which claims are given never matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

from attrs import evolve

from armsdeals._printed import exact
from armsdeals.model.amended import ChangeDay, at_each_time
from armsdeals.model.narrowing import Weighed, hull, narrow, quarrel
from armsdeals.model.policies import (
    PARTS,
    POLICIES,
    PRICE_ORDER,
    WHOLE,
    AnyPolicy,
    Policy,
    Valued,
    alike,
    meet,
    nearness,
    policy_of,
)
from armsdeals.model.resolved import Resolved
from armsdeals.model.valued import PriceClaim, QuantityClaim
from armsdeals.values.basis import ValueBasis
from armsdeals.values.claim import Absence, Modality, standing, unretracted
from armsdeals.values.estimate import Estimate
from armsdeals.values.price import Price
from armsdeals.values.when import When

__all__ = ["POLICIES", "Policy", "PriceClaim", "QuantityClaim", "Valued", "resolve"]


def resolve(
    told: Iterable[Valued],
    *,
    retracted: frozenset[str] = frozenset(),
    policy: AnyPolicy = "default",
    basis: ValueBasis | str | None = None,
    amended: Sequence[ChangeDay | When] = (),
    on: When | None = None,
) -> Resolved:
    """Answer from claims of one value, whatever their order.

    Args:
        told: Claims of one price, or of one quantity on one basis.
        retracted: Ids of claims that claims elsewhere take back.
        policy: The name of the rule, or a function from a claim to a weight, of which the smallest is the strongest.
        basis: Of prices, the one kind of sum that is asked for; None for the first of `PRICE_ORDER` that is told.
        amended: The days on which the terms were changed, the earliest first, by which claims of one time are told from those
            of another.
        on: The day for which is asked; None for after everything that is told.

    Raises:
        UnknownName: There is no such policy or basis.
    """
    rule = policy_of(policy)
    facts = [claim for claim in unretracted(told, retracted) if claim.modality is Modality.FACT]
    facts = [claim for claim in facts if claim.value is not None or claim.absent is not None]
    counted = _of_a_kind(facts, None if basis is None else ValueBasis(basis))
    held = {id(claim) for claim in counted}
    others = tuple(claim for _, claim in _ranked([claim for claim in facts if id(claim) not in held], rule))
    times = [time for time in (at_each_time(counted, amended, on) if amended else [counted]) if time]
    held = {id(claim) for time in times for claim in time}
    of_the_time = [claim for claim in counted if id(claim) in held]
    answers = [_answer(time, rule) for time in times]
    answer = Resolved(policy=rule.name)
    if answers:
        answer = _answer(of_the_time, rule) if _all_fit(answers) else _either(answers, rule)
    if len(of_the_time) < len(counted):
        now = {id(claim) for claim in of_the_time}
        past = [claim for claim in counted if id(claim) not in now]
        answer = evolve(answer, superseded=tuple(claim for _, claim in _ranked(past, rule)))
    if answer.absent in (None, Absence.WITHHELD):
        return evolve(answer, apart=(*answer.apart, *others)) if others else answer
    return evolve(answer, beaten=(*answer.beaten, *others))  # whoever names any sum denies that there is none


def _of_a_kind(facts: Sequence[Valued], basis: ValueBasis | None) -> list[Valued]:
    """The claims that answer: of prices those of one kind of sum, and that there is none; of quantities all."""
    sums = [claim.value.basis for claim in facts if isinstance(claim.value, Price)]
    if basis is not None:
        kind: frozenset[ValueBasis | None] = frozenset({basis})
    elif sums:
        kind = next((kind for kind in PRICE_ORDER if kind & frozenset(sums)), frozenset())
    else:
        return list(facts)
    counted = [
        claim for claim in facts
        if (claim.value.basis in kind if isinstance(claim.value, Price) else basis is None or basis in WHOLE)
    ]  # fmt: skip
    # Parts of different things are no rivals, and which of them is meant cannot be guessed.
    things = {claim.covers for claim in counted if isinstance(claim, PriceClaim)}
    return [] if kind & PARTS and len(things) > 1 else counted


def _answer(facts: Sequence[Valued], rule: Policy) -> Resolved:
    """Answer from claims of one kind; that the sides withhold a figure contradicts nobody who tells it."""
    silent = [claim for claim in facts if claim.absent is Absence.WITHHELD]
    if silent and any(claim.value is not None for claim in facts):
        answer = _answer([claim for claim in facts if claim.absent is not Absence.WITHHELD], rule)
        withheld = tuple(claim for _, claim in _ranked(silent, rule))
        if answer.absent is not None:
            return evolve(answer, beaten=(*answer.beaten, *withheld))
        return evolve(answer, apart=(*answer.apart, *withheld))
    weighed = _ranked(facts, rule)
    _, top = weighed[0]
    ranked = [claim for _, claim in weighed]
    if top.value is None:
        return _absent(top, ranked, rule.name)
    groups = _nearest(_by_money(_valued(weighed)), rule)
    same = groups[0]
    counted = {id(one.claim) for one in same}
    denying = tuple(claim for claim in ranked if claim.absent is Absence.NONE)
    others = [one for one in _valued(weighed) if id(one.claim) not in counted]
    value, support, beaten, rivals = _stands(same, rule)
    # Tellings of the same sum in other money; of what another sum of equal standing is, nobody can say.
    keys, wrong = _keys(support), _keys(beaten)
    ties = [one for group in groups for one in group if one.weight == group[0].weight]
    if value is None or any(id(one.claim) not in counted and _key(one.claim) not in keys for one in ties):
        return _left_open(_valued(weighed), ties, rule, denying)
    found = Resolved(value=value, policy=rule.name, decided_by=support, beaten=(*beaten, *denying), open=rivals)
    restated = [one for one in others if _key(one.claim) in keys]
    excluded = tuple(one.claim for one in others if _key(one.claim) in wrong - keys)
    for told in _by_money(restated):
        _, agreed, against, quarrelling = _stands(told, rule)
        found = evolve(
            found,
            restated=(*found.restated, *agreed),
            beaten=(*found.beaten, *against),
            open=(*found.open, *quarrelling),
        )
    said = {id(claim) for claim in (*found.claims, *excluded)}
    return evolve(
        found,
        beaten=(*found.beaten, *excluded),
        apart=tuple(one.claim for one in others if id(one.claim) not in said),
    )


def _all_fit(answers: Sequence[Resolved]) -> bool:
    """Whether the answers of all times that the day may fall into can be one answer."""
    if all(answer == answers[0] for answer in answers):
        return True
    values = [answer.value for answer in answers if answer.value is not None]
    return len(values) == len(answers) and all(alike(a, b) and meet(a, b) for a, b in combinations(values, 2))


def _either(answers: Sequence[Resolved], rule: Policy) -> Resolved:
    """The answer of a day of which nobody knows whether it came before a change or after it."""
    groups = (
        [claim for answer in answers for claim in (*answer.decided_by, *answer.restated, *answer.open)],
        [claim for answer in answers for claim in answer.beaten],
        [claim for answer in answers for claim in answer.apart],
    )
    seen: set[int] = set()
    found: list[tuple[Valued, ...]] = []
    for group in groups:
        new = {id(claim): claim for claim in group if id(claim) not in seen}
        seen |= set(new)
        found.append(tuple(claim for _, claim in _ranked(list(new.values()), rule)))
    return Resolved(policy=rule.name, open=found[0], beaten=found[1], apart=found[2])


def _nearest(groups: Sequence[list[Weighed]], rule: Policy) -> list[list[Weighed]]:
    """The groups of claims of one money that no group of another money outweighs, the one known last first.

    What is told in one money does not correct what is told in another, so that being known later decides nothing here.
    """
    if len(groups) == 1:
        return list(groups)
    across = rule.across
    weights = [min(one.weight if across is None else across(one.claim) for one in group) for group in groups]
    least = min(weights)
    return [group for group, weight in zip(groups, weights, strict=True) if weight == least]


def _valued(weighed: Sequence[tuple[Any, Valued]]) -> list[Weighed]:
    return [Weighed(weight, claim, claim.value) for weight, claim in weighed if claim.value is not None]


def _stands(
    same: Sequence[Weighed], rule: Policy
) -> tuple[Price | Estimate | None, tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]:
    """Of claims that count the same thing: what stands, its support, what it beats, and who exclude each other."""
    if rule.joins:
        return hull(same), tuple(one.claim for one in same), (), ()
    ties = [one for one in same if one.weight == same[0].weight]
    if not quarrel(ties):
        return narrow(same)
    siding = {id(one.claim) for one in same if any(meet(one.value, tie.value) for tie in ties)}
    held = tuple(one.claim for one in same if id(one.claim) in siding)
    return None, (), tuple(one.claim for one in same if id(one.claim) not in siding), held


def _left_open(told: Sequence[Weighed], ties: Sequence[Weighed], rule: Policy, denying: tuple[Valued, ...]) -> Resolved:
    """The answer where equals exclude each other or are of different money: what is weaker may agree, and decides nothing."""
    keys = _keys([one.claim for one in ties])
    held: list[Any] = []
    beaten: list[Any] = []
    apart: list[Any] = []
    for one in told:
        near = [tie for tie in ties if alike(one.value, tie.value)]
        agrees = rule.joins and bool(near)
        if agrees or any(meet(one.value, tie.value) for tie in near) or (_key(one.claim) in keys and not near):
            held.append(one.claim)
        else:
            (beaten if near else apart).append(one.claim)
    return Resolved(policy=rule.name, open=tuple(held), beaten=(*beaten, *denying), apart=tuple(apart))


def _by_money(told: Sequence[Weighed]) -> list[list[Weighed]]:
    """Claims that count the same thing together, each in the order given."""
    groups: list[list[Weighed]] = []
    for one in told:
        group = next((group for group in groups if alike(group[0].value, one.value)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def _key(claim: Valued) -> str:
    return claim.key if isinstance(claim, PriceClaim) else ""


def _keys(claims: Iterable[Valued]) -> frozenset[str]:
    return frozenset(key for key in map(_key, claims) if key)


def _ranked(facts: Sequence[Valued], rule: Policy) -> list[tuple[Any, Valued]]:
    """Put the strongest first; content decides among equals, so that the place in a file never does."""
    if len(facts) == 1:
        return [(None, facts[0])]
    keys: dict[int, tuple[Any, ...]] = {
        id(claim): (nearness(claim), str(claim.value), *standing(claim)) for claim in facts
    }
    if len(set(keys.values())) < len(facts):  # only then, since all of a claim is long
        keys = {id(claim): (*keys[id(claim)], exact(claim)) for claim in facts}
    in_place = sorted(facts, key=lambda claim: keys[id(claim)])
    return sorted(((rule.weigh(claim, in_place), claim) for claim in in_place), key=lambda one: one[0])


def _absent(top: Valued, ranked: list[Valued], policy: str) -> Resolved:
    agreeing = tuple(claim for claim in ranked if claim.absent is top.absent)
    # A figure that somebody names does not exclude that the sides withhold theirs.
    rivals = () if top.absent is Absence.WITHHELD else tuple(claim for claim in ranked if claim not in agreeing)
    apart = tuple(claim for claim in ranked if claim not in agreeing and claim not in rivals)
    return Resolved(absent=top.absent, policy=policy, decided_by=agreeing, beaten=rivals, apart=apart)
