"""`serve`, `health` and `backup`: run the app, look after the database."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from planner.cli.options import command
from planner.cli.printing import answer, table, write_document
from planner.cli.session import CommandRun

PORTS = range(8501, 8600)
NO_TOKEN = "none"
PATIENCE = 120  # seconds until the app has to answer


@command("serve")
@click.option(
    "--port", type=click.IntRange(1, 65535), metavar="N", help="Default: 8501 or the next free."
)
@click.option("--address", default="127.0.0.1", metavar="A", help="Default: this computer alone.")
@click.option(
    "--host-name",
    "host_names",
    multiple=True,
    metavar="H",
    help="A further name that people reach it by; as often as needed.",
)
@click.option(
    "--no-token", is_flag=True, help="Let in every program and user that can reach the address."
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.pass_obj
def serve(
    session: CommandRun,
    port: int | None,
    address: str,
    host_names: tuple[str, ...],
    no_token: bool,
    no_browser: bool,
) -> int:
    """Start the app and print its address once it answers; Ctrl-C stops it."""
    chosen = _free_port(address, port)
    bare = f"http://{_reached_at(address)}:{chosen}"
    token = NO_TOKEN if no_token else secrets.token_urlsafe(24)
    url = bare if no_token else f"{bare}/?token={token}"
    app = _started(session, address, chosen, [address, *host_names], token)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        _wait_until_it_answers(app, bare)
        if session.json:
            write_document({"address": url})
        else:
            click.echo(url)
        session.say("Stop it with Ctrl-C.")
        if not no_browser:
            webbrowser.open(url)
        return app.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        app.terminate()
        app.wait()


@command("health")
@click.pass_obj
def health(session: CommandRun) -> int:
    """How the database is doing, and whether every plan is what its log says."""
    from planner.services import plans

    found, verified = plans.health(session.actor, session.store())
    sound = found.sound and not any(plan.problems for plan in verified)
    rows = [(v.name, v.revision, "no" if v.problems else "yes", v.head[:16]) for v in verified]
    document = {"database": found, "sound": sound, "plans": verified}
    journal = f", journal {found.journal}" if found.journal else ""
    lines = [f"{found.address}: {found.engine}{journal}."]
    answer(session, document, [*lines, *table(("Plan", "Revision", "Sound", "Head"), rows)])
    return 0 if sound else 1


@command("backup")
@click.argument("out", metavar="OUT")
@click.pass_obj
def backup(session: CommandRun, out: str) -> int:
    """Write a whole copy of the database, and look whether it is good."""
    from planner.services import plans

    verified = plans.backup(session.actor, session.store(), Path(out))
    sound = not any(plan.problems for plan in verified)
    document: dict[str, Any] = {"file": out, "plans": verified, "sound": sound}
    lines = [f"{out} holds {len(verified)} plans. Read them with: --db {out}"]
    answer(session, document, lines)
    return 0 if sound else 1


def _free_port(address: str, wanted: int | None) -> int:
    from planner.errors import PlannerError

    why = "every port is taken"
    for port in [wanted] if wanted else PORTS:
        try:
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, port))
            return port
        except OSError as failure:
            why = failure.strerror or str(failure)
    raise PlannerError(f"Port {wanted or PORTS[0]} on {address} cannot be used: {why}.")


def _reached_at(address: str) -> str:
    """The name in an address that reaches a server listening there, from this computer."""
    if address in ("0.0.0.0", "::", ""):
        return "127.0.0.1"
    return f"[{address}]" if ":" in address else address


def _started(
    session: CommandRun, address: str, port: int, hosts: Sequence[str], token: str
) -> subprocess.Popen[bytes]:
    from planner.places import app_file

    arguments = [
        *(sys.executable, "-m", "streamlit", "run", str(app_file())),
        *("--server.port", str(port), "--server.address", address, "--server.headless", "true"),
    ]
    handed = {"R2P_PLANNER_DB": session.url()} if session.db else {}
    named = " ".join(f"[{host}]" if ":" in host else host for host in hosts if host)
    handed |= {"R2P_PLANNER_HOSTS": named, "R2P_PLANNER_TOKEN": token}
    return subprocess.Popen(
        arguments, cwd=app_file().parent, env={**os.environ, **handed}, stdout=sys.stderr
    )


def _wait_until_it_answers(app: subprocess.Popen[bytes], url: str) -> None:
    from planner.errors import PlannerError

    for _ in range(PATIENCE * 10):
        if app.poll() is not None:
            raise PlannerError("The app stopped before it answered.", "What it said stands above.")
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise PlannerError(f"The app does not answer at {url}.")


COMMANDS = (serve, health, backup)
