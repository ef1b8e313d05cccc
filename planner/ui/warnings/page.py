"""The page of warnings: thresholds at which somebody decides, and local partners who warn."""

from __future__ import annotations

from planner.messages import _
from planner.plan import Plan
from planner.ui import frame
from planner.ui.sections import draw_grids, grids_of, section, titles_of

PAGE = "warnings"


@frame.page(
    PAGE, _("Which signs are watched, at which threshold a decision is due, and who can warn.")
)
def show(plan: Plan) -> None:
    """Draw the page."""
    draw_grids(plan, grids_of(PAGE)[section(PAGE, titles_of(PAGE))])
