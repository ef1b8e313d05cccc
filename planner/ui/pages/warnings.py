"""The page `warnings`."""

from planner.ui.warnings import page

page.show()
