"""The command: which subcommands there are, how they are called, and how they end.

Data goes to standard output and talk to standard error. The exit code is 0 if all is well, 1 if issues were found, and 2
for wrong use or unreadable input. A subcommand's file is imported only when it runs; for a ``--help`` its file in ``usage`` is
enough, so that it is quick.

    >>> main(["--version"]) == 0
    armsdeals ...
    True
"""

from __future__ import annotations

import gc
import io
import os
import sys
from argparse import REMAINDER, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, NoReturn

from armsdeals import __version__
from armsdeals._shown import LONGEST_PATH, plain, shown
from armsdeals.cli.exits import FINE, INTERRUPTED, WRONG
from armsdeals.errors import ArmsDealsError, InvalidDeals, suggestion

# Options whose words may be at fault, by the names of the arguments that they become.
_OPTIONS = frozenset({"as_of", "known_by", "since", "on", "quiet_after", "by", "basis", "measure", "years"})

COMMANDS = {
    "report": ("report", "what is known of a deal on a day: as text, or as a page with a timeline"),
    "show": ("show", "the deals of a file, one card each"),
    "timeline": ("timeline", "what was reported when, one line each"),
    "check": ("check", "what is wrong or odd in files"),
    "new": ("new", "a file for a new deal, with a line to begin each part"),
    "add": ("add", "one more line for a typed file, checked before it is written"),
    "diff": ("diff", "what one state of the deals tells otherwise than another"),
    "brief": ("brief", "what changed, is disputed, is overdue, is quiet"),
    "import": ("import_source", "somebody's register into deals, with an account of every line"),
    "convert": ("convert", "one file of deals into another: JSON, JSON Lines, YAML, CSV, Parquet"),
    "volumes": ("volumes", "how much was ordered or delivered, by whom, to whom, and when"),
    "schema": ("schema", "the JSON Schema of the documents that are read"),
    "examples": ("examples", "the bundled histories"),
    "ref": ("ref", "what stages, words, codes, lists and columns mean"),
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
        code = _run(sys.argv[1:] if argv is None else list(argv), is_program=argv is None)
        sys.stdout.flush()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else FINE
    except BrokenPipeError:
        # Whoever read our output has seen enough. Python would complain when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return INTERRUPTED
    except ArmsDealsError as error:
        print(f"armsdeals: {_told(error)}", file=sys.stderr)
        return WRONG
    except OSError as error:
        where = f"{shown(str(error.filename), longest=LONGEST_PATH)}: " if error.filename else ""
        print(f"armsdeals: {where}{(error.strerror or str(error)).lower()}", file=sys.stderr)
        return WRONG
    return code


def _run(argv: list[str], *, is_program: bool) -> int:
    asked = _parser().parse_args([*argv[1:], "--help"] if argv[:1] == ["help"] else argv)
    if asked.command is None:
        _parser().print_help(sys.stderr)
        return WRONG
    if asked.command not in COMMANDS:
        near = suggestion(asked.command, COMMANDS)
        hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(COMMANDS)}"
        print(f"armsdeals: {shown(asked.command)} is not a command; {hint}", file=sys.stderr)
        return WRONG
    module, about = COMMANDS[asked.command]
    usage: Any = resolve_name(f"armsdeals.cli.usage.{module}:")  # the colon imports it
    parser = Parser(
        prog=f"armsdeals {asked.command}",
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=usage.EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    usage.add_arguments(parser)
    arguments: Namespace
    arguments, strange = parser.parse_known_args(asked.rest)
    if strange:
        parser.error(_strange(strange[0], parser))
    run = _loaded(module, stays=is_program)
    try:
        return run(arguments)
    finally:
        if "duckdb" in sys.modules:  # when the process ends, it prints what nobody has cleared away
            gc.unfreeze()


def _loaded(module: str, *, stays: bool) -> Callable[[Namespace], int]:
    """Import a subcommand; where it stays until the process ends, no search for cycles looks through its code any more."""
    if not stays:
        return resolve_name(f"armsdeals.cli.{module}:run")  # type: ignore[no-any-return]
    was_on = gc.isenabled()
    gc.disable()
    try:
        run: Callable[[Namespace], int] = resolve_name(f"armsdeals.cli.{module}:run")
    finally:
        if was_on:
            gc.enable()
    gc.freeze()
    return run


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


def _strange(word: str, parser: ArgumentParser) -> str:
    if not word.startswith("-"):
        return f"{shown(word)} is one word too many"
    option = word.partition("=")[0]
    near = suggestion(option, parser._option_string_actions)  # noqa: SLF001  # argparse has no other list of them
    return f"{shown(option)} is no option here{f'; did you mean {near[0]}?' if near else ''}"


def _told(error: ArmsDealsError) -> str:
    where = _file_of(error)
    if isinstance(error, InvalidDeals):
        return f"{error}\n(armsdeals check lists every fault with its line)"
    if error.code == "other-source":
        told, _, how = str(error).partition("; read it with ")
        source = how.partition("=")[2].strip("'") or "SOURCE"
        return (
            f"{where}{told}\n(armsdeals import {source} FILE -o OUT turns it into deals; the commands that look at deals "
            f"also take --source {source})"
        )
    if error.path and str(error.path[0]) in _OPTIONS:
        return f"--{str(error.path[0]).replace('_', '-')}: {error.message}"
    return (
        f"{where}{error}".replace("overwrite=True", "--overwrite") if error.code == "typed-file" else f"{where}{error}"
    )


def _file_of(error: ArmsDealsError) -> str:
    """Return the file that was being read, for a message that does not name it."""
    for note in getattr(error, "__notes__", ()):
        _, found, name = note.partition("while reading ")
        if found and name not in str(error):
            return f"{name}: "
    return ""
