"""The view `home`."""

from planner.ui import frame


@frame.guarded
def show() -> None:
    """Draw the page."""
    frame.open_page("Home", "Where the plan stands, and the next step.")
