"""Files of SIPRI that look whole and are not: figures cut at their last digit, open quotes, odd blanks, heads of no layout."""

import pytest

from armsdeals.errors import ArmsDealsError, InvalidDeals, UnreadableInput
from armsdeals.issues import Severity
from armsdeals.register.reading import Reading
from armsdeals.register.vintage import Counts
from armsdeals.sources._base import source_named
from armsdeals.sources.sipri.tables import yearly_table

HEAD = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons"
)
ROW = "Norway,Sweden,2014,?,3,,Drone-5,UAV,3,?,2016; 2017,New,For patrols,3,9,9"
MANY = "Turkiye,Norway,1971,,60,?,Drone-6,UAV,60,?,1975,New,a,0.3,18,"
TABLE = "Exports by,1990,1991,1992,1993,1990-1993,Percentage\nNorway,1825,7,,3,1835,80%\nSweden,0,,,9,9,20%\n"


def read(text: str | bytes) -> Reading:
    return source_named("sipri").read(text.encode() if isinstance(text, str) else text, name="file.csv")


def volumes(reading: Reading) -> list[str]:
    return [
        str(entry.volume) for deal in reading.register for event in deal.history for entry in event.deliveries
    ]  # fmt: skip


@pytest.mark.parametrize("cut", ["1\n8", "\n18", "1\n8,,,", "1\n\n8"])
def test_a_last_figure_that_was_cut_is_whole_again_where_it_then_adds_up(cut: str) -> None:
    reading = read(f"{HEAD}\n{MANY}{cut}\n{ROW}\n")
    assert volumes(reading) == ["18 TIV", "9 TIV"]
    assert not reading.issues.errors


@pytest.mark.parametrize("cut", ["1\n9", "\n1", "1\n8.9"])
def test_a_lone_figure_below_a_row_that_does_not_add_up_is_refused(cut: str) -> None:
    reading = read(f"{HEAD}\n{MANY}{cut}\n{ROW}\n")
    assert [(issue.code, issue.line) for issue in reading.issues.errors] == [("lost-tail", 3)]
    assert reading.counts == Counts(data_lines=3, used=2, refused=1)


def test_a_total_below_a_row_that_adds_up_is_a_total() -> None:
    reading = read(f"{HEAD}\n{ROW}\n{MANY}18\n27\n")
    assert reading.counts == Counts(data_lines=3, used=2, skipped=1)
    assert volumes(reading) == ["9 TIV", "18 TIV"]


@pytest.mark.parametrize(
    ("old", "new"), [("Norway", '"Norway'), ("Norway", 'Nor"way'), ("Sweden", 'Sweden"'), ("Norway,Sweden", '"Norway,Sweden"')]
)  # fmt: skip
def test_a_party_with_an_open_quote_is_refused(old: str, new: str) -> None:
    reading = read(f"{HEAD}\n{ROW.replace(old, new)}\n{ROW}\n")
    assert [(issue.code, issue.line) for issue in reading.issues.errors] == [("stray-quote", 2)]
    assert reading.counts == Counts(data_lines=2, used=1, refused=1)


def test_an_open_quote_in_another_cell_is_a_warning_and_inches_are_none() -> None:
    reading = read(
        f"{HEAD}\n{ROW.replace('Drone-5', 'Dro' + chr(34) + 'ne')}\n{ROW.replace('Drone-5', '4.5' + chr(34))}\n"
    )
    assert [(issue.code, issue.line, issue.severity) for issue in reading.issues] == [
        ("stray-quote", 2, Severity.WARNING)
    ]
    assert reading.counts == Counts(data_lines=2, used=2)


def test_hard_blanks_around_cells_change_nothing() -> None:
    cells = [f"{cell}\xa0" if cell else "" for cell in ROW.split(",")]
    cut = ",".join(cells).replace("For patrols", "For\npatrols")
    reading = read(f"{HEAD}\n{','.join(cells)}\n{cut}\n")
    assert reading.counts == Counts(data_lines=3, used=2, joined=1)
    assert [issue.code for issue in reading.issues] == ["joined-line"]


