"""Names that registers spell in several ways: one state, or one group, is found by any of them."""

import pytest

import armsdeals as ad
import armsdeals.analysis as an

NAMES = (
    "Turkiye", "Turkey", "PKK (Turkey)*", "PKK (Turkiye)*", "Yemen", "Houthi rebels (Yemen)*", "North Yemen",
    "Yemen Arab Republic (North Yemen)", "UAE", "United Nations**", "unknown recipient(s)", "unknown rebel group*",
)  # fmt: skip


def deal(name: str) -> ad.Deal:
    claim = ad.VolumeClaim("1", basis="ordered")
    parties = (ad.Party("Iran", role="supplier"), ad.Party(name, role="recipient"))
    slug = "".join(c if c.isalnum() else "-" for c in name.lower())
    return ad.Deal(id=slug.strip("-"), parties=parties, lines=(ad.Line(id="a", system="A", volumes=(claim,)),))


REGISTER = ad.Register([deal(name) for name in NAMES])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("PKK (Turkey)*", {"PKK (Turkey)*", "PKK (Turkiye)*"}),
        ("pkk (Türkiye)*", {"PKK (Turkey)*", "PKK (Turkiye)*"}),
        ("Türkiye", {"Turkiye", "Turkey"}),
        ("Yemen", {"Yemen"}),
        ("North Yemen", {"North Yemen", "Yemen Arab Republic (North Yemen)"}),
        ("United Arab Emirates", {"UAE"}),
        ("United Nations", {"United Nations**"}),
        ("unknown recipient(s)", {"unknown recipient(s)"}),
        ("unknown rebel group*", {"unknown rebel group*"}),
    ],
)
def test_a_state_and_a_group_are_found_by_any_of_their_names_and_a_group_never_by_its_host(
    asked: str, found: set[str]
) -> None:
    held = REGISTER.where(recipient=asked)
    assert {party.name for deal in held for party in deal.parties if str(party.role) == "RECIPIENT"} == found
    rows = an.volumes(REGISTER, by="recipient", basis="ordered", recipient=asked)
    assert set(rows.column("recipient")) == found


def test_names_of_one_state_that_stand_apart_are_told() -> None:
    notes = an.volumes(REGISTER, by="recipient", basis="ordered").notes
    (note,) = (note for note in notes if note.startswith("names of one recipient"))
    for apart in ("Turkey; Turkiye", "PKK (Turkey)*; PKK (Turkiye)*", "North Yemen; Yemen Arab Republic (North Yemen)"):
        assert apart in note
    assert "Houthi" not in note
    assert "unknown" not in note
    together = an.volumes(REGISTER, by="recipient_country", basis="ordered")
    assert together["Türkiye"]["value"] == 2
    assert not any(note.startswith("names of one") for note in together.notes)
