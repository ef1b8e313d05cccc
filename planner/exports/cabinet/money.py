"""The sheets of costs: live totals by year, ministry, goal and source, and their lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from planner.analysis.money.costs import CostSum
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.sheet import Filling, Tables
from planner.exports.sheets import charts
from planner.exports.sheets.charts import Chart
from planner.exports.sheets.columns import Col, Span, declared
from planner.exports.sheets.faces import Kind
from planner.exports.sheets.page import Page
from planner.messages import Fact, Message, _
from planner.schema import table_of
from planner.tables import Action, Cost, Goal, Ministry
from planner.values import to_text

TITLE: Final = _("Costs")
NONE: Final = _("none")
TOTAL: Final = _("Total")
FUNDED: Final = _("Funded")
GAP: Final = _("Unfunded gap")
REQUESTED: Final = _("Requested")
NOT_REQUESTED: Final = _("Not requested")
SHARE_FUNDED: Final = _("Share funded")
STAFF_TIME: Final = _("Staff time (no new money)")
LOW, HIGH = _("Low"), _("High")
_AMOUNTS: Final = MappingProxyType(
    {
        "low": LOW,
        "mid": _("Mid"),
        "high": HIGH,
        "funded": FUNDED,
        "requested": REQUESTED,
        "in_kind": STAFF_TIME,
    }
)
_HOW_TOTALS: Final = _(
    "Totals are formulas over the sheet of cost lines and follow a figure that is changed there. "
    "Staff time already paid for stands apart and is not part of the totals."
)
_HOW_SURE: Final = _(
    "Plan with the total, which is the mid estimate; low and high say how sure it is. Stopped "
    "actions are not counted."
)
_COST, _ACTION = table_of(Cost), table_of(Action)
_WIDE: Final = 13.0
_FEWEST_COLUMNS: Final = 11


@dataclass(frozen=True)
class _CostLine:
    """A cost line with its sums in the plan's currency, and its action."""

    cost: Cost
    sums: CostSum
    action: Action
    currency: str


def fill_lines(page: Page, figures: Figures, _filling: Filling) -> Tables:
    """Every cost line that counts, in the plan's currency and in whole units."""
    currency = figures.money.currency
    page.note(
        _(
            "Every figure that the totals add up, in whole {currency}. A figure changed here "
            "changes every total.",
            currency=currency,
        )
    )
    lines = [
        _CostLine(cost, sums, figures.plan.find(Action, cost.action) or Action(), currency)
        for cost, sums in figures.cost_lines
    ]
    return {"lines": page.table(_LINE_COLUMNS, lines, sortable="cost_lines", pinned=2)}


def _amount(name: str) -> Callable[[_CostLine], Fact]:
    return lambda one: None if one.sums.unknown else getattr(one.sums, name)


def _basis(one: _CostLine) -> Fact:
    """What an amount was worked out from: how many at what price, else its own currency."""
    cost = one.cost
    if one.sums.unknown:
        return _("Amount or rate not known")
    if cost.quantity is None or cost.unit_cost is None:
        return "" if cost.currency in ("", one.currency) else cost.currency
    unit = f"({cost.unit})" if cost.unit else ""
    parts = (to_text(cost.quantity), "×", f"{cost.unit_cost:,f}", cost.currency, unit)
    return " ".join(filter(None, parts))


_LINE_COLUMNS: Final[Sequence[Col[_CostLine]]] = (
    *declared(Cost, lambda one: one.cost, id=8),
    Col("action", _COST.label("action"), "code", 8, lambda one: one.cost.action or NONE),
    Col("goal", _ACTION.label("goal"), "code", 7, lambda one: one.action.goal or NONE),
    Col("lead", _ACTION.label("lead"), "code", 8, lambda one: one.action.lead or NONE),
    Col("year", _COST.label("year"), "year", 8, lambda one: _or_none(one.cost.year)),
    *declared(Cost, lambda one: one.cost, line=34),
    Col("basis", _("Basis"), "words", 28, _basis),
    Col("source", _COST.label("source"), "words", 15, lambda one: one.cost.source or NONE),
    Col("status", _COST.label("status"), "words", 15, lambda one: one.cost.status or NONE),
    *(Col(key, head, "units", 14, _amount(key)) for key, head in _AMOUNTS.items()),
)


def _or_none(value: Fact) -> Fact:
    return NONE if value in ("", None) else value


@dataclass(frozen=True)
class _TotalLine:
    """A line of a table of totals: its key and name as shown, its sums, for a ministry by year."""

    key: Fact
    name: Fact
    sums: CostSum
    years: Mapping[int | None, CostSum] = field(default_factory=dict[int | None, CostSum])


