import copy
import pickle
import subprocess
import sys
from decimal import Decimal, localcontext
from typing import Any

import pint
import pytest
from hypothesis import given, strategies as st

from armsdeals.errors import ArmsDealsError, InvalidValue, UnknownName
from armsdeals.values import units
from armsdeals.values.measure import Measure, to_measure
from armsdeals.values.number import Flag

measured = st.builds(
    lambda form, number, unit: Measure(form.format(number=f"{number:f}", more=f"{number * 2:f}"), unit),
    st.sampled_from(["{number}", "~{number}", "{number}?", ">={number}", "<={number}", "{number}..{more}"]),
    st.decimals(min_value=0, max_value=10**9, places=3),
    st.sampled_from(["km", "kg", "kn", "kW", "L", "deg"]),
)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("400 km", "400 km"),
        ("400 kilometres", "400 km"),
        ("400 KM", "400 km"),
        ("2.50 tonnes", "2.5 t"),
        ("~250 kg", "~250 kg"),
        ("12? nautical miles", "12? nmi"),
        (">=40 km", ">=40 km"),
        ("10..12 kN", "10..12 kN"),
        ("30 kn", "30 kn"),
        ("3000 long tons", "3000 long_ton"),
        ("5 hours", "5 h"),
        ("155 mm", "155 mm"),
    ],
)
def test_texts_are_brought_to_one_form(typed: str, canonical: str) -> None:
    assert str(Measure(typed)) == canonical
    assert str(Measure(canonical)) == canonical


@pytest.mark.parametrize(
    ("text", "unit", "wanted"),
    [
        # 1 mi = 1609.344 m and 1 lb = 0.45359237 kg by the agreement of 1959; 1 nmi = 1852 m; g = 9.80665 m/s2.
        ("1 mi", "m", "1609.344 m"),
        ("400 km", "mi", "248.548476895 mi"),
        ("100 kn", "km/h", "185.2 km/h"),
        ("2.5 t", "kg", "2500 kg"),
        ("1 lb", "g", "453.59237 g"),
        ("1 long_ton", "kg", "1016.0469088 kg"),
        ("1 short_ton", "kg", "907.18474 kg"),
        ("1 lbf", "N", "4.44822161526 N"),
        ("1 hp", "W", "745.699871582 W"),
        ("1 PS", "W", "735.49875 W"),
        ("1 ft", "in", "12 in"),
        ("1 yd", "ft", "3 ft"),
        ("1 d", "s", "86400 s"),
        ("36 km/h", "m/s", "10 m/s"),
        ("2 GHz", "MHz", "2000 MHz"),
        ("1 m3", "L", "1000 L"),
        ("60 mph", "km/h", "96.56064 km/h"),
        ("~250 kg", "t", "~0.25 t"),
        ("10..20 km", "m", "10000..20000 m"),
        (">=40 km", "mi", ">=24.8548476895 mi"),
        ("<=1 nmi", "km", "<=1.852 km"),
        ("3? km", "m", "3000? m"),
    ],
)
def test_conversions_are_exact_to_twelve_digits_and_keep_the_flag(text: str, unit: str, wanted: str) -> None:
    assert str(Measure(text).to(unit)) == wanted


def test_the_program_may_compute_with_few_digits() -> None:
    units._factor.cache_clear()
    with localcontext() as context:
        context.prec = 3
        assert str(Measure("1 hp").to("kW")) == "0.745699871582 kW"


def test_a_length_is_not_turned_into_a_mass() -> None:
    with pytest.raises(InvalidValue, match="cannot turn km into kg; one is a length, the other a mass"):
        Measure("4 km").to("kg")


def test_quantities_of_pint_meet_those_of_the_user() -> None:
    quantity = Measure("400 km").to_pint()
    assert isinstance(quantity, pint.Quantity)
    assert quantity + pint.Quantity(3, "km") == pint.Quantity(403, "km")
    assert Measure("~2.5 t").to_pint().to("kg").magnitude == pytest.approx(2500)
    with pytest.raises(InvalidValue, match=r"'10\.\.12 km' states no single number; take its low or high"):
        Measure("10..12 km").to_pint()


