"""The sheets of costs: totals by year, ministry, goal and source, and what they add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from planner.analysis.money.costs import CostSum, line_sum, live_costs
from planner.analysis.money.money_answer import CostLine, cost_table
from planner.analysis.plans.fiscal_years import first_month, year_name
from planner.analysis.sums import added_by
from planner.exports.cabinet.figures import Figures, Filling, Tables
from planner.exports.sheets.charts import Chart
from planner.exports.sheets.columns import Col, Line, SheetRows, answered, declared, facts, number
from planner.exports.sheets.page import Page
from planner.messages import Fact, Message, _
from planner.schema import table_of
from planner.tables import Action, Cost, Goal, Ministry
from planner.values import to_text

TITLE: Final = _("Costs")
NONE: Final = _("none")
TOTAL: Final = _("Total")
_SUMS: Final = cost_table("", TITLE, TITLE, (), "", detail=True).columns[1:]
"""The sums of the answer on money, without the name of a line."""
_COLUMNS: Final = answered(_SUMS)
HEADS: Final = {column.key: column.head for column in _SUMS}
_DERIVED: Final = {
    "gap": "{mid}-{funded}",
    "funded_share": 'IF({mid}=0,"",{funded}/{mid})',
    "not_requested": "{gap}-{requested}",
}
_ALWAYS: Final = 5
BY_ACTION: Final = _("Cost by action and year")
_HOW_TOTALS: Final = _(
    "Totals are formulas over the sheet “{sheet}” and follow a figure that is changed there. "
    "Staff time already paid for stands apart and is not part of the totals.",
    sheet=BY_ACTION,
)
_HOW_SURE: Final = _(
    "Plan with the total, which is the mid estimate; low and high say how sure it is. Stopped "
    "actions are not counted."
)
_ACTION: Final = table_of(Action)
_WIDE: Final = 11.2
_FEWEST_COLUMNS: Final = 11

# The lines

_AMOUNTS: Final = ("low", "mid", "high", "funded", "requested", "in_kind")
_LINE_COLUMNS: Final[Sequence[Col[Line]]] = (
    *declared(Cost, id=8, action=8),
    *declared(Action, goal=7, lead=8),
    Col("year", table_of(Cost).label("year"), "year", 8),
    *declared(Cost, line=34),
    Col("basis", _("Basis"), "words", 28),
    *declared(Cost, source=15, status=15),
    *(Col(key, HEADS[key], "units", 14) for key in _AMOUNTS),
)


def fill_lines(page: Page, figures: Figures, _filling: Filling) -> None:
    """Every cost line that counts, in the plan's currency and in whole units."""
    page.note(_("Every cost line, in whole {currency}.", currency=figures.money.currency))
    lines = [_cost_line(figures, cost) for cost in live_costs(figures.plan)]
    page.table(_LINE_COLUMNS, lines, sortable=True, pinned=2)


def fill_by_action(page: Page, figures: Figures, _filling: Filling) -> Tables:
    """What each action costs in a year from a source: one line each, which all totals add up."""
    page.note(
        _(
            "Every figure that the totals add up; its cell holds whole {currency}. A figure "
            "changed here changes every total.",
            currency=figures.money.currency,
        )
    )
    parts: list[tuple[tuple[Fact, ...], CostSum]] = []
    for cost in live_costs(figures.plan):
        action = figures.plan.find(Action, cost.action) or Action()
        row = (cost.action, _year(figures, cost.year), action.goal, action.lead, cost.source)
        parts.append((tuple(one or NONE for one in row), line_sum(cost, figures.rates)))
    names = [column.key for column in _ACTION_COLUMNS[: len(_BY)]]
    lines = [
        {**dict(zip(names, key, strict=True)), **{one: sums.told(one, "") for one in _AMOUNTS}}
        for key, sums in added_by(parts, CostSum()).items()
    ]
    return {"lines": page.table(_ACTION_COLUMNS, lines, sortable=True, pinned=2)}


def _cost_line(figures: Figures, cost: Cost) -> Line:
    sums = line_sum(cost, figures.rates)
    action = figures.plan.find(Action, cost.action) or Action()
    named = {"action": cost.action, "goal": action.goal, "lead": action.lead}
    amounts = {key: None if sums.unknown else getattr(sums, key) for key in _AMOUNTS}
    answers = {"source": cost.source, "status": cost.status, "year": _year(figures, cost.year)}
    basis = _("Amount or rate not known") if sums.unknown else _basis(cost, figures.money.currency)
    known = {key: fact or NONE for key, fact in (named | answers).items()}
    return {**facts(cost), **known, "basis": basis, **amounts}


def _year(figures: Figures, year: int | None) -> Fact:
    """A fiscal year as all its sheets call it: a number where it is a calendar year."""
    name = year_name(figures.plan, year) if year else ""
    return int(name) if name.isdecimal() else name


def _basis(cost: Cost, currency: str) -> str:
    """What an amount was worked out from: how many at what price, else its own currency."""
    if cost.quantity is None or cost.unit_cost is None:
        return "" if cost.currency in ("", currency) else cost.currency
    unit = f"({cost.unit})" if cost.unit else ""
    parts = (to_text(cost.quantity), "×", f"{cost.unit_cost:,f}", cost.currency, unit)
    return " ".join(filter(None, parts))


_BY: Final[Sequence[Col[Line]]] = (
    *declared(Cost, action=7),
    Col("year", table_of(Cost).label("year"), "year", 6),
    *declared(Action, goal=6, lead=7),
    *declared(Cost, source=17),
)
_ACTION_COLUMNS: Final[Sequence[Col[Line]]] = (
    *_BY,
    *(Col(key, HEADS[key], "money", 10) for key in _AMOUNTS),
)

