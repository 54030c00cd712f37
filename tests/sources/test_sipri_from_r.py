"""SIPRI's files as R saves them: `read.csv`, readr and janitor each spell the names of columns in their own way."""

import re
from collections.abc import Callable

import pytest

import armsdeals as ad
from armsdeals.errors import UnreadableInput
from armsdeals.register.reading import Reading
from armsdeals.sources._base import source_named
from armsdeals.sources.sipri import register
from armsdeals.sources.sipri.tables import yearly_table

ROWS = [
    "Norway,Sweden,2014,?,30,,Drone-5,UAV,30,?,2016; 2017,New,For patrols,3,90,90",
    "Hamas (Palestine)*,Iran,2005,,20,?,Arrow,portable SAM,20,,2007,Second hand,,0.05,1,1",
]
HEAD = [" " if column.is_flag else column.names[0] for column in register.COLUMNS]


def read(text: str) -> Reading:
    return source_named("sipri").read(text.encode(), name="file.csv")


def told(head: list[str], rows: list[str] = ROWS) -> Reading:
    return read("\n".join([",".join(head), *rows]) + "\n")


def in_r(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", ".", name)


def in_snake_case(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


@pytest.mark.parametrize(
    ("spelt", "blanks"),
    [
        (in_r, ("X.", "X..1", "X..2")), (str, ("...4", "...6", "...10")),
        (in_snake_case, ("x4", "x6", "x10")), (in_snake_case, ("x", "x_2", "x_3")),
    ],
)  # fmt: skip
def test_names_as_r_spells_them_are_known_and_its_blank_ones_are_flags(
    spelt: Callable[[str], str], blanks: tuple[str, ...]
) -> None:
    flags = iter(blanks)
    head = [spelt(name) if name.strip() else next(flags) for name in HEAD]
    reading = told(head)
    assert reading.register == told(HEAD).register
    assert len(reading.issues) == 0


def test_names_of_deliveries_as_r_spells_them_are_known(mini_deliveries: str) -> None:
    names, *lines = mini_deliveries.splitlines()
    head = ",".join(map(in_r, names.rstrip(";").split(",")))
    assert read("\n".join([head, *lines])).register == read(mini_deliveries).register


@pytest.mark.parametrize(
    "blanks",
    [
        (" ", " _duplicated_0", " _duplicated_1"), ("column03", "column05", "column09"), ("column_4", "column_6", "column_10"),
    ],
)  # fmt: skip
def test_blank_names_as_polars_and_duckdb_spell_them_are_flags(blanks: tuple[str, ...]) -> None:
    flags = iter(blanks)
    reading = told([name if name.strip() else next(flags) for name in HEAD])
    assert reading.register == told(HEAD).register
    assert len(reading.issues) == 0


def test_flags_without_names_that_stand_elsewhere_than_behind_their_figures_are_nobodys() -> None:
    turned = [",".join(row.split(",")[::-1]) for row in ROWS]
    reading = told(HEAD[::-1], turned)
    assert [issue.code for issue in reading.issues].count("no-flags") == 3
    assert [row["number_is_estimated"] for row in reading.register.tables["volumes"]] == [None] * 4
    named = told([f"...{k}" if not name.strip() else name for k, name in enumerate(HEAD[::-1])], turned)
    assert named.register == reading.register


CUT = [
    ",".join(["Norway,Sweden,2014,?,30,,Drone-5,UAV,30,?,2016,New,For patrols", *[""] * 3]),
    ",3,90,90" + "," * 12,
    ROWS[1],
]


@pytest.mark.parametrize("turned", [[1, 0, *range(2, 16)], [0, 1, 2, 3, 4, 5, 7, 6, *range(8, 16)]])
def test_a_record_cut_in_two_and_filled_up_is_joined_where_columns_were_turned_round(turned: list[int]) -> None:
    rows = [",".join(row.split(",")[k] for k in turned) for row in CUT]
    reading = told([HEAD[k] for k in turned], rows)
    assert reading.register == told(HEAD, CUT).register
    assert [issue.code for issue in reading.issues] == ["joined-line"]
    assert reading.register.deals[0].lines[0].note == "For patrols"


def test_a_record_cut_in_two_never_loses_a_figure_without_a_warning_where_columns_were_turned_round() -> None:
    rows = [",".join(row.split(",")[::-1]) for row in CUT]
    reading = told(HEAD[::-1], rows)
    assert {"joined-line", "volume-adds-up-otherwise"} <= {issue.code for issue in reading.issues}


def test_a_record_cut_in_two_is_joined_behind_the_numbers_of_pandas() -> None:
    reading = told(["", *HEAD], [f"{k},{row}" for k, row in enumerate(CUT)])
    assert reading.register == told(HEAD, CUT).register
    assert reading.counts is not None
    assert (reading.counts.used, reading.counts.joined, reading.counts.refused) == (2, 1, 0)


def test_a_blank_volume_per_unit_is_unknown_and_contradicts_nothing() -> None:
    reading = told(HEAD, [row.replace(",3,90,", ",,90,") for row in ROWS])
    (claim,) = reading.register.deals[0].lines[0].volumes
    assert (claim.is_per_unit, claim.value) == (False, ad.TIV(90))
    assert len(reading.issues) == 0


def with_na(row: str) -> str:
    """A record as readr writes it, which leaves no cell empty."""
    return ",".join(cell or "NA" for cell in row.split(","))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_na_is_an_empty_cell_where_figures_or_flags_have_it(separator: str) -> None:
    rows = [with_na(row.replace(",3,90,", ",,90,")).replace("2016; 2017", '"2016; 2017"') for row in ROWS]
    assert rows[1].startswith("Hamas (Palestine)*,Iran,2005,NA,20,?,Arrow,portable SAM,20,NA,2007,Second hand,NA,")
    reading = read("\n".join([",".join(HEAD), *rows]).replace(",", separator) + "\n")
    assert reading.register == told(HEAD, [row.replace(",3,90,", ",,90,") for row in ROWS]).register
    (issue,) = [issue for issue in reading.issues if issue.code == "na-cells"]
    assert issue.message == "NA stands for an empty cell here, as R writes it; 5 cells are read so"
    assert (issue.line, issue.row) == (2, 1)
    assert reading.counts is not None
    assert reading.counts.used == len(ROWS)


def test_na_in_quotes_within_a_text_or_in_texts_alone_is_a_text() -> None:
    for comment, kept in (('"a, NA, b"', "a, NA, b"), ('"NA"', "NA"), ("NASAMS", "NASAMS"), ("NA", "NA")):
        reading = told(HEAD, [ROWS[0].replace("For patrols", comment)])
        assert reading.register.deals[0].lines[0].note == kept
        assert len(reading.issues) == 0
    kept_with_na = told(HEAD, [ROWS[0].replace("For patrols", '"NA, in part"'), with_na(ROWS[1])])
    assert kept_with_na.register.deals[0].lines[0].note == "NA, in part"


def test_an_order_of_which_r_knows_no_year_is_refused_as_one_with_an_empty_cell() -> None:
    for year in ("NA", ""):
        reading = told(HEAD, [with_na(ROWS[1]).replace(",2005,", f",{year},")])
        assert [issue.code for issue in reading.issues] == ["na-cells", "no-order-year"]


YEARLY = """Exports by,2021,2022,2023,2021-2023,Percentage
Norway,16,,24,40,80%
Sweden,,0 ,9.5,10,20%
Total world export,16,0,34,50,
"""


def numbered(table: str, first: int) -> str:
    """A table with the numbers that `write.csv` and pandas put before its rows."""
    head, *rows = table.splitlines()
    return "\n".join([f'"",{head}', *(f'"{k}",{row}' for k, row in enumerate(rows, first))])


@pytest.mark.parametrize("x", ["X", "x", ""])
@pytest.mark.parametrize("put", [str, lambda table: numbered(table, 1), lambda table: numbered(numbered(table, 0), 0)])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_yearly_table_that_r_saved_is_read_as_it_was(x: str, put: Callable[[str], str], separator: str) -> None:
    head, *rows = YEARLY.splitlines()
    spelt = ",".join(in_r(name) if x and not name[0].isdigit() else f"{x}{name}" for name in head.split(","))
    filled = [",".join(cell.strip() or "NA" for cell in row.split(",")) for row in rows]
    table = yearly_table(put("\n".join([spelt, *filled])).replace(",", separator).encode())
    whole = yearly_table(YEARLY.encode())
    assert (table.years, table.of, table.direction, dict(table.printed)) == (
        whole.years, whole.of, whole.direction, dict(whole.printed),
    )  # fmt: skip
    assert table["Norway", 2022] is None


def test_a_fault_in_a_numbered_table_tells_the_column_of_the_file() -> None:
    with pytest.raises(ad.InvalidDeals) as refused:
        yearly_table(numbered(YEARLY.replace("9.5", "x"), 1).encode())
    assert [(issue.line, issue.column) for issue in refused.value.issues] == [(3, 5)]


def test_a_table_over_whose_figures_r_put_other_years_is_refused_with_the_reason() -> None:
    older = '"","X","X1950","X1951","Total"\n"Poland",10,NA,NA,10\n"Total",10,0,NA,10\n'
    with pytest.raises(UnreadableInput, match="R takes their first cell for a name of theirs"):
        yearly_table(older.encode())


OLDER = """Recipient,Supplier,No. ordered,uncertain,Weapon designation,Weapon description,Year of order,uncertain,Year of delivery,No. delivered,uncertain,Comments
Norway,Sweden,2,TRUE,Drone-5,UAV,1992,FALSE,1995-2002,2,FALSE,For patrols
Norway,Sweden,3,FALSE,Radar-X,air search radar,1995,TRUE,2000-2002,3,TRUE,
,,,,,,,,,,,
"""


def again(name: str, before: list[str]) -> str:
    return f"{name}.{before.count(name)}" if name in before else name


@pytest.mark.parametrize("separator", [",", "\t"])
@pytest.mark.parametrize(
    ("spelt", "empty"),
    [
        (lambda name, before: in_r(again(name, before)), "NA"),
        (lambda name, before: in_snake_case(name + (f"_{before.count(name) + 1}" if name in before else "")), "NA"),
        (lambda name, before: f"{name}...{len(before) + 1}" if name == "uncertain" else name, "NA"),
        (again, ""),
        (lambda name, before: f"{name}_duplicated_{before.count(name) - 1}" if name in before else name, ""),
    ],
)  # fmt: skip
def test_an_older_register_that_r_pandas_or_polars_saved_keeps_its_flags(
    spelt: Callable[[str, list[str]], str], empty: str, separator: str
) -> None:
    names, *rows = OLDER.splitlines()
    head = names.split(",")
    head = [spelt(name, head[:place]) for place, name in enumerate(head)]
    lines = [",".join(head), *(",".join(cell or empty for cell in row.split(",")) for row in rows)]
    reading = read("\n".join(lines).replace(",", separator) + "\n")
    assert reading.register == read(OLDER).register
    assert reading.counts == read(OLDER).counts
    assert [issue.code for issue in reading.issues] == (["na-cells"] if empty else [])
