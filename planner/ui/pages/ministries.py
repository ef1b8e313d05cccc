"""The page `ministries`."""

from planner.ui.ministries import page

page.show()
