"""What one article of 2017 tells beside the deals stands in the events of the bundled example, each in its modality.

The numbers are those of test_seed_facts.py. What is expected was read from the article by hand; where it gives no day, its
day of publication is the last one possible.
"""

from collections.abc import Callable, Iterable

import pytest

from armsdeals.model.event import Event, EventKind
from armsdeals.register.register import Register
from armsdeals.values.claim import Modality, SpeakerRole
from armsdeals.values.estimate import Estimate

OWN = SpeakerRole.AUTHOR  # told by the author of the article, in nobody's name
ERDOGAN = "Recep Tayyip Erdoğan, president of Türkiye"
PUTIN = "Vladimir Putin, president of Russia"
AKAR = "Hulusi Akar, chief of the Turkish General Staff"
CAVUSOGLU = "Mevlüt Çavuşoğlu, foreign minister of Türkiye"
STOLTENBERG = "Jens Stoltenberg, Secretary General of NATO"
MECHANISM = "joint military and intelligence mechanism"
BOTH = ("Russia", "Türkiye")

Query = Callable[[tuple[Event, ...]], Iterable[tuple[Event, object]]]


def about(topic: str, modality: Modality = Modality.FACT) -> Query:
    """Ask for the participants and place of what happened about a topic, in one modality."""
    return lambda events: (
        (event, (event.participants, event.place))
        for event in events
        if event.topic == topic and event.modality is modality
    )


def about_words(topic: str, words: str) -> Query:
    """Ask for what is told about a topic, and whether it holds a figure: shares and ranks have no field of their own."""
    return lambda events: (
        (event, (event.place, words in event.text)) for event in events if event.topic == topic
    )  # fmt: skip


def flown(system: str) -> Query:
    """Ask how many aircraft of a type took part in the raid, and whose they were."""
    return lambda events: (
        (event, (thing.party, str(thing.quantity)))
        for event in events
        for thing in event.materiel
        if event.kind is EventKind.COMBAT_OPERATION and thing.system == system
    )


def said_by(speaker: str, topic: str) -> Query:
    """Ask for what somebody said about a topic."""
    return lambda events: ((event, event.kind) for event in events if (event.speaker, event.topic) == (speaker, topic))


def turkish_aircraft(event: Event) -> Estimate:
    return sum(
        (thing.quantity for thing in event.materiel if thing.party == "Türkiye" and thing.quantity),
        Estimate("0 aircraft"),
    )


