"""The contents, what each sheet says in a sentence, and the checks that all sums agree."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from planner.analysis.money.asked import asked
from planner.analysis.money.costs import CostSum
from planner.choices import Level
from planner.exports.cabinet import money
from planner.exports.cabinet.figures import Figures, Filling
from planner.exports.sheets.book import Live
from planner.exports.sheets.columns import Col, Line, SheetRows
from planner.exports.sheets.page import Page
from planner.messages import Message, _, paragraph
from planner.plan import grouped, title_of
from planner.schema import table_of
from planner.tables import (
    Action,
    ActionCommitment,
    ActionPartner,
    Commitment,
    Consultation,
    Ministry,
    Rating,
    Situation,
    Source,
    Threshold,
)
from planner.values import WITHHELD

TITLE: Final = _("Contents")
NOT_KNOWN_MARK, NOT_APPLICABLE = "[x]", "[z]"
_WIDTHS: Final = (5, 34, 108)


def fill(page: Page, figures: Figures, filling: Filling) -> None:
    """A line for each sheet, with a link to it and what it says; then the marks in cells."""
    columns: list[Col[Line]] = [
        Col("number", "", "count", _WIDTHS[0]),
        Col("title", _("Sheet"), "words", _WIDTHS[1]),
        Col("says", _("What it says"), "words", _WIDTHS[2]),
    ]
    sheets = [(key, title) for key, title in filling.titles.items() if title != page.title]
    lines = [
        {"number": number, "title": title, "says": says(figures, key, filling.answers_of(key))}
        for number, (key, title) in enumerate(sheets, start=1)
    ]
    span = page.table(columns, lines)
    for row, (_key, title) in enumerate(sheets, start=span.first):
        page.link(row, 1, title)
    page.heading(_("Marks in cells"))
    is_whole = figures.edition.release.is_whole
    for mark, meaning in (
        (NOT_KNOWN_MARK, _("not known")),
        (NOT_APPLICABLE, _("not applicable")),
        ("≥", _("at least; something that nobody knows is not in the sum")),
        *(() if is_whole else ((WITHHELD, _("withheld at this level")),)),
    ):
        page.fact(mark, meaning)


def says(figures: Figures, key: str, answer: str) -> Message:
    """What a sheet says, in a sentence or two."""
    own = {
        "who": _by_ministry,
        "risks": _worst,
        "commitments": _promised,
        "warnings": _who_decides,
    }.get(key)
    found = figures.answer(answer) if answer else None
    told = () if found is None else (*found.unknown[:1], *found.sentences[:2])
    return paragraph(*told, *(own(figures) if own and figures.edition.release.is_whole else ()))


def _by_ministry(figures: Figures) -> Iterator[Message]:
    """How many actions each ministry leads and supports, and what of them is not funded."""
    leads = grouped(figures.plan.of(Action), "lead")
    for ministry in figures.plan.of(Ministry):
        if led := leads.get(ministry.id, ()):
            sums = figures.money.by_ministry.get(ministry.id, CostSum())
            yield _(
                "{ministry}: {number} actions, unfunded gap {gap}.",
                ministry=figures.ministry(ministry.id),
                number=len(led),
                gap=sums.told("gap", figures.money.currency),
            )


def _worst(figures: Figures) -> Iterator[Message]:
    """The situation with most factors at high level: since when, how sure, and who says so."""
    latest = {(one.situation, one.risk_factor): one for one in _dated(figures)}
    high = grouped([one for one in latest.values() if one.level is Level.HIGH], "situation")
    if not high:
        return
    worst, rows = max(high.items(), key=lambda pair: len(pair[1]))
    oldest = min(rows, key=lambda one: str(one.judged_on or "9999"))
    found, source = figures.plan.find(Situation, str(worst)), oldest.source
    told = figures.plan.find(Source, source)
    yield _(
        "Worst: {situation}, {number} risk factors at high level, the oldest assessed on {day} "
        "(confidence: {confidence}; source: {source}; assessed by: {who}).",
        situation=title_of(found) if found else str(worst),
        number=len(rows),
        day=oldest.judged_on or NOT_KNOWN_MARK,
        confidence=oldest.confidence or NOT_KNOWN_MARK,
        source=(told.code if told else source) or NOT_KNOWN_MARK,
        who=oldest.judged_by or NOT_KNOWN_MARK,
    )


def _dated(figures: Figures) -> list[Rating]:
    return sorted(figures.plan.of(Rating), key=lambda one: str(one.judged_on or ""))


def _promised(figures: Figures) -> Iterator[Message]:
    plan = figures.plan
    addressed = {one.commitment for one in plan.of(ActionCommitment)}
    rounds = plan.of(Consultation)
    yield _(
        "Consultations: {rounds}, with {who}. Commitments to others: {number}; an action "
        "addresses {addressed} of these.",
        rounds=len(rounds),
        who=tuple(dict.fromkeys(one.who for one in rounds if one.who)) or NOT_KNOWN_MARK,
        number=len(plan.of(Commitment)),
        addressed=sum(one.id in addressed for one in plan.of(Commitment)),
    )


def _who_decides(figures: Figures) -> Iterator[Message]:
    named = dict.fromkeys(one.decides for one in figures.plan.of(Threshold) if one.decides)
    yield _("Who decides: {functions}.", functions=tuple(named) or NOT_KNOWN_MARK)


# Who does what


def fill_ministries(page: Page, figures: Figures, filling: Filling) -> None:
    """What each ministry leads and supports, with who delivers it, what comes next, and money."""
    plan, action = figures.plan, table_of(Action)
    lines = filling.tables("cost_lines")["lines"]
    mid, funded = (lines.sum_if(key, action="{id}", lead="{ministry}") for key in ("mid", "funded"))
    columns: list[Col[Line]] = [
        Col("id", action.label("id"), "code", 7.5),
        Col("title", action.label("title"), "words", 38),
        Col("ministry", table_of(Ministry).label("id"), "code", 8),
        Col("role", _("Role"), "words", 11),
        Col("post", action.label("post"), "words", 22),
        Col("others", _("Supporting ministries"), "words", 16),
        Col("end", action.label("end"), "date", 12.5),
        Col("status", action.label("status"), "words", 11),
        Col("mid", money.HEADS["mid"], "money", 11, mid, adds=True),
        Col("funded", money.HEADS["funded"], "money", 11, funded, adds=True),
        Col("gap", money.HEADS["gap"], "money", 11, "{mid}-{funded}", adds=True),
    ]
    supports = grouped(plan.of(ActionPartner), "ministry")
    partners = grouped(plan.of(ActionPartner), "action")
    for ministry in plan.of(Ministry):
        led = [one for one in plan.of(Action) if one.lead == ministry.id]
        backed = [plan.find(Action, one.action) for one in supports.get(ministry.id, ())]
        if not led and not backed:
            continue
        page.heading(ministry.name)
        shown = [(one, _("leads")) for one in led] + [(one, _("supports")) for one in backed if one]
        of_ministry = []
        for one, role in shown:
            sums = figures.money.by_action.get(one.id) if one.lead == ministry.id else None
            amounts = (
                {} if sums is None else {k: sums.told(k, "") for k in ("mid", "funded", "gap")}
            )
            of_ministry.append(
                {
                    "id": one.id, "title": one.title, "ministry": ministry.id, "role": role,
                    "post": one.post, "end": one.end, "status": one.status,
                    "others": tuple(
                        figures.ministry(other.ministry) for other in partners.get(one.id, ())
                    ),
                    **amounts,
                }
            )  # fmt: skip
        page.table(columns, of_ministry, total=(money.TOTAL, ""))
    if page.row <= _HEADED:
        page.note(_("No action has been entered yet."))


_HEADED: Final = 3


# Checks


def fill_checks(page: Page, figures: Figures, filling: Filling) -> None:
    """The same sum by every cut, as formulas, with their difference."""
    costs, lines = filling.tables("costs"), filling.tables("cost_lines")["lines"]
    if not costs:
        page.note(_("No costs have been entered yet."))
        return
    page.note(_("Each line holds a sum found in two ways; they differ by nothing."))
    plan = filling.tables("actions")["actions"]
    page.row += 1
    columns: list[Col[Line]] = [
        Col("what", _("Sum"), "words", 30),
        Col("ways", _("By fiscal year, and"), "words", 34),
        Col("first", _("By fiscal year"), "money", 18),
        Col("second", _("The other way"), "money", 18),
        Col("difference", _("Difference"), "money", 14, "{first}-{second}"),
    ]
    page.table(columns, _checks(figures, costs["by_year"], {**costs, "actions": plan}, lines))


def _checks(
    figures: Figures, by_year: SheetRows, tables: dict[str, SheetRows], lines: SheetRows
) -> Iterator[Line]:
    ways = {
        "by_ministry": _("By lead ministry and year"),
        "by_goal": _("By goal"),
        "by_source": _("By source of money"),
        "actions": _("Action plan"),
    }
    for key in ("mid", "funded"):
        value = getattr(figures.money.total, key)
        first = Live(by_year.total(key), value)
        for name, told in ways.items():
            second = Live(tables[name].total(key), value)
            yield _check(money.HEADS[key], told, first, second)
        yield _check(
            money.HEADS[key], _("Cost lines"), first, Live(f"SUM({lines.column(key)})", value)
        )
    sums = asked(figures.plan, figures.money)
    gap = Live(by_year.total("gap"), sums.gap)
    both = sums.total + sums.not_asked
    yield _check(money.HEADS["gap"], _("Asked of cabinet and not asked"), gap, both)


def _check(what: Message | str, way: Message, first: Live, second: object) -> Line:
    return {  # type: ignore[dict-item]  # a live sum is written as it is
        "what": what,
        "ways": way,
        "first": first,
        "second": second,
        "difference": Decimal(0),
    }
