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
    desk = exclude(desk, {file.key})                       without exactly these returns
    desk.changes, desk.sentence                            exactly what Apply will write
    applied = apply_desk(actor, store, desk)               one changeset; undo it whole
    problem_letters(desk)                                  per ministry, its own problems

A desk on which several people work for days is kept as drafts beside the plan, not in it:
`drafts.hand_in` a file, `open_desk` as everybody sees it, `drafts.keep_answers` to its cases.

A conflict without a decision stays as it is in the plan. A question has an answer of its own: a row
that is not in a file stays, a blank cell keeps its value, a row that resembles another is added.
"""
