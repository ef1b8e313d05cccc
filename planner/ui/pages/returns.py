"""The page `returns`."""

from planner.ui.views import returns

returns.show()
