"""A panel for R or Stata: one row for each state, or ordered pair of states, in each year in which they existed.

    >>> import pyarrow as pa
    >>> told = pa.table({"deal": ["1", "2"], "supplier": ["France", "Sweden"], "recipient": ["Egypt", "United Nations**"],
    ...                  "year": [2015, 2016], "tiv": [16.0, 9.0]})
    >>> found = panel(told, years=(2015, 2016), unit="dyad", code="cow", basis="delivered")
    >>> found
    <Panel of dyads, 2015 to 2016: 75,660 rows, 16 million TIV delivered; 9 million TIV excluded>
    >>> print(found.excluded.rows[0]["recipient"], found.excluded.rows[0]["reason"])
    United Nations** United Nations**: organisation
    >>> found.cell(220, 651, 2015), found.cell(651, 220, 2015)
    (16.0, 0.0)

A 0 says that both existed and nothing is told of them; where somebody tells a delivery and no volume, the cell is empty.
What is in no row (organisations, groups, unknown parties, years before independence) is excluded by name, and both together
are all that the rows hold. Left out: anything that explains the trade.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Literal

from attrs import field, frozen

from armsdeals._disk import replace_file
from armsdeals._inert import inert_text
from armsdeals._shown import plain, shown
from armsdeals.analysis import _frames
from armsdeals.analysis._answer import rivals_told
from armsdeals.analysis._asked import Years, basis_of, years_of
from armsdeals.analysis._cells_of_states import Held, Placed, placed
from armsdeals.analysis._engine import opened
from armsdeals.analysis._excluded import Excluded, excluded_table, excluded_words
from armsdeals.analysis._flows import Flow, balance, flows_of, total_of
from armsdeals.analysis._result import Result
from armsdeals.analysis._states import Code, Roll, Unit, roll_of, to_code
from armsdeals.analysis.cells import FRACTION, NoValue
from armsdeals.analysis.columns import Column
from armsdeals.errors import InvalidValue, UnknownName
from armsdeals.values.basis import Basis
from armsdeals.values.evidence import Evidence
from armsdeals.values.tiv import UNIT

UnitOf = Literal["state", "dyad"]
SideOf = Literal["supplier", "recipient"]
_PLACES = 9  # decimals that adding up binary fractions leaves exact


@frozen(kw_only=True, repr=False, slots=False, eq=False)
class Panel:
    """A balanced table of states, or pairs of states, and years.

    Attributes:
        unit: "state" or "dyad".
        side: For states, which side of them is counted: what they received, or what they supplied.
        code: Which codes name them.
        basis: What the volumes count.
        years: The first and the last year.
        held: What fell in each cell that is not 0, by code (of a pair, supplier and recipient) and year.
        lost: What is in no row, by name.
        total: All that the rows hold, in millions of TIV.
        vintage: Of what day or release the data are.
        notes: What must be said of the whole.
        sources: Where the facts come from.
    """

    unit: UnitOf
    side: SideOf
    code: Code
    basis: Basis
    years: Years
    held: Mapping[tuple[Unit, ...], Held] = field(repr=False)
    lost: tuple[Excluded, ...] = ()
    total: float = 0.0
    vintage: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[Evidence, ...] = ()

    def __len__(self) -> int:
        sizes = [len(roll_of(self.code, year).name) for year in self._span]
        return sum(size * (size - 1) if self.unit == "dyad" else size for size in sizes)

    @property
    def _span(self) -> range:
        return range(self.years[0], self.years[1] + 1)

    @property
    def excluded(self) -> Result:
        """What is in no row: who, why, how many deals and how much, the largest first."""
        return excluded_table(self.lost, self.basis, self.vintage, self.sources)

    @property
    def value(self) -> float:
        """The volume in all rows, in millions of TIV; with what is excluded it makes `total`."""
        return sum(one.value for one in self.held.values())

    def cell(self, *key: Unit) -> float | None:
        """Return the volume of one row; None where something is told and its volume is not.

        Args:
            *key: The code, or the codes of supplier and recipient, and the year.

        Raises:
            UnknownName: There is no such row, since somebody did not exist in that year.
            TypeError: These are not as many codes as name a row, and a year.
        """
        wanted = 2 if self.unit == "dyad" else 1
        *units, told = key or [""]
        if len(key) != wanted + 1 or not str(told).isdecimal():
            named = "the codes of supplier and recipient" if wanted > 1 else "the code of a state"
            raise TypeError(f"{shown(key)} names no row of this panel; give {named} and the year")
        year = int(told)
        known = roll_of(self.code, year).name if year in self._span else {}
        if any(unit not in known for unit in units) or len(set(units)) < wanted:
            why = "both have to exist, and differ" if wanted > 1 else "it has to exist in that year"
            why = why if year in self._span else f"it runs from {self.years[0]} to {self.years[1]}"
            raise UnknownName(f"the panel has no row for {', '.join(map(shown, units))} in {year}; {why}")
        found = self.held.get((*units, year))
        return 0.0 if found is None else None if found.is_unknown else round(found.value, _PLACES)

    @cached_property
    def _plain(self) -> tuple[_frames.Plain, ...]:
        """The columns, of all rows."""
        named = self.code != "name"
        sides = ("supplier", "recipient") if self.unit == "dyad" else ("state",)
        columns: dict[str, list[Any]] = {}
        for side in sides:
            columns[side] = []
            if named:
                columns[f"{side}_name"] = []
        columns["year"] = []
        keys: list[tuple[Unit, ...]] = []
        for year in self._span:
            roll = roll_of(self.code, year)
            rows = _pairs(roll) if self.unit == "dyad" else [(unit,) for unit in roll.units]
            for place, side in enumerate(sides):
                codes = [row[place] for row in rows]
                columns[side] += codes
                if named:
                    columns[f"{side}_name"] += [roll.name[code] for code in codes]
            columns["year"] += [year] * len(rows)
            keys += [(*row, year) for row in rows]
        none = Held()
        held = [self.held.get(key, none) for key in keys]
        kind = "whole" if self.code in ("cow", "gw") else "text"
        out = [_frames.Plain(name, kind if name in sides else "text", values) for name, values in columns.items()]
        out[-1] = _frames.Plain("year", "whole", columns["year"])
        return (
            *out,
            _frames.Plain("value", "number", [None if one.is_unknown else round(one.value, _PLACES) for one in held]),
            _frames.Plain("low", "number", [round(one.low, _PLACES) for one in held]),
            _frames.Plain("high", "number", [None if one.is_unknown else round(one.high, _PLACES) for one in held]),
            _frames.Plain("share_estimated", "number", [one.share_estimated for one in held]),
            _frames.Plain("basis", "text", [self.basis.in_words] * len(held)),
            _frames.Plain("unit", "text", ["TIV"] * len(held)),
        )

    @property
    def result(self) -> Result:
        """The panel as a `Result`: every row as cells, which for all pairs of the world over decades takes a while."""
        columns = self._plain[:-2]
        unknown = dict.fromkeys(("value", "high"), NoValue.UNKNOWN) | {"share_estimated": NoValue.NOT_APPLICABLE}
        cells = [
            [unknown[one.name] if cell is None else cell for cell in one.values] if one.name in unknown else one.values
            for one in columns
        ]
        units = {"value": "TIV", "low": "TIV", "high": "TIV", "share_estimated": FRACTION}
        return Result(
            title=self.title, columns=[Column(one.name, unit=units.get(one.name, "")) for one in columns], rows=list(zip(*cells, strict=True)),
            keys=len(columns) - 4, basis=self.basis.in_words, unit="TIV", vintage=self.vintage, notes=self.notes, sources=self.sources,
        )  # fmt: skip

    @property
    def title(self) -> str:
        """What it holds, in words."""
        what = "suppliers and recipients" if self.unit == "dyad" else f"states as {self.side}s"
        return f"Volume {self.basis.in_words}, {what}, {self.years[0]} to {self.years[1]}"

    def to_pandas(self) -> Any:
        """Return a pandas frame; a volume that nobody tells is ``pd.NA``.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return _frames.to_pandas(self._plain, self._about())

    def to_polars(self) -> Any:
        """Return a polars frame.

        Raises:
            MissingExtra: polars is not installed.
        """
        return _frames.to_polars(self._plain)

    def to_arrow(self) -> Any:
        """Return an Arrow table; its metadata tells basis, unit, vintage and notes.

        Raises:
            MissingExtra: pyarrow is not installed.
        """
        return _frames.to_arrow(self._plain, self._about())

    def write(self, path: str | os.PathLike[str], *, inert: bool = True) -> None:
        """Write the panel as CSV, an empty cell where nobody tells the volume.

        Args:
            path: A file whose name ends in ``.csv``; it is replaced.
            inert: Whether names that a spreadsheet would take for a formula get a leading apostrophe.

        Raises:
            InvalidValue: The name ends in something else.
        """
        if not os.fspath(path).lower().endswith(".csv"):
            raise InvalidValue(
                f"{shown(os.fspath(path))} does not end in .csv; for other formats hand over to pandas or Arrow"
            )
        told = io.StringIO(newline="")
        writer = csv.writer(told, lineterminator="\n")
        columns = self._plain
        writer.writerow([one.name for one in columns])
        cells = [
            [inert_text(cell) for cell in one.values] if inert and one.kind == "text" else one.values for one in columns
        ]
        writer.writerows(zip(*cells, strict=True))
        replace_file(path, told.getvalue().encode())

    def cite(self) -> str:
        """Return what to print beneath the panel."""
        return Result(
            title=self.title, columns=("value",), rows=(), keys=0, basis=self.basis.in_words, unit="TIV", vintage=self.vintage, sources=self.sources
        ).cite()  # fmt: skip

    def _about(self) -> dict[str, Any]:
        told = {
            "title": self.title,
            "basis": self.basis.in_words,
            "unit": "TIV",
            "vintage": self.vintage,
            "notes": "; ".join(self.notes),
        }
        return {name: text for name, text in told.items() if text}

    def __repr__(self) -> str:
        lost = sum(one.value for one in self.lost)
        what = f"{self.unit}s, {self.years[0]} to {self.years[1]}"
        return f"<Panel of {what}: {len(self):,} rows, {self.value:,.9g} {UNIT} {self.basis.in_words}; {lost:,.9g} {UNIT} excluded>"

    def __str__(self) -> str:
        return "\n".join([repr(self), *(f"- {plain(note)}" for note in self.notes)])


