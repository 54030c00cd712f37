"""Volumes by year, party and group on the made-up register M, whose sums were reached by hand."""

import pickle
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

import armsdeals as ad
import armsdeals.analysis as an

pa: Any = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pq: Any = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")

MINI_REGISTER = Path(__file__).parents[1] / "samples" / "sipri" / "mini_register.csv"
# What came in each year, figures of several years shared out evenly; the sum is 1,597.
BY_YEAR = {
    1977: 200, 1978: 200, 1979: 200, 1980: 200, 1981: 40, 1982: 40, 1986: 80, 1989: 80, 1990: 80, 2007: 0.5, 2008: 0.5,
    2012: 30, 2015: 16 / 3, 2016: 16 / 3 + 9, 2018: 16 / 3, 2019: 180, 2020: 61, 2021: 60, 2022: 60, 2023: 60,
}  # fmt: skip


def by(found: ad.Result, column: str = "value") -> dict[Any, Any]:
    """The cells of a column by what names their rows; one name alone stands for itself."""
    names = found.names[: found.keys]
    return {(row[names[0]] if len(names) == 1 else tuple(row[name] for name in names)): row[column] for row in found}


def test_what_came_in_each_year_adds_up_to_what_came(m: Any) -> None:
    found = an.volumes(m, by="year", basis="delivered", spread="even")
    assert by(found) == pytest.approx(BY_YEAR)
    assert sum(found.column("value")) == pytest.approx(1597)
    assert (found.basis, found.unit) == ("delivered", "TIV")


def test_the_register_itself_and_what_reading_it_gave_answer_like_the_table(m: Any) -> None:
    reading = ad.try_read(MINI_REGISTER, source="sipri")
    for rows in (reading, reading.register, reading.register.tables["volumes"]):
        found = an.volumes(rows, by=("supplier", "recipient", "year"), basis="delivered")
        assert by(found) == pytest.approx(by(an.volumes(m, by=("supplier", "recipient", "year"), basis="delivered")))
    told = an.volumes(reading, by="year", basis="delivered")
    assert by(told, "share_estimated") == by(an.volumes(m, by="year", basis="delivered"), "share_estimated")
    assert "2026-01-01" in told.vintage
    assert "2026-01-01" in told.cite()
    book = an.order_book(reading)
    assert by(book) == {"Turkiye": 8, "India": 120, "Poland": 4000}


def test_orders_stand_under_the_year_of_the_order(m: Any) -> None:
    expected = {1975: 800, 1979: 80, 1984: 240, 2005: 1, 2010: 30, 2012: 24, 2014: 9, 2017: 240, 2018: 301, 2022: 4000}
    assert by(an.volumes(m, by="year", basis="ordered")) == expected
    assert by(an.volumes(m, by="order_year", basis="ordered")) == expected


def test_low_and_high_say_how_wrong_an_even_share_may_be(m: Any) -> None:
    row = an.volumes(m, by="year", basis="delivered", supplier="United States")[4]
    # The delivery register says 4, 8 and 4; the register of orders says 16 in 2015, 2016 and 2018 together.
    assert (row["year"], row["low"], row["high"]) == (2015, 0, 16)
    assert row["value"] == pytest.approx(16 / 3)


def test_the_notes_say_what_is_estimated_and_what_is_spread(m: Any) -> None:
    notes = an.volumes(m, by="year", basis="delivered").notes
    assert notes[0] == "85.3 % of this volume rests on estimates"  # 120 + 120 + 800 + 80 + 1 + 1 + 240 of 1,597
    assert notes[1].startswith("90 % of this volume is told for several years together and is spread evenly")  # 1,437


def test_where_no_row_says_what_is_an_estimate_the_notes_claim_no_share() -> None:
    found = an.volumes(
        ad.read(MINI_REGISTER.with_name("mini_deals_and_volumes.csv"), source="sipri"), basis="delivered"
    )
    assert found.column("share_estimated") == (ad.NoValue.UNKNOWN,)
    assert [note for note in found.notes if "estimate" in note] == ["the rows do not say what is an estimate"]


def test_yearly_rows_are_never_spread() -> None:
    told = pa.table({"deal": ["9001"] * 3, "supplier": ["United States"] * 3, "first_year": [2015, 2016, 2018],
                     "last_year": [2015, 2016, 2018], "told_years": [1, 1, 1], "tiv": [4.0, 8.0, 4.0]})  # fmt: skip
    found = an.volumes(told, by="year", basis="delivered", spread="even")
    assert by(found) == by(found, "low") == by(found, "high") == {2015: 4, 2016: 8, 2018: 4}
    assert not any("spread" in note for note in found.notes)


