"""Codes of issues: each that the library gives is explained, and none is that it does not give."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import armsdeals as ad
from armsdeals import errors
from armsdeals.cli.codes import CODES

SOURCE = Path(ad.__file__).parent
SLUG = re.compile(r"[a-z]+(-[a-z]+)*")
NOTES = frozenset({"note", "_note", "_noted", "refuse", "_refuse", "_refused", "_add"})  # what writes a finding down
TEXTS = {
    path: path.read_text("utf-8") for path in sorted(SOURCE.rglob("*.py")) if path.relative_to(SOURCE).parts[0] != "cli"
}


def is_code(name: str) -> bool:
    return re.search(r"(^|_)code(_|$)", name) is not None


@cache
def told_in(text: str) -> tuple[str, ...]:
    """The codes that a text gives, as patterns, since a part of one may only be known when it runs."""
    return tuple(found_in(text))


def found_in(text: str) -> Iterator[str]:
    tree = ast.parse(text)
    given = {name for node in ast.walk(tree) for name in names_of_codes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "code":
            yield from slugs(node.value)
        elif isinstance(node, ast.Assign):
            names = {to.id for to in node.targets if isinstance(to, ast.Name)}
            yield from slugs(node.value) if names & given or any(map(is_code, names)) else ()
        elif isinstance(node, ast.Call) and called(node.func) in NOTES:
            yield from (slug for argument in node.args for slug in slugs(argument))


def names_of_codes(node: ast.AST) -> list[str]:
    if isinstance(node, ast.keyword) and node.arg == "code" and isinstance(node.value, ast.Name):
        return [node.value.id]
    return []


def called(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def slugs(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*slugs(node.body), *slugs(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        pattern = "".join(part.value if isinstance(part, ast.Constant) else "[a-z]+" for part in node.values)  # type: ignore[misc]
        yield from [pattern] * (SLUG.fullmatch(pattern.replace("[a-z]+", "x")) is not None)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and SLUG.fullmatch(node.value):
        yield node.value


def unexplained(text: str) -> list[str]:
    return [told for told in told_in(text) if not any(re.fullmatch(told, code) for code in CODES)]


def test_every_code_of_the_library_is_explained() -> None:
    assert {path.name: found for path, text in TEXTS.items() if (found := unexplained(text))} == {}
    family = [cls for _, cls in inspect.getmembers(errors, inspect.isclass) if issubclass(cls, ad.ArmsDealsError)]
    assert [cls.default_code for cls in family if cls.default_code not in CODES] == []


def test_no_code_is_explained_that_the_library_does_not_give() -> None:
    everything = "\n".join(TEXTS.values())
    told = {told for text in TEXTS.values() for told in told_in(text)}
    unused = [code for code in CODES if f'"{code}"' not in everything]
    assert [code for code in unused if not any(re.fullmatch(pattern, code) for pattern in told)] == []


def test_every_code_says_what_it_means_and_what_to_do() -> None:
    assert [code for code, one in CODES.items() if not one.about or not one.remedy] == []
    assert [code for code, one in CODES.items() if one.about.endswith(".") or one.remedy.endswith(".")] == []


def test_a_code_that_nobody_explained_is_found() -> None:
    assert unexplained("account.note(1, None, 'made-up', f'a {b}')") == ["made-up"]
    assert unexplained("raise InvalidValue('no', code='made-up' if a else 'bad-value')") == ["made-up"]
    assert unexplained("account.refuse(1, 2, f'made-{up}', 'a message')") == ["made-[a-z]+"]
    assert unexplained("code_said = 'made-up'") == ["made-up"]
    assert unexplained("TOLD = 'made-up'\nraise InvalidValue('no', code=TOLD)") == ["made-up"]
    assert unexplained("account.note(1, 2, 'missing', 'it is', what='price')") == []
