"""CSV and Parquet that mean no good: refused by the code that names what is wrong; what a spreadsheet would run stays text."""
# ruff: noqa: RUF001  # signs and digits of other scripts are what is tried here

from __future__ import annotations

import random
from unicodedata import category

import pytest

from armsdeals._desk import dumps, loads
from armsdeals.errors import LONGEST_MESSAGE, ArmsDealsError, InvalidDeals
from armsdeals.model.deal import Deal
from armsdeals.register.register import Register

HEAD = "deal,path,value\r\n,armsdeals,1\r\ndemo,id,demo\r\n"
FORMULAS = (
    "=1+1", "+1", "-1+1", "@SUM(A1)", "=cmd|'/c calc'!A0", '=HYPERLINK("http://evil.example","x")', "\t=1", "\r=1", "\n=1", " =1",
    "＝1", "＋1", "－1", "＠1", "\u200b=1", "\ufeff=1", "\u202e=1", "\u2066\xad=1", "\u3164=1", "﹦1", "'=1", "'", "''", "%0A=1", ";=1", "|=1", '"=1"', "-", "-5", "=",
)  # fmt: skip


def codes(data: bytes | str, name: str = "csv") -> set[str]:
    """Return what is told: the code of the refusal, or those of all faults; nothing where the document is read."""
    told: ArmsDealsError
    try:
        loads(data, format=name)
    except ArmsDealsError as error:
        told = error
    else:
        return set()
    assert str(told).replace("\n", "").isprintable()
    assert len(told.message) <= LONGEST_MESSAGE
    return (
        {issue.code for issue in told.issues if issue.severity > 2} if isinstance(told, InvalidDeals) else {told.code}
    )


