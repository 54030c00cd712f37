"""The command: which subcommands there are, how they are called, and how they end.

Data goes to standard output and talk to standard error. The exit code is 0 if all is well, 1 if issues were found, and 2
for wrong use or unreadable input. A subcommand's file is imported only when it runs, so that ``--help`` is quick.

    >>> main(["--version"]) == 0
    armsdeals ...
    True
"""

from __future__ import annotations

import io
import os
import sys
from argparse import REMAINDER, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, NoReturn

from armsdeals import __version__
from armsdeals._shown import LONGEST_PATH, plain, shown
from armsdeals.errors import ArmsDealsError, InvalidDeals, suggestion

FINE, FOUND, WRONG = 0, 1, 2
# Options whose words may be at fault, by the names of the arguments that they become.
_OPTIONS = frozenset({"as_of", "known_by", "since", "on", "quiet_after", "by", "basis", "measure", "years"})
_INTERRUPTED = 130  # what shells expect of a program stopped by Ctrl-C

COMMANDS = {
    "report": ("armsdeals.cli.report", "what is known of a deal on a day: as text, or as a page with a timeline"),
    "show": ("armsdeals.cli.show", "the deals of a file, one card each"),
    "timeline": ("armsdeals.cli.timeline", "what was reported when, one line each"),
    "check": ("armsdeals.cli.check", "what is wrong or odd in files"),
    "new": ("armsdeals.cli.new", "a file for a new deal, with a line to begin each part"),
    "add": ("armsdeals.cli.add", "one more line for a typed file, checked before it is written"),
    "diff": ("armsdeals.cli.diff", "what one state of the deals tells otherwise than another"),
    "brief": ("armsdeals.cli.brief", "what changed, is disputed, is overdue, is quiet"),
    "import": ("armsdeals.cli.import_source", "somebody's register into deals, with an account of every line"),
    "convert": ("armsdeals.cli.convert", "one file of deals into another: JSON, JSON Lines, YAML, CSV, Parquet"),
    "volumes": ("armsdeals.cli.volumes", "how much was ordered or delivered, by whom, to whom, and when"),
    "schema": ("armsdeals.cli.schema", "the JSON Schema of the documents that are read"),
    "examples": ("armsdeals.cli.examples", "the bundled histories"),
    "ref": ("armsdeals.cli.ref", "what stages, words, codes, lists and columns mean"),
}
_EPILOG = """\
commands:
{commands}

examples:
  armsdeals report turkey-air-defence --html report.html
  armsdeals report tur-s400 --as-of 2017-05-01 --known-by 2017-05-03
  armsdeals timeline tur-patriot
  armsdeals check deals.yaml
  armsdeals import sipri trade-register.csv -o register.parquet
  armsdeals ref stage

exit codes: 0 fine, 1 issues found, 2 wrong use or unreadable input
"""


class Parser(ArgumentParser):
    """An argument parser whose complaints cannot carry control characters to a terminal."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the arguments, and how to get help."""
        self.exit(WRONG, f"{self.prog}: {plain(message)} (see {self.prog} --help)\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    Args:
        argv: The arguments; those of the program if left out.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # the shell closed it (>&-)
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # it lives as long as the program
    try:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # a terminal that cannot show a letter gets its code instead
                stream.reconfigure(errors="backslashreplace")
        code = _run(sys.argv[1:] if argv is None else list(argv))
        sys.stdout.flush()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else FINE
    except BrokenPipeError:
        # Whoever read our output has seen enough. Python would complain when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except ArmsDealsError as error:
        print(f"armsdeals: {_told(error)}", file=sys.stderr)
        return WRONG
    except OSError as error:
        where = f"{shown(str(error.filename), longest=LONGEST_PATH)}: " if error.filename else ""
        print(f"armsdeals: {where}{(error.strerror or str(error)).lower()}", file=sys.stderr)
        return WRONG
    return code


def _run(argv: list[str]) -> int:
    asked = _parser().parse_args(argv)
    if asked.command is None:
        _parser().print_help(sys.stderr)
        return WRONG
    if asked.command not in COMMANDS:
        near = suggestion(asked.command, COMMANDS)
        hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(COMMANDS)}"
        print(f"armsdeals: {shown(asked.command)} is not a command; {hint}", file=sys.stderr)
        return WRONG
    module, about = COMMANDS[asked.command]
    command: Any = resolve_name(f"{module}:")  # the colon imports it
    parser = Parser(
        prog=f"armsdeals {asked.command}",
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=command.EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.add_arguments(parser)
    arguments: Namespace = parser.parse_args(asked.rest)
    code: int = command.run(arguments)
    return code


def _parser() -> Parser:
    commands = "\n".join(f"  {name:<10}{about}" for name, (_, about) in COMMANDS.items())
    parser = Parser(
        prog="armsdeals",
        usage="armsdeals [--help] [--version] COMMAND ...",
        description="Public arms deals: what was reported, by whom, and where a deal stood on any day.",
        epilog=_EPILOG.format(commands=commands),
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"armsdeals {__version__}")
    parser.add_argument(
        "command", metavar="COMMAND", nargs="?", help="one of those below; each has a --help of its own"
    )
    parser.add_argument("rest", nargs=REMAINDER, metavar="...", help="what the command takes")
    return parser


def _told(error: ArmsDealsError) -> str:
    if isinstance(error, InvalidDeals):
        return f"{error}\n(armsdeals check lists every fault with its line)"
    if error.code == "other-source":
        return f"{error}\n(armsdeals import SOURCE FILE does; armsdeals ref sources lists whose registers are read)"
    if error.path and str(error.path[0]) in _OPTIONS:
        return f"--{str(error.path[0]).replace('_', '-')}: {error.message}"
    return str(error)
