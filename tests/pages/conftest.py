"""Deals made by hand: a small version of a well-known story, its rival, and a deal full of hostile names.

And a headless Chromium, driven through a pipe by its DevTools protocol: no port, no network, only the standard library.
"""

import base64
import json
import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from armsdeals.model.deal import Deal
from armsdeals.model.delivery import Delivery
from armsdeals.model.event import Event
from armsdeals.model.financing.cash import Cash
from armsdeals.model.financing.financing import Financing
from armsdeals.model.financing.loan import Loan
from armsdeals.model.financing.status import FinancingStep
from armsdeals.model.line import Line
from armsdeals.model.link import Link
from armsdeals.model.negotiation.ending import Termination
from armsdeals.model.party import Party
from armsdeals.model.system import System
from armsdeals.model.valued import PriceClaim
from armsdeals.register.register import Register
from armsdeals.values.evidence import Evidence

HOSTILE = "<script>alert(1)</script>\u202e\x1b[31m\" onload='x' {{ 7*7 }} ]]>&amp;"


@pytest.fixture
def missiles() -> Deal:
    hurriyet = Evidence(publisher="Hürriyet Daily News", published="2017-09-29", link="https://example.org/h?a=1&b=2")
    sputnik = Evidence(publisher="Sputnik", published="2017-12-27")
    return Deal(
        id="tur-s400",
        title="Türkiye buys S-400",
        parties=(
            Party("Rosoboronexport", role="supplier", country="Russia"),
            Party("SSM", role="recipient", country="Türkiye"),
        ),
        lines=(Line(id="s400", system="S-400", ordered="4", unit="battalion"),),
        prices=(
            PriceClaim(value="2.5e9 USD contract", confidence="high", evidence=(sputnik,)),
            PriceClaim(value="4e9 USD estimate", confidence="low", speaker="An analyst", said="2018-01-01"),
        ),
        financing=Financing(
            instruments=(
                Cash(key="advance", share="0.45", evidence=(sputnik,)),
                Loan(key="loan", form="supplier state loan", share="0.55", lender="Russia", evidence=(sputnik,)),
            ),
            complete=True,
        ),
        history=(
            Event(when="2016-11~", stage="talks", evidence=(Evidence(publisher="A paper", published="2017-04-30"),)),
            Event(
                when="../2017-09-12", stage="signed", confidence="high", evidence=(hurriyet,), text="on a day unnamed"
            ),
            Event(when="2017-12-29", financing=(FinancingStep(of="loan", status="signed"),), evidence=(sputnik,)),
            Event(when="2020-03", stage="delivering", modality="planned", evidence=(sputnik,)),
            Event(
                when="2019-07-12",
                stage="delivering",
                deliveries=(Delivery(line="s400", quantity="1 battery"),),
                evidence=(Evidence(publisher="TASS", published="2020-08-23"),),
            ),
        ),
        links=(Link("competes with", to="tur-fd2000"),),
    )


@pytest.fixture
def rival() -> Deal:
    paper = (Evidence(publisher="Reuters", published="2015-11-15"),)
    return Deal(
        id="tur-fd2000",
        title="Türkiye and the FD-2000",
        parties=(Party("CPMIEC", role="supplier", country="China"), Party("SSM", role="recipient", country="Türkiye")),
        lines=(Line(id="fd", system="FD-2000"),),
        history=(
            Event(when="2009/2010", stage="tendered", evidence=paper),
            Event(when="2013-09-26", stage="selected", evidence=paper),
            Event(
                when="2015-11-15",
                stage="cancelled",
                termination=Termination(by="recipient", reasons=("price",)),
                evidence=paper,
            ),
        ),
    )


@pytest.fixture
def both(missiles: Deal, rival: Deal) -> Register:
    return Register([missiles, rival])


