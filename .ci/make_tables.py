"""Make the tables of the package: ``python .ci/make_tables.py ../shared/domain``.

It writes ``src/armsdeals/values/_classes.py`` from the tables of weapon classes, each with its edition, and joins the
list below with two dated tables to write ``src/armsdeals/values/_countries.py``:

- ``state_system.csv``: who counts as a state from when to when, by Correlates of War (COW) and Gleditsch and Ward (GW);
- ``historical_states.csv``: states that are gone or were renamed, with their withdrawn ISO codes.

Sources of the list below: codes of ISO 3166-1, of which XK and XKX (Kosovo) are user-assigned; names by common use in
English and in arms registers. Each row of the tables has to find its country here, else nothing is written.
"""  # noqa: INP001  (a script, no package)

from __future__ import annotations

import csv
import sys
import unicodedata
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

VALUES = Path(__file__).resolve().parents[1] / "src" / "armsdeals" / "values"
TARGET = VALUES / "_countries.py"

# name | alpha-2 | alpha-3 | other names and capital abbreviations, parted by ";"
TODAY = """
Afghanistan|AF|AFG|Islamic Republic of Afghanistan
Åland Islands|AX|ALA|
Albania|AL|ALB|
Algeria|DZ|DZA|
American Samoa|AS|ASM|
Andorra|AD|AND|
Angola|AO|AGO|
Anguilla|AI|AIA|
Antarctica|AQ|ATA|
Antigua and Barbuda|AG|ATG|
Argentina|AR|ARG|
Armenia|AM|ARM|
Aruba|AW|ABW|
Australia|AU|AUS|
Austria|AT|AUT|
Azerbaijan|AZ|AZE|
Bahamas|BS|BHS|The Bahamas; Bahamas, The
Bahrain|BH|BHR|
Bangladesh|BD|BGD|
Barbados|BB|BRB|
Belarus|BY|BLR|Byelorussia; Belarus (Byelorussia)
Belgium|BE|BEL|
Belize|BZ|BLZ|British Honduras
Benin|BJ|BEN|
Bermuda|BM|BMU|
Bhutan|BT|BTN|
Bolivia|BO|BOL|Plurinational State of Bolivia; Bolivia, Plurinational State of
Bonaire, Sint Eustatius and Saba|BQ|BES|Caribbean Netherlands
Bosnia and Herzegovina|BA|BIH|Bosnia-Herzegovina; Bosnia
Botswana|BW|BWA|
Bouvet Island|BV|BVT|
Brazil|BR|BRA|
British Indian Ocean Territory|IO|IOT|
British Virgin Islands|VG|VGB|
Brunei|BN|BRN|Brunei Darussalam
Bulgaria|BG|BGR|
Burkina Faso|BF|BFA|Burkina Faso (Upper Volta)
Burundi|BI|BDI|
Cabo Verde|CV|CPV|Cape Verde
Cambodia|KH|KHM|Kampuchea; Khmer Republic; Cambodia (Kampuchea)
Cameroon|CM|CMR|
Canada|CA|CAN|
Cayman Islands|KY|CYM|
Central African Republic|CF|CAF|
Chad|TD|TCD|
Chile|CL|CHL|
China|CN|CHN|People's Republic of China
Christmas Island|CX|CXR|
Cocos Islands|CC|CCK|Cocos (Keeling) Islands
Colombia|CO|COL|
Comoros|KM|COM|
Congo|CG|COG|Republic of the Congo; Congo-Brazzaville; Congo, Republic of; Congo, Rep.; Congo (Brazzaville)
Cook Islands|CK|COK|
Costa Rica|CR|CRI|
Côte d'Ivoire|CI|CIV|Ivory Coast
Croatia|HR|HRV|
Cuba|CU|CUB|
Curaçao|CW|CUW|
Cyprus|CY|CYP|Republic of Cyprus
Czechia|CZ|CZE|Czech Republic
Denmark|DK|DNK|
Djibouti|DJ|DJI|
Dominica|DM|DMA|
Dominican Republic|DO|DOM|
DR Congo|CD|COD|Democratic Republic of the Congo; Democratic Republic of Congo; Congo, Democratic Republic of; Congo, Democratic Republic of the; Congo, The Democratic Republic of the; Congo-Kinshasa; DRC; Congo, Dem. Rep.; Congo, Democratic Republic of (Zaire)
Ecuador|EC|ECU|
Egypt|EG|EGY|Arab Republic of Egypt; Egypt, Arab Rep.
El Salvador|SV|SLV|
Equatorial Guinea|GQ|GNQ|
Eritrea|ER|ERI|
Estonia|EE|EST|
Eswatini|SZ|SWZ|Swaziland
Ethiopia|ET|ETH|
Falkland Islands|FK|FLK|Falkland Islands (Malvinas)
Faroe Islands|FO|FRO|
Fiji|FJ|FJI|
Finland|FI|FIN|
France|FR|FRA|
French Guiana|GF|GUF|
French Polynesia|PF|PYF|
French Southern Territories|TF|ATF|
Gabon|GA|GAB|
Gambia|GM|GMB|The Gambia; Gambia, The
Georgia|GE|GEO|
Germany|DE|DEU|Federal Republic of Germany; German Federal Republic; FRG
Ghana|GH|GHA|
Gibraltar|GI|GIB|
Greece|GR|GRC|Hellenic Republic
Greenland|GL|GRL|
Grenada|GD|GRD|
Guadeloupe|GP|GLP|
Guam|GU|GUM|
Guatemala|GT|GTM|
Guernsey|GG|GGY|
Guinea|GN|GIN|
Guinea-Bissau|GW|GNB|
Guyana|GY|GUY|
Haiti|HT|HTI|
Heard Island and McDonald Islands|HM|HMD|
Honduras|HN|HND|
Hong Kong|HK|HKG|Hong Kong SAR; Hong Kong SAR, China; China, Hong Kong SAR; China, Hong Kong Special Administrative Region
Hungary|HU|HUN|
Iceland|IS|ISL|
India|IN|IND|
Indonesia|ID|IDN|
Iran|IR|IRN|Islamic Republic of Iran; Iran, Islamic Republic of; Persia; Iran, Islamic Rep.; Iran (Persia)
Iraq|IQ|IRQ|
Ireland|IE|IRL|Republic of Ireland
Isle of Man|IM|IMN|
Israel|IL|ISR|
Italy|IT|ITA|Italy/Sardinia
Jamaica|JM|JAM|
Japan|JP|JPN|
Jersey|JE|JEY|
Jordan|JO|JOR|
Kazakhstan|KZ|KAZ|
Kenya|KE|KEN|
Kiribati|KI|KIR|
Kosovo|XK|XKX|
Kuwait|KW|KWT|
Kyrgyzstan|KG|KGZ|Kyrgyz Republic
Laos|LA|LAO|Lao People's Democratic Republic; Lao PDR; Lao
Latvia|LV|LVA|
Lebanon|LB|LBN|
Lesotho|LS|LSO|
Liberia|LR|LBR|
Libya|LY|LBY|Libyan Arab Jamahiriya
Liechtenstein|LI|LIE|
Lithuania|LT|LTU|
Luxembourg|LU|LUX|
Macao|MO|MAC|Macau; Macao SAR; Macao SAR, China; China, Macao SAR; China, Macao Special Administrative Region
Madagascar|MG|MDG|
Malawi|MW|MWI|
Malaysia|MY|MYS|
Maldives|MV|MDV|
Mali|ML|MLI|
Malta|MT|MLT|
Marshall Islands|MH|MHL|
Martinique|MQ|MTQ|
Mauritania|MR|MRT|
Mauritius|MU|MUS|
Mayotte|YT|MYT|
Mexico|MX|MEX|
Micronesia|FM|FSM|Federated States of Micronesia; Micronesia, Federated States of; Micronesia, Fed. Sts.
Moldova|MD|MDA|Republic of Moldova; Moldova, Republic of
Monaco|MC|MCO|
Mongolia|MN|MNG|
Montenegro|ME|MNE|
Montserrat|MS|MSR|
Morocco|MA|MAR|
Mozambique|MZ|MOZ|
Myanmar|MM|MMR|Myanmar (Burma)
Namibia|NA|NAM|
Nauru|NR|NRU|
Nepal|NP|NPL|
Netherlands|NL|NLD|The Netherlands
New Caledonia|NC|NCL|
New Zealand|NZ|NZL|
Nicaragua|NI|NIC|
Niger|NE|NER|
Nigeria|NG|NGA|
Niue|NU|NIU|
Norfolk Island|NF|NFK|
North Korea|KP|PRK|Democratic People's Republic of Korea; Korea, Democratic People's Republic of; Korea, People's Republic of; Korea, North; North Korea (DPRK); DPRK; Korea, Dem. People's Rep.; Korea, Dem. Rep.
North Macedonia|MK|MKD|Macedonia; FYR Macedonia; Macedonia (FYROM); Former Yugoslav Republic of Macedonia; The former Yugoslav Republic of Macedonia; Republic of North Macedonia; FYROM; Macedonia (Former Yugoslav Republic of)
Northern Mariana Islands|MP|MNP|
Norway|NO|NOR|
Oman|OM|OMN|
Pakistan|PK|PAK|
Palau|PW|PLW|
Palestine|PS|PSE|State of Palestine; Palestine, State of; Palestinian Authority; Palestinian Territories; Occupied Palestinian Territory; West Bank and Gaza
Panama|PA|PAN|
Papua New Guinea|PG|PNG|
Paraguay|PY|PRY|
Peru|PE|PER|
Philippines|PH|PHL|The Philippines
Pitcairn|PN|PCN|
Poland|PL|POL|
Portugal|PT|PRT|
Puerto Rico|PR|PRI|
Qatar|QA|QAT|
Réunion|RE|REU|
Romania|RO|ROU|Rumania
Russia|RU|RUS|Russian Federation
Rwanda|RW|RWA|
Saint Barthélemy|BL|BLM|
Saint Helena|SH|SHN|Saint Helena, Ascension and Tristan da Cunha
Saint Kitts and Nevis|KN|KNA|St. Kitts and Nevis; St Kitts and Nevis
Saint Lucia|LC|LCA|St. Lucia
Saint Martin|MF|MAF|Saint Martin (French part)
Saint Pierre and Miquelon|PM|SPM|
Saint Vincent and the Grenadines|VC|VCT|St. Vincent and the Grenadines; Saint Vincent; St Vincent; St Vincent and the Grenadines
Samoa|WS|WSM|Western Samoa; Samoa/Western Samoa
San Marino|SM|SMR|
São Tomé and Príncipe|ST|STP|
Saudi Arabia|SA|SAU|Kingdom of Saudi Arabia; KSA
Senegal|SN|SEN|
Serbia|RS|SRB|Republic of Serbia
Seychelles|SC|SYC|
Sierra Leone|SL|SLE|
Singapore|SG|SGP|
Sint Maarten|SX|SXM|Sint Maarten (Dutch part)
Slovakia|SK|SVK|Slovak Republic
Slovenia|SI|SVN|
Solomon Islands|SB|SLB|
Somalia|SO|SOM|
South Africa|ZA|ZAF|
South Georgia and the South Sandwich Islands|GS|SGS|
South Korea|KR|KOR|Republic of Korea; Korea, Republic of; Korea, South; South Korea (ROK); ROK; Korea, Rep.
South Sudan|SS|SSD|
Spain|ES|ESP|
Sri Lanka|LK|LKA|Ceylon; Sri Lanka (Ceylon)
Sudan|SD|SDN|
Suriname|SR|SUR|Surinam
Svalbard and Jan Mayen|SJ|SJM|
Sweden|SE|SWE|
Switzerland|CH|CHE|
Syria|SY|SYR|Syrian Arab Republic
Taiwan|TW|TWN|Taiwan, Province of China; Taiwan (ROC); Chinese Taipei
Tajikistan|TJ|TJK|
Tanzania|TZ|TZA|United Republic of Tanzania; Tanzania, United Republic of; Tanzania/Tanganyika
Thailand|TH|THA|Siam
Timor-Leste|TL|TLS|
Togo|TG|TGO|
Tokelau|TK|TKL|
Tonga|TO|TON|
Trinidad and Tobago|TT|TTO|
Tunisia|TN|TUN|
Türkiye|TR|TUR|Turkey; Republic of Türkiye; Republic of Turkey; Turkey (Ottoman Empire)
Turkmenistan|TM|TKM|
Turks and Caicos Islands|TC|TCA|
Tuvalu|TV|TUV|
Uganda|UG|UGA|
Ukraine|UA|UKR|
United Arab Emirates|AE|ARE|UAE
United Kingdom|GB|GBR|Great Britain; Britain; United Kingdom of Great Britain and Northern Ireland; UK
United States|US|USA|United States of America
United States Minor Outlying Islands|UM|UMI|
United States Virgin Islands|VI|VIR|US Virgin Islands; U.S. Virgin Islands
Uruguay|UY|URY|
Uzbekistan|UZ|UZB|
Vanuatu|VU|VUT|
Vatican City|VA|VAT|Holy See; Vatican
Venezuela|VE|VEN|Bolivarian Republic of Venezuela; Venezuela, Bolivarian Republic of; Venezuela, RB
Viet Nam|VN|VNM|Vietnam; Socialist Republic of Viet Nam; Socialist Republic of Vietnam; Democratic Republic of Vietnam; Vietnam, Democratic Republic of
Wallis and Futuna|WF|WLF|
Western Sahara|EH|ESH|
Yemen|YE|YEM|Republic of Yemen; Yemen, Rep.
Zambia|ZM|ZMB|
Zimbabwe|ZW|ZWE|Zimbabwe (Rhodesia)
Abkhazia|||
Northern Cyprus|||Turkish Republic of Northern Cyprus
South Ossetia|||
"""

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
# Tables of classes: name, file, columns of code, title, parent and note; edition, and what the table is.
CLASSES = (
    ("EU_ML", "eu_ml_categories.csv", ("code", "short_label", "", ""), "2024-02-19 (C/2024/1945)",
     "Common Military List of the European Union"),
    ("USML", "usml_categories.csv", ("code", "short_label", "", ""), "22 CFR 121.1, day of the text not noted",
     "United States Munitions List"),
    ("MTCR", "mtcr_items.csv", ("item", "short_label", "", "category"), "2024-03-14 (MTCR/TEM/2024/Annex)",
     "Annex of the Missile Technology Control Regime"),
    ("SIPRI", "sipri_categories.csv", ("category", "category", "", "example_descriptions"),
     "exports of the database seen up to 2026", "armament categories of the SIPRI Arms Transfers Database"),
    ("UNROCA", "unroca_categories.csv", ("code", "label", "parent", "note"),
     "register page and Annex 1 of the ATT reporting template, day of the text not noted",
     "United Nations Register of Conventional Arms"),
    ("EU_CRITERIA", "eu_criteria.csv", ("criterion", "short_label", "", "refusal"),
     "2008/944/CFSP as amended by (CFSP) 2019/1560", "criteria of Council Common Position 2008/944/CFSP, Article 2"),
)  # fmt: skip
# A group of older material; where it went is believed to be Naval weapons, and was not checked, so it stays itself.
FORMER_CLASSES = {
    "SIPRI": (
        ("Anti-submarine warfare weapons", "Anti-submarine warfare weapons", "", "former group", "older coverage page"),
    ),
}
POINTER = "; see MODEL section 9"  # leads nowhere from within the package
CLASSES_HEAD = '''"""Classes of weapons with the edition of each list. Made by .ci/make_tables.py; do not edit.

Titles are shortened in our words. What is known of a single row beyond the source of its list stands in its last column.

    >>> CLASSES["EU_ML"][3][9]
    ('ML10', 'Aircraft, lighter-than-air vehicles, unmanned aerial vehicles, aero-engines', '', '', '')
"""

# fmt: off
# What it is, its edition, its source, and rows of code, title, code of the wider class, note, remark on the source.
'''
BEFORE_THE_REGISTERS = "1946"  # a state that ended earlier and has no heir in the list is left out
HEAD = '''"""Countries with their codes and the spells in which they counted as states. Made by .ci/make_tables.py; do not edit.

Sources: ISO 3166-1 codes (XK and XKX are user-assigned) and ISO 3166-3 for withdrawn ones; Correlates of War, State
System Membership, edition 2016; Gleditsch and Ward, list of independent states and of microstates, edition 2017; legal
dates of former states from general reference. Names are those in common use. Left out: states that ended before 1946
and go on in no later one.

    >>> next(row for row in COUNTRIES if row[2] == "SAU")
    ('Saudi Arabia', 'SA', 'SAU', '1932-09-23', '', '670 1927-05-20..', '670 1932-09-23..', 'Kingdom of Saudi Arabia; KSA')
"""

# fmt: off
# name, alpha-2, alpha-3, first day, last day, COW spells, GW spells, other names. Codes of former states are withdrawn
# ones. A spell is "number first..last"; one without a last day was open when its list was closed.
'''