def panel(
    data: Any,
    *,
    years: Years | int,
    unit: UnitOf = "dyad",
    code: Code = "cow",
    basis: Basis | str | None = None,
    side: SideOf = "recipient",
    not_found: Literal["raise", "exclude"] = "raise",
    columns: Mapping[str, str] | None = None,
) -> Panel:
    """Return one row for each state, or ordered pair of states, and year in which they exist.

    What is told for several years together is spread evenly over them.

    Args:
        data: A register, or whatever holds rows of the table ``volumes``.
        years: The first and the last year.
        unit: "dyad" for supplier and recipient, "state" for one side of each state.
        code: "cow" (Correlates of War), "gw" (Gleditsch and Ward), "iso3", "sipri" (the spelling of its registers) or "name"
            (see `armsdeals.values.country`).
            States of the first two exist by their own lists, of the others by Gleditsch and Ward, else COW.
        basis: What is counted: ordered, delivered ...
        side: With states, whether what they receive or what they supply is counted.
        not_found: Whether names that no list knows are refused, or excluded like organisations and groups.
        columns: Our names of columns, each with the frame's.

    Raises:
        TypeError: There is no basis.
        UnknownName: Names are known to no list (all are listed with deals and volume), or a choice is not known.
    """
    on = basis_of(basis, "panel")
    window = years_of(years)
    if window is None:
        raise TypeError("a panel needs years=, the first and the last, such as (1990, 2018)")
    chosen = to_code(code)
    for name, told, choices in (
        ("unit", unit, ("state", "dyad")), ("side", side, ("supplier", "recipient")), ("not_found", not_found, ("raise", "exclude"))
    ):  # fmt: skip
        if told not in choices:
            raise UnknownName(f"{shown(told)} is no choice of {name} (expected {' or '.join(choices)})", path=(name,))
    frame = opened(data, columns=columns)
    flows = flows_of(frame, on, None, each_deal=True)
    if not_found == "raise":
        _refuse_unmatched(flows, unit, side)
    found = placed(flows, window, chosen, sides=("supplier", "recipient") if unit == "dyad" else (side,))
    total = total_of(frame, on)
    balance("the panel", total, *(one.value for one in found.held.values()), *(one.value for one in found.lost))
    return Panel(
        unit=unit, side=side, code=chosen, basis=on, years=window, held=found.held, lost=found.lost, total=total, vintage=frame.vintage,
        notes=(*_notes(found), *rivals_told(frame, on)), sources=frame.sources,
    )  # fmt: skip


