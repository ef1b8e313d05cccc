"""The sheets that list what the plan holds: programmes, results indicators, the sign-off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from planner.analysis.coverage.coverage_answer import screened
from planner.analysis.coverage.factors import is_no_link
from planner.choices import LinkState
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.sheet import Filling
from planner.exports.sheets.columns import Col, declared
from planner.exports.sheets.page import Page
from planner.messages import Fact, _, paragraph, pgettext
from planner.schema import table_of
from planner.tables import Action, Goal, Link, Measure, Ministry, Programme, Reading
from planner.values import to_text

_ROW_HEIGHT: Final = 33.0


# Programmes


@dataclass(frozen=True)
class _ProgrammeLine:
    """A programme with one of its confirmed links; None where nobody decided yet."""

    programme: Programme
    link: Link | None


def fill_programmes(page: Page, figures: Figures, _filling: Filling) -> None:
    """A row for each confirmed link; a programme nobody decided on stands there undecided."""
    page.note(
        _(
            "What ministries already do, and the prevention action each programme serves. “No "
            "link” is a decision too, with its reason."
        )
    )
    undecided = _("A programme without a decision is listed and not counted.")
    page.note(paragraph(screened(figures.coverage), undecided))
    page.row += 1
    page.table(
        _programme_columns(figures), _programmes(figures), sortable="programme_map", pinned=2
    )


def _programmes(figures: Figures) -> Iterator[_ProgrammeLine]:
    links = figures.rows_by(Link, "programme")
    for programme in figures.plan.of(Programme):
        found = [k for k in links.get(programme.id, ()) if k.state is LinkState.CONFIRMED]
        yield from (_ProgrammeLine(programme, link) for link in found or (None,))


def _programme_columns(figures: Figures) -> list[Col[_ProgrammeLine]]:
    label, link = table_of(Programme).label, table_of(Link)

    def budget(one: _ProgrammeLine) -> Fact:
        row = one.programme
        found = figures.rates.convert(row.budget, row.currency)
        unknown = row.budget is not None and found is None
        return f"{to_text(row.budget)} {row.currency}" if unknown else found

    def served(one: _ProgrammeLine) -> Fact:
        if one.link is None:
            return _("not decided yet")
        if is_no_link(one.link):
            return _("No link")
        action = figures.reference.action_by_id.get(one.link.action)
        return _("{id} {title}", id=action.id, title=action.name) if action else one.link.action

    def strength(one: _ProgrammeLine) -> Fact:
        return None if one.link is None or is_no_link(one.link) else one.link.strength

    def share(one: _ProgrammeLine) -> Fact:
        found = None if one.link is None or is_no_link(one.link) else one.link.share
        return None if found is None else found / 100

    return [
        *declared(Programme, lambda one: one.programme, id=8, title=42),
        Col(
            "ministry", label("ministry"), "words", 12,
            lambda one: figures.ministry(one.programme.ministry),
        ),
        *declared(Programme, lambda one: one.programme, country=18, status=11),
        Col("budget", label("budget"), "money", 12, budget),
        Col(
            "link", pgettext("links.one", link.one), "code", 9,
            lambda one: one.link.id if one.link else "",
        ),
        Col("action", link.label("action"), "words", 38, served),
        Col("strength", link.label("strength"), "words", 10, strength),
        Col("share", link.label("share"), "share", 8, share),
        Col(
            "reason", link.label("reason"), "words", 50,
            lambda one: one.link.reason if one.link else "",
        ),
    ]  # fmt: skip


# Results indicators


def fill_indicators(page: Page, figures: Figures, _filling: Filling) -> None:
    """The indicators of goals, then those of actions, each with its newest reading."""
    page.note(
        _("What the plan counts, for goals first and then for actions, with the newest reading.")
    )
    if not figures.indicators:
        page.note(_("No results indicator has been entered yet."))
        return
    page.row += 1
    page.table(_indicator_columns(figures), figures.indicators, sortable="indicators", pinned=2)


def _indicator_columns(figures: Figures) -> list[Col[Measure]]:
    def of_title(one: Measure) -> str:
        of = figures.plan.find(Goal, one.goal) or figures.plan.find(Action, one.action)
        return of.title if of else ""

    def latest(one: Measure) -> Reading:
        return figures.latest.get(one.id, Reading())

    return [
        *declared(Measure, id=8),
        Col("of", _("Belongs to"), "code", 10, lambda one: one.goal or one.action),
        Col("of_title", _("Goal or action"), "words", 34, of_title),
        *declared(Measure, title=40, unit=18, baseline=11, baseline_on=12, target=11, target_on=12),
        Col("latest", _("Newest reading"), "number", 11, lambda one: latest(one).value),
        Col("latest_on", _("Read on"), "date", 12, lambda one: latest(one).on),
        *declared(Measure, data_source=30),
    ]


# Sign-off


@dataclass(frozen=True)
class _Signatory:
    """Who signs: the focal point, or a ministry that leads an action."""

    id: str
    name: str
    function: str = ""


def fill_signoff(page: Page, figures: Figures, _filling: Filling) -> None:
    """Ministry, function, reservation, date and room for a signature."""
    page.note(
        _("The undersigned confirm that the facts and costs concerning their ministry are agreed."),
        role="vision",
    )
    page.row += 1
    details = figures.plan.details
    leading = {action.lead for action in figures.plan.of(Action)}
    ministries = [m for m in figures.plan.of(Ministry) if m.id in leading]
    signatories = [
        _Signatory("", details.country, details.focal_point),
        *(_Signatory(one.id, one.name) for one in ministries),
    ]
    columns: list[Col[_Signatory]] = [
        Col("id", table_of(Ministry).label("id"), "code", 9, lambda one: one.id),
        Col("name", _("Ministry"), "words", 46, lambda one: one.name),
        Col("function", _("Function"), "words", 34, lambda one: one.function),
        Col("reservation", _("Reservation, if any"), "words", 40),
        Col("date", _("Date"), "date", 14),
        Col("signature", _("Signature"), "words", 28),
    ]
    span = page.table(columns, signatories, role="line", least=_ROW_HEIGHT)
    page.sheet.repeat_rows(span.head)