class Row:
    """What is gathered of one country."""

    def __init__(self, name: str, iso2: str, iso3: str, aliases: str) -> None:
        self.name, self.iso2, self.iso3 = name, iso2, iso3
        self.aliases = parted(aliases)
        self.start = self.end = ""
        self.spells: dict[str, list[tuple[str, str, str]]] = defaultdict(list)

    def spells_text(self, system: str) -> str:
        """Write the spells of one system, oldest first."""
        return "; ".join(
            f"{code} {first}..{last}" for code, first, last in sorted(self.spells[system], key=itemgetter(1))
        )

    def line(self) -> str:
        """Write the row of the table."""
        parts = (self.name, self.iso2, self.iso3, self.start, self.end, self.spells_text("COW"), self.spells_text("GW"))
        others = "; ".join(dict.fromkeys(self.aliases))
        return f"    ({', '.join(quoted(part) for part in (*parts, others))}),\n"


def parted(names: str) -> list[str]:
    """Split a list of other names."""
    return [name.strip() for name in names.split(";") if name.strip()]


def quoted(text: str) -> str:
    """Write a text as the formatter would."""
    return f'"{text}"'


def key(name: str) -> str:
    """Fold a name far enough to see that two rows claim it."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if c.isalnum() or c in " -")
    return " ".join(bare.replace("-", " ").casefold().split())


def day_before(day: str) -> str:
    """Return the day before, as text."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read one of the tables."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed() -> dict[str, Row]:
    """Read the list above."""
    rows = (Row(*line.split("|")) for line in TODAY.strip().splitlines())
    return {row.name: row for row in rows}


