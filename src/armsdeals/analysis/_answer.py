"""Answer: cells with everything that must be said of them, before they become a table.

    >>> import pyarrow as pa
    >>> told = pa.table({"supplier": ["A", "B"], "year": [2019, 2020], "tiv": [16.0, 4.0]})
    >>> found = answered(told, question="volumes", by="supplier", basis="delivered", years=(2019, 2020))
    >>> found.cells.sums["best"].tolist(), found.names_of(0)
    ([16.0, 4.0], ['A', 'B'])

Every question of volumes goes this way: open what holds the rows, keep what counts, let the engine add up, put names into
groups, lay out over years, and note what was estimated, spread or left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from armsdeals._printed import short_repr
from armsdeals._shown import plain, shown
from armsdeals.analysis._asked import SIDES, Key, Named, Years, basis_of, keys_of, only, refuse_truncated, years_of
from armsdeals.analysis._bases import other_bases
from armsdeals.analysis._columns_told import NOBODY, numpy
from armsdeals.analysis._engine import Frame, collected, narwhals, opened
from armsdeals.analysis._spread import Cells, laid_out
from armsdeals.analysis._sums import Measure, Spans, beaten, counted, summed, uncounted, year_columns
from armsdeals.analysis._window import reaching_in
from armsdeals.analysis.cells import FRAMED, NoValue
from armsdeals.errors import UnknownName
from armsdeals.values.actors import known_key
from armsdeals.values.basis import Basis
from armsdeals.values.tiv import UNIT

EVEN = "even"
LISTED = 60  # names in a note
APART = "names of one"  # how the note on those begins that have rows of their own
_HUNDRED = 100
_SHORT = 1e6  # below it six digits say a number
_UNDECIDED = ("unknown", "unidentified")


@frozen(kw_only=True, eq=False, repr=False)
class Answer:
    """What came out.

    Attributes:
        frame: The rows that were asked.
        keys: By what they are grouped.
        cells: The sums.
        basis: What they count.
        measure: What was added up.
        years: The first and the last year that count; None for all.
        notes: What must be said of them.
        has_flags: Whether the frame tells of any figure whether it is an estimate.
    """

    frame: Frame
    keys: tuple[Key, ...]
    cells: Cells
    basis: Basis
    measure: Measure
    years: Years | None
    notes: tuple[str, ...]
    has_flags: bool

    __repr__ = short_repr

    @property
    def total(self) -> float:
        """The sum of all cells."""
        return float(self.cells.sums["best"].sum())

    def names_of(self, place: int, cells: Any = None) -> list[Any]:
        """Return what stands in the column of a key: a year, a name, or that it is unknown.

        Args:
            place: Which key.
            cells: The places of the cells that are meant; None for all.
        """
        if self.keys[place].is_year:
            years = self.cells.year if cells is None else self.cells.year[cells]
            return [year or NoValue.UNKNOWN for year in years.tolist()]
        codes = self.codes_of(place)
        names = (*self.known_names(place), NoValue.UNKNOWN)  # -1 takes the last
        return [names[code] for code in (codes if cells is None else codes[cells]).tolist()]

    def known_names(self, place: int) -> tuple[Any, ...]:
        """Return the names of a key, each once, in their order."""
        return self.cells.names[self._named(place)]

    def codes_of(self, place: int) -> Any:
        """Return for each cell the place of its name among those of a key."""
        return self.cells.codes[self._named(place)]

    def _named(self, place: int) -> int:
        return sum(not key.is_year for key in self.keys[:place])

    def labels(self) -> list[tuple[Any, ...]]:
        """Return for each cell what stands in the columns of its keys."""
        columns = [self.names_of(place) for place in range(len(self.keys))]
        return list(zip(*columns, strict=True)) if columns else [()] * len(self.cells.year)

    def note(self, *more: str) -> Answer:
        """Return the answer with further notes."""
        return evolve(self, notes=(*self.notes, *(text for text in more if text)))


def answered(
    data: Any,
    *,
    question: str,
    by: Any,
    basis: Basis | str | None,
    measure: Measure = Measure.TIV,
    spread: str | None = EVEN,
    years: Years | int | None = None,
    columns: Mapping[str, str] | None = None,
    sides: Mapping[str, Named] | None = None,
    allow_truncated: bool = False,
    bounds: bool = True,
) -> Answer:
    """Return the cells that were asked for.

    Args:
        data: What holds the rows (see `armsdeals.analysis._engine.opened`).
        question: Who asks, for messages.
        by: By what to group.
        basis: What the figures count.
        measure: What is added up.
        spread: "even" shares out evenly what is told for several years together; None leaves it whole.
        years: The first and the last year that count.
        columns: Our names of columns, each with the frame's.
        sides: The parties that count, by side.
        allow_truncated: Whether what has arrived may be grouped by the year of its order.
        bounds: Whether low and high are wanted.
    """
    on = basis_of(basis, question)
    if spread not in (EVEN, None):
        raise UnknownName(f'{spread!r} is no way of sharing out (expected "even" or None)', path=("spread",))
    window = years_of(years)
    frame = opened(data, columns=columns)
    keys = keys_of(by, frame, question)
    notes = refuse_truncated(keys, on, question, insists=allow_truncated)
    frame = only(frame, sides or {}, question)
    evenly = spread == EVEN or measure is Measure.DEALS
    each_year = any(key.is_year for key in keys)
    held = (*keys, Key("deal", "deal")) if measure is Measure.DEALS else keys
    asked = reaching_in(counted(frame, on), on, window, question)
    if measure is Measure.DEALS:
        frame.need(question, deal="any")
    spans = summed(
        asked, held, on, by_year=window is not None or each_year,
        in_window=window is not None and not (each_year and evenly), measure=measure, question=question,
    )  # fmt: skip
    notes += _left_out(frame, on, spans, question, window, measure)
    notes += _one_state(spans, keys)
    spans, said = _in_groups(spans, keys)
    cells = laid_out(spans, years=window, by_year=each_year, evenly=evenly, bounds=bounds)
    if measure is Measure.DEALS:
        cells = _deals(cells)
    has_flags = "estimated" in cells.sums
    found = Answer(
        frame=asked, keys=keys, cells=cells, basis=on, measure=measure, years=window, notes=(), has_flags=has_flags
    )
    return found.note(*_said(found, spans, spread), *frame.notes, *notes, *said)


def window_of(years: Years | None) -> str:
    """Return the years that count, in words with a blank before them; nothing where all do."""
    if years is None:
        return ""
    return f" in {years[0]}" if years[0] == years[1] else f" in {years[0]} to {years[1]}"


def is_unknown(name: Any) -> bool:
    """Whether a name says that nobody knows who it is."""
    return name is NoValue.UNKNOWN or (isinstance(name, str) and name.casefold().startswith(_UNDECIDED))


def listed(names: Iterable[Any]) -> str:
    """Return names in one line, of very many the first."""
    told = [plain(str(name)) for name in names]
    more = f" and {len(told) - LISTED} more" if len(told) > LISTED else ""
    return ", ".join(told[:LISTED]) + more


def percent(part: float, whole: float) -> str:
    """Return a share in words."""
    return f"{round(_HUNDRED * part / whole, 1):g} %" if whole else "0 %"


def what(measure: Measure) -> str:
    """Return what is added up, in words."""
    return {Measure.TIV: "volume", Measure.NUMBER: "number", Measure.DEALS: "number of deals"}[measure]


def figure(number: float, measure: Measure = Measure.TIV) -> str:
    """Return a sum in words, with what it counts."""
    told = f"{round(number, 2):,g}" if abs(number) < _SHORT else f"{number:,.0f}"
    return f"{told} {UNIT}" if measure is Measure.TIV else told


def _said(found: Answer, spans: Spans, spread: str | None) -> list[str]:
    """What holds of all cells: what rests on estimates, what was spread, what falls outside the years."""
    cells, total, name = found.cells, found.total, what(found.measure)
    notes = []
    if not len(cells.year):
        notes.append(f"nothing is told on the basis {found.basis.in_words}{window_of(found.years)}, so there is no row")
    is_silent = not found.has_flags or bool((cells.sums["unsaid"] >= cells.told).all())
    if total and not is_silent:
        notes.append(f"{percent(float(cells.sums['estimated'].sum()), total)} of this {name} rests on estimates")
        if round(float(cells.sums["unsaid"].sum())):
            notes.append("rows that do not say whether they are estimates are not among these")
    elif total:
        notes.append("the rows do not say what is an estimate")
    shared = float(cells.sums["shared"].sum()) if "shared" in cells.sums else 0.0
    if shared and found.measure is not Measure.DEALS:
        text = (
            f"{percent(shared, total)} of this {name} is told for several years together and is spread evenly over them"
        )
        notes.append(f"{text}, which is an estimate{FRAMED}")
    if undated := cells.outside.get("undated", 0.0):
        notes.append(f"{figure(undated, found.measure)} of which nobody tells a year is left out")
    if partly := cells.outside.get("partly", 0.0):
        text = f"{figure(partly, found.measure)} told for several years of which some lie outside, or may, is left out"
        notes.append(f'{text}; spread="even" would share it out')
    by_year = any(key.is_year for key in found.keys)
    several = (spans.told_years > 1) & (spans.sums["best"] != 0)
    if spread is None and by_year and bool(several.any() and (cells.year == 0).any()):
        notes.append('what is told for several years together stands under no year; spread="even" would share it out')
    if "basis" not in found.frame:
        notes.append(f"the rows do not tell their basis and are taken as {found.basis.in_words}")
    return notes


def _left_out(frame: Frame, basis: Basis, spans: Spans, question: str, years: Years | None, of: Measure) -> list[str]:
    """What counts in no sum: claims that are no facts, and rows that tell no figure."""
    notes = []
    gone = uncounted(frame, basis)
    if gone:
        told = f"{gone:,} rows that are" if gone > 1 else "1 row that is"
        back = "were taken back, are" if gone > 1 else "was taken back, is"
        notes.append(f"{told} not told as {'facts' if gone > 1 else 'a fact'}, or {back} left out")
    if odd := other_bases(frame):
        notes.append(
            f"rows whose basis is {listed(map(shown, odd))} count nothing that is known here, and are left out"
        )
    notes += rivals_told(frame, basis)
    lacking = spans.rows - spans.told
    if years is not None:  # rows of other years are not asked for; one without a year may be of these
        lacking = lacking[(spans.first == 0) | ((spans.first <= years[1]) & (spans.last >= years[0]))]
    if lacking.any():
        name = what(of) if question == "volumes" else "figure"
        notes += silent_told(counted(frame, basis), basis, years, question, name=name, many=int(lacking.sum()))
    return notes


def rivals_told(frame: Frame, basis: Basis) -> list[str]:
    """Return the note of what rival figures beat, so that it counts in no sum; nothing where there is no such row."""
    lost = beaten(frame, basis)
    if lost is None or not (many := lost.count()):
        return []
    names = collected(lost.rows.select("deal").unique()).column("deal").to_pylist() if "deal" in frame else []
    whose = f": {listed(sorted(map(str, names)))}" if names else ""
    told = f"{many:,} figures {basis.in_words} have" if many > 1 else f"1 figure {basis.in_words} has"
    return [f"{told} a stronger rival in the same deal, and only the stronger counts{whose}"]


def silent_told(
    rows: Frame, basis: Basis, years: Years | None, question: str, *, name: str, many: int | None = None
) -> list[str]:
    """Return the note on rows that tell no figure, with their deals; nothing where there is no such row.

    Args:
        rows: The rows that count.
        basis: On which basis.
        years: The first and the last year that count; a row without a year may be of these.
        question: Who asks, for messages.
        name: What the rows do not tell: a number, or a volume.
        many: How many there are, where that is known.
    """
    silent = ""
    column, col = "number" if name == "number" else "tiv", narwhals().col
    if column in rows:
        lost = rows.where(col(column).is_null())
        if years is not None:
            first, last = (col(one) for one in year_columns(rows, basis, question))
            lost = lost.where(first.is_null() | last.is_null() | ((first <= years[1]) & (last >= years[0])))
        many = lost.count() if many is None else many
        if many and "deal" in rows:
            silent = listed(sorted(map(str, collected(lost.rows.select("deal").unique()).column("deal").to_pylist())))
    if not many:
        return []
    told = f"{many:,} rows tell no {name} and count" if many > 1 else f"1 row tells no {name} and counts"
    return [f"{told} in no sum{': ' if silent else ''}{silent}"]


def _one_state(spans: Spans, keys: Sequence[Key]) -> list[str]:
    """Say which names of one state, or of one group, stand apart: registers print some in two ways, and each has its own row."""
    notes = []
    for place, key in enumerate([key for key in keys if not key.is_year]):
        if key.column not in SIDES or key.groups is not None:
            continue
        told: dict[Any, list[str]] = {}
        for name in spans.names[place]:
            if isinstance(name, str) and (who := known_key(name)) is not None:
                told.setdefault(who, []).append(name)
        apart = ["; ".join(names) for names in told.values() if len(names) > 1]
        if apart:
            notes.append(
                f"{APART} {key.column} have rows of their own: {listed(apart)}; ask by {key.column}_country to put "
                "those of a state together"
            )
    return notes


def _in_groups(spans: Spans, keys: Sequence[Key]) -> tuple[Spans, list[str]]:
    """Put names into the groups that are asked for; a name without a group keeps its own, and is told."""
    np = numpy()
    codes, names, notes = list(spans.codes), list(spans.names), []
    for place, key in enumerate([key for key in keys if not key.is_year]):
        if key.groups is None:
            continue
        found = [(name, key.groups.find(name)) if isinstance(name, str) else (name, None) for name in names[place]]
        put = [name if group is None else group for name, group in found]
        order = sorted(set(put), key=str)
        moved = np.array([*(order.index(name) for name in put), NOBODY], np.int64)
        codes[place], names[place] = moved[codes[place]], tuple(order)
        left = [name for name, group in found if group is None]
        text = f"{key.name} puts {key.column} into groups"
        notes.append(f"{text}; without a group, and under their own names: {listed(left)}" if left else text)
        unused = key.groups.unused([name for name, _ in found if isinstance(name, str)])
        if unused and not any("*" in one for one in unused):
            notes.append(f"{key.name} also names what no row tells: {listed(unused)}")
    return evolve(spans, codes=tuple(codes), names=tuple(names)), notes


def _deals(cells: Cells) -> Cells:
    """Count the deals in each cell, each once, of cells that hold one deal each."""
    np = numpy()
    estimated = cells.sums.get("estimated")
    ones = np.ones(len(cells.year))
    sums = {"best": ones, "low": ones, "high": ones, "shared": np.zeros(len(ones))}
    if estimated is not None:
        sums["estimated"] = (estimated > 0).astype(float)
        sums["unsaid"] = (cells.sums["unsaid"] >= cells.told).astype(float)
    flat = Spans(cells.codes[:-1], cells.names[:-1], cells.year, cells.year, ones, sums, cells.told, cells.rows)
    together = laid_out(flat, years=None, by_year=bool((cells.year > 0).any()), evenly=True)
    return evolve(together, outside=cells.outside)
