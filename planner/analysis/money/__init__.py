"""What a plan costs, and what of it is funded."""
