"""Files that came back: opened side by side, recognised, held against what was issued."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Final

from planner.errors import UnreadableFile
from planner.intake.limits import Limits
from planner.intake.opening import open_book
from planner.intake.returns import returned_workbook
from planner.intake.returns.returned_workbook import ReturnedBook
from planner.merge.returned import MinistryReturn
from planner.places import templates_folder
from planner.plan import Plan
from planner.problem_kinds import problem
from planner.problems import Problem, Severity
from planner.services.returns.change_checks import checked, checks_of_file
from planner.services.returns.recogniser import Recogniser, valid_receipts
from planner.services.returns.returned_rows import Versions, read_return
from planner.store import Receipt, Store
from planner.tables import Ministry

UNREADABLE: Final = "file.unreadable"
_OPENED_AT_ONCE: Final = 4
_SHORT: Final = 12

OpenedFile = ReturnedBook | UnreadableFile
"""A file as it was opened, or why it could not be."""


@dataclass(frozen=True, kw_only=True)
class ReturnedFile:
    """A file that came back: whose, of which issue, what it says, what is wrong with it.

    `returned` is None when it cannot be taken in. `settled` is the receipt of this very file, when
    it was taken in before; it then changes nothing.
    """

    key: str
    file: str
    digest: str
    ministry: str = ""
    ministry_name: str = ""
    language: str = ""
    issue: int = 0
    issued_revision: int = 0
    returned: MinistryReturn | None = None
    problems: tuple[Problem, ...] = ()
    settled: Receipt | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that kept something out."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def questions(self) -> tuple[Problem, ...]:
        """The questions about the whole file, answered or not."""
        return tuple(p for p in self.problems if p.severity is Severity.QUESTION)

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """Why changes of its cells may not be meant."""
        rows = self.returned.rows if self.returned else ()
        return tuple(one for row in rows for doubts in row.doubts.values() for one in doubts)

    @property
    def is_usable(self) -> bool:
        """Whether it takes part in the merge."""
        return self.returned is not None and self.settled is None

    @property
    def compared(self) -> int:
        """How many cells were compared."""
        return sum(len(row.values) for row in self.returned.rows) if self.returned else 0


def digest_of(content: bytes) -> str:
    """What tells one file from another."""
    return hashlib.sha256(content).hexdigest()


def opened(files: Iterable[tuple[str, bytes]], limits: Limits) -> Mapping[str, OpenedFile]:
    """Files by their digest, each opened once; `files` are names and contents."""
    unique = {digest_of(content): (name, content) for name, content in files}
    with ThreadPoolExecutor(_OPENED_AT_ONCE) as readers:
        books = readers.map(partial(_opened, limits=limits), unique.values())
        return dict(zip(unique, books, strict=True))


def _opened(named: tuple[str, bytes], *, limits: Limits) -> OpenedFile:
    file, content = named
    try:
        return returned_workbook.read(open_book(file, content, limits), templates_folder())
    except UnreadableFile as failure:
        return failure


def returned_files(
    store: Store,
    plan: Plan,
    names: Mapping[str, str],
    books: Mapping[str, OpenedFile],
    answers: Mapping[str, str],
) -> tuple[ReturnedFile, ...]:
    """Opened files held against what went out, by ministry; `names` are theirs by digest.

    `answers` are what was said to the questions about whole files, by their keys or codes.
    """
    recogniser = Recogniser(store, plan.name, plan, answers)
    receipts = {receipt.digest: receipt for receipt in valid_receipts(store, plan.name)}
    found = [
        _returned_file(plan, recogniser, digest, name, books[digest], receipts.get(digest), answers)
        for digest, name in names.items()
    ]
    return tuple(sorted(found, key=lambda file: (file.ministry, file.file, file.key)))


def _returned_file(
    plan: Plan,
    recogniser: Recogniser,
    digest: str,
    file: str,
    book: OpenedFile,
    settled: Receipt | None,
    answers: Mapping[str, str],
) -> ReturnedFile:
    if isinstance(book, UnreadableFile):
        wrong = problem(UNREADABLE, file=file, reason=book.message, advice=book.hint)
        return ReturnedFile(key=digest[:_SHORT], file=file, digest=digest, problems=(wrong,))
    known = recogniser.recognise(book, digest[:_SHORT])
    ministry = plan.find(Ministry, known.ministry)
    found = ReturnedFile(
        key=f"{known.ministry or 'unknown'}-{digest[:_SHORT]}",
        file=file,
        digest=digest,
        ministry=known.ministry,
        ministry_name=ministry.name if ministry else known.ministry,
        language=book.identity.language if book.identity else "",
        issue=known.issue,
        issued_revision=known.revision,
        problems=(*known.problems, *book.problems),
        settled=settled,
    )
    if known.issued is None:
        return found
    versions = Versions(issued=known.issued, then=known.then, plan=plan)
    read = read_return(found.key, book, versions, known.ministry, answers)
    returned, problems = checked(file, read, plan, known.ministry)
    returned = dataclasses.replace(returned, file=file, ministry=found.ministry_name)
    problems = (*known.problems, *problems, *checks_of_file(book, returned))
    return dataclasses.replace(found, returned=returned, problems=problems)
