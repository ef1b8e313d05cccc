"""The answer on screening: which programmes serve prevention, and on which nobody has decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable, Bars, Finding, Gravity, Target
from planner.analysis.mapping.beyond_codes import BeyondCodes
from planner.analysis.mapping.screening import (
    Screening,
    is_in_bulk,
    screening,
    screening_by_ministry,
)
from planner.messages import Message, Share, _, ngettext, pgettext, verbatim
from planner.plan import Plan, table_named
from planner.reference import CatalogueAction
from planner.tables import Link, Ministry, Programme

TITLE: Final = _("Screening")
_LINKED: Final = pgettext("programmes", "Linked")
_NO_LINK: Final = pgettext("programmes", "No link")
_TO_DECIDE: Final = pgettext("programmes", "To decide")
_LINKS: Final = table_named("links")


def screening_answer(plan: Plan, beyond: BeyondCodes) -> Answer:
    """How far programmes are screened, by ministry, and which actions no aid code leads to."""
    by_ministry = screening_by_ministry(plan)
    return Answer(
        key="screening",
        title=TITLE,
        sentences=(screening(plan).sentence, beyond.sentence),
        findings=tuple(
            Finding(
                gravity=Gravity.NOTE,
                message=ngettext(
                    "{ministry}: {number} programme to decide.",
                    "{ministry}: {number} programmes to decide.",
                    found.waiting,
                    ministry=_name(plan, key),
                ),
                targets=(Target("ministries", key),) if key else (),
            )
            for key, found in by_ministry.items()
            if found.waiting
        ),
        tables=(_by_ministry(plan, by_ministry), _in_bulk(plan), _without(beyond)),
        figures=(
            Bars(
                title=_("Programmes by ministry and screening"),
                groups=tuple(_name(plan, key) for key in by_ministry),
                series=(
                    (_LINKED, tuple(one.linked for one in by_ministry.values())),
                    (_NO_LINK, tuple(one.no_link for one in by_ministry.values())),
                    (_TO_DECIDE, tuple(one.waiting for one in by_ministry.values())),
                ),
            ),
        ),
    )


def _name(plan: Plan, ministry: str) -> Message:
    return verbatim(plan.names(Ministry).get(ministry, ministry)) or _("No ministry named")


def _by_ministry(plan: Plan, found: Mapping[str, Screening]) -> AnswerTable[tuple[str, Screening]]:
    return AnswerTable(
        key="ministries",
        title=_("Programmes by ministry and screening"),
        columns=(
            answers.text("ministry", _("Ministry"), lambda line: _name(plan, line[0])),
            answers.count("linked", _LINKED, lambda line: line[1].linked),
            answers.count("no_link", _NO_LINK, lambda line: line[1].no_link),
            answers.count("in_bulk", _("Decided in bulk only"), lambda line: line[1].in_bulk),
            answers.count("to_decide", _TO_DECIDE, lambda line: line[1].waiting),
            answers.share("decided", _("Screened"), lambda line: Share(line[1].decided_share)),
        ),
        lines=tuple(found.items()),
        target=lambda line: Target("ministries", line[0]) if line[0] else None,
    )


def _in_bulk(plan: Plan) -> AnswerTable[Link]:
    programmes = plan.names(Programme)
    return AnswerTable(
        key="in_bulk",
        title=_("Accepted in bulk, to look at one by one"),
        columns=(
            answers.code("programme", _LINKS.label("programme"), lambda one: one.programme),
            answers.text("title", _("Title"), lambda one: programmes.get(one.programme, "")),
            answers.text("action", _("Link"), lambda one: one.action or _NO_LINK),
            answers.text("strength", _LINKS.label("strength"), lambda one: one.strength),
            answers.sentence("reason", _LINKS.label("reason"), lambda one: one.reason),
        ),
        lines=tuple(one for one in plan.of(Link) if is_in_bulk(one)),
        target=lambda one: Target("programmes", one.programme),
    )


def _without(beyond: BeyondCodes) -> AnswerTable[CatalogueAction]:
    return AnswerTable(
        key="beyond_aid_codes",
        title=_("Prevention actions beyond every aid code, without a programme"),
        columns=(
            answers.code("id", _("Action"), lambda one: one.id),
            answers.text("title", _("Title"), lambda one: one.name),
        ),
        lines=beyond.without,
    )
