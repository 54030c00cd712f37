"""SIPRI's tables by year: both layouts, none kept apart from almost none, and every official total."""

import copy
import json
import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from armsdeals.errors import ArmsDealsError, InvalidDeals, InvalidValue, UnknownName, UnreadableInput
from armsdeals.issues import Severity
from armsdeals.register.yearly_table import YearlyTable
from armsdeals.sources.read_table import read_table
from armsdeals.sources.sipri.tables import yearly_table

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
NEW = b"""Volume of transfers of major arms
Figures are in millions of SIPRI trend-indicator values (TIVs).

Source: SIPRI Arms Transfers Database (c) SIPRI.
Data generated: 13 Apr 2024 3:54:15 PM

Exports by,2021,2022,2023,2021-2023,Percentage,Sum total years,Percentage of total
Norway,16,,24,40,80%,40,80%
Sweden,,0 ,9.5,10,20%,10,20%
Total world export,16,0,34,50,,50,
"""
OLD = b"""\xef\xbb\xbf"TIV of arms exports from Soviet Union, 1950-1952",,,
A '0' indicates that the value of deliveries is less than 0.5m,,,
Generated: 28 July 2022,,,
,,,
,1950,1951,1952,Total
Poland,10,,0,10
ANC (South Africa)*,,0,,0,
,,,
Total,10,0,0,10
"""


@pytest.fixture
def table() -> YearlyTable:
    return yearly_table(NEW)


def test_a_printed_zero_is_less_than_a_half_and_an_empty_cell_is_none_known(table: YearlyTable) -> None:
    assert table["Sweden", 2022] == 0
    assert table["Sweden", 2021] is None
    assert table.bounds("Sweden", 2022) == (Decimal(0), Decimal("0.5"))
    assert table.bounds("Sweden", 2021) == (Decimal(0), Decimal(0))
    assert table.bounds("Norway", 2021) == (Decimal("15.5"), Decimal("16.5"))


def test_sums_over_years_and_percentages_are_no_cells(table: YearlyTable) -> None:
    assert table.years == (2021, 2022, 2023)
    assert table.row("Norway") == (Decimal(16), None, Decimal(24))
    assert table.totals == ("Total world export",)
    assert table.names == ("Norway", "Sweden")


def test_the_new_layout_says_what_its_rows_are(table: YearlyTable) -> None:
    assert (table.of, table.direction, table.counterpart, table.basis, table.unit) == (
        "supplier", "export", "", "DELIVERED", "TIV",
    )  # fmt: skip
    assert table.vintage is not None
    assert str(table.vintage.generated) == "2024-04-13"
    assert (table.vintage.first_year, table.vintage.last_year) == (2021, 2023)


def test_the_old_layout_tells_the_other_side_in_its_title() -> None:
    table = yearly_table(OLD)
    assert (table.of, table.direction, table.counterpart) == ("recipient", "export", "Soviet Union")
    assert table["ANC (South Africa)*", 1951] == 0
    assert table["ANC (South Africa)*", 1950] is None
    assert table.vintage is not None
    assert str(table.vintage.generated) == "2022-07-28"


@pytest.mark.parametrize(
    ("title", "of", "direction", "counterpart"),
    [
        (b"exports from Soviet Union", "recipient", "export", "Soviet Union"),
        (b"exports to India", "supplier", "import", "India"),  # which the site gave for the imports of India
        (b"imports to Israel", "supplier", "import", "Israel"),
        (b"imports of India", "supplier", "import", "India"),
        (b"exports from all", "", "export", ""),
    ],
)
def test_the_rows_of_the_old_layout_are_those_on_the_other_side_of_its_title(
    title: bytes, of: str, direction: str, counterpart: str
) -> None:
    table = yearly_table(OLD.replace(b"exports from Soviet Union", title))
    assert (table.of, table.direction, table.counterpart) == (of, direction, counterpart)
    by_category = yearly_table(
        OLD.replace(b"exports from Soviet Union", title)
        .replace(b"Poland", b"Ships")
        .replace(b"ANC (South Africa)*", b"Air-defence systems")
    )
    assert (by_category.of, by_category.direction, by_category.counterpart) == ("category", direction, counterpart)


