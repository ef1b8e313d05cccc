"""`serve` prints an address that answers, and leaves nothing running."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal


def test_the_address_answers_once_it_is_printed_and_no_longer_once_it_is_stopped(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-m", "planner", "--db", str(tmp_path / "p.sqlite"), "--json"]
    app = subprocess.Popen(
        [*command, "serve", "--no-browser"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert app.stdout
    address = json.loads(b"".join(app.stdout.readline() for _ in range(3)))["address"]

    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with browser.open(address, timeout=10) as answered:
        assert answered.status == 200
        assert "token" not in answered.url

    app.send_signal(signal.SIGTERM)
    assert app.wait(timeout=30) == 0
    app.stdout.close()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(address, timeout=5)


def test_a_port_that_is_taken_is_said_in_one_sentence(run: Terminal) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        answer = run("serve", "--no-browser", "--port", port)

    assert answer.code == 3
    assert f"Port {port}" in answer.err
