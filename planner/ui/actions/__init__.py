"""What the plan commits to."""
