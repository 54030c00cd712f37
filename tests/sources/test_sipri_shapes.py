"""SIPRI's files in the shapes that people's tools give them: whatever the shape, the same deals come out."""

import csv
import io
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals.register.reading import Reading
from armsdeals.register.vintage import Counts
from armsdeals.sources._base import source_named
from armsdeals.sources.sipri.tables import yearly_table

Rows = list[list[str]]

HEAD = [
    "Recipient",
    "Supplier",
    "Year of order",
    " ",
    "Number ordered",
    " ",
    "Weapon designation",
    "Weapon description",
    "Number delivered",
    " ",
    "Year(s) of delivery",
    "status",
    "Comments",
    "SIPRI TIV per unit",
    "SIPRI TIV for total order",
    "SIPRI TIV of delivered weapons",
]
RECIPIENT, SUPPLIER, ORDERED_IN, ORDERED, CAME, YEARS, COMMENT = 0, 1, 2, 4, 8, 10, 12
ROWS = [
    ["Norway", "Sweden", "2014", "?", "30", "", "Drone-5", "UAV", "30", "?", "2016; 2017", "New", "For patrols, or not", "3", "90", "90"],
    ["unknown rebel group (Syria)*", "Côte d'Ivoire", "2012", "", "", "?", "T-5 “Bär”", "tank", "7", "", "2013", "Second hand",
     "$5 m deal; 4 as a gift", "0.5", "0", "3.5"],
    ["Türkiye", "United States", "2010", "?", "12", "?", "Heron", "radar", "0", "", "", "New", "", "12.5", "150", "0"],
]  # fmt: skip
TABLE = "Exports by,2001,2002,2001-2002,Percentage\nNorway,16,,16,40%\nCôte d'Ivoire,0,24,24,60%\nTotal world export,16,24,40,100%\n"


def written(rows: Sequence[Sequence[str]], separator: str = ",", end: str = "\n") -> str:
    told = io.StringIO(newline="")
    csv.writer(told, delimiter=separator, lineterminator=end).writerows(rows)
    return told.getvalue()


def read(data: str | bytes) -> Reading:
    return source_named("sipri").read(data.encode() if isinstance(data, str) else data, name="file.csv")


def codes(reading: Reading) -> list[str]:
    return [issue.code for issue in reading.issues]


def plain() -> ad.Register:
    return read(written([HEAD, *ROWS])).register


def with_column(name: str, at: int, cell: Callable[[int], str]) -> Rows:
    return [[*row[:at], told, *row[at:]] for row, told in zip([HEAD, *ROWS], [name, *map(cell, range(3))], strict=True)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encoding_and_separator_change_nothing(encoding: str, separator: str) -> None:
    reading = read(written([HEAD, *ROWS], separator, "\r\n").encode(encoding))
    assert reading.register == plain()
    assert reading.counts == Counts(data_lines=3, used=3)
    assert codes(reading) == ([] if separator == "," else ["semicolons"])


@pytest.mark.parametrize("mark", [b"\xfe\xff", b"\xff\xfe"])
def test_wide_letters_come_in_either_order_of_bytes(mark: bytes) -> None:
    body = written([HEAD, *ROWS], "\t").encode("utf-16-be" if mark == b"\xfe\xff" else "utf-16-le")
    assert read(mark + body).register == plain()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "comment", ["aid\nfor all", "aid\n; more; of it\nfor all", 'aid "so\ncalled"', "aid\n\nfor all", 'a "b"\n"c" d; e']
)
def test_a_quoted_cell_goes_on_over_lines_whatever_parts_the_cells(separator: str, comment: str) -> None:
    first = [*ROWS[0]]
    first[COMMENT] = comment
    reading = read(written([HEAD, first, *ROWS[1:]], separator))
    assert [deal.lines[0].note for deal in reading.register] == [comment, *(row[COMMENT] for row in ROWS[1:])]
    assert reading.counts == Counts(data_lines=3 + comment.count("\n"), used=3, joined=comment.count("\n"))
    assert not {"stray-quote", "cut-cell"} & {*codes(reading)}


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_quote_that_is_never_closed_takes_no_other_record(separator: str) -> None:
    whole = [separator.join(row) for row in [HEAD, *ROWS]]
    whole[1] = whole[1].replace("For patrols, or not", '"For patrols')
    whole[2] = whole[2].replace("; ", " ")
    found = [deal.lines[0].system.designation for deal in read("\n".join(whole) + "\n").register]
    assert found[-2:] == ["T-5 “Bär”", "Heron"]


