"""The plan that a command works on: in the database, or in a file, and then nothing is stored."""

from __future__ import annotations

import functools
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from planner.choices import Classification
from planner.cli.commands import Decorator, command, plan_argument
from planner.cli.run import CommandRun
from planner.errors import PlannerError, UnreadableFile
from planner.exports.export_kinds import PLAN
from planner.intake.opening import content_of
from planner.messages import _
from planner.places import data_folder
from planner.plan import Plan
from planner.services import plans
from planner.services.exporting import export
from planner.store import Store
from planner.tables import PlanDetails
from planner.workbooks import PACKAGE


def read_content(file: str) -> bytes:
    """What is in a file; UnreadableFile when it cannot be opened."""
    return content_of(Path(file))


def write_file(path: Path, content: bytes) -> None:
    """Put the content at `path`: beside it first, onto the disk, then in its place in one step.

    PlannerError when it cannot be written; what stood at `path` is untouched then.
    """
    part = ""
    try:
        handle, part = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.absolute().parent)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(part).chmod(0o644)
        Path(part).replace(path)
    except OSError as failure:
        if part:
            Path(part).unlink(missing_ok=True)
        why = failure.strerror or str(failure)
        raise PlannerError(
            _("{file} cannot be written: {why}.", file=str(path), why=why)
        ) from failure


FILES = (".xlsx", ".xlsm", ".zip")


def store_of(run: CommandRun) -> Store:
    """The database that was named, or the one in the user's folder."""
    run.stores.append(Store(database(run)))
    return run.stores[-1]


def database(run: CommandRun) -> str:
    """The address of that database."""
    named = run.db or str(data_folder() / "plans.sqlite")
    return named if "://" in named else f"sqlite:///{Path(named).absolute()}"


@dataclass(frozen=True)
class OpenedPlan:
    """A plan to work on: its store and name there, and the file it was read from, if it was."""

    run: CommandRun
    store: Store
    name: str
    file: Path | None = None

    @property
    def at(self) -> tuple[str, Store, str]:
        """Who acts, where the plan is kept, and its name: what a service asks first."""
        return self.run.actor, self.store, self.name

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return plans.open_plan(*self.at)

    def trial(self) -> OpenedPlan:
        """The same in memory, to see what would happen: nothing of it is stored."""
        store, here = Store("sqlite://", keeps=False), self.plan
        plans.create_plan(self.run.actor, store, self.name, PlanDetails(), content=here)
        return replace(self, store=store)

    def write(self, out: str | None) -> None:
        """Write the changed plan workbook, where PLAN was a file and somebody named another."""
        run = self.run
        if self.file is None:
            if out:
                kept = _(
                    "{plan} is kept in the database; --out is for plans in files.", plan=self.name
                )
                run.say(kept)
            return
        if out is None:
            run.say(_("Nothing was stored. Name a file with --out to keep the changed plan."))
            return
        made = export(*self.at, PLAN, level=Classification.RESTRICTED, today=run.today, now=run.now)
        write_file(Path(out), made.content)
        run.say(_("{file} holds the changed plan.", file=out))


def plan_command(name: str) -> Decorator:
    """Declare a command of that name that works on PLAN, which is opened before it runs."""

    def declared(function: Callable[..., int | None]) -> click.Command:
        @command(name)
        @plan_argument
        @click.pass_obj
        @functools.wraps(function)
        def opening(run: CommandRun, plan: str, **given: Any) -> int | None:
            return function(run, opened(run, plan), **given)

        return opening

    return declared


def opened(run: CommandRun, plan: str) -> OpenedPlan:
    """PLAN in the database, or a copy of a file in memory."""
    path = Path(plan)
    in_file = path.suffix.lower() in FILES or path.name == PACKAGE or (path / PACKAGE).is_file()
    if not in_file:
        if path.is_file():
            raise UnreadableFile(
                _("{file} is no plan.", file=plan),
                _("A plan in a file is a plan workbook or a package."),
            )
        return OpenedPlan(run, store_of(run), plan)
    named = path.absolute().parent if path.name == PACKAGE else path
    store, name = Store("sqlite://", keeps=False), named.stem or "plan"
    plans.create_plan(
        run.actor,
        store,
        name,
        PlanDetails(),
        content=plans.read_plan_file(path),
        origin=plans.file_origin(path),
    )
    return OpenedPlan(run, store, name, path)
