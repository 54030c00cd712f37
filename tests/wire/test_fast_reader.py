"""The fast reader against the careful one: the same documents are taken, and the objects are equal."""

import json
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

import armsdeals as ad
from armsdeals import strategies as ads
from armsdeals.errors import UnsupportedVersion
from armsdeals.formats.json import parse
from armsdeals.issues import Issues
from armsdeals.wire.document import document_tree, read_document, to_tree
from armsdeals.wire.fast_reader import FastReader, fast_deal
from armsdeals.wire.limits import DEFAULT_LIMITS, Limits

JUNK: list[Any] = [
    None, True, False, 0, 5, -1, 2.5, 10**18, 10**30, "", " ", "x", "2017-13-01", "2017", "2017-09", "EXACT", "talks", "TALKS", [], {},
    [[]], [None], {"": ""}, "0.55", "NaN", "5 battalion", "1e5", "1_0", "٣", "1.50 USD", "~5 USD OFFER", "5 USD(2015)", "05 USD", "5 usd",
    {"kind": "loan"}, {"kind": "cash"}, [1], "a\0", "\ud800", 'a\\": b', "\\u0000", "x" * 600, "tass-2020", "daily", ["daily", "daily"], "400 km",
    {"title": "x"}, ["s400"],
]  # fmt: skip

AT_ONCE = FastReader(after=0)


def compact(tree: Any, *, ascii_only: bool = True) -> bytes:
    return json.dumps(tree, ensure_ascii=ascii_only, separators=(",", ":")).encode("utf-8", "surrogatepass")


def careful(deals: list[bytes]) -> tuple[ad.Register, Issues]:
    return read_document(parse(b'{"armsdeals":1,"deals":[' + b",".join(deals) + b"]}"))


def agree(data: bytes) -> ad.Deal | None:
    """What the fast reader gives; where it gives something the careful one must give the same, and find nothing."""
    made = fast_deal(data)
    if made is not None:
        register, issues = careful([data])
        assert not issues
        assert register.deals == (made,)
        assert repr(register.deals[0].history) == repr(made.history)
    return made


def places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(place for key, value in below for place in places(value, (*path, key)))]