def fill(page: Page, figures: Figures, filling: Filling) -> Tables | None:
    """Four tables and two charts; only a note when there is no cost line."""
    if not figures.cost_lines:
        page.note(_HOW_TOTALS, _("No costs have been entered yet."))
        return None
    page.note(_HOW_TOTALS, _HOW_SURE)
    lines, split = filling.tables("cost_lines")["lines"], figures.money
    page.heading(_("By fiscal year"))
    years = [
        _TotalLine(_or_none(year), figures.months(year), split.by_year[year])
        for year in figures.years
    ]
    months = Col[_TotalLine]("name", _("Months"), "label", 44, lambda one: one.name)
    key = _key_column(_COST.label("year"), "year")
    by_year = _table(page, [key, months, *_sums(lines, "year"), *_of_a_year(lines)], years)
    room = page.leave_room(charts.ROWS)
    page.heading(_("By lead ministry and year"))
    names = _names(table_of(Ministry).label("id"), _ACTION.label("lead"))
    extras = [_in_a_year(lines, year) for year in figures.years]
    by_ministry = _table(page, [*names, *_sums(lines, "lead"), *extras], _ministries(figures))
    page.heading(_("By goal"))
    names = _names(table_of(Goal).label("id"), _ACTION.label("goal"))
    goals = (
        _TotalLine(_or_none(goal), title, split.by_goal.get(goal, CostSum()))
        for goal, title in figures.goals_of_costs
    )
    _table(page, [*names, *_sums(lines, "goal")], goals)
    page.heading(_("By source of money"))
    sources = (_TotalLine("", source or NONE, sums) for source, sums in split.by_source.items())
    names = _names("", _COST.label("source"))
    _table(page, [*names, *_sums(lines, "source", found_by="name")], sources)
    charts.insert(page, by_year, COSTS_BY_YEAR, room)
    charts.insert(page, by_ministry, COSTS_BY_MINISTRY, room, 1)
    return {"by_year": by_year, "by_ministry": by_ministry}


def _table(page: Page, columns: Sequence[Col[_TotalLine]], lines: Iterable[_TotalLine]) -> Span:
    spare = [_WIDE] * (_FEWEST_COLUMNS - len(columns))
    page.widen([*(column.width for column in columns), *spare])
    return page.table(columns, lines, total=(TOTAL, ""))


def _ministries(figures: Figures) -> list[_TotalLine]:
    """A line for each ministry that leads an action with costs, in the order of the plan."""
    found, both = figures.money.by_ministry, figures.money.by_ministry_and_year
    known = [ministry.id for ministry in figures.plan.of(Ministry) if ministry.id in found]
    return [
        _TotalLine(
            _or_none(key),
            figures.ministry_name(key),
            found[key],
            {year: both.get((key, year), CostSum()) for year in figures.years},
        )
        for key in dict.fromkeys((*known, *found))
    ]


def _key_column(head: Message | str, kind: Kind) -> Col[_TotalLine]:
    return Col("key", head, kind, 11, lambda one: one.key)


def _names(key: Message | str, name: Message) -> list[Col[_TotalLine]]:
    return [
        _key_column(key, "code"),
        Col("name", name, "words", 44, lambda one: one.name),
    ]


def _sums(lines: Span, column: str, found_by: str = "key") -> list[Col[_TotalLine]]:
    """What adds up the lines whose column equals the key, or the name, of the table's own row."""

    def added(amount: str) -> str:
        return lines.sum_if(amount, **{column: f"{{{found_by}}}"})

    def share(sums: Mapping[str, Decimal]) -> Decimal | str:
        return sums["funded"] / sums["total"] if sums.get("total") else ""

    def own_share(one: _TotalLine) -> Fact:
        found = one.sums.funded_share
        return "" if found is None else found

    return [
        _money("total", TOTAL, lambda sums: sums.mid, added("mid")),
        _money("funded", FUNDED, lambda sums: sums.funded, added("funded")),
        _money("gap", GAP, lambda sums: sums.gap, "{total}-{funded}"),
        Col(
            "share",
            SHARE_FUNDED,
            "share",
            _WIDE,
            own_share,
            'IF({total}=0,"",{funded}/{total})',
            whole=share,
        ),
        _money("in_kind", STAFF_TIME, lambda sums: sums.in_kind, added("in_kind")),
    ]


def _of_a_year(lines: Span) -> list[Col[_TotalLine]]:
    """What is requested of a year's cost, what is not, and the range of the cost."""
    key = "{key}"
    requested = lines.sum_if("requested", year=key)
    return [
        _money("requested", REQUESTED, lambda sums: sums.requested, requested),
        _money("not_requested", NOT_REQUESTED, lambda sums: sums.missing, "{gap}-{requested}"),
        _money("low", LOW, lambda sums: sums.low, lines.sum_if("low", year=key)),
        _money("high", HIGH, lambda sums: sums.high, lines.sum_if("high", year=key)),
    ]


def _in_a_year(lines: Span, year: int | None) -> Col[_TotalLine]:
    """A ministry's cost in one year."""
    key = f"in_{year}"
    formula = lines.sum_if("mid", lead="{key}", year=f"{{{key}:head}}")
    head = NONE if year is None else str(year)
    return Col(key, head, "money", _WIDE, lambda one: one.years[year].mid, formula, adds=True)


def _money(
    key: str, head: Message, value: Callable[[CostSum], Fact], formula: str
) -> Col[_TotalLine]:
    return Col(key, head, "money", _WIDE, lambda one: value(one.sums), formula, adds=True)


COSTS_BY_YEAR: Final = Chart(
    title=_("Cost by year and funding"),
    kind="column",
    names="key",
    series={"funded": FUNDED, "requested": REQUESTED, "not_requested": NOT_REQUESTED},
    shown="",
)
COSTS_BY_MINISTRY: Final = Chart(
    title=_("Cost by lead ministry"),
    names="name",
    series={"funded": FUNDED, "gap": GAP},
    shown="",
)
