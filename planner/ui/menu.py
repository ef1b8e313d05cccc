"""The list of pages in the groups of the menu, and which page edits which tables of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planner.messages import NOTHING, Message, _, pgettext
from planner.schema import Row, table_of
from planner.tables import (
    Action,
    ActionCommitment,
    ActionPartner,
    ActionRisk,
    Audience,
    Body,
    Certificate,
    Commitment,
    Consultation,
    Cost,
    Course,
    Decision,
    Goal,
    Harm,
    Link,
    Measure,
    Meeting,
    Member,
    Milestone,
    Ministry,
    MitigatingFactor,
    Observation,
    Partner,
    PlanDetails,
    Programme,
    Rate,
    Rating,
    Reading,
    Requirement,
    ReviewAnswer,
    Session,
    Situation,
    Source,
    Threshold,
    Update,
)


@dataclass(frozen=True)
class GridPart:
    """A part of a page in which whole tables are edited; one table gives it its name."""

    tables: tuple[type[Row], ...]
    named: Message = NOTHING

    @property
    def key(self) -> str:
        """The part's name in code: that of its first table."""
        return table_of(self.tables[0]).name

    @property
    def title(self) -> Message:
        """What the part is called on the page."""
        return self.named or table_of(self.tables[0]).title


@dataclass(frozen=True)
class PageEntry:
    """A page: its file's name, which is its address, its title, its icon, and the tables it edits.

    `grids` are parts of the page with grids of whole tables, `tables` what is edited elsewhere on
    it: in a form, or row by row beside the row that it belongs to.
    """

    name: str
    title: Message
    icon: str
    grids: tuple[GridPart, ...] = ()
    tables: tuple[type[Row], ...] = ()


def _grids(*row_types: type[Row]) -> tuple[GridPart, ...]:
    return tuple(GridPart((one,)) for one in row_types)


_MECHANISM: Final = GridPart((Body, Member, Meeting), _("Mechanism"))
_OF_ACTIONS: Final = (
    ActionRisk,
    ActionPartner,
    ActionCommitment,
    Harm,
    Milestone,
    Measure,
    Reading,
    Update,
)

MENU: Final[tuple[tuple[Message, tuple[PageEntry, ...]], ...]] = (
    (NOTHING, (PageEntry("home", pgettext("page", "Home"), "home"),)),
    (
        pgettext("menu", "Prepare"),
        (
            PageEntry(
                "plan",
                pgettext("page", "Plan"),
                "flag",
                grids=(
                    *_grids(Goal, Decision),
                    _MECHANISM,
                    *_grids(Consultation, Commitment, ReviewAnswer),
                ),
                tables=(PlanDetails,),
            ),
            PageEntry("ministries", _("Ministries"), "account_balance", _grids(Ministry)),
            PageEntry("programmes", _("Programmes"), "list_alt", _grids(Programme)),
            PageEntry("importing", pgettext("page", "Import"), "upload_file"),
        ),
    ),
    (
        pgettext("menu", "Understand"),
        (
            PageEntry("mapping", _("Screening"), "link", tables=(Link,)),
            PageEntry(
                "risks",
                _("Risks"),
                "crisis_alert",
                _grids(Rating, Observation, MitigatingFactor, Situation, Source),
            ),
            PageEntry("coverage", _("Coverage"), "grid_on"),
            PageEntry(
                "warnings", _("Warnings"), "notification_important", _grids(Threshold, Partner)
            ),
            PageEntry(
                "training",
                _("Training"),
                "school",
                _grids(Audience, Course, Requirement, Session, Certificate),
            ),
        ),
    ),
    (
        pgettext("menu", "Plan"),
        (
            PageEntry("actions", _("Actions"), "task_alt", _grids(Action, Update), _OF_ACTIONS),
            PageEntry("costs", _("Costs"), "payments", _grids(Cost, Rate)),
        ),
    ),
    (
        pgettext("menu", "Share"),
        (
            PageEntry("returns", pgettext("page", "Returns"), "move_to_inbox"),
            PageEntry("export", pgettext("page", "Export"), "ios_share"),
            PageEntry("history", pgettext("page", "History"), "history"),
        ),
    ),
)

PAGES: Final = {entry.name: entry for _group, entries in MENU for entry in entries}
"""Every page by its name."""
