"""What other pages and programs of the same computer get of a planner that runs: nothing."""

from __future__ import annotations

import io
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Started, Visit, asked_outside, visiting

ASKED = """async address => {
    const seen = [];
    const tried = async ask => {
        try {
            const answer = await ask();
            seen.push(`${answer.status}${(await answer.text()).slice(0, 20)}`);
        } catch { seen.push('nothing'); }
    };
    await tried(() => fetch(address, {credentials: 'include'}));
    await tried(() => fetch(`${address}/_stcore/host-config`, {credentials: 'include'}));
    await tried(() => fetch(`${address}/_stcore/upload_file/a/b`,
        {method: 'PUT', body: 'x', credentials: 'include'}));
    seen.push(await new Promise(done => {
        const line = new WebSocket(address.replace('http', 'ws') + '/_stcore/stream');
        line.onopen = () => done('open');
        line.onerror = () => done('nothing');
    }));
    return seen;
}"""


class Page(BaseHTTPRequestHandler):
    """Another program of this computer that serves a page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<h1>A page</h1>")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def stranger() -> Iterator[str]:
    """The address of a page on another port of this computer."""
    server = HTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_of_another_port_or_host_gets_nothing_in_a_browser_that_was_let_in(
    visit: Visit, browser: Browser, started: Started, stranger: str, host: str
) -> None:
    visit.open()
    context = browser.new_context(storage_state=visit.page.context.storage_state())
    page = context.new_page()
    page.goto(stranger.replace("127.0.0.1", host))

    assert page.evaluate(ASKED, started.address) == ["nothing"] * 4
    context.close()


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_another_program_gets_nothing_without_the_token(started: Started, method: str) -> None:
    for path in ("/", "/_stcore/host-config", "/_stcore/upload_file/a/b", "/app/static/logo.svg"):
        with pytest.raises(HTTPError, match="403"):
            urlopen(Request(f"{started.address}{path}", method=method), timeout=5)


def test_a_bare_websocket_is_refused_and_nobodys_name_is_looked_up(
    visit: Visit, started: Started
) -> None:
    visit.open()
    cookies = "; ".join(
        f"{one.get('name')}={one.get('value')}" for one in visit.page.context.cookies()
    )
    here = urlsplit(started.address).netloc

    assert answer_to(started, Host=here).startswith("HTTP/1.1 403")
    inside = {"Host": here, "Cookie": cookies}
    for strange in (
        {"Origin": "https://example.org"},
        {"Origin": "http://localhost:9"},
        {"Host": "plans.example.org"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        assert answer_to(started, **(inside | strange)).startswith("HTTP/1.1 403")
    assert answer_to(started, **inside, Origin=started.address).startswith("HTTP/1.1 101")
    assert asked_outside(started.outside) == []


def test_a_click_of_somebody_else_is_answered_while_a_hostile_file_is_read(
    visit: Visit, browser: Browser, started: Started
) -> None:
    commas = io.BytesIO()
    with zipfile.ZipFile(commas, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("goals.csv", b"," * 100 * 2**20)
    visit.open()
    visit.page.get_by_text("Or open the file of a plan").click()
    refused = visit.page.get_by_text("commas.zip is too large")

    with visiting(browser, started) as other:
        other.open()
        other.press("Open Casserane")
        expect(other.page.get_by_text("Next step")).to_be_visible()
        alone = max(seconds_to(other, page) for page in ("Risks", "Actions"))
        visit.page.locator("input[type=file]").set_input_files(
            {"name": "commas.zip", "mimeType": "application/zip", "buffer": commas.getvalue()}
        )
        beside = [seconds_to(other, "Actions"), seconds_to(other, "Risks")]
        while not refused.is_visible():
            beside.append(seconds_to(other, "Actions" if len(beside) % 2 else "Risks"))

    assert max(beside) < alone + 2


def seconds_to(visit: Visit, page: str) -> float:
    """How long a click on a page of the menu takes until it is drawn."""
    began = time.perf_counter()
    visit.go(page)
    return time.perf_counter() - began


def test_no_answer_says_by_which_software_it_was_made(started: Started) -> None:
    for path in ("/healthz", "/"):
        try:
            told = urlopen(f"{started.address}{path}", timeout=5).headers
        except HTTPError as refused:
            told = refused.headers
        assert "server" not in told


def answer_to(started: Started, **headers: str) -> str:
    """What the server answers to a program that asks for its line with these headers."""
    wanted = {
        "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", **headers,
    }  # fmt: skip
    lines = (f"{name.replace('_', '-')}: {value}\r\n" for name, value in wanted.items())
    address = urlsplit(started.address)
    with socket.create_connection((address.hostname, address.port), timeout=5) as line:
        line.sendall(f"GET /_stcore/stream HTTP/1.1\r\n{''.join(lines)}\r\n".encode())
        return line.recv(200).decode("latin-1")
