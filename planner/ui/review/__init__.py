"""The page on which a plan is reviewed before the reviewer does."""
