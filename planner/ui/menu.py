"""The list of pages: their files, titles and icons, in the groups of the menu."""

from __future__ import annotations

from typing import Final, NamedTuple


class PageEntry(NamedTuple):
    """A page: its file's name, its title in the menu, its icon."""

    name: str
    title: str
    icon: str


PAGES: Final[dict[str, tuple[PageEntry, ...]]] = {
    "Prepare": (
        PageEntry("home", "Home", "home"),
        PageEntry("plan", "Plan", "flag"),
        PageEntry("ministries", "Ministries", "account_balance"),
        PageEntry("programmes", "Programmes", "list_alt"),
        PageEntry("importing", "Import", "upload_file"),
    ),
    "Understand": (
        PageEntry("mapping", "Mapping", "link"),
        PageEntry("risks", "Risks", "crisis_alert"),
        PageEntry("coverage", "Coverage", "grid_on"),
        PageEntry("training", "Training", "school"),
    ),
    "Plan": (
        PageEntry("actions", "Actions", "task_alt"),
        PageEntry("costs", "Costs", "payments"),
    ),
    "Share": (
        PageEntry("returns", "Returns", "move_to_inbox"),
        PageEntry("export", "Export", "ios_share"),
        PageEntry("history", "History", "history"),
    ),
}

TITLES: Final = {entry.name: entry.title for entries in PAGES.values() for entry in entries}
"""What each page is called, by its name."""
