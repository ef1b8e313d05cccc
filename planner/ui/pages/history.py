"""The page `history`."""

from planner.ui.views import history

history.show()
