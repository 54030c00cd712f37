"""The table of answers: what it refuses, what it shows, and how it goes over to other libraries and to files."""

import copy
import csv
import io
import pickle
import re
import sys
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import armsdeals as ad
import armsdeals.analysis as an
from armsdeals import strategies as ads
from armsdeals._card import columns as width_of
from armsdeals._inert import inert_text
from armsdeals.analysis._frames import plain_columns
from armsdeals.analysis.cells import FRACTION, cell_text, ends_of, exact_text, kind_of, to_cell

UNKNOWN, WITHHELD = ad.NoValue.UNKNOWN, ad.NoValue.WITHHELD


def bids() -> ad.Result:
    return ad.Result(
        title="Bids",
        columns=("bidder", an.Column("price"), an.Column("share", unit=FRACTION), an.Column("lots"), "remark"),
        rows=(
            ("a", ad.Price("3e9 USD OFFER"), Decimal("0.0479"), 3, "=HYPERLINK(1)"),
            ("b", WITHHELD, an.Range(low=Decimal("-0.04"), high=Decimal("0.05")), UNKNOWN, "long"),
            ("c", an.Rivals((ad.Price("1e9 USD OFFER"), ad.Price("2e9 USD OFFER"))), UNKNOWN, 4, UNKNOWN),
        ),
        basis="offer",
        notes=("made up",),
        remarks=((1, "price", "it is a secret"),),
        sources=(ad.Evidence(publisher="A paper", published="2017-01-01"), ad.Evidence(kind="unsourced")),
    )


def test_rows_are_asked_for_by_place_or_name_and_columns_by_name() -> None:
    found = bids()
    assert (len(found), [row["bidder"] for row in found]) == (3, ["a", "b", "c"])
    assert found[-1] == found["c"] == found.rows[2]
    assert found.column("lots") == (3, UNKNOWN, 4)
    assert found["a"]["price"] == ad.Price("3000000000 USD OFFER")
    assert found[1:].names == found.names
    assert [row["bidder"] for row in found[1:]] == ["b", "c"]


def test_a_name_that_is_not_there_is_refused_with_a_near_one() -> None:
    with pytest.raises(ad.UnknownName, match="did you mean price"):
        bids().column("prise")
    with pytest.raises(ad.UnknownName, match="no single row is called 'd'"):
        bids()["d"]
    with pytest.raises(IndexError):
        bids()[3]


@pytest.mark.parametrize("cell", [None, object(), ["a"], datetime(2020, 1, 1)])  # noqa: DTZ001  # refused in any zone
def test_what_is_no_cell_is_a_mistake_of_the_program(cell: object) -> None:
    with pytest.raises(TypeError):
        ad.Result(columns=("a",), rows=((cell,),))


@pytest.mark.parametrize(
    "cell", [float("nan"), float("inf"), Decimal("NaN"), Decimal("sNaN"), Decimal("1e400"), 10**40]
)
def test_numbers_that_are_none_are_refused(cell: Any) -> None:
    with pytest.raises(ad.InvalidValue):
        ad.Result(columns=("a",), rows=((cell,),))


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"columns": ("a", "a"), "rows": ()}, "share a name"),
        ({"columns": ("a b",), "rows": ()}, "no name of a column"),
        ({"columns": ("a",), "rows": (("x", "y"),)}, "2 cells and there are 1 columns"),
        ({"columns": ("a",), "rows": (), "keys": 2}, "cannot name the rows"),
        ({"columns": ("a",), "rows": (("x",),), "remarks": ((1, "a", "b"),)}, "no row 1"),
    ],
)
def test_a_table_that_does_not_hold_together_is_refused(parts: dict[str, Any], message: str) -> None:
    with pytest.raises(ad.InvalidValue, match=message):
        ad.Result(**parts)


def test_notes_are_a_list_and_no_text() -> None:
    with pytest.raises(TypeError, match="put it in brackets"):
        ad.Result(columns=("a",), rows=(), notes="said")


def test_why_tells_what_is_said_of_a_cell() -> None:
    assert bids().why("b", "price") == ("it is a secret",)
    assert bids()[1:].why(0, "price") == ("it is a secret",)
    assert bids().why("a", "price") == ()


def test_a_question_without_parts_says_so_when_it_is_asked_to_explain() -> None:
    with pytest.raises(ad.InvalidValue, match="keeps no parts"):
        bids().explain(bidder="a")


def told_lots(row: an.ResultRow) -> Any:
    return row["lots"]


def test_explaining_takes_the_columns_that_name_a_row() -> None:
    found = ad.Result(columns=("by", "year", "lots"), rows=(("x", 2017, 3), ("x", 2018, 4)), keys=2, explains=told_lots)
    assert found.explain(by="x", year=2018) == 4
    with pytest.raises(ad.UnknownName, match="2 rows have by 'x'; name one by by, year"):
        found.explain(by="x")
    with pytest.raises(ad.UnknownName, match="there are 2 rows; name one by by, year"):
        found.explain()


