"""What stands above a SIPRI table: the day, the years that were asked for and the publisher, however they are written."""

import pytest

from armsdeals.register.reading import Reading
from armsdeals.sources._base import source_named
from armsdeals.sources.sipri.tables import yearly_table

REGISTER = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
    "Norway,Sweden,2014,?,3,,Drone-5,UAV,3,?,2016; 2017,New,For patrols,3,9,9\n"
)
TABLE = "Exports by,2001,2002,2001-2002,Percentage\nNorway,16,,16,40%\nTotal world export,16,24,40,100%\n"


def read(text: str) -> Reading:
    return source_named("sipri").read(text.encode(), name="file.csv")


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("Data generated: 18 March 2024 10:11:12 AM", "2024-03-18"), ("Data generated: March 18, 2024", "2024-03-18"),
        ("Data generated on 2024-03-18", "2024-03-18"), ("Data generated: 18.03.2024", "2024-03-18"), ("generated: 3.4.2024", "2024-04-03"),
        ("Data generated: 18/03/2024", "2024-03-18"), ("Data generated: 03/18/2024", "2024-03-18"), ("Data generated: 4/4/2024", "2024-04-04"),
        ("Data generated: 3/4/2024", None), ("Data generated: 31 June 2024", None), ("Data generated: 2024-13-01", None),
    ],
)  # fmt: skip
def test_the_day_above_a_table_is_read_where_it_can_mean_one_only(told: str, day: str | None) -> None:
    vintage = read(f'"{told}"\n\n{REGISTER}').vintage
    assert vintage is not None
    assert str(vintage.generated) == str(day)
    table = yearly_table(f"{told}\n{TABLE}".encode())
    assert table.vintage is not None
    assert table.vintage.generated == vintage.generated


@pytest.mark.parametrize(
    ("told", "years"),
    [
        ("Deals with deliveries made for the year range '2000' to '2025'", (2000, 2025)), ("Deals with deliveries between 2000 and 2025", (2000, 2025)),
        ("Year range: 2000-2025", (2000, 2025)), ("Transfers of major arms, 2000\u20132025", (2000, 2025)), ("Call 1234 to 5678", (None, None)),
        ("SIPRI values are in prices of 1990", (None, None)), ("Deals of year 2000-01-02", (None, None)),
    ],
)  # fmt: skip
def test_the_years_that_were_asked_for_make_a_window_however_they_are_written(
    told: str, years: tuple[int | None, int | None]
) -> None:
    vintage = read(f"{told}\n{REGISTER}").vintage
    assert vintage is not None
    assert (vintage.first_year, vintage.last_year) == years
    assert vintage.is_windowed is (years[0] is not None)


def test_the_publisher_is_known_by_its_long_name() -> None:
    vintage = read(f"Source: Stockholm International Peace Research Institute\n{REGISTER}").vintage
    assert vintage is not None
    assert vintage.publisher == "SIPRI"
