"""Records that no writer of ours makes, sealed with a sound checksum: they are refused for what they say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import armsdeals as ad
from armsdeals.store import record
from armsdeals.store.record import body_of, digest

DEAL = ad.Deal(id="demo", title="A demo", lines=(ad.Line(id="goods", system="X"),))


def forged(path: Path, empty: bytes, body: str) -> None:
    """Make a store whose seals are right, by somebody who knows how, around a record that no writer makes."""
    path.write_bytes(empty)
    with ad.Store.open(path) as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr("armsdeals.store.session.body_of", lambda _: body.encode())
        store.put(ad.Deal(id="demo"))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        '{"armsdeals":1,"deals":[]}',
        '{"armsdeals":1,"deals":[{"id":"other"}]}',
        '{"armsdeals":1,"deals":[{"id":"demo"},{"id":"other"}]}',
        '{"armsdeals":1,"deals":[{"id":"demo","title":"a","title":"b"}]}',
        '{"armsdeals":1,"deals":[{"id":"demo","titel":"a"}]}',
        '{"armsdeals":1,"deals":[{"id":"demo","title":NaN}]}',
        '{"armsdeals":1,"deals":[' + "[" * 1000 + "]" * 1000 + "]}",
    ],
)
def test_a_record_that_no_writer_makes_is_refused_although_it_is_sealed(path: Path, empty: bytes, body: str) -> None:
    forged(path, empty, body)
    with ad.Store.open(path) as store:
        calls: tuple[Callable[[], Any], ...] = (lambda: store.get("demo"), store.register, store.verify)
        for call in (*calls, *calls):  # what was refused once is not taken for known
            with pytest.raises(ad.StoreError):
                call()


def test_what_was_read_once_is_read_again_as_the_same_and_known_by_its_bytes_alone(path: Path, empty: bytes) -> None:
    path.write_bytes(empty)
    with ad.Store.open(path) as store:
        store.put(DEAL)
        first = store.get(DEAL.id)
        assert first == store.get(DEAL.id) == DEAL
        assert digest(body_of(DEAL)) in record._CLEAN


def test_a_deal_among_what_belongs_to_no_deal_is_refused(path: Path, empty: bytes) -> None:
    path.write_bytes(empty)
    with ad.Store.open(path) as store, pytest.MonkeyPatch.context() as patch:
        patch.setattr("armsdeals.store.session.body_of", lambda _: b'{"armsdeals":1,"deals":[{"id":"demo"}]}')
        store.put_beside(ad.Register())
        for call in (store.beside, store.register, store.verify):
            with pytest.raises(ad.StoreError):
                call()


def test_a_record_of_a_newer_release_is_refused_by_its_version(path: Path, empty: bytes) -> None:
    forged(path, empty, '{"armsdeals":2,"deals":[{"id":"demo"}]}')
    with ad.Store.open(path) as store, pytest.raises(ad.UnsupportedVersion, match="version 2"):
        store.get("demo")
