"""The page `actions`."""

from planner.ui.views import actions

actions.show()
