"""The fast writer gives the bytes of the careful one."""

import json
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.formats import jsonl
from armsdeals.wire.document import document_tree, to_tree
from armsdeals.wire.fast_writer import encoded, write_document, write_line


def carefully(tree: Any) -> bytes:
    """The bytes by the encoder of the standard library."""
    return f"{json.dumps(tree, ensure_ascii=False, allow_nan=False, separators=(',', ':'))}\n".encode()


@given(deal=ads.deals())
def test_law_the_line_of_a_deal_is_that_of_its_tree(deal: ad.Deal) -> None:
    assert write_line(deal) == carefully(to_tree(deal))


@given(register=ads.registers(max_size=3))
@settings(max_examples=50)  # a register takes long to draw
def test_law_a_register_is_written_as_its_tree_is(register: ad.Register) -> None:
    assert write_document(register) == carefully(document_tree(register))
    assert jsonl.dump(register) == jsonl.write(document_tree(register))


@given(text=st.text(max_size=20))
def test_law_texts_are_escaped_as_the_standard_library_escapes_them(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:  # no text of a deal holds half a surrogate pair
        return
    assert encoded({"a": text}) == carefully({"a": text})


def test_every_character_that_json_escapes_is_escaped_alike() -> None:
    text = "".join(map(chr, range(0x100))) + "\u2028\u2029\ufeff😀"
    assert encoded([text]) == carefully([text])


def test_the_casebook_is_written_as_its_tree_is() -> None:
    register = ad.casebook()
    assert write_document(register) == carefully(document_tree(register))


def test_deals_that_cite_one_source_share_it() -> None:
    tass, other = ad.Evidence(id="tass", publisher="TASS"), ad.Evidence(id="tass", publisher="another")
    deals = [ad.Deal(id=name, history=(ad.Event(when="2017", evidence=tass),)) for name in ("a", "b")]
    assert write_document(ad.Register(deals)).count(b'"publisher"') == 1
    deals.append(ad.Deal(id="c", history=(ad.Event(when="2017", evidence=other),)))
    assert write_document(ad.Register(deals)) == carefully(document_tree(ad.Register(deals)))


@pytest.mark.parametrize("share", ["0", "1", "0.000000000001", "0.10"])
def test_exact_numbers_are_written_without_an_exponent(share: str) -> None:
    deal = ad.Deal(id="a", parties=(ad.Party("x", role="supplier", share=share),))
    assert write_line(deal) == carefully(to_tree(deal))
    assert b"E" not in write_line(deal).replace(b"SUPPLIER", b"")
