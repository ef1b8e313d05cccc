"""The page `importing`."""

from planner.ui.importing import page

page.show()
