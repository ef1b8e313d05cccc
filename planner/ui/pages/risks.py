"""The page `risks`."""

from planner.ui.risk import page

page.show()
