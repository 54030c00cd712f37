"""Actors: who stands behind a name of an arms register, and what is left unknown."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from armsdeals.errors import UnknownName
from armsdeals.model.deal import Deal
from armsdeals.model.party import Party, PartyKind
from armsdeals.register.register import Register
from armsdeals.values.actors import Actor, actor_of
from armsdeals.values.country import Country

DATA = Path(__file__).parents[2] / ".." / "shared" / "data"
REGISTERS = (
    "register_2026-05",
    "register_2024-03",
    "register_utf8bom_no_preamble",
    "register_2026-07_china_new_header",
)


@pytest.mark.parametrize(
    ("printed", "country"),
    [
        ("Turkiye", "Türkiye"),
        ("Turkey", "Türkiye"),
        (" UAE ", "United Arab Emirates"),
        ("United Arab Emirates", "United Arab Emirates"),
        ("East Germany (GDR)", "East Germany"),
        ("North Yemen", "North Yemen"),
        ("Yemen Arab Republic (North Yemen)", "North Yemen"),
        ("South Yemen", "South Yemen"),
        ("South Vietnam", "South Vietnam"),
        ("Viet Nam", "Viet Nam"),
        ("Soviet Union", "Soviet Union"),
        ("Yugoslavia", "Yugoslavia"),
        ("Czechoslovakia", "Czechoslovakia"),
        ("Biafra", "Biafra"),
        ("Katanga", "Katanga"),
        ("Czech Republic", "Czechia"),
        ("Korea, South", "South Korea"),
        ("South Korea (ROK)", "South Korea"),
        ("Taiwan (ROC)", "Taiwan"),
        ("Macedonia (FYROM)", "North Macedonia"),
        ("Bosnia-Herzegovina", "Bosnia and Herzegovina"),
        ("eSwatini", "Eswatini"),
        ("Northern Cyprus", "Northern Cyprus"),
        ("Kosovo", "Kosovo"),
    ],
)
def test_a_state_is_known_by_the_names_that_registers_print(printed: str, country: str) -> None:
    assert actor_of(printed) == Actor(name=country, kind="STATE", country=Country(country))


@pytest.mark.parametrize(
    "damaged",
    [
        "Cote d'Ivoire",
        "C?te d'Ivoire",
        "C\ufffdte d'Ivoire",
        "Cte d'Ivoire",
        "Côte d?Ivoire",
        "C\u00c3\u00b4te d\u00e2\u20ac\u2122Ivoire",
        "C√¥te d'Ivoire",
    ],
)
def test_letters_that_went_lost_on_the_way_do_not_lose_the_country(damaged: str) -> None:
    assert actor_of(damaged).country == Country("Côte d'Ivoire")


@pytest.mark.parametrize("slip", ["Cute d'Ivoire", "Cate d'Ivoire", "Seo Tome and Principe", "land Islands", "Tarkiye"])
def test_a_slip_of_the_pen_is_no_damaged_letter(slip: str) -> None:
    assert actor_of(slip) == Actor(name=slip)


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("PKK (Turkiye)*", "Türkiye"),
        ("PKK (Turkey)*", "Türkiye"),
        ("Hezbollah (Lebanon)*", "Lebanon"),
        ("Viet Cong (South Vietnam)*", "South Vietnam"),
        ("ZAPU (Zimbabwe)*", "Zimbabwe"),
        ("NLA (Macedonia)*", "North Macedonia"),
        ("Houthi rebels (Yemen)*", "Yemen"),
        ("Kurdistan Regional Government (Iraq)*", "Iraq"),
        ("Ukraine Rebels*", "Ukraine"),
        ("Syria rebels*", "Syria"),
        ("Lebanon Palestinian rebels*", "Lebanon"),
        ("Libya HoR*", "Libya"),
        ("Libya GNC", "Libya"),
        ("PIJ (Israel/Palestine)*", None),
        ("Niger Delta rebels*", None),
        ("Somebody*", None),
    ],
)
def test_an_armed_group_sits_somewhere_and_is_never_its_host(printed: str, place: str | None) -> None:
    group = actor_of(printed)
    assert (group.name, group.kind, group.country) == (printed, "NON_STATE_GROUP", None)
    assert group.located_in == (Country(place) if place else None)


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("NATO**", "ORGANISATION"),
        ("United Nations**", "ORGANISATION"),
        ("EU", "ORGANISATION"),
        ("Some Union (Norway)**", "ORGANISATION"),
        ("unknown supplier(s)", "UNKNOWN_SUPPLIER"),
        ("Unknown recipient(s)", "UNKNOWN_RECIPIENT"),
        ("unknown rebel group*", "UNKNOWN_GROUP"),
        ("Nordic countries", "GROUP_OF_STATES"),
        ("Unknown country", None),
        ("Atlantis", None),
        ("", None),
        ("*", "NON_STATE_GROUP"),
    ],
)
def test_who_is_no_state_has_a_kind_and_no_country(printed: str, kind: str | None) -> None:
    actor = actor_of(printed)
    assert (actor.name, actor.kind, actor.country, actor.located_in) == (printed, kind, None, None)


def test_a_territory_and_a_part_of_a_state_have_a_country_but_are_no_states() -> None:
    assert actor_of("Aruba") == Actor(name="Aruba", kind="DEPENDENT_TERRITORY", country=Country("Aruba"))
    assert actor_of("Dubai") == Actor(name="Dubai", kind="SUB_STATE", country=Country("United Arab Emirates"))
    assert actor_of("Palestine").kind == "STATE"


def test_a_bare_unknown_is_one_of_the_side_on_which_it_stands() -> None:
    assert actor_of("Unknown country", side="recipient").kind == "UNKNOWN_RECIPIENT"
    assert actor_of("unknown", side="supplier").kind == "UNKNOWN_SUPPLIER"
    with pytest.raises(UnknownName, match="expected supplier or recipient"):
        actor_of("unknown", side="buyer")


def test_only_somebody_who_was_declared_is_known() -> None:
    assert [actor_of(name).is_known for name in ("Norway", "NATO**", "unknown rebel group*", "Atlantis")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Turkey", "Turkiye"),
        ("PKK (Turkey)*", "PKK (Turkiye)*"),
        ("NATO", "NATO**"),
        ("Unknown supplier(s)", "unknown  supplier(s)"),
    ],
)
def test_two_spellings_of_one_actor_share_a_key(one: str, other: str) -> None:
    assert actor_of(one).key == actor_of(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SLA (Lebanon)*", "LF (Lebanon)*"),
        ("PKK (Turkiye)*", "Turkiye"),
        ("Soviet Union", "Russia"),
        ("SLA (Lebanon)*", "SLA (Sudan)*"),
    ],
)
def test_two_actors_have_two_keys(one: str, other: str) -> None:
    assert actor_of(one).key != actor_of(other).key


def test_every_kind_is_a_kind_of_party() -> None:
    names = (
        "Norway",
        "Aruba",
        "Dubai",
        "NATO**",
        "X*",
        "unknown supplier(s)",
        "unknown recipient(s)",
        "unknown group",
        "others",
    )
    assert {PartyKind(kind) for name in names if (kind := actor_of(name).kind)} == {
        PartyKind.STATE, PartyKind.DEPENDENT_TERRITORY, PartyKind.SUB_STATE, PartyKind.ORGANISATION,
        PartyKind.NON_STATE_GROUP, PartyKind.UNKNOWN_SUPPLIER, PartyKind.UNKNOWN_RECIPIENT, PartyKind.UNKNOWN_GROUP,
        PartyKind.GROUP_OF_STATES,
    }  # fmt: skip


def test_a_name_that_is_no_text_is_a_wrong_type() -> None:
    name: Any = 7
    with pytest.raises(TypeError, match="is not the name of a party"):
        actor_of(name)


def test_a_party_tells_where_a_group_is_by_its_name_or_else_by_its_country() -> None:
    assert Party("PKK (Turkiye)*", role="recipient").located_in == Country("Türkiye")
    assert Party("Houthi", role="recipient", kind="non-state group", country="Yemen").located_in == Country("Yemen")
    assert Party("Norway", role="recipient", country="Norway").located_in is None
    assert Party("Acme (Norway)", role="supplier", kind="company").located_in is None


def test_a_register_is_asked_for_groups_by_the_place_where_they_sit() -> None:
    deals = [
        Deal(id=name, parties=(Party(who, role="recipient"),))
        for name, who in (("a", "PKK (Turkiye)*"), ("b", "Turkiye"))
    ]
    register = Register(deals)
    assert register.where(party_located_in="Turkey").ids == ("a",)
    assert register.where(recipient="Turkey").ids == ("b",)
    with pytest.raises(UnknownName, match="did you mean Türkiye"):
        register.where(party_located_in="Turkeye")


def rows_of(name: str) -> list[list[str]]:
    """The lines of a register, those cut in two by a line break included as far as they have both names."""
    path = DATA / "sipri_register" / f"{name}.csv"
    if not path.exists():
        pytest.skip("the shared files of other publishers are not here")
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    rows = list(csv.reader(io.StringIO(text)))
    head = next(place for place, row in enumerate(rows) if row and row[0].strip() == "Recipient")
    return [row for row in rows[head + 1 :] if len(row) > 2 and row[0].strip()]


@pytest.mark.parametrize("name", REGISTERS)
def test_everybody_in_the_registers_is_somebody_or_told_to_be_unknown(name: str) -> None:
    assert {cell for row in rows_of(name) for cell in row[:2] if actor_of(cell).kind is None} == set()


def test_the_recipients_of_a_register_are_of_the_kinds_that_were_counted_by_hand() -> None:
    rows = rows_of("register_2026-05")
    kinds = Counter(actor_of(row[0]).kind for row in rows)
    assert (kinds["STATE"], kinds["ORGANISATION"]) == (2307, 67)
    # 55 names end in one star and 65 begin with "unknown"; the unknown rebel group is both.
    both = sum(row[0].strip() == "unknown rebel group*" for row in rows)
    assert kinds["NON_STATE_GROUP"] + both == 55
    assert kinds["UNKNOWN_RECIPIENT"] + kinds["UNKNOWN_GROUP"] == 65
    assert sum(kinds.values()) == 2491
