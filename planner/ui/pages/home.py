"""The page `home`."""

from planner.ui.home import page

page.show()
