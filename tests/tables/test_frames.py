"""Frames: the long tables in Arrow, pandas, polars and DuckDB."""

import io
import pickle
import subprocess
import sys
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.tables.columns import ColumnType
from armsdeals.tables.flat import TABLES
from armsdeals.tables.frames import in_arrow


def library(name: str) -> Any:
    return pytest.importorskip(name, reason=f"{name} is not installed", exc_type=ImportError)


duckdb, pd, pl = library("duckdb"), library("pandas"), library("polars")
pa, pq = library("pyarrow"), library("pyarrow.parquet")
DEAL = (
    ad.Deal(id="a", parties=(ad.Party("Qatar", role="recipient"),), lines=(ad.Line(id="jets", system="Rafale", ordered="24"),))
    .with_price("~6.3e9 EUR contract")
    .sign(on="2015-05-04")
    .deliver("jets", 5, on="2019-06")
)  # fmt: skip
REGISTER = ad.Register([DEAL, ad.Deal(id="b")])


@given(register=ads.registers(max_size=2))
@settings(max_examples=15)  # every table of each, in three libraries
def test_law_the_frames_of_a_table_hold_its_rows(register: ad.Register) -> None:
    for name, table in register.tables.items():
        arrow = register.to_arrow(name)
        assert arrow.schema.names == list(table.columns.names)
        assert [tuple(row.values()) for row in arrow.to_pylist()] == list(table.rows)
        assert register.to_polars(name).rows() == list(table.rows)
        assert len(register.to_pandas(name)) == len(table)


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_an_empty_table_has_its_columns_and_types_in_every_library(table: str) -> None:
    empty, full = ad.Register(), REGISTER
    assert empty.to_arrow(table).schema.equals(full.to_arrow(table).schema)
    assert empty.to_polars(table).schema == full.to_polars(table).schema
    assert list(empty.to_pandas(table).dtypes) == list(full.to_pandas(table).dtypes)
    assert [str(one.type).replace("[day]", "") for one in in_arrow(table)] == [
        column.type.arrow.replace("float64", "double") for column in ad.columns(table)
    ]


def test_fields_of_arrow_tell_unit_and_meaning() -> None:
    field = REGISTER.to_arrow("financings").schema.field("tenor_years")
    assert field.metadata == {
        b"meaning": b"how long it runs", b"unit": b"year", b"empty": b"nobody says, or it is no credit"
    }  # fmt: skip


def test_pandas_keeps_sums_exact_days_as_days_and_nothing_as_nothing() -> None:
    prices = REGISTER.to_pandas("deals")
    assert prices["price_best"][0] == Decimal(6300000000)
    assert prices["since_earliest"].dt.year[0] == 2019  # the day of the delivery
    assert prices["stage"].isna().tolist() == [False, True]
    assert prices.attrs == {"armsdeals.table": "deals"}
    assert str(prices["price_year"].dtype) == "Int64"


def test_whatever_reads_arrow_reads_a_register() -> None:
    assert pl.DataFrame(REGISTER)["deal"].to_list() == ["a", "b"]
    assert pa.table(REGISTER)["recipient"].to_pylist() == ["Qatar", None]
    arrived = pa.table(REGISTER.tables["deliveries"])
    assert arrived.num_rows == 1
    assert duckdb.sql("select sum(quantity_best), min(when_earliest) from arrived").fetchall() == [
        (5.0, date(2019, 6, 1))
    ]
    assert pd.DataFrame.from_arrow(REGISTER)["deal"].tolist() == ["a", "b"]


def test_days_before_the_time_of_pandas_and_sums_of_thirty_digits_go_over() -> None:
    old = ad.Deal(id="a").sign(on="1453-05-29").with_price(f"{'9' * 30} USD")
    register = ad.Register([old])
    assert register.to_pandas()["since_earliest"].dt.year[0] == 1453
    assert register.to_arrow()["price_high"].to_pylist() == [Decimal("9" * 30)]
    assert register.to_polars()["price_high"].to_list() == [Decimal("9" * 30)]


def test_a_stream_takes_the_deals_as_it_is_read() -> None:
    many = ad.Register([ad.Deal(id=f"d{k}") for k in range(5_000)])
    sizes = [batch.num_rows for batch in many.tables.stream()]
    assert sizes == [4096, 904]


def test_the_parquet_of_a_table_is_what_other_programs_read() -> None:
    told = pq.read_table(io.BytesIO(REGISTER.tables["deliveries"].to_parquet()))
    assert told["quantity_text"].to_pylist() == ["5"]


def test_tables_can_be_pickled_and_compared() -> None:
    table = REGISTER.tables["deals"]
    assert pickle.loads(pickle.dumps(table)) == table == REGISTER.tables["deals"]  # noqa: S301  # our own bytes
    assert hash(table) == hash(REGISTER.tables["deals"])


def test_every_type_of_column_has_its_arrow_type() -> None:
    assert all(kind.arrow for kind in ColumnType)


@pytest.mark.parametrize(
    ("frame", "extra"), [("to_pandas", "pandas"), ("to_polars", "polars"), ("to_arrow", "analysis")]
)
def test_without_the_extra_the_message_says_how_to_get_it(frame: str, extra: str) -> None:
    code = f"""
import sys
sys.modules.update(dict.fromkeys(("pandas", "polars", "pyarrow")))
import armsdeals as ad
assert ad.Register([ad.Deal(id="a")]).tables["deals"][0]["deal"] == "a"
try:
    ad.Register().{frame}()
except ad.MissingExtra as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603  # our own text
    assert f'pip install "armsdeals[{extra}]"' in done.stdout, done.stderr
