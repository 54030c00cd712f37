"""Tables that users bring: what is read, and every fault with its line."""

from io import StringIO
from pathlib import Path

import pytest

from armsdeals.errors import ArmsDealsError, InvalidValue, LimitExceeded, UnreadableInput
from armsdeals.values import csv_rows
from armsdeals.values.exchange_rate import ExchangeRate
from armsdeals.values.money import Money
from armsdeals.values.price_index import PriceIndex
from armsdeals.values.rates import Rates

GOOD = """base,quote,period,rate,source,average,note
USD,SAR,2017,3.75,SAMA,yes,
USD,RUB,2017-12-27,57.5571,CBR,no,"official rate, of the day"

eur,usd,2017-06,1.1229,ECB,,
"""


def test_a_table_is_read_from_lines_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "rates.csv"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    rates = Rates.from_csv(file)
    assert rates == Rates.from_csv(str(file)) == Rates.from_csv(StringIO(GOOD)) == Rates.from_csv(GOOD.splitlines())
    assert rates.rows == (
        ExchangeRate(base="USD", quote="SAR", rate="3.75", period="2017", source="SAMA", average=True),
        ExchangeRate(
            base="USD", quote="RUB", rate="57.5571", period="2017-12-27", source="CBR", note="official rate, of the day"
        ),
        ExchangeRate(base="EUR", quote="USD", rate="1.1229", period="2017-06", source="ECB"),
    )
    assert Money("5755.71 RUB").to("USD", on="2017-12-27", rates=rates).money == Money("100 USD")


def test_one_source_may_be_said_for_all_rows() -> None:
    rates = Rates.from_csv(["base,quote,period,rate", "USD,SAR,2017,3.75"], source="SAMA")
    assert rates.rows[0].source == "SAMA"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("USD,SAR,2017,NaN", "line 3: rate: 'NaN' is not a number"),
        ("USD,SAR,2017,-3.75", "line 3: rate: -3.75 is not an exchange rate"),
        ("USD,SAR,2017,0", "line 3: rate: 0 is not an exchange rate"),
        ("USD,SAR,2017,", "line 3: rate: '' is not a number"),
        ('USD,SAR,2017,"3,75"', "line 3: rate: '3,75' is not a number: a comma is not read"),
        ("USD,SAR,2017,1e999", "line 3: rate: "),
        ("USD,SAR,1.4.2017,3.75", "line 3: period: "),
        ("USD,SAR,2017/..,3.75", "line 3: period: 2017/.. has an open end"),
        ("USD,riyal,2017,3.75", "line 3: quote: 'riyal' is not an ISO 4217"),
        ("USD,USD,2017,1", "line 3: quote: a rate is between two currencies"),
        ("USD,EUR,2015,2", "line 3: two rates hold for one day"),
        ("EUR,USD,2015-05-05,2", "line 3: two rates hold for one day"),
        ("USD,SAR,2017", r"line 3: there are 3 cells \(expected 4"),
        ("USD,SAR,2017,3,75", r"line 3: there are 5 cells \(expected 4; a comma inside a cell needs quotes"),
    ],
)
def test_a_fault_in_a_row_is_told_with_its_line(row: str, why: str) -> None:
    with pytest.raises(InvalidValue, match=f"^{why}"):
        Rates.from_csv(["base,quote,period,rate", "USD,EUR,2015,0.9", row], source="made up")


def test_a_rate_without_a_source_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"line 2: source: a rate needs its source; add a column .* give source="):
        Rates.from_csv(["base,quote,period,rate", "USD,SAR,2017,3.75"])


def test_average_is_yes_or_no() -> None:
    with pytest.raises(InvalidValue, match="line 2: average: 'maybe' is neither yes nor no"):
        Rates.from_csv(["base,quote,period,rate,average", "USD,SAR,2017,3.75,maybe"], source="SAMA")


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("", "line 1: there is no column 'base'"),
        ("base;quote;period;rate", "parted by commas; found 'base;quote;period;rate'"),
        ("base,quote,period", "there is no column 'rate'"),
        ("base,quote,period,rate,sorce", "the column 'sorce' is not known; did you mean source"),
        ("base,quote,period,rate,rate", "the column 'rate' is there twice"),
    ],
)
def test_a_header_must_name_the_columns(head: str, why: str) -> None:
    with pytest.raises(InvalidValue, match=why):
        Rates.from_csv([head], source="SAMA")


def test_columns_may_stand_in_any_order_and_case() -> None:
    rates = Rates.from_csv([" Rate,PERIOD,quote,base", "3.75,2017,SAR,USD"], source="SAMA")
    assert rates.rows[0].quoted == "3.75 SAR per USD"


def test_a_file_that_cannot_be_read_is_told_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableInput, match=r"nowhere.csv' cannot be read: there is no such file"):
        Rates.from_csv(tmp_path / "nowhere.csv")
    with pytest.raises(UnreadableInput, match="is no regular file"):
        Rates.from_csv(tmp_path)
    latin = tmp_path / "latin.csv"
    latin.write_bytes("base,quote,period,rate,note\nUSD,SAR,2017,3.75,März\n".encode("latin-1"))
    with pytest.raises(UnreadableInput, match="line 2: this is no text in UTF-8"):
        Rates.from_csv(latin)
    monkeypatch.setattr(csv_rows, "LARGEST", 10)
    with pytest.raises(LimitExceeded, match="larger than 10 bytes"):
        Rates.from_csv(latin)


def test_broken_quotes_are_no_csv() -> None:
    with pytest.raises(UnreadableInput, match="line 2: this is no CSV"):
        Rates.from_csv(["base,quote,period,rate", '"USD"x,SAR,2017,3.75'], source="SAMA")


def test_bytes_are_no_table() -> None:
    with pytest.raises(TypeError, match="not bytes"):
        Rates.from_csv(GOOD.encode())  # type: ignore[arg-type]


def test_an_index_of_prices_is_read_alike() -> None:
    table = ["year,level", "2015,100", "2016,100.2"]
    index = PriceIndex.from_csv(table, currency="EUR", name="HICP", source="Eurostat")
    assert (
        index.levels
        == PriceIndex(currency="EUR", name="HICP", source="Eurostat", levels={2015: "100", 2016: "100.2"}).levels
    )


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2015,101", "line 3: year: 2015 has two levels; keep one"),
        ("15,101", "line 3: year: '15' is not a year of four digits"),
        ("\u0662\u0660\u0661\u0666,101", "line 3: year: "),
        ("2016,0", "line 3: level: 0 is not a level of prices"),
        ("2016,NaN", "line 3: level: 'NaN' is not a number"),
    ],
)
def test_a_fault_in_an_index_is_told_with_its_line(row: str, why: str) -> None:
    with pytest.raises(ArmsDealsError, match=f"^{why}"):
        PriceIndex.from_csv(["year,level", "2015,100", row], currency="EUR", name="HICP", source="Eurostat")
