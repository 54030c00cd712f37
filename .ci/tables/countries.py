"""Makes the module of countries: the list of today, joined with two dated tables.

- ``state_system.csv``: who counts as a state from when to when, by Correlates of War (COW) and Gleditsch and Ward (GW);
- ``historical_states.csv``: states that are gone or were renamed, with their withdrawn ISO codes.

Each row of the tables has to find its country, and no two countries may claim one name, else nothing is made.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

from tables.past import AMBIGUOUS, BY_FORMER_CODE, BY_NAME, FORMER, HANDED_ON, RENAMED, SIPRI_NAMES
from tables.rows import quoted, rows_of, tupled
from tables.today import TODAY

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
        return f"    {tupled((*parts, others))},\n"


def parted(names: str) -> list[str]:
    """Split a list of other names."""
    return [name.strip() for name in names.split(";") if name.strip()]


def key(name: str) -> str:
    """Fold a name far enough to see that two rows claim it."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if c.isalnum() or c in " -")
    return " ".join(bare.replace("-", " ").casefold().split())


def day_before(day: str) -> str:
    """Return the day before, as text."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def listed() -> dict[str, Row]:
    """Read the list of today."""
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


def countries_module(folder: Path) -> str:
    """Return the text of the module of countries."""
    rows = listed()
    names = add_former(rows, folder / "historical_states.csv")
    add_spells(rows, folder / "state_system.csv")
    check(rows)
    spelled = sipri_names(folder / "historical_states.csv")
    lines = [row.line() for row in sorted(rows.values(), key=lambda row: key(row.name))]
    printed = [f"    {quoted(name)}: {quoted(spelling)},\n" for name, spelling in sorted(spelled.items())]
    former = [f"    {tupled(entry)},\n" for entry in sorted(names)]
    several = [f"    {quoted(mark)}: {tupled(owners)},\n" for mark, owners in sorted(AMBIGUOUS.items())]
    return (
        HEAD + "COUNTRIES: tuple[tuple[str, ...], ...] = (\n" + "".join(lines) + ")\n\n"
        "# Today's name, the name that was used, from its first to its last day.\n"
        "FORMER_NAMES: tuple[tuple[str, str, str, str], ...] = (\n" + "".join(former) + ")\n\n"
        "# What stands for more than one country.\n"
        "AMBIGUOUS: dict[str, tuple[str, ...]] = {\n" + "".join(several) + "}\n\n"
        "# Spelling of the registers of SIPRI, where it is not the name without accents; empty for what they do not print.\n"
        "SIPRI_NAMES: dict[str, str] = {\n" + "".join(printed) + "}\n"
    )
