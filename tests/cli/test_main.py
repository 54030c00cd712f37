"""The command as people type it: exit codes, data on standard output, talk on standard error."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from armsdeals._desk import write
from armsdeals.cli.main import COMMANDS, main
from armsdeals.model.deal import Deal
from armsdeals.model.party import Party

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "deals.yaml"
    deal = Deal(
        id="one",
        title="One deal",
        parties=(Party("Sweden", role="supplier"), Party("Brazil", role="recipient")),
    )
    write(deal.start_talks(on="2016-11", text="they talk").sign(on="../2017-09-12"), path)
    return path


def test_the_help_lists_every_command_and_teaches_by_examples(capsys: Capture) -> None:
    assert main(["--help"]) == 0
    out, err = capsys.readouterr()
    assert all(f"\n  {name} " in out for name in COMMANDS)
    assert "armsdeals report turkey-air-defence --html report.html" in out
    assert err == ""


@pytest.mark.parametrize("name", list(COMMANDS))
def test_each_command_has_help_with_examples(capsys: Capture, name: str) -> None:
    assert main([name, "--help"]) == 0
    assert f"examples:\n  armsdeals {name}" in capsys.readouterr().out


def test_the_version_is_told(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("armsdeals 0.")


def test_no_command_is_wrong_use(capsys: Capture) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: armsdeals")


def test_a_misspelt_command_is_refused_with_the_near_one(capsys: Capture) -> None:
    assert main(["repot"]) == 2
    assert capsys.readouterr().err == "armsdeals: 'repot' is not a command; did you mean report?\n"


def test_complaints_about_arguments_cannot_carry_control_characters(capsys: Capture) -> None:
    assert main(["show", "x.yaml", "a", "\x1b[31mevil"]) == 2
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert r"\x1b[31mevil" in err


# report


def test_report_prints_the_text(capsys: Capture, file: Path) -> None:
    assert main(["report", str(file), "--as-of", "2018-01-01"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("One deal\nAs it stood on 1 January 2018")
    assert err == ""


def test_report_of_an_example_tells_what_a_reader_of_2017_could_know(capsys: Capture) -> None:
    assert main(["report", "tur-s400", "--as-of", "2017-05-01", "--known-by", "2017-05-03"]) == 0
    out = capsys.readouterr().out
    assert "WHERE IT STANDS\n  Final talks." in out
    assert "2019" not in out


def test_report_takes_one_deal_of_an_example(capsys: Capture) -> None:
    assert main(["report", "turkey-air-defence", "tur-s400"]) == 0
    assert capsys.readouterr().out.startswith("Türkiye buys Russian S-400 air defence\n")


def test_report_writes_the_page_and_says_where(capsys: Capture, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.html"
    assert main(["report", str(file), "--html", str(out)]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == f"written to '{out}'\n"
    assert out.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_report_for_machines_is_json(capsys: Capture, file: Path) -> None:
    assert main(["report", str(file), "--json"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert [deal["stage"]["words"] for deal in tree["deals"]] == ["signed"]


def test_a_name_that_is_nothing_is_refused_with_what_there_is(capsys: Capture) -> None:
    assert main(["report", "nosuch"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    hint = "try turkey-air-defence, or see: armsdeals examples"
    assert err == f"armsdeals: no example or file is called 'nosuch'; {hint}\n"


def test_a_name_that_is_nearly_right_gets_a_hint(capsys: Capture) -> None:
    assert main(["report", "turkey-air-defense"]) == 2
    assert capsys.readouterr().err.endswith("; did you mean turkey-air-defence?\n")


def test_a_deal_that_is_not_in_the_file_is_refused(capsys: Capture, file: Path) -> None:
    assert main(["report", str(file), "two"]) == 2
    assert capsys.readouterr().err == "armsdeals: no deal is called 'two' here\n"


@pytest.mark.parametrize("flag", ["--as-of", "--known-by"])
def test_a_bad_day_is_refused_with_what_a_day_looks_like(capsys: Capture, file: Path, flag: str) -> None:
    assert main(["report", str(file), flag, "12/09/2017"]) == 2
    assert capsys.readouterr().err.startswith(f"armsdeals: {flag}: '12/09/2017' is not a date (expected EDTF such as")


def test_a_page_that_cannot_be_written_is_named(
    capsys: Capture, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["report", str(file), "--html", "none/out.html"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("armsdeals: 'none/out.html' cannot be written: its folder is not there; make it first")


def test_without_the_template_engine_the_page_names_the_extra(
    capsys: Capture, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert main(["report", str(file), "--html", str(tmp_path / "x.html")]) == 2
    assert 'pip install "armsdeals[report]"' in capsys.readouterr().err


# show, timeline, examples


def test_show_prints_a_card_for_each_deal(capsys: Capture, file: Path) -> None:
    assert main(["show", str(file)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("One deal [SIGNED]\n  id     one\n  from   Sweden\n  to     Brazil\n")
    assert out.endswith("  price  unknown\n")


def test_show_for_machines_is_the_canonical_document(capsys: Capture, file: Path) -> None:
    assert main(["show", str(file), "--json"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert [deal["id"] for deal in tree["deals"]] == ["one"]


def test_timeline_prints_a_line_for_each_event(capsys: Capture, file: Path) -> None:
    assert main(["timeline", str(file)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2016-11                 Talks                   they talk (no source given)",
        "../2017-09-12           Signed                  (no source given)",
    ]


def test_timeline_tells_the_goods_of_an_event_without_words(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("lines: {x: X}\nhistory:\n- 2020 delivering 3 tanks of x\n", "utf-8")
    assert main(["timeline", str(tmp_path / "a.yaml")]) == 0
    assert "handed over: X, 3 tanks" in capsys.readouterr().out


def test_timeline_keeps_to_the_width(capsys: Capture) -> None:
    assert main(["timeline", "tur-s400", "--width", "60"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) == 60
    assert main(["timeline", "tur-s400", "--width", "0"]) == 0
    assert max(map(len, capsys.readouterr().out.splitlines())) > 100


@pytest.mark.parametrize("width", ["-5", "3", "x", "١٢٠", "1_00"])
def test_a_width_that_is_none_is_wrong_use(capsys: Capture, width: str) -> None:
    assert main(["timeline", "tur-s400", f"--width={width}"]) == 2
    assert "is not a number of columns" in capsys.readouterr().err


def test_examples_are_listed_with_their_deals(capsys: Capture) -> None:
    assert main(["examples"]) == 0
    out = capsys.readouterr().out
    assert "turkey-air-defence: " in out
    assert "\n  tur-s400: Türkiye buys Russian S-400 air defence\n" in out


def test_examples_for_machines_are_json(capsys: Capture) -> None:
    assert main(["examples", "--json"]) == 0
    held = {one["name"]: one["deals"] for one in json.loads(capsys.readouterr().out)}
    assert "tur-s400" in held["turkey-air-defence"]


# check


def test_check_ends_with_1_for_a_warning(capsys: Capture, file: Path) -> None:
    assert main(["check", str(file)]) == 1
    out, err = capsys.readouterr()
    assert all(line.startswith(str(file)) for line in out.splitlines())
    assert err.startswith("1 warning, ")


def test_check_is_content_with_remarks(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "good.yaml"
    deal = {"id": "one", "parties": [{"name": "A", "role": "SUPPLIER"}, {"name": "B", "role": "RECIPIENT"}]}
    path.write_text(json.dumps({"armsdeals": 1, "deals": [deal | {"prices": [{"value": "1 USD"}]}]}), encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert capsys.readouterr().err == "1 remark in 1 file\n"


def test_check_names_each_fault_with_line_and_column(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("deals:\n- id: one\n  history:\n  - when: 2017-02-30\n    stage: signd\n", encoding="utf-8")
    assert main(["check", str(path)]) == 1
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[0].startswith(
        f"{path}:4:11: bad-value deals[0].history[0].when: '2017-02-30' names a day that does not exist; 2017-02 has 28 days"
    )
    assert lines[1].startswith(
        f"{path}:5:12: not-in-list deals[0].history[0].stage: 'signd' is not a negotiation stage"
    )
    assert err == "2 errors in 1 file\n"


def test_check_for_machines_is_json(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("deals:\n- id: one\n  lines: 5\n", encoding="utf-8")
    assert main(["check", str(path), "--json"]) == 1
    (issue,) = json.loads(capsys.readouterr().out)
    assert (issue["line"], issue["severity"], issue["path"]) == (3, "ERROR", ["deals", 0, "lines"])


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"deals: [", b"armsdeals: 99\ndeals: []\n"])
def test_check_of_what_cannot_be_read_is_another_exit_code(
    capsys: Capture, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "bad.yaml"
    if content is not None:
        path.write_bytes(content)
    assert main(["check", str(path)]) == 2
    assert capsys.readouterr().out.startswith(str(path))


def test_faulty_files_are_not_reported_and_check_is_named(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("deals:\n- id: one\n  lines: 5\n", encoding="utf-8")
    assert main(["report", str(path)]) == 2
    assert "armsdeals check lists every fault" in capsys.readouterr().err


def test_standard_input_is_read(capsys: Capture, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    assert main(["timeline", "-"]) == 0
    assert "they talk" in capsys.readouterr().out


# as a program


def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    call = [sys.executable, "-W", "error", "-m", "armsdeals", *arguments]
    return subprocess.run(call, capture_output=True, check=False, env=environment | more, timeout=60)  # noqa: S603


def test_it_runs_as_a_module() -> None:
    done = run("report", "nosuch")
    assert done.returncode == 2
    assert done.stderr.startswith(b"armsdeals: no example or file is called 'nosuch'")


def test_a_terminal_without_the_letters_gets_their_codes() -> None:
    done = run("examples", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert rb"T\xfcrkiye" in done.stdout


def test_a_closed_pipe_ends_quietly() -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    call = [sys.executable, "-m", "armsdeals", "report", "turkey-air-defence"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as program:  # noqa: S603
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.read(10)
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait(60) == 0


def test_the_help_loads_no_heavy_room() -> None:
    code = "import sys; from armsdeals.cli.main import main; main(['--help']); print([m for m in sys.modules if m in ('attrs', 'msgspec', 'yaml', 'armsdeals.model.deal')])"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment, timeout=60)  # noqa: S603
    assert done.stdout.endswith(b"[]\n")


def test_a_page_never_takes_the_place_of_the_file_it_is_made_from(capsys: Capture, file: Path) -> None:
    before = file.read_bytes()
    assert main(["report", str(file), "--html", str(file)]) == 2
    assert "which it is made from" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_a_page_follows_a_link_and_keeps_the_rights_of_the_file(file: Path, tmp_path: Path) -> None:
    page, link = tmp_path / "page.html", tmp_path / "link.html"
    page.write_text("old", encoding="utf-8")
    page.chmod(0o600)
    link.symlink_to(page)
    assert main(["report", str(file), "--html", str(link)]) == 0
    assert link.is_symlink()
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert page.stat().st_mode & 0o777 == 0o600


def test_a_page_may_go_to_standard_output(capsys: Capture, file: Path) -> None:
    assert main(["report", str(file), "--html", "-"]) == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>")


def test_a_page_does_not_replace_what_is_no_file(capsys: Capture, file: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert main(["report", str(file), "--html", str(pipe)]) == 2
    assert "is no regular file" in capsys.readouterr().err
    assert pipe.is_fifo()


def test_check_gives_the_line_of_what_a_rule_finds(capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text("armsdeals: 1\ndeals:\n- id: one\n  prices:\n  - value: 1 USD\n", encoding="utf-8")
    assert main(["check", str(path)]) == 1
    assert f"{path}:5:5: EVI-001 info: deals[0].prices[0]: names neither a source" in capsys.readouterr().out
