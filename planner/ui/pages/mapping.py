"""The page `mapping`."""

from planner.ui.views import mapping

mapping.show()
