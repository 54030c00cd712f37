from typing import Any

import pytest
from hypothesis import given, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.model.deal import Deal
from armsdeals.model.event import Event
from armsdeals.model.line import Line
from armsdeals.model.negotiation.ending import EndActor, Suspension, Termination
from armsdeals.model.negotiation.guards import GUARDS, Guard, Step, judge, refusals
from armsdeals.model.negotiation.moves import MOVES, table
from armsdeals.model.negotiation.stage import NegotiationStage
from armsdeals.model.party import Party, Role

Stage = NegotiationStage
SUPPLIER, RECIPIENT = Party("Rosoboronexport", role=Role.SUPPLIER), Party("Türkiye", role=Role.RECIPIENT)
LINE = Line(id="s400", system="S-400")


def sides(parties: tuple[Party, ...] = (SUPPLIER, RECIPIENT), lines: tuple[Line, ...] = (LINE,)) -> Deal:
    return Deal(id="demo", parties=parties, lines=lines)


def verdict(guard: str, to: str, *, deal: Deal = sides(), when: str = "2017", **more: Any) -> bool | None:  # noqa: B008
    context = {name: more.pop(name) for name in ("start", "furthest", "resume_point") if name in more}
    previous = more.pop("previous", None)
    stages: dict[str, Any] = {name: Stage(value) for name, value in context.items()}
    return GUARDS[guard](Step(deal=deal, previous=previous, event=Event(when=when, stage=Stage(to), **more), **stages))


def ended(by: str) -> Termination:
    return Termination(by=EndActor(by))


def test_all_eighteen_guards_are_listed_with_a_sentence_and_a_check() -> None:
    assert list(GUARDS) == [f"G{n}" for n in range(1, 19)]
    assert all(name == guard.id and guard.sentence and guard.check for name, guard in GUARDS.items())


def test_every_guard_of_the_table_is_listed() -> None:
    assert {name for move in table() for name in move.guards} == set(GUARDS)


@pytest.mark.parametrize("name", ["G3", "G4", "G5", "G6", "G7", "G10", "G11", "G12", "G14", "G18"])
def test_what_nobody_recorded_is_undecided(name: str) -> None:
    assert {verdict(name, stage) for stage in Stage} == {None}


@pytest.mark.parametrize(
    ("when", "answer"), [("2017", True), ("2016", True), ("2016-11-01", True), ("2016-10-31", False)]
)
def test_g1_fails_only_for_a_step_that_is_certainly_earlier(when: str, answer: bool) -> None:  # noqa: FBT001
    assert verdict("G1", "signed", when=when, previous=Event(when="2016-11", stage=Stage.TALKS)) is answer


def test_g1_holds_for_the_first_step() -> None:
    assert verdict("G1", "talks") is True


@pytest.mark.parametrize(
    ("to", "deal", "answer"),
    [
        ("offered", sides(parties=(SUPPLIER,), lines=()), True),
        ("offered", sides(parties=(RECIPIENT,)), False),
        ("signed", sides(), True),
        ("signed", sides(parties=(SUPPLIER,)), False),
        ("signed", sides(lines=()), False),
        (
            "signed",
            sides(parties=(Party("unknown", role=Role.MANUFACTURER), Party("unknown", role=Role.END_USER))),
            True,
        ),
    ],
)
def test_g2_wants_a_supplier_and_from_a_signature_on_a_recipient_and_a_line(to: str, deal: Deal, answer: bool) -> None:  # noqa: FBT001
    assert verdict("G2", to, deal=deal) is answer


@pytest.mark.parametrize(
    ("halt", "answer"),
    [(None, None), (Suspension(by=EndActor.SUPPLIER), None), (Suspension(reasons=("unknown",)), True)],
)
def test_g8_wants_to_be_told_who_halts_and_why(halt: Suspension | None, answer: bool | None) -> None:  # noqa: FBT001
    assert verdict("G8", "suspended", start="signed", suspension=halt) is answer


@pytest.mark.parametrize(
    ("by", "start", "answer"),
    [
        ("recipient", "offered", True), ("unknown", "offered", True), ("supplier", "offered", False),
        ("mutual", "shortlisted", False), ("supplier", "selected", True), ("mutual", "signed", True),
        ("force majeure", "delivering", True), ("authority", "signed", False), (None, "signed", None),
    ],
)  # fmt: skip
def test_g9_before_a_selection_only_the_recipient_cancels(by: str | None, start: str, answer: bool | None) -> None:  # noqa: FBT001
    assert verdict("G9", "cancelled", start=start, termination=ended(by) if by else None) is answer


def test_g9_under_a_halt_the_interrupted_stage_counts() -> None:
    by = ended("supplier")
    assert verdict("G9", "cancelled", start="suspended", resume_point="offered", termination=by) is False
    assert verdict("G9", "cancelled", start="suspended", resume_point="signed", termination=by) is True
    assert verdict("G9", "cancelled", start="suspended", termination=by) is None
    assert verdict("G9", "cancelled", termination=by) is None


