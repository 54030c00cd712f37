"""Big List of Naughty Strings (Max Woolf, MIT): in every free text they come back to the byte, or are refused by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import armsdeals as ad
from armsdeals._fields import text_fault

STYLES = [
    ("json", "long"),
    ("jsonl", "long"),
    ("yaml", "long"),
    ("yaml", "short"),
    ("csv", "long"),
    ("csv", "inert"),
    ("parquet", "long"),
]


@pytest.fixture(scope="module")
def register(corpus: Callable[[str], Any]) -> ad.Register:
    texts = corpus("naughty-strings")
    assert len(texts) == 241
    deals = []
    for number, text in enumerate(texts):
        if text_fault(text) is not None:
            with pytest.raises(ad.InvalidValue):
                ad.Deal(id=f"deal-{number}", note=text)
            continue
        source = ad.Evidence(publisher=text[:200] or "-", title=text, locator=text[:200])
        event = ad.Event(when="2017", stage="talks", text=text, quote=text, speaker=text[:200], evidence=(source,))
        deals.append(
            ad.Deal(
                id=f"deal-{number}",
                title=text[:500],
                parties=(ad.Party(text[:200] or "-", role="broker", note=text),),
                lines=(ad.Line(id="a", system=ad.System(text[:200] or "-"), note=text),),
                history=(event,),
                note=text,
            )
        )
    assert len(deals) > 230
    return ad.Register(deals)


@pytest.mark.parametrize(("form", "style"), STYLES)
def test_each_comes_back_to_the_byte_from_every_format(register: ad.Register, form: str, style: str) -> None:
    back = ad.loads(ad.dumps(register, format=form, style=style), format=form)
    assert [deal.note.encode() for deal in back] == [deal.note.encode() for deal in register]
    assert back == register


def test_each_comes_back_to_the_byte_from_a_store(register: ad.Register, tmp_path: Path) -> None:
    with ad.Store.open(tmp_path / "deals.db") as store:
        store.put_all(register)
        assert store.register() == register


def test_terminals_show_each_escaped(register: ad.Register) -> None:
    for deal in register:
        assert str(deal).replace("\n", "").isprintable()
