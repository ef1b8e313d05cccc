"""The forty criteria of a reviewer: what the data answer, what people did, what is set aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable, Finding, Gravity, Target
from planner.analysis.review.checks import BY_DATA, CHECKS
from planner.analysis.review.reviewed_plan import CheckResult, ReviewedPlan
from planner.choices import Verdict
from planner.messages import NOTHING, Message, _, paragraph, pgettext, verbatim
from planner.plan import Plan
from planner.reference import Reference
from planner.reference.review import Criterion, ReplyKind, criteria
from planner.tables import ReviewAnswer, Waiver

TITLE: Final = pgettext("page", "Review")


class ReviewResult(StrEnum):
    """How a criterion stands."""

    PASS = "pass"
    FAIL = "fail"
    WAIVED = "waived"
    UNANSWERED = "unanswered"

    @property
    def caption(self) -> Message:
        """How it is called."""
        return _CAPTIONS[self]


_CAPTIONS: Final = {
    ReviewResult.PASS: pgettext("review", "met"),
    ReviewResult.FAIL: pgettext("review", "not met"),
    ReviewResult.WAIVED: pgettext("review", "set aside"),
    ReviewResult.UNANSWERED: pgettext("review", "not answered"),
}
_ORDER: Final = {
    ReviewResult.FAIL: 0,
    ReviewResult.UNANSWERED: 1,
    ReviewResult.WAIVED: 2,
    ReviewResult.PASS: 3,
}


@dataclass(frozen=True, kw_only=True)
class ReviewFinding:
    """One criterion, how it stands, why, the rows that it is about, the table to mend it in."""

    criterion: Criterion
    result: ReviewResult
    message: Message
    rows: tuple[Target, ...] = ()
    is_asked: bool = False
    place: str = ""

    @property
    def number(self) -> int:
        """The criterion's number: 1 to 40, from 101 where it is an office's own."""
        return self.criterion.number


def review(plan: Plan, reference: Reference, on: date) -> tuple[ReviewFinding, ...]:
    """Every criterion in order, the office's own last, as it stands on a day.

    Where the data have the last word (`BY_DATA`) they decide. On the others a person's answer comes
    first: yes and not applicable meet it, no and partly do not. Without one the data say what they
    can; otherwise nobody has answered. What is not met is set aside while a waiver holds.
    """
    seen = ReviewedPlan(plan, reference, on)
    given = {row.test: row for row in plan.of(ReviewAnswer)}
    waived = {row.test: row for row in plan.of(Waiver) if row.until is None or row.until >= on}
    return tuple(
        _found(one, seen, given.get(one.number), waived.get(one.number))
        for one in (*criteria(), *reference.own_criteria)
    )


def _found(
    criterion: Criterion, seen: ReviewedPlan, given: ReviewAnswer | None, waiver: Waiver | None
) -> ReviewFinding:
    check, place = CHECKS.get(criterion.number), criterion.place
    in_words = criterion.answered is ReplyKind.WORDS
    is_said = given is not None and bool(given.note if in_words else given.verdict)
    answered = given if is_said and criterion.number not in BY_DATA else None
    result, message, rows = ReviewResult.UNANSWERED, _("Nobody has answered it yet."), ()
    if answered is not None:
        result, message = _judged(answered, in_words=in_words)
    elif check is not None:
        found = check(seen)
        result, message, rows = _computed(found)
        place = found.place or place
    if result is not ReviewResult.PASS and waiver is not None:
        result = ReviewResult.WAIVED
        message = paragraph(message, _("Set aside: {reason}", reason=waiver.reason))
    return ReviewFinding(
        criterion=criterion,
        result=result,
        message=message,
        rows=rows,
        is_asked=criterion.number not in BY_DATA,
        place=place,
    )


def _judged(answered: ReviewAnswer, *, in_words: bool) -> tuple[ReviewResult, Message]:
    if in_words:
        return ReviewResult.PASS, verbatim(answered.note)
    met = answered.verdict in (Verdict.YES, Verdict.NOT_APPLICABLE)
    caption = answered.verdict.caption if answered.verdict else NOTHING
    said = _("{verdict}: {note}", verdict=caption, note=answered.note) if answered.note else caption
    return (ReviewResult.PASS if met else ReviewResult.FAIL), said


def _computed(found: CheckResult) -> tuple[ReviewResult, Message, tuple[Target, ...]]:
    if found.is_met:
        return ReviewResult.PASS, found.message, ()
    return ReviewResult.FAIL, found.message, found.rows


def counted(found: Sequence[ReviewFinding]) -> dict[ReviewResult, int]:
    """How many criteria stand how."""
    return {result: sum(one.result is result for one in found) for result in ReviewResult}


def review_answer(plan: Plan, reference: Reference, on: date) -> Answer:
    """How many criteria are met, and what stands in the way of the others."""
    found = review(plan, reference, on)
    sums = counted(found)
    return Answer(
        key="review",
        title=TITLE,
        sentences=(
            _(
                "Criteria met: {met} of {all}; not met: {failed}; not answered: {open}; set aside: "
                "{waived}.",
                all=len(found),
                met=sums[ReviewResult.PASS],
                failed=sums[ReviewResult.FAIL],
                open=sums[ReviewResult.UNANSWERED],
                waived=sums[ReviewResult.WAIVED],
            ),
        ),
        findings=tuple(_findings(found)),
        tables=(_table(found),),
    )


def _to_do(one: ReviewFinding) -> Message:
    is_open = one.result in (ReviewResult.FAIL, ReviewResult.UNANSWERED)
    return one.criterion.what_to_do if is_open else NOTHING


def _findings(found: Sequence[ReviewFinding]) -> Iterator[Finding]:
    for one in found:
        if one.result is ReviewResult.FAIL:
            yield Finding(
                gravity=Gravity.WARNING,
                message=_(
                    "{number}. {title}: {why}",
                    number=one.number,
                    title=one.criterion.name,
                    why=paragraph(one.message, one.criterion.what_to_do),
                ),
                targets=one.rows,
            )


def _table(found: Sequence[ReviewFinding]) -> AnswerTable[ReviewFinding]:
    return AnswerTable(
        key="criteria",
        title=_("Every criterion and its answer"),
        columns=(
            answers.code("number", _("No."), lambda one: one.number),
            answers.text(
                "title", pgettext("answers.test", "Criterion"), lambda one: one.criterion.name
            ),
            answers.text("result", pgettext("review", "Result"), lambda one: one.result.caption),
            answers.sentence("message", _("Why"), lambda one: one.message),
            answers.sentence("what_to_do", _("What to do"), _to_do),
            answers.text(
                "rows", _("Rows"), lambda one: tuple(verbatim(row.id) for row in one.rows)
            ),
        ),
        lines=tuple(sorted(found, key=lambda one: (_ORDER[one.result], one.number))),
    )
