"""Countries: names that are declared, and laws of the table; codes on a day stand in `test_country_codes`."""

from __future__ import annotations

import copy
import csv
import pickle
from collections import defaultdict
from datetime import date
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest

from armsdeals.errors import UnknownName
from armsdeals.values._countries import AMBIGUOUS, COUNTRIES, FORMER_NAMES
from armsdeals.values.country import Country, booked_state, to_country

SHARED = Path(__file__).parents[2] / ".." / "shared"
ALL = [Country(row[0]) for row in COUNTRIES]
SPELLS = [(system, country, spell) for country in ALL for system in ("cow", "gw") for spell in country.spells(system)]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("NO", "Norway"), ("NOR", "Norway"), ("norway", "Norway"), ("NORWAY", "Norway"),
        ("Turkey", "Türkiye"), ("Turkiye", "Türkiye"), ("TÜRKİYE", "Türkiye"), ("USA", "United States"),
        ("US", "United States"), ("United States of America", "United States"), ("UK", "United Kingdom"),
        ("Russian Federation", "Russia"), ("Republic of Korea", "South Korea"), ("Korea, Republic of", "South Korea"),
        ("Ivory Coast", "Côte d'Ivoire"), ("Cote d\u2019Ivoire", "Côte d'Ivoire"), ("COTE DIVOIRE", "Côte d'Ivoire"),
        ("Bosnia-Herzegovina", "Bosnia and Herzegovina"), ("Bosnia & Herzegovina", "Bosnia and Herzegovina"),
        ("East Germany (GDR)", "East Germany"), ("GDR", "East Germany"), ("DDR", "East Germany"),
        ("USSR", "Soviet Union"), ("SUN", "Soviet Union"), ("Yemen Arab Republic (North Yemen)", "North Yemen"),
        ("West Germany", "Germany"), ("Zaire", "DR Congo"), ("ZAR", "DR Congo"), ("Burma", "Myanmar"),
        ("Rhodesia", "Zimbabwe"), ("Czech Republic", "Czechia"), ("Macedonia", "North Macedonia"),
        ("Vietnam", "Viet Nam"), ("eSwatini", "Eswatini"), ("UAE", "United Arab Emirates"),
        ("guinea bissau", "Guinea-Bissau"), ("St. Lucia", "Saint Lucia"), ("Yugoslavia (FRY)", "Serbia and Montenegro"),
    ],
)  # fmt: skip
def test_declared_names_and_codes_are_taken(given: str, name: str) -> None:
    assert str(Country(given)) == name


@pytest.mark.parametrize(
    "text",
    ["No", "no", "nor", "Usa", "uae", "", " ", "Norwy", "Hezbollah (Lebanon)", "Hezbollah (Lebanon)*", "NATO**", "Norway*",
     "unknown supplier(s)", "Republic", "Congo Kongo", "Nor\u200bway", "Nor\x00way", "\udc00", "\uff2e\uff2f", "Norw\u0430y", "x" * 100_000],
)  # fmt: skip
def test_what_is_not_declared_is_refused(text: str) -> None:
    with pytest.raises(UnknownName):
        Country(text)


@pytest.mark.parametrize("value", [False, None, 578, b"NO", ["Norway"], 1.0])
def test_what_is_no_text_is_a_type_error(value: Any) -> None:
    with pytest.raises(TypeError):
        Country(value)
    with pytest.raises(TypeError):
        to_country(value)


def test_a_near_name_is_suggested_and_never_taken() -> None:
    with pytest.raises(UnknownName, match=r"^'Norwy' is no country known here; did you mean Norway\?$") as caught:
        Country("Norwy")
    assert caught.value.suggestions == ("Norway",)


@pytest.mark.parametrize(
    ("name", "meant"),
    [("U.S.A.", "United States"), ("U.K.", "United Kingdom"), ("America", "United States"), ("GER", "Germany"),
     ("England", "United Kingdom"), ("Holland", "Netherlands"), ("QQQ", None), ("NIG", None)],
)  # fmt: skip
def test_what_people_say_loosely_is_suggested_and_no_name_that_is_only_like_it(name: str, meant: str | None) -> None:
    with pytest.raises(UnknownName) as caught:
        Country(name)
    assert caught.value.suggestions == ((meant,) if meant else ())


def test_a_code_in_small_letters_is_refused_with_the_remedy() -> None:
    with pytest.raises(UnknownName, match=r"codes are written in capitals \(NO is Norway\)"):
        Country("No")


@pytest.mark.parametrize(
    ("text", "names"), [("CS", {"Czechoslovakia", "Serbia and Montenegro"}), ("korea", {"South Korea", "North Korea"})]
)
def test_what_stands_for_several_countries_is_refused_with_all_of_them(text: str, names: set[str]) -> None:
    with pytest.raises(UnknownName, match="may mean") as caught:
        Country(text)
    assert set(caught.value.suggestions) == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kosovo", "Serbia"), ("Northern Cyprus", "Cyprus"), ("Czechoslovakia", "Serbia and Montenegro"),
        ("Soviet Union", "Russia"), ("Congo", "DR Congo"), ("Niger", "Nigeria"), ("Guinea", "Guinea-Bissau"),
        ("Guinea", "Equatorial Guinea"), ("Dominica", "Dominican Republic"), ("South Sudan", "Sudan"),
        ("Samoa", "American Samoa"), ("Taiwan", "China"), ("South Vietnam", "Viet Nam"), ("Yugoslavia", "Serbia"),
    ],
)  # fmt: skip
def test_countries_of_like_names_are_kept_apart(one: str, other: str) -> None:
    assert Country(one) != Country(other)


