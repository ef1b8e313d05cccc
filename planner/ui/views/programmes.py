"""The view `programmes`."""

from planner.ui import frame


@frame.guarded
def show() -> None:
    """Draw the page."""
    frame.open_page("Programmes", "What the ministries already do.")
