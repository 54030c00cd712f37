"""Files of each released version of the wire format: they are never edited, and are read for ever as they were written.

``samples/wire/v1`` holds what version 1 wrote: the same register in every form (``fields``), and files typed by hand.
``v1.sha256`` lists them as ``sha256sum`` prints it, and ``as_read`` holds what they say in canonical JSON of the newest
version. A field or class that is new comes in a file of its own beside them; a new version gets a folder of its own.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import armsdeals as ad
from armsdeals.plan import Shape, members_of, plan_of
from armsdeals.wire.document import document_tree
from armsdeals.wire.versions import VERSION

SAMPLES = Path(__file__).parents[1] / "samples" / "wire"
VERSIONS = [f"v{number}" for number in range(1, VERSION + 1)]
FILES = [path for version in VERSIONS for path in sorted((SAMPLES / version).iterdir())]
# Refused by the class itself: what did not happen is no event, no step and no part of a sum.
NEVER_SET = {("CompetitionStep", "absent"), ("Event", "absent"), ("Guarantee", "share")}


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def as_read(path: Path) -> bytes:
    stem = "fields" if path.stem.startswith("fields") else path.stem
    return (SAMPLES / "as_read" / f"{stem}.json").read_bytes()


@pytest.mark.parametrize("version", VERSIONS)
def test_no_file_of_a_version_is_edited_taken_away_or_unlisted(version: str) -> None:
    lines = (SAMPLES / f"{version}.sha256").read_text(encoding="ascii").splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    assert {path.name: sha256(path.read_bytes()).hexdigest() for path in (SAMPLES / version).iterdir()} == listed


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_has_files_of_every_form(version: str) -> None:
    names = {path.name for path in (SAMPLES / version).iterdir()}
    assert {"fields.json", "fields.jsonl", "fields.yaml", "fields-written.yaml"} <= names
    assert any(name.startswith("typed-") for name in names)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_file_of_every_version_is_read_without_a_fault(path: Path) -> None:
    reading = ad.try_read(path)
    assert reading.issues.errors == ()
    assert len(reading.register) > 0


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_file_says_what_it_said_when_it_was_written(path: Path) -> None:
    register = ad.read(path)
    assert document_tree(register) == json.loads(as_read(path))
    assert ad.dumps(register, format="json") == as_read(path)


@pytest.mark.parametrize("form", ["json", "jsonl", "yaml"])
def test_what_the_newest_version_writes_is_written_so_to_the_byte(form: str) -> None:
    folder = SAMPLES / VERSIONS[-1]
    register = ad.read(folder / "fields.json")
    assert ad.dumps(register, format=form) == (folder / f"fields.{form}").read_bytes()


def held_by(cls: Any) -> dict[str, Any]:
    """Every class with fields that stands somewhere below another."""
    found: dict[str, Any] = {}
    todo = [cls]
    while todo:
        one = todo.pop()
        if one.__name__ in found:
            continue
        found[one.__name__] = one
        for field in plan_of(one).fields:
            hint = field.hint.item or field.hint
            if hint.shape is Shape.UNION:
                todo += members_of(hint.cls).values()
            elif hint.shape in (Shape.OBJECT, Shape.CITED):
                todo.append(hint.cls)
    return found


def said_in(value: Any, held: dict[str, Any], said: set[tuple[str, str]]) -> None:
    """Gather every class and field that a value sets."""
    if isinstance(value, tuple):
        for one in value:
            said_in(one, held, said)
    elif type(value).__name__ in held:
        cls: Any = type(value)
        for field in plan_of(cls).fields:
            below = getattr(value, field.name)
            if field.is_required or field.hint.shape is Shape.TAG or below != field.default:
                said.add((type(value).__name__, field.name))
            said_in(below, held, said)


def test_every_field_of_every_class_stands_in_a_file_of_the_newest_version() -> None:
    """Add a file that sets what is missing beside the others, with its line in the list of sums; edit none."""
    held = held_by(ad.Register)
    fields = {(name, field.name) for name, cls in held.items() for field in plan_of(cls).fields}
    said: set[tuple[str, str]] = set()
    for path in (SAMPLES / VERSIONS[-1]).iterdir():
        said_in(ad.read(path), held, said)
    assert len(held) > 45
    assert fields - NEVER_SET - said == set()


def test_every_class_that_is_held_is_at_the_front_door() -> None:
    assert set(held_by(ad.Register)) <= set(ad.__all__)