def test_a_country_tells_its_codes_and_days() -> None:
    norway, union, greenland = Country("NO"), Country("Soviet Union"), Country("Greenland")
    assert (norway.name, norway.iso2, norway.iso3, norway.is_current, norway.end) == ("Norway", "NO", "NOR", True, None)
    assert (union.iso2, union.iso3, union.is_current) == (None, None, False)
    assert (union.start, union.end) == (date(1922, 12, 30), date(1991, 12, 25))
    assert (greenland.iso2, greenland.start, greenland.is_current) == ("GL", None, True)
    assert Country("South Sudan").start == date(2011, 7, 9)
    assert Country("East Germany").end == date(1990, 10, 2)
    assert Country("Czechoslovakia").end == date(1992, 12, 31)


@pytest.mark.parametrize(
    ("name", "on", "then"),
    [
        ("DR Congo", 1975, "Zaire"), ("DR Congo", 1965, "DR Congo"), ("DR Congo", 1997, "DR Congo"),
        ("DR Congo", date(1997, 5, 16), "Zaire"), ("Germany", 1975, "West Germany"), ("Germany", 1995, "Germany"),
        ("Timor-Leste", 1999, "East Timor"), ("Viet Nam", 1968, "North Vietnam"), ("Norway", 1814, "Norway"),
    ],
)  # fmt: skip
def test_the_name_is_the_one_of_that_day(name: str, on: Any, then: str) -> None:
    assert Country(name).name_on(on) == then


def test_a_country_is_its_own_copy_and_cannot_be_changed() -> None:
    norway = Country("Norway")
    assert copy.deepcopy(norway) is norway
    assert to_country(norway) is norway
    with pytest.raises(AttributeError):
        norway.text = "Sweden"
    with pytest.raises(AttributeError):
        norway.iso2 = "SE"  # type: ignore[misc]


@pytest.mark.parametrize("country", ALL, ids=str)
def test_law_a_country_survives_text_and_pickle(country: Country) -> None:
    assert Country(str(country)) == country
    assert pickle.loads(pickle.dumps(country)) == country  # noqa: S301
    for code in filter(None, (country.iso2, country.iso3)):
        assert Country(code) == country


def test_law_a_number_is_of_at_most_one_country_on_any_day() -> None:
    days = {date(year, month, day) for year in range(1946, 2017) for month, day in ((1, 1), (7, 1), (12, 31))}
    holders: defaultdict[tuple[str, int], list[tuple[date, date]]] = defaultdict(list)
    for system, _, spell in SPELLS:
        holders[system, spell.number].append((spell.first, spell.last or date.max))
    for (system, number), held in holders.items():
        held.sort()
        for (_, last), (first, _) in pairwise(held):
            assert last < first, (system, number)
    for system in ("cow", "gw"):
        for day in days:
            borne = {booked for country in ALL if (booked := booked_state(country)) is not None}
            told = [country for country in ALL if country not in borne or not country.end or country.end < day]
            codes = [code for country in told if (code := country.code(system, on=day)) is not None]
            assert len(codes) == len(set(codes)), (system, day)


def test_law_a_country_has_at_most_one_number_on_any_day() -> None:
    for country in ALL:
        for system in ("cow", "gw"):
            spells = country.spells(system)
            for before, after in pairwise(spells):
                assert before.last is not None
                assert before.last < after.first


def test_law_no_spell_ends_before_it_begins() -> None:
    assert [entry for entry in SPELLS if entry[2].last and entry[2].last < entry[2].first] == []


def test_law_every_iso_code_of_today_is_of_one_country() -> None:
    codes = [code for country in ALL for code in (country.iso2, country.iso3) if code]
    assert len(codes) == len(set(codes))
    assert {len(country.iso2 or "--") for country in ALL} == {2}
    assert {len(country.iso3 or "---") for country in ALL} == {3}
    # ISO 3166-1 has 249 entries; Kosovo's codes are user-assigned.
    assert sum(country.iso3 is not None for country in ALL) == 250


@pytest.mark.parametrize("row", COUNTRIES, ids=lambda row: row[0])
def test_law_every_declared_name_leads_back_to_its_country(row: tuple[str, ...]) -> None:
    for name in filter(None, row[7].split("; ")):
        assert str(Country(name)) == row[0], name


def test_law_every_name_in_the_small_tables_is_a_country() -> None:
    names = {name for name, *_ in FORMER_NAMES} | set(chain.from_iterable(AMBIGUOUS.values()))
    assert {str(Country(name)) for name in names} == names
    assert all(Country.parse(name, on=last) == Country(country) for country, name, _, last in FORMER_NAMES)


def test_the_table_agrees_with_the_lists_that_it_was_made_from() -> None:
    path = SHARED / "domain" / "state_system.csv"
    if not path.exists():
        pytest.skip("the folder with the dated lists of states is not here")
    held = {(system, spell.number, day) for system, _, spell in SPELLS for day in (spell.first, spell.last)}
    lost = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            last = date.fromisoformat(row["end"]) if row["end"] else None
            if last and last.year < 1946:
                continue
            system, number = row["system"].lower(), int(row["code"])
            if not {(system, number, date.fromisoformat(row["start"])), (system, number, last)} <= held:
                lost.append(row)
    assert lost == []


def test_every_unmarked_name_of_the_import_table_is_a_country() -> None:
    path = SHARED / "data" / "sipri_tiv_tables" / "import_values_1990-2023.csv"
    if not path.exists():
        pytest.skip("the folder with real tables is not here")
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    top = next(place for place, row in enumerate(rows) if row and row[0] == "Recipient")
    names = [row[0] for row in rows[top + 1 :] if row and row[0] and not row[0].endswith("*")]
    no_country = {"unknown recipient(s)", "Total world import", "Libya GNC"}
    assert len(names) > 150
    assert [name for name in names if name not in no_country and not Country(name)] == []
