"""The page in a real browser: it is drawn, its style is allowed, and nothing is asked of the network."""

import base64
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from armsdeals.model.deal import Deal
from armsdeals.pages.report import report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here"),
]


def browse(tmp_path: Path, *arguments: str) -> str:
    call = [str(CHROMIUM), *QUIET, f"--user-data-dir={tmp_path / 'profile'}", *arguments]
    done = subprocess.run(call, capture_output=True, check=False, timeout=120)  # noqa: S603  # our own arguments
    if done.returncode:
        pytest.skip(f"Chromium does not start here (exit code {done.returncode})")
    return done.stdout.decode("utf-8")


def test_the_page_is_drawn_without_a_network(tmp_path: Path, missiles: Deal) -> None:
    page = tmp_path / "page.html"
    report(missiles, page)
    dom = browse(tmp_path, "--dump-dom", page.as_uri())
    assert dom.count('class="timeline wide"') == 1
    shot = tmp_path / "page.png"
    browse(tmp_path, "--window-size=1200,1600", f"--screenshot={shot}", page.as_uri())
    data = shot.read_bytes()
    assert struct.unpack(">II", data[16:24]) == (1200, 1600)
    assert len(data) > 40_000  # an empty page of this size takes less than a tenth of it


def test_the_style_sheet_counts_and_a_foreign_one_does_not(tmp_path: Path, missiles: Deal) -> None:
    plain = report(missiles)
    sizes = []
    for name, html in (
        ("with", plain),
        ("without", plain.replace("sha256-", f"sha256-{base64.b64encode(b'x' * 32).decode()}", 1)),
    ):
        page = tmp_path / f"{name}.html"
        page.write_text(html, encoding="utf-8")
        shot = tmp_path / f"{name}.png"
        browse(tmp_path, "--window-size=800,600", f"--screenshot={shot}", page.as_uri())
        sizes.append(shot.read_bytes())
    assert sizes[0] != sizes[1]