@pytest.mark.parametrize(
    ("query", "modality", "when", "speaker", "value"),
    [
        pytest.param(
            lambda events: (
                (event, (event.participants, event.place, [(thing.system, str(thing.quantity)) for thing in event.materiel]))
                for event in events
                if event.kind is EventKind.DEPLOYMENT_END
            ),
            Modality.FACT, "2015", OWN, (("United States",), "Turkish border with Syria", [("Patriot", "1 battery")]),
            id="F18",
        ),
        pytest.param(
            lambda events: (
                (event, (event.participants, event.after)) for event in events if event.kind is EventKind.REACTION
            ),
            Modality.FACT, "2015", OWN, (("Türkiye",), "patriot-battery-leaves"),
            id="F19",
        ),
        pytest.param(
            lambda events: (
                (event, (event.participants, event.place)) for event in events if event.kind is EventKind.MEETING
            ),
            Modality.FACT, "2017-03-10", OWN, ((ERDOGAN, PUTIN), "Moscow"),
            id="F21",
        ),
        pytest.param(
            said_by(ERDOGAN, "self-protection"),
            Modality.OPINION, "2017-03-10/2017-05-03", ERDOGAN, EventKind.STATEMENT,
            id="F22",
        ),
        pytest.param(
            said_by(ERDOGAN, "cooperation with Russia"),
            Modality.OPINION, "2017-03-10~", ERDOGAN, EventKind.STATEMENT,
            id="F26",
        ),
        pytest.param(
            about("military cooperation"), Modality.FACT, "../2017-05-03", OWN, (BOTH, ""), id="F33",
        ),
        pytest.param(
            lambda events: (
                (event, (event.instrument.kind.value, event.instrument.signatories))
                for event in events
                if event.instrument and event.topic == "partnership in the arms industry"
            ),
            Modality.FACT, "2016", OWN, ("DECLARATION", BOTH),
            id="F34",
        ),
        pytest.param(
            lambda events: (
                (event, (event.instrument.kind.value, event.instrument.signatories))
                for event in events
                if event.instrument and event.topic == MECHANISM
            ),
            Modality.FACT, "2016~", OWN, ("UNKNOWN", BOTH),
            id="F35",
        ),
        pytest.param(
            lambda events: (
                (event, (event.participants, event.place)) for event in events if event.kind is EventKind.VISIT
            ),
            Modality.FACT, "2016-11", OWN, ((AKAR,), "Russia"),
            id="F36",
        ),
        pytest.param(
            lambda events: (
                (event, (event.kind, event.participants))
                for event in events
                if event.topic == MECHANISM and not event.instrument
            ),
            Modality.PLANNED, "2017", OWN, (EventKind.AGREEMENT, BOTH),
            id="F40",
        ),
        pytest.param(
            lambda events: (
                (event, (event.kind, event.place, event.participants))
                for event in events
                if event.topic == "fight against Islamic State"
            ),
            Modality.FACT, "2017-01", OWN, (EventKind.COMBAT_OPERATION, "al-Bab, north-east of Aleppo", BOTH),
            id="F41",
        ),
        pytest.param(flown("Su-24M"), Modality.FACT, "2017-01", OWN, ("Russia", "4 aircraft"), id="F42"),
        pytest.param(flown("Su-25"), Modality.FACT, "2017-01", OWN, ("Russia", "4 aircraft"), id="F43"),
        pytest.param(flown("Su-34"), Modality.FACT, "2017-01", OWN, ("Russia", "1 aircraft"), id="F44"),
        pytest.param(
            lambda events: (
                (event, (str(turkish_aircraft(event)), "eight" in event.text))
                for event in events
                if event.id == "raid-on-al-bab"
            ),
            Modality.FACT, "2017-01", OWN, ("8 aircraft", True),
            id="F45",
        ),
        pytest.param(flown("F-16"), Modality.FACT, "2017-01", OWN, ("Türkiye", "4 aircraft"), id="F46"),
        pytest.param(flown("F-4"), Modality.FACT, "2017-01", OWN, ("Türkiye", "4 aircraft"), id="F47"),
        pytest.param(
            about_words("fight against Islamic State", "first joint air strike"),
            Modality.FACT, "2017-01", OWN, ("al-Bab, north-east of Aleppo", True),
            id="F48",
        ),
        pytest.param(
            about_words("raid-on-al-bab", "the government of Syria consents"),
            Modality.FACT, "2017-01", OWN, ("", True),
            id="F49",
        ),
        pytest.param(
            about("relations with NATO allies", Modality.OPINION),
            Modality.OPINION, "2017", OWN, ((), ""),
            id="F50",
        ),
        pytest.param(
            said_by("Turkish officials", "relations with NATO allies"),
            Modality.FACT, "../2017-05-03", "Turkish officials", EventKind.STATEMENT,
            id="F51",
        ),
        pytest.param(
            said_by(CAVUSOGLU, "relations with NATO allies"),
            Modality.FACT, "../2017-05-03", CAVUSOGLU, EventKind.STATEMENT,
            id="F52",
        ),
        pytest.param(
            said_by(ERDOGAN, "policy of the United States"),
            Modality.FACT, "../2017-05-03", ERDOGAN, EventKind.STATEMENT,
            id="F54",
        ),
        pytest.param(
            about_words("key NATO exercises", "4 of 18"),
            Modality.FACT, "2016", "NATO annual report for 2016", ("", True),
            id="F55",
        ),
        pytest.param(
            about_words("military strength in NATO", "rank 4"), Modality.FACT, "2016~", OWN, ("", True), id="F56",
        ),
        pytest.param(
            about_words("military personnel in NATO", "rank 2"), Modality.FACT, "2016~", OWN, ("", True), id="F57",
        ),
        pytest.param(
            about_words("NATO training mission", "4 %"), Modality.FACT, "2016~", OWN, ("Afghanistan", True), id="F58",
        ),
        pytest.param(about_words("NATO force", "7 %"), Modality.FACT, "2016~", OWN, ("Kosovo", True), id="F59"),
        pytest.param(
            lambda events: (
                (event, (event.topic, event.participants)) for event in events if event.id == "programmes-blocked"
            ),
            Modality.FACT, "2017", OWN, ("NATO programmes", ("Türkiye",)),
            id="F60",
        ),
        pytest.param(
            about("dispute with European states"),
            Modality.FACT, "2017", OWN, (("Türkiye", "some European states"), ""),
            id="F61",
        ),
        pytest.param(
            lambda events: (
                (event, event.place) for event in events if event.topic == "NATO programmes" and event.place
            ),
            Modality.FACT, "2017", OWN, "Kosovo, Georgia, Ukraine, Afghanistan",
            id="F62",
        ),
        pytest.param(
            said_by(STOLTENBERG, "NATO programmes"),
            Modality.FACT, "2017", STOLTENBERG, EventKind.STATEMENT,
            id="F63",
        ),
        pytest.param(
            about("Shanghai Cooperation Organisation", Modality.POSSIBLE),
            Modality.POSSIBLE, "2017", OWN, (BOTH, ""),
            id="F64",
        ),
        pytest.param(
            about("Shanghai Cooperation Organisation", Modality.PLANNED),
            Modality.PLANNED, "2017", OWN, (("Türkiye",), ""),
            id="F65",
        ),
        pytest.param(
            lambda events: (
                (event, event.participants)
                for event in events
                if event.topic == "Eurasian Economic Union" and str(event.when) == "2017"
            ),
            Modality.FACT, "2017", OWN, ("Türkiye",),
            id="F66",
        ),
        pytest.param(
            lambda events: (
                (event, event.participants)
                for event in events
                if event.topic == "Eurasian Economic Union" and "invited" in event.text
            ),
            Modality.FACT, "2014", OWN, ("Türkiye",),
            id="F67",
        ),
        pytest.param(
            about("Eurasian Economic Union", Modality.POSSIBLE),
            Modality.POSSIBLE, "../2017-05-03", OWN, (("Türkiye",), ""),
            id="F68",
        ),
        pytest.param(
            about("place among the powers", Modality.OPINION),
            Modality.OPINION, "../2017-05-03", OWN, (("Türkiye",), ""),
            id="F69",
        ),
        pytest.param(
            lambda events: (
                (event, event.after) for event in events if set(event.participants) == {PUTIN, ERDOGAN} and event.after
            ),
            Modality.FACT, "2017-04-16/2017-05-03", OWN, "referendum",
            id="F70",
        ),
        pytest.param(
            lambda events: ((event, event.place) for event in events if event.kind is EventKind.REFERENDUM),
            Modality.FACT, "2017-04-16", OWN, "Türkiye",
            id="F71",
        ),
        pytest.param(
            about("amendments of the constitution", Modality.POSSIBLE),
            Modality.POSSIBLE, "2017-04-16/2017-05-03", OWN, ((), ""),
            id="F72",
        ),
        pytest.param(
            lambda events: (
                (event, (event.place, "landmark" in event.text)) for event in events if event.kind is EventKind.SUMMIT
            ),
            Modality.OPINION, "2017-05-03", OWN, ("Sochi", True),
            id="F73",
        ),
    ],
)  # fmt: skip
def test_a_fact_beside_the_deals_is_held_in_its_modality(
    register: Register, query: Query, modality: Modality, when: str, speaker: object, value: object
) -> None:
    ((event, found),) = query(register.events)
    assert (event.modality, str(event.when), event.speaker or event.speaker_role) == (modality, when, speaker)
    assert found == value
    assert [source.id for source in event.evidence] == ["article-2017"]


def test_the_mechanism_is_agreed_by_one_sentence_and_to_be_set_up_by_another(register: Register) -> None:
    told = {(event.modality, str(event.when)) for event in register.events if event.topic == MECHANISM}
    assert told == {(Modality.FACT, "2016~"), (Modality.PLANNED, "2017")}


def test_no_event_beside_the_deals_moves_a_stage(register: Register) -> None:
    assert [event for event in register.events if event.stage or event.deliveries or event.payments] == []
