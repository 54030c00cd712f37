"""The pages: every block of code runs and shows its true output, and every page can be reached from the index."""

import doctest
import io
import os
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

import armsdeals
from armsdeals.cli.exits import FINE, FOUND
from armsdeals.cli.main import main

CHECKOUT = Path(__file__).resolve().parents[2]
DOCS = CHECKOUT / "docs"
CASES = CHECKOUT / "src" / "armsdeals" / "cases" / "data"
MADE = frozenset({"_build", "_ext", "_static", "generated", ".jupyter_cache", "jupyter_execute"})
PAGES = sorted(path for path in DOCS.rglob("*.md") if not MADE & set(path.relative_to(DOCS).parts))
BLOCK = re.compile(r"^```(?P<language>[a-z]+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
# A block with a name is a file of its own, and is read by the test that asks for it by that name.
PIECE = re.compile(r"^```\{code-block\} yaml\n(?!:name:)(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
# What a reader does: runs Python or commands, or saves a file.
STEP = re.compile(
    r"^```(?:(?P<language>python|console|yaml)|\{code-block\} text\n:caption: (?P<name>[\w.-]+)\n)\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
FILES_FIRST = "at the end of this page"  # where a page says so, its files are saved before anything else
HISTORY = re.compile(r"^\| `([a-z0-9-]+)` \|", re.MULTILINE)
CELL = re.compile(
    r"^```\{code-cell\} ipython3\n(?:---\n.*?^---\n|(?::[^\n]*\n)*)(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL
)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
LARGEST_PICTURE = 150_000  # bytes; it is loaded with the first page that anybody sees
TREE = re.compile(r"^```\{toctree\}\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
# What code looks like that needs an extra.
SIGNS = {
    "analysis": r"armsdeals\.analysis|armsdeals volumes|to_arrow|\.parquet",
    "network": r"\ban\.network\(",
    "pandas": r"import pandas|to_pandas\(",
    "plots": r"\bad\.plot\.",
    "polars": r"import polars|to_polars\(",
    "report": r"\bad\.report\(|--html",
    "survival": r"\.survival\(|\.incidence\(",
    "testing": r"import strategies|from hypothesis",
}
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


def run(name: str, line: int, code: str, names: dict[str, object]) -> tuple[str, dict[str, object]]:
    """What does not come out as a block shows, and the names that are known after it."""
    told = io.StringIO()
    test = doctest.DocTestParser().get_doctest(code, names, name, name, line)
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=told.write, clear_globs=False)
    return told.getvalue(), test.globs


def put_files(page: Path) -> None:
    """Write each file that a page shows."""
    for step in STEP.finditer(page.read_text("utf-8")):
        put(step)


def put(step: re.Match[str]) -> None:
    """Write a file under the name of its caption, or that of its first deal."""
    if step["name"]:
        Path(step["name"]).write_text(step["code"], "utf-8")
    elif step["language"] == "yaml":
        deal, *_ = armsdeals.loads(step["code"].encode(), format="yaml").ids
        Path(f"{deal}.yaml").write_text(step["code"], "utf-8")


def commands(code: str) -> Iterator[tuple[list[str], str]]:
    """The commands of a block, each with what it prints; nothing, where the page does not show that."""
    for shown in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
        command, _, output = shown.partition("\n")
        yield shlex.split(command), output


def follow(page: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
    """Do what a page says, from its top to its end, and yield what does not come out as it is shown."""
    text, names = page.read_text("utf-8"), dict[str, object]()
    if FILES_FIRST in text:
        put_files(page)
    for step in STEP.finditer(text):
        put(step)
        if step["language"] == "python":
            wrong, names = run(name_of(page), text.count("\n", 0, step.start("code")), step["code"], names)
            yield from [wrong] if wrong else []
        elif step["language"] == "console":
            yield from (told for told in map(partial(run_command, capsys), commands(step["code"])) if told)


def run_command(capsys: pytest.CaptureFixture[str], shown: tuple[list[str], str]) -> str:
    """Run a command, and return what it prints if that is not what a page shows."""
    (program, *arguments), expected = shown
    capsys.readouterr()
    code = main(arguments) if program == "armsdeals" else -1
    printed = capsys.readouterr()
    told = (printed.out, printed.out + printed.err)  # a terminal shows both
    is_right = not expected or any(doctest.OutputChecker().check_output(expected, one, FLAGS) for one in told)
    is_fine = code == FINE or (code == FOUND and expected)
    return "" if is_fine and is_right else f"{program} {arguments} ended with {code} and printed {told[1]}"


def untold_extras(text: str) -> list[str]:
    """The extras that the code of a page needs and of which the page says nothing."""
    code = "\n".join(step["code"] for step in STEP.finditer(text))
    told = {extra for names in re.findall(r"armsdeals\[([a-z,]+)\]", text) for extra in names.split(",")}
    told |= {"plots"} if "report" in told else set()
    needed = {extra for extra, sign in SIGNS.items() if re.search(sign, code)}
    return sorted(needed - told) if "all" not in told else []


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
def test_whoever_follows_a_page_from_its_top_gets_what_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert list(follow(page, capsys)) == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_python_on_a_page_is_shown_with_prompts_so_that_it_runs(page: Path) -> None:
    assert [code for _, code in blocks(page, "python") if not code.startswith(">>> ")] == []


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


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_says_what_must_be_installed_for_its_code(page: Path) -> None:
    assert untold_extras(page.read_text("utf-8")) == []


def test_an_extra_that_a_page_keeps_to_itself_is_found() -> None:
    page = "```python\n>>> import polars\n>>> ad.plot.bars(found)\n```\n"
    assert untold_extras(page) == ["plots", "polars"]
    assert untold_extras(page + '`pip install "armsdeals[polars,report]"`') == []


def test_what_is_not_true_of_a_page_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    page = DOCS / "index.md"
    for text in (
        "```python\n>>> 1 + 1\n3\n```\n",
        "```console\n$ armsdeals show norland.yaml\n```\n\n```yaml\nid: norland\n```\n",
        "```console\n$ armsdeals ref currency SUR --json\n{}\n```\n",
    ):
        monkeypatch.setattr(Path, "read_text", lambda *_, text=text: text)
        assert len(list(follow(page, capsys))) == 1


def test_names_of_one_block_are_known_in_the_next() -> None:
    _, names = run("made up", 0, ">>> a = 1\n", {})
    assert run("made up", 3, ">>> a\n1\n", names)[0] == ""
