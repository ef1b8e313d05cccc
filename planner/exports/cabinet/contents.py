"""The contents, what each sheet says in a sentence, and the checks that all sums agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from planner.analysis.money.asked import asked
from planner.exports.cabinet import money
from planner.exports.cabinet.figures import NOT_APPLICABLE, Figures, Filling
from planner.exports.sheets.book import Live
from planner.exports.sheets.columns import Col, Line, SheetRows, declared, facts
from planner.exports.sheets.page import Page
from planner.exports.sheets.tallies import NOT_KNOWN_MARK
from planner.messages import Message, _, listing, paragraph, verbatim
from planner.plan import Plan, grouped
from planner.tables import Action, ActionPartner, Milestone, Ministry
from planner.values import WITHHELD

TITLE: Final = _("Contents")
_WIDTHS: Final = (5, 25, 74)


def fill(page: Page, figures: Figures, filling: Filling) -> None:
    """A line for each sheet, with a link to it and what it says first; then the marks in cells."""
    columns: list[Col[Line]] = [
        Col("number", _("No."), "count", _WIDTHS[0]),
        Col("title", _("Sheet"), "words", _WIDTHS[1]),
        Col("says", _("What it says"), "words", _WIDTHS[2]),
    ]
    page.widen(_WIDTHS)
    sheets = [(key, title) for key, title in filling.titles.items() if title != page.title]
    said = {says(figures, filling.answers_of(key)): key for key, _title in reversed(sheets)}
    first = {key: sentence for sentence, key in said.items()}
    lines = [
        {"number": number, "title": title, "says": first.get(key)}
        for number, (key, title) in enumerate(sheets, start=1)
    ]
    span = page.table(columns, lines)
    for row, (_key, title) in enumerate(sheets, start=span.first):
        page.link(row, 1, title)
    if filling.annexed:
        page.heading(_("Annexes, in a file of their own"))
        page.note(listing(*filling.annexed), role="row")
    page.heading(_("Marks in cells"))
    is_whole = figures.edition.release.is_whole
    marks = (
        (NOT_KNOWN_MARK, _("not known")),
        (NOT_APPLICABLE, _("not applicable")),
        ("≥", _("at least; something that nobody knows is not in the sum")),
        *(() if is_whole else ((WITHHELD, _("withheld at this level")),)),
    )
    told = (paragraph(verbatim(mark), meaning) for mark, meaning in marks)
    page.note(paragraph(*told, between=" · "), role="row")


def says(figures: Figures, answer: str) -> Message:
    """What a sheet says first."""
    found = figures.answer(answer) if answer else None
    return paragraph(*(() if found is None else (*found.unknown[:1], *found.sentences[:1])))


# Who does what


def fill_ministries(page: Page, figures: Figures, filling: Filling) -> None:
    """What each ministry leads, by whom, what comes next, by when, with what money; its support."""
    plan = figures.plan
    lines = filling.tables("by_action")["lines"]
    columns = _of_a_ministry(lines)
    partners = grouped(plan.of(ActionPartner), "action")
    supports = grouped(plan.of(ActionPartner), "ministry")
    leads = grouped(plan.of(Action), "lead")
    due = _next_milestones(plan)

    def led_by(ministry: str) -> list[Line]:
        led = leads.get(ministry, ())
        return [_led(figures, one, partners.get(one.id, ()), due.get(one.id)) for one in led]

    page.fit(columns, [line for one in plan.of(Ministry) for line in led_by(one.id)])
    for ministry in plan.of(Ministry):
        rows, backed = led_by(ministry.id), supports.get(ministry.id, ())
        if not rows and not backed:
            continue
        page.heading(ministry.name)
        if backed:
            named = tuple(_supported(figures, one.action) for one in backed)
            page.note(_("Supports: {actions}", actions=named))
        if rows:
            page.table(columns, rows, total=(money.TOTAL, ""))
    if not plan.of(Action):
        page.note(_("No action has been entered yet."))


def _of_a_ministry(lines: SheetRows) -> Sequence[Col[Line]]:
    mid, funded = (lines.sum_if(key, action="{id}") for key in ("mid", "funded"))
    return (
        *declared(Action, id=8.5, title=38, post=24),
        Col("others", _("Supporting ministries"), "words", 17),
        *declared(Action, end=13, status=11),
        Col("next", _("Next milestone"), "words", 28),
        Col("mid", money.HEADS["mid"], "money", 11, mid, adds=True),
        Col("funded", money.HEADS["funded"], "money", 11, funded, adds=True),
        Col("gap", money.HEADS["gap"], "money", 11, "{mid}-{funded}", adds=True),
    )


def _next_milestones(plan: Plan) -> Mapping[str, Message]:
    """The first milestone of each action that was not reached yet."""
    waiting = [one for one in plan.of(Milestone) if not one.done_on and one.due]
    ordered = sorted(waiting, key=lambda one: str(one.due), reverse=True)
    return {one.action: _("{what}, {day}", what=one.title, day=one.due) for one in ordered}


def _supported(figures: Figures, action: str) -> Message:
    """An action that a ministry supports, and who leads it."""
    found = figures.plan.find(Action, action) or Action()
    return _("{action} ({who})", action=action, who=figures.ministry(found.lead) or NOT_KNOWN_MARK)


def _led(
    figures: Figures, action: Action, partners: Sequence[ActionPartner], due: Message | None
) -> Line:
    sums = figures.money.by_action.get(action.id)
    costs = {} if sums is None else {key: sums.told(key, "") for key in ("mid", "funded", "gap")}
    return {
        **facts(action),
        **costs,
        "others": tuple(figures.ministry(one.ministry) for one in partners),
        "next": due,
    }


# Checks


def fill_checks(page: Page, figures: Figures, filling: Filling) -> None:
    """The same sum by every cut, as formulas, with their difference."""
    costs, lines = filling.tables("costs"), filling.tables("by_action")["lines"]
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
            money.HEADS[key], money.BY_ACTION, first, Live(f"SUM({lines.column(key)})", value)
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
