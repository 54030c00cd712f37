"""What one article of 2017 tells of the deals lives in the bundled example: every fact in its modality, with date and speaker.

The article is "Turkey Prefers Russia's Weapons As NATO Fails to Offer Alternative". Its facts are numbered F01 to F73; those
that belong to no deal are in test_seed_facts_context.py. What is expected was read from the article by hand. Where it gives
no day, its day of publication is the last one possible.
An attribute of a system is no claim: it cites its source, and has no day and no speaker.
"""

import csv
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from armsdeals.model.event import EventKind
from armsdeals.model.limits import ConstraintKind
from armsdeals.model.line import LineKind
from armsdeals.model.negotiation.ending import EndActor, EndReason
from armsdeals.model.negotiation.stage import NegotiationStage as Stage
from armsdeals.model.offer import AssessmentGround, Verdict
from armsdeals.model.system import System, SystemRole
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


def countries(register: Register, deal: str) -> list[str | None]:
    sides = (*register[deal].suppliers, *register[deal].recipients)
    return [party.country.iso3 if party.country else None for party in sides]


def wish(deal: str) -> Query:
    """Ask for the stage that a wish names, and for what sort and class of thing it is."""
    return lambda register: (
        (event, (event.stage, line.kind, [claim.code for claim in line.system.codes_in("EU_ML")]))
        for event in register[deal].history
        if event.modality is Modality.DESIRED
        for line in register[deal].lines
    )


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
            wish("tur-rus-electronics"), Modality.DESIRED, "2017", OWN, (Stage.INTEREST, None, ["ML11"]),
            id="F37",
        ),
        pytest.param(
            wish("tur-rus-ammunition"),
            Modality.DESIRED, "2017", OWN, (Stage.INTEREST, LineKind.MUNITION, ["ML3"]),
            id="F38",
        ),
        pytest.param(
            wish("tur-rus-missile-technology"),
            Modality.DESIRED, "2017", OWN, (Stage.INTEREST, LineKind.TECHNOLOGY, ["ML4", "ML22"]),
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
    ("deal", "line", "query", "value"),
    [
        pytest.param(
            "tur-t-loramids", "fd2000", lambda one: (one.designation, one.origin.iso3, one.category),
            ("FD-2000", "CHN", "long-range surface-to-air missile system"), id="F15",
        ),
        pytest.param("tur-t-loramids", "fd2000", lambda one: one.export_version_of, "HQ-9", id="F16"),
        pytest.param(
            "tur-s400", "s400", lambda one: one.roles, (SystemRole.AIR_DEFENCE, SystemRole.MISSILE_DEFENCE), id="F25",
        ),
    ],
)  # fmt: skip
def test_a_fact_about_a_system_is_an_attribute_of_it(
    register: Register, deal: str, line: str, query: Callable[[System], object], value: object
) -> None:
    system = register[deal].line(line).system
    assert query(system) == value
    assert [source.id for source in system.evidence] == ["article-2017"]


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
