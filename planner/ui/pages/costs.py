"""The page `costs`."""

from planner.ui.money import page

page.show()
