"""The page `coverage`."""

from planner.ui.coverage import page

page.show()
