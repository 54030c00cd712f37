"""Taken: which assumptions a way of paying takes, which cases they make, and what it lacks still.

    >>> from armsdeals.model.financing.assuming import read_assumed
    >>> from armsdeals.model.financing.loan import Loan
    >>> from armsdeals.model.financing.part import parts_of
    >>> (part,) = parts_of([Loan(key="loan", amount="1000 USD", rate="0.05", profile="BULLET")], None)
    >>> used, refused = taken(part, read_assumed({"tenor_years": "2..3", "rate": "0.01"}), part.amount, date(2018, 1, 1))
    >>> choices(part, used), refused
    (([{'tenor_years': 2}, {'tenor_years': 3}], ['tenor_years']), {'rate': 'of loan it is told'})

Left out: reading assumptions (`armsdeals.model.financing.assuming`), and reckoning.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import product
from typing import Any

from armsdeals.errors import InvalidValue
from armsdeals.model.financing.assuming import MOST_CASES, Assumed, choices_for
from armsdeals.model.financing.extent import told_within
from armsdeals.model.financing.kind import FinancingKind, terms_of
from armsdeals.model.financing.part import FinancingPart
from armsdeals.model.financing.row import money_of
from armsdeals.model.financing.settling import bounded
from armsdeals.model.policies import alike, meet
from armsdeals.values.price import Price


def lacks(
    part: FinancingPart, told: FinancingKind, terms: Mapping[str, Any], sum_known: Price | None, begins: date | None
) -> tuple[date | None, dict[str, None], dict[str, str]]:
    """The day on which it begins, the terms that are lacking, and of those that are told and do not decide, why."""
    day = told.begins or begins or (None if told.needs_start else date.min)
    needed = told.missing(None if sum_known is None or sum_known.high is None else sum_known)
    money = told.paid_in(sum_known)
    mixed = told.mixed(money_of(money) if money is not None else "") | {
        term: why for term, why in part.undecided.items() if term in part.rivals and term not in terms
        and (term in needed or term != "amount")
    }  # fmt: skip
    lacking = dict.fromkeys((*(("start",) if day is None else ()), *needed, *mixed))
    return day, lacking, mixed | told_within(told, needed, sum_known)


def _is_told(part: FinancingPart, term: str) -> bool:
    """Whether a term is told, perhaps in years where it is asked in months, or the other way round."""
    unit = {"_years": "_months", "_months": "_years"}.get(term[term.rfind("_") :], "")
    return term in part.terms or (bool(unit) and f"{term.rpartition('_')[0]}{unit}" in part.terms)


def taken(
    part: FinancingPart, assumed: Mapping[str, Assumed], amount: Price | None, begins: date | None
) -> tuple[Mapping[str, Assumed], dict[str, str]]:
    """The assumptions that may be taken of one way of paying, and why others may not.

    What its terms decide by themselves, an assumption may narrow where they leave several cases, or add a fee to.
    """
    cls = type(part.claims[0])
    of_it = {name: name.rpartition(".")[2] for name in assumed if name.rpartition(".")[0] in ("", part.name)}
    of_it = {name: term for name, term in of_it.items() if term in terms_of(cls)}
    if not of_it:
        return assumed, {}
    refused = {name: f"of {part.name} it is told" for name, term in of_it.items() if _is_told(part, term)}
    cases, _ = choices(part, {})
    for terms in cases:
        told = part.as_told(**terms)
        if lacks(part, told, terms, told.amount or amount, begins)[1]:
            return assumed, refused
    stays = {*part.rivals, *part.as_told().ranges(), *cls.PAID_ON_TOP}
    stays |= {"amount"} if part.amount is not None and part.amount.low != part.amount.high else set()
    why = f"of {part.name} the told terms decide; tell it of the {cls.__name__.lower()} itself"
    refused = {name: refused.get(name, why) for name, term in of_it.items() if name in refused or term not in stays}
    return {name: one for name, one in assumed.items() if name not in refused}, refused


def choices(part: FinancingPart, assumed: Mapping[str, Assumed]) -> tuple[list[dict[str, Any]], list[str]]:
    """Every combination of terms that are told within bounds, disputed or assumed, and the names of the assumptions."""
    cls, told = type(part.claims[0]), part.as_told()
    ranges: dict[str, list[Any]] = {name: list(values) for name, values in told.ranges().items()}
    for name, equals in part.rivals.items():
        if (
            name != "share" and name not in part.undecided and type(equals[0]) is not str
        ):  # a share tells the sum, and names change nothing
            ranges[name] = list(equals)
    names = []
    for term in terms_of(cls) if assumed else ():
        if _is_told(part, term):
            continue
        among = part.rivals.get(term)
        values = choices_for(cls, part.name, term, assumed)
        if term == "amount" and part.amount is not None:  # of a share and a price; an assumption may only narrow it
            values = [one for one in values if alike(one, bounded(part.amount)) and meet(one, bounded(part.amount))]
        if values := [one for one in values if told.allows(term, one) and (among is None or one in among)]:
            ranges[term] = values
            names.append(f"{part.name}.{term}" if f"{part.name}.{term}" in assumed else term)
    combinations = [dict(zip(ranges, values, strict=True)) for values in product(*ranges.values())]
    combinations = [terms for terms in combinations if told.goes_together(terms)] or combinations[:1]
    if len(combinations) > MOST_CASES:
        raise InvalidValue(f"the ranges make {len(combinations):,} cases (expected {MOST_CASES:,} or less); narrow one")
    return combinations, names
