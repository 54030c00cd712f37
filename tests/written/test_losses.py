"""Nothing that is typed is lost in silence: words that look like comments, unknown keys, and what a name would swallow."""

from __future__ import annotations

from pathlib import Path

import pytest

from armsdeals._desk import dumps, loads, read, try_read
from armsdeals.errors import InvalidDeals
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.line import Line
from armsdeals.model.party import Party
from armsdeals.model.system import System
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence

LOST = 'the text ends at " #", where a comment begins'


def deal_of(text: str) -> Deal:
    return loads(f"id: demo\n{text}\n", "yaml")["demo"]


def fault_of(text: str) -> str:
    with pytest.raises(InvalidDeals) as caught:
        deal_of(text)
    (issue,) = caught.value.issues
    return issue.message


def in_history(item: str) -> str:
    return f"history:\n- {item}\nsources:\n  s: S, 2017"


@pytest.mark.parametrize(
    "text",
    [
        in_history("2018 talks @s: #4711 contract"), in_history('2018 talks @s: "Rostec" #4711 said so'),
        in_history("2018 talks @s: 'Rostec' #4711"), in_history("2018 talks @s: #4711 contract\n  says: x"),
        in_history("2018 talks @s: #4711 contract\n    says: x"), in_history("2018 talks @s: >- #4711\n    words"),
        in_history("#4711"), in_history("2018 talks @s:\n  quote: #4711"), "title: #NoArms", "title: \t#NoArms",
        "lines:\n  k:\n    system: X\n    ordered: #5", "history: [2018 talks] #4711", "title: x\nnote: {a: b} #4711",
    ],
)  # fmt: skip
def test_words_behind_a_hash_are_refused_wherever_a_value_stands(text: str) -> None:
    assert LOST in fault_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "title: # to be found", "title: x  # of it", "title: 'x' # of it", "# above\ntitle: x", "title: x\n#below",
        "history:  # any order\n- 2018 talks", "history: #any\n- 2018 talks", "history:\n#any\n- 2018 talks",
        in_history("2018 talks @s: ## x"), in_history("2018 talks @s:\n  #apart\n  says: x"), "title: 'a #4711'", "title: a#4711",
    ],
)  # fmt: skip
def test_a_comment_stays_a_comment(text: str) -> None:
    assert deal_of(f"{text}\nnote: there").note == "there"


def test_the_word_unknown_as_a_text_is_kept_in_every_place() -> None:
    deal = Deal(
        id="demo",
        title="unknown",
        note="unknown",
        parties=(Party("unknown", role="SUPPLIER", note="unknown"),),
        lines=(Line(id="k", system=System("unknown"), note="unknown"),),
        history=(
            Event(when="2018", stage="TALKS", text="unknown", evidence=(Evidence(id="s", publisher="unknown"),)),
            Event(when="2019", stage="TALKS", speaker="unknown", quote="unknown", text="x", evidence=(Evidence(id="s", publisher="unknown"),)),
        ),
    )  # fmt: skip
    register = Register([deal])
    assert loads(dumps(register, "yaml", style="short"), "yaml") == register
    assert loads(dumps(register, "yaml"), "yaml") == register


@pytest.mark.parametrize("nothing", ["", "unknown"])
def test_unknown_and_an_empty_place_say_nothing(nothing: str, tmp_path: Path) -> None:
    typed = (
        f"title: {nothing}\nnote: {nothing}\nparties: {nothing}\nlinks: {nothing}\nlines:\n  k:\n    system: X\n    note: {nothing}\n"
        f"history:\n- 2018 talks: {nothing}\n- 2019 talks:\n  says: {nothing}\n  role: {nothing}\n  quote: {nothing}\n"
    )
    plain = "lines:\n  k: X\nhistory:\n- 2018 talks\n- 2019 talks\n"
    assert deal_of(typed) == deal_of(plain)
    (tmp_path / "demo.yaml").write_text(typed)
    assert read(tmp_path / "demo.yaml")["demo"] == deal_of(plain)


@pytest.mark.parametrize("nothing", ["", "unknown"])
@pytest.mark.parametrize(
    "text",
    [
        "{key}: {nothing}\ntitle: x",
        "history:\n- 2018 talks:\n  {key}: {nothing}",
        "lines:\n  k:\n    system: X\n    {key}: {nothing}",
    ],
)
@pytest.mark.parametrize("key", ["foo", "sayz"])
def test_a_key_that_is_unknown_is_told_even_if_nothing_stands_there(
    text: str, key: str, nothing: str, tmp_path: Path
) -> None:
    typed = text.format(key=key, nothing=nothing)
    assert "is not a field here" in fault_of(typed)
    (tmp_path / "demo.yaml").write_text(typed)
    with pytest.raises(InvalidDeals, match=f"{key}: is not a field here"):
        read(tmp_path / "demo.yaml")


