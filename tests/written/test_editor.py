"""The schema in an editor: a YAML language server, spoken to as an editor would, over its standard input and output."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from armsdeals._desk import read
from armsdeals.written.heads import HISTORY
from armsdeals.written.schema import written_schema

CHECKOUT = Path(__file__).resolve().parents[2]
NAME = "yaml-language-server"
PLACES = (CHECKOUT / ".venv/node/node_modules/.bin", CHECKOUT / "node_modules/.bin")
MODELINE = "# yaml-language-server: $schema=./.armsdeals.schema.json\n"
SECONDS = 60
FILE = f"""\
{MODELINE}title: Norland buys air defence
parties:
  supplier: Arsenal Works (Russia)           # NAME (COUNTRY), or a state
  recipient: [Defence Agency (Türkiye), Norway]
  financier: Russia
lines:
  battery:
    system: Bastion
    ordered:
      - 4 battalions @works: printed as "divizion"
      - 2? systems @register
    delivered: 1 regiment @wire-2020
  second:
    system: Bastion
    option: 1 regiment @wire-2020
price:
  - 2.5 bn USD contract @works
  - over 2 bn USD estimate @wire-1102:
    says: A director, the works
financing:
  - 45 % advance @works
  - 55 % state loan from Russia @works:
    rate: 0.05
    tenor: unknown
history:                                     # any order; append at the end
  - 2016-11~ talks @daily: the talks became public
  - 2017-04-24~ denied signed @daily: not tomorrow morning, says the minister
  - 2017-05-03 planned summit @daily: on the coast
  - by 2017-09-12 signed @daily: on a day that officials decline to give
  - 2017-12-29 signed loan agreement @wire-1102
  - 2020-03 planned delivering @works
  - 2019-07-12 delivering (battery) @wire-2020:
    text: first parts flown in
    confidence: low
  - 2020-08-23 signed? (second) @wire-2020:
    says: The exporter
    role: supplier company
constraints:
  - integration barred @daily: an alliance's air defence
links:
  competes with: [other, third]
sources:
  daily: A daily, 2017-04-24/2017-05-03      # PUBLISHER[, DATE][, LINK], read from the right
  works: The works, via A wire, 2017-12-27
  wire-1102: A wire, 2017-11-02
  wire-2020: A wire, 2020-08-23
  register: {{publisher: An institute, title: Trade register, published: 2024-03, kind: data set}}
