"""Lists of weapon classes: what is in them, how a code is read, and that they follow the tables they are made from."""

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from armsdeals.errors import UnknownName
from armsdeals.model.condition import Condition
from armsdeals.values.classes import EU_CRITERIA, SCHEMES, TIV_FACTORS, Scheme

SHARED = Path(__file__).parents[2] / ".." / "shared"
FILES = {
    "EU_ML": ("eu_ml_categories.csv", "code", "short_label"),
    "USML": ("usml_categories.csv", "code", "short_label"),
    "MTCR": ("mtcr_items.csv", "item", "short_label"),
    "SIPRI": ("sipri_categories.csv", "category", "category"),
    "UNROCA": ("unroca_categories.csv", "code", "label"),
}
CODES = [(name, row.code) for name, table in SCHEMES.items() for row in table.rows if not row.is_reserved]


def test_each_scheme_has_a_table_with_edition_and_source() -> None:
    assert set(SCHEMES) == set(Scheme)
    assert all(table.edition and table.source and table.title for table in (*SCHEMES.values(), EU_CRITERIA))


@pytest.mark.parametrize(
    ("name", "count"), [("EU_ML", 22), ("USML", 21), ("MTCR", 20), ("SIPRI", 12), ("UNROCA", 27)]
)  # SIPRI: 11 groups of today, and one that older material has
def test_a_table_has_all_its_rows(name: str, count: int) -> None:
    assert len(SCHEMES[name]) == count


def test_the_criteria_are_eight_of_which_four_bind() -> None:
    assert len(EU_CRITERIA) == 8
    assert [row.code for row in EU_CRITERIA.rows if row.note == "mandatory"] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("name", FILES)
def test_the_tables_follow_the_files_they_are_made_from(name: str) -> None:
    file, code, title = FILES[name]
    path = SHARED / "domain" / file
    if not path.exists():
        pytest.skip("the tables of the field are not beside this checkout")
    with path.open(encoding="utf-8", newline="") as told:
        rows = [(row[code], row[title]) for row in csv.DictReader(told)]
    ours = [(row.code, row.title) for row in SCHEMES[name].rows if row.note != "former group"]
    assert ours == rows


@pytest.mark.parametrize(
    ("name", "said", "code"),
    [
        ("EU_ML", "ml 10", "ML10"),
        ("EU_ML", "ML4.b", "ML4.b"),
        ("USML", "viii", "VIII"),
        ("USML", "iv(h)(1)", "IV(h)(1)"),
        ("MTCR", "19", "19"),
        ("MTCR", "1.A.2", "1.A.2"),
        ("SIPRI", "Air-defence systems", "Air defence systems"),
        ("SIPRI", "air defence systems", "Air defence systems"),
        ("SIPRI", "Anti-submarine warfare weapons", "Anti-submarine warfare weapons"),
        ("UNROCA", "iva", "IVa"),
        ("UNROCA", "sa4", "SA4"),
    ],
)
def test_a_code_is_read_as_its_list_writes_it(name: str, said: str, code: str) -> None:
    assert SCHEMES[name].read(said) == code


@pytest.mark.parametrize(
    ("name", "said", "near"),
    [("EU_ML", "10", "ML10"), ("USML", "4", "IV"), ("UNROCA", "7", "VII"), ("SIPRI", "Aircrafts", "Aircraft")],
)
def test_an_unknown_code_is_refused_with_what_may_be_meant(name: str, said: str, near: str) -> None:
    with pytest.raises(UnknownName) as caught:
        SCHEMES[name].read(said)
    assert near in caught.value.suggestions


@pytest.mark.parametrize("said", ["", "ML23", "ML0", "ML10(a)", ".b", "X"])
def test_what_is_no_code_of_the_military_list_is_refused(said: str) -> None:
    with pytest.raises(UnknownName, match="is no code of EU_ML"):
        SCHEMES["EU_ML"].find(said)


@pytest.mark.parametrize("item", ["5", "7", "8", "5.A.1"])
def test_a_reserved_item_is_refused_by_name(item: str) -> None:
    with pytest.raises(UnknownName, match=f"MTCR item {item[0]} is reserved"):
        SCHEMES["MTCR"].find(item)


def test_only_items_one_and_two_are_of_category_one() -> None:
    assert [row.code for row in SCHEMES["MTCR"].rows if row.note == "I"] == ["1", "2"]


def test_the_wider_class_of_a_class_is_in_the_same_list() -> None:
    table = SCHEMES["UNROCA"]
    assert table["IVa"].parent == "IV"
    assert all(row.parent in table for row in table.rows if row.parent)


def test_factors_go_by_the_condition_of_a_line() -> None:
    assert TIV_FACTORS[Condition.USED] == Decimal("0.40")
    assert TIV_FACTORS[Condition.USED_MODERNISED] == Decimal("0.66")
    assert Condition.MIXED not in TIV_FACTORS


@given(
    one=st.sampled_from(CODES), written=st.sampled_from([str.upper, str.lower]), blank=st.sampled_from(["", " ", "  "])
)
def test_law_case_and_blanks_around_never_make_another_code(
    one: tuple[str, str], written: Callable[[str], str], blank: str
) -> None:
    name, code = one
    said = blank + written(code) + blank
    assert SCHEMES[name].read(said) == code


@given(name=st.sampled_from(list(SCHEMES)), said=st.text(max_size=12))
def test_law_reading_a_code_twice_changes_nothing(name: str, said: str) -> None:
    try:
        once = SCHEMES[name].read(said)
    except UnknownName:
        return
    assert SCHEMES[name].read(once) == once
