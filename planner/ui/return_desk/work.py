"""What lies on one person's desk: workbooks just issued, files that came back, what was settled."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from planner.plan import Plan
from planner.services import returns
from planner.services.returns import Choice, Decision, Desk, Matter, Outbox
from planner.ui import state

PAGE: Final = "returns"

Upload = tuple[str, bytes]
"""A file as it was handed in: its name and its content."""


@dataclass
class Work:
    """The outbox last issued, the files handed in, the desk they are on and what is typed there.

    `typed` is what stands in the fields of cases that are edited, `wrong` why it is no value,
    `notes` words to keep with a return; `round` tells one uploader from the next.
    """

    outbox: Outbox | None = None
    uploads: list[Upload] = field(default_factory=list[Upload])
    desk: Desk | None = None
    typed: dict[str, str] = field(default_factory=dict[str, str])
    wrong: dict[str, str] = field(default_factory=dict[str, str])
    notes: dict[str, str] = field(default_factory=dict[str, str])
    round: int = 0

    def hand_in(self, plan: Plan, uploads: Iterable[Upload]) -> None:
        """Lay files on the desk, beside those that are there; the uploader is empty afterwards."""
        self.round += 1
        self.uploads = [*self.uploads, *uploads]
        self.lay(plan)

    def lay(self, plan: Plan) -> None:
        """Compare all files with the plan as it stands.

        Decisions stay where their case is still the same; files that were left out stay so.
        """
        before = self.desk
        desk = returns.take_back(state.actor(), state.store(), plan.name, self.uploads)
        if before is not None:
            known = {file.key for file in desk.files}
            desk = returns.exclude(desk, before.excluded & known)
            desk = returns.decide(desk, _still_true(before, desk))
        self.desk = desk
        self.typed = {key: text for key, text in self.typed.items() if key in desk.decisions}
        self.wrong = {}

    def lay_the_rest(self, plan: Plan, digests: Iterable[str]) -> None:
        """After Apply: only these files stay, and what was decided of them holds as it is now."""
        before = self.desk
        wanted = set(digests)
        self.uploads = [u for u in self.uploads if hashlib.sha256(u[1]).hexdigest() in wanted]
        if before is None or not self.uploads:
            self.clear()
            return
        self.lay(plan)
        self.decide(_as_applied(before, self.desk) if self.desk else {})

    def decide(self, decisions: Mapping[str, Decision | None]) -> None:
        """Keep decisions; the fields of those cases are closed."""
        assert self.desk is not None
        self.desk = returns.decide(self.desk, decisions)
        for key in decisions:
            self.typed.pop(key, None)
            self.wrong.pop(key, None)

    def write(self, key: str, text: str, decision: Decision | None, wrong: str = "") -> None:
        """Keep what was typed for a case, and the decision that it is; none when it is wrong."""
        self.decide({key: decision})
        self.typed[key] = text
        if wrong:
            self.wrong[key] = wrong

    def clear(self) -> None:
        """Take everything off the desk; nothing of it was stored."""
        self.uploads, self.desk = [], None
        self.typed, self.wrong, self.notes = {}, {}, {}


def work() -> Work:
    """The desk of the person looking, for the plan that is open."""
    return state.kept(state.key(PAGE, "work"), Work)


def _still_true(before: Desk, desk: Desk) -> dict[str, Decision]:
    """The decisions about cases that nothing has changed since."""
    known = {case.key: case for case in before.cases}
    same = (case.key for case in desk.cases if case == known.get(case.key))
    return {key: before.decisions[key] for key in same if key in before.decisions}


def _as_applied(before: Desk, desk: Desk) -> dict[str, Decision]:
    """For every case that was decided and applied: the plan stays as it is now.

    A new row that was left out is known by what it holds, for the id it would get may be another.
    """
    ours = Decision(choice=Choice.OURS)
    left_out = [
        (row.table, row.values)
        for row in before.merged.added
        for case in before.questions
        if (case.matter, case.table, case.id) == (Matter.LOOK_ALIKE, row.table, row.id)
        if before.decisions.get(case.key) == ours
    ]
    again = {
        (row.table, row.id) for row in desk.merged.added if (row.table, row.values) in left_out
    }
    return {
        case.key: ours
        for case in desk.cases
        if (case.table, case.id) in again
        or (case.matter is not Matter.LOOK_ALIKE and case.key in before.decisions)
    }
