"""Flows: how much went from whom to whom in which year, with it who these are, for panels and networks.

    >>> import pyarrow as pa
    >>> told = pa.table({"deal": ["1"], "supplier": ["USSR"], "recipient": ["PKK (Turkiye)*"], "first_year": [1985],
    ...                  "last_year": [1986], "tiv": [4.0]})
    >>> found, = flows_of(opened(told), Basis.DELIVERED, None)
    >>> found.supplier.state, found.recipient.state, found.recipient.kind.in_words
    (Country('Soviet Union'), None, 'non state group')
    >>> [(one.year, one.value) for one in found.parts], found.deals
    ([(1985, 2.0), (1986, 2.0)], 1)

A state is the country that a party is, or acts for as its ministry, bank or company; a group is never its host, and where
several parties of different countries share a side nobody says which part is whose. Left out: sharing that out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from attrs import frozen

from armsdeals._printed import short_repr
from armsdeals.analysis._asked import Key, Years
from armsdeals.analysis._engine import Frame, collected, narwhals, opened
from armsdeals.analysis._spread import laid_out
from armsdeals.analysis._sums import counted, summed, year_columns
from armsdeals.errors import InvalidValue
from armsdeals.model.party import PartyKind
from armsdeals.values.actors import Side, actor_of
from armsdeals.values.basis import Basis
from armsdeals.values.country import Country, to_country
from armsdeals.values.tiv import UNIT

__all__ = ["Flow", "Part", "Who", "flows_of", "opened", "total_of", "who"]

NOT_TOLD = "not told"  # the name of a side of which nobody says who it is
_ALIKE = 1e-9
_TOLD = 6  # decimals of figures as they are told
_PARTED = "; "
_ACTS_FOR_A_STATE = frozenset(
    {
        PartyKind.STATE, PartyKind.STATE_AGENCY, PartyKind.STATE_BANK, PartyKind.PARLIAMENT, PartyKind.COMPANY,
        PartyKind.STATE_COMPANY,
    }
)  # fmt: skip


@frozen(repr=False)
class Who:
    """Who stands on one side.

    Attributes:
        name: The name: of a state its English short name, of all others as told.
        kind: What sort of actor; None where nobody says.
        state: The state that it is or acts for; None if it is none.
        why: Why it is no state; empty if it is one.
        is_unmatched: Whether it may well be a state whose name nobody knows here.
    """

    name: str
    kind: PartyKind | None
    state: Country | None
    why: str = ""
    is_unmatched: bool = False

    __repr__ = short_repr


class Part(NamedTuple):
    """What falls in one year.

    Attributes:
        year: The year; 0 where nobody tells it.
        value: The volume; what is told for several years is spread evenly.
        low: The least that it may be.
        high: The most.
        estimated: What of it the source calls an estimate; None where it has no flags.
        silent: How many rows tell no volume.
        shared: What of the volume is told for several years together.
    """

    year: int
    value: float
    low: float
    high: float
    estimated: float | None
    silent: int
    shared: float = 0.0


class Flow(NamedTuple):
    """What went from one party to another.

    Attributes:
        supplier: Who supplies.
        recipient: Who receives.
        parts: What falls in each year, in order.
        deals: How many deals; None where the rows do not name them.
        first_year: The first year in which some of it falls; None if nobody says.
        last_year: The last one.
        shared: What of it is told for several years together.
        spans: The deals with the years in which they fall, where that was asked for.
    """

    supplier: Who
    recipient: Who
    parts: tuple[Part, ...]
    deals: int | None
    first_year: int | None
    last_year: int | None
    shared: float
    spans: tuple[tuple[str, int, int], ...] = ()

    def deals_in(self, years: Collection[int]) -> int | None:
        """Return how many deals fall in any of some years, 0 for those of which nobody tells it; None if not known."""
        if not self.spans:
            return self.deals
        return len({deal for deal, first, last in self.spans if any(first <= year <= last for year in years)})

    @property
    def value(self) -> float:
        """The volume, in millions of TIV."""
        return sum(one.value for one in self.parts)

    @property
    def is_told(self) -> bool:
        """Whether anybody tells a volume; deals without one are not deals of nothing."""
        return any(one.value or not one.silent for one in self.parts)


def flows_of(frame: Frame, basis: Basis, years: Years | None, *, each_deal: bool = False) -> list[Flow]:
    """Return what went from whom to whom, by name.

    Args:
        frame: The rows, with the columns of the table of volumes.
        basis: On which basis.
        years: The first and the last year that count; None for all, and for what falls in no known year.
        each_deal: Whether the deals are wanted one by one.

    Raises:
        UnknownName: A column is missing.
    """
    frame.need("a question about who supplies whom", supplier="text", recipient="text", tiv="number")
    columns = [
        name
        for side in ("supplier", "recipient")
        for name in (side, f"{side}_country", f"{side}_kind")
        if name in frame
    ]
    kept = counted(frame, basis)
    spans = summed(kept, tuple(Key(name, name) for name in columns), basis, by_year=True)
    cells = laid_out(spans, years=years, by_year=True, evenly=True)
    names = [
        [(*told, None)[code] for code in codes.tolist()]  # -1 takes the last
        for told, codes in zip(cells.names, cells.codes, strict=True)
    ]
    estimated = cells.sums.get("estimated")
    sums = [cells.sums[name].tolist() for name in ("best", "low", "high", "shared")]
    silent = (cells.rows - cells.told).tolist()
    marked = [None] * len(silent) if estimated is None else estimated.tolist()
    parts: dict[tuple[Any, ...], list[Part]] = {}
    shared: dict[tuple[Any, ...], float] = {}
    rows = zip(zip(*names, strict=True), cells.year.tolist(), *sums, marked, silent, strict=True)
    for key, year, value, low, high, spread, guessed, quiet in rows:
        parts.setdefault(key, []).append(Part(year, value, low, high, guessed, quiet, spread))
        shared[key] = shared.get(key, 0.0) + spread
    told = _deals(kept, columns, basis, years)
    deals = _each_deal(kept, columns, basis) if each_deal else {}
    return [
        Flow(
            *_sides(columns, key),
            tuple(held),
            *told.get(key, (None, None, None)),
            shared[key],
            tuple(deals.get(key, ())),
        )
        for key, held in parts.items()
    ]


def total_of(frame: Frame, basis: Basis) -> float:
    """Return the sum over all rows that count, whatever their years and parties."""
    table = collected(counted(frame, basis).rows.select(narwhals().col("tiv").sum()))
    return round(float(table.column("tiv")[0].as_py() or 0), _TOLD)  # engines add up in orders of their own


def balance(what: str, total: float, *parts: float) -> None:
    """Look whether parts add up to a total.

    Raises:
        InvalidValue: They do not.
    """
    found = sum(parts)
    if abs(found - total) > max(1.0, abs(total)) * _ALIKE * 1_000:
        raise InvalidValue(f"{what} adds up to {found:g} {UNIT} and the rows to {total:g}; please report this")


@lru_cache(maxsize=16_384)
def who(name: str | None, country: str | None, kind: str | None, side: Side) -> Who:
    """Return who stands on a side, from what the columns tell of it.

    Args:
        name: The name, or several parted by "; ".
        country: Their countries, each once; None where nobody says.
        kind: What sort of actors they are, each once.
        side: Which side it is.
    """
    if name is None:
        return Who(NOT_TOLD, None, None, why="nobody says who it is")
    if country is None and kind is None:
        actor = actor_of(name, side=side)
        country = actor.country.name if actor.country is not None else None
        kind = actor.kind
    kinds = [PartyKind(one) for one in kind.split(_PARTED)] if kind else []
    countries = country.split(_PARTED) if country else []
    sort = kinds[0] if len(kinds) == 1 else None
    if any(one not in _ACTS_FOR_A_STATE for one in kinds):
        return Who(name, sort, None, why=" and ".join(one.in_words for one in kinds))
    if len(countries) > 1:
        return Who(name, sort, None, why="several countries together")
    if not countries:
        return Who(name, sort, None, why="no country is known by that name", is_unmatched=True)
    state = to_country(countries[0])
    return Who(state.name if sort is PartyKind.STATE else name, sort, state)


def _sides(columns: list[str], key: tuple[Any, ...]) -> tuple[Who, Who]:
    told: Mapping[str, str | None] = dict(zip(columns, key, strict=True))
    return (
        who(told["supplier"], told.get("supplier_country"), told.get("supplier_kind"), "supplier"),
        who(told["recipient"], told.get("recipient_country"), told.get("recipient_kind"), "recipient"),
    )


def _deals(
    frame: Frame, columns: list[str], basis: Basis, years: Years | None
) -> dict[tuple[Any, ...], tuple[int | None, int | None, int | None]]:
    """How many deals each flow is made of, and its first and last year."""
    nw = narwhals()
    col = nw.col
    first, last = year_columns(frame, basis, "a question about who supplies whom")
    rows = frame.rows
    if years is not None:
        rows = rows.filter((col(first) <= years[1]) & (col(last) >= years[0]))
    asked = [col(first).min().alias("first__"), col(last).max().alias("last__")]
    if "deal" in frame:
        asked.append(col("deal").n_unique().alias("deals__"))
    low, high = years or (0, 9_999)
    return {
        tuple(row[name] for name in columns): (
            row.get("deals__"),
            None if row["first__"] is None else max(row["first__"], low),
            None if row["last__"] is None else min(row["last__"], high),
        )
        for row in collected(rows.group_by(*columns).agg(*asked)).to_pylist()
    }


def _each_deal(frame: Frame, columns: list[str], basis: Basis) -> dict[tuple[Any, ...], list[tuple[str, int, int]]]:
    """The deals of each flow, with the years in which they fall; 0 where nobody tells them."""
    if "deal" not in frame:
        return {}
    first, last = year_columns(frame, basis, "a panel")
    names = [*columns, "deal", *dict.fromkeys((first, last))]
    table = collected(frame.rows.select(*names).unique())
    held = {name: table.column(name).to_pylist() for name in names}
    out: dict[tuple[Any, ...], list[tuple[str, int, int]]] = {}
    keys = zip(*(held[name] for name in columns), strict=True)
    for key, deal, begin, end in zip(keys, held["deal"], held[first], held[last], strict=True):
        is_told = begin is not None and end is not None
        out.setdefault(key, []).append((deal, begin if is_told else 0, end if is_told else 0))
    return out
