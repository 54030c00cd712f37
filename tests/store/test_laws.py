"""Laws of the store: what goes in comes out, and a store does what a list of versions does."""

import tempfile
from datetime import date, datetime, time, tzinfo
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.store.parties import folded, meant, takes_part
from armsdeals.store.record import body_of, read_body
from armsdeals.store.version import StoredVersion, moment

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
IDS = st.sampled_from(["a", "b", "tur-s400"])
STATES = ["Russia", "France", "Türkiye"]


@given(deal=ads.deals())
def test_law_a_record_gives_back_the_deal(deal: ad.Deal) -> None:
    assert read_body(body_of(deal)) == ad.Register([deal])


@settings(UNHURRIED, max_examples=settings().max_examples // 3)
@given(deal=ads.deals(), who=ads.texts(), note=ads.texts())
def test_law_what_is_put_is_got(store: ad.Store, deal: ad.Deal, who: str, note: str) -> None:
    version = store.put(deal, by=who, note=note)
    assert store.get(deal.id) == store.get(deal.id, version=version) == deal
    kept = store.history(deal.id)[-1]
    assert (kept.version, kept.kept_by, kept.note) == (version, who, note)


@settings(UNHURRIED, max_examples=settings().max_examples // 3)
@given(register=ads.registers(max_size=2))
def test_law_a_register_that_is_kept_comes_back_equal(path: Path, empty: bytes, register: ad.Register) -> None:
    for left in ("-wal", "-shm"):
        Path(f"{path}{left}").unlink(missing_ok=True)
    path.write_bytes(empty)
    with ad.Store.open(path, check=False) as store:
        versions = store.put_all(register)
        assert versions == dict.fromkeys(register.ids, 1)
        assert store.register() == register
        seq = store.verify().seq
        store.put_all(register)
        assert store.verify().seq == seq


@given(day=st.dates(), hour=st.times(), zone=st.timezones())
def test_law_moments_are_ordered_as_their_texts(day: date, hour: time, zone: tzinfo) -> None:
    told = datetime.combine(day, hour, tzinfo=zone)
    try:
        text = moment(told)
    except ad.InvalidValue:
        assert day.year in (1, 9999)
        return
    assert moment(text) == text
    assert datetime.fromisoformat(text) == told
    assert (text < "2000-01-01T00:00:00.000000Z") == (told < datetime.fromisoformat("2000-01-01T00:00:00Z"))


class Keeping(RuleBasedStateMachine):
    """A store beside lists of versions: None stands for a removal."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = ad.Store.open(self.folder / "deals.db")
        self.store._db.execute("PRAGMA synchronous = OFF")  # nothing is pulled out here
        self.versions: dict[str, list[ad.Deal | None]] = {}
        self.kept: list[tuple[str, str]] = []  # id and who, in the order of keeping
        self.heads = [self.store.verify()]

    def teardown(self) -> None:
        self.store.close()
        rmtree(self.folder)

    @initialize(first=ads.deals())
    def begin(self, first: ad.Deal) -> None:
        self.store.put(first, expected_version=0, by="first")
        self._note(first.id, first, "first")

    def _note(self, name: str, deal: ad.Deal | None, who: str) -> None:
        self.versions.setdefault(name, []).append(deal)
        self.kept.append((name, who))

    @rule(
        name=IDS,
        state=st.sampled_from(STATES),
        title=st.sampled_from(["", "S-400", "ß 武"]),
        who=st.sampled_from(["", "ada"]),
    )
    def put(self, name: str, state: str, title: str, who: str) -> None:
        deal = ad.Deal(id=name, title=title, parties=(ad.Party(state, role="supplier"),))
        assert self.store.put(deal, by=who) == len(self.versions.get(name, [])) + 1
        self._note(name, deal, who)

    @rule(name=IDS, expected=st.integers(0, 4))
    def put_on(self, name: str, expected: int) -> None:
        deal = ad.Deal(id=name, title=f"on {expected}")
        held = len(self.versions.get(name, []))
        if held != expected:
            with pytest.raises(ad.StoreError) as caught:
                self.store.put(deal, expected_version=expected)
            assert caught.value.code == "version-conflict"
            return
        assert self.store.put(deal, expected_version=expected) == held + 1
        self._note(name, deal, "")

    @rule(names=st.lists(IDS, unique=True), title=st.sampled_from(["", "all"]))
    def put_all(self, names: list[str], title: str) -> None:
        deals = [ad.Deal(id=name, title=title) for name in names]
        versions = self.store.put_all(ad.Register(deals))
        for deal in deals:
            if self.versions.get(deal.id, [None])[-1] != deal:
                self._note(deal.id, deal, "")
        assert versions == {name: len(self.versions[name]) for name in names}

    @rule(name=IDS)
    def remove(self, name: str) -> None:
        if self.versions.get(name, [None])[-1] is None:
            with pytest.raises(ad.UnknownName):
                self.store.remove(name)
        else:
            assert self.store.remove(name, by="eve") == len(self.versions[name]) + 1
            self._note(name, None, "eve")

    @rule()
    def open_anew(self) -> None:
        self.store.close()
        self.store = ad.Store.open(self.folder / "deals.db")
        self.store._db.execute("PRAGMA synchronous = OFF")

    @rule()
    @precondition(lambda self: len(self.heads) < 4)
    def back_up(self) -> None:
        self.heads.append(self.store.backup(self.folder / f"copy{len(self.heads)}.db"))
        with ad.Store.open(self.folder / f"copy{len(self.heads) - 1}.db", read_only=True) as copied:
            assert copied.history() == self.store.history()

    @invariant()
    def every_version_is_as_it_was_put(self) -> None:
        for name, versions in self.versions.items():
            for number, deal in enumerate(versions, start=1):
                if deal is not None:
                    assert self.store.get(name, version=number) == deal
            assert [kept.is_removed for kept in self.store.history(name)] == [deal is None for deal in versions]
            assert (name in self.store) == (versions[-1] is not None)

    @invariant()
    def all_of_it_is_as_it_was_put(self) -> None:
        latest = {name: versions[-1] for name, versions in self.versions.items()}
        assert self.store.register() == ad.Register([deal for deal in latest.values() if deal is not None])
        assert [(kept.id, kept.kept_by) for kept in self.store.history()] == self.kept

    @invariant()
    def finding_gives_what_looking_through_gives(self) -> None:
        register = self.store.register()
        for state in STATES:
            found = [deal for deal in register if takes_part(deal, "supplier", meant(state))]
            assert self.store.find(supplier=state) == ad.Register(found)

    @invariant()
    def every_head_that_was_noted_is_part_of_it(self) -> None:
        for head in self.heads:
            assert self.store.verify(head).seq == len(self.kept)


TestKeeping = Keeping.TestCase
TestKeeping.settings = settings(
    max_examples=settings().max_examples // 10, stateful_step_count=15, deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@given(name=ads.texts(), other=ads.texts())
def test_law_names_are_compared_by_a_key_that_stays_itself(name: str, other: str) -> None:
    assert folded(folded(name)) == folded(name)
    assert folded(name.upper() + " ") == folded(" " + name.upper())
    assert folded(f"{name} {other}") == f"{folded(name)} {folded(other)}".strip()


@given(
    told=st.builds(
        StoredVersion,
        seq=st.integers(1, 10**6), kind=st.just("deal"), id=ads.slugs(), version=st.integers(1, 10**6),
        kept_at=st.datetimes().map(lambda when: moment(when.isoformat() + "Z")), kept_by=ads.texts(), note=ads.texts(),
        sha256=st.none() | st.just("0" * 64), seal=st.just(""),
    ),
    other=st.sampled_from(["seq", "id", "version", "kept_at", "kept_by", "note", "sha256"]),
)  # fmt: skip
def test_law_a_seal_changes_with_every_column(told: StoredVersion, other: str) -> None:
    value: Any = getattr(told, other)
    change: dict[str, Any] = {other: value + 1 if isinstance(value, int) else f"{value or ''}1"}
    changed = evolve(told, **change)
    seal = told.sealed_after("0" * 64)
    assert changed.sealed_after("0" * 64) != seal
    assert told.sealed_after("1" * 64) != seal
