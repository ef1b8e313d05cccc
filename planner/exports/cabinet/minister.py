"""The page that answers what a minister asks of a plan, each answer in a few sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from planner.analysis.money.asked import asked, often
from planner.analysis.plans.fiscal_years import year_name
from planner.exports.cabinet.figures import NOT_KNOWN_MARK, Figures, Filling
from planner.exports.sheets import statements
from planner.exports.sheets.page import Page
from planner.messages import Fact, Message, Sum, _
from planner.tables import (
    Consultation,
    Threshold,
)

TITLE: Final = _("Questions of a minister")
_WIDTHS: Final = (29, 77)
Said = Iterator[Message]


def fill(page: Page, figures: Figures, _filling: Filling) -> None:
    """A question a line, with what the plan says to it."""
    page.widen(_WIDTHS)
    for question, answer in _QUESTIONS.items():
        statements.answer(page, question, tuple(answer(figures)))


def _first(*keys: str, most: int = 1) -> Callable[[Figures], Said]:
    """The first sentences of answers, after what is not known."""

    def said(figures: Figures) -> Said:
        for key in keys:
            found = figures.answer(key)
            yield from (*found.unknown[:1], *found.sentences[:most])

    return said


def _by_year(figures: Figures) -> Said:
    """What is asked for in each year, how often, from which line."""
    sums = asked(figures.plan, figures.money)
    by_year: dict[int | None, Decimal] = {}
    by_rhythm: dict[str, tuple[Fact, Decimal]] = {}
    for one in sums.decisions:
        amount = one.decision.amount or Decimal(0)
        for year, part in (one.by_year or {None: amount}).items():
            by_year[year] = by_year.get(year, Decimal(0)) + part
        told: Fact = often(one) or NOT_KNOWN_MARK
        by_rhythm[str(told)] = (told, by_rhythm.get(str(told), (told, Decimal(0)))[1] + amount)
    years = tuple(
        _named_sum(
            year_name(figures.plan, year) if year else NOT_KNOWN_MARK, by_year[year], sums.currency
        )
        for year in sorted(by_year, key=lambda one: (one is None, one or 0))
        if by_year[year]
    )
    rhythms = tuple(_named_sum(*pair, sums.currency) for pair in by_rhythm.values() if pair[1])
    costs = (cost.source for one in sums.decisions for cost in one.costs if cost.source)
    yield _("Asked for by year: {years}.", years=years or NOT_KNOWN_MARK)
    yield _("How often: {rhythms}.", rhythms=rhythms or NOT_KNOWN_MARK)
    yield _("From: {sources}.", sources=tuple(dict.fromkeys(costs)) or NOT_KNOWN_MARK)


def _named_sum(name: Fact, amount: Decimal, currency: str) -> Message:
    return _("{name}: {sum}", name=name, sum=Sum(amount, currency))


def _not_asked(figures: Figures) -> Said:
    sums = asked(figures.plan, figures.money)
    yield _(
        "{left} of the unfunded gap is asked for by no decision and stays open.",
        left=Sum(sums.not_asked, sums.currency),
    )


def _if_no(figures: Figures) -> Said:
    yield from figures.answer("asked").sentences[1:2]
    yield _("Any other share can be tried on the cover.")


def _changed(figures: Figures) -> Said:
    """What changed since the last version, what is late, and by whom."""
    yield from _first("changed", "timeline")(figures)
    late = Counter(
        one.whose or NOT_KNOWN_MARK for one in figures.answer("timeline").table("late").lines
    )
    if late:
        whose = tuple(_("{who}: {number}", who=who, number=n) for who, n in late.most_common())
        yield _("Late, by ministry: {whose}.", whose=whose)


def _by_ministry(figures: Figures) -> Said:
    """What each ministry leads, what comes next, and what of it is not funded."""
    duties = figures.answer("timeline").table("by_ministry")
    for line in duties.lines:
        said = {column.key: column.value(line) for column in duties.columns}
        yield _(
            "{ministry}: leads {number}, next end {day}, gap {gap}.",
            ministry=said["ministry"],
            number=said["leads"],
            day=said["next_end"] or NOT_KNOWN_MARK,
            gap=said["gap"],
        )


def _wrong(figures: Figures) -> Said:
    """What falls first, on whom it rests, whom it could harm, who objects."""
    yield from _first("stress", most=2)(figures)
    sources = {name: sums for name, sums in figures.money.by_source.items() if name and sums.mid}
    if sources:
        largest = max(sources, key=lambda name: sources[name].mid)
        yield _(
            "Largest source of money: {source}, {sum}.",
            source=largest,
            sum=sources[largest].told("mid", figures.money.currency),
        )
    unanswered = sum(bool(one.input and not one.answer) for one in figures.plan.of(Consultation))
    yield _("Consultations without an answer to what was said: {number}.", number=unanswered)
    yield _("Who objects is not recorded in the plan; the sign-off has a column for reservations.")


def _promised(figures: Figures) -> Said:
    yield figures.answer("agendas").sentences[-1]


def _trained(figures: Figures) -> Said:
    yield from _first("training")(figures)
    named = dict.fromkeys(one.decides for one in figures.plan.of(Threshold) if one.decides)
    yield _("Who decides: {functions}.", functions=tuple(named) or NOT_KNOWN_MARK)


_QUESTIONS: Final = {
    _("What do I approve today?"): _first("asked"),
    _("What does it cost, in which years, from which line?"): _by_year,
    _("What becomes of the part of the gap that nobody asks for?"): _not_asked,
    _("What if we say no, or half?"): _if_no,
    _("What do the ministries spend on this already?"): _first("spending"),
    _("Where is it worst, since when, and who says so?"): _first("risks", most=2),
    _("What changed since the last version, and what is late?"): _changed,
    _("What must my ministry do, by when, with what money?"): _by_ministry,
    _("What could go wrong, whom could it harm, who objects?"): _wrong,
    _("Do our own programmes make anything worse?"): _first("harms", most=2),
    _("Who was consulted, and what have we promised abroad?"): _promised,
    _("Who is trained to see it coming, and who decides then?"): _trained,
}