def test_a_head_without_words_below_another_item_is_not_lost() -> None:
    assert "a second head stands in this item" in fault_of("history:\n- 2018 talks: a\n  2019 signed:")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Foo (Russia), compny", "'compny' is no sort of party (did you mean company?); a name with commas or brackets is written {name: 'Foo (Russia), compny'}"),
        ("Foo, compny", "did you mean company?"),
        ("Russia, India", "'Russia, India' are 2 parties; write a list: [Russia, India]"),
        ("Foo (Russia) (India)", "two names of countries stand in brackets"),
        ("Foo, Russia", "a country stands in brackets: Foo (Russia)"),
        ("Foo (Russia), company, since 2010", "'since 2010' is no part of a name; write {name: ..., since: 2010}"),
        ("Foo until 2010-05, company", "'until 2010-05' is no part of a name; write {name: ..., until: 2010-05}"),
        ("Foo (Russia) Ltd", "'Ltd' is no sort of party"),
    ],
)  # fmt: skip
def test_a_name_of_a_party_swallows_no_country_and_no_sort(text: str, sentence: str) -> None:
    assert sentence in fault_of(f"parties:\n  supplier: {text}")
    (party,) = deal_of(f"parties:\n  supplier: {{name: '{text}'}}").parties
    assert (party.name, party.country) == (text, None)
    register = Register([Deal(id="demo", parties=(party,))])
    assert loads(dumps(register, "yaml", style="short"), "yaml") == register


@pytest.mark.parametrize(
    "text",
    ["Swiss Confederation (DDPS) (Switzerland), state", "Ministry of Defence, Procurement Agency", "Korea, South", "A (B) and C", "Saab / BAE (Sweden)"],
)  # fmt: skip
def test_a_name_of_a_party_may_hold_commas_and_brackets_of_its_own(text: str) -> None:
    assert len(deal_of(f"parties:\n  supplier: {text}").parties) == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("S-400 (Rusia)", "'Rusia' is no country known here; did you mean Russia?"),
        ("S-300PMU-1, later PMU-2", "'later PMU-2' does not read like a sort of goods"),
        ("S-400 (Russia) missile", "put a comma between (Russia) and 'missile'"),
    ],
)
def test_a_name_of_a_system_swallows_nothing(text: str, sentence: str) -> None:
    assert sentence in fault_of(f"lines:\n  k: {text}")
    (line,) = deal_of(f"lines:\n  k:\n    system: {{designation: '{text}'}}").lines
    assert line.system.designation == text


@pytest.mark.parametrize(
    "text",
    ["F-16 (Block 70), combat aircraft", "AH-64 (Guardian)", "M109 (upgraded), 155 mm howitzer", "EC725 (Cougar)"],
)
def test_a_name_of_a_system_may_hold_brackets_of_its_own(text: str) -> None:
    assert deal_of(f"lines:\n  k: {text}").lines[0].system.designation == text.partition(", ")[0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("S 2017-01-01", "a comma parts the date from the publisher: 'S, 2017-01-01'"),
        ("S; 2017-01-01", "a comma parts the date from the publisher: 'S, 2017-01-01'"),
        ("S, 28 January 2017", "'28 January 2017' is not read in dates; write 2017-01-28"),
        ("S, January 28, 2017", "'January 28, 2017' is not read in dates; write 2017-01-28"),
        ("S, Jan 2017", "'Jan 2017' is not read in dates; write 2017-01"),
        ("TASS, 20 May 2019, article", "write 2019-05-20"),
        ("S 01/02/2017", "'01/02/2017' is no date here"),
        ("S, 2017-02-30", "'2017-02-30' is no date here; there is no such day"),
        ("S, 2017-01-01, page 3", "'page 3' is not read here; write {publisher: 'S', published: 2017-01-01, locator: 'page 3'}"),
        ("S, p. 3", "write {publisher: 'S', locator: 'p. 3'}"),
        ("unknown", "unknown names no publisher; write unsourced"),
    ],
)  # fmt: skip
def test_a_publisher_swallows_no_date(text: str, sentence: str) -> None:
    assert sentence in fault_of(f"sources:\n  s: {text}\nhistory:\n- 2018 talks @s")


def test_a_publisher_whose_name_looks_like_a_date_is_written_out() -> None:
    register = Register(
        [Deal(id="demo", sources=(Evidence(id="s", publisher="17 May 2009"), Evidence(id="t", publisher="S, p. 3")))]
    )
    assert loads(dumps(register, "yaml", style="short"), "yaml") == register


@pytest.mark.parametrize("suffix", ["", ": words", ":\n  says: a minister"])
def test_an_item_that_stands_twice_is_told(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / "demo.yaml"
    file.write_text(f"history:\n- 2017 talks{suffix}\n- 2018 talks\n- 2017 talks{suffix}\n")
    (issue,) = (one for one in try_read(file).issues if one.code == "repeated-item")
    assert issue.path == ("deals", 0, "history", 2)
    assert "the same item stands in line 2" in issue.message


def test_items_that_differ_in_a_detail_are_two(tmp_path: Path) -> None:
    file = tmp_path / "demo.yaml"
    file.write_text("history:\n- 2017 talks:\n  says: a\n- 2017 talks:\n  says: b\n- 2017 talks\n")
    assert len(read(file)["demo"].history) == 3
