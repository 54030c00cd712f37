"""The names of the strategies: one list for type checkers, one for the running program, and both the same."""

import ast
import inspect
from pathlib import Path

import pytest

from armsdeals import strategies as ads


def test_type_checkers_and_the_running_program_find_each_name_in_the_same_file() -> None:
    tree = ast.parse(Path(str(ads.__file__)).read_text("utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    for_types = {
        alias.asname: f"{node.module}"
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert for_types == ads._HOME_OF


@pytest.mark.parametrize("name", ads.__all__)
def test_a_public_name_leads_to_something_with_a_docstring(name: str) -> None:
    assert name == "AWKWARD" or inspect.getdoc(getattr(ads, name))


def test_no_file_has_the_name_of_a_strategy() -> None:
    files = {path.stem for path in Path(str(ads.__file__)).parent.glob("*.py")}
    assert files & set(ads.__all__) == set()


def test_a_name_that_is_not_public_is_refused_by_its_name() -> None:
    with pytest.raises(AttributeError, match="no attribute 'deels'"):
        _ = ads.deels