def test_a_row_is_found_by_all_that_names_it_and_a_wrong_name_brings_the_near_ones() -> None:
    rows = (("France", 2017, 3), ("France", 2018, 4), ("Norway", 2018, 5))
    found = ad.Result(columns=("supplier", "year", "lots"), rows=rows, keys=2, explains=told_lots)
    assert found["France", 2018]["lots"] == found.explain(seller="France", year=2018) == 4
    assert found[("Norway",)]["lots"] == 5
    with pytest.raises(ad.UnknownName, match=r"no row has supplier 'Frence', year '2018'; did you mean France\?"):
        found["Frence", 2018]
    with pytest.raises(ad.UnknownName, match="no row has supplier 'Norway', year '2017'; name one by supplier, year"):
        found.explain(supplier="Norway", year=2017)
    for wrong in ((), ("France", 2017, 3)):
        with pytest.raises(ad.UnknownName, match="the rows go by supplier, year"):
            found[wrong]


def test_the_text_is_aligned_and_unknown_is_seen() -> None:
    found = ad.Result(title="Days", columns=("deal", an.Column("days", unit="day")), rows=(("a", 12), ("bcd", UNKNOWN)))
    assert repr(found) == "Days\ndeal  days (day)\na             12\nbcd      unknown"


def test_the_whole_text_tells_basis_notes_and_remarks() -> None:
    assert str(bids()).splitlines()[-3:] == ["- basis: offer", "- made up", "- b (price): it is a secret"]


def test_a_long_table_is_cut_in_the_repr_and_whole_as_text() -> None:
    found = ad.Result(columns=("year",), rows=((year,) for year in range(1950, 2020)))
    assert repr(found).splitlines()[-1] == "and 50 more rows"
    assert len(str(found).splitlines()) == 71


def test_a_wide_table_is_turned_on_its_side() -> None:
    names = [f"column_{n}" for n in range(12)]
    lines = repr(ad.Result(columns=names, rows=(["a long text in words"] * 12,))).splitlines()
    assert lines[0].split() == ["column", "0", "a", "long", "text", "in", "words"]
    assert len(lines) == 12


def test_citing_names_basis_and_sources_and_never_general_knowledge_as_one() -> None:
    assert (
        bids().cite() == "Bids. Basis: offer. Sources: A paper, 2017-01-01; further general knowledge without a source."
    )


def test_a_result_can_be_copied_and_pickled() -> None:
    found = bids()
    assert pickle.loads(pickle.dumps(found)) == copy.deepcopy(found) == found  # noqa: S301  # our own bytes
    assert len({found, copy.copy(found)}) == 1


def test_pandas_gets_nulls_for_what_is_unknown_and_both_ends_of_ranges() -> None:
    pd = pytest.importorskip("pandas", exc_type=ImportError)
    frame = bids().to_pandas()
    assert list(frame.columns) == [
        "bidder", "price", "price_low", "price_high", "price_absent", "share", "share_low", "share_high", "lots",
        "remark", "basis",
    ]  # fmt: skip
    assert frame["lots"].tolist() == [3, pd.NA, 4]
    assert str(frame["lots"].dtype) == "Int64"
    assert frame["price_absent"].tolist() == [pd.NA, "withheld", pd.NA]
    assert frame["price_low"].tolist() == [3e9, pd.NA, 1e9]
    assert frame["price_high"].tolist() == [3e9, pd.NA, 2e9]
    assert frame.attrs["basis"] == "offer"


def test_polars_and_arrow_get_the_same_columns_as_pandas() -> None:
    pytest.importorskip("pandas", exc_type=ImportError)
    pytest.importorskip("polars", exc_type=ImportError)
    pytest.importorskip("pyarrow", exc_type=ImportError)
    found = bids()
    names = list(found.to_pandas().columns)
    assert found.to_polars().columns == names == found.to_arrow().column_names
    assert found.to_polars()["lots"].to_list() == [3, None, 4] == found.to_arrow()["lots"].to_pylist()
    assert found.to_arrow().schema.metadata[b"notes"] == b"made up"


