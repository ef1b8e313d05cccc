"""The page `coverage`."""

from planner.ui.views import coverage

coverage.show()
