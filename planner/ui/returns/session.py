"""What one person has in hand on the page: the desk as everybody sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from planner.merge.cases import Case, MergeDecision
from planner.plan import Plan
from planner.services.returns import applying, drafts
from planner.services.returns.applying import AppliedReturns
from planner.services.returns.desk import ReturnDesk, open_desk
from planner.services.returns.drafts import CaseAnswer, Drafts
from planner.services.returns.returned_files import ReturnedFile
from planner.store import Store
from planner.ui import state
from planner.ui.markup import escaped
from planner.ui.words import t, tn, told

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

    def decide(self, decisions: Mapping[str, MergeDecision | None]) -> None:
        """Keep decisions by the key of their case; the fields of those cases are closed."""
        self._keep({key: CaseAnswer(decision=d) if d else None for key, d in decisions.items()})

    def write(self, key: str, text: str, decision: MergeDecision | None, wrong: str = "") -> None:
        """Keep what was typed for a case, and the decision that it is; none when it is wrong."""
        self._keep({key: CaseAnswer(decision=decision, typed=text, wrong=wrong)})

    def _keep(self, answers: Mapping[str, CaseAnswer | None]) -> None:
        desk = self.desk
        if desk is None:
            return
        cases: dict[str, Case] = {case.key: case for case in desk.cases}
        given = {cases[key]: one for key, one in answers.items() if key in cases}
        met = drafts.keep_answers(*self._where, desk.drafts, given)
        self.open()
        if met:
            met_words = tn(
                "{number} case was answered by somebody else a moment ago. That answer stands; "
                "look at it, and answer again if it is wrong.",
                "{number} cases were answered by somebody else a moment ago. Those answers stand; "
                "look at them, and answer again if they are wrong.",
                len(met),
            )
            details = tuple(escaped(f"{told(one.label)}, {one.id}") for one in met)
            state.tell(met_words, kind="refused", details=details)

    @property
    def is_wrong(self) -> bool:
        """Whether something was typed for a case that is no value."""
        desk = self.desk
        return desk is not None and any(desk.answer(case).wrong for case in desk.cases)

    @property
    def is_behind(self) -> bool:
        """Whether somebody has put or answered something since the desk was last opened."""
        return drafts.read(*self._where, self.drafts) is not self.drafts

    @property
    def is_out_of_date(self) -> bool:
        """Whether the plan or the desk is another than the one that is drawn."""
        now = state.store().load(self.plan).revision
        return self.is_behind or (self.desk is not None and self.desk.revision != now)

    def answer(self, answers: Mapping[str, str]) -> None:
        """Keep answers to questions about whole files, by their keys."""
        for key, answer in answers.items():
            drafts.answer_question(*self._where, key, answer)
        self.open()

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


def session(plan: Plan) -> ReturnsSession:
    """The page's session for the plan that is open."""
    found = state.kept(state.key(PAGE, "session"), lambda: ReturnsSession(plan.name))
    found.look()
    return found
