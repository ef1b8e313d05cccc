"""The page `costs`."""

from planner.ui.views import costs

costs.show()
