"""Make the names of states in other languages: ``python .ci/make_names_abroad.py``, where Babel is installed.

It writes ``src/armsdeals/values/_names_abroad.py``: under the English name of each state of ours that exists, its names in its
own official languages and in those of much of the press, as the Common Locale Data Repository of Unicode has them. Left out:
names that are English ones as well, those of two states, and the shortest.
"""  # noqa: INP001  (a script, no package)

from __future__ import annotations

from collections import defaultdict
from importlib import metadata
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from armsdeals.values._countries import AMBIGUOUS, COUNTRIES
from armsdeals.values.country import is_country
from armsdeals.values.country_names import key_of_name

TARGET = Path(__file__).resolve().parents[1] / "src" / "armsdeals" / "values" / "_names_abroad.py"
PRESS = (
    "ar", "cs", "da", "de", "el", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nb", "nl", "pl", "pt",
    "ro", "ru", "sv", "tr", "uk", "ur", "vi", "zh", "zh_Hant",
)  # fmt: skip
SHORTEST = 4  # letters of a name in the Latin alphabet: what is shorter may be the name of a firm

HEAD = '''"""Names of states in other languages than English. Made by .ci/make_names_abroad.py; do not edit.

Source: Unicode, Common Locale Data Repository (CLDR), names of territories, as carried by Babel {version}. Copyright 2004-2025
Unicode, Inc.; Unicode License v3 (LICENSE-UNICODE). Left out: former states, names that are English ones as
well, and those of two states.

    >>> "Deutschland" in NAMES_ABROAD["Germany"].split("; ")
    True
"""

# ruff: noqa: RUF001
# fmt: off
NAMES_ABROAD: dict[str, str] = {{
'''


def main() -> None:
    """Write the table."""
    found: dict[str, set[str]] = {}
    owners: dict[str, set[str]] = defaultdict(set)
    for name, iso2, _, start, end, *_ in COUNTRIES:
        if not iso2 or not start or end:
            continue
        found[name] = set()
        for language in sorted({*PRESS, *get_official_languages(iso2, regional=True, de_facto=True)}):
            try:
                told = Locale.parse(language).territories.get(iso2, "")
            except (UnknownLocaleError, ValueError):
                continue
            is_short = told.isascii() and len(told) < SHORTEST
            if told and not is_short and not is_country(told) and told not in AMBIGUOUS:
                found[name].add(told)
                owners[key_of_name(told)].add(name)
    rows = ""
    for name, names in found.items():
        kept = sorted(told for told in names if len(owners[key_of_name(told)]) == 1)
        if kept:
            rows += f'    "{name}": "{"; ".join(kept)}",\n'
    TARGET.write_text(f"{HEAD.format(version=metadata.version('babel'))}{rows}}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
