"""Volumes by supplier and year, and HHI by recipient and year, of two million deals in Parquet, against the same by hand.

By hand means the quicker of DuckDB and polars, each adding up before it spreads; rounds are interleaved, and the least of
each counts. Ours gives frames, flags of estimates and a table besides, so that the questions are asked of a file with flags and
of one without.
"""

import sys
from collections.abc import Callable
from pathlib import Path
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
ROUNDS = 7
FLAGS = ["number_is_estimated", "year_is_estimated"]
SPREAD = "select {keys}, first_year, last_year, sum(tiv / (last_year - first_year + 1)) v from '{path}' where basis = 'DELIVERED' group by all"
YEARLY = "with t as ({spread}), x as (select *, unnest(range(first_year, last_year + 1)) y from t) select {keys}, y, sum(v) v from x group by all"


HHI = "select recipient, y, sum(v * v) / (sum(v) * sum(v)) from ({yearly}) group by all"
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


def yearly(path: Path, keys: str) -> str:
    return YEARLY.format(spread=SPREAD.format(keys=keys, path=path), keys=keys)


def spread_in_polars(path: Path, *keys: str) -> Any:
    share = (pl.col("tiv") / (pl.col("last_year") - pl.col("first_year") + 1)).alias("v")
    rows = pl.scan_parquet(path).filter(pl.col("basis") == "DELIVERED").with_columns(share)
    spans = rows.group_by(*keys, "first_year", "last_year").agg(pl.col("v").sum())
    years = spans.with_columns(pl.int_ranges("first_year", pl.col("last_year") + 1).alias("y")).explode("y")
    return years.group_by(*keys, "y").agg(pl.col("v").sum())


def by_hand_volumes(path: Path) -> dict[str, Callable[[], dict[Any, float]]]:
    connection = duckdb.connect()
    return {
        "DuckDB": lambda: {row[:-1]: row[-1] for row in connection.sql(yearly(path, "supplier")).fetchall()},
        "polars": lambda: {
            row[:-1]: row[-1] for row in spread_in_polars(path, "supplier").collect(engine="streaming").rows()
        },
    }


def by_hand_hhi(path: Path) -> dict[str, Callable[[], dict[Any, float]]]:
    connection = duckdb.connect()
    query = HHI.format(yearly=yearly(path, "recipient, supplier"))
    squares = (pl.col("v") ** 2).sum() / pl.col("v").sum() ** 2
    frame = spread_in_polars(path, "recipient", "supplier").group_by("recipient", "y").agg(squares)
    return {
        "DuckDB": lambda: {row[:-1]: row[-1] for row in connection.sql(query).fetchall()},
        "polars": lambda: {row[:-1]: row[-1] for row in frame.collect(engine="streaming").rows()},
    }


@pytest.mark.benchmark
@pytest.mark.parametrize("flags", ["with flags", "without flags"])
def test_volumes_by_supplier_and_year(flags: str, files: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    path = files[flags]
    ask = lambda: an.volumes(path, by=("supplier", "year"), basis="delivered")  # noqa: E731  # timed as it is
    compare(f"volumes, {flags}", ask, by_hand_volumes(path), ("supplier", "year"), capsys)


@pytest.mark.benchmark
@pytest.mark.parametrize("flags", ["with flags", "without flags"])
def test_hhi_by_recipient_and_year(flags: str, files: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    path = files[flags]
    ask = lambda: an.concentration(path, of="supplier", by=("recipient", "year"), basis="delivered")  # noqa: E731
    compare(f"HHI, {flags}", ask, by_hand_hhi(path), ("recipient", "year"), capsys)


def compare(
    what: str,
    ask: Callable[[], Any],
    by_hand: dict[str, Callable[[], dict[Any, float]]],
    keys: tuple[str, str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = {tuple(row[key] for key in keys): row["value"] for row in ask()}
    for other in by_hand.values():
        assert found == pytest.approx(other(), rel=1e-9)
    best = dict.fromkeys(["ours", *by_hand], float("inf"))
    for _ in range(ROUNDS):
        for name, work in {"ours": ask, **by_hand}.items():
            start = perf_counter()
            work()
            best[name] = min(best[name], perf_counter() - start)
    told = ", ".join(f"{name} {seconds * 1e3:.0f} ms" for name, seconds in best.items())
    ratio = best["ours"] / min(best[name] for name in by_hand)
    with capsys.disabled():
        sys.stdout.write(f"\n{what}, {DEALS:,} deals: {ratio:.2f} of the best by hand ({told}; goal 1.5)\n")
