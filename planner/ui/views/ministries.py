"""The view `ministries`."""

from planner.ui import frame


@frame.guarded
def show() -> None:
    """Draw the page."""
    frame.open_page("Ministries", "Who runs programmes and leads actions.")
