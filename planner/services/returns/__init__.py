"""The return desk: workbooks out to ministries, many back at once, one changeset.

What a screen or a terminal calls, in the order of the work:

    outbox = issue(actor, store, plan, today=…)          a workbook and a letter per ministry
    outbox.zipped()                                        all of it in one zip
    issued(actor, store, plan)                             every issue that is on record
    status(actor, store, plan, today)                      who returned, who is late, by how much
    chase_list(actor, store, plan, today)                  a reminder for each that is late

    desk = take_back(actor, store, plan, [(name, bytes), …])   nothing is stored
    desk.files                                             per file; desk.summary(file)
    desk.conflicts, desk.questions                     each a `Case`, with the cell and who wrote
    desk = decide(desk, {case.key: Decision(choice=Choice.THEIRS)})
    desk = decide(desk, bulk(desk, Choice.THEIRS, ministry="M-02", columns=["mid", "high"]))
    desk = exclude(desk, {file.key})                       leave a return out; `include` takes it in
    desk.changes, desk.sentence                            exactly what Apply will write
    applied = apply_desk(actor, store, desk)               one changeset; undo it whole
    problem_letters(desk)                                  per ministry, its own problems

A conflict without a decision stays as it is in the plan. A question has an answer of its own: a row
that is not in a file stays, a blank cell keeps its value, a row that resembles another is added.
"""

from planner.merge import Choice, Decision, Matter
from planner.services.returns.answering import problem_letters
from planner.services.returns.applying import Applied, apply_desk
from planner.services.returns.cases import Case, Theirs
from planner.services.returns.desk import Desk, FileBack, bulk, decide, exclude, include
from planner.services.returns.issuing import IssuedFile, Outbox, issue
from planner.services.returns.letters import Letter
from planner.services.returns.standing import Standing, State, chase_list, issued, status
from planner.services.returns.taking_back import UNREADABLE, Opened, take_back

__all__ = [
    "UNREADABLE",
    "Applied",
    "Case",
    "Choice",
    "Decision",
    "Desk",
    "FileBack",
    "IssuedFile",
    "Letter",
    "Matter",
    "Opened",
    "Outbox",
    "Standing",
    "State",
    "Theirs",
    "apply_desk",
    "bulk",
    "chase_list",
    "decide",
    "exclude",
    "include",
    "issue",
    "issued",
    "problem_letters",
    "status",
    "take_back",
]