def test_without_spreading_what_is_told_for_several_years_stands_under_no_year(m: Any) -> None:
    found = by(an.volumes(m, by="year", basis="delivered", spread=None))
    assert found == {2012: 30, 2016: 9, 2019: 120, 2020: 1, ad.NoValue.UNKNOWN: 1437}


def test_without_a_basis_the_choices_are_named() -> None:
    for ask in (an.volumes, an.shares, an.change, an.concentration):
        more: dict[str, Any] = {"of": "supplier"} if ask is not an.volumes else {}
        more |= {"before": 2015, "after": 2016} if ask is an.change else {}
        with pytest.raises(TypeError, match=r"basis=.*ORDERED, DELIVERED"):
            ask(pa.table({"supplier": ["A"], "year": [2015], "tiv": [1.0]}), **more)


def test_what_has_arrived_by_order_year_is_refused_with_the_reason_unless_insisted_on(m: Any) -> None:
    with pytest.raises(ad.InvalidValue, match=r"recent order years look empty.*allow_truncated=True"):
        an.volumes(m, by="order_year", basis="delivered")
    found = an.volumes(m, by="order_year", basis="delivered", allow_truncated=True)
    assert by(found)[2017] == 240
    assert any("do not read a trend" in note for note in found.notes)


def test_money_is_no_measure_of_volumes(m: Any) -> None:
    with pytest.raises(ad.InvalidValue, match="no sum of money"):
        an.volumes(m, basis="delivered", measure="USD")


def test_no_word_of_money_stands_beside_a_volume(m: Any) -> None:
    found = an.volumes(m, by=("supplier", "year"), basis="delivered")
    told = f"{found}{found.cite()}{found._repr_html_()}"
    assert not any(word in told for word in ("$", "USD", "value of trade", "value (TIV)"))


def test_an_empty_window_gives_no_rows_and_a_note(m: Any) -> None:
    found = an.volumes(m, by="supplier", basis="delivered", years=(2030, 2031))
    assert (len(found), found.notes[0]) == (
        0,
        "nothing is told on the basis delivered in 2030 to 2031, so there is no row",
    )


def test_a_misspelt_party_or_column_is_refused_with_a_near_one(m: Any) -> None:
    with pytest.raises(ad.UnknownName, match="no recipient is called 'Turkye' here; did you mean Turkiye") as caught:
        an.volumes(m, basis="delivered", recipient="Turkye")
    assert caught.value.suggestions == ("Turkiye",)
    with pytest.raises(ad.UnknownName, match="did you mean supplier"):
        an.volumes(m, by="suplier", basis="delivered")
    with pytest.raises(ad.UnknownName, match=r"volumes needs the column 'tiv'.*columns="):
        an.volumes(m.drop(["tiv"]), basis="delivered")


def test_a_country_is_found_by_any_of_its_names_and_a_group_is_not_its_host(m: Any) -> None:
    found = [an.volumes(m, basis="delivered", recipient=name).column("value") for name in ("Türkiye", "TUR", "turkiye")]
    assert found == [(256,)] * 3
    assert an.volumes(m, basis="delivered", recipient="Palestine").notes[0].startswith("nothing is told")


def test_names_are_put_into_groups_and_those_without_one_are_listed(m: Any) -> None:
    found = an.volumes(m, by={"bloc": {"Soviet Union": "Russia"}}, basis="delivered")
    assert by(found)["Russia"] == 420 + 320
    assert sum(found.column("value")) == pytest.approx(1597)
    note = next(note for note in found.notes if note.startswith("bloc"))
    assert note == (
        "bloc puts supplier into groups; without a group, and under their own names: China, France, Iran, Russia, Sweden, "
        "United States"
    )


def test_buyer_and_seller_are_other_words(m: Any) -> None:
    found = an.volumes(m, by=("seller", "buyer"), basis="ordered", buyer="India")
    assert by(found) == {("Russia", "India"): 300}
    with pytest.raises(TypeError, match="another word"):
        an.volumes(m, basis="ordered", buyer="India", recipient="India")


