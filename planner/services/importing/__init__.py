"""A ministry's file becomes rows of a plan: previewed first, then applied all or nothing."""
