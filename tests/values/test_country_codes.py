"""Codes of countries: which one was in use on a day, in each system, and which days are refused."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from armsdeals.errors import InvalidValue, UnknownName
from armsdeals.values._countries import COUNTRIES
from armsdeals.values.country import Country, booked_state

SHARED = Path(__file__).parents[2] / ".." / "shared"
ALL = [Country(row[0]) for row in COUNTRIES]
SPELLS = [(system, country, spell) for country in ALL for system in ("cow", "gw") for spell in country.spells(system)]


@pytest.mark.parametrize(
    ("name", "system", "on", "code"),
    [
        # Correlates of War, State System Membership 2016, and Gleditsch and Ward 2017: as their lists print them.
        ("Germany", "cow", 1975, 260),
        ("Germany", "cow", 1930, 255),
        ("Germany", "cow", 1950, None),
        ("Germany", "cow", date(1990, 10, 2), 260),
        ("Germany", "cow", date(1990, 10, 3), 255),
        ("Germany", "cow", None, 255),
        ("Germany", "gw", 1930, 255),
        ("Germany", "gw", 1975, 260),
        ("Germany", "gw", None, 260),
        ("East Germany", "cow", 1975, 265),
        ("East Germany", "gw", 1953, 265),
        ("East Germany", "cow", 1953, None),
        ("East Germany", "cow", None, None),
        ("Yemen", "cow", None, 679),
        ("Yemen", "gw", None, 678),
        ("Yemen", "gw", 1980, None),
        ("North Yemen", "cow", 1980, 678),
        ("North Yemen", "gw", 1980, 678),
        ("South Yemen", "cow", 1980, 680),
        ("Viet Nam", "cow", None, 816),
        ("Viet Nam", "gw", None, 816),
        ("Viet Nam", "gw", 1970, 816),
        ("South Vietnam", "gw", 1970, 817),
        ("South Vietnam", "cow", 1976, None),
        ("Serbia", "cow", None, 345),
        ("Serbia", "gw", None, 340),
        ("Serbia", "gw", 2000, 345),
        ("Serbia", "cow", date(1992, 4, 26), None),
        ("Serbia", "cow", date(1992, 4, 27), 345),
        ("Serbia", "cow", 2000, 345),
        ("Serbia", "cow", 1985, None),
        ("Serbia", "gw", date(2006, 6, 5), 340),
        ("Serbia and Montenegro", "cow", 2004, 345),
        ("Serbia and Montenegro", "gw", 2004, 345),
        ("Yugoslavia", "cow", 1975, 345),
        ("Montenegro", "cow", date(2006, 6, 11), None),
        ("Montenegro", "cow", date(2006, 6, 12), 341),
        ("Montenegro", "gw", date(2006, 6, 3), 341),
        ("Kosovo", "cow", date(2008, 2, 17), None),
        ("Kosovo", "gw", date(2008, 2, 17), 347),
        ("Timor-Leste", "cow", date(2002, 5, 20), None),
        ("Timor-Leste", "gw", date(2002, 5, 20), 860),
        ("Kiribati", "cow", None, 946),
        ("Kiribati", "gw", None, 970),
        ("Nauru", "cow", None, 970),
        ("Nauru", "gw", None, 971),
        ("Tonga", "cow", None, 955),
        ("Tonga", "gw", None, 972),
        ("Tuvalu", "cow", None, 947),
        ("Tuvalu", "gw", None, 973),
        ("Soviet Union", "cow", 1975, 365),
        ("Russia", "cow", 1975, None),
        ("Russia", "cow", date(1991, 12, 25), None),
        ("Soviet Union", "cow", date(1991, 12, 25), 365),
        ("Russia", "gw", date(1991, 12, 26), 365),
        ("Russia", "cow", 2016, 365),
        ("Czechoslovakia", "cow", 1942, None),
        ("Czechoslovakia", "gw", 1942, 315),
        ("Czechia", "cow", 1993, 316),
        ("Slovakia", "gw", 1993, 317),
        ("Syria", "cow", 1960, None),
        ("Syria", "gw", 1960, 652),
        ("United Arab Republic", "cow", 1960, 651),
        ("Egypt", "cow", 1960, 651),
        ("Egypt", "gw", 1959, 651),
        ("Egypt", "cow", 1900, None),
        ("Egypt", "cow", 1973, 651),
        ("Tanganyika", "gw", 1963, 510),
        ("Tanzania", "gw", 1963, 510),
        ("Tanzania", "cow", 1960, None),
        ("Tanzania", "gw", 1965, 510),
        ("Zanzibar", "cow", 1964, 511),
        ("DR Congo", "cow", 1980, 490),
        ("Zimbabwe", "gw", 1970, 552),
        ("United States", "cow", None, 2),
        ("United Kingdom", "gw", None, 200),
        ("France", "cow", 1943, None),
        ("Norway", "cow", 1942, None),
        ("Norway", "gw", 1942, 385),
        ("Türkiye", "cow", 2017, 640),
        ("Iran", "gw", 1985, 630),
        ("South Korea", "cow", date(1949, 6, 28), None),
        ("South Korea", "gw", date(1949, 6, 28), 732),
        ("North Korea", "cow", 1990, 731),
        ("Taiwan", "cow", 1970, 713),
        ("Abkhazia", "gw", None, 396),
        ("Abkhazia", "cow", None, None),
        ("Tibet", "gw", 1949, 711),
        ("Palestine", "cow", None, None),
        ("Greenland", "gw", None, None),
        ("Norway", "iso2", None, "NO"),
        ("Norway", "iso3", 1950, "NOR"),
        ("Soviet Union", "iso3", None, None),
        ("Soviet Union", "iso3", 1975, "SUN"),
        ("Soviet Union", "iso2", 1995, None),
        ("Czechoslovakia", "iso2", 1980, "CS"),
        ("Serbia and Montenegro", "iso2", 2005, "CS"),
        ("Kosovo", "iso3", None, "XKX"),
        ("Abkhazia", "iso2", None, None),
    ],
)
def test_a_code_is_the_one_of_that_day(name: str, system: str, on: Any, code: int | str | None) -> None:
    assert Country(name).code(system, on=on) == code


def test_a_year_of_change_asks_for_the_last_spell_in_it() -> None:
    assert Country("Germany").code("cow", on=1990) == 255
    assert Country("Soviet Union").code("cow", on=1991) == 365
    assert Country("Russia").code("cow", on=1991) == 365
    assert Country("East Germany").code("gw", on=1990) == 265


def test_an_unknown_system_is_refused_with_the_choices() -> None:
    with pytest.raises(UnknownName, match="'fips' is no system of country codes; expected one of iso2, iso3, cow, gw"):
        Country("Norway").code("fips")


@pytest.mark.parametrize("on", [True, 1975.0, datetime(1975, 1, 1)])  # noqa: DTZ001
def test_a_day_is_a_date_or_a_year_and_nothing_else(on: Any) -> None:
    with pytest.raises(TypeError, match="neither a date nor a year"):
        Country("Norway").code("cow", on=on)


@pytest.mark.parametrize(
    ("on", "code"),
    [("1975", 260), ("1990-10-02", 260), ("1990-10", 255), ("1990-09", 260), ("1990", 255), ("1950", None)],
)
def test_a_day_may_be_text(on: str, code: int | None) -> None:
    assert Country("Germany").code("cow", on=on) == code


@pytest.mark.parametrize("on", ["", "last year", "75", "1975-1", "1975-02-30", "1975-13", "0000", "1975-01-01T00:00"])
def test_text_that_is_no_day_is_refused_with_the_remedy(on: str) -> None:
    with pytest.raises(InvalidValue, match="write 1990-10-02, 1990-10 or 1990"):
        Country("Norway").code("cow", on=on)


def test_other_questions_about_a_day_take_text_too() -> None:
    assert Country("DR Congo").name_on("1997-05-16") == "Zaire"
    assert Country.parse("CS", on="1980-05") == Country("Czechoslovakia")


def test_a_state_that_registers_do_not_print_is_booked_under_the_country_whose_number_runs_on() -> None:
    found = {country.name: booked.name for country in ALL if (booked := booked_state(country)) is not None}
    assert found == {
        "Egypt": "United Arab Republic", "Serbia": "Serbia and Montenegro", "Tanzania": "Tanganyika",
    }  # fmt: skip


@pytest.mark.slow
def test_every_number_that_runs_on_through_a_change_of_name_is_of_a_spelling_of_the_register_all_the_time() -> None:
    path = SHARED / "domain" / "state_system.csv"
    if not path.exists():
        pytest.skip("the folder with the dated lists of states is not here")
    printed = [country for country in ALL if country.code("sipri") and country.name != "Serbia and Montenegro"]
    lost = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["name"] == "Zanzibar":  # registers print nothing of it
                continue
            first, last = max(row["start"], "1946-01-01"), row["end"] or "2016-12-31"
            days = {
                day for day in (first, last, *(f"{year}-07-01" for year in range(1946, 2017))) if first <= day <= last
            }
            for day in days:
                holders = [one for one in printed if one.code(row["system"].lower(), on=day) == int(row["code"])]
                lost += [] if len(holders) == 1 else [(row["system"], row["code"], day, holders)]
    assert lost == []


@pytest.mark.parametrize("on", [0, -5, 10_000])
def test_a_year_outside_the_calendar_is_refused(on: Any) -> None:
    with pytest.raises(InvalidValue, match=r"is no year \(expected 1 to 9999\)"):
        Country("Norway").code("iso2", on=on)
