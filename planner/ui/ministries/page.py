"""The page of ministries: who runs programmes and leads actions, and whose return is due."""

from __future__ import annotations

from planner.messages import _
from planner.plan import Plan
from planner.tables import Ministry
from planner.ui import editor, frame
from planner.ui.sections import say_filled
from planner.ui.words import t


@frame.page(
    "ministries", _("Who runs programmes and leads actions, and which policy family they serve.")
)
def show(plan: Plan) -> None:
    """Draw the page."""
    if not plan.of(Ministry):
        frame.empty(
            t("No ministries yet"),
            t(
                "Import a ministry's own spreadsheet: the ministries that it names come with it. "
                "Or add them one by one below."
            ),
            "importing",
        )
    else:
        say_filled(plan, Ministry)
    editor.edit_table(plan, Ministry)
