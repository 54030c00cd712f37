"""Files of SIPRI that a spreadsheet saved: semicolons between the cells, commas in figures."""

import csv
import io

import pytest
from hypothesis import given, strategies as st

from armsdeals.errors import UnreadableInput
from armsdeals.register.reading import Reading
from armsdeals.register.vintage import Counts
from armsdeals.sources._base import source_named
from armsdeals.sources.sipri.spreadsheets import in_commas, ungrouped, with_point

HEAD = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons"
)
ROW = 'Norway,Sweden,2014,?,1500,,Drone-5,UAV,1500,?,2016; 2017,New,"For patrols, or not",0.5,{},{}'
CELLS = next(csv.reader([ROW.format("750", "750")]))
COMMENT, UNIT, ORDER, CAME = 12, 13, 14, 15


def read(text: str) -> Reading:
    return source_named("sipri").read(text.encode(), name="file.csv")


def in_semicolons(*rows: dict[int, str]) -> str:
    told = io.StringIO(newline="")
    writer = csv.writer(told, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD.split(","))
    writer.writerows([cells.get(place, cell) for place, cell in enumerate(CELLS)] for cells in rows)
    return told.getvalue()


def arrived(reading: Reading) -> list[str]:
    return [str(one.volume) for deal in reading.register for event in deal.history for one in event.deliveries]


def codes(reading: Reading) -> list[str]:
    return [issue.code for issue in reading.issues]


@pytest.mark.parametrize(("told", "plain"), [('"1,234.50"', "1234.5 TIV"), ('"1,234,567"', "1234567 TIV")])
def test_thousands_that_can_be_nothing_else_are_read_and_told(told: str, plain: str) -> None:
    reading = read(f"{HEAD}\n{ROW.format('750', told)}\n")
    assert arrived(reading) == [plain]
    (said,) = [issue for issue in reading.issues if issue.code == "commas-in-figures"]
    assert (said.file, said.line, said.row) == ("file.csv", 2, 1)
    assert said.message == f"reads {told.replace(chr(34), chr(39))} as {told.strip(chr(34)).replace(',', '')}"


@pytest.mark.parametrize("told", ["1,234", "12,5", "1,23,456.0", "0,123.5", "1,2345.6", "1.234,5"])
def test_a_comma_that_may_be_either_is_refused_in_a_file_of_commas(told: str) -> None:
    reading = read(f"{HEAD}\n{ROW.format('750', chr(34) + told + chr(34))}\n")
    assert len(reading.register) == 0
    assert reading.counts == Counts(data_lines=1, used=0, joined=0, refused=1, skipped=0)


def test_the_refusal_of_a_lone_group_says_why() -> None:
    (said,) = read(f"{HEAD}\n{ROW.format('750', chr(34) + '1,234' + chr(34))}\n").issues
    assert "may part thousands or decimals" in said.message


@pytest.mark.parametrize(
    ("told", "plain"), [(".5", "0.5 TIV"), (".05", "0.05 TIV"), ("5.0", "5 TIV"), ("1E+2", "100 TIV")]
)
def test_figures_are_read_however_a_spreadsheet_wrote_them(told: str, plain: str) -> None:
    assert arrived(read(f"{HEAD}\n{ROW.format('750', told)}\n")) == [plain]


@pytest.mark.parametrize("told", [".", "..5", "5..", "-.5", ".5.5"])
def test_points_without_a_figure_are_refused(told: str) -> None:
    assert read(f"{HEAD}\n{ROW.format('750', told)}\n").counts == Counts(
        data_lines=1, used=0, joined=0, refused=1, skipped=0
    )


def test_a_file_of_semicolons_tells_what_the_file_of_commas_tells() -> None:
    there, here = read(f"{HEAD}\n{ROW.format('750', '750')}\n"), read(in_semicolons({}))
    assert here.register == there.register
    assert [line.note for deal in here.register for line in deal.lines] == ["For patrols, or not"]
    assert codes(here) == ["semicolons"]


def test_decimal_commas_of_such_a_file_are_decided_for_all_of_it() -> None:
    reading = read(in_semicolons({UNIT: "0,5", CAME: "1.234,5"}, {UNIT: "1", CAME: "1,234"}, {UNIT: "1"}))
    assert arrived(reading) == ["1234.5 TIV", "1.234 TIV", "750 TIV"]
    assert codes(reading)[:2] == ["semicolons", "commas-in-figures"]


def test_without_a_certain_decimal_comma_a_lone_group_is_refused_there_too() -> None:
    reading = read(in_semicolons({UNIT: "1", CAME: "1,234"}, {UNIT: "1"}))
    assert reading.counts == Counts(data_lines=2, used=1, joined=0, refused=1, skipped=0)


def test_decimal_commas_beside_points_are_refused_with_both_lines() -> None:
    with pytest.raises(UnreadableInput, match=r"'0,5' in line 2 has a decimal comma and '1\.234' in line 3 a point"):
        read(in_semicolons({UNIT: "0,5"}, {UNIT: "1", CAME: "1.234"}))


def test_a_comment_that_goes_on_in_the_next_line_is_joined() -> None:
    reading = read(in_semicolons({COMMENT: "For patrols,\nor not; who knows"}, {}))
    assert reading.counts == Counts(data_lines=3, used=2, joined=1, refused=0, skipped=0)
    assert [line.note for line in reading.register.deals[0].lines] == ["For patrols,\nor not; who knows"]


def test_cells_that_are_not_quoted_do_not_fit_and_are_refused() -> None:
    odd = ";".join(CELLS)
    reading = read(f"{HEAD.replace(',', ';')}\n{odd}\n")
    assert reading.counts == Counts(data_lines=1, used=0, joined=0, refused=1, skipped=0)


@given(cells=st.lists(st.text(st.characters(exclude_characters="\r\n\0", codec="utf-8")), min_size=2, max_size=6))
def test_law_a_line_in_semicolons_has_the_same_cells_in_commas(cells: list[str]) -> None:
    told = io.StringIO(newline="")
    csv.writer(told, delimiter=";", lineterminator="", quoting=csv.QUOTE_ALL).writerow(cells)
    assert next(csv.reader(in_commas([told.getvalue()]), strict=True)) == cells


@given(number=st.integers(0, 10**11), places=st.integers(1, 4))
def test_law_grouped_figures_mean_what_they_meant(number: int, places: int) -> None:
    plain = f"{number / 10**places:.{places}f}"
    grouped = f"{number / 10**places:,.{places}f}"
    assert ungrouped(grouped) == plain
    assert with_point(grouped.translate({ord(","): ".", ord("."): ","})) == plain
