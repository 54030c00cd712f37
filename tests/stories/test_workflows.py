"""What analysts ask of a register, with the answers: the made-up register M through the whole house, question by question.

All figures were reached by hand from the twelve lines of ``tests/samples/sipri/mini_register.csv``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import armsdeals as ad
import armsdeals.analysis as an

pytest.importorskip("duckdb", reason="questions to registers need the extra analysis")
SAMPLES = Path(__file__).parents[1] / "samples" / "sipri"


@pytest.fixture(scope="module")
def reading() -> ad.Reading:
    return ad.try_read(SAMPLES / "mini_register.csv", source="sipri")


@pytest.fixture(scope="module")
def reg(reading: ad.Reading) -> ad.Register:
    return reading.register


def by(result: an.Result, *names: str) -> dict[Any, Any]:
    """The values of a result by what names its rows."""
    keys = ([row[name] for name in names] for row in result)
    return {key[0] if len(key) == 1 else tuple(key): row["value"] for key, row in zip(keys, result, strict=True)}


class TestLoad:
    def test_no_line_is_lost(self, reading: ad.Reading) -> None:
        counts = reading.counts
        assert counts is not None
        assert (counts.data_lines, counts.used, counts.joined, counts.refused, counts.skipped) == (13, 12, 1, 0, 0)
        assert len(reading.register) == 12

    def test_the_totals_come_out(self, reg: ad.Register) -> None:
        assert an.volumes(reg, basis="delivered").column("value") == (1597,)
        assert an.volumes(reg, basis="ordered").column("value") == (5725,)

    def test_the_preamble_is_the_vintage(self, reading: ad.Reading) -> None:
        vintage = reading.vintage
        assert vintage is not None
        assert (vintage.first_year, vintage.last_year, str(vintage.generated)) == (1975, 2025, "2026-01-01")


class TestUncertainty:
    def test_every_question_mark_is_kept(self, reg: ad.Register) -> None:
        rows = list(reg.tables["volumes"])
        orders = [row for row in rows if row["basis"] == "ORDERED"]
        came = {row["deal"] for row in rows if row["basis"] == "DELIVERED" and row["number_is_estimated"]}
        assert sum(row["order_year_is_estimated"] for row in orders) == 6
        assert sum(row["number_is_estimated"] for row in orders) == 7
        assert len(came) == 7
        assert (len(reg.where(certain=True)), len(reg.where(certain=False))) == (2, 10)

    @pytest.mark.parametrize("suffix", ["json", "jsonl", "yaml", "csv"])
    def test_writing_and_reading_keeps_each_flag(self, reg: ad.Register, suffix: str, tmp_path: Path) -> None:
        ad.write(reg, tmp_path / f"m.{suffix}")
        assert ad.read(tmp_path / f"m.{suffix}") == reg

    def test_results_tell_what_rests_on_estimates(self, reg: ad.Register) -> None:
        # 1,362 of 1,597 TIV: all deliveries but those of 2012, 2015-18, 2016 and India.
        assert "85.3 % of this volume rests on estimates" in an.volumes(reg, basis="delivered").notes


class TestVolumes:
    def test_by_year_spread_evenly(self, reg: ad.Register) -> None:
        expected = (
            dict.fromkeys(range(1977, 1981), 200) | dict.fromkeys((1981, 1982), 40) | dict.fromkeys((1986, 1989, 1990), 80)
            | dict.fromkeys((2007, 2008), 0.5) | {2012: 30, 2015: 16 / 3, 2016: 16 / 3 + 9, 2018: 16 / 3, 2019: 180, 2020: 61}
            | dict.fromkeys((2021, 2022, 2023), 60)
        )  # fmt: skip
        found = by(an.volumes(reg, by="year", basis="delivered", spread="even"), "year")
        assert found == pytest.approx(expected)
        assert sum(found.values()) == pytest.approx(1597)

    def test_by_order_year(self, reg: ad.Register) -> None:
        assert by(an.volumes(reg, by="year", basis="ordered"), "year") == {
            1975: 800, 1979: 80, 1984: 240, 2005: 1, 2010: 30, 2012: 24, 2014: 9, 2017: 240, 2018: 301, 2022: 4000,
        }  # fmt: skip

    def test_yearly_rows_are_never_spread(self) -> None:
        yearly = ad.try_read(SAMPLES / "mini_deliveries.csv", source="sipri").register
        found = an.volumes(yearly, by="year", basis="delivered", spread="even")
        assert by(found, "year") == {2015: 4, 2016: 8, 2018: 4}
        assert not any("spread" in note for note in found.notes)

    def test_without_a_basis_the_choices_are_named(self, reg: ad.Register) -> None:
        with pytest.raises(TypeError, match="ORDERED, DELIVERED, LICENSED, EXPORTED"):
            an.volumes(reg, by="year")

    def test_delivered_by_order_year_is_refused_unless_insisted_on(self, reg: ad.Register) -> None:
        with pytest.raises(ad.InvalidValue, match=r"recent order years look empty.*allow_truncated=True"):
            an.volumes(reg, by="order_year", basis="delivered")
        found = an.volumes(reg, by="order_year", basis="delivered", allow_truncated=True)
        assert by(found, "order_year")[2018] == 181
        assert any("do not read a trend" in note for note in found.notes)

    def test_an_empty_window_is_an_empty_result_with_a_note(self, reg: ad.Register) -> None:
        found = an.volumes(reg, by="year", basis="delivered", years=(1900, 1905))
        assert (len(found), found.notes) == (
            0, ("nothing is told on the basis delivered in 1900 to 1905, so there is no row",),
        )  # fmt: skip

    def test_a_cell_is_traced_to_its_deals(self, reg: ad.Register) -> None:
        found = an.volumes(reg, by=("supplier", "year"), basis="delivered")
        parts = found.explain(supplier="Russia", year=2019)
        assert sorted(parts.column("value")) == [60, 120]
        assert sorted(parts.column("system")) == ["F9 missile", "Falcon-9S"]

    def test_names_can_be_put_into_groups_and_none_is_dropped(self, reg: ad.Register) -> None:
        found = an.volumes(reg, by={"bloc": {"Soviet Union": "Russia"}}, basis="delivered")
        assert by(found, "bloc") == {
            "Russia": 740, "United States": 816, "France": 30, "Sweden": 9, "Iran": 1, "China": 1,
        }  # fmt: skip
        assert any("without a group" in note and "United States" in note for note in found.notes)


class TestSharesAndConcentration:
    def test_on_whom_turkiye_depended(self, reg: ad.Register) -> None:
        row = an.concentration(
            reg.where(recipient="Turkiye"), of="supplier", years=(2015, 2020), measure="hhi", basis="delivered"
        )[0]
        assert row["value"] == pytest.approx((240**2 + 16**2) / 256**2)
        assert (row["first"], row["members"], row["volume"]) == ("Russia", 2, pytest.approx(256))

    def test_shares_add_up(self, reg: ad.Register) -> None:
        found = by(an.shares(reg, of="supplier", years=(2019, 2023), basis="delivered"), "supplier")
        assert found == pytest.approx({"Russia": 420 / 421, "China": 1 / 421})

    def test_change(self, reg: ad.Register) -> None:
        row = an.change(reg, of="recipient", before=(2014, 2018), after=(2019, 2023), basis="delivered")["Turkiye"]
        assert (row["before"], row["after"]) == (pytest.approx(16), pytest.approx(240))
        assert row["value"] == pytest.approx(14)

    def test_an_empty_window_has_no_index(self, reg: ad.Register) -> None:
        found = an.concentration(reg, of="supplier", years=(1950, 1951), measure="hhi", basis="delivered")
        assert len(found) == 0
        assert found.notes


class TestWhoIsWho:
    @pytest.mark.parametrize(
        ("name", "day", "code"),
        [
            ("Germany", 1975, 260), ("Germany", 1991, 255), ("East Germany (GDR)", 1975, 265), ("North Yemen", 1975, 678),
            ("South Yemen", 1975, 680), ("South Vietnam", 1970, 817), ("Viet Nam", 1980, 816), ("Soviet Union", 1980, 365),
            ("Russia", 1995, 365),
        ],
    )  # fmt: skip
    def test_names_resolve_with_a_date(self, name: str, day: int, code: int) -> None:
        country = ad.Country.parse(name)
        assert country is not None
        assert country.code("cow", on=day) == code
        assert ad.convert_countries([name], to="cow", on=day) == [code]

    def test_two_names_of_one_code_are_two_countries(self) -> None:
        assert ad.Country("Soviet Union") != ad.Country("Russia")

    def test_a_misspelt_country_is_refused_with_suggestions(self, reg: ad.Register) -> None:
        with pytest.raises(ad.UnknownName, match="did you mean Türkiye"):
            ad.Country("Turkye")
        with pytest.raises(ad.UnknownName, match="did you mean Turkiye"):
            reg.where(recipient="Turkye")

    def test_a_group_is_not_its_host(self) -> None:
        group = ad.Party("PKK (Turkiye)*", role="recipient")
        assert (group.country, group.located_in) == (None, ad.Country("Türkiye"))


def test_tiv_is_not_money() -> None:
    for mistake in (
        lambda: ad.TIV(5) + ad.Money("1", "USD"),
        lambda: ad.Money("1", "USD") + ad.TIV(5),
        lambda: ad.TIV(5).to("USD"),
    ):
        with pytest.raises(ad.ArmsDealsError, match="TIV measures the volume of arms, not money"):
            mistake()


def test_how_long_until_delivery(reg: ad.Register) -> None:
    waits = an.durations(reg, "ordered", "first_delivery")
    curve = by(waits.survival(), "year")
    assert curve == {2: pytest.approx(3 / 12), 3: pytest.approx(1 / 12)}  # half have come after two years
    assert any("1 of 12 deals are open" in note for note in waits.notes)


def test_order_book(reg: ad.Register) -> None:
    found = by(an.order_book(reg), "recipient")
    assert found == {"Turkiye": 8, "India": 120, "Poland": 4000}


@pytest.mark.parametrize(
    ("parties", "basis", "size"),
    [
        ("state", "delivered", (9, 7, 0.0972)), ("state", "ordered", (11, 8, 0.0727)),
        ("all", "delivered", (15, 10, 0.0476)), ("all", "ordered", (17, 11, 0.0404)),
    ],
)  # fmt: skip
def test_networks(reg: ad.Register, parties: Any, basis: str, size: tuple[int, int, float]) -> None:
    net = an.network(reg, basis=basis, parties=parties)
    assert (len(net.nodes), len(net.edges), round(net.density, 4)) == size
    shared = {("state", "delivered"): "1,436 million TIV of it", ("all", "delivered"): "1,437 million TIV of it"}.get(
        (parties, basis), ""
    )
    assert any(note.startswith(f"{shared} are told for several years") for note in net.notes) is bool(shared)


def test_a_network_comes_back_equal_from_a_file(reg: ad.Register, tmp_path: Path) -> None:
    nx: Any = pytest.importorskip("networkx", reason="networkx is not installed")
    net = an.network(reg, basis="delivered", parties="state")
    net.write(tmp_path / "arms.graphml")
    graph, back = net.to_networkx(), nx.read_graphml(tmp_path / "arms.graphml")
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert sorted(back.edges(data=True), key=str) == sorted(graph.edges(data=True), key=str)
    assert {name: graph.nodes["Germany"][name] for name in ("kind", "cow", "iso3")} == {
        "kind": "STATE", "cow": 255, "iso3": "DEU",
    }  # fmt: skip


def test_a_panel_has_a_row_for_each_pair_of_living_states_and_loses_nothing(reg: ad.Register) -> None:
    found = an.panel(reg, years=(1990, 2018), unit="dyad", code="cow", basis="delivered")
    # Viet Nam 80 in 1990, France's 30 in 2012, and 16 for Turkiye; all else is earlier, later, or of no state.
    assert sum(cell.value for cell in found.held.values()) == pytest.approx(126)
    assert sum(one.value for one in found.lost) == pytest.approx(1597 - 126)
    assert any(
        note.startswith("96 million TIV of it are told for several years together") for note in found.notes
    )  # 80 and 16


def test_a_panel_has_no_row_for_a_state_that_does_not_exist(reg: ad.Register) -> None:
    rows = an.panel(reg, years=(1988, 1993), unit="state", code="cow", basis="delivered").to_arrow().to_pylist()
    assert [row["year"] for row in rows if row["state"] == 265] == [1988, 1989, 1990]  # East Germany
    assert [row["year"] for row in rows if row["state"] == 369] == [1991, 1992, 1993]  # Ukraine
    assert {row["value"] for row in rows if row["state"] == 816} == {0, 80}  # Viet Nam


@pytest.mark.parametrize(
    ("description", "group"),
    [
        ("tanker/transport ac", "aircraft"), ("OPV", "ship"), ("tank destroyer", "vehicle"), ("anti-tank missile", "missile"),
        ("anti-ship missile", "missile"), ("something else", None),
    ],
)  # fmt: skip
def test_weapon_groups_match_whole_descriptions(description: str, group: str | None) -> None:
    assert an.WEAPONS.find(description) == group


class TestMerging:
    def test_a_later_printing_changes_no_sum_of_what_it_tells_alike(self, reg: ad.Register, tmp_path: Path) -> None:
        text = (SAMPLES / "mini_register.csv").read_text("ascii").replace("1 Jan 2026", "1 Feb 2027")
        (tmp_path / "later.csv").write_text(text.replace("unknown recipient(s)", "Oman"), "ascii")
        later = ad.try_read(tmp_path / "later.csv", source="sipri").register
        merged = reg.merge(later)
        assert (len(merged.matches), len(merged.register)) == (11, 13)  # nobody can say that Oman was the unknown one
        assert an.volumes(merged.register, basis="delivered").column("value") == (1598,)
        ordered = an.volumes(merged.register, basis="ordered")
        assert ordered.column("value") == (5726,)
        assert any(note.startswith("11 figures ordered have a stronger rival") for note in ordered.notes)
        assert by(an.order_book(merged.register), "recipient") == {"Turkiye": 8, "India": 120, "Poland": 4000}
        assert merged.split() == (reg, later)

    def test_yearly_rows_of_the_same_deal_add_nothing(self, reg: ad.Register) -> None:
        merged = reg.merge(ad.try_read(SAMPLES / "mini_deliveries.csv", source="sipri").register)
        assert len(merged.register) == 12
        for basis, volume in (("delivered", 1597), ("ordered", 5725)):
            assert an.volumes(merged.register, basis=basis).column("value") == (volume,)

    def test_a_register_differs_from_itself_in_nothing(self, reg: ad.Register) -> None:
        assert len(ad.diff(reg, reg)) == 0


def test_frames_and_files_give_the_same_cells(reg: ad.Register, tmp_path: Path) -> None:
    pandas: Any = pytest.importorskip("pandas", reason="pandas is not installed")
    pytest.importorskip("polars", reason="polars is not installed")
    pq: Any = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    pq.write_table(reg.to_arrow("volumes"), tmp_path / "v.parquet")
    assert isinstance(reg.to_pandas("volumes"), pandas.DataFrame)
    expected = by(an.volumes(reg, by=("supplier", "year"), basis="delivered"), "supplier", "year")
    for held in (
        reg.to_pandas("volumes"), reg.to_polars("volumes"), reg.to_arrow("volumes"), tmp_path / "v.parquet",
    ):  # fmt: skip
        assert by(an.volumes(held, by=("supplier", "year"), basis="delivered"), "supplier", "year") == pytest.approx(
            expected
        )


def test_an_answer_tells_its_source_and_never_money(reg: ad.Register, tmp_path: Path) -> None:
    found = an.volumes(reg, by="supplier", basis="delivered")
    assert "2026-01-01" in found.cite()
    found.write(tmp_path / "t.csv")
    written = (tmp_path / "t.csv").read_text("utf-8")
    assert written.splitlines()[0] == "supplier,value,low,high,share_estimated,basis,unit"
    for text in (str(found), found.cite(), found._repr_html_(), written):
        assert "$" not in text
        assert "USD" not in text
