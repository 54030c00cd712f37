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
    facts = (
        ("code", code),
        ("severity", severity),
        ("what holds", about),
        ("what to do", tuple(dict.fromkeys(_hints(look)))),
    )
    return Page(title=code, facts=facts)


def _rules() -> Iterator[tuple[str, str, str, Callable[..., Any]]]:
    """Yield code, severity, sentence and function of every rule."""
    for rule in RULES:
        yield rule.code, rule.severity.name.lower(), rule.summary, rule.look
    for across in ACROSS:
        code, _, about = (inspect.getdoc(across) or "").partition("\n")[0].partition(": ")
        yield code, "of a register", f"{about[:1].upper()}{about[1:]}", across


def _hints(look: Callable[..., Any]) -> Iterator[str]:
    """Yield what a rule advises, as its text has it; a part that depends on the deal is shown as "…"."""
    for node in ast.walk(ast.parse(dedent(inspect.getsource(look)))):
        if isinstance(node, ast.keyword) and node.arg == "hint":
            if isinstance(node.value, ast.Constant):
                yield str(node.value.value)
            elif isinstance(node.value, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.value.values)
