"""States that are gone or were renamed, and which country an entry of a list of states is about.

The days stand in `historical_states.csv` and the numbers in `state_system.csv`; here is what joins them to the countries:
names by the keys of the first, and owners of numbers of the second that several countries had one after the other.
"""

from __future__ import annotations

# name and other names by key of the table. A state that ended by merging, dissolving or being absorbed is a country of its own; so is the Soviet Union, which
# all arms registers keep apart from Russia.
FORMER = {
    "soviet_union": ("Soviet Union", "Union of Soviet Socialist Republics; USSR"),
    "czechoslovakia": ("Czechoslovakia", "Czecho-Slovakia"),
    "yugoslavia_sfr": (
        "Yugoslavia",
        "Yugoslavia (SFRY); Socialist Federal Republic of Yugoslavia; SFR Yugoslavia; SFRY",
    ),
    "serbia_montenegro": ("Serbia and Montenegro", "Serbia-Montenegro"),
    "east_germany": ("East Germany", "German Democratic Republic; East Germany (GDR); GDR"),
    "north_yemen": ("North Yemen", "Yemen Arab Republic; Yemen Arab Republic (North Yemen)"),
    "south_yemen": (
        "South Yemen",
        "People's Democratic Republic of Yemen; Yemen People's Republic; Yemen, People's Republic of; Democratic Yemen; PDRY",
    ),
    "south_vietnam": (
        "South Vietnam",
        "South Viet Nam; Republic of Vietnam; Republic of Viet Nam; Vietnam, Republic of",
    ),
    "united_arab_republic": ("United Arab Republic", "UAR"),
    "tanganyika": ("Tanganyika", ""),
    "zanzibar": ("Zanzibar", ""),
    "netherlands_antilles": ("Netherlands Antilles", ""),
    "biafra": ("Biafra", ""),
    "katanga": ("Katanga", ""),
}
# country, name it had, and other names. A state that was renamed, or goes on in law, is one country under its latest name, as in the arms registers.
RENAMED = {
    "yugoslavia_fr": (
        "Serbia and Montenegro",
        "FR Yugoslavia",
        "Yugoslavia (FRY); Federal Republic of Yugoslavia; FRY",
    ),
    "west_germany": ("Germany", "West Germany", "Germany (West)"),
    "north_vietnam": ("Viet Nam", "North Vietnam", "North Viet Nam"),
    "rhodesia": ("Zimbabwe", "Rhodesia", "Southern Rhodesia"),
    "zaire": ("DR Congo", "Zaire", ""),
    "burma": ("Myanmar", "Burma", ""),
    "upper_volta": ("Burkina Faso", "Upper Volta", ""),
    "dahomey": ("Benin", "Dahomey", ""),
    "east_timor": ("Timor-Leste", "East Timor", ""),
}
# Where one number runs on through several countries: from this day it is said of this one.
HANDED_ON = {
    "365": (("1816-01-01", "Russia"), ("1922-12-30", "Soviet Union"), ("1991-12-26", "Russia")),
    "345": (
        ("1816-01-01", "Serbia"), ("1918-12-01", "Yugoslavia"), ("1992-04-27", "Serbia and Montenegro"),
        ("2006-06-05", "Serbia"),
    ),
    "678": (("1816-01-01", "North Yemen"), ("1990-05-22", "Yemen")),
    "510": (("1816-01-01", "Tanganyika"), ("1964-04-26", "Tanzania")),
    "651": (("1816-01-01", "Egypt"), ("1958-02-22", "United Arab Republic"), ("1961-09-28", "Egypt")),
}  # fmt: skip
BY_NAME = {"Zanzibar": "Zanzibar", "Abkhazia": "Abkhazia", "South Ossetia": "South Ossetia", "Tibet": "Tibet",
           "Republic of Vietnam": "South Vietnam", "Vietnam, Republic of": "South Vietnam"}  # fmt: skip
BY_FORMER_CODE = {"CSK": "Czechoslovakia", "DDR": "East Germany", "YMD": "South Yemen"}
# Names and codes that stand for more than one country.
AMBIGUOUS = {
    "CS": ("Czechoslovakia", "Serbia and Montenegro"),
    "YU": ("Yugoslavia", "Serbia and Montenegro"),
    "YUG": ("Yugoslavia", "Serbia and Montenegro"),
    "Korea": ("South Korea", "North Korea"),
    "Virgin Islands": ("United States Virgin Islands", "British Virgin Islands"),
}
# The spelling of the registers of SIPRI in 2024-26, of those that are not ours without accents; former states have theirs
# in the table.
SIPRI_NAMES = {"Bosnia and Herzegovina": "Bosnia-Herzegovina", "Eswatini": "eSwatini"}