@pytest.mark.parametrize(
    ("to", "by", "start", "answer"),
    [
        ("rejected", "supplier", "requested", True), ("rejected", "recipient", "requested", False),
        ("rejected", "recipient", "offered", True), ("rejected", "supplier", "selected", False),
        ("rejected", "supplier", "talks", None), ("rejected", "recipient", "interest", None),
        ("rejected", "mutual", "offered", False), ("rejected", "authority", "talks", False),
        ("rejected", "unknown", "offered", None), ("rejected", None, "offered", None),
        ("withdrawn", "supplier", "offered", True), ("withdrawn", "recipient", "talks", True),
        ("withdrawn", "mutual", "talks", True), ("withdrawn", "force majeure", "talks", False),
        ("withdrawn", "unknown", "talks", None),
    ],
)  # fmt: skip
def test_g13_the_side_that_was_asked_says_no_and_either_may_leave(
    to: str,
    by: str | None,
    start: str,
    answer: bool | None,  # noqa: FBT001
) -> None:
    assert verdict("G13", to, start=start, termination=ended(by) if by else None) is answer


@pytest.mark.parametrize(("more", "answer"), [({"back": True}, True), ({"text": "terms reopened"}, True), ({}, None)])
def test_g15_a_step_back_is_told_or_undecided(more: dict[str, Any], answer: bool | None) -> None:  # noqa: FBT001
    assert verdict("G15", "negotiating", start="signed", **more) is answer


DENIED = ad.Modality.DENIED


def telling(stage: str, when: str, **more: Any) -> Event:
    return Event(when=when, stage=Stage(stage), **more)


@pytest.mark.parametrize(
    ("guard", "to", "denied", "answer"),
    [
        ("G8", "suspended", telling("suspended", "2017", modality=DENIED), False),
        ("G8", "suspended", telling("suspended", "2016", modality=DENIED), None),
        ("G8", "suspended", telling("signed", "2017", modality=DENIED), None),
        ("G8", "suspended", telling("suspended", "2017"), None),
        ("G14", "shortlisted", telling("tendered", "../2017", modality=DENIED), False),
        ("G14", "shortlisted", telling("tendered", "2018", modality=DENIED), None),
        ("G14", "shortlisted", telling("shortlisted", "2017", modality=DENIED), None),
        ("G15", "negotiating", telling("negotiating", "2017-05", modality=DENIED), False),
        ("G15", "negotiating", telling("talks", "2017-05", modality=DENIED), None),
        ("G15", "negotiating", telling("negotiating", "2017-05", modality="planned"), None),
    ],
)
def test_a_step_that_nothing_supports_and_somebody_denies_is_false(
    guard: str,
    to: str,
    denied: Event,
    answer: bool | None,  # noqa: FBT001
) -> None:
    deal = Deal(id="demo", history=(denied,))
    assert verdict(guard, to, deal=deal, start="signed") is answer


@pytest.mark.parametrize(
    ("guard", "to", "more"),
    [
        ("G8", "suspended", {"suspension": Suspension(reasons=("unknown",))}),
        ("G15", "negotiating", {"text": "terms reopened"}),
        ("G15", "negotiating", {"back": True}),
    ],
)
def test_a_step_that_is_told_of_holds_though_somebody_denies_it(guard: str, to: str, more: dict[str, Any]) -> None:
    deal = Deal(id="demo", history=(telling(to, "2017", modality=DENIED),))
    assert verdict(guard, to, deal=deal, start="signed", **more) is True


def test_a_denial_that_was_taken_back_contradicts_nothing() -> None:
    denial = telling("suspended", "2017", modality=DENIED, id="wrong")
    back = Event(when="2018", retracts="wrong")
    assert verdict("G8", "suspended", deal=Deal(id="demo", history=(denial, back)), start="signed") is None


def test_what_was_denied_is_said_in_the_refusal() -> None:
    deal = Deal(id="demo", history=(telling("suspended", "2017-05", modality=DENIED),))
    step = Step(deal=deal, start=Stage.SIGNED, event=telling("suspended", "2017"))
    (refused,) = refusals(step)
    assert refused[0] == "G8"
    assert "a halt is denied of 2017-05" in refused[1]


def test_a_day_that_nobody_tells_may_be_the_one_of_a_denial() -> None:
    deal = Deal(id="demo", history=(telling("suspended", "2016", modality=DENIED),))
    assert verdict("G8", "suspended", deal=deal, start="signed", when="../..") is False


@given(ads.deals(), ads.events(staged=True), st.sampled_from(Stage), st.none() | ads.events(staged=True))
def test_law_g1_is_always_decided(deal: Deal, event: Event, start: Stage, previous: Event | None) -> None:
    step = Step(deal=deal, start=start, event=event, previous=previous)
    assert GUARDS["G1"](step) is (previous is None or not event.when.certainly_before(previous.when))


