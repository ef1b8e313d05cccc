"""`serve`, `health`, `backup`, `restore`: run the app, look after the database."""

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
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from planner.cli.commands import command, option
from planner.cli.opened_plan import database, store_of
from planner.cli.printing import answer, facts, table, write_document
from planner.cli.run import CommandRun
from planner.errors import PlannerError
from planner.messages import Message, _, ngettext
from planner.places import app_file
from planner.services import operation
from planner.services.operation import DatabaseReport
from planner.store import BackupCheck, Verification

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
    found = operation.health(run.actor, store_of(run))
    database = found.health
    document = {
        "database": database,
        "sound": found.is_sound,
        "log": _verified(run, found.ledger),
        "plans": found.plans,
    }
    head = (
        _(
            "{address}: {engine}, journal {journal}.",
            address=database.address,
            engine=database.engine,
            journal=database.journal,
        )
        if database.journal
        else _("{address}: {engine}.", address=database.address, engine=database.engine)
    )
    answer(run, document, [head, *_warnings(run, found), *_plans(run, found.plans)])
    return 0 if found.is_sound else 1


def _warnings(run: CommandRun, found: DatabaseReport) -> Iterator[Message]:
    last = found.health.last_backup
    if last is None:
        yield _("No backup is on record.")
    else:
        yield ngettext(
            "The last backup on record is {number} day old.",
            "The last backup on record is {number} days old.",
            (run.now - last).days,
        )
    if not found.health.may_write:
        yield _("The database may only be read.")
    yield from operation.rights_told(found.health.open_to_others)
    yield _("The database's own log ends in {head}.", head=found.ledger.head or "—")
    for one in (found.ledger, *found.plans):
        yield from (problem.sentence for problem in one.problems)


def _plans(run: CommandRun, plans: Iterable[Verification]) -> list[str]:
    heads = (_("Plan"), _("Revision"), _("Sound"), _("Head"))
    rows = ((one.name, str(one.revision), not one.problems, one.head[:16]) for one in plans)
    return table(run, heads, rows)


def _verified(run: CommandRun, one: Verification) -> dict[str, Any]:
    told = [problem.as_json(run.tell) for problem in one.problems]
    return facts(one, "entries head") | {"sound": not told, "problems": told}


def _checks(run: CommandRun, found: BackupCheck) -> dict[str, Any]:
    """What was looked at in a backup, as `--json` tells it."""
    return {
        "integrity": True,
        **facts(found, "counts logical_hash recorded"),
        "sha256": found.digest,
        "log": _verified(run, found.ledger),
        "chains": not found.problems,
    }


@command("backup")
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.pass_obj
def _backup(run: CommandRun, out: Path) -> int:
    path, found = operation.backup(run.actor, store_of(run), out)
    done = ngettext(
        "{file} holds {number} plan. Put it back with: {command}",
        "{file} holds {number} plans. Put them back with: {command}",
        len(found.plans),
        file=str(path),
        command=f"r2p-planner restore {path}",
    )
    document = {
        "file": str(path),
        "plans": found.plans,
        "sound": not found.problems,
        "checks": _checks(run, found),
    }
    answer(run, document, [done, *(problem.sentence for problem in found.problems)])
    return 1 if found.problems else 0


@command("restore")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def _restore(run: CommandRun, file: Path) -> int:
    before, found = operation.restore(run.actor, store_of(run), file)
    document = {
        "restored": not found.problems,
        "checks": _checks(run, found),
        "plans": found.plans,
        "before": None if found.problems else str(before),
    }
    if found.problems:
        refused = _("{file} is not sound. Nothing was replaced.", file=str(file))
        answer(run, document, [refused, *(problem.sentence for problem in found.problems)])
        return 1
    done = ngettext(
        "{number} plan is back, as it was in {file}. What was here before is kept as {before}.",
        "{number} plans are back, as they were in {file}. What was here before is kept as "
        "{before}.",
        len(found.plans),
        file=str(file),
        before=str(before),
    )
    answer(run, document, [done, *_plans(run, found.plans)])
    return 0


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