def at(tree: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        tree = tree[step]
    return tree


@given(deal=ads.deals())
def test_law_what_was_written_is_read_fast_and_is_equal(deal: ad.Deal) -> None:
    data = compact(to_tree(deal), ascii_only=False)
    if b"\\u" not in data:
        assert fast_deal(data) == careful([data])[0].deals[0]
        assert fast_deal(data, trusted=True) == fast_deal(data)


@given(deal=ads.deals(), data=st.data())
def test_law_both_readers_take_the_same_of_a_document_with_junk_in_one_place(
    deal: ad.Deal, data: st.DataObject
) -> None:
    tree = to_tree(deal)
    for _ in range(data.draw(st.integers(1, 2))):
        *above, last = data.draw(st.sampled_from(places(tree)[1:]))
        held = at(tree, tuple(above))
        how = data.draw(st.sampled_from(["set", "set", "drop", "add", "copy", "rename"]))
        if how == "set":
            held[last] = data.draw(st.sampled_from(JUNK))
        elif how == "drop":
            del held[last]
        elif isinstance(held, list):
            held.insert(0, held[last])
        elif how == "rename":
            held[data.draw(st.sampled_from(["T", "", "a b", "title", "-"]))] = held.pop(last)
        elif how == "add":
            held[data.draw(st.sampled_from(["surprise", "id", "text", "kind", "evidence"]))] = data.draw(
                st.sampled_from(JUNK)
            )
        elif how == "copy":
            held[data.draw(st.sampled_from([*at(tree, tuple(above)), "when", "retracts", "share"]))] = held[last]
        if not places(tree)[1:]:
            break
    try:
        bent = compact(tree)
    except UnicodeEncodeError:  # half a surrogate pair in a key
        return
    register, issues = careful([bent])
    made = agree(bent)
    if made is None and not issues and b"\\u" not in bent:
        assert not register.deals or spelt_otherwise(tree)


def spelt_otherwise(tree: Any) -> bool:
    """Whether something sound is spelt as no canonical document spells it, which the fast reader may leave alone."""
    return compact(to_tree(careful([compact(tree)])[0].deals[0])) != compact(tree)


@given(deal=ads.deals(), data=st.data())
def test_law_a_key_that_stands_twice_is_never_taken(deal: ad.Deal, data: st.DataObject) -> None:
    tree = to_tree(deal)
    maps = [path for path in places(tree) if isinstance(at(tree, path), dict) and at(tree, path)]
    held = at(tree, data.draw(st.sampled_from(maps)))
    name = data.draw(st.sampled_from(sorted(held)))
    mark = "double-key"
    held[mark] = data.draw(st.sampled_from([held[name], "", "x", 5, None, []]))
    told = json.dumps(tree, separators=data.draw(st.sampled_from([(",", ":"), (", ", ": "), (" ,", " : ")])))
    assert fast_deal(told.replace(json.dumps(mark), json.dumps(name)).encode()) is None


LONGER = b'"parties":[{"name":"a","role":"BUYER"},{"name":"b","role":"buyer"},{"name":"c","role":"SELLER"}]'


@pytest.mark.parametrize(
    "twice", [b'"id":"ab","id":"cd"', b'"id":"cd","title":"x","title":""', b'"id":"ab","note":"","id":"cd"']
)
def test_a_key_that_stands_twice_is_not_made_up_for_by_words_that_are_written_longer(twice: bytes) -> None:
    """Ten bytes fall away with the key, and RECIPIENT and SUPPLIER are ten longer than what stands there."""
    assert fast_deal(b"{" + twice + b"," + LONGER + b"}") is None
    assert AT_ONCE.document(b'{"armsdeals":1,"deals":[{' + twice + b"," + LONGER + b"}]}") is None
    assert fast_deal(b'{"id":"cd",' + LONGER + b"}") is not None


def test_a_key_that_stands_twice_beside_the_deals_is_not_made_up_for_either() -> None:
    halts = b",".join([b'{"when":"2017","stage":"SUSPENDED","suspension":{"by":"BUYER"}}'] * 3)
    told = b'{"armsdeals":1,"deals":[],"events":[{"when":"2018",%s"place":"b"},' + halts + b"]}"
    assert AT_ONCE.document(told % b"") is not None
    assert AT_ONCE.document(told % b'"place":"a",') is None


def test_keys_in_another_order_do_not_hinder(rich: ad.Deal) -> None:
    assert fast_deal(json.dumps(to_tree(rich), sort_keys=True, separators=(",", ":")).encode()) == rich


SPELLINGS = [{"separators": (",", ":")}, {"separators": (", ", ": ")}, {"indent": 2}, {"separators": (" , ", "\t:")}]


@pytest.mark.parametrize("how", SPELLINGS, ids=["compact", "usual", "indented", "wide"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_blanks_and_escapes_do_not_hinder(how: dict[str, Any], *, ascii_only: bool, rich: ad.Deal) -> None:
    data = json.dumps(to_tree(rich), ensure_ascii=ascii_only, **how).encode()
    assert fast_deal(data) == rich


def test_what_is_as_it_is_by_default_may_be_spelt_out(rich: ad.Deal) -> None:
    tree = to_tree(rich) | {"note": "", "constraints": [], "financing": None} | {"title": rich.title}
    told = fast_deal(compact(tree))
    assert told == careful([compact(tree)])[0].deals[0]
    assert told is not None
    assert told.financing is None


@pytest.mark.parametrize(
    "text", ['says "yes": no', "a\\", '\\":', "tab\tend", "\x1f", "Türkiye", "😀", "\u2028", "\\u0041", "x" * 5_000]
)
def test_texts_with_marks_and_signs_come_back(text: str) -> None:
    for data in (compact({"id": "a", "title": text}), compact({"id": "a", "title": text}, ascii_only=False)):
        assert careful([data])[0].deals[0].title == text
        assert fast_deal(data) in (None, ad.Deal(id="a", title=text))
    assert (
        fast_deal(compact({"id": "a", "title": text}, ascii_only=False)) is not None or "\\u" in text or text == "\x1f"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"[]", b"null", b"1", b'"x"', b'{"id":"a"', b'{"id":"a"}{}', b'{"id":"a"},', b'\xef\xbb\xbf{"id":"a"}',
        b'{"id":"a","title":"\xff"}', b'{"id":"a","title":"a\nb"}', b'{"id":"a","title":"\\ud800"}', b'{"id":"a","title":"\\u0000"}',
        b'{"id":"a","id":"a"}', b'{"id":"a","id":"b"}', b'{"id" :"a","id" :"b"}', b'{"id":"a","\\u0069d":"b"}', b'{"id":1}', b'{"id":null}',
        b'{"id":"A"}', b'{"id":"a","lines":[{"id":"x","system":{"designation":"y"}},{"id":"x","system":{"designation":"y"}}]}',
        b'{"id":"a","sources":["tass"]}', b'{"id":"a","evidence":{"tass":{"title":"x"}}}',
        b'{"id":"a","sources":["tass"],"evidence":{"tass":{"title":"x","id":"tass"}}}', b'{"id":"a","sources":["T"],"evidence":{"T":{"title":"x"}}}',
        b'{"id":"a","sources":["b"],"evidence":{"b":{"title":"x"},"b":{"title":"y"}}}',
        b'{"id":"a","history":[{"when":"2017","id":"e"},{"when":"2018","id":"e"}]}', b'{"id":"a","history":[{"when":"2017","scope":["x"]}]}',
    ],
)  # fmt: skip
def test_what_is_not_certainly_clean_is_left_to_the_careful_reader(data: bytes) -> None:
    assert fast_deal(data) is None


def test_limits_that_could_be_met_send_a_deal_the_careful_way() -> None:
    data = compact({"id": "a", "title": "x" * 50})
    assert fast_deal(data, Limits(text=40)) is None
    assert fast_deal(data, Limits(items=10)) is None
    assert fast_deal(data, Limits(depth=3)) is None
    assert fast_deal(data, Limits(text=1_000, items=1_000)) == ad.Deal(id="a", title="x" * 50)


@given(deals=st.lists(ads.deals(), min_size=2, max_size=3))
@settings(max_examples=15)  # each makes structs of its own
def test_law_what_the_reader_has_learned_changes_nothing(deals: list[ad.Deal]) -> None:
    reader = FastReader(after=0, often=1)
    for deal in (*deals, *reversed(deals)):
        data = compact(to_tree(deal), ascii_only=False)
        made = reader.deal(data)
        assert made is None or made == fast_deal(data)


def test_fields_that_were_not_seen_are_read_all_the_same(rich: ad.Deal) -> None:
    reader = FastReader(after=0, often=2)
    plain = ad.Deal(id="a", title="x")
    for deal in (plain, plain, plain, rich, plain):
        assert reader.deal(compact(to_tree(deal))) == deal


def test_a_thread_that_gives_up_what_was_learned_does_not_hinder_another(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = FastReader(after=0, often=1)
    deal = ad.Deal(id="a", title="x")
    assert reader.deal(compact(to_tree(deal))) == deal
    told = iter([reader._used])  # asked once more, it is gone
    assert reader._used is not None
    monkeypatch.setattr(FastReader, "_used", property(lambda _: next(told, None)), raising=False)
    assert reader.deal(compact(to_tree(deal))) == deal


@given(register=ads.registers(max_size=3))
@settings(max_examples=50)  # a register takes long to draw
def test_law_a_document_is_read_fast_as_carefully(register: ad.Register) -> None:
    data = compact(document_tree(register), ascii_only=False)
    told, issues = read_document(parse(data))
    made = AT_ONCE.document(data)
    if made is None:
        assert b"\\u" in data or issues or not register.deals
    else:
        assert not issues
        assert made == told


@pytest.mark.parametrize(
    "data",
    [
        b'{"armsdeals":1,"deals":[{"id":"a"},{"id":"a"}]}', b'{"deals":[{"id":"a"}]}', b'{"armsdeals":1,"armsdeals":1,"deals":[{"id":"a"}]}',
        b'{"armsdeals":1,"deals":[{"id":"a"}],"deals":[{"id":"a"}]}', b'{"armsdeals":1,"deals":[{"id":"a"}],"evidence":{"t":{"title":"x"}}}',
        b'{"armsdeals":1,"deals":[{"id":"a","sources":["t"],"evidence":{"t":{"title":"y"}}}],"sources":["t"],"evidence":{"t":{"title":"x"}}}',
        b'{"armsdeals":1,"deals":[{"id":"a"}],"competitions":[{"id":"c","id":"c","buyer":"x"}]}', b'{"armsdeals":true,"deals":[{"id":"a"}]}',
    ],
)  # fmt: skip
def test_documents_that_are_not_certainly_clean_are_left_alone(data: bytes) -> None:
    assert AT_ONCE.document(data) is None


def test_a_newer_version_is_refused_by_name() -> None:
    data = compact({"armsdeals": 2, "deals": [to_tree(ad.Deal(id=f"d-{n}")) for n in range(60)]})
    with pytest.raises(UnsupportedVersion):
        ad.loads(data)


def test_many_deals_are_read_the_same_whichever_way_they_go(rich: ad.Deal) -> None:
    deals = [ad.Deal(id=f"d-{n}", title=rich.title, history=rich.history[:0]) for n in range(80)]
    data = ad.dumps(ad.Register(deals))
    assert ad.loads(data) == ad.loads(data, limits=Limits(depth=20)) == ad.Register(deals)
    assert DEFAULT_LIMITS.depth > 20
