"""Volumes by supplier and year, and HHI by recipient and year, of two million deals in Parquet, against the same by hand.

By hand means the quicker of DuckDB and polars, each adding up before it spreads; what counts is the median of the ratios of
the rounds, for the machine may be slow in one and fast in the next. A third question is of the volumes by supplier in a window
of years, where a fifth of the rows belong to figures of years with gaps, so that all years of each figure have to be looked at.
Where the file has flags of estimates, both tell what
part of each cell is estimated; the time by hand without that part is printed besides.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

import pytest

import armsdeals.analysis as an

pa: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pq: Any = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
duckdb: Any = pytest.importorskip("duckdb", reason="duckdb is not installed")
np: Any = pytest.importorskip("numpy", reason="numpy is not installed")
pl: Any = pytest.importorskip("polars", reason="polars is not installed")

DEALS = 2_000_000
ROUNDS = 15
FLAGS = ["number_is_estimated", "year_is_estimated"]
ESTIMATED = "coalesce(sum(tiv) filter (where number_is_estimated or year_is_estimated), 0)"  # quicker than a case
SUMMED = "select {keys}, first_year, last_year, sum(tiv) v, {estimated} e from '{path}' where basis = 'DELIVERED' group by all"
SPREAD = "select {keys}, first_year, last_year, v / (last_year - first_year + 1) v, e / (last_year - first_year + 1) e from ({summed})"
YEARLY = "with t as ({spread}), x as (select *, unnest(range(first_year, last_year + 1)) y from t) select {keys}, y, sum(v) v, sum(e) e from x group by all"
HHI = "select recipient, y, sum(v * v) / (sum(v) * sum(v)), sum(e) / sum(v) from ({yearly}) group by all"
FIRST, LAST = 2003, 2012  # of the window
INSIDE = (
    "least(last_year, {last}) - greatest(first_year, {first}) + 1"  # how many years of a run lie in it, or of its list
)
COUNTED = "coalesce(len(list_filter(string_split(listed_years, '; ')::int[], lambda x: x between {first} and {last})), {inside})"
RUNS = "select supplier, first_year, last_year, told_years t, listed_years, sum(tiv) v, {estimated} e from '{path}' where basis = 'DELIVERED' and last_year >= {first} and first_year <= {last} group by all"
PARTS = "select supplier, t, {counted} k, ({inside}) / (last_year - first_year + 1) part, v * part v, e * part e from ({runs})"
WINDOW = "select supplier, sum(v), coalesce(sum(v) filter (where k = t), 0), sum(v * t / k), sum(e) / sum(v) from ({parts}) group by all"
COUNTRIES = [f"Country {place:02}" for place in range(60)]
CLASSES = ["Aircraft", "Ships", "Missiles", "Armoured vehicles", "Artillery", "Sensors", "Engines", "Other"]
ROWS_IN_A_GROUP = 200_000


def write_volumes(path: Path, deals: int, *, seed: int = 3) -> None:
    """Write one row of what was delivered for each deal; suppliers are few and uneven, recipients many and even."""
    chance = np.random.default_rng(seed)
    uneven = 1 / np.arange(1, len(COUNTRIES) + 1)

    def drawn(names: list[str], weights: Any | None = None) -> Any:
        places = chance.choice(len(names), deals, p=None if weights is None else weights / weights.sum())
        return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int16)), pa.array(names)).cast(pa.string())

    def flags(share: float) -> Any:
        return pa.array(chance.random(deals) < share, mask=chance.random(deals) < 0.05)

    first = chance.integers(1985, 2020, deals)
    length = chance.integers(1, 7, deals)
    number = np.maximum(1, (chance.integers(1, 300, deals) * chance.random(deals)).astype(int))
    table = pa.table(
        {
            "deal": pa.array(np.arange(deals)).cast(pa.string()),
            "supplier": drawn(COUNTRIES, uneven),
            "recipient": drawn(COUNTRIES),
            "armament_category": drawn(CLASSES),
            "basis": pa.DictionaryArray.from_arrays(np.zeros(deals, np.int8), ["DELIVERED"]).cast(pa.string()),
            "order_year": pa.array((first - chance.integers(0, 4, deals)).astype(np.int64)),
            "first_year": pa.array(first.astype(np.int64)),
            "last_year": pa.array((first + length - 1).astype(np.int64)),
            "told_years": pa.array(length.astype(np.int64)),
            "tiv": pa.array(np.round(number * chance.lognormal(1, 1, deals), 2)),
            "number": pa.array(number.astype(float)),
            "number_is_estimated": flags(0.5),
            "year_is_estimated": flags(0.2),
            "modality": pa.DictionaryArray.from_arrays(np.zeros(deals, np.int8), ["FACT"]).cast(pa.string()),
            "is_retracted": pa.array(np.zeros(deals, bool)),
        }
    )
    pq.write_table(table, path, row_group_size=ROWS_IN_A_GROUP)


def with_gaps(table: Any, *, seed: int = 5) -> Any:
    """Return the table with each tenth row followed by another run of its figure, after a year or more without any."""
    chance = np.random.default_rng(seed)
    places = np.arange(len(table))
    begun, gone_on = places[0::10].copy(), places[1::10].copy()
    places[gone_on] = begun
    told = {name: table[name].to_numpy().take(places) for name in ("first_year", "last_year", "tiv")}
    first, last = told["first_year"], told["last_year"]
    first[gone_on] = last[begun] + 1 + chance.integers(1, 4, len(gone_on))
    last[gone_on] = first[gone_on] + chance.integers(0, 3, len(gone_on))
    length = last - first + 1
    years = length.copy()
    years[begun] = years[gone_on] = length[begun] + length[gone_on]
    texts = np.full(len(table), None, object)
    runs = zip(first[begun], last[begun], first[gone_on], last[gone_on], strict=True)
    texts[begun] = texts[gone_on] = ["; ".join(map(str, (*range(a, b + 1), *range(c, d + 1)))) for a, b, c, d in runs]
    changed = {**told, "tiv": told["tiv"] * length / years, "told_years": years}
    table = table.take(pa.array(places))
    for name, column in changed.items():
        table = table.set_column(table.column_names.index(name), name, pa.array(column))
    return table.append_column("listed_years", pa.array(texts, pa.string()))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("volumes")
    write_volumes(folder / "flags.parquet", DEALS)
    whole = pq.read_table(folder / "flags.parquet")
    pq.write_table(whole.drop(FLAGS), folder / "plain.parquet", row_group_size=ROWS_IN_A_GROUP)
    pq.write_table(with_gaps(whole), folder / "gaps.parquet", row_group_size=ROWS_IN_A_GROUP)
    return {
        "with flags": folder / "flags.parquet", "without flags": folder / "plain.parquet", "with gaps": folder / "gaps.parquet",
    }  # fmt: skip


def yearly(path: Path, keys: str, *, flags: bool) -> str:
    summed = SUMMED.format(keys=keys, path=path, estimated=ESTIMATED if flags else "0.0")
    return YEARLY.format(spread=SPREAD.format(keys=keys, summed=summed), keys=keys)


def spread_in_polars(path: Path, *keys: str, flags: bool) -> Any:
    sure = [pl.col(flag).fill_null(False) for flag in FLAGS]  # noqa: FBT003  # what an empty flag means
    estimated = pl.when(sure[0] | sure[1]).then("tiv").otherwise(0.0) if flags else pl.lit(0.0)
    rows = pl.scan_parquet(path).filter(pl.col("basis") == "DELIVERED").with_columns(e=estimated)
    spans = rows.group_by(*keys, "first_year", "last_year").agg(pl.col("tiv").sum(), pl.col("e").sum())
    length = pl.col("last_year") - pl.col("first_year") + 1
    shared = spans.with_columns(v=pl.col("tiv") / length, e=pl.col("e") / length)
    years = shared.with_columns(pl.int_ranges("first_year", pl.col("last_year") + 1).alias("y")).explode("y")
    return years.group_by(*keys, "y").agg(pl.col("v").sum(), pl.col("e").sum())


def by_hand_volumes(path: Path, *, flags: bool) -> dict[str, Callable[[], list[Any]]]:
    connection = duckdb.connect()
    query = f"select supplier, y, v, e / v from ({yearly(path, 'supplier', flags=flags)})"  # noqa: S608  # our own text
    frame = spread_in_polars(path, "supplier", flags=flags).select("supplier", "y", "v", pl.col("e") / pl.col("v"))
    return {
        "DuckDB": lambda: connection.sql(query).fetchall(),
        "polars": lambda: frame.collect(engine="streaming").rows(),
    }


def by_hand_hhi(path: Path, *, flags: bool) -> dict[str, Callable[[], list[Any]]]:
    connection = duckdb.connect()
    query = HHI.format(yearly=yearly(path, "recipient, supplier", flags=flags))
    squares = (pl.col("v") ** 2).sum() / pl.col("v").sum() ** 2
    estimated = pl.col("e").sum() / pl.col("v").sum()
    spread = spread_in_polars(path, "recipient", "supplier", flags=flags)
    frame = spread.group_by("recipient", "y").agg(squares.alias("hhi"), estimated.alias("share"))
    return {
        "DuckDB": lambda: connection.sql(query).fetchall(),
        "polars": lambda: frame.collect(engine="streaming").rows(),
    }


def by_hand_window(path: Path, *, flags: bool) -> dict[str, Callable[[], list[Any]]]:
    connection = duckdb.connect()
    window = {"first": FIRST, "last": LAST}
    inside = INSIDE.format(**window)
    runs = RUNS.format(path=path, estimated=ESTIMATED if flags else "0.0", **window)
    parts = PARTS.format(counted=COUNTED.format(inside=inside, **window), inside=inside, runs=runs)
    query = WINDOW.format(parts=parts)
    return {"DuckDB": lambda: connection.sql(query).fetchall()}


QUESTIONS: dict[str, tuple[Callable[[Path], Any], Callable[..., dict[str, Callable[[], list[Any]]]], tuple[str, ...]]] = {
    "volumes": (
        lambda path: an.volumes(path, by=("supplier", "year"), basis="delivered"), by_hand_volumes, ("supplier", "year"),
    ),
    "HHI": (
        lambda path: an.concentration(path, of="supplier", by=("recipient", "year"), basis="delivered"), by_hand_hhi,
        ("recipient", "year"),
    ),
    "volumes of a window": (
        lambda path: an.volumes(path, by="supplier", basis="delivered", years=(FIRST, LAST)), by_hand_window, ("supplier",),
    ),
}  # fmt: skip


@pytest.mark.benchmark
@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("volumes", "with flags"), ("volumes", "without flags"), ("HHI", "with flags"), ("HHI", "without flags"),
        ("volumes of a window", "with gaps"),
    ],
)  # fmt: skip
def test_a_question_of_two_million_deals_takes_little_longer_than_the_best_by_hand(
    question: str, kind: str, files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path, flags = files[kind], kind != "without flags"
    ask, hands, keys = QUESTIONS[question]
    by_hand = hands(path, flags=flags)
    cells = ("value", *(("low", "high") if kind == "with gaps" else ()), *(("share_estimated",) if flags else ()))
    found = {tuple(row[key] for key in keys): [row[cell] for cell in cells] for row in ask(path)}
    for other in by_hand.values():
        told = {row[: len(keys)]: list(row[len(keys) : len(keys) + len(cells)]) for row in other()}
        assert found.keys() == told.keys()
        assert all(found[key] == pytest.approx(told[key], rel=1e-9, abs=1e-9) for key in found)
    least = hands(path, flags=False) if flags else {}
    works = {"ours": lambda: ask(path), **by_hand, **{f"{name} without shares": work for name, work in least.items()}}
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            start = perf_counter()
            work()
            took[name].append(perf_counter() - start)
    hand = min(by_hand, key=lambda name: min(took[name]))
    low, ratio, high = quantiles([own / other for own, other in zip(took["ours"], took[hand], strict=True)], n=4)
    times = ", ".join(f"{name} {min(seconds) * 1e3:.0f} ms" for name, seconds in took.items())
    with capsys.disabled():
        sys.stdout.write(
            f"\n{question}, {kind}, {DEALS:,} deals: {ratio:.2f} ({low:.2f}-{high:.2f}) of the best by hand "
            f"(least: {times}; goal 1.5)\n"
        )
