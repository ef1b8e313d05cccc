"""The view `plan`."""

from planner.ui import frame


@frame.guarded
def show() -> None:
    """Draw the page."""
    frame.open_page("Plan", "What the plan covers, for whom and until when.")
