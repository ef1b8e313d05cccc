"""The page `programmes`."""

from planner.ui.programmes import page

page.show()
