"""Every command: the module that declares it, and what it does."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import click

from planner.cli.options import Command, CommandEntry, Decorator
from planner.messages import _

COMMANDS: Final[Mapping[str, CommandEntry]] = MappingProxyType(
    {
        "new": CommandEntry("plans", _("Make a plan, empty or from a plan workbook.")),
        "plans": CommandEntry("plans", _("List the plans in the database.")),
        "show": CommandEntry(
            "plans", _("Counts per table, revision, and how far the plan has come.")
        ),
        "rename": CommandEntry("plans", _("Call a plan otherwise; links to it still open it.")),
        "mend": CommandEntry(
            "plans", _("Give rows whose ids fit no table new ones; earlier versions took such ids.")
        ),
        "copy": CommandEntry("plans", _("Make another plan with the same rows.")),
        "reassign": CommandEntry(
            "plans", _("Give all that names one row to another row, or merge the two.")
        ),
        "inspect": CommandEntry(
            "inspecting",
            _(
                "What is in a file, which table it is, how its columns are understood; nothing is "
                "stored."
            ),
        ),
        "import": CommandEntry(
            "importing",
            _(
                "Import a ministry's file into a plan, all or nothing; the same file again changes "
                "nothing."
            ),
        ),
        "empty-list": CommandEntry(
            "importing",
            _(
                "Make the empty list that a ministry fills in with what it does, to be imported "
                "again."
            ),
        ),
        "export": CommandEntry(
            "exporting",
            _("Make a file of a plan for a level; OUT is the file, or the folder to put it into."),
        ),
        "suggest": CommandEntry(
            "mapping", _("Prevention actions that programmes may serve, with reasons.")
        ),
        "link": CommandEntry("mapping", _("Decide about links, in bulk by band or one by one.")),
        "answers": CommandEntry(
            "analyses", _("Any answer about a plan by its key; without a key, the list of all.")
        ),
        "harms": CommandEntry(
            "mapping",
            _("Programmes and actions that may raise an indicator, and what is done about it."),
        ),
        "lessons": CommandEntry(
            "mapping", _("What screening has learned in this plan; --forget leaves it out.")
        ),
        "coverage": CommandEntry(
            "analyses", _("Which risk factors are covered, by what, and the gaps in order.")
        ),
        "money": CommandEntry(
            "analyses",
            _("What the plan costs by year, ministry, source and status, and what is funded."),
        ),
        "training": CommandEntry(
            "training",
            _("Who holds a required certificate on a day, and who is ready for which situation."),
        ),
        "returns": CommandEntry(
            "returns", _("Workbooks to ministries and back: issue, who owes what, merge.")
        ),
        "history": CommandEntry("log", _("What was done to a plan: who, when, why, from where.")),
        "diff": CommandEntry("log", _("What differs between two revisions.")),
        "undo": CommandEntry("log", _("Undo changeset N, as far as nobody has built on it since.")),
        "verify": CommandEntry("log", _("Whether the log is whole and the rows are what it says.")),
        "serve": CommandEntry(
            "running", _("Start the app and print its address once it answers; Ctrl-C stops it.")
        ),
        "health": CommandEntry(
            "running",
            _("How the database is doing, and whether every plan is what its log says."),
        ),
        "backup": CommandEntry(
            "running", _("Write a whole copy of the database, and look whether it is good.")
        ),
        "restore": CommandEntry(
            "running",
            _("Put a backup in the place of every plan here, once it is found to be whole."),
        ),
    }
)

RETURNS: Final[Mapping[str, CommandEntry]] = MappingProxyType(
    {
        "issue": CommandEntry(
            "returns",
            _(
                "Write a workbook and a letter for each ministry into OUTDIR, and keep each on "
                "record."
            ),
        ),
        "status": CommandEntry(
            "returns",
            _("Which ministries have returned their workbook, who is late and by how much."),
        ),
        "decisions": CommandEntry(
            "returns",
            _("What was decided where returns and the plan differed: all values, by whom."),
        ),
        "merge": CommandEntry(
            "returns",
            _(
                "Take returns back, three versions compared cell by cell; open conflicts stay as "
                "they are."
            ),
        ),
    }
)


def command(name: str) -> Decorator:
    """Declare a command of that name; what it does stands in the tables above."""
    entry = RETURNS.get(name) or COMMANDS[name]
    return click.command(name, cls=Command, help=str(entry.message), message=entry.message)
