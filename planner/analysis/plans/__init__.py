"""A plan as a whole: its progress, and what of it may leave."""
