"""The page `training`."""

from planner.ui.views import training

training.show()
