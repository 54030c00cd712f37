"""What one article of 2017 tells of the deals lives in the bundled example: every fact in its modality, with date and speaker.

The article is "Turkey Prefers Russia's Weapons As NATO Fails to Offer Alternative". Its facts are numbered F01 to F73; those
that belong to no deal are in test_seed_facts_context.py. What is expected was read from the article by hand. Where it gives
no day, its day of publication is the last one possible. An attribute of a system is no claim, so it has no speaker.
"""

import csv
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from armsdeals.cases.cases import example
from armsdeals.model.event import EventKind
from armsdeals.model.limits import ConstraintKind
from armsdeals.model.negotiation.ending import EndActor, EndReason
from armsdeals.model.negotiation.stage import NegotiationStage as Stage
from armsdeals.model.offer import AssessmentGround, Verdict
from armsdeals.model.valued import ProductionMode
from armsdeals.register.register import Register
from armsdeals.values.basis import Basis
from armsdeals.values.claim import Claim, Modality, SpeakerRole
from armsdeals.values.evidence import SourceKind

SHARED = Path(__file__).parents[2] / ".." / "shared"
OWN = SpeakerRole.AUTHOR  # told by the author of the article, in nobody's name
ISIK = "Fikri Işık, defence minister of Türkiye"  # noqa: RUF001  # his name is written so
ERDOGAN = "Recep Tayyip Erdoğan, president of Türkiye"
CAVUSOGLU = "Mevlüt Çavuşoğlu, foreign minister of Türkiye"
CHEMEZOV = "Sergey Chemezov, head of Rostec"
IDS = re.compile(r'\bid="(F\d\d)"')
BARGAINING = (Stage.NEGOTIATING, Stage.FINAL_TALKS, Stage.PRELIMINARY)

Query = Callable[[Register], Iterable[tuple[Claim, object]]]


@pytest.fixture(scope="module")
def register() -> Register:
    return example("turkey-air-defence")


def countries(register: Register, deal: str) -> list[str | None]:
    sides = (*register[deal].suppliers, *register[deal].recipients)
    return [party.country.iso3 if party.country else None for party in sides]


