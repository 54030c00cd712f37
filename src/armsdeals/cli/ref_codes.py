"""armsdeals ref rules: what the code of an issue means, and what to do about it."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator, Sequence
from textwrap import dedent
from typing import Any

from armsdeals.checks.across import ACROSS
from armsdeals.checks.run import RULES
from armsdeals.cli.codes import CODES
from armsdeals.cli.page import Page, picked


def rules(names: Sequence[str]) -> Page:
    """Return all codes, or one with its remedy."""
    told = {code: (severity, about) for code, severity, about, _ in _rules()}
    if not names:
        rows = [(code, severity, about) for code, (severity, about) in told.items()]
        rows += [(code, one.where, one.about) for code, one in CODES.items()]
        return Page(
            columns=("code", "severity or place", "what holds where it is kept, or what is wrong"), rows=tuple(rows),
            below="next: armsdeals ref rules PAR-001",
        )  # fmt: skip
    code = picked(names[0], [*told, *CODES], "a code of an issue")
    if code in CODES:
        one = CODES[code]
        return Page(
            title=code, facts=(("code", code), ("met in", one.where), ("what is wrong", one.about), ("what to do", one.remedy))
        )  # fmt: skip
    severity, about = told[code]
    look = next(look for known, _, _, look in _rules() if known == code)
    says, do = (tuple(dict.fromkeys(_told(look, name))) for name in ("message", "hint"))
    facts = (("code", code), ("severity", severity), ("what holds", about), ("what it says", says), ("what to do", do))
    return Page(title=code, facts=facts)


def _rules() -> Iterator[tuple[str, str, str, Callable[..., Any]]]:
    """Yield code, severity, sentence and function of every rule."""
    for rule in RULES:
        yield rule.code, rule.severity.name.lower(), rule.summary, rule.look
    for across in ACROSS:
        code, _, about = (inspect.getdoc(across) or "").partition("\n")[0].partition(": ")
        yield code, "of a register", f"{about[:1].upper()}{about[1:]}", across


def _told(look: Callable[..., Any], name: str) -> Iterator[str]:
    """Yield what a rule says under a name, as its text has it; a part that depends on the deal is shown as "…"."""
    for node in ast.walk(ast.parse(dedent(inspect.getsource(look)))):
        if isinstance(node, ast.keyword) and node.arg == name:
            yield from filter(
                None,
                map(_words_of, ast.walk(node.value)) if isinstance(node.value, ast.IfExp) else [_words_of(node.value)],
            )


def _words_of(node: ast.AST) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return ""
