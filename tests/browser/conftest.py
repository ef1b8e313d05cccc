"""What browser journeys stand on: the planner as people start it, and a Chromium to see it with."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect, sync_playwright
from playwright.sync_api import TimeoutError as Unanswered

from planner.places import app_file
from planner.services import plans
from planner.store import Store

HERE = ("127.0.0.1", "localhost", "::1", "::", "0.0.0.0")
WATCHED = """import sys
def watch(event, asked):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        if "AF_UNIX" not in str(asked[0]):
            print(event, asked[1:] if event == "socket.connect" else asked, file=log, flush=True)
log = open("{log}", "a")
sys.addaudithook(watch)
from streamlit.web.cli import main
main()
"""
_SECONDS_TO_START = 60
_MILLISECONDS = 30_000
_TRIES = 5
# What fades in once the planner has answered begins a frame or two later.
_AT_REST = """async () => {
  for (let round = 0; round < 3; round++) {
    await new Promise(requestAnimationFrame);
    await Promise.allSettled(document.getAnimations().map(one => one.finished));
  }
}"""
_FLAGS = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


@dataclass
class Visit:
    """A person at the planner: the page in front of them, and what it asked of the outside."""

    page: Page
    address: str
    outside: list[str] = field(default_factory=list[str])

    def open(self, name: str = "") -> None:
        """Go to a page by its address and wait until it is drawn."""
        self.page.goto(f"{self.address}/{name}")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        self.settle()

    def settle(self) -> None:
        """Wait until the planner has answered and nothing is being drawn any more."""
        app = self.page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning")

    def rest(self) -> None:
        """Wait until nothing moves or changes its colour any more."""
        self.settle()
        self.page.evaluate(_AT_REST)

    def go(self, title: str) -> None:
        """Choose a page in the menu, once what was done before is answered.

        A page that is being drawn may swallow a click: this tries again.
        """
        self.settle()
        link = self.page.get_by_test_id("stSidebar").get_by_role("link", name=title, exact=True)
        heading = self.page.get_by_role("heading", level=1)
        link.click()
        try:
            expect(heading).to_have_text(title, timeout=10_000)
        except AssertionError:
            link.click()
            expect(heading).to_have_text(title)
        self.settle()

    def press(self, label: str, *, exact: bool = True) -> None:
        """Press a button by its label, once nothing of the page before is left to be pressed."""
        self.settle()
        self.page.get_by_role("button", name=label, exact=exact).first.click()
        self.settle()

    def edit_cell(self, right: int, down: int, *, then_right: int = 0) -> Locator:
        """Open the editor of the cell at this place of the first table, or some cells further.

        A table that is still being drawn may swallow a click: this tries again.
        """
        field = self.page.locator(".gdg-input")
        table = self.page.get_by_test_id("stDataFrame").first
        for _ in range(_TRIES):
            table.click(position={"x": right, "y": down})
            for _ in range(then_right):
                self.page.keyboard.press("ArrowRight")
            self.page.keyboard.press("Enter")
            try:
                field.wait_for(timeout=_MILLISECONDS / _TRIES)
            except Unanswered:
                continue
            break
        return field


@dataclass(frozen=True)
class Started:
    """A planner that runs: its address, what it said where it was started, what it looked up."""

    address: str
    log: Path
    outside: Path

    @property
    def way_in(self) -> str:
        """The address with the token that is good now, as it was printed last."""
        printed = re.findall(r"http\S+token=\S+", self.log.read_text())
        return str(printed[-1])


@pytest.fixture(scope="module")
def started(server: Started) -> Started:
    """A planner that runs, with no plan in it."""
    store = Store(f"sqlite:///{server.log.parent / 'plans.sqlite'}")
    for plan in store.plans():
        plans.remove_plan("Tests", store, plan.name)
    store.close()
    return server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """A planner started once for all journeys; what it asks of the outside is written down."""
    with starting(tmp_path_factory.mktemp("browser")) as running:
        yield running


@contextmanager
def starting(home: Path, **settings: str) -> Iterator[Started]:
    """A planner that runs for a while, with settings of its own in its environment."""
    port = _free_port()
    command = [sys.executable, "-c", WATCHED.format(log=home / "outside.txt"), "run", app_file()]
    with (home / "log.txt").open("w") as log:
        server = subprocess.Popen(
            [*map(str, command), "--server.port", str(port), "--server.headless", "true"],
            cwd=app_file().parent,
            env={**os.environ, "R2P_PLANNER_HOME": str(home), **settings},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        address = _answering(f"http://127.0.0.1:{port}", server, home / "log.txt")
        yield Started(address, home / "log.txt", home / "outside.txt")
        assert asked_outside(home / "outside.txt") == []
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium: the one named by CHROMIUM, one of this computer, or playwright's own."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    path = os.environ.get("CHROMIUM") or next((one for one in found if one), None)
    flags = [*_FLAGS, "--no-sandbox"] if _is_root() else list(_FLAGS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, started: Started) -> Iterator[Visit]:
    """A visit of one test."""
    with visiting(browser, started) as visit:
        yield visit


@pytest.fixture(scope="module")
def long_visit(browser: Browser, started: Started) -> Iterator[Visit]:
    """A visit of all tests of a module, which go from page to page in it and change nothing."""
    with visiting(browser, started) as visit:
        yield visit


@contextmanager
def visiting(browser: Browser, started: Started) -> Iterator[Visit]:
    """A visit whose browser has no way to the outside: whatever it asks of it is written down.

    The person is let in as people are: by opening the address that was printed.
    """
    address = started.address
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, reduced_motion="reduce", accept_downloads=True
    )
    visit = Visit(context.new_page(), address)
    visit.page.set_default_timeout(_MILLISECONDS)

    def watch(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            visit.outside.append(request.url)

    context.on("request", watch)
    expect.set_options(timeout=_MILLISECONDS)
    visit.page.goto(started.way_in)
    yield visit
    context.close()


@pytest.fixture
def sample(visit: Visit) -> Visit:
    """Somebody who has opened the sample with one click."""
    button, opened = (
        visit.page.get_by_role("button", name="Open Casserane"),
        visit.page.get_by_text("Next step"),
    )
    expect(button.or_(opened)).to_be_visible()
    if button.is_visible():
        button.click()
    expect(opened).to_be_visible()
    return visit


def asked_outside(log: Path) -> list[str]:
    """The names that the server looked up, and the addresses it spoke to, beyond this computer."""
    lines = log.read_text().splitlines() if log.exists() else []
    return [line for line in lines if not any(f"'{here}'" in line for here in HERE)]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answering(address: str, server: subprocess.Popen[bytes], log: Path) -> str:
    """The address, once the planner there says that it is ready."""
    for _ in range(_SECONDS_TO_START * 5):
        assert server.poll() is None, log.read_text()
        try:
            with urlopen(f"{address}/readyz", timeout=5) as answer:
                if answer.read() == b"ready":
                    return address
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"The planner did not start:\n{log.read_text()}")


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
