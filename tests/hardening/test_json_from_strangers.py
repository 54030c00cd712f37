"""JSON and JSON Lines that mean no good: each is refused by the code that names what is wrong, and by nothing else."""
# ruff: noqa: RUF001  # digits and letters of other scripts are what is tried here

from __future__ import annotations

import pytest

from armsdeals._desk import loads
from armsdeals.errors import LONGEST_MESSAGE, ArmsDealsError, InvalidDeals

HEAD = b'{"armsdeals":1,"deals":['
TAIL = b"]}"


def deal(inside: bytes | str) -> bytes:
    """Return a document of one deal with these keys beside its id."""
    text = inside.encode("utf-8", "surrogatepass") if isinstance(inside, str) else inside
    return HEAD + b'{"id":"demo",' + text + b"}" + TAIL


def codes(data: bytes, name: str) -> set[str]:
    """Return what is told of bytes: the code of the refusal, or those of all faults; nothing where they are read."""
    try:
        loads(data, format=name)
    except InvalidDeals as error:
        told = {issue.code for issue in error.issues.errors}  # type: ignore[attr-defined]
    except ArmsDealsError as error:
        told = {error.code}
        error.message.encode()
    else:
        return set()
    return told


# What is no JSON at all, or is not in UTF-8.
UNREADABLE = {
    "nothing": b"",
    "blanks": b" \n\t ",
    "a NUL": b"\0",
    "a byte order mark alone": b"\xef\xbb\xbf",
    "two byte order marks": b"\xef\xbb\xbf\xef\xbb\xbf" + HEAD + TAIL,
    "UTF-16 with a mark": (HEAD + TAIL).decode().encode("utf-16"),
    "UTF-16 without a mark": (HEAD + TAIL).decode().encode("utf-16-be"),
    "UTF-32": (HEAD + TAIL).decode().encode("utf-32"),
    "UTF-7": b'{"armsdeals":1,"deals":[{"id":"+AGE"+}]}',
    "Latin 1": deal('"title":"Türkiye"').decode().encode("latin-1"),
    "an overlong slash": deal(b'"title":"\xc0\xaf"'),
    "an overlong NUL": deal(b'"title":"\xc0\x80"'),
    "half a pair in UTF-8": deal(b'"title":"\xed\xa0\x80"'),
    "a pair in CESU-8": deal(b'"title":"\xed\xa0\xbd\xed\xb2\xa9"'),
    "beyond Unicode": deal(b'"title":"\xf4\x90\x80\x80"'),
    "a lone continuation": deal(b'"title":"\x80"'),
    "a cut sequence": deal(b'"title":"\xe2\x82"'),
    "a raw line break in a text": deal(b'"title":"a\nb"'),
    "a raw escape in a text": deal(b'"title":"\x1b[2J"'),
    "a raw NUL in a text": deal(b'"title":"a\0b"'),
    "a bad escape": deal(rb'"title":"\x41"'),
    "a cut escape": deal(rb'"title":"\u12"'),
    "an escape of other digits": deal('"title":"\\u٠٠٤١"'),
    "single quotes": deal(b"'title':'x'"),
    "no quotes": deal(b"title:1"),
    "a comment": HEAD + b"/* x */" + TAIL,
    "a line comment": HEAD + TAIL + b"// x",
    "a comma too many": HEAD + b'{"id":"demo"},' + TAIL,
    "a comma too few": HEAD + b'{"id":"a"}{"id":"b"}' + TAIL,
    "no end": HEAD + b'{"id":"demo"}',
    "an end too many": HEAD + TAIL + b"}",
    "two documents": (HEAD + TAIL) * 2,
    "a second document on a line of its own": HEAD + TAIL + b"\n" + HEAD + TAIL,
    "a document and NULs": HEAD + TAIL + b"\0\0\0",
    "NaN": deal(b'"title":NaN'),
    "Infinity": deal(b'"title":Infinity'),
    "minus Infinity": deal(b'"title":-Infinity'),
    "a hexadecimal number": deal(b'"title":0x10'),
    "a number with a plus": deal(b'"title":+1'),
    "a number with a zero before": b'{"armsdeals":01,"deals":[]}',
    "a number that ends in a point": deal(b'"title":1.'),
    "a number that begins with a point": deal(b'"title":.5'),
    "a number with an underscore": deal(b'"title":1_000'),
    "full-width digits": deal('"title":１'),
    "True": deal(b'"title":True'),
    "undefined": deal(b'"title":undefined'),
    "a no-break space between parts": deal('\u00a0"title":"x"'),
    "a YAML document": b"armsdeals: 1\ndeals: []\n",
    "a web page": b"<!DOCTYPE html><script>alert(1)</script>",
    "a pickle": b"cos\nsystem\n(S'true'\ntR.",
    "a gzip file": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
    "a zip file": b"PK\x03\x04\x14\x00\x00\x00\x08\x00",
    "a SQLite file": b"SQLite format 3\0" + b"\0" * 84,
}
TOO_DEEP = {
    "70 lists": b"[" * 70 + b"]" * 70,
    "100,000 lists": b"[" * 100_000,
    "100,000 objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "deep inside of a deal": deal(b'"title":' + b"[" * 100 + b"]" * 100),
}
# What is JSON, and no document of deals.
FAULTY = {
    "null": (b"null", {"wrong-type"}),
    "a list": (b"[]", {"wrong-type"}),
    "a text": (b'"deals"', {"wrong-type"}),
    "a number of many digits": (b"9" * 100_000, {"wrong-type"}),
    "no version": (b'{"deals":[]}', {"missing"}),
    "a version of null": (b'{"armsdeals":null,"deals":[]}', {"wrong-type"}),
    "a version of true": (b'{"armsdeals":true,"deals":[]}', {"wrong-type"}),
    "a version as text": (b'{"armsdeals":"1","deals":[]}', {"wrong-type"}),
    "a version with a point": (b'{"armsdeals":1.0,"deals":[]}', {"wrong-type"}),
    "a version with an exponent": (b'{"armsdeals":1e0,"deals":[]}', {"wrong-type"}),
    "a version of zero": (b'{"armsdeals":0,"deals":[]}', {"wrong-type"}),
    "a version below zero": (b'{"armsdeals":-1,"deals":[]}', {"wrong-type"}),
    "a version a hair above": (b'{"armsdeals":1.' + b"0" * 40 + b'1,"deals":[]}', {"wrong-type"}),
    "a version of 65 bits": (b'{"armsdeals":18446744073709551617,"deals":[]}', {"unsupported-version"}),
    "a version in a deal": (deal(b'"armsdeals":1'), {"unknown-key"}),
    "a newer version behind what it does not know": (b'{"deals":[{"id":"a","new":1}],"armsdeals":2}', {"unsupported-version"}),
    "the next version": (b'{"armsdeals":2,"deals":[]}', {"unsupported-version"}),
    "a version of a million digits": (b'{"armsdeals":' + b"1" * 1_000_000 + b',"deals":[]}', {"unsupported-version"}),
    "the version twice": (b'{"armsdeals":1,"armsdeals":1,"deals":[]}', {"duplicate-key"}),
    "two versions": (b'{"armsdeals":1,"armsdeals":2,"deals":[]}', {"duplicate-key"}),
    "no deals": (b'{"armsdeals":1}', {"missing"}),
    "deals of null": (b'{"armsdeals":1,"deals":null}', {"wrong-type"}),
    "deals by id": (b'{"armsdeals":1,"deals":{"demo":{}}}', {"wrong-type"}),
    "a deal of null": (HEAD + b"null" + TAIL, {"wrong-type"}),
    "a deal of text": (HEAD + b'"demo"' + TAIL, {"wrong-type"}),
    "a deal without an id": (HEAD + b"{}" + TAIL, {"missing"}),
    "an empty id": (HEAD + b'{"id":""}' + TAIL, {"bad-value"}),
    "an id that climbs": (HEAD + b'{"id":"../../etc/passwd"}' + TAIL, {"bad-value"}),
    "an id with a line break": (HEAD + rb'{"id":"a\nb"}' + TAIL, {"bad-value"}),
    "an id of capitals and blanks": (HEAD + b'{"id":"A B"}' + TAIL, {"bad-value"}),
    "an id that ends in a line break": (HEAD + rb'{"id":"demo\n"}' + TAIL, {"bad-value"}),
    "a long id": (HEAD + b'{"id":"' + b"a" * 121 + b'"}' + TAIL, {"bad-value"}),
    "an id of a number": (HEAD + b'{"id":5}' + TAIL, {"wrong-type"}),
    "an id of SQL": (HEAD + b'{"id":"a\'; DROP TABLE deals; --"}' + TAIL, {"bad-value"}),
    "one id twice": (HEAD + b'{"id":"a"},{"id":"a"}' + TAIL, {"duplicate-id"}),
    "a key twice": (deal(b'"title":"x","title":"x"'), {"duplicate-key"}),
    "a key twice, once as an escape": (deal(rb'"title":"x","tit\u006ce":"y"'), {"duplicate-key"}),
    "an id twice, once as an escape": (HEAD + rb'{"id":"a","\u0069d":"b"}' + TAIL, {"duplicate-key"}),
    "a version twice, once as an escape": (rb'{"armsdeals":1,"\u0061rmsdeals":1,"deals":[]}', {"duplicate-key"}),
    "a source key twice, once as an escape": (deal(rb'"evidence":{"k":{"publisher":"A"},"\u006b":{"publisher":"B"}}'), {"duplicate-key"}),
    "a kind twice": (deal(b'"financing":{"instruments":[{"kind":"loan","kind":"cash"}]}'), {"duplicate-key"}),
    "a key twice deep inside": (deal(b'"parties":[{"name":"A","role":"BROKER","role":"SUPPLIER"}]'), {"duplicate-key"}),
    "an empty key": (deal(b'"":1'), {"unknown-key"}),
    "__proto__": (deal(b'"__proto__":{"title":"x"}'), {"unknown-key"}),
    "__class__": (deal(b'"__class__":"os.system"'), {"unknown-key"}),
    "a private field": (deal(b'"_position":1'), {"unknown-key"}),
    "a method": (deal(b'"sign":"2017"'), {"unknown-key"}),
    "py/object": (deal(b'"py/object":"os.system"'), {"unknown-key"}),
    "$ref": (deal(b'"$ref":"file:///etc/passwd"'), {"unknown-key"}),
    "a key that looks like another": (deal('"titlе":"x"'), {"unknown-key"}),  # a Cyrillic letter
    "a key in capitals": (deal(b'"Title":"x"'), {"unknown-key"}),
    "a lone half of a pair": (deal(rb'"title":"\ud800"'), {"bad-value"}),
    "the wrong half first": (deal(rb'"title":"\udc00\ud800"'), {"bad-value"}),
    "a lone half in a key": (deal(rb'"\ud800":1'), {"unknown-key"}),
    "two first halves": (deal(rb'"title":"\ud83d\ud83d\ude00"'), {"bad-value"}),
    "a lone half in a source key": (deal(rb'"evidence":{"\ud800":{"publisher":"A"}}'), {"bad-value"}),
    "a byte order mark in a key": (HEAD + '{"\ufeffid":"a"}'.encode() + TAIL, {"missing", "unknown-key"}),
    "an id that looks like another": (HEAD + '{"id":"а"}'.encode() + TAIL, {"bad-value"}),  # a Cyrillic letter
    "an escaped NUL": (deal(rb'"title":"a\u0000b"'), {"bad-value"}),
    "a text too long": (deal(b'"note":"' + b"x" * 1_000_001 + b'"'), {"limit-exceeded"}),
    "a number for a text": (deal(b'"title":5'), {"wrong-type"}),
    "true for a text": (deal(b'"title":true'), {"wrong-type"}),
    "null for a text": (deal(b'"title":null'), {"wrong-type"}),
    "a list for a text": (deal(b'"title":["x"]'), {"wrong-type"}),
    "an object for a text": (deal(b'"title":{"a":1}'), {"wrong-type"}),
    "an object for a list": (deal(b'"lines":{}'), {"wrong-type"}),
    "a float for a date": (deal(b'"history":[{"when":2017.5,"stage":"TALKS"}]'), {"wrong-type"}),
    "a day that is none": (deal(b'"history":[{"when":"2017-02-30","stage":"TALKS"}]'), {"bad-value"}),
    "a date in other digits": (deal('"history":[{"when":"٢٠١٧","stage":"TALKS"}]'), {"bad-value"}),
    "a date in full-width digits": (deal('"history":[{"when":"２０１７","stage":"TALKS"}]'), {"bad-value"}),
    "a stage of the future": (deal(b'"history":[{"when":"2017","stage":"ANNEXED"}]'), {"not-in-list"}),
    "a stage of a number": (deal(b'"history":[{"when":"2017","stage":5}]'), {"wrong-type"}),
    "a price of a number": (deal(b'"prices":[{"value":2.5}]'), {"wrong-type"}),
    "a price that is no number": (deal(b'"prices":[{"value":"NaN USD"}]'), {"bad-value"}),
    "a signalling price": (deal(b'"prices":[{"value":"sNaN USD"}]'), {"bad-value"}),
    "an endless price": (deal(b'"prices":[{"value":"Infinity USD"}]'), {"bad-value"}),
    "a price of a million noughts": (deal(b'"prices":[{"value":"1e1000000 USD"}]'), {"bad-value"}),
    "a price of a huge exponent": (deal(b'"prices":[{"value":"1e99999999999999999999 USD"}]'), {"bad-value"}),
    "a price of 100,000 digits": (deal(b'"prices":[{"value":"' + b"9" * 100_000 + b' USD"}]'), {"bad-value"}),
    "a price with underscores": (deal(b'"prices":[{"value":"1_000 USD"}]'), {"bad-value"}),
    "a price in Arabic digits": (deal('"prices":[{"value":"٣ USD"}]'), {"bad-value"}),
    "a price of no currency": (deal(b'"prices":[{"value":"5 QQQ"}]'), {"not-in-list"}),
    "a rate above one": (deal(b'"financing":{"instruments":[{"kind":"loan","rate":"5"}]}'), {"bad-value"}),
    **{
        f"years of {number[:24]}": (
            deal(f'"financing":{{"instruments":[{{"kind":"loan","tenor_years":{number}}}]}}'), {code}
        )
        for number, code in {
            "2.0": "wrong-type", "2e0": "wrong-type", "1e400": "wrong-type", "true": "wrong-type", '"2"': "wrong-type",
            "-0": "out-of-range", "9223372036854775808": "out-of-range", "18446744073709551616": "out-of-range", "9" * 5_000: "out-of-range",
        }.items()
    },
    "a way of paying that is none": (deal(b'"financing":{"instruments":[{"kind":"bribe"}]}'), {"not-in-list"}),
    "a way of paying without a kind": (deal(b'"financing":{"instruments":[{}]}'), {"missing"}),
    "a way of paying of a list": (deal(b'"financing":{"instruments":[{"kind":["loan"]}]}'), {"wrong-type"}),
    "a source that is not there": (deal(b'"prices":[{"value":"5 USD","evidence":["tass"]}]'), {"unknown-source"}),
    "a source called __proto__": (deal(b'"prices":[{"value":"5 USD","evidence":["__proto__"]}]'), {"unknown-source"}),
    "a table of sources as a list": (deal(b'"evidence":[]'), {"wrong-type"}),
    "a source with its own id in the table": (deal(b'"evidence":{"a":{"id":"b"}}'), {"unknown-key"}),
    "a source without a key": (deal(b'"evidence":{"":{"publisher":"TASS"}}'), {"bad-value"}),
    "a system that is not declared": (deal(b'"lines":[{"id":"a","system":"Growler"}]'), {"wrong-type"}),
    "a country that is none": (deal(b'"parties":[{"name":"A","role":"BROKER","country":"Atlantis"}]'), {"not-in-list"}),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_json_is_refused_as_unreadable(name: str) -> None:
    assert codes(UNREADABLE[name], "json") == {"unreadable"}


@pytest.mark.parametrize("name", TOO_DEEP)
def test_what_is_nested_too_deep_is_refused_before_it_is_parsed(name: str) -> None:
    assert codes(TOO_DEEP[name], "json") == {"limit-exceeded"}


@pytest.mark.parametrize("name", FAULTY)
def test_what_is_no_document_of_deals_is_told_by_its_code(name: str) -> None:
    data, wanted = FAULTY[name]
    assert codes(data, "json") == wanted


@pytest.mark.parametrize("name", FAULTY)
def test_the_message_is_short_and_can_be_printed(name: str) -> None:
    with pytest.raises(ArmsDealsError) as caught:
        loads(FAULTY[name][0], format="json")
    assert str(caught.value).replace("\n", "").isprintable()
    assert len(caught.value.message) <= LONGEST_MESSAGE


LINES = {
    "a line that is no JSON": (b'{"id":"a"}\n{"id":', {"not-read"}),
    "a line of a list": (b"[]", {"wrong-type"}),
    "a line of null": (b"null", {"wrong-type"}),
    "a web page": (b"<p>\n</p>\n", {"not-read"}),
    "a line in UTF-16": ('{"id":"a"}'.encode("utf-16"), {"not-read"}),
    "a line that is too deep": (b'{"id":"a"}\n' + b"[" * 100_000, {"limit-exceeded"}),
    "two deals in one line": (b'{"id":"a"} {"id":"b"}', {"not-read"}),
    "a record separator": (b'\x1e{"id":"a"}', {"not-read"}),
    "one id in two lines": (b'{"id":"a"}\n{"id":"a"}', {"duplicate-id"}),
    "a key twice": (b'{"id":"a","id":"b"}', {"duplicate-key"}),
    "a newer version": (b'{"armsdeals":2}\n{"id":"a"}', {"unsupported-version"}),
    "one id in two lines, once as an escape": (b'{"id":"a"}\n{"id":"\\u0061"}', {"duplicate-id"}),
    "a version twice, once as an escape": (b'{"armsdeals":1,"\\u0061rmsdeals":1}', {"duplicate-key"}),
    "lines that end in CR alone": (b'{"id":"a"}\r{"id":"b"}', {"not-read"}),
    "a source of another line": (
        b'{"id":"a","evidence":{"k":{"publisher":"P"}}}\n{"id":"b","prices":[{"value":"5 USD","evidence":["k"]}]}',
        {"unknown-source"},
    ),
    "a newer version at the end": (b'{"id":"a"}\n{"armsdeals":2}', {"unsupported-version"}),
    "two versions": (b'{"armsdeals":1}\n{"armsdeals":2}', {"duplicate-key"}),
    "deals in the head": (b'{"armsdeals":1,"deals":[]}', {"not-read"}),
    "a table in the head": (b'{"armsdeals":1,"evidence":{}}', {"not-read"}),
    "a key that is none in the head": (b'{"armsdeals":1,"__proto__":1}', {"unknown-key"}),
    "a lone half of a pair": (rb'{"id":"a","title":"\udfff"}', {"bad-value"}),
    "a number of a million digits": (b'{"id":"a","title":' + b"1" * 1_000_000 + b"}", {"wrong-type"}),
    "NaN": (b'{"id":"a","title":NaN}', {"not-read"}),
    "NULs": (b"\0\0\0\n", {"not-read"}),
}


@pytest.mark.parametrize("name", LINES)
def test_hostile_lines_are_told_by_their_code(name: str) -> None:
    data, wanted = LINES[name]
    assert codes(data, "jsonl") == wanted


def test_faults_beyond_the_first_hundred_are_counted() -> None:
    with pytest.raises(InvalidDeals) as caught:
        loads(HEAD + b",".join([b"1"] * 5_000) + TAIL, format="json")
    assert caught.value.issues[-1].code == "more-faults"
    assert "4,900 more faults" in caught.value.issues[-1].message
