"""CSV: RFC 4180 to the letter, paths that lead back, and every refusal with its row and column."""

import base64
import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.errors import ArmsDealsError, InvalidDeals, InvalidValue, LimitExceeded, UnknownName, UnreadableInput
from armsdeals.formats._base import format_of, sniffed
from armsdeals.formats.csv import parse, write
from armsdeals.formats.csv_cells import Cell, line_of, rows_of
from armsdeals.formats.leaves import Tree, leaves_of, path_of, steps_of
from armsdeals.wire.limits import Limits

SPECTRUM = Path(__file__).resolve().parents[2] / ".." / "shared" / "corpora" / "csv-spectrum" / "cases.json"
HEAD = "deal,path,value\r\n,armsdeals,1\r\n"
DEAL = ad.Deal(id="demo", title='a "b", c\nd', note=" =1+1", parties=(ad.Party("Türkiye", role="recipient"),))


def cells(text: str) -> list[list[str]]:
    return [[cell.text for cell in row] for row in rows_of(text)]


def test_a_document_is_a_row_for_each_value() -> None:
    assert ad.dumps(DEAL, "csv").decode() == (
        "deal,path,value\r\n,armsdeals,1\r\ndemo,id,demo\r\n"
        'demo,title,"a ""b"", c\nd"\r\ndemo,parties[0].name,Türkiye\r\ndemo,parties[0].role,RECIPIENT\r\ndemo,note," =1+1"\r\n'
    )


def test_the_reader_of_the_standard_library_reads_the_same() -> None:
    data = ad.dumps(DEAL, "csv").decode()
    assert list(csv.reader(io.StringIO(data, newline=""), strict=True)) == cells(data)


@given(rows=st.lists(st.lists(st.text(alphabet='ab",\r\n \u2028\ufeff='), min_size=2, max_size=4), max_size=4))
def test_law_rows_come_back_as_they_were_written(rows: list[list[str]]) -> None:
    assert cells("".join(map(line_of, rows))) == rows


@given(rows=st.lists(st.lists(st.text(alphabet='ab",\n '), min_size=2, max_size=4), max_size=4))
def test_law_what_the_standard_library_writes_is_read(rows: list[list[str]]) -> None:
    told = io.StringIO(newline="")
    csv.writer(told).writerows(rows)
    assert cells(told.getvalue()) == rows


def found_in(text: str) -> list[list[Cell]] | UnreadableInput:
    try:
        return list(rows_of(text))
    except UnreadableInput as error:
        return error


@given(text=st.text(alphabet='ab",\r\n', max_size=40))
def test_law_any_text_gives_rows_or_our_error_with_its_place(text: str) -> None:
    found = found_in(text)
    if isinstance(found, UnreadableInput):
        assert found.line is not None
        assert found.column is not None
    else:
        for cell in (cell for row in found for cell in row):
            rest = text.split("\n")[cell.line - 1][cell.column - 1 :]
            assert rest.startswith(('"', cell.text.partition("\n")[0]))


