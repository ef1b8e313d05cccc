"""The page of coverage, and what belongs to it."""
