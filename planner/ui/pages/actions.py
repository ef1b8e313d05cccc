"""The page `actions`."""

from planner.ui.actions import page

page.show()
