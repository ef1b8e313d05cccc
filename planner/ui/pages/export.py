"""The page `export`."""

from planner.ui.export import page

page.show()