@pytest.mark.parametrize(
    ("query", "modality", "when", "speaker", "value"),
    [
        pytest.param(
            lambda r: (
                (judged, [(source.kind, str(source.published)) for source in judged.evidence])
                for judged in r["tur-s400"].assessments
                if judged.modality is Modality.OPINION and judged.of == "NATO"
            ),
            Modality.OPINION, "2017-04-24/2017-05-03", OWN, [(SourceKind.ARTICLE, "2017-04-24/2017-05-03")],
            id="F01",
        ),
        pytest.param(
            lambda r: (
                (event, event.kind)
                for event in r["tur-s400"].history
                if str(event.when) == str(event.said) == "2017-04-24"
            ),
            Modality.FACT, "2017-04-24", ISIK, EventKind.STATEMENT,
            id="F02",
        ),
        pytest.param(
            lambda r: (
                (event, (countries(r, "tur-s400"), line.system.aliases, r["tur-s400"].as_known("2017-05-03").ordered("s400")))
                for event in r["tur-s400"].history
                for line in r["tur-s400"].lines
                if str(event.when) == "2017-04-24" and "purchase" in event.text
            ),
            Modality.FACT, "2017-04-24", ISIK, (["RUS", "TUR"], ("S-400",), None),
            id="F03",
        ),
        pytest.param(
            lambda r: ((event, event.place) for event in r["tur-s400"].history if event.kind is EventKind.SUMMIT),
            Modality.PLANNED, "2017-05-03", ISIK, "Sochi",
            id="F04",
        ),
        pytest.param(
            lambda r: (
                (event, event.stage) for event in r["tur-s400"].history if event.quote == "final stage"
            ),
            Modality.FACT, "../2017-04-24", ISIK, Stage.FINAL_TALKS,
            id="F05",
        ),
        pytest.param(
            lambda r: (
                (event, event.stage)
                for event in r["tur-s400"].history
                if event.stage is Stage.FINAL_TALKS and str(event.said) == "2017-04-24" and not event.quote
            ),
            Modality.FACT, "../2017-04-24", ISIK, Stage.FINAL_TALKS,
            id="F06",
        ),
        pytest.param(
            lambda r: (
                (event, event.stage) for event in r["tur-s400"].history if event.modality is Modality.DENIED
            ),
            Modality.DENIED, "2017-04-24~", ISIK, Stage.SIGNED,
            id="F07",
        ),
        pytest.param(
            lambda r: (
                (limit, (limit.area, limit.lines))
                for limit in r["tur-s400"].constraints
                if limit.kind is ConstraintKind.INTEGRATION_BARRED and limit.by == "Türkiye"
            ),
            Modality.FACT, "2017-04-24~", ISIK, ("air defence of NATO", ("s400",)),
            id="F08",
        ),
        pytest.param(
            lambda r: (
                (judged, (judged.by, judged.verdict, judged.grounds, r["tur-s400"].offers))
                for judged in r["tur-s400"].assessments
                if judged.of == "NATO members"
            ),
            Modality.FACT, "../2017-04-24", ISIK, ("Türkiye", Verdict.INADEQUATE, (AssessmentGround.FINANCIAL,), ()),
            id="F09",
        ),
        pytest.param(
            lambda r: (
                (event, event.quote)
                for event in r["tur-s400"].history
                if event.text.startswith("motive") and event.speaker_role is SpeakerRole.RECIPIENT_OFFICIAL
            ),
            Modality.FACT, "../2017-04-24", ISIK, "financially effective",
            id="F10",
        ),
        pytest.param(
            lambda r: (
                (event, (event.stage, str(event.known)))
                for event in r["tur-s400"].history
                if str(event.said) == "2016-11"
            ),
            Modality.FACT, "2016-11", OWN, (Stage.TALKS, "2016-11"),
            id="F11",
        ),
        pytest.param(
            lambda r: (
                (event, (event.stage, event.termination and event.termination.by))
                for event in r["tur-t-loramids"].history
                if event.stage and event.stage.is_end and event.speaker_role is OWN
            ),
            Modality.FACT, "2015-11~", OWN, (Stage.CANCELLED, EndActor.RECIPIENT),
            id="F12",
        ),
        pytest.param(
            lambda r: (
                (price, (str(price.value), price.basis))
                for price in r["tur-t-loramids"].prices
                if price.speaker_role is OWN
            ),
            Modality.FACT, "None", OWN, ("3400000000 USD", None),
            id="F13",
        ),
        pytest.param(
            lambda r: (
                (event, (event.stage, r["tur-t-loramids"].position.furthest))
                for event in r["tur-t-loramids"].position.beaten
            ),
            Modality.FACT, "../2015-11~", OWN, (Stage.SIGNED, Stage.SELECTED),
            id="F14",
        ),
        pytest.param(
            lambda r: (
                (event, (reason.code, reason.speaker))
                for event in r["tur-t-loramids"].history
                if event.termination and event.speaker_role is OWN
                for reason in event.termination.reasons
            ),
            Modality.FACT, "2015-11~", OWN, (EndReason.COUNTERPARTY_UNWILLING, "Türkiye, as the article tells it"),
            id="F17",
        ),
        pytest.param(
            lambda r: (
                (event, "depend no longer on Washington" in event.text)
                for event in r["tur-s400"].history
                if event.text.startswith("motive") and event.speaker_role is OWN
            ),
            Modality.FACT, "2015/2017-05-03", OWN, True,
            id="F20",
        ),
        pytest.param(
            lambda r: (
                (event, event.kind)
                for event in r["tur-s400"].history
                if event.speaker == ERDOGAN and "object" in event.text
            ),
            Modality.OPINION, "2017-03-10/2017-05-03", ERDOGAN, EventKind.STATEMENT,
            id="F23",
        ),
        pytest.param(
            lambda r: (
                (event, (event.stage, event.bound.value))
                for event in r["tur-s400"].history
                if event.speaker == ERDOGAN and event.stage
            ),
            Modality.FACT, "2017-03", ERDOGAN, (Stage.TALKS, "AT_LEAST"),
            id="F24",
        ),
        pytest.param(
            lambda r: (
                (event, event.kind)
                for event in r["tur-s400"].history
                if event.speaker == CHEMEZOV and event.kind
            ),
            Modality.FACT, "2017-03-14", CHEMEZOV, EventKind.STATEMENT,
            id="F27",
        ),
        pytest.param(
            lambda r: (
                (event, (event.stage, *event.alternatives))
                for event in r["tur-s400"].history
                if event.speaker == CHEMEZOV and event.stage
            ),
            Modality.FACT, "2017-03-14", CHEMEZOV, BARGAINING,
            id="F28",
        ),
        pytest.param(
            lambda r: (
                (loan, (loan.form.value, loan.lender, loan.status.value, loan.amount, loan.rate))
                for loan in r["tur-s400"].financing.instruments
                if loan.speaker == CHEMEZOV
            ),
            Modality.FACT, "2017-03-14", CHEMEZOV, ("SUPPLIER_STATE_LOAN", "Russia", "PROPOSED", None, None),
            id="F29",
        ),
        pytest.param(
            lambda r: (
                (event, "best air defence system" in event.text)
                for event in r["tur-s400"].history
                if event.speaker_role is OWN and event.kind is EventKind.STATEMENT
            ),
            Modality.OPINION, "../2017-05-03", OWN, True,
            id="F30",
        ),
        pytest.param(
            lambda r: (
                (made, (made.value, made.place and made.place.iso3)) for made in r["tur-s400"].line("s400").production
            ),
            Modality.POSSIBLE, "None", OWN, (ProductionMode.UNKNOWN, "TUR"),
            id="F31",
        ),
        pytest.param(
            lambda r: (
                (shared, (shared.receiver, shared.line))
                for shared in r["tur-s400"].technology
                if shared.speaker_role is OWN
            ),
            Modality.OPINION, "None", OWN, ("Türkiye", "s400"),
            id="F32",
        ),
        pytest.param(
            lambda r: ((event, event.stage) for event in r["tur-rus-electronics"].history),
            Modality.DESIRED, "2017", OWN, Stage.INTEREST,
            id="F37",
        ),
        pytest.param(
            lambda r: (
                (event, (event.stage, line.kind and line.kind.value))
                for event in r["tur-rus-ammunition"].history
                for line in r["tur-rus-ammunition"].lines
            ),
            Modality.DESIRED, "2017", OWN, (Stage.INTEREST, "MUNITION"),
            id="F38",
        ),
        pytest.param(
            lambda r: (
                (event, (event.stage, line.kind and line.kind.value))
                for event in r["tur-rus-missile-technology"].history
                for line in r["tur-rus-missile-technology"].lines
            ),
            Modality.DESIRED, "2017", OWN, (Stage.INTEREST, "TECHNOLOGY"),
            id="F39",
        ),
        pytest.param(
            lambda r: (
                (judged, judged.grounds) for judged in r["tur-s400"].assessments if judged.speaker == CAVUSOGLU
            ),
            Modality.FACT, "../2017-05-03", CAVUSOGLU,
            (AssessmentGround.TECHNOLOGY_TRANSFER, AssessmentGround.JOINT_INVESTMENT),
            id="F53",
        ),
    ],
)  # fmt: skip
def test_a_fact_about_a_deal_is_held_in_its_modality(
    register: Register, query: Query, modality: Modality, when: str, speaker: object, value: object
) -> None:
    ((claim, found),) = query(register)
    assert (claim.modality, str(claim.when), claim.speaker or claim.speaker_role) == (modality, when, speaker)
    assert found == value
    assert [source.id for source in claim.evidence] == ["article-2017"]


