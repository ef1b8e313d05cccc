"""`returns issue`, `returns status` and `returns merge`: workbooks to ministries, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from planner.changes import Entry
from planner.choices import Classification
from planner.cli.commands import COMMANDS as DECLARED
from planner.cli.commands import LEVELS, RETURNS, CommandGroup, option, out_option
from planner.cli.importing import AnswerFile, answers_option, problem_lines
from planner.cli.opened_plan import OpenedPlan, plan_command, read_content, write_file
from planner.cli.printing import answer, listed, table
from planner.cli.run import CommandRun
from planner.errors import PlannerError
from planner.merge.cases import Case, ConflictKind, DecisionKind
from planner.messages import Message, _
from planner.problems import Problem
from planner.services.returns import issuing, returned_files
from planner.services.returns.applying import apply_desk
from planner.services.returns.desk import ReturnDesk, bulk, compare_files, decide
from planner.services.returns.issuing import issue
from planner.services.returns.returned_files import ReturnedFile
from planner.services.returns.status import (
    DECISION_COLUMNS,
    STATUS_COLUMNS,
    chase_list,
    decisions,
    status,
)

FINDINGS, UNREADABLE = 1, 3

returns = CommandGroup("returns", message=DECLARED["returns"].message, entries=RETURNS)


@plan_command("issue")
@click.argument("outdir", metavar="OUTDIR", type=click.Path(file_okay=False, path_type=Path))
@option(
    "--ministry",
    "ministries",
    metavar="M",
    multiple=True,
    help=_("Only for this ministry: its id, code or name. Default: all."),
)
@option(
    "--due",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help=_("When they are expected back. Default: what the plan says of each."),
)
@option(
    "--level",
    type=LEVELS,
    default=str(Classification.GOVERNMENT),
    help=_("What is marked above this level is not in the workbooks. Default: government."),
)
@option(
    "--again",
    metavar="N",
    type=int,
    multiple=True,
    help=_("Write the workbook again that went out under this number; nothing new is issued."),
)
def _issue(
    run: CommandRun,
    place: OpenedPlan,
    outdir: Path,
    ministries: tuple[str, ...],
    due: Any,
    level: str,
    again: tuple[int, ...],
) -> None:

    _make_folder(outdir)
    if again:
        outbox = issuing.again(*place.at, again)
    else:
        outbox = issue(
            *place.at,
            today=run.today,
            ministries=ministries,
            language=run.language,
            due_on=due.date() if due else None,
            level=Classification(level),
        )
    for file in outbox.files:
        write_file(outdir / file.name, file.content)
        write_file(outdir / file.letter.name, file.letter.document())
    issued = [
        {
            "file": str(outdir / file.name),
            "letter": str(outdir / file.letter.name),
            "ministry": file.issue.ministry,
            "issue": file.issue.number,
            "language": file.issue.language,
            "due": file.issue.due_on,
            "level": file.issue.level,
        }
        for file in outbox.files
    ]
    revision = outbox.files[0].issue.revision
    beside = run.beside_files()
    lines = table(
        beside,
        (_("Ministry"), _("File"), _("Due")),
        ((i["ministry"], i["file"], i["due"]) for i in issued),
    )
    answer(beside, {"plan": place.name, "revision": revision, "issued": issued}, lines)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise PlannerError(
            _("{folder} cannot be made: {why}.", folder=str(folder), why=str(failure.strerror))
        ) from failure


@plan_command("status")
@option(
    "--letters",
    metavar="OUTDIR",
    type=click.Path(file_okay=False, path_type=Path),
    help=_("Write a reminder for each ministry that is late into this folder."),
)
def _status(run: CommandRun, place: OpenedPlan, letters: Path | None) -> None:

    found = status(*place.at, run.today)
    reminders = chase_list(*place.at, run.today) if letters else ()
    for letter in reminders:
        assert letters is not None
        _make_folder(letters)
        write_file(letters / letter.name, letter.document())
    document = {
        "plan": place.name,
        "on": run.today,
        "ministries": [
            {
                "ministry": one.ministry,
                "name": one.name,
                "state": one.state,
                "issued_revision": one.issue.revision if one.issue else None,
                "issued_on": one.issue.at.date() if one.issue else None,
                "due": one.due_on,
                "days_late": one.late,
                "returned_on": one.receipt.at.date() if one.receipt else None,
                "file": one.receipt.file if one.receipt else None,
                "made_from": one.made_from.at.date() if one.made_from else None,
            }
            for one in found
        ],
    }
    answer(run, document, listed(run, STATUS_COLUMNS, found))


@plan_command("decisions")
def _decisions(run: CommandRun, place: OpenedPlan) -> None:

    found = decisions(*place.at)
    document = {"plan": place.name, "decisions": [vars(one) for one in found]}
    answer(run, document, listed(run, DECISION_COLUMNS, found))


@plan_command("merge")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@option(
    "--decide",
    "choice",
    type=click.Choice(["ours", "theirs"]),
    help=_("Settle every conflict this way. Default: leave them open."),
)
@option(
    "--blank",
    type=click.Choice(["keep", "clear"]),
    default="keep",
    help=_("What an emptied cell does to a value. Default: keep it."),
)
@answers_option
@option("--dry-run", is_flag=True, help=_("Say what would happen, and store nothing."))
@out_option
def _merge(
    run: CommandRun,
    place: OpenedPlan,
    files: tuple[str, ...],
    choice: str | None,
    blank: str,
    answers: str | None,
    dry_run: bool,
    out: str | None,
) -> int:

    given = AnswerFile(answers, dry_run=dry_run)
    compared = compare_files(
        *place.at,
        [(Path(file).name, read_content(file)) for file in files],
        blanks_clear=blank == "clear",
        answers=given.given,
    )
    if choice:
        settled = bulk(compared, DecisionKind(choice))
        compared = decide(compared, {**settled, **compared.decisions})
    given.keep(run, compared.asked)
    entry = None
    if not dry_run:
        entry = apply_desk(run.actor, place.store, compared).entry
        place.write(out)
    stored = entry if entry and place.file is None else None
    document = _document(run, compared, entry, stored)
    answer(run, document, _lines(run, compared, stored))
    errors = {problem.code for file in compared.files for problem in file.errors}
    if returned_files.UNREADABLE in errors:
        return UNREADABLE
    is_open = any(one.is_open for one in compared.asked)
    return FINDINGS if is_open or compared.left or errors else 0


def _document(
    run: CommandRun, desk: ReturnDesk, entry: Entry | None, stored: Entry | None
) -> dict[str, Any]:
    return {
        "revision": entry.revision if entry else desk.revision,
        "files": [_file(run, desk, file) for file in desk.files],
        "changeset": stored.revision if stored else None,
        "open": len(desk.open),
        "left": [vars(one) for one in desk.left],
        "sentence": desk.sentence,
    }


def _file(run: CommandRun, desk: ReturnDesk, file: ReturnedFile) -> dict[str, Any]:

    counts = desk.counts(file.key)
    own = [case for case in desk.cases if file.key in case.by]
    added = [one.id for one in desk.merged.new_rows if file.key in one.by]
    questions = [case for case in own if not case.kind.is_conflict]
    return {
        "file": file.file,
        "ministry": file.ministry or None,
        "issued_revision": file.issued_revision or None,
        "taken": counts.taken,
        "kept": counts.kept,
        "agreed": counts.agreed,
        "conflicts": [_conflict(case, file) for case in own if case.kind.is_conflict],
        "questions": [case.sentence for case in questions],
        "missing": [case.id for case in own if case.kind is ConflictKind.MISSING],
        "new": added,
        "sentence": desk.summary(file),
        "problems": [problem.as_json(run.tell) for problem in _problems(desk, file)],
    }


def _problems(desk: ReturnDesk, file: ReturnedFile) -> tuple[Problem, ...]:
    """What is wrong with a file, and what is asked about it."""
    own = (case for case in desk.cases if file.key in case.by)
    return (*file.problems, *(case.question(desk.decisions.get(case.key)) for case in own))


def _conflict(case: Case, file: ReturnedFile) -> dict[str, Any]:
    own = next((one for one in case.returned if one.key == file.key), None)
    return {
        "key": case.key,
        "matter": case.kind,
        "table": case.table,
        "id": case.id,
        "column": case.column or None,
        "label": case.label,
        "issued": own.issued if own else None,
        "theirs": own.value if own else None,
        "ours": case.ours,
        "ours_by": case.ours_by or None,
        "cell": own.cell if own else None,
        "sheet": own.sheet if own else None,
        "others": [one.value for one in case.returned if one.key != file.key],
    }


def _lines(run: CommandRun, desk: ReturnDesk, stored: Entry | None) -> Iterator[Message | str]:

    for file in desk.files:
        yield f"{file.file}: {run.tell(desk.summary(file))}"
    open_ones = [one for one in desk.asked if one.is_open]
    told = (p for file in desk.files for p in file.problems if p not in file.questions)
    yield from problem_lines((*told, *open_ones))
    for one in desk.left:
        yield _("Left: {row}: {why}.", row=one.name, why=one.why)
    yield desk.sentence
    if stored:
        yield _(
            "Done, as revision {revision}. Undo it with: {command}",
            revision=str(stored.revision),
            command=f"r2p-planner undo {desk.plan} {stored.revision}",
        )
