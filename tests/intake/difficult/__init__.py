"""Files as ministries send them, each with one difficulty or a few, and what a careful clerk reads."""