def add_former(rows: dict[str, Row], path: Path) -> list[tuple[str, ...]]:
    """Add the former states; return former names as (country, name, first day, last day)."""
    pasts = {past["key"]: past for past in rows_of(path)}
    if strange := pasts.keys() ^ (FORMER.keys() | RENAMED.keys()):
        raise SystemExit(f"former states that only one side knows: {', '.join(sorted(strange))}")
    for which, (name, aliases) in FORMER.items():
        past = pasts[which]
        row = rows[name] = Row(name, past["iso_alpha2"], past["iso_alpha3"], aliases)
        row.start, row.end = past["start"], last_day(past)
        if row.iso2 == "YE":  # Yemen has taken the codes of North Yemen over
            row.iso2 = row.iso3 = ""
    names: list[tuple[str, ...]] = []
    for which, (country, name, aliases) in RENAMED.items():
        past, row = pasts[which], rows[country]
        names.append((country, name, past["start"], last_day(past)))
        withdrawn = (past["iso_alpha2"], past["iso_alpha3"])
        row.aliases += [
            name,
            *parted(aliases),
            *(code for code in withdrawn if code and code not in {row.iso2, row.iso3, *AMBIGUOUS}),
        ]
        row.start = row.start and min(row.start, past["start"])
    # The state of 1992 called itself by the name of the one before it, and so do the lists of COW and GW.
    names += [(country, "Yugoslavia", first, last) for country, name, first, last in names if name == "FR Yugoslavia"]
    tibet = rows["Tibet"] = Row("Tibet", "", "", "")
    tibet.start, tibet.end = "1913-01-01", "1950-10-01"
    return names


