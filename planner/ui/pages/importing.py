"""The page `importing`."""

from planner.ui.views import importing

importing.show()
