"""The page `review`."""

from planner.ui.review import page

page.show()
