"""The page of warnings: thresholds at which somebody decides, and local partners who warn."""

from __future__ import annotations

from planner.ui import frame
from planner.ui.sections import draw_grids, grids_of, section, titles_of
from planner.ui.words import t

PAGE = "warnings"


@frame.guarded
def show() -> None:
    """Draw the page."""
    plan = frame.open_page(
        PAGE,
        t("Which signs are watched, at which threshold a decision is due, and who can warn."),
    )
    if plan is not None:
        draw_grids(plan, grids_of(PAGE)[section(PAGE, titles_of(PAGE))])
