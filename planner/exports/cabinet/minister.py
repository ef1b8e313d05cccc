"""The page that answers what a minister asks of a plan, each answer in a few sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Final

from planner.analysis.actions.timeline import duties_table
from planner.analysis.coverage.agendas import promised
from planner.analysis.money.asked import asked, often
from planner.analysis.plans.fiscal_years import year_name
from planner.analysis.risk.risk_answer import worst
from planner.exports.cabinet.figures import Figures, Filling
from planner.exports.sheets import statements
from planner.exports.sheets.page import Page
from planner.exports.sheets.tallies import NOT_KNOWN_MARK, Tally
from planner.messages import Fact, Message, Sum, _
from planner.tables import (
    Commitment,
    Consultation,
    Decision,
    Harm,
    Milestone,
    Programme,
    Threshold,
)

TITLE: Final = _("Questions of a minister")
_WIDTHS: Final = (29, 77)
Said = Iterator[Message | Tally]


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
    sources = tuple(dict.fromkeys(costs)) or NOT_KNOWN_MARK
    yield Tally(_("Asked for by year: {years}.", years=years or NOT_KNOWN_MARK))
    yield Tally(_("How often: {rhythms}.", rhythms=rhythms or NOT_KNOWN_MARK))
    yield Tally(_("From: {sources}.", sources=sources))


def _named_sum(name: Fact, amount: Decimal, currency: str) -> Message:
    return _("{name}: {sum}", name=name, sum=Sum(amount, currency))


def _not_asked(figures: Figures) -> Said:
    sums = asked(figures.plan, figures.money)
    said = _(
        "{left} of the unfunded gap is asked for by no decision and stays open.",
        left=Sum(sums.not_asked, sums.currency),
    )
    yield Tally(said) if sums.decisions else said


def _if_no(figures: Figures) -> Said:
    yield from [*figures.tallies("asked", Decision)][-1:]
    if asked(figures.plan, figures.money).total:
        yield _("Any other share can be tried on the cover.")


def high_at_least(figures: Figures) -> Said:
    """How many risk factors are surely at high level, where not all of it may be told."""
    high = {one.risk_factor for rows in figures.at_high_level.values() for one in rows}
    if high and not figures.edition.release.is_whole:
        said = _("Risk factors at high level: {number} at least.", number=len(high))
        yield Tally(said, is_least=True)


def _worst(figures: Figures) -> Said:
    """The situation with most factors at high level: since when, how sure, and who says so."""
    yield from high_at_least(figures)
    yield from _first("risks")(figures)
    found = worst(figures.plan, figures.at_high_level, not_known=NOT_KNOWN_MARK)
    yield from map(Tally, found)


def _changed(figures: Figures) -> Said:
    """What changed since the last version, what is late, and by whom."""
    yield from _first("changed")(figures)
    yield from figures.tallies("timeline", Milestone)
    late = Counter(
        one.whose or NOT_KNOWN_MARK for one in figures.answer("timeline").table("late").lines
    )
    if late:
        whose = tuple(_("{who}: {number}", who=who, number=n) for who, n in late.most_common())
        yield Tally(_("Late, by ministry: {whose}.", whose=whose))


def _by_ministry(figures: Figures) -> Said:
    """What each ministry leads, what comes next, and what of it is not funded."""
    duties = duties_table(figures.plan, figures.edition.today)
    for line in duties.lines:
        told = {column.key: column.value(line) for column in duties.columns}
        yield Tally(
            _(
                "{ministry}: leads {number}, next end {day}, gap {gap}.",
                ministry=told["ministry"],
                number=told["leads"],
                day=told["next_end"] or NOT_KNOWN_MARK,
                gap=told["gap"],
            )
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
    yield Tally(_("Consultations without an answer to what was said: {number}.", number=unanswered))
    if figures.plan.of(Harm):
        yield _("Whom it could harm is told by the reasons in the annexes.")
    yield _("Who objects is not recorded in the plan; the sign-off has a column for reservations.")


def _promised(figures: Figures) -> Said:
    plan = figures.plan
    if figures.edition.release.is_whole or (plan.of(Consultation) and plan.of(Commitment)):
        yield Tally(promised(plan, not_known=NOT_KNOWN_MARK))
    # an edition that has none of them knows nothing of them


def _trained(figures: Figures) -> Said:
    yield from _first("training")(figures)
    named = dict.fromkeys(one.decides for one in figures.plan.of(Threshold) if one.decides)
    yield Tally(_("Who decides: {functions}.", functions=tuple(named) or NOT_KNOWN_MARK))


_QUESTIONS: Final = {
    _("What do I approve today?"): lambda figures: islice(figures.tallies("asked", Decision), 1),
    _("What does it cost, in which years, from which line?"): _by_year,
    _("What becomes of the part of the gap that nobody asks for?"): _not_asked,
    _("What if we say no, or half?"): _if_no,
    _("What do the ministries spend on this already?"): lambda figures: figures.tallies(
        "spending", Programme
    ),
    _("Where is it worst, since when, and who says so?"): _worst,
    _("What changed since the last version, and what is late?"): _changed,
    _("What must my ministry do, by when, with what money?"): _by_ministry,
    _("What could go wrong, whom could it harm, who objects?"): _wrong,
    _("Do our own programmes make anything worse?"): lambda figures: islice(
        figures.tallies("harms", Harm), 2
    ),
    _("Who was consulted, and what have we promised abroad?"): _promised,
    _("Who is trained to see it coming, and who decides then?"): _trained,
}
