"""Whole documents: the envelope, the tables of sources, and the way to bytes and back."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from armsdeals._desk import loads
from armsdeals.errors import InvalidDeals, InvalidValue, UnsupportedVersion
from armsdeals.formats._base import FORMATS, Format, format_named
from armsdeals.formats.yaml import parse as parse_yaml
from armsdeals.issues import Issue, Severity
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence
from armsdeals.wire.document import document_tree, from_tree, read_document, to_tree
from armsdeals.wire.limits import Limits
from armsdeals.wire.tree import node_of

each_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)


def back(form: Format, register: Register) -> Register:
    found, issues = read_document(form.parse(form.write(document_tree(register))), needs_version=form.needs_version)
    assert not issues
    return found


def yaml_issues(text: str) -> tuple[Register, list[Issue]]:
    register, issues = read_document(parse_yaml(text.encode()), needs_version=False)
    return register, list(issues)


def tree_codes(tree: Any) -> list[tuple[str, str]]:
    return [(issue.where, issue.code) for issue in read_document(node_of(tree))[1]]


SEVEN = """\
armsdeals: 1
deals:
- id: demo
  parties:
  - {name: Rosoboronexport, role: SUPLIER}
  lines:
  - id: s400
    system: {designation: S-400}
    quantities:
    - value: about four
      basis: ORDERED
  financing:
    instruments:
    - {kind: loan, share: 55, tenor_years: 10}
  history:
  - when: 2017-02-30
    stage: TALKS
  - wen: 2017-09-12
    stage: SIGNED
  - when: 2017-09-12
    text: Price
    text: Price again
