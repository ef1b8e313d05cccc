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
    from planner.languages.voice import Voice
    from planner.services.returns import Case, ReturnDesk, ReturnedFile

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
    from planner.messages import _
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
        raise PlannerError(
            _("{folder} cannot be made: {why}.", folder=str(outdir), why=str(failure.strerror))
        ) from failure
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
    heads = map(session.voice.tell, (_("Ministry"), _("File"), _("Due")))
    lines = table([*heads], ((i["ministry"], i["file"], i["due"]) for i in issued))
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
    found = desk.status(session.actor, place.store, place.name, session.today)
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
    heads = [session.voice.tell(column.head) for column in desk.STATUS_COLUMNS]
    rows = ([session.voice.fact(c.value(one)) for c in desk.STATUS_COLUMNS] for one in found)
    answer(session, document, table(heads, rows))


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
    compared = desk.compare_files(
        session.actor,
        place.store,
        place.name,
        [(Path(file).name, _content(file)) for file in files],
        blanks_clear=blank == "clear",
    )
    if decide:
        compared = desk.decide(compared, desk.bulk(compared, desk.DecisionKind(decide)))
    entry = None
    if not dry_run:
        entry = desk.apply_desk(session.actor, place.store, compared).entry
        place.write(session, out)
    stored = entry if entry and place.file is None else None
    document = _document(compared, entry, stored, session.voice)
    answer(session, document, _lines(compared, stored, session.voice))
    errors = {problem.code for file in compared.files for problem in file.errors}
    if desk.UNREADABLE in errors:
        return UNREADABLE
    return FINDINGS if compared.open or errors else 0


def _content(file: str) -> bytes:
    from planner.errors import UnreadableFile
    from planner.messages import _

    try:
        return Path(file).read_bytes()
    except OSError as failure:
        raise UnreadableFile(
            _("{file} cannot be opened: {why}.", file=file, why=str(failure.strerror))
        ) from failure


def _document(
    desk: ReturnDesk, entry: Entry | None, stored: Entry | None, voice: Voice
) -> dict[str, Any]:
    return {
        "revision": entry.revision if entry else desk.revision,
        "files": [_file(desk, file, voice) for file in desk.files],
        "changeset": stored.revision if stored else None,
        "open": len(desk.open),
        "left": [{**vars(one), "why": voice.tell(one.why)} for one in desk.left],
        "sentence": voice.tell(desk.sentence),
    }


def _file(desk: ReturnDesk, file: ReturnedFile, voice: Voice) -> dict[str, Any]:
    from planner.merge import ConflictKind

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
        "conflicts": [_conflict(case, file, voice) for case in own if case.kind.is_conflict],
        "questions": [voice.tell(case.sentence) for case in questions],
        "missing": [case.id for case in own if case.kind is ConflictKind.MISSING],
        "new": added,
        "sentence": voice.tell(desk.summary(file)),
        "problems": [problem.as_json(voice.tell) for problem in file.problems],
    }


def _conflict(case: Case, file: ReturnedFile, voice: Voice) -> dict[str, Any]:
    own = next((one for one in case.returned if one.key == file.key), None)
    return {
        "matter": case.kind,
        "table": case.table,
        "id": case.id,
        "column": case.column or None,
        "label": voice.tell(case.label),
        "issued": own.issued if own else None,
        "theirs": own.value if own else None,
        "ours": case.ours,
        "ours_by": case.ours_by or None,
        "cell": own.cell if own else None,
        "sheet": own.sheet if own else None,
        "others": [one.value for one in case.returned if one.key != file.key],
    }


def _lines(desk: ReturnDesk, stored: Entry | None, voice: Voice) -> Iterable[str]:
    from planner.messages import _
    from planner.problems import worst_first

    for file in desk.files:
        yield f"{file.file}: {voice.tell(desk.summary(file))}"
        for problem in worst_first(file.problems)[:TOLD]:
            yield f"  {problem.severity}: {voice.tell(problem.sentence)}"
    listed = [*desk.open, *desk.questions]
    yield from (voice.tell(case.sentence) for case in listed[:TOLD])
    if len(listed) > TOLD:
        more = _("And {number} more; --json lists them.", number=len(listed) - TOLD)
        yield voice.tell(more)
    yield voice.tell(desk.sentence)
    if stored:
        done = _(
            "Done, as revision {revision}. Undo it with: {command}",
            revision=str(stored.revision),
            command=f"r2p-planner undo {desk.plan} {stored.revision}",
        )
        yield voice.tell(done)


for _command in (issue, status, merge):
    returns.add_command(_command)

COMMANDS = (returns,)
