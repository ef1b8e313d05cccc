"""The page `ministries`."""

from planner.ui.views import ministries

ministries.show()
