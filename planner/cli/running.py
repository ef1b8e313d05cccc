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

import click

from planner.cli.commands import command
from planner.cli.opened_plan import database, store_of
from planner.cli.options import option
from planner.cli.printing import answer, table, write_document
from planner.cli.run import CommandRun
from planner.errors import PlannerError
from planner.messages import Message, _, ngettext
from planner.places import app_file
from planner.services import plans

PORTS = range(8501, 8600)
NO_TOKEN = "none"
PATIENCE = 120  # seconds until the app has to answer


@command("serve")
@option(
    "--port", type=click.IntRange(1, 65535), metavar="N", help=_("Default: 8501 or the next free.")
)
@option("--address", default="127.0.0.1", metavar="A", help=_("Default: this computer alone."))
@option(
    "--host-name",
    "host_names",
    multiple=True,
    metavar="H",
    help=_("A further name that people reach it by; as often as needed."),
)
@option(
    "--no-token", is_flag=True, help=_("Let in every program and user that can reach the address.")
)
@option("--no-browser", is_flag=True, help=_("Only print the address."))
@click.pass_obj
def _serve(
    run: CommandRun,
    port: int | None,
    address: str,
    host_names: tuple[str, ...],
    no_token: bool,
    no_browser: bool,
) -> int:
    chosen = _free_port(address, port)
    bare = f"http://{_reached_at(address)}:{chosen}"
    token = NO_TOKEN if no_token else secrets.token_urlsafe(24)
    url = bare if no_token else f"{bare}/?token={token}"
    app = _started(run, address, chosen, [address, *host_names], token)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        _wait_until_it_answers(app, bare)
        if run.json:
            write_document({"address": url})
        else:
            click.echo(url)
        run.say(_("Stop it with Ctrl-C."))
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
def _health(run: CommandRun) -> int:
    found, verified = plans.health(run.actor, store_of(run))
    sound = found.sound and not any(plan.problems for plan in verified)
    document = {"database": found, "sound": sound, "plans": verified}
    head = (
        _(
            "{address}: {engine}, journal {journal}.",
            address=found.address,
            engine=found.engine,
            journal=found.journal,
        )
        if found.journal
        else _("{address}: {engine}.", address=found.address, engine=found.engine)
    )
    lines = table(
        run,
        (_("Plan"), _("Revision"), _("Sound"), _("Head")),
        ((v.name, str(v.revision), not v.problems, v.head[:16]) for v in verified),
    )
    answer(run, document, [head, *lines])
    return 0 if sound else 1


@command("backup")
@click.argument("out", metavar="OUT")
@click.pass_obj
def _backup(run: CommandRun, out: str) -> int:
    verified = plans.backup(run.actor, store_of(run), Path(out))
    sound = not any(plan.problems for plan in verified)
    done = ngettext(
        "{file} holds {number} plan. Read it with: {command}",
        "{file} holds {number} plans. Read them with: {command}",
        len(verified),
        file=out,
        command=f"--db {out}",
    )
    answer(run, {"file": out, "plans": verified, "sound": sound}, [done])
    return 0 if sound else 1


def _free_port(address: str, wanted: int | None) -> int:
    why: Message | str = _("every port is taken")
    for port in [wanted] if wanted else PORTS:
        try:
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, port))
            return port
        except OSError as failure:
            why = failure.strerror or str(failure)
    raise PlannerError(
        _(
            "Port {port} on {address} cannot be used: {why}.",
            port=str(wanted or PORTS[0]),
            address=address,
            why=why,
        )
    )


def _reached_at(address: str) -> str:
    """The name in an address that reaches a server listening there, from this computer."""
    if address in ("0.0.0.0", "::", ""):
        return "127.0.0.1"
    return f"[{address}]" if ":" in address else address


def _started(
    run: CommandRun, address: str, port: int, hosts: Sequence[str], token: str
) -> subprocess.Popen[bytes]:
    arguments = [
        *(sys.executable, "-m", "streamlit", "run", str(app_file())),
        *("--server.port", str(port), "--server.address", address, "--server.headless", "true"),
    ]
    handed = {"R2P_PLANNER_DB": database(run)} if run.db else {}
    named = " ".join(f"[{host}]" if ":" in host else host for host in hosts if host)
    handed |= {"R2P_PLANNER_HOSTS": named, "R2P_PLANNER_TOKEN": token}
    return subprocess.Popen(
        arguments, cwd=app_file().parent, env={**os.environ, **handed}, stdout=sys.stderr
    )


def _wait_until_it_answers(app: subprocess.Popen[bytes], url: str) -> None:
    for _try in range(PATIENCE * 10):
        if app.poll() is not None:
            raise PlannerError(
                _("The app stopped before it answered."), _("What it said stands above.")
            )
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise PlannerError(_("The app does not answer at {url}.", url=url))


COMMANDS = (_serve, _health, _backup)
