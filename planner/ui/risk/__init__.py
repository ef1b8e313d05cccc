"""The page of risks, and what belongs to it."""
