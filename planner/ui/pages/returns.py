"""The page `returns`."""

from planner.ui.returns import page

page.show()