- id: sound
"""


def test_seven_faults_of_one_file_are_told_in_one_pass_and_the_sound_deal_is_kept() -> None:
    register, issues = yaml_issues(SEVEN)
    assert [(issue.line, issue.column, issue.where, issue.code) for issue in issues] == [
        (5, 35, "deals[0].parties[0].role", "not-in-list"),
        (10, 14, "deals[0].lines[0].quantities[0].value", "bad-value"),
        (14, 27, "deals[0].financing.instruments[0].share", "bad-value"),
        (16, 11, "deals[0].history[0].when", "bad-value"),
        (18, 5, "deals[0].history[1].wen", "unknown-key"),
        (18, 5, "deals[0].history[1].when", "missing"),
        (22, 5, "deals[0].history[2].text", "duplicate-key"),
    ]
    told = [f"{issue.message} {issue.hint}" for issue in issues]
    remedies = ["did you mean SUPPLIER?", ">=10", "5 % is written 0.05", "does not exist", "did you mean when?", "is required", "keep one"]  # fmt: skip
    assert [remedy in sentence for remedy, sentence in zip(remedies, told, strict=True)] == [True] * 7
    assert register.ids == ("sound",)


@each_format
def test_a_rich_deal_comes_back_equal_and_its_second_dump_is_the_same_bytes(form: Format, rich: Deal) -> None:
    register = Register([rich, evolve(rich, id="other", sources=())], sources=(Evidence(publisher="x"),))
    data = form.write(document_tree(register))
    again = back(form, register)
    assert again == register
    assert form.write(document_tree(again)) == data
    assert data.endswith(b"PAR1" if form.name == "parquet" else b"\n")


@each_format
def test_an_empty_register_comes_back(form: Format) -> None:
    assert back(form, Register()) == Register()


def test_the_way_through_all_formats_changes_nothing(rich: Deal) -> None:
    register = Register([rich])
    for form in (*FORMATS, *reversed(FORMATS)):
        register = back(form, register)
    assert register == Register([rich])


def test_a_deal_reads_from_its_id_downwards_with_its_sources_last(rich: Deal) -> None:
    tree = to_tree(rich)
    assert list(tree) == [
        "id", "title", "parties", "lines", "prices", "financing", "history", "links", "note", "sources", "evidence",
    ]  # fmt: skip
    assert list(tree["history"][0]) == ["when", "stage", "quote", "speaker_role", "said"]
    assert list(tree["financing"]["instruments"][1]) == [
        "kind", "rate", "tenor_years", "grace_years", "profile", "payments_per_year", "key", "share",
    ]  # fmt: skip
    assert tree["history"][1]["evidence"][0] == "daily"
    assert tree["evidence"]["daily"] == {
        "publisher": "Hürriyet Daily News",
        "published": "2017-09-29",
        "locator": "p. 2 # 3",
    }


def test_exact_numbers_are_text_in_a_tree(rich: Deal) -> None:
    loan = to_tree(rich)["financing"]["instruments"][1]
    assert (loan["share"], loan["rate"], loan["tenor_years"]) == ("0.55", "0.05", 10)
    assert json.loads(json.dumps(to_tree(rich))) == to_tree(rich)


def test_a_json_number_is_no_share_and_the_remedy_is_said() -> None:
    tree = {"armsdeals": 1, "deals": [{"id": "a", "financing": {"instruments": [{"kind": "cash", "share": 0.45}]}}]}
    (issue,) = read_document(node_of(tree))[1]
    assert (issue.where, issue.code) == ("deals[0].financing.instruments[0].share", "wrong-type")
    assert issue.hint == 'write it in quotes: "0.45"'


def test_a_tree_of_a_deal_or_a_register_comes_back_as_what_it_was(rich: Deal) -> None:
    assert from_tree(to_tree(rich)) == rich
    assert from_tree(to_tree(Register([rich]))) == Register([rich])
    with pytest.raises(InvalidDeals, match="lines: found nothing"):
        from_tree({"id": "a", "lines": None})
    with pytest.raises(InvalidDeals):
        from_tree([])
    with pytest.raises(InvalidValue):
        from_tree({"id": object()})
    with pytest.raises(TypeError):
        to_tree("tur-s400")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ({"deals": []}, [("armsdeals", "missing")]),
        ({"armsdeals": 1}, [("deals", "missing")]),
        ({"armsdeals": "1", "deals": []}, [("armsdeals", "wrong-type")]),
        ({"armsdeals": 1, "deals": {}}, [("deals", "wrong-type")]),
        ({"armsdeals": 1, "deals": [[]]}, [("deals[0]", "wrong-type")]),
        ({"armsdeals": 1, "deals": [{}]}, [("deals[0].id", "missing")]),
        ({"armsdeals": 1, "deals": [{"id": "A"}]}, [("deals[0].id", "bad-value")]),
        ({"armsdeals": 1, "deals": [{"id": "a"}, {"id": "a"}]}, [("deals[1].id", "duplicate-id")]),
        ({"armsdeals": 1, "deals": [], "evidnce": {}}, [("evidnce", "unknown-key")]),
        ({"armsdeals": 1, "deals": [], "evidence": []}, [("evidence", "wrong-type")]),
        ({"armsdeals": 1, "deals": [], "evidence": {"T": {"title": "a"}}}, [("evidence.T", "bad-value")]),
        ({"armsdeals": 1, "deals": [], "evidence": {"": {"title": "a"}}}, [("evidence.", "bad-value")]),
        ({"armsdeals": 1, "deals": [], "evidence": {"t": {"id": "t", "title": "a"}}}, [("evidence.t.id", "unknown-key")]),
        ({"armsdeals": 1, "deals": [], "evidence": {"t": {}}}, [("evidence.t", "inconsistent")]),
        ({"armsdeals": 1, "deals": [], "sources": "t"}, [("sources", "wrong-type")]),
        ({"armsdeals": 1, "deals": [], "sources": ["t"]}, [("sources[0]", "unknown-source")]),
        ({"armsdeals": 1, "deals": [{"id": "a", "evidence": []}]}, [("deals[0].evidence", "wrong-type")]),
        ({"armsdeals": 1, "deals": [{"id": "a", "history": [{"when": "2017", "after": "x"}]}]}, [("deals[0].history[0].after", "inconsistent")]),
        ([], [("", "wrong-type")]),
        (None, [("", "wrong-type")]),
    ],
)  # fmt: skip
def test_faults_of_the_envelope_are_told_in_their_place(tree: Any, expected: list[tuple[str, str]]) -> None:
    assert tree_codes(tree) == expected


def test_a_newer_document_is_refused_as_such() -> None:
    with pytest.raises(UnsupportedVersion, match="version 2; this armsdeals reads up to 1"):
        read_document(node_of({"armsdeals": 2, "deals": [], "something": "new"}))


def test_typed_yaml_may_leave_the_version_out_and_it_is_the_first() -> None:
    assert yaml_issues("deals:\n- id: a\n") == (Register([Deal(id="a")]), [])
    with pytest.raises(UnsupportedVersion) as caught:
        yaml_issues("deals: []\narmsdeals: 4\n")
    assert (caught.value.line, caught.value.column) == (2, 12)


def test_a_double_id_names_the_line_of_the_first() -> None:
    register, (issue,) = yaml_issues("deals:\n- id: a\n- id: a\n  note: x\n")
    assert (issue.line, issue.message) == (3, "two deals are called 'a' (first in line 2)")
    assert register == Register([Deal(id="a")])


TABLES = """\
deals:
- id: a
  history:
  - when: 2017
    evidence: [tass, own]
  evidence:
    own: {publisher: AP}
