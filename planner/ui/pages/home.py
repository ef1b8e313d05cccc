"""The page `home`."""

from planner.ui.views import home

home.show()