def sipri_names(path: Path) -> dict[str, str]:
    """Return how the registers of SIPRI spell a country, where that is not its name without accents."""
    former = {FORMER[past["key"]][0]: past["sipri_name"] for past in rows_of(path) if past["key"] in FORMER}
    return SIPRI_NAMES | {name: spelling for name, spelling in former.items() if spelling != name}


def last_day(past: dict[str, str]) -> str:
    """Return the last day of a former state; the table has the day of the change, or the last day where that was whole."""
    end = past["end"]
    return end if end.endswith("-12-31") or past["key"] == "south_vietnam" else day_before(end)


def add_spells(rows: dict[str, Row], path: Path) -> None:
    """Give every spell of membership to its country; stop at one that finds none."""
    by_iso3 = {row.iso3: row for row in rows.values() if row.iso3 and not row.end}
    for spell in rows_of(path):
        system, code, first, last = spell["system"], spell["code"], spell["start"], spell["end"]
        if spell["iso3"] and spell["iso3"] not in by_iso3:
            raise SystemExit(f"no country has the code {spell['iso3']} ({spell['name']}, {system} {code})")
        if code in HANDED_ON:
            for (since, name), (until, _) in pairwise((*HANDED_ON[code], ("9999-12-31", ""))):
                begin, finish = max(first, since), min(last or "9999", day_before(until))
                if begin <= finish:
                    is_open = not last and until == "9999-12-31"
                    rows[name].spells[system].append((code, begin, "" if is_open else finish))
            continue
        owner = BY_NAME.get(spell["name"]) or BY_FORMER_CODE.get(spell["iso3_former"])
        ended_early = "" < last < BEFORE_THE_REGISTERS
        if spell["name"] == "Papal States" or (not owner and not spell["iso3"] and ended_early):
            continue
        if not owner and not spell["iso3"]:
            raise SystemExit(f"{spell['name']} ({system} {code}) belongs to no country")
        row = rows[owner] if owner else by_iso3[spell["iso3"]]
        row.spells[system].append((code, first, last))
    for row in rows.values():
        open_spells = [first for system in ("GW", "COW") for _, first, last in row.spells[system] if not last]
        row.start = row.start or (open_spells[0] if open_spells else "")


