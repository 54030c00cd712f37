"""SIPRI's files as R saves them: `read.csv`, readr and janitor each spell the names of columns in their own way."""

import re
from collections.abc import Callable

import pytest

import armsdeals as ad
from armsdeals.register.reading import Reading
from armsdeals.sources._base import source_named
from armsdeals.sources.sipri import register

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
