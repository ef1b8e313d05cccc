"""The page of training, and what belongs to it."""