def test_a_cut_record_is_joined_where_each_line_ends_in_an_empty_cell() -> None:
    cut = ROW.replace("For patrols", "For,\npatrols")
    reading = read(f"{HEAD},\n{cut},\n{ROW},\n")
    assert reading.counts == Counts(data_lines=3, used=2, joined=1)
    assert reading.register.deals[0].lines[0].note == "For patrols"


def test_a_break_inside_a_name_is_a_warning() -> None:
    reading = read(f"{HEAD}\n{ROW.replace('Sweden', 'Swe' + chr(10) + 'den')}\n")
    assert [(issue.code, issue.severity) for issue in reading.issues] == [
        ("cut-cell", Severity.WARNING), ("joined-line", Severity.INFO),
    ]  # fmt: skip


@pytest.mark.parametrize("between", ["\n", "\r\n\n", ",,,,,,,,,,,,,,,\n"])
def test_a_record_whose_first_name_a_break_cut_is_a_warning(between: str) -> None:
    reading = read(f"{HEAD}\n{ROW}\nNor{between}{ROW.removeprefix('Nor')}\nNorway,Sweden\n{ROW}\n")
    (issue,) = [issue for issue in reading.issues if issue.code == "cut-cell"]
    assert issue.severity is Severity.WARNING
    assert issue.message == "line 3 holds 'Nor' alone, which may be the beginning of 'way'"
    assert issue.line == (5 if "\n\n" in between else 4)
    assert reading.counts is not None
    assert (reading.counts.used, reading.counts.refused) == (3, 2)


def test_an_id_that_a_break_cut_is_a_warning(mini_deliveries: str) -> None:
    head, first, *_ = mini_deliveries.splitlines()
    reading = read(f"{head}\n{first[:2]}\n{first[2:]}\n")
    assert [issue.severity for issue in reading.issues if issue.code == "cut-cell"] == [Severity.WARNING]
    assert not [issue for issue in read(f"{head}\nRemark\n{first}\n").issues if issue.code == "cut-cell"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04" + bytes(99), "the file is a workbook or another packed file; save the sheet as CSV"),
        (b"\x1f\x8b\x08" + bytes(99), "the file is packed with gzip"),
        (b"\xef\xbb\xbf\n <!DOCTYPE html><p>404", "the file is a web page"),
        (TABLE.encode(), "the file is a table of volumes by year; read it with ad.read_table"),
        (f"{HEAD}\n".encode("utf-16-le"), "seems to be in UTF-16"),
        (HEAD.replace("Comments,", "").encode(), "the column 'comments' is missing"),
        (f"{HEAD},Recipient".encode(), "the column 'recipient' is there twice"),
        (f"Remarks,{HEAD.replace(',Comments', '')}".encode(), "the column 'remarks' is unknown"),
        (HEAD.replace("Comments,", "").replace(",", "\t").encode(), "the column 'comments' is missing"),
    ],
)
def test_a_file_without_a_head_is_refused_with_what_is_at_fault(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableInput, match="no head of a table of SIPRI was found: ") as refused:
        read(data)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04", "but a workbook"), (f"{HEAD}\n{ROW}\nx; 1975; 1976\n".encode(), "but a register of deals"),
        (f"1990 to 1995\n\n{HEAD}\n{ROW}\n".replace(",", ";").encode(), "but a register of deals"),
    ],
)  # fmt: skip
def test_what_is_no_table_of_years_is_refused_with_what_it_is(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableInput, match=said):
        yearly_table(data)


@pytest.mark.parametrize(
    ("old", "new", "kind", "said"),
    [
        (TABLE.partition("\n")[0], "", UnreadableInput, "no line is a header"),
        (",199", ",y199", UnreadableInput, "'y1990' is no year"),
        (",199", ",'199", UnreadableInput, '"\'1990" is no year'),
        ("1992", "1992?", InvalidDeals, "'1992?' stands behind the year 1991"),
        ("1993,", "1993?,", InvalidDeals, "'1993?' stands behind the year 1992"),
        ("1992,", "", InvalidDeals, "the year 1993 stands behind 1991"),
    ],
)
def test_a_table_whose_years_are_broken_is_refused(old: str, new: str, kind: type[ArmsDealsError], said: str) -> None:
    assert yearly_table(TABLE.encode())["Norway", 1990] == 1825
    with pytest.raises(kind) as refused:
        yearly_table(TABLE.replace(old, new).encode())
    assert said in str(refused.value)
