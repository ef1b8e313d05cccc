"""The page of screening, and what belongs to it."""