def test_g16_a_deal_resumes_no_higher_than_where_it_was_halted() -> None:
    assert verdict("G16", "signed", start="suspended", resume_point="effective", furthest="talks") is True
    assert verdict("G16", "effective", start="suspended", resume_point="effective") is True
    assert verdict("G16", "delivering", start="suspended", resume_point="effective", furthest="delivered") is False
    assert verdict("G16", "delivering", start="suspended") is True  # what is not known bars nothing


def test_g16_a_deal_is_reopened_no_higher_than_it_ever_came() -> None:
    assert verdict("G16", "signed", start="cancelled", furthest="signed") is True
    assert verdict("G16", "effective", start="cancelled", furthest="signed") is False
    assert verdict("G16", "effective", start="cancelled") is True


@pytest.mark.parametrize(
    ("to", "resume_point", "answer"),
    [
        ("withdrawn", "preliminary", True), ("withdrawn", "signed", False), ("rejected", "offered", True),
        ("rejected", "effective", False), ("lapsed", "signed", True), ("lapsed", "effective", False),
    ],
)  # fmt: skip
def test_g17_the_halted_stage_fits_the_end(to: str, resume_point: str, answer: bool) -> None:  # noqa: FBT001
    assert verdict("G17", to, start="suspended", resume_point=resume_point) is answer


def test_g17_is_undecided_where_nobody_knows_what_was_halted() -> None:
    assert verdict("G17", "withdrawn", start="suspended") is None


def judged(to: str, start: str | None, **more: Any) -> dict[str, bool | None]:
    return dict(
        judge(
            Step(deal=sides(), start=Stage(start) if start else None, event=Event(when="2017", stage=Stage(to)), **more)
        )
    )


def test_a_step_is_judged_by_the_guards_of_its_row() -> None:
    assert judged("signed", "negotiating") == {"G1": True, "G2": True, "G3": None}
    assert judged("withdrawn", "suspended", resume_point=Stage.SIGNED) == {"G1": True, "G13": None, "G17": False}


def test_the_first_stage_is_judged_as_a_step_ahead() -> None:
    assert judged("signed", None) == {"G1": True, "G2": True, "G3": None}
    assert judged("suspended", None) == {"G1": True, "G8": None}
    assert judged("lapsed", None) == {"G1": True, "G11": None}


def test_a_guard_of_a_study_goes_with_the_stages_that_it_names() -> None:
    own = {
        **GUARDS,
        "S1": Guard("S1", "a speaker is named", lambda step: bool(step.event.speaker) or "nobody", to=("signed",)),
    }
    step = Step(deal=sides(), start=Stage.NEGOTIATING, event=Event(when="2017", stage="signed"))
    assert dict(judge(step, own))["S1"] is False
    assert refusals(step, own) == (("S1", "a speaker is named (nobody)"),)
    assert "S1" not in dict(judge(Step(deal=sides(), event=Event(when="2017", stage="talks")), own))
    assert judge(step, {"G1": GUARDS["G1"]}) == (("G1", True),)


def test_a_guard_without_a_check_is_undecided_and_stages_are_a_list() -> None:
    waiting = Guard("S2", "a court agrees", awaits="rulings")
    assert waiting(Step(deal=sides(), event=Event(when="2017", stage="signed"))) is None
    with pytest.raises(TypeError, match="to is a list"):
        Guard("S3", "anything", to="signed")


def test_a_false_guard_says_what_was_found() -> None:
    step = Step(deal=sides(parties=(SUPPLIER,)), start=Stage.NEGOTIATING, event=Event(when="2017", stage="signed"))
    ((name, why),) = refusals(step)
    assert name == "G2"
    assert why.endswith("(nobody stands on the recipient side)")


def test_a_step_that_is_not_in_the_table_has_no_verdicts() -> None:
    assert judged("withdrawn", "signed") == {}
    assert judge(Step(deal=sides(), event=Event(when="2017", text="a summit"))) == ()
    own = MOVES.adding(("signed", "withdrawn", "end"))
    assert judged("withdrawn", "signed", table=own) == {"G1": True, "G13": None}


def test_a_guard_of_a_study_that_goes_nowhere_or_answers_oddly_is_refused() -> None:
    step = Step(deal=sides(), event=Event(when="2017", stage="talks"))
    nowhere = {**GUARDS, "S1": Guard("S1", "never asked", lambda _: False)}
    with pytest.raises(ad.InvalidValue, match="the guard S1 goes to no move"):
        judge(step, nowhere)
    answers: tuple[Any, ...] = (0, 1, [], b"")
    for answer in answers:
        odd = {**GUARDS, "S1": Guard("S1", "somebody says so", lambda _, answer=answer: answer, to=("talks",))}  # type: ignore[misc]
        with pytest.raises(TypeError, match="the guard S1 answers"):
            refusals(step, odd)
