"""One law for every format: what is written and read again is equal, and writing it again gives the same bytes."""

import json
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.errors import ArmsDealsError, InvalidValue
from armsdeals.formats._base import FORMATS

NAMES = [form.name for form in FORMATS]
NAUGHTY = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpora" / "naughty-strings" / "cases.json"


@given(register=ads.registers(max_size=2), name=st.sampled_from(NAMES))
def test_law_a_register_comes_back_equal_and_its_bytes_are_stable(register: ad.Register, name: str) -> None:
    data = ad.dumps(register, name)
    again = ad.loads(data, name)
    assert again == register
    assert ad.dumps(again, name) == data


@given(register=ads.registers(max_size=2), chain=st.permutations(NAMES))
@settings(max_examples=40)  # each goes through every format
def test_law_a_chain_through_all_formats_in_any_order_ends_equal(register: ad.Register, chain: list[str]) -> None:
    chained = register
    for name in chain:
        chained = ad.loads(ad.dumps(chained, name), name)
    assert chained == register


@given(register=ads.registers(max_size=2))
@settings(max_examples=15)
def test_law_the_inert_form_comes_back_equal_too(register: ad.Register) -> None:
    assert ad.loads(ad.dumps(register, "csv", style="inert"), "csv") == register


@pytest.mark.parametrize("name", NAMES)
def test_the_casebook_comes_back_from_every_format(name: str) -> None:
    book = ad.casebook()
    assert ad.loads(ad.dumps(book, name), name) == book


def told(text: str) -> ad.Deal:
    """A deal with a text in every field that takes any."""
    source = ad.Evidence(publisher=text, title=text, author=text, locator=text, link=text)
    return ad.Deal(
        id="demo", title=text, note=text, parties=(ad.Party(text, role="supplier", note=text),),
        lines=(ad.Line(id="goods", system=ad.System(text, category=text), note=text),),
        history=(ad.Event(when="2017", text=text, quote=text, speaker=text, place=text, evidence=source),),
    )  # fmt: skip


ODD = [
    "NO", "null", "~", "true", "1e3", "0123", "2017-09", "12:30", "- a", "a: b", "# c", " lead", "trail ", "\ttab", "a\nb",
    "a\r\nb", "a\rb", "\x85", "\u2028", "\u2029", "\ufeff", "\u202e", "=1+1", "'=1+1", "''", '"', '""', ",", ";", "[]", "{}",
    "é", "e\u0301", "\U0001f680", "\x7f", "\x1b[31m", "PAR1", "deal,path,value", "\\n", "\x01",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", ODD)
def test_an_odd_text_comes_back_character_by_character(name: str, text: str) -> None:
    deal = told(text)
    assert ad.loads(ad.dumps(deal, name), name)["demo"] == deal


def naughty() -> list[str]:
    if not NAUGHTY.is_file():
        pytest.skip("the folder of corpora is not beside the checkout")
    texts: list[str] = json.loads(NAUGHTY.read_text("utf-8"))
    return texts


@pytest.mark.parametrize("name", [*NAMES, "inert"])
def test_naughty_strings_survive_every_format_or_are_refused_by_the_model(name: str) -> None:
    form, style = ("csv", "inert") if name == "inert" else (name, "long")
    texts = naughty()
    kept: list[ad.Deal] = []
    refused: list[str] = []
    for place, text in enumerate(texts):
        try:
            kept.append(evolve(told(text), id=f"d{place}"))
        except InvalidValue:
            refused.append(text)
    assert [text for text in refused if 0 < len(text) <= 500 and "\0" not in text] == []  # the lengths of a name
    assert len(kept) > len(texts) * 0.95
    register = ad.Register(kept)
    assert ad.loads(ad.dumps(register, form, style=style), form) == register


@pytest.mark.parametrize("name", NAMES)
def test_a_file_cut_at_any_byte_gives_our_error_or_deals(name: str) -> None:
    data = ad.dumps(told("a, \"b\"\n'c'"), name)
    for cut in range(0, len(data), max(1, len(data) // 300)):
        try:
            ad.loads(data[:cut], name)
        except ArmsDealsError:
            continue


@pytest.mark.parametrize("name", NAMES)
def test_every_format_reads_its_files_by_their_suffix_and_says_what_is_not_its_own(name: str, tmp_path: Path) -> None:
    form = next(form for form in FORMATS if form.name == name)
    for suffix in form.suffixes:
        path = tmp_path / f"deals{suffix}"
        ad.write(told("x"), path)
        assert ad.read(path)["demo"] == told("x")
        path.write_bytes(b"\xff\xfe\x00 not a document")
        with pytest.raises(ArmsDealsError):
            ad.read(path)