def test_real_files_of_every_odd_kind_are_read() -> None:
    if not SPECTRUM.is_file():
        pytest.skip("the folder of corpora is not beside the checkout")
    for case in json.loads(SPECTRUM.read_text("utf-8")):
        text = base64.b64decode(case["csv_b64"]).decode()
        head, *rows = cells(text)
        # The copy of the corpus has lost the CR of line ends, which the expected rows still have.
        expected = [{k: v if "\r" in text else v.replace("\r", "") for k, v in row.items()} for row in case["rows"]]
        assert [dict(zip(head, row, strict=True)) for row in rows] == expected, case["name"]


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("deal;path;value\n", 1, 1, "parted by semicolons, and only commas are read"),
        ("deal\tpath\tvalue\n", 1, 1, "parted by tabs"),
        ("year,level\n2017,1\n", 1, 1, "a table of somebody else is no document of ours"),
        ("", 1, 1, "the first row is not deal,path,value"),
        ("deal,path,supplier\n", 1, 1, "a table for people"),
        (f"{HEAD}demo,id\r\n", 3, 6, "there are 2 cells"),
        (f"{HEAD}demo,id,demo,x\r\n", 3, 14, "there are 4 cells"),
        (f'{HEAD}demo,id,"demo\r\n', 3, 9, "no closing quote"),
        (f'{HEAD}demo,id,de"mo\r\n', 3, 11, "a quote stands in a cell without quotes"),
        (f'{HEAD}demo,id,"de"mo\r\n', 3, 13, "something stands behind the closing quote"),
        (f'{HEAD}demo,note,"a\nb\nc"\r\ndemo,id,"x"y\r\n', 6, 12, "something stands behind"),
        (f"{HEAD}demo,id,demo\rdemo,note,x\n", 3, 13, "a line ends with CR alone"),
        (f"{HEAD}demo,lines[,x\r\n", 3, 6, "is no path"),
        (f"{HEAD}demo,.id,x\r\n", 3, 6, "is no path"),
        (f"{HEAD}demo,,x\r\n", 3, 6, "is no path"),
        (f"{HEAD}demo,lines[01].id,x\r\n", 3, 6, "is no path"),
        (f"{HEAD}demo,lines[0]id,x\r\n", 3, 6, "is no path"),
        (f"{HEAD}demo,lines.[0],x\r\n", 3, 6, "is no path"),
        (f'{HEAD}demo,"evidence[""\\x""]",x\r\n', 3, 6, "is no key in brackets"),
        (f"{HEAD}demo,id,demo\r\ndemo,id,demo\r\n", 4, 6, "two values stand at one place"),
        (f"{HEAD}demo,id,demo\r\ndemo,id.x,demo\r\n", 4, 6, "a value and what is below it"),
        (f"{HEAD}demo,lines[0].id,a\r\ndemo,lines.x,b\r\n", 4, 6, "a list and an object stand at one place"),
        (f"{HEAD}demo,lines[1].id,a\r\n", 3, 18, "an item [1] and none at [0]"),
        (f"{HEAD},deals[0].id,a\r\n", 3, 2, "has its id in front"),
    ],
)
def test_what_is_no_document_is_refused_with_row_and_column(text: str, line: int, column: int, said: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        ad.loads(text, "csv")
    assert said in caught.value.message
    assert (caught.value.line, caught.value.column) == (line, column)


def test_bytes_that_are_no_text_are_refused_with_their_place() -> None:
    with pytest.raises(UnreadableInput, match="0xff is not UTF-8") as caught:
        ad.loads(HEAD.encode() + b"demo,id,\xff\r\n", "csv")
    assert (caught.value.line, caught.value.column) == (3, 9)


def test_faults_of_values_tell_their_row_and_column_and_all_are_told() -> None:
    with pytest.raises(InvalidDeals) as caught:
        ad.loads(
            f"{HEAD}demo,id,demo\ndemo,titel,x\ndemo,parties[0].role,suplier\ndemo,parties[0].name,Russia\n", "csv"
        )
    assert [(issue.code, issue.line, issue.column, issue.where) for issue in caught.value.issues] == [
        ("unknown-key", 4, 12, "deals[0].titel"),
        ("not-in-list", 5, 22, "deals[0].parties[0].role"),
    ]


def test_an_id_that_differs_from_the_one_in_front_is_refused() -> None:
    with pytest.raises(InvalidDeals, match="say another id"):
        ad.loads(f"{HEAD}demo,id,other\n", "csv")


def test_a_file_without_its_version_is_refused_and_a_newer_one_too() -> None:
    with pytest.raises(InvalidDeals, match="the version of the file is required"):
        ad.loads("deal,path,value\ndemo,id,demo\n", "csv")
    with pytest.raises(ad.UnsupportedVersion):
        ad.loads("deal,path,value\n,armsdeals,2\ndemo,id,demo\n", "csv")


def test_rows_may_stand_in_any_order_with_blank_lines_and_a_byte_order_mark() -> None:
    head, version, *rows = ad.dumps(DEAL, "csv").decode().split("\r\n")[:-1]
    mixed = "\n\n".join([head, *reversed(rows), version])
    assert ad.loads(b"\xef\xbb\xbf" + mixed.encode() + b"\n\r\n", "csv")["demo"] == DEAL


def test_the_suffix_and_the_head_tell_the_format(tmp_path: Path) -> None:
    ad.write(DEAL, tmp_path / "deals.CSV")
    assert ad.read(tmp_path / "deals.CSV")["demo"] == DEAL
    assert sniffed((tmp_path / "deals.CSV").read_bytes()) is format_of("x.csv")
    assert sniffed(ad.dumps(DEAL, "csv", style="inert")) is format_of("x.csv")


HIDDEN = (
    "\u200e", "\u200f", "\u061c", "\u202a", "\u202e", "\u2066", "\u2069", "\u200b", "\u200d", "\u2060", "\u2061", "\u2064", "\ufeff", "\xad", "\x01",
    "\x7f", "\x85", "\ufe0f", "\u034f", "\u180e", "\u3164", "\u2800", "\u115f", "\ufff9", "\U000e0001", "\U000e0041", "\U000e0100", "\u2028", "\u3000",
)  # fmt: skip


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("=1+1", "'=1+1"),
        ("@sum", "'@sum"),
        ("-2+3", "'-2+3"),
        ("\t=x", "'\t=x"),
        ("\u200b\uff1dx", "'\u200b\uff1dx"),
        *((f"{hidden}=cmd", f"'{hidden}=cmd") for hidden in HIDDEN),
        ("\ufe66cmd", "'\ufe66cmd"),
        ("\u202d\u2066\xa0 @sum", "'\u202d\u2066\xa0 @sum"),
        ("\u200e-4.5", "'\u200e-4.5"),
        ("\u200eS-400", "\u200eS-400"),
        ("-4.5", "-4.5"),
        ("'quoted", "''quoted"),
        ("'=1+1", "''=1+1"),
        ("a=b", "a=b"),
    ],
)
def test_the_inert_form_keeps_spreadsheets_from_running_what_is_told_and_is_read_back(note: str, told: str) -> None:
    deal = ad.Deal(id="demo", note=note)
    data = ad.dumps(deal, "csv", style="inert").decode()
    assert cells(data)[0] == ["deal", "path", "inert value"]
    assert cells(data)[-1] == ["demo", "note", told]
    assert ad.loads(data, "csv")["demo"] == deal
    assert cells(ad.dumps(deal, "csv").decode())[-1] == ["demo", "note", note]


