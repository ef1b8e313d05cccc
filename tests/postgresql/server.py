"""A PostgreSQL server of the tests' own: an ordinary user's, in a temporary folder, for a while.

Root steps down to nobody, since PostgreSQL refuses to be run by root. `missing` says why there is
none.
"""

from __future__ import annotations

import importlib.util
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from planner.store.sql import SCHEMA

SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=40")
MEMORY = Path("/dev/shm")
_NUMBERS = itertools.count(1)


def _binaries() -> Path | None:
    known = [*Path("/usr/lib/postgresql").glob("*/bin/initdb"), shutil.which("initdb")]
    found = sorted((Path(one) for one in known if one), key=lambda path: path.parts)
    return found[-1].parent if found else None


BINARIES = _binaries()
MISSING = (
    "no server of PostgreSQL is installed"
    if BINARIES is None
    else ""
    if importlib.util.find_spec("psycopg")
    else "the package psycopg is not installed"
)
"""Why PostgreSQL is not tried here; blank where it is."""


@contextmanager
def server() -> Iterator[sa.URL]:
    """The address of a running server, which is gone afterwards."""
    assert BINARIES is not None
    is_roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 2**30
    place = str(MEMORY) if is_roomy else None
    with tempfile.TemporaryDirectory(prefix="r2p-pg-", dir=place) as name:
        folder, user = Path(name), _user()
        if user:
            shutil.chown(folder, *user.values())
        facts: dict[str, Any] = {"cwd": folder, "stdout": subprocess.DEVNULL, **user}
        if user:
            facts["extra_groups"] = []
        data = folder / "data"
        subprocess.run(
            [BINARIES / "initdb", "-D", data, "-U", "planner", "-A", "trust", "-E", "UTF8",
             "--no-sync", "--no-locale"],
            check=True, stderr=subprocess.DEVNULL, **facts,
        )  # fmt: skip
        settings = [part for setting in SETTINGS for part in ("-c", setting)]
        process = subprocess.Popen(
            [BINARIES / "postgres", "-D", data, "-k", folder, "-h", "", *settings],
            stderr=subprocess.DEVNULL, **facts,
        )  # fmt: skip
        url = sa.URL.create(
            "postgresql+psycopg", username="planner", database="postgres", query={"host": name}
        )
        try:
            _wait_for(folder, process)
            yield url
        finally:
            process.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
            process.wait(timeout=60)


def fresh(url: sa.URL, template: str = "planner_template") -> str:
    """The address of a new database on the server: an empty one, or one like another."""
    name = f"plans_{next(_NUMBERS)}"
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        known = connection.exec_driver_sql("SELECT datname FROM pg_database").scalars().all()
        if template not in known:
            connection.exec_driver_sql(f"CREATE DATABASE {template}")
            filled = sa.create_engine(url.set(database=template))
            SCHEMA.create_all(filled)
            filled.dispose()
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    engine.dispose()
    return url.set(database=name).render_as_string(hide_password=False)


def emptied(url: sa.URL) -> str:
    """The address of the database that tests share, empty again."""
    shared = url.set(database="planner_shared")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        known = connection.exec_driver_sql("SELECT datname FROM pg_database").scalars().all()
        if shared.database not in known:
            connection.exec_driver_sql(f"CREATE DATABASE {shared.database}")
    engine.dispose()
    engine = sa.create_engine(shared)
    SCHEMA.create_all(engine)
    names = ", ".join(f'"{table.name}"' for table in SCHEMA.sorted_tables)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY")
    engine.dispose()
    return shared.render_as_string(hide_password=False)


def _user() -> dict[str, str | int]:
    return {"user": "nobody", "group": "nogroup"} if os.getuid() == 0 else {}


def _wait_for(folder: Path, process: subprocess.Popen[Any]) -> None:
    for _try in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"PostgreSQL ended with {process.returncode}")
        if (folder / ".s.PGSQL.5432").exists():
            return
        time.sleep(0.05)
    raise RuntimeError("PostgreSQL does not answer")
