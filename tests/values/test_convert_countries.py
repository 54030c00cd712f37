"""Converting lists and columns of countries: the codes, the kind that comes back, and what is refused."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

from armsdeals.errors import InvalidValue, UnknownName
from armsdeals.values._countries import COUNTRIES
from armsdeals.values.convert_countries import convert_countries
from armsdeals.values.country import Country

DOMAIN = Path(__file__).parents[2] / ".." / "shared" / "domain"
NAMES = [row[0] for row in COUNTRIES]


@pytest.mark.parametrize(
    ("to", "on", "codes"),
    [
        ("iso2", None, ["TR", "DE", "VN"]),
        ("iso3", None, ["TUR", "DEU", "VNM"]),
        ("cow", 1975, [640, 260, 816]),
        ("cow", None, [640, 255, 816]),
        ("gw", date(2000, 1, 1), [640, 260, 816]),
        ("sipri", None, ["Turkiye", "Germany", "Viet Nam"]),
        ("name", None, ["Türkiye", "Germany", "Viet Nam"]),
        ("name", 1975, ["Türkiye", "West Germany", "North Vietnam"]),
    ],
)
def test_each_system_gives_its_codes(to: str, on: Any, codes: list[Any]) -> None:
    assert convert_countries(["Turkey", "FRG", "Viet Nam"], to=to, on=on) == codes


@pytest.mark.parametrize(
    ("name", "on", "number"),
    [
        ("Germany", 1960, 260),
        ("Germany", 1995, 255),
        ("East Germany (GDR)", 1980, 265),
        ("North Yemen", 1980, 678),
        ("Yemen Arab Republic (North Yemen)", 1967, 678),
        ("South Yemen", 1980, 680),
        ("Yemen", 2000, 679),
        ("South Vietnam", 1970, 817),
        ("Viet Nam", 1970, 816),
        ("Soviet Union", 1980, 365),
        ("Russia", 2000, 365),
        ("Czechoslovakia", 1980, 315),
        ("Yugoslavia", 1980, 345),
        ("Serbia", 1999, 345),
        ("Egypt", 1959, 651),
    ],
)
def test_a_name_has_the_cow_number_of_its_time(name: str, on: int, number: int) -> None:
    assert convert_countries([name], to="cow", on=on) == [number]


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Türkiye", "Turkiye"),
        ("Côte d'Ivoire", "Cote d'Ivoire"),
        ("East Germany", "East Germany (GDR)"),
        ("Eswatini", "eSwatini"),
        ("Bosnia and Herzegovina", "Bosnia-Herzegovina"),
        ("Serbia and Montenegro", "Serbia"),
        ("Soviet Union", "Soviet Union"),
        ("Tanganyika", None),
    ],
)
def test_the_registers_have_their_own_spelling(name: str, spelling: str | None) -> None:
    assert Country(name).code("sipri") == spelling


def test_the_spelling_of_former_states_is_that_of_the_table_they_come_from() -> None:
    path = DOMAIN / "historical_states.csv"
    if not path.exists():
        pytest.skip("the shared tables are not here")
    with path.open(encoding="utf-8", newline="") as file:
        told = {row["name"]: row["sipri_name"] for row in csv.DictReader(file)}
    printed = {name: Country.parse(name) for name in told}
    assert {name for name, country in printed.items() if country and country.code("sipri") != (told[name] or None)} <= {
        "East Timor"  # no name of before is in the table, and the state of today is printed as Timor-Leste
    }


def test_a_code_of_several_states_is_the_one_of_the_day() -> None:
    assert convert_countries(["CS", "CS", "YU"], to="name", on=[1980, 2004, 1980]) == [
        "Czechoslovakia",
        "Serbia and Montenegro",
        "Yugoslavia",
    ]
    with pytest.raises(UnknownName, match="did you mean Czechoslovakia or Serbia and Montenegro"):
        convert_countries(["CS"], to="name")


@pytest.mark.parametrize(
    ("on", "meant"),
    [
        (1980, "Yugoslavia"), ("1992-04-26", "Yugoslavia"), ("1992-04-27", "Serbia and Montenegro"), (1999, "Serbia and Montenegro"),
        (2002, "Serbia and Montenegro"), (1930, "Yugoslavia"), (2010, "Yugoslavia"), (None, "Yugoslavia"),
    ],
)  # fmt: skip
def test_the_name_of_a_former_state_is_its_heirs_while_that_had_it(on: int | str | None, meant: str) -> None:
    assert Country.parse("Yugoslavia", on=on) == Country(meant)


def test_yugoslavia_has_one_number_until_its_last_name() -> None:
    assert convert_countries(["Yugoslavia"] * 3, to="cow", on=[1985, 1995, 2002]) == [345, 345, 345]


def test_the_lists_of_states_find_each_of_their_names_in_its_time() -> None:
    path = DOMAIN / "state_system.csv"
    if not path.exists():
        pytest.skip("the shared tables are not here")
    with path.open(encoding="utf-8", newline="") as file:
        told = [row for row in csv.DictReader(file) if (row["end"] or "9999") > "1946"]
    found = {
        (row["name"], row["code"]): convert_countries([row["name"]], to=row["system"].lower(), on=int((row["end"] or "2015")[:4]), not_found="none")
        for row in told
    }  # fmt: skip
    lost = {name for (name, code), numbers in found.items() if numbers != [int(code)]}
    # Names that list two states of ours in one; and states that took another name before the end of the spell.
    assert lost == {"Russia (Soviet Union)", "Yemen (Arab Republic of Yemen)", "Yugoslavia"}


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Bahamas, The", "BHS"), ("Gambia, The", "GMB"), ("Egypt, Arab Rep.", "EGY"), ("Iran, Islamic Rep.", "IRN"), ("Venezuela, RB", "VEN"),
        ("Yemen, Rep.", "YEM"), ("Korea, Rep.", "KOR"), ("Korea, Dem. People's Rep.", "PRK"), ("Congo, Dem. Rep.", "COD"), ("Congo, Rep.", "COG"),
        ("Hong Kong SAR, China", "HKG"), ("Macao SAR, China", "MAC"), ("West Bank and Gaza", "PSE"), ("FYROM", "MKD"), ("Vatican", "VAT"),
        ("Micronesia, Fed. Sts.", "FSM"), ("St. Vincent and the Grenadines", "VCT"), ("St Kitts and Nevis", "KNA"), ("Slovak Republic", "SVK"),
    ],
)  # fmt: skip
def test_names_of_the_world_bank_and_of_the_united_nations_are_taken(name: str, iso3: str) -> None:
    assert convert_countries([name], to="iso3") == [iso3]


@pytest.mark.parametrize(
    "trap",
    [
        "Hezbollah (Lebanon)", "Hezbollah (Lebanon)*", "PKK (Turkiye)*", "Northern Cyprus*", "NATO**", "Norwy", "Kosova",
        "Czechoslovak", "Korea", "Republic", "Germany (East)", "unknown supplier(s)", "Guinea Conakry", "Niger Delta", "",
    ],
)  # fmt: skip
def test_what_is_only_like_a_country_is_none(trap: str) -> None:
    assert Country.parse(trap) is None
    assert convert_countries([trap], to="iso3", not_found="none") == [None]


@pytest.mark.parametrize(
    ("name", "iso3", "cow"), [("Kosovo", "XKX", 347), ("Northern Cyprus", None, None), ("Czechoslovakia", None, None)]
)
def test_a_state_that_others_take_for_its_neighbour_is_itself(name: str, iso3: str | None, cow: int | None) -> None:
    assert convert_countries([name], to="name") == [name]
    assert convert_countries([name], to="iso3", not_found="none") == [iso3]
    assert convert_countries([name], to="cow", not_found="none") == [cow]


def test_every_name_that_is_not_found_is_told_with_what_may_be_meant() -> None:
    with pytest.raises(UnknownName) as caught:
        convert_countries(["Norwy", "Norway", "PKK (Turkiye)*", "Norwy", "East Germany"], to="iso3")
    assert caught.value.names == ("Norwy", "PKK (Turkiye)*", "East Germany")
    assert caught.value.suggestions == ("Norway",)
    assert caught.value.message == (
        "no code of iso3 is found for 'Norwy' (did you mean Norway?), 'PKK (Turkiye)*' (non state group), "
        "'East Germany' (none today, and ended on 1990-10-02); "
        'correct the names, or say not_found="none" to leave their places empty'
    )


def test_many_names_that_are_not_found_are_all_in_the_error() -> None:
    wrong = [f"Nowhere {number}" for number in range(200)]
    with pytest.raises(UnknownName, match=r"and 180 more \(see \.names\)") as caught:
        convert_countries(wrong, to="iso3")
    assert caught.value.names == tuple(wrong)


def test_something_else_can_stand_for_what_is_not_found() -> None:
    assert convert_countries(["Norwy", "Norway"], to="cow", not_found=-1) == [-1, 385]
    assert convert_countries(["Norwy", "Norway"], to="iso2", not_found="??") == ["??", "NO"]


def test_a_missing_cell_stays_missing() -> None:
    assert convert_countries([None, "Norway", float("nan")], to="iso2") == [None, "NO", None]


def test_lists_and_tuples_come_back_as_they_are() -> None:
    assert convert_countries(["NO"], to="cow") == [385]
    assert convert_countries(("NO", Country("Sweden")), to="cow") == (385, 380)
    assert convert_countries([], to="cow") == []
    several: Any = (name for name in ("NO", "SE"))
    assert convert_countries(several, to="iso3") == ["NOR", "SWE"]


def test_a_pandas_column_comes_back_with_its_index_and_its_name() -> None:
    pd = pytest.importorskip("pandas")
    names = pd.Series(["Norway", None, "Sweden"], index=[5, 6, 7], name="buyer")
    codes = convert_countries(names, to="cow", on=pd.Series([1975.0, 1975.0, 1976.0]))
    assert (type(codes), codes.name, list(codes.index), str(codes.dtype)) == (pd.Series, "buyer", [5, 6, 7], "Int64")
    assert codes.dropna().tolist() == [385, 380]
    days = pd.Series(pd.to_datetime(["1990-10-02", "1990-10-03"]))
    assert convert_countries(pd.Series(["Germany", "Germany"]), to="cow", on=days).tolist() == [260, 255]
    assert list(convert_countries(pd.Index(["Norway"], name="n"), to="iso2")) == ["NO"]


def test_a_polars_column_comes_back_with_its_name() -> None:
    pl = pytest.importorskip("polars")
    codes = convert_countries(pl.Series("buyer", ["Norway", None, "Norwy"]), to="gw", not_found="none")
    assert (codes.name, codes.dtype, codes.to_list()) == ("buyer", pl.Int64, [385, None, None])
    assert convert_countries(pl.Series("buyer", ["Norway"]), to="iso2").to_list() == ["NO"]


def test_a_pyarrow_column_comes_back_as_one() -> None:
    pa = pytest.importorskip("pyarrow")
    codes = convert_countries(pa.array(["Norway", None]), to="cow", on=pa.array([1975, 1975]))
    assert (codes.type, codes.to_pylist()) == (pa.int64(), [385, None])
    table = pa.table({"buyer": ["Norway", "Sweden"]})
    assert convert_countries(table["buyer"], to="iso2").equals(pa.chunked_array([["NO", "SE"]]))


def test_a_numpy_column_comes_back_as_one() -> None:
    np = pytest.importorskip("numpy")
    codes = convert_countries(np.array(["Norway", "Sweden"]), to="cow", on=np.array([1975, 1976]))
    assert (type(codes), codes.tolist()) == (np.ndarray, [385, 380])


def test_a_day_may_be_a_date_with_a_time() -> None:
    assert convert_countries(["Germany"], to="cow", on=datetime(1990, 10, 2, 12)) == [260]  # noqa: DTZ001  (columns bring naive ones)


def test_there_is_one_day_or_one_for_each_name() -> None:
    with pytest.raises(InvalidValue, match="there are 2 names and 1 days"):
        convert_countries(["NO", "SE"], to="cow", on=[1975])


def test_a_day_may_be_text_alone_or_in_a_column() -> None:
    assert convert_countries(["Germany"], to="cow", on="1990-10-02") == [260]
    assert convert_countries(["Germany", "Germany"], to="cow", on=["1990-10-02", "1991"]) == [260, 255]


@pytest.mark.parametrize("misspelt", ["keep", "Raise", "None", "NONE", "ignore", "exclude"])
def test_a_word_for_something_else_to_do_is_no_filler(misspelt: str) -> None:
    with pytest.raises(UnknownName, match=r'is no choice of not_found \(expected "raise", "none", or a value'):
        convert_countries(["Norway"], to="cow", not_found=misspelt)


@pytest.mark.parametrize("on", [1975.5, True, [object()]])
def test_a_day_is_a_date_or_a_year(on: Any) -> None:
    with pytest.raises(TypeError, match="neither a date nor a year"):
        convert_countries(["NO"], to="cow", on=on)


@pytest.mark.parametrize("names", ["Norway", Country("Norway"), 7, {"Norway": 1}, b"NO"])
def test_one_name_alone_is_no_list(names: Any) -> None:
    with pytest.raises(TypeError, match="is no list of names of countries"):
        convert_countries(names, to="cow")


def test_a_cell_that_is_no_name_is_a_wrong_type() -> None:
    with pytest.raises(TypeError, match="7 is not a country"):
        convert_countries([7], to="cow")


def test_a_system_that_nobody_has_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="expected iso2, iso3, cow, gw, sipri or name"):
        convert_countries(["NO"], to="fips")


@given(names=st.lists(st.sampled_from(NAMES)), on=st.none() | st.integers(1900, 2030))
@example(names=["Yugoslavia"], on=1995)
def test_law_a_list_is_converted_as_its_names_are_one_by_one(names: list[str], on: int | None) -> None:
    meant = [Country.parse(name, on=on) for name in names]  # of the day, for two states in turn had one name
    assert None not in meant
    found = [one and one.code("cow", on=on) for one in meant]
    assert convert_countries(names, to="cow", on=on, not_found="none") == found


@given(name=st.sampled_from(NAMES))
def test_law_the_spelling_of_a_register_leads_back_to_the_country(name: str) -> None:
    spelling = Country(name).code("sipri")
    back = {"Serbia and Montenegro": "Serbia"}.get(name, name)  # its deals are booked under the state that goes on
    assert spelling is None or Country(spelling).name == back


@given(text=st.text())
def test_law_nothing_but_a_declared_name_is_a_country(text: str) -> None:
    country = Country.parse(text)
    assert country is None or country == Country(text)


def test_every_spell_of_the_dated_table_is_found_under_its_number() -> None:
    path = DOMAIN / "state_system.csv"
    if not path.exists():
        pytest.skip("the shared tables are not here")
    with path.open(encoding="utf-8", newline="") as file:
        spells = [row for row in csv.DictReader(file) if row["iso3"] and (row["end"] or "9999") >= "1950"]
    codes = {(system, day): convert_countries(NAMES, to=system, on=day, not_found="none")
             for system in ("cow", "gw") for day in {date.fromisoformat(max(row["start"], "1950-01-01")) for row in spells}}  # fmt: skip
    for row in spells:
        day = date.fromisoformat(max(row["start"], "1950-01-01"))
        booked = sum(NAMES[place] == "Tanzania" and day.year < 1964 for place, code in enumerate(codes[row["system"].lower(), day])
                     if code == int(row["code"]))  # fmt: skip
        assert codes[row["system"].lower(), day].count(int(row["code"])) == 1 + booked, row
