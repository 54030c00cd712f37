"""Volumes by supplier and year, and HHI by recipient and year, of two million deals in Parquet, against the same by hand.

By hand means the quicker of DuckDB and polars, each adding up before it spreads; what counts is the median of the ratios of
the rounds, for the machine may be slow in one and fast in the next. Where the file has flags of estimates, both tell what
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


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("volumes")
    write_volumes(folder / "flags.parquet", DEALS)
    plain = pq.read_table(folder / "flags.parquet").drop(FLAGS)
    pq.write_table(plain, folder / "plain.parquet", row_group_size=ROWS_IN_A_GROUP)
    return {"with flags": folder / "flags.parquet", "without flags": folder / "plain.parquet"}


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


QUESTIONS: dict[str, tuple[Callable[[Path], Any], Callable[..., dict[str, Callable[[], list[Any]]]], tuple[str, str]]] = {
    "volumes": (
        lambda path: an.volumes(path, by=("supplier", "year"), basis="delivered"), by_hand_volumes, ("supplier", "year"),
    ),
    "HHI": (
        lambda path: an.concentration(path, of="supplier", by=("recipient", "year"), basis="delivered"), by_hand_hhi,
        ("recipient", "year"),
    ),
}  # fmt: skip


@pytest.mark.benchmark
@pytest.mark.parametrize("kind", ["with flags", "without flags"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_of_two_million_deals_takes_little_longer_than_the_best_by_hand(
    question: str, kind: str, files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path, flags = files[kind], kind == "with flags"
    ask, hands, keys = QUESTIONS[question]
    by_hand = hands(path, flags=flags)
    cells = ("value", "share_estimated") if flags else ("value",)
    found = {tuple(row[key] for key in keys): [row[cell] for cell in cells] for row in ask(path)}
    for other in by_hand.values():
        told = {row[:2]: list(row[2 : 2 + len(cells)]) for row in other()}
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
