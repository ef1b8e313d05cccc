"""`returns issue`, `returns status` and `returns merge`: workbooks to ministries, and back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.options import LEVELS, command, out_option, plan_argument
from planner.cli.printing import answer, table
from planner.cli.session import CommandRun
from planner.cli.writing import write_file

if TYPE_CHECKING:
    from planner.changes import Entry
    from planner.services.returns import Case, Desk, FileBack

FINDINGS, UNREADABLE = 1, 3
TOLD = 20  # cases and problems that a person at a terminal is told one by one


@click.group("returns")
def returns() -> None:
    """Workbooks to ministries and back: issue, who owes what, merge."""


@command("issue")
@plan_argument
@click.argument("outdir", metavar="OUTDIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--ministry", "ministries", metavar="M", multiple=True,
              help="Only for this ministry: its id, code or name. Default: all.")  # fmt: skip
@click.option("--due", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]),
              help="When they are expected back. Default: what the plan says of each.")  # fmt: skip
@click.option("--level", type=click.Choice(LEVELS), default="government", show_default=True,
              help="What is marked above this level is not in the workbooks.")  # fmt: skip
@click.pass_obj
def issue(
    session: CommandRun,
    plan: str,
    outdir: Path,
    ministries: tuple[str, ...],
    due: Any,
    level: str,
) -> None:
    """Write a workbook and a letter for each ministry into OUTDIR, and keep each on record."""
    from planner.choices import Classification
    from planner.errors import PlannerError
    from planner.services import returns as desk

    place = session.desk(plan)
    outbox = desk.issue(
        session.actor,
        place.store,
        place.name,
        today=session.today,
        ministries=ministries,
        language=session.language,
        due_on=due.date() if due else None,
        level=Classification(level),
    )
    try:
        outdir.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise PlannerError(f"{outdir} cannot be made: {failure.strerror}.") from failure
    for file in outbox.files:
        write_file(outdir / file.name, file.content)
        write_file(outdir / file.letter.name, file.letter.text.encode())
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
    lines = table(
        ("Ministry", "File", "Due"), ((i["ministry"], i["file"], i["due"]) for i in issued)
    )
    answer(session, {"plan": place.name, "revision": revision, "issued": issued}, lines)


@command("status")
@plan_argument
@click.option("--letters", metavar="OUTDIR", type=click.Path(file_okay=False, path_type=Path),
              help="Write a reminder for each ministry that is late into this folder.")  # fmt: skip
@click.pass_obj
def status(session: CommandRun, plan: str, letters: Path | None) -> None:
    """Which ministries have returned their workbook, who is late and by how much."""
    from planner.services import returns as desk

    place = session.desk(plan)
    standings = desk.status(session.actor, place.store, place.name, session.today)
    reminders = (
        desk.chase_list(session.actor, place.store, place.name, session.today) if letters else ()
    )
    for letter in reminders:
        assert letters is not None
        letters.mkdir(parents=True, exist_ok=True)
        write_file(letters / letter.name, letter.text.encode())
    document = {
        "plan": place.name,
        "on": session.today,
        "ministries": [
            {
                "ministry": standing.ministry,
                "name": standing.name,
                "state": standing.state,
                "issued_revision": standing.issue.revision if standing.issue else None,
                "issued_on": standing.issue.at.date() if standing.issue else None,
                "due": standing.due_on,
                "days_late": standing.late,
                "returned_on": standing.receipt.at.date() if standing.receipt else None,
                "file": standing.receipt.file if standing.receipt else None,
                "made_from": standing.made_from.at.date() if standing.made_from else None,
            }
            for standing in standings
        ],
    }
    answer(session, document, [standing.sentence for standing in standings])


@command("merge")
@plan_argument
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--decide", type=click.Choice(["ours", "theirs"]),
              help="Settle every conflict this way. Default: leave them open.")  # fmt: skip
@click.option("--blank", type=click.Choice(["keep", "clear"]), default="keep",
              help="What an emptied cell does to a value. Default: keep it.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would happen, and store nothing.")
@out_option
@click.pass_obj
def merge(
    session: CommandRun,
    plan: str,
    files: tuple[str, ...],
    decide: str | None,
    blank: str,
    dry_run: bool,
    out: str | None,
) -> int:
    """Take returns back, three versions compared cell by cell; open conflicts stay as they are."""
    from planner.services import returns as desk

    place = session.desk(plan)
    laid = desk.take_back(
        session.actor,
        place.store,
        place.name,
        [(Path(file).name, _content(file)) for file in files],
        blanks_clear=blank == "clear",
    )
    if decide:
        laid = desk.decide(laid, desk.bulk(laid, desk.DecisionKind(decide)))
    entry = None
    if not dry_run:
        entry = desk.apply_desk(session.actor, place.store, laid).entry
        place.write(session, out)
    stored = entry if entry and place.file is None else None
    answer(session, _document(laid, entry, stored), _told(laid, stored))
    errors = {problem.code for file in laid.files for problem in file.errors}
    if desk.UNREADABLE in errors:
        return UNREADABLE
    return FINDINGS if laid.open or errors else 0


def _content(file: str) -> bytes:
    from planner.errors import UnreadableFile

    try:
        return Path(file).read_bytes()
    except OSError as failure:
        raise UnreadableFile(f"{file} cannot be opened: {failure.strerror}.") from failure


def _document(laid: Desk, entry: Entry | None, stored: Entry | None) -> dict[str, Any]:
    return {
        "revision": entry.revision if entry else laid.revision,
        "files": [_file(laid, file) for file in laid.files],
        "changeset": stored.revision if stored else None,
        "open": len(laid.open),
        "left": [{**vars(one), "why": str(one.why)} for one in laid.left],
        "sentence": laid.sentence,
    }


def _file(laid: Desk, file: FileBack) -> dict[str, Any]:
    from planner.services.returns import ConflictKind

    counts = laid.counts(file.key)
    own = [case for case in laid.cases if file.key in case.by]
    added = [one.id for one in laid.merged.new_rows if file.key in one.by]
    return {
        "file": file.file,
        "ministry": file.ministry or None,
        "issued_revision": file.issued_revision or None,
        "taken": counts.taken,
        "kept": counts.kept,
        "agreed": counts.agreed,
        "conflicts": [_conflict(case, file) for case in own if case.kind.is_conflict],
        "questions": [case.sentence for case in own if not case.kind.is_conflict],
        "missing": [case.id for case in own if case.kind is ConflictKind.MISSING],
        "new": added,
        "sentence": laid.summary(file),
        "problems": [problem.as_json() for problem in file.problems],
    }


def _conflict(case: Case, file: FileBack) -> dict[str, Any]:
    own = next((theirs for theirs in case.theirs if theirs.key == file.key), None)
    return {
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
        "others": [theirs.value for theirs in case.theirs if theirs.key != file.key],
    }


def _told(laid: Desk, stored: Entry | None) -> Iterable[str]:
    from planner.problems import worst_first

    for file in laid.files:
        yield f"{file.file}: {laid.summary(file)}"
        yield from (f"  {p.severity}: {p.sentence}" for p in worst_first(file.problems)[:TOLD])
    listed = [*laid.open, *laid.questions]
    yield from (case.sentence for case in listed[:TOLD])
    if len(listed) > TOLD:
        yield f"And {len(listed) - TOLD} more; --json lists them."
    yield laid.sentence
    if stored:
        back = f"r2p-planner undo {laid.plan} {stored.revision}"
        yield f"Done, as revision {stored.revision}. Take it back with: {back}"


for _command in (issue, status, merge):
    returns.add_command(_command)

COMMANDS = (returns,)
