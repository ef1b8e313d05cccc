"""What lies on the desk as one person sees it: workbooks just issued, files that came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from planner.plan import Plan
from planner.services import returns
from planner.services.returns import (
    Answer,
    Case,
    ConflictKind,
    DecisionKind,
    Desk,
    FileBack,
    MergeDecision,
    Opened,
    Outbox,
    Tray,
)
from planner.store import Store
from planner.ui import state
from planner.ui.wording import counted, escaped

PAGE: Final = "returns"

Upload = tuple[str, bytes]
"""A file as it was handed in: its name and its content."""


@dataclass
class Work:
    """The outbox last issued, and the desk of a plan, which is everybody's: its tray as it was last
    looked at, the files on it compared with the plan (`laid`), and with them what people decided.

    `opened` and `contents` are the files by their SHA-256; `round` tells one uploader from the
    next.
    """

    plan: str
    outbox: Outbox | None = None
    tray: Tray = field(default_factory=Tray)
    laid: Desk | None = None
    desk: Desk | None = None
    opened: dict[str, Opened] = field(default_factory=dict[str, Opened])
    contents: dict[str, Upload] = field(default_factory=dict[str, Upload])
    round: int = 0

    def look(self) -> None:
        """See what lies in the tray now, whoever put it there."""
        before, self.tray = self.tray, returns.look(*self._where(), self.tray)
        if self.laid is not None and self.tray is not before:
            self.desk = self.tray.on(self.laid)

    def lay(self, plan: Plan) -> bool:
        """Compare the files with the plan as it stands; whether that was due to a change of it."""
        digests = [file.digest for file in self.tray.files]
        laid = self.laid
        if laid and (laid.revision, sorted(digests)) == (plan.revision, sorted(self.contents)):
            return False
        self._fetch()
        files = list(self.contents.values())
        if not files:
            self.laid = self.desk = None
            return False
        self.laid = returns.take_back(*self._where(), files, opened=self.opened)
        returns.recognised(state.store(), self.plan, self.tray, self.laid.files)
        self.tray = returns.look(*self._where(), self.tray)
        self.desk = self.tray.on(self.laid)
        return laid is not None and laid.revision != plan.revision

    def _fetch(self) -> None:
        """Hold the content of every file of the tray, and of no other."""
        names = {file.digest: file.file for file in self.tray.files}
        found = {
            digest: self.contents.get(digest) or (file, returns.content_of(*self._where(), digest))
            for digest, file in names.items()
        }
        self.contents = found
        self.opened = {key: book for key, book in self.opened.items() if key in found}

    def _where(self) -> tuple[str, Store, str]:
        return state.actor(), state.store(), self.plan

    def hand_in(self, plan: Plan, uploads: Iterable[Upload]) -> None:
        """Lay files on the desk, beside those that are there; the uploader is empty afterwards."""
        self.round += 1
        for name, content in uploads:
            returns.hand_in(*self._where(), name, content)
        self.look()
        self.lay(plan)

    def answer(self, case: Case) -> Answer:
        """What was answered to a case, by whom, and what stands in its field."""
        return self.tray.answer(case) or Answer()

    def decide(self, decisions: Mapping[str, MergeDecision | None]) -> None:
        """Keep decisions by the key of their case; the fields of those cases are closed."""
        self._keep({key: Answer(decision=d) if d else None for key, d in decisions.items()})

    def write(self, key: str, text: str, decision: MergeDecision | None, wrong: str = "") -> None:
        """Keep what was typed for a case, and the decision that it is; none when it is wrong."""
        self._keep({key: Answer(decision=decision, typed=text, wrong=wrong)})

    def _keep(self, answers: Mapping[str, Answer | None]) -> None:
        cases = {case.key: case for case in self.desk.cases} if self.desk else {}
        given = {cases[key]: one for key, one in answers.items() if key in cases}
        met = returns.answer(*self._where(), self.tray, given)
        self.look()
        if met:
            what = counted(len(met), "case was", "cases were")
            state.tell(
                f"{what} answered by somebody else a moment ago. That answer stands; look at it, "
                "and answer again if it is wrong.",
                kind="refused",
                details=tuple(escaped(f"{one.label} of {one.id}") for one in met),
            )

    @property
    def is_wrong(self) -> bool:
        """Whether something was typed for a case that is no value."""
        return self.desk is not None and any(self.answer(case).wrong for case in self.desk.cases)

    @property
    def is_behind(self) -> bool:
        """Whether somebody has put or answered something since the desk was last looked at."""
        return returns.look(*self._where(), self.tray) is not self.tray

    def switch(self, file: FileBack, *, out: bool) -> None:
        """Leave a file out, or take it in again."""
        returns.leave_out(*self._where(), file.digest, out=out)
        self.look()

    def note(self, file: FileBack, text: str) -> None:
        """Keep words with a return."""
        if not returns.keep_note(*self._where(), self.tray, file.digest, text):
            state.tell("Somebody else wrote a note there a moment ago; it stands.", kind="refused")
        self.look()

    @property
    def notes(self) -> dict[str, str]:
        """The words to keep with each return, by the key of its file."""
        files = self.desk.files if self.desk else ()
        return {file.key: note for file in files if (note := self.tray.note(file.digest))}

    def lay_the_rest(self, plan: Plan, digests: Iterable[str]) -> None:
        """After Apply: only these files stay, and what was decided of them holds as it is now."""
        before = self.desk
        returns.take_off(*self._where(), self.tray, stay=digests)
        if before is not None:
            returns.forget_answers(*self._where(), before.decisions)
        self.look()
        self.lay(plan)
        if before is not None and self.desk is not None:
            self.decide(_as_applied(before, self.desk))

    def clear(self) -> None:
        """Take everything off the desk, for everybody; nothing of it was in the plan."""
        returns.take_off(*self._where(), self.tray)
        self.look()


def work(plan: Plan) -> Work:
    """The desk of the plan that is open, as the person looking sees it now."""
    found = state.kept(state.key(PAGE, "work"), lambda: Work(plan.name))
    found.look()
    return found


def _as_applied(before: Desk, desk: Desk) -> dict[str, MergeDecision]:
    """For every case that was decided and applied: the plan stays as it is now.

    A new row that was left out is known by what it holds, for the id it would get may be another.
    """
    ours = MergeDecision(choice=DecisionKind.OURS)
    left_out = [
        (row.table, row.values)
        for row in before.merged.new_rows
        for case in before.questions
        if (case.kind, case.table, case.id) == (ConflictKind.LOOK_ALIKE, row.table, row.id)
        if before.decisions.get(case.key) == ours
    ]
    again = {
        (row.table, row.id) for row in desk.merged.new_rows if (row.table, row.values) in left_out
    }
    return {
        case.key: ours
        for case in desk.cases
        if (case.table, case.id) in again
        or (case.kind is not ConflictKind.LOOK_ALIKE and case.key in before.decisions)
    }
