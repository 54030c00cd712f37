"""Slim classes are, to all who use them, what attrs made of them; only their room is less."""

import copy
import inspect
import pickle
import sys
from typing import Any

import attrs
import pytest
from attrs import evolve, field, frozen
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals._slim import is_slim, nothing_more, rarely_told, slim
from armsdeals._twins import builder, changer

SLIM = sorted(
    (cls for name in dir(ad) if isinstance(cls := getattr(ad, name), type) and is_slim(cls)),
    key=lambda cls: cls.__name__,
)


def told(one: Any) -> tuple[Any, ...]:
    return tuple(getattr(one, name.name) for name in attrs.fields(type(one)))


def objects() -> st.SearchStrategy[Any]:
    return st.sampled_from(SLIM).flatmap(st.from_type)


def pairs() -> st.SearchStrategy[tuple[Any, Any]]:
    """Draw two objects of one class, of which the second is often equal, or the first with one field of another."""

    def of(cls: Any) -> st.SearchStrategy[tuple[Any, Any]]:
        one = st.from_type(cls)
        return st.tuples(one, one) | one.map(lambda drawn: (drawn, copy.deepcopy(drawn)))

    return st.sampled_from(SLIM).flatmap(of)


def test_the_classes_of_which_a_deal_has_most_are_slim() -> None:
    assert {"Event", "Evidence", "Loan", "PriceClaim", "Specification", "System"} <= {cls.__name__ for cls in SLIM}


@given(one=objects())
def test_law_a_slim_object_comes_back_from_copies_and_pickles(one: Any) -> None:
    for again in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one)), evolve(one)):  # noqa: S301  # ours
        assert told(again) == told(one)
        assert again == one
        assert hash(again) == hash(one)
        assert repr(again) == repr(one)


@given(pair=pairs())
def test_law_slim_objects_are_equal_where_all_fields_are(pair: tuple[Any, Any]) -> None:
    one, other = pair
    assert (one == other) is (told(one) == told(other))
    assert (one != other) is (told(one) != told(other))
    if told(one) == told(other):
        assert hash(one) == hash(other)
    assert one != told(one)


@given(one=objects())
def test_law_objects_are_built_and_changed_as_the_constructor_makes_them(one: Any) -> None:
    given_ = {name.name: getattr(one, name.name) for name in attrs.fields(type(one))}
    before = told(one)
    assert told(builder(type(one))(**given_)) == before
    for name in rarely_told(type(one)):
        marked = changer(type(one), name)(one, "another")
        assert told(marked) == tuple("another" if key == name else value for key, value in given_.items())
    assert told(one) == before


@given(one=objects())
def test_law_what_is_shared_holds_nothing_but_defaults(one: Any) -> None:
    fields = attrs.fields_dict(type(one))
    shared = nothing_more(type(one))
    assert [getattr(shared, name) for name in rarely_told(type(one))] == [
        fields[name].default for name in rarely_told(type(one))
    ]
    if any(getattr(one, name) != fields[name].default for name in rarely_told(type(one))):
        assert one._more is not shared


@pytest.mark.parametrize("cls", SLIM, ids=lambda cls: cls.__name__)
def test_converters_leave_defaults_as_they_are(cls: Any) -> None:
    # The constructor does not call them for a field that is left out.
    for one in attrs.fields(cls):
        if one.default is not attrs.NOTHING and one.converter is not None:
            assert one.converter(one.default) is one.default, one.name


@pytest.mark.parametrize("cls", SLIM, ids=lambda cls: cls.__name__)
def test_nobody_can_change_a_slim_object(cls: Any) -> None:
    one = builder(cls)(**{one.name: None for one in attrs.fields(cls) if one.default is attrs.NOTHING})
    for name in (*rarely_told(cls), "_more", "anything"):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(one, name, "new")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        delattr(one, "_more")


def test_an_object_in_which_little_is_told_has_little_room() -> None:
    loan: Any = ad.Loan(rate="0.05", tenor_years=10)
    other: Any = ad.Loan(rate="0.06")
    secured: Any = ad.Loan(rate="0.06", collateral="gold")
    places = [name for cls in ad.Loan.__mro__ for name in getattr(cls, "__slots__", ())]
    assert len(places) < len(attrs.fields(ad.Loan)) / 2
    assert sys.getsizeof(loan) < len(attrs.fields(ad.Loan)) * 8
    assert loan._more is other._more is not secured._more


def test_constructors_convert_refuse_and_say_where() -> None:
    with pytest.raises(ad.InvalidValue, match="lender"):
        ad.Loan(lender="a\0b")
    with pytest.raises(ad.InvalidValue, match="rate_low"):
        ad.Loan(rate_low="7")
    with pytest.raises(TypeError, match="unexpected keyword argument 'lendr'"):
        ad.Loan(lendr="Russia")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="missing 1 required"):
        ad.Event()  # type: ignore[call-arg]
    assert ad.Event(when="2017", said="2017-09-12").said == ad.When("2017-09-12")


def test_a_class_below_may_be_slim_or_not_and_calls_the_methods_above() -> None:
    @slim("name")
    @frozen(kw_only=True)
    class Ship:
        name: str
        yard: str = ""

        def words(self) -> list[str]:
            return [self.name, self.yard]

    @frozen(kw_only=True)
    class Tanker(Ship):
        tons: int = 0

        def words(self) -> list[str]:
            return [*super().words(), str(self.tons)]

    @slim("")
    @frozen(kw_only=True)
    class Frigate(Ship):
        guns: int = field(default=0, converter=int)
        crew: int = 0

        def words(self) -> list[str]:
            return [*super().words(), str(self.guns)]

    assert Tanker(name="a", yard="b", tons=3).words() == ["a", "b", "3"]
    assert Frigate(name="a", yard="b", guns="4").words() == ["a", "b", "4"]
    assert Frigate(name="a") == Frigate(name="a")
    assert Frigate(name="a", crew=1) != Frigate(name="a")
    assert [rarely_told(cls) for cls in (Ship, Tanker, Frigate)] == [("yard",), ("yard",), ("yard", "guns", "crew")]


def test_what_the_constructor_does_not_know_is_refused() -> None:
    @frozen(kw_only=True)
    class Ship:
        name: str = ""
        holds: list[str] = field(factory=list)

    with pytest.raises(TypeError, match=r"Ship\.holds is no plain field"):
        slim("name")(Ship)
    with pytest.raises(TypeError, match="Ship has no field nmae"):
        slim("nmae")(Ship)


def test_a_constructor_shows_its_parameters_before_it_is_first_called_and_is_made_once() -> None:
    @slim("name")
    @frozen(kw_only=True, weakref_slot=False)
    class Ship:
        name: str
        yard: str = "unknown"

    shown = inspect.signature(Ship)
    assert list(shown.parameters) == ["name", "yard"]
    before = Ship.__init__
    assert Ship(name="Burya") == Ship(name="Burya", yard="unknown")
    made = Ship.__init__
    assert made is not before
    assert Ship(name="Almaz", yard="x").yard == "x"
    assert Ship.__init__ is made
    assert inspect.signature(Ship).parameters.keys() == shown.parameters.keys()