- id: b
  sources: [tass]
evidence:
  tass: {publisher: TASS}
"""


def test_a_key_is_looked_up_in_the_table_of_the_deal_and_then_in_that_of_the_document() -> None:
    register, issues = yaml_issues(TABLES)
    assert issues == []
    tass = Evidence(id="tass", publisher="TASS")
    assert register["a"].history[0].evidence == (tass, Evidence(id="own", publisher="AP"))
    assert register["b"].sources == (tass,)


@pytest.mark.parametrize(
    ("old", "new", "line", "where", "said"),
    [
        ("[tass, own]", "[tas, own]", 5, "deals[0].history[0].evidence[0]", "no source 'tas' in this file; did you mean tass?"),
        ("sources: [tass]", "sources: [own]", 9, "deals[1].sources[0]", "no source 'own' in this file"),
        ("own: {pub", "tass: {pub", 7, "deals[0].evidence.tass", "the source 'tass' is declared in the document and in the deal; keep one"),
        ("  tass: {", "  tass: {publisher: AP}\n  tass: {", 12, "evidence.tass", "stands twice in one object (first in line 11); keep one"),
    ],
)  # fmt: skip
def test_keys_that_name_no_source_or_two_are_faults(old: str, new: str, line: int, where: str, said: str) -> None:
    _, issues = yaml_issues(TABLES.replace(old, new))
    told = [(issue.line, issue.where, f"{issue.message}; {issue.hint}"[: len(said)]) for issue in issues]
    assert (line, where, said) in told


def test_a_faulty_source_is_told_once_however_often_it_is_cited() -> None:
    register, issues = yaml_issues(TABLES.replace("publisher: TASS", "publisher: [TASS]"))
    assert [issue.where for issue in issues] == ["evidence.tass.publisher"]
    assert len(register) == 0


def test_what_no_claim_cites_is_kept_and_told() -> None:
    text = "deals:\n- id: a\n  evidence:\n    x: {title: X}\nevidence:\n  y: {title: Y}\n"
    register, issues = yaml_issues(text)
    assert register == Register(
        [Deal(id="a", sources=(Evidence(id="x", title="X"),))], sources=(Evidence(id="y", title="Y"),)
    )
    assert [(issue.line, issue.where, issue.code, issue.severity) for issue in issues] == [
        (4, "deals[0].evidence.x", "never-cited", Severity.INFO),
        (6, "evidence.y", "never-cited", Severity.INFO),
    ]


def cites(deal_id: str, *sources: Evidence) -> Deal:
    return Deal(id=deal_id, history=(Event(when="2017", evidence=sources),))


def test_a_source_that_several_deals_cite_stands_once_in_the_table_of_the_document() -> None:
    tass, own = Evidence(id="tass", publisher="TASS"), Evidence(id="own", publisher="AP")
    tree = document_tree(Register([cites("a", tass, own), cites("b", tass)]))
    assert tree["evidence"] == {"tass": {"publisher": "TASS"}}
    assert tree["deals"][0]["evidence"] == {"own": {"publisher": "AP"}}
    assert "evidence" not in tree["deals"][1]


def test_an_id_that_means_different_sources_stays_in_the_tables_of_the_deals() -> None:
    one, two = Evidence(id="tass", publisher="TASS"), Evidence(id="tass", publisher="TASS", locator="2")
    tree = document_tree(Register([cites("a", one), cites("b", one), cites("c", two)], sources=(one,)))
    assert "evidence" not in tree
    assert tree["sources"] == [{"id": "tass", "publisher": "TASS"}]
    assert [deal["evidence"]["tass"].get("locator") for deal in tree["deals"]] == [None, None, "2"]


POOL = [Evidence(id=name, publisher=who) for name in ("", "tass", "x-1", "null") for who in ("A", "B")]


@st.composite
def registers(draw: st.DrawFn) -> Register:
    deals = []
    for name in draw(st.lists(st.sampled_from("abc"), unique=True)):
        known: dict[str, Evidence] = {}
        agreed = [
            known.setdefault(source.id, source) if source.id else source
            for source in draw(st.lists(st.sampled_from(POOL), max_size=5))
        ]
        cut = draw(st.integers(0, len(agreed)))
        deals.append(evolve(cites(name, *agreed[:cut]), sources=tuple(agreed[cut:])))
    return Register(deals, sources=draw(st.lists(st.sampled_from(POOL), max_size=3)))


@given(registers(), st.sampled_from(FORMATS))
def test_law_a_register_comes_back_equal_whatever_its_sources_are_called(register: Register, form: Format) -> None:
    assert back(form, register) == register


@given(registers())
def test_law_a_deal_comes_back_from_its_own_tree(register: Register) -> None:
    for deal in register:
        assert from_tree(to_tree(deal)) == deal


def test_a_document_that_is_nothing_but_faults_is_given_up() -> None:
    register, issues = read_document(node_of({"armsdeals": 1, "deals": [{"id": "sound"}, *[{"x": 1}] * 20_000]}))
    assert len(register) == 0
    assert len(issues) == 101
    last = issues.errors[-1]
    assert (last.code, last.message) == (
        "more-faults",
        "more than 10,000 faults were found; the document was not read to its end",
    )


@pytest.mark.parametrize("name", ["json", "csv", "yaml"])
def test_remarks_keep_nothing_from_being_read_however_many_there_are(name: str) -> None:
    unused = {f"s{n}": {"publisher": "A"} for n in range(102)}
    form = format_named(name)
    data = form.write({"armsdeals": 1, "deals": [{"id": "a", "title": "S-400", "evidence": unused}]})
    register, issues = read_document(form.parse(data), limits=Limits(faults=1), needs_version=False)
    assert [deal.title for deal in register] == ["S-400"]
    assert [issue.code for issue in issues] == ["never-cited", "more-faults"]
    assert "from here on 101 more remarks were found and are not listed" in str(issues[1])
    assert loads(data, name, limits=Limits(faults=1)) == register


def test_many_unknown_sources_in_a_large_table_are_told_quickly() -> None:
    table = {f"source-{n}": {"title": "x"} for n in range(20_000)}
    history = [{"when": "2017", "evidence": [f"sourcee-{n}"]} for n in range(3_000)]
    start = time.process_time()
    _, issues = read_document(node_of({"armsdeals": 1, "deals": [{"id": "a", "history": history}], "evidence": table}))
    assert len(issues) == 101
    assert time.process_time() - start < 20


@each_format
def test_reading_takes_time_in_proportion_to_length(form: Format, rich: Deal) -> None:
    def seconds(deals: int) -> float:
        data = form.write(document_tree(Register(evolve(rich, id=f"d-{n}") for n in range(deals))))
        taken = []
        for _ in range(3):
            start = time.process_time()
            register, _ = read_document(form.parse(data))
            taken.append(time.process_time() - start)
            assert len(register) == deals
        return min(taken)

    assert seconds(40) < 32 * max(seconds(5), 0.005)  # eight times as much; if it grew by the square, 64 times