def test_deals_count_once_in_a_cell(m: Any) -> None:
    assert by(an.volumes(m, by="recipient", measure="deals", basis="delivered"))["Turkiye"] == 3
    by_year = by(an.volumes(m, by="year", measure="deals", basis="delivered", recipient="Turkiye"))
    assert by_year == {2015: 1, 2016: 1, 2018: 1, 2019: 2, 2020: 1}


def test_pieces_add_up_only_in_one_unit() -> None:
    told = pa.table({"year": [2019, 2020], "number": [2.0, 30.0], "unit": ["battery", "missile"], "tiv": [1.0, 1.0]})
    with pytest.raises(ad.InvalidValue, match="battery, missile, which do not add up"):
        an.volumes(told, basis="delivered", measure="number")
    found = an.volumes(told.slice(0, 1), basis="delivered", measure="number")
    assert (found.unit, found.column("value")) == ("battery", (2,))


def test_a_number_of_which_bounds_alone_are_told_counts_in_no_sum_and_in_no_bound() -> None:
    told = {"deal": ["a", "b", "c"], "supplier": ["A"] * 3, "year": [2019] * 3, "number": [3.0, None, None],
            "number_low": [2.0, 5.0, 0.0], "number_high": [3.0, None, 9.0], "tiv": [None, 1.0, 1.0]}  # fmt: skip
    for frame in (pa.table(told), pl.DataFrame(told)):
        found = an.volumes(frame, by="supplier", basis="delivered", measure="number")
        assert [found[0][end] for end in ("value", "low", "high")] == [3, 2, 3]
        assert "2 rows tell no number and count in no sum: b, c" in found.notes


def test_cells_of_which_nothing_is_told_stand_there_with_0_if_asked(m: Any) -> None:
    found = an.volumes(
        m, by=("recipient", "year"), basis="delivered", recipient="Turkiye", years=(2014, 2020), complete=True
    )
    assert [row["value"] for row in found] == pytest.approx([0, 16 / 3, 16 / 3, 0, 16 / 3, 180, 60])
    assert found[0]["share_estimated"] is ad.NoValue.NOT_APPLICABLE


def test_the_deals_in_a_cell_add_up_to_it(m: Any) -> None:
    found = an.volumes(m, by=("supplier", "year"), basis="delivered")
    parts = found.explain(supplier="Russia", year=2019)
    assert by(parts) == {"m-01": 120, "m-02": 60}
    assert parts["m-01"]["system"] == "Falcon-9S"
    for row in found:
        told = found.explain(supplier=row["supplier"], year=row["year"])
        assert sum(told.column("value")) == pytest.approx(row["value"])


def test_a_cell_of_a_group_is_explained_by_all_its_names(m: Any) -> None:
    found = an.volumes(m, by={"bloc": {"Soviet Union": "Russia"}}, basis="delivered", years=(1980, 2020))
    assert by(found.explain(bloc="Russia")) == {"m-01": 120, "m-02": 120, "m-06": 80, "m-12": 240}


def test_what_is_taken_back_or_no_fact_is_left_out_and_told() -> None:
    told = pa.table({"deal": ["a", "b", "c"], "year": [2019] * 3, "tiv": [1.0, 2.0, 4.0], "modality": ["FACT", "PLAN", "FACT"],
                     "is_retracted": [False, False, True]})  # fmt: skip
    found = an.volumes(told, basis="delivered")
    assert found.column("value") == (1,)
    assert "2 rows that are not told as facts, or were taken back, are left out" in found.notes


def test_a_deal_of_which_nobody_tells_a_volume_is_named_and_not_0() -> None:
    told = pa.table({"deal": ["a", "b"], "supplier": ["A", "B"], "year": [2019] * 2, "tiv": [1.0, None]})
    found = an.volumes(told, by="supplier", basis="delivered")
    assert by(found) == {"A": 1, "B": ad.NoValue.UNKNOWN}
    assert "1 row tells no volume and counts in no sum: b" in found.notes


def test_a_flag_that_nobody_sets_is_not_a_no() -> None:
    told = pa.table({"supplier": ["A", "B", "B"], "year": [2019] * 3, "tiv": [1.0, 3.0, 1.0],
                     "number_is_estimated": [None, True, False]})  # fmt: skip
    found = an.volumes(told, by="supplier", basis="delivered")
    assert by(found, "share_estimated") == {"A": ad.NoValue.UNKNOWN, "B": 0.75}


