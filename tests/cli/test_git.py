"""Typed files in git: a news item is two lines, and what it changes can be read as facts."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from armsdeals.cli.main import main

GIT = shutil.which("git")
TYPED = """\
title: Norland buys batteries
history:
  - 2016-11~ talks @daily: in the capital
sources:
  daily: A daily, 2016-12-01
"""
COMMAND = f"{shlex.quote(sys.executable)} -m armsdeals show --flat"
ATTRIBUTES = "deals/*.yaml diff=armsdeals\n"

Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository with one deal, set up as the guide says."""
    if GIT is None:
        pytest.skip("git is not installed here")
    program = GIT
    monkeypatch.chdir(tmp_path)
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path), "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
    }  # fmt: skip

    def run(*arguments: str) -> str:
        call = [program, *arguments]
        return subprocess.run(  # noqa: S603  # git, found above
            call, capture_output=True, check=True, env=environment, encoding="utf-8", timeout=60
        ).stdout

    Path("deals").mkdir()
    Path("deals/norland.yaml").write_text(TYPED, encoding="utf-8")
    Path(".gitattributes").write_text(ATTRIBUTES, encoding="utf-8")
    run("init", "--quiet")
    run("config", "diff.armsdeals.textconv", COMMAND)
    run("add", ".")
    run("commit", "--quiet", "--message", "one deal")
    return run


def changed(diff: str) -> list[str]:
    return [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_a_news_item_is_two_added_lines_of_the_file(git: Git) -> None:
    news = ["2017-09-12 signed @wire: on a day nobody names", "--source", "wire: A wire, 2017-09-29"]
    assert main(["add", "deals/norland.yaml", *news]) == 0
    assert changed(git("diff", "--no-textconv")) == [
        "+  - 2017-09-12 signed @wire: on a day nobody names",
        "+  wire: A wire, 2017-09-29",
    ]


def test_the_same_as_facts_says_what_stands_in_the_claim_and_when_it_was(git: Git) -> None:
    assert (
        main(["add", "deals/norland.yaml", "2017-09 signed @wire: at last", "--source", "wire: A wire, 2017-09-29"])
        == 0
    )
    assert changed(git("diff")) == [
        "+norland.history: when=2017-09 [2017-09-01..2017-09-30] stage=SIGNED instrument=unknown text=at last evidence=[A wire, 2017-09-29]",
    ]


def test_another_order_and_another_way_of_typing_is_no_difference_of_facts(git: Git) -> None:
    text = TYPED.replace("title: Norland buys batteries\n", "") + "title: 'Norland buys batteries'  # moved\n"
    Path("deals/norland.yaml").write_text(text, encoding="utf-8")
    assert changed(git("diff", "--no-textconv")) != []
    assert changed(git("diff")) == []


def test_a_file_with_a_fault_can_still_be_compared(git: Git) -> None:
    Path("deals/norland.yaml").write_text(TYPED + "price: 3,4 bn USD\n", encoding="utf-8")
    assert any(line.startswith("+deals[0].prices[0]: a comma is not read") for line in changed(git("diff")))
    Path("deals/norland.yaml").write_text("history: [", encoding="utf-8")
    assert any(line.startswith("+this is no YAML") for line in changed(git("diff")))


def test_what_the_folder_shares_is_known_though_git_shows_the_file_alone(git: Git) -> None:
    Path("deals/_shared.yaml").write_text("sources:\n  daily: A daily, 2016-12-01\n", encoding="utf-8")
    shared = TYPED.partition("sources:")[0]
    Path("deals/norland.yaml").write_text(shared, encoding="utf-8")
    git("config", "diff.armsdeals.textconv", f"{COMMAND} --shared deals/_shared.yaml")
    git("add", ".")
    git("commit", "--quiet", "--message", "what all share")
    Path("deals/norland.yaml").write_text(f"{shared}  - 2017-09-12 signed @daily\n", encoding="utf-8")
    assert changed(git("diff")) == [
        "+norland.history: when=2017-09-12 stage=SIGNED instrument=unknown evidence=[A daily, 2016-12-01]"
    ]


def test_a_change_of_what_the_folder_shares_is_seen(git: Git) -> None:
    shared = "sources:\n  daily: A daily, 2016-12-01\nparties:\n  nor: Norland Arms, company\nsystems:\n  b: {designation: Battery}\n"
    Path("deals/_shared.yaml").write_text(shared, encoding="utf-8")
    git("add", ".")
    git("commit", "--quiet", "--message", "shared")
    Path("deals/_shared.yaml").write_text(
        shared.replace("12-01", "12-02").replace("Battery", "Launcher"), encoding="utf-8"
    )
    assert changed(git("diff")) == [
        "-sources.daily: publisher=A daily published=2016-12-01",
        "-systems.b: designation=Battery",
        "+sources.daily: publisher=A daily published=2016-12-02",
        "+systems.b: designation=Launcher",
    ]


def test_a_change_of_the_link_of_a_source_is_seen(git: Git) -> None:
    for page in "12":
        text = TYPED.replace("2016-12-01", f"2016-12-01, https://example.org/{page}")
        Path("deals/norland.yaml").write_text(text, encoding="utf-8")
        git("commit", "--quiet", "--all", "--message", "link")
    assert changed(git("diff", "HEAD~1")) == [
        "-norland.sources.daily: publisher=A daily published=2016-12-01 link=https://example.org/1",
        "+norland.sources.daily: publisher=A daily published=2016-12-01 link=https://example.org/2",
    ]
