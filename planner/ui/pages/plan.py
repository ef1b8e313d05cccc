"""The page `plan`."""

from planner.ui.plans import page

page.show()
