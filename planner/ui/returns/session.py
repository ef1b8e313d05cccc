"""What one person has in hand on the page: the desk as everybody sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from planner.errors import PlannerError
from planner.merge.cases import Case
from planner.plan import Plan, table_named
from planner.services.returns import applying, drafts
from planner.services.returns.applying import AppliedReturns
from planner.services.returns.desk import ReturnDesk, open_desk
from planner.services.returns.drafts import Drafts
from planner.services.returns.returned_files import ReturnedFile
from planner.store import Store
from planner.ui import frame, state
from planner.ui.columns import typed
from planner.ui.markup import escaped
from planner.ui.words import t, tn, told
from planner.values import to_text

PAGE: Final = "returns"


@dataclass
class ReturnsSession:
    """The desk of a plan as it was last opened.

    `drafts` are what is on the desk, which is cheaper to know than the desk itself; `round` tells
    one uploader from the next.
    """

    plan: str
    drafts: Drafts = field(default_factory=Drafts)
    desk: ReturnDesk | None = None
    round: int = 0

    def look(self) -> None:
        """See what is on the desk now, whoever put it there."""
        self.drafts = drafts.read(*self._where, self.drafts)

    def open(self) -> ReturnDesk:
        """The desk as everybody sees it now."""
        self.desk = open_desk(*self._where, self.desk)
        self.drafts = self.desk.drafts
        return self.desk

    @property
    def _where(self) -> tuple[str, Store, str]:
        return state.actor(), state.store(), self.plan

    def hand_in(self, uploads: Iterable[tuple[str, bytes]]) -> None:
        """Keep returned files beside those that are there; the uploader is empty afterwards."""
        self.round += 1
        for name, content in uploads:
            drafts.hand_in(*self._where, name, content)
        self.open()

    def answer(self, said: Mapping[str, str]) -> None:
        """Keep answers to questions about files and cases, by their keys; a blank takes one back.

        A text that is no value is refused; what somebody else answered meanwhile stands.
        """
        desk = self.desk or self.open()
        cases = {case.key: case for case in desk.cases}
        try:
            given = {key: _as_kept(cases.get(key), text) for key, text in said.items()}
        except PlannerError as failure:
            frame.tell_refusal(failure)
            return
        met = drafts.keep_answers(*self._where, desk.drafts, given, desk.cases)
        self.open()
        if met:
            met_words = tn(
                "{number} case was answered by somebody else a moment ago. That answer stands; "
                "look at it, and answer again if it is wrong.",
                "{number} cases were answered by somebody else a moment ago. Those answers stand; "
                "look at them, and answer again if they are wrong.",
                len(met),
            )
            named = [case for key, case in cases.items() if key in met]
            details = tuple(escaped(f"{told(one.label)}, {one.id}") for one in named)
            state.tell(met_words, kind="refused", details=details)

    @property
    def is_behind(self) -> bool:
        """Whether somebody has put or answered something since the desk was last opened."""
        return drafts.read(*self._where, self.drafts) is not self.drafts

    @property
    def is_out_of_date(self) -> bool:
        """Whether the plan or the desk is another than the one that is drawn."""
        now = state.store().load(self.plan).revision
        return self.is_behind or (self.desk is not None and self.desk.revision != now)

    def set_excluded(self, file: ReturnedFile, *, out: bool) -> None:
        """Leave a file out, or take it in again."""
        drafts.set_excluded(*self._where, file.digest, out=out)
        self.open()

    def note(self, file: ReturnedFile, text: str) -> None:
        """Keep words with a return."""
        if not drafts.keep_note(*self._where, self.drafts, file.digest, text):
            said = t("Somebody else wrote a note there a moment ago; it stands.")
            state.tell(said, kind="refused")
        self.open()

    def keep_unapplied(self, applied: AppliedReturns) -> None:
        """After Apply: what is not settled stays, and what was decided of it is as the plan is."""
        if self.desk is not None:
            self.desk = applying.keep_unapplied(state.actor(), state.store(), self.desk, applied)

    def clear(self) -> None:
        """Remove everything from the desk, for everybody; nothing of it was in the plan."""
        drafts.remove_files(*self._where, self.drafts)
        self.desk = None


def _as_kept(case: Case | None, text: str) -> str:
    """An answer as it is kept: one that is offered as it is, a typed one as the value it says."""
    if case is None or not text or any(text == one.value for one in case.answers):
        return text
    return to_text(typed(table_named(case.table).column(case.column), text))


def session(plan: Plan) -> ReturnsSession:
    """The page's session for the plan that is open."""
    found = state.kept(state.key(PAGE, "session"), lambda: ReturnsSession(plan.name))
    found.look()
    return found
