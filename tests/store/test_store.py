"""The store as one uses it: versions, who kept them and when, removal, backup, threads."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import armsdeals as ad
from armsdeals.store.version import StoreHead

RAFALE = ad.Deal(
    id="ind-rafale",
    parties=(ad.Party("Dassault Aviation", role="supplier", country="France"), ad.Party("India", role="recipient")),
).advance("signed", on="2016-09-23")
S400 = ad.Deal(
    id="tur-s400",
    parties=(
        ad.Party("Rosoboronexport", role="supplier"),
        ad.Party("Russia", role="supplier state"),
        ad.Party("Turkey", role="recipient"),
    ),
).start_talks(on="2016-11")
GIFT = ad.Deal(id="gift", parties=(ad.Party("Türkiye", role="supplier"), ad.Party("Somalia", role="recipient")))
CHOICE = ad.Competition(id="mmrca", buyer="India")
SOURCE = ad.Evidence(id="le-monde", publisher="Le Monde")


def code_of(call: Callable[[], Any]) -> str:
    with pytest.raises(ad.StoreError) as caught:
        call()
    return caught.value.code


def test_a_deal_comes_back_as_it_was_put(store: ad.Store) -> None:
    assert store.put(S400) == 1
    assert store.get("tur-s400") == S400


def test_every_version_stays_and_the_latest_is_given(store: ad.Store) -> None:
    signed = S400.sign(on="2017-09")
    assert [store.put(S400), store.put(signed), store.put(S400)] == [1, 2, 3]
    assert [store.get("tur-s400", version=k) for k in (1, 2, 3)] == [S400, signed, S400]
    assert store.get("tur-s400") == S400


def test_history_tells_who_kept_what_when_and_why(store: ad.Store) -> None:
    store.put(S400, by="ada", at="2026-11-15", note="first reading")
    store.put(S400, by="ben", at=datetime(2026, 11, 22, 12, 30, tzinfo=timezone(timedelta(hours=3))))
    one, two = store.history("tur-s400")
    assert (one.version, one.kept_by, one.note) == (1, "ada", "first reading")
    assert one.at == datetime(2026, 11, 15, tzinfo=UTC)
    assert (two.version, two.kept_by, two.kept_at) == (2, "ben", "2026-11-22T09:30:00.000000Z")


def test_without_a_time_sqlite_tells_it(store: ad.Store) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    store.put(S400)
    assert before <= store.history("tur-s400")[0].at <= datetime.now(UTC) + timedelta(seconds=1)


def test_the_history_of_all_is_in_the_order_of_keeping(store: ad.Store) -> None:
    store.put(S400)
    store.put_all(ad.Register([RAFALE], competitions=[CHOICE]))
    store.remove("tur-s400")
    told = [(kept.seq, kept.kind, kept.id, kept.version, kept.is_removed) for kept in store.history()]
    assert told == [
        (1, "deal", "tur-s400", 1, False),
        (2, "deal", "ind-rafale", 1, False),
        (3, "beside", "", 1, False),
        (4, "deal", "tur-s400", 2, True),
    ]


@pytest.mark.parametrize(("expected", "held"), [(0, 1), (2, 1), (1, 0)])
def test_a_change_of_another_version_is_refused_and_nothing_is_kept(store: ad.Store, expected: int, held: int) -> None:
    for _ in range(held):
        store.put(S400)
    assert code_of(lambda: store.put(RAFALE if not held else S400, expected_version=expected)) == "version-conflict"
    assert len(store.history()) == held


def test_the_expected_version_is_replaced(store: ad.Store) -> None:
    assert [store.put(S400, expected_version=k) for k in (0, 1, 2)] == [1, 2, 3]


def test_a_conflict_says_what_is_there_and_what_to_do(store: ad.Store, path: Path) -> None:
    store.put(S400)
    with pytest.raises(ad.StoreError) as caught:
        store.put(S400, expected_version=3)
    assert str(caught.value) == (
        f"'tur-s400' is at version 1 in '{path}', and version 3 was expected; get it anew, make your change again, and put that"
    )


def test_a_removed_deal_is_gone_and_not_lost(store: ad.Store) -> None:
    store.put(S400)
    assert store.remove("tur-s400", by="ada") == 2
    assert "tur-s400" not in store
    assert store.ids == ()
    assert len(store.register()) == 0
    assert store.get("tur-s400", version=1) == S400
    assert [kept.is_removed for kept in store.history("tur-s400")] == [False, True]
    with pytest.raises(ad.UnknownName, match=r"was removed from .* in version 2; version=1 gives what was there"):
        store.get("tur-s400")


def test_a_removed_deal_can_be_put_again(store: ad.Store) -> None:
    store.put(S400)
    store.remove("tur-s400", expected_version=1)
    assert store.put(S400, expected_version=2) == 3
    assert store.get("tur-s400") == S400


def test_what_is_not_there_cannot_be_removed(store: ad.Store) -> None:
    store.put(S400)
    store.remove("tur-s400")
    for name in ("tur-s400", "nobody"):
        with pytest.raises(ad.UnknownName):
            store.remove(name)
    assert len(store.history()) == 2


def test_an_unknown_id_is_refused_with_a_near_one(store: ad.Store) -> None:
    store.put(S400)
    with pytest.raises(ad.UnknownName, match="did you mean tur-s400") as caught:
        store.get("tur-s40")
    assert caught.value.suggestions == ("tur-s400",)
    for call in (lambda: store.history("nobody"), lambda: store.get_many(["tur-s400", "nobody"])):
        with pytest.raises(ad.UnknownName):
            call()


@pytest.mark.parametrize("name", ["", "\0", "\ud800", "TUR-S400", "'; DROP TABLE versions; --"])
def test_an_id_that_no_deal_can_have_is_not_there(store: ad.Store, name: str) -> None:
    store.put(S400)
    assert name not in store
    with pytest.raises(ad.UnknownName):
        store.get(name)
    assert store.ids == ("tur-s400",)


@pytest.mark.parametrize("version", [0, 2, 2**63 - 1])
def test_a_version_that_is_not_there_is_refused(store: ad.Store, version: int) -> None:
    store.put(S400)
    with pytest.raises(ad.UnknownName, match=r"has no version .* \(expected 1 to 1\)"):
        store.get("tur-s400", version=version)


@pytest.mark.parametrize("version", [-1, 2**63])
def test_a_number_that_no_version_has_is_refused(store: ad.Store, version: int) -> None:
    with pytest.raises(ad.InvalidValue):
        store.get("tur-s400", version=version)


def test_a_register_is_kept_at_once_and_comes_back_equal(store: ad.Store) -> None:
    register = ad.Register(
        [S400, RAFALE],
        competitions=[CHOICE],
        systems=[ad.System("Merlin", id="merlin")],
        events=[ad.Event(when="2016", text="an embargo ends"), ad.Event(when="2016", text="an embargo ends")],
        sources=[SOURCE],
    )
    assert store.put_all(register) == {"tur-s400": 1, "ind-rafale": 1}
    assert store.register() == register


def test_a_register_that_is_put_again_makes_versions_only_of_what_differs(store: ad.Store) -> None:
    store.put_all(ad.Register([S400, RAFALE], sources=[SOURCE]))
    signed = S400.sign(on="2017-09")
    assert store.put_all(ad.Register([signed, RAFALE], sources=[SOURCE])) == {"tur-s400": 2, "ind-rafale": 1}
    assert len(store.history()) == 4


def test_what_stands_beside_the_deals_is_added_or_replaced_by_its_id(store: ad.Store) -> None:
    store.put_all(ad.Register([S400], competitions=[CHOICE], sources=[SOURCE]))
    other = ad.Evidence(id="tass", publisher="TASS")
    later = ad.Competition(id="mmrca", buyer="India", need="126 fighters")
    store.put_all(ad.Register(competitions=[later], sources=[other, SOURCE]))
    assert store.register() == ad.Register([S400], competitions=[later], sources=[SOURCE, other])
    assert store.beside(version=1) == ad.Register(competitions=[CHOICE], sources=[SOURCE])


def test_what_stands_beside_the_deals_can_be_replaced_as_a_whole(store: ad.Store) -> None:
    store.put_all(ad.Register([S400], competitions=[CHOICE], sources=[SOURCE]))
    assert store.put_beside(ad.Register([RAFALE], sources=[SOURCE]), expected_version=1) == 2
    assert store.register() == ad.Register([S400], sources=[SOURCE])
    assert store.beside() == ad.Register(sources=[SOURCE])
    assert code_of(lambda: store.put_beside(ad.Register(), expected_version=1)) == "version-conflict"
    with pytest.raises(ad.UnknownName):
        store.beside(version=3)


def test_a_register_of_deals_alone_leaves_nothing_beside_them(store: ad.Store) -> None:
    store.put_all(ad.Register([S400]))
    assert len(store.history()) == 1
    assert store.beside() == ad.Register()


def test_the_store_can_be_asked_as_it_was_at_a_time(store: ad.Store) -> None:
    signed = S400.sign(on="2017-09")
    store.put_all(ad.Register([S400], sources=[SOURCE]), at="2026-11-01")
    store.put(RAFALE, at="2026-11-05")
    store.put(signed, at="2026-11-10")
    store.put_beside(ad.Register(), at="2026-11-10")
    store.remove("tur-s400", at="2026-11-20")
    assert store.register(at="2026-10-31") == ad.Register()
    assert store.register(at="2026-11-05") == ad.Register([S400, RAFALE], sources=[SOURCE])
    assert store.register(at=date(2026, 11, 10)) == ad.Register([signed, RAFALE])
    assert store.register(at="2026-11-20T00:00:00Z") == ad.Register([RAFALE])


def test_several_deals_come_in_the_order_that_was_asked(store: ad.Store) -> None:
    store.put_all(ad.Register([S400, RAFALE, GIFT]))
    assert store.get_many(["gift", "tur-s400"]) == ad.Register([GIFT, S400])


def test_a_backup_is_a_store_with_every_version(store: ad.Store, tmp_path: Path) -> None:
    store.put(S400, at="2026-11-01")
    store.put(S400.sign(on="2017-09"))
    store.put(RAFALE)
    head = store.backup(tmp_path / "copy.db")
    assert head == store.verify()
    with ad.Store.open(tmp_path / "copy.db", read_only=True) as copied:
        assert copied.history() == store.history()
        assert copied.register() == store.register()
    assert sorted(file.name for file in tmp_path.iterdir() if file.name.startswith(".")) == []


def test_a_backup_never_takes_the_place_of_something(store: ad.Store, tmp_path: Path, path: Path) -> None:
    (tmp_path / "there").write_text("kept")
    for name in (tmp_path / "there", path, ""):
        assert code_of(lambda name=name: store.backup(name)) == "no-file"  # type: ignore[misc]  # bound at once
    assert (tmp_path / "there").read_text() == "kept"
    assert code_of(lambda: store.backup("a\0b")) == "no-file"
    assert code_of(lambda: store.backup(":memory:")) == "no-file"
    assert code_of(lambda: store.backup(tmp_path / "nowhere" / "copy.db")) in ("store-closed-to-us", "store-io")


def test_a_noted_head_shows_what_was_cut_off_later(store: ad.Store, tmp_path: Path) -> None:
    store.put(S400)
    store.backup(tmp_path / "early.db")
    early = store.verify()
    store.put(RAFALE)
    late = store.verify()
    assert (early.seq, late.seq) == (1, 2)
    assert store.verify(early) == store.verify(StoreHead(0, "")) == late
    with ad.Store.open(tmp_path / "early.db") as other:
        with pytest.raises(ad.StoreError, match="has 1 versions, and 2 were noted"):
            other.verify(late)
        other.put(GIFT)
        with pytest.raises(ad.StoreError, match="its version 2 has not the seal that was noted"):
            other.verify(late)


def test_threads_take_turns(store: ad.Store) -> None:
    def put(name: str) -> None:
        for k in range(20):
            store.put(ad.Deal(id=name, title=str(k)))
            store.get(name)

    threads = [Thread(target=put, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(store.history(name)) for name in ("a", "b", "c")] == [20, 20, 20]
    assert store.verify().seq == 60


def test_two_stores_of_one_file_in_one_process_see_each_other(store: ad.Store, path: Path) -> None:
    with ad.Store.open(path) as other:
        store.put(S400)
        assert other.get("tur-s400") == S400
        other.put(RAFALE)
    store.put(GIFT)
    assert store.ids == ("tur-s400", "ind-rafale", "gift")