def _pairs(roll: Roll) -> list[tuple[Unit, ...]]:
    units = roll.units
    return [(one, other) for one in units for other in units if one != other]


def _refuse_unmatched(flows: Iterable[Flow], unit: UnitOf, side: SideOf) -> None:
    sides = ("supplier", "recipient") if unit == "dyad" else (side,)
    lost: dict[str, list[Flow]] = {}
    for flow in flows:
        for one in sides:
            party = getattr(flow, one)
            if party.is_unmatched:
                lost.setdefault(party.name, []).append(flow)
    if lost:
        told = [Excluded(name, name, "", flow.deals, flow.value) for name, held in lost.items() for flow in held]
        message = f"no list of states knows {excluded_words(told, 'supplier')}"
        raise UnknownName(f'{message}; name their countries, or leave them out with not_found="exclude"')


def _notes(found: Placed) -> list[str]:
    notes = []
    if found.lost:
        notes.append(f"excluded: {excluded_words(found.lost, 'reason')}")
    silent = sum(one.silent for one in found.held.values())
    if silent:
        told = f"{silent:,} rows tell" if silent > 1 else "1 row tells"
        notes.append(f"{told} no volume; {'their cells are' if silent > 1 else 'its cell is'} empty, not 0")
    elsewhere = sum(one.elsewhere for one in found.held.values())
    if elsewhere:
        cells = f"{elsewhere:,} cells are" if elsewhere > 1 else "1 cell is"
        notes.append(
            f"{cells} empty, not 0, since what is told may belong there, under another name of the same number"
        )
    shared = sum(one.shared for one in found.held.values())
    if shared:
        notes.append(
            f"{shared:,.6g} {UNIT} of it are told for several years together and spread evenly over them; low and high frame it"
        )
    return notes
