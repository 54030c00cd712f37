"""Objects of the model made from the plan of their classes: what is required, and a few of the optional fields.

    >>> from hypothesis import find
    >>> from armsdeals.model.payment import Payment
    >>> find(made_by_plan(Payment), lambda payment: payment.is_missed).is_missed
    True

What the fields of a class mean together stands in `sense`. A new field is drawn as soon as its class has it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from hypothesis import strategies as st

from armsdeals._fields import Key, Slug, rule_of
from armsdeals.errors import InvalidValue
from armsdeals.model.classification import ClassCode, Specification
from armsdeals.model.delivery import Delivery
from armsdeals.model.economy import Offset
from armsdeals.model.financing.kind import ABSENT, FinancingKind, terms_of
from armsdeals.model.limits import Constraint
from armsdeals.model.system import Language, Script, System, SystemName
from armsdeals.model.valued import PriceClaim, ProductionClaim, QuantityClaim
from armsdeals.model.volume import VolumeClaim
from armsdeals.plan import FieldPlan, Hint, Shape, members_of, plan_of
from armsdeals.strategies.sense import SENSE
from armsdeals.strategies.slots import some, whole
from armsdeals.strategies.values import (
    CURRENCIES,
    countries,
    estimates,
    index_rates,
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
from armsdeals.values.evidence import Evidence
from armsdeals.values.measure import Measure
from armsdeals.values.money import Money
from armsdeals.values.price import Price
from armsdeals.values.share import IndexRate, Rate, Share
from armsdeals.values.tiv import TIV
from armsdeals.values.when import When

Told = dict[str, Any]  # the fields of an object that is not made yet
_MOST = 4  # optional fields that are set at once
_LONGEST = 10  # characters of a text in words
_LARGEST = 40  # of whole numbers whose rule allows more
_CODES = {  # forms of text that are no ids
    rule_of(Language)[1]: ("ru", "tr", "en", "zh"),
    rule_of(Script)[1]: ("Cyrl", "Latn", "Arab"),
}
_IDS = (rule_of(Slug)[1], rule_of(Key)[1])
_ALWAYS: Mapping[Any, tuple[str, ...]] = {  # without these an object may say nothing; `sense` takes them out again
    ClassCode: ("code",),
    Constraint: ("deal", "stage"),
    Evidence: ("publisher",),
    PriceClaim: ("value",),
    ProductionClaim: ("value",),
    QuantityClaim: ("value",),
    Specification: ("value",),
    VolumeClaim: ("value",),
}
_CITING = (ClassCode, Specification, System, SystemName)  # which may cite one key for different sources
_LINKS = ("https://example.org/a", "javascript:alert(1)")
_OWN: Mapping[tuple[Any, str], st.SearchStrategy[Any]] = {  # values that the annotation does not tell
    (ClassCode, "code"): st.integers(0, 5_000),
    (Delivery, "years"): st.sets(st.integers(2000, 2030), min_size=1, max_size=3).map(
        lambda years: tuple(sorted(years))
    ),
    (Evidence, "archive"): st.sampled_from(_LINKS),
    (Evidence, "language"): st.sampled_from(("tr", "en", "ru")),
    (Evidence, "link"): st.sampled_from(_LINKS),
    (Offset, "percent"): estimates(units=("",)),
}
_YEARS = frozenset({"grace_estimate", "tenor_estimate", "years_estimate"})  # they count nothing but years
_LEAVES: Mapping[Any, Callable[[], st.SearchStrategy[Any]]] = {
    Country: countries,
    Estimate: estimates,
    Measure: measures,
    IndexRate: index_rates,
    Rate: rates,
    Share: shares,
    TIV: tivs,
    When: whens,
}


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
    always: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for one in plan_of(cls).fields:
        if one.hint.shape is Shape.TAG or one.name in without:
            continue
        is_always = one.is_required or one.name in first or one.name in _ALWAYS.get(cls, ())
        (always if is_always else optional)[one.name] = _value(cls, one, currencies)
    required = st.fixed_dictionaries(always)
    one_field = _field(tuple(optional.items())) if optional else None

    @st.composite
    def fields(draw: st.DrawFn, /, of: str) -> Told:  # noqa: ARG001  # what Hypothesis prints instead of all that is within
        told = draw(required)
        if one_field is not None:
            for _ in range(_MOST):
                told |= draw(one_field)
        return told

    return fields(cls.__name__)


@st.composite
def _field(draw: st.DrawFn, /, values: tuple[tuple[str, st.SearchStrategy[Any]], ...]) -> Told:
    """One optional field, or none of them: the name and its value go together, and nothing else depends on them."""
    none = 1 + 2 * len(values) // 3  # two of five are none
    place = draw(whole(0, len(values) + none - 1)) - none
    return {} if place < 0 else {values[place][0]: draw(values[place][1])}


@cache
def made_by_plan(
    cls: Any, *, currencies: tuple[str, ...] = CURRENCIES, without: tuple[str, ...] = (), first: tuple[str, ...] = ()
) -> st.SearchStrategy[Any]:
    """Objects of a class (see `told_by_plan`)."""
    return told_by_plan(cls, currencies=currencies, without=without, first=first).map(lambda told: made(cls, told))


def made(cls: Any, told: Told) -> Any:
    """Make an object of drawn fields; where they contradict each other some optional ones are left out."""
    told = SENSE[cls](told) if cls in SENSE else told
    while True:
        try:
            return cls(**told)
        except InvalidValue:
            told = _less(cls, told)


def _less(cls: Any, told: Told) -> Told:
    """Leave out the one optional field that spoils the object, else the last one."""
    by_name = plan_of(cls).by_name
    tries = [
        {other: value for other, value in told.items() if other != name}
        for name in reversed(told)
        if not by_name[name].is_required
    ]
    for less in tries:
        with suppress(InvalidValue):
            cls(**less)
            return less
    return tries[0]


def _value(cls: Any, one: FieldPlan, currencies: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Values of a field; of an optional one those that say something."""
    hint, item = one.hint, one.hint.item
    if (cls, one.name) in _OWN:
        return _OWN[cls, one.name]
    if one.name == "payments_per_year":  # only so many fall on whole months
        return st.sampled_from((1, 2, 3, 4, 6, 12))
    if one.name in _YEARS:
        return estimates(units=("", "year"))
    if issubclass(cls, FinancingKind) and one.name == "form":
        return st.integers(0, 11)
    if issubclass(cls, FinancingKind) and one.name in ABSENT:
        return st.lists(st.sampled_from(terms_of(cls)), min_size=1, max_size=2, unique=True).map(tuple)
    if hint.shape is Shape.CITED and cls not in _CITING:  # two claims of a deal cite one source by one key
        return some(made_by_plan(Evidence, without=("id",)))
    if hint.shape in (Shape.LIST, Shape.CITED) and item is not None:
        return some(value_of(item, currencies))
    if hint.shape is Shape.FLAG and one.default is not None:
        return st.just(value=not one.default)
    return value_of(hint, currencies)


def value_of(hint: Hint, currencies: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Return what an annotation allows, as a strategy."""
    match hint.shape:
        case Shape.WORD:
            return st.sampled_from(hint.cls)
        case Shape.TEXT:
            return _texts_of(hint)
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


def _texts_of(hint: Hint) -> st.SearchStrategy[str]:
    rule = hint.rule
    if rule is None or rule.pattern is None:
        longest = _LONGEST if rule is None or rule.max_length is None else min(_LONGEST, rule.max_length)
        return texts(min_size=1, max_size=longest)
    if rule in _IDS:
        return slugs()
    return st.sampled_from(_CODES[rule]) if rule in _CODES else st.from_regex(rule.pattern, fullmatch=True)
