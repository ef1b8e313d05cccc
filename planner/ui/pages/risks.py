"""The page `risks`."""

from planner.ui.views import risks

risks.show()
