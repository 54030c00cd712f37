"""How armsdeals import is called."""

from __future__ import annotations

from argparse import ArgumentParser

EXAMPLES = """\
examples:
  armsdeals import sipri trade-register.csv                       JSON Lines on standard output
  armsdeals import sipri trade-register.csv -o register.parquet   or .jsonl, .json, .yaml, .csv; the suffix says which
  armsdeals import sipri to-norway.csv to-chile.csv -o all.jsonl  several files become one
  armsdeals import sipri trade-register.csv -o all.jsonl --issues issues.csv
  armsdeals import sipri - < trade-register.csv | head -n 1
  armsdeals import sipri trade-register.csv -o all.jsonl --json   the summary for a program

The summary tells which printing it is and what became of each line. The exit code is 1 if a line was refused; the others are
written all the same. If a file cannot be read at all, nothing is written, and the exit code is 2. armsdeals ref sources lists
whose registers are read, and what they leave out.
"""


def add_arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("source", metavar="SOURCE", help="whose register it is, such as sipri")
    parser.add_argument("files", metavar="FILE", nargs="+", help="a file as it was downloaded, or - for standard input")
    parser.add_argument(
        "-o", "--output", metavar="OUT", default="-", help="the file to write; standard output if left out"
    )
    parser.add_argument("--issues", metavar="OUT", help="write every finding to this file, .csv or .json")
    parser.add_argument("--overwrite", action="store_true", help="replace a file that somebody typed")
    parser.add_argument("--json", action="store_true", help="print the summary as JSON; with -o on standard output")
    parser.add_argument("--progress", action="store_true", help="tell how far it is, also where there is no terminal")
