"""The sheets that list what the plan holds: programmes, results indicators, the sign-off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from planner.analysis.mapping.screening import is_no_link
from planner.choices import LinkState
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.sheet import Filling
from planner.exports.sheets.columns import Col, Line, declared, facts
from planner.exports.sheets.page import Page
from planner.messages import _, paragraph
from planner.plan import grouped
from planner.schema import table_of
from planner.tables import Action, Goal, Link, Measure, Ministry, Programme, Reading
from planner.values import to_text

_ROW_HEIGHT: Final = 33.0


# Programmes


def fill_programmes(page: Page, figures: Figures, _filling: Filling) -> None:
    """A row for each confirmed link; a programme nobody decided on stands there undecided."""
    page.note(
        _(
            "What ministries already do, and the prevention action each programme serves. “No "
            "link” is a decision too, with its reason."
        )
    )
    undecided = _("A programme without a decision is listed and not counted.")
    page.note(paragraph(figures.coverage.screening.sentence, undecided))
    page.row += 1
    link = table_of(Link)
    columns: list[Col[Line]] = [
        *declared(Programme, id=8, title=42, ministry=12, country=18, status=11, budget=12),
        Col("link", page.book.voice.row_label(link), "code", 9),
        Col("action", link.label("action"), "words", 38),
        *declared(Link, strength=10),
        Col("share", link.label("share"), "share", 8),
        *declared(Link, reason=50),
    ]
    page.table(columns, _programmes(figures), sortable="programme_map", pinned=2)


def _programmes(figures: Figures) -> Iterator[Line]:
    """A line for each confirmed link of a programme, one for a programme without."""
    links = grouped(figures.plan.of(Link), "programme")
    for programme in figures.plan.of(Programme):
        budget = figures.rates.convert(programme.budget, programme.currency)
        own = f"{to_text(programme.budget)} {programme.currency}"
        about: Line = {
            **facts(programme),
            "ministry": figures.ministry(programme.ministry),
            "budget": own if budget is None and programme.budget is not None else budget,
        }
        found = [k for k in links.get(programme.id, ()) if k.state is LinkState.CONFIRMED]
        yield from ({**about, **_link(figures, link)} for link in found)
        if not found:
            yield {**about, "action": _("not decided yet")}


def _link(figures: Figures, link: Link) -> Line:
    about: Line = {"link": link.id, "reason": link.reason}
    if is_no_link(link):
        return {**about, "action": _("No link")}
    action = figures.reference.action_by_id.get(link.action)
    return {
        **about,
        "action": _("{id} {title}", id=link.action, title=action.name) if action else link.action,
        "strength": link.strength,
        "share": None if link.share is None else link.share / 100,
    }


# Results indicators


def fill_indicators(page: Page, figures: Figures, _filling: Filling) -> None:
    """The indicators of goals, then those of actions, each with its newest reading."""
    page.note(
        _("What the plan counts, for goals first and then for actions, with the newest reading.")
    )
    indicators = sorted(figures.plan.of(Measure), key=lambda m: (not m.goal, m.goal or m.action))
    if not indicators:
        page.note(_("No results indicator has been entered yet."))
        return
    page.row += 1
    columns: list[Col[Line]] = [
        *declared(Measure, id=8),
        Col("of", _("Belongs to"), "code", 10),
        Col("of_title", _("Goal or action"), "words", 34),
        *declared(Measure, title=40, unit=18, baseline=11, baseline_on=12, target=11, target_on=12),
        Col("latest", _("Newest reading"), "number", 11),
        Col("latest_on", _("Read on"), "date", 12),
        *declared(Measure, data_source=30),
    ]
    readings = sorted(figures.plan.of(Reading), key=lambda reading: str(reading.on or ""))
    latest = {reading.measure: reading for reading in readings}
    lines = [_indicator(figures, one, latest.get(one.id, Reading())) for one in indicators]
    page.table(columns, lines, sortable="indicators", pinned=2)


def _indicator(figures: Figures, one: Measure, latest: Reading) -> Line:
    of = figures.plan.find(Goal, one.goal) or figures.plan.find(Action, one.action)
    return {
        **facts(one),
        "of": one.goal or one.action,
        "of_title": of.title if of else "",
        "latest": latest.value,
        "latest_on": latest.on,
    }


# Sign-off


def fill_signoff(page: Page, figures: Figures, _filling: Filling) -> None:
    """Ministry, function, reservation, date and room for a signature."""
    page.note(
        _("The undersigned confirm that the facts and costs concerning their ministry are agreed."),
        role="vision",
    )
    page.row += 1
    details = figures.plan.details
    leading = {action.lead for action in figures.plan.of(Action)}
    lines: list[Line] = [
        {"name": details.country, "function": details.focal_point},
        *({"id": m.id, "name": m.name} for m in figures.plan.of(Ministry) if m.id in leading),
    ]
    columns: list[Col[Line]] = [
        *declared(Ministry, id=9),
        Col("name", _("Ministry"), "words", 46),
        Col("function", _("Function"), "words", 34),
        Col("reservation", _("Reservation, if any"), "words", 40),
        Col("date", _("Date"), "date", 14),
        Col("signature", _("Signature"), "words", 28),
    ]
    span = page.table(columns, lines, role="line", least=_ROW_HEIGHT)
    page.sheet.repeat_rows(span.head)
