"""`new`, `plans` and `show`: make a plan, list them, say where one stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.options import command, plan_argument
from planner.cli.printing import answer, percent, table
from planner.cli.session import CommandRun

if TYPE_CHECKING:
    from planner.tables import PlanDetails

SCOPES = click.Choice(["home", "abroad", "both"])


@command("new")
@click.argument("name", metavar="PLAN")
@click.option("--country", metavar="C", help="The state whose plan it is.")
@click.option("--scope", type=SCOPES, help="Its own risks, its foreign policy, or both (default).")
@click.option("--start", metavar="D", help="First day of the plan, as in 2027-01-01.")
@click.option("--end", metavar="D", help="Last day of the plan.")
@click.option("--currency", metavar="CUR", help="Three letters, as in EUR.")
@click.option(
    "--from", "file", metavar="WORKBOOK", help="A plan workbook or package to start from."
)
@click.pass_obj
def new(session: CommandRun, name: str, file: str | None, **facts: str | None) -> None:
    """Make a plan, empty or from a plan workbook."""
    from planner.errors import WrongValue
    from planner.services.plans import create_plan, file_origin, read_plan_file

    details = _details(facts)
    if file is None:
        if not details.country:
            raise WrongValue("A new plan needs --country, or --from with a plan workbook.")
        entry = create_plan(session.actor, session.store(), name, details)
    else:
        content, origin = read_plan_file(Path(file)), file_origin(Path(file))
        entry = create_plan(
            session.actor, session.store(), name, details, content=content, origin=origin
        )
    document = {"plan": name, "revision": entry.revision, "added": len(entry.changeset.changes)}
    answer(session, document, [f"{name} is made, with {len(entry.changeset.changes)} rows."])


@command("plans")
@click.pass_obj
def plans(session: CommandRun) -> None:
    """List the plans in the database."""
    from planner.services.plans import list_plans

    found = list_plans(session.actor, session.store())
    lines = table(
        ("Plan", "Country", "Revision", "Changed", "By"),
        (
            (
                one.name,
                one.country,
                one.revision,
                f"{one.changed_at:%Y-%m-%d %H:%M}",
                one.changed_by,
            )
            for one in found
        ),
    )
    answer(
        session, {"plans": found}, lines or ["There is no plan yet. Make one with: r2p-planner new"]
    )


@command("show")
@plan_argument
@click.pass_obj
def show(session: CommandRun, plan: str) -> None:
    """Counts per table, revision, and how far the plan has come."""
    from planner.plan import table_named
    from planner.services.plans import overview

    desk = session.desk(plan)
    seen = overview(session.actor, desk.store, desk.name)
    following = seen.progress.next_step
    document = {
        "plan": seen.name,
        "revision": seen.revision,
        "details": seen.details,
        "counts": seen.counts,
        "completeness": {
            "share": round(seen.progress.share, 4),
            "steps": [
                {
                    "step": step.stage,
                    "title": step.title,
                    "done": step.done,
                    "total": step.total,
                    "share": round(step.share, 4),
                    "summary": step.summary,
                }
                for step in seen.progress.steps
            ],
            "next": following.todo if following else None,
        },
    }
    counted = (
        (session.voice.table_label(table_named(name)), count)
        for name, count in seen.counts.items()
        if count
    )
    lines = [
        f"{seen.name}: {seen.details.title}",
        f"Revision {seen.revision}. {percent(seen.progress.share)} of the way to cabinet.",
        "",
        *table(("Rows of", "Count"), counted),
        "",
        *table(("Step", "Done"), ((step.title, step.summary) for step in seen.progress.steps)),
    ]
    answer(session, document, [*lines, "", f"Next: {following.todo}"] if following else lines)


def _details(facts: dict[str, str | None]) -> PlanDetails:
    """What the options say of the plan; WrongValue for a day or a scope that is none."""
    from planner.languages import typed_value
    from planner.schema import table_of
    from planner.tables import PlanDetails

    declared = table_of(PlanDetails)
    values = {
        name: typed_value(declared.column(name), text) for name, text in facts.items() if text
    }
    return PlanDetails(**values)  # type: ignore[arg-type]  # each text was read by its column


COMMANDS = (new, plans, show)
