"""Folders: one file for each deal, what they share, and what only shows when all are read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from armsdeals import strategies
from armsdeals._desk import read, try_read, write
from armsdeals.errors import InvalidDeals, InvalidValue, UnreadableInput
from armsdeals.issues import Issues
from armsdeals.model.deal import Deal
from armsdeals.register.register import Register

SHARED = """\
armsdeals: 1
sources:
  tass: TASS, 2020-08-23, https://example.org/1
  never: A paper nobody cites, 2020
parties:
  arsenal: Arsenal Works (Russia)
systems:
  bastion: {designation: Bastion-P, nato_name: SSC-5}
"""
ONE = "parties:\n  supplier: arsenal\nlines:\n  a:\n    system: bastion\n    ordered: 4 @tass\nlinks:\n  part of: two\n"
TWO = "title: Two\nhistory:\n- 2017 talks @own\nsources:\n  own: A paper, https://example.org/2\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "deals"
    (place / "deeper").mkdir(parents=True)
    (place / "_shared.yaml").write_text(SHARED, encoding="utf-8")
    (place / "two.yaml").write_text(TWO, encoding="utf-8")
    (place / "deeper" / "one.yml").write_text(ONE, encoding="utf-8")
    (place / "_draft.yaml").write_text("not: a deal", encoding="utf-8")
    (place / ".hidden.yaml").write_text("not: a deal", encoding="utf-8")
    (place / "notes.txt").write_text("not a deal", encoding="utf-8")
    return place


def said(folder: Path) -> list[str]:
    return [f"{Path(issue.file).name}:{issue.line}: {issue.code}" for issue in try_read(folder).issues]


def test_a_folder_is_read_in_the_order_of_its_paths(folder: Path) -> None:
    assert read(folder).ids == ("one", "two")
    assert read(f"{folder}/") == read(folder)


def test_what_is_shared_is_named_by_its_key(folder: Path) -> None:
    deal = read(folder)["one"]
    assert (deal.parties[0].name, str(deal.parties[0].country)) == ("Arsenal Works", "Russia")
    assert (deal.lines[0].system.designation, deal.lines[0].system.nato_name) == ("Bastion-P", "SSC-5")
    assert deal.lines[0].quantities[0].evidence[0].publisher == "TASS"


def test_a_file_that_is_read_alone_may_name_what_its_folder_shares(folder: Path) -> None:
    (folder / "one.yaml").write_text(ONE, encoding="utf-8")
    assert read(folder / "one.yaml")["one"].lines[0].quantities[0].evidence[0].publisher == "TASS"
    assert try_read(folder / "one.yaml").issues == Issues()


def test_a_file_or_folder_below_is_read_alone_with_what_the_folder_above_shares(folder: Path) -> None:
    whole = read(folder)["one"]
    assert read(folder / "deeper" / "one.yml")["one"] == whole
    assert read(folder / "deeper")["one"] == whole


def test_the_nearest_folder_that_shares_something_counts(folder: Path) -> None:
    (folder / "deeper" / "_shared.yaml").write_text(SHARED.replace("Arsenal Works", "Other Works"), encoding="utf-8")
    assert read(folder / "deeper" / "one.yml")["one"].parties[0].name == "Other Works"


def test_what_stands_above_a_repository_or_too_far_up_is_not_shared(folder: Path) -> None:
    (folder / "deeper" / ".git").mkdir()
    assert [issue.code for issue in try_read(folder / "deeper" / "one.yml").issues.errors] == ["unknown-source"]
    far = folder.joinpath(*"abcdefgh")
    far.mkdir(parents=True)
    for place, names in ((far, ["Arsenal Works"]), (far / "i", ["arsenal"])):
        place.mkdir(exist_ok=True)
        (place / "z.yaml").write_text("parties:\n  supplier: arsenal\n", encoding="utf-8")
        assert [party.name for party in read(place / "z.yaml")["z"].parties] == names


def test_a_file_that_is_read_alone_may_not_declare_again_what_its_folder_shares(folder: Path) -> None:
    file = folder / "two.yaml"
    file.write_text("title: Two\nsources:\n  tass: Another, 2020\n", encoding="utf-8")
    assert [issue.code for issue in try_read(file).issues.errors] == ["duplicate-key"]


def test_a_fault_in_what_is_shared_is_told_of_a_file_that_is_read_alone(folder: Path) -> None:
    (folder / "_shared.yaml").write_text("sources: [\n", encoding="utf-8")
    (found,) = try_read(folder / "two.yaml").issues.errors
    assert (Path(found.file).name, found.code) == ("_shared.yaml", "unreadable")


def test_sources_are_looked_at_together(folder: Path) -> None:
    assert said(folder) == ["_shared.yaml:4: never-cited", "two.yaml:5: undated-source"]


def test_the_same_link_under_two_keys_is_a_remark(folder: Path) -> None:
    (folder / "three.yaml").write_text(
        "history:\n- 2017 talks @b\nsources:\n  b: B, 2020, https://example.org/2\n", encoding="utf-8"
    )
    assert "two.yaml:5: same-link" in said(folder)


def test_what_is_shared_is_looked_at_like_any_other_source(folder: Path) -> None:
    (folder / "_shared.yaml").write_text(SHARED.replace(", 2020\n", "\n"), encoding="utf-8")
    (folder / "two.yaml").write_text(
        TWO.replace("A paper,", "A paper, 2017,").replace("/2\n", "/1\n"), encoding="utf-8"
    )
    assert said(folder) == ["_shared.yaml:4: undated-source", "_shared.yaml:4: never-cited", "two.yaml:5: same-link"]


def test_a_key_that_is_declared_in_both_places_is_refused(folder: Path) -> None:
    (folder / "two.yaml").write_text("title: Two\nsources:\n  tass: Another, 2020\n", encoding="utf-8")
    assert "two.yaml:3: duplicate-key" in said(folder)


def test_two_deals_of_one_id_are_refused_and_both_places_named(folder: Path) -> None:
    (folder / "deeper" / "two.yaml").write_text("title: Again\n", encoding="utf-8")
    with pytest.raises(InvalidDeals, match=r"two deals are called 'two' \(first in '.*deeper/two.yaml:1'\)") as caught:
        read(folder)
    found = caught.value.issues.errors[0]  # type: ignore[attr-defined]
    assert (Path(found.file), found.line, found.column) == (folder / "two.yaml", 1, 1)


def test_two_deals_of_one_id_are_refused_with_the_lines_of_both(folder: Path) -> None:
    (folder / "deeper" / "more.yaml").write_text(
        "deals:\n  a:\n    title: A\n  two:\n    title: Again\n", encoding="utf-8"
    )
    (folder / "two.yaml").write_text("title: Two\nid: two\n", encoding="utf-8")
    (found,) = try_read(folder).issues.errors
    assert "more.yaml:4'" in found.message
    assert (Path(found.file), found.line) == (folder / "two.yaml", 2)


def test_all_faults_of_a_folder_are_told_in_one_run(folder: Path) -> None:
    (folder / "two.yaml").write_text("price: 3,4 bn USD\n", encoding="utf-8")
    (folder / "three.yaml").write_text("title: a: b\n", encoding="utf-8")
    (folder / "_shared.yaml").write_text(f"{SHARED}sytems: {{}}\n", encoding="utf-8")
    assert said(folder) == ["_shared.yaml:9: unknown-key", "three.yaml:1: not-read", "two.yaml:1: not-read"]


def test_a_folder_without_deals_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="is a folder without deals"):
        read(tmp_path)


@pytest.mark.parametrize("style", ["long", "short"])
def test_a_register_is_written_as_one_file_for_each_deal(folder: Path, tmp_path: Path, style: str) -> None:
    register = read(folder)
    write(register, f"{tmp_path}/out/", style=style)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["one.yaml", "two.yaml"]
    again = read(tmp_path / "out")
    assert again.deals == register.deals


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=15)
@given(register=strategies.registers())
def test_law_a_register_in_a_folder_reads_back_equal(
    tmp_path_factory: pytest.TempPathFactory, register: Register
) -> None:
    place = tmp_path_factory.mktemp("folder")
    if register == Register() or "register" in register.ids:
        return
    write(register, f"{place}/", style="short")
    again = read(place)
    assert {deal.id: deal for deal in again} == {deal.id: deal for deal in register}
    assert (set(again.sources), again.events) == (set(register.sources), register.events)


@pytest.mark.parametrize("style", ["long", "short"])
def test_a_folder_has_the_order_of_the_ids_whatever_order_was_written(tmp_path: Path, style: str) -> None:
    register = Register([Deal(id=name) for name in ("b", "a-b", "a.b", "a", "a-b.c")])
    write(register, f"{tmp_path}/x/", style=style)
    again = read(tmp_path / "x")
    assert again.ids == ("a", "a-b", "a-b.c", "a.b", "b")
    assert again == Register(sorted(register, key=lambda deal: deal.id))
    assert again != register


def test_a_source_that_is_in_neither_place_is_told_with_both(folder: Path) -> None:
    (folder / "a.yaml").write_text("history:\n- 2017 talks @nope\n", encoding="utf-8")
    (said,) = [one.message for one in try_read(folder / "a.yaml").issues if one.code == "unknown-source"]
    assert said == "no source 'nope' in this file or _shared.yaml"


def test_a_folder_that_is_not_there_yet_is_told_to_end_with_a_slash(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="a slash at the end of a folder that is not there yet"):
        write(read(folder), tmp_path / "new")
    write(read(folder), f"{tmp_path / 'new'}/")
    assert read(tmp_path / "new") == read(folder)


def test_a_file_that_somebody_typed_is_not_overwritten_unasked(folder: Path) -> None:
    register = read(folder)
    before = (folder / "two.yaml").read_bytes()
    with pytest.raises(InvalidValue, match="holds comments or short forms that somebody typed"):
        write(register, folder)
    assert (folder / "two.yaml").read_bytes() == before
    assert not (folder / "one.yaml").exists()
    write(register["two"], folder, overwrite=True)
    assert (folder / "two.yaml").read_bytes() != before


@pytest.mark.parametrize(
    ("text", "is_typed"),
    [
        ("armsdeals: 1\ndeals: []\n", False), ("armsdeals: 1\ndeals: [] # none yet\n", True), ("# mine\n", True),
        ("armsdeals: 1\ndeals:\n- id: a\n  title: 'no # comment'\n", False), ("title: a: b\n", True),
        ("armsdeals: 1\ndeals:\n- id: a\n  price: 1 m USD\n", True), ("armsdeals: 1\ndeals: {a: {title: b}}\n", True),
    ],
)  # fmt: skip
def test_what_counts_as_typed_by_somebody(tmp_path: Path, text: str, *, is_typed: bool) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    refused = False
    try:
        write(Register(), path)
    except InvalidValue as error:
        refused = error.code == "typed-file"
    assert refused is is_typed


@pytest.mark.parametrize(
    ("shared", "file", "line"),
    [
        ("parties: x\n", "_shared.yaml", 1),
        ("systems: [x]\n", "_shared.yaml", 1),
        ("systems:\n  s5: F-16 (Block\n", "a.yaml", 4),
    ],
)
def test_what_a_folder_shares_and_cannot_be_read_is_told(tmp_path: Path, shared: str, file: str, line: int) -> None:
    (tmp_path / "_shared.yaml").write_text(shared, encoding="utf-8")
    (tmp_path / "a.yaml").write_text("title: A\nlines:\n  l:\n    system: s5\n", encoding="utf-8")
    (issue,) = try_read(tmp_path).issues
    assert (Path(issue.file).name, issue.line) == (file, line)
    assert issue.code in ("wrong-type", "not-read")
