"""What one run of the program was told: which database, who acts, how to answer; and its plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.errors import UnreadableFile

if TYPE_CHECKING:
    from planner.languages.voice import Voice
    from planner.plan import Plan
    from planner.store import Store

FILES = (".xlsx", ".xlsm", ".zip")
PACKAGE = "datapackage.json"


@dataclass
class CommandRun:
    """The global options of one run."""

    db: str = ""
    actor: str = "Focal point"
    json: bool = False
    language: str = ""
    quiet: bool = False

    def say(self, message: str) -> None:
        """Tell the person at the terminal something, beside the answer."""
        if not self.quiet:
            click.echo(message, err=True)

    @property
    def voice(self) -> Voice:
        """The language of everything that is printed."""
        from planner.languages.voice import Voice

        return Voice(self.language or "en")

    def store(self) -> Store:
        """The database that was named, or the one in the user's folder."""
        from planner.store import Store

        return Store(self.url())

    def url(self) -> str:
        """The address of that database."""
        from planner.places import data_folder

        named = self.db or str(data_folder() / "plans.sqlite")
        return named if "://" in named else f"sqlite:///{Path(named).absolute()}"

    def desk(self, plan: str) -> OpenedPlan:
        """Where to work on PLAN: in the database, or on a copy of a file in memory."""
        path = Path(plan)
        if path.suffix.lower() not in FILES and not (path / PACKAGE).is_file():
            if path.is_file():
                raise UnreadableFile(
                    f"{plan} is no plan.", "A plan in a file is a plan workbook or a package."
                )
            return OpenedPlan(store=self.store(), name=plan)
        from planner.services import plans
        from planner.store import Store
        from planner.tables import PlanDetails

        store = Store("sqlite://")
        name = path.stem or "plan"
        plans.create_plan(
            self.actor,
            store,
            name,
            PlanDetails(),
            content=plans.read_plan_file(path),
            origin=plans.file_origin(path),
        )
        return OpenedPlan(store=store, name=name, file=path)

    @property
    def today(self) -> date:
        """The day it is on this computer."""
        return self.now.astimezone().date()

    @property
    def now(self) -> datetime:
        """This moment, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True)
class OpenedPlan:
    """A plan to work on: its store and name there, and the file it was read from, if it was."""

    store: Store
    name: str
    file: Path | None = None

    def plan(self, session: CommandRun) -> Plan:
        """The plan as it stands."""
        from planner.services.plans import open_plan

        return open_plan(session.actor, self.store, self.name)

    def write(self, session: CommandRun, out: str | None) -> None:
        """Write the changed plan workbook, where PLAN was a file and somebody named another."""
        if self.file is None:
            if out:
                session.say(f"{self.name} is kept in the database; --out is for plans in files.")
            return
        if out is None:
            session.say("Nothing was stored. Name a file with --out to keep the changed plan.")
            return
        from planner.choices import Classification
        from planner.cli.writing import write_file
        from planner.exports.export_kinds import PLAN
        from planner.services.exporting import export

        made = export(
            session.actor,
            self.store,
            self.name,
            PLAN,
            level=Classification.RESTRICTED,
            today=session.today,
            now=session.now,
        )
        write_file(Path(out), made.content)
        session.say(f"{out} holds the changed plan.")
