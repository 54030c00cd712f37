"""Parts: the deals in a cell of an answer, and how much of it each one is.

The question is asked once more, for that cell alone and deal by deal, so that the parts add up to the cell.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals.analysis._answer import Answer, answered, what
from armsdeals.analysis._asked import Key, Named, Years, names_in
from armsdeals.analysis._engine import Frame, collected, narwhals, opened
from armsdeals.analysis._result import Result
from armsdeals.analysis._sums import Measure, year_columns
from armsdeals.analysis.cells import NoValue
from armsdeals.analysis.columns import Column, ResultRow
from armsdeals.errors import InvalidValue
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.tables.table import Table
from armsdeals.values.basis import Basis

_KEPT = (Register, Reading, Table, str, os.PathLike)  # what can be pickled with a result; frames of others stay behind
_SHOWN = ("system", "supplier", "recipient", "order_year")


@frozen(kw_only=True, eq=False, repr=False)
class Parts:
    """What answers `Result.explain` for questions of volumes.

    Attributes:
        data: What was asked; None once the result was copied to another process without it.
        keys: By what it was grouped.
        basis: On which basis.
        measure: What was added up.
        spread: How figures of several years were shared out.
        years: The first and the last year that count.
        columns: Our names of columns, each with the frame's.
        sides: The parties that count.
        allow_truncated: Whether order years were insisted on.
    """

    data: Any
    keys: tuple[Key, ...]
    basis: Basis
    measure: Measure
    spread: str | None
    years: Years | None
    columns: Mapping[str, str] | None
    sides: Mapping[str, Named]
    allow_truncated: bool

    __repr__ = short_repr

    @classmethod
    def of(cls, data: Any, **asked: Any) -> Parts:
        """Return what explains the answer to a question about these rows."""
        return cls(data=data, **asked)

    def __reduce__(self) -> tuple[Any, ...]:
        kept = self.data if isinstance(self.data, _KEPT) else None
        told = {one.name: getattr(self, one.name) for one in type(self).__attrs_attrs__}
        return _remade, (type(self), {**told, "data": kept})

    def __call__(self, row: ResultRow) -> Result:
        """Return the deals in the cell of a row, with how much of it each one is."""
        frame, years = self.cell(row)
        found = answered(
            frame, question="volumes", by="deal", basis=self.basis, measure=self.measure, spread=self.spread, years=years, sides=self.sides,
            allow_truncated=True,
        )  # fmt: skip
        return _table(found, frame, row, [key.name for key in self.keys])

    def cell(self, row: ResultRow) -> tuple[Frame, Years | None]:
        """Return the rows that a cell is made of, and the years that count there.

        Raises:
            InvalidValue: The rows stayed behind when the result was copied elsewhere.
        """
        if self.data is None:
            raise InvalidValue("the rows did not come along with the result; ask the question again where they are")
        frame = opened(self.data, columns=self.columns)
        frame.need("explaining a cell", deal="any")
        return self._only(frame, row)

    def _only(self, frame: Frame, row: ResultRow) -> tuple[Frame, Years | None]:
        """The rows that one cell is made of, and the years that count there."""
        years = self.years
        for key in self.keys:
            asked = row[key.name]
            if not key.is_year:
                frame = frame.where(self._holds(frame, key, asked))
            elif asked is NoValue.UNKNOWN:
                frame = frame.where(self._under_no_year(frame))
            else:
                years = (asked, asked)
        return frame, years

    def _under_no_year(self, frame: Frame) -> Any:
        nw = narwhals()
        first, last = year_columns(frame, self.basis, "explaining a cell")
        found = nw.col(first).is_null() | nw.col(last).is_null()
        if self.spread is not None or self.measure is Measure.DEALS:
            return found
        found = found | (nw.col(first) < nw.col(last))
        if "told_years" in frame:  # of years with gaps, a row may be a single one
            found = found | (nw.col("told_years") > 1)
        return found | ~nw.col("listed_years").is_null() if "listed_years" in frame else found

    @staticmethod
    def _holds(frame: Frame, key: Key, asked: Any) -> Any:
        col = narwhals().col(key.column)
        if asked is NoValue.UNKNOWN:
            return col.is_null()
        if key.groups is None:
            return col == asked
        meant = [name for name in names_in(frame, key.column) if name is not None]
        return col.is_in([name for name in meant if (key.groups.find(str(name)) or name) == asked])


@frozen(kw_only=True, eq=False, repr=False)
class BeforeAfter:
    """What answers `Result.explain` for a change: the deals of both spells.

    Attributes:
        before: What explains the volume before.
        after: What explains the volume after.
    """

    before: Parts
    after: Parts

    __repr__ = short_repr

    def __call__(self, row: ResultRow) -> Result:
        """Return the deals of a row, with how much of the volume before and after each one is."""
        sides = [side(row) for side in (self.before, self.after)]
        shown = sides[0].names[1:-1]
        told: dict[Any, list[Any]] = {}
        for place, side in enumerate(sides):
            for one in side:
                held = told.setdefault(one["deal"], [[one[name] for name in shown], 0.0, 0.0])
                held[1 + place] = one["value"]
        lines: list[tuple[Any, ...]] = [(deal, *about, before, after) for deal, (about, before, after) in told.items()]
        lines.sort(key=lambda line: str(line[0]))
        first, _, title = sides[1].title.partition(", deal by deal")
        return Result(
            title=f"{first} before and after, deal by deal{title}",
            columns=(
                "deal", *shown, Column("before", meaning="how much of the volume before it is, in million TIV"),
                Column("after", meaning="how much of the volume after it is, in million TIV"),
            ),
            rows=lines,
            basis=sides[1].basis,
            unit=sides[1].unit,
            vintage=sides[1].vintage,
            notes=tuple(f"{name}: {note}" for name, side in zip(("before", "after"), sides, strict=True) for note in side.notes),
            sources=sides[1].sources,
        )  # fmt: skip


def _remade(kind: type[Parts], told: dict[str, Any]) -> Parts:
    return kind(**told)


def _table(found: Answer, frame: Frame, row: ResultRow, asked: Sequence[str]) -> Result:
    shown = [name for name in _SHOWN if name in frame]
    told: dict[Any, dict[str, Any]] = {}
    if shown:
        firsts = frame.rows.select("deal", *shown).unique()
        for one in collected(firsts).to_pylist():
            held = told.setdefault(one["deal"], {})
            for name in shown:
                held.setdefault(name, []).append(one[name])
    best, counts = found.cells.sums["best"].tolist(), found.cells.told.tolist()
    # Deals that tell no figure stand in the notes: the parts of a cell add up to it.
    lines = [
        (
            deal,
            *(_one(told.get(deal, {}).get(name, [])) for name in shown),
            round(part, 12) if count else NoValue.UNKNOWN,
        )
        for deal, part, count in zip(found.names_of(0), best, counts, strict=True)
        if count or not any(counts)
    ]
    lines.sort(key=lambda line: (-line[-1] if isinstance(line[-1], float) else 0.0, str(line[0])))
    cell = ", ".join(str(row[name]) for name in asked)
    return Result(
        title=f"{what(found.measure).capitalize()} {found.basis.in_words}, deal by deal{': ' if cell else ''}{cell}",
        columns=("deal", *shown, Column("value", meaning="how much of the cell it is")),
        rows=lines,
        basis=found.basis.in_words,
        unit="TIV" if found.measure is Measure.TIV else "",
        vintage=found.frame.vintage,
        notes=found.notes,
        sources=found.frame.sources,
    )


def _one(told: list[Any]) -> Any:
    """What a deal tells of itself; of several, all of them."""
    names = sorted({str(one) for one in told if one is not None})
    if not names:
        return NoValue.UNKNOWN
    return told[0] if len(names) == 1 and told[0] is not None else ", ".join(names)
