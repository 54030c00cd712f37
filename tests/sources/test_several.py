"""Several files of one publisher: no deal is lost because another file has its id, and none is counted twice."""

from pathlib import Path

import pytest

import armsdeals as ad

HEAD = (
    "Deals with deliveries made for the year range '2000' to '2025'\nSource: made up here\n"
    "Data generated: 1 Jan 2026 9:00:00 AM\n"
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons\n"
)
ROW = "{},Sweden,2014,,3,,{},UAV,3,,2016,New,,3,9,9\n"


@pytest.fixture(autouse=True)
def in_a_folder_with_registers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("To Norway.csv").write_text(HEAD + ROW.format("Norway", "Drone-5"), "utf-8")
    Path("to-chile.csv").write_text(HEAD + ROW.format("Chile", "Boat-2"), "utf-8")
    Path("both.csv").write_text(HEAD + ROW.format("Norway", "Drone-5") + ROW.format("Chile", "Boat-2"), "utf-8")


def test_deals_of_two_files_that_have_one_line_number_are_kept_apart() -> None:
    reading = ad.try_read(["To Norway.csv", "to-chile.csv"], source="sipri")
    assert reading.register.ids == ("sipri-2026-01-01-line-5", "sipri-2026-01-01-line-5-to-chile")
    assert [deal.recipients[0].name for deal in reading.register] == ["Norway", "Chile"]
    assert str(reading.counts) == "2 lines: 2 used, 0 joined to the line before, 0 refused, 0 skipped"
    assert [(one.code, one.file, one.severity) for one in reading.issues] == [
        ("id-twice", "to-chile.csv", ad.Severity.INFO)
    ]


def test_a_deal_that_stands_equal_in_two_files_is_kept_once() -> None:
    reading = ad.try_read(["To Norway.csv", "both.csv"], source="sipri")
    assert reading.register.ids == ("sipri-2026-01-01-line-5", "sipri-2026-01-01-line-6")
    assert [one.message for one in reading.issues] == ["holds 1 deal of an earlier file, kept once"]


def test_three_files_with_one_id_give_three_ids() -> None:
    Path("more").mkdir()
    Path("more/to-chile.csv").write_text(HEAD + ROW.format("Peru", "Boat-2"), "utf-8")
    register = ad.read(["To Norway.csv", "to-chile.csv", "more/to-chile.csv"], source="sipri")
    assert [name.removeprefix("sipri-2026-01-01-line-5") for name in register.ids] == ["", "-to-chile", "-to-chile-2"]


def test_two_typed_files_with_one_id_are_a_fault_as_before() -> None:
    Path("a.yaml").write_text("id: norland\ntitle: one\n", "utf-8")
    Path("b.yaml").write_text("id: norland\ntitle: another\n", "utf-8")
    with pytest.raises(ad.InvalidDeals, match="two deals are called 'norland'"):
        ad.read(["a.yaml", "b.yaml"])