@given(deal=ads.deals())
@settings(max_examples=25)  # whole deals
def test_law_no_cell_of_the_inert_form_begins_like_a_formula(deal: ad.Deal) -> None:
    for row in cells(ad.dumps(deal, "csv", style="inert").decode()):
        for cell in row:
            start = cell.lstrip(" \t\r\n\u200b\ufeff")
            is_number = start[1:2].isdigit() and start.replace(".", "", 1).lstrip("+-").isdigit()
            assert not start.startswith(("=", "+", "-", "@")) or is_number


def test_styles_of_other_formats_are_refused() -> None:
    with pytest.raises(UnknownName, match=r"not a style of csv \(expected long or inert\)"):
        ad.dumps(DEAL, "csv", style="short")
    with pytest.raises(UnknownName, match="not a style of json"):
        ad.dumps(DEAL, "json", style="inert")


KEYS = st.text(max_size=5).filter(lambda key: "\0" not in key) | st.sampled_from(
    ["a", "b-c", "d.e", "0", "[0]", '"', "\\"]
)
TREES: st.SearchStrategy[Any] = st.recursive(
    st.text(max_size=5),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=3),
    max_leaves=8,
)


def plain(node: Any) -> Any:
    if node.kind == "map":
        return {pair.key: plain(pair.node) for pair in node.value}
    return [plain(one) for one in node.value] if node.kind == "list" else node.value