def check(rows: dict[str, Row]) -> None:
    """Stop where two countries claim one name or code."""
    taken: dict[str, str] = {}
    for row in rows.values():
        for name in {row.name, *row.aliases}:
            mark = name if name.isupper() and name.isalpha() else key(name)
            if taken.setdefault(mark, row.name) != row.name:
                raise SystemExit(f"{name} is claimed by {row.name} and {taken[mark]}")
        for code in filter(None, (row.iso2, row.iso3)):
            if code not in AMBIGUOUS and taken.setdefault(code, row.name) != row.name:
                raise SystemExit(f"{code} is claimed by {row.name} and {taken[code]}")
    lost = {name for names in AMBIGUOUS.values() for name in names} - rows.keys()
    if lost:
        raise SystemExit(f"unknown countries among the ambiguous: {', '.join(sorted(lost))}")


def class_table(folder: Path, name: str, file: str, columns: tuple[str, ...]) -> tuple[str, list[tuple[str, ...]]]:
    """Return the source that all rows of a list share, and its rows with what their own source adds."""
    told = rows_of(folder / file)
    shared = min((row["source"] for row in told), key=len)
    rows = []
    for row in told:
        if not row["source"].startswith(shared):
            raise SystemExit(f"{file}: the rows have no source in common")
        code, title, parent, note = (row[column].removesuffix(POINTER) if column else "" for column in columns)
        rows.append((code, title, parent, note, row["source"].removeprefix(shared).removeprefix("; ")))
    return shared, [*rows, *FORMER_CLASSES.get(name, ())]


