"""The page `plan`."""

from planner.ui.views import plan

plan.show()
