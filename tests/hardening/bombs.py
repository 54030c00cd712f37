"""Inputs that try to take all time or memory, each tried in a process of its own that is stopped where it takes too much.

Run as a script with the names of some bombs, or none for all; prints one line of JSON for each: its name, its size in bytes,
how it ended, the seconds of processor time and the kilobytes of memory it took.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from itertools import pairwise

from armsdeals._desk import loads
from armsdeals.errors import ArmsDealsError, InvalidDeals

HEAD = '{"armsdeals":1,"deals":['
N = 1_000_000
Made = tuple[str, Callable[[], str | bytes]]


def in_json(inside: str) -> str:
    return HEAD + '{"id":"demo",' + inside + "}]}"


MANY = [f'{{"id":"sys-{i}-abcdefghij","designation":"X"}}' for i in range(N // 140)]


def in_register(systems: list[str], lines: list[str]) -> str:
    """A document that declares systems, with one deal of many lines."""
    return f'{{"armsdeals":1,"systems":[{",".join(systems)}],"deals":[{{"id":"demo","lines":[{",".join(lines)}]}}]}}'


def in_yaml(inside: str) -> str:
    return f"id: demo\n{inside}\n"


def in_csv(rows: str) -> str:
    return "deal,path,value\n,armsdeals,1\ndemo,id,demo\n" + rows


def field(name: str, text: str) -> Callable[[], str]:
    """Return what makes a document with a long text in a field that has a grammar."""
    shapes = {
        "when": '"history":[{"stage":"TALKS","when":%s}]',
        "price": '"prices":[{"value":%s}]',
        "quantity": '"lines":[{"id":"a","system":{"designation":"X"},"quantities":[{"basis":"ORDERED","value":%s}]}]',
        "share": '"financing":{"instruments":[{"kind":"cash","share":%s}]}',
        "rate": '"financing":{"instruments":[{"kind":"loan","rate":%s}]}',
        "tenor": '"financing":{"instruments":[{"kind":"loan","tenor_years":%s}]}',
        "country": '"parties":[{"name":"A","role":"BROKER","country":%s}]',
        "role": '"parties":[{"name":"A","role":%s}]',
        "id": '"links":[{"kind":"PART_OF","to":%s}]',
        "measure": '"lines":[{"id":"a","system":{"designation":"X","specifications":[{"name":"range","value":%s}]}}]',
    }
    return lambda: in_json(shapes[name] % json.dumps((text * (N // len(text)))[:N]))


def head(before: str, part: str, behind: str = "") -> Callable[[], str]:
    """Return what makes a typed document with one very long line."""
    return lambda: in_yaml(before + part * (N // len(part)) + behind)


GRAMMARS = {
    f"{name} of {text!r} many times": ("json", field(name, text))
    for name, texts in {
        "when": ("9", "2017-", "2017/", "X", "~?%", "[2017,", "2017..", "{", " ", "-0", "Y1"),
        "price": ("9", "1.", "1,", "~", "1..", "(", " ", "USD ", "1e9", ">="),
        "quantity": ("9", "~", "1..", " ", "a", "1 a "),
        "share": ("0", "0.", "%"),
        "rate": ("0", ".", "5%"),
        "tenor": ("9", "-"),
        "country": ("a", "A ", " "),
        "role": ("supplier ", "A", "_"),
        "id": ("a", "-", "."),
        "measure": ("9", "1 km ", "m/s", "(", "**"),
    }.items()
    for text in texts
}
LETTERS = "abcdefghijklmnopqrst"
OTHERS: dict[str, Made] = {
    "lists of JSON, never closed": ("json", lambda: "[" * N),
    "objects of JSON, never closed": ("json", lambda: '{"a":' * (N // 5)),
    "lists of JSON in lines": ("jsonl", lambda: "[" * N),
    "a number of a million digits": ("json", lambda: in_json('"title":' + "9" * N)),
    "a fraction of a million digits": ("json", lambda: in_json('"title":0.' + "9" * N)),
    "an exponent of a million digits": ("json", lambda: in_json('"title":1e' + "9" * N)),
    "a version of a million digits": ("json", lambda: '{"deals":[],"armsdeals":' + "9" * N + "}"),
    "a key of a million letters": ("json", lambda: in_json('"' + "k" * N + '":1')),
    "a source key of a million letters": ("json", lambda: in_json('"evidence":{"' + "k" * N + '":{"publisher":"A"}}')),
    "unknown keys": ("json", lambda: in_json(",".join(f'"titl{i}":1' for i in range(N // 12)))),
    "one key very often": ("json", lambda: in_json(",".join(['"title":"x"'] * (N // 12)))),
    "unknown sources": (
        "json",
        lambda: in_json('"prices":[{"value":"5 USD","evidence":[' + ",".join(f'"s{i}"' for i in range(N // 9)) + "]}]"),
    ),
    "sources that nothing cites": (
        "json", lambda: in_json('"evidence":{' + ",".join(f'"s{i}":{{"publisher":"A"}}' for i in range(N // 28)) + "}"),
    ),
    "deals of one id": ("json", lambda: HEAD + ",".join(['{"id":"a"}'] * (N // 11)) + "]}"),
    "deals of text": ("json", lambda: HEAD + ",".join(["1"] * (N // 2)) + "]}"),
    "escapes": ("json", lambda: in_json('"title":"' + "\\u0041" * (N // 6) + '"')),
    "backslashes": ("json", lambda: in_json('"title":"' + "\\" * N)),
    "quotation marks": ("json", lambda: in_json('"title":' + '"' * N)),
    "blanks": ("json", lambda: " " * N),
    "NULs": ("json", lambda: b"\0" * N),
    "a bad byte at the end": ("json", lambda: b'"' + b"x" * N + b"\xff"),
    "empty lines": ("jsonl", lambda: '{"armsdeals":1}' + "\n" * N),
    "lines that are no JSON": ("jsonl", lambda: "x\n" * (N // 2)),
    "heads": ("jsonl", lambda: '{"armsdeals":1}\n' * (N // 16)),
    "heads with lists": ("jsonl", lambda: '{"armsdeals":1,"sources":[1]}\n' * (N // 30)),
    "lines of one id": ("jsonl", lambda: '{"id":"a"}\n' * (N // 11)),
    "history in one deal": (
        "json", lambda: in_json('"history":[' + ",".join(['{"when":"2017","stage":"TALKS"}'] * (N // 40)) + "]"),
    ),
    "systems that none is called": (
        "json", lambda: in_register(MANY, [f'{{"id":"l{i}","system":"sysx-{i}-abcdefghij"}}' for i in range(N // 170)]),
    ),
    "a long system that is named often": (
        "json",
        lambda: in_register(
            ['{"id":"long","designation":"X","aliases":[' + ",".join(f'"a{i}"' for i in range(N // 20)) + "]}"],
            [f'{{"id":"l{i}","system":"long"}}' for i in range(N // 80)],
        ),
    ),
    "lines that none is called": (
        "json",
        lambda: in_json(
            '"lines":[' + ",".join(f'{{"id":"abcdefghij-{i}","system":{{"designation":"x"}}}}' for i in range(N // 700))
            + '],"history":[' + ",".join(f'{{"when":"2017","stage":"TALKS","scope":["abcdefghiy-{i}"]}}' for i in range(N // 7_000)) + "]"
        ),
    ),
    "states that are none": (
        "json",
        lambda: in_json('"parties":[' + ",".join(f'{{"name":"x","role":"BUYER","country":"Germanyland{i}"}}' for i in range(N // 60)) + "]"),
    ),
    "aliases of aliases": (
        "yaml",
        lambda: f"{LETTERS[0]}: &a [x, x]\n"
        + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 1000)}]\n" for a, b in pairwise(LETTERS)),
    ),
    "lists of YAML": ("yaml", lambda: "[" * N),
    "objects of YAML": ("yaml", lambda: "{a: " * (N // 4)),
    "dashes of YAML": ("yaml", lambda: "- " * (N // 2)),
    "explicit keys": ("yaml", lambda: "? " * (N // 2)),
    "documents": ("yaml", lambda: "---\n" * (N // 4)),
    "comments": ("yaml", lambda: "#\n" * (N // 2)),
    "tabs": ("yaml", lambda: "\t" * N),
    "line feeds": ("yaml", lambda: "\n" * N),
    "exclamation marks": ("yaml", lambda: "!" * N),
    "ampersands": ("yaml", lambda: "&a " * (N // 3)),
    "colons": ("yaml", lambda: in_yaml("title: " + "a: " * (N // 3))),
    "colons without blanks": ("yaml", lambda: in_yaml("title: " + "a:" * (N // 2))),
    "a quotation mark that is not closed": ("yaml", lambda: in_yaml('title: "' + "x\n" * (N // 2))),
    "a block of text": ("yaml", lambda: in_yaml("title: |\n" + " x\n" * (N // 3))),
    "one key of YAML very often": ("yaml", lambda: "title: x\n" * (N // 9)),
    "unknown keys of YAML": ("yaml", lambda: "".join(f"titl{i}: x\n" for i in range(N // 12))),
    "number signs": ("yaml", lambda: in_yaml("title: a" + " #" * (N // 2))),
    "a head of words": ("yaml", head("history:\n- 2017 talks", " x")),
    "a head of brackets": ("yaml", head("history:\n- 2017 talks ", "(")),
    "a head of commas": ("yaml", head("history:\n- 2017 talks", ", x")),
    "a head of sources": ("yaml", head("history:\n- 2017 talks", " @a")),
    "a head of dates": ("yaml", head("history:\n- ", "2017 or ", "2018 talks")),
    "a head of digits": ("yaml", head("history:\n- ", "9", " talks")),
    "a head of blanks": ("yaml", head("history:\n- 2017", " ", "talks")),
    "heads of one word": ("yaml", lambda: in_yaml("history:\n" + "- 2017 x\n" * (N // 9))),
    "moves": ("yaml", lambda: in_yaml("history:\n" + "- 2017 talks\n" * (N // 40))),
    "a price of digits": ("yaml", head("price: ", "9", " USD")),
    "a price of signs": ("yaml", head("price: ", "~", "5 USD")),
    "a price of words": ("yaml", head("price: 5 USD", " bn")),
    "cells of one row": ("csv", lambda: "," * N),
    "rows that contradict each other": ("csv", lambda: in_csv("demo,title,x\n" * (N // 13))),
    "deals of one row": ("csv", lambda: in_csv("".join(f"d{i},id,d{i}\n" for i in range(N // 16)))),
    "a deep path": ("csv", lambda: in_csv("demo," + "a[0]." * (N // 5) + "a,x\n")),
    "a path of a number": ("csv", lambda: in_csv("demo,a[" + "9" * N + "],x\n")),
    "places in any order": (
        "csv", lambda: in_csv("".join(f"demo,note[{i}],x\n" for i in reversed(range(N // 18)))),
    ),
    "a quotation mark of CSV": ("csv", lambda: in_csv('demo,title,"' + '""' * (N // 2))),
    "line breaks in a cell": ("csv", lambda: in_csv('demo,title,"' + "\n" * N + '"\n')),
    "brackets of a path": ("csv", lambda: in_csv("demo," + "[" * N + ",x\n")),
    "suppliers": ("yaml", lambda: in_yaml("supplier:\n" + "".join(f"- Nobody {i}\n" for i in range(N // 14)))),
}  # fmt: skip
BOMBS: dict[str, Made] = {**GRAMMARS, **OTHERS}


def ended(data: str | bytes, form: str) -> str:
    try:
        loads(data, format=form)
    except InvalidDeals as error:
        return " ".join(sorted({issue.code for issue in error.issues}))
    except ArmsDealsError as error:
        return error.code
    return "read"


def tried(name: str) -> dict[str, object]:
    """Try one bomb in a process of its own; it ends as "stopped" where it took ten times what is promised."""
    form, make = BOMBS[name]
    data = make()
    size = len(data)
    read, write = os.pipe()
    if (child := os.fork()) == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.process_time()
        try:
            told = ended(data, form)
        except BaseException as error:  # noqa: BLE001  # whatever it is, it is the finding
            told = f"{type(error).__name__}: {error}"[:200]
        spent = time.process_time() - start
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        os.write(write, json.dumps([told, spent, grown]).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    told, spent, grown = json.loads(answer) if answer else ("stopped", 60.0, 0)
    return {"name": name, "size": size, "ended": told, "seconds": spent, "kilobytes": grown}


if __name__ == "__main__":
    loads('{"armsdeals":1,"deals":[{"id":"a"}]}')
    loads("id: a\nhistory:\n- 2017 talks\n", format="yaml")  # what is loaded on first use
    for one in sys.argv[1:] or BOMBS:
        print(json.dumps(tried(one)))  # noqa: T201  # the test reads it