def test_a_result_goes_through_pickle_and_to_a_file(m: Any, tmp_path: Path) -> None:
    pq.write_table(m, tmp_path / "m.parquet")
    found = an.volumes(tmp_path / "m.parquet", by="year", basis="delivered")
    again = pickle.loads(pickle.dumps(found))  # noqa: S301  # our own bytes
    assert again == found
    assert sum(again.explain(year=2019).column("value")) == pytest.approx(180)
    found.write(tmp_path / "t.csv")
    lines = (tmp_path / "t.csv").read_text("utf-8").splitlines()
    assert lines[:2] == ["year,value,low,high,share_estimated,basis,unit", "1977,200.0,0.0,800.0,1.0,delivered,TIV"]
    lost = pickle.loads(pickle.dumps(an.volumes(m, by="year", basis="delivered")))  # noqa: S301  # our own bytes
    with pytest.raises(ad.InvalidValue, match="did not come along"):
        lost.explain(year=2019)


SPANS = st.lists(
    st.tuples(st.sampled_from("AB"), st.integers(2000, 2012), st.integers(0, 6), st.integers(0, 5), st.integers(0, 1000)),
    min_size=1, max_size=20,
)  # fmt: skip


def table(spans: list[tuple[str, int, int, int, int]]) -> Any:
    supplier, first, more, gap, tiv = map(list, zip(*spans, strict=True))
    last = [begin + length for begin, length in zip(first, more, strict=True)]
    told = [length + 1 + extra for length, extra in zip(more, gap, strict=True)]
    return pa.table(
        {"supplier": supplier, "first_year": first, "last_year": last, "told_years": told, "tiv": [*map(float, tiv)]}
    )


@given(spans=SPANS)
@settings(max_examples=40)
def test_law_years_add_up_to_the_whole_and_every_value_lies_in_its_frame(
    spans: list[tuple[str, int, int, int, int]],
) -> None:
    told = table(spans)
    found = an.volumes(told, by=("supplier", "year"), basis="delivered")
    assert sum(found.column("value")) == pytest.approx(sum(span[-1] for span in spans))
    assert all(row["low"] - 1e-6 <= row["value"] <= row["high"] + 1e-6 for row in found)


@given(spans=SPANS, years=st.tuples(st.integers(1998, 2012), st.integers(0, 8)))
@settings(max_examples=40)
def test_law_a_window_is_the_sum_of_its_years(
    spans: list[tuple[str, int, int, int, int]], years: tuple[int, int]
) -> None:
    told, window = table(spans), (years[0], years[0] + years[1])
    whole = an.volumes(told, by="supplier", basis="delivered", years=window)
    yearly = an.volumes(told, by=("supplier", "year"), basis="delivered", years=window)
    for row in whole:
        parts = [cell["value"] for cell in yearly if cell["supplier"] == row["supplier"]]
        assert sum(parts) == pytest.approx(row["value"])
        assert row["low"] - 1e-6 <= row["value"] <= row["high"] + 1e-6


def test_the_basis_of_a_frame_may_be_written_in_any_usual_case() -> None:
    pa, pd = pytest.importorskip("pyarrow"), pytest.importorskip("pandas")
    told = {"supplier": ["A", "A", "A", "A"], "basis": ["delivered", "DELIVERED", "Delivered", "ordered"], "tiv": [5.0, 3.0, 2.0, 9.0]}  # fmt: skip
    for frame in (pd.DataFrame(told), pa.table(told), pl.DataFrame(told)):
        assert an.volumes(frame, by="supplier", basis="delivered").column("value") == (10.0,)


def test_an_estimated_year_of_order_counts_where_it_is_what_is_grouped_by() -> None:
    told = pl.DataFrame({
        "deal": ["a", "b"], "order_year": [2012, 2013], "year": [2015, 2016], "tiv": [4.0, 6.0], "number_is_estimated": [False, False],
        "order_year_is_estimated": [True, False], "year_is_estimated": [False, False],
    })  # fmt: skip
    found = an.volumes(told, by="order_year", basis="delivered", allow_truncated=True)
    assert found.column("share_estimated") == (1.0, 0.0)
    by_both = an.volumes(told, by=("order_year", "year"), basis="delivered", allow_truncated=True)
    assert by_both.column("share_estimated") == (1.0, 0.0)
    assert an.volumes(told, by="year", basis="delivered").column("share_estimated") == (0.0, 0.0)
