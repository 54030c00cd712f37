"""What is said of files: the formats, and the codes of whatever is found in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from armsdeals.cli.codes import CODES
from armsdeals.formats._base import FORMATS

WHERE = {
    "files": "In files",
    "registers": "In registers of others",
    "store": "In a store",
    "calls": "In calls",
}
_OPTION = re.compile(r"(--\w+)")
# What one would ask before choosing; the rest of a row is read from the table of formats.
GOOD_FOR = {
    "json": "programs, and other languages; the form that [the schema](../reference/schema.md) describes",
    "jsonl": "many deals, one in each line; files larger than memory",
    "yaml": "people, who type it [short](../guides/written-form.md) and comment it",
    "csv": "comparing two versions line by line, and programs that know nothing else: a row for each value",
    "parquet": "many deals, and [questions in SQL](../guides/tables.md)",
}


def formats() -> Iterator[tuple[str, str, str, str]]:
    """Every format: its name, the suffixes of its files, its styles, what it is good for."""
    for form in FORMATS:
        styles = ["long", *(["short"] if form.shortens else []), *(["inert"] if form.inerts else [])]
        suffixes = ", ".join(f"`{suffix}`" for suffix in form.suffixes)
        yield f"`{form.name}`", suffixes, ", ".join(f"`{style}`" for style in styles), GOOD_FOR[form.name]


def codes() -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """The codes that are no rules, by where they are met: what each says, and what to do."""
    for where in dict.fromkeys(told.where for told in CODES.values()):
        rows = [
            (f"`{code}`", told.about, _OPTION.sub(r"`\1`", told.remedy))
            for code, told in CODES.items()
            if told.where == where
        ]
        yield WHERE[where], rows
