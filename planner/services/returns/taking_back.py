"""Files that came back, read side by side and laid on the desk."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from planner.errors import UnreadableFile
from planner.intake.limits import LIMITS, Limits
from planner.intake.opening import open_book
from planner.intake.returns import returned_workbook as files
from planner.languages.return_words import Words
from planner.plan import Plan
from planner.problems import Problem, Severity
from planner.services.actors import acting
from planner.services.returns.cases import cases_of
from planner.services.returns.desk import Desk, FileBack, merge_all
from planner.services.returns.reading import Sides, read_return
from planner.services.returns.receipts import receipts_that_hold
from planner.services.returns.recognising import Recogniser
from planner.services.returns.telling import remarks
from planner.services.returns.wording import words_in
from planner.store import Receipt, Store
from planner.tables import Ministry

UNREADABLE = "file.unreadable"
_OPENED_AT_ONCE = 4
_SHORT = 12

Opened = files.CameBack | UnreadableFile
"""A file as it was opened, or why it could not be."""


def take_back(
    actor: str,
    store: Store,
    name: str,
    returned: Sequence[tuple[str, bytes]],
    *,
    blanks_clear: bool = False,
    limits: Limits = LIMITS,
    opened: MutableMapping[str, Opened] | None = None,
) -> Desk:
    """Files that came back, held against the plan as it is now; nothing is stored.

    `returned` are pairs of file name and content, in any order. A file that cannot be read is on
    the desk with its reason. `blanks_clear` takes an emptied cell as an edit; else it is asked.
    `opened` remembers files by their SHA-256 from one time to the next, so that each is read once.
    """
    acting(actor)
    plan = store.load(name)
    words = words_in(plan.details.language)
    unique = {hashlib.sha256(content).hexdigest(): (file, content) for file, content in returned}
    books = {} if opened is None else opened
    unread = [digest for digest in unique if digest not in books]
    with ThreadPoolExecutor(_OPENED_AT_ONCE) as readers:
        read = readers.map(
            partial(_opened, words=words, limits=limits), (unique[digest] for digest in unread)
        )
        books.update(zip(unread, read, strict=True))
    recogniser = Recogniser(store, name, plan)
    receipts = {receipt.digest: receipt for receipt in receipts_that_hold(store, name)}
    laid = [
        _file_back(plan, recogniser, words, digest, file, books[digest], receipts.get(digest))
        for digest, (file, _) in unique.items()
    ]
    return _desk(store, plan, name, tuple(laid), blanks_clear=blanks_clear)


def _desk(
    store: Store, plan: Plan, name: str, read: tuple[FileBack, ...], *, blanks_clear: bool
) -> Desk:
    merged = merge_all(plan, read, blanks_clear=blanks_clear)
    in_order = tuple(sorted(read, key=lambda file: (file.ministry, file.file, file.key)))
    entries = store.entries(name) if merged.discrepancies else ()
    return Desk(
        plan=name,
        revision=plan.revision,
        files=in_order,
        merged=merged,
        cases=cases_of(merged, in_order, entries),
        entries=entries,
    )


def _opened(named: tuple[str, bytes], *, words: Words, limits: Limits) -> Opened:
    file, content = named
    try:
        return files.read(open_book(file, content, limits), content, words)
    except UnreadableFile as failure:
        return failure


def _file_back(
    plan: Plan,
    recogniser: Recogniser,
    words: Words,
    digest: str,
    file: str,
    book: Opened,
    settled: Receipt | None,
) -> FileBack:
    """One file: read, recognised, held against what was issued."""
    unread = FileBack(key=digest[:_SHORT], file=file, digest=digest)
    if isinstance(book, UnreadableFile):
        problem = Problem(
            severity=Severity.ERROR,
            code=UNREADABLE,
            message=book.message,
            hint=book.hint,
            file=file,
        )
        return dataclasses.replace(unread, problems=(problem,))
    known = recogniser.recognise(book)
    row = plan.find(Ministry, known.ministry)
    found = dataclasses.replace(
        unread,
        key=f"{known.ministry or 'unknown'}-{digest[:_SHORT]}",
        ministry=known.ministry,
        ministry_name=row.name if row else known.ministry,
        language=book.identity.language if book.identity else "",
        issue=known.issue,
        issued_revision=known.revision,
        problems=(*known.problems, *book.problems),
        settled=settled,
    )
    if known.issued is None:
        return found
    sides = Sides(issued=known.issued, then=known.then, plan=plan)
    read = read_return(found.key, book, sides, known.ministry, words.every("clear"))
    told = remarks(file, read.returned, plan, read.places)
    return dataclasses.replace(
        found,
        returned=read.returned,
        problems=(*known.problems, *read.problems, *told),
        compared=sum(len(row.values) for row in read.returned.rows),
    )
