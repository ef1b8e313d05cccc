"""The page `export`."""

from planner.ui.views import export

export.show()
