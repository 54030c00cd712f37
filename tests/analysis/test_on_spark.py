"""The same questions on a cluster engine: what PySpark answers is what DuckDB does, cell by cell."""

import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import armsdeals as ad
import armsdeals.analysis as an
from armsdeals.analysis.concentration import concentration
from armsdeals.analysis.volumes import volumes

M = Path(__file__).parents[1] / "samples" / "sipri" / "mini_register.csv"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),  # Spark's own, of which none speaks of us
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java, and there is none")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sql = pytest.importorskip("pyspark.sql", reason='Spark is not installed: pip install "armsdeals[spark]"')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        settings = {
            "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false", "spark.sql.shuffle.partitions": "2",
            "spark.sql.session.timeZone": "UTC",
        }  # fmt: skip
        builder = sql.SparkSession.builder.master("local[2]").appName("armsdeals")
        for name, value in settings.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        yield session
        session.stop()


@pytest.fixture(scope="module")
def mini() -> ad.Register:
    return ad.read(M, source="sipri")


def cells(found: Any) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in found]


@pytest.mark.parametrize(
    ("table", "ask"),
    [
        ("volumes", lambda data: volumes(data, by=("supplier", "year"), basis="delivered")),
        ("volumes", lambda data: volumes(data, by="recipient", basis="ordered", years=(2000, 2022))),
        ("volumes", lambda data: concentration(data, of="supplier", basis="delivered")),
        ("events", an.stages),
        ("events", lambda data: an.stages(data, on="2020-06-30")),
        ("volumes", lambda data: an.network(data, basis="delivered").to_edges(details=True)),
        ("volumes", lambda data: an.durations(data, "ordered", "first_delivery", on="2025").table),
    ],
    ids=["volumes", "volumes of a window", "concentration", "stages", "stages on a day", "network", "durations"],
)
def test_spark_answers_as_duckdb_does(spark: Any, mini: ad.Register, table: str, ask: Callable[[Any], Any]) -> None:
    told = mini.to_arrow(table)
    on_duckdb, on_spark = ask(told), ask(spark.createDataFrame(told))
    assert cells(on_spark) == cells(on_duckdb)
    assert len(on_duckdb) > 0
    assert on_spark.notes == on_duckdb.notes
