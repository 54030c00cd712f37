"""Systems: their names, what class they are claimed to be in, and that nothing of it is lost in a file."""

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from armsdeals._desk import dumps, loads
from armsdeals.errors import InvalidDeals, InvalidValue, UnknownName
from armsdeals.model.classification import ClassCode, Specification
from armsdeals.model.deal import Deal
from armsdeals.model.line import Line
from armsdeals.model.system import NameKind, System, SystemName, SystemRole
from armsdeals.register.register import Register
from armsdeals.strategies.values import countries, texts
from armsdeals.values.claim import Absence, Modality
from armsdeals.values.classes import SCHEMES, Scheme
from armsdeals.values.evidence import Evidence
from armsdeals.values.measure import Measure

LIST = Evidence(id="unroca", publisher="United Nations", kind="DATA_SET")
SYSTEMS = st.builds(
    System,
    texts(min_size=1, max_size=8),
    aliases=st.lists(texts(min_size=1, max_size=8), max_size=2).map(tuple),
    names=st.lists(
        st.builds(
            SystemName,
            texts(min_size=1, max_size=8),
            kind=st.sampled_from(NameKind),
            language=st.sampled_from(["", "ru", "zh", "tur"]),
            script=st.sampled_from(["", "Cyrl", "Hans"]),
            user=st.none() | countries(),
            evidence=st.sampled_from([(), (LIST,)]),
        ),
        max_size=2,
    ).map(tuple),
    developer=texts(max_size=8),
    manufacturer=texts(max_size=8),
    family=texts(max_size=8),
    variant_of=texts(max_size=8),
    derived_from=st.lists(texts(min_size=1, max_size=8), max_size=2).map(tuple),
    roles=st.lists(st.sampled_from(SystemRole), max_size=3),
    first_service=st.sampled_from([None, "2007", "1984~", "../1990"]),
    codes=st.lists(
        st.sampled_from([(name, row.code) for name, table in SCHEMES.items() for row in table.rows if not row.is_reserved])
        .map(lambda told: ClassCode(*told, edition="2024", evidence=LIST))
        | st.sampled_from(Scheme).map(lambda scheme: ClassCode(scheme, absent=Absence.NONE)),
        max_size=3,
    ).map(tuple),
    specifications=st.lists(
        st.builds(Specification, name=texts(min_size=1, max_size=8), value=st.just("~400 km"), condition=texts(max_size=8)),
        max_size=1,
    ).map(tuple),
    evidence=st.sampled_from([(), (LIST,)]),
)  # fmt: skip


def in_a_deal(system: System) -> Deal:
    return Deal(id="demo", lines=(Line(id="one", system=system),))


def test_all_names_hold_each_name_once_the_designation_first() -> None:
    system = System(
        "S-400", aliases=("Triumf", "S-400"), nato_name="SA-21 Growler", names=(SystemName("Triumf", kind="maker"),)
    )
    assert system.all_names == ("S-400", "Triumf", "SA-21 Growler")