CASES: dict[str, tuple[bytes | str, set[str]]] = {
    "nothing": ("", {"unreadable"}),
    "blank lines": ("\r\n\r\n", {"unreadable"}),
    "NULs": (b"\0" * 40, {"unreadable"}),
    "UTF-16": (HEAD.encode("utf-16"), {"unreadable"}),
    "UTF-32": (HEAD.encode("utf-32"), {"unreadable"}),
    "Latin 1": ((HEAD + "demo,title,Türkiye\r\n").encode("latin-1"), {"unreadable"}),
    "an overlong slash": (HEAD.encode() + b"demo,title,\xc0\xaf\r\n", {"unreadable"}),
    "half a pair in UTF-8": (HEAD.encode() + b"demo,title,\xed\xa0\x80\r\n", {"unreadable"}),
    "a web page": ("<p>\r\n</p>\r\n", {"unreadable"}),
    "a table of somebody else": ("supplier,recipient\r\nRussia,India\r\n", {"unreadable"}),
    "semicolons": (HEAD.replace(",", ";"), {"unreadable"}),
    "tabs": (HEAD.replace(",", "\t"), {"unreadable"}),
    "the head twice in a row": ("deal,path,value,deal,path,value\r\n", {"unreadable"}),
    "a quote that is open": (HEAD + 'demo,title,"x\r\n', {"unreadable"}),
    "a quote inside": (HEAD + 'demo,title,x"y\r\n', {"unreadable"}),
    "words behind a quote": (HEAD + 'demo,title,"x"y\r\n', {"unreadable"}),
    "a backslash before a quote": (HEAD + 'demo,title,"x\\"y"\r\n', {"unreadable"}),
    "CR alone": (HEAD.replace("\r\n", "\r"), {"unreadable"}),
    "a cell too many": (HEAD + "demo,title,x,y\r\n", {"unreadable"}),
    "a cell too few": (HEAD + "demo,title\r\n", {"unreadable"}),
    "a path that is none": (HEAD + "demo,..title,x\r\n", {"unreadable"}),
    "an empty path": (HEAD + "demo,,x\r\n", {"unreadable"}),
    "a path that climbs": (HEAD + "demo,../../etc/passwd,x\r\n", {"unreadable"}),
    "a place below zero": (HEAD + "demo,lines[-1].id,x\r\n", {"unreadable"}),
    "a place of other digits": (HEAD + "demo,lines[٠].id,x\r\n", {"unreadable"}),
    "a place far off": (HEAD + "demo,lines[999999999].id,x\r\n", {"unreadable"}),
    "a place of a million digits": (HEAD + f"demo,lines[{'9' * 1_000_000}].id,x\r\n", {"unreadable"}),
    "a deep path": (HEAD + "demo," + ".".join(["a"] * 100) + ",x\r\n", {"limit-exceeded"}),
    "a very deep path": (HEAD + "demo," + "a[0]." * 200_000 + "a,x\r\n", {"limit-exceeded"}),
    "a list and an object": (HEAD + "demo,lines[0].id,x\r\ndemo,lines.id,x\r\n", {"unreadable"}),
    "a value and what is below": (HEAD + "demo,title,x\r\ndemo,title.a,x\r\n", {"unreadable"}),
    "a value twice, once as an escape": (HEAD + 'demo,title,x\r\ndemo,"[""t\\u0069tle""]",y\r\n', {"unreadable"}),
    "two byte order marks": ("\ufeff\ufeff" + HEAD, {"unreadable"}),
    "a byte order mark further on": (HEAD + "\ufeffdemo,title,x\r\n", {"missing"}),
    "a place with a zero before": (HEAD + "demo,lines[00].id,x\r\n", {"unreadable"}),
    "a place with a sign": (HEAD + "demo,lines[+0].id,x\r\n", {"unreadable"}),
    "a place that is skipped": (HEAD + "demo,lines[1].id,x\r\n", {"unreadable"}),
    "an empty list and an item": (HEAD + "demo,history[],\r\ndemo,history[0].when,2017\r\n", {"unreadable"}),
    "two versions": (HEAD + ",armsdeals,2\r\n", {"unreadable"}),
    "a version with a point": (HEAD.replace("deals,1", "deals,1.0"), {"wrong-type"}),
    "a version with a zero before": (HEAD.replace("deals,1", "deals,01"), {"wrong-type"}),
    "a separator of a spreadsheet": ("sep=,\r\n" + HEAD, {"unreadable"}),
    "a line separator in a row": (HEAD + "a,id,a\u2028b,id,b\r\n", {"unreadable"}),
    "a formula for a deal": ("deal,path,value\r\n,armsdeals,1\r\n=1+1,id,=1+1\r\n", {"bad-value"}),
    "a value twice": (HEAD + "demo,title,x\r\ndemo,title,y\r\n", {"unreadable"}),
    "a deal in front of nothing": (HEAD + ",deals[0].id,x\r\n", {"unreadable"}),
    "another id": (HEAD.replace("id,demo", "id,other"), {"not-read"}),
    "no version": ("deal,path,value\r\ndemo,id,demo\r\n", {"missing"}),
    "a newer version": (HEAD.replace("deals,1", "deals,2"), {"unsupported-version"}),
    "a version of a million digits": (HEAD.replace("deals,1", "deals," + "1" * 1_000_000), {"unsupported-version"}),
    "a version of words": (HEAD.replace("deals,1", "deals,one"), {"wrong-type"}),
    "__proto__": (HEAD + "demo,__proto__,x\r\n", {"unknown-key"}),
    "a NUL": (HEAD + "demo,title,a\0b\r\n", {"bad-value"}),
    "a text for a list": (HEAD + "demo,lines,x\r\n", {"wrong-type"}),
    "a date that is none": (HEAD + "demo,history[0].when,2017-02-30\r\ndemo,history[0].stage,TALKS\r\n", {"bad-value"}),
    "a price that is none": (HEAD + "demo,prices[0].value,NaN USD\r\n", {"bad-value"}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_hostile_tables_are_told_by_their_code(name: str) -> None:
    data, wanted = CASES[name]
    assert codes(data) == wanted


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_comes_back_as_the_text_it_is_from_both_forms(text: str) -> None:
    register = Register([Deal(id="demo", title=text, note=f'{text},\r\n"{text}')])
    for style in ("long", "inert"):
        assert loads(dumps(register, format="csv", style=style), format="csv") == register


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_the_inert_form_begins_like_a_formula(text: str) -> None:
    data = dumps(Deal(id="demo", title=text), format="csv", style="inert").decode()
    cell = data.split("demo,title,", 1)[1].removesuffix("\r\n").removeprefix('"')
    plain_number = text in ("-5", "+1")
    first = next((one for one in cell if category(one) not in ("Cc", "Cf", "Zs", "Lo")), "")  # that is seen
    assert plain_number or first not in tuple("=+-@＝＋－＠﹦")


@pytest.fixture(scope="module")
def parquet() -> bytes:
    pytest.importorskip("pyarrow", reason="Parquet needs pyarrow")
    return dumps(Register([Deal(id="demo", title="x" * 50), Deal(id="other")]), format="parquet")


def test_a_parquet_file_cut_anywhere_is_refused(parquet: bytes) -> None:
    assert [end for end in range(0, len(parquet), 23) if not codes(parquet[:end], "parquet")] == []


def test_flipped_bits_of_a_parquet_file_change_no_deal(parquet: bytes) -> None:
    whole = loads(parquet, format="parquet")
    chance = random.Random(4711)  # noqa: S311  # the same bits in every run
    for _ in range(150):
        bent = bytearray(parquet)
        bent[chance.randrange(len(bent))] ^= 1 << chance.randrange(8)
        if not codes(bytes(bent), "parquet"):
            assert loads(bytes(bent), format="parquet") == whole
