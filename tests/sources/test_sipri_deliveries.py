"""The deliveries of SIPRI: several lines are one deal, and a flag has three values."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from armsdeals.issues import Severity
from armsdeals.model.volume import NUMBER_UNMARKED, YEAR_UNMARKED
from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.register.vintage import Counts
from armsdeals.sources._base import source_named

Total = Callable[[Register], Decimal]
Codes = Callable[[Reading], list[str]]

HEAD = (
    "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,Order date is estimate,"
    "Numbers delivered,Numbers delivered is estimate,Delivery year,Delivery year is estimate,Status,SIPRI estimate,"
    "TIV deal unit,TIV delivery values,Local production"
)
ROW = "9001,United States,Turkiye,Heron-T,transport helicopter,Aircraft,2012,Yes,2,No,2016,No,Second hand,10,4,8,No"


NAMES = (
    "id supplier recipient designation description category order order_flag number number_flag year year_flag status new "
    "unit volume local"
)


def read(text: str) -> Reading:
    return source_named("sipri").read(text.encode(), name="file.csv")


def row(**cells: str) -> str:
    names = NAMES.split()
    told = dict(zip(names, ROW.split(","), strict=True)) | cells
    assert set(told) == set(names)
    return ",".join(told.values())


def test_the_lines_of_one_id_are_one_deal_with_its_years(mini_deliveries: str, delivered: Total) -> None:
    reading = read(mini_deliveries)
    assert reading.counts == Counts(data_lines=3, used=3)
    assert reading.issues == ()
    (deal,) = reading.register
    assert deal.id == "sipri-9001"
    told = [
        (str(event.when), str(entry.quantity), str(entry.volume))
        for event in deal.history
        for entry in event.deliveries
    ]
    assert told == [("2015", "1", "4 TIV"), ("2016", "2", "8 TIV"), ("2018", "1", "4 TIV")]
    assert [str(event.when) for event in deal.history if str(event.stage) == "SIGNED"] == ["2012?"]
    assert delivered(reading.register) == 16


def test_a_deal_keeps_class_condition_and_the_volumes_of_one_unit() -> None:
    (deal,) = read(f"{HEAD}\n{ROW}\n").register
    (line,) = deal.lines
    assert [(str(code.scheme), code.code) for code in line.system.codes] == [("SIPRI", "Aircraft")]
    assert [(str(claim.value), str(claim.condition), claim.is_per_unit) for claim in line.volumes] == [
        ("10 TIV", "NEW", True),
        ("4 TIV", "USED", True),
    ]
    assert [(party.name, str(party.role)) for party in deal.parties] == [
        ("United States", "SUPPLIER"),
        ("Turkiye", "RECIPIENT"),
    ]


@pytest.mark.parametrize(("told", "modality"), [("Yes", ["FACT"]), ("No", ["DENIED"]), ("", [])])
def test_local_production_has_three_values(told: str, modality: list[str]) -> None:
    (deal,) = read(f"{HEAD}\n{row(local=told)}\n").register
    assert [str(claim.modality) for claim in deal.lines[0].production] == modality


@pytest.mark.parametrize(
    ("number_flag", "year_flag", "number", "when", "text"),
    [
        ("Yes", "Yes", "~2", "2016?", ""),
        ("No", "No", "2", "2016", ""),
        ("", "No", "2", "2016", NUMBER_UNMARKED),
        ("No", "", "2", "2016", YEAR_UNMARKED),
        ("", "", "2", "2016", f"{NUMBER_UNMARKED}; {YEAR_UNMARKED}"),
    ],
)
def test_a_flag_has_three_values(number_flag: str, year_flag: str, number: str, when: str, text: str) -> None:
    register = read(f"{HEAD}\n{row(number_flag=number_flag, year_flag=year_flag, order_flag='No')}\n").register
    event = register.deals[0].history[1]
    assert (str(event.deliveries[0].quantity), str(event.when), event.text) == (number, when, text)
    assert len(register.where(certain=True)) == ("No" == number_flag == year_flag)


def test_a_flag_that_one_line_of_a_deal_leaves_out_is_taken_from_another() -> None:
    register = read(f"{HEAD}\n{row(order_flag='', local='')}\n{row(year='2017', local='Yes')}\n").register
    (deal,) = register
    assert (str(deal.history[0].when), deal.history[0].text) == ("2012?", "")
    assert [str(claim.modality) for claim in deal.lines[0].production] == ["FACT"]


def test_semicolons_of_a_spreadsheet_are_no_part_of_the_last_cell() -> None:
    reading = read(f"Source: SIPRI Arms Transfers Database (c) SIPRI.;\r\n{HEAD};\r\n{ROW};\r\n{row(year='2017')}\r\n")
    assert reading.counts == Counts(data_lines=2, used=2)
    assert reading.issues == ()
    assert reading.vintage is not None
    assert reading.vintage.title == "SIPRI Arms Transfers Database"


@pytest.mark.parametrize(
    ("cells", "code", "severity"),
    [
        ({"year": "2011"}, "delivered-before-order", Severity.WARNING),
        ({"status": "Nearly new"}, "unknown-status", Severity.WARNING),
        ({"order": "", "order_flag": ""}, "no-order-year", Severity.WARNING),
        ({"volume": "9"}, "volume-adds-up-otherwise", Severity.INFO),
        ({"new": "11"}, "unit-volume-otherwise", Severity.INFO),
    ],
)
def test_what_is_only_odd_is_noted_and_the_line_kept(cells: dict[str, str], code: str, severity: Severity) -> None:
    reading = read(f"{HEAD}\n{row(**cells)}\n{row(id='9002')}\n")
    assert [(issue.code, issue.severity, issue.line, issue.row) for issue in reading.issues] == [(code, severity, 2, 1)]
    assert reading.counts == Counts(data_lines=2, used=2)


@pytest.mark.parametrize(
    ("new", "unit", "status"),
    [("10", "10", "New"), ("0.02", "0.01", "Second hand"), ("3.5", "2.31", "Second hand but modernized"), ("0.01", "0", "Second hand")],
)  # fmt: skip
def test_the_rule_of_conditions_allows_for_the_rounding_of_small_volumes(new: str, unit: str, status: str) -> None:
    assert read(f"{HEAD}\n{row(new=new, unit=unit, status=status, number='', volume='')}\n").issues == ()


def test_an_unknown_category_is_noted_once_and_no_class_made_up(codes: Codes) -> None:
    reading = read(f"{HEAD}\n{row(category='Space lasers')}\n{row(category='Space lasers', id='9002')}\n")
    assert codes(reading) == ["unknown-category"]
    assert reading.register.deals[0].lines[0].system.codes == ()


def test_two_deals_under_one_id_stay_two(delivered: Total) -> None:
    reading = read(f"{HEAD}\n{ROW}\n{row(recipient='Norway')}\n{row(year='2018')}\n")
    assert [deal.id for deal in reading.register] == ["sipri-9001", "sipri-9001-2"]
    (issue,) = reading.issues
    assert issue.message == "the ID 9001 stands in line 2 with another recipient; kept as sipri-9001-2"
    assert delivered(reading.register) == 24


def test_two_lines_for_one_year_are_both_kept_and_noted(codes: Codes, delivered: Total) -> None:
    reading = read(f"{HEAD}\n{ROW}\n{ROW}\n")
    assert codes(reading) == ["year-twice"]
    assert delivered(reading.register) == 16


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"id": "x"}, "sipri at database id: 'x' is no ID (expected a number)"),
        ({"year": ""}, "delivery year: '' is no year (expected 1900 to 2199)"),
        ({"order": "12"}, "year of order: '12' is no year (expected 1900 to 2199)"),
        ({"local": "Perhaps"}, "local production: 'Perhaps' is no flag (expected ?, Yes, No or nothing)"),
        ({"number": "few"}, "number delivered: 'few' is no number (expected a number such as 12.5, or nothing)"),
    ],
)
def test_a_cell_that_cannot_mean_anything_refuses_its_line(cells: dict[str, str], found: str, delivered: Total) -> None:
    reading = read(f"{HEAD}\n{ROW}\n{row(**cells)}\n")
    assert reading.counts == Counts(data_lines=2, used=1, refused=1)
    (issue,) = reading.issues.errors
    assert (f"{issue.where}: {issue.message}", issue.line, issue.row) == (found, 3, 2)
    assert delivered(reading.register) == 8


def test_long_files_tell_how_far_they_are() -> None:
    told: list[tuple[int, int]] = []
    data = "\n".join([HEAD, *(row(id=str(place)) for place in range(3_000))]).encode()
    source_named("sipri").read(data, progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 3_000), (2_000, 3_000), (3_000, 3_000)]