@pytest.mark.parametrize("symbol", sorted(units._DIMENSION))
def test_every_unit_is_what_pint_itself_holds_it_to_be(symbol: str) -> None:
    same = [other for other in units._DIMENSION if units._DIMENSION[other] == units._DIMENSION[symbol]]
    for other in same:
        wanted = Measure("1", symbol).to_pint().to(units._IN_PINT[other]).magnitude
        assert float(units.factor(symbol, other)) == pytest.approx(wanted, rel=1e-12)


def test_only_spellings_that_differ_by_case_are_bound_to_it() -> None:
    meanings: dict[str, set[str]] = {}
    for spelling, symbol in units._SPELLED.items():
        meanings.setdefault(spelling.lower(), set()).add(symbol)
    assert {low for low, symbols in meanings.items() if len(symbols) > 1} <= units._EXACT_CASE


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("4 ton", "may be 1000 kg, 907 kg or 1016 kg; write t, short_ton or long_ton"),
        ("4 kt", "may be a knot or a kiloton; write kn"),
        ("4 NM", "write nmi for nautical miles"),
        ("2 S", "is not a unit of measure"),
        ("4 kilometrs", r"did you mean kilometres\?"),
        ("4 batteries", "is not a unit of measure"),
        ("4 KN", "is not a unit of measure"),
        ("4 meter * 1e9", "is not a unit of measure"),
        ("4 km ", "is not a unit of measure"),
    ],
)
def test_unknown_and_unsure_units_are_refused_with_the_remedy(text: str, why: str) -> None:
    with pytest.raises(UnknownName, match=why):
        Measure(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("400", "has no unit"),
        ("400km", "is not a measure"),
        ("-5 km", "is negative"),
        ("3,4 km", "a comma is not read in numbers here; write 3.4 or 3400"),
        ("NaN km", "is not a measure"),
        ("1e99 km", "too large"),
    ],
)
def test_what_is_no_measure_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(InvalidValue, match=why):
        Measure(text)


def test_number_and_unit_may_stand_apart() -> None:
    assert (
        Measure(400, "km") == Measure("400", "kilometres") == Measure(Decimal("400.0"), "km") == Measure("400 km", "KM")
    )
    with pytest.raises(InvalidValue, match="the unit is given twice"):
        Measure("400 km", "mi")


@pytest.mark.parametrize("value", [400.0, True, None])
def test_floats_and_other_kinds_are_type_errors(value: Any) -> None:
    with pytest.raises(TypeError):
        Measure(value, "km")
    with pytest.raises(TypeError):
        to_measure(value)


def test_measures_copy_and_pickle() -> None:
    measure = Measure("~250 kg")
    again = pickle.loads(pickle.dumps(measure))  # noqa: S301  # our own bytes
    assert copy.copy(measure) == copy.deepcopy(measure) == again == measure == to_measure("~250 kg")
    assert (again.flag, again.unit, again.best) == (Flag.ABOUT, "kg", 250)
    assert measure.in_words == "about 250 kg"


def test_importing_measure_does_not_import_pint() -> None:
    code = "import sys, armsdeals.values.measure as m; m.Measure('400 km'); sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603  # our own code


def test_many_threads_may_be_the_first_to_convert() -> None:
    code = (
        "from concurrent.futures import ThreadPoolExecutor as Pool\n"
        "from armsdeals.values.measure import Measure\n"
        "def work(n):\n"
        "    return str(Measure(n, 'km').to('m')) == f'{n}000 m' and Measure(n, 'km').to_pint().to('m').magnitude == n * 1000\n"
        "with Pool(8) as pool: assert all(pool.map(work, range(1, 65)))\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603  # our own code


@given(measured)
def test_law_the_text_gives_the_measure_back(measure: Measure) -> None:
    again = Measure(str(measure))
    assert again == measure
    assert again.spread == measure.spread


@given(st.decimals(min_value=10, max_value=10**6, places=3))
def test_law_there_and_back_is_the_same_to_eleven_digits(number: Decimal) -> None:
    back = Measure(number, "km").to("mi").to("km")
    assert abs(back.low - number) <= number * Decimal("1e-11")


@given(st.text(max_size=20) | st.text(alphabet="0123456789.~?<>=eE kmgtn", max_size=14))
def test_law_any_text_is_a_measure_or_an_error_of_ours(text: str) -> None:
    try:
        measure = Measure(text)
    except ArmsDealsError:
        return
    assert Measure(str(measure)) == measure
