"""Tables of a page, and what the source says of the words in them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence

from armsdeals._fields import Word

_MEMBER = re.compile(r'^    ([A-Z][A-Z0-9_]*) = "\1"(?:  # (.*))?$', re.MULTILINE)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def meanings(cls: type[Word]) -> dict[str, str]:
    """What the source says behind each code of a vocabulary."""
    return {name: (said or "").partition("  # ")[0] for name, said in _MEMBER.findall(inspect.getsource(cls))}
