"""The view `importing`."""

from planner.ui import frame


@frame.guarded
def show() -> None:
    """Draw the page."""
    frame.open_page("Import", "A ministry's own spreadsheet becomes rows of the plan.")
