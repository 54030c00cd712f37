"""The gallery: every script runs as it stands, begins with its question, and leaves axes that say where they come from."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.text import Text

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCRIPTS = sorted((DOCS / "gallery").glob("*.py"))


@pytest.fixture
def gallery(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    mpl.use("Agg")
    monkeypatch.syspath_prepend(str(DOCS / "_ext"))
    plt.close("all")  # what other tests left open
    yield import_module("gallery")
    plt.close("all")


def test_there_are_figures() -> None:
    assert len(SCRIPTS) >= 10


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_script_of_the_gallery_draws_one_figure(script: Path, gallery: ModuleType) -> None:
    with gallery.folder_with_a_register():
        ax = gallery.drawn(script)
    assert len(plt.get_fignums()) == 1
    words = " ".join(text.get_text() for text in ax.get_figure().findobj(Text))
    assert "Source: " in words or "Reckoned from" in words
    assert gallery.question_of(script).endswith("?") or "?" in gallery.question_of(script)
