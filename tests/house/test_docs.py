"""The pages: every block of code runs and shows its true output, and every page can be reached from the index."""

import doctest
import io
import os
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

import armsdeals
from armsdeals.cli.main import main

CHECKOUT = Path(__file__).resolve().parents[2]
DOCS = CHECKOUT / "docs"
CASES = CHECKOUT / "src" / "armsdeals" / "cases" / "data"
MADE = frozenset({"_build", "_ext", "_static", "generated", ".jupyter_cache", "jupyter_execute"})
PAGES = sorted(path for path in DOCS.rglob("*.md") if not MADE & set(path.relative_to(DOCS).parts))
BLOCK = re.compile(r"^```(?P<language>[a-z]+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
PIECE = re.compile(r"^```\{code-block\} yaml\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
CAPTIONED = re.compile(
    r"^```\{code-block\} text\n:caption: (?P<name>[\w.-]+)\n\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
HISTORY = re.compile(r"^\| `([a-z0-9-]+)` \|", re.MULTILINE)
CELL = re.compile(
    r"^```\{code-cell\} ipython3\n(?:---\n.*?^---\n|(?::[^\n]*\n)*)(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL
)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
LARGEST_PICTURE = 150_000  # bytes; it is loaded with the first page that anybody sees
TREE = re.compile(r"^```\{toctree\}\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE  # the words of an error are compared as well


@pytest.fixture(autouse=True)
def _figures_without_a_screen() -> Iterator[None]:
    mpl.use("Agg")
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def making() -> Iterator[ModuleType]:
    """What makes pages from the code at a build."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(DOCS / "_ext"))
        yield import_module("made_from_code")


def blocks(page: Path, language: str) -> list[tuple[int, str]]:
    """The blocks of a language, each with the number of lines before it."""
    text = page.read_text("utf-8")
    found = [block for block in BLOCK.finditer(text) if block["language"] == language]
    return [(text.count("\n", 0, block.start("code")), block["code"]) for block in found]


def failures(name: str, code: list[tuple[int, str]]) -> str:
    """What does not come out as shown; all blocks of a page share their names."""
    told = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    names: dict[str, object] = {}
    for line, text in code:
        test = doctest.DocTestParser().get_doctest(text, names, name, name, line)
        runner.run(test, out=told.write, clear_globs=False)
        names = test.globs
    return told.getvalue()


def put_files(page: Path) -> None:
    """Write each file that a page shows, under the name of its first deal or that of its caption."""
    for _, text in blocks(page, "yaml"):
        deal, *_ = armsdeals.loads(text.encode(), format="yaml").ids
        Path(f"{deal}.yaml").write_text(text, "utf-8")
    for shown in CAPTIONED.finditer(page.read_text("utf-8")):
        Path(shown["name"]).write_text(shown["text"], "utf-8")


def commands(page: Path) -> list[tuple[list[str], str]]:
    """The commands that a page shows, each with what it prints; nothing, where the page does not show that."""
    found: list[tuple[list[str], str]] = []
    for _, block in blocks(page, "console"):
        for shown in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = shown.partition("\n")
            found.append((shlex.split(command), output))
    return found


def led_to(page: Path) -> set[Path]:
    """The pages that the contents of a page name."""
    out: set[Path] = set()
    for tree in TREE.finditer(page.read_text("utf-8")):
        entries = [line for line in tree["body"].splitlines() if line and not line.startswith(":")]
        for entry in entries:
            out |= (
                {Path(os.path.normpath(path)) for path in page.parent.glob(f"{entry}.md")}
                if "generated" not in entry
                else set()
            )
    return out


def name_of(page: Path) -> str:
    return page.relative_to(CHECKOUT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_code_on_a_page_does_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    put_files(page)
    found = failures(name_of(page), blocks(page, "python"))
    assert not found, found


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_python_on_a_page_is_shown_with_prompts_so_that_it_runs(page: Path) -> None:
    assert [code for _, code in blocks(page, "python") if not code.startswith(">>> ")] == []


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=name_of)
def test_the_commands_on_a_page_print_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    put_files(page)
    for (program, *arguments), expected in commands(page):
        assert program == "armsdeals"
        assert main(arguments) == 0
        printed = capsys.readouterr()
        told = (printed.out, printed.out + printed.err)  # a terminal shows both
        assert not expected or any(doctest.OutputChecker().check_output(expected, one, FLAGS) for one in told), told


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_files_on_a_page_can_be_read(page: Path) -> None:
    for _, text in blocks(page, "yaml"):
        assert armsdeals.loads(text.encode(), format="yaml").ids


@pytest.mark.parametrize("page", [page for page in PAGES if PIECE.search(page.read_text("utf-8"))], ids=name_of)
def test_the_pieces_of_a_file_stand_in_the_file_that_the_page_shows(page: Path) -> None:
    whole = "\n".join(text for _, text in blocks(page, "yaml"))
    strange = [piece["code"] for piece in PIECE.finditer(page.read_text("utf-8")) if piece["code"] not in whole]
    assert strange == []


def test_every_cell_of_the_tour_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    cells = [cell["code"] for cell in CELL.finditer((DOCS / "tour.md").read_text("utf-8"))]
    for cell in cells:
        exec(compile(cell, "tour.md", "exec"), names)  # noqa: S102  # the page is ours
    assert len(cells) > 10
    assert "page" in names


def test_only_the_tour_is_a_notebook_and_a_build_fails_where_one_of_its_cells_does() -> None:
    assert [page for page in PAGES if page.read_text("utf-8").startswith("---")] == [DOCS / "tour.md"]
    assert "nb_execution_raise_on_error = True" in (DOCS / "conf.py").read_text("utf-8")


def test_what_the_readme_leads_to_is_there_and_its_picture_is_small() -> None:
    links = LINK.findall((CHECKOUT / "README.md").read_text("utf-8"))
    pictures = [CHECKOUT / link for link in links if link.endswith(".png")]
    assert [link for link in links if not (CHECKOUT / link).is_file()] == []
    assert [picture.stat().st_size < LARGEST_PICTURE for picture in pictures] == [True]


def test_every_mistake_on_the_page_is_one_that_the_file_can_hold_and_is_answered(making: ModuleType) -> None:
    whole = making.mistakes.file_of(DOCS / "guides" / "encode-a-deal.md")
    assert armsdeals.check(armsdeals.loads(whole.encode(), format="yaml")) == armsdeals.Issues()
    assert all(making.mistakes.told(mistake, whole) for mistake in making.mistakes.MISTAKES)


def test_every_public_name_stands_on_one_page_of_the_reference(making: ModuleType) -> None:
    places = Counter(module.__name__ for modules in making.rooms().values() for module in modules)
    homes = {name: armsdeals._HOME_OF.get(name) or armsdeals._ROOMS[name] for name in armsdeals.__all__}
    assert [name for name, home in homes.items() if places[home] != 1] == []


def test_the_casebook_says_of_twenty_histories_why_they_are_hard_and_leaves_no_file_out() -> None:
    told = HISTORY.findall((DOCS / "casebook.md").read_text("utf-8"))
    book = [deal.id for deal in armsdeals.casebook()]
    files = {path.stem: armsdeals.example(path.stem).ids for path in CASES.glob("*.yaml")}
    assert (len(set(told)), [name for name in told if name not in book]) == (20, [])
    assert [name for name, deals in files.items() if not set(deals) & set(told)] == []


def test_every_page_can_be_reached_from_the_index() -> None:
    reached, todo = set(), {DOCS / "index.md"}
    while todo:
        page = todo.pop()
        reached.add(page)
        todo |= led_to(page) - reached
    assert sorted(map(name_of, reached)) == sorted(map(name_of, PAGES))


def test_a_piece_that_stands_in_no_file_is_found() -> None:
    assert [piece["code"] for piece in PIECE.finditer("```{code-block} yaml\nid: a\n```\n")] == ["id: a\n"]


def test_an_output_that_is_not_true_is_found() -> None:
    assert "Expected" in failures("made up", [(0, ">>> 1 + 1\n3\n")])


def test_names_of_one_block_are_known_in_the_next() -> None:
    assert failures("made up", [(0, ">>> a = 1\n"), (3, ">>> a\n1\n")]) == ""
