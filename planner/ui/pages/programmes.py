"""The page `programmes`."""

from planner.ui.views import programmes

programmes.show()
