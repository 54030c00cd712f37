"""armsdeals ref classes, countries, currencies, sources, formats, columns: the lists that codes are taken from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from armsdeals.cli.page import Page, picked
from armsdeals.formats._base import FORMATS, format_named
from armsdeals.sources._base import source_named, sources as all_sources
from armsdeals.tables.flat import TABLES, columns as columns_of, table_named
from armsdeals.values._countries import COUNTRIES
from armsdeals.values._iso4217 import CURRENCIES
from armsdeals.values.classes import SCHEMES
from armsdeals.values.country import Country
from armsdeals.values.country_days import Spell
from armsdeals.values.currency import to_currency


def classes(names: Sequence[str]) -> Page:
    """Return the classifications, the classes of one, or one class."""
    if not names:
        rows = tuple((one.name, len(one), one.title, one.edition) for one in SCHEMES.values())
        return Page(
            columns=("list", "classes", "what it is", "edition"), rows=rows, below="next: armsdeals ref classes EU_ML"
        )
    table = SCHEMES[picked(names[0], SCHEMES, "a classification")]
    if len(names) > 1:
        row = table.find(" ".join(names[1:]))
        inner = tuple((one.code, one.title) for one in table.values() if one.parent == row.code)
        return Page(
            title=f"{table.name} {row.code}",
            facts=(
                ("list", table.name), ("code", row.code), ("title", row.title), ("part of", row.parent or None),
                ("note", row.note or None), ("edition", table.edition),
            ),
            columns=("code", "title") if inner else (), rows=inner, rows_are="classes",
        )  # fmt: skip
    return Page(
        title=table.title,
        facts=(("list", table.name), ("edition", table.edition), ("taken from", table.source)),
        columns=("code", "title", "part of", "note"),
        rows=tuple((row.code, row.title, row.parent, row.note) for row in table.values()), rows_are="classes",
    )  # fmt: skip


def countries(names: Sequence[str]) -> Page:
    """Return the states and territories, or one with its codes and the days in which they hold."""
    if not names:
        return Page(
            columns=("country", "iso2", "iso3", "first day", "last day"), rows=tuple(row[:5] for row in COUNTRIES),
            below='next: armsdeals ref country "Soviet Union"',
        )  # fmt: skip
    country = Country(" ".join(names))
    other = next(row[-1] for row in COUNTRIES if row[0] == country.name)
    spells = [(system, spell) for system in ("cow", "gw") for spell in country.spells(system)]
    return Page(
        title=country.name,
        facts=(
            ("country", country.name), ("iso2", country.iso2), ("iso3", country.iso3), ("in SIPRI files", country.code("sipri")),
            ("first day", _told(country.start)), ("last day", _told(country.end)),
            ("also called", tuple(filter(None, other.split("; ")))),
        ),
        columns=("system", "number", "first day", "last day"),
        rows=tuple((system, *_days(spell)) for system, spell in spells), rows_are="numbers",
    )  # fmt: skip


def _days(spell: Spell) -> tuple[int, str, str | None]:
    return spell.number, spell.first.isoformat(), _told(spell.last)


def _told(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def currencies(names: Sequence[str]) -> Page:
    """Return the currencies of ISO 4217, or one."""
    columns = ("code", "name", "decimals")
    if not names:
        return Page(columns=columns, rows=tuple((code, *row) for code, row in CURRENCIES.items()))
    code = to_currency(" ".join(names))
    return Page(title=code, facts=tuple(zip(columns, (code, *CURRENCIES[code]), strict=True)))


def sources(names: Sequence[str]) -> Page:
    """Return whose registers are read, or one with its layouts and what it leaves out."""
    if not names:
        rows = tuple(
            (one.name, one.publisher, one.title, tuple(layout.name for layout in one.layouts)) for one in all_sources()
        )
        return Page(
            columns=("source", "publisher", "title", "layouts"), rows=rows, below="next: armsdeals ref source sipri"
        )
    one = source_named(names[0])
    return Page(
        title=one.title,
        facts=(
            ("source", one.name), ("publisher", one.publisher), ("link", one.link), ("terms", one.terms),
            ("leaves out", one.leaves_out),
        ),
        columns=("layout", "one line is"), rows=tuple((layout.name, layout.about) for layout in one.layouts),
        rows_are="layouts", below=f"next: armsdeals import {one.name} FILE",
    )  # fmt: skip


def formats(names: Sequence[str]) -> Page:
    """Return the formats of files, or one."""
    head = ("format", "suffixes", "people type it", "styles")
    rows = {
        one.name: (one.name, one.suffixes, bool(one.expands), ("long", *(("short",) if one.shortens else ()), *(("inert",) if one.inerts else ())))
        for one in FORMATS
    }  # fmt: skip
    if not names:
        return Page(columns=head, rows=tuple(rows.values()))
    name = format_named(names[0].removeprefix(".")).name
    return Page(title=name, facts=tuple(zip(head, rows[name], strict=True)))


def columns(names: Sequence[str]) -> Page:
    """Return the long tables, the columns of one, or one column."""
    if not names:
        tables = tuple((one.name, len(one.columns), f"one row is {one.about}") for one in TABLES)
        return Page(
            columns=("table", "columns", "what it holds"), rows=tables, below="next: armsdeals ref columns volumes"
        )
    table = table_named(names[0])
    head = ("column", "type", "unit", "what stands in it", "empty means")
    rows = {one.name: (one.name, one.type.value, one.unit, one.meaning, one.empty) for one in columns_of(table.name)}
    if len(names) > 1:
        name = columns_of(table.name)[names[1]].name
        return Page(title=f"{table.name}.{name}", facts=(("table", table.name), *zip(head, rows[name], strict=True)))
    return Page(
        title=table.name, facts=(("table", table.name), ("one row is", table.about)), columns=head,
        rows=tuple(rows.values()), rows_are="columns",
    )  # fmt: skip
