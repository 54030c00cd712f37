"""The page of a register: when it takes the place of the lanes, what it tells, and that it stays readable and inert."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

import armsdeals as ad
from armsdeals.pages.listing import listing_note
from armsdeals.pages.report import report
from armsdeals.pages.rows import row_note

REGISTER = Path(__file__).parents[1] / "samples" / "sipri" / "mini_register.csv"


def deals(number: int) -> ad.Register:
    return ad.Register([ad.Deal(id=f"d{place}").sign(on="2017") for place in range(number)])


def test_more_than_a_dozen_deals_become_a_table_unless_lanes_are_asked_for() -> None:
    assert '<table id="_table"' not in report(deals(12))
    assert '<table id="_table"' in report(deals(13))
    assert '<table id="_table"' not in report(deals(13), form="deals")
    assert '<table id="_table"' in report(ad.Deal(id="one"), form="register")
    with pytest.raises(ad.UnknownName, match="expected deals or register"):
        report(deals(1), form="lanes")  # type: ignore[arg-type]


def test_a_reading_tells_its_printing_its_lines_and_what_was_found() -> None:
    note = listing_note(ad.try_read(REGISTER, source="sipri"))
    facts = dict(note.facts)
    assert facts["Vintage"] == "synthetic, generated 1 January 2026"
    assert facts["Years asked for"] == "1975 to 2025"
    assert facts["Lines of the file"].startswith("13 lines: 12 used, 1 joined")
    assert [(found.code, found.count) for found in note.findings] == [("joined-line", 1)]
    assert (note.volume, note.arrived_volume) == ("5,725 million TIV", "1,597 million TIV")
    assert [(part.words, part.deals) for part in note.stages] == [("signed", 1), ("delivering", 2), ("delivered", 9)]


def test_doubt_stays_in_the_cells_and_unknown_is_no_number() -> None:
    register = ad.read(REGISTER, source="sipri")
    rows = {(row.goods, row.recipients): row for row in map(row_note, register)}
    tank = rows["Bear-2", "Poland"]
    assert (tank.ordered, tank.arrived, tank.arrived_volume, tank.volume) == ("~1000", "", "", "4,000")
    helicopter = rows["Heron-T", "Türkiye"]
    assert (helicopter.ordered_on, helicopter.since, helicopter.marks) == ("2012?", "since 2015–2018", ("estimated",))  # noqa: RUF001  # as printed
    assert row_note(ad.Deal(id="nothing")).stage == "unknown"


def test_a_volume_never_stands_with_a_sign_of_money() -> None:
    html = report(ad.read(REGISTER, source="sipri"), form="register")
    cells = re.findall(r'<td class="[vw]"[^>]*>(.*?)</td>', html)
    assert len(cells) == 24
    assert not [cell for cell in cells if re.search(r"[$€£]|USD|EUR", cell)]


def test_style_and_script_are_allowed_by_their_hashes_and_nothing_else_is() -> None:
    html = report(deals(13))
    for tag in ("style", "script"):
        found = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert len(found) == 1
        wanted = base64.b64encode(hashlib.sha256(found[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{wanted}';" in html
    assert "default-src 'none'" in html


def test_ids_of_deals_cannot_meet_ids_of_the_page() -> None:
    names = ["main", "overview", "side", "deals", "a", "a-s1", "a-e1", "d1-w-title", "deals-1"]
    register = ad.Register([ad.Deal(id=name).sign(on="2017") for name in names])
    for html in (report(register), report(register, form="register")):
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids))


def test_a_reader_of_a_day_sees_only_what_was_known() -> None:
    told = ad.Evidence(publisher="A paper", published="2018-01-01")
    register = ad.Register(
        [ad.Deal(id="a").sign(on="2017", evidence=told), ad.Deal(id="b").sign(on="2019", evidence=told)]
    )
    assert [row.stage for row in listing_note(register, as_of="2018-06-01").rows] == ["signed", "unknown"]
    assert listing_note(register, known_by="2017-12-01").left_out == 2


def test_a_gift_is_not_asked_what_was_ordered_and_a_settlement_is_told() -> None:
    gift = ad.casebook()["ukr-mig29-slovakia"]
    assert "ordered" not in report(gift).partition("What is not known")[2].partition("</ul>")[0]
    ended = report(ad.casebook()["fra-mistral"])
    assert "Settlement: refund of 949.75 million EUR, paid by France to Russia (No. 15)." in ended
