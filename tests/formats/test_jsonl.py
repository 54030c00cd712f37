"""JSON Lines: a deal in a line, lines that stand alone, and streams of any length."""

import gc
import io
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.errors import ArmsDealsError, InvalidDeals, LimitExceeded, UnreadableInput, UnsupportedVersion
from armsdeals.formats import jsonl
from armsdeals.formats._base import FORMATS, format_of, sniffed
from armsdeals.formats.file import look
from armsdeals.issues import Issue
from armsdeals.wire.document import document_tree, read_document, to_tree
from armsdeals.wire.limits import Limits

TASS = ad.Evidence(id="tass", publisher="TASS")
CITING = ad.Event(when="2017", text="said", evidence=TASS)
FULL = ad.Register(
    [ad.Deal(id="a", history=(CITING,)), ad.Deal(id="b", history=(CITING,), sources=(ad.Evidence(title="x"),))],
    competitions=[ad.Competition(id="c", buyer="Türkiye", contenders=("a", "b"))],
    events=[CITING],
    sources=[ad.Evidence(id="kept", title="kept")],
)


def lines_of(register: ad.Register) -> list[bytes]:
    return ad.dumps(register, "jsonl").splitlines()


def codes(issues: Any) -> list[tuple[str, int | None, tuple[Any, ...]]]:
    return [(issue.code, issue.line, issue.path) for issue in issues]


def test_the_first_line_holds_what_belongs_to_no_deal_and_each_other_line_one_deal() -> None:
    head, *rest = map(json.loads, lines_of(FULL))
    assert list(head) == ["armsdeals", "competitions", "events", "sources"]
    assert [line["id"] for line in rest] == ["a", "b"]
    assert lines_of(ad.Register()) == [b'{"armsdeals":1}']


def test_no_line_needs_another() -> None:
    head, first, second = lines_of(FULL)
    assert json.loads(first)["evidence"] == json.loads(second)["evidence"] == {"tass": {"publisher": "TASS"}}
    assert json.loads(head)["events"][0]["evidence"] == [{"id": "tass", "publisher": "TASS"}]
    for line in (first, second):
        (deal,) = ad.loads(line, "jsonl")
        assert deal == FULL[deal.id]


def test_a_register_comes_back_with_all_that_stands_beside_its_deals() -> None:
    assert ad.loads(ad.dumps(FULL, "jsonl"), "jsonl") == FULL


@given(register=ads.registers(max_size=2))
@settings(max_examples=20)  # each is written and read in three formats
def test_law_a_chain_through_all_formats_ends_where_it_began(register: ad.Register) -> None:
    chained = register
    for form in ("jsonl", "yaml", "jsonl", "json", "jsonl"):
        data = ad.dumps(chained, form)
        chained = ad.loads(data, form)
        assert chained == register
        assert ad.dumps(chained, form) == data


@given(register=ads.registers(max_size=3))
@settings(max_examples=20)  # as above
def test_law_lines_are_read_as_the_document_that_they_make_up(register: ad.Register) -> None:
    data = ad.dumps(register, "jsonl")
    register_of_tree, issues = read_document(jsonl.parse(data))
    assert jsonl.read(data) == (register_of_tree, jsonl.with_columns(issues, data))
    assert [json.loads(line) for line in data.splitlines()[1:]] == [to_tree(deal) for deal in register]


@given(data=st.data())
def test_law_bent_lines_are_found_as_in_the_document_that_they_make_up(data: st.DataObject) -> None:
    lines = [*lines_of(FULL), b'{"id":"d","evidence":{"x":{"title":"never cited"}}}']
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        lines[place] = data.draw(
            st.sampled_from(
                [
                    b"",
                    b"{",
                    b'{"id":"a"}',
                    b'{"id":5}',
                    b'{"armsdeals":1,"events":[{}]}',
                    b"[]",
                    lines[0],
                    b'{"id":"e","x":1}',
                ]
            )
        )
    text = b"\n".join(lines)
    register, issues = read_document(jsonl.parse(text))
    assert jsonl.read(text) == (register, jsonl.with_columns(issues, text))


def test_faults_tell_their_lines_and_all_are_told() -> None:
    data = b'{"armsdeals":1}\n{"id":"a","titel":"x"}\n\n{"id":"b"}\n{"id":"c","history":[{"when":"2017-13"}]\n{"id":"d","note":5}\n'
    with pytest.raises(InvalidDeals) as caught:
        ad.loads(data, "jsonl")
    assert codes(caught.value.issues) == [
        ("unknown-key", 2, ("deals", 0, "titel")),
        ("not-read", 5, ("deals", 2)),
        ("wrong-type", 6, ("deals", 3, "note")),
    ]
    assert "this is no JSON: a comma is missing here" in str(caught.value)


