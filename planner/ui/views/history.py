"""The view `history`."""

from planner.ui import frame


@frame.guarded
def show() -> None:
    """Draw the page."""
    frame.open_page("History", "Every change, who made it, and the way back.")
