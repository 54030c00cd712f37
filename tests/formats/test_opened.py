"""The straight way of folders: what it is not sure of, it leaves to the careful way."""

from pathlib import Path

import pytest

import armsdeals as ad

TWICE = {
    "id: d7\nid: d7\n": ["duplicate-key"],
    "title: x\ntitle: y\n": ["duplicate-key"],
    "sources:\n  tass: TASS, 2017-09-12\nsources:\nnote: x\n": None,  # which ended in a KeyError
}


@pytest.mark.parametrize("text", TWICE)
def test_one_of_many_files_with_a_key_twice_is_read_as_it_is_alone(text: str, tmp_path: Path) -> None:
    for number in range(40):  # so many that clean files go the straight way
        (tmp_path / f"d{number}.yaml").write_text(text if number == 7 else "title: x\n", "utf-8")
    alone, together = ad.try_read(tmp_path / "d7.yaml"), ad.try_read(tmp_path)
    assert [str(issue) for issue in together.issues.errors] == [str(issue) for issue in alone.issues.errors]
    assert TWICE[text] in (None, [issue.code for issue in together.issues.errors])