@pytest.fixture
def hostile() -> Deal:
    source = Evidence(publisher=HOSTILE, title=HOSTILE, locator=HOSTILE, published="2017", link="java\tscript:alert(1)")
    return Deal(
        id="a.b-1",
        title=HOSTILE,
        parties=(Party(HOSTILE, role="supplier", note=HOSTILE), Party("B", role="recipient", country="Türkiye")),
        lines=(Line(id="x", system=System(HOSTILE, category=HOSTILE), note=HOSTILE),),
        prices=(PriceClaim(value="1 USD", text=HOSTILE, speaker=HOSTILE, evidence=(source,)),),
        financing=Financing(instruments=(Loan(lender=HOSTILE, share="0.5", evidence=(source,)),)),
        history=(
            Event(
                when="2016",
                stage="talks",
                text=HOSTILE,
                quote=HOSTILE,
                speaker=HOSTILE,
                place=HOSTILE,
                participants=(HOSTILE,),
                evidence=(source,),
            ),
        ),
        note=HOSTILE,
    )


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
PATIENCE = 20  # seconds
_LOADED = """new Promise(done => document.readyState === "complete" ? done(true) : addEventListener("load", () => done(true)))"""
_OWN = ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded", "Page.javascriptDialogOpening")


class NoBrowserError(Exception):
    """Chromium is there and does not start."""


class Tab:
    """One page."""

    def __init__(self, browser: "Browser", session: str) -> None:
        self._browser, self._session = browser, session

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._browser.call(method, self._session, **parameters)

    def run(self, script: str) -> Any:
        """What a script gives, promises waited for."""
        told = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def open(self, path: Path, fragment: str = "") -> None:
        self.call("Page.navigate", url=path.as_uri() + fragment)
        assert self.run(_LOADED)

    def press(self, selector: str) -> None:
        self.run(f"document.querySelector({json.dumps(selector)}).click()")

    def fill(self, selector: str, value: str) -> None:
        field = f"document.querySelector({json.dumps(selector)})"
        event = "new Event('input', {bubbles: true})"
        self.run(f"{field}.value = {json.dumps(value)}; {field}.dispatchEvent({event})")
        self.run("new Promise(done => setTimeout(done, 50))")

    def photo(self) -> bytes:
        return base64.b64decode(self.call("Page.captureScreenshot")["data"])

    @property
    def said(self) -> list[dict[str, Any]]:
        """What it said on the console, or in a dialog."""
        return [told for told in self._told() if told["method"] in _OWN]

    @property
    def asked(self) -> set[str]:
        """The schemes of all that it asked for."""
        return {
            told["params"]["request"]["url"].partition(":")[0]
            for told in self._told()
            if told["method"] == "Network.requestWillBeSent"
        }

    def _told(self) -> list[dict[str, Any]]:
        return [told for told in self._browser.events if told.get("sessionId") == self._session]


class Browser:
    """The browser and what it tells."""

    def __init__(self, write: int, read: int) -> None:
        self.events: list[dict[str, Any]] = []
        self._write, self._read, self._last, self._rest = write, read, 0, b""

    def call(self, method: str, session: str = "", **parameters: Any) -> dict[str, Any]:
        self._last += 1
        message = {"id": self._last, "method": method, "params": parameters} | (
            {"sessionId": session} if session else {}
        )
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self._last:
                assert "error" not in told, told
                return dict(told["result"])
            self.events.append(told)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._read], [], [], PATIENCE)
            data = os.read(self._read, 1 << 20) if ready else b""
            if not data:
                raise NoBrowserError
            self._rest += data
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))

    def tab(self, *, width: int = 1280, height: int = 900) -> Tab:
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        tab = Tab(self, self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        for area in ("Page", "Runtime", "Log", "Network"):
            tab.call(f"{area}.enable")
        tab.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )
        return tab


@contextmanager
def started(profile: Path) -> Iterator[Browser]:
    """Start Chromium with its own profile, and end it.

    Raises:
        NoBrowserError: It does not start.
    """
    its_in, our_out = os.pipe()
    our_in, its_out = os.pipe()

    def place() -> None:  # where Chromium looks for the two ends
        ends = os.dup(its_in), os.dup(its_out)
        os.dup2(ends[0], 3)
        os.dup2(ends[1], 4)

    call = [str(CHROMIUM), *QUIET, "--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"]
    silent = subprocess.DEVNULL
    with subprocess.Popen(call, preexec_fn=place, close_fds=False, stdout=silent, stderr=silent) as process:  # noqa: S603, PLW1509
        os.close(its_in)
        os.close(its_out)
        try:
            browser = Browser(our_out, our_in)
            browser.call("Browser.getVersion")
            yield browser
        finally:
            process.kill()
            os.close(our_out)
            os.close(our_in)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    try:
        with started(tmp_path_factory.mktemp("profile")) as one:
            yield one
    except NoBrowserError:
        pytest.skip("Chromium does not start here")