@given(tree=st.dictionaries(KEYS, TREES, min_size=1, max_size=3))
def test_law_a_tree_grows_again_from_its_leaves(tree: dict[str, Any]) -> None:
    grown = Tree(Limits())
    for steps, text in leaves_of(tree):
        read = steps_of(path_of(steps))
        assert read == steps
        grown.add(read, text, 1, 1)
    assert plain(grown.node()) == tree


def test_empty_lists_and_objects_nothing_flags_and_numbers_have_their_marks() -> None:
    tree: dict[str, Any] = {"a": [], "b": {}, "c": None, "d": True, "e": [False, 5]}
    told = [(path_of(steps), text) for steps, text in leaves_of(tree)]
    assert told == [("a[]", ""), ("b{}", ""), ("c()", ""), ("d", "true"), ("e[0]", "false"), ("e[1]", "5")]


@pytest.mark.parametrize("mark", ["lines[]", "financing()", "evidence{}", "evidence[]"])
def test_a_text_behind_a_mark_of_nothing_is_refused_and_not_dropped(mark: str) -> None:
    data = f"{HEAD}demo,id,demo\ndemo,{mark},a text\n"
    with pytest.raises(UnreadableInput, match="stands for nothing, and 'a text' stands behind it") as caught:
        ad.loads(data, "csv")
    assert caught.value.line == 4
    with pytest.raises(UnreadableInput, match="stands for nothing"):
        ad.loads(data.replace("value", "inert value"), "csv")


@pytest.mark.parametrize("mark", ["[]", "{}", "()"])
def test_a_key_that_is_spelt_like_a_mark_is_none(mark: str) -> None:
    with pytest.raises(UnreadableInput, match="is no key in brackets") as caught:
        ad.loads(f'{HEAD}demo,id,demo\ndemo,"evidence[""{mark}""]",\n', "csv")
    assert caught.value.line == 4


def test_a_file_without_an_end_of_its_last_line_may_have_been_cut_and_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    whole = ad.dumps(ad.Deal(id="demo", history=(ad.Event(when="2017-09-12", text="said"),)), "csv")
    path.write_bytes(whole)
    assert ad.try_read(path).issues == ()
    path.write_bytes(whole[: whole.index(b"-12")])  # which leaves a month of a day
    told = ad.try_read(path)
    assert str(told.register["demo"].history[0].when) == "2017-09"
    assert [(issue.code, issue.severity, issue.line) for issue in told.issues] == [
        ("no-last-line-end", ad.Severity.INFO, 4)
    ]


def test_a_path_of_too_many_steps_is_refused_and_a_far_place_costs_nothing() -> None:
    with pytest.raises(LimitExceeded, match="more than 64 steps") as caught:
        parse(f"{HEAD}demo,{'.'.join(['a'] * 65)},x\n".encode())
    assert caught.value.line == 3
    with pytest.raises(UnreadableInput, match="none at"):
        parse(f"{HEAD}demo,lines[999999999],x\n".encode())
    with pytest.raises(InvalidValue, match="is no path"):
        steps_of("lines[9999999999]")


@given(
    data=st.binary(max_size=80)
    | st.text(alphabet='deal,pthvu\r\n"[].0', max_size=80).map(lambda t: f"{HEAD}{t}".encode())
)
def test_law_any_bytes_give_a_tree_or_our_error(data: bytes) -> None:
    try:
        assert parse(data).kind == "map"
    except ArmsDealsError:
        return


def test_a_plain_tree_is_written_as_it_stands() -> None:
    assert write({"armsdeals": 1, "deals": []}) == HEAD.encode()
