"""The sheet of the action plan: one row for each action, by goal, with live sums of its costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from planner.analysis.mapping.screening import is_no_link
from planner.analysis.money.costs import CostSum
from planner.choices import ActionStatus, LinkState
from planner.exports.cabinet import money
from planner.exports.cabinet.figures import Figures, Filling, Tables
from planner.exports.sheets import faces
from planner.exports.sheets.columns import Col, GroupedLines, Line, SheetRows, declared, facts
from planner.exports.sheets.looks import colour
from planner.exports.sheets.page import Page
from planner.messages import Message, _, paragraph
from planner.plan import grouped
from planner.schema import table_of
from planner.tables import (
    Action,
    ActionPartner,
    ActionRisk,
    Goal,
    Link,
    Measure,
    Milestone,
    Ministry,
    Programme,
    Reading,
)
from planner.values import to_text


def fill(page: Page, figures: Figures, filling: Filling) -> Tables:
    """Every action under its goal; coercive measures stand last, what was stopped after them."""
    page.note(
        _(
            "One row for each action, by goal. The cost covers the whole period; the years are on "
            "the sheet “{costs}”. Risk factors are given by their number.",
            costs=money.TITLE,
        )
    )
    if any(figures.is_coercive(action) for action in figures.plan.of(Action)):
        page.note(_("Coercive measures stand last under their goal and name their legal basis."))
    partners = grouped(figures.plan.of(ActionPartner), "action")
    risks = grouped(figures.plan.of(ActionRisk), "action")
    groups = [
        GroupedLines(
            (goal, title or _("Actions without a goal yet")),
            [
                _line(figures, action, partners.get(action.id, ()), risks.get(action.id, ()))
                for action in figures.actions_of(goal)
            ],
        )
        for goal, title in figures.ordered_goals.items()
        if figures.actions_of(goal)
    ]
    columns = _columns(filling.tables("by_action")["lines"])
    span = page.table(columns, groups, total=(money.TOTAL, "") if groups else (), pinned=2)
    if span.is_empty:
        page.note(_("No action has been entered yet."))
    return {"actions": span}


def _columns(lines: SheetRows) -> Sequence[Col[Line]]:
    costs = _live_costs(lines)
    return [
        *declared(Action, id=7.5, title=38, lead=12, start=12.5, end=12.5, status=10.5),
        Col("risks", _("Risk factors"), "words", 9),
        *(Col(key, money.HEADS[key], "money", 11, how, adds=True) for key, how in costs.items()),
        Col("remarks", _("Remarks"), "words", 30),
    ]


def _live_costs(lines: SheetRows) -> Mapping[str, str]:
    """What an action costs, over the sheet of costs by action and year."""
    mid, funded = (lines.sum_if(key, action="{id}") for key in ("mid", "funded"))
    return {"mid": mid, "funded": funded, "gap": "{mid}-{funded}"}


def _line(
    figures: Figures, action: Action, partners: Sequence[ActionPartner], risks: Sequence[ActionRisk]
) -> Line:
    sums = figures.money.by_action.get(action.id)
    costs = {} if sums is None else {key: sums.told(key, "") for key in ("mid", "funded", "gap")}
    return {
        **facts(action),
        **costs,
        "lead": figures.ministry(action.lead),
        "partners": tuple(figures.ministry(one.ministry) for one in partners),
        "risks": tuple(sorted((one.risk_factor for one in risks), key=_number)),
        "remarks": paragraph(*_remarks(figures, action, sums), between="\n"),
    }


def _number(code: str) -> int:
    return int(code) if code.isdecimal() else 0


def _remarks(figures: Figures, action: Action, sums: CostSum | None) -> list[Message]:
    """What a reader has to know beside the figures: no cost and why, coercion and its basis."""
    remarks: list[Message] = []
    if sums is None and action.status is not ActionStatus.STOPPED:
        reason = action.no_cost_reason or _("no reason given yet")
        remarks.append(_("No cost: {reason}", reason=reason))
    if sums is not None and sums.in_kind and not sums.mid:
        remarks.append(_("Staff time (no new money)"))
    if sums is not None and sums.unknown:
        remarks.append(_("Cost lines in no sum: {number}", number=sums.unknown))
    if figures.is_coercive(action):
        basis = action.legal_basis or _("none given yet")
        remarks.append(_("Coercive measure. Legal basis: {basis}", basis=basis))
    return remarks


_QUARTER: Final = 3.2
_MOST, _FEWEST = 40, 16
RUNS, DUE, REACHED = "■", "◆", "✓"
_FIXED: Final = 4
_MARK_LOOKS: Final = {
    RUNS: {"bg_color": faces.ACCENT, "font_color": "#3D69A3"},
    DUE: {"bg_color": faces.DEEP, "font_color": faces.WHITE},
    REACHED: {"bg_color": faces.PALE, "font_color": faces.DEEP},
}
_FINISHED: Final = {"bg_color": "#BFC8D2", "font_color": "#8A95A3"}

Quarter = int
"""A calendar quarter: four times the year, plus 0 to 3."""


def quarter_of(day: date) -> Quarter:
    """The calendar quarter of a day."""
    return day.year * 4 + (day.month - 1) // 3


def quarters(figures: Figures) -> range:
    """The quarters from the first start to the last end, at most forty."""
    details, actions = figures.plan.details, figures.plan.of(Action)
    starts = [day for day in (details.start, *(a.start for a in actions)) if day]
    ends = [day for day in (details.end, *(a.end for a in actions)) if day]
    if not starts or not ends:
        return range(0)
    first, last = quarter_of(min(starts)), quarter_of(max(ends))
    return range(first, min(last + 1, first + _MOST))


def fill_timeline(page: Page, figures: Figures, _filling: Filling) -> None:
    """Quarters in which an action runs, and in which a milestone is due or was reached."""
    page.note(
        _(
            "{runs} the action runs   {due} a milestone is due   {reached} a milestone was "
            "reached. Actions that are done or stopped are grey. The quarter of this edition "
            "stands out.",
            runs=RUNS,
            due=DUE,
            reached=REACHED,
        )
    )
    shown = quarters(figures)
    heads = {
        f"q{one}": _("{year} Q{quarter}", year=str(one // 4), quarter=one % 4 + 1) for one in shown
    }
    columns: list[Col[Line]] = [
        *declared(Action, id=7, title=46, lead=12, status=11),
        *(Col(key, head, "centre", _QUARTER) for key, head in heads.items()),
    ]
    milestones = grouped(figures.plan.of(Milestone), "action")
    lines = [
        {
            **facts(action),
            "lead": figures.ministry(action.lead),
            **_marks(action, milestones.get(action.id, ()), shown),
        }
        for goal in figures.ordered_goals
        for action in figures.actions_of(goal)
    ]
    span = page.table(columns, lines, pinned=2)
    page.widen([*page.widths, *[_QUARTER] * (_FEWEST - len(shown))])
    page.turn_heads(span, heads, 52, here=f"q{quarter_of(figures.edition.today)}")
    _colour(page, span)


def _marks(action: Action, milestones: tuple[Milestone, ...], shown: range) -> Line:
    start, end = action.start or action.end, action.end or action.start
    marks: dict[Quarter, str] = {}
    if start and end:
        marks = dict.fromkeys(range(quarter_of(start), quarter_of(end) + 1), RUNS)
    marks |= {quarter_of(one.done_on): REACHED for one in milestones if one.done_on}
    marks |= {quarter_of(one.due): DUE for one in milestones if one.due and not one.done_on}
    return {f"q{quarter}": marks.get(quarter, "") for quarter in shown}


def _colour(page: Page, span: SheetRows) -> None:
    """Colour the cells by the mark in them, so that a changed mark changes its colour."""
    area = (span.first, _FIXED, max(span.last, span.first), max(len(span.keys) - 1, _FIXED))
    told = [page.book.voice.answer(one) for one in (ActionStatus.DONE, ActionStatus.STOPPED)]
    over = ",".join(f'$D{span.first + 1}="{status}"' for status in told)
    finished = f'=AND(OR({over}),E{span.first + 1}="{RUNS}")'
    colour(page, area, {"type": "formula", "criteria": finished}, _FINISHED)
    for mark, look in _MARK_LOOKS.items():
        colour(page, area, {"type": "cell", "criteria": "==", "value": f'"{mark}"'}, look)


_ROW_HEIGHT: Final = 27.0


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
    page.table(columns, _programmes(figures), sortable=True, pinned=2)


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
        yield from ({**about, **_link_line(figures, link)} for link in found)
        if not found:
            yield {**about, "action": _("not decided yet")}


def _link_line(figures: Figures, link: Link) -> Line:
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
    page.table(columns, lines, sortable=True, pinned=2)


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
    page.table(columns, lines, role="line", least=_ROW_HEIGHT)