@pytest.mark.parametrize(
    ("query", "value"),
    [
        pytest.param(
            lambda system: (system.designation, system.origin.iso3, system.category),
            ("FD-2000", "CHN", "long-range surface-to-air missile system"), id="F15",
        ),
        pytest.param(lambda system: system.export_version_of, "HQ-9", id="F16"),
    ],
)  # fmt: skip
def test_a_fact_about_the_chinese_system_is_an_attribute_of_it(
    register: Register, query: Callable[[object], object], value: object
) -> None:
    assert query(register["tur-t-loramids"].line("fd2000").system) == value


@pytest.mark.parametrize("role", [pytest.param("air defence system, also against missiles", id="F25")])
def test_the_s400_is_good_against_aircraft_and_missiles(register: Register, role: str) -> None:
    assert register["tur-s400"].line("s400").system.category == role


def test_nothing_that_the_article_tells_makes_up_a_price_or_a_number_for_the_s400(register: Register) -> None:
    known = register["tur-s400"].as_known("2017-05-03")
    assert (known.prices, known.offers, known.line("s400").on(Basis.ORDERED)) == ((), (), ())


def told() -> list[str]:
    """The facts that are asked for here and in the files beside this one."""
    files = Path(__file__).parent.glob("test_seed_facts*.py")
    return sorted(name for file in files for name in IDS.findall(file.read_text("utf-8")))


def test_every_fact_of_the_list_has_one_test() -> None:
    assert told() == [f"F{number:02}" for number in range(1, 74)]


def test_the_tests_and_the_list_of_facts_name_the_same_ones() -> None:
    path = SHARED / "domain" / "seed_facts.csv"
    if not path.is_file():
        pytest.skip("the list of facts lies in a folder beside the checkout (../shared/domain), which is not here")
    with path.open(encoding="utf-8", newline="") as file:
        assert set(told()) == {row["id"] for row in csv.DictReader(file)}
