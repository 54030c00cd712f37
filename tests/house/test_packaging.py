"""What is handed out: metadata, licence, version, the two commands of the README and the checks that stand behind them."""

import os
import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

import armsdeals

MAIN_JOB = (
    "python3 -m venv .venv && .venv/bin/pip install -e '.[report]' && "
    ".venv/bin/armsdeals report turkey-air-defence --html turkey-air-defence.html"
)
TESTS = "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/python -m pytest"
COPYLEFT = re.compile(r"(?<![A-Z])A?GPL|GNU (Affero )?General Public", re.IGNORECASE)
LESSER = re.compile(r"LGPL|Lesser", re.IGNORECASE)


@pytest.fixture(scope="module")
def project(checkout: Path) -> dict[str, Any]:
    settings = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))
    project: dict[str, Any] = settings["project"]
    return project


@pytest.fixture(scope="module")
def readme(checkout: Path) -> str:
    return (checkout / "README.md").read_text("utf-8")


def requirement(text: str) -> str:
    """The name of the package that a requirement asks for."""
    found = re.match(r"[A-Za-z0-9._-]+", text)
    assert found
    return found.group()


def licence_of(package: str) -> str:
    """What an installed package says of its licence: the expression, the classifiers, the first words of the old field."""
    told = metadata.metadata(package)
    fields = ("License-Expression", "Classifier", "License")
    said = [
        text
        for name in fields
        for text in told.get_all(name) or []
        if name != "Classifier" or text.startswith("License")
    ]
    return "; ".join(text[:80] for text in said)  # the old field may hold the whole licence


def with_all_they_need(packages: set[str]) -> set[str]:
    """The packages that are installed, and what they pull in, leaving out what only their own extras ask for."""
    found: set[str] = set()
    todo = set(packages)
    while todo:
        package = todo.pop()
        try:
            needed = metadata.requires(package) or []
        except metadata.PackageNotFoundError:
            continue
        found.add(package.lower())
        todo |= {requirement(text) for text in needed if "extra ==" not in text} - found
        todo = {name for name in todo if name.lower() not in found}
    return found


def is_copyleft(licence: str) -> bool:
    return bool(COPYLEFT.search(licence)) and not LESSER.search(licence)


def test_the_licence_is_mit(project: dict[str, Any], checkout: Path) -> None:
    assert project["license"] == "MIT"
    assert "Permission is hereby granted, free of charge" in (checkout / "LICENSE").read_text("utf-8")


def test_types_are_handed_out(checkout: Path) -> None:
    assert (checkout / "src" / "armsdeals" / "py.typed").is_file()
    assert "Typing :: Typed" in (checkout / "pyproject.toml").read_text("utf-8")


def test_the_version_is_said_once_in_two_places(project: dict[str, Any]) -> None:
    assert project["version"] == armsdeals.__version__


def test_no_package_that_users_get_is_under_the_gpl(project: dict[str, Any]) -> None:
    tools = {"dev", "docs"}
    extras = [text for name, texts in project["optional-dependencies"].items() if name not in tools for text in texts]
    wanted = {requirement(text) for text in [*project["dependencies"], *extras]} - {"armsdeals"}
    packages = with_all_they_need(wanted)
    assert {"attrs", "pint", "pyyaml"} <= packages
    assert {name: licence_of(name) for name in packages if is_copyleft(licence_of(name))} == {}


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("GPL-3.0-only", True),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("AGPL-3.0-or-later", True),
        ("LGPL-3.0-only", False),
        ("BSD-3-Clause", False),
    ],
)
def test_a_copyleft_licence_is_recognised(licence: str, expected: bool) -> None:  # noqa: FBT001  # one row of a table
    assert is_copyleft(licence) is expected


def test_what_the_core_needs_is_what_was_decided(project: dict[str, Any]) -> None:
    needed = {requirement(text) for text in project["dependencies"]}
    assert needed == {"attrs", "msgspec", "pint", "python-dateutil", "pyyaml"}


def test_all_takes_in_every_extra_for_users(project: dict[str, Any]) -> None:
    extras = set(project["optional-dependencies"])
    (everything,) = project["optional-dependencies"]["all"]
    taken = set(re.split(r"[\[\],]", everything)[1:-1])
    assert extras - taken == {"all", "dev", "docs", "spark"}


@pytest.mark.parametrize("command", [MAIN_JOB, TESTS])
def test_the_readme_gives_each_command_alone_in_a_block(readme: str, command: str) -> None:
    assert re.search(rf"```(?:sh|bash|console)?\n{re.escape(command)}\n```", readme)


def test_the_checks_begin_with_the_test_command_of_the_readme(checkout: Path) -> None:
    script = (checkout / ".ci" / "run").read_text("utf-8")
    assert TESTS in script
    assert os.access(checkout / ".ci" / "run", os.X_OK)


def test_the_changelog_has_a_place_for_what_is_not_released_yet(checkout: Path) -> None:
    text = (checkout / "CHANGELOG.md").read_text("utf-8")
    headings = re.findall(r"^## .*$", text, re.MULTILINE)
    assert headings[0] == "## Unreleased"
    assert set(re.findall(r"^### (.*)$", text, re.MULTILINE)) <= {
        "Added",
        "Changed",
        "Deprecated",
        "Removed",
        "Fixed",
        "Security",
    }
