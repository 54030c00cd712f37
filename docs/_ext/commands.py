"""What each subcommand of ``armsdeals`` says of itself, as ``--help`` prints it."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stdout

from armsdeals.cli.main import COMMANDS, main

WIDTH = "100"  # columns; what argparse breaks lines at


def helps() -> str:
    """Every command with its help, in the order of ``armsdeals --help``."""
    return "\n".join(f"## {name}\n\n```{{code-block}} text\n{_help([name])}```\n" for name in COMMANDS)


def _help(name: list[str]) -> str:
    out, before = io.StringIO(), os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = WIDTH
    try:
        with redirect_stdout(out):
            main([*name, "--help"])
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before
    return out.getvalue()