@pytest.mark.parametrize(("package", "extra"), [("pandas", "pandas"), ("polars", "polars"), ("pyarrow", "analysis")])
def test_a_library_that_is_not_installed_is_named_with_its_command(
    package: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    hand_over = {"pandas": "to_pandas", "polars": "to_polars", "pyarrow": "to_arrow"}[package]
    with pytest.raises(ad.MissingExtra, match=rf'pip install "armsdeals\[{extra}\]"'):
        getattr(bids(), hand_over)()


def test_numbers_days_and_flags_keep_their_types() -> None:
    pl = pytest.importorskip("polars", exc_type=ImportError)
    rows = ((True, date(2017, 9, 12), Decimal("1.5"), 2**70, 1.5), (UNKNOWN, UNKNOWN, 2, 3, UNKNOWN))
    frame = ad.Result(columns=tuple("abcde"), rows=rows, keys=0).to_polars()
    assert frame.dtypes == [pl.Boolean, pl.Date, pl.Float64, pl.Float64, pl.Float64]
    assert frame["c"].to_list() == [1.5, 2.0]


def test_two_columns_that_would_have_one_name_are_refused() -> None:
    pytest.importorskip("pandas", exc_type=ImportError)
    found = ad.Result(columns=("price", "price_low"), rows=((an.Range(low=1), 1),))
    with pytest.raises(ad.InvalidValue, match="two columns would be called price_low"):
        found.to_pandas()


def test_a_file_keeps_every_digit_and_says_unknown(tmp_path: Path) -> None:
    bids().write(tmp_path / "bids.csv")
    lines = list(csv.DictReader(io.StringIO((tmp_path / "bids.csv").read_text("utf-8"))))
    assert lines[0]["remark"] == "'=HYPERLINK(1)"
    assert [line["price"] for line in lines] == [
        "3000000000 USD OFFER", "withheld", "1000000000 USD OFFER or 2000000000 USD OFFER (disputed)"
    ]  # fmt: skip
    assert (lines[1]["share_low"], lines[1]["share_high"]) == ("-0.04", "0.05")
    assert [line["lots"] for line in lines] == ["3", "unknown", "4"]
    assert {line["basis"] for line in lines} == {"offer"}


def test_a_file_for_machines_has_no_apostrophes(tmp_path: Path) -> None:
    bids().write(tmp_path / "bids.csv", inert=False)
    assert next(csv.DictReader(io.StringIO((tmp_path / "bids.csv").read_text("utf-8"))))["remark"] == "=HYPERLINK(1)"


def test_another_suffix_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(ad.InvalidValue, match=r"does not end in \.csv"):
        bids().write(tmp_path / "bids.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+A1", "-A1", "@x", "\tx", "\rx", "\nx", " =1", "\ufeff=1", "\u200b@x", "\uff1d1", "-1+2", "+1..2", "--1"],
)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert inert_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-1", "+1", "-0.04", "1e5", "-1E-5", "a=b", "", "x", "'=1", "3 to 4"])
def test_plain_numbers_and_words_stay_as_they_are(text: str) -> None:
    assert inert_text(text) == text


class Tags(HTMLParser):
    """Every tag and attribute, and the text between."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}


@given(ads.results())
def test_law_a_notebook_gets_a_table_and_nothing_that_could_run(found: ad.Result) -> None:
    seen = Tags()
    seen.feed(found._repr_html_())
    assert seen.tags <= {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "bdi", "ul", "li"}
    assert seen.names <= {"class", "scope", "style"}


def test_texts_cannot_become_tags() -> None:
    evil = "<script>alert(1)</script>\u202e"
    html = ad.Result(
        title=evil, columns=("a",), rows=((evil,),), notes=(evil,), remarks=((0, "a", evil),)
    )._repr_html_()
    assert "<script" not in html
    assert "\u202e" not in html


@given(ads.results())
def test_law_no_line_of_the_repr_is_wider_than_the_terminal_or_holds_hidden_characters(found: ad.Result) -> None:
    for line in repr(found).split("\n")[1 if found.title else 0 :]:
        assert width_of(line) <= 110
        assert re.search(r"[\x00-\x1f\x7f\u202e]", line) is None


@given(ads.results())
def test_law_unknown_never_becomes_a_number_or_an_empty_text(found: ad.Result) -> None:
    frame = {one.name: one.values for one in plain_columns(*found._tidy())}
    for name in found.names:
        for cell, value in zip(found.column(name), frame[name], strict=True):
            assert (value is None) is isinstance(cell, ad.NoValue)
            assert exact_text(cell) != "" or cell == ""


@given(ads.results())
def test_law_a_slice_of_all_is_the_table_itself(found: ad.Result) -> None:
    assert found[:] == found
    assert [row for k in range(len(found)) for row in found[k : k + 1]] == list(found)


@given(ads.cells())
def test_law_a_cell_stays_what_it_is_and_is_never_shown_as_nothing(cell: Any) -> None:
    assert to_cell(cell) == cell
    assert kind_of(cell) in {"flag", "whole", "number", "day", "range", "text"}
    assert cell_text(cell) or cell == ""


@given(ads.ranges())
def test_law_the_ends_of_a_range_are_in_the_right_order(one: an.Range) -> None:
    ends = ends_of(one, "USD")
    assert ends is not None
    assert ends.low is None or ends.high is None or ends.low <= ends.high
    assert ends.unit == (one.unit or "USD")


def test_a_ranking_says_why_a_row_has_no_place() -> None:
    found = bids().ranked_by("price")
    assert [(row["bidder"], row["place"], row["unranked"]) for row in found] == [
        ("a", 1, ad.NoValue.NOT_APPLICABLE),
        ("b", UNKNOWN, "withheld"),
        ("c", UNKNOWN, "1 billion USD, offer or 2 billion USD, offer (disputed)"),
    ]
    assert found.why("b", "price") == ("it is a secret",)