FAULTY = [
    b'{"armsdeals":1,"events":[{"when":"2017","stage":"x"}]}',
    b'{"id":"a","title":"T\xc3\xbc\xc3\xbc"}',
    b"",
    b'{"id": "b", "title":5, "parties":[{"name":"x"}], "id":"c"}',
    b'{"id":"a"}',
    b'{"id":"d","title":"\xc3\xbc","note":null}',
    b'{"id":"e","x":1',
]
PLACES = [
    ("events[0].stage", 1, 49), ("title", 4, 21), ("parties[0].role", 4, 35), ("id", 4, 55), ("id", 5, 7), ("note", 6, 30), ("", 7, 16),
]  # fmt: skip


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_each_fault_is_told_with_its_column(end: bytes, tmp_path: Path) -> None:
    path = tmp_path / "faulty.jsonl"
    path.write_bytes(end.join(FAULTY) + end)
    gathered: list[Issue] = []
    list(ad.iter_deals(path, issues=gathered))
    for found in (
        ad.try_read(path).issues,
        jsonl.read(path.read_bytes())[1],
        look(str(path))[0].reading.issues,
        gathered,
    ):
        told = [
            (
                issue.where.partition("].")[2] if issue.where.startswith("deals") else issue.where,
                issue.line,
                issue.column,
            )
            for issue in found
        ]
        assert told == PLACES


def test_two_deals_of_one_id_are_told_with_both_lines() -> None:
    with pytest.raises(InvalidDeals, match=r"line 3: .*two deals are called 'a' \(first in line 1\)"):
        ad.loads(b'{"id":"a"}\n{"id":"b"}\n{"id":"a"}', "jsonl")


def test_a_source_that_nothing_cites_is_kept_and_told() -> None:
    reading, issues = jsonl.read(b'{"id":"a"}\n{"id":"b","evidence":{"x":{"title":"y"}}}')
    assert reading["b"].sources == (ad.Evidence(id="x", title="y"),)
    assert codes(issues) == [("never-cited", 2, ("deals", 1, "evidence", "x"))]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ('{"armsdeals":1,"deals":[]}', "not-read"),
        ('{"armsdeals":1,"evidence":{}}', "not-read"),
        ('{"armsdeals":1,"armsdeals":1}', "duplicate-key"),
        ('{"armsdeals":1,"events":5}', "wrong-type"),
        ('{"armsdeals":1,"surprise":5}', "unknown-key"),
        ('{"armsdeals":"1"}', "wrong-type"),
    ],
)
def test_a_head_that_holds_something_else_is_refused(head: str, code: str) -> None:
    _, issues = jsonl.read(f'{head}\n{{"id":"a"}}'.encode())
    assert [issue.code for issue in issues.errors] == [code]
    assert issues.errors[0].line == 1


def test_lines_that_say_a_newer_version_are_refused() -> None:
    with pytest.raises(UnsupportedVersion) as caught:
        ad.loads(b'{"id":"a"}\n{"armsdeals":2}', "jsonl")
    assert caught.value.line == 2


def test_files_can_be_joined_and_bare_lines_are_read() -> None:
    one, other = ad.Register(FULL.deals[:1], events=FULL.events), ad.Register(FULL.deals[1:], sources=FULL.sources)
    joined = ad.loads(ad.dumps(one, "jsonl") + ad.dumps(other, "jsonl"), "jsonl")
    assert joined == evolve(FULL, competitions=())
    assert ad.loads(b"\r\n".join(lines_of(FULL)[1:]) + b"\r\n \n", "jsonl").deals == FULL.deals


