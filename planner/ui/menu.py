"""The list of pages in the groups of the menu, and which page edits which tables of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from planner.messages import NOTHING, Message, _, pgettext
from planner.plan import table_named
from planner.schema import Row

NAMED: Final = {"bodies": _("Mechanism")}
"""Parts of several tables by their first one; a part of one table is called as the table."""


SAID: Final = {
    "goals": "results",
    "decisions": "asked",
    "bodies": "resolutions",
    "commitments": "agendas",
    "ratings": "risks",
    "observations": "risks",
    "situations": "risks",
    "incidents": "replay",
    "warnings": "warnings",
    "alerts": "warnings",
    "exercises": "warnings",
    "triggers": "warnings",
    "scenarios": "stress",
    "audiences": "training",
    "requirements": "training",
    "courses": "readiness",
    "sessions": "forecast",
    "certificates": "training",
    "updates": "timeline",
    "indicators": "results",
    "costs": "money",
    "answers": "review",
}
"""The answer that a part with grids gives before it lets people edit, by the part's key."""


@dataclass(frozen=True)
class GridPart:
    """A part of a page in which whole tables are edited; its key is the name of the first."""

    names: tuple[str, ...]

    @property
    def key(self) -> str:
        """The part's name in code."""
        return self.names[0]

    @property
    def tables(self) -> tuple[type[Row], ...]:
        """The types of its rows."""
        return tuple(table_named(name).row for name in self.names)

    @property
    def title(self) -> Message:
        """What the part is called on the page."""
        return NAMED.get(self.key) or table_named(self.key).title


@dataclass(frozen=True)
class PageEntry:
    """A page: its group in the menu, its file's name, which is its address, its title, its icon.

    `tables` names what it edits in grids, a part for each word, with + between tables of one part;
    `others` what is edited in a form, or beside the row that it belongs to. The grids are parts of
    the page itself, or all of them `within` one of its parts.
    """

    group: Message
    name: str
    title: Message
    icon: str
    tables: str = ""
    others: str = ""
    within: str = ""

    @cached_property
    def grids(self) -> tuple[GridPart, ...]:
        """The parts in which whole tables are edited."""
        return tuple(GridPart(tuple(part.split("+"))) for part in self.tables.split())

    def edits(self, table_name: str) -> bool:
        """Whether rows of that table are edited here."""
        return table_name in self.others.split() or any(
            table_name in part.names for part in self.grids
        )


PREPARE: Final = pgettext("menu", "Prepare")
UNDERSTAND: Final = pgettext("menu", "Understand")
PLAN: Final = pgettext("menu", "Plan")
SHARE: Final = pgettext("menu", "Share")

_PLAN: Final = (
    "goals decisions+decision_options+decision_actions bodies+members+meetings+resolutions "
    "consultations commitments"
)
_RISKS: Final = "ratings observations incidents strengths situations tried sources wordings"
_WARNINGS: Final = "warnings alerts exercises triggers partners"
_TRAINING: Final = "audiences courses requirements sessions certificates"
_ACTIONS: Final = "actions updates indicators+readings"
_OF_ACTIONS: Final = (
    "action_risks action_partners action_commitments action_needs safeguards milestones"
)

PAGES: Final = {
    entry.name: entry
    for entry in (
        PageEntry(NOTHING, "home", pgettext("page", "Home"), "home"),
        PageEntry(NOTHING, "about", _("What are we doing on …?"), "manage_search"),
        PageEntry(PREPARE, "plan", pgettext("page", "Plan"), "flag", _PLAN, "plan"),
        PageEntry(PREPARE, "ministries", _("Ministries"), "account_balance", "ministries"),
        PageEntry(PREPARE, "programmes", _("Programmes"), "list_alt", "programmes+budgets"),
        PageEntry(PREPARE, "importing", pgettext("page", "Import"), "upload_file"),
        PageEntry(UNDERSTAND, "mapping", _("Screening"), "link", "", "links harms forgotten"),
        PageEntry(UNDERSTAND, "risks", _("Risks"), "crisis_alert", _RISKS),
        PageEntry(UNDERSTAND, "coverage", _("Coverage"), "grid_on", "scenarios"),
        PageEntry(UNDERSTAND, "warnings", _("Warnings"), "add_alert", _WARNINGS),
        PageEntry(UNDERSTAND, "training", _("Training"), "school", _TRAINING, "", "records"),
        PageEntry(PLAN, "actions", _("Actions"), "task_alt", _ACTIONS, _OF_ACTIONS),
        PageEntry(PLAN, "costs", _("Costs"), "payments", "costs rates"),
        PageEntry(PLAN, "review", pgettext("page", "Review"), "fact_check", "answers+waivers"),
        PageEntry(SHARE, "returns", pgettext("page", "Returns"), "move_to_inbox"),
        PageEntry(SHARE, "export", pgettext("page", "Export"), "ios_share", "", "settings"),
        PageEntry(SHARE, "history", pgettext("page", "History"), "history", "", "versions"),
    )
}
"""Every page by its name, in the order of the menu."""