def test_names_are_asked_for_by_whose_they_are() -> None:
    heroine = SystemName("Heroine class", kind="customer", user="South Africa")
    system = System("Type 209/1400", names=(heroine, SystemName("209", kind="maker")))
    assert system.named("customer") == (heroine,)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"language": "Russian"}, "language: 'Russian' does not fit"),
        ({"script": "cyrl"}, "script: 'cyrl' does not fit"),
        ({"kind": "nickname"}, "is not a name kind"),
        ({"user": "Norwy"}, "did you mean Norway"),
    ],
)
def test_a_name_with_a_wrong_part_is_refused(wrong: dict[str, str], said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        SystemName("x", **wrong)


def test_one_text_is_no_list_of_roles() -> None:
    with pytest.raises(TypeError, match="put it in brackets"):
        System("x", roles="AIR_DEFENCE")


def test_a_plain_text_is_no_name_of_which_more_is_known() -> None:
    with pytest.raises(TypeError, match=r"names: \[0\] 'Triumf' is not a system name"):
        System("x", names=("Triumf",))  # type: ignore[arg-type]


def test_a_system_may_have_several_codes_in_one_list() -> None:
    system = System(
        "S-400", codes=(ClassCode("EU_ML", "ML4"), ClassCode("EU_ML", "ml5"), ClassCode("SIPRI", "Missiles"))
    )
    assert [code.code for code in system.codes_in("eu ml")] == ["ML4", "ML5"]
    assert system.codes_in("MTCR") == ()


def test_no_class_in_a_list_is_known_and_not_unknown() -> None:
    none = ClassCode("UNROCA", absent="none")
    assert (none.code, none.row, none.title, none.absent) == ("", None, "", Absence.NONE)


def test_a_class_can_be_denied() -> None:
    assert ClassCode("UNROCA", "VII", modality="denied").modality is Modality.DENIED


@pytest.mark.parametrize("told", [{}, {"code": "VII", "absent": "NONE"}])
def test_a_claim_of_a_class_says_one_thing(told: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue, match=r"no value|keep value or absent"):
        ClassCode("UNROCA", **told)


def test_an_unknown_class_is_refused_in_its_place() -> None:
    with pytest.raises(UnknownName, match=r"code: 'ML33' is no code of EU_ML; did you mean") as caught:
        ClassCode("EU_ML", "ML33")
    assert caught.value.path == ("code",)
    assert "ML3" in caught.value.suggestions


def test_a_page_of_text_is_no_class() -> None:
    with pytest.raises(InvalidValue, match="is too long"):
        ClassCode("EU_ML", "ML4" + ".a" * 100_000)


@pytest.mark.parametrize("wrong", [10, None, 4.0])
def test_a_class_is_text(wrong: Any) -> None:
    with pytest.raises(TypeError, match="is not text"):
        ClassCode("EU_ML", wrong)


def test_a_specification_keeps_what_is_uncertain_in_it() -> None:
    told = Specification(name="range", value=">=40 km", condition="with the heaviest missile")
    assert told.value == Measure(">=40 km")


def test_a_specification_without_a_figure_says_why() -> None:
    with pytest.raises(InvalidValue, match="gives no value"):
        Specification(name="range")
    assert Specification(name="range", absent="withheld").value is None


def test_a_float_is_no_figure() -> None:
    with pytest.raises(TypeError, match="is not a measure"):
        Specification(name="range", value=400.0)  # type: ignore[arg-type]


def test_a_plain_list_of_names_is_read_as_before() -> None:
    text = (
        "armsdeals: 1\ndeals:\n- id: demo\n  lines:\n  - id: one\n    system: {designation: S-400, aliases: [Triumf]}\n"
    )
    assert loads(text, format="yaml")["demo"].lines[0].system.aliases == ("Triumf",)


def test_a_faulty_class_in_a_file_is_told_with_its_place_and_what_may_be_meant() -> None:
    system = "{designation: S-400, codes: [{scheme: EU_ML, code: '10'}, {scheme: MTCR, code: '5'}, {scheme: SIPRY, code: x}]}"
    text = f"armsdeals: 1\ndeals:\n- id: demo\n  lines:\n  - id: one\n    system: {system}\n"
    with pytest.raises(InvalidDeals) as caught:
        loads(text, format="yaml")
    assert [(issue.where.rpartition("system.")[2], issue.code) for issue in caught.value.issues] == [
        ("codes[0].code", "not-in-list"),
        ("codes[1].code", "not-in-list"),
        ("codes[2].scheme", "not-in-list"),
    ]
    assert "did you mean ML10?" in str(caught.value)


@pytest.mark.parametrize("form", ["json", "yaml"])
def test_sources_of_a_system_are_written_into_the_table_and_cited(form: str) -> None:
    deal = in_a_deal(System("x", codes=(ClassCode("UNROCA", absent="none", evidence=LIST),), evidence=LIST))
    data = dumps(deal, format=form)
    assert data.count(b"United Nations") == 1
    assert loads(data, format=form)["demo"] == deal


@given(system=SYSTEMS)
def test_law_a_system_is_the_same_after_a_file(system: System) -> None:
    for form in ("json", "yaml"):
        assert loads(dumps(in_a_deal(system), format=form), format=form)["demo"].lines[0].system == system


@given(system=SYSTEMS)
def test_law_a_copy_with_nothing_changed_is_equal(system: System) -> None:
    assert evolve(system) == system
    assert hash(evolve(system)) == hash(system)


@given(
    told=st.sampled_from(
        [(name, row.code) for name, table in SCHEMES.items() for row in table.rows if not row.is_reserved]
    )
)
def test_law_each_class_of_each_list_can_be_claimed(told: tuple[str, str]) -> None:
    code = ClassCode(*told)
    assert (code.scheme, code.code) == told
    assert code.title


def test_a_reader_knows_no_class_and_no_figure_before_it_was_told() -> None:
    codes = (
        ClassCode("USML", "VIII", id="first", said="2015-01-01"),
        ClassCode("EU_ML", "ML10", said="2019-01-01"),
        ClassCode("USML", retracts="first", said="2020-01-01"),
        ClassCode("UNROCA", absent="none"),  # of no known day
    )
    figure = Specification(name="range", value="400 km", said="2021-01-01")
    system = System("S-400", id="s-400", codes=codes, specifications=(figure,))
    deal = Deal(id="demo", lines=(Line(id="a", system=system),))
    for day, held in [("2014", ()), ("2016", codes[:1]), ("2019-06-01", codes[:2]), ("2022", codes[:3])]:
        known = deal.as_known(day).lines[0].system
        assert known.codes == held
        assert known.specifications == ((figure,) if day == "2022" else ())
        assert Register(systems=(system,)).known_by(day).systems == (known,)
    alone = evolve(system, codes=codes[2:], specifications=())
    assert Register(systems=(alone,)).known_by("2022").systems[0].codes == ()  # it takes back what nobody told


@pytest.mark.parametrize("above", [{"variant_of": "A"}, {"export_version_of": "a"}, {"derived_from": ("B",)}])
def test_a_document_whose_systems_come_from_themselves_is_refused(above: dict[str, Any]) -> None:
    other = System("B", id="b", variant_of="a")
    with pytest.raises(InvalidValue, match=r"systems\[[01]\]: the lineage of '[ab]' leads back to itself"):
        Register(systems=(System("A", id="a", **above), other))


def test_a_designation_that_two_systems_share_leads_to_neither() -> None:
    same = (System("A", id="one", variant_of="A"), System("A", id="two", variant_of="A"))
    assert len(Register(systems=same).systems) == 2
