"""What the plan costs."""
