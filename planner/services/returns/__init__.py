"""Returns: workbooks out to ministries, many back at once, one changeset.

What a screen or a terminal calls, in the order of the work:

    outbox = issue(actor, store, plan, today=…)          a workbook and a letter per ministry
    status(actor, store, plan, today)                      who returned, who is late, by how much
    chase_list(actor, store, plan, today)                  a reminder for each that is late

    desk = compare_files(actor, store, plan, [(name, bytes), …])   nothing is stored
    desk.files                                             per file; desk.summary(file)
    desk.conflicts, desk.questions                         each a `Case`: the cell, who wrote it
    desk = decide(desk, {case.key: MergeDecision(choice=DecisionKind.THEIRS)})
    desk = decide(desk, bulk(desk, DecisionKind.THEIRS, ministry="M-02", columns=["mid"]))
    desk = exclude(desk, {file.key})                       leave a return out; `include` takes it in
    desk.changes, desk.sentence                            exactly what Apply will write
    applied = apply_desk(actor, store, desk)               one changeset; undo it whole
    problem_letters(desk)                                  per ministry, its own problems

A desk on which several people work for days is kept as drafts beside the plan, not in it:
`drafts.hand_in` a file, `open_desk` as everybody sees it, `drafts.keep_answers` to its cases.

A conflict without a decision stays as it is in the plan. A question has an answer of its own: a row
that is not in a file stays, a blank cell keeps its value, a row that resembles another is added.
"""

from planner.merge import ConflictKind, DecisionKind, MergeDecision
from planner.services.returns import drafts
from planner.services.returns.applying import AppliedReturns, apply_desk, keep_unapplied
from planner.services.returns.cases import Case, ReturnedCell, decision_of
from planner.services.returns.desk import (
    ReturnDesk,
    bulk,
    compare_files,
    decide,
    exclude,
    include,
    open_desk,
    problem_letters,
)
from planner.services.returns.drafts import CaseAnswer, DraftFile, Drafts
from planner.services.returns.issuing import IssuedFile, Outbox, again, issue, rows_above_level
from planner.services.returns.letters import MinistryLetter
from planner.services.returns.returned_files import UNREADABLE, ReturnedFile
from planner.services.returns.status import (
    DECISION_COLUMNS,
    STATUS_COLUMNS,
    ReturnState,
    ReturnStatus,
    chase_list,
    decisions,
    issued,
    status,
)

__all__ = [
    "DECISION_COLUMNS",
    "STATUS_COLUMNS",
    "UNREADABLE",
    "AppliedReturns",
    "Case",
    "CaseAnswer",
    "ConflictKind",
    "DecisionKind",
    "DraftFile",
    "Drafts",
    "IssuedFile",
    "MergeDecision",
    "MinistryLetter",
    "Outbox",
    "ReturnDesk",
    "ReturnState",
    "ReturnStatus",
    "ReturnedCell",
    "ReturnedFile",
    "again",
    "apply_desk",
    "bulk",
    "chase_list",
    "compare_files",
    "decide",
    "decision_of",
    "decisions",
    "drafts",
    "exclude",
    "include",
    "issue",
    "issued",
    "keep_unapplied",
    "open_desk",
    "problem_letters",
    "rows_above_level",
    "status",
]
