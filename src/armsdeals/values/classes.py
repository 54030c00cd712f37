"""Classes of weapons: the lists by which states and registers sort what is transferred, each with its edition.

    >>> SCHEMES["EU_ML"]["ML10"].title
    'Aircraft, lighter-than-air vehicles, unmanned aerial vehicles, aero-engines'
    >>> SCHEMES["SIPRI"].find("Air-defence systems").code
    'Air defence systems'
    >>> SCHEMES["USML"].read("viii(a)(2)")
    'VIII(a)(2)'
    >>> SCHEMES["MTCR"].find("7")
    Traceback (most recent call last):
    armsdeals.errors.UnknownName: MTCR item 7 is reserved: it names nothing

A code may go deeper than our rows where its list does (ML4.b, VIII(a)(2), 1.A.1): the head is looked up, the rest kept
as written. The lists change over time, so a claim of a class keeps the edition that it goes by. Titles are shortened in
our words. Left out: the texts behind the headings, and any conversion of one list into another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from attrs import field, frozen

from armsdeals._fields import Word
from armsdeals._printed import short_repr
from armsdeals._shown import shown
from armsdeals.errors import UnknownName, suggestion
from armsdeals.values._classes import CLASSES, CONDITIONS

_RESERVED = "reserved"
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2014]+")


class Scheme(Word):
    """A list that sorts weapons into classes."""

    EU_ML = "EU_ML"  # Common Military List of the European Union: licences
    USML = "USML"  # United States Munitions List: licences
    MTCR = "MTCR"  # Annex of the Missile Technology Control Regime: items 1 and 2 are its category I
    SIPRI = "SIPRI"  # armament categories of the SIPRI Arms Transfers Database
    UNROCA = "UNROCA"  # United Nations Register of Conventional Arms; land-based air defence has no class in it


# What may stand behind a code of ours, where a list goes deeper than its headings.
_DEEPER = {
    "EU_ML": re.compile(r"(.+?)((?:\.[0-9a-z]{1,3})+)"),
    "USML": re.compile(r"(.+?)((?:\([0-9a-z]{1,4}\))+)"),
    "MTCR": re.compile(r"(.+?)((?:\.[0-9A-Za-z]{1,2})+)"),
}
_NUMBERED = ("EU_ML", "USML", "UNROCA")  # lists whose headings people call by a plain number as well


@frozen(kw_only=True, repr=False)
class ClassRow:
    """One class of a list.

    Attributes:
        code: Its code; at SIPRI the name of the category.
        title: What is in it, shortened in our words.
        parent: The code of the wider class that it is part of; empty for a heading.
        note: What to know when using it; at the MTCR its category, I or II.
        source: What is to be said of the source of this row, beyond that of the list.
    """

    code: str
    title: str
    parent: str = ""
    note: str = ""
    source: str = ""

    __repr__ = short_repr

    @property
    def is_reserved(self) -> bool:
        """Whether the number is kept free and names nothing."""
        return self.title == _RESERVED


@frozen(kw_only=True, slots=False, repr=False)
class ClassTable(Mapping[str, ClassRow]):
    """One list: its rows by their codes, in the order of the list.

    Attributes:
        name: Its short name, as in `Scheme`.
        title: What it is.
        edition: Which text of it the rows follow.
        source: Where we have them from.
        rows: The rows.
    """

    name: str
    title: str
    edition: str
    source: str
    rows: tuple[ClassRow, ...] = field(repr=False)

    __repr__ = short_repr

    def __getitem__(self, code: str) -> ClassRow:
        return self._by_code[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_code)

    def __len__(self) -> int:
        return len(self.rows)

    def find(self, code: str) -> ClassRow:
        """Return the row of a code, also of one that goes deeper; case, blanks and hyphens do not matter.

        Raises:
            UnknownName: The list has no such code, or keeps it free.
        """
        return self[self._parted(code)[0]]

    def read(self, code: str) -> str:
        """Return a code as the list writes it.

        Raises:
            UnknownName: The list has no such code, or keeps it free.
        """
        return "".join(self._parted(code))

    def _parted(self, code: str) -> tuple[str, str]:
        """Split a code into that of its row and what goes deeper."""
        head, deeper = code, ""
        if self.name in _DEEPER and (parts := _DEEPER[self.name].fullmatch(code.strip())):
            head, deeper = parts.groups()
        found = self._by_key.get(_key(head))
        if found is None:
            raise self._unknown(code, head)
        if self[found].is_reserved:
            raise UnknownName(f"{self.name} item {found} is reserved: it names nothing")
        return found, deeper

    def _unknown(self, code: str, head: str) -> UnknownName:
        near = suggestion(_key(head), self._by_key, most=3)
        codes = tuple(self._by_key[key] for key in near)
        headings = [row.code for row in self.rows if not row.parent]
        if self.name in _NUMBERED and head.strip() in {str(number + 1) for number in range(len(headings))}:
            codes = (headings[int(head) - 1],)
        hint = f"did you mean {codes[0]}?" if codes else f"expected one of {', '.join(headings)}"
        return UnknownName(f"{shown(code)} is no code of {self.name}; {hint}", suggestions=codes)

    @cached_property
    def _by_code(self) -> dict[str, ClassRow]:
        return {row.code: row for row in self.rows}

    @cached_property
    def _by_key(self) -> dict[str, str]:
        return {_key(row.code): row.code for row in self.rows}


def _key(code: str) -> str:
    return _SEPARATORS.sub("", code).casefold()


def _table(name: str) -> ClassTable:
    title, edition, source, rows = CLASSES[name]
    told = tuple(ClassRow(code=row[0], title=row[1], parent=row[2], note=row[3], source=row[4]) for row in rows)
    return ClassTable(name=name, title=title, edition=edition, source=source, rows=told)


SCHEMES: Mapping[str, ClassTable] = MappingProxyType({scheme: _table(scheme) for scheme in Scheme})
# By which the members of the European Union weigh licences. Decision (CFSP) 2025/779 of 2025-04-14 revises them; its
# text was not read, so a refusal keeps the edition that it goes by.
EU_CRITERIA: ClassTable = _table("EU_CRITERIA")
# Which share of the volume of a new unit SIPRI counts, by the condition of the goods (archived explanation of its TIV
# tables: 40 and 66 per cent; measured over 20,480 rows). Goods of mixed or unknown condition have no factor.
TIV_FACTORS: Mapping[str, Decimal] = MappingProxyType({row[0]: Decimal(row[2]) for row in CONDITIONS})
