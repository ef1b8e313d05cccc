"""The page `mapping`."""

from planner.ui.mapping import page

page.show()
