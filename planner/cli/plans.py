"""`new`, `plans`, `show`, `rename`, `copy`, `reassign`: plans as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from planner.analysis.plans.progress import Progress, progress
from planner.changes import Origin, OriginKind, described
from planner.choices import Classification, Scope
from planner.cli.commands import LEVELS, command, option, plan_argument
from planner.cli.log import change_facts
from planner.cli.opened_plan import OpenedPlan, opened, plan_command, store_of, write_file
from planner.cli.printing import answer, facts, table
from planner.cli.run import CommandRun
from planner.errors import WrongValue
from planner.exports.export_kinds import EXPORTS
from planner.languages import typed_value
from planner.messages import NOTHING, Message, Share, _, ngettext, paragraph
from planner.plan import Plan, table_named
from planner.schema import table_of
from planner.services import exporting
from planner.services.catalogue import reference
from planner.services.plans import (
    copy_plan,
    create_plan,
    file_origin,
    list_plans,
    mend_ids,
    read_plan_file,
    rename_plan,
    renumbered,
)
from planner.services.reassigning import reason_of, reassign
from planner.services.skeletons import NEXT_PERIOD, start_from
from planner.tables import ExportSetting, PlanDetails
from planner.values import clean

_SHOWN = 60  # letters of an old id
SCOPES = click.Choice([str(scope) for scope in Scope])


@command("new")
@click.argument("name", metavar="PLAN")
@option("--country", metavar="C", help=_("The state whose plan it is."))
@option("--scope", type=SCOPES, help=_("Its own risks, its foreign policy, or both (default)."))
@option("--start", metavar="D", help=_("First day of the plan, as in 2027-01-01."))
@option("--end", metavar="D", help=_("Last day of the plan."))
@option("--currency", metavar="CUR", help=_("Three letters, as in EUR."))
@option(
    "--from",
    "file",
    metavar="WORKBOOK",
    help=_("A plan workbook or package to start from."),
)
@option("--renumber", is_flag=True, help=_("Give rows of it new ids whose own no row may have."))
@option(
    "--skeleton",
    metavar="NAME",
    help=_(
        "Start from goals and actions of templates/skeletons.csv; next-period follows the plan or "
        "the file that --from names."
    ),
)
@click.pass_obj
def _new(
    run: CommandRun,
    name: str,
    file: str | None,
    renumber: bool,
    skeleton: str | None,
    **facts: str | None,
) -> None:
    details = _details(facts)
    if skeleton:
        _from_skeleton(run, name, details, skeleton, file)
        return
    if file is None and not details.country:
        raise WrongValue(_("A new plan needs --country, or --from with a plan workbook."))
    path = Path(file) if file else None
    content, given = (
        renumbered(read_plan_file(path, keeps_ids=renumber)) if path else (None, dict[str, str]())
    )
    entry = create_plan(
        run.actor,
        store_of(run),
        name,
        details,
        content=content,
        origin=file_origin(path) if path else None,
    )
    rows = len(entry.changeset.changes)
    made = ngettext(
        "{plan} is made, with {number} row.", "{plan} is made, with {number} rows.", rows, plan=name
    )
    document = {"plan": name, "revision": entry.revision, "added": rows, "renumbered": given}
    answer(run, document, [made, *_renumbered(given)])


def _from_skeleton(
    run: CommandRun, name: str, details: PlanDetails, key: str, file: str | None
) -> None:
    if key != NEXT_PERIOD and (file or not details.country):
        raise WrongValue(_("This skeleton needs --country, and no --from."))
    old = opened(run, file).plan if file else None
    store = store_of(run)
    told = {"today": run.today, "tell": run.tell, "old": old}
    said = start_from(run.actor, store, name, details, key, **told)
    rows = sum(store.load(name).counts.values())
    made = ngettext(
        "{plan} is made, with {number} row.", "{plan} is made, with {number} rows.", rows, plan=name
    )
    document = {"plan": name, "revision": 1, "added": rows, "skeleton": key, "said": said}
    answer(run, document, [made, *([said] if said else [])])


def _renumbered(given: Mapping[str, str]) -> list[Message]:
    shown = {" ".join(clean(old).split())[:_SHOWN]: new for old, new in given.items()}
    return [_("{old} is {new} now.", old=old, new=new) for old, new in shown.items()]


@command("rename")
@plan_argument
@click.argument("name", metavar="NAME")
@click.pass_obj
def _rename(run: CommandRun, plan: str, name: str) -> None:
    now = rename_plan(run.actor, store_of(run), plan, name)
    answer(
        run, {"plan": now, "was": plan}, [_("{plan} is called {name} now.", plan=plan, name=now)]
    )


@command("copy")
@plan_argument
@click.argument("name", metavar="NAME")
@click.pass_obj
def _copy(run: CommandRun, plan: str, name: str) -> None:
    rows = len(copy_plan(run.actor, store_of(run), plan, name).changeset.changes)
    copied = ngettext(
        "{name} is a copy of {plan}, with {number} row.",
        "{name} is a copy of {plan}, with {number} rows.",
        rows,
        name=name,
        plan=plan,
    )
    answer(run, {"plan": name, "copied": plan, "rows": rows}, [copied])


@plan_command("reassign")
@click.argument("giver", metavar="FROM")
@click.argument("taker", metavar="TO")
@option("--merge", "merged", is_flag=True, help=_("Remove FROM; what it knew fills TO's blanks."))
def _reassign(run: CommandRun, place: OpenedPlan, giver: str, taker: str, merged: bool) -> None:
    table_name = next((name for name, rows in place.plan.tables.items() if giver in rows), "")
    if not table_name:
        raise WrongValue(_("There is no row {id} in {plan}.", id=giver, plan=place.name))
    entry = reassign(
        run.actor,
        place.store,
        place.plan,
        table_name,
        giver,
        taker,
        merged=merged,
        origin=Origin(kind=OriginKind.COMMAND),
        reason=run.tell(reason_of(place.plan, table_name, giver, taker, merged=merged)),
    )
    made = entry.changeset.changes
    document = {
        "plan": place.name,
        "changeset": entry.revision,
        "changes": [change_facts(one) for one in made],
    }
    answer(run, document, [_("Saved: {what}.", what=described(made))])


@command("plans")
@click.pass_obj
def _plans(run: CommandRun) -> None:
    found = list_plans(run.actor, store_of(run))
    when = {one.name: f"{one.changed_at:%Y-%m-%d %H:%M}" for one in found if one.changed_at}
    heads = (_("Plan"), _("Country"), _("Revision"), _("Changed"), _("By"))
    rows = (
        (one.name, one.country, str(one.revision), when.get(one.name, ""), one.changed_by)
        for one in found
    )
    lines = table(run, heads, rows)
    none = _("There is no plan yet. Make one with: {command}", command="r2p-planner new")
    answer(run, {"plans": found}, lines or [none])


@command("mend")
@plan_argument
@click.pass_obj
def _mend(run: CommandRun, plan: str) -> None:
    mended = mend_ids(run.actor, store_of(run), plan)
    lines = _renumbered(mended)
    none = _("Each row has an id of its own table; nothing was changed.")
    answer(run, {"plan": plan, "ids": mended}, lines or [none])


@plan_command("show")
def _show(run: CommandRun, place: OpenedPlan) -> None:
    chosen = place.plan
    come = progress(chosen, reference(chosen))
    document = {
        "plan": chosen.name,
        **facts(chosen, "revision details counts"),
        "completeness": {
            "share": round(come.share, 4),
            "steps": [
                {
                    "step": step.stage,
                    **facts(step, "title done total summary"),
                    "share": round(step.share, 4),
                }
                for step in come.steps
            ],
            "next": come.next_step.todo if come.next_step else None,
        },
    }
    answer(run, document, _shown(run, chosen, come))


def _shown(run: CommandRun, chosen: Plan, come: Progress) -> list[Message | str]:
    counted = ((table_named(name).title, count) for name, count in chosen.counts.items() if count)
    steps = ((step.title, step.summary) for step in come.steps)
    return [
        f"{chosen.name}: {chosen.details.title}",
        _(
            "Revision {revision}. {share} of the way to cabinet.",
            revision=str(chosen.revision),
            share=Share(come.share),
        ),
        "",
        *table(run, (_("Table"), _("Rows")), counted),
        "",
        *table(run, (_("Step"), _("Done")), steps),
        *(["", _("Next: {todo}", todo=come.next_step.todo)] if come.next_step else []),
    ]


def _details(facts: dict[str, str | None]) -> PlanDetails:
    """What the options say of the plan; WrongValue for a day or a scope that is none."""
    declared = table_of(PlanDetails)
    values: dict[str, Any] = {
        name: typed_value(declared.column(name), text) for name, text in facts.items() if text
    }
    return PlanDetails(**values)


def _kind_for(out: str, kind: str) -> str:
    """The kind of file to make; WrongValue when none is named, or the file would not open."""
    if kind not in EXPORTS:
        raise WrongValue(
            _("Say which kind of file to make."), _("Use one of: {names}.", names=tuple(EXPORTS))
        )
    ending = EXPORTS[kind].ending
    if not Path(out).is_dir() and Path(out).suffix.lower() not in ("", ending):
        raise WrongValue(
            _("{file} would not open: this is a {ending} file.", file=out, ending=ending),
            _("Name it so."),
        )
    return kind


@plan_command("export")
@click.argument("out", metavar="OUT")
@option("--kind", type=click.Choice(list(EXPORTS)), help=_("What to make of the plan."))
@option("--level", type=LEVELS, help=_("Whom it is for. Default: the plan's own."))
@option(
    "--setting",
    metavar="NAME",
    help=_("Kind, level, language and options as the plan keeps them under this name."),
)
@option(
    "--option",
    "options",
    metavar="OPTION",
    multiple=True,
    help=_("How workbooks for readers are made: paper=A3 or annexes=inside; may be repeated."),
)
@option(
    "--since",
    type=click.IntRange(1),
    metavar="REV",
    help=_("The revision since which changes are told. Default: the last named version."),
)
@option("--password", metavar="P", help=_("The file opens with this password only."))
def _export(
    run: CommandRun,
    place: OpenedPlan,
    out: str,
    kind: str | None,
    level: str | None,
    setting: str | None,
    options: tuple[str, ...],
    since: int | None,
    password: str | None,
) -> None:
    kept = exporting.setting_named(place.plan, setting) if setting else ExportSetting()
    kind, own = _kind_for(out, kind or kept.kind), place.plan.details.classification
    made = exporting.export(
        *place.at,
        kind,
        level=Classification(level or kept.level or own or Classification.GOVERNMENT),
        today=run.today,
        now=run.now,
        language=run.language or kept.language,
        options=options or kept.options,
        since=since,
        password=password or "",
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
        "withheld_cells": len(release.cells),
        "head": made.head,
        "recorded": made.is_recorded,
        "language": made.language,
        "languages": EXPORTS[kind].languages,
    }
    answer(run.beside_files(), document, [_made_of(made, path)])


def _made_of(made: exporting.ExportedFile, path: Path) -> Message:
    """What was made, what it lacks, and whether it is on record."""
    left_out = made.release.left_out
    absent = ngettext(
        "{number} row is withheld at this level.",
        "{number} rows are withheld at this level.",
        left_out,
    )
    return paragraph(
        _("{file} is made, level {level}.", file=str(path), level=made.release.level),
        absent if left_out else NOTHING,
        NOTHING
        if made.is_recorded
        else _("It is marked “not recorded”: no log of the database could keep it."),
    )