@pytest.mark.parametrize("data", [b"", b"\n", b" \r\n\t\n"])
def test_a_file_without_a_line_is_refused_and_a_register_without_deals_has_one(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "deals.jsonl"
    path.write_bytes(data)
    ways: list[Callable[[], Any]] = [
        lambda: ad.loads(data, "jsonl"),
        lambda: jsonl.parse(data),
        lambda: ad.read(path),
        lambda: list(ad.iter_deals(path)),
        lambda: list(ad.iter_deals(path, issues=[])),
        lambda: ad.convert(path, tmp_path / "deals.parquet"),
    ]
    for way in ways:
        with pytest.raises(UnreadableInput, match="nothing stands in this file") as caught:
            way()
        assert (caught.value.code, caught.value.line) == ("unreadable", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["deals.jsonl"]
    assert [issue.code for issue in ad.try_read(path).issues] == ["unreadable"]
    assert list(ad.iter_deals(data.splitlines())) == []  # lines that somebody chose, and none of them
    assert ad.loads(ad.dumps(ad.Register(), "jsonl"), "jsonl") == ad.Register()


@pytest.mark.parametrize("form", [form.name for form in FORMATS])
def test_an_empty_file_is_refused_in_every_format(form: str) -> None:
    for data in (b"", b"\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"):
        with pytest.raises(ArmsDealsError):
            ad.loads(data, form)


def test_the_suffix_and_the_first_bytes_tell_the_format(tmp_path: Path) -> None:
    assert format_of("a.JSONL") is format_of("b.ndjson")
    assert sniffed(ad.dumps(FULL, "jsonl")).name == "jsonl"
    assert sniffed(ad.dumps(FULL, "json")).name == "json"
    ad.write(FULL, tmp_path / "deals.jsonl")
    assert ad.read(tmp_path / "deals.jsonl") == FULL
    assert (tmp_path / "deals.jsonl").read_bytes() == jsonl.write(document_tree(FULL))


def test_a_deep_line_is_refused_with_its_number() -> None:
    with pytest.raises(LimitExceeded) as caught:
        ad.loads(b'{"id":"a"}\n' + b"[" * 100, "jsonl")
    assert caught.value.line == 2


def test_more_lines_than_a_list_may_have_items_are_refused_clean_or_not() -> None:
    for k in range(40):  # so that what reads clean lines fast is made
        ad.loads(f'{{"id":"a{k}"}}', "jsonl")
    lines = "".join(f'{{"id":"a{k}"}}\n' for k in range(60))
    assert len(ad.loads(lines, "jsonl", limits=Limits(items=60))) == 60
    with pytest.raises(InvalidDeals, match=r"deals: holds 60 items \(expected 59 or less; see Limits.items\)"):
        ad.loads(lines, "jsonl", limits=Limits(items=59))


def test_deals_are_handed_out_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "deals.jsonl"
    ad.write(FULL, path)
    assert tuple(ad.iter_deals(path)) == tuple(ad.iter_deals(str(path))) == FULL.deals
    assert tuple(ad.iter_deals(io.BytesIO(path.read_bytes()))) == FULL.deals
    endless = ((b'{"id":"d-%d"}\n' % n) for n in range(10**9))
    stream = ad.iter_deals(endless)
    assert [next(stream).id for _ in range(100)][-1] == "d-99"


@pytest.mark.parametrize("lines", [io.StringIO('{"id":"a"}\n'), ['{"id":"a"}'], [None], b'{"id":"a"}'])
def test_a_stream_is_of_lines_in_bytes(lines: Any) -> None:
    with pytest.raises(TypeError, match=r'opened with "rb"|read them with loads'):
        list(ad.iter_deals(lines))


def test_the_first_fault_of_a_stream_is_raised_or_all_are_gathered(tmp_path: Path) -> None:
    path = tmp_path / "deals.jsonl"
    path.write_bytes(b'{"id":"a"}\n{"id":"b","x":1}\n{\n{"armsdeals":1,"events":[{}]}\n{"id":"c"}\n')
    stream = ad.iter_deals(path)
    assert next(stream).id == "a"
    with pytest.raises(InvalidDeals) as caught:
        next(stream)
    assert codes(caught.value.issues) == [("unknown-key", 2, ("deals", 0, "x"))]
    issues: list[Issue] = []
    assert [deal.id for deal in ad.iter_deals(path, issues=issues)] == ["a", "c"]
    assert [(issue.code, issue.line, issue.file) for issue in issues] == [
        ("unknown-key", 2, str(path)),
        ("not-read", 3, str(path)),
        ("missing", 4, str(path)),
    ]


def test_a_second_deal_of_one_id_is_refused_in_a_stream_as_it_is_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "deals.jsonl"
    path.write_bytes(b'{"armsdeals":1}\n{"id":"a"}\n{"id":"b"}\n\n{"id":"a","title":"again"}\n{"id":"c"}\n')
    stream = ad.iter_deals(path)
    assert [next(stream).id, next(stream).id] == ["a", "b"]
    with pytest.raises(InvalidDeals, match=r"two deals are called 'a' \(first in line 2\)") as caught:
        next(stream)
    assert codes(caught.value.issues) == [("duplicate-id", 5, ("deals", 0, "id"))]
    issues: list[Issue] = []
    assert [deal.id for deal in ad.iter_deals(path, issues=issues)] == ["a", "b", "c"]
    assert codes(issues) == [("duplicate-id", 5, ("deals", 0, "id"))]
    assert [issue.line for issue in ad.try_read(path).issues if issue.code == "duplicate-id"] == [5]


def test_a_stream_has_limits_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "deals.jsonl"
    path.write_bytes(b'{"id":"a"}\n{"id":"b","title":"' + b"x" * 100 + b'"}\n')
    stream = ad.iter_deals(path, limits=Limits(file_bytes=50))
    assert next(stream).id == "a"
    with pytest.raises(LimitExceeded, match="more than 50 bytes") as caught:
        next(stream)
    assert caught.value.line == 2
    for wrong in (tmp_path, tmp_path / "none.jsonl", "a\0b"):
        with pytest.raises(UnreadableInput):
            next(ad.iter_deals(wrong))


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_is_put_back_however_reading_ends(*, was_on: bool) -> None:
    before = gc.isenabled()
    try:
        for data in (ad.dumps(FULL, "jsonl"), b"{"):
            gc.enable() if was_on else gc.disable()
            with suppress(InvalidDeals):
                ad.loads(data, "jsonl")
            assert gc.isenabled() is was_on
    finally:
        gc.enable() if before else gc.disable()
