"""Checking many files: the same findings whatever shares the work, each in its line, and progress for who looks on."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from armsdeals._desk import try_read
from armsdeals.checks.run import check
from armsdeals.cli import folder_check
from armsdeals.cli.main import main
from armsdeals.cli.progress import Progress
from armsdeals.cli.two_processes import in_two
from armsdeals.formats.opened import Straight, open_folder
from armsdeals.wire.document import read_document
from armsdeals.wire.fast_tree import fast_register
from armsdeals.wire.limits import DEFAULT_LIMITS
from armsdeals.wire.tree import at, node_of

FILES = 120  # enough for two processes
SHARED = "sources:\n  tass: TASS, 2020-08-23\n  never: A paper that nobody cites, 2020\n"
DEAL = """\
title: Deal {number}
parties:
  supplier: Arsenal Works (Russia)
  recipient: Norway
lines:
  first:
    system: Bastion-P
    ordered: {number} launchers @tass
price: {number} m USD contract
history:
  - 2016-11~ talks @tass: in the capital
  - 2019 signed contract @own-{number}
links:
  competes with: [deal-{other:03}, deal-9999]
sources:
  own-{number}: A paper, 2018-05-01
"""
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "deals"
    place.mkdir()
    (place / "_shared.yaml").write_text(SHARED, encoding="utf-8")
    for number in range(1, FILES + 1):
        text = DEAL.format(number=number, other=number % FILES + 1)
        (place / f"deal-{number:03}.yaml").write_text(text, encoding="utf-8")
    return place


def found(folder: Path, capsys: Capture) -> list[str]:
    main(["check", str(folder)])
    return [line.removeprefix(f"{folder.as_posix()}/") for line in capsys.readouterr().out.splitlines()]


def test_every_finding_of_a_folder_has_its_line(folder: Path, capsys: Capture) -> None:
    lines = [line for line in found(folder, capsys) if line.startswith("deal-007.yaml")]
    assert [line.partition(": ")[0] for line in lines] == [
        "deal-007.yaml:9:8", "deal-007.yaml:12:5", "deal-007.yaml:14:3", "deal-007.yaml:14:29",
    ]  # fmt: skip
    assert [line.partition("[")[2].partition("].")[0] for line in lines] == ["0", "0", "0", "0"]
    assert [line.split()[1] for line in lines] == ["EVI-001", "EVI-003", "ACR-002", "ACR-001"]


def test_a_history_and_its_events_stand_where_they_do_in_the_long_form(folder: Path) -> None:
    opened = open_folder(folder.as_posix())
    looked = opened.look(opened.names[6])
    assert isinstance(looked, Straight)
    path = ("deals", 0, "history")
    marks = [looked.long.mark(one) for one in (path, (*path, 1), (*path, 1, "when"))]
    assert marks == [(11, 3), (12, 5), (12, 5)]
    places = [at(looked.long.tree, one) for one in (path, (*path, 1), (*path, 1, "when"))]
    assert marks == [(place.line, place.column) for place in places]


def test_two_processes_find_what_one_finds(folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    call = [sys.executable, "-m", "armsdeals", "check", str(folder)]  # which has no other thread, as a test may have
    done = subprocess.run(call, capture_output=True, check=False, encoding="utf-8", timeout=60)  # noqa: S603
    both = [line.removeprefix(f"{folder.as_posix()}/") for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (1, "120 warnings, 361 remarks in 120 files\n")
    monkeypatch.setattr(folder_check, "_MANY", FILES + 1)
    assert found(folder, capsys) == both
    assert "_shared.yaml:3:3: never-cited info: sources.never: no claim cites this source" in both


def test_the_findings_are_those_of_the_register(folder: Path, capsys: Capture) -> None:
    reading = try_read(folder)
    told = sorted(issue.code for issue in (*reading.issues, *check(reading.register)))
    assert sorted(line.split()[1] for line in found(folder, capsys)) == told


def test_a_fault_in_one_file_is_told_with_all_others(folder: Path, capsys: Capture) -> None:
    (folder / "deal-003.yaml").write_text("price: 3,4 bn USD\n", encoding="utf-8")
    (folder / "deal-119.yaml").write_text("title: a: b\n", encoding="utf-8")
    (folder / "zz.yaml").write_text("id: deal-118\ntitle: Twice\n", encoding="utf-8")
    lines = [line for line in found(folder, capsys) if " info: " not in line and " warning: " not in line]
    assert [line.partition(": ")[0] for line in lines] == ["deal-003.yaml:1:8", "deal-119.yaml:1:9", "zz.yaml:1:5"]
    assert "deal-118.yaml:1'" in lines[-1]


def test_short_forms_in_one_file_have_lines_too(folder: Path, capsys: Capture) -> None:
    (folder / "_shared.yaml").unlink()
    main(["check", str(folder / "deal-007.yaml")])
    assert (
        "deal-007.yaml:8:27: unknown-source deals[0].lines[0].quantities[0].evidence[0]: no source 'tass'"
        in capsys.readouterr().out
    )
    path = folder / "alone.yaml"
    path.write_text("title: Alone\nhistory:\n- 2017 talks\n", encoding="utf-8")
    main(["check", str(path)])
    assert f"{path}:3:3: EVI-001 info: deals[0].history[0]: names neither" in capsys.readouterr().out


def test_progress_is_told_on_standard_error_alone(folder: Path, capsys: Capture) -> None:
    main(["check", str(folder), "--json"])
    plain = capsys.readouterr()
    assert "\r" not in plain.err
    main(["check", str(folder), "--json", "--progress"])
    told = capsys.readouterr()
    assert told.out == plain.out
    assert len(json.loads(told.out)) > FILES
    assert f"checking {folder.name}: " in told.err
    assert f" of {FILES}" in told.err
    assert told.err.endswith(plain.err)  # the line is gone before the sum is told


def test_a_terminal_is_told_unasked_and_nobody_else() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, is_told in ((Terminal(), True), (io.StringIO(), False)):
        progress = Progress(stream)
        progress.show_part("checking", 1, 2)
        progress.end()
        assert bool(stream.getvalue()) is is_told


def test_a_line_of_progress_never_wraps_or_hides_something() -> None:
    stream = io.StringIO()
    progress = Progress(stream, is_asked=True, every=0)
    progress.show("checking " + "x" * 100 + "\x1b[31m")
    progress.show("short")
    assert all(len(part) < 80 for part in stream.getvalue().split("\r"))
    assert "\x1b" not in stream.getvalue()
    assert stream.getvalue().endswith("\rshort" + " " * 73)


@pytest.mark.parametrize(
    "fields",
    [
        {"title": 5}, {"titel": "x"}, {"note": None}, {"lines": "x"}, {"parties": [{"name": "A", "role": "nobody"}]},
        {"history": [{"when": "2017-02-30"}]}, {"history": [{"when": "2017", "evidence": ["nope"]}]},
        {"prices": [{"value": "1"}]}, {"history": [{"when": "2017", "back": "maybe"}]}, {"id": "Not A Slug"},
        {"title": "a\0b"}, {"evidence": {"a": {"publisher": "A"}}}, {"links": [{"kind": "cousin", "to": "b"}]},
    ],
)  # fmt: skip
def test_what_is_not_certainly_clean_goes_the_careful_way(fields: dict[str, object]) -> None:
    assert fast_register(node_of({"deals": [{"id": "demo"} | fields]}), DEFAULT_LIMITS) is None


def test_what_is_read_fast_equals_what_is_read_carefully(folder: Path) -> None:
    opened = open_folder(str(folder))
    for name in opened.names[:5]:
        found = opened.look(name)
        assert isinstance(found, Straight)
        node = found.long.tree
        fast = fast_register(node, DEFAULT_LIMITS, opened.common.table)
        careful, issues = read_document(node, needs_version=False, common=opened.common.table)
        assert fast == careful == found.looked().reading.register
        assert not issues


def test_a_copy_that_dies_leaves_its_work_to_the_other() -> None:
    me = os.getpid()

    def work(number: int) -> int:
        if os.getpid() != me:
            os._exit(3)
        return number * number

    assert list(in_two(work, range(500), lambda _: None)) == [number * number for number in range(500)]


def test_two_processes_give_what_one_gives_in_order() -> None:
    told: list[int] = []
    assert list(in_two(str, range(3_000), told.append)) == [str(number) for number in range(3_000)]
    assert told == sorted(told)


def test_a_fault_in_one_file_silences_no_check_of_the_others(folder: Path, capsys: Capture) -> None:
    before = found(folder, capsys)
    path = folder / "deal-003.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2019 signed", "2019 inked"), encoding="utf-8")
    after = found(folder, capsys)
    assert [line for line in after if line.startswith("deal-003.yaml")] == [
        "deal-003.yaml:12:10: not-read deals[0].history[1]: 'inked' is not a word here; write signed"
    ]
    others = [line for line in before if not line.startswith(("deal-002.yaml", "deal-003.yaml", "_shared"))]
    assert [line for line in after if not line.startswith(("deal-002.yaml", "deal-003.yaml"))] == others
    # That deal-003 does not answer the link of deal-002 cannot be said while it cannot be read.
    assert [line.split()[1] for line in after if line.startswith("deal-002.yaml")] == ["EVI-001", "EVI-003", "ACR-001"]


@pytest.mark.parametrize(
    "faulty",
    [
        "history:\n- 2017 inked\n", "title: [\n", "id: other\nhistory:\n- 2017 inked\n", "\0",
        "deals:\n  deal-900:\n    title: x: y\n  other:\n    title: [x\n", "deals: [{id: deal-900}, {id: other}\n",
    ],
)  # fmt: skip
def test_the_deals_of_a_file_with_a_fault_are_there_all_the_same(tmp_path: Path, capsys: Capture, faulty: str) -> None:
    (tmp_path / "deal-900.yaml").write_text(faulty, encoding="utf-8")
    linked = "other" if "other" in faulty else "deal-900"
    (tmp_path / "a.yaml").write_text(f"title: A\nlinks:\n  competes with: [nobody, {linked}]\n", encoding="utf-8")
    told = [line for line in found(tmp_path, capsys) if " ACR-" in line]
    assert told == ["a.yaml:3:19: ACR-001 info: deals[0].links[0].to: no deal here is called 'nobody'"]


def test_a_deal_that_is_called_as_one_with_a_fault_is_told(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.yaml").write_text("title: A\nhistory:\n- 2017 inked\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("title: B\nid: a\n", encoding="utf-8")
    told = [line.partition(" (")[0] for line in found(tmp_path, capsys) if " duplicate-id " in line]
    assert told == ["b.yaml:2:5: duplicate-id deals[0].id: two deals are called 'a'"]


def test_a_history_that_is_too_long_to_replay_is_told_in_its_file_and_hides_nothing(
    tmp_path: Path, capsys: Capture
) -> None:
    history = "".join(f"- 2017 signed: {number}\n" for number in range(1_001))
    (tmp_path / "long.yaml").write_text(f"title: Long\nhistory:\n{history}", encoding="utf-8")
    (tmp_path / "other.yaml").write_text("title: Other\nhistory:\n- 2017 inked\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    (told,) = [line for line in lines if " limit-exceeded " in line]
    assert told.startswith(
        f"{tmp_path.as_posix()}/long.yaml:3:1: limit-exceeded warning: deals[0].history: 1,001 events"
    )
    assert any("'inked' is not a word here" in line for line in lines)
    assert any("PAR-001" in line for line in lines)


def test_a_contender_of_a_competition_is_looked_for_in_every_file_of_a_folder(folder: Path, capsys: Capture) -> None:
    tender = "deals: []\ncompetitions:\n- {id: t, buyer: Turkey, contenders: [deal-001, nobody]}\n"
    (folder / "tender.yaml").write_text(tender, encoding="utf-8")
    told = [line for line in found(folder, capsys) if line.startswith("tender.yaml")]
    assert told == ["tender.yaml:3:49: ACR-005 info: competitions[0].contenders[1]: no deal here is called 'nobody'"]


def test_a_condition_on_another_deal_is_looked_for_in_every_file_of_a_folder(folder: Path, capsys: Capture) -> None:
    conditions = "".join(
        f"- condition on other deal by Norway: void once {to} is there\n  deal: {to}\n  stage: signed\n"
        for to in ("deal-001", "nobody", "broken")
    )
    told = f"constraints:\n- embargo by Norway\n{conditions}"
    (folder / "broken.yaml").write_text("title: [\n", encoding="utf-8")
    straight = folder / "deal-002.yaml"
    straight.write_text(straight.read_text(encoding="utf-8") + told, encoding="utf-8")
    assert isinstance(open_folder(str(folder)).look(str(straight)), Straight)
    (folder / "two.yaml").write_text(
        "deals:\n  one:\n    title: One\n  two:\n    title: Two\n"
        + "".join(f"    {line}\n" for line in told.splitlines()),
        encoding="utf-8",
    )
    lines = [line for line in found(folder, capsys) if " ACR-006 " in line]
    assert lines == [
        f"{where}.constraints[2].deal: no deal here is called 'nobody'"
        for where in ("deal-002.yaml:23:9: ACR-006 info: deals[0]", "two.yaml:12:13: ACR-006 info: deals[1]")
    ]
