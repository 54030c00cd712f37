"""What all house tests look at: the checkout, and the sources of the library, read once with `ast`."""

import ast
from pathlib import Path

import pytest
from attrs import field, frozen

CHECKOUT = Path(__file__).resolve().parents[2]
FRONT_DOOR = "__init__"
BY_NAME = ("need", "later", "import_module", "importlib.import_module")  # what takes the name of a module as a text


@frozen
class Import:
    """One name that a file asks for.

    Attributes:
        target: The dotted name; of ``from a import b`` it is ``a.b``.
        line: Where it stands.
        place: "top", "typing" (under TYPE_CHECKING), "inside" (a function, class or condition) or "named" (as text, to
            `errors.need` or `import_module`).
    """

    target: str
    line: int
    place: str


@frozen
class SourceFile:
    """One file of the library, by its path below ``src/armsdeals``."""

    path: str
    text: str = field(repr=False)
    tree: ast.Module = field(repr=False, init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "tree", ast.parse(self.text))

    @property
    def room(self) -> str:
        """The folder right below the package, or the name of a file that stands there by itself."""
        return self.path.partition("/")[0].removesuffix(".py")

    @property
    def module(self) -> str:
        """The dotted name under which it is imported."""
        parts = ["armsdeals", *self.path.removesuffix(".py").split("/")]
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def imports(self) -> list[Import]:
        found: list[Import] = []
        _walk(self.tree.body, "top", found)
        return found

    def __str__(self) -> str:
        return self.path


def _walk(nodes: list[ast.stmt], place: str, found: list[Import]) -> None:
    for node in nodes:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            base = f"{'.' * node.level}{node.module or ''}." if isinstance(node, ast.ImportFrom) else ""
            found += [Import(base + alias.name, node.lineno, place) for alias in node.names]
            continue
        if isinstance(node, ast.If) and place == "top" and ast.unparse(node.test) == "TYPE_CHECKING":
            _walk(node.body, "typing", found)
            continue
        found += [Import(name, node.lineno, "named") for name in _named(node)]
        for inner in ast.walk(node):
            if isinstance(inner, (ast.Import, ast.ImportFrom)):
                _walk([inner], "inside", found)


def _named(node: ast.AST) -> list[str]:
    """Modules that are asked for by a literal text."""
    calls = [n for n in ast.walk(node) if isinstance(n, ast.Call) and n.args]
    texts = [call.args[0] for call in calls if ast.unparse(call.func).removeprefix("errors.") in BY_NAME]
    return [text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str)]


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture(scope="session")
def sources() -> list[SourceFile]:
    root = CHECKOUT / "src" / "armsdeals"
    return [
        SourceFile(path.relative_to(root).as_posix(), path.read_text("utf-8")) for path in sorted(root.rglob("*.py"))
    ]


@pytest.fixture(scope="session")
def made() -> type[SourceFile]:
    """Makes a source file of a path and a text, for breaches that are made up."""
    return SourceFile