# The totals


def fill(page: Page, figures: Figures, filling: Filling) -> Tables | None:
    """Four tables; only a note when there is no cost line."""
    if not live_costs(figures.plan):
        page.note(_HOW_TOTALS, _("No costs have been entered yet."))
        return None
    page.note(_HOW_TOTALS, _HOW_SURE)
    lines, found = filling.tables("by_action")["lines"], figures.money
    page.heading(_("By fiscal year"))
    heads: list[Col[Line]] = [
        Col("key", table_of(Cost).label("year"), "year", 8),
        Col("name", _("Months"), "words", 22),
    ]
    first = first_month(figures.plan)
    years = sorted(found.by_year, key=lambda year: (year is None, year or 0))
    of_years = [
        _total(_year(figures, year), _months(year, first), found.by_year[year]) for year in years
    ]
    by_year = _table(page, [*heads, *_sums(lines, "year", every=True)], of_years)
    page.heading(_("By lead ministry and year"))
    heads = _heads(table_of(Ministry).label("id"), _ACTION.label("lead"))
    extras = [_in_a_year(figures, lines, year) for year in years]
    by_ministry = _table(
        page, [*heads, *_sums(lines, "lead"), *extras], _ministries(figures, years)
    )
    page.heading(_("By goal"))
    heads = _heads(table_of(Goal).label("id"), _ACTION.label("goal"))
    titles = {
        **dict.fromkeys((*figures.ordered_goals, *found.by_goal), ""),
        **figures.ordered_goals,
    }
    goals = (_total(goal, title, found.by_goal.get(goal)) for goal, title in titles.items())
    by_goal = _table(page, [*heads, *_sums(lines, "goal")], goals)
    page.heading(_("By source of money"))
    heads = _heads("", table_of(Cost).label("source"))
    sources = (
        {**_total("", source or NONE, sums), "key": ""} for source, sums in found.by_source.items()
    )
    by_source = _table(page, [*heads, *_sums(lines, "source", found_by="name")], sources)
    return {
        "by_year": by_year,
        "by_ministry": by_ministry,
        "by_goal": by_goal,
        "by_source": by_source,
    }


def _months(year: int | None, first: int) -> str:
    """The first and last month of a fiscal year, as in 04/2027 – 03/2028; blank for none."""
    if year is None:
        return ""
    last, ends = (first - 2) % 12 + 1, year + (first > 1)
    return f"{first:02}/{year} – {last:02}/{ends}"


def _table(page: Page, columns: Sequence[Col[Line]], lines: Iterable[Line]) -> SheetRows:
    spare = [_WIDE] * (_FEWEST_COLUMNS - len(columns))
    page.widen([*(column.width for column in columns), *spare])
    return page.table(columns, lines, total=(TOTAL, ""))


def _total(key: Fact, name: Fact, sums: CostSum | None, **more: Fact) -> Line:
    """A line of a table of totals; a blank key is shown as on the sheet of cost lines."""
    found = {column.key: column.of((name, sums or CostSum())) for column in _COLUMNS}
    share = number(found["funded_share"])
    known = "" if share is None else share
    return {**found, "funded_share": known, "key": key or NONE, "name": name, **more}


def _ministries(figures: Figures, years: Sequence[int | None]) -> list[Line]:
    """A line for each ministry that leads an action with costs, in the order of the plan."""
    found, both = figures.money.by_ministry, figures.money.by_ministry_and_year
    known = [ministry.id for ministry in figures.plan.of(Ministry) if ministry.id in found]
    return [
        _total(
            key,
            figures.ministry(key),
            found[key],
            **{f"in_{year}": both.get((key, year), CostSum()).told("mid", "") for year in years},
        )
        for key in dict.fromkeys((*known, *found))
    ]


def _heads(key: Message | str, name: Message) -> list[Col[Line]]:
    return [Col("key", key, "code", 8.5), Col("name", name, "words", 22)]


def _sums(
    lines: SheetRows, column: str, found_by: str = "key", *, every: bool = False
) -> list[Col[Line]]:
    """What adds up the lines whose column equals the key, or the name, of the table's own row."""

    def live(one: Col[CostLine]) -> Col[Line]:
        added = lines.sum_if(one.key, **{column: f"{{{found_by}}}"}) if one.key in _AMOUNTS else ""
        formula = _DERIVED.get(one.key, added)
        if one.key == "funded_share":
            return Col(one.key, one.head, one.kind, _WIDE, formula, whole=_share)
        return Col(one.key, one.head, one.kind, _WIDE, formula, adds=True)

    return [live(one) for one in _COLUMNS[: None if every else _ALWAYS]]


def _share(sums: Mapping[str, Decimal]) -> Decimal | str:
    return sums["funded"] / sums["mid"] if sums.get("mid") else ""


def _in_a_year(figures: Figures, lines: SheetRows, year: int | None) -> Col[Line]:
    """A ministry's cost in one year."""
    key = f"in_{year}"
    formula = lines.sum_if("mid", lead="{key}", year=f"{{{key}:head}}")
    head = NONE if year is None else year_name(figures.plan, year)
    return Col(key, head, "money", _WIDE, formula, adds=True)


COSTS_BY_YEAR: Final = Chart(
    title=_("Cost by year and funding"),
    kind="column",
    names="key",
    series={key: HEADS[key] for key in ("funded", "requested", "not_requested")},
    shown="",
)
COSTS_BY_MINISTRY: Final = Chart(
    title=_("Cost by lead ministry"),
    names="name",
    codes="key",
    series={key: HEADS[key] for key in ("funded", "gap")},
    shown="",
)
