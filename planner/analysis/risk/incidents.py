"""Incidents counted: by month and kind as a figure, by Framework indicator as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import AnswerTable, Bars
from planner.analysis.mapping.harms import sign_named
from planner.analysis.training.rotation import months_after
from planner.choices import IncidentKind
from planner.messages import NOTHING, Message, _, verbatim
from planner.plan import Plan, grouped, table_named
from planner.reference import Reference
from planner.tables import Incident, Situation

MONTHS: Final = 12
"""How many months the figure of incidents goes back, that of the day included."""
BY_MONTH: Final = _("Incidents by month and kind")


def by_month(incidents: Sequence[Incident], on: date) -> Bars | None:
    """Incidents of the twelve months up to a day, by kind; None when there are none.

    A worked example: on 30 November 2026 the bars run from December 2025 to November 2026; a march
    of October 2025 is in none of them, and an incident of no kind in a series of its own.
    """
    first = date(on.year, on.month, 1)
    months = [months_after(first, back) for back in range(1 - MONTHS, 1)]
    counted = {month: at for at, month in enumerate(months)}
    series: dict[IncidentKind | None, list[int]] = {}
    for incident in incidents:
        at = counted.get(incident.on.replace(day=1)) if incident.on else None
        if at is not None:
            series.setdefault(incident.kind, [0] * MONTHS)[at] += 1
    if not series:
        return None
    kinds = [kind for kind in (*IncidentKind, None) if kind in series]
    return Bars(
        title=BY_MONTH,
        groups=tuple(verbatim(f"{month:%Y-%m}") for month in months),
        series=tuple(
            (kind.caption if kind else _("Kind not said"), tuple(series[kind])) for kind in kinds
        ),
    )


def not_drawn(incidents: Sequence[Incident], on: date) -> Message:
    """How many incidents the figure leaves out, and why; nothing when it has all."""
    after = months_after(date(on.year, on.month, 1), 1)
    days = [one.on for one in incidents]
    earlier = sum(day is not None and day < months_after(after, -MONTHS) for day in days)
    later = sum(day is not None and day >= after for day in days)
    undated = days.count(None)
    if not earlier + later + undated:
        return NOTHING
    return _(
        "Not in the months drawn: {earlier} earlier, {later} later, {undated} without a day.",
        earlier=earlier,
        later=later,
        undated=undated,
    )


@dataclass(frozen=True, kw_only=True)
class IndicatorIncidents:
    """The incidents that are evidence of one indicator; a blank one for those that name none."""

    indicator: str
    name: Message
    incidents: tuple[Incident, ...]
    situations: tuple[str, ...]

    @property
    def latest(self) -> date | None:
        """The day of the last of them."""
        return max((one.on for one in self.incidents if one.on), default=None)


def by_indicator(plan: Plan, reference: Reference) -> tuple[IndicatorIncidents, ...]:
    """Incidents by indicator, most of them first; those that name none come last."""
    names = plan.names(Situation)
    found = [
        IndicatorIncidents(
            indicator=str(indicator),
            name=sign_named(str(indicator), reference) if indicator else _("No indicator named"),
            incidents=rows,
            situations=tuple(dict.fromkeys(names.get(r.situation, r.situation) for r in rows)),
        )
        for indicator, rows in grouped(plan.of(Incident), "indicator").items()
    ]
    return tuple(sorted(found, key=lambda one: (not one.indicator, -len(one.incidents))))


def incidents_table(plan: Plan, reference: Reference, on: date) -> AnswerTable[IndicatorIncidents]:
    """The incidents by indicator, where and when last."""
    incidents = plan.of(Incident)
    return AnswerTable(
        key="incidents",
        title=_("Incidents by Framework indicator"),
        columns=(
            answers.code("indicator", _("No."), lambda one: one.indicator),
            answers.sentence(
                "name", table_named("incidents").label("indicator"), lambda one: one.name
            ),
            answers.count("incidents", table_named("incidents").title, _number),
            answers.day("latest", _("Last on"), lambda one: one.latest),
            answers.text("where", _("Where"), lambda one: one.situations),
        ),
        lines=by_indicator(plan, reference),
        note=not_drawn(incidents, on) if by_month(incidents, on) else NOTHING,
    )


def _number(one: IndicatorIncidents) -> int:
    return len(one.incidents)