"""


def program() -> list[str]:
    """How the server is started; empty where it is not installed."""
    path = os.pathsep.join([os.environ.get("PATH", ""), *map(str, PLACES)])
    server = shutil.which(NAME, path=path)
    return [server, "--stdio"] if server and shutil.which("node") else []


class Editor:
    """The little of an editor that opens one file, sees what is marked and asks what could be typed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server = subprocess.Popen(  # noqa: S603  # found by its name
            program(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._told: Queue[dict[str, Any]] = Queue()
        self._number = 0
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {
            "workspace": {"configuration": True}, "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
        }})  # fmt: skip
        self._say("initialized", {})

    def close(self) -> None:
        self._server.kill()
        self._server.wait(SECONDS)
        self._ear.join(SECONDS)
        for stream in (self._server.stdin, self._server.stdout):
            if stream:
                stream.close()

    def open(self, text: str) -> str:
        """Open a file with this text and return its name."""
        self._number += 1
        uri = (self._folder / f"norland-{self._number}.yaml").as_uri()
        self._say(
            "textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}}
        )
        return uri

    def marked(self, text: str) -> list[tuple[int, str]]:
        """What is marked in a file: line from 1, and message."""
        uri = self.open(text)
        while True:
            told = self._next()
            if told.get("method") == "textDocument/publishDiagnostics" and told["params"]["uri"] == uri:
                return [(one["range"]["start"]["line"] + 1, one["message"]) for one in told["params"]["diagnostics"]]

    def offered(self, text: str) -> list[str]:
        """What is offered at the end of a text."""
        uri = self.open(text)
        lines = text.split("\n")
        place = {"line": len(lines) - 1, "character": len(lines[-1])}
        answer = self.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": place})
        return [item["label"] for item in answer["items"]]

    def ask(self, method: str, params: Any) -> Any:
        self._number += 1
        number = self._number
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        while True:
            told = self._next()
            if told.get("id") == number and "method" not in told:
                return told["result"]

    def _next(self) -> dict[str, Any]:
        """The next message; what the server asks for itself is answered on the way."""
        told = self._told.get(timeout=SECONDS)
        if "method" in told and "id" in told:
            self._send({"jsonrpc": "2.0", "id": told["id"], "result": self._answer(told)})
        return told

    def _answer(self, told: dict[str, Any]) -> Any:
        if told["method"] != "workspace/configuration":
            return None
        settings = {"yaml": {"validate": True, "completion": True, "schemaStore": {"enable": False, "url": ""}}}
        return [settings.get(one.get("section", ""), {}) for one in told["params"]["items"]]

    def _say(self, method: str, params: Any) -> None:
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps(message).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self._server.stdin.flush()

    def _listen(self) -> None:
        out = self._server.stdout
        assert out is not None
        while head := out.readline():
            size = int(head.partition(b":")[2])
            while out.readline().strip():
                pass
            if len(data := out.read(size)) == size:  # less, where it was stopped in the midst
                self._told.put(json.loads(data))


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    if not program():
        pytest.skip(f"{NAME} is not installed here (npm install --prefix .venv/node {NAME}@1.25.0)")
    folder = tmp_path_factory.mktemp("deals")
    (folder / ".armsdeals.schema.json").write_text(json.dumps(written_schema()), encoding="utf-8")
    one = Editor(folder)
    yield one
    one.close()


def test_the_example_of_this_page_is_read(tmp_path: Path) -> None:
    path = tmp_path / "norland.yaml"
    path.write_text(FILE, encoding="utf-8")
    assert len(read(path)["norland"].history) == 8


def test_nothing_is_marked_in_a_file_that_is_read(editor: Editor) -> None:
    assert editor.marked(FILE) == []


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("title: Norland", "titel: Norland", "titel"),
        ("  financier: Russia", "  finansier: Russia", "finansier"),
        ("    option: 1 regiment", "    optoin: 1 regiment", "optoin"),
        ("    says: The exporter", "    sais: The exporter", "sais"),
        ("    confidence: low", "    confidence: lwo", ""),
        ("2019-07-12 delivering (battery)", "2019-07-12 arriving (battery)", ""),
        ("2.5 bn USD contract", "2.5 bn contract", ""),
    ],
)
def test_what_nobody_could_mean_is_marked_in_its_line(editor: Editor, right: str, wrong: str, said: str) -> None:
    text = FILE.replace(right, wrong)
    line = next(number for number, one in enumerate(text.splitlines(), start=1) if wrong in one)
    found = editor.marked(text)
    assert [number for number, _ in found if abs(number - line) <= 1] != [], found
    assert any(said in message for _, message in found), found


def test_the_keys_of_a_deal_are_offered(editor: Editor) -> None:
    offered = editor.offered(f"{MODELINE}title: Norland\n")
    assert {"parties", "lines", "price", "financing", "history", "constraints", "links", "sources"} <= set(offered)


def test_roles_and_details_are_offered_where_they_stand(editor: Editor) -> None:
    assert {"supplier", "recipient", "end user"} <= set(editor.offered(f"{MODELINE}parties:\n  "))
    text = f"{MODELINE}history:\n  - 2016-11~ talks @daily:\n    says: A minister\n    "
    assert {"role", "said", "quote", "confidence"} <= set(editor.offered(text))


def test_codes_are_offered_in_small_letters(editor: Editor) -> None:
    text = f"{MODELINE}history:\n  - 2016-11~ talks @daily:\n    confidence: "
    assert {"low", "medium", "high", "certain"} <= set(editor.offered(text))


def test_whole_lines_of_a_history_are_offered(editor: Editor) -> None:
    assert set(HISTORY.examples) <= set(editor.offered(f"{MODELINE}history:\n  - "))
