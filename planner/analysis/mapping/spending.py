"""What ministries already spend, and how much of it serves prevention by a person's decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerColumn, AnswerTable, Bars, CellKind, Target
from planner.analysis.live_rows import serving_links
from planner.analysis.money.costs import ZERO, Exchange, exchange
from planner.analysis.plans.fiscal_years import year_name
from planner.analysis.sums import added, added_by
from planner.messages import Fact, Message, Sum, _, verbatim
from planner.plan import Plan, grouped
from planner.schema import Value, table_of
from planner.tables import Link, Ministry, Programme, YearBudget

TITLE: Final = _("What ministries already spend")


@dataclass(frozen=True, kw_only=True)
class Spending:
    """Budgets of programmes: `whole`, those with a link, and the share that the links name.

    `unknown` counts programmes in no sum, `without_share` those with a link that names no share.
    """

    programmes: int = 0
    whole: Decimal = ZERO
    linked: Decimal = ZERO
    attributed: Decimal = ZERO
    unknown: int = 0
    without_share: int = 0


def spending(plan: Plan) -> Mapping[str, Spending]:
    """What the programmes of each ministry come to, by its id; blank where none is named.

    >>> from planner.choices import LinkState
    >>> from planner.tables import Link
    >>> run = Programme(id="P-1", ministry="M-1", budget=Decimal(900), currency="EUR")
    >>> link = Link(id="L-1", programme="P-1", action="A", share=50, state=LinkState.CONFIRMED)
    >>> found = spending(Plan(tables={"programmes": {"P-1": run}, "links": {"L-1": link}}))
    >>> str(found["M-1"].whole), str(found["M-1"].attributed)
    ('900', '450.0')
    """
    links = grouped(serving_links(plan), "programme")
    rates = exchange(plan)
    parts = ((one.ministry, _of(rates, one, links)) for one in plan.of(Programme))
    return added_by(parts, Spending())


def _of(rates: Exchange, programme: Programme, links: Mapping[Value, tuple[Link, ...]]) -> Spending:
    budget = rates.convert(programme.budget, programme.currency)
    own = links.get(programme.id, ())
    if budget is None:
        return Spending(programmes=1, unknown=1)
    shares = [one.share for one in own if one.share is not None]
    part = min(sum((Decimal(str(share)) for share in shares), ZERO), Decimal(100)) / 100
    return Spending(
        programmes=1,
        whole=budget,
        linked=budget if own else ZERO,
        attributed=budget * part,
        without_share=int(bool(own) and len(shares) < len(own)),
    )


@dataclass(frozen=True, kw_only=True)
class YearSpending:
    """What programmes were given and have spent in one fiscal year.

    `given` is the approved sum, as revised where it was; `linked` is what of it went to programmes
    with a link. `without_given` and `without_spent` count programmes of which nobody says that sum,
    or in no currency that can be converted.
    """

    approved: Decimal = ZERO
    given: Decimal = ZERO
    spent: Decimal = ZERO
    linked: Decimal = ZERO
    programmes: int = 0
    without_given: int = 0
    without_spent: int = 0

    def told(self, part: str, currency: str, *, short: bool = False) -> Sum:
        """A sum: not known where no programme says it, at the least where some do not."""
        lacking = self.without_spent if part == "spent" else self.without_given
        amount = getattr(self, part) if lacking < self.programmes else None
        return Sum(amount, currency, short=short, at_least=0 < lacking < self.programmes)


def spending_by_year(plan: Plan) -> Mapping[int, YearSpending]:
    """What the budgets by year of all programmes come to, by fiscal year, in the plan's currency.

    Approved 100, revised 90, spent 80 of a programme with a link: given and linked 90, spent 80.
    """
    linked = {one.programme for one in serving_links(plan)}
    rates, programmes = exchange(plan), plan.by_id(Programme)
    parts: list[tuple[int, YearSpending]] = []
    for row in plan.of(YearBudget):
        if row.year is None or row.programme not in programmes:
            continue
        currency = row.currency or programmes[row.programme].currency
        given = row.approved if row.revised is None else row.revised
        sums = [rates.convert(one, currency) for one in (row.approved, given, row.spent)]
        approved, whole, spent = (one or ZERO for one in sums)
        part = YearSpending(
            approved=approved,
            given=whole,
            spent=spent,
            linked=whole if row.programme in linked else ZERO,
            programmes=1,
            without_given=int(sums[1] is None),
            without_spent=int(sums[2] is None),
        )
        parts.append((row.year, part))
    return dict(sorted(added_by(parts, YearSpending()).items()))


def spending_answer(plan: Plan) -> Answer:
    """By ministry: all budgets, those of linked programmes, and the attributed share of these."""
    found, currency = spending(plan), exchange(plan).own
    years = spending_by_year(plan)
    total = added(found.values(), Spending())
    unknown = _("Programmes whose budget is not known, in no sum: {number}.", number=total.unknown)
    said = _(
        "Ministries already spend {whole} on {number} programmes; {linked} of it is in programmes "
        "linked to prevention, and the links attribute {attributed} of that.",
        whole=Sum(total.whole, currency, at_least=total.unknown > 0),
        number=total.programmes,
        linked=Sum(total.linked, currency, at_least=total.unknown > 0),
        attributed=Sum(total.attributed, currency, at_least=total.without_share > 0),
    )
    return Answer(
        key="spending",
        title=TITLE,
        unknown=(unknown,) if total.unknown else (),
        sentences=(said,) if found else (_("No programme has been entered yet."),),
        tables=(_table(plan, found, currency), *([_years(plan, years, currency)] if years else ())),
        figures=(_bars(plan, years, currency),) if years else (),
    )


def _years(
    plan: Plan, found: Mapping[int, YearSpending], currency: str
) -> AnswerTable[tuple[int, YearSpending]]:
    def column(part: str, head: Message) -> AnswerColumn[tuple[int, YearSpending]]:
        return answers.amount(part, head, lambda line: line[1].told(part, currency))

    table = table_of(YearBudget)
    return AnswerTable(
        key="by_year",
        title=_("What ministries were given and spent, by fiscal year"),
        columns=(
            answers.code("year", table.label("year"), lambda line: year_name(plan, line[0])),
            answers.count("programmes", _("Programmes"), lambda line: line[1].programmes),
            column("approved", table.label("approved")),
            column("given", _("As revised")),
            column("spent", table.label("spent")),
            column("linked", _("Of linked programmes")),
            answers.count("unspent", _("Spent not known"), lambda line: line[1].without_spent),
        ),
        lines=tuple(found.items()),
        note=_("Only programmes whose budgets by year were entered or imported are in these sums."),
    )


def _bars(plan: Plan, found: Mapping[int, YearSpending], currency: str) -> Bars:
    def each(part: Callable[[YearSpending], Decimal]) -> tuple[Fact, ...]:
        return tuple(Sum(part(one), currency, short=True) for one in found.values())

    return Bars(
        title=_("What ministries were given, by fiscal year"),
        groups=tuple(verbatim(year_name(plan, year)) for year in found),
        series=(
            (_("Linked to prevention"), each(lambda one: one.linked)),
            (_("Other programmes"), each(lambda one: one.given - one.linked)),
        ),
        measure=CellKind.SUM,
        notes=tuple(
            _(
                "{sum}, spent {spent}",
                sum=one.told("given", currency, short=True),
                spent=one.told("spent", currency, short=True),
            )
            for one in found.values()
        ),
    )


def _table(
    plan: Plan, found: Mapping[str, Spending], currency: str
) -> AnswerTable[tuple[str, Spending]]:
    names = plan.names(Ministry)

    def name(key: str) -> Message:
        return verbatim(names.get(key, key)) or _("No ministry named")

    return AnswerTable(
        key="spending",
        title=TITLE,
        columns=(
            answers.text("ministry", _("Ministry"), lambda line: name(line[0])),
            answers.count("programmes", _("Programmes"), lambda line: line[1].programmes),
            answers.amount(
                "whole", _("Whole budgets"),
                lambda line: Sum(line[1].whole, currency, at_least=line[1].unknown > 0),
            ),
            answers.amount(
                "linked", _("Of linked programmes"),
                lambda line: Sum(line[1].linked, currency, at_least=line[1].unknown > 0),
            ),
            answers.amount(
                "attributed", _("Attributed share of budgets"),
                lambda line: Sum(line[1].attributed, currency, at_least=line[1].without_share > 0),
            ),
            answers.count("unknown", _("Budget not known"), lambda line: line[1].unknown),
        ),
        lines=tuple(found.items()),
        target=lambda line: Target("ministries", line[0]) if line[0] else None,
    )  # fmt: skip