@pytest.mark.parametrize(
    ("head", "total", "told"),
    [
        (b"Supplier", b"Total exports to India", ("supplier", "import", "India")),
        (b"Exports by", b"Total exports to India", ("supplier", "import", "India")),
        (b"Recipient", b"Total imports from China", ("recipient", "export", "China")),
        (b"Recipient", b"Total exports to India", ("", "import", "India")),  # which contradict each other
        (b"Recipient", b"Total world import", ("recipient", "import", "")),
    ],
)
def test_the_sum_of_the_new_layout_tells_the_one_party_on_the_other_side(
    head: bytes, total: bytes, told: tuple[str, ...]
) -> None:
    table = yearly_table(head + b",2022,2023\nNorway,16,\n" + total + b",16,0\n")
    assert (table.of, table.direction, table.counterpart) == told


def test_a_row_that_begins_with_a_figure_is_refused() -> None:
    with pytest.raises(InvalidDeals, match=r"the row begins with the figure '10\.0', where a name is expected"):
        yearly_table(b"Unnamed: 0,1950,1951,Total\n10.0,5.0,0.0,15.0\n")


@pytest.mark.parametrize("title", [b"", b"\n\n", b"exports\n", b"Year,\n"])
def test_a_table_that_lost_its_title_does_not_say_whose_volumes_it_holds(title: bytes) -> None:
    table = yearly_table(title + OLD[OLD.index(b",1950") :])
    assert (table.of, table.direction, table.counterpart) == ("", "", "")
    (issue,) = table.issues
    assert (issue.code, issue.severity) == ("unknown-side", Severity.WARNING)
    assert issue.message == "nobody says whether its rows are suppliers, recipients or categories of arms"
    assert "table.with_rows_of('supplier')" in issue.hint
    assert issue.message in str(table)
    assert not table.with_rows_of("supplier").issues


def test_what_rows_are_is_said_where_nobody_says_it_and_not_otherwise(table: YearlyTable) -> None:
    unsaid = YearlyTable(years=(2000,), printed={"Norway": ("1",)})
    assert unsaid.with_rows_of("recipient") == YearlyTable(of="recipient", years=(2000,), printed={"Norway": ("1",)})
    assert table.with_rows_of("supplier") == table
    with pytest.raises(InvalidValue, match="the rows of this table are of suppliers, and not of recipients"):
        table.with_rows_of("recipient")
    with pytest.raises(InvalidValue, match="'party' is nothing that rows are of"):
        unsaid.with_rows_of("party")
    of_india = unsaid.with_rows_of("supplier", counterpart="India")
    assert (of_india.of, of_india.counterpart) == ("supplier", "India")
    with pytest.raises(InvalidValue, match="this table is of 'India', and not of 'Norway'"):
        of_india.with_rows_of("supplier", counterpart="Norway")
    with pytest.raises(InvalidValue, match=r"5 is no name \(expected a text\)"):
        unsaid.with_rows_of("supplier", counterpart=5)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="nobody says whether 'India' exports or imports"):
        unsaid.with_rows_of("category", counterpart="India")


def test_a_first_cell_that_says_categories_is_heard() -> None:
    assert yearly_table(b"Category,2020,2021\nTanks and such,1,2\n").of == "category"


def test_rows_of_categories_are_known_by_their_names() -> None:
    old = OLD.replace(b"Poland", b"Ships").replace(b"ANC (South Africa)*", b"Air-defence systems")
    assert yearly_table(old).of == "category"


@pytest.mark.parametrize("ending", [b"\r\n", b"\r", b";;;\n"])
def test_a_table_that_a_spreadsheet_saved_again_is_read_alike(ending: bytes, table: YearlyTable) -> None:
    assert dict(yearly_table(NEW.replace(b"\n", ending)).printed) == dict(table.printed)


