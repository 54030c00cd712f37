"""The trade register of SIPRI: what is refused, line by line, and that a broken line takes no other with it."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from armsdeals.register.reading import Reading
from armsdeals.register.register import Register
from armsdeals.register.vintage import Counts
from armsdeals.sources._base import source_named

Total = Callable[[Register], Decimal]
Flags = Callable[[Register], tuple[int, int, int]]
Codes = Callable[[Reading], list[str]]

HEAD = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons"
)
ROW = "Norway,Sweden,2014,?,3,,Drone-5,UAV,3,?,2016; 2017,New,For patrols,3,9,9"


NAMES = (
    "recipient supplier year year_flag number number_flag designation description delivered delivered_flag years status "
    "comment unit order volume"
)


def read(text: str | bytes) -> Reading:
    return source_named("sipri").read(text.encode() if isinstance(text, str) else text, name="file.csv")


def row(**cells: str) -> str:
    names = NAMES.split()
    told = dict(zip(names, ROW.split(","), strict=True)) | cells
    assert set(told) == set(names)
    return ",".join(told.values())


@pytest.mark.parametrize(
    ("cells", "found", "column"),
    [
        ({"year": "20I4"}, "year of order: '20I4' is no year (expected 1900 to 2199)", 15),
        ({"year": "1014"}, "year of order: '1014' is no year (expected 1900 to 2199)", 15),
        ({"year_flag": "x"}, "year of order: 'x' is no flag (expected ?, Yes, No or nothing)", 15),
        ({"number": "-3"}, "number ordered: '-3' is no number (expected a number such as 12.5, or nothing)", 22),
        ({"number": "9e20"}, "number ordered: '900000000000000000000' is too large (expected 0 to 1,000,000,000)", 22),
        ({"years": "2016; 217"}, "year(s) of delivery: '217' is no year (expected 1900 to 2199)", 41),
        ({"unit": "three"}, "sipri tiv per unit: 'three' is no volume (expected a number such as 12.5, or nothing)", 68),
        ({"volume": "9 USD"}, "sipri tiv of delivered weapons: '9 USD' is no volume (expected a number such as 12.5, or nothing)", 72),
        ({"supplier": " "}, "supplier: the supplier is empty", 8),
        ({"designation": ""}, "designation: the designation is empty", None),
        ({"designation": "x" * 501}, "designation: the designation is too long (expected 500 characters or less)", None),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_mean_anything_refuses_its_line(
    cells: dict[str, str], found: str, column: int | None
) -> None:
    reading = read(f"{HEAD}\n{ROW}\n{row(**cells)}\n{ROW}\n")
    assert reading.counts == Counts(data_lines=3, used=2, refused=1)
    (issue,) = reading.issues.errors
    assert f"{issue.where}: {issue.message}" == found
    assert (issue.file, issue.line, issue.row, issue.column) == ("file.csv", 3, 2, column)


@pytest.mark.parametrize(
    ("line", "code", "found"),
    [
        ("Norway,Sweden,2014", "wrong-width", "found 3 cells in 'Norway,Sweden,2014' (expected 16)"),
        ("Norway", "wrong-width", "found 1 cell in 'Norway' (expected 16)"),
        (row(comment="a, b"), "wrong-width", "found 17 cells in "),
        (row(recipient=""), "missing", "the recipient is empty in "),
        (row(comment="a\0b"), "bad-character", "holds the character U+0000"),
    ],
)
def test_a_line_that_is_no_record_is_refused_with_what_was_found(line: str, code: str, found: str) -> None:
    reading = read(f"{HEAD}\n{ROW}\n{line}\n{ROW}\n")
    assert reading.counts == Counts(data_lines=3, used=2, refused=1)
    (issue,) = reading.issues.errors
    assert (issue.code, issue.line, issue.row) == (code, 3, 2)
    assert issue.message.startswith(found)


def test_a_line_that_is_cut_short_does_not_swallow_the_next() -> None:
    short = ROW.rpartition(",New")[0]
    reading = read(f"{HEAD}\n{short}\n{ROW}\nSource: nobody\n{ROW}\n")
    assert reading.counts == Counts(data_lines=4, used=2, refused=1, skipped=1)


def test_an_open_quote_swallows_no_record() -> None:
    reading = read(f"{HEAD}\n{row(comment=chr(34) + 'open')}\n{ROW}\n{row(comment='closed' + chr(34))}\n")
    assert reading.counts == Counts(data_lines=3, used=3)
    assert reading.register.deals[0].lines[0].note == '"open'


def test_of_a_refused_record_that_was_cut_every_line_is_refused() -> None:
    text = row(comment="cut", years="20x6").replace("cut", "cut\nhere")
    reading = read(f"{HEAD}\n{text}\n")
    assert reading.counts == Counts(data_lines=2, refused=2)
    reading = read(f"{HEAD}\n{row(comment='cut', designation='').replace('cut', 'cut' + chr(10) + 'here')}\n")
    assert reading.counts == Counts(data_lines=2, refused=2)
    assert [issue.line for issue in reading.issues.errors] == [2, 3]