def write_classes(folder: Path) -> None:
    """Write the module of weapon classes."""
    text = CLASSES_HEAD + "CLASSES: dict[str, tuple[str, str, str, tuple[tuple[str, str, str, str, str], ...]]] = {\n"
    for name, file, columns, edition, what in CLASSES:
        source, rows = class_table(folder, name, file, columns)
        lines = "".join(f"        ({', '.join(map(quoted, row))}),\n" for row in rows)
        text += f"    {quoted(name)}: ({quoted(what)}, {quoted(edition)}, {quoted(source)}, (\n{lines}    )),\n"
    factors = rows_of(folder / "sipri_condition.csv")
    lines = "".join(
        f"    ({', '.join(quoted(row[column]) for column in ('condition', 'status', 'tiv_factor', 'measured'))}),\n"
        for row in factors
    )
    text += (
        "}\n\n"
        "# Condition, its name in the exports of SIPRI, the share of a new unit's volume that counts, how it was measured.\n"
        f"CONDITIONS_SOURCE = {quoted(max((row['source'] for row in factors), key=len))}\n"
        f"CONDITIONS: tuple[tuple[str, str, str, str], ...] = (\n{lines})\n"
    )
    (VALUES / "_classes.py").write_text(text, encoding="utf-8")


def main(folder: Path) -> None:
    """Join the tables and write the modules."""
    write_classes(folder)
    rows = listed()
    names = add_former(rows, folder / "historical_states.csv")
    add_spells(rows, folder / "state_system.csv")
    check(rows)
    spelled = sipri_names(folder / "historical_states.csv")
    lines = [row.line() for row in sorted(rows.values(), key=lambda row: key(row.name))]
    printed = [f"    {quoted(name)}: {quoted(spelling)},\n" for name, spelling in sorted(spelled.items())]
    former = [f"    ({', '.join(map(quoted, entry))}),\n" for entry in sorted(names)]
    several = [
        f"    {quoted(mark)}: ({', '.join(map(quoted, owners))}),\n" for mark, owners in sorted(AMBIGUOUS.items())
    ]
    TARGET.write_text(
        HEAD + "COUNTRIES: tuple[tuple[str, ...], ...] = (\n" + "".join(lines) + ")\n\n"
        "# Today's name, the name that was used, from its first to its last day.\n"
        "FORMER_NAMES: tuple[tuple[str, str, str, str], ...] = (\n" + "".join(former) + ")\n\n"
        "# What stands for more than one country.\n"
        "AMBIGUOUS: dict[str, tuple[str, ...]] = {\n" + "".join(several) + "}\n\n"
        "# Spelling of the registers of SIPRI, where it is not the name without accents; empty for what they do not print.\n"
        "SIPRI_NAMES: dict[str, str] = {\n" + "".join(printed) + "}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