@pytest.mark.parametrize(
    "order",
    [[1, 0, *range(2, 16)], [12, *range(12), 13, 14, 15], [13, 14, 15, *range(13)], [6, 7, *range(6), *range(8, 16)]],
)
def test_columns_may_stand_in_any_order_if_each_is_known_by_its_name(order: list[int]) -> None:
    reading = read(written([[row[place] for place in order] for row in [HEAD, *ROWS]]))
    assert reading.register == plain()
    assert codes(reading) == []


def test_columns_are_known_by_other_names_and_flags_too() -> None:
    head = [
        "Buyer",
        "Seller",
        "Order year",
        "Order year uncertain",
        "Number ordered",
        "uncertain",
        "Designation",
        "Description",
        "Number delivered",
        "is estimate",
        "Years of delivery",
        "Status",
        "Comment",
        "TIV per unit",
        "TIV for total order",
        "TIV of delivered weapons",
    ]
    assert read(written([head, *ROWS])).register == plain()


@pytest.mark.parametrize("at", [0, 2, 7, 16])
def test_a_column_of_somebody_else_is_left_out_and_told(at: int) -> None:
    reading = read(written(with_column("Region", at, lambda row: f"Region {row}")))
    assert reading.register == plain()
    (said,) = reading.issues
    assert (said.code, said.line, said.message) == (
        "unknown-column",
        1,
        "the column 'region' is not known here and was left out",
    )


@pytest.mark.parametrize("name", ["", "Unnamed: 0"])
def test_an_index_that_pandas_wrote_is_left_out(name: str) -> None:
    reading = read(written(with_column(name, 0, str)))
    assert reading.register == plain()
    assert codes(reading) == ["unknown-column"]


def test_halves_of_a_cut_record_are_joined_in_any_order_of_columns() -> None:
    order = [1, 0, *range(2, 16)]
    rows = [[row[place].replace(", or not", "\nor not") for place in order] for row in [HEAD, *ROWS]]
    reading = read("\n".join(map(",".join, rows)) + "\n")
    assert reading.counts == Counts(data_lines=4, used=3, joined=1)
    assert reading.register.deals[0].lines[0].note == "For patrols or not"


@pytest.mark.parametrize("mark", ["({})", "{}?", "( {} )", "{} ?"])
def test_estimates_may_be_marked_in_the_cell_of_the_figure(mark: str) -> None:
    rows = [[*row] for row in ROWS]
    for row in rows:
        for place in (ORDERED_IN, ORDERED, CAME):
            if row[place + 1]:
                row[place], row[place + 1] = mark.format(row[place]), ""
    reading = read(written([HEAD, *rows]))
    assert reading.register == plain()
    assert reading.counts == Counts(data_lines=3, used=3)


@pytest.mark.parametrize("told", ["(30", "30)", "((30))", "30??", "~30", "(30) (40)", "(-3)"])
def test_brackets_that_are_not_in_order_are_refused(told: str) -> None:
    rows = [[*row] for row in ROWS]
    rows[0][ORDERED] = told
    assert read(written([HEAD, *rows])).counts == Counts(data_lines=3, used=2, refused=1)


