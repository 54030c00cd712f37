"""One run tells all faults: those below a head that is not read, and the names that a deal with other faults does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from armsdeals._desk import try_read

HEAD = "title: T\nlines:\n  k:\n    system: S-400\n"  # four lines
TAIL = "sources:\n  s: S, 2017\n"
INKED = "6:8 'inked' is not a word here; write signed"


def told(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "t.yaml"
    path.write_text(f"{HEAD}{text}{TAIL}", encoding="utf-8")
    return [f"{issue.line}:{issue.column} {issue.message}" for issue in try_read(path).issues.errors]


@pytest.mark.parametrize(
    ("below", "said"),
    [
        ("  confidence: HIHG\n", "7:15 'HIHG' is not a confidence"),
        ("  said: 2017-13-01\n", "7:9 '2017-13-01' has no month 13 (expected 01 to 12)"),
        ("  spoke: Modi\n", "7:3 is not a field here"),
        ("  page: 4\n", "7:3 a page belongs to its source; tell it there, such as daily: {publisher: A daily, locator: page 3}"),
        ("  says: x\n  speaker: y\n", "8:3 stands twice in one object (first in line 7)"),
        ("  deliveries:\n  - many of k\n", "8:5 'many' is no number (expected one such as 14, ~14, 14?, 10..12, about 14, at least 10 or up to 36)"),
        ("  deliveries:\n  - 3 of nope\n", "8:5 no line is called 'nope'"),
        ("  termination: {by: RECIPENT}\n", "7:21 'RECIPENT' is not an end actor"),
        ("  2018 talks: y\n", "7:3 a second head stands in this item; begin it with '- ' on a line of its own"),
        ("  retracts: nobody\n", "7:13 a claim retracts 'nobody', and none is called so"),
        ("- 2018 inkd (kk), low confidence @s\n", ["7:8 'inkd' is not a word", "7:14 no line or tranche is called 'kk'"]),
        ("- [2018 inkd @s, 2019 inkd]\n", ["7:3 several items stand", "7:9 'inkd' is", "7:23 'inkd' is"]),
        ("- 2018 talks (kk)\n", "7:15 no line or tranche is called 'kk'; did you mean k?"),
        ("- 2018 talks:\n  id: a\n- 2018 signed:\n  id: a\n", "10:7 two claims are called 'a'; an id names one"),
    ],
)  # fmt: skip
def test_a_head_that_is_not_read_hides_nothing_below_it(tmp_path: Path, below: str, said: str | list[str]) -> None:
    first, *others = told(tmp_path, f"history:\n- 2017 inked @s:\n{below}")
    assert first == INKED
    wanted = [said] if isinstance(said, str) else said
    assert [one[: len(start)] for one, start in zip(others, wanted, strict=True)] == wanted


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("history:\n- 2017 inked @nope @s @no", ["6:8", "6:15", "6:24"]),
        ("history:\n- '2017 inked @nope'", ["6:9", "6:16"]),
        ("history:\n- 2017 inked @nope: x", ["6:8", "6:15"]),
        ("history:\n- 2017 inked @s:x", ["6:8", "6:15"]),
        ("history:\n- 2017 signed @nope @nope", ["6:21"]),  # the fault is among them, so nobody knows which are meant
        ("price:\n- 3 bn @nope:\n  confidence: HI", ["6:8", "6:9", "7:15"]),
        ("financing:\n- 45 % advnce @nope:\n  rate: 0,5", ["6:8", "6:16", "7:9"]),
        ("    ordered:\n    - many @nope:\n      confidence: HI", ["6:7", "6:13", "7:19"]),
    ],
)
def test_the_sources_of_a_head_that_is_not_read_are_looked_up(tmp_path: Path, item: str, said: list[str]) -> None:
    assert [one.partition(" ")[0] for one in told(tmp_path, f"{item}\n")] == said


@pytest.mark.parametrize(
    "below",
    [
        "  instrument: {form: x}\n  id: a\n- 2018 talks:\n  retracts: a\n",  # the head may have said which document it was
        "  says:\n  quote: unknown\n  said: 2017-02\n",
    ],
)
def test_what_a_head_that_is_not_read_may_say_is_not_missed(tmp_path: Path, below: str) -> None:
    assert told(tmp_path, f"history:\n- 2017 inked @s:\n{below}") in ([INKED], [INKED, "7:16 is not a field here"])


@pytest.mark.parametrize(
    "text",
    [
        "  l: [S-300]\nhistory:\n- 2017 inked (l)\n- 2018 talks (m)\n",  # the line is there, and may be called anything
        "history:\n- 2017 talks: a: b\n  id: a\n- 2018 talks:\n  retracts: a\n- 2018 inked\n",
        "tranches: 3\nhistory:\n- 2018 talks (m)\n",
    ],
)
def test_a_name_is_not_missed_where_it_may_stand_in_what_is_not_read(tmp_path: Path, text: str) -> None:
    assert not [one for one in told(tmp_path, text) if "called" in one]
