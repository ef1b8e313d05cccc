"""`export`: a plan becomes a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from planner.choices import Classification
from planner.cli.options import LEVELS, command, plan_argument
from planner.cli.printing import answer
from planner.cli.session import CommandRun
from planner.cli.writing import write_file


class ExportKind(click.ParamType):
    """One of the kinds of export; they are looked up only when somebody asks for one."""

    name = "kind"

    def convert(self, value: Any, param: Any, ctx: Any) -> Any:
        """The kind that was named, or a refusal that lists them."""
        return self._choice().convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        """The kinds as the help lists them."""
        return self._choice().get_metavar(param, ctx)

    def _choice(self) -> click.Choice[str]:
        from planner.exports.export_kinds import EXPORTS

        return click.Choice(tuple(EXPORTS))


@command("export")
@plan_argument
@click.argument("out", metavar="OUT")
@click.option("--kind", required=True, type=ExportKind(), help="What to make of the plan.")
@click.option("--level", type=click.Choice(LEVELS), help="Whom it is for. Default: the plan's own.")
@click.pass_obj
def export(session: CommandRun, plan: str, out: str, kind: str, level: str | None) -> None:
    """Make a file of a plan for a level; OUT is the file, or the folder to put it into."""
    from planner.errors import WrongValue
    from planner.exports.export_kinds import EXPORTS
    from planner.services import exporting

    desk = session.desk(plan)
    ending = EXPORTS[kind].ending
    if not Path(out).is_dir() and Path(out).suffix.lower() not in ("", ending):
        raise WrongValue(f"{out} would not open: this is a {ending} file.", "Name it so.")
    own = desk.plan(session).details.classification or Classification.GOVERNMENT
    made = exporting.export(
        session.actor,
        desk.store,
        desk.name,
        kind,
        level=Classification(level) if level else own,
        today=session.today,
        now=session.now,
        language=session.language,
    )
    path = Path(out) / made.name if Path(out).is_dir() else Path(out)
    write_file(path, made.content)
    release = made.release
    document = {
        "file": str(path),
        "kind": kind,
        "level": release.level,
        "revision": release.plan.revision,
        "sha256": made.sha256,
        "bytes": len(made.content),
        "left_out": release.left_out,
    }
    absent = f" {release.left_out} rows marked above are not in it." if release.left_out else ""
    answer(session, document, [f"{path} is made, level {release.level}.{absent}"])


COMMANDS = (export,)