@pytest.mark.parametrize(
    ("told", "when", "years"),
    [
        ("1999-2003", "1999/2003", ()), ("1999\u20132003", "1999/2003", ()), ("(1999)-2003", "1999?/2003?", ()),
        ("2010, 2012", "2010/2012", (2010, 2012)), ("2010; 2012;", "2010/2012", (2010, 2012)), ("(2012)", "2012?", ()),
        ("2012-2012", "2012", ()),
    ],
)  # fmt: skip
def test_years_are_read_as_lists_and_as_ranges(told: str, when: str, years: tuple[int, ...]) -> None:
    rows = [[*row] for row in ROWS]
    rows[0][YEARS] = told
    arrival = read(written([HEAD, *rows])).register.deals[0].history[-1]
    assert (str(arrival.when), arrival.deliveries[0].years) == (when, years)


@pytest.mark.parametrize("told", ["2003-1999", "1999-03", "1999/2003", "1999--2003", "1999 2003", "199-2003"])
def test_years_that_may_mean_anything_are_refused(told: str) -> None:
    rows = [[*row] for row in ROWS]
    rows[0][YEARS] = told
    assert read(written([HEAD, *rows])).counts == Counts(data_lines=3, used=2, refused=1)


@pytest.mark.parametrize(
    "foot",
    [
        "\nFigures may not add up, due to rounding\n* stands for armed groups\n",
        "Total,,,,42,,,,37,,,,,,240,93.5\n", 'Grand Total,,,,42,,,,37,,,,,15,240,"1,093.5"\n',
        ",,,,,,,,,,,,,,,93.5\n(c) SIPRI and others 2026\n", "\nTotal,,,,42,,,,37,,,,,,240,93.5\n\nNote: see the methods page\nall rights are reserved\n\n",
    ],
)  # fmt: skip
def test_totals_and_notes_below_a_table_are_skipped(foot: str) -> None:
    reading = read(written([HEAD, *ROWS]) + foot)
    assert reading.register == plain()
    assert reading.counts == Counts(data_lines=3 + foot.count("\n"), used=3, skipped=foot.count("\n"))
    assert not reading.issues.errors


@pytest.mark.parametrize(
    "below",
    [
        "Norway,Sweden,2014\n", "\nNorway,Sweden,2014\n", "\nBosnia\n", "United States of America\n",
        "\nAs somebody said of it\n" + ",".join(ROWS[2]) + "\n", "Total,Sweden,,,42,,,,37,,,,,,240,93.5\n",
    ],
)  # fmt: skip
def test_what_may_be_a_piece_of_a_record_is_refused_and_is_no_note(below: str) -> None:
    reading = read(written([HEAD, *ROWS]) + below)
    assert reading.counts is not None
    assert reading.counts.refused == 1


