"""The page `about`."""

from planner.ui.about import page

page.show()
