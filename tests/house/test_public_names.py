"""What is promised: the names of ``armsdeals.__all__``, kept in a list that only changes where a reviewer sees it."""

import ast
import inspect
from pathlib import Path

import pytest

import armsdeals

PROMISED = (Path(__file__).parent / "public_names.txt").read_text("utf-8").split()


def front_door(checkout: Path) -> ast.Module:
    return ast.parse((checkout / "src" / "armsdeals" / "__init__.py").read_text("utf-8"))


def homes(tree: ast.Module, table: str) -> dict[str, str]:
    """A table of the front door, read without running it."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == table:
            return dict(ast.literal_eval(node.value))
    raise AssertionError(f"{table} is not in the front door")


def test_the_promised_names_are_the_public_ones() -> None:
    assert sorted(armsdeals.__all__) == sorted(PROMISED)


def test_the_list_is_sorted_and_names_each_once() -> None:
    assert sorted(set(PROMISED)) == PROMISED


@pytest.mark.parametrize("name", PROMISED)
def test_a_public_name_leads_to_something_with_a_docstring(name: str) -> None:
    assert inspect.getdoc(getattr(armsdeals, name))


def test_dir_shows_every_public_name() -> None:
    assert set(PROMISED) <= set(dir(armsdeals))


def test_a_name_that_is_not_public_is_refused_by_its_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Deel'"):
        _ = armsdeals.Deel


def test_type_checkers_and_the_running_program_find_each_name_in_the_same_file(checkout: Path) -> None:
    tree = front_door(checkout)
    blocks = [node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    asked = [node for block in blocks for node in block.body if isinstance(node, ast.ImportFrom)]
    for_types = {alias.asname or alias.name: f"{node.module}.{alias.name}" for node in asked for alias in node.names}
    names = homes(tree, "_HOMES")
    at_run_time = {name: f"armsdeals.{home}.{name}" for home, inside in names.items() for name in inside.split()}
    rooms = {name: home for name, home in homes(tree, "_ROOMS").items() if name in for_types}
    assert for_types == at_run_time | rooms


def test_what_the_front_door_shows_is_public_where_it_lives(checkout: Path) -> None:
    hidden = [
        name for inside in homes(front_door(checkout), "_HOMES").values() for name in inside.split() if name[0] == "_"
    ]
    assert hidden == []