def test_a_file_of_deliveries_may_lack_what_nobody_says_of_local_production() -> None:
    head = (
        "SIPRI AT Database ID,Supplier,Recipient,Designation,Description,Armament category,Order date,Order date is estimate,"
        "Numbers delivered,Numbers delivered is estimate,Delivery year,Delivery year is estimate,Status,SIPRI estimate,TIV deal unit,"
        "TIV delivery values"
    )
    reading = read(f"{head}\n9001,Sweden,Norway,Drone-5,UAV,Aircraft,2012,No,(2),No,(2015),No,New,10,10,20\n")
    (deal,) = reading.register
    assert deal.lines[0].production == ()
    assert (str(deal.history[-1].when), str(deal.history[-1].deliveries[0].quantity)) == ("2015?", "~2")
    assert [issue.message for issue in reading.issues] == [
        "the column 'local production' is missing, so nobody says of any row"
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_table_by_year_is_the_same_whatever_parts_its_cells(encoding: str, separator: str) -> None:
    plain_table = yearly_table(TABLE.encode())
    assert plain_table["Côte d'Ivoire", 2001] == 0
    assert plain_table["Norway", 2002] is None
    table = yearly_table(TABLE.replace(",", separator).encode(encoding))
    assert (table.printed, table.years, table.direction) == (plain_table.printed, (2001, 2002), "export")


@pytest.mark.parametrize(
    "foot", ["\nSource: SIPRI\n", "\n'0' indicates less than 0.5\nFigures may not add up, due to rounding\n"]
)
def test_notes_below_a_table_by_year_are_no_rows(foot: str) -> None:
    assert yearly_table((TABLE + foot).encode()).printed == yearly_table(TABLE.encode()).printed


def test_a_row_of_a_table_by_year_that_was_cut_short_is_refused() -> None:
    with pytest.raises(ad.InvalidDeals, match="has 1 cells"):
        yearly_table(f"{TABLE}\nSaudi\n".encode())


@given(groups=st.permutations([[0], [1], [2, 3], [4, 5], [6], [7], [8, 9], [10], [11], [12], [13], [14]]))
def test_law_any_order_that_keeps_flags_behind_their_figures_is_read(groups: list[list[int]]) -> None:
    order = [*(place for group in groups for place in group), 15]
    assert read(written([[row[place] for place in order] for row in [HEAD, *ROWS]])).register == plain()


OLDER = "Supplier,Recipient,No. ordered,Weapon designation,Weapon description,Year of order,Year of delivery,No. delivered,Comments"
OLD_ROWS = ["Sweden,Norway,(8),Drone-5,UAV,2004,2005-2007,6,For patrols", "Sweden,Peru,. .,Radar-X,radar,(2006),,,"]


def test_notes_and_totals_below_an_older_table_make_no_deal() -> None:
    foot = "\nSource: SIPRI\n\nFigures may not add up, due to rounding\n(c) SIPRI 2020\nTotal,,3333,,,,,4444,\n"
    reading = read("\n".join([OLDER, *OLD_ROWS]) + "\n" + foot)
    assert reading.counts == Counts(data_lines=8, used=2, skipped=6)
    assert [deal.lines[0].system.designation for deal in reading.register] == ["Drone-5", "Radar-X"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_last_cell_of_an_older_row_goes_on_over_lines_in_quotes(separator: str) -> None:
    rows = [line.split(",") for line in [OLDER, *OLD_ROWS]]
    rows[1][-1] = "For patrols;\nor | not"
    reading = read(written(rows, separator))
    assert reading.counts == Counts(data_lines=3, used=2, joined=1)
    assert reading.register.deals[0].lines[0].note == "For patrols;\nor | not"
    assert not reading.issues.errors


def test_an_open_quote_in_the_last_cell_of_an_older_row_takes_no_other_row() -> None:
    reading = read("\n".join([OLDER, OLD_ROWS[0].replace("For", '"For'), OLD_ROWS[1]]))
    assert reading.counts == Counts(data_lines=2, used=2)
    assert reading.register.deals[0].lines[0].note == '"For patrols'


def test_blank_lines_between_the_rows_of_a_table_of_tabs_make_no_notes_of_them() -> None:
    text = "\n\n".join(line.replace(",", "\t") for line in [OLDER, *OLD_ROWS])
    assert read(text).counts == Counts(data_lines=4, used=2, skipped=2)


def test_a_total_below_a_record_whose_number_is_marked_is_a_total() -> None:
    rows = [[*row] for row in ROWS]
    rows[2][CAME], rows[2][15] = "(12)", "150"
    assert read(written([HEAD, *rows]) + "243.5\n").counts == Counts(data_lines=4, used=3, skipped=1)


def test_notes_right_below_an_older_table_make_no_deal_with_its_totals() -> None:
    foot = "Figures may not add up, due to rounding\n(c) SIPRI 2020\nTotal,,3333,,,,,4444,\n"
    reading = read("\n".join([OLDER, *OLD_ROWS]) + "\n" + foot)
    assert reading.counts == Counts(data_lines=5, used=2, refused=1, skipped=2)


def test_words_between_the_rows_of_an_older_table_are_refused() -> None:
    reading = read("\n".join([OLDER, OLD_ROWS[0], "as somebody said of it", OLD_ROWS[1]]))
    assert reading.counts == Counts(data_lines=3, used=2, refused=1)


def test_words_between_the_rows_of_a_table_by_year_are_refused() -> None:
    with pytest.raises(ad.InvalidDeals, match="has 1 cells"):
        yearly_table(TABLE.replace("\nNorway", "\nas somebody said\nNorway").encode())
