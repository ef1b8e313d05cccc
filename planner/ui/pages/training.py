"""The page `training`."""

from planner.ui.training import page

page.show()