def test_a_windows_code_page_is_read() -> None:
    assert "Türkiye" in yearly_table(NEW.replace(b"Sweden", "Türkiye".encode("cp1252"))).names


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"Sweden,,0 ,9.5", b"Sweden,,x,9.5", "'x' is no volume"),
        (b"Sweden,,0 ,9.5", b"Sweden,,-1,9.5", "'-1' is no volume"),
        (b"Sweden", b"Norway", "stands in the table already"),
        (b"Sweden,,0 ,9.5,10,20%,10,20%", b"Sweden,1", "has 2 cells"),
        (b"Sweden,", b",", "has no name"),
        (b"2021,2022,2023,2021", b"2021,2023,2022,2021", "the year 2022 stands behind 2023"),
    ],
)
def test_a_broken_table_is_refused_with_the_line(old: bytes, new: bytes, said: str) -> None:
    with pytest.raises(InvalidDeals) as refused:
        yearly_table(NEW.replace(old, new, 1), name="t.csv")
    assert said in str(refused.value)
    assert all(issue.line for issue in refused.value.issues)


def test_bytes_of_no_alphabet_are_refused_and_not_lost() -> None:
    with pytest.raises(InvalidDeals, match="code page 1252 does not know"):
        yearly_table(NEW.replace(b"Sweden", b"Swe\x81den\xff\xfe"))


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="no line is a header"):
        yearly_table(b"Recipient,Supplier\nIndia,Russia\n")


@given(st.binary(max_size=300), st.integers(0, len(NEW)), st.integers(0, len(NEW)))
def test_no_bytes_raise_anything_but_our_errors(put: bytes, start: int, end: int) -> None:
    data = NEW[: min(start, end)] + put + NEW[max(start, end) :]
    try:
        yearly_table(data)
    except ArmsDealsError:
        return


def test_a_row_that_is_not_there_is_refused_with_its_like(table: YearlyTable) -> None:
    with pytest.raises(UnknownName, match="did you mean Norway"):
        table["Norwy", 2021]
    with pytest.raises(UnknownName, match="it runs from 2021 to 2023"):
        table["Norway", 1990]


def test_a_table_can_be_copied_pickled_and_compared(table: YearlyTable) -> None:
    assert pickle.loads(pickle.dumps(table)) == copy.deepcopy(table) == table  # noqa: S301  # our own bytes
    assert hash(table) == hash(copy.copy(table))


def test_a_table_that_does_not_fit_itself_is_refused() -> None:
    with pytest.raises(InvalidValue, match="has 1 cells, and there are 2 years"):
        YearlyTable(of="supplier", years=(2000, 2001), printed={"Norway": ("1",)})
    with pytest.raises(InvalidValue, match="ascending"):
        YearlyTable(of="supplier", years=(2001, 2000), printed={})
    with pytest.raises(TypeError, match="float"):
        YearlyTable(of="supplier", years=(2000,), printed={"Norway": (1.5,)})  # type: ignore[dict-item]


def test_a_table_is_printed_without_a_word_of_money(table: YearlyTable) -> None:
    for told in (repr(table), str(table), table._repr_html_()):
        assert "TIV" in told
        assert "USD" not in told
        assert "$" not in told


@pytest.fixture(scope="module")
def totals() -> dict[str, Any]:
    path = DATA / "control_totals.json"
    if not path.exists():
        pytest.skip("the sibling folder with other publishers' files is not here")
    held: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return {name: row for name, row in held.items() if row.get("kind") == "tivtable"}


def test_every_official_table_comes_out_to_the_cell(totals: dict[str, Any]) -> None:
    assert len(totals) == 5
    for name, row in totals.items():
        table = read_table(DATA / name, source="sipri")
        assert (str(table.years[0]), str(table.years[-1])) == (row["first_year"], row["last_year"])
        assert len(table.printed) == row["data_rows"], name
        cells = [cell for held in table.printed.values() for cell in held]
        assert (cells.count(None), cells.count(Decimal(0))) == (row["cells_blank"], row["cells_zero"]), name
        sums = {label: sum(cell or 0 for cell in held) for label, held in table.printed.items()}
        assert {label: sums[label] for label in row["row_sums"]} == row["row_sums"]


def test_what_the_rows_of_the_official_tables_are(totals: dict[str, Any]) -> None:
    found = {Path(name).name: read_table(DATA / name, source="sipri").of for name in totals}
    assert {of for name, of in found.items() if "import" in name} == {"recipient"}
    assert found["old_TIV-Export-All-by-category-1950-2022.csv"] == "category"
    assert found["export_values_1990-2023.csv"] == "supplier"


def test_an_unknown_publisher_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="expected sipri"):
        read_table(tmp_path / "t.csv", source="spiri")
