"""The search over the whole plan: its field beside every page, and the answer on one page."""
