"""The engine room: whatever holds rows becomes one lazy frame with our column names, and answers leave it as Arrow.

A register gives one of its long tables; a path, a list of paths or a folder is read as Parquet by DuckDB, a few rows at a time,
so that files may be larger than memory. Frames of polars, pandas, Arrow, DuckDB and Spark come in through narwhals and
are worked on where they live.

    >>> import pyarrow as pa
    >>> frame = opened(pa.table({"seller": ["A", "B"], "tiv": [1.5, 2.5]}), columns={"supplier": "seller"})
    >>> frame.need("volumes", supplier="text", tiv="number")
    >>> collected(frame.rows.select("supplier", "tiv")).to_pydict()
    {'supplier': ['A', 'B'], 'tiv': [1.5, 2.5]}
    >>> frame.need("volumes", recipient="text")
    Traceback (most recent call last):
    armsdeals.errors.UnknownName: volumes needs the column 'recipient', and the frame has seller, tiv; name the one that holds it: columns={'recipient': ...}

Left out: what is asked of the frame.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from attrs import evolve, field, frozen

from armsdeals._printed import short_repr
from armsdeals._shown import plain, shown
from armsdeals.analysis._files import Foot, duckdb_connection, foot_of, parquet
from armsdeals.analysis._yearly import rounding_of, rows_of
from armsdeals.errors import InvalidValue, UnknownName, UnreadableInput, need, suggestion
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.register.yearly_table import YearlyTable
from armsdeals.tables.table import Table
from armsdeals.values.evidence import Evidence

ALSO_CALLED = {"buyer": "recipient", "seller": "supplier"}
_TOLD = 12  # columns of a frame that a message lists
_made: dict[tuple[int, str], tuple[weakref.ref[Register], Any, Foot]] = {}  # tables of registers that are alive


@frozen(kw_only=True, eq=False, repr=False)
class Frame:
    """Rows to ask, under our column names.

    Attributes:
        rows: A lazy frame of narwhals.
        names: Its columns; those that were renamed under our names.
        own: The columns as their owner calls them.
        types: What each holds: text, number, whole, flag, nothing or other.
        vintage: Of what day or release the data are; empty if nobody says.
        sources: Where they come from.
        notes: What holds of all of them.
        alike: Columns that are known, without reading them, to hold one and the same value in every row, each with it.
        full: Columns that are known to have no empty cell.
        is_ours: Whether this package made the rows, so that its words stand there as it writes them.
        connection: What must live as long as the rows do.
    """

    rows: Any
    names: tuple[str, ...]
    own: tuple[str, ...]
    types: Mapping[str, str]
    vintage: str = ""
    sources: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()
    alike: Mapping[str, str] = field(factory=dict)
    full: frozenset[str] = frozenset()
    is_ours: bool = False
    connection: Any = field(default=None, repr=False)

    __repr__ = short_repr

    def __contains__(self, name: str) -> bool:
        return self.types.get(name, "nothing") != "nothing"

    def need(self, question: str, **wanted: str) -> None:
        """Look whether the columns are there and hold what they should.

        Args:
            question: Who needs them, for the message.
            **wanted: The columns, each with what it must hold: text, number, flag or any.

        Raises:
            UnknownName: A column is missing.
            InvalidValue: One holds something else.
        """
        for name, kind in wanted.items():
            if name not in self.types:
                near = suggestion(name, self.names)
                told = ", ".join(self.own[:_TOLD]) + (", …" if len(self.own) > _TOLD else "")
                hint = f"name the one that holds it: columns={{{name!r}: ...}}"
                message = f"{question} needs the column {shown(name)}, and the frame has {told or 'none'}; {hint}"
                raise UnknownName(message, suggestions=near, path=())
            found = self.types[name]
            if found != "nothing" and kind not in ("any", found) and not (kind == "number" and found == "whole"):
                message = f"the column {shown(name)} holds {found}, and {question} needs {kind} there"
                raise InvalidValue(message)

    @property
    def is_duckdb(self) -> bool:
        """Whether DuckDB holds the rows, so that it can be asked in its own words."""
        return bool(self.rows.implementation.is_duckdb())

    @property
    def native(self) -> Any:
        """The rows as their own library holds them."""
        return narwhals().to_native(self.rows)

    def where(self, *conditions: Any, sql: str = "") -> Frame:
        """Return the frame with only the rows for which narwhals expressions are true.

        Args:
            *conditions: The expressions.
            sql: The same in words of our own for DuckDB, where those lead to a slower way.
        """
        if sql and self.is_duckdb:
            return evolve(self, rows=narwhals().from_native(self.native.filter(sql)))
        return evolve(self, rows=self.rows.filter(*conditions))

    def count(self) -> int:
        """Return how many rows there are."""
        nw = narwhals()
        if self.is_duckdb:
            return int(arrow_of(lambda: self.native.aggregate("count(*)").fetchall()[0][0]))
        return int(collected(self.rows.select(nw.len().alias("n"))).column("n")[0].as_py())


def narwhals() -> Any:
    """Return narwhals, the one door to other people's frames.

    Raises:
        MissingExtra: It is not installed.
    """
    return need("narwhals", extra="analysis", what="a question about a register or a frame")


def opened(data: Any, *, columns: Mapping[str, str] | None = None, table: str = "volumes") -> Frame:
    """Return whatever holds rows as a lazy frame.

    Args:
        data: A register or what reading one gave, a long table, a yearly table of a publisher, the path of a Parquet file or folder or a list of paths, or a
            frame of pyarrow, polars (eager or lazy), pandas, DuckDB or PySpark.
        columns: Our names, each with the name that a column has there: ``{"supplier": "seller"}``.
        table: Which long table of a register is meant.

    Raises:
        UnknownName: A column that is to be renamed is not there.
        UnreadableInput: There is no such file, or it is no Parquet.
        TypeError: It is nothing of that kind.
        MissingExtra: narwhals or DuckDB is not installed.
    """
    if isinstance(data, Frame):
        return _renamed(data, columns or {})
    vintage, connection = "", None
    sources: tuple[Evidence, ...] = ()
    foot = Foot()
    if isinstance(data, Reading):
        vintage = _told_vintage(data)
        data = data.register
    notes: tuple[str, ...] = ()
    is_ours = isinstance(data, (Register, Table))
    if isinstance(data, YearlyTable):
        vintage, notes = str(data.vintage or ""), (rounding_of(data),)
        data = rows_of(data)
    if isinstance(data, Register):
        sources = data.sources
        vintage = vintage or _vintage_of(sources)
        data, foot = _table_of(data, table)
    elif isinstance(data, Table):
        data = data.to_arrow()
    if _is_path(data):
        connection, native, foot = parquet(data)
    else:
        native = data
    lazy, connection = _lazy(native, connection)
    types = _types(lazy)
    frame = Frame(
        rows=lazy, names=tuple(types), own=tuple(types), types=types, vintage=vintage, sources=sources, notes=notes,
        alike=foot.alike, full=foot.full, is_ours=is_ours, connection=connection,
    )  # fmt: skip
    return _renamed(frame, columns or {})


def collected(lazy: Any) -> Any:
    """Run what was asked of a lazy frame, and return the answer as an Arrow table.

    Raises:
        UnreadableInput: A file turned out to be damaged.
    """
    if lazy.implementation.is_polars():  # in blocks, so that a file may be larger than memory
        return lazy.collect(backend="polars", engine="streaming").to_arrow()
    return arrow_of(lambda: lazy.collect(backend="pyarrow").to_arrow())


def arrow_of(ask: Callable[[], Any]) -> Any:
    """Return what an engine answers.

    Raises:
        UnreadableInput: A file turned out to be damaged.
    """
    duckdb = need("duckdb", extra="analysis", what="a question about a register or a frame")
    try:
        return ask()
    except duckdb.Error as error:
        raise UnreadableInput(f"the rows cannot be read: {plain(str(error).splitlines()[0])}") from error


def our_name(name: str) -> str:
    """Return our name of a column: buyer is recipient, seller is supplier."""
    return ALSO_CALLED.get(name, name)


def _is_path(data: Any) -> bool:
    if isinstance(data, (str, os.PathLike)):
        return True
    return isinstance(data, (list, tuple)) and bool(data) and all(isinstance(one, (str, os.PathLike)) for one in data)


def _lazy(native: Any, connection: Any) -> tuple[Any, Any]:
    nw = narwhals()
    try:
        frame = nw.from_native(native, pass_through=True)
        if frame is native:  # narwhals does not know it
            frame = nw.from_native(need("pyarrow", extra="analysis", what="an Arrow table").table(native))
    except (TypeError, ValueError) as error:
        names = [str(name) for name in getattr(native, "columns", ())]
        if twice := next((name for name in names if names.count(name) > 1), ""):
            raise InvalidValue(f"the frame has more than one column {shown(twice)}; rename one of them") from error
        wanted = "a register, the path of a Parquet file, or a frame of pyarrow, polars, pandas, DuckDB or PySpark"
        raise TypeError(f"{shown(native)} holds no rows that could be asked; give {wanted}") from error
    if isinstance(frame, nw.DataFrame) and not frame.implementation.is_polars():
        # In pandas an empty cell is a number or an object; in Arrow it is empty.
        if not frame.columns:
            raise InvalidValue("the frame has no columns (expected those of ad.columns('volumes'), or some of them)")
        connection = duckdb_connection()
        frame = nw.from_native(connection.from_arrow(frame.to_arrow()))
    return frame.lazy(), connection


def _types(lazy: Any) -> dict[str, str]:
    nw = narwhals()
    found = {}
    for name, dtype in lazy.collect_schema().items():
        if dtype.is_integer():
            found[name] = "whole"
        elif dtype.is_numeric():
            found[name] = "number"
        elif dtype in (nw.String, nw.Categorical, nw.Enum):
            found[name] = "text"
        else:
            known = {nw.Boolean: "flag", nw.Unknown: "nothing"}
            found[name] = next((kind for one, kind in known.items() if dtype == one), "other")
    return found


def _renamed(frame: Frame, columns: Mapping[str, str]) -> Frame:
    moved: dict[str, str] = {}
    for ours, theirs in columns.items():
        if theirs not in frame.types:
            near = suggestion(str(theirs), frame.names)
            hint = f"did you mean {shown(near[0])}?" if near else f"it has {', '.join(frame.own[:_TOLD])}"
            message = f"the frame has no column {shown(theirs)}; {hint}"
            raise UnknownName(message, suggestions=near, path=("columns", our_name(ours)))
        if theirs != our_name(ours):
            moved[theirs] = our_name(ours)
    if not moved:
        return frame
    # A column that has one of our names, while another was named for it, is not what is meant.
    hidden = [name for name in frame.names if name in moved.values() and name not in moved]
    rows = (frame.rows.drop(hidden) if hidden else frame.rows).rename(moved)
    types = {moved.get(name, name): kind for name, kind in frame.types.items() if name not in hidden}
    alike = {moved.get(name, name): value for name, value in frame.alike.items() if name not in hidden}
    full = frozenset(moved.get(name, name) for name in frame.full if name not in hidden)
    return evolve(frame, rows=rows, names=tuple(types), types=types, alike=alike, full=full)


def _table_of(register: Register, table: str) -> tuple[Any, Foot]:
    """A long table of a register in Arrow, and what is known of its columns; made once, and kept as long as the register is."""
    key = (id(register), table)
    held = _made.get(key)
    if held is not None and held[0]() is register:
        return held[1:]
    told = register.to_arrow(table)
    foot = foot_of(told)
    forget = partial(_forget, _made, key)  # as a script ends, the names of this module may be gone before its registers
    _made[key] = weakref.ref(register, forget), told, foot
    return told, foot


def _forget(held: dict[Any, Any], key: Any, _: Any) -> None:
    held.pop(key, None)


def _vintage_of(sources: Iterable[Evidence]) -> str:
    """What the sources of a register say of their day; of a single file this is the day it was generated."""
    told = (f"{one.title or one.publisher}, {one.published}" for one in sources if one.published is not None)
    return "; ".join(dict.fromkeys(told))


def _told_vintage(reading: Reading) -> str:
    return str(reading.vintage or "")
