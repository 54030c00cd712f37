"""Objects of the model made from the plan of their classes: what is required, and a few of the optional fields.

Which optional fields are set is one choice from a list that begins with none of them and ends with all:

    >>> subsets(("place", "kind"))[0], subsets(("place", "kind"))[-1]
    ((), ('place', 'kind'))
    >>> from hypothesis import find
    >>> from armsdeals.model.payment import Payment
    >>> find(made_by_plan(Payment), lambda payment: payment.is_missed)
    Payment(value=None, purpose=PaymentPurpose.UNKNOWN, payer='', payee='', of='', in_kind='', is_missed=True)

What the fields of a class mean together stands in `sense`. A new field is drawn as soon as its class has it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st

from armsdeals.errors import InvalidValue
from armsdeals.plan import FieldPlan, Hint, Shape, members_of, plan_of
from armsdeals.strategies.sense import SENSE
from armsdeals.strategies.values import (
    CURRENCIES,
    countries,
    estimates,
    measures,
    moneys,
    prices,
    rates,
    shares,
    slugs,
    texts,
    tivs,
    whens,
)
from armsdeals.values.country import Country
from armsdeals.values.estimate import Estimate
from armsdeals.values.measure import Measure
from armsdeals.values.money import Money
from armsdeals.values.price import Price
from armsdeals.values.share import Rate, Share
from armsdeals.values.tiv import TIV
from armsdeals.values.when import When

Told = dict[str, Any]  # the fields of an object that is not made yet
_SIZES = (2, 2, 3, 5)  # of the sets of optional fields between one and all
_LONGEST = 10  # characters of a text in words
_LARGEST = 40  # of whole numbers whose rule allows more
_LEAVES: Mapping[Any, Callable[[], st.SearchStrategy[Any]]] = {
    Country: countries,
    Estimate: estimates,
    Measure: measures,
    Rate: rates,
    Share: shares,
    TIV: tivs,
    When: whens,
}


def subsets(names: Sequence[str]) -> list[tuple[str, ...]]:
    """Return sets of names, from none to all, small ones first; each name is in about as many as every other."""
    count = len(names)
    steps = [step for step in (1, 3, 7, 11) if count % step or step == 1] or [1]
    larger = [
        tuple(dict.fromkeys(names[(start + k * steps[n % len(steps)]) % count] for k in range(size)))
        for n, size in enumerate(_SIZES)
        for start in range(count)
        if size < count
    ]
    return [(), *((name,) for name in names), *larger, tuple(names)]


@st.composite
def _told(
    draw: st.DrawFn,
    /,
    always: Mapping[str, st.SearchStrategy[Any]],
    chosen: st.SearchStrategy[tuple[str, ...]],
    optional: Mapping[str, st.SearchStrategy[Any]],
) -> Told:
    told = {name: draw(value) for name, value in always.items()}
    for name in draw(chosen):
        told[name] = draw(optional[name])
    return told


@cache
def told_by_plan(
    cls: Any, *, currencies: tuple[str, ...] = CURRENCIES, without: tuple[str, ...] = (), first: tuple[str, ...] = ()
) -> st.SearchStrategy[Told]:
    """Fields of a class, not yet made into an object.

    Args:
        cls: The class.
        currencies: In which sums are.
        without: Fields that are left out.
        first: Optional fields that are always set.
    """
    always, optional = {}, {}
    for one in plan_of(cls).fields:
        if one.hint.shape is Shape.TAG or one.name in without:
            continue
        required = one.is_required or one.name in first
        (always if required else optional)[one.name] = _value(one, currencies)
    if not optional:
        return st.fixed_dictionaries(always)
    return _told(always, st.sampled_from(subsets(tuple(optional))), optional)


@cache
def made_by_plan(
    cls: Any, *, currencies: tuple[str, ...] = CURRENCIES, without: tuple[str, ...] = (), first: tuple[str, ...] = ()
) -> st.SearchStrategy[Any]:
    """Objects of a class (see `told_by_plan`)."""
    return told_by_plan(cls, currencies=currencies, without=without, first=first).map(lambda told: made(cls, told))


def made(cls: Any, told: Told) -> Any:
    """Make an object of drawn fields; where they contradict each other some optional ones are left out."""
    told = SENSE[cls](told) if cls in SENSE else told
    optional = [name for name in told if not plan_of(cls).by_name[name].is_required]
    while True:
        try:
            return cls(**told)
        except InvalidValue as error:
            if not optional:
                raise
            place = error.path[0] if error.path and error.path[0] in optional else optional[-1]
            optional.remove(str(place))
            told = {name: value for name, value in told.items() if name != place}


def _value(one: FieldPlan, currencies: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Values of a field; of an optional one those that say something."""
    hint, item = one.hint, one.hint.item
    if hint.shape in (Shape.LIST, Shape.CITED) and item is not None:
        return st.lists(value_of(item, currencies), min_size=1, max_size=2).map(tuple)
    if hint.shape is Shape.FLAG and one.default is not None:
        return st.just(value=not one.default)
    return value_of(hint, currencies)


def value_of(hint: Hint, currencies: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Return what an annotation allows, as a strategy."""
    match hint.shape:
        case Shape.WORD:
            return st.sampled_from(hint.cls)
        case Shape.TEXT:
            return slugs() if hint.rule and hint.rule.pattern else texts(min_size=1, max_size=_LONGEST)
        case Shape.WHOLE:
            least = hint.rule.ge if hint.rule and hint.rule.ge is not None else 0
            most = hint.rule.le if hint.rule and hint.rule.le is not None else _LARGEST
            return st.integers(least, max(least, min(most, least + _LARGEST)))
        case Shape.FLAG:
            return st.booleans()
        case Shape.UNION:
            members = members_of(hint.cls).values()
            return st.one_of([made_by_plan(member, currencies=currencies) for member in members])
        case Shape.OBJECT | Shape.CITED:
            return made_by_plan(hint.cls, currencies=currencies)
    if hint.cls is Price:
        return prices(currencies=currencies)
    if hint.cls is Money:
        return moneys(currencies=currencies)
    return _LEAVES[hint.cls]()
