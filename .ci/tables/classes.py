"""Makes the module of weapon classes from the tables of six lists, each with its edition, and of conditions.

A row keeps what its own source adds to the one that all rows of its list share.
"""

from __future__ import annotations

from pathlib import Path

from tables.rows import quoted, rows_of, tupled

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
CONDITION = ("condition", "status", "tiv_factor", "measured")  # columns of sipri_condition.csv
POINTER = "; see MODEL section 9"  # leads nowhere from within the package
HEAD = '''"""Classes of weapons with the edition of each list. Made by .ci/make_tables.py; do not edit.

Titles are shortened in our words. What is known of a single row beyond the source of its list stands in its last column.

    >>> CLASSES["EU_ML"][3][9]
    ('ML10', 'Aircraft, lighter-than-air vehicles, unmanned aerial vehicles, aero-engines', '', '', '')
"""

# fmt: off
# What it is, its edition, its source, and rows of code, title, code of the wider class, note, remark on the source.
'''


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


def classes_module(folder: Path) -> str:
    """Return the text of the module of weapon classes."""
    lists = ""
    for name, file, columns, edition, what in CLASSES:
        source, rows = class_table(folder, name, file, columns)
        lines = "".join(f"        {tupled(row)},\n" for row in rows)
        lists += f"    {quoted(name)}: ({quoted(what)}, {quoted(edition)}, {quoted(source)}, (\n{lines}    )),\n"
    factors = rows_of(folder / "sipri_condition.csv")
    conditions = "".join(f"    {tupled(row[column] for column in CONDITION)},\n" for row in factors)
    return (
        HEAD + "CLASSES: dict[str, tuple[str, str, str, tuple[tuple[str, str, str, str, str], ...]]] = {\n"
        f"{lists}}}\n\n"
        "# Condition, its name in the exports of SIPRI, the share of a new unit's volume that counts, how it was measured.\n"
        f"CONDITIONS_SOURCE = {quoted(max((row['source'] for row in factors), key=len))}\n"
        f"CONDITIONS: tuple[tuple[str, str, str, str], ...] = (\n{conditions})\n"
    )
