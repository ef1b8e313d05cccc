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
    desk = decide(desk, {case.key: MergeDecision(choice=DecisionKind.THEIRS)})
    desk = decide(desk, bulk(desk, DecisionKind.THEIRS, ministry="M-02", columns=["mid", "high"]))
    desk = exclude(desk, {file.key})                       leave a return out; `include` takes it in
    desk.changes, desk.sentence                            exactly what Apply will write
    applied = apply_desk(actor, store, desk)               one changeset; undo it whole
    problem_letters(desk)                                  per ministry, its own problems

A desk on which several people work for days lies in a tray, beside the plan and not in it:

    hand_in(actor, store, plan, name, bytes)               a file; `leave_out`, `take_off`
    tray = look(actor, store, plan)                        what lies there; tray.on(desk)
    answer(actor, store, plan, tray, {case: Answer(…)})    the cases that somebody else answered

A conflict without a decision stays as it is in the plan. A question has an answer of its own: a row
that is not in a file stays, a blank cell keeps its value, a row that resembles another is added.
"""

from planner.merge import ConflictKind, DecisionKind, MergeDecision
from planner.services.returns.answering import problem_letters
from planner.services.returns.applying import Applied, apply_desk
from planner.services.returns.cases import Case, Theirs
from planner.services.returns.desk import Desk, FileBack, bulk, decide, exclude, include
from planner.services.returns.issuing import IssuedFile, Outbox, issue, left_out
from planner.services.returns.letters import Letter
from planner.services.returns.standing import Standing, State, chase_list, issued, status
from planner.services.returns.taking_back import UNREADABLE, Opened, take_back
from planner.services.returns.tray import (
    Answer,
    OnTray,
    Tray,
    answer,
    content_of,
    forget_answers,
    hand_in,
    keep_note,
    leave_out,
    look,
    recognised,
    take_off,
)

__all__ = [
    "UNREADABLE",
    "Answer",
    "Applied",
    "Case",
    "ConflictKind",
    "DecisionKind",
    "Desk",
    "FileBack",
    "IssuedFile",
    "Letter",
    "MergeDecision",
    "OnTray",
    "Opened",
    "Outbox",
    "Standing",
    "State",
    "Theirs",
    "Tray",
    "answer",
    "apply_desk",
    "bulk",
    "chase_list",
    "content_of",
    "decide",
    "exclude",
    "forget_answers",
    "hand_in",
    "include",
    "issue",
    "issued",
    "keep_note",
    "leave_out",
    "left_out",
    "look",
    "problem_letters",
    "recognised",
    "status",
    "take_back",
    "take_off",
]
