"""The page `history`."""

from planner.ui.history import page

page.show()
