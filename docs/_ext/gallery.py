"""The gallery: each script of ``docs/gallery`` is run at a build, and what it draws is shown above its code.

A script begins with a sentence on what the figure answers, and leaves its axes in ``ax``. It runs in a folder of its own that
holds the made-up register as ``trade-register.csv``.

The picture of the README and of the first page is checked in, since nothing is built where they are read. To draw it anew:
``python docs/_ext/gallery.py``.
"""

from __future__ import annotations

import ast
import os
import runpy
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt

DOCS = Path(__file__).resolve().parents[1]
SCRIPTS = DOCS / "gallery"
REGISTER = DOCS.parent / "tests" / "samples" / "sipri" / "mini_register.csv"
_INCHES = 110  # dots of a picture
FRONT_SCRIPT = SCRIPTS / "02_rivals_of_a_deal.py"
FRONT_PICTURE = DOCS / "_static" / "rivals.png"


@contextmanager
def folder_with_a_register() -> Iterator[Path]:
    """Work in a folder that holds the made-up register."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        shutil.copy(REGISTER, Path(name) / "trade-register.csv")
        os.chdir(name)
        try:
            yield Path(name)
        finally:
            os.chdir(before)


def scripts() -> list[Path]:
    """The scripts, in the order of their names."""
    return sorted(SCRIPTS.glob("*.py"))


def question_of(script: Path) -> str:
    """What the figure of a script answers: the first line of it."""
    return (ast.get_docstring(ast.parse(script.read_text("utf-8"))) or "").partition("\n")[0]


def drawn(script: Path) -> Any:
    """Run a script and return the axes it leaves."""
    return runpy.run_path(str(script))["ax"]


def draw(script: Path, picture: Path) -> None:
    """Run a script and save its figure."""
    with folder_with_a_register():
        figure = drawn(script).get_figure()
        figure.savefig(picture, dpi=_INCHES)
        plt.close(figure)


def page(pictures: Path) -> str:
    """Draw every figure into a folder and return what the page shows."""
    mpl.use("Agg")
    pictures.mkdir(parents=True, exist_ok=True)
    out = []
    for script in scripts():
        draw(script, pictures / f"{script.stem}.png")
        question = question_of(script)
        title = script.stem.partition("_")[2].replace("_", " ").capitalize()
        code = script.read_text("utf-8").partition('"""\n')[2].lstrip("\n")
        out.append(
            f"## {title}\n\n{question}\n\n```{{image}} generated/gallery/{script.stem}.png\n:alt: {question}\n:target: _images/{script.stem}.png\n```\n\n```{{code-block}} python\n{code}```\n"
        )
    return "\n".join(out)


if __name__ == "__main__":
    mpl.use("Agg")
    draw(FRONT_SCRIPT, FRONT_PICTURE)
